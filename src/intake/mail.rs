//! Mail: one message in a file (eml, maildir) or many (mbox). A message is a clipping, or as many as
//! it plainly holds; what is attached to it is read as files in a file are.
//!
//! The date of a message is when it was sent: for a newsletter that is when it was published. An
//! attached article is at most saved then.

mod digest;
mod mbox;
mod message;

use std::io::BufReader;

use mail_parser::{MimeHeaders, PartType};

use super::members::{Container, Goes, Inside, Member};
use super::reading::{self, Form};
use super::stream::Content;
use super::{BytesReader, MAX_FILE_BYTES, Reader, Source, mime, proquest, repair, start_of, web};
use crate::clipping::{Label, LabelName, Note};

/// The container that is one message.
struct OneMessage;

/// The container of many messages.
struct Mailbox;

/// How deep messages in messages are read as messages; the parser looks no deeper either.
const MAX_FORWARDED: usize = 4;
/// How much of a file is looked at for the fields of a message.
const HEAD_BYTES: usize = 16 * 1024;
/// The most lines of a head that are looked at.
const HEAD_LINES: usize = 200;

/// Fields that only mail has.
const OF_MAIL: &[&str] = &[
    "received",
    "message-id",
    "mime-version",
    "return-path",
    "delivered-to",
    "dkim-signature",
    "list-id",
    "list-unsubscribe",
    "content-transfer-encoding",
    "in-reply-to",
    "x-mailer",
    "x-received",
    "x-original-to",
    "envelope-to",
];
/// Fields that mail has and label blocks may have.
const USUAL: &[&str] =
    &["from", "to", "cc", "subject", "date", "reply-to", "sender", "content-type", "references"];

/// Types of what proves who sent a message, and says nothing.
const SEALS: &[&str] = &["pgp-signature", "pkcs7-signature", "x-pkcs7-signature", "pgp-keys"];

/// The container that a file is, where it is mail.
pub(super) fn container(source: &Source<'_>) -> Option<&'static dyn Container> {
    let head = String::from_utf8_lossy(&source.bytes[..source.bytes.len().min(HEAD_BYTES)]);
    let head = head.trim_start();
    if mbox::is_separator(head.lines().next().unwrap_or("").as_bytes()) {
        let fields = head.split_once('\n').map_or("", |(_, rest)| rest);
        return is_message(fields, true).then_some(&Mailbox);
    }
    let named = matches!(source.extension().as_str(), "eml" | "emlx");
    (is_message(head, named) && !web::Mhtml.accepts(source, head)).then_some(&OneMessage)
}

/// All containers of mail.
pub(super) fn containers() -> [&'static dyn Container; 2] {
    [&OneMessage, &Mailbox]
}

/// Whether a text opens with the fields of a message. Where its name says that it is one, or it
/// stands in a mailbox, any field is enough.
fn is_message(head: &str, expected: bool) -> bool {
    let mut known: Vec<String> = Vec::new();
    let (mut addressed, mut fields) = (false, 0);
    for line in start_of(head, HEAD_BYTES).lines().take(HEAD_LINES) {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, value)) = line.split_once(':') else { break };
        let name = name.trim().to_ascii_lowercase();
        if name.is_empty()
            || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        {
            break;
        }
        fields += 1;
        addressed |= name == "from" && value.contains('@');
        if (OF_MAIL.contains(&&*name) || USUAL.contains(&&*name)) && !known.contains(&name) {
            known.push(name);
        }
    }
    let of_mail = known.iter().filter(|name| OF_MAIL.contains(&name.as_str())).count();
    let sure = of_mail > 0 && known.len() > 2 || addressed && known.len() > 2;
    sure || expected && fields > 0
}

impl Container for OneMessage {
    fn name(&self) -> &'static str {
        "e-mail"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, _head: &[u8]) -> bool {
        false
    }

    fn open(&self, content: Content<'_>, inside: &mut Inside<'_, '_>) -> Result<(), String> {
        let drained = content.drain(MAX_FILE_BYTES);
        let start = drained.bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
        let mut opening = Opening { inside, folder: String::new() };
        // Where a member cannot be taken any more, the rest is told by whoever opened the file.
        let _ = opening.message(&drained.bytes[start..], 0, 0);
        Ok(())
    }
}

