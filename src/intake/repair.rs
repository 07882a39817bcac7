//! Text put right that was damaged on its way, whatever its format: misread encodings, control codes
//! of Windows, entities escaped twice, letters in pieces, ligatures, words cut at line ends.
//!
//! Every reader's drafts come through here. What is repaired is told, one note a kind; blanks of other
//! widths, which leave no trace on paper, are not. Soft hyphens are taken out before, where texts are
//! tidied, and lines are joined by readers: they say so by the functions below. Right text is never touched: where it
//! is not clear that something is damage, it stays.

mod cuts;
mod entities;
mod mojibake;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use icu_normalizer::ComposingNormalizerBorrowed;

use mojibake::{ReadAs, WINDOWS_1252};
pub(super) use mojibake::{continues, is_c1, is_lead};

use super::paragraphs::CUT;
use super::tidy::{self, is_ligature, without_ligatures};
use crate::clipping::{Draft, Label, LabelName, Note};

/// Raised whenever the same draft is repaired otherwise, so that files are read again.
pub(super) const VERSION: u32 = 2;

/// A text may have been misread so often, one time after the other.
const MOST_MISREADINGS: u32 = 3;

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();

/// What was repaired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Repair {
    Windows1252,
    Latin1,
    Twice,
    Codes,
    Entities,
    Pieces,
    Ligatures,
    Cuts,
    SoftHyphens,
    Wraps,
}

impl Repair {
    fn told(self) -> &'static str {
        match self {
            Self::Windows1252 => "text repaired: UTF-8 that was read as Windows-1252",
            Self::Latin1 => "text repaired: UTF-8 that was read as Latin-1",
            Self::Twice => "text repaired: UTF-8 that was misread more than once",
            Self::Codes => "text repaired: control codes that are signs of Windows-1252",
            Self::Entities => "text repaired: entities of HTML that were escaped twice",
            Self::Pieces => "text repaired: letters in pieces were put together (NFC)",
            Self::Ligatures => "text repaired: ligatures were written as letters",
            Self::Cuts => "text repaired: words cut at line ends were joined",
            Self::Wraps => "text repaired: lines broken at a fixed width were joined",
            Self::SoftHyphens => "text repaired: soft hyphens were taken out of words",
        }
    }
}

/// `draft` with its text put right; each kind of repair is a note.
pub(super) fn repaired(mut draft: Draft, notes: &mut Vec<Note>) -> Draft {
    let mut repairs = BTreeSet::new();
    join_cut_words(&mut draft, &mut repairs);
    if let Some(title) = &mut draft.title {
        repair(title, &mut repairs);
    }
    for paragraph in &mut draft.paragraphs {
        repair(&mut paragraph.text, &mut repairs);
    }
    for Label { name, value, .. } in &mut draft.labels {
        if *name != LabelName::Url {
            repair(value, &mut repairs);
        }
    }
    draft.title = draft.title.filter(|title| !title.is_empty());
    draft.paragraphs.retain(|paragraph| !paragraph.text.is_empty());
    draft.labels.retain(|label| !label.value.is_empty());
    repairs.into_iter().for_each(|repair| tell(repair, notes));
    draft
}

/// Tells of the soft hyphens of a text that an article is read from.
pub(super) fn tell_soft_hyphens(text: &str, notes: &mut Vec<Note>) {
    if tidy::has_soft_hyphens(text) {
        tell(Repair::SoftHyphens, notes);
    }
}

/// Tells of words that a reader joined itself.
pub(super) fn tell_cuts(notes: &mut Vec<Note>) {
    tell(Repair::Cuts, notes);
}

/// Tells of lines that a reader joined to paragraphs, where it is not the format that breaks them.
pub(super) fn tell_wraps(notes: &mut Vec<Note>) {
    tell(Repair::Wraps, notes);
}

/// Tells of ligatures that a reader took apart itself.
pub(super) fn tell_ligatures(notes: &mut Vec<Note>) {
    tell(Repair::Ligatures, notes);
}

