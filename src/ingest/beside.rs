//! Which files of a walk are sidecars, and of which files.

use std::collections::HashMap;

use super::walk::Walk;
use crate::intake::Sidecars;

/// Files beside others, by their places among the files of a walk.
#[derive(Debug, Default)]
pub(super) struct Besides {
    sidecars: HashMap<usize, Vec<usize>>,
    partners: HashMap<usize, usize>,
}

impl Besides {
    /// Those of a walk; `sidecars` says for each root how they are called.
    pub(super) fn of(walk: &Walk, sidecars: &[Sidecars]) -> Self {
        let mut besides = Self::default();
        let may_be = |place: usize| {
            let file = &walk.files[place];
            sidecars[file.root].may_be(&file.path)
        };
        let candidates: HashMap<(usize, &str), usize> = (0..walk.files.len())
            .filter(|place| may_be(*place))
            .map(|place| ((walk.files[place].root, &*walk.files[place].path), place))
            .collect();
        if candidates.is_empty() {
            return besides;
        }
        for (place, file) in walk.files.iter().enumerate() {
            if !sidecars[file.root].speaks_of(&file.path) {
                continue;
            }
            for path in sidecars[file.root].of_file(&file.path) {
                if let Some(sidecar) = candidates.get(&(file.root, path.as_str())) {
                    besides.sidecars.entry(place).or_default().push(*sidecar);
                    besides.partners.entry(*sidecar).or_insert(place);
                }
            }
        }
        besides
    }

    /// What may be sidecars of a file, in the order they are heard.
    pub(super) fn of_file(&self, place: usize) -> &[usize] {
        self.sidecars.get(&place).map_or(&[], Vec::as_slice)
    }

    /// A file that the one at `place` may be a sidecar of.
    pub(super) fn partner(&self, place: usize) -> Option<usize> {
        self.partners.get(&place).copied()
    }
}
