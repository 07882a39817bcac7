//! Documents that ProQuest sends by mail: one message holds them all, as a page or as text.
//!
//! When the message was sent is no label of theirs: sent once more, they are the same documents.

use super::{Page, Text};
use crate::clipping::{Draft, Note};
use crate::intake::{Account, BytesReader, Options, Reader, Source, mime};

/// The reader of such messages.
pub(in crate::intake) struct Mail;

/// The first bytes of a message: its header names who sent it.
const HEAD_BYTES: usize = 8 * 1024;

impl BytesReader for Mail {
    fn name(&self) -> &'static str {
        "ProQuest mail"
    }

    fn version(&self) -> u32 {
        1
    }

    fn accepts(&self, source: &Source) -> bool {
        let head = &source.bytes[..source.bytes.len().min(HEAD_BYTES)];
        let head = String::from_utf8_lossy(head).to_ascii_lowercase();
        let head = head.split("\n\n").next().unwrap_or("").split("\r\n\r\n").next().unwrap_or("");
        let has = |field: &str| head.starts_with(field) || head.contains(&format!("\n{field}"));
        has("from:") && has("subject:") && head.contains("proquest") && body(source.bytes).is_some()
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
        body.reader.read(&inner, &body.text, options, each)
    }
}

struct Body {
    text: String,
    reader: &'static dyn Reader,
}

/// The part of a message that holds documents.
fn body(bytes: &[u8]) -> Option<Body> {
    let message = mime::message(bytes)?;
    let page = message.body_html(0).filter(|page| super::is_page(page));
    let (text, reader): (_, &'static dyn Reader) = match page {
        Some(page) => (page.into_owned(), &Page),
        None => (message.body_text(0).filter(|text| super::is_text(text))?.into_owned(), &Text),
    };
    Some(Body { text, reader })
}
