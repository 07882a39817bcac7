//! What one message says: its fields as labels, its parts as paragraphs.

use mail_parser::{Address, HeaderValue, Message, MessagePart, PartType};

use super::super::paragraphs::{self, running_characters};
use super::super::tidy::{one_line, tidy};
use super::digest::{self, Digest};
use super::{encoding_note, web};
use crate::clipping::{Draft, Kind, Label, LabelName, Note, Paragraph};

/// The text of a message as HTML is not believed where it has fewer characters than one in so
/// many of the same text as plain words.
const TOO_LITTLE: usize = 2;

/// The clippings that a message is: none where it has no words.
pub(super) fn drafts(message: &Message<'_>) -> Vec<(Draft, Vec<Note>)> {
    let sender = Sender::of(message);
    let labels = labels(message, &sender);
    let title = message.subject().map(one_line).filter(|title| !title.is_empty());
    let id = message.message_id().map(|id| format!("mail:{}", one_line(id)));
    let odd = message.html_bodies().chain(message.text_bodies()).any(|p| p.is_encoding_problem);
    let notes = || if odd { vec![encoding_note()] } else { Vec::new() };
    let digest = digest::text::split(&plain_text(message)).or_else(|| laid_out(message));
    if let Some(digest) = digest {
        return of_digest(digest, &labels, &sender, title, id, notes());
    }
    let paragraphs = words(message, title.as_deref().unwrap_or(""));
    if paragraphs.is_empty() {
        return Vec::new();
    }
    vec![(Draft { native: id, title, paragraphs, labels }, notes())]
}

/// Who sent a message.
#[derive(Default)]
struct Sender {
    name: Option<String>,
    address: Option<String>,
    /// What the list it came over is called, where it came over one.
    list: Option<String>,
    is_list: bool,
}

impl Sender {
    fn of(message: &Message<'_>) -> Self {
        let from = message.from().or_else(|| message.sender()).and_then(Address::first);
        let name = from.and_then(|from| from.name()).map(one_line).filter(|name| !name.is_empty());
        let address = from.and_then(|from| from.address()).map(one_line);
        let list = message.header_raw("List-Id").map(one_line);
        // Whoever can be unsubscribed from is no person.
        let is_list = list.is_some() || message.header_raw("List-Unsubscribe").is_some();
        let phrase = list.as_deref().and_then(|list| list.split('<').next());
        let phrase = phrase.map(|phrase| one_line(&phrase.replace('"', " ")));
        let list = phrase.filter(|phrase| !phrase.is_empty() && !phrase.contains('='));
        Self { name, address, list, is_list }
    }

    /// What the house is called that a newsletter comes from.
    fn house(&self) -> Option<&str> {
        self.name.as_deref().or(self.list.as_deref()).filter(|_| self.is_list)
    }
}

fn labels(message: &Message<'_>, sender: &Sender) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut add = |name: LabelName, value: Option<&str>, place: &str| {
        let value = value.map(one_line).filter(|value| !value.is_empty());
        labels.extend(value.map(|value| Label::new(name, value, place)));
    };
    match sender.house() {
        Some(house) => add(LabelName::Outlet, Some(house), "From field"),
        None => {
            let who = sender.name.as_deref().or(sender.address.as_deref());
            add(LabelName::Byline, who, "From field");
        }
    }
    add(LabelName::Other, sender.address.as_deref(), "From field");
    add(LabelName::Other, sender.list.as_deref(), "List-Id field");
    add(LabelName::Published, message.header_raw("Date"), "Date field");
    let archived = message.header_raw("Archived-At").map(|url| url.trim().trim_matches(['<', '>']));
    add(LabelName::Url, archived.filter(|url| url.starts_with("http")), "Archived-At field");
    add(LabelName::Language, message.header_raw("Content-Language"), "Content-Language field");
    if let HeaderValue::Text(words) = message.keywords() {
        words.split(',').for_each(|word| add(LabelName::Tag, Some(word), "Keywords field"));
    } else if let HeaderValue::TextList(words) = message.keywords() {
        words.iter().for_each(|word| add(LabelName::Tag, Some(word), "Keywords field"));
    }
    labels
}

/// The plain text of a message, where it has one of its own.
fn plain_text(message: &Message<'_>) -> String {
    let texts = message.text_bodies().filter_map(|part| match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    tidy(&texts.collect::<Vec<_>>().join("\n\n")).into_owned()
}

/// The pieces of a message that is one page and plainly a digest.
fn laid_out(message: &Message<'_>) -> Option<Digest> {
    let mut pages = message.html_bodies().filter_map(|part| match &part.body {
        PartType::Html(html) => Some(html),
        _ => None,
    });
    let page = pages.next().filter(|_| pages.next().is_none())?;
    digest::page::split(&web::lines(page))
}

/// The paragraphs of a message: of its pages, or of its plain text where that says more.
fn words(message: &Message<'_>, title: &str) -> Vec<Paragraph> {
    let of = |part: &MessagePart<'_>| match &part.body {
        PartType::Html(html) => web::message(html, title),
        PartType::Text(text) => of_text(text),
        PartType::Binary(_)
        | PartType::InlineBinary(_)
        | PartType::Message(_)
        | PartType::Multipart(_) => Vec::new(),
    };
    let pages: Vec<Paragraph> = message.html_bodies().flat_map(of).collect();
    let texts = message.text_bodies().filter(|part| matches!(part.body, PartType::Text(_)));
    let texts: Vec<Paragraph> = texts.flat_map(of).collect();
    let more_in_texts = running_characters(&pages) * TOO_LITTLE < running_characters(&texts);
    if more_in_texts || pages.is_empty() { texts } else { pages }
}

