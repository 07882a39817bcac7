//! IPTC 7901: the wire format of European agencies, wrapped lines between control codes. The head
//! has no date; the line at the end has the day, the time, the month and two digits of the year.

use super::super::{Account, BytesReader, Options, Source, paragraphs};
use super::{Stated, codes, draft};
use crate::clipping::{Draft, Kind, LabelName, Note, Paragraph};

/// The reader of IPTC 7901.
pub(in super::super) struct Iptc7901;

/// Letters of categories that mean one thing wherever they are used.
const CATEGORIES: &[(&str, &str)] =
    &[("pl", "Politics"), ("wi", "Business"), ("ku", "Culture"), ("sp", "Sports"), ("s", "Sports")];

/// The longest headline, in lines.
const MAX_HEADLINE_LINES: usize = 6;

impl BytesReader for Iptc7901 {
    fn name(&self) -> &'static str {
        "IPTC 7901"
    }

    fn version(&self) -> u32 {
        1
    }

    fn accepts(&self, source: &Source) -> bool {
        codes::first_head(source.bytes).is_some_and(|head| Head::of(&head).is_some())
    }

    fn read(
        &self,
        source: &Source,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        codes::read(source.bytes, story, each)
    }
}

/// `eca062 4 i 211 ccccb   dpa 061`, and the slug below it.
struct Head<'a> {
    number: &'a str,
    priority: &'a str,
    category: &'a str,
    /// The agency and the number that it counts by.
    agency: Option<&'a str>,
    slug: Option<&'a str>,
}

impl<'a> Head<'a> {
    fn of(head: &'a str) -> Option<Self> {
        let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
        let words: Vec<&str> = lines.next()?.split_whitespace().collect();
        let (number, priority, category) = (words.first()?, words.get(1)?, words.get(2)?);
        let (letters, digits) = number.split_at(number.find(|c: char| c.is_ascii_digit())?);
        let is_head = (2..=4).contains(&letters.len())
            && letters.bytes().all(|b| b.is_ascii_alphabetic())
            && (3..=5).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && priority.len() == 1
            && priority.bytes().all(|b| b.is_ascii_digit())
            && category.bytes().all(|b| b.is_ascii_alphabetic());
        let named = |word: &&&str| word.starts_with(|c: char| c.is_alphabetic());
        let agency = words.len().checked_sub(2).filter(|at| *at > 2).and_then(|at| words.get(at));
        let agency = agency.filter(named).copied();
        is_head.then_some(Self { number, priority, category, agency, slug: lines.next() })
    }
}

fn story(message: &codes::Message) -> Option<Draft> {
    let mut stated = Stated::default();
    let head = Head::of(&message.head);
    let published = of_tail(&message.tail);
    if let (Some(date), line) = (&published, message.tail.trim()) {
        let line = line.lines().next().unwrap_or("").trim();
        stated.add(LabelName::Published, date, &format!("line {line}"));
    }
    let mut native = None;
    if let Some(head) = head {
        stated.provider(head.agency, "head");
        stated.add(LabelName::Other, &format!("priority {}", head.priority), "head");
        match CATEGORIES.iter().find(|(known, _)| *known == head.category) {
            Some((_, name)) => stated.add(LabelName::Category, name, "head"),
            None => stated.add(LabelName::Other, &format!("category {}", head.category), "head"),
        }
        for word in head.slug.into_iter().flat_map(|slug| slug.split('/')) {
            stated.add(LabelName::Tag, word, "slug");
        }
        let day = published.as_deref().and_then(|date| date.split('T').next());
        native = day.map(|day| format!("iptc7901:{}:{day}", head.number));
    }
    let (above, text) = headline(&message.text);
    stated.maybe(LabelName::Byline, above.byline, "headline");
    draft(native, above.title, body(text), stated)
}

/// What stands above the text.
#[derive(Default)]
struct Above {
    title: Option<String>,
    byline: Option<String>,
}

