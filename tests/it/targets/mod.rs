//! What is fuzzed: every reader by itself, what lies beside a clipping, queries, and a clipping judged.
//!
//! The fuzz targets of `fuzz/` and the runner on stable (`fuzz_targets.rs`) both are this list, so
//! that neither tries what the other leaves out. A registered format is a target without being
//! named here; `fuzz/Cargo.toml` names each, which a test compares.

#![allow(unreachable_pub, reason = "the fuzz targets include this file as a module of their own")]

mod judge;
mod query;
mod readers;

use morgue::intake::{self, Format};

/// Something that takes any bytes, and panics where a promise is broken.
#[derive(Clone)]
pub struct Target {
    /// Its name, in small letters with hyphens: that of its format mostly.
    pub name: String,
    way: Way,
}

/// What is done with the bytes.
#[derive(Clone, Copy)]
enum Way {
    /// They are read as that format, whatever they look like.
    Format(Format),
    /// They are the parts of a zip file, which is read as that format.
    Parts(Format),
    /// They are a file whose first line is its path: its content tells the format.
    File,
    /// They lie beside a clipping, as JSON and as YAML.
    Sidecar,
    /// They are a query.
    Query,
    /// They are a query and, from the second line on, a clipping.
    Judge,
}

/// Formats that are zip files of parts: bytes of their own rarely get past the sums of the parts.
pub const IN_PARTS: [&str; 5] = ["DOCX", "ODT", "EPUB", "zip", "WACZ"];

/// What a part of a zip file begins with, before its path.
pub const PART: &str = "== ";

/// All targets.
pub fn all() -> Vec<Target> {
    let target = |name: &str, way| Target { name: name.to_owned(), way };
    let mut all: Vec<Target> = intake::formats()
        .map(|format| target(&named(format.name()), Way::Format(format)))
        .collect();
    let in_parts = intake::formats().filter(|format| IN_PARTS.contains(&format.name()));
    all.extend(
        in_parts
            .map(|format| target(&format!("{}-parts", named(format.name())), Way::Parts(format))),
    );
    all.extend([
        target("file", Way::File),
        target("sidecar", Way::Sidecar),
        target("query", Way::Query),
        target("judge", Way::Judge),
    ]);
    all
}

impl Target {
    /// Tries it on `bytes`.
    pub fn run(&self, bytes: &[u8]) {
        match self.way {
            Way::Format(format) => readers::format(format, bytes),
            Way::Parts(format) => readers::format(format, &readers::zip_of_parts(bytes)),
            Way::File => readers::file(bytes),
            Way::Sidecar => readers::sidecar(bytes),
            Way::Query => query::run(&String::from_utf8_lossy(bytes)),
            Way::Judge => judge::run(&String::from_utf8_lossy(bytes)),
        }
    }
}

/// The name of a target that reads a format: `NewsML-G2` is `newsml-g2`.
pub fn named(format: &str) -> String {
    format.to_ascii_lowercase().replace(' ', "-")
}
