//! Every match in its context, one a line: aligned for a person, cells for a pipe.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::ending::Failure;
use super::safe;
use super::screen::Screen;
use crate::search::{Hit, Page, Snippet};
use crate::text::Span;

/// Prints the matches of all hits of a page.
pub(super) fn print(page: &Page, screen: &mut Screen) -> Result<(), Failure> {
    for hit in &page.hits {
        for snippet in &hit.snippets {
            let Some(mark) = snippet.marks.first() else { continue };
            if screen.is_terminal {
                let line = aligned(hit, snippet, *mark, screen);
                screen.print(&(line + "\n"))?;
            } else {
                let [before, inside, after] = parts(snippet, *mark);
                let date = hit.clipping.published.as_ref();
                let date = date.map_or_else(String::new, |date| date.value.iso());
                let outlet = hit.clipping.outlet.as_ref().map_or("", |known| known.value.as_str());
                let paragraph = snippet.paragraph.to_string();
                screen.row([&hit.short_id, &date, outlet, &paragraph, before, inside, after])?;
            }
        }
    }
    Ok(())
}

fn parts(snippet: &Snippet, mark: Span) -> [&str; 3] {
    let text = snippet.text.as_str();
    let (start, end) = (mark.start.min(text.len()), mark.end.min(text.len()));
    [
        text.get(..start).unwrap_or_default(),
        text.get(start..end).unwrap_or_default(),
        text.get(end..).unwrap_or_default(),
    ]
}

/// Id, paragraph, context flush right, match, context.
fn aligned(hit: &Hit, snippet: &Snippet, mark: Span, screen: &Screen) -> String {
    let palette = screen.palette;
    let place = match snippet.paragraph {
        0 => "head".to_owned(),
        paragraph => format!("¶{paragraph}"),
    };
    let lead = format!("{}  {place:>4}  ", hit.short_id);
    let [before, inside, after] = parts(snippet, mark).map(|part| safe::line(part).into_owned());
    let room = screen.width.saturating_sub(lead.width());
    let left = room.saturating_sub(inside.width()) / 2;
    let before = last_columns(&before, left);
    let right = room.saturating_sub(left + inside.width() + if palette.colour { 0 } else { 2 });
    let after = first_columns(&after, right);
    let inside = if palette.colour { palette.mark(&inside) } else { format!("[{inside}]") };
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

    #[test]
    fn context_is_cut_to_columns_between_characters() {
        assert_eq!(last_columns("before the", 4), " the");
        assert_eq!(last_columns("지소미아 종료", 5), " 종료");
        assert_eq!(first_columns("종료를 앞두고", 5), "종료");
        assert_eq!(first_columns("short", 50), "short");
    }
}
