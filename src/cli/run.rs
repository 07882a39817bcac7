//! What every verb is given.

use std::ffi::OsString;
use std::path::PathBuf;

use super::ending::Failure;
use super::screen::Screen;
use super::search::brief;
use super::time::Now;
use crate::archive::Snapshot;
use crate::clipping::{Clipping, Id};
use crate::ingest;

/// Where the archive is, what time it is, where output goes.
pub(super) struct Run {
    /// The folder of the archive.
    pub index: PathBuf,
    /// What reads PDF files; empty for nothing but this program.
    pub pdftotext: OsString,
    /// The moment the program was started.
    pub now: Now,
    /// Where output goes.
    pub screen: Screen,
    /// Whether no verb was named.
    pub verb_is_implicit: bool,
}

/// The fewest characters of an id that are taken for one.
const SHORTEST_PREFIX: usize = 4;

/// Clippings listed at most where an id is ambiguous.
const LISTED: usize = 10;

impl Run {
    /// The one clipping whose id begins so, as [`Run::id`] finds it.
    pub(super) fn clipping(
        &mut self,
        snapshot: &Snapshot,
        prefix: &str,
    ) -> Result<Clipping, Failure> {
        let id = self.id(snapshot, prefix)?;
        match snapshot.find(id)? {
            Some(address) => Ok(snapshot.clipping(address)?),
            None => Err(ingest::Error::NoSuchClipping { id: id.to_string() }.into()),
        }
    }

    /// The one clipping whose id begins so; otherwise a failure that lists those that do.
    pub(super) fn id(&mut self, snapshot: &Snapshot, prefix: &str) -> Result<Id, Failure> {
        let prefix = prefix.trim();
        if prefix.len() < SHORTEST_PREFIX {
            return Err(Failure::usage(
                format!("an id is at least {SHORTEST_PREFIX} characters long"),
                "ids stand below each hit of `morgue search`",
            ));
        }
        let ids = snapshot.ids_with_prefix(prefix, LISTED + 1)?;
        match ids.as_slice() {
            [] => Err(Failure::usage(
                format!("no clipping has an id that begins with {prefix}"),
                "ids stand below each hit of `morgue search`",
            )),
            [id] => Ok(*id),
            several => {
                for id in several.iter().take(LISTED) {
                    if let Some(address) = snapshot.find(*id)? {
                        let line = brief(&snapshot.short_id(*id)?, &snapshot.clipping(address)?);
                        self.screen.aside(&line);
                    }
                }
                if several.len() > LISTED {
                    self.screen.aside("…");
                }
                Err(Failure::usage(
                    format!("several clippings have an id that begins with {prefix}"),
                    "give more of its characters",
                ))
            }
        }
    }
}
