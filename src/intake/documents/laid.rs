//! Pages as `pdftotext -bbox-layout` lays them out: flows of blocks of lines of words, which columns
//! read in their order.
//!
//! Its plain text would join words parted at line ends itself, hyphens of the writer's with them, and
//! part no headline from what follows.

use super::xml::{self, Step};

/// What parts the pages of a text.
const PAGE: char = '\u{C}';

/// The words in such a layout: a line each, blocks parted by blank lines, pages by form feeds.
///
/// # Errors
/// Where it is none, or breaks off.
pub fn pdf_words_laid_out(layout: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut word = None;
    let mut has_ended = false;
    xml::walk(layout, &mut |step| match step {
        Step::Open("word", _) => word = Some(String::new()),
        Step::Text(part) => {
            if let Some(word) = &mut word {
                word.push_str(part);
            }
        }
        Step::Close("word") => {
            if let Some(word) = word.take().filter(|word| !word.trim().is_empty()) {
                if !text.is_empty() && !text.ends_with(['\n', PAGE]) {
                    text.push(' ');
                }
                text.push_str(word.trim());
            }
        }
        Step::Close("line" | "block") => text.push('\n'),
        Step::Close("page") => text.push(PAGE),
        Step::Close("doc") => has_ended = true,
        Step::Open(..) | Step::Close(_) => {}
    })?;
    if has_ended { Ok(text) } else { Err("the layout of its pages breaks off".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(lines: &[&str]) -> String {
        let word = |word: &str| format!("<word xMin=\"7.2\" yMin=\"5\">{word}</word>\n");
        let line = |line: &&str| {
            format!("<line>{}</line>\n", line.split(' ').map(word).collect::<String>())
        };
        format!("<flow><block>\n{}</block></flow>\n", lines.iter().map(line).collect::<String>())
    }

    #[test]
    fn blocks_are_parted_and_words_stay_as_they_are_printed() {
        let pages = [
            block(&["Ferry stays"]) + &block(&["The coun-", "cil &amp; others"]),
            block(&["It sat."]),
        ];
        let pages = pages.map(|page| format!("<page width=\"5\">\n{page}</page>\n")).concat();
        let layout = format!(
            "<!DOCTYPE html><html><head><title>Clip 7</title></head><body><doc>{pages}</doc></body></html>"
        );
        let words = "Ferry stays\n\nThe coun-\ncil & others\n\n\u{C}It sat.\n\n\u{C}";
        assert_eq!(pdf_words_laid_out(&layout), Ok(words.to_owned()));
        assert!(pdf_words_laid_out("Ferry stays").is_err());
        assert!(pdf_words_laid_out(&layout[..layout.len() / 2]).is_err());
    }
}
