//! The records of a web archive, one after the other, whatever is wrong with one of them.

use std::io::{self, BufRead, Read};

use crate::intake::reading::told;

/// The longest head of a record, and the longest line in it, in bytes.
const MAX_HEAD_BYTES: u64 = 64 * 1024;

/// What is said of records that tell how others were captured; some tools store such as resources.
pub(super) const OF_A_CAPTURE: &str = "what is said of a capture";

/// The two formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// WARC: a version line, fields, a blank line, the body.
    Warc,
    /// ARC: one line of fields, the body
    /// (<https://archive.org/web/researcher/ArcFileFormat.php>).
    Arc,
}

impl Format {
    /// Where the address of a record stands.
    pub(super) fn address_place(self) -> &'static str {
        match self {
            Self::Warc => "WARC-Target-URI",
            Self::Arc => "ARC address",
        }
    }

    /// Where its date stands.
    pub(super) fn date_place(self) -> &'static str {
        match self {
            Self::Warc => "WARC-Date",
            Self::Arc => "ARC date",
        }
    }
}

/// What a record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What a server answered.
    Response,
    /// A file as it is.
    Resource,
    /// What something else was made into: the words of a page.
    Conversion,
    /// Nothing to be read; what it is instead.
    Other(&'static str),
}

/// The head of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) format: Format,
    pub(super) kind: Kind,
    /// The address it was captured from.
    pub(super) address: String,
    /// When it was captured.
    pub(super) date: String,
    /// The type of its body.
    pub(super) media: String,
}

impl Record {
    /// Whether the body begins with the head of an answer over HTTP.
    pub(super) fn holds_http(&self, body: &mut impl BufRead) -> bool {
        body.fill_buf().is_ok_and(|start| start.starts_with(b"HTTP/"))
    }
}

/// What comes next.
pub(super) enum Next {
    /// A record; its body is read from the [`Records`] themselves.
    Record(Record),
    /// No record where one should begin; how many were there is not known.
    Gap(String),
    /// A record whose head cannot be read.
    Damaged {
        /// What is known of where it is.
        at: String,
        /// What is wrong with it.
        why: String,
    },
    /// Nothing.
    End,
}

/// The records of a stream. Reading from it reads the body of the current one.
pub(super) struct Records<R> {
    format: Format,
    stream: R,
    /// Bytes of the current body that are still to come.
    left: u64,
    /// Whether the current body failed, and whoever read it knows.
    has_failed: bool,
    /// How many records were met.
    met: u64,
    /// The first line of the next record, where it was found already.
    first: Vec<u8>,
    /// Whether something was damaged, so that what stands before the next record is the rest of it.
    is_lost: bool,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(format: Format, stream: R) -> Self {
        Self {
            format,
            stream,
            left: 0,
            has_failed: false,
            met: 0,
            first: Vec::new(),
            is_lost: false,
        }
    }

    /// The next record. The body of the one before has to be passed.
    pub(super) fn next(&mut self) -> Next {
        let at = format!("record {}", self.met + 1);
        let was_lost = std::mem::take(&mut self.is_lost);
        match self.find_first() {
            Ok(is_next) if self.first.is_empty() && (is_next || was_lost) => return Next::End,
            Ok(is_next) if is_next || was_lost => {}
            Ok(_) => {
                let after = self.met;
                return Next::Gap(format!(
                    "after record {after} none begins: the next was looked for"
                ));
            }
            Err(error) => {
                self.is_lost = true;
                return Next::Gap(format!(
                    "after record {} it cannot be read: {}",
                    self.met,
                    told(&error)
                ));
            }
        }
        self.met += 1;
        let first = std::mem::take(&mut self.first);
        let head = match self.format {
            Format::Warc => self.warc_head(),
            Format::Arc => self.arc_head(&String::from_utf8_lossy(&first)),
        };
        match head {
            Ok((record, length)) => {
                (self.left, self.has_failed) = (length, false);
                Next::Record(record)
            }
            Err(why) => {
                self.is_lost = true;
                Next::Damaged { at, why }
            }
        }
    }

