//! ninjs 1 to 3: news items in JSON, alone, in a list, one a line, or in an answer of an agency's
//! service (<https://iptc.org/standards/ninjs/>). The names of keys differ from one generation to the
//! next only in capitals and in the plural.

use super::super::json::{self, Object, Value};
use super::super::numbers::number;
use super::super::values::{self, Values};
use super::super::{Account, Options, Reader, Source, paragraphs, start_of, tidy, xml};
use super::newsml::in_nitf;
use super::web;
use super::{Stated, draft};
use crate::clipping::{Draft, Kind, LabelName, Note, Paragraph};

/// The reader of ninjs.
pub(in super::super) struct Ninjs;

/// How much of a file is looked at for the keys of ninjs.
const LOOKED_AT_BYTES: usize = 256 * 1024;

/// Keys that only a news item has, folded.
const OF_ITEMS: &[&str] =
    &["headline", "headlines", "bodies", "descriptions", "versioncreated", "pubstatus"];
/// Openings of keys whose rest a provider chooses (ninjs 1.x: `body_text`, `headline_main`).
const PREFIXES: &[&str] = &["headline_", "body_", "description_"];

impl Reader for Ninjs {
    fn name(&self) -> &'static str {
        "ninjs"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, source: &Source, opening: &str) -> bool {
        let mut start = opening.chars().filter(|character| !character.is_whitespace());
        if !matches!((start.next(), start.next()), (Some('{'), Some('"')) | (Some('['), Some('{')))
        {
            return false;
        }
        let whole = std::str::from_utf8(source.bytes).map(|text| start_of(text, LOOKED_AT_BYTES));
        let text = whole.unwrap_or(opening);
        let has = |keys: &[&str]| keys.iter().any(|key| has_key(text, key));
        has(&["versioncreated", "versionCreated"])
            && has(&["uri", "guid", "altids"])
            && (has(&["headline", "headlines", "bodies", "descriptions"])
                || has(&["pubstatus", "pubStatus", "renditions"])
                || PREFIXES.iter().any(|prefix| has_prefixed_key(text, prefix)))
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let (text, notes) = values::readable(text);
        let mut account = Account::from(notes);
        let start = text.trim_start();
        let from = text.len() - start.strip_prefix('[').unwrap_or(start).len();
        for (place, range) in Values::new(&text, from).enumerate() {
            let (at, name) = (range.start as u64, format!("object {}", place + 1));
            match json::value(&text[range]) {
                Ok(Value::Object(object)) => {
                    let mut found = 0;
                    items(object, &mut found, each);
                    if found == 0 {
                        let message =
                            format!("{name} was left out: no item with a headline or words");
                        account.leave_out(Note::at(message, at));
                    }
                }
                Ok(_) => {
                    account.leave_out(Note::at(format!("{name} was left out: not an object"), at))
                }
                Err(error) => {
                    let message = format!("{name} was left out: {}", json::told(&error));
                    account.leave_out(Note::at(message, at));
                }
            }
        }
        account
    }
}

/// Whether a key stands in JSON text.
fn has_key(text: &str, key: &str) -> bool {
    text.match_indices(key)
        .any(|(at, _)| text[..at].ends_with('"') && has_key_end(&text[at + key.len()..]))
}

/// Whether a key ends where `text` begins.
fn has_key_end(text: &str) -> bool {
    text.strip_prefix('"').is_some_and(|rest| rest.trim_start().starts_with(':'))
}

/// Whether a key that opens with `prefix` and goes on stands in JSON text.
fn has_prefixed_key(text: &str, prefix: &str) -> bool {
    text.match_indices(prefix).any(|(at, _)| {
        let rest = &text[at + prefix.len()..];
        let end = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        text[..at].ends_with('"') && has_key_end(&rest[end..])
    })
}

