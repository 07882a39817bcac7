//! `show`: one clipping, as text, as it was read, or with everything known of it.

use std::io::Write;

use super::args::Show;
use super::ending::{Ending, Failure};
use super::matches::Matches;
use super::page::{counted, facts, found_at, wrapped, wrapped_parts};
use super::question::{Asked, parsed};
use super::run::Run;
use super::screen::Palette;
use super::search::tell_problems;
use super::{marks, safe, time};
use crate::archive::Snapshot;
use crate::clipping::{
    Clipping, Clue, Dimension, EMBARGOED_UNTIL, Id, Kind, Known, Label, LabelName, Moment,
};
use crate::query::Reading;
use crate::search::{Mark, MarkedParagraph, Searcher, View, mark_clipping, refuses, shown_path};
use crate::wire;

/// A clipping with the marks of a query, where there is one.
struct Opened {
    clipping: Clipping,
    headline: Vec<Mark>,
    paragraphs: Vec<MarkedParagraph>,
    /// How many matches; nothing where no query was given.
    matches: Option<usize>,
}

pub(super) fn run(arguments: &Show, run: &mut Run) -> Result<Ending, Failure> {
    if let Some(flag) = of_matches(arguments).filter(|_| arguments.matching.is_none()) {
        let message = format!("{flag} speaks of the matches of a query, and there is none");
        let id = &arguments.id;
        return Err(Failure::usage(message, format!("morgue show {id} --match 'pact' {flag}")));
    }
    let snapshot = Snapshot::open(&run.index)?;
    let id = run.id(&snapshot, &arguments.id)?;
    let mut searcher = Searcher::new(&snapshot)?;
    let reading = match reading(arguments, &mut searcher, run)? {
        Read::None => None,
        Read::As(reading) => Some(reading),
        Read::Refused => return Ok(Ending::Refused),
    };
    let address = snapshot.find(id)?.ok_or_else(|| {
        Failure::usage("the clipping has just left the archive", "search for it again")
    })?;
    let view = match &reading {
        Some(reading) => searcher.view(address, reading)?,
        None => View::new(snapshot.clipping(address)?, searcher.analyser()),
    };
    let opened = open(view, reading.as_ref());
    let short_id = snapshot.short_id(id)?;
    if arguments.json {
        let story = wire::Story::of(&snapshot, id)?;
        let (headline, paragraphs) = (&opened.headline, &opened.paragraphs);
        let clipping = wire::Clipping::new(&opened.clipping, story, headline, paragraphs);
        writeln!(run.screen.out, "{}", wire::to_json(&clipping))?;
    } else if arguments.raw {
        print_raw(&opened.clipping, run)?;
    } else if arguments.meta {
        print_meta(&snapshot, &opened.clipping, run)?;
    } else {
        print_text(&snapshot, &opened, &short_id, arguments, run)?;
    }
    Ok(Ending::Done)
}

/// The flag that speaks of matches, where there is one.
fn of_matches(arguments: &Show) -> Option<&'static str> {
    let flags = [
        (arguments.number, "--number"),
        (arguments.nth.is_some(), "--nth 1"),
        (arguments.around.is_some(), "--around 2"),
    ];
    flags.into_iter().find(|(given, _)| *given).map(|(_, flag)| flag)
}

/// What came of the query whose words are to be marked.
enum Read {
    None,
    As(Reading),
    Refused,
}

fn reading(arguments: &Show, searcher: &mut Searcher<'_>, run: &mut Run) -> Result<Read, Failure> {
    let Some(typed) = &arguments.matching else { return Ok(Read::None) };
    let parsed = parsed(typed, arguments.language, run.now.today());
    let prepared = searcher.prepare(&parsed.query)?;
    let mut all = parsed.problems;
    all.extend(prepared.reading.problems.iter().cloned());
    if all.is_empty() {
        return Ok(Read::As(prepared.reading));
    }
    let refused = refuses(&all);
    let asked =
        Asked { typed: typed.clone(), query: parsed.query, problems: Vec::new(), in_order: None };
    tell_problems(&asked, &all, &mut run.screen);
    Ok(if refused { Read::Refused } else { Read::As(prepared.reading) })
}

