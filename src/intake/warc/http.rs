//! Answers over HTTP as web archives keep them: the head, and the body as the server packed it.

use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::super::reading::told;
use super::super::stream::Meter;

/// The longest head of an answer, in bytes.
const MAX_HEAD_BYTES: u64 = 256 * 1024;
/// The longest line that says how long a chunk is, in bytes.
const MAX_CHUNK_LINE_BYTES: usize = 256;
/// How much a brotli stream is read at once.
const BUFFER_BYTES: usize = 4096;

/// What the head of an answer says. It is read more leniently than a browser would: captures were
/// written by many tools, with versions, line ends and fields of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) status: u16,
    /// The type of the body, with its parameters.
    pub(super) media: String,
    is_chunked: bool,
    /// How the body is packed, the last packing last.
    encodings: Vec<String>,
}

/// Reads a head up to the blank line below it.
pub(super) fn head(stream: &mut impl BufRead) -> Result<Head, String> {
    let mut stream = stream.take(MAX_HEAD_BYTES);
    let mut head = Head::default();
    let mut is_first = true;
    loop {
        let mut line = Vec::new();
        stream.read_until(b'\n', &mut line).map_err(|error| told(&error))?;
        if line.is_empty() {
            return Err("the head of the answer has no end".to_owned());
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if std::mem::take(&mut is_first) {
            let status =
                line.split_ascii_whitespace().nth(1).and_then(|status| status.parse().ok());
            head.status = status.ok_or("the answer has no status")?;
            continue;
        }
        if line.is_empty() {
            return Ok(head);
        }
        let Some((name, value)) = line.split_once(':') else { continue };
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
        let listed = || value.split(',').map(|one| one.trim().to_ascii_lowercase());
        match name.as_str() {
            "content-type" => head.media = value.to_owned(),
            "transfer-encoding" => head.is_chunked = listed().any(|one| one == "chunked"),
            "content-encoding" => head.encodings.extend(listed()),
            _ => {}
        }
    }
}

/// The body below `head` as it was before the server packed it. What says that it is packed and is
/// not is given as it is: tools that capture often unpack and leave the head. gzip and zstd are
/// known by the bytes themselves, whatever the head says, where the body is read.
pub(super) fn body<'a>(
    head: &Head,
    stream: impl BufRead + 'a,
    meter: &Rc<Meter>,
) -> Box<dyn Read + 'a> {
    let mut body: Box<dyn Read + 'a> = Box::new(stream);
    if head.is_chunked {
        let (state, before) = (State::Between, io::Cursor::default());
        body = Box::new(Chunked { stream: BufReader::new(body), state, before });
    }
    for encoding in head.encodings.iter().rev() {
        body = match encoding.as_str() {
            "deflate" => deflated(body, meter),
            "br" => brotli(body, meter),
            _ => body,
        };
    }
    body
}

fn deflated<'a>(body: Box<dyn Read + 'a>, meter: &Rc<Meter>) -> Box<dyn Read + 'a> {
    let mut body = BufReader::new(body);
    match body.fill_buf().unwrap_or_default() {
        // What is called deflate is zlib (RFC 1950), and from some servers deflate itself.
        [0x78, ..] => meter.measure(ZlibDecoder::new(body)),
        start if is_markup(start) => Box::new(body),
        _ => meter.measure(DeflateDecoder::new(body)),
    }
}

fn brotli<'a>(body: Box<dyn Read + 'a>, meter: &Rc<Meter>) -> Box<dyn Read + 'a> {
    let mut body = BufReader::new(body);
    if is_markup(body.fill_buf().unwrap_or_default()) {
        return Box::new(body);
    }
    meter.measure(brotli_decompressor::Decompressor::new(body, BUFFER_BYTES))
}

fn is_markup(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    start.starts_with(b"<!") || start.starts_with(b"<h") || start.starts_with(b"<H")
}

/// A body in chunks (RFC 9112, 7.1).
struct Chunked<R> {
    stream: R,
    state: State,
    /// What was read as the line above a chunk and is none.
    before: io::Cursor<Vec<u8>>,
}

#[derive(Clone, Copy)]
enum State {
    /// Before the line that says how long a chunk is.
    Between,
    /// Within a chunk.
    Inside(u64),
    /// No such line was there: the rest is given as it is.
    Plain,
    /// The last chunk was read.
    Ended,
}

