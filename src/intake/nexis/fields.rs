//! The labels that Nexis prints around an article, in the languages of its pages.

use super::is_day;
use crate::clipping::LabelName;

/// What a label speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// The headline.
    Headline,
    /// Words of the article that stand above it.
    Highlight,
    /// The article begins.
    Body,
    /// Words under or about pictures.
    Graphic,
    /// One label.
    One(LabelName),
    /// Sections parted by semicolons, with page and edition among them.
    Section,
    /// Labels parted by semicolons, perhaps with their weight in percent.
    Many(LabelName),
    /// The article is a correction.
    Correction,
}

use Field::{Body, Correction, Graphic, Headline, Highlight, Many, One, Section};

/// Labels, in capitals. Nexis prints them in capitals, its successors like `Load-Date`.
const FIELDS: &[(&str, Field)] = &[
    ("HEADLINE", Headline),
    ("ÜBERSCHRIFT", Headline),
    ("TITRE", Headline),
    ("TITULAR", Headline),
    ("HIGHLIGHT", Highlight),
    ("ENCART", Highlight),
    ("BODY", Body),
    ("BYLINE", One(LabelName::Byline)),
    ("AUTHOR", One(LabelName::Byline)),
    ("AUTOR", One(LabelName::Byline)),
    ("AUTEUR", One(LabelName::Byline)),
    ("AUTORE", One(LabelName::Byline)),
    ("VON", One(LabelName::Byline)),
    ("DATELINE", One(LabelName::Dateline)),
    ("SECTION", Section),
    ("RUBRIK", Section),
    ("RUBRIQUE", Section),
    ("SECCIÓN", Section),
    ("SEZIONE", Section),
    ("SECTIE", Section),
    ("LENGTH", One(LabelName::Other)),
    ("LÄNGE", One(LabelName::Other)),
    ("LONGUEUR", One(LabelName::Other)),
    ("LONGITUD", One(LabelName::Other)),
    ("LUNGHEZZA", One(LabelName::Other)),
    ("LENGTE", One(LabelName::Other)),
    ("SERIES", One(LabelName::Other)),
    ("COLUMN", One(LabelName::Other)),
    ("DISTRIBUTION", One(LabelName::Other)),
];

/// Labels that stand below an article: no paragraph opens like them.
const BELOW: &[(&str, Field)] = &[
    ("GRAPHIC", Graphic),
    ("GRAFIK", Graphic),
    ("GRAPHIQUE", Graphic),
    ("GRÁFICO", Graphic),
    ("LOAD-DATE", One(LabelName::Saved)),
    ("UPDATE", One(LabelName::Saved)),
    ("DATE-CHARGEMENT", One(LabelName::Saved)),
    ("FECHA-CARGA", One(LabelName::Saved)),
    ("DATA-CARICAMENTO", One(LabelName::Saved)),
    ("LAADDATUM", One(LabelName::Saved)),
    ("LANGUAGE", One(LabelName::Language)),
    ("SPRACHE", One(LabelName::Language)),
    ("LANGUE", One(LabelName::Language)),
    ("IDIOMA", One(LabelName::Language)),
    ("LINGUA", One(LabelName::Language)),
    ("TAAL", One(LabelName::Language)),
    ("SUBJECT", Many(LabelName::Tag)),
    ("INDUSTRY", Many(LabelName::Tag)),
    ("COMPANY", Many(LabelName::Company)),
    ("TICKER", Many(LabelName::Company)),
    ("ORGANIZATION", Many(LabelName::Organisation)),
    ("PERSON", Many(LabelName::Person)),
    ("GEOGRAPHIC", Many(LabelName::Place)),
    ("CITY", Many(LabelName::Place)),
    ("STATE", Many(LabelName::Place)),
    ("COUNTRY", Many(LabelName::Place)),
    ("URL", One(LabelName::Url)),
    ("CORRECTION", Correction),
    ("CORRECTION-DATE", Correction),
    ("PUBLICATION-TYPE", One(LabelName::Other)),
    ("PUB-TYPE", One(LabelName::Other)),
    ("TYPE-PUBLICATION", One(LabelName::Other)),
    ("TIPO-PUBLICACIÓN", One(LabelName::Other)),
    ("DOCUMENT-TYPE", One(LabelName::Other)),
    ("JOURNAL-CODE", One(LabelName::Other)),
    ("JOURNAL CODE", One(LabelName::Other)),
    ("ZEITUNGS-CODE", One(LabelName::Other)),
    ("CODE-REVUE", One(LabelName::Other)),
    ("ACC-NO", One(LabelName::Other)),
    ("NOTES", One(LabelName::Other)),
    ("BLOG", One(LabelName::Other)),
];

/// Labels that count the words of an article.
const COUNTS: &[&str] = &["LENGTH", "LÄNGE", "LONGUEUR", "LONGITUD", "LUNGHEZZA", "LENGTE"];

/// Whether the label `name` counts the words of an article.
pub(super) fn counts(name: &str) -> bool {
    COUNTS.contains(&name.to_uppercase().as_str())
}

/// The longest label, in bytes.
const LONGEST_LABEL: usize = 24;

/// Where a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Above the article, where all are known.
    Above,
    /// In or below it, where only those are that no paragraph opens with.
    Below,
}

/// A line that opens with a label: its name, what it speaks of, and what follows.
pub(super) fn labelled(line: &str, place: Place, capitals: bool) -> Option<(&str, Field, &str)> {
    let (name, value) = line.split_once(':')?;
    let field = named(name.trim(), place, capitals)?;
    // `UPDATE: nobody spoke against it` is words of the article.
    let is_said =
        field == One(LabelName::Saved) && !value.trim().is_empty() && !is_day(value.trim());
    (!is_said).then_some(())?;
    Some((name.trim(), field, value.trim()))
}

/// What the label `name` speaks of. `capitals` says that it must be printed in them.
pub(super) fn named(name: &str, place: Place, capitals: bool) -> Option<Field> {
    if name.len() > LONGEST_LABEL || name.is_empty() {
        return None;
    }
    let upper = name.to_uppercase();
    if capitals && upper != name {
        return None;
    }
    let above = FIELDS.iter().filter(|_| place == Place::Above);
    above.chain(BELOW).find(|(known, _)| *known == upper).map(|(_, field)| *field)
}

/// `ELECTIONS (90%)` without its weight.
pub(super) fn unweighted(entry: &str) -> &str {
    let entry = entry.trim();
    let weight = entry.strip_suffix("%)").and_then(|rest| rest.rsplit_once('('));
    match weight {
        Some((name, digits)) if digits.bytes().all(|byte| byte.is_ascii_digit()) => name.trim_end(),
        _ => entry,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_where_they_may_stand() {
        let (name, field, value) =
            labelled("LÄNGE: 12 Wörter", Place::Above, true).expect("a label");
        assert_eq!((name, field, value), ("LÄNGE", One(LabelName::Other), "12 Wörter"));
        assert_eq!(labelled("VON: A", Place::Below, true), None);
        assert_eq!(labelled("Load-Date: 5 March 2012", Place::Below, true), None);
        assert!(labelled("Load-Date: 5 March 2012", Place::Below, false).is_some());
        assert_eq!(labelled("UPDATE: nobody spoke", Place::Below, true), None);
    }

    #[test]
    fn weights_go() {
        assert_eq!(unweighted(" FERRIES & BOATS (90%)"), "FERRIES & BOATS");
        assert_eq!(unweighted("PORTBURY (UK)"), "PORTBURY (UK)");
    }
}
