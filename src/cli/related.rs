//! `related`: clippings that speak of the same as one does, without copies of it.

use std::io::Write;

use super::args::Related;
use super::ending::{Ending, Failure};
use super::page::{counted, facts, found_at, grouped, wrapped, wrapped_parts};
use super::run::Run;
use super::safe;
use crate::archive::Snapshot;
use crate::clipping::Clipping;
use crate::search::{self, RelatedHit, Searcher};
use crate::wire;

/// So many of the words that a hit shares are named on a page.
const SHARED_WORDS: usize = 8;

const INDENT: &str = "    ";

pub(super) fn run(arguments: &Related, run: &mut Run) -> Result<Ending, Failure> {
    let snapshot = Snapshot::open(&run.index)?;
    let clipping = run.clipping(&snapshot, &arguments.id)?;
    let related = Searcher::new(&snapshot)?.related(&clipping, arguments.limit)?;
    if arguments.json {
        let shape = wire::Related::new(&snapshot, &clipping, &related)?;
        writeln!(run.screen.out, "{}", wire::to_json(&shape))?;
    } else {
        print_head(&clipping, &related, run)?;
        for (place, hit) in related.hits.iter().enumerate() {
            if run.screen.is_terminal {
                print_hit(&snapshot, place + 1, hit, run)?;
            } else {
                print_row(hit, run)?;
            }
        }
        if arguments.limit > 0 {
            print_foot(&related, run)?;
        }
    }
    if related.cut > 0 {
        run.screen.aside(&format!(
            "note: of {} only the first {} letters were compared to tell copies",
            counted(related.cut, "long clipping"),
            grouped(search::MAX_COMPARED_LETTERS as u64)
        ));
    }
    // The words alone were asked for.
    if arguments.limit == 0 {
        return Ok(Ending::Done);
    }
    Ok(Ending::of_count(related.hits.len() as u64))
}

/// The clipping asked about, and the words that were looked for.
fn print_head(
    clipping: &Clipping,
    related: &search::Related,
    run: &mut Run,
) -> Result<(), Failure> {
    let palette = run.screen.told_palette();
    let headline = palette.strong(&safe::line(&clipping.headline.value));
    let mut lines = wrapped(&headline, "", "  ", run.screen.width);
    let words: Vec<String> =
        related.words.iter().map(|word| safe::line(word).into_owned()).collect();
    if words.is_empty() {
        lines.push("no other clipping has words that tell this one from most".to_owned());
    } else {
        lines.extend(wrapped_parts(&words, "looked for by: ", "  ", run.screen.width));
    }
    lines.iter().try_for_each(|line| run.screen.tell(line))?;
    Ok(())
}

fn print_hit(
    snapshot: &Snapshot,
    number: usize,
    related: &RelatedHit,
    run: &mut Run,
) -> Result<(), Failure> {
    let (palette, width) = (run.screen.palette, run.screen.width);
    let clipping = &related.hit.clipping;
    let headline = palette.strong(&safe::line(&clipping.headline.value));
    let mut lines = vec![String::new()];
    lines.extend(wrapped(&headline, &format!("{number:>2}  "), INDENT, width));
    lines.extend(wrapped_parts(&facts(snapshot, clipping)?, INDENT, INDENT, width));
    lines.extend(wrapped(&shared(&related.shared), INDENT, INDENT, width));
    let place = format!("{}  {}", related.hit.short_id, found_at(clipping));
    lines.push(format!("{INDENT}{}", palette.faint(&place)));
    for line in lines {
        writeln!(run.screen.out, "{line}")?;
    }
    Ok(())
}

/// `shares GSOMIA, Esper, Bangkok and 5 more`.
fn shared(words: &[String]) -> String {
    let named: Vec<_> = words.iter().take(SHARED_WORDS).map(|word| safe::line(word)).collect();
    let more = match words.len().saturating_sub(SHARED_WORDS) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("shares {}{more}", named.join(", "))
}

/// Id, date, outlet, headline, shared words, score.
fn print_row(related: &RelatedHit, run: &mut Run) -> Result<(), Failure> {
    let clipping = &related.hit.clipping;
    let date = clipping.published.as_ref().map_or_else(String::new, |date| date.value.iso());
    let outlet = clipping.outlet.as_ref().map_or("", |known| known.value.as_str());
    let score = format!("{:.4}", related.hit.score);
    let headline = &clipping.headline.value;
    let shared = related.shared.join(" ");
    run.screen.row([&related.hit.short_id, &date, outlet, headline, &shared, &score])?;
    Ok(())
}

fn print_foot(related: &search::Related, run: &mut Run) -> Result<(), Failure> {
    let mut parts = Vec::new();
    if related.hits.is_empty() && !related.words.is_empty() {
        parts.push("nothing else has two of these words".to_owned());
    }
    if related.copies > 0 {
        parts.push(format!("{} left out", copies(related.copies)));
    }
    if !parts.is_empty() {
        run.screen.aside(&parts.join("; "));
    }
    Ok(())
}

fn copies(count: u64) -> String {
    if count == 1 { "1 copy".to_owned() } else { counted(count, "copie") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_shared_are_named_and_counted() {
        let words =
            |count: usize| -> Vec<String> { (1..=count).map(|n| format!("w{n}")).collect() };
        assert_eq!(shared(&words(2)), "shares w1, w2");
        assert_eq!(shared(&words(10)), "shares w1, w2, w3, w4, w5, w6, w7, w8 and 2 more");
        assert_eq!((copies(1), copies(2)), ("1 copy".to_owned(), "2 copies".to_owned()));
    }
}
