//! The stored record: everything known of a clipping, in a form that later versions of the program
//! can read.

use std::borrow::Cow;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::clipping::{
    Clipping, Clue, ClueKind, Draft, Id, Kind, Known, Label, LabelName, Moment, Note, Origin,
    Paragraph, Precision, Printing, Zone,
};

/// The version of the form below. A change of it brings a reader for the old one: version 1 had no
/// other printings.
const VERSION: u32 = 2;

#[derive(Serialize, Deserialize)]
struct Record<'a> {
    v: u32,
    id: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    native: Option<Cow<'a, str>>,
    headline: Stored<Cow<'a, str>>,
    paragraphs: Vec<StoredParagraph<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    labels: Vec<StoredLabel<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    dates: Vec<Stored<StoredMoment>>,
    #[serde(default)]
    published: bool,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    values: Vec<NamedText<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    paths: Vec<NamedPath<'a>>,
    words: u64,
    origins: Vec<StoredOrigin<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    members: StoredMembers<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    others: Vec<StoredPrinting<'a>>,
    added: i64,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    notes: Vec<StoredNote<'a>>,
}

#[derive(Serialize, Deserialize)]
struct StoredPrinting<'a> {
    origins: Vec<StoredOrigin<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    members: StoredMembers<'a>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    native: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    title: Option<Cow<'a, str>>,
    /// Nothing where they are those of the clipping.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    paragraphs: Option<Vec<StoredParagraph<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    labels: Vec<StoredLabel<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    notes: Vec<StoredNote<'a>>,
}

/// The letter of its kind, and its text.
type StoredParagraph<'a> = (char, Cow<'a, str>);

/// Name, value, place.
type StoredLabel<'a> = (Cow<'a, str>, Cow<'a, str>, Cow<'a, str>);

/// Root, path, part.
type StoredOrigin<'a> = (Cow<'a, str>, Cow<'a, str>, u32);

/// The member of each origin, in their order; nothing at all where none has one.
type StoredMembers<'a> = Vec<Option<Cow<'a, str>>>;

/// The sentence, and the byte it is about.
type StoredNote<'a> = (Cow<'a, str>, Option<u64>);

/// A value, the name of its sort of clue, and the clue's words.
type Stored<T> = (T, String, String);

/// A single value by the name of its field.
type NamedText<'a> = (Cow<'a, str>, Stored<Cow<'a, str>>);

/// A path by the name of its field.
type NamedPath<'a> = (Cow<'a, str>, Stored<Vec<Cow<'a, str>>>);

#[derive(Serialize, Deserialize)]
struct StoredMoment {
    at: i64,
    precision: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    zone: Option<(String, Option<i32>)>,
}

/// Stands for the words of a clue that only repeat the value.
const SAME: &str = "=";

/// The names under which single values are stored.
const SINGLE: [&str; 6] = ["outlet", "via", "agency", "byline", "dateline", "url"];

/// A clipping as bytes.
pub(super) fn write(clipping: &Clipping) -> Vec<u8> {
    let record = Record {
        v: VERSION,
        id: clipping.id.to_string(),
        native: clipping.native.as_deref().map(Cow::Borrowed),
        headline: stored_text(&clipping.headline),
        paragraphs: clipping.paragraphs.iter().map(stored_paragraph).collect(),
        labels: clipping.labels.iter().map(stored_label).collect(),
        dates: clipping
            .published
            .iter()
            .chain(&clipping.other_dates)
            .map(|moment| stored(moment, stored_moment))
            .collect(),
        published: clipping.published.is_some(),
        values: values(clipping),
        paths: paths(clipping),
        words: clipping.word_count,
        origins: clipping.origins.iter().map(stored_origin).collect(),
        members: stored_members(&clipping.origins),
        others: clipping.others.iter().map(|other| stored_printing(other, clipping)).collect(),
        added: clipping.added,
        notes: clipping.notes.iter().map(stored_note).collect(),
    };
    serde_json::to_vec(&record).expect("a record holds only strings and numbers")
}

