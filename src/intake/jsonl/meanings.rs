//! What the keys of a file stand for: as a person says, as the values of its first articles tell, or as
//! keys of objects are known.

use crate::intake::json::{Object, Value};
use crate::intake::keys::{self, Mapping, Ours};

/// What the keys of one file stand for.
pub(super) struct Meanings<'a> {
    map: &'a [Mapping],
    /// Keys that say nothing by themselves and whose values do.
    guessed: Vec<(String, Ours)>,
}

impl<'a> Meanings<'a> {
    /// As a person says, and as keys are known.
    pub(super) fn new(map: &'a [Mapping]) -> Self {
        Self { map, guessed: Vec::new() }
    }

    /// What a key with that value stands for; nothing where nobody knows.
    pub(super) fn of(&self, key: &str, value: &Value) -> Option<Ours> {
        let mapped = self.map.iter().find(|mapping| mapping.theirs == key).map(|one| one.ours);
        let guessed = || self.guessed.iter().find(|(name, _)| name == key).map(|(_, ours)| *ours);
        mapped.or_else(guessed).or_else(|| keys::of_object(key, value))
    }

    /// Whether a person says what a key stands for.
    pub(super) fn is_mapped(&self, key: &str) -> bool {
        self.map.iter().any(|mapping| mapping.theirs == key)
    }

    /// Remembers what the values of keys told.
    pub(super) fn guess(&mut self, guessed: Vec<(String, Ours)>) {
        self.guessed = guessed;
    }

    /// Whether an object has a key with a value that stands for a headline or text.
    pub(super) fn has_words(&self, object: &Object) -> bool {
        object.0.iter().any(|(key, value)| self.is_words(key, value))
    }

    /// Whether a key with that value stands for a headline or text.
    pub(super) fn is_words(&self, key: &str, value: &Value) -> bool {
        matches!(self.of(key, value), Some(Ours::Title | Ours::Text))
    }
}
