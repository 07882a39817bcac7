//! One piece in several files: the printing at the first origin in order rules. Headline,
//! paragraphs and labels of the clipping are its, whatever came in first; the others are kept for
//! the day on which it is gone.
//!
//! Where a number makes one piece of printings whose texts differ, the one that says most rules, and
//! the clipping tells of the others.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;

use super::{Lore, Wording, conclude, corrections, draft_hash, draft_of, published};
use crate::clipping::{Clipping, Note, Origin, Printing};

/// Every printing of `clipping`, the ruling one first.
pub fn printings(clipping: &Clipping) -> Vec<Printing> {
    let others: HashSet<&Origin> =
        clipping.others.iter().flat_map(|printing| &printing.origins).collect();
    let is_ruling = |origin: &&Origin| !others.contains(origin);
    let ruling = Printing {
        origins: clipping.origins.iter().filter(is_ruling).cloned().collect(),
        draft: draft_of(clipping),
        notes: clipping
            .notes
            .iter()
            .filter(|note| !published::wrote(note) && !wrote(note))
            .cloned()
            .collect(),
    };
    std::iter::once(ruling).chain(clipping.others.iter().cloned()).collect()
}

/// `clipping` as it is where only `printings` are left of it. One of them has an origin.
///
/// Its id, time of entry and word count stay.
pub fn reprinted(
    clipping: Clipping,
    printings: Vec<Printing>,
    lore: &Lore,
    now: NaiveDateTime,
) -> Clipping {
    let mut others = in_order(printings);
    let ruling = others.remove(0);
    let differing = differing(&ruling, &others);
    let printed = others.iter().flat_map(|printing| &printing.origins);
    let mut origins: Vec<Origin> = ruling.origins.iter().chain(printed).cloned().collect();
    origins.sort();
    // The name of the first file is a clue, and corrections follow all of them.
    let stays = clipping.origins.first() == origins.first()
        && lore.corrections.is_empty()
        && draft_of(&clipping) == ruling.draft;
    if stays {
        let mut notes = clipping.notes;
        notes.retain(|note| !wrote(note));
        notes.extend(differing);
        return Clipping { origins, others, notes, ..clipping };
    }
    let mut again = conclude(ruling.draft, origins, lore, now);
    again.notes.extend(ruling.notes);
    again.notes.extend(differing);
    again = Clipping {
        id: clipping.id,
        added: clipping.added,
        word_count: clipping.word_count,
        others,
        ..again
    };
    corrections::apply(&mut again, lore);
    again
}

/// Each draft once, by its first origin.
fn in_order(mut printings: Vec<Printing>) -> Vec<Printing> {
    printings.retain(|printing| !printing.origins.is_empty());
    printings.iter_mut().for_each(|printing| printing.origins.sort());
    printings.sort_by(|a, b| a.origins.cmp(&b.origins));
    let mut ordered: Vec<Printing> = Vec::new();
    // The places of drafts by their hash.
    let mut known: HashMap<u128, Vec<usize>> = HashMap::new();
    for mut printing in printings {
        let places = known.entry(draft_hash(&printing.draft)).or_default();
        match places.iter().find(|place| ordered[**place].draft == printing.draft) {
            Some(place) => ordered[*place].origins.append(&mut printing.origins),
            None => {
                places.push(ordered.len());
                ordered.push(printing);
            }
        }
    }
    for printing in &mut ordered {
        printing.origins.sort();
        printing.origins.dedup();
    }
    if ordered.iter().any(|printing| printing.draft.native.is_some()) {
        // The sort is stable: of two that say as much the first one rules.
        ordered.sort_by_cached_key(|printing| Reverse(Wording::of(&printing.draft).length()));
    }
    ordered
}

/// How notes about printings with other words open.
const DIFFERS: &str = "other words under the same number in ";

/// Whether a note is about a printing with other words: it is written anew with every change.
fn wrote(note: &Note) -> bool {
    note.message.starts_with(DIFFERS)
}

/// Which of `others` have other words than the ruling printing.
fn differing(ruling: &Printing, others: &[Printing]) -> Vec<Note> {
    if ruling.draft.native.is_none() {
        return Vec::new();
    }
    let rules = Wording::of(&ruling.draft);
    let differs = |printing: &&Printing| !Wording::of(&printing.draft).is_same_text(&rules);
    let place =
        |printing: &Printing| printing.origins.first().map(|origin| origin.place().into_owned());
    let places = others.iter().filter(differs).filter_map(place);
    places.map(|place| Note::new(format!("{DIFFERS}{place}: the longer text is shown"))).collect()
}