/// Tells of a repair once.
fn tell(repair: Repair, notes: &mut Vec<Note>) {
    let note = Note::new(repair.told());
    if !notes.contains(&note) {
        notes.push(note);
    }
}

fn join_cut_words(draft: &mut Draft, repairs: &mut BTreeSet<Repair>) {
    if !draft.paragraphs.iter().any(|paragraph| paragraph.text.contains(CUT)) {
        return;
    }
    let hyphened = cuts::hyphened(draft.paragraphs.iter().map(|one| one.text.as_str()));
    for paragraph in draft.paragraphs.iter_mut().filter(|one| one.text.contains(CUT)) {
        let (text, any) = cuts::joined(&paragraph.text, &hyphened);
        paragraph.text = text;
        if any {
            repairs.insert(Repair::Cuts);
        }
    }
}

/// Puts `text` right.
fn repair(text: &mut String, repairs: &mut BTreeSet<Repair>) {
    if text.is_ascii() && !text.bytes().any(|byte| byte == b'&' || byte < b' ' || byte == 0x7F) {
        return;
    }
    let mut misread = 0;
    while misread < MOST_MISREADINGS
        && let Some((read, as_what)) = mojibake::repaired(text)
    {
        *text = read;
        misread += 1;
        repairs.insert(match as_what {
            ReadAs::Windows1252 => Repair::Windows1252,
            ReadAs::Latin1 => Repair::Latin1,
        });
    }
    if misread > 1 {
        repairs.insert(Repair::Twice);
    }
    let codes = text.contains(is_c1).then(|| without_codes(text)).flatten();
    let mut take = |changed: Option<String>, repair: Repair, text: &mut String| {
        if let Some(changed) = changed {
            *text = changed;
            repairs.insert(repair);
        }
    };
    take(codes, Repair::Codes, text);
    take(entities::read(text), Repair::Entities, text);
    take(composed(text), Repair::Pieces, text);
    let joined = text.contains(is_ligature).then(|| without_ligatures(text));
    take(joined, Repair::Ligatures, text);
    if tidy::has_soft_hyphens(text) {
        repairs.insert(Repair::SoftHyphens);
    }
    let tidied = tidy::strictly(text);
    let tidied = tidied.trim();
    if tidied.len() != text.len() || tidied != text {
        *text = tidied.to_owned();
    }
}

/// Control codes beyond ASCII by their meaning in Windows-1252; those without one go later.
fn without_codes(text: &str) -> Option<String> {
    let signs = |c: char| match c {
        '\u{80}'..='\u{9F}' => WINDOWS_1252[(u32::from(c) - 0x80) as usize],
        _ => c,
    };
    let read: String = text.chars().map(signs).collect();
    (read != text).then_some(read)
}

/// Letters whose marks, or Hangul syllables whose letters, stand one by one, composed. What has no
/// such marks is left alone: NFC would make other characters of some Han ones.
fn composed(text: &str) -> Option<String> {
    if !text.contains(joins) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut cluster = String::new();
    let mut is_in_pieces = false;
    for c in text.chars() {
        if joins(c) {
            is_in_pieces = true;
        } else {
            flush(&mut cluster, is_in_pieces, &mut out);
            is_in_pieces = is_first_of_hangul(c);
        }
        cluster.push(c);
    }
    flush(&mut cluster, is_in_pieces, &mut out);
    (out != text).then_some(out)
}

fn flush(cluster: &mut String, is_in_pieces: bool, out: &mut String) {
    match is_in_pieces {
        true => out.push_str(&NFC.normalize(cluster)),
        false => out.push_str(cluster),
    }
    cluster.clear();
}

/// Marks of Latin, Greek and Cyrillic letters, voiced marks of kana, vowels and finals of Hangul.
fn joins(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}' | '\u{1161}'..='\u{11FF}')
}

fn is_first_of_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115E}')
}
