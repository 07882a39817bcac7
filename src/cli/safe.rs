//! Foreign text made harmless before it meets a terminal or a cell of a table.
//!
//! A clipping can hold bytes that clear a screen, retitle a window or turn the direction of
//! writing. Nothing of it is printed but through here.

use std::borrow::Cow;

use crate::text::{commands, turns_or_hides};

/// `text` on one line: line ends and tabs become blanks, other control characters their visible
/// pictures, and what turns the direction of writing or tags invisibly is gone.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_dangerous) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !safe.ends_with(' ') {
                    safe.push(' ');
                }
            }
            '\0'..='\u{1f}' => safe.extend(char::from_u32(0x2400 + c as u32)),
            '\u{7f}' => safe.push('\u{2421}'),
            '\u{80}'..='\u{9f}' => safe.push(char::REPLACEMENT_CHARACTER),
            _ if turns_or_hides(c) => {}
            _ => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

/// A cell of a table on a pipe: like [`line`], and never with a tab or a line end in it.
pub(super) fn cell(text: &str) -> Cow<'_, str> {
    match line(text) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

fn is_dangerous(c: char) -> bool {
    commands(c) || turns_or_hides(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_pictures_of_themselves() {
        assert_eq!(line("a\u{1b}[2Jb"), "a␛[2Jb");
        assert_eq!(line("bell\u{7} del\u{7f}"), "bell␇ del␡");
        assert_eq!(line("c1 \u{9b}31m"), "c1 \u{fffd}31m");
    }

    #[test]
    fn nothing_turns_the_direction_of_writing() {
        assert_eq!(line("safe\u{202e}txt.exe\u{2066}\u{200f}"), "safetxt.exe");
        assert_eq!(line("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }

    #[test]
    fn a_cell_holds_neither_tab_nor_line_end() {
        assert_eq!(cell(" one\ttwo\r\nthree\u{2028}four\n"), "one two three four");
    }

    #[test]
    fn ordinary_text_is_not_copied() {
        assert!(matches!(line("GSOMIA 지소미아 “café”"), Cow::Borrowed(_)));
    }
}
