//! `dups`: stories with their copies.

use std::io::Write;

use super::args::{Dups, Question};
use super::ending::{Ending, Failure};
use super::page::{facts, found_at, grouped, many, wrapped, wrapped_parts};
use super::question::ask_or_everything;
use super::run::Run;
use super::safe;
use super::search::prepare;
use crate::archive::{Level, Snapshot};
use crate::clipping::Clipping;
use crate::search::{Fold, Searcher};
use crate::wire;

pub(super) fn run(arguments: &Dups, run: &mut Run) -> Result<Ending, Failure> {
    let question = Question {
        words: arguments.words.clone(),
        language: arguments.language,
        narrowing: arguments.narrowing.clone(),
        ..Question::default()
    };
    let asked = ask_or_everything(&question, run.now.today())?;
    let snapshot = Snapshot::open(&run.index)?;
    let mut searcher = Searcher::new(&snapshot)?;
    let Some(prepared) = prepare(&asked, &mut searcher, run)? else {
        return Ok(Ending::Refused);
    };
    let level = if arguments.versions { Level::Versions } else { Level::Copies };
    let groups = searcher.groups(&prepared.reading, Fold { level: Some(level), ..Fold::COPIES })?;
    let limit = if arguments.limit == 0 { usize::MAX } else { arguments.limit };
    let mut stories = Vec::new();
    for group in groups.iter().take(limit) {
        let members = group.iter().map(|address| snapshot.clipping(*address));
        let standing = snapshot.standing_at(group[0])?;
        let id = standing.map(|standing| standing.group(level));
        stories.push((id, members.collect::<Result<Vec<Clipping>, _>>()?));
    }
    let total = groups.len() as u64;
    if arguments.json {
        let group = |(id, members): &(Option<crate::clipping::Id>, Vec<Clipping>)| wire::Group {
            id: id.map_or_else(String::new, |id| id.to_string()),
            members: members.iter().map(wire::Member::from).collect(),
        };
        let dups = wire::Dups {
            query: asked.typed.clone(),
            fold: Fold { level: Some(level), ..Fold::COPIES }.name(),
            total,
            stories: stories.iter().map(group).collect(),
        };
        writeln!(run.screen.out, "{}", wire::to_json(&dups))?;
        return Ok(Ending::of_count(total));
    }
    let clippings: u64 = groups.iter().map(|group| group.len() as u64).sum();
    let told = format!(
        "{} with more than one clipping, {} clippings in all",
        many(total, "story", "stories"),
        grouped(clippings)
    );
    run.screen.tell(&told)?;
    for (place, (_, members)) in stories.iter().enumerate() {
        if run.screen.is_terminal {
            print_story(&snapshot, place + 1, members, run)?;
        } else {
            print_rows(&snapshot, place + 1, members, run)?;
        }
    }
    if stories.len() < groups.len() {
        run.screen.tell(&format!(
            "{} more: --limit 0 shows all",
            grouped(total - stories.len() as u64)
        ))?;
    }
    Ok(Ending::of_count(total))
}

/// The lead with its headline, then the others, with theirs where it is another one.
fn print_story(
    snapshot: &Snapshot,
    number: usize,
    members: &[Clipping],
    run: &mut Run,
) -> Result<(), Failure> {
    let (width, palette) = (run.screen.width, run.screen.palette);
    let indent = "    ";
    let mut lines = vec![String::new()];
    let mut last = "";
    for (place, clipping) in members.iter().enumerate() {
        let headline = safe::line(&clipping.headline.value);
        let number = format!("{number:>2}  ");
        if place == 0 || clipping.headline.value != last {
            let first = if place == 0 { number.as_str() } else { indent };
            let told = if place == 0 { palette.strong(&headline) } else { headline.into_owned() };
            lines.extend(wrapped(&told, first, indent, width));
        }
        last = &clipping.headline.value;
        let mut parts = facts(snapshot, clipping)?;
        parts.insert(0, snapshot.short_id(clipping.id)?);
        lines.extend(wrapped_parts(&parts, "      ", "      ", width));
        lines.push(format!("      {}", palette.faint(&found_at(clipping))));
        lines.extend(
            clipping
                .url
                .iter()
                .map(|url| format!("      {}", palette.faint(&safe::line(&url.value)))),
        );
    }
    run.screen.print(&(lines.join("\n") + "\n"))?;
    Ok(())
}

/// Number of the story, then id, date, outlet, headline, path, as `search` prints them.
fn print_rows(
    snapshot: &Snapshot,
    number: usize,
    members: &[Clipping],
    run: &mut Run,
) -> Result<(), Failure> {
    for clipping in members {
        let date = clipping.published.as_ref().map_or_else(String::new, |date| date.value.iso());
        let outlet = clipping.outlet.as_ref().map_or("", |known| known.value.as_str());
        let path = clipping.place();
        let (number, id) = (number.to_string(), snapshot.short_id(clipping.id)?);
        run.screen.row([&number, &id, &date, outlet, &clipping.headline.value, &path])?;
    }
    Ok(())
}
