//! Web archives: WARC (ISO 28500), its forerunner ARC, and WET, which is WARC with the words alone.
//!
//! Each record is a member whose path is its address. Pages and texts are read; the rest is counted
//! by its type. When a record was captured is when it was saved, never when it was published.
//!
//! The records are read here rather than by a crate: those that were looked at hold whole bodies in
//! memory and end at the first damaged record.

mod http;
mod records;

use std::io::{BufReader, Read};

use super::members::{Container, Goes, Inside, Member};
use super::reading::{self, Form};
use super::stream::Content;
use crate::clipping::{Label, LabelName};
use records::{Format, Kind, Next, Record, Records};

/// The container of WARC files.
pub(super) struct Warc;

/// The container of ARC files.
pub(super) struct Arc;

/// So many damaged records without a sound one between them, and the file is given up.
const MAX_DAMAGED: u32 = 1_000;
/// How much is read of a stream at once.
const BUFFER_BYTES: usize = 64 * 1024;

impl Container for Warc {
    fn name(&self) -> &'static str {
        "WARC"
    }

    fn version(&self) -> u32 {
        1
    }

    fn accepts(&self, head: &[u8]) -> bool {
        head.starts_with(b"WARC/")
    }

    fn open(&self, content: Content<'_>, inside: &mut Inside<'_, '_>) -> Result<(), String> {
        open(Format::Warc, content, inside)
    }
}

impl Container for Arc {
    fn name(&self) -> &'static str {
        "ARC"
    }

    fn version(&self) -> u32 {
        1
    }

    fn accepts(&self, head: &[u8]) -> bool {
        head.starts_with(b"filedesc://")
    }

    fn open(&self, content: Content<'_>, inside: &mut Inside<'_, '_>) -> Result<(), String> {
        open(Format::Arc, content, inside)
    }
}

fn open(format: Format, content: Content<'_>, inside: &mut Inside<'_, '_>) -> Result<(), String> {
    let stream = BufReader::with_capacity(BUFFER_BYTES, content.reader());
    let mut records = Records::new(format, stream);
    let mut damaged = 0;
    loop {
        let goes = match records.next() {
            Next::End => return Ok(()),
            Next::Gap(why) => {
                damaged += 1;
                inside.miss(why)
            }
            Next::Damaged { at, why } => {
                damaged += 1;
                inside.fail(&at, &why)
            }
            Next::Record(record) => {
                damaged = 0;
                let goes = take(&record, &mut records, inside);
                if let Err(error) = records.pass_body() {
                    let why = reading::told(&error);
                    // Whether it goes on is seen with the next record.
                    let _ = inside.miss(format!("{}: it is not whole: {why}", record.address));
                }
                goes
            }
        };
        if goes.is_break() {
            return Ok(());
        }
        if damaged >= MAX_DAMAGED {
            return Err(format!("{MAX_DAMAGED} damaged records one after the other"));
        }
    }
}

/// Reads the body of a record, or counts it by the reason why not.
fn take(record: &Record, body: &mut dyn Read, inside: &mut Inside<'_, '_>) -> Goes {
    let mut body = BufReader::new(body);
    if record.address.starts_with("metadata:") {
        return inside.pass_over(records::OF_A_CAPTURE);
    }
    let media = match record.kind {
        Kind::Resource | Kind::Conversion => record.media.clone(),
        Kind::Response if !record.holds_http(&mut body) => record.media.clone(),
        Kind::Response => {
            let head = match http::head(&mut body) {
                Ok(head) => head,
                Err(why) => return inside.fail(&record.address, &why),
            };
            if !matches!(head.status, 200..=299) {
                return inside.pass_over(&format!("a response of status {}", head.status));
            }
            return give(record, &head.media, http::body(&head, body, &inside.meter()), inside);
        }
        Kind::Other(what) => return inside.pass_over(what),
    };
    give(record, &media, Box::new(body), inside)
}

/// Gives a body to the reader of its type.
fn give(
    record: &Record,
    media: &str,
    body: Box<dyn Read + '_>,
    inside: &mut Inside<'_, '_>,
) -> Goes {
    let (kind, parameters) = media.split_once(';').unwrap_or((media, ""));
    let kind = kind.trim().to_ascii_lowercase();
    let (head, content) = Content::Stream(body).peek();
    let form = match kind.as_str() {
        "text/html" | "application/xhtml+xml" => Form::Page,
        "text/plain" => Form::Text,
        "" if head.trim_ascii_start().starts_with(b"<") => Form::Page,
        kind if DOCUMENTS.contains(&kind) => Form::AnyFile,
        "" => return inside.pass_over("a body of no stated type"),
        kind => return inside.pass_over(&format!("a body of type {}", shortened(kind))),
    };
    let mut labels = Vec::new();
    if record.address.contains("://") {
        labels.push(Label::new(LabelName::Url, &record.address, record.format.address_place()));
    }
    if !record.date.is_empty() {
        labels.push(Label::new(LabelName::Saved, &record.date, record.format.date_place()));
    }
    let charset = charset(parameters);
    let path = &record.address;
    inside.member(Member { form, labels, charset, ..Member::file(path, content) })
}

/// Types of documents that are known again by their content.
const DOCUMENTS: &[&str] = &[
    "application/pdf",
    "application/rtf",
    "text/rtf",
    "application/epub+zip",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
];

/// The longest type that is told, in bytes.
const LONGEST_TYPE_BYTES: usize = 80;

/// A type as far as it is told: whoever wrote it may have written anything.
fn shortened(kind: &str) -> &str {
    super::start_of(kind, LONGEST_TYPE_BYTES)
}

fn charset(parameters: &str) -> Option<&str> {
    let named = parameters.split(';').map(str::trim).find(|parameter| {
        parameter.get(..8).is_some_and(|key| key.eq_ignore_ascii_case("charset="))
    })?;
    Some(named[8..].trim_matches(['"', '\'', ' ']))
}
