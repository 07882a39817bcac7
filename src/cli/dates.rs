//! `dates`: how the dates of an archive are known, where they disagree, what is odd about them.

use std::io::Write;

use unicode_width::UnicodeWidthStr;

use super::args::Dates;
use super::ending::{Ending, Failure};
use super::page::{Sheet, Sparkline, grouped};
use super::question::{Asked, ask_or_everything};
use super::run::Run;
use super::safe;
use super::search::tell_problems;
use crate::archive::Snapshot;
use crate::clipping::Clipping;
use crate::desk;
use crate::enrich::{DateAudit, DateCount, DateGroup, DateRow, JudgedDates, Lore, judged_dates};
use crate::query::{Problem, Query};
use crate::search::{Fold, Page, Request, Searcher, Show, Sort, refuses};
use crate::wire;

pub(super) fn run(arguments: &Dates, run: &mut Run) -> Result<Ending, Failure> {
    let asked = ask_or_everything(&arguments.question, run.now.today())?;
    if refuses(&asked.problems) {
        tell_problems(&asked, &asked.problems, &mut run.screen);
        return Ok(Ending::Refused);
    }
    let started = std::time::Instant::now();
    let snapshot = Snapshot::open(&run.index)?;
    let (lore, _) = desk::read_lore(&run.index)?;
    let mut searcher = Searcher::new(&snapshot)?;
    let page = searcher.page(&request(asked.query.clone()))?;
    let problems: Vec<Problem> = asked.problems.iter().chain(&page.problems).cloned().collect();
    if refuses(&problems) {
        tell_problems(&asked, &problems, &mut run.screen);
        return Ok(Ending::Refused);
    }
    let answer = Answer { arguments, asked: &asked, page: &page, lore: &lore };
    if arguments.jsonl || arguments.list.is_some() {
        return answer.list(&mut searcher, started, run);
    }
    let mut audit = DateAudit::default();
    answer.each(&mut searcher, run, &mut |clipping, judged, _| {
        audit.count(clipping, judged);
        Ok(())
    })?;
    if arguments.json {
        answer.json(&audit, &problems, run)?;
    } else {
        answer.head(&snapshot, started, run)?;
        print(&snapshot, &audit, run)?;
    }
    Ok(Ending::of_count(page.total))
}

fn request(query: Query) -> Request {
    Request {
        query,
        sort: Sort::Newest,
        limit: 0,
        after: None,
        facets: Vec::new(),
        timeline: true,
        show: Show::Nothing,
        fold: Fold::NOTHING,
    }
}

/// What is done with each clipping and what was judged of its dates.
type Each<'e> = dyn FnMut(&Clipping, &JudgedDates<'_>, &mut Run) -> Result<(), Failure> + 'e;

/// A question and what it found.
struct Answer<'a> {
    arguments: &'a Dates,
    asked: &'a Asked,
    page: &'a Page,
    lore: &'a Lore,
}

impl Answer<'_> {
    /// Judges every clipping that matches, newest first.
    fn each(
        &self,
        searcher: &mut Searcher<'_>,
        run: &mut Run,
        each: &mut Each<'_>,
    ) -> Result<(), Failure> {
        let now = run.now.local;
        let mut outcome = Ok(());
        searcher.all(&request(self.asked.query.clone()), &mut |hit| {
            let judged = judged_dates(&hit.clipping, self.lore, now);
            outcome = each(&hit.clipping, &judged, run);
            outcome.is_ok()
        })?;
        outcome
    }

    fn head(
        &self,
        snapshot: &Snapshot,
        started: std::time::Instant,
        run: &mut Run,
    ) -> Result<(), Failure> {
        let sheet = Sheet {
            snapshot,
            asked: self.asked,
            width: run.screen.width,
            palette: run.screen.told_palette(),
            elapsed: started.elapsed(),
            seen: 0,
            in_order: 0,
            sparkline: Sparkline::Omitted,
        };
        for line in sheet.head(self.page) {
            run.screen.tell(&line)?;
        }
        Ok(())
    }

    fn json(&self, audit: &DateAudit, problems: &[Problem], run: &mut Run) -> Result<(), Failure> {
        let dates = wire::Dates {
            query: self.asked.typed.clone(),
            read_as: self.page.read_as.clone(),
            total: self.page.total,
            problems: problems.iter().map(wire::Problem::from).collect(),
            rows: wire::DateRow::all(audit),
        };
        writeln!(run.screen.out, "{}", wire::to_json(&dates))?;
        Ok(())
    }

    /// The clippings of one row, or all of them, one a line.
    fn list(
        &self,
        searcher: &mut Searcher<'_>,
        started: std::time::Instant,
        run: &mut Run,
    ) -> Result<Ending, Failure> {
        let row = self.arguments.list;
        let jsonl = self.arguments.jsonl;
        let snapshot = searcher.snapshot();
        if !jsonl {
            self.head(snapshot, started, run)?;
        }
        let mut count = 0;
        self.each(searcher, run, &mut |clipping, judged, run| {
            if row.is_some_and(|row| !judged.rows.contains(&row)) {
                return Ok(());
            }
            count += 1;
            if jsonl {
                let line = wire::DatedClipping::new(clipping, judged);
                writeln!(run.screen.out, "{}", wire::to_json(&line))?;
                return Ok(());
            }
            print_clipping(snapshot, clipping, judged, run)
        })?;
        Ok(Ending::of_count(count))
    }
}

