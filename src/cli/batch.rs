//! `batch`: many queries from a file, each asked as `search` asks it, a row for each.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::args::{Batch, Folding, Language, Question};
use super::ending::{Ending, Failure};
use super::page::{found, shown_date, unknown_value, wrapped, wrapped_parts};
use super::progress::{Count, stop_on_interrupt};
use super::queries::{self, Entry, Queries};
use super::question::{Asked, ask, filters, narrow};
use super::run::Run;
use super::screen::Screen;
use super::{problems, safe};
use crate::archive::Snapshot;
use crate::clipping::Moment;
use crate::query::{Node, Problem, Severity};
use crate::search::{Fold, Hit, Page, Request, Searcher, Show, Sort, refuses};
use crate::text::Span;
use crate::wire;

/// The most hits of a query.
const MAX_TOP: usize = 1_000;

/// A file with fewer queries is done before a bar is looked at.
const WORTH_A_BAR: usize = 20;

pub(super) fn run(arguments: &Batch, run: &mut Run) -> Result<Ending, Failure> {
    if arguments.top > MAX_TOP {
        return Err(Failure::usage(format!("--top is at most {MAX_TOP}"), "--top 3"));
    }
    let for_all = filters(&arguments.narrowing, run.now.today())?;
    let queries = queries::read(&arguments.file, run.now.today())?;
    let snapshot = Snapshot::open(&run.index)?;
    let stop = stop_on_interrupt();
    let mut batch = Work {
        queries: &queries,
        language: arguments.language,
        fold: arguments.folding.fold(),
        searcher: Searcher::new(&snapshot)?,
        stop: &stop,
    };
    let Some(asked) = batch.check(&for_all, run)? else { return Ok(Ending::Interrupted) };
    let refused = asked.iter().filter(|asked| asked.is_none()).count();
    let mut tally = Tally { refused, ..Tally::default() };
    let mut ending = Ending::Done;
    if !arguments.check {
        let form = Form::of(arguments, &run.screen);
        ending = batch.answer(arguments.top, form, &asked, &mut tally, &mut run.screen)?;
    }
    run.screen.aside(&tally.told(queries.entries.len()));
    Ok(match ending {
        _ if ending == Ending::Interrupted => ending,
        _ if refused > 0 => Ending::Refused,
        _ if tally.found == 0 && !arguments.check => Ending::Nothing,
        _ => Ending::Done,
    })
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Page,
    Lines,
    Csv,
    Jsonl,
}

impl Form {
    fn of(arguments: &Batch, screen: &Screen) -> Self {
        match () {
            () if arguments.jsonl => Self::Jsonl,
            () if arguments.csv => Self::Csv,
            () if screen.is_terminal => Self::Page,
            () => Self::Lines,
        }
    }
}

/// What became of the queries.
#[derive(Default)]
struct Tally {
    found: usize,
    nothing: usize,
    refused: usize,
}

impl Tally {
    /// `12 queries: 9 found something, 2 nothing, 1 refused`.
    fn told(&self, queries: usize) -> String {
        let mut parts = Vec::new();
        for (count, what) in [
            (self.found, "found something"),
            (self.nothing, "found nothing"),
            (self.refused, "refused"),
        ] {
            if count > 0 {
                parts.push(format!("{count} {what}"));
            }
        }
        let left = queries - self.found - self.nothing - self.refused;
        let all = match queries {
            1 => "1 query".to_owned(),
            _ => format!("{queries} queries"),
        };
        match left {
            0 => {}
            _ if self.found + self.nothing == 0 => parts.push(format!("{left} can be asked")),
            _ => parts.push(format!("{left} not asked")),
        }
        format!("{all}: {}", parts.join(", "))
    }
}

/// A file of queries at work on an archive.
struct Work<'a> {
    queries: &'a Queries,
    /// Whose language they are in.
    language: Language,
    /// What of their hits is folded.
    fold: Fold,
    searcher: Searcher<'a>,
    stop: &'a AtomicBool,
}

