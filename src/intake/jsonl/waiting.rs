//! The first articles of a file, which wait until their values have told what keys stand for whose
//! names do not say it.

use std::collections::HashMap;

use super::article::Article;
use super::meanings::Meanings;
use crate::intake::guessed::{self, Names};
use crate::intake::keys::Ours;

/// The most bytes that articles that wait take in memory.
const MAX_WAITING_ARTICLES_BYTES: usize = 4 << 20;
/// The most keys that are looked at to tell what they stand for.
const MAX_KEYS: usize = 512;

/// Articles that wait.
#[derive(Default)]
pub(super) struct Waiting {
    articles: Vec<Article>,
    bytes: usize,
}

impl Waiting {
    /// One more waits.
    pub(super) fn push(&mut self, article: Article) {
        self.bytes += article.object.held_bytes();
        self.articles.push(article);
    }

    /// Whether more would tell no more. A second one shows that the file holds several, whose keys are
    /// told to the person.
    pub(super) fn is_enough(&self, meanings: &Meanings) -> bool {
        self.articles.len() >= guessed::ROWS_LOOKED_AT
            || self.bytes > MAX_WAITING_ARTICLES_BYTES
            || self.articles.len() > 1 && self.have_text(meanings)
    }

    /// Whether one of them has a key that is known as text.
    fn have_text(&self, meanings: &Meanings) -> bool {
        let mut pairs = self.articles.iter().flat_map(|article| &article.object.0);
        pairs.any(|(key, value)| meanings.of(key, value).is_some_and(guessed::is_text))
    }

    /// Tells what their keys stand for, and what is to be said of it.
    pub(super) fn tell(&self, meanings: &mut Meanings) -> Vec<String> {
        let keys = self.keys(meanings);
        let names: Vec<&str> = keys.iter().map(|key| key.name).collect();
        let named: Vec<Option<Ours>> = keys.iter().map(|key| key.ours).collect();
        let mut ours = named.clone();
        let is_fixed = |place: usize| meanings.is_mapped(names[place]);
        guessed::by_values(&mut ours, is_fixed, |place| keys[place].values.clone());
        let mut notes = Vec::new();
        if self.articles.len() > 1 || ours != named {
            if ours.iter().flatten().any(|ours| guessed::is_words(*ours)) {
                notes.push(guessed::told(Names::Keys, &names, &ours));
                notes.extend(guessed::doubt(Names::Keys, &names, &ours));
            } else if !names.is_empty() {
                notes.push(guessed::nothing_known(Names::Keys, &names));
            }
        }
        let changed =
            names.iter().zip(&named).zip(&ours).filter(|((_, named), ours)| named != ours);
        let changed = changed.filter_map(|((name, _), ours)| Some(((*name).to_owned(), (*ours)?)));
        meanings.guess(changed.collect());
        notes
    }

    /// They wait no more.
    pub(super) fn into_articles(self) -> Vec<Article> {
        self.articles
    }

    /// The keys whose values are strings, with those.
    fn keys(&self, meanings: &Meanings) -> Vec<Key<'_>> {
        let mut keys: Vec<Key> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (name, value) in self.articles.iter().flat_map(|article| &article.object.0) {
            let Some(text) = value.as_str() else { continue };
            let place = match places.get(name.as_str()) {
                Some(place) => *place,
                None if keys.len() >= MAX_KEYS => continue,
                None => {
                    places.insert(name, keys.len());
                    keys.push(Key { name, values: Vec::new(), ours: None });
                    keys.len() - 1
                }
            };
            let key = &mut keys[place];
            key.values.push(text);
            key.ours = key.ours.or_else(|| meanings.of(name, value));
        }
        keys
    }
}

/// A key of articles that wait.
struct Key<'a> {
    name: &'a str,
    values: Vec<&'a str>,
    /// What it stands for with one of its values, before any are looked at for it.
    ours: Option<Ours>,
}
