//! `search`: a page of hits, for a person, a pipe or a program.

use std::io::Write;
use std::time::{Duration, Instant};

use super::args::{Order, Search, dimensions};
use super::ending::{Ending, Failure};
use super::page::{Sheet, Sparkline, counted, shown_date};
use super::question::{Asked, ask_or_everything};
use super::run::Run;
use super::screen::Screen;
use super::verbs::{self, Slip};
use super::{ingest, kwic, nothing, problems};
use crate::archive::Snapshot;
use crate::query::Problem;
use crate::search::{Cursor, Hit, Page, Prepared, Request, Searcher, Show, refuses};
use crate::wire;

/// So few hits may come of a slip of the keys.
const FEW: u64 = 3;

/// Hits on a page.
const PAGE_HITS: usize = 10;

pub(super) fn run(arguments: &Search, run: &mut Run) -> Result<Ending, Failure> {
    let asked = ask_or_everything(&arguments.question, run.now.today())?;
    if asked.query.root.is_none() && !refuses(&asked.problems) {
        return Err(Failure::usage(
            "there is nothing to search for",
            "morgue search GSOMIA; morgue search '*' for every clipping; morgue syntax",
        ));
    }
    let request = request(arguments, &asked, run.screen.is_terminal)?;
    let slip = run.verb_is_implicit.then(|| verbs::slip(&arguments.question.words)).flatten();
    if let Some(slip) = slip.as_ref().filter(|slip| slip.has_path) {
        tell_slip(slip, &mut run.screen);
    }
    if refuses(&asked.problems) {
        return refused(arguments, &asked, run);
    }
    if !arguments.sync.is_empty() {
        let ending = ingest::sync(&arguments.sync, run)?;
        if ending == Ending::Interrupted {
            return Ok(ending);
        }
    }
    let started = Instant::now();
    let snapshot = Snapshot::open(&run.index)?;
    let mut searcher = Searcher::new(&snapshot)?;
    if arguments.jsonl {
        return stream(arguments, &asked, &request, &mut searcher, run);
    }
    let mut page = searcher.page(&request)?;
    let elapsed = started.elapsed();
    let in_order = match asked.in_order.as_ref().filter(|_| !arguments.json && page.total > 0) {
        Some(in_order) => {
            let reading = searcher.prepare(in_order)?.reading;
            searcher.count_stories(&reading, request.fold)?.stories
        }
        None => 0,
    };
    let answer = Answer { asked: &asked, elapsed, seen: seen(&request), in_order };
    if arguments.json {
        answer.json(&snapshot, &page, run)?;
    } else if refuses(&page.problems) {
        answer.problems(&page, &mut run.screen)?;
    } else if page.total == 0 && request.after.is_none() {
        answer.nothing(&snapshot, &page, run)?;
    } else if arguments.kwic {
        answer.kwic(&snapshot, &page, &mut run.screen)?;
    } else if run.screen.is_terminal {
        let sheet = answer.sheet(&snapshot, &run.screen);
        let text = sheet.draw(&mut page)?;
        run.screen.print(&text)?;
    } else {
        answer.table(&snapshot, &page, &mut run.screen)?;
    }
    if let Some(slip) = slip.filter(|slip| !slip.has_path && page.total <= FEW) {
        tell_slip(&slip, &mut run.screen);
    }
    Ok(if refuses(&page.problems) { Ending::Refused } else { Ending::of_count(page.total) })
}

/// No verb was named, and the first word looks like one.
fn tell_slip(slip: &Slip, screen: &mut Screen) {
    let hint = screen.aside_palette.hint("hint:");
    screen.aside(&format!("{hint} is `{}` meant?", super::safe::line(&slip.meant)));
}

fn request(arguments: &Search, asked: &Asked, is_page: bool) -> Result<Request, Failure> {
    let after = arguments.after.as_ref().map(|text| {
        text.parse::<Cursor>().map_err(|()| {
            Failure::usage("--after takes the cursor of a page", "it stands below the hits")
        })
    });
    let for_person = !arguments.json && !arguments.jsonl;
    Ok(Request {
        query: asked.query.clone(),
        sort: Order::sort(arguments.sort),
        limit: arguments.limit.unwrap_or(PAGE_HITS),
        after: after.transpose()?,
        facets: dimensions(&arguments.facets)?,
        timeline: true,
        show: match arguments.kwic {
            true => Show::EveryMatch,
            false if for_person && !is_page => Show::Nothing,
            false => Show::Snippet,
        },
        fold: arguments.question.folding.fold(),
    })
}

fn seen(request: &Request) -> u64 {
    request.after.map_or(0, |cursor| cursor.seen)
}

/// A query that cannot be run is told, as JSON where JSON was asked for.
fn refused(arguments: &Search, asked: &Asked, run: &mut Run) -> Result<Ending, Failure> {
    if arguments.json {
        let page = wire::Page::refused(&asked.typed, &asked.problems);
        writeln!(run.screen.out, "{}", wire::to_json(&page))?;
    } else {
        tell_problems(asked, &asked.problems, &mut run.screen);
    }
    Ok(Ending::Refused)
}

/// Reads a query for an archive and tells what is doubtful about it; nothing where it is refused.
pub(super) fn prepare(
    asked: &Asked,
    searcher: &mut Searcher<'_>,
    run: &mut Run,
) -> Result<Option<Prepared>, Failure> {
    let prepared = searcher.prepare(&asked.query)?;
    let all: Vec<Problem> =
        asked.problems.iter().chain(&prepared.reading.problems).cloned().collect();
    if !all.is_empty() {
        tell_problems(asked, &all, &mut run.screen);
    }
    for told in prepared.taken.iter().filter_map(super::page::other_status) {
        run.screen.aside(&told);
    }
    for taken in prepared.taken.iter().filter(|taken| taken.shown.is_empty()) {
        run.screen.aside(&super::page::unknown_value(taken));
    }
    Ok((!refuses(&all)).then_some(prepared))
}

