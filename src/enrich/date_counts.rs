//! The dates of an archive, counted: how they are known, how precise and sure they are, where they
//! disagree.

use super::{DateRow, JudgedDates};
use crate::clipping::{Clipping, Id};

/// Clippings named beside the count of a row.
const EXAMPLES: usize = 3;

/// The counts of an audit.
#[derive(Clone, Debug, PartialEq)]
pub struct DateAudit {
    /// Clippings looked at.
    pub total: u64,
    /// The rows in the order people see them, those without clippings too.
    pub rows: Vec<DateCount>,
}

/// The count of one row.
#[derive(Clone, Debug, PartialEq)]
pub struct DateCount {
    /// The row.
    pub row: DateRow,
    /// Clippings in it.
    pub clippings: u64,
    /// Some of them; of conflicts the gravest.
    pub examples: Vec<DateExample>,
}

/// A clipping named beside a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateExample {
    /// Its id.
    pub id: Id,
    /// How many days its dates lie apart; 0 where they agree.
    pub days: u64,
}

impl Default for DateAudit {
    fn default() -> Self {
        let empty = |row| DateCount { row, clippings: 0, examples: Vec::new() };
        Self { total: 0, rows: DateRow::all().into_iter().map(empty).collect() }
    }
}

impl DateAudit {
    /// Counts a clipping whose dates were judged.
    pub fn count(&mut self, clipping: &Clipping, judged: &JudgedDates<'_>) {
        self.total += 1;
        let days = clipping.date_conflict().map_or(0, |conflict| conflict.days);
        let example = DateExample { id: clipping.id, days };
        for count in self.rows.iter_mut().filter(|count| judged.rows.contains(&count.row)) {
            count.add(example);
        }
    }
}

impl DateCount {
    /// The farthest apart come first; of equals the first ones stay.
    fn add(&mut self, example: DateExample) {
        self.clippings += 1;
        let days = |kept: &DateExample| match self.row {
            DateRow::Conflict(_) => kept.days,
            _ => 0,
        };
        let place = self.examples.partition_point(|kept| days(kept) >= days(&example));
        self.examples.insert(place, example);
        self.examples.truncate(EXAMPLES);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::Gap;

    #[test]
    fn the_gravest_conflicts_are_named() {
        let mut count =
            DateCount { row: DateRow::Conflict(Gap::Any), clippings: 0, examples: Vec::new() };
        for (id, days) in [(1, 3), (2, 9), (3, 3), (4, 700), (5, 2)] {
            count.add(DateExample { id: Id(id), days });
        }
        assert_eq!(count.clippings, 5);
        assert_eq!(count.examples.iter().map(|kept| kept.id.0).collect::<Vec<_>>(), [4, 2, 1]);
    }
}