fn open(view: View, reading: Option<&Reading>) -> Opened {
    let nothing =
        Reading { root: None, leaves: Vec::new(), languages: Vec::new(), problems: Vec::new() };
    let (headline, paragraphs, matches) = mark_clipping(&view, reading.unwrap_or(&nothing));
    Opened { clipping: view.clipping, headline, paragraphs, matches: reading.map(|_| matches) }
}

fn print_text(
    snapshot: &Snapshot,
    opened: &Opened,
    short_id: &str,
    arguments: &Show,
    run: &mut Run,
) -> Result<(), Failure> {
    let (width, palette) = (run.screen.width, run.screen.palette);
    let clipping = &opened.clipping;
    let printed = printed(&opened.paragraphs);
    let matches = Matches::of(arguments, &opened.headline, &printed)?;
    let headline =
        marks::numbered_headline(&clipping.headline.value, &opened.headline, palette, &|mark| {
            matches.number(0, mark)
        });
    let mut lines = wrapped(&headline, "", "", width);
    lines.extend(wrapped_parts(&facts(snapshot, clipping)?, "", "  ", width));
    if let Some(byline) = &clipping.byline {
        lines.extend(wrapped(&format!("by {}", safe::line(&byline.value)), "", "  ", width));
    }
    lines.push(palette.faint(&format!("{short_id}  {}", found_at(clipping))));
    if let Some(url) = &clipping.url {
        lines.push(palette.faint(&safe::line(&url.value)));
    }
    lines.extend(others(snapshot, clipping, width, palette)?);
    lines.extend(opened.matches.map(|count| match matches.told() {
        Some(told) => palette.hint(&told),
        None => matches_line(count, &printed, palette),
    }));
    let mut passed_over = 0;
    for (number, paragraph) in (1..).zip(&printed) {
        if !matches.shows(number) {
            passed_over += 1;
            continue;
        }
        lines.extend(gap(std::mem::take(&mut passed_over), palette));
        let text = marks::numbered(&paragraph.text, &paragraph.marks, palette, &|mark| {
            matches.number(number, mark)
        });
        lines.push(String::new());
        lines.extend(match paragraph.kind {
            Kind::Caption => wrapped(&text, "[caption] ", "  ", width),
            Kind::Text | Kind::RepeatedCaption | Kind::Furniture => wrapped(&text, "", "", width),
        });
    }
    lines.extend(gap(passed_over, palette));
    run.screen.print(&(lines.join("\n") + "\n"))?;
    Ok(())
}

/// Where else the story was printed, a line each; the first of them where they are many.
fn others(
    snapshot: &Snapshot,
    clipping: &Clipping,
    width: usize,
    palette: Palette,
) -> Result<Vec<String>, Failure> {
    const MOST: usize = 5;
    let mut lines = Vec::new();
    let Some(story) = wire::Story::of(snapshot, clipping.id)? else { return Ok(lines) };
    for other in story.others.iter().take(MOST) {
        let id: Option<Id> = other.id.parse().ok();
        let short_id = id.map(|id| snapshot.short_id(id)).transpose()?.unwrap_or_default();
        let date = other.date.as_ref().map_or("no date", |date| date.shown.as_str());
        let mut parts = vec![date.to_owned()];
        parts.extend(other.outlet.clone().or_else(|| other.via.clone()));
        parts.extend(other.url.clone());
        parts.push(short_id);
        let parts: Vec<String> = parts.iter().map(|part| safe::line(part).into_owned()).collect();
        lines.extend(wrapped_parts(&parts, "also: ", "      ", width));
    }
    let more = story.clippings.saturating_sub(1 + MOST as u64);
    if more > 0 {
        let label = palette.hint("hint:");
        lines.push(format!("{label} and {more} more: morgue dups id:{}", clipping.id.prefix(8)));
    }
    Ok(lines)
}

