//! The headline: as stated, or made from the first words.

use super::{datelines, one_line, texts};
use crate::clipping::{ClueKind, Draft, Kind, Known};
use crate::text::fold;

/// What stands where a clipping has neither a headline nor a word of text.
const NONE: &str = "(no headline)";
/// The most words of a headline made from the text.
const MOST_WORDS: usize = 10;
/// The most columns of one; letters of Han, kana and Hangul take two.
const MOST_COLUMNS: usize = 80;

/// The headline of a draft whose paragraphs were judged.
///
/// What was made from the first words says so in its clue, whose words are those taken; where there
/// are none, the headline is `(no headline)` and the words are empty.
pub(super) fn headline(draft: &Draft) -> Known<String> {
    if let Some(title) = &draft.title {
        let shown = one_line(title);
        if !shown.is_empty() {
            return Known::new(shown, ClueKind::Stated, title.as_str());
        }
    }
    let captions = draft.paragraphs.iter().filter(|paragraph| paragraph.kind == Kind::Caption);
    let lines = texts(draft).chain(captions.map(|paragraph| paragraph.text.as_str()));
    for line in lines {
        let story = datelines::dateline(line).map_or(line, |found| &line[found.rest..]);
        // Only tables and verse keep their line ends; what stands above them is their heading.
        let story = story.trim().lines().next().unwrap_or(story);
        if let Some((words, cut)) = first_words(story) {
            let shown = if cut { format!("{words}…") } else { words.clone() };
            return Known::new(shown, ClueKind::FirstWords, words);
        }
    }
    Known::new(NONE.to_owned(), ClueKind::FirstWords, "")
}

/// The title that a headline was made from. One corrected by hand keeps it as the words of its
/// clue.
pub(super) fn title(headline: &Known<String>) -> Option<String> {
    let words = &headline.clue.words;
    match headline.clue.kind {
        ClueKind::FirstWords => None,
        _ => Some(words.clone()).filter(|words| !words.is_empty()),
    }
}

/// The first words of `text` and whether more follow; nothing where it has no letter and no digit.
fn first_words(text: &str) -> Option<(String, bool)> {
    let start = &text[..text.floor_char_boundary(16 * MOST_COLUMNS)];
    let line = one_line(start);
    if !line.contains(char::is_alphanumeric) {
        return None;
    }
    let mut columns = 0;
    let mut words = 0;
    let mut end = 0;
    for (at, c) in line.char_indices() {
        if c == ' ' {
            words += 1;
            end = at;
        }
        columns += if fold::is_cjk(c) { 2 } else { 1 };
        if words == MOST_WORDS || columns > MOST_COLUMNS {
            let end = if end * 2 < at { at } else { end };
            let taken =
                line[..end].trim_end_matches([' ', ',', ';', ':', '-', '–', '—', '.', '、', '，']);
            return Some((taken.to_owned(), true));
        }
    }
    let more = start.len() < text.len();
    Some((line, more))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::Paragraph;

    fn of(title: Option<&str>, texts: &[&str]) -> Known<String> {
        let paragraphs = texts.iter().map(|text| Paragraph::text(*text)).collect();
        headline(&Draft { title: title.map(str::to_owned), paragraphs, ..Draft::default() })
    }

    #[test]
    fn a_stated_headline_is_shown_on_one_line_and_kept_as_found() {
        let found = of(Some(" Ferry\n sold \u{202e}twice\u{7}"), &[]);
        assert_eq!(found.value, "Ferry sold twice");
        assert_eq!(found.clue.kind, ClueKind::Stated);
        assert_eq!(title(&found).as_deref(), Some(" Ferry\n sold \u{202e}twice\u{7}"));
    }

    #[test]
    fn first_words_end_at_a_word_and_leave_out_the_dateline() {
        let found = of(
            None,
            &["SEOUL, Nov. 13 (Meridian) -- The harbour master of Portbury said on \
               Monday that, all in all, the ferry stays."],
        );
        assert_eq!(found.value, "The harbour master of Portbury said on Monday that, all…");
        assert_eq!(found.clue.kind, ClueKind::FirstWords);
        assert_eq!(title(&found), None);
    }

    #[test]
    fn a_short_text_is_its_own_headline() {
        assert_eq!(of(None, &["* * *", "Ferry stays."]).value, "Ferry stays.");
        assert_eq!(of(Some("  "), &["Ferry stays."]).clue.kind, ClueKind::FirstWords);
    }

    #[test]
    fn a_table_gives_its_heading() {
        assert_eq!(of(None, &["FERRY FARES - MAY 1\nAdults 2.50"]).value, "FERRY FARES - MAY 1");
    }

    #[test]
    fn a_text_without_blanks_is_cut_at_a_letter() {
        let long = "港".repeat(100);
        assert_eq!(of(None, &[&long]).value, format!("{}…", "港".repeat(40)));
    }

    #[test]
    fn nothing_at_all_has_no_headline() {
        let found = of(None, &[]);
        assert_eq!((found.value.as_str(), found.clue.words.as_str()), (NONE, ""));
        assert_eq!(title(&found), None);
    }
}