impl Work<'_> {
    /// Reads every query, with the filters that hold for all, and tells what is doubtful. A query
    /// that is refused is absent; nothing at all where the person has stopped it.
    fn check(
        &mut self,
        for_all: &[Node],
        run: &mut Run,
    ) -> Result<Option<Vec<Option<Asked>>>, Failure> {
        let bar = bar(self.queries, "queries checked");
        let mut all = Vec::with_capacity(self.queries.entries.len());
        for entry in &self.queries.entries {
            if self.stop.load(Ordering::Relaxed) {
                bar.end();
                return Ok(None);
            }
            let (asked, found) = self.read(entry, for_all, run)?;
            if entry.slip.is_some() || !found.is_empty() {
                bar.suspend(|| tell(self.queries, entry, &found, &mut run.screen));
            }
            all.push(asked);
            bar.step();
        }
        bar.end();
        Ok(Some(all))
    }

    /// A query, where it can be asked, and what is doubtful about it.
    fn read(
        &mut self,
        entry: &Entry,
        for_all: &[Node],
        run: &Run,
    ) -> Result<(Option<Asked>, Vec<Problem>), Failure> {
        if entry.slip.is_some() {
            return Ok((None, Vec::new()));
        }
        let question = Question {
            words: vec![entry.words.clone()],
            any: false,
            language: self.language,
            narrowing: entry.narrowing.clone(),
            folding: Folding::default(),
        };
        let mut asked = ask(&question, run.now.today())?;
        narrow(&mut asked.query, for_all.to_vec());
        let mut found = asked.problems.clone();
        if !refuses(&found) && asked.query.root.is_none() {
            let whole = Span::new(0, asked.typed.len());
            let problem = Problem::new(Severity::Refused, whole, "there is nothing to search for");
            found.push(problem.hint("a query, or a value in a column that narrows"));
        }
        if !refuses(&found) {
            let prepared = self.searcher.prepare(&asked.query)?;
            found.extend(prepared.reading.problems.iter().cloned());
            for taken in prepared.taken.iter().filter(|taken| taken.paths.is_empty()) {
                let message = unknown_value(taken);
                let message = message.trim_start_matches("note: ");
                found.push(Problem::new(Severity::Said, Span::default(), message));
            }
        }
        let is_refused = refuses(&found);
        Ok(((!is_refused).then_some(asked), found))
    }

    /// Asks every query that can be asked, a row for each.
    fn answer(
        &mut self,
        top: usize,
        form: Form,
        asked: &[Option<Asked>],
        tally: &mut Tally,
        screen: &mut Screen,
    ) -> Result<Ending, Failure> {
        // Rows on a terminal are progress enough, and a bar would stand among them.
        let bar = match io::stdout().is_terminal() {
            true => Count::hidden(),
            false => bar(self.queries, "queries"),
        };
        head(top, form, screen)?;
        for (entry, asked) in self.queries.entries.iter().zip(asked) {
            if self.stop.load(Ordering::Relaxed) {
                bar.end();
                return Ok(Ending::Interrupted);
            }
            let Some(asked) = asked else { continue };
            let page = self.searcher.page(&request(asked, top, form, self.fold))?;
            match page.total {
                0 => tally.nothing += 1,
                _ => tally.found += 1,
            }
            let row = Row { queries: self.queries, entry, asked, page: &page };
            row.write(top, form, self.searcher.snapshot(), screen)?;
            if !page.cuts.is_empty() {
                bar.suspend(|| row.tell_cuts(screen));
            }
            // A reader who has gone is noticed here, not at the end.
            screen.out.flush()?;
            bar.step();
        }
        bar.end();
        Ok(Ending::Done)
    }
}

fn bar(queries: &Queries, things: &str) -> Count {
    match queries.entries.len() {
        0..WORTH_A_BAR => Count::hidden(),
        count => Count::new(count, things),
    }
}

fn request(asked: &Asked, top: usize, form: Form, fold: Fold) -> Request {
    Request {
        query: asked.query.clone(),
        sort: Sort::Default,
        limit: top,
        after: None,
        facets: Vec::new(),
        timeline: true,
        show: if form == Form::Jsonl { Show::Snippet } else { Show::Nothing },
        fold,
    }
}

/// What is doubtful about a line, to stderr.
fn tell(queries: &Queries, entry: &Entry, found: &[Problem], screen: &mut Screen) {
    if let Some(slip) = &entry.slip {
        let (line, span) = queries.shown(slip.at);
        let problem = Problem::new(Severity::Refused, span, &slip.message).hint(&slip.hint);
        tell_one(&queries.place(slip.at), line, &problem, screen);
    }
    for problem in found {
        let at = queries.at(entry, problem.span.start);
        tell_one(&queries.place(at), &entry.words, problem, screen);
    }
}

/// A problem with its place in the file, on a terminal with a caret below its place in `typed`.
fn tell_one(place: &str, typed: &str, problem: &Problem, screen: &mut Screen) {
    let palette = screen.aside_palette;
    let place = safe::line(place);
    let is_terminal = screen.is_terminal || io::stderr().is_terminal();
    // Nobody needs a caret in a file; without a text to stand below it is left out.
    let typed = if is_terminal { typed } else { "" };
    let mut told = problems::lines(typed, std::slice::from_ref(problem), screen.width, palette);
    if is_terminal {
        screen.aside(&palette.faint(&place));
        screen.aside(&safe::line(typed));
    } else {
        told[0] = format!("{place}: {}", told[0]);
    }
    told.iter().for_each(|line| screen.aside(line));
}

/// The names of the columns, where there are columns.
fn head(top: usize, form: Form, screen: &mut Screen) -> Result<(), Failure> {
    let mut names: Vec<String> =
        ["name", "read_as", "total", "stories", "undated", "first", "last"]
            .map(str::to_owned)
            .to_vec();
    for place in 1..=top {
        names.extend(["id", "date", "outlet", "headline"].map(|name| format!("{name}_{place}")));
    }
    match form {
        Form::Page | Form::Jsonl => Ok(()),
        Form::Lines => Ok(screen.row(names.iter().map(String::as_str))?),
        Form::Csv => csv_row(&names, screen),
    }
}

