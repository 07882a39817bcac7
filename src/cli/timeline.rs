//! `timeline`: the matches by time, with their share of what the archive holds there.

use std::collections::HashMap;
use std::io::Write;

use super::args::{ByPeriod, Timeline};
use super::bars;
use super::ending::{Ending, Failure};
use super::page::{Sheet, Sparkline, counted, grouped};
use super::question::{Asked, ask_or_everything};
use super::run::Run;
use super::search::tell_problems;
use crate::archive::Snapshot;
use crate::query::{Looseness, Node, NodeKind, Problem, Query};
use crate::search::{
    self, Bucket, Fold, Period, Request, Searcher, Show, Sort, by_period, refuses,
};
use crate::text::Span;
use crate::wire;

/// Where no period is asked for, the shortest that gives at most this many buckets is taken.
const BUCKETS: usize = 40;

pub(super) fn run(arguments: &Timeline, run: &mut Run) -> Result<Ending, Failure> {
    let asked = ask_or_everything(&arguments.question, run.now.today())?;
    if refuses(&asked.problems) {
        tell_problems(&asked, &asked.problems, &mut run.screen);
        return Ok(Ending::Refused);
    }
    let fold = arguments.question.folding.fold();
    let started = std::time::Instant::now();
    let snapshot = Snapshot::open(&run.index)?;
    let mut searcher = Searcher::new(&snapshot)?;
    let page = searcher.page(&request(asked.query.clone(), fold))?;
    let elapsed = started.elapsed();
    let all: Vec<Problem> = asked.problems.iter().chain(&page.problems).cloned().collect();
    if refuses(&all) {
        tell_problems(&asked, &all, &mut run.screen);
        return Ok(Ending::Refused);
    }
    let everything = Query {
        root: Some(Node { kind: NodeKind::Everything, span: Span::default() }),
        looseness: Looseness::Exact,
    };
    let whole = searcher.page(&request(everything, fold))?.timeline.unwrap_or_default();
    let timeline = page.timeline.clone().unwrap_or_default();
    let period = arguments.by.map_or_else(|| timeline.fitting(BUCKETS), ByPeriod::period);
    let shares = Shares::new(&whole, period);
    if arguments.json {
        let report = report(&asked, &page, &all, &timeline, period, &shares);
        writeln!(run.screen.out, "{}", wire::to_json(&report))?;
        return Ok(Ending::of_count(page.total));
    }
    let sheet = Sheet {
        snapshot: &snapshot,
        asked: &asked,
        width: run.screen.width,
        palette: run.screen.told_palette(),
        elapsed,
        seen: 0,
        in_order: 0,
        sparkline: Sparkline::Omitted,
    };
    for line in sheet.head(&page) {
        run.screen.tell(&line)?;
    }
    let buckets = by_period(&timeline, period);
    if run.screen.is_terminal {
        print_bars(&buckets, period, &shares, run)?;
    } else {
        for bucket in &buckets {
            let share = shares.of(bucket).map_or_else(String::new, |share| format!("{share:.2}"));
            run.screen.row([bucket.name.as_str(), &bucket.clippings.to_string(), &share])?;
        }
        let left_out: u64 = buckets.iter().map(|bucket| bucket.empty_before).sum();
        if left_out > 0 {
            run.screen.aside(&format!("{} left out", counted(left_out, &empty(period))));
        }
    }
    Ok(Ending::of_count(page.total))
}

fn request(query: Query, fold: Fold) -> Request {
    Request {
        query,
        sort: Sort::Default,
        limit: 0,
        after: None,
        facets: Vec::new(),
        timeline: true,
        show: Show::Nothing,
        fold,
    }
}

/// How many clippings the archive holds in each bucket.
struct Shares(HashMap<String, u64>);

impl Shares {
    fn new(whole: &search::Timeline, period: Period) -> Self {
        let buckets = by_period(whole, period);
        Self(buckets.into_iter().map(|bucket| (bucket.name, bucket.clippings)).collect())
    }

    /// Per cent; nothing where the archive holds nothing there.
    fn of(&self, bucket: &Bucket) -> Option<f64> {
        let all = self.0.get(&bucket.name).copied().filter(|all| *all > 0)?;
        Some(bucket.clippings as f64 * 100.0 / all as f64)
    }
}

fn report(
    asked: &Asked,
    page: &search::Page,
    problems: &[Problem],
    timeline: &search::Timeline,
    period: Period,
    shares: &Shares,
) -> wire::TimelineReport {
    wire::TimelineReport {
        query: asked.typed.clone(),
        read_as: page.read_as.clone(),
        total: page.total,
        stories: page.stories,
        fold: page.fold.name(),
        problems: problems.iter().map(wire::Problem::from).collect(),
        timeline: wire::Timeline::new(timeline, period, |bucket| shares.of(bucket)),
    }
}

/// What is left out: `empty day`.
fn empty(period: Period) -> String {
    format!("empty {}", period.name())
}

fn print_bars(
    buckets: &[Bucket],
    period: Period,
    shares: &Shares,
    run: &mut Run,
) -> Result<(), Failure> {
    const BESIDES: usize = 34;
    let most = buckets.iter().map(|bucket| bucket.clippings).max().unwrap_or(0);
    let columns = run.screen.width.saturating_sub(BESIDES);
    for bucket in buckets {
        if bucket.empty_before > 0 {
            let gap = format!("… {} …", counted(bucket.empty_before, &empty(period)));
            writeln!(run.screen.out, "{}", run.screen.palette.faint(&gap))?;
        }
        let bar = bars::bar(bucket.clippings, most, columns);
        let share = match shares.of(bucket) {
            Some(share) if bucket.clippings > 0 => format!("{share:>6.1} %"),
            _ => String::new(),
        };
        let count = grouped(bucket.clippings);
        let line = format!("{:<10} {count:>9}  {share:>8}  {bar}", bucket.name);
        writeln!(run.screen.out, "{}", line.trim_end())?;
    }
    if !buckets.is_empty() {
        let note = "the share is of what the archive holds in that time";
        writeln!(run.screen.out, "{}", run.screen.palette.faint(note))?;
    }
    Ok(())
}
