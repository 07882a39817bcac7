//! Paths as clippings and ledger write them: text, though a system lets names be any bytes.
//!
//! Bytes that are no UTF-8 are written `\xff`. A backslash before what looks like one is written
//! `\x5c`, so that no two names are written alike; all other names are written as they are.

use std::fmt::Write;
use std::path::{Component, Path};

/// A path as the system gives it.
pub(super) fn written(path: &Path) -> String {
    escaped(path.as_os_str().as_encoded_bytes())
}

/// A path below a root, with `/` between its steps.
pub(super) fn written_below(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let steps: Vec<String> = relative.components().map(step).collect();
    steps.join("/")
}

fn step(component: Component<'_>) -> String {
    escaped(component.as_os_str().as_encoded_bytes())
}

fn escaped(name: &[u8]) -> String {
    let mut written = String::with_capacity(name.len());
    let mut rest = name;
    for chunk in name.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c == '\\' && looks_escaped(rest) {
                push_escape(&mut written, b'\\');
            } else {
                written.push(c);
            }
            rest = &rest[c.len_utf8()..];
        }
        for byte in chunk.invalid() {
            push_escape(&mut written, *byte);
        }
        rest = &rest[chunk.invalid().len()..];
    }
    written
}

fn push_escape(written: &mut String, byte: u8) {
    write!(written, "\\x{byte:02x}").expect("a string takes all that is written to it");
}

/// Whether a name that goes on so would read as an escaped byte.
fn looks_escaped(name: &[u8]) -> bool {
    matches!(name, [b'\\', b'x', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_names_are_written_as_they_are() {
        for name in ["a.txt", "지소미아.txt", "back\\slash", "\\x", "\\xg0", "a b"] {
            assert_eq!(escaped(name.as_bytes()), name);
        }
    }

    #[test]
    fn no_two_names_are_written_alike() {
        let names: [&[u8]; 9] = [
            b"a\xff",
            b"a\xfe",
            b"a\\xff",
            b"a\\\xff",
            b"a\\x\xff",
            b"a\\x5cxff",
            b"a\\x5c\xff",
            b"a\xed\xa0\x80",
            "a\u{fffd}".as_bytes(),
        ];
        let written: std::collections::BTreeSet<String> =
            names.iter().map(|name| escaped(name)).collect();
        assert_eq!(written.len(), names.len(), "{written:?}");
        assert_eq!(escaped(b"a\xff"), "a\\xff");
        assert_eq!(escaped(b"a\\xff"), "a\\x5cxff");
    }
}
