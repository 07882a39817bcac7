//! `facets`: the matches by region, category, outlet and more, as trees.

use std::io::Write;

use unicode_width::UnicodeWidthStr;

use super::args::{Facets, dimensions};
use super::ending::{Ending, Failure};
use super::page::{Sheet, Sparkline, grouped};
use super::question::ask_or_everything;
use super::run::Run;
use super::safe;
use super::search::tell_problems;
use crate::archive::Snapshot;
use crate::clipping::Dimension;
use crate::query::Problem;
use crate::search::{FacetTable, FacetValue, Request, Searcher, Show, Sort, name_values, refuses};
use crate::wire;

pub(super) fn run(arguments: &Facets, run: &mut Run) -> Result<Ending, Failure> {
    let asked = ask_or_everything(&arguments.question, run.now.today())?;
    let dimensions = dimensions(&arguments.by)?;
    if refuses(&asked.problems) {
        tell_problems(&asked, &asked.problems, &mut run.screen);
        return Ok(Ending::Refused);
    }
    let started = std::time::Instant::now();
    let snapshot = Snapshot::open(&run.index)?;
    let request = Request {
        query: asked.query.clone(),
        sort: Sort::Default,
        limit: 0,
        after: None,
        facets: dimensions,
        timeline: true,
        show: Show::Nothing,
    };
    let mut page = Searcher::new(&snapshot)?.page(&request)?;
    let all: Vec<Problem> = asked.problems.iter().chain(&page.problems).cloned().collect();
    if refuses(&all) {
        tell_problems(&asked, &all, &mut run.screen);
        return Ok(Ending::Refused);
    }
    for table in &mut page.facets {
        as_tree(table, arguments.limit);
        name_values(&snapshot, table, arguments.limit)?;
    }
    if arguments.json {
        let facets = wire::Facets {
            query: asked.typed.clone(),
            read_as: page.read_as.clone(),
            total: page.total,
            problems: all.iter().map(wire::Problem::from).collect(),
            facets: page.facets.iter().map(wire::Facet::named).collect(),
        };
        writeln!(run.screen.out, "{}", wire::to_json(&facets))?;
        return Ok(Ending::of_count(page.total));
    }
    let sheet = Sheet {
        snapshot: &snapshot,
        asked: &asked,
        width: run.screen.width,
        palette: run.screen.told_palette(),
        elapsed: started.elapsed(),
        seen: 0,
        in_order: 0,
        sparkline: Sparkline::Drawn,
    };
    for line in sheet.head(&page) {
        run.screen.tell(&line)?;
    }
    for table in &page.facets {
        if run.screen.is_terminal {
            print_tree(table, run)?;
        } else {
            print_rows(table, run)?;
        }
    }
    Ok(Ending::of_count(page.total))
}

/// The most frequent values, each below the more general one it belongs to. A general value is
/// never less frequent than those below it and stands before them among equals, so that cutting the
/// list leaves no value without its parent.
fn as_tree(table: &mut FacetTable, limit: usize) {
    table.values.truncate(limit);
    let values = std::mem::take(&mut table.values);
    below(&values, &[], &mut table.values);
}

fn below(values: &[FacetValue], parent: &[String], out: &mut Vec<FacetValue>) {
    for value in values {
        if value.path.len() == parent.len() + 1 && value.path.starts_with(parent) {
            out.push(value.clone());
            below(values, &value.path, out);
        }
    }
}

/// What a value is called by itself; a month without its year says little.
fn name(table: &FacetTable, value: &FacetValue) -> String {
    match table.dimension {
        Dimension::Date => value.path.join("-"),
        _ => safe::line(&value.shown).into_owned(),
    }
}

fn print_tree(table: &FacetTable, run: &mut Run) -> Result<(), Failure> {
    let palette = run.screen.palette;
    writeln!(run.screen.out, "\n{}", palette.strong(table.dimension.heading()))?;
    let label =
        |value: &FacetValue| format!("{}{}", "  ".repeat(value.path.len()), name(table, value));
    let names = table.values.iter().map(|value| label(value).width());
    let widest = names.max().unwrap_or(0).max(9).min(run.screen.width.saturating_sub(12));
    for value in &table.values {
        let label = label(value);
        let padding = " ".repeat(widest.saturating_sub(label.width()));
        writeln!(run.screen.out, "{label}{padding}  {:>9}", grouped(value.clippings))?;
    }
    if table.without > 0 {
        let label = palette.faint("  without");
        let padding = " ".repeat(widest.saturating_sub(9));
        writeln!(run.screen.out, "{label}{padding}  {:>9}", grouped(table.without))?;
    }
    Ok(())
}

/// Dimension, path of codes, name, count.
fn print_rows(table: &FacetTable, run: &mut Run) -> Result<(), Failure> {
    for value in &table.values {
        let (path, count) = (value.path.join("/"), value.clippings.to_string());
        run.screen.row([table.dimension.name(), &path, &name(table, value), &count])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_below_their_parents() {
        let value = |path: &str, clippings| FacetValue {
            path: path.split('/').map(str::to_owned).collect(),
            shown: String::new(),
            clippings,
        };
        let values = vec![
            value("korea", 9),
            value("trade", 7),
            value("korea/politics", 5),
            value("trade/steel", 2),
            value("korea/sport", 1),
        ];
        let mut table = FacetTable { dimension: Dimension::Category, values, without: 0 };
        as_tree(&mut table, 4);
        let paths: Vec<String> = table.values.iter().map(|value| value.path.join("/")).collect();
        assert_eq!(paths, ["korea", "korea/politics", "trade", "trade/steel"]);
    }
}