    /// Goes on to the end of the current body; fails where that is not there, and nobody knows yet.
    pub(super) fn pass_body(&mut self) -> io::Result<()> {
        match self.has_failed {
            true => self.left = 0,
            false => drop(io::copy(self, &mut io::sink())?),
        }
        Ok(())
    }

    /// Looks for the first line of the next record; whether nothing but blank lines stood before it.
    fn find_first(&mut self) -> io::Result<bool> {
        let mut is_next = true;
        while self.first.is_empty() {
            let line = line(&mut self.stream)?;
            if line.is_empty() {
                break;
            }
            if self.begins_a_record(&line) {
                self.first = line;
            } else if !line.trim_ascii().is_empty() {
                is_next = false;
            }
        }
        Ok(is_next)
    }

    fn begins_a_record(&self, line: &[u8]) -> bool {
        match self.format {
            Format::Warc => line.starts_with(b"WARC/"),
            Format::Arc => fields_behind_arc_date(&String::from_utf8_lossy(line)).is_some(),
        }
    }

    /// The fields of a WARC head, and the length of the body.
    fn warc_head(&mut self) -> Result<(Record, u64), String> {
        let (mut kind, mut length) = (Kind::Other("a record of no known type"), None);
        let (mut address, mut date, mut media) = (String::new(), String::new(), String::new());
        let mut bytes = 0;
        loop {
            let line = line(&mut self.stream).map_err(|error| told(&error))?;
            bytes += line.len() as u64;
            if line.is_empty() || bytes > MAX_HEAD_BYTES {
                return Err("the head of the record has no end".to_owned());
            }
            if line.trim_ascii().is_empty() {
                break;
            }
            let line = String::from_utf8_lossy(&line);
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => kind = Kind::of(value),
                "warc-target-uri" => address = value.trim_matches(['<', '>']).to_owned(),
                "warc-date" => date = value.to_owned(),
                "content-type" => media = value.to_owned(),
                "content-length" => length = value.parse().ok(),
                _ => {}
            }
        }
        let length = length.ok_or("the record does not say how long it is")?;
        Ok((Record { format: self.format, kind, address, date, media }, length))
    }

    /// The fields of an ARC head, which are one line, and the length of the body. Only the address
    /// may hold blanks.
    fn arc_head(&mut self, line: &str) -> Result<(Record, u64), String> {
        let behind = fields_behind_arc_date(line).ok_or("no head of a record")?;
        let mut fields = line.trim().rsplitn(behind + 3, ' ');
        let mut next = || fields.next().unwrap_or("");
        let length = next().parse().map_err(|_| "the record does not say how long it is")?;
        (2..behind).for_each(|_| {
            next();
        });
        let [mut media, date, _, address] = [next(), next(), next(), next()].map(str::to_owned);
        let is_first = address.starts_with("filedesc://");
        let kind = if is_first { Kind::Other("a head of the file") } else { Kind::Response };
        if media == "no-type" {
            media.clear();
        }
        let date = timestamp(&date).unwrap_or(date);
        Ok((Record { format: self.format, kind, address, date, media }, length))
    }
}

impl<R: BufRead> Read for Records<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 || into.is_empty() {
            return Ok(0);
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(into.len());
        let read = self.stream.read(&mut into[..most]).and_then(|count| match count {
            0 => {
                Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the file ends within the record"))
            }
            count => Ok(count),
        });
        match &read {
            Ok(count) => self.left -= *count as u64,
            Err(_) => (self.has_failed, self.is_lost, self.left) = (true, true, 0),
        }
        read
    }
}

impl Kind {
    fn of(name: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "response" => Self::Response,
            "resource" => Self::Resource,
            "conversion" => Self::Conversion,
            "revisit" => Self::Other("a revisit, which has no body of its own"),
            "request" => Self::Other("a request"),
            "warcinfo" => Self::Other("a head of the file"),
            "metadata" => Self::Other(OF_A_CAPTURE),
            "continuation" => Self::Other("the continuation of a record in another file"),
            _ => Self::Other("a record of no known type"),
        }
    }
}

