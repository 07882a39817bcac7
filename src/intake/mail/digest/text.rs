//! Digests that are plain text: pieces parted by rules, or numbered in order.

use super::super::super::paragraphs;
use super::super::super::tidy::{is_rule, letters};
use super::{Digest, is_most_of, read};
use crate::clipping::{Kind, Paragraph};

/// The fewest pieces of a digest.
const LEAST_ITEMS: usize = 2;
/// The fewest letters of a piece below its headline.
const LEAST_LETTERS: usize = 120;
/// The longest headline, in bytes.
const LONGEST_HEADLINE_BYTES: usize = 200;
/// The shortest rule, in characters.
const SHORTEST_RULE: usize = 5;
/// What rules are drawn with.
const RULES: [char; 10] = ['-', '=', '_', '*', '~', '#', '─', '━', '═', '—'];
/// How far below a headline the blank line may stand that sets it apart, in lines.
const HEAD_LINES: usize = 4;

/// The pieces of a text; nothing where it is not plainly a digest.
pub(in super::super) fn split(text: &str) -> Option<Digest> {
    let lines: Vec<&str> = text.lines().collect();
    [by_rules(&lines), by_numbers(&lines)].into_iter().flatten().find_map(digest)
}

/// Parts of a text, in order, each with whether it may be a piece.
type Parts<'a> = Vec<Vec<&'a str>>;

fn digest(parts: Parts<'_>) -> Option<Digest> {
    let all: usize = parts.iter().map(|part| letters_of(part)).sum();
    let (items, around): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| is_item(part));
    let share: usize = items.iter().map(|item| letters_of(item)).sum();
    if items.len() < LEAST_ITEMS || !is_most_of(share, all) {
        return None;
    }
    let items = items.iter().filter_map(|item| read(&item.join("\n"))).collect();
    let around = paragraphs::split(&around.concat().join("\n"));
    let around = around.into_iter().map(|text| Paragraph { kind: Kind::Text, stated: false, text });
    Some(Digest { items, around: around.collect() })
}

/// A text cut at its rules.
fn by_rules<'a>(lines: &[&'a str]) -> Option<Parts<'a>> {
    let rules = lines.iter().filter(|line| is_rule(line.trim(), &RULES, SHORTEST_RULE)).count();
    (rules >= LEAST_ITEMS).then(|| {
        lines
            .split(|line| is_rule(line.trim(), &RULES, SHORTEST_RULE))
            .map(<[&str]>::to_vec)
            .collect()
    })
}

/// A text cut at the numbers of its pieces, which go up from 1 without a gap; the last such row, since
/// a list of contents may come first.
fn by_numbers<'a>(lines: &[&'a str]) -> Option<Parts<'a>> {
    let starts = lines.iter().enumerate().filter_map(|(at, line)| {
        let apart = at == 0 || lines[at - 1].trim().is_empty();
        Some((at, numbered(line).filter(|_| apart)?.0))
    });
    let mut row: Vec<usize> = Vec::new();
    for (at, number) in starts {
        match number {
            1 => row = vec![at],
            number if number == row.len() + 1 => row.push(at),
            _ => {}
        }
    }
    if row.len() < LEAST_ITEMS {
        return None;
    }
    let mut parts: Parts<'a> = vec![lines[..row[0]].to_vec()];
    for (place, at) in row.iter().enumerate() {
        let end = row.get(place + 1).copied().unwrap_or(lines.len());
        let mut part = lines[*at..end].to_vec();
        if let Some((_, title)) = numbered(part[0]) {
            part[0] = title;
        }
        parts.push(part);
    }
    Some(parts)
}

/// The number in front of a headline, and the headline: `3. Ferry stays`, `(3) Ferry stays`.
fn numbered(line: &str) -> Option<(usize, &str)> {
    let line = line.trim();
    let bare = line.trim_start_matches(['(', '[']);
    let end = bare.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=3).contains(end))?;
    let title = bare[end..].trim_start_matches([')', ']', '.', ':']);
    let apart = title.len() < bare.len() - end && title.starts_with(' ');
    Some((bare[..end].parse().ok()?, title.trim())).filter(|(_, title)| apart && !title.is_empty())
}

/// Whether a part has a headline that stands apart and a text below it.
fn is_item(part: &[&str]) -> bool {
    let mut lines = part.iter().map(|line| line.trim()).skip_while(|line| line.is_empty());
    let Some(title) = lines.next() else { return false };
    let is_title = title.len() <= LONGEST_HEADLINE_BYTES
        && !title.ends_with(['.', ',', ';', ':'])
        && !title.contains("://")
        && title.contains(char::is_alphabetic);
    let below: Vec<&str> = lines.collect();
    // A headline is followed by a blank line, or by a line that says where it was printed.
    let apart = below.iter().take(HEAD_LINES).any(|line| line.is_empty());
    is_title && apart && letters_of(&below) >= LEAST_LETTERS
}

fn letters_of(lines: &[&str]) -> usize {
    lines.iter().map(|line| letters(line)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::LabelName;

    const ONE: &str = "The council voted on Wednesday to keep the old ferry for another year, although repairs will\n\
                       cost more than the new pier would have, the mayor said after the meeting at the town hall.\n";
    const TWO: &str = "The pier was opened on Tuesday after a delay of four years, and the first boats came in from\n\
                       Oldport before noon, with the band of the fire brigade playing on the quay for the guests.\n";

    #[test]
    fn rules_part_pieces() {
        let text = format!(
            "Good morning.\n\n-----\nFerry stays\nPort Post, 12 November 2019\n\n{ONE}\n-----\nPier opens\n\n{TWO}\n=====\nUnsubscribe here\n"
        );
        let digest = split(&text).expect("a digest");
        let titles: Vec<_> = digest.items.iter().filter_map(|d| d.title.as_deref()).collect();
        assert_eq!(titles, ["Ferry stays", "Pier opens"]);
        assert!(digest.items[0].labels.iter().any(|l| l.name == LabelName::Published));
        assert_eq!(digest.around.len(), 2);
    }

    #[test]
    fn numbers_part_pieces_behind_a_list_of_contents() {
        let text = format!(
            "Today:\n\n1. Ferry stays\n2. Pier opens\n\n1. Ferry stays\n\n{ONE}\n2. Pier opens\n\n{TWO}\n"
        );
        let digest = split(&text).expect("a digest");
        let titles: Vec<_> = digest.items.iter().filter_map(|d| d.title.as_deref()).collect();
        assert_eq!(titles, ["Ferry stays", "Pier opens"]);
    }

    #[test]
    fn what_is_less_plain_stays_whole() {
        for text in [
            format!("Ferry stays\n\n{ONE}\n-----\nmore\n-----\n{TWO}"),
            format!("{ONE}\n1. One\n\n2. Two\n\n{TWO}"),
            format!("Ferry stays\n\n{ONE}\n{TWO}"),
        ] {
            assert!(split(&text).is_none(), "{text}");
        }
    }
}
