//! What typed words stand for in an archive: the forms of its vocabulary.

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy_fst::Automaton;

use super::positional::LeafForms;
use crate::analysis::{
    Analyser, Beginnings, EnglishForms, Language, LanguageSet, NormalForm, beginnings,
    british_beginnings,
};
use crate::archive::{Form, Result, Snapshot};
use crate::query::{Forms, Leaf, Pattern, PatternState};
use crate::text::fold;

/// The vocabulary of one line of an archive.
pub(super) struct Vocabulary<'a> {
    pub snapshot: &'a Snapshot,
    pub field: Field,
    pub languages: &'a [Language],
}

/// What was found, and what of it was left out.
pub(super) struct Found {
    /// The forms that are looked for.
    pub forms: LeafForms,
    /// How many forms a pattern or a beginning was expanded to.
    pub expanded: usize,
    /// One sentence where the most frequent forms alone are looked for.
    pub cut: Option<String>,
}

impl Vocabulary<'_> {
    /// The forms a leaf stands for, at most `most` of a pattern or a beginning.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub(super) fn forms_of(
        &self,
        leaf: &Leaf,
        most: usize,
        analyser: &mut Analyser,
    ) -> Result<Found> {
        let is_word = |form: &str| !form.starts_with(fold::is_cjk);
        let (snapshot, field) = (self.snapshot, self.field);
        let found = match &leaf.forms {
            Forms::Exact(form) => {
                let forms = LeafForms::all_languages(std::iter::once(form.clone()));
                return Ok(Found { forms: forms.printed(leaf.printed), expanded: 0, cut: None });
            }
            Forms::Normal { normals, exact } => {
                let forms = self.with_normal_form(normals, exact, analyser)?;
                return Ok(Found { forms: forms.printed(leaf.printed), expanded: 0, cut: None });
            }
            Forms::Prefix(prefix) => {
                let ranges = ranges(prefix, Beginnings::Same);
                snapshot.forms(field, &ranges, |form| is_word(form) && leaf.forms.take(form))?
            }
            Forms::Pattern(pattern) => {
                snapshot.forms_taken(field, &Walk(pattern.clone()), is_word)?
            }
            Forms::Fuzzy { exact, distance } => {
                let term = Term::from_field_text(field, exact);
                let near = FuzzyTermQuery::new(term, *distance, true).automaton()?;
                snapshot.forms_taken(field, &near, is_word)?
            }
            Forms::Character(character) => {
                snapshot.forms(field, std::slice::from_ref(character), |_| true)?
            }
        };
        let (kept, cut) = most_frequent(found, most, leaf);
        let expanded = kept.len();
        let forms = LeafForms::all_languages(kept.into_iter().map(|form| form.form));
        Ok(Found { forms: forms.printed(leaf.printed), expanded, cut })
    }

    /// The exact forms of a word, each with the languages in which it has the word's normal form.
    fn with_normal_form(
        &self,
        normals: &[NormalForm],
        exact: &str,
        analyser: &mut Analyser,
    ) -> Result<LeafForms> {
        let mut prefixes: Vec<String> = ranges(exact, Beginnings::Same);
        for language in self.languages {
            for normal in normals {
                let begins = beginnings(&normal.form, *language);
                prefixes.extend(ranges(&normal.form, begins));
            }
        }
        let british = normals.iter().flat_map(|normal| british_beginnings(&normal.form, 2));
        prefixes.extend(british.map(str::to_owned));
        let prefixes = without_covered(prefixes);
        // What each language makes of the word.
        let wanted: Vec<(Language, LanguageSet, &str, EnglishForms)> = self
            .languages
            .iter()
            .enumerate()
            .filter_map(|(place, language)| {
                let here = LanguageSet::at(place);
                let normal = normals.iter().find(|normal| normal.languages.meets(here))?;
                Some((*language, here, &*normal.form, EnglishForms::of(&normal.form)))
            })
            .collect();
        let mut found = Vec::new();
        self.snapshot.forms(self.field, &prefixes, |form| {
            if form.starts_with(fold::is_cjk) {
                return false;
            }
            let mut languages = LanguageSet::NONE;
            for (language, here, normal, english) in &wanted {
                if english.can_be(form, *language) && analyser.normal(form, *language) == *normal {
                    languages = languages.with(*here);
                }
            }
            let is_form = languages != LanguageSet::NONE;
            if is_form {
                found.push((form.to_owned(), languages.widened(self.languages.len())));
            }
            is_form
        })?;
        found.sort_unstable();
        found.dedup();
        Ok(LeafForms::with_languages(found))
    }
}