/// The paragraphs that are printed: text, and captions where they stand first.
fn printed(paragraphs: &[MarkedParagraph]) -> Vec<&MarkedParagraph> {
    let printed = |kind| matches!(kind, Kind::Text | Kind::Caption);
    paragraphs.iter().filter(|paragraph| printed(paragraph.kind)).collect()
}

/// The lines that stand for paragraphs passed over.
fn gap(passed_over: u64, palette: Palette) -> Vec<String> {
    match passed_over {
        0 => Vec::new(),
        count => {
            vec![String::new(), palette.faint(&format!("… {} …", counted(count, "paragraph")))]
        }
    }
}

/// `13 matches, in 6 of 16 paragraphs: 2, 3, 7`.
fn matches_line(count: usize, printed: &[&MarkedParagraph], palette: Palette) -> String {
    let places: Vec<String> = printed
        .iter()
        .enumerate()
        .filter(|(_, paragraph)| !paragraph.marks.is_empty())
        .map(|(place, _)| (place + 1).to_string())
        .collect();
    let matches = match count {
        1 => "1 match".to_owned(),
        count => format!("{count} matches"),
    };
    let line = match places.len() {
        0 => matches,
        marked => format!(
            "{matches}, in {marked} of {}: {}",
            counted(printed.len() as u64, "paragraph"),
            places.join(", ")
        ),
    };
    palette.hint(&line)
}

/// Every paragraph and label as read, nothing wrapped: what a paragraph was taken for stands before it.
fn print_raw(clipping: &Clipping, run: &mut Run) -> Result<(), Failure> {
    let palette = run.screen.palette;
    let out = &mut run.screen.out;
    writeln!(out, "{}", safe::line(&clipping.headline.value))?;
    for paragraph in &clipping.paragraphs {
        let label = match paragraph.kind {
            Kind::Text => String::new(),
            other => palette.faint(&format!("[{}] ", other.name())),
        };
        writeln!(out, "\n{label}{}", safe::line(&paragraph.text))?;
    }
    if !clipping.labels.is_empty() {
        writeln!(out)?;
    }
    for label in &clipping.labels {
        let place = palette.faint(&format!("({})", safe::line(&label.place)));
        writeln!(out, "{}: {} {place}", label.name.name(), safe::line(&label.value))?;
    }
    Ok(())
}

/// A line of `show --meta`: what, its value, and the clue.
struct Fact {
    name: &'static str,
    value: String,
    clue: Option<Clue>,
}

fn print_meta(snapshot: &Snapshot, clipping: &Clipping, run: &mut Run) -> Result<(), Failure> {
    let facts = all_facts(snapshot, clipping)?;
    if !run.screen.is_terminal {
        for fact in &facts {
            let (kind, words) = match &fact.clue {
                Some(clue) => (clue.kind.name(), clue.words.as_str()),
                None => ("", ""),
            };
            run.screen.row([fact.name, &fact.value, kind, words])?;
        }
        return Ok(());
    }
    let (width, palette) = (run.screen.width, run.screen.palette);
    let mut lines = Vec::new();
    for fact in &facts {
        let value = safe::line(&fact.value);
        let name = format!("{:<14}", fact.name);
        lines.extend(wrapped(&value, &palette.faint(&name), &" ".repeat(14), width));
        if let Some(clue) = &fact.clue {
            let words = safe::line(&clue.words);
            let clue = match words.is_empty() || words == value {
                true => clue.kind.name().to_owned(),
                false => format!("{}: {words}", clue.kind.name()),
            };
            let indent = " ".repeat(16);
            let told = wrapped(&clue, &indent, &indent, width);
            lines.extend(told.into_iter().map(|line| palette.faint(&line)));
        }
    }
    run.screen.print(&(lines.join("\n") + "\n"))?;
    Ok(())
}

