//! Bytes read by one reader, or as a file: every outcome is an account, and what is given is bounded.

use std::io::{Cursor, Write};
use std::sync::Arc;

use morgue::clipping::Note;
use morgue::intake::{
    Article, Beside, Format, Isolated, MAX_ARTICLE_BYTES, MAX_LABELS, MAX_NOTE_BYTES, MAX_NOTES,
    MAX_PARAGRAPH_BYTES, MAX_TITLE_BYTES, Options, Outcome, Source, beside, read, read_beside,
};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::PART;

/// The account of a file is at most so many notes longer than those kept: sums and limits.
const MORE_NOTES: usize = 9;

/// Takes the bytes of a PDF for the words printed in it: what is to be tried is what becomes of
/// words, not who finds them, which runs in a process of its own.
#[derive(Debug)]
struct AsPrinted;

impl Isolated for AsPrinted {
    fn pdf_words(&self, bytes: &[u8]) -> Result<String, String> {
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}

fn options() -> Options {
    Options { isolated: Some(Arc::new(AsPrinted)), ..Options::default() }
}

/// Reads `bytes` as that format.
pub(super) fn format(format: Format, bytes: &[u8]) {
    holds(|each| format.read(&Source { path: "a", bytes }, &options(), each));
}

/// Reads a file whose first line is its path.
pub(super) fn file(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let path = String::from_utf8_lossy(&bytes[..end]);
    let bytes = bytes.get(end + 1..).unwrap_or_default();
    holds(|each| read(&Source { path: &path, bytes }, &options(), each));
}

/// What is told of a file agrees with what was given.
fn holds(read: impl FnOnce(&mut dyn FnMut(Article)) -> Outcome) {
    let mut given = 0;
    let outcome = read(&mut |article| {
        assert_eq!(article.part, given, "articles are counted");
        given += 1;
        is_held(&article);
    });
    if let Outcome::Read { drafts, notes, members, left_out, .. } = outcome {
        assert_eq!(drafts, given, "what is told was given");
        assert!(members.adds_up(), "{members:?}");
        assert!(left_out == 0 || !notes.is_empty(), "what is left out is told");
        are_bounded(&notes);
    }
}

fn is_held(Article { draft, notes, .. }: &Article) {
    let title = draft.title.as_deref();
    let texts = draft.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
    let has_words = title.into_iter().chain(texts).any(|text| !text.trim().is_empty());
    assert!(has_words, "an article has words: {draft:?}");
    assert!(title.is_none_or(|title| title.len() <= MAX_TITLE_BYTES));
    let lengths = draft.paragraphs.iter().map(|paragraph| paragraph.text.len());
    assert!(lengths.clone().all(|length| length <= MAX_PARAGRAPH_BYTES));
    assert!(lengths.sum::<usize>() <= MAX_ARTICLE_BYTES);
    assert!(draft.labels.len() <= MAX_LABELS);
    are_bounded(notes);
}

fn are_bounded(notes: &[Note]) {
    assert!(notes.len() <= MAX_NOTES + MORE_NOTES, "{notes:?}");
    let longest = notes.iter().map(|note| note.message.len()).max();
    assert!(longest.is_none_or(|length| length <= MAX_NOTE_BYTES), "{longest:?}");
}

/// A zip file of parts, each of which begins with a line `== its/path`.
pub(super) fn zip_of_parts(bytes: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut has_begun = false;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(PART.as_bytes()) {
            // A zip file has no two parts of one name: the second is left out.
            Some(path) => {
                let path = String::from_utf8_lossy(path.trim_ascii()).into_owned();
                has_begun = writer.start_file(path, SimpleFileOptions::default()).is_ok();
            }
            None if has_begun => writer.write_all(line).expect("memory takes it"),
            None => {}
        }
    }
    writer.finish().expect("memory takes it").into_inner()
}

const TEXT: &[u8] =
    b"Ferry stays\n\nThe council of the town voted on Monday to keep the ferry that links the banks.\n";

/// A clipping is read whatever lies beside it.
pub(super) fn sidecar(bytes: &[u8]) {
    let options = Options::default();
    for path in ["a.json", "a.yaml"] {
        let Beside::Sidecar(sidecar) = beside(&Source { path, bytes }, &options) else { continue };
        let mut given = 0;
        let source = Source { path: "a.txt", bytes: TEXT };
        read_beside(&source, &[*sidecar], &options, &mut |article| {
            given += 1;
            is_held(&article);
        });
        assert_eq!(given, 1);
    }
}