impl Container for Mailbox {
    fn name(&self) -> &'static str {
        "mbox"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, _head: &[u8]) -> bool {
        false
    }

    fn is_streamed(&self) -> bool {
        true
    }

    fn open(&self, content: Content<'_>, inside: &mut Inside<'_, '_>) -> Result<(), String> {
        let mut messages = mbox::Messages::new(BufReader::new(content.reader()));
        let damaged =
            |error: &std::io::Error| format!("the mailbox is damaged: {}", reading::told(error));
        for place in 1_u64.. {
            let Some(message) = messages.next().map_err(|error| damaged(&error))? else { break };
            let mut opening = Opening { inside, folder: format!("{place}/") };
            let goes = opening.message(&mbox::unquoted(&message.bytes), message.at, 0);
            if message.is_cut {
                let (at, limit) = (message.at, mbox::MAX_MESSAGE_BYTES >> 20);
                inside.note(format!(
                    "of the message at byte {at} only the first {limit} MiB were read"
                ));
            }
            if let Some(error) = &message.broken {
                return Err(damaged(error));
            }
            if goes.is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// Messages being opened.
struct Opening<'o, 'r, 'a> {
    inside: &'o mut Inside<'r, 'a>,
    /// What stands before the names of what is attached.
    folder: String,
}

impl Opening<'_, '_, '_> {
    /// Reads one message that begins at byte `at`, and what is attached to it.
    fn message(&mut self, bytes: &[u8], at: usize, depth: usize) -> Goes {
        // An export that lies in a mailbox, or was sent on as a message, holds many articles.
        if proquest::Mail.accepts(&Source { path: "", bytes }) {
            let path = format!("{}message.eml", self.folder);
            return self.inside.member(Member::file(&path, Content::Whole(bytes)));
        }
        let Some(message) = mime::message(bytes) else {
            return self.inside.lose(format!("the message at byte {at} has no fields"));
        };
        let mut given = 0_u32;
        let mut softened = Vec::new();
        for part in message.text_bodies().chain(message.html_bodies()) {
            if let PartType::Text(text) | PartType::Html(text) = &part.body {
                repair::tell_soft_hyphens(text, &mut softened);
            }
        }
        for (draft, mut notes) in message::drafts(&message) {
            notes.extend_from_slice(&softened);
            self.inside.article(draft, notes);
            given += 1;
        }
        let sent = message.header_raw("Date").map(str::trim).filter(|date| !date.is_empty());
        for (place, part) in message.attachments().enumerate() {
            let name = attached_name(part.attachment_name(), place);
            let path = format!("{}{name}", self.folder);
            given += 1;
            match &part.body {
                PartType::Message(inner) if depth < MAX_FORWARDED => {
                    self.message(inner.raw_message(), at, depth + 1)?;
                }
                PartType::Multipart(_) => given -= 1,
                _ => {
                    let kind = part.content_type();
                    let main = kind.map_or("", |kind| kind.ctype()).to_ascii_lowercase();
                    if matches!(main.as_str(), "image" | "audio" | "video") {
                        self.inside.pass_over(&format!("{main} in a message"))?;
                        continue;
                    }
                    let exact = kind.and_then(|kind| kind.subtype()).unwrap_or("");
                    if SEALS.iter().any(|seal| seal.eq_ignore_ascii_case(exact)) {
                        self.inside.pass_over("signature in a message")?;
                        continue;
                    }
                    let is_page = matches!(part.body, PartType::Html(_));
                    let saved = sent.map(|date| Label::new(LabelName::Saved, date, "Date field"));
                    self.inside.member(Member {
                        form: if is_page { Form::Page } else { Form::AnyFile },
                        labels: saved.into_iter().collect(),
                        ..Member::file(&path, Content::Whole(part.contents()))
                    })?;
                }
            }
        }
        if given == 0 {
            return self.inside.lose(format!("the message at byte {at} has no words"));
        }
        Goes::Continue(())
    }
}

/// The name of what is attached, which is no path.
fn attached_name(name: Option<&str>, place: usize) -> String {
    let name = name.map(|name| name.replace(['/', '\\'], "_")).unwrap_or_default();
    let name = super::tidy::one_line(&name);
    if name.trim_matches('.').is_empty() { format!("part-{}", place + 1) } else { name }
}

/// What was odd about a message.
fn encoding_note() -> Note {
    Note::new("some of its characters could not be read in the encoding it states")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(path: &str, text: &str) -> Option<&'static str> {
        let source = Source { path, bytes: text.as_bytes() };
        container(&source).map(Container::name)
    }

    #[test]
    fn mail_is_known_by_its_fields_and_a_label_block_is_not_mail() {
        let mail = "Received: by x\nMessage-ID: <1@x>\nFrom: a@x\nSubject: Hi\n\nText";
        assert_eq!(is("a.txt", mail), Some("e-mail"));
        assert_eq!(is("cur/1276528487.M364837P9451.x:2,", &format!("\n \n{mail}")), Some("e-mail"));
        assert_eq!(is("a", &format!("From a@x Wed Nov 13 06:02:00 2019\n{mail}")), Some("mbox"));
        assert_eq!(is("a", "From: Ann <a@x>\nTo: b@x\nDate: today\n\nText"), Some("e-mail"));
        assert_eq!(is("a.eml", "Subject: Hi\n\nText"), Some("e-mail"));
        assert_eq!(is("a.txt", "Title: Hi\nFrom: The Post\nDate: today\n\nText"), None);
        assert_eq!(is("a.txt", "From here to there.\n\nTo: all"), None);
        let page = "From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example/\nSubject: A\nDate: x\n\
                    MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n";
        assert_eq!(is("a.mhtml", page), None);
    }
}
