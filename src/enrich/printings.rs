//! One piece in several files: the printing at the first origin in order rules. Headline,
//! paragraphs and labels of the clipping are its, whatever came in first; the others are kept for
//! the day on which it is gone.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;

use super::{Lore, conclude, corrections, draft_hash, draft_of, published};
use crate::clipping::{Clipping, Origin, Printing};

/// Every printing of `clipping`, the ruling one first.
pub fn printings(clipping: &Clipping) -> Vec<Printing> {
    let others: HashSet<&Origin> =
        clipping.others.iter().flat_map(|printing| &printing.origins).collect();
    let is_ruling = |origin: &&Origin| !others.contains(origin);
    let ruling = Printing {
        origins: clipping.origins.iter().filter(is_ruling).cloned().collect(),
        draft: draft_of(clipping),
        notes: clipping.notes.iter().filter(|note| !published::wrote(note)).cloned().collect(),
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
    let printed = others.iter().flat_map(|printing| &printing.origins);
    let mut origins: Vec<Origin> = ruling.origins.iter().chain(printed).cloned().collect();
    origins.sort();
    // The name of the first file is a clue, and corrections follow all of them.
    let stays = clipping.origins.first() == origins.first()
        && lore.corrections.is_empty()
        && draft_of(&clipping) == ruling.draft;
    if stays {
        return Clipping { origins, others, ..clipping };
    }
    let mut again = conclude(ruling.draft, origins, lore, now);
    again.notes.extend(ruling.notes);
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
    ordered
}
