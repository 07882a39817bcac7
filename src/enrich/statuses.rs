//! What a clipping is besides an ordinary piece: a correction, an update, a brief, under embargo.

use super::{labels, texts};
use crate::clipping::{ClueKind, Draft, Known, LabelName};
use crate::text::{fold, statuses as known_statuses};

/// Words that open a headline or paragraph to say what it is, folded.
const OPENINGS: &[(&str, &str)] = &[
    ("corrected", "correction"),
    ("correction", "correction"),
    ("corrections", "correction"),
    ("clarification", "correction"),
    ("korrektur", "correction"),
    ("berichtigung", "correction"),
    ("rectificatif", "correction"),
    ("rectificación", "correction"),
    ("corrección", "correction"),
    ("correção", "correction"),
    ("rettifica", "correction"),
    ("정정", "correction"),
    ("정정보도", "correction"),
    ("訂正", "correction"),
    ("更正", "correction"),
    ("đính chính", "correction"),
    ("исправление", "correction"),
    ("update", "update"),
    ("updated", "update"),
    ("rpt", "repeat"),
    ("repeat", "repeat"),
];

/// Notes of editors that a paragraph opens with.
const NOTES: &[&str] = &[
    "(corrects ",
    "[corrects ",
    "(this story corrects ",
    "(this version corrects ",
    "(corrected ",
];

/// What is printed above a piece that may not be printed yet.
const EMBARGOES: &[&str] =
    &["EMBARGOED", "EMBARGO:", "UNDER EMBARGO", "NOT FOR RELEASE BEFORE", "SPERRFRIST", "엠바고"];

/// How many paragraphs from the top an embargo is looked for in.
const TOP_PARAGRAPHS: usize = 3;
/// How far into each of them.
const TOP_BYTES: usize = 160;
/// The most bytes an opening takes.
const LONGEST_BYTES: usize = 60;
/// The most openings of one headline: `RPT-CORRECTED-UPDATE 2-…`.
const MOST_OPENINGS: usize = 4;

/// The statuses of a clipping, each once.
pub(super) fn statuses(draft: &Draft) -> Vec<Known<String>> {
    let mut found: Vec<Known<String>> = Vec::new();
    let mut add = |status: &str, kind, words: &str| {
        if !status.is_empty() && found.iter().all(|known| known.value != status) {
            found.push(Known::new(status.to_owned(), kind, words));
        }
    };
    for label in labels(&draft.labels, LabelName::Status) {
        match known_statuses::named(&label.value) {
            Some(status) => add(status, ClueKind::Stated, &label.value),
            None => add(&fold::key(&label.value), ClueKind::Stated, &label.value),
        }
    }
    let mut rest = draft.title.as_deref().unwrap_or("");
    for _ in 0..MOST_OPENINGS {
        let Some((status, length)) = opening(rest) else { break };
        add(status, ClueKind::Headline, rest[..length].trim_end());
        rest = &rest[length..];
    }
    for text in texts(draft) {
        if let Some((status, words)) = paragraph_opening(text) {
            add(status, ClueKind::Text, words);
        }
    }
    let top = draft.paragraphs.iter().take(TOP_PARAGRAPHS).map(|paragraph| paragraph.text.as_str());
    if let Some(words) = draft.title.as_deref().into_iter().chain(top).find_map(embargo) {
        add("embargoed", ClueKind::Text, words);
    }
    found
}

/// The status that opens a headline and the bytes it takes: `CORRECTED - `, `UPDATE 2-`, `(RPT) `.
fn opening(text: &str) -> Option<(&'static str, usize)> {
    let head = &text[..text.floor_char_boundary(LONGEST_BYTES)];
    let bare = head.trim_start();
    let inner = bare.trim_start_matches(['(', '[', '<', '【', '*']);
    let opened = inner.len() < bare.len();
    let length = inner
        .find(|c: char| !c.is_alphabetic() && c != ' ')
        .map_or(inner.len(), |at| inner[..at].trim_end().len());
    let word = &inner[..length];
    let status = status_of(word)?;
    let mut rest = inner[length..].trim_start();
    rest = rest.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    let unbracketed = rest.trim_start_matches([')', ']', '>', '】', '*']);
    let closed = opened && unbracketed.len() < rest.len();
    let rest = unbracketed.trim_start();
    let after = rest.trim_start_matches([':', '：', '-', '–', '—']);
    let marked = rest.starts_with([':', '：']);
    let dashed = after.len() < rest.len() && !word.contains(char::is_lowercase);
    let after = after.trim_start();
    (closed || marked || dashed).then(|| (status, head.len() - after.len()))
}

