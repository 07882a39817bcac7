//! Every match in its context, one a line: aligned for a person, cells for a pipe.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::ending::Failure;
use super::screen::{Palette, Screen};
use super::{marks, safe};
use crate::search::{Hit, Page, Snippet};
use crate::text::Span;

/// Prints the matches of all hits of a page.
pub(super) fn print(page: &Page, screen: &mut Screen) -> Result<(), Failure> {
    let most = page.hits.iter().map(|hit| hit.snippets.len()).max().unwrap_or(0);
    let columns = most.to_string().len() * 2 + 1;
    for hit in &page.hits {
        let all = hit.snippets.len();
        for (number, snippet) in (1..).zip(&hit.snippets) {
            let Some(parts) = Parts::of(snippet) else { continue };
            if screen.is_terminal {
                let number = format!("{:>columns$}", format!("{number}/{all}"));
                let line = aligned(hit, snippet, &number, &parts, screen);
                screen.print(&(line + "\n"))?;
            } else {
                let date = hit.clipping.published.as_ref();
                let date = date.map_or_else(String::new, |date| date.value.iso());
                let outlet = hit.clipping.outlet.as_ref().map_or("", |known| known.value.as_str());
                let paragraph = snippet.paragraph.to_string();
                let number = format!("{number} of {all}");
                let inside = parts.cell();
                let Parts { before, after, .. } = parts;
                let cells = [outlet, &paragraph, before, &inside, after, &number];
                screen.row([&*hit.short_id, &*date].into_iter().chain(cells))?;
            }
        }
    }
    Ok(())
}

/// A line taken apart.
struct Parts<'a> {
    before: &'a str,
    /// From the first to the last mark.
    inside: &'a str,
    /// The marks in that.
    marks: Vec<Span>,
    after: &'a str,
}

impl<'a> Parts<'a> {
    /// Nothing where nothing is marked.
    fn of(snippet: &'a Snippet) -> Option<Self> {
        let (first, last) = (snippet.marks.first()?, snippet.marks.last()?);
        let text = snippet.text.as_str();
        let (start, end) = (first.start.min(text.len()), last.end.min(text.len()));
        let inside = |mark: &Span| Span::new(mark.start.max(start) - start, mark.end - start);
        Some(Self {
            before: text.get(..start).unwrap_or_default(),
            inside: text.get(start..end).unwrap_or_default(),
            marks: snippet.marks.iter().map(inside).collect(),
            after: text.get(end..).unwrap_or_default(),
        })
    }

    /// The marks with little of what stands between them, in so many columns where that can be.
    fn squeezed(&self, room: usize, palette: Palette) -> String {
        let whole = |mark: &Span| Span::new(0, mark.of(self.inside).len());
        let words: Vec<String> = self
            .marks
            .iter()
            .map(|mark| marks::marked(mark.of(self.inside), &[whole(mark)], palette))
            .collect();
        let taken: usize = words.iter().map(|word| textwrap::core::display_width(word)).sum();
        let gap = room.saturating_sub(taken) / self.marks.len().saturating_sub(1).max(1);
        let mut squeezed = words[0].clone();
        for (pair, word) in self.marks.windows(2).zip(&words[1..]) {
            let between = self.inside.get(pair[0].end..pair[1].start).unwrap_or_default();
            let between = safe::line(between);
            if between.width() <= gap {
                squeezed.push_str(&between);
            } else {
                let kept = gap.saturating_sub(1);
                squeezed.push_str(first_columns(&between, kept / 2));
                squeezed.push('…');
                squeezed.push_str(last_columns(&between, kept - kept / 2));
            }
            squeezed.push_str(word);
        }
        squeezed
    }

    /// The match; the words of a window in brackets, since others stand between them.
    fn cell(&self) -> String {
        match self.marks.len() {
            1 => self.inside.to_owned(),
            _ => marks::marked(self.inside, &self.marks, Palette { colour: false }),
        }
    }
}

/// Id, paragraph, which match of how many, context flush right, match, context.
fn aligned(
    hit: &Hit,
    snippet: &Snippet,
    number: &str,
    parts: &Parts<'_>,
    screen: &Screen,
) -> String {
    let palette = screen.palette;
    let place = match snippet.paragraph {
        0 => "head".to_owned(),
        paragraph => format!("¶{paragraph}"),
    };
    let lead = format!("{}  {place:>4}  {number}  ", hit.short_id);
    let (before, after) = (safe::line(parts.before), safe::line(parts.after));
    let room = screen.width.saturating_sub(lead.width());
    let mut inside = marks::marked(parts.inside, &parts.marks, palette);
    if textwrap::core::display_width(&inside) > room {
        inside = parts.squeezed(room, palette);
    }
    let width = textwrap::core::display_width(&inside);
    let left = room.saturating_sub(width) / 2;
    let before = last_columns(&before, left);
    let after = first_columns(&after, room.saturating_sub(left + width));
    let padding = " ".repeat(left.saturating_sub(before.width()));
    format!("{}{padding}{before}{inside}{after}", palette.faint(&lead))
}

/// As many characters of the end of `text` as fit into `columns`.
fn last_columns(text: &str, columns: usize) -> &str {
    let mut width = 0;
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        width += grapheme.width();
        if width > columns {
            return &text[at + grapheme.len()..];
        }
    }
    text
}

/// As many characters of the beginning of `text` as fit into `columns`.
fn first_columns(text: &str, columns: usize) -> &str {
    let mut width = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        width += grapheme.width();
        if width > columns {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet(text: &str, words: &[&str]) -> Snippet {
        let mark = |word: &&str| {
            let start = text.find(*word).expect("it is there");
            Span::new(start, start + word.len())
        };
        let marks = words.iter().map(mark).collect();
        Snippet { text: text.to_owned(), marks, ..Snippet::default() }
    }

    #[test]
    fn the_words_of_a_window_are_each_marked() {
        let one = snippet("ministers in Seoul and in Tokyo agreed", &["Seoul", "Tokyo"]);
        let parts = Parts::of(&one).expect("it is marked");
        assert_eq!(
            [parts.before, &*parts.cell(), parts.after],
            ["ministers in ", "[Seoul] and in [Tokyo]", " agreed"]
        );
        let alone = snippet("ministers in Seoul", &["Seoul"]);
        assert_eq!(Parts::of(&alone).expect("it is marked").cell(), "Seoul");
        assert!(Parts::of(&snippet("no mark", &[])).is_none());
    }

    #[test]
    fn what_stands_between_far_words_is_left_out_of_a_narrow_line() {
        let one =
            snippet("Seoul, where the ministers had met before, and Tokyo", &["Seoul", "Tokyo"]);
        let parts = Parts::of(&one).expect("it is marked");
        let squeezed = parts.squeezed(28, Palette { colour: false });
        assert_eq!(squeezed, "[Seoul], wher…e, and [Tokyo]");
    }

    #[test]
    fn context_is_cut_to_columns_between_characters() {
        assert_eq!(last_columns("before the", 4), " the");
        assert_eq!(last_columns("지소미아 종료", 5), " 종료");
        assert_eq!(first_columns("종료를 앞두고", 5), "종료");
        assert_eq!(first_columns("short", 50), "short");
    }
}
