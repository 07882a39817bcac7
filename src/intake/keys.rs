//! Which key of a source stands for what: the keys that are known, and those a person maps.

use std::fmt;
use std::str::FromStr;

use super::plain;
use crate::clipping::LabelName;

/// What a key's value becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ours {
    Title,
    /// A headline, where nothing else is.
    Name,
    Text,
    /// Text, where nothing else is.
    Summary,
    Caption,
    Id,
    /// Not words of the article: dropped.
    Nothing,
    Label(LabelName),
}

impl Ours {
    /// What `--map` calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Title | Self::Name => "title",
            Self::Text => "text",
            Self::Summary => "summary",
            Self::Caption => "caption",
            Self::Id => "id",
            Self::Nothing => "nothing",
            Self::Label(label) => label.name(),
        }
    }
}

/// A key of a source and what it stands for here, as a person says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    pub(super) theirs: String,
    name: String,
    pub(super) ours: Ours,
}

/// One name for each thing a key can stand for, as messages list them; every known key is one too.
const NAMES: &[&str] = &[
    "title",
    "text",
    "summary",
    "caption",
    "id",
    "date",
    "updated",
    "saved",
    "outlet",
    "via",
    "agency",
    "author",
    "dateline",
    "url",
    "category",
    "tags",
    "place",
    "person",
    "organisation",
    "company",
    "language",
    "status",
    "other",
    "nothing",
];

/// Keys as sources name them, folded: lower case, without `_`, `-` and blanks.
const KEYS: &[(&str, Ours)] = &[
    ("title", Ours::Title),
    ("headline", Ours::Title),
    ("head", Ours::Title),
    ("articletitle", Ours::Title),
    ("booktitle", Ours::Title),
    ("name", Ours::Name),
    ("text", Ours::Text),
    ("body", Ours::Text),
    ("content", Ours::Text),
    ("maintext", Ours::Text),
    ("articlebody", Ours::Text),
    ("fulltext", Ours::Text),
    ("bodytext", Ours::Text),
    ("paragraphs", Ours::Text),
    ("htmlcontent", Ours::Text),
    ("highlight", Ours::Text),
    ("volltext", Ours::Text),
    ("inhalt", Ours::Text),
    ("tekst", Ours::Text),
    ("inhoud", Ours::Text),
    ("texte", Ours::Text),
    ("contenu", Ours::Text),
    ("texto", Ours::Text),
    ("contenido", Ours::Text),
    ("conteúdo", Ours::Text),
    ("testo", Ours::Text),
    ("contenuto", Ours::Text),
    ("treść", Ours::Text),
    ("текст", Ours::Text),
    ("nộidung", Ours::Text),
    ("본문", Ours::Text),
    ("내용", Ours::Text),
    ("本文", Ours::Text),
    ("正文", Ours::Text),
    ("全文", Ours::Text),
    ("内容", Ours::Text),
    ("內容", Ours::Text),
    ("description", Ours::Summary),
    ("summary", Ours::Summary),
    ("abstract", Ours::Summary),
    ("excerpt", Ours::Summary),
    ("articleexcerpt", Ours::Summary),
    ("selection", Ours::Summary),
    ("caption", Ours::Caption),
    ("captions", Ours::Caption),
    ("id", Ours::Id),
    ("uid", Ours::Id),
    ("guid", Ours::Id),
    ("date", Ours::Label(LabelName::Published)),
    ("published", Ours::Label(LabelName::Published)),
    ("publishedat", Ours::Label(LabelName::Published)),
    ("datepublish", Ours::Label(LabelName::Published)),
    ("datepublished", Ours::Label(LabelName::Published)),
    ("publicationdate", Ours::Label(LabelName::Published)),
    ("publishdate", Ours::Label(LabelName::Published)),
    ("pubdate", Ours::Label(LabelName::Published)),
    ("updated", Ours::Label(LabelName::Updated)),
    ("updatedat", Ours::Label(LabelName::Updated)),
    ("modified", Ours::Label(LabelName::Updated)),
    ("datemodify", Ours::Label(LabelName::Updated)),
    ("datemodified", Ours::Label(LabelName::Updated)),
    ("createdat", Ours::Label(LabelName::Saved)),
    ("created", Ours::Label(LabelName::Saved)),
    ("savedat", Ours::Label(LabelName::Saved)),
    ("saveddate", Ours::Label(LabelName::Saved)),
    ("timeadded", Ours::Label(LabelName::Saved)),
    ("dateadded", Ours::Label(LabelName::Saved)),
    ("highlightedat", Ours::Label(LabelName::Saved)),
    ("datedownload", Ours::Label(LabelName::Saved)),
    ("crawled", Ours::Label(LabelName::Saved)),
    ("crawledat", Ours::Label(LabelName::Saved)),
    ("scrapedat", Ours::Label(LabelName::Saved)),
    ("outlet", Ours::Label(LabelName::Outlet)),
    ("source", Ours::Label(LabelName::Outlet)),
    ("publisher", Ours::Label(LabelName::Outlet)),
    ("publication", Ours::Label(LabelName::Outlet)),
    ("newspaper", Ours::Label(LabelName::Outlet)),
    ("sitename", Ours::Label(LabelName::Outlet)),
    ("sourcedomain", Ours::Label(LabelName::Outlet)),
    ("domainname", Ours::Label(LabelName::Outlet)),
    ("via", Ours::Label(LabelName::Via)),
    ("agency", Ours::Label(LabelName::Agency)),
    ("author", Ours::Label(LabelName::Byline)),
    ("authors", Ours::Label(LabelName::Byline)),
    ("byline", Ours::Label(LabelName::Byline)),
    ("bookauthor", Ours::Label(LabelName::Byline)),
    ("dateline", Ours::Label(LabelName::Dateline)),
    ("url", Ours::Label(LabelName::Url)),
    ("link", Ours::Label(LabelName::Url)),
    ("href", Ours::Label(LabelName::Url)),
    ("articleurl", Ours::Label(LabelName::Url)),
    ("category", Ours::Label(LabelName::Category)),
    ("categories", Ours::Label(LabelName::Category)),
    ("section", Ours::Label(LabelName::Category)),
    ("sections", Ours::Label(LabelName::Category)),
    ("articlesection", Ours::Label(LabelName::Category)),
    ("topic", Ours::Label(LabelName::Category)),
    ("topics", Ours::Label(LabelName::Category)),
    ("tag", Ours::Label(LabelName::Tag)),
    ("tags", Ours::Label(LabelName::Tag)),
    ("keywords", Ours::Label(LabelName::Tag)),
    ("labels", Ours::Label(LabelName::Tag)),
    ("documenttags", Ours::Label(LabelName::Tag)),
    ("place", Ours::Label(LabelName::Place)),
    ("places", Ours::Label(LabelName::Place)),
    ("country", Ours::Label(LabelName::Place)),
    ("countries", Ours::Label(LabelName::Place)),
    ("person", Ours::Label(LabelName::Person)),
    ("persons", Ours::Label(LabelName::Person)),
    ("people", Ours::Label(LabelName::Person)),
    ("organisation", Ours::Label(LabelName::Organisation)),
    ("organisations", Ours::Label(LabelName::Organisation)),
    ("organization", Ours::Label(LabelName::Organisation)),
    ("organizations", Ours::Label(LabelName::Organisation)),
    ("orgs", Ours::Label(LabelName::Organisation)),
    ("company", Ours::Label(LabelName::Company)),
    ("companies", Ours::Label(LabelName::Company)),
    ("ticker", Ours::Label(LabelName::Company)),
    ("tickers", Ours::Label(LabelName::Company)),
    ("language", Ours::Label(LabelName::Language)),
    ("lang", Ours::Label(LabelName::Language)),
    ("inlanguage", Ours::Label(LabelName::Language)),
    ("status", Ours::Label(LabelName::Status)),
];