/// The clipping in those bytes; what is wrong with them otherwise.
pub(super) fn read(bytes: &[u8]) -> Result<Clipping, String> {
    let record: Record<'_> = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    if record.v > VERSION {
        return Err(format!(
            "a record has version {}, this program reads up to {VERSION}",
            record.v
        ));
    }
    let id: Id = record.id.parse().map_err(|()| format!("{:?} is no id", record.id))?;
    let mut dates = record.dates.into_iter().map(|date| known(date, moment)).collect::<Vec<_>>();
    let published = (record.published && !dates.is_empty()).then(|| dates.remove(0));
    let mut clipping = Clipping {
        id,
        native: record.native.map(Cow::into_owned),
        headline: known_text(record.headline),
        paragraphs: record.paragraphs.into_iter().map(paragraph).collect(),
        labels: record.labels.into_iter().map(label).collect(),
        published,
        other_dates: dates,
        outlet: None,
        via: None,
        agency: None,
        byline: None,
        dateline: None,
        url: None,
        language: None,
        categories: Vec::new(),
        topics: Vec::new(),
        tags: Vec::new(),
        regions: Vec::new(),
        people: Vec::new(),
        organisations: Vec::new(),
        companies: Vec::new(),
        statuses: Vec::new(),
        word_count: record.words,
        origins: origins(record.origins, record.members),
        others: Vec::new(),
        added: record.added,
        notes: record.notes.into_iter().map(note).collect(),
    };
    clipping.others =
        record.others.into_iter().map(|other| printing(other, &clipping.paragraphs)).collect();
    for (name, value) in record.values {
        put_value(&mut clipping, &name, known_text(value));
    }
    for (name, path) in record.paths {
        let owned = |path: Vec<Cow<'_, str>>| path.into_iter().map(Cow::into_owned).collect();
        match &*name {
            "category" => clipping.categories.push(known(path, owned)),
            "topic" => clipping.topics.push(known(path, owned)),
            "region" => clipping.regions.push(known(path, owned)),
            _ => {}
        }
    }
    Ok(clipping)
}

fn values(clipping: &Clipping) -> Vec<NamedText<'_>> {
    let single = [
        &clipping.outlet,
        &clipping.via,
        &clipping.agency,
        &clipping.byline,
        &clipping.dateline,
        &clipping.url,
    ];
    let mut values: Vec<_> = SINGLE
        .into_iter()
        .zip(single)
        .filter_map(|(name, value)| Some((name.into(), stored_text(value.as_ref()?))))
        .collect();
    values.extend(clipping.language.iter().map(|value| ("language".into(), stored_text(value))));
    let lists = [
        ("tag", &clipping.tags),
        ("person", &clipping.people),
        ("organisation", &clipping.organisations),
        ("company", &clipping.companies),
        ("status", &clipping.statuses),
    ];
    for (name, list) in lists {
        values.extend(list.iter().map(|value| (name.into(), stored_text(value))));
    }
    values
}

fn put_value(clipping: &mut Clipping, name: &str, value: Known<String>) {
    match name {
        "outlet" => clipping.outlet = Some(value),
        "via" => clipping.via = Some(value),
        "agency" => clipping.agency = Some(value),
        "byline" => clipping.byline = Some(value),
        "dateline" => clipping.dateline = Some(value),
        "url" => clipping.url = Some(value),
        "language" => clipping.language = Some(value),
        "tag" => clipping.tags.push(value),
        "person" => clipping.people.push(value),
        "organisation" => clipping.organisations.push(value),
        "company" => clipping.companies.push(value),
        "status" => clipping.statuses.push(value),
        _ => {}
    }
}

fn paths(clipping: &Clipping) -> Vec<NamedPath<'_>> {
    let categories = clipping.categories.iter().map(|path| ("category".into(), stored_path(path)));
    let regions = clipping.regions.iter().map(|path| ("region".into(), stored_path(path)));
    let topics = clipping.topics.iter().map(|path| ("topic".into(), stored_path(path)));
    categories.chain(regions).chain(topics).collect()
}

fn stored_text(known: &Known<String>) -> Stored<Cow<'_, str>> {
    let (value, kind, words) = stored(known, |text| Cow::Borrowed(text.as_str()));
    let words = if words == *value { SAME.to_owned() } else { words };
    (value, kind, words)
}

fn known_text((value, kind, words): Stored<Cow<'_, str>>) -> Known<String> {
    let words = if words == SAME { value.clone().into_owned() } else { words };
    known((value, kind, words), Cow::into_owned)
}

fn stored_path(known: &Known<Vec<String>>) -> Stored<Vec<Cow<'_, str>>> {
    stored(known, |path| path.iter().map(|step| Cow::Borrowed(step.as_str())).collect())
}

fn stored<'a, T, S>(known: &'a Known<T>, value: impl FnOnce(&'a T) -> S) -> Stored<S> {
    (value(&known.value), known.clue.kind.name().to_owned(), known.clue.words.clone())
}

fn known<S, T>((value, kind, words): Stored<S>, read: impl FnOnce(S) -> T) -> Known<T> {
    let kind = ClueKind::from_name(&kind).unwrap_or(ClueKind::Stated);
    Known { value: read(value), clue: Clue { kind, words } }
}

