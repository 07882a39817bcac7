//! The bytes of a file or of a file inside it: looked into before they are read, and measured while
//! they are unpacked.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;

/// How many bytes of a file tell what holds it: a tar header has so many.
const HEAD_BYTES: usize = 512;
/// A file may unpack to so many times its own bytes, over all that is in it. Text packs to a tenth,
/// pages of one site to a thirtieth; only a bomb is far beyond.
const MAX_RATIO: u64 = 250;
/// What any file may unpack to, however small it is, in bytes.
const MIN_UNPACKED_BYTES: u64 = 256 << 20;
/// What any file may unpack to, however large it is, in bytes.
const MAX_UNPACKED_BYTES: u64 = 64 << 30;

/// Bytes that lie somewhere and can be read in any order.
pub trait Seekable: Read + Seek {}

impl<T: Read + Seek> Seekable for T {}

/// Bytes, in memory or still to come.
pub(super) enum Content<'a> {
    /// All of them.
    Whole(&'a [u8]),
    /// More of them than are held.
    Large(Box<dyn Seekable + 'a>),
    /// What some unpacker gives.
    Stream(Box<dyn Read + 'a>),
}

/// What a stream came to.
pub(super) struct Drained<'a> {
    /// Its bytes, as far as they could be had.
    pub(super) bytes: Cow<'a, [u8]>,
    /// Why they end early.
    pub(super) broken: Option<io::Error>,
    /// The others, where there are more than were asked for.
    pub(super) rest: Option<Box<dyn Read + 'a>>,
}

impl<'a> Content<'a> {
    /// The first bytes, and the content as it was. What cannot be read is met again when it is
    /// drained.
    pub(super) fn peek(self) -> (Vec<u8>, Self) {
        match self {
            Self::Whole(bytes) => (bytes[..bytes.len().min(HEAD_BYTES)].to_vec(), self),
            Self::Large(mut large) => {
                let mut head = Vec::new();
                let read = large.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head);
                let broken = read.and_then(|_| large.seek(SeekFrom::Start(0))).err();
                match broken {
                    None => (head, Self::Large(large)),
                    Some(error) => (head, Self::Stream(Box::new(Broken(Some(error))))),
                }
            }
            Self::Stream(mut stream) => {
                let mut head = Vec::new();
                let broken = stream.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head).err();
                let rest = Broken(broken).chain(stream);
                let whole = io::Cursor::new(head.clone()).chain(rest);
                (head, Self::Stream(Box::new(whole)))
            }
        }
    }

    /// The bytes one after the other.
    pub(super) fn reader(self) -> Box<dyn Read + 'a> {
        match self {
            Self::Whole(bytes) => Box::new(bytes),
            Self::Large(large) => Box::new(BufReader::new(large)),
            Self::Stream(stream) => stream,
        }
    }

    /// All bytes, up to `limit_bytes`.
    pub(super) fn drain(self, limit_bytes: u64) -> Drained<'a> {
        let mut stream = match self {
            Self::Whole(bytes) => {
                let limit = usize::try_from(limit_bytes).unwrap_or(usize::MAX);
                let rest = bytes.get(limit..).filter(|rest| !rest.is_empty());
                let rest = rest.map(|rest| Box::new(rest) as Box<dyn Read>);
                let bytes = if rest.is_some() { &bytes[..limit] } else { bytes };
                return Drained { bytes: bytes.into(), broken: None, rest };
            }
            other => other.reader(),
        };
        let mut bytes = Vec::new();
        let broken = stream.by_ref().take(limit_bytes + 1).read_to_end(&mut bytes).err();
        let rest = (bytes.len() as u64 > limit_bytes).then_some(stream);
        Drained { bytes: bytes.into(), broken, rest }
    }
}

/// A stream that fails once and is empty afterwards.
pub(super) struct Broken(pub(super) Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// A stream that nothing follows in once it has failed: asked again, an unpacker that lost its way would
/// fail for ever.
pub(super) struct FailsOnce<R> {
    stream: R,
    has_failed: bool,
}

impl<R: Read> FailsOnce<R> {
    /// The same stream until it fails.
    pub(super) fn new(stream: R) -> Self {
        Self { stream, has_failed: false }
    }
}

impl<R: Read> Read for FailsOnce<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.has_failed {
            return Ok(0);
        }
        let read = self.stream.read(into);
        let goes_on = matches!(&read, Err(error) if error.kind() == io::ErrorKind::Interrupted);
        self.has_failed = read.is_err() && !goes_on;
        read
    }
}

/// How much may still be unpacked from one file.
#[derive(Debug)]
pub(super) struct Meter {
    left: Cell<u64>,
    limit_bytes: u64,
    is_spent: Cell<bool>,
}

impl Meter {
    /// The meter of a file of that size.
    pub(super) fn of(file_bytes: u64) -> Rc<Self> {
        let limit_bytes =
            file_bytes.saturating_mul(MAX_RATIO).clamp(MIN_UNPACKED_BYTES, MAX_UNPACKED_BYTES);
        Rc::new(Self { left: Cell::new(limit_bytes), limit_bytes, is_spent: Cell::new(false) })
    }

    /// Whether no more may be unpacked.
    pub(super) fn is_spent(&self) -> bool {
        self.is_spent.get()
    }

    /// What is said then.
    pub(super) fn told(&self) -> String {
        format!(
            "it unpacks to more than {} MiB, the limit for a file of its size: the rest was not read, \
             and whatever follows there was not looked at",
            self.limit_bytes >> 20
        )
    }

    /// Counts what was unpacked elsewhere.
    pub(super) fn count(&self, bytes: u64) {
        match self.left.get().checked_sub(bytes) {
            Some(left) => self.left.set(left),
            None => self.is_spent.set(true),
        }
    }

    /// `stream`, with all it gives counted.
    pub(super) fn measure<'a>(self: &Rc<Self>, stream: impl Read + 'a) -> Box<dyn Read + 'a> {
        Box::new(Measured { stream, meter: Rc::clone(self) })
    }
}

struct Measured<R> {
    stream: R,
    meter: Rc<Meter>,
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.meter.is_spent() {
            return Err(io::Error::other(self.meter.told()));
        }
        let count = self.stream.read(into)?;
        self.meter.count(count as u64);
        match self.meter.is_spent() {
            true => Err(io::Error::other(self.meter.told())),
            false => Ok(count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_looked_into_is_still_whole() {
        let bytes: Vec<u8> = (0..2_000_u32).map(|n| n as u8).collect();
        let (head, content) = Content::Stream(Box::new(bytes.as_slice())).peek();
        assert_eq!(head, bytes[..HEAD_BYTES]);
        let drained = content.drain(5_000);
        assert_eq!(*drained.bytes, *bytes);
        assert!(drained.broken.is_none() && drained.rest.is_none());
    }

    #[test]
    fn a_stream_that_fails_early_gives_what_it_had_and_why_it_ends() {
        let failing = b"abc".chain(Broken(Some(io::Error::other("torn"))));
        let (head, content) = Content::Stream(Box::new(failing)).peek();
        assert_eq!(head, b"abc");
        let drained = content.drain(10);
        assert_eq!(*drained.bytes, *b"abc");
        assert_eq!(drained.broken.expect("it was broken").to_string(), "torn");
    }

    #[test]
    fn a_meter_stops_what_unpacks_without_end() {
        let meter = Meter::of(10);
        let mut stream = meter.measure(io::repeat(7));
        let read = io::copy(&mut stream, &mut io::sink());
        assert!(read.is_err_and(|error| error.to_string().contains("256 MiB")));
        assert!(meter.is_spent());
    }
}