/// How many fields stand behind the date in the head of an ARC record: two in version 1, seven in
/// version 2; nothing where there is no date, so that it is no head.
fn fields_behind_arc_date(line: &str) -> Option<usize> {
    let mut fields = line.trim().rsplit(' ');
    let is_date = |field: &str| {
        matches!(field.len(), 12..=20) && field.bytes().all(|byte| byte.is_ascii_digit())
    };
    let second = fields.nth(2).is_some_and(is_date).then_some(2);
    second.or_else(|| fields.nth(4).is_some_and(is_date).then_some(7))
}

/// The next line with its end, as far as one may be long; nothing at the end of the stream.
fn line(stream: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    stream.take(MAX_HEAD_BYTES).read_until(b'\n', &mut line)?;
    Ok(line)
}

/// `20140216050221` as `2014-02-16T05:02:21Z`.
fn timestamp(digits: &str) -> Option<String> {
    let part = |from: usize, to: usize| digits.get(from..to);
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let (hour, minute) = (part(8, 10)?, part(10, 12)?);
    let second = part(12, 14).unwrap_or("00");
    Some(format!("{year}-{month}-{day}T{hour}:{minute}:{second}Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kind and body of every record, and what is wrong in between.
    fn all(format: Format, bytes: &[u8]) -> Vec<String> {
        let mut records = Records::new(format, bytes);
        let mut told = Vec::new();
        loop {
            match records.next() {
                Next::End => return told,
                Next::Damaged { at, why } => told.push(format!("{at}: {why}")),
                Next::Gap(why) => told.push(why),
                Next::Record(record) => {
                    let mut body = String::new();
                    let read = records.read_to_string(&mut body);
                    let end = read.map_or_else(|error| format!(" ({error})"), |_| String::new());
                    told.push(format!("{} {} {body:?}{end}", record.address, record.date));
                    records.pass_body().expect("nothing new is wrong");
                }
            }
            assert!(told.len() < 100, "it ends");
        }
    }

    #[test]
    fn a_damaged_record_costs_no_other() {
        let record = |uri: &str, length: &str, body: &str| {
            format!(
                "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: <{uri}>\r\n\
                 WARC-Date: 2019-11-13T06:02:00Z\r\nContent-Length: {length}\r\n\r\n{body}\r\n\r\n"
            )
        };
        let file = [
            record("http://a.example/", "3", "one"),
            record("http://b.example/", "many", "two"),
            record("http://c.example/", "5", "three"),
            record("http://d.example/", "2", "four, which is longer"),
            record("http://e.example/", "99", "five"),
        ]
        .concat();
        assert_eq!(
            all(Format::Warc, file.as_bytes()),
            [
                "http://a.example/ 2019-11-13T06:02:00Z \"one\"",
                "record 2: the record does not say how long it is",
                "http://c.example/ 2019-11-13T06:02:00Z \"three\"",
                "http://d.example/ 2019-11-13T06:02:00Z \"fo\"",
                "after record 4 none begins: the next was looked for",
                "http://e.example/ 2019-11-13T06:02:00Z \"five\\r\\n\\r\\n\" (the file ends within the record)",
            ]
        );
    }

    #[test]
    fn addresses_of_arc_files_may_hold_blanks() {
        let file = "filedesc://a.arc 127.0.0.1 20140216050221 text/plain 9\n1 0 Port\n\n\
                    http://a.example/a b 10.0.0.1 20140216050221 text/html 3\none\n";
        assert_eq!(
            all(Format::Arc, file.as_bytes())[1..],
            ["http://a.example/a b 2014-02-16T05:02:21Z \"one\""]
        );
        let second = "filedesc://a.arc 0.0.0.0 20140216050221 text/plain 200 - - 0 a.arc 9\n2 0 Port\n\n\
                      http://a.example/a b 10.0.0.1 20140216050221 text/html 200 X - 77 a.arc 3\none\n";
        assert_eq!(
            all(Format::Arc, second.as_bytes())[1..],
            ["http://a.example/a b 2014-02-16T05:02:21Z \"one\""]
        );
    }
}