fn stored_moment(moment: &Moment) -> StoredMoment {
    StoredMoment {
        at: moment.from_seconds(),
        precision: moment.precision.name().to_owned(),
        zone: moment.zone.as_ref().map(|zone| (zone.printed.clone(), zone.offset_minutes)),
    }
}

fn moment(stored: StoredMoment) -> Moment {
    let precision = Precision::ALL.into_iter().find(|known| known.name() == stored.precision);
    Moment {
        local: chrono::DateTime::from_timestamp(stored.at, 0)
            .map_or(NaiveDateTime::default(), |instant| instant.naive_utc()),
        precision: precision.unwrap_or(Precision::Day),
        zone: stored.zone.map(|(printed, offset_minutes)| Zone { printed, offset_minutes }),
    }
}

/// Capital where the source marks the paragraph so.
fn letter(paragraph: &Paragraph) -> char {
    let letter = match paragraph.kind {
        Kind::Text => 't',
        Kind::Caption => 'c',
        Kind::RepeatedCaption => 'r',
        Kind::Furniture => 'f',
    };
    if paragraph.stated { letter.to_ascii_uppercase() } else { letter }
}

fn stored_paragraph(paragraph: &Paragraph) -> StoredParagraph<'_> {
    (letter(paragraph), paragraph.text.as_str().into())
}

fn paragraph((letter, text): StoredParagraph<'_>) -> Paragraph {
    let kind = match letter.to_ascii_lowercase() {
        'c' => Kind::Caption,
        'r' => Kind::RepeatedCaption,
        'f' => Kind::Furniture,
        _ => Kind::Text,
    };
    Paragraph { kind, stated: letter.is_ascii_uppercase(), text: text.into_owned() }
}

fn stored_label(label: &Label) -> StoredLabel<'_> {
    (label.name.name().into(), label.value.as_str().into(), label.place.as_str().into())
}

fn label((name, value, place): StoredLabel<'_>) -> Label {
    let name = LabelName::from_name(&name).unwrap_or(LabelName::Other);
    Label { name, value: value.into_owned(), place: place.into_owned() }
}

fn stored_origin(origin: &Origin) -> StoredOrigin<'_> {
    (origin.root.as_str().into(), origin.path.as_str().into(), origin.part)
}

fn stored_members(origins: &[Origin]) -> StoredMembers<'_> {
    match origins.iter().all(|origin| origin.member.is_none()) {
        true => Vec::new(),
        false => origins.iter().map(|origin| origin.member.as_deref().map(Cow::from)).collect(),
    }
}

fn origins(stored: Vec<StoredOrigin<'_>>, members: StoredMembers<'_>) -> Vec<Origin> {
    let members = members.into_iter().chain(std::iter::repeat(None));
    let origin = |((root, path, part), member): (StoredOrigin<'_>, Option<Cow<'_, str>>)| Origin {
        root: root.into_owned(),
        path: path.into_owned(),
        part,
        member: member.map(Cow::into_owned),
    };
    stored.into_iter().zip(members).map(origin).collect()
}

fn stored_note(note: &Note) -> StoredNote<'_> {
    (note.message.as_str().into(), note.at_byte)
}

fn note((message, at_byte): StoredNote<'_>) -> Note {
    Note { message: message.into_owned(), at_byte }
}

fn stored_printing<'a>(printing: &'a Printing, clipping: &Clipping) -> StoredPrinting<'a> {
    let draft = &printing.draft;
    let same =
        draft.paragraphs.iter().cloned().eq(clipping.paragraphs.iter().map(Paragraph::as_found));
    StoredPrinting {
        origins: printing.origins.iter().map(stored_origin).collect(),
        members: stored_members(&printing.origins),
        native: draft.native.as_deref().map(Cow::Borrowed),
        title: draft.title.as_deref().map(Cow::Borrowed),
        paragraphs: (!same).then(|| draft.paragraphs.iter().map(stored_paragraph).collect()),
        labels: draft.labels.iter().map(stored_label).collect(),
        notes: printing.notes.iter().map(stored_note).collect(),
    }
}

fn printing(stored: StoredPrinting<'_>, of_clipping: &[Paragraph]) -> Printing {
    let paragraphs = match stored.paragraphs {
        Some(paragraphs) => paragraphs.into_iter().map(paragraph).collect(),
        None => of_clipping.iter().map(Paragraph::as_found).collect(),
    };
    Printing {
        origins: origins(stored.origins, stored.members),
        draft: Draft {
            native: stored.native.map(Cow::into_owned),
            title: stored.title.map(Cow::into_owned),
            paragraphs,
            labels: stored.labels.into_iter().map(label).collect(),
        },
        notes: stored.notes.into_iter().map(note).collect(),
    }
}
