//! `stats`: what the archive holds.

use std::io::Write;
use std::path::Path;

use super::args::Stats;
use super::ending::{Ending, Failure};
use super::page::grouped;
use super::run::Run;
use super::{safe, time};
use crate::archive::{FileOutcome, Snapshot};
use crate::clipping::{Dimension, Moment};
use crate::query::{Looseness, Node, NodeKind, Query};
use crate::search::{FacetTable, Fold, Page, Request, Searcher, Show, Sort, name_values};
use crate::text::Span;
use crate::text::tongues;
use crate::wire;

/// Values of a facet shown.
const VALUES: usize = 8;

/// Facets shown, besides languages.
const DIMENSIONS: [Dimension; 7] = [
    Dimension::Region,
    Dimension::Category,
    Dimension::Topic,
    Dimension::Outlet,
    Dimension::Via,
    Dimension::Agency,
    Dimension::Status,
];

pub(super) fn run(arguments: &Stats, run: &mut Run) -> Result<Ending, Failure> {
    let snapshot = Snapshot::open(&run.index)?;
    let mut dimensions = vec![Dimension::Language];
    dimensions.extend(DIMENSIONS);
    let everything = Node { kind: NodeKind::Everything, span: Span::default() };
    let request = Request {
        query: Query { root: Some(everything), looseness: Looseness::Exact },
        sort: Sort::Default,
        limit: 0,
        after: None,
        facets: dimensions,
        timeline: true,
        show: Show::Nothing,
        fold: Fold::NOTHING,
    };
    let mut searcher = Searcher::new(&snapshot)?;
    let page = searcher.page(&request)?;
    let everything = searcher.prepare(&request.query)?.reading;
    let stories = searcher.count_stories(&everything, Fold::COPIES)?.stories;
    let stats = wire::Stats { stories, ..gather(&snapshot, page)? };
    if arguments.json {
        writeln!(run.screen.out, "{}", wire::to_json(&stats))?;
    } else {
        print(&stats, run)?;
    }
    Ok(Ending::Done)
}

fn gather(snapshot: &Snapshot, mut page: Page) -> Result<wire::Stats, Failure> {
    let languages = match page.facets.first() {
        Some(_) => languages(&page.facets.remove(0)),
        None => Vec::new(),
    };
    for table in &mut page.facets {
        if table.dimension == Dimension::Region {
            table.values.retain(|value| value.path.len() == 3);
        }
        table.cut(VALUES);
        name_values(snapshot, table, VALUES)?;
    }
    let timeline = page.timeline.unwrap_or_default();
    let (first, last) = timeline.span().unzip();
    let meta = snapshot.meta();
    Ok(wire::Stats {
        index: snapshot.dir().display().to_string(),
        clippings: snapshot.clippings(),
        stories: 0,
        undated: timeline.undated,
        first: first.map(|day| day.to_string()),
        last: last.map(|day| day.to_string()),
        files: files(snapshot)?,
        index_bytes: bytes_in(snapshot.dir()),
        segments: snapshot.searcher().segment_readers().len(),
        roots: meta.roots.iter().map(|root| root.path.clone()).collect(),
        committed: meta.committed,
        program: meta.program.clone(),
        format: meta.format,
        languages,
        facets: page.facets.iter().map(wire::Facet::named).collect(),
    })
}

fn languages(table: &FacetTable) -> Vec<wire::LanguageCount> {
    let count = |code: &str, count| wire::LanguageCount {
        code: code.to_owned(),
        name: if code.is_empty() { "unknown".to_owned() } else { tongues::english_name(code) },
        count,
    };
    let known =
        table.values.iter().filter_map(|value| Some((value.path.first()?, value.clippings)));
    let mut languages: Vec<_> = known.map(|(code, clippings)| count(code, clippings)).collect();
    if table.without > 0 {
        languages.push(count("", table.without));
    }
    languages
}

fn files(snapshot: &Snapshot) -> Result<wire::Files, Failure> {
    let mut files = wire::Files::default();
    for state in snapshot.file_states()? {
        files.known += 1;
        match state.outcome {
            FileOutcome::Read { .. } => {
                files.read += 1;
                files.bytes += state.size_bytes;
            }
            FileOutcome::Skipped { .. } => files.skipped += 1,
        }
    }
    Ok(files)
}

