//! The words of Markdown: its paragraphs, without the marks in and around them.

use crate::clipping::{Kind, Paragraph};
use crate::intake::flat;
use crate::intake::paragraphs::append;
use crate::intake::tidy::one_line;

/// How far the end of a link is looked for, in bytes.
const LINK_BYTES: usize = 4096;

/// The first heading where it stands above all else, and the paragraphs.
pub(super) fn paragraphs(text: &str) -> (Option<String>, Vec<Paragraph>) {
    let mut blocks: Vec<String> = Vec::new();
    let mut is_open = false;
    let mut fenced = false;
    let mut title = None;
    for line in text.split('\n') {
        let line = line.trim();
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
            is_open = false;
            continue;
        }
        if line.is_empty() || !fenced && is_break(line) {
            is_open = false;
            continue;
        }
        if fenced {
            blocks.push(line.to_owned());
            continue;
        }
        let line = line.trim_start_matches(['>', ' ']);
        if let Some(heading) = heading(line) {
            if blocks.is_empty() && title.is_none() && line.starts_with("# ") {
                title = Some(one_line(&inline(heading))).filter(|title| !title.is_empty());
            } else {
                blocks.push(heading.to_owned());
            }
            is_open = false;
            continue;
        }
        let item = item(line);
        match blocks.last_mut().filter(|_| is_open && item.is_none()) {
            Some(block) => append(block, line),
            None => blocks.push(item.unwrap_or(line).to_owned()),
        }
        is_open = true;
    }
    (title, blocks.iter().filter_map(|block| paragraph(block)).collect())
}

fn paragraph(block: &str) -> Option<Paragraph> {
    if let Some(image) = block.strip_prefix("![")
        && let Some((caption, rest)) = image.split_once("](")
        && rest.find(')').is_some_and(|end| end + 1 == rest.len())
    {
        let caption = one_line(&inline(caption));
        return (!caption.is_empty()).then(|| Paragraph::stated(Kind::Caption, caption));
    }
    // Elements of HTML may stand anywhere.
    let plain = if block.contains("</") || block.contains("<br") {
        let lines = flat::lines(block).into_iter().map(|line| line.text);
        lines.collect::<Vec<_>>().join(" ")
    } else {
        block.to_owned()
    };
    let text = one_line(&inline(&plain));
    (!text.is_empty()).then(|| Paragraph::text(text))
}

/// Whether a line is a thematic break, or underlines a heading.
fn is_break(line: &str) -> bool {
    let mark = line.chars().next().unwrap_or(' ');
    line.len() > 2
        && matches!(mark, '-' | '*' | '_' | '=')
        && line.chars().all(|c| c == mark || c == ' ')
}

fn heading(line: &str) -> Option<&str> {
    let words = line.trim_start_matches('#');
    let depth = line.len() - words.len();
    ((1..=6).contains(&depth) && words.starts_with(' ')).then(|| words.trim().trim_end_matches('#'))
}

/// What an item of a list says.
fn item(line: &str) -> Option<&str> {
    let dashed = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark));
    dashed.or_else(|| {
        let (number, words) = line.split_once(". ")?;
        let counts = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        counts.then_some(words)
    })
}

/// `text` without the marks of links, emphasis and code.
pub(super) fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', '!', '*', '`', '\\', '=', '~', '_']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = link(rest, &mut out).unwrap_or_else(|| mark(rest, &mut out));
        rest = &rest[taken..];
    }
    out.push_str(rest);
    out
}

/// Writes the words of the link that `text` begins with; how long it is.
fn link(text: &str, out: &mut String) -> Option<usize> {
    let inside = text.strip_prefix('!').unwrap_or(text).strip_prefix('[')?;
    let near = crate::intake::start_of(inside, LINK_BYTES);
    let begins = text.len() - inside.len();
    if let Some(wiki) = near.strip_prefix('[') {
        let end = wiki.find("]]")?;
        let words = &wiki[..end];
        out.push_str(words.rsplit_once('|').map_or(words, |(_, shown)| shown));
        return Some(begins + 1 + end + 2);
    }
    if near.starts_with('^') {
        return near.find(']').map(|end| begins + end + 1);
    }
    let end = near.find("](")?;
    let target = &near[end + 2..];
    // Addresses have brackets in pairs.
    let mut depth = 0_i32;
    let close = target.find(|c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth < 0
    })?;
    out.push_str(near[..end].trim_start_matches('['));
    Some(begins + end + 2 + close + 1)
}

/// Writes what a mark leaves; how many bytes it takes.
fn mark(text: &str, out: &mut String) -> usize {
    let mut characters = text.chars();
    let first = characters.next().unwrap_or(' ');
    let next = characters.next().unwrap_or(' ');
    let before = out.chars().next_back().unwrap_or(' ');
    match first {
        '\\' if next.is_ascii_punctuation() => {
            out.push(next);
            return 2;
        }
        '*' | '`' if !(before == ' ' && next == ' ') => {}
        '=' | '~' if next == first => return 2,
        // Inside a word it is a letter.
        '_' if !before.is_alphanumeric() || !next.is_alphanumeric() => {}
        _ => out.push(first),
    }
    first.len_utf8()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        let text = "**One** *two* `three` snake_case _four_ [five](https://x.example/a_(b)) ==six== \\*7\\* \
            3 * 4 [[a|eight]] nine[^1]!";
        assert_eq!(inline(text), "One two three snake_case four five six *7* 3 * 4 eight nine!");
    }

    #[test]
    fn elements_go_and_their_words_stay() {
        let (_, found) = paragraphs("<p align=left>One<br>two &amp; **three**</p>\n\n4 < 5 </ 6");
        let texts: Vec<_> = found.iter().map(|paragraph| paragraph.text.as_str()).collect();
        assert_eq!(texts, ["One two & three", "4 < 5 </ 6"]);
    }

    #[test]
    fn brackets_without_end_take_no_time() {
        let text = "[".repeat(200_000);
        assert_eq!(inline(&text).len(), 200_000);
    }

    #[test]
    fn code_keeps_its_lines() {
        let (title, found) =
            paragraphs("# T\n\n```\na = 1\nb_c = 2\n```\nWords\ngo on.\n***\n1. Item");
        let texts: Vec<_> = found.iter().map(|paragraph| paragraph.text.as_str()).collect();
        assert_eq!(title.as_deref(), Some("T"));
        assert_eq!(texts, ["a = 1", "b_c = 2", "Words go on.", "Item"]);
    }
}
