//! `explain`: how a query is read and answered, and how a clipping is scored.

use std::io::Write;

use super::args::{Explain, Question};
use super::ending::{Ending, Failure};
use super::page::{counted, grouped, wrapped};
use super::question::{Asked, ask, filters, narrow};
use super::run::Run;
use super::search::tell_problems;
use super::{problems, safe};
use crate::archive::Snapshot;
use crate::query::{Problem, judge};
use crate::search::{
    CLOSENESS_WINDOW, Prepared, Searcher, UnitPlaces, explain, explain_hit, explain_places, refuses,
};

/// Forms listed of one word.
const FORMS: usize = 12;

pub(super) fn run(arguments: &Explain, run: &mut Run) -> Result<Ending, Failure> {
    let (words, language) = (vec![arguments.query.clone()], arguments.language);
    let question = Question { words, language, ..Question::default() };
    let mut asked = ask(&question, run.now.today())?;
    narrow(&mut asked.query, filters(&arguments.narrowing, run.now.today())?);
    if refuses(&asked.problems) {
        tell_problems(&asked, &asked.problems, &mut run.screen);
        return Ok(Ending::Refused);
    }
    let snapshot = Snapshot::open(&run.index)?;
    let mut searcher = Searcher::new(&snapshot)?;
    let prepared = searcher.prepare(&asked.query)?;
    let all: Vec<Problem> =
        asked.problems.iter().chain(&prepared.reading.problems).cloned().collect();
    if refuses(&all) {
        tell_problems(&asked, &all, &mut run.screen);
        return Ok(Ending::Refused);
    }
    let lines = reading(&asked, &all, &mut searcher, run)?;
    run.screen.print(&(lines.join("\n") + "\n"))?;
    let Some(prefix) = &arguments.id else { return Ok(Ending::Done) };
    let id = run.id(&snapshot, prefix)?;
    hit(id, &prepared, &mut searcher, run)
}

fn reading(
    asked: &Asked,
    all: &[Problem],
    searcher: &mut Searcher<'_>,
    run: &Run,
) -> Result<Vec<String>, Failure> {
    let (width, palette) = (run.screen.width, run.screen.palette);
    let explanation = explain(searcher, &asked.query)?;
    let mut lines = vec![palette.strong(&safe::line(&asked.typed))];
    lines.extend(problems::lines(&asked.typed, all, width, palette));
    lines.push(String::new());
    lines.push(palette.strong("read as"));
    for part in &explanation.tree {
        let how =
            if part.answered.is_empty() { String::new() } else { format!(" ({})", part.answered) };
        let indent = "  ".repeat(part.depth + 1);
        let line =
            format!("{}{how}: {}", safe::line(&part.text), counted(part.clippings, "clipping"));
        lines.extend(wrapped(&line, &indent, &format!("{indent}    "), width));
    }
    if !explanation.terms.is_empty() {
        lines.push(String::new());
        lines.push(palette.strong("looked up"));
    }
    for term in &explanation.terms {
        let there: Vec<_> = term.forms.iter().filter(|(_, clippings)| *clippings > 0).collect();
        let mut forms: Vec<String> = there
            .iter()
            .take(FORMS)
            .map(|(form, clippings)| format!("{} {}", safe::line(form), grouped(*clippings)))
            .collect();
        if there.len() > FORMS {
            forms.push(format!("and {} more", there.len() - FORMS));
        }
        let forms =
            if forms.is_empty() { "nothing in the archive".to_owned() } else { forms.join(" · ") };
        let line = format!("{} ({}): {forms}", safe::line(&term.typed), term.answered);
        lines.extend(wrapped(&line, "  ", "    ", width));
    }
    for cut in &explanation.cuts {
        lines.extend(wrapped(&format!("note: {}", safe::line(cut)), "", "  ", width));
    }
    lines.push(String::new());
    lines.push(counted(explanation.total, "clipping"));
    Ok(lines)
}

/// `GSOMIA W/5 Tokyo: 4 places, headline, ¶1, ¶3`.
fn standing(places: &UnitPlaces) -> String {
    let not = if places.is_negated { "NOT " } else { "" };
    let typed = safe::line(&places.typed);
    if !places.holds {
        return format!("{not}{typed}: not there");
    }
    let shown = places.paragraphs.iter().map(|paragraph| match paragraph {
        0 => "headline".to_owned(),
        paragraph => format!("¶{paragraph}"),
    });
    let mut parts = vec![counted(places.matches as u64, "place")];
    parts.extend(shown);
    format!("{not}{typed}: {}", parts.join(", "))
}

/// The score of one clipping as a sum; exit 1 where it is no hit.
fn hit(
    id: crate::clipping::Id,
    prepared: &Prepared,
    searcher: &mut Searcher<'_>,
    run: &mut Run,
) -> Result<Ending, Failure> {
    let snapshot = searcher.snapshot();
    let address = snapshot.find(id)?.ok_or_else(|| {
        Failure::usage("the clipping has just left the archive", "search for it again")
    })?;
    let score = explain_hit(searcher, prepared, address)?;
    let view = searcher.view(address, &prepared.reading)?;
    let verdict = judge(&prepared.reading, &view.record());
    let (palette, width) = (run.screen.palette, run.screen.width);
    let out = &mut run.screen.out;
    let headline = safe::line(&view.clipping.headline.value).into_owned();
    writeln!(out, "\n{}  {headline}", snapshot.short_id(id)?)?;
    if !verdict.hit {
        writeln!(out, "  {}", palette.grave("no hit: it does not satisfy the query"))?;
    }
    for places in explain_places(&prepared.reading, &view) {
        for line in wrapped(&standing(&places), "  ", "    ", width) {
            writeln!(out, "{line}")?;
        }
    }
    let forms = |forms: &[String]| safe::line(&forms.join(" | ")).into_owned();
    for part in &score.parts {
        let clippings = counted(part.clippings, "clipping");
        let weight =
            if part.weight == 1.0 { String::new() } else { format!(", × {}", part.weight) };
        let words = forms(&part.forms);
        let (score, rest) = (format!("  {:>9.4}  ", part.score), " ".repeat(13));
        for line in wrapped(&format!("{words} (in {clippings}{weight})"), &score, &rest, width) {
            writeln!(out, "{line}")?;
        }
    }
    if score.closeness > 0.0 {
        let among = format!("words close together, among the first {CLOSENESS_WINDOW} hits");
        writeln!(out, "  {:>9.4}  {among}", score.closeness)?;
    }
    let sum = score.sum();
    writeln!(
        out,
        "  {sum:>9.4}  in all; {}",
        counted(verdict.matches.len() as u64, "matching place")
    )?;
    Ok(if verdict.hit { Ending::Done } else { Ending::Nothing })
}