impl FromStr for Mapping {
    type Err = String;

    /// Reads `PubDay=date`; the reason is one phrase where it is none.
    fn from_str(text: &str) -> Result<Self, String> {
        let (theirs, name) = text
            .rsplit_once('=')
            .filter(|(theirs, name)| !theirs.is_empty() && !name.is_empty())
            .ok_or("it has the form THEIRS=OURS")?;
        let ours =
            meaning(name).ok_or_else(|| format!("{name} is none of {}", NAMES.join(", ")))?;
        Ok(Self { theirs: theirs.to_owned(), name: name.to_owned(), ours })
    }
}

impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.theirs, self.name)
    }
}

fn meaning(name: &str) -> Option<Ours> {
    let of_ours = match name {
        "nothing" => Some(Ours::Nothing),
        _ => LabelName::from_name(name).map(Ours::Label),
    };
    of_ours.or_else(|| known(name))
}

/// What a key stands for by its own name: one of [`KEYS`], or what a label above a text is called.
pub(super) fn known(key: &str) -> Option<Ours> {
    let folded = folded(key);
    let ours = KEYS.iter().find(|(name, _)| *name == folded).map(|(_, ours)| *ours);
    ours.or_else(|| plain::label_called(&key.replace('_', " ")))
}

/// A key in lower case, without what sources part words with.
pub(super) fn folded(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(|c| c.to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_key_and_every_name_of_ours_can_be_mapped_to() {
        let keys = KEYS.iter().map(|(key, _)| *key);
        let labels = LabelName::ALL.iter().map(|label| label.name());
        for name in keys.chain(labels).chain(NAMES.iter().copied()).chain(["date_publish"]) {
            let mapping: Mapping = format!("Their Key={name}").parse().expect(name);
            assert_eq!(mapping.to_string(), format!("Their Key={name}"));
        }
    }

    #[test]
    fn what_no_key_stands_for_is_refused_with_the_names() {
        let why = "PubDay=dote".parse::<Mapping>().expect_err("no such thing");
        assert!(why.starts_with("dote is none of title, text,"), "{why}");
        assert!("PubDay".parse::<Mapping>().is_err() && "=date".parse::<Mapping>().is_err());
    }
}