/// The headline, which ends in `=`, with the byline in it where there is one, and the text below.
fn headline(text: &str) -> (Above, &str) {
    let (mut at, mut title, mut byline) = (0, String::new(), None);
    for line in text.split_inclusive('\n').take(MAX_HEADLINE_LINES) {
        at += line.len();
        let words = line.trim();
        let bare = words.trim_end_matches('=').trim_end();
        if bare.starts_with("By ") && !title.is_empty() {
            byline = Some(bare.to_owned());
        } else if !bare.is_empty() {
            title.push_str(if title.is_empty() { "" } else { " " });
            title.push_str(bare);
        }
        if words.ends_with('=') {
            return (Above { title: Some(title), byline }, &text[at..]);
        }
    }
    (Above::default(), text)
}

/// The text; what the agency says to its customers below it is furniture.
fn body(text: &str) -> Vec<Paragraph> {
    let notes = text.match_indices('\n').find(|(at, _)| text[at + 1..].starts_with("# "));
    let (text, notes) = text.split_at(notes.map_or(text.len(), |(at, _)| at));
    let mut found: Vec<Paragraph> =
        paragraphs::split(text).into_iter().map(Paragraph::text).collect();
    let notes = paragraphs::split(notes).into_iter();
    found.extend(notes.map(|text| Paragraph::stated(Kind::Furniture, text)));
    found
}

/// The time in `131137 GMT Nov 13`.
fn of_tail(tail: &str) -> Option<String> {
    let words: Vec<&str> = tail.split_whitespace().collect();
    let time = words.first().filter(|word| word.len() == 6)?;
    let (day, clock) = (time.get(..2)?.parse().ok()?, time.get(2..)?.parse().ok()?);
    let place = words.iter().position(|word| codes::month(word).is_some())?;
    let year = words.get(place + 1).filter(|year| year.len() == 2)?.parse().ok()?;
    codes::iso(year, codes::month(words[place])?, day, clock, words.contains(&"GMT"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIRE: &[u8] = b"\x01exa062 4 pl 211 ccccb   hwa 061\r\n\r\nFerry/council/\r\n\x02EXTRA\nFerry stays at its quay for another year,\ncouncil says\nBy Ann Example, Port Post =\r\n\n\
   Portbury (hwa) - The council voted on Wednesday to keep the old\r\nferry for another year, although repairs will cost more than\r\nthe pier would have.\r\n\n   Nobody spoke against the plan, which had been put off twice, the\r\nmayor said.\r\n\n# hwa NOTE\nnot for publication\r\n\nhwa ae bs\r\n\r\n\x03131137 GMT Nov 13 \r\n\x7f\n\x7f\x04";

    #[test]
    fn a_message_is_a_story() {
        let source = Source { path: "a.txt", bytes: WIRE };
        assert!(Iptc7901.accepts(&source));
        assert!(!super::super::Anpa.accepts(&source));
        let mut found = Vec::new();
        let account = Iptc7901.read(&source, &Options::default(), &mut |d, _| found.push(d));
        assert_eq!((found.len(), account.left_out), (1, 0));
        let draft = &found[0];
        let title = "EXTRA Ferry stays at its quay for another year, council says";
        assert_eq!(draft.title.as_deref(), Some(title));
        assert_eq!(draft.native.as_deref(), Some("iptc7901:exa062:2013-11-13"));
        let values = |name: LabelName| {
            let named = draft.labels.iter().filter(|l| l.name == name);
            named.map(|l| l.value.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(values(LabelName::Published), ["2013-11-13T11:37Z"]);
        assert_eq!(values(LabelName::Outlet), ["hwa"]);
        assert_eq!(values(LabelName::Byline), ["By Ann Example, Port Post"]);
        assert_eq!(values(LabelName::Category), ["Politics"]);
        assert_eq!(values(LabelName::Tag), ["Ferry", "council"]);
        let kinds: Vec<_> = draft.paragraphs.iter().map(|p| p.kind).collect();
        assert_eq!(kinds[..2], [Kind::Text, Kind::Text]);
        assert!(kinds[2..].iter().all(|kind| *kind == Kind::Furniture), "{:?}", draft.paragraphs);
        assert!(draft.paragraphs[0].text.contains("than the pier would"));
    }
}