/// A pattern as the vocabulary is walked by it.
struct Walk(Pattern);

impl Automaton for Walk {
    type State = PatternState;

    fn start(&self) -> Self::State {
        self.0.start()
    }

    fn is_match(&self, state: &Self::State) -> bool {
        self.0.ends(*state)
    }

    fn can_match(&self, state: &Self::State) -> bool {
        !self.0.is_dead(*state)
    }

    fn accept(&self, state: &Self::State, byte: u8) -> Self::State {
        self.0.step(*state, byte)
    }
}

/// The most frequent forms, at most `most` of them, and what is said where that is not all.
fn most_frequent(mut found: Vec<Form>, most: usize, leaf: &Leaf) -> (Vec<Form>, Option<String>) {
    if found.len() <= most {
        return (found, None);
    }
    let cut = format!(
        "{} stands for {} forms: the {most} most frequent ones are searched",
        leaf.forms.shown(),
        found.len()
    );
    found.sort_by(|a, b| b.clippings.cmp(&a.clippings).then_with(|| a.form.cmp(&b.form)));
    found.truncate(most);
    (found, Some(cut))
}

/// Where in the vocabulary the forms of a word can stand: by its first letters, marks aside.
fn ranges(word: &str, beginnings: Beginnings) -> Vec<String> {
    let plain = fold::without_latin_marks(word);
    let mut letters = plain.chars();
    let Some(first) = letters.next() else { return Vec::new() };
    if beginnings == Beginnings::Script && !fold::is_latin_letter(first) {
        return script_of(first);
    }
    let second = letters.next();
    // A stem of three letters or fewer can differ from its form in the second one: dying, die.
    let short = plain.chars().count() <= 3;
    let mut prefixes = Vec::new();
    match second.filter(|_| !short) {
        Some(second) => {
            prefixes.push(format!("{first}{second}"));
            prefixes.extend(
                fold::marked_variants(second).iter().map(|marked| format!("{first}{marked}")),
            );
            // Normal forms have е for ё.
            prefixes.extend((second == 'е').then(|| format!("{first}ё")));
        }
        None => prefixes.push(first.to_string()),
    }
    if fold::is_latin_letter(first) {
        prefixes.extend(fold::marked_variants(first).iter().map(char::to_string));
        // A Turkish İ folds to an i with a dot of its own, for which there is no one letter.
        prefixes.push(format!("{first}\u{307}"));
    }
    if let Beginnings::Also(also) = beginnings {
        prefixes.extend(also.iter().map(|&beginning| beginning.to_owned()));
    }
    prefixes
}

/// Every letter of a script whose stemmer changes beginnings, as ranges of the vocabulary.
fn script_of(letter: char) -> Vec<String> {
    let block = letter as u32 & !0xff;
    (block..block + 0x100)
        .filter_map(char::from_u32)
        .filter(|c| c.is_alphabetic())
        .map(String::from)
        .collect()
}

fn without_covered(mut prefixes: Vec<String>) -> Vec<String> {
    prefixes.sort_unstable();
    prefixes.dedup();
    let mut kept: Vec<String> = Vec::new();
    for prefix in prefixes {
        if !kept.last().is_some_and(|last| prefix.starts_with(last.as_str())) {
            kept.push(prefix);
        }
    }
    kept
}
