//! Arabic before it is stemmed: what is written before the article, and teh marbuta written as heh.

use std::borrow::Cow;

use crate::text::letters;

/// The article; a word that has it has no possessive ending.
const ARTICLE: &str = "ال";
/// Letters that stand before the article and are words of their own: and, so. The stemmer takes off
/// the others (with, like, for).
const BEFORE_ARTICLE: [char; 2] = ['و', 'ف'];
/// The fewest letters behind such an article: with fewer the word is `والده`, his father.
const LEAST_LETTERS: usize = 4;

/// A folded word as the stemmer wants it.
pub(super) fn spelled(word: &str) -> Cow<'_, str> {
    let plain = letters::plain_but_marbuta(word);
    let bare = without_and(&plain);
    match bare.strip_suffix('ه').filter(|_| bare.starts_with(ARTICLE)) {
        Some(kept) => Cow::Owned(format!("{kept}ة")),
        None if bare.len() == plain.len() => plain,
        None => Cow::Owned(bare.to_owned()),
    }
}

fn without_and(word: &str) -> &str {
    let has_article = |rest: &&str| {
        rest.strip_prefix(ARTICLE).is_some_and(|noun| noun.chars().count() >= LEAST_LETTERS)
    };
    word.strip_prefix(BEFORE_ARTICLE).filter(has_article).unwrap_or(word)
}
