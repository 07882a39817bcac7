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
        fold: arguments.question.folding.fold(),
    };
    let mut page = Searcher::new(&snapshot)?.page(&request)?;
    let all: Vec<Problem> = asked.problems.iter().chain(&page.problems).cloned().collect();
    if refuses(&all) {
        tell_problems(&asked, &all, &mut run.screen);
        return Ok(Ending::Refused);
    }
    for table in &mut page.facets {
        as_tree(table, arguments.limit);
        name_values(&snapshot, table, usize::MAX)?;
    }
    if arguments.json {
        let facets = wire::Facets {
            query: asked.typed.clone(),
            read_as: page.read_as.clone(),
            total: page.total,
            stories: page.stories,
            fold: page.fold.name(),
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
    let shown = page.facets.iter().filter(|table| !table.values.is_empty());
    if let Some(told) = asked.told_of_own_filters(shown.map(|table| table.dimension)) {
        run.screen.tell(&told)?;
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

/// The values as they are printed: cut, each below the more general one it belongs to. 0 cuts
/// nothing.
fn as_tree(table: &mut FacetTable, limit: usize) {
    let limit = if limit == 0 { usize::MAX } else { limit };
    match table.dimension {
        Dimension::Date => cut_dates(table, limit),
        // A general value is never less frequent than those below it and stands before them among
        // equals, so that cutting the list leaves no value without its parent.
        _ => table.cut(limit),
    }
    let values = std::mem::take(&mut table.values);
    below(&values, &[], &mut table.values);
}

/// Dates in the order of time. Months are there where all of them fit the limit, and so are days;
/// of more years than fit, the last ones.
fn cut_dates(table: &mut FacetTable, limit: usize) {
    let all = table.values.len();
    table.values.sort_by(|a, b| a.path.cmp(&b.path));
    let of_depth =
        |depth: usize| table.values.iter().filter(|value| value.path.len() == depth).count();
    // Those without a date stand last, beside the limit.
    let is_year = |value: &&FacetValue| value.path.len() == 1 && value.path[0] != "undated";
    let years_over = table.values.iter().filter(is_year).count().saturating_sub(limit);
    let finer = (2..=3).take_while(|depth| years_over == 0 && of_depth(*depth) <= limit);
    let deepest = finer.last().unwrap_or(1);
    table.values.retain(|value| value.path.len() <= deepest);
    table.values.drain(..years_over);
    table.left_out += (all - table.values.len()) as u64;
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
    if table.left_out > 0 {
        let more = format!("  … {} more: --limit 0 shows all", grouped(table.left_out));
        writeln!(run.screen.out, "{}", palette.faint(&more))?;
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
    if table.left_out > 0 {
        let (name, more) = (table.dimension.name(), grouped(table.left_out));
        run.screen.aside(&format!("{name}: {more} more; --limit 0 prints all"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(dimension: Dimension, values: &[(&str, u64)], limit: usize, expect: &str) {
        let value = |(path, clippings): &(&str, u64)| FacetValue {
            path: path.split('/').map(str::to_owned).collect(),
            shown: String::new(),
            clippings: *clippings,
        };
        let values = values.iter().map(value).collect();
        let mut table = FacetTable { dimension, values, left_out: 0, without: 0 };
        as_tree(&mut table, limit);
        let mut shown: Vec<String> =
            table.values.iter().map(|value| value.path.join("/")).collect();
        if table.left_out > 0 {
            shown.push(format!("+{}", table.left_out));
        }
        assert_eq!(shown.join(" "), expect, "{limit}");
    }

    #[test]
    fn values_stand_below_their_parents() {
        let values = [
            ("korea", 9),
            ("trade", 7),
            ("korea/politics", 5),
            ("trade/steel", 2),
            ("korea/sport", 1),
        ];
        let cut = "korea korea/politics trade trade/steel +1";
        check(Dimension::Category, &values, 4, cut);
        let all = "korea korea/politics korea/sport trade trade/steel";
        check(Dimension::Category, &values, 0, all);
    }

    #[test]
    fn dates_stand_in_the_order_of_time_as_fine_as_the_limit_allows() {
        let values = [
            ("2019", 5),
            ("2019/11", 3),
            ("2019/11/13", 2),
            ("1968", 1),
            ("2019/01", 1),
            ("2019/01/02", 1),
            ("2019/11/02", 1),
            ("undated", 1),
        ];
        let days = "1968 2019 2019/01 2019/01/02 2019/11 2019/11/02 2019/11/13 undated";
        for limit in [0, 3] {
            check(Dimension::Date, &values, limit, days);
        }
        check(Dimension::Date, &values, 2, "1968 2019 2019/01 2019/11 undated +3");
        check(Dimension::Date, &values, 1, "2019 undated +6");
    }
}