/// A query and its page.
struct Row<'a> {
    queries: &'a Queries,
    entry: &'a Entry,
    asked: &'a Asked,
    page: &'a Page,
}

impl Row<'_> {
    fn write(
        &self,
        top: usize,
        form: Form,
        snapshot: &Snapshot,
        screen: &mut Screen,
    ) -> Result<(), Failure> {
        match form {
            Form::Page => {
                let text = self.lines(screen).join("\n");
                screen.print(&(text + "\n\n"))?;
            }
            Form::Lines => screen.row(self.cells(top).iter().map(String::as_str))?,
            Form::Csv => csv_row(&self.cells(top), screen)?,
            Form::Jsonl => {
                let asked = wire::Asked {
                    name: self.name(),
                    line: self.queries.line(self.entry),
                    typed: &self.asked.typed,
                    problems: &self.asked.problems,
                };
                let row = wire::Batch::new(snapshot, &asked, self.page)?;
                writeln!(screen.out, "{}", wire::to_json(&row))?;
            }
        }
        Ok(())
    }

    fn name(&self) -> &str {
        self.entry.name.as_deref().unwrap_or(&self.asked.typed)
    }

    fn undated(&self) -> u64 {
        self.page.timeline.as_ref().map_or(0, |timeline| timeline.undated)
    }

    fn cells(&self, top: usize) -> Vec<String> {
        let span = self.page.timeline.as_ref().and_then(|timeline| timeline.span());
        let mut cells = vec![
            self.name().to_owned(),
            self.page.read_as.clone(),
            self.page.total.to_string(),
            self.page.stories.to_string(),
            self.undated().to_string(),
            span.map_or_else(String::new, |(first, _)| first.to_string()),
            span.map_or_else(String::new, |(_, last)| last.to_string()),
        ];
        for place in 0..top {
            cells.extend(match self.page.hits.get(place) {
                Some(hit) => hit_cells(hit),
                None => Default::default(),
            });
        }
        cells
    }

    /// For reading: the query, how it was read, the totals, a line a hit.
    fn lines(&self, screen: &Screen) -> Vec<String> {
        let (width, palette) = (screen.width, screen.palette);
        let name = safe::line(self.name()).into_owned();
        let read = safe::line(&self.page.read_as).into_owned();
        let mut lines = wrapped(&palette.strong(&name), "", "  ", width);
        if name != read {
            lines.extend(wrapped(
                &format!("{} {read}", palette.faint("read as:")),
                "",
                "  ",
                width,
            ));
        }
        let mut totals = vec![found(self.page)];
        if let Some((first, last)) = self.page.timeline.as_ref().and_then(|all| all.span()) {
            let [first, last] = [first, last].map(|day| Moment::day(day).shown());
            totals.push(if first == last { first } else { format!("{first} – {last}") });
        }
        if self.undated() > 0 {
            totals.push(format!("{} undated", self.undated()));
        }
        lines.extend(wrapped_parts(&totals, "", "  ", width));
        for hit in &self.page.hits {
            let outlet = hit.clipping.outlet.as_ref().map_or("", |known| known.value.as_str());
            let lead = palette.faint(&hit.short_id);
            let facts = [shown_date(&hit.clipping), outlet.to_owned()];
            let facts = facts.iter().filter(|fact| !fact.is_empty()).map(|fact| safe::line(fact));
            let facts = facts.collect::<Vec<_>>().join(" · ");
            let headline = safe::line(&hit.clipping.headline.value);
            let line = format!("{lead}  {facts} · {headline}");
            lines.extend(wrapped(&line, "  ", "            ", width));
        }
        lines
    }

    fn tell_cuts(&self, screen: &mut Screen) {
        let place = self.queries.place(self.queries.at(self.entry, 0));
        for cut in &self.page.cuts {
            screen.aside(&safe::line(&format!("{place}: note: {cut}")));
        }
    }
}

fn hit_cells(hit: &Hit) -> [String; 4] {
    let clipping = &hit.clipping;
    [
        hit.short_id.clone(),
        clipping.published.as_ref().map_or_else(String::new, |date| date.value.iso()),
        clipping.outlet.as_ref().map_or_else(String::new, |known| known.value.clone()),
        clipping.headline.value.clone(),
    ]
}

/// Writes cells as spreadsheets read them. One that a spreadsheet would take for a formula gets an
/// apostrophe before it: headlines are foreign text.
fn csv_row(cells: &[String], screen: &mut Screen) -> Result<(), Failure> {
    let mut row = csv::Writer::from_writer(Vec::new());
    for cell in cells {
        let safe = safe::cell(cell);
        let is_formula = safe.starts_with(['=', '+', '-', '@']);
        let cell = if is_formula { format!("'{safe}") } else { safe.into_owned() };
        row.write_field(&cell).map_err(io::Error::from)?;
    }
    row.write_record(None::<&[u8]>).map_err(io::Error::from)?;
    let bytes = row.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(screen.out.write_all(&bytes)?)
}
