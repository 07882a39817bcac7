//! Files packed as a whole, gzip and zstd: what is inside is read in their place.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use flate2::bufread::GzDecoder;

use super::stream::{Content, FailsOnce, Meter};

/// A way of packing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// One or more gzip members, one after the other (RFC 1952).
    Gzip,
    /// Zstandard frames (RFC 8878).
    Zstd,
}

/// The first bytes of a gzip member: its magic number, and deflate as its method.
const GZIP: &[u8] = b"\x1F\x8B\x08";
/// Memory that a zstd frame may ask for, as a power of two of bytes: 128 MiB, what the tool itself
/// takes without being told otherwise.
const ZSTD_WINDOW_LOG: u32 = 27;
/// Endings of names, and what is left of them when the file is unpacked.
const ENDINGS: &[(&str, &str)] =
    &[(".tgz", ".tar"), (".gz", ""), (".zst", ""), (".zstd", ""), (".taz", ".tar")];

impl Packing {
    /// All of them.
    pub(super) const ALL: &[Self] = &[Self::Gzip, Self::Zstd];

    /// How a file that begins so is packed.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        if head.starts_with(GZIP) {
            Some(Self::Gzip)
        } else if head.starts_with(b"\x28\xB5\x2F\xFD") {
            Some(Self::Zstd)
        } else {
            None
        }
    }

    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }

    /// What is inside, counted by `meter`; `behind` is set where something else follows it.
    pub(super) fn unpacked<'a>(
        self,
        content: Content<'a>,
        meter: &Rc<Meter>,
        behind: &Rc<Cell<bool>>,
    ) -> Content<'a> {
        let packed = BufReader::new(content.reader());
        Content::Stream(match self {
            Self::Gzip => {
                meter.measure(Gzip { place: Place::Between(packed), behind: Rc::clone(behind) })
            }
            Self::Zstd => match zstd::stream::read::Decoder::with_buffer(packed) {
                Ok(mut unpacker) => match unpacker.window_log_max(ZSTD_WINDOW_LOG) {
                    Ok(()) => meter.measure(FailsOnce::new(unpacker)),
                    Err(error) => Box::new(Failing(Some(error))),
                },
                Err(error) => Box::new(Failing(Some(error))),
            },
        })
    }
}

/// The name of a file once it is unpacked: `export.tgz` holds `export.tar`.
pub(super) fn bare_name(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let found = ENDINGS.iter().find(|(ending, _)| lower.ends_with(ending));
    found.map_or_else(
        || name.to_owned(),
        |(ending, left)| format!("{}{left}", &name[..name.len() - ending.len()]),
    )
}

struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Gzip members one after the other. A damaged one fails once; the next read goes on with the next
/// member that can be found, so that one bad record of a web archive does not cost the others.
struct Gzip<R> {
    place: Place<R>,
    /// Set where something else follows the last member.
    behind: Rc<Cell<bool>>,
}

/// Where in such a stream reading is.
enum Place<R> {
    /// Before a member.
    Between(R),
    /// Within one.
    Inside(GzDecoder<R>),
    /// A member was damaged: the next one is to be looked for.
    Lost(R),
    /// All was read.
    Ended,
}

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.place, Place::Ended) {
                Place::Between(mut packed) => {
                    let next = packed.fill_buf()?;
                    if !next.starts_with(&GZIP[..1]) {
                        // Zeros fill the last block of a tape.
                        self.behind.set(next.iter().any(|byte| *byte != 0));
                        return Ok(0);
                    }
                    self.place = Place::Inside(GzDecoder::new(packed));
                }
                Place::Inside(mut member) => match member.read(into) {
                    Ok(0) if !into.is_empty() => self.place = Place::Between(member.into_inner()),
                    Ok(count) => {
                        self.place = Place::Inside(member);
                        return Ok(count);
                    }
                    Err(error) => {
                        self.place = Place::Lost(member.into_inner());
                        return Err(error);
                    }
                },
                Place::Lost(mut packed) => {
                    if !find_member(&mut packed)? {
                        return Ok(0);
                    }
                    self.place = Place::Between(packed);
                }
                Place::Ended => return Ok(0),
            }
        }
    }
}

/// Goes on to the next place where a member may begin; whether there is one.
fn find_member(packed: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let buffer = packed.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        match buffer.windows(GZIP.len()).position(|window| window == GZIP) {
            Some(at) => {
                packed.consume(at);
                return Ok(true);
            }
            None => {
                // The magic number may lie across the end of the buffer; missing one costs a record.
                let all = buffer.len();
                packed.consume(all);
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;

    use super::*;

    /// `text` as one gzip member.
    pub(in crate::intake) fn gzip(text: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(text).expect("memory takes it");
        packer.finish().expect("memory takes it")
    }

    fn unpacked(bytes: &[u8]) -> (String, Vec<String>) {
        let packing = Packing::of(bytes).expect("it is packed");
        let mut stream =
            packing.unpacked(Content::Whole(bytes), &Meter::of(1), &Rc::default()).reader();
        let (mut text, mut errors) = (Vec::new(), Vec::new());
        while let Err(error) = stream.read_to_end(&mut text) {
            errors.push(error.to_string());
            assert!(errors.len() < 100, "it ends");
        }
        (String::from_utf8_lossy(&text).into_owned(), errors)
    }

    #[test]
    fn members_follow_one_another_and_zeros_end_them() {
        let bytes = [gzip(b"one "), gzip(b"two"), vec![0; 700]].concat();
        assert_eq!(unpacked(&bytes), ("one two".to_owned(), Vec::new()));
        let frames =
            ["one ", "two"].map(|text| zstd::encode_all(text.as_bytes(), 1).expect("zstd"));
        assert_eq!(unpacked(&frames.concat()), ("one two".to_owned(), Vec::new()));
    }

    #[test]
    fn a_damaged_member_costs_no_other() {
        let mut bad = gzip("a record that is long enough to be damaged in its midst".as_bytes());
        let middle = bad.len() / 2;
        bad[middle] ^= 0xFF;
        bad[middle + 1] ^= 0x55;
        let (text, errors) = unpacked(&[gzip(b"one "), bad, gzip(b"three")].concat());
        assert!(text.starts_with("one ") && text.ends_with("three"), "{text}");
        assert_eq!(errors.len(), 1);
    }

    #[test]
    fn names_lose_the_ending_of_their_packing() {
        for (name, bare) in [("a/b.txt.gz", "a/b.txt"), ("x.TGZ", "x.tar"), ("plain", "plain")] {
            assert_eq!(bare_name(name), bare);
        }
    }
}
