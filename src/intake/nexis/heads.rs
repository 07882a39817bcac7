//! Where articles begin that no counter parts: several that were pasted one below the other, or one
//! alone. Only what is plain is told: below an article the labels of its foot, and then a head with
//! its day and its own labels.

use super::fields::{self, Field, Place};
use super::{is_body_mark, is_copyright, is_day};
use crate::clipping::LabelName;
use crate::intake::paragraphs::{Line, ends_a_sentence};

/// The most lines of a head above its day, and between its day and its first label.
const HEAD_LINES: usize = 8;
/// The widest line of a head, in columns.
const HEAD_WIDTH: usize = 140;

/// What labels of a text say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// Labels of any kind.
    pub(super) labels: usize,
    /// Labels that only stand at the foot of an article: its language, when it was loaded.
    pub(super) feet: usize,
    /// Whether one says when the article was loaded.
    pub(super) is_loaded: bool,
    /// Whether one counts its words.
    pub(super) is_counted: bool,
    /// Whether a line above all of them states a day.
    pub(super) is_dated: bool,
}

/// The signs in `lines`. `capitals` says that labels must be printed in them.
pub(super) fn signs(lines: &[Line], capitals: bool) -> Signs {
    let mut signs = Signs::default();
    for line in lines {
        let Some((name, field, value)) = fields::labelled(line.text, Place::Above, capitals) else {
            signs.is_dated |= signs.labels == 0 && is_day(line.text);
            continue;
        };
        signs.labels += 1;
        signs.feet += usize::from(is_foot(field));
        // `UPDATE:` opens lines of many texts.
        signs.is_loaded |= field == Field::One(LabelName::Saved)
            && !name.eq_ignore_ascii_case("update")
            && is_day(value);
        signs.is_counted |= fields::counts(name) && value.starts_with(|c: char| c.is_ascii_digit());
    }
    signs
}

/// Where each article of `lines` begins; the first one at 0.
pub(super) fn starts(lines: &[Line], capitals: bool) -> Vec<usize> {
    let mut starts = vec![0];
    let opens_with_right = opens_with_right(lines);
    let mut has_foot = false;
    let mut above = "";
    for (at, line) in lines.iter().enumerate() {
        let opens_a_block = above.is_empty();
        above = line.text;
        if line.text.is_empty() {
            continue;
        }
        if let Some((_, field, _)) = fields::labelled(line.text, Place::Above, capitals) {
            has_foot |= is_foot(field);
            continue;
        }
        let is_free = opens_a_block && has_foot && (opens_with_right || !is_copyright(line.text));
        if is_free && is_head(&lines[at..], capitals) {
            starts.push(at);
            has_foot = false;
        }
    }
    starts
}

/// Whether a label stands at the foot of an article alone.
fn is_foot(field: Field) -> bool {
    matches!(field, Field::One(LabelName::Saved | LabelName::Language))
}

/// Whether the notice of the right stands above the first day, and so belongs to a head.
fn opens_with_right(lines: &[Line]) -> bool {
    let first = lines.iter().find(|line| is_copyright(line.text) || is_day(line.text));
    first.is_some_and(|line| is_copyright(line.text))
}

/// Whether `lines` open with a head: short lines, a day below the first of them, and then a label or
/// the mark of a text.
fn is_head(lines: &[Line], capitals: bool) -> bool {
    let filled = || lines.iter().filter(|line| !line.text.is_empty());
    let is_label = |line: &Line| {
        is_body_mark(line.text.trim_end_matches(':'))
            || matches!(fields::labelled(line.text, Place::Above, capitals), Some((_, field, _)) if !is_foot(field))
    };
    let is_long = |line: &Line| {
        line.width > HEAD_WIDTH || ends_a_sentence(line.text) && !is_copyright(line.text)
    };
    let Some(day) = filled().take(HEAD_LINES).position(|line| is_day(line.text)) else {
        return false;
    };
    let opens = day > 0 && !filled().take(day).any(|line| is_label(line) || is_long(line));
    let below = filled().skip(day + 1).take(HEAD_LINES);
    let mut below = below.take_while(|line| !is_foot_line(line, capitals));
    opens && below.any(is_label)
}

fn is_foot_line(line: &Line, capitals: bool) -> bool {
    let label = fields::labelled(line.text, Place::Above, capitals);
    label.is_some_and(|(_, field, _)| is_foot(field))
}
