//! A page of our documentation laid out for a screen: paragraphs and tables broken to its width,
//! sessions as they are, as far as they fit.

use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::page::wrapped;
use super::screen::Palette;

/// Where the last column of a table begins.
const COLUMN: usize = 27;

/// Columns before a row of a table and before a session.
const INDENT: &str = "  ";

/// Columns before what goes on from a line of a session.
const CONTINUED: &str = "    ";

/// Stands for a blank at which no line is broken.
const KEPT: &str = "\u{a0}";

/// The lines of a page, at most `width` columns wide.
pub(super) fn lines(page: &str, width: usize, palette: Palette) -> Vec<String> {
    let mut screen = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut in_session = false;
    let mut rows = 0;
    for line in page.lines().chain([""]) {
        let is_row = !in_session && line.starts_with('|');
        rows = if is_row { rows + 1 } else { 0 };
        let is_text = !(in_session || is_row || line.is_empty() || line.starts_with(['#', '`']))
            || !in_session && line.starts_with('`') && !line.starts_with("```");
        if is_text {
            paragraph.push(line);
            continue;
        }
        if !paragraph.is_empty() {
            screen.extend(broken(&paragraph.join(" "), "", "", width));
            paragraph.clear();
        }
        match line {
            _ if line.starts_with("```") => in_session = !in_session,
            _ if in_session && line.width() > width => {
                screen.extend(wrapped(line, "", CONTINUED, width));
            }
            _ if in_session => screen.push(line.to_owned()),
            // The names of the columns and the line below them.
            _ if is_row && rows <= 2 => {}
            _ if is_row => screen.extend(row(line, width)),
            _ if line.starts_with('#') => {
                screen.push(palette.strong(line.trim_start_matches('#').trim_start()));
            }
            _ => screen.push(String::new()),
        }
    }
    while screen.last().is_some_and(String::is_empty) {
        screen.pop();
    }
    screen
}

/// A row of a table: what is typed, then what it means. A column between them, names that mean the
/// same, stands in parentheses behind the first.
fn row(line: &str, width: usize) -> Vec<String> {
    let bars = line.trim().trim_matches('|').replace("\\|", "\u{0}");
    let cells: Vec<String> =
        bars.split('|').map(|cell| cell.trim().replace('\u{0}', "|")).collect();
    let [first, between @ .., last] = cells.as_slice() else { return Vec::new() };
    let others = between.iter().filter(|cell| !cell.is_empty());
    let others: String = others.map(|cell| format!(" ({cell})")).collect();
    let mut typed = broken(&format!("{first}{others}"), INDENT, INDENT, width);
    let rest = " ".repeat(COLUMN);
    let beside = typed.len() == 1 && typed[0].width() < COLUMN;
    let lead = match typed.pop().filter(|_| beside) {
        Some(only) => format!("{only}{}", " ".repeat(COLUMN - only.width())),
        None => {
            typed = broken(&format!("{first}{others}"), INDENT, INDENT, width);
            rest.clone()
        }
    };
    typed.extend(broken(last, &lead, &rest, width));
    typed
}

/// Text broken at blanks, but not inside what stands between backticks.
fn broken(text: &str, first: &str, rest: &str, width: usize) -> Vec<String> {
    let text = without_links(text);
    let mut kept = String::new();
    for (place, part) in text.split('`').enumerate() {
        let is_code = place % 2 == 1;
        kept.push_str(if place > 0 { "`" } else { "" });
        kept.push_str(&if is_code { part.replace(' ', KEPT) } else { part.to_owned() });
    }
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(&kept, options).into_iter().map(|line| line.replace(KEPT, " ")).collect()
}

/// Text with the words of its links only: what they lead to is no place on a screen.
fn without_links(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once('[') {
        let parts = link.split_once("](").and_then(|(words, to)| {
            let (_, behind) = to.split_once(')')?;
            (!words.contains('`')).then_some((words, behind))
        });
        plain.push_str(before);
        match parts {
            Some((words, behind)) => {
                plain.push_str(words);
                rest = behind;
            }
            None => {
                plain.push('[');
                rest = link;
            }
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expect: &[&str]) {
        assert_eq!(lines(page, 40, Palette { colour: false }), expect);
    }

    #[test]
    fn paragraphs_are_broken_and_links_are_words() {
        check(
            "# Words\n\nA word\nmay stand `near each other`, see [the page](a.md) that says how.\n",
            &["Words", "", "A word may stand `near each other`, see", "the page that says how."],
        );
    }

    #[test]
    fn a_table_has_what_is_typed_and_what_it_means() {
        check(
            "| typed | finds |\n|---|---|\n| `a\\|b` | one of the two |\n| `something long` `and more` | both |\n",
            &[
                "  `a|b`                    one of the",
                "                           two",
                "  `something long` `and more`",
                "                           both",
            ],
        );
        check(
            "| field | aliases | finds |\n|-|-|-|\n| body | td | text |",
            &["  body (td)                text"],
        );
    }

    #[test]
    fn sessions_stay_as_they_are() {
        check("```console\n$ morgue  a\n| 1\n```", &["$ morgue  a", "| 1"]);
        check(
            "```console\n$ morgue count 'one query that is rather long'\n```",
            &["$ morgue count 'one query that is rather", "    long'"],
        );
    }
}
