//! Which key of a source stands for what: the keys that are known, and those a person maps.

pub(super) mod houses;

use std::fmt;
use std::str::FromStr;

use super::json::Value;
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
    ("textcontent", Ours::Text),
    ("highlight", Ours::Text),
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
    ("publishedby", Ours::Label(LabelName::Byline)),
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

/// Names of other languages that no label in a text has, folded.
const FOREIGN: &[(&str, Ours)] = &[
    ("기사제목", Ours::Title),
    ("記事タイトル", Ours::Title),
    ("主見出し", Ours::Title),
    ("题名", Ours::Title),
    ("título", Ours::Title),
    ("titular", Ours::Title),
    ("nagłówek", Ours::Title),
    ("tytuł", Ours::Title),
    ("kop", Ours::Title),
    ("rubriek", Ours::Label(LabelName::Category)),
    ("본문", Ours::Text),
    ("기사본문", Ours::Text),
    ("내용", Ours::Text),
    ("기사", Ours::Text),
    ("本文", Ours::Text),
    ("記事", Ours::Text),
    ("記事本文", Ours::Text),
    ("全文", Ours::Text),
    ("正文", Ours::Text),
    ("内容", Ours::Text),
    ("內文", Ours::Text),
    ("內容", Ours::Text),
    ("текст", Ours::Text),
    ("содержание", Ours::Text),
    ("النص", Ours::Text),
    ("artikeltext", Ours::Text),
    ("volltext", Ours::Text),
    ("inhalt", Ours::Text),
    ("texte", Ours::Text),
    ("texteintégral", Ours::Text),
    ("contenu", Ours::Text),
    ("corps", Ours::Text),
    ("texto", Ours::Text),
    ("contenido", Ours::Text),
    ("cuerpo", Ours::Text),
    ("conteúdo", Ours::Text),
    ("testo", Ours::Text),
    ("tekst", Ours::Text),
    ("treść", Ours::Text),
    ("nộidung", Ours::Text),
    ("요약", Ours::Summary),
    ("要約", Ours::Summary),
    ("摘要", Ours::Summary),
    ("zusammenfassung", Ours::Summary),
    ("résumé", Ours::Summary),
    ("resumen", Ours::Summary),
    ("일자", Ours::Label(LabelName::Published)),
    ("보도일자", Ours::Label(LabelName::Published)),
    ("年月日", Ours::Label(LabelName::Published)),
    ("erscheinungsdatum", Ours::Label(LabelName::Published)),
    ("datederparution", Ours::Label(LabelName::Published)),
    ("datedeparution", Ours::Label(LabelName::Published)),
    ("fechadepublicación", Ours::Label(LabelName::Published)),
    ("dataemissione", Ours::Label(LabelName::Published)),
    ("importdatum", Ours::Label(LabelName::Saved)),
    ("erfasstam", Ours::Label(LabelName::Saved)),
    ("수집일", Ours::Label(LabelName::Saved)),
    ("수집일시", Ours::Label(LabelName::Saved)),
    ("取得日", Ours::Label(LabelName::Saved)),
    ("保存日", Ours::Label(LabelName::Saved)),
    ("매체명", Ours::Label(LabelName::Outlet)),
    ("신문사", Ours::Label(LabelName::Outlet)),
    ("紙名", Ours::Label(LabelName::Outlet)),
    ("新聞名", Ours::Label(LabelName::Outlet)),
    ("媒体名", Ours::Label(LabelName::Outlet)),
    ("издание", Ours::Label(LabelName::Outlet)),
    ("medium", Ours::Label(LabelName::Outlet)),
    ("기고자", Ours::Label(LabelName::Byline)),
    ("기자명", Ours::Label(LabelName::Byline)),
    ("執筆者", Ours::Label(LabelName::Byline)),
    ("автор(ы)", Ours::Label(LabelName::Byline)),
    ("위치", Ours::Label(LabelName::Place)),
    ("통합분류1", Ours::Label(LabelName::Category)),
    ("통합분류2", Ours::Label(LabelName::Category)),
    ("통합분류3", Ours::Label(LabelName::Category)),
    ("通信社", Ours::Label(LabelName::Agency)),
    ("ключевыеслова", Ours::Label(LabelName::Tag)),
];

/// Names of bylines, outlets and agencies that in objects may be anything: prepositions, and words
/// that programs have for paper sizes, sorts of links and cables. Folded.
const OF_PROGRAMS: &[&str] = &["by", "von", "par", "por", "paper", "medium", "wire"];

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

/// What a key stands for by its own name, whatever its value, where the source has a vocabulary of its
/// own. Beside English ones those are known that are written in another script: in Latin letters a
/// word of one language may be a key of another (`data`).
pub(super) fn known(key: &str) -> Option<Ours> {
    by_itself(&folded(key), key)
}

/// What a column stands for by its name, in any language: people name them.
pub(super) fn column(name: &str) -> Option<Ours> {
    let folded = folded(name);
    by_itself(&folded, name).or_else(|| in_latin(&folded, name))
}