fn status_of(word: &str) -> Option<&'static str> {
    let folded = fold::exact(word);
    OPENINGS.iter().find(|(opening, _)| *opening == folded).map(|(_, status)| *status)
}

/// The status that a paragraph opens with, and its words.
fn paragraph_opening(text: &str) -> Option<(&'static str, &str)> {
    let head = &text[..text.floor_char_boundary(LONGEST_BYTES)];
    let lower = head.to_ascii_lowercase();
    if NOTES.iter().any(|note| lower.starts_with(note)) {
        return Some(("correction", head));
    }
    let colon = head.find([':', '：'])?;
    status_of(head[..colon].trim()).map(|status| (status, &head[..colon]))
}

fn embargo(text: &str) -> Option<&str> {
    let text = &text[..text.floor_char_boundary(TOP_BYTES)];
    let at = EMBARGOES.iter().filter_map(|words| text.find(words)).min()?;
    let words = &text[at..];
    Some(&words[..words.floor_char_boundary(LONGEST_BYTES)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{Label, Paragraph};

    fn of(title: &str, texts: &[&str]) -> Vec<String> {
        let paragraphs = texts.iter().map(|text| Paragraph::text(*text)).collect();
        let draft = Draft { title: Some(title.to_owned()), paragraphs, ..Draft::default() };
        statuses(&draft).into_iter().map(|known| known.value).collect()
    }

    #[test]
    fn a_headline_says_what_it_is_before_it_begins() {
        for (title, expect) in [
            ("CORRECTED - Ferry sold", vec!["correction"]),
            ("CORRECTED-FERRY SOLD", vec!["correction"]),
            ("Correction: Ferry sold", vec!["correction"]),
            ("(CORRECTION) - FERRY SOLD", vec!["correction"]),
            ("UPDATE 2-Ferry sold", vec!["update"]),
            ("RPT-UPDATE 1-Ferry sold", vec!["repeat", "update"]),
            ("(RPT) FERRY SOLD", vec!["repeat"]),
            ("[정정] 나룻배 팔렸다", vec!["correction"]),
        ] {
            assert_eq!(of(title, &[]), expect, "{title}");
        }
    }

    #[test]
    fn a_headline_about_corrections_is_ordinary() {
        for title in
            ["Correction officers strike", "UPDATE ON FERRY", "Update - the ferry", "Corrected"]
        {
            assert_eq!(of(title, &[]), Vec::<String>::new(), "{title}");
        }
    }

    #[test]
    fn a_paragraph_may_correct_the_piece() {
        assert_eq!(of("F", &["Ferry sold.", "Correction: It was not."]), ["correction"]);
        assert_eq!(of("F", &["(Corrects first paragraph)", "Ferry sold."]), ["correction"]);
        assert_eq!(
            of("F", &["Correction of the river bed goes on: slowly."]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_status_keeps_the_word_of_its_source() {
        let labels = ["canceled", "killed", "Corrective", "draft"]
            .map(|word| Label::new(LabelName::Status, word, "key pubstatus"));
        let found = statuses(&Draft { labels: labels.to_vec(), ..Draft::default() });
        let told: Vec<_> =
            found.iter().map(|k| (k.value.as_str(), k.clue.words.as_str())).collect();
        assert_eq!(
            told,
            [("killed", "canceled"), ("correction", "Corrective"), ("draft", "draft")]
        );
    }

    #[test]
    fn labels_and_embargoes_are_statuses() {
        let draft = Draft {
            labels: vec![Label::new(LabelName::Status, "BRIEF", "<TEXT TYPE>")],
            paragraphs: vec![Paragraph::text("EMBARGOED UNTIL 6 p.m. Monday")],
            ..Draft::default()
        };
        let found = statuses(&draft);
        assert_eq!(found[0].value, "brief");
        assert_eq!(found[1].value, "embargoed");
        assert_eq!(found[1].clue.words, "EMBARGOED UNTIL 6 p.m. Monday");
    }
}
