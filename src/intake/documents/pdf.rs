//! PDF: the words of printed pages, made into paragraphs again.
//!
//! A PDF says where glyphs stand, not what a paragraph is, and its readers are known to crash and to
//! hang on odd files. So the words are had from [`Isolated`](crate::intake::Isolated), which is not part of this module, and
//! only what follows is done here.

use std::collections::{HashMap, HashSet};

use super::{Shape, Words};
use crate::clipping::{Draft, Note};
use crate::intake::paragraphs::ends_a_sentence;
use crate::intake::repair;
use crate::intake::tidy::{is_ligature, one_line, without_ligatures};
use crate::intake::{Account, BytesReader, Options, Source};

/// The reader of PDF files.
pub(in super::super) struct Pdf;

/// How many lines at the top and at the foot of a page may be printed on others as well.
const EDGE_LINES: usize = 2;
/// A longer line at the edge of a page is running text, in bytes.
const LONGEST_EDGE_BYTES: usize = 120;

impl BytesReader for Pdf {
    fn name(&self) -> &'static str {
        "PDF"
    }

    fn version(&self) -> u32 {
        3
    }

    fn accepts(&self, source: &Source) -> bool {
        source.bytes.trim_ascii_start().starts_with(b"%PDF-")
    }

    fn read(
        &self,
        source: &Source,
        options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let read = match &options.isolated {
            Some(isolated) => isolated.pdf_words(source.bytes),
            None => Err("a PDF can only be read apart, and nothing was given for that".to_owned()),
        };
        let printed = match read {
            Ok(printed) => printed,
            Err(why) => return Account::unreadable(why),
        };
        if !printed.contains(char::is_alphanumeric) {
            let mut account = Account::default();
            account.leave_out(Note::new(
                "the PDF holds pictures of pages and no words: their letters have to be recognised first",
            ));
            return account;
        }
        let mut words = words(&printed);
        if holds_files(source.bytes) {
            words.notes.push(Note::new("files that are attached to the PDF were not read"));
        }
        words.give(source, options, each)
    }
}

/// The text of a PDF file by the reader that is built in, pages parted by form feeds. It may panic,
/// and run for long: for a process of its own.
///
/// # Errors
/// Where the file is none, damaged or locked.
pub fn pdf_words(bytes: &[u8]) -> Result<String, String> {
    let pages = pdf_extract::extract_text_from_mem_by_pages(bytes)
        .map_err(|error| format!("the PDF cannot be read: {}", one_line(&error.to_string())))?;
    Ok(pages.join("\u{C}"))
}

/// Whether a PDF says that files are attached to it, where it says so unpacked.
fn holds_files(bytes: &[u8]) -> bool {
    const NAME: &[u8] = b"/EmbeddedFile";
    bytes.windows(NAME.len()).any(|window| window == NAME)
}

/// The paragraphs of printed pages.
fn words(printed: &str) -> Words {
    let mut words = Words::default();
    repair::tell_soft_hyphens(printed, &mut words.repairs);
    if printed.contains(is_ligature) {
        repair::tell_ligatures(&mut words.repairs);
    }
    let mut pages: Vec<Vec<String>> =
        printed.split('\u{C}').map(|page| page.lines().map(line).collect()).collect();
    drop_repeated(&mut pages);
    let known = whole_words(&pages);
    let (text, any_joined) = dehyphenated(&joined(&pages), &known);
    if any_joined {
        repair::tell_cuts(&mut words.repairs);
    }
    text.split("\n\n").for_each(|block| words.push(Shape::Text, block));
    words
}

/// A line as it is printed: a soft hyphen at its end is seen.
fn line(printed: &str) -> String {
    match printed.trim_end().strip_suffix('\u{AD}') {
        Some(before) => one_line(&without_ligatures(before)) + "-",
        None => one_line(&without_ligatures(printed)),
    }
}

/// The lines of all pages. A gap within a sentence is none: a page ends there, or its reader saw one
/// where the line was set a little lower.
fn joined(pages: &[Vec<String>]) -> String {
    let widest = pages.iter().flatten().map(|line| line.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    let mut above = "";
    for page in pages {
        let mut is_gap = true;
        for line in page {
            if line.is_empty() {
                is_gap = true;
                continue;
            }
            let goes_on = line.starts_with(char::is_lowercase)
                && above.chars().count() * 10 >= widest * RUNNING_TENTHS
                && !ends_a_sentence(above);
            if !text.is_empty() {
                text.push_str(if is_gap && !goes_on { "\n\n" } else { "\n" });
            }
            text.push_str(line);
            (above, is_gap) = (line, false);
        }
    }
    text
}

/// A line of running text has so many tenths of the widest line, and a headline mostly fewer.
const RUNNING_TENTHS: usize = 4;

/// Leaves out what is printed at the edge of most pages: numbers of pages altogether, what else
/// comes again after the first time.
fn drop_repeated(pages: &mut [Vec<String>]) {
    let filled = pages.iter().filter(|page| page.iter().any(|line| !line.is_empty())).count();
    if filled < 2 {
        return;
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let shapes: HashSet<String> = edges(page).into_iter().map(|at| shape(&page[at])).collect();
        shapes.into_iter().for_each(|shape| *seen.entry(shape).or_default() += 1);
    }
    let mut printed: HashSet<String> = HashSet::new();
    for page in pages.iter_mut() {
        for at in edges(page) {
            let shape = shape(&page[at]);
            let is_repeated =
                seen.get(&shape).is_some_and(|count| *count > 1 && count * 2 >= filled);
            if is_repeated && (is_page_number(&page[at]) || !printed.insert(shape)) {
                page[at].clear();
            }
        }
    }
}

/// The places of the first and last lines of a page.
fn edges(page: &[String]) -> Vec<usize> {
    let filled: Vec<usize> = (0..page.len()).filter(|at| !page[*at].is_empty()).collect();
    let last = filled.len().saturating_sub(EDGE_LINES).max(EDGE_LINES.min(filled.len()));
    let edges = filled.iter().take(EDGE_LINES).chain(&filled[last..]);
    edges.copied().filter(|at| page[*at].len() <= LONGEST_EDGE_BYTES).collect()
}

/// A line with any number for each of its numbers.
fn shape(line: &str) -> String {
    let mut shape = String::new();
    for character in line.chars() {
        match character {
            '0'..='9' if shape.ends_with('0') => {}
            '0'..='9' => shape.push('0'),
            character => shape.push(character),
        }
    }
    shape
}

/// Whether a line is nothing but the number of its page: `- 3 -`, `Page 3 of 12`, `3/12`.
fn is_page_number(line: &str) -> bool {
    const WORDS: &[&str] = &["page", "of", "seite", "von", "pagina", "página", "de", "sur"];
    line.contains(|c: char| c.is_ascii_digit())
        && line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| {
            word.bytes().all(|byte| byte.is_ascii_digit())
                || WORDS.contains(&word.to_lowercase().as_str())
        })
}

