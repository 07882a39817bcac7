//! A draft held within bounds: what a hostile or damaged file may not make grow.

use crate::clipping::{Draft, Note, Paragraph};

/// The largest file that is read at all, in bytes.
pub const MAX_FILE_BYTES: u64 = 1 << 30;
/// The largest file inside another that is read, unpacked, in bytes: it is held in memory.
pub const MAX_MEMBER_BYTES: u64 = 512 << 20;
/// The most articles taken from one file.
pub const MAX_PARTS: u32 = 1_000_000;
/// The most notes about one file that are kept; the others are counted.
pub const MAX_NOTES: usize = 20;
/// The longest note, in bytes; the rest of a longer one is dropped.
pub const MAX_NOTE_BYTES: usize = 2 * 1024;
/// The longest article, in bytes of its headline and paragraphs; the rest of a longer one is left
/// out, and that is told. A book has a tenth of it, and offsets in what analysis makes of it are 32
/// bits wide.
pub const MAX_ARTICLE_BYTES: usize = 16 << 20;
/// The longest paragraph, in bytes; longer ones are cut in several.
pub const MAX_PARAGRAPH_BYTES: usize = 64 * 1024;
/// The longest headline, in bytes; a longer one becomes the first paragraph.
pub const MAX_TITLE_BYTES: usize = 2 * 1024;
/// The most labels of one article.
pub const MAX_LABELS: usize = 1024;
/// The longest label, in bytes; the rest of a longer one is dropped.
const MAX_LABEL_BYTES: usize = 16 * 1024;
/// The longest name of a place where a label stood, in bytes; a column of a table may be called by a
/// whole text.
const MAX_PLACE_BYTES: usize = 512;

/// `draft` within all bounds; what had to be changed is told in `notes`.
pub(super) fn hold(mut draft: Draft, notes: &mut Vec<Note>) -> Draft {
    if draft.title.as_ref().is_some_and(|title| title.len() > MAX_TITLE_BYTES)
        && let Some(title) = draft.title.take()
    {
        draft.paragraphs.insert(0, Paragraph::text(title));
        notes.push(Note::new("the headline is too long for one and was kept as a paragraph"));
    }
    hold_labels(&mut draft, notes);
    if is_too_long(&draft) {
        cut_off(&mut draft);
        let limit = MAX_ARTICLE_BYTES >> 20;
        notes.push(Note::new(format!("what follows the first {limit} MiB was left out")));
    }
    if draft.paragraphs.iter().any(|paragraph| paragraph.text.len() > MAX_PARAGRAPH_BYTES) {
        draft.paragraphs = draft.paragraphs.into_iter().flat_map(cut).collect();
        notes.push(Note::new(format!(
            "a paragraph over {} KiB was cut in several",
            MAX_PARAGRAPH_BYTES / 1024
        )));
    }
    draft
}

/// `note` cut where it is too long: libraries repeat what they could not read.
pub(super) fn short(mut note: Note) -> Note {
    cut_words(&mut note.message, MAX_NOTE_BYTES);
    note
}

/// Cuts words off behind so many bytes, `…` included.
fn cut_words(words: &mut String, most: usize) {
    if words.len() > most {
        words.truncate(words.floor_char_boundary(most - '…'.len_utf8()));
        words.push('…');
    }
}

/// Whether an article is longer than [`MAX_ARTICLE_BYTES`].
pub(super) fn is_too_long(draft: &Draft) -> bool {
    let title = draft.title.as_ref().map_or(0, String::len);
    let paragraphs = draft.paragraphs.iter().map(|paragraph| paragraph.text.len());
    title + paragraphs.sum::<usize>() > MAX_ARTICLE_BYTES
}

/// Leaves out what follows the first [`MAX_ARTICLE_BYTES`].
fn cut_off(draft: &mut Draft) {
    let mut room = MAX_ARTICLE_BYTES - draft.title.as_ref().map_or(0, String::len);
    for paragraph in &mut draft.paragraphs {
        paragraph.text.truncate(paragraph.text.floor_char_boundary(room));
        room -= paragraph.text.len();
    }
    draft.paragraphs.retain(|paragraph| !paragraph.text.is_empty());
}

fn hold_labels(draft: &mut Draft, notes: &mut Vec<Note>) {
    if draft.labels.len() > MAX_LABELS {
        let beyond = draft.labels.len() - MAX_LABELS;
        draft.labels.truncate(MAX_LABELS);
        notes
            .push(Note::new(format!("{beyond} labels after the first {MAX_LABELS} were left out")));
    }
    for label in &mut draft.labels {
        cut_words(&mut label.place, MAX_PLACE_BYTES);
        if label.value.len() > MAX_LABEL_BYTES {
            label.value.truncate(label.value.floor_char_boundary(MAX_LABEL_BYTES));
            let message = format!("the label at {} is too long and was cut", label.place);
            notes.push(Note::new(message));
        }
    }
}