fn all_facts(snapshot: &Snapshot, clipping: &Clipping) -> Result<Vec<Fact>, Failure> {
    let mut facts = vec![
        plain("id", clipping.id.to_string()),
        known("headline", &clipping.headline, clipping.headline.value.clone()),
    ];
    facts.extend(clipping.native.iter().map(|native| plain("native", native.clone())));
    match &clipping.published {
        Some(date) => facts.push(known("date", date, dated(clipping, date))),
        None => facts.push(plain("date", "no date".to_owned())),
    }
    let other_dates = clipping.other_dates.iter();
    facts.extend(other_dates.map(|date| known("other date", date, date.value.iso())));
    for (name, value) in [
        ("outlet", &clipping.outlet),
        ("via", &clipping.via),
        ("agency", &clipping.agency),
        ("byline", &clipping.byline),
        ("dateline", &clipping.dateline),
        ("url", &clipping.url),
        ("language", &clipping.language),
    ] {
        facts.extend(value.iter().map(|value| known(name, value, value.value.clone())));
    }
    for region in &clipping.regions {
        let shown = shown_path(snapshot, Dimension::Region, &region.value)?;
        let value = format!("{shown}  {}", region.value.join("/"));
        facts.push(known("region", region, value));
    }
    let categories = clipping.categories.iter();
    facts.extend(categories.map(|category| known("category", category, category.value.join("/"))));
    for topic in &clipping.topics {
        let shown = shown_path(snapshot, Dimension::Topic, &topic.value)?;
        facts.push(known("topic", topic, format!("{shown}  {}", topic.value.join("/"))));
    }
    for (name, list) in [
        ("tag", &clipping.tags),
        ("person", &clipping.people),
        ("organisation", &clipping.organisations),
        ("company", &clipping.companies),
        ("status", &clipping.statuses),
    ] {
        facts.extend(list.iter().map(|value| known(name, value, value.value.clone())));
    }
    let embargoes = clipping.labels.iter().filter(|label| tells_an_embargo(label));
    facts.extend(
        embargoes.map(|label| plain("embargo", format!("{} ({})", label.value, label.place))),
    );
    facts.push(plain("words", clipping.word_count.to_string()));
    for origin in &clipping.origins {
        let value = format!("{} in {}, article {}", origin.place(), origin.root, origin.part + 1);
        facts.push(plain("found in", value));
    }
    if let Some(story) = wire::Story::of(snapshot, clipping.id)? {
        facts.push(plain("story", format!("{}, clippings: {}", story.id, story.clippings)));
        for other in &story.others {
            let date = other.date.as_ref().map_or("no date", |date| date.iso.as_str());
            let outlet = other.outlet.as_deref().or(other.via.as_deref()).unwrap_or("");
            let url = other.url.as_deref().unwrap_or("");
            let parts = [other.id.as_str(), date, outlet, url];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            facts.push(plain("copy", parts.join(" · ")));
        }
    }
    facts.push(plain("added", time::instant(clipping.added)));
    facts.extend(clipping.notes.iter().map(|note| plain("note", note.message.clone())));
    Ok(facts)
}

/// Whether a label says when an embargo ends.
fn tells_an_embargo(label: &Label) -> bool {
    label.name == LabelName::Other && label.value.starts_with(EMBARGOED_UNTIL)
}

/// A date with its precision, its zone as printed and how sure it is.
fn dated(clipping: &Clipping, date: &Known<Moment>) -> String {
    let mut parts = vec![date.value.precision.name().to_owned()];
    parts.extend(date.value.zone.as_ref().map(|zone| zone.printed.clone()));
    parts.extend(clipping.date_certainty().map(|certainty| certainty.name().to_owned()));
    format!("{} ({})", date.value.iso(), parts.join(", "))
}

fn plain(name: &'static str, value: String) -> Fact {
    Fact { name, value, clue: None }
}

fn known<T>(name: &'static str, known: &Known<T>, value: String) -> Fact {
    Fact { name, value, clue: Some(known.clue.clone()) }
}
