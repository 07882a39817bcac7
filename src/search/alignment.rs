//! What stands in two lists in the same order, found in a time that is bounded whatever they hold.
//!
//! Two short lists are compared by Myers's algorithm (1986), which finds the most. Its time grows
//! with the square of what differs, so in long ones the items that stand once in each are found
//! first, the longest row of them that is in order in both (patience diff: Cohen), and what lies
//! between two of these is compared as lists of its own.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Two lists are compared item by item where the product of their lengths is no more than this.
pub(super) const MAX_PAIRS: usize = 1_000_000;

/// Two lists side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Alignment {
    /// All of both, in their order.
    pub stretches: Vec<Stretch>,
    /// Whether a stretch was too long to be compared, so that things may stand in both of what is
    /// told to differ.
    pub is_coarse: bool,
}

/// A stretch of two lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub old: Range<usize>,
    pub new: Range<usize>,
    /// Whether both hold the same there.
    pub is_same: bool,
}

impl Alignment {
    /// Of two lists.
    pub(super) fn of<T: Eq + Hash>(old: &[T], new: &[T]) -> Self {
        let mut numbers: HashMap<&T, u32> = HashMap::new();
        for item in old.iter().chain(new) {
            let next = numbers.len() as u32;
            numbers.entry(item).or_insert(next);
        }
        let numbered = |list: &[T]| -> Vec<u32> { list.iter().map(|item| numbers[item]).collect() };
        let (old, new) = (numbered(old), numbered(new));
        let mut alignment = Self::default();
        let (mut old_at, mut new_at) = (0, 0);
        if old.len().saturating_mul(new.len()) > MAX_PAIRS {
            for (old_next, new_next) in in_order(&old, &new) {
                alignment.between(&old, &new, (old_at..old_next, new_at..new_next));
                alignment.add(old_next..old_next + 1, new_next..new_next + 1, true);
                (old_at, new_at) = (old_next + 1, new_next + 1);
            }
        }
        alignment.between(&old, &new, (old_at..old.len(), new_at..new.len()));
        alignment
    }

    /// Compares a stretch of each.
    fn between(
        &mut self,
        old: &[u32],
        new: &[u32],
        (of_old, of_new): (Range<usize>, Range<usize>),
    ) {
        if of_old.len().saturating_mul(of_new.len()) > MAX_PAIRS {
            self.is_coarse = true;
            return self.add(of_old, of_new, false);
        }
        let (old, new) = (&old[of_old.clone()], &new[of_new.clone()]);
        for op in capture_diff_slices(Algorithm::Myers, old, new) {
            let moved = |range: Range<usize>, by: usize| range.start + by..range.end + by;
            let is_same = matches!(op, DiffOp::Equal { .. });
            self.add(
                moved(op.old_range(), of_old.start),
                moved(op.new_range(), of_new.start),
                is_same,
            );
        }
    }

    fn add(&mut self, old: Range<usize>, new: Range<usize>, is_same: bool) {
        if old.is_empty() && new.is_empty() {
            return;
        }
        match self.stretches.last_mut() {
            Some(last) if last.is_same == is_same => {
                (last.old.end, last.new.end) = (old.end, new.end);
            }
            _ => self.stretches.push(Stretch { old, new, is_same }),
        }
    }
}

/// The longest row of items that stand once in each list, in order in both; their places.
fn in_order(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    let once = |list: &[u32]| {
        let mut places: HashMap<u32, Option<usize>> = HashMap::new();
        for (place, item) in list.iter().enumerate() {
            places.entry(*item).and_modify(|place| *place = None).or_insert(Some(place));
        }
        places
    };
    let (of_old, of_new) = (once(old), once(new));
    let place = |places: &HashMap<u32, Option<usize>>, item| places.get(item).copied().flatten();
    let pairs: Vec<(usize, usize)> = old
        .iter()
        .filter_map(|item| Some((place(&of_old, item)?, place(&of_new, item)?)))
        .collect();
    // Of the rows of each length the one that ends first in the new list, by its last pair; and of
    // each pair the one before it in its row (Fredman 1975).
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (pair, (_, new_place)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *new_place);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = pair,
            None => ends.push(pair),
        }
    }
    let mut row = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(pair) = next {
        row.push(pairs[pair]);
        next = before[pair];
    }
    row.reverse();
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `=` and `~` with the lengths of what is the same and what is not.
    fn told(old: &[u32], new: &[u32]) -> (String, bool) {
        let alignment = Alignment::of(old, new);
        let stretch = |one: &Stretch| match one.is_same {
            true => format!("={}", one.old.len()),
            false => format!("~{}/{}", one.old.len(), one.new.len()),
        };
        let stretches: Vec<String> = alignment.stretches.iter().map(stretch).collect();
        (stretches.join(" "), alignment.is_coarse)
    }

    #[test]
    fn long_lists_are_compared_as_short_ones_are() {
        let list: Vec<u32> = (0..5_000).collect();
        let mut other = list.clone();
        other.splice(100..110, [9_001, 9_002]);
        other.insert(4_000, 9_003);
        assert_eq!(told(&list, &other), ("=100 ~10/2 =3898 ~0/1 =992".to_owned(), false));
        let short = (&list[..200], &other[..192]);
        assert_eq!(told(short.0, short.1), ("=100 ~10/2 =90".to_owned(), false));
        assert_eq!(told(&[], &[]), (String::new(), false));
        assert_eq!(told(&list, &list), ("=5000".to_owned(), false));
    }

    #[test]
    fn what_is_repeated_is_found_between_what_is_not() {
        let list: Vec<u32> = (0..3_000).map(|at| if at % 3 == 0 { 7_777 } else { at }).collect();
        let mut other = list.clone();
        other.remove(300);
        assert_eq!(told(&list, &other), ("=300 ~1/0 =2699".to_owned(), false));
    }

    #[test]
    fn what_is_too_long_to_compare_is_told_as_such() {
        let old: Vec<u32> = (0..2_000).collect();
        let new: Vec<u32> = (5_000..7_000).collect();
        assert_eq!(told(&old, &new), ("~2000/2000".to_owned(), true));
    }
}