/// `paragraph` in pieces of at most [`MAX_PARAGRAPH_BYTES`].
fn cut(paragraph: Paragraph) -> Vec<Paragraph> {
    let mut rest = paragraph.text.as_str();
    let mut pieces = Vec::new();
    while rest.len() > MAX_PARAGRAPH_BYTES {
        let (piece, after) = rest.split_at(place_to_cut(rest));
        pieces.push(like(&paragraph, piece.trim_end()));
        rest = after.trim_start();
    }
    if !rest.is_empty() {
        pieces.push(like(&paragraph, rest));
    }
    pieces
}

/// Where to cut `text`: after its last sentence that fits, else at its last blank, else between two
/// characters.
fn place_to_cut(text: &str) -> usize {
    let window = super::start_of(text, MAX_PARAGRAPH_BYTES);
    let half = window.len() / 2;
    let after_sentence = ["\n", ". ", "! ", "? ", "。"]
        .iter()
        .filter_map(|end| Some(window.rfind(end)? + end.len()))
        .filter(|at| *at > half)
        .max();
    after_sentence.or_else(|| window.rfind(' ').filter(|at| *at > half)).unwrap_or(window.len())
}

/// A paragraph of the same kind with other words.
fn like(paragraph: &Paragraph, text: &str) -> Paragraph {
    Paragraph { kind: paragraph.kind, stated: paragraph.stated, text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{Kind, Label, LabelName};

    #[test]
    fn a_long_paragraph_is_cut_at_sentences_and_loses_no_word() {
        let text = "The ferry was late again today. ".repeat(5_000);
        let mut notes = Vec::new();
        let draft = Draft { paragraphs: vec![Paragraph::text(text.trim())], ..Draft::default() };
        let held = hold(draft, &mut notes);
        assert_eq!(held.paragraphs.len(), 3);
        assert!(held.paragraphs.iter().all(|piece| piece.text.ends_with("today.")));
        let words: usize = held.paragraphs.iter().map(|piece| piece.text.split(' ').count()).sum();
        assert_eq!(words, 30_000);
        assert_eq!(notes.len(), 1);
    }

    #[test]
    fn a_paragraph_without_a_blank_is_cut_between_characters() {
        let mut notes = Vec::new();
        let stated = Paragraph::stated(Kind::Caption, "港".repeat(60_000));
        let draft = Draft { paragraphs: vec![stated], ..Draft::default() };
        let held = hold(draft, &mut notes);
        assert!(held.paragraphs.iter().all(|piece| piece.text.len() <= MAX_PARAGRAPH_BYTES));
        assert!(held.paragraphs.iter().all(|piece| piece.kind == Kind::Caption && piece.stated));
    }

    #[test]
    fn an_endless_article_is_cut_off_and_that_is_told() {
        let line = "The ferry was late again today. ";
        let paragraphs = vec![Paragraph::text(line.repeat(2_000)); 300];
        let mut notes = Vec::new();
        let draft = Draft { title: Some("Ferry".to_owned()), paragraphs, ..Draft::default() };
        assert!(is_too_long(&draft));
        let held = hold(draft, &mut notes);
        assert!(!is_too_long(&held));
        assert_eq!(held.paragraphs.len(), MAX_ARTICLE_BYTES.div_ceil(2_000 * line.len()));
        assert_eq!(notes, [Note::new("what follows the first 16 MiB was left out")]);
    }

    #[test]
    fn a_note_that_repeats_a_file_is_cut() {
        let cut = short(Note::at("港".repeat(5_000), 7));
        assert!(cut.message.len() <= MAX_NOTE_BYTES && cut.message.ends_with("港…"));
        assert_eq!(cut.at_byte, Some(7));
        assert_eq!(short(cut.clone()), cut);
    }

    #[test]
    fn a_place_that_is_a_whole_text_is_cut() {
        let place = format!("key {}", "港".repeat(20_000));
        let long = "x".repeat(2 * MAX_LABEL_BYTES);
        let labels = vec![Label::new(LabelName::Other, long, place)];
        let mut notes = Vec::new();
        let held = hold(Draft { labels, ..Draft::default() }, &mut notes);
        assert!(held.labels[0].place.len() <= MAX_PLACE_BYTES);
        assert!(notes[0].message.len() < MAX_NOTE_BYTES);
    }

    #[test]
    fn labels_are_counted_and_measured() {
        let labels = vec![Label::new(LabelName::Tag, "é".repeat(MAX_LABEL_BYTES), "x"); 2000];
        let mut notes = Vec::new();
        let held = hold(Draft { labels, ..Draft::default() }, &mut notes);
        assert_eq!(held.labels.len(), MAX_LABELS);
        assert_eq!(held.labels[0].value.len(), MAX_LABEL_BYTES);
    }
}
