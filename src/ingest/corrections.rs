//! Which corrections apply to nothing: what a person said must not be lost without a word.

use crate::archive::{self, Snapshot};
use crate::clipping::Id;
use crate::enrich::Lore;

/// A clipping that people corrected and that the archive holds no longer, neither under its id nor
/// with other words in the same place of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unapplied {
    /// The id it had.
    pub id: Id,
    /// The files it lay in, where that is known.
    pub files: Vec<String>,
}

impl Unapplied {
    /// One sentence for people.
    pub fn told(&self) -> String {
        let (id, files) = (self.id, self.files.join(", "));
        match files.is_empty() {
            true => format!("the correction of {id} applies to nothing in the archive"),
            false => format!("the correction of {id}, once in {files}, applies to nothing now"),
        }
    }
}

/// The corrections in `lore` that apply to nothing in the archive, by id.
///
/// # Errors
/// Where the archive cannot be read.
pub fn unapplied(snapshot: &Snapshot, lore: &Lore) -> archive::Result<Vec<Unapplied>> {
    let mut unapplied = Vec::new();
    for id in lore.corrections.keys().filter(|id| !lore.forgotten.contains(id)) {
        if snapshot.find(*id)?.is_some() {
            continue;
        }
        let of_id =
            |traces: &[_]| traces.iter().any(|trace: &crate::enrich::Trace| trace.id == *id);
        let mut files = Vec::new();
        let mut followed = false;
        for (origin, _) in lore.traces.iter().filter(|(_, traces)| of_id(traces)) {
            files.push(origin.path.clone());
            for address in
                snapshot.clippings_of_file(archive::file_key(&origin.root, &origin.path))?
            {
                followed |= snapshot.id_at(address)?.is_some()
                    && lore.ids_of(&snapshot.clipping(address)?).contains(id);
            }
        }
        if !followed {
            unapplied.push(Unapplied { id: *id, files });
        }
    }
    Ok(unapplied)
}