/// The query and what was doubtful about it, to stderr.
pub(super) fn tell_problems(asked: &Asked, all: &[Problem], screen: &mut Screen) {
    let typed = super::safe::line(&asked.typed).into_owned();
    screen.aside(&typed);
    let (width, palette) = (screen.width, screen.aside_palette);
    for line in problems::lines(&asked.typed, all, width, palette) {
        screen.aside(&line);
    }
}

/// Every match as a line of JSON, as they come.
fn stream(
    arguments: &Search,
    asked: &Asked,
    request: &Request,
    searcher: &mut Searcher<'_>,
    run: &mut Run,
) -> Result<Ending, Failure> {
    let snapshot = searcher.snapshot();
    let prepared = searcher.prepare(&request.query)?;
    if refuses(&prepared.reading.problems) {
        tell_problems(asked, &prepared.reading.problems, &mut run.screen);
        return Ok(Ending::Refused);
    }
    let mut left = arguments.limit.unwrap_or(usize::MAX);
    let mut failure = None;
    let out = &mut run.screen.out;
    let mut write = |hit: Hit| -> Result<(), Failure> {
        let hit = wire::Hit::new(snapshot, &hit)?;
        writeln!(out, "{}", wire::to_json(&hit))?;
        Ok(())
    };
    let total = searcher.all(request, &mut |hit| {
        if left == 0 {
            return false;
        }
        left -= 1;
        match write(hit) {
            Ok(()) => left > 0,
            Err(error) => {
                failure = Some(error);
                false
            }
        }
    })?;
    match failure {
        Some(failure) => Err(failure),
        None => Ok(Ending::of_count(total)),
    }
}

/// A page and what it answers.
struct Answer<'a> {
    asked: &'a Asked,
    elapsed: Duration,
    seen: u64,
    in_order: u64,
}

impl Answer<'_> {
    fn sheet<'s>(&'s self, snapshot: &'s Snapshot, screen: &Screen) -> Sheet<'s> {
        Sheet {
            snapshot,
            asked: self.asked,
            width: screen.width,
            palette: screen.told_palette(),
            elapsed: self.elapsed,
            seen: self.seen,
            in_order: self.in_order,
            sparkline: Sparkline::Drawn,
        }
    }

    fn json(&self, snapshot: &Snapshot, page: &Page, run: &mut Run) -> Result<(), Failure> {
        let page = wire::Page::new(
            snapshot,
            &wire::Question {
                typed: &self.asked.typed,
                problems: &self.asked.problems,
                elapsed: self.elapsed,
            },
            page,
        )?;
        writeln!(run.screen.out, "{}", wire::to_json(&page))?;
        Ok(())
    }

    fn problems(&self, page: &Page, screen: &mut Screen) -> Result<(), Failure> {
        let all: Vec<Problem> = self.asked.problems.iter().chain(&page.problems).cloned().collect();
        tell_problems(self.asked, &all, screen);
        Ok(())
    }

    /// Nothing has all the words: why, what to try, and what comes near.
    fn nothing(&self, snapshot: &Snapshot, page: &Page, run: &mut Run) -> Result<(), Failure> {
        let sheet = self.sheet(snapshot, &run.screen);
        let mut lines = sheet.head(page);
        lines.extend(nothing::lines(page, run.screen.told_palette()));
        if run.screen.is_terminal && !page.partial.is_empty() {
            lines.push(String::new());
            lines.extend(sheet.partial(page)?);
        } else if !page.partial.is_empty() {
            lines.push(partial_note(page));
        }
        for line in lines {
            run.screen.tell(&line)?;
        }
        Ok(())
    }

    fn kwic(&self, snapshot: &Snapshot, page: &Page, screen: &mut Screen) -> Result<(), Failure> {
        let head = self.sheet(snapshot, screen).head(page);
        for line in head {
            screen.tell(&line)?;
        }
        kwic::print(page, screen)?;
        self.foot(page, screen)
    }

    /// One line a hit: id, date, outlet, headline, path.
    fn table(&self, snapshot: &Snapshot, page: &Page, screen: &mut Screen) -> Result<(), Failure> {
        for line in self.sheet(snapshot, screen).head(page) {
            screen.aside(&line);
        }
        for hit in &page.hits {
            let clipping = &hit.clipping;
            let date =
                clipping.published.as_ref().map_or_else(String::new, |date| date.value.iso());
            let outlet = clipping.outlet.as_ref().map_or("", |known| known.value.as_str());
            let path = clipping.place();
            screen.row([&hit.short_id, &date, outlet, &clipping.headline.value, &path])?;
        }
        self.foot(page, screen)
    }

    fn foot(&self, page: &Page, screen: &mut Screen) -> Result<(), Failure> {
        if !page.partial.is_empty() {
            screen.tell(&partial_note(page))?;
        }
        if let Some(next) = &page.next {
            let label = screen.told_palette().hint("next page:");
            screen.tell(&format!("{label} --after {next}"))?;
        }
        Ok(())
    }
}

fn partial_note(page: &Page) -> String {
    format!(
        "{} with most of the words not shown: --any shows them",
        counted(page.partial_total, "clipping")
    )
}

/// The clippings that an ambiguous id may mean, one a line.
pub(super) fn brief(short_id: &str, clipping: &crate::clipping::Clipping) -> String {
    let outlet = clipping.outlet.as_ref().map_or("", |known| known.value.as_str());
    let line =
        format!("{short_id}  {}  {outlet}  {}", shown_date(clipping), clipping.headline.value);
    super::safe::line(&line).into_owned()
}