/// The counts as a table for a person, without empty rows, or as lines of cells, with them.
fn print(snapshot: &Snapshot, audit: &DateAudit, run: &mut Run) -> Result<(), Failure> {
    if !run.screen.is_terminal {
        for count in &audit.rows {
            let (kind, clippings) = (count.row.name(), count.clippings.to_string());
            let examples = examples(snapshot, count)?.join(" ");
            run.screen.row([count.row.group().name(), &kind, &clippings, &examples])?;
        }
        return Ok(());
    }
    let mut group: Option<DateGroup> = None;
    for count in audit.rows.iter().filter(|count| count.clippings > 0) {
        if group != Some(count.row.group()) {
            group = Some(count.row.group());
            let heading = run.screen.palette.strong(count.row.group().heading());
            writeln!(run.screen.out, "\n{heading}")?;
        }
        let line = line(snapshot, count, audit.total, run)?;
        writeln!(run.screen.out, "{line}")?;
    }
    let listed = audit.rows.iter().rev().find(|count| count.clippings > 0);
    if let Some(listed) = listed {
        let label = run.screen.palette.hint("its clippings:");
        writeln!(run.screen.out, "\n{label} --list {}", listed.row.name())?;
    }
    Ok(())
}

/// Columns before the examples: name, what it means, count, share.
const NAME_COLUMNS: usize = 12;
const ABOUT_COLUMNS: usize = 30;

fn line(snapshot: &Snapshot, count: &DateCount, total: u64, run: &Run) -> Result<String, Failure> {
    let share = count.clippings as f64 * 100.0 / total.max(1) as f64;
    let mut line = format!(
        "  {:<NAME_COLUMNS$} {:<ABOUT_COLUMNS$} {:>7} {:>5}",
        count.row.name(),
        count.row.about(),
        grouped(count.clippings),
        percent(share),
    );
    for example in examples(snapshot, count)? {
        if line.width() + 2 + example.width() > run.screen.width {
            break;
        }
        line.push_str(&format!("  {example}"));
    }
    Ok(line)
}

/// Whole per cent, and what is less than one.
fn percent(share: f64) -> String {
    match share {
        share if share > 0.0 && share < 1.0 => "<1%".to_owned(),
        share if share > 99.0 && share < 100.0 => ">99%".to_owned(),
        share => format!("{share:.0}%"),
    }
}

/// Ids of some clippings; of conflicts with their days.
fn examples(snapshot: &Snapshot, count: &DateCount) -> Result<Vec<String>, Failure> {
    let mut examples = Vec::new();
    for example in &count.examples {
        let id = snapshot.short_id(example.id)?;
        examples.push(match count.row {
            DateRow::Conflict(_) => format!("{id}:{}d", example.days),
            _ => id,
        });
    }
    Ok(examples)
}

/// A clipping: what its date is and from where, then what speaks against it or is odd.
fn print_clipping(
    snapshot: &Snapshot,
    clipping: &Clipping,
    judged: &JudgedDates<'_>,
    run: &mut Run,
) -> Result<(), Failure> {
    let id = snapshot.short_id(clipping.id)?;
    let date = clipping.published.as_ref();
    let iso = date.map_or_else(String::new, |date| date.value.iso());
    let clue = date.map_or("", |date| date.clue.kind.name());
    let conflict = clipping.date_conflict();
    let other = conflict.map_or_else(String::new, |conflict| {
        format!("{} {}", conflict.other.value.iso(), conflict.other.clue.kind.name())
    });
    let odd = judged.labels.iter().flat_map(|label| &label.oddities);
    let odd = odd.map(|oddity| oddity.message()).collect::<Vec<_>>().join("; ");
    let headline = clipping.headline.value.as_str();
    if !run.screen.is_terminal {
        let days = conflict.map_or_else(String::new, |conflict| conflict.days.to_string());
        run.screen.row([&id, &iso, clue, &days, &other, &odd, headline])?;
        return Ok(());
    }
    let shown = if iso.is_empty() { "no date" } else { &iso };
    let parts = [id.as_str(), shown, clue, headline];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let first = parts.join("  ");
    let mut lines = super::page::wrapped(&safe::line(&first), "", "  ", run.screen.width);
    let apart = conflict.map(|conflict| format!("{} days from {other}", conflict.days));
    for told in apart.into_iter().chain(Some(odd).filter(|odd| !odd.is_empty())) {
        let told = super::page::wrapped(&safe::line(&told), "    ", "    ", run.screen.width);
        lines.extend(told.iter().map(|line| run.screen.palette.faint(line)));
    }
    run.screen.print(&(lines.join("\n") + "\n"))?;
    Ok(())
}
