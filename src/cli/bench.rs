//! `bench`: how fast this archive answers.

use std::io::Write;
use std::time::Duration;

use super::args::Bench;
use super::ending::{Ending, Failure};
use super::page::{counted, grouped};
use super::run::Run;
use super::safe;
use crate::archive::Snapshot;
use crate::desk::{self, BenchOptions, ClassReport};
use crate::search::Searcher;
use crate::wire;

/// A class is measured for at most this long.
const MAX_SECONDS: f64 = 3_600.0;

pub(super) fn run(arguments: &Bench, run: &mut Run) -> Result<Ending, Failure> {
    let snapshot = Snapshot::open(&run.index)?;
    let classes = match &arguments.file {
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|source| {
                Failure::usage(
                    format!("cannot read {}: {source}", path.display()),
                    "a query a line",
                )
            })?;
            desk::query_file(&text)
        }
        None => desk::drawn_classes(&snapshot)?,
    };
    let seconds = arguments.seconds;
    if !(0.0..=MAX_SECONDS).contains(&seconds) {
        return Err(Failure::usage("--seconds is out of bounds", "from 0 to 3600"));
    }
    let options = BenchOptions { each: Duration::from_secs_f64(seconds), today: run.now.today() };
    let mut searcher = Searcher::new(&snapshot)?;
    let mut reports = Vec::new();
    if !arguments.json && run.screen.is_terminal {
        heading(&snapshot, run)?;
    }
    for class in &classes {
        let Some(report) = desk::bench(&mut searcher, class, &options)? else { continue };
        if !arguments.json {
            row(&report, run)?;
        }
        reports.push(report);
    }
    if reports.is_empty() {
        return Err(Failure::usage("there is no query to measure", "a query a line"));
    }
    if arguments.json {
        let report = shape(&snapshot, &reports);
        writeln!(run.screen.out, "{}", wire::to_json(&report))?;
    }
    Ok(Ending::Done)
}

fn heading(snapshot: &Snapshot, run: &mut Run) -> Result<(), Failure> {
    let segments = snapshot.searcher().segment_readers().len() as u64;
    let line = format!(
        "{} in {}; warm, one query after the other; times in µs",
        counted(snapshot.clippings(), "clipping"),
        counted(segments, "part")
    );
    writeln!(run.screen.out, "{line}\n")?;
    let columns = format!(
        "{:<18} {:>8} {:>8} {:>8} {:>9} {:>9} {:>10}",
        "class", "p50", "p95", "p99", "per s", "runs", "found"
    );
    writeln!(run.screen.out, "{}", run.screen.palette.strong(&columns))?;
    run.screen.out.flush()?;
    Ok(())
}

fn row(report: &ClassReport, run: &mut Run) -> Result<(), Failure> {
    let micros = |time: Duration| u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
    if !run.screen.is_terminal {
        let cells = [
            report.name.clone(),
            micros(report.p50).to_string(),
            micros(report.p95).to_string(),
            micros(report.p99).to_string(),
            format!("{:.0}", report.per_second),
            report.runs.to_string(),
            format!("{:.1}", report.mean_total),
        ];
        run.screen.row(cells.iter().map(String::as_str))?;
        return Ok(());
    }
    writeln!(
        run.screen.out,
        "{:<18} {:>8} {:>8} {:>8} {:>9} {:>9} {:>10}",
        safe::line(&report.name),
        grouped(micros(report.p50)),
        grouped(micros(report.p95)),
        grouped(micros(report.p99)),
        grouped(report.per_second as u64),
        grouped(report.runs),
        grouped(report.mean_total as u64)
    )?;
    run.screen.out.flush()?;
    Ok(())
}

fn shape(snapshot: &Snapshot, reports: &[ClassReport]) -> wire::Bench {
    let micros = |time: Duration| u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
    wire::Bench {
        clippings: snapshot.clippings(),
        segments: snapshot.searcher().segment_readers().len(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        classes: reports
            .iter()
            .map(|report| wire::BenchClass {
                name: report.name.clone(),
                queries: report.queries,
                runs: report.runs,
                p50_us: micros(report.p50),
                p95_us: micros(report.p95),
                p99_us: micros(report.p99),
                max_us: micros(report.max),
                per_second: report.per_second,
                mean_total: report.mean_total,
            })
            .collect(),
    }
}