/// What a key of an object stands for, in any language. Programs have keys that people use otherwise,
/// so beside what is [`known`] whatever its value, a name that stands for a day counts where its value
/// states one, a name that stands for an address where its value is one, and [`OF_PROGRAMS`] never.
pub(super) fn of_object(key: &str, value: &Value) -> Option<Ours> {
    let folded = folded(key);
    by_itself(&folded, key).or_else(|| {
        in_latin(&folded, key).filter(|ours| match ours {
            Ours::Label(LabelName::Published | LabelName::Updated | LabelName::Saved) => {
                says(value, plain::states_a_day)
            }
            Ours::Label(LabelName::Url) => says(value, plain::is_address),
            _ => !OF_PROGRAMS.contains(&folded.as_str()),
        })
    })
}

/// What a key stands for that is English, or in the script of its language.
fn by_itself(folded: &str, key: &str) -> Option<Ours> {
    let english = KEYS.iter().find(|(name, _)| *name == folded).map(|(_, ours)| *ours);
    let in_its_script = || (!is_latin(folded)).then(|| foreign(folded, key))?;
    english.or_else(in_its_script)
}

/// What any other name stands for.
fn in_latin(folded: &str, name: &str) -> Option<Ours> {
    // Where in a text a highlight stands, or in which list a page, is no place.
    foreign(folded, name).filter(|_| folded != "location")
}

/// Whether a value is one line, or some, of which each is so.
fn says(value: &Value, is: fn(&str) -> bool) -> bool {
    match value {
        Value::String(text) => is(text.trim()),
        Value::Number(number) => is(&number.to_string()),
        Value::Array(values) => !values.is_empty() && values.iter().all(|value| says(value, is)),
        Value::Null | Value::Bool(_) | Value::Object(_) => false,
    }
}

/// What a name of another language stands for, as labels in texts are called, or as texts are.
fn foreign(folded: &str, name: &str) -> Option<Ours> {
    let other = FOREIGN.iter().find(|(known, _)| *known == folded).map(|(_, ours)| *ours);
    let spaced = name.trim().replace('_', " ").to_lowercase();
    let labelled = || plain::label(&spaced).filter(|ours| *ours != Ours::Label(LabelName::Other));
    other.or_else(labelled)
}

fn is_latin(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii() || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}'))
}

/// A key in lower case, without what sources part words with.
pub(super) fn folded(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
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
    fn columns_are_known_in_many_languages() {
        let (title, day) = (Some(Ours::Title), Some(Ours::Label(LabelName::Published)));
        for name in ["Titel", "Überschrift", "제목", "見出し", "Заголовок", "ЗАГОЛОВОК", "Tytuł"]
        {
            assert_eq!(column(name), title, "{name}");
        }
        for name in ["Datum", "Veröffentlicht_am", "일자", "日付", "Date de publication", "fecha"]
        {
            assert_eq!(column(name), day, "{name}");
        }
        assert_eq!((known("제목"), known("日付"), known("Titel")), (title, day, None));
        assert_eq!((column("von"), column("Tonnen")), (Some(Ours::Label(LabelName::Byline)), None));
    }

    #[test]
    fn keys_of_objects_are_known_in_many_languages_where_programs_have_no_other_use_for_them() {
        let of = |key: &str, value: &str| {
            of_object(key, &crate::intake::json::value(value).expect("it is JSON"))
        };
        let label = |name| Some(Ours::Label(name));
        for (key, value, ours) in [
            ("Titel", r#""Fähre bleibt""#, Some(Ours::Title)),
            ("autor", r#"{"name": "Ann Example"}"#, label(LabelName::Byline)),
            ("fecha", r#""13-11-2019""#, label(LabelName::Published)),
            ("data", r#""13/11/2019""#, label(LabelName::Published)),
            ("Datum", r#""2019-11-13T06:02:00+01:00""#, label(LabelName::Published)),
            ("Stand", r#"["13. November 2019"]"#, label(LabelName::Updated)),
            ("web", r#""https://post.example/a""#, label(LabelName::Url)),
            ("날짜", r#""?""#, label(LabelName::Published)),
            ("data", r#""x""#, None),
            ("data", r#"{"title": "2019-11-13"}"#, None),
            ("data", "[]", None),
            ("datum", "5", None),
            ("stand", r#""Halle 3""#, None),
            ("saved", "true", None),
            ("web", "true", None),
            ("original", r#""a.jpg""#, None),
            ("von", r#""Ann Example""#, None),
            ("by", r#""Ann Example""#, None),
            ("medium", r#""https://post.example/a.jpg""#, None),
            ("paper", r#""A4""#, None),
            ("published", "1573603200", label(LabelName::Published)),
        ] {
            assert_eq!(of(key, value), ours, "{key}: {value}");
        }
        assert_eq!(OF_PROGRAMS.iter().find(|word| column(word).is_none()), None);
    }

    #[test]
    fn what_no_key_stands_for_is_refused_with_the_names() {
        let why = "PubDay=dote".parse::<Mapping>().expect_err("no such thing");
        assert!(why.starts_with("dote is none of title, text,"), "{why}");
        assert!("PubDay".parse::<Mapping>().is_err() && "=date".parse::<Mapping>().is_err());
    }
}