impl<R: BufRead> Read for Chunked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.state {
                State::Ended => return Ok(0),
                State::Plain => match self.before.read(into)? {
                    0 => return self.stream.read(into),
                    count => return Ok(count),
                },
                State::Inside(0) => {
                    // The line end behind a chunk.
                    for end in [b'\r', b'\n'] {
                        if self.stream.fill_buf()?.first() == Some(&end) {
                            self.stream.consume(1);
                        }
                    }
                    self.state = State::Between;
                }
                State::Inside(left) => {
                    let most = usize::try_from(left).unwrap_or(usize::MAX).min(into.len());
                    let count = self.stream.read(&mut into[..most])?;
                    if count == 0 && !into.is_empty() {
                        let why = "the answer ends within a chunk";
                        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, why));
                    }
                    self.state = State::Inside(left - count as u64);
                    return Ok(count);
                }
                State::Between => {
                    let mut line = Vec::new();
                    let limit = MAX_CHUNK_LINE_BYTES as u64;
                    (&mut self.stream).take(limit).read_until(b'\n', &mut line)?;
                    self.state = match chunk_length(&line) {
                        _ if line.is_empty() => State::Ended,
                        Some(0) => State::Ended,
                        Some(length) => State::Inside(length),
                        None => {
                            self.before = io::Cursor::new(line);
                            State::Plain
                        }
                    };
                }
            }
        }
    }
}

/// The length of a chunk by the line above it.
fn chunk_length(line: &[u8]) -> Option<u64> {
    let line = std::str::from_utf8(line.strip_suffix(b"\n")?).ok()?;
    u64::from_str_radix(line.split(';').next()?.trim(), 16).ok()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(head: &str, bytes: &[u8]) -> String {
        let answer = [head.as_bytes(), bytes].concat();
        let mut stream = answer.as_slice();
        let head = super::head(&mut stream).expect("a head");
        let mut text = String::new();
        match body(&head, stream, &Meter::of(1)).read_to_string(&mut text) {
            Ok(_) => text,
            Err(error) => format!("{text} ({error})"),
        }
    }

    #[test]
    fn a_head_is_read_however_it_was_written() {
        let mut stream: &[u8] =
            b"HTTP/2 203 \nContent-Type : text/html; charset=euc-kr\n folded\nTRANSFER-ENCODING: Chunked\n\n";
        let head = head(&mut stream).expect("a head");
        assert_eq!((head.status, head.is_chunked), (203, true));
        assert_eq!(head.media, "text/html; charset=euc-kr");
        assert!(super::head(&mut b"HTTP/1.1\r\n\r\n".as_slice()).is_err());
        assert!(super::head(&mut b"HTTP/1.1 200 OK\r\nA: b\r\n".as_slice()).is_err());
    }

    #[test]
    fn chunks_are_joined_and_what_is_in_none_is_given_as_it_is() {
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assert_eq!(read(chunked, b"4;x=1\r\none \r\n3\r\ntwo\r\n0\r\n\r\n"), "one two");
        assert_eq!(read(chunked, b"<p>one two"), "<p>one two");
        assert_eq!(read(chunked, b"4\r\none \r\ntwo, in no chunk"), "one two, in no chunk");
        assert_eq!(read(chunked, b"9\r\none"), "one (the answer ends within a chunk)");
    }

    #[test]
    fn chunks_of_any_length_are_joined() {
        let text: String = (0..40_000).map(|n| char::from(b'a' + (n % 26) as u8)).collect();
        let mut body = Vec::new();
        for piece in text.as_bytes().chunks(37) {
            body.extend_from_slice(format!("{:x}\r\n", piece.len()).as_bytes());
            body.extend_from_slice(&[piece, b"\r\n"].concat());
        }
        body.extend_from_slice(b"0\r\n\r\n");
        assert_eq!(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", &body), text);
    }

    #[test]
    fn bodies_are_unpacked_as_servers_packed_them() {
        let head = |encoding| format!("HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\n\r\n");
        let level = flate2::Compression::best();
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), level);
        zlib.write_all(b"one two").expect("memory takes it");
        assert_eq!(read(&head("deflate"), &zlib.finish().expect("memory takes it")), "one two");
        let mut bare = flate2::write::DeflateEncoder::new(Vec::new(), level);
        bare.write_all(b"one two").expect("memory takes it");
        assert_eq!(read(&head("deflate"), &bare.finish().expect("memory takes it")), "one two");
        // One block that is not compressed (RFC 7932, 9.2), and an empty last one.
        let block = [0x60, 0x00, 0x10];
        let brotli = [&block, b"one two".as_slice(), &[0x03]].concat();
        assert_eq!(read(&head("br"), &brotli), "one two");
        for encoding in ["br", "deflate"] {
            assert_eq!(read(&head(encoding), b"<!doctype html>one"), "<!doctype html>one");
        }
    }
}