/// Plain text as paragraphs; what stands below the line of a signature is furniture.
fn of_text(text: &str) -> Vec<Paragraph> {
    let text = tidy(text);
    let signed = text.match_indices("\n-- \n").last().map_or(text.len(), |(at, _)| at);
    let (text, signature) = text.split_at(signed);
    let mut found: Vec<Paragraph> =
        paragraphs::split(text).into_iter().map(Paragraph::text).collect();
    let signature = paragraphs::split(signature).into_iter();
    found.extend(signature.map(|text| Paragraph::stated(Kind::Furniture, text)));
    found
}

/// The clippings of a digest: its items, dated like it where they have no date of their own, and what
/// stands around them.
fn of_digest(
    digest: Digest,
    labels: &[Label],
    sender: &Sender,
    title: Option<String>,
    id: Option<String>,
    notes: Vec<Note>,
) -> Vec<(Draft, Vec<Note>)> {
    let mut found = Vec::new();
    let via = sender.name.as_deref().or(sender.list.as_deref());
    for (place, mut item) in digest.items.into_iter().enumerate() {
        item.native = id.as_ref().map(|id| format!("{id}#{}", place + 1));
        let has = |name: LabelName| item.labels.iter().any(|label| label.name == name);
        let (dated, through) = (has(LabelName::Published), has(LabelName::Via));
        let sent = labels.iter().filter(|l| l.name == LabelName::Published && !dated);
        item.labels.extend(sent.cloned());
        let via = via.filter(|_| !through).map(|via| Label::new(LabelName::Via, via, "From field"));
        item.labels.extend(via);
        found.push((item, notes.clone()));
    }
    if !digest.around.is_empty() {
        let draft = Draft { native: id, title, paragraphs: digest.around, labels: labels.to_vec() };
        found.push((draft, notes));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing::values;
    use mail_parser::MessageParser;

    fn read(text: &str) -> Vec<Draft> {
        let message = MessageParser::default().parse(text.as_bytes()).expect("a message");
        drafts(&message).into_iter().map(|(draft, _)| draft).collect()
    }

    #[test]
    fn a_newsletter_is_a_clipping_of_its_house() {
        let found = read(
            "From: Harborwire Daily <news@hw.example>\nList-Id: \"Harborwire\" <daily.hw.example>\nMessage-ID: <7@hw.example>\n\
             Subject: =?utf-8?Q?Ferry_stays_=E2=80=93_pier_opens?=\nDate: Wed, 13 Nov 2019 06:02:00 +0100\nMIME-Version: 1.0\n\
             Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nThe council voted.\n\n--b\n\
             Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>The council voted=2E</p><p>Nobody spoke.</p>\n--b--\n",
        );
        assert_eq!(found.len(), 1);
        let draft = &found[0];
        assert_eq!(draft.title.as_deref(), Some("Ferry stays – pier opens"));
        assert_eq!(draft.native.as_deref(), Some("mail:7@hw.example"));
        assert_eq!(values(draft, LabelName::Outlet), ["Harborwire Daily"]);
        assert_eq!(values(draft, LabelName::Byline), Vec::<&str>::new());
        assert_eq!(values(draft, LabelName::Published), ["Wed, 13 Nov 2019 06:02:00 +0100"]);
        let texts: Vec<_> = draft.paragraphs.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["The council voted.", "Nobody spoke."]);
    }

    #[test]
    fn a_person_is_a_byline_and_a_signature_furniture() {
        let found = read(
            "From: Ann Example <ann@hw.example>\nSubject: Ferry\nMessage-ID: <8@x>\n\nThe council voted.\n\n-- \nAnn, Harborwire\n",
        );
        assert_eq!(values(&found[0], LabelName::Byline), ["Ann Example"]);
        let kinds: Vec<_> = found[0].paragraphs.iter().map(|p| p.kind).collect();
        assert_eq!(kinds, [Kind::Text, Kind::Furniture, Kind::Furniture]);
    }

    #[test]
    fn a_digest_that_is_a_page_is_cut_and_keeps_what_stands_around_it() {
        let story = "The council voted on Wednesday to keep the old ferry for another year, although repairs cost more.";
        let found = read(&format!(
            "From: Harborwire Daily <news@hw.example>\nList-Id: <daily.hw.example>\nMessage-ID: <9@hw.example>\n\
             Subject: Tuesday\nDate: Wed, 13 Nov 2019 06:02:00 +0100\nContent-Type: text/html\n\n\
             <p>Good morning.</p><h2><a href=https://post.example/1>Ferry stays in service</a></h2><p>{story}</p>\n\
             <h2><a href=https://post.example/2>Pier opens at last</a></h2><p>Port Post, 12 November 2019</p><p>{story}</p>\n"
        ));
        let told = |draft: &Draft| (draft.native.clone(), draft.title.clone());
        let expect = [
            ("mail:9@hw.example#1", "Ferry stays in service"),
            ("mail:9@hw.example#2", "Pier opens at last"),
            ("mail:9@hw.example", "Tuesday"),
        ];
        let expect = expect.map(|(id, title)| (Some(id.to_owned()), Some(title.to_owned())));
        assert_eq!(found.iter().map(told).collect::<Vec<_>>(), expect);
        assert_eq!(values(&found[0], LabelName::Published), ["Wed, 13 Nov 2019 06:02:00 +0100"]);
        assert_eq!(values(&found[1], LabelName::Published), ["12 November 2019"]);
        assert_eq!(values(&found[1], LabelName::Via), ["Harborwire Daily"]);
        assert_eq!(found[2].paragraphs, [Paragraph::text("Good morning.")]);
    }
}