/// The words that stand whole on some line.
fn whole_words(pages: &[Vec<String>]) -> HashSet<String> {
    let words = pages.iter().flatten().flat_map(|line| line.split_whitespace());
    let bare = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    bare.filter(|word| !word.is_empty()).collect()
}

/// `text` with the words that are parted at line ends joined again. The hyphen goes, but where the
/// word stands with it elsewhere (`well-known`). Gives also whether any hyphen went.
fn dehyphenated(text: &str, known: &HashSet<String>) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let mut any_joined = false;
    let mut lines = text.split('\n').peekable();
    let mut carried: Option<String> = None;
    while let Some(line) = lines.next() {
        let line = match carried.take() {
            Some(begun) => begun + line,
            None => line.to_owned(),
        };
        let next = lines.peek().copied().unwrap_or("");
        let parted = line.strip_suffix(['-', '\u{2010}']).filter(|before| {
            before.ends_with(char::is_alphabetic) && next.starts_with(char::is_lowercase)
        });
        let Some(before) = parted else {
            out.push_str(&line);
            if lines.peek().is_some() {
                out.push('\n');
            }
            continue;
        };
        let (whole, begun) = before.rsplit_once(' ').unwrap_or(("", before));
        let ended: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
        let hyphened = format!("{begun}-{ended}").to_lowercase();
        let hyphen = if known.contains(&hyphened) { "-" } else { "" };
        any_joined |= hyphen.is_empty();
        out.push_str(whole);
        if !whole.is_empty() {
            out.push('\n');
        }
        carried = Some(format!("{begun}{hyphen}"));
    }
    (out, any_joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(printed: &str) -> Vec<String> {
        words(printed).blocks.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn words_parted_at_line_ends_are_joined() {
        let page = "The coun-\ncil sat. A well-known man spoke, as well-\nknown men do. He ﬁnished with a post-\n\nNew.";
        assert_eq!(
            texts(page),
            [
                "The\ncouncil sat. A well-known man spoke, as\nwell-known men do. He finished with a post-",
                "New."
            ]
        );
    }

    #[test]
    fn what_is_repaired_is_told() {
        let told = |printed: &str| -> Vec<String> {
            words(printed).repairs.into_iter().map(|note| note.message).collect()
        };
        assert_eq!(
            told("The coun-\ncil sat."),
            ["text repaired: words cut at line ends were joined"]
        );
        assert_eq!(texts("The agree\u{AD}\nment held."), ["The\nagreement held."]);
        assert_eq!(told("An o\u{FB03}ce."), ["text repaired: ligatures were written as letters"]);
        assert_eq!(
            told("An agree\u{AD}ment."),
            ["text repaired: soft hyphens were taken out of words"]
        );
        assert!(told("A well-known man spoke, as well-\nknown men do.").is_empty());
    }

    #[test]
    fn what_every_page_prints_at_its_edge_is_kept_once_and_numbers_of_pages_go() {
        let page = |number: u32, text: &str| {
            format!("The Portbury Post\n\n{text}\n\nPage {number} of 3\n")
        };
        let printed = [
            page(1, "The ferry stays, said\nthe council of"),
            page(2, "the town on Monday."),
            page(3, "Nobody spoke against it."),
        ]
        .join("\u{C}");
        assert_eq!(
            texts(&printed),
            [
                "The Portbury Post",
                "The ferry stays, said\nthe council of\nthe town on Monday.",
                "Nobody spoke against it."
            ]
        );
    }

    #[test]
    fn a_gap_within_a_sentence_is_none() {
        let page = "Ferry stays\n\nby Ann Example\n\nThe council of the town voted to keep\n\nthe ferry.\n\n\
                    It sat on Monday.";
        let found = texts(page);
        assert_eq!(found[..2], ["Ferry stays", "by Ann Example"]);
        assert_eq!(found[2], "The council of the town voted to keep\nthe ferry.");
    }

    #[test]
    fn one_page_loses_nothing() {
        assert_eq!(texts("12\n\nThe ferry stays.\n\n12"), ["12", "The ferry stays.", "12"]);
    }
}