/// Gives the item that an object is, or every one inside it.
fn items(object: Object, found: &mut u32, each: &mut dyn FnMut(Draft, Vec<Note>)) {
    let of_item = |(key, _): &(String, Value)| {
        let key = key.to_ascii_lowercase();
        OF_ITEMS.contains(&key.as_str()) || PREFIXES.iter().any(|prefix| key.starts_with(prefix))
    };
    let is_item = object.0.iter().any(of_item)
        && ["uri", "guid", "altids"].iter().any(|key| object.get(key).is_some());
    if is_item {
        let mut others = Vec::new();
        if let Some(draft) = item(&object, &mut others) {
            *found += 1;
            each(draft, Vec::new());
        }
        for other in others {
            items(other, found, each);
        }
        return;
    }
    for (_, value) in object.0 {
        match value {
            Value::Object(inside) => items(inside, found, each),
            Value::Array(list) => {
                for value in list {
                    if let Value::Object(inside) = value {
                        items(inside, found, each);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}

/// The texts that an item has, from best to worst.
#[derive(Default)]
struct Bodies {
    html: Option<String>,
    nitf: Option<String>,
    text: Option<String>,
}

impl Bodies {
    fn take(&mut self, kind: &str, words: String) {
        if words.trim().is_empty() {
            return;
        }
        let kind = kind.to_ascii_lowercase();
        let place = if kind.contains("nitf") {
            &mut self.nitf
        } else if kind.contains("html") || kind.contains("rich") {
            &mut self.html
        } else {
            &mut self.text
        };
        place.get_or_insert(words);
    }

    /// The paragraphs of the best of them.
    fn paragraphs(self, title: &mut Option<String>, stated: &mut Stated) -> Vec<Paragraph> {
        if let Some(nitf) = self.nitf {
            let walked = xml::tree(&nitf);
            let story = walked.frame.first("nitf").map(|nitf| in_nitf(nitf, title, stated));
            let found = story.unwrap_or_default();
            if !found.is_empty() {
                return found;
            }
        }
        match (self.html, self.text) {
            (Some(html), _) => web::passage(&html),
            (None, Some(text)) => {
                let split = paragraphs::split(&tidy::tidy(&text)).into_iter();
                split.map(Paragraph::text).collect()
            }
            (None, None) => Vec::new(),
        }
    }
}

/// The draft of an item; items inside it with a text of their own go to `others`.
fn item(object: &Object, others: &mut Vec<Object>) -> Option<Draft> {
    let mut stated = Stated::default();
    let (mut title, mut bodies) = (None, Bodies::default());
    let (mut descriptions, mut captions, mut native) = (Bodies::default(), Vec::new(), None);
    let mut created = [None, None, None];
    let mut name = None;
    for (key, value) in &object.0 {
        let folded = key.to_ascii_lowercase();
        let place = format!("key {key}");
        match folded.as_str() {
            "uri" | "guid" => {
                if native.is_none() || folded == "guid" {
                    native = scalar(value).map(|id| number("ninjs", &id));
                }
                if let Some(address) = scalar(value).filter(|id| id.starts_with("http")) {
                    stated.add(LabelName::Url, &address, &place);
                }
            }
            "headline" => {
                let shorter = title.take();
                title = scalar(value).or_else(|| shorter.clone());
                let differs = |words: &String| Some(words) != title.as_ref();
                stated.maybe(LabelName::Other, shorter.filter(differs), &place);
            }
            "headlines" => {
                for (role, words) in roles(value) {
                    let main = role.is_empty() || role == "main";
                    match &title {
                        None => title = Some(words),
                        Some(_) if !main => stated.add(LabelName::Other, &words, &place),
                        Some(known) if *known != words => {
                            stated.add(LabelName::Other, &words, &place)
                        }
                        Some(_) => {}
                    }
                }
            }
            "title" | "name" => name = scalar(value).or(name),
            key if key.starts_with("headline_") => match scalar(value) {
                Some(words) if title.is_none() => title = Some(words),
                words => {
                    let differs = |words: &String| Some(words) != title.as_ref();
                    stated.maybe(LabelName::Other, words.filter(differs), &place);
                }
            },
            key if key.starts_with("body_") => {
                bodies.take(&folded, scalar(value).unwrap_or_default());
            }
            "bodies" | "descriptions" => {
                let into = if folded == "bodies" { &mut bodies } else { &mut descriptions };
                for body in value.as_array().unwrap_or_default() {
                    let kind = get(body, "contenttype").or_else(|| get(body, "role"));
                    into.take(&kind.unwrap_or_default(), get(body, "value").unwrap_or_default());
                }
            }
            key if key.starts_with("description_") => {
                descriptions.take(&folded, scalar(value).unwrap_or_default());
            }
            "firstcreated" => created[0] = scalar(value),
            "versioncreated" => created[1] = scalar(value),
            "contentcreated" => created[2] = scalar(value),
            "associations" => associations(value, &mut captions, others),
            _ => label(&folded, value, &place, &mut stated),
        }
    }
    dates(created, &mut stated);
    let mut paragraphs = bodies.paragraphs(&mut title, &mut stated);
    let title = title.or(name);
    let description = descriptions.paragraphs(&mut None, &mut stated);
    let kind = object.get("type").and_then(scalar).unwrap_or_default();
    if paragraphs.is_empty() {
        let is_text = matches!(kind.as_str(), "" | "text" | "composite" | "event");
        let kept = description.into_iter().map(|p| match is_text {
            true => p,
            false => Paragraph::stated(Kind::Caption, p.text),
        });
        paragraphs.extend(kept);
    } else {
        for paragraph in description {
            stated.add(LabelName::Other, &paragraph.text, "key descriptions");
        }
    }
    paragraphs.extend(captions);
    provider(object, &mut stated);
    draft(native, title, paragraphs, stated)
}

/// When an item was made first is when it was published; its version is an update.
fn dates([first, this, content]: [Option<String>; 3], stated: &mut Stated) {
    let published = first.as_ref().or(this.as_ref());
    stated.maybe(LabelName::Published, published.or(content.as_ref()), "key firstcreated");
    if first.is_some() && first != this {
        stated.maybe(LabelName::Updated, this, "key versioncreated");
    }
    stated.maybe(LabelName::Other, content, "key contentcreated");
}

fn label(key: &str, value: &Value, place: &str, stated: &mut Stated) {
    let name = match key {
        "byline" | "by" => LabelName::Byline,
        "dateline" => LabelName::Dateline,
        "language" => LabelName::Language,
        "located" | "place" | "places" => LabelName::Place,
        "person" | "persons" | "people" => LabelName::Person,
        "organisation" | "organisations" => LabelName::Organisation,
        "keyword" | "keywords" => LabelName::Tag,
        "subject" | "subjects" => {
            for entry in entries(value) {
                let code = get(entry, "code").or_else(|| get(entry, "literal"));
                let code = code.or_else(|| get(entry, "uri"));
                let name = get(entry, "name");
                stated.subject(name.as_deref(), code.as_deref(), place);
            }
            return;
        }
        "bylines" | "authors" => {
            if !stated.has(LabelName::Byline) || key == "bylines" {
                for entry in entries(value) {
                    let name = scalar(entry).or_else(|| get(entry, "name"));
                    stated.maybe(LabelName::Byline, name.or_else(|| get(entry, "value")), place);
                }
            }
            return;
        }
        "pubstatus" | "signal" | "signals" => {
            return entries(value).for_each(|entry| stated.status(words(entry), place));
        }
        "embargoed" | "embargoedreason" => return stated.embargo(scalar(value), place),
        "version" | "urgency" => {
            let told = scalar(value).map(|value| format!("{key} {value}"));
            return stated.maybe(LabelName::Other, told, place);
        }
        "slugline" | "ednote" | "usageterms" | "copyrightnotice" | "type" | "genre" | "genres"
        | "service" | "services" | "profile" | "event" | "events" | "object" | "objects"
        | "priority" => LabelName::Other,
        _ => return,
    };
    for entry in entries(value) {
        stated.maybe(name, words(entry), place);
    }
}

/// Who provided an item: its source, its information sources, whoever holds its rights.
fn provider(object: &Object, stated: &mut Stated) {
    for key in [
        "provider",
        "source",
        "infosource",
        "infosources",
        "infoSources",
        "copyrightholder",
        "copyrightHolder",
    ] {
        let Some(value) = object.get(key) else { continue };
        for entry in entries(value) {
            let outlet = stated.has(LabelName::Outlet);
            match words(entry) {
                Some(holder) if key.starts_with("copyright") && outlet => {
                    stated.add(LabelName::Other, &holder, &format!("key {key}"));
                }
                found => stated.provider(found, &format!("key {key}")),
            }
        }
    }
}

/// What lies beside an item: pictures, whose words are captions, and other texts.
fn associations(value: &Value, captions: &mut Vec<Paragraph>, others: &mut Vec<Object>) {
    let list: Vec<&Value> = match value {
        Value::Object(map) => map.0.iter().map(|(_, value)| value).collect(),
        other => entries(other).collect(),
    };
    for value in list {
        let Value::Object(object) = value else { continue };
        let is_text = |key: &str| key == "bodies" || key.starts_with("body_");
        if object.0.iter().any(|(key, _)| is_text(key)) {
            others.push(object.clone());
        } else if let Some(Draft { title, paragraphs, .. }) = item(object, others) {
            let said = paragraphs.into_iter().map(|paragraph| paragraph.text);
            let said: Vec<String> = said.collect();
            let said = if said.is_empty() { title.into_iter().collect() } else { said };
            captions.extend(said.into_iter().map(|text| Paragraph::stated(Kind::Caption, text)));
        }
    }
}

fn entries(value: &Value) -> impl Iterator<Item = &Value> {
    match value {
        Value::Array(list) => list.iter(),
        other => std::slice::from_ref(other).iter(),
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The words of a scalar, or the name of an object.
fn words(value: &Value) -> Option<String> {
    scalar(value)
        .or_else(|| get(value, "name"))
        .or_else(|| get(value, "literal"))
        .or_else(|| get(value, "code"))
}

/// A scalar of an object, whatever the capitals of its key.
fn get(value: &Value, key: &str) -> Option<String> {
    let Value::Object(object) = value else { return None };
    object.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(key)).and_then(|(_, v)| scalar(v))
}

/// The values of a list of objects with what they are there for.
fn roles(value: &Value) -> Vec<(String, String)> {
    let entry = |entry| {
        let words = scalar(entry).or_else(|| get(entry, "value"))?;
        Some((get(entry, "role").unwrap_or_default(), words))
    };
    entries(value).filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing::values;

    const FIRST: &str = r#"{"uri": "http://harborwire.example/77", "guid": "urn:hw:77", "type": "text", "versioncreated": "2019-11-13T07:02:00Z",
 "firstcreated": "2019-11-13T06:02:00Z", "pubstatus": "canceled", "embargoed": "2019-11-14T00:00:00Z", "urgency": 4, "version": "2",
 "headline": "Ferry stays", "byline": "Ann Example", "located": "Portbury", "language": "en", "source": "Harborwire", "copyrightholder": "HW Ltd",
 "subject": [{"code": "15000000"}, {"code": "x", "name": "Rowing"}], "person": [{"name": "Ben Sample"}], "place": [{"name": "Oldport"}],
 "body_text": "The council voted. Nobody spoke.", "body_html": "<p>The council voted.</p><p>Nobody spoke.</p>", "description_text": "A vote.",
 "associations": {"pic": {"uri": "p", "type": "picture", "headline": "Quay", "description_text": "The quay at dawn."},
                  "side": {"uri": "s", "type": "text", "headline": "Pier opens", "body_text": "At last."}}}"#;

    const THIRD: &str = r#"[{"standard": {"name": "ninjs"}, "uri": "urn:1", "versionCreated": "2023-10-08T02:34:03+02:00", "pubStatus": "usable",
 "headlines": [{"role": "main", "value": "Ferry stays"}, {"role": "short", "value": "Ferry"}], "by": "Ann Example", "infoSources": [{"name": "Harborwire"}],
 "subjects": [{"uri": "http://cv.iptc.org/newscodes/mediatopic/15000000"}], "people": [{"name": "Ben Sample"}],
 "bodies": [{"contentType": "text/plain", "value": "x"}, {"contentType": "text/vnd.IPTC.NITF", "value": "<nitf><body><body.content><p>The council voted.</p></body.content></body></nitf>"}]},
 {"uri": "urn:2", "versionCreated": "2023-10-08", "type": "picture", "title": "Quay", "descriptions": [{"role": "caption", "value": "The quay at dawn."}]}, 7]"#;

    fn read(text: &str) -> (Vec<Draft>, Account) {
        let mut found = Vec::new();
        let source = Source { path: "a.json", bytes: text.as_bytes() };
        assert!(Ninjs.accepts(&source, text));
        let account =
            Ninjs.read(&source, text, &Options::default(), &mut |draft, _| found.push(draft));
        (found, account)
    }

    fn texts(draft: &Draft) -> Vec<(Kind, &str)> {
        draft.paragraphs.iter().map(|p| (p.kind, p.text.as_str())).collect()
    }

    #[test]
    fn the_first_generation() {
        let (found, account) = read(FIRST);
        assert_eq!((found.len(), account), (2, Account::default()));
        let draft = &found[0];
        assert_eq!(draft.native.as_deref(), Some("urn:hw:77"));
        for (name, expect) in [
            (LabelName::Published, vec!["2019-11-13T06:02:00Z"]),
            (LabelName::Updated, vec!["2019-11-13T07:02:00Z"]),
            (LabelName::Status, vec!["canceled", "embargoed"]),
            (LabelName::Outlet, vec!["Harborwire"]),
            (LabelName::Byline, vec!["Ann Example"]),
            (LabelName::Category, vec!["sport", "Rowing"]),
            (LabelName::Place, vec!["Portbury", "Oldport"]),
            (LabelName::Person, vec!["Ben Sample"]),
            (LabelName::Url, vec!["http://harborwire.example/77"]),
        ] {
            assert_eq!(values(draft, name), expect, "{name:?}");
        }
        let expect = [
            (Kind::Text, "The council voted."),
            (Kind::Text, "Nobody spoke."),
            (Kind::Caption, "The quay at dawn."),
        ];
        assert_eq!(texts(draft), expect);
        assert_eq!(found[1].title.as_deref(), Some("Pier opens"));
    }

    #[test]
    fn the_first_generation_may_name_its_sources_in_a_list() {
        let (found, _) = read(
            r#"{"uri": "urn:3", "type": "text", "versioncreated": "2019-11-13T07:02:00Z", "headline": "Ferry stays",
 "body_text": "The council voted.", "infosource": [{"name": "Harborwire"}]}"#,
        );
        assert_eq!(values(&found[0], LabelName::Outlet), ["Harborwire"]);
    }

    #[test]
    fn the_third_generation_in_a_list() {
        let (found, account) = read(THIRD);
        assert_eq!((found.len(), account.left_out), (2, 1));
        assert_eq!(found[0].title.as_deref(), Some("Ferry stays"));
        assert_eq!(texts(&found[0]), [(Kind::Text, "The council voted.")]);
        assert_eq!(values(&found[0], LabelName::Category), ["sport"]);
        assert_eq!(values(&found[0], LabelName::Outlet), ["Harborwire"]);
        assert_eq!(texts(&found[1]), [(Kind::Caption, "The quay at dawn.")]);
    }

    #[test]
    fn a_provider_may_end_keys_as_it_likes() {
        let (found, account) = read(
            r#"{"uri": "http://harborwire.example/9", "type": "text", "versioncreated": "2013-07-09T10:37:00Z",
 "headline_main": "Ferry stays", "headline_short": "Ferry", "body_main": "The council voted. Nobody spoke.",
 "body_richtext": "<p>The council voted.</p><p>Nobody spoke.</p>", "description_short": "A vote."}"#,
        );
        assert_eq!((found.len(), account), (1, Account::default()));
        assert_eq!(found[0].title.as_deref(), Some("Ferry stays"));
        assert_eq!(values(&found[0], LabelName::Other), ["text", "Ferry", "A vote."]);
        let expect = [(Kind::Text, "The council voted."), (Kind::Text, "Nobody spoke.")];
        assert_eq!(texts(&found[0]), expect);
    }

    #[test]
    fn answers_of_services_are_looked_into() {
        let (found, account) = read(&format!(
            r#"{{"api": "1.1", "data": {{"items": [{{"meta": {{}}, "item": {FIRST}}}]}}}}"#
        ));
        assert_eq!((found.len(), account.left_out), (2, 0));
        let plain = r#"{"title": "A", "text": "versioncreated", "uri": "x", "headline": "B"}"#;
        let source = Source { path: "a.jsonl", bytes: plain.as_bytes() };
        assert!(!Ninjs.accepts(&source, plain));
    }
}