/// The bytes of all files below a folder; those that cannot be looked at count nothing.
fn bytes_in(dir: &Path) -> u64 {
    walkdir::WalkDir::new(dir)
        .into_iter()
        .filter_map(|entry| entry.ok()?.metadata().ok())
        .filter(std::fs::Metadata::is_file)
        .map(|metadata| metadata.len())
        .sum()
}

fn print(stats: &wire::Stats, run: &mut Run) -> Result<(), Failure> {
    let dated = match (&stats.first, &stats.last) {
        (Some(first), Some(last)) => {
            let days = (first.parse(), last.parse());
            match days {
                (Ok(first), Ok(last)) => time::span(&Moment::day(first), &Moment::day(last)),
                _ => format!("{first} – {last}"),
            }
        }
        _ => "none dated".to_owned(),
    };
    let undated = match stats.undated {
        0 => String::new(),
        undated => format!(" · {} without a date", grouped(undated)),
    };
    let parts = if stats.segments == 1 { "part" } else { "parts" };
    let mut rows = vec![
        ("Clippings", clippings_line(stats)),
        ("Dates", format!("{dated}{undated}")),
        ("Files", files_line(&stats.files)),
        ("On disk", format!("{} in {} {parts}", size(stats.index_bytes), stats.segments)),
        ("Written", format!("{} by morgue {}", time::instant(stats.committed), stats.program)),
        ("Archive", stats.index.clone()),
    ];
    rows.extend(stats.roots.iter().map(|root| ("From", root.clone())));
    let languages =
        stats.languages.iter().map(|one| format!("{} {}", one.name, grouped(one.count)));
    rows.push(("Languages", languages.collect::<Vec<_>>().join(" · ")));
    for facet in stats.facets.iter().filter(|facet| !facet.values.is_empty()) {
        let values =
            facet.values.iter().map(|value| format!("{} {}", value.name, grouped(value.count)));
        let heading = Dimension::from_name(facet.dimension).map_or("", Dimension::heading);
        rows.push((heading, values.collect::<Vec<_>>().join(" · ")));
    }
    if !run.screen.is_terminal {
        for (name, value) in &rows {
            run.screen.row([*name, value])?;
        }
        return Ok(());
    }
    for (name, value) in &rows {
        let label = run.screen.palette.strong(&format!("{name:<12}"));
        let lines =
            super::page::wrapped(&safe::line(value), &label, &" ".repeat(12), run.screen.width);
        run.screen.print(&(lines.join("\n") + "\n"))?;
    }
    Ok(())
}

/// `52 in 37 stories`; `52` where no clipping is a copy.
fn clippings_line(stats: &wire::Stats) -> String {
    let clippings = grouped(stats.clippings);
    match stats.stories < stats.clippings {
        true => format!("{clippings} in {} stories", grouped(stats.stories)),
        false => clippings,
    }
}

fn files_line(files: &wire::Files) -> String {
    format!(
        "{} = {} read ({}) + {} skipped",
        grouped(files.known),
        grouped(files.read),
        size(files.bytes),
        grouped(files.skipped)
    )
}

/// `820 B`, `14 KB`, `3.1 MB`, in powers of 1000.
pub(super) fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    if bytes < 1_000 {
        return format!("{bytes} B");
    }
    let mut size = bytes as f64 / 1e3;
    let mut unit = 0;
    while size >= 999.5 && unit + 1 < UNITS.len() {
        size /= 1e3;
        unit += 1;
    }
    if size < 9.95 {
        format!("{size:.1} {}", UNITS[unit])
    } else {
        format!("{size:.0} {}", UNITS[unit])
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_have_two_digits_that_matter() {
        for (bytes, shown) in [
            (999, "999 B"),
            (1_000, "1.0 KB"),
            (14_200, "14 KB"),
            (999_600, "1.0 MB"),
            (3_140_000, "3.1 MB"),
        ] {
            assert_eq!(size(bytes), shown);
        }
    }
}
