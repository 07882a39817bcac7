//! Documents that ProQuest sends by mail: one message holds them all, as a page or as text.
//!
//! When the message was sent is no label of theirs: sent once more, they are the same documents. Who
//! sent it is not asked either, since people send such messages on.

use mail_parser::PartType;

use super::{Page, Text};
use crate::clipping::{Draft, Note};
use crate::intake::{Account, BytesReader, Options, Reader, Source, mime};

/// The reader of such messages.
pub(in crate::intake) struct Mail;

/// The first bytes of a message: its fields.
const HEAD_BYTES: usize = 8 * 1024;

impl BytesReader for Mail {
    fn name(&self) -> &'static str {
        "ProQuest mail"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, source: &Source) -> bool {
        let head = &source.bytes[..source.bytes.len().min(HEAD_BYTES)];
        let head = String::from_utf8_lossy(head).to_ascii_lowercase();
        let head = head.split("\n\n").next().unwrap_or("").split("\r\n\r\n").next().unwrap_or("");
        let has = |field: &str| head.starts_with(field) || head.contains(&format!("\n{field}"));
        // Whoever sends it on, its documents name their house.
        let is_named = || names_house(source.bytes);
        has("from:") && has("subject:") && is_named() && body(source.bytes).is_some()
    }

    fn read(
        &self,
        source: &Source,
        options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let Some(body) = body(source.bytes) else {
            let mut account = Account::default();
            account.leave_out(Note::new("the message holds no documents"));
            return account;
        };
        let inner = Source { path: source.path, bytes: body.text.as_bytes() };
        let mut account = body.reader.read(&inner, &body.text, options, each);
        if body.is_introduced {
            account.note(Note::new("words of who sent the documents on were left out"));
        }
        account
    }
}

/// How the name of the house stands in a message: as it is, or in the three forms that base64 gives it.
const NAMES: &[&str] = &["ProQuest", "proquest", "UHJvUXVlc3", "Byb1F1ZXN0", "Qcm9RdWVzd"];

/// Whether the house is named in a message, looked for in one pass.
fn names_house(bytes: &[u8]) -> bool {
    let opens = |at: usize| NAMES.iter().any(|name| bytes[at..].starts_with(name.as_bytes()));
    (0..bytes.len()).any(|at| matches!(bytes[at], b'P' | b'p' | b'U' | b'B' | b'Q') && opens(at))
}

struct Body {
    text: String,
    reader: &'static dyn Reader,
    /// Whether words stood above the documents that are not theirs.
    is_introduced: bool,
}

/// The part of a message that holds documents.
fn body(bytes: &[u8]) -> Option<Body> {
    let message = mime::message(bytes)?;
    // The parser makes a page of a plain text where there is none.
    let pages = message.html_bodies().filter_map(|part| match &part.body {
        PartType::Html(page) => Some(page),
        _ => None,
    });
    if let Some(page) = pages.into_iter().find(|page| super::is_page(page)) {
        let is_introduced = super::is_introduced(page);
        return Some(Body { text: page.to_string(), reader: &Page, is_introduced });
    }
    let text = unquoted(&message.body_text(0)?);
    // Other mail may speak of the house, and have labels.
    if !super::is_text(&text) || !text.lines().any(|line| super::fields::is_sure(line.trim())) {
        return None;
    }
    let start = below_head(&text);
    let is_introduced = text[..start].lines().any(is_word_of_sender);
    Some(Body { text: text[start..].to_owned(), reader: &Text, is_introduced })
}

/// A text without the marks of quotation that stand before most of its lines.
fn unquoted(text: &str) -> String {
    let filled = || text.lines().filter(|line| !line.trim().is_empty());
    if filled().filter(|line| line.starts_with('>')).count() * 2 <= filled().count() {
        return text.to_owned();
    }
    let bare = |line: &str| {
        line.strip_prefix('>')
            .map_or(line, |rest| rest.strip_prefix(' ').unwrap_or(rest))
            .to_owned()
    };
    text.lines().map(bare).collect::<Vec<_>>().join("\n")
}

/// Where a text goes on below the head of the message that was sent on in it; 0 where none was.
fn below_head(text: &str) -> usize {
    let (mut at, mut block, mut found) = (0, (false, false), 0);
    for line in text.split_inclusive('\n') {
        at += line.len();
        let line = line.trim().trim_start_matches('*');
        let opens = |names: &[&str]| names.iter().any(|name| line.starts_with(name));
        block.0 |= opens(FROM);
        block.1 |= opens(SUBJECT);
        if line.is_empty() {
            if block == (true, true) {
                found = at;
                break;
            }
            block = (false, false);
        }
        // A head stands above all documents.
        if super::fields::is_sure(line) {
            break;
        }
    }
    found
}

/// What opens the lines of a head that was sent on.
const FROM: &[&str] = &["From:", "Von:", "De:", "Da:", "Van:", "От:", "差出人:", "보낸 사람:"];
const SUBJECT: &[&str] = &[
    "Subject:",
    "Betreff:",
    "Objet:",
    "Asunto:",
    "Oggetto:",
    "Onderwerp:",
    "Тема:",
    "件名:",
    "제목:",
];

/// Whether a line says something and is no line of a head.
fn is_word_of_sender(line: &str) -> bool {
    let is_head = line
        .trim_start_matches('*')
        .split_once(':')
        .is_some_and(|(name, _)| name.split_whitespace().count() < 3);
    let is_rule = line.trim_start().starts_with("--");
    line.contains(char::is_alphanumeric) && !is_head && !is_rule
}
