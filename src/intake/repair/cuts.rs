//! Words that a typesetter cut at the end of a line.
//!
//! A cut word is indexed under both forms either way: what is printed with a hyphen is found by its
//! joined form, and a query with a hyphen finds what is printed without. Joining is for the eye and
//! for phrases; a hyphen that is the writer's own stays.

use std::collections::HashSet;

use crate::intake::paragraphs::CUT;

/// First parts that are written with a hyphen far more often than not.
const HYPHENED_BEFORE: &[&str] = &[
    "self", "non", "co", "ex", "semi", "half", "well", "ill", "long", "short", "high", "low",
    "mid", "full", "part", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "first",
    "second", "third", "vice", "cross", "near", "so", "anti", "pro", "state", "year", "decades",
    "once", "hard", "large", "small",
];

/// Second parts that are.
const HYPHENED_AFTER: &[&str] = &[
    "based", "year", "years", "month", "week", "day", "old", "term", "style", "led", "backed",
    "run", "owned", "made", "called", "elect", "in", "up", "out", "off", "to", "the", "and", "of",
    "on", "per", "level", "class", "speed", "scale", "free", "like", "sharing", "related",
    "minded", "general", "being", "known", "held", "ranking",
];

/// The words with a hyphen that an article prints within its lines.
pub(super) fn hyphened<'a>(texts: impl Iterator<Item = &'a str>) -> HashSet<String> {
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphabetic() && c != '-'));
    words.filter(|word| word.contains('-')).map(str::to_owned).collect()
}

/// `text` with its cut words joined, but for those that are `hyphened` elsewhere; gives whether any
/// was joined.
pub(super) fn joined(text: &str, hyphened: &HashSet<String>) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut any) = (text, false);
    while let Some((before, after)) = rest.split_once(CUT) {
        out.push_str(before);
        let first = word_at_end(&out).to_owned();
        let second = &after[..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())];
        let is_hyphened = before.ends_with('-')
            || first.contains('-')
            || goes_on(&after[second.len()..])
            || HYPHENED_BEFORE.contains(&first.to_lowercase().as_str())
            || HYPHENED_AFTER.contains(&second)
            || hyphened.contains(&format!("{first}-{second}"));
        if is_hyphened {
            out.push('-');
        } else {
            any = true;
        }
        rest = after;
    }
    out.push_str(rest);
    (out, any)
}

/// Whether another part follows behind a hyphen of the writer's.
fn goes_on(after: &str) -> bool {
    after.starts_with('-') && !after.starts_with(CUT)
}

fn word_at_end(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic() || *c == '-')
        .last()
        .map_or(text.len(), |(at, _)| at);
    &text[start..]
}
