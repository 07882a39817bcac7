//! MHTML: a page and what it needs in one file, as browsers save it (RFC 2557).

use mail_parser::{MimeHeaders, PartType};

use super::super::{Account, Options, Reader, Source, mime, repair};
use super::trim::Templates;
use super::{Beside, read_page};
use crate::clipping::{Draft, Label, LabelName, Note};

/// The reader of MHTML.
pub(in super::super) struct Mhtml;

impl Reader for Mhtml {
    fn name(&self) -> &'static str {
        "MHTML"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, source: &Source, opening: &str) -> bool {
        is_mhtml(source, opening)
    }

    fn read(
        &self,
        source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        // Parts have encodings of their own; a byte order mark or another encoding of the whole
        // file leaves only its text.
        let bytes =
            if source.bytes.starts_with(b"\xEF\xBB\xBF") { text.as_bytes() } else { source.bytes };
        let Some(message) = mime::message(bytes) else {
            let mut account = Account::default();
            account.leave_out(Note::new("no headers: the page cannot be read"));
            return account;
        };
        let location =
            message.header_raw("Snapshot-Content-Location").map(|url| url.trim().to_owned());
        let pages: Vec<_> = message
            .parts
            .iter()
            .filter_map(|part| match &part.body {
                PartType::Html(html) => Some((part.content_location(), html.as_ref())),
                _ => None,
            })
            .collect();
        // The first page is the one that was saved, others are its frames.
        let own = pages.iter().find(|(at, _)| at.is_some() && *at == location.as_deref());
        let Some((at, html)) = own.or(pages.first()) else {
            let mut account = Account::default();
            account.leave_out(Note::new("no page among the parts of the file"));
            return account;
        };
        let mut labels = Vec::new();
        let url = location.or_else(|| at.map(str::to_owned)).filter(|url| url.starts_with("http"));
        labels.extend(url.map(|url| Label::new(LabelName::Url, url, "Snapshot-Content-Location")));
        let date = message.header_raw("Date").map(|date| date.trim().to_owned());
        labels.extend(date.map(|date| Label::new(LabelName::Saved, date, "Date header")));
        let beside = Beside { labels, title: message.subject().map(str::to_owned) };
        let mut softened = Vec::new();
        repair::tell_soft_hyphens(html, &mut softened);
        read_page(html, beside, Templates::Dropped, &mut |draft, mut notes| {
            notes.extend_from_slice(&softened);
            each(draft, notes);
        })
    }
}

/// Whether a file opens with the headers of a page of several parts, none of which mail has.
fn is_mhtml(source: &Source, opening: &str) -> bool {
    let lower = super::super::start_of(opening, 4096).to_ascii_lowercase();
    let head = lower.split("\n\n").next().unwrap_or(&lower).split("\r\n\r\n").next().unwrap_or("");
    let related = head.contains("multipart/related") && head.contains("mime-version:");
    let named = matches!(source.extension().as_str(), "mht" | "mhtml");
    let saved = [
        "snapshot-content-location:",
        "saved by blink",
        "saved by windows internet explorer",
        "saved by microsoft",
    ];
    let addressed =
        head.lines().any(|line| line.starts_with("to:") || line.starts_with("received:"));
    related && !addressed && (named || saved.iter().any(|mark| head.contains(mark)))
        || named && head.contains("content-type:") && head.contains("text/html")
}
