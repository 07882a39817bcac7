//! The place line: stated, or read from the top of the text.

use super::{datelines, labels, outlets};
use crate::clipping::{ClueKind, Draft, Kind, Known, LabelName};

/// How many paragraphs of text may stand before the wire's own first one: a local lead, a note.
const WITHIN_PARAGRAPHS: usize = 2;

/// The place line of a clipping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlaceLine {
    /// As printed, without the dash that ends it.
    pub(super) printed: String,
    /// Its place alone: `SEOUL, South Korea`.
    pub(super) place: String,
    /// The agency credited in it.
    pub(super) agency: Option<String>,
    /// Month and day of the month in it.
    pub(super) day: Option<(u32, u32)>,
    kind: ClueKind,
}

impl PlaceLine {
    /// The place line of `draft`, if it has one.
    ///
    /// A second paragraph may hold it where the first is a paper's own; it then has to name a day
    /// or an agency.
    pub(super) fn of(draft: &Draft) -> Option<Self> {
        if let Some(label) = labels(&draft.labels, LabelName::Dateline).next() {
            return Self::stated(&label.value);
        }
        let text = |paragraph: &&crate::clipping::Paragraph| paragraph.kind == Kind::Text;
        let paragraphs = draft.paragraphs.iter().filter(text).take(WITHIN_PARAGRAPHS);
        let opening = paragraphs.enumerate().find_map(|(at, paragraph)| {
            let found = datelines::dateline(&paragraph.text)?;
            let sure = at == 0 || found.agency.is_some() || found.day.is_some();
            sure.then(|| Self {
                printed: without_dash(&paragraph.text[..found.rest]).to_owned(),
                place: found.place.to_owned(),
                agency: found.agency.map(str::to_owned),
                day: found.day,
                kind: ClueKind::Dateline,
            })
        });
        opening.or_else(|| Self::stated(outlets::place_in_its_stead(&draft.labels)?))
    }

    /// The place line that `value` is, where it stands by itself.
    pub(super) fn stated(value: &str) -> Option<Self> {
        let printed = without_dash(value);
        if printed.is_empty() {
            return None;
        }
        let line = format!("{printed} - ");
        let found = datelines::dateline(&line);
        let place = found.as_ref().map_or(printed, |found| found.place);
        let agency = found.as_ref().and_then(|found| found.agency);
        Some(Self {
            printed: printed.to_owned(),
            place: place.to_owned(),
            agency: agency.map(str::to_owned),
            day: found.as_ref().and_then(|found| found.day),
            kind: ClueKind::Stated,
        })
    }

    /// The value a clipping keeps.
    pub(super) fn known(self) -> Known<String> {
        Known::new(self.printed.clone(), self.kind, self.printed)
    }
}

fn without_dash(text: &str) -> &str {
    text.trim().trim_end_matches(['-', '–', '—', '―', '_', ' ']).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{Label, Paragraph};

    fn of(texts: &[&str]) -> Option<PlaceLine> {
        let paragraphs = texts.iter().map(|text| Paragraph::text(*text)).collect();
        PlaceLine::of(&Draft { paragraphs, ..Draft::default() })
    }

    #[test]
    fn a_place_line_is_kept_as_printed_without_its_dash() {
        let line = of(&["SEOUL, Nov. 13 (Meridian) -- South Korea said"]).expect("a place line");
        assert_eq!(line.printed, "SEOUL, Nov. 13 (Meridian)");
        assert_eq!((line.place.as_str(), line.agency.as_deref()), ("SEOUL", Some("Meridian")));
    }

    #[test]
    fn a_local_lead_may_stand_above_a_wire_story() {
        let lead = "Ship owners in Busan were glad on Monday.";
        assert!(of(&[lead, "SEOUL, Nov. 13 (Meridian) -- South Korea said"]).is_some());
        assert!(of(&[lead, "SEOUL — South Korea said"]).is_none());
    }

    #[test]
    fn a_stated_place_line_is_cut_to_its_place() {
        let label = Label::new(LabelName::Dateline, "LONDON, Ont., March 1 -", "<DATELINE>");
        let line = PlaceLine::of(&Draft { labels: vec![label], ..Draft::default() });
        let line = line.expect("a place line");
        assert_eq!(
            (line.printed.as_str(), line.place.as_str()),
            ("LONDON, Ont., March 1", "LONDON, Ont.")
        );
        assert_eq!(line.known().clue.kind, ClueKind::Stated);
    }
}
