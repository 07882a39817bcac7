//! How much an archive says for what a short form stands for: one odd definition is no reason to
//! look for something else wherever the short form is asked for.

use std::sync::Arc;

use super::acronyms::Meaning;
use super::bits::{self, Bits};
use super::fold::{Fold, fold};
use super::plan::Plan;
use crate::analysis::{Analyser, Language};
use crate::archive::{Result, Snapshot};
use crate::query::{Looseness, Name, Node, NodeKind, Printed, Query, Scope, read};
use crate::text::Span;

/// A short form of so many letters and digits, if it is no word, is hardly made twice.
const LONG_SHORT_FORM: usize = 5;
/// Of the clippings that print a short form one in so many has to spell it out,
const FEW: u64 = 3;
/// or one in so many, where many define it:
const MANY: u64 = 20;
/// so many stories.
const MANY_STORIES: u64 = 5;
/// A word needs so many stories that define it as a short form,
const STORIES_FOR_A_WORD: u64 = 3;
/// and one in so many of the clippings that print it in capitals spells it out.
const FEW_OF_A_WORD: u64 = 2;

/// What speaks for a short form's standing for one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// How many clippings print the short form, in capitals where it has some.
    pub printing: u64,
    /// How many of them define it or spell the thing out.
    pub telling: u64,
    /// How many stories define it: copies of one piece are no witnesses of each other.
    pub stories: u64,
    /// Whether it is printed in small letters more often than not: `oil`, `aid`.
    pub is_word: bool,
    /// Letters and digits of the short form.
    pub letters: usize,
    /// Whether its script has capitals.
    pub has_case: bool,
}

impl Evidence {
    /// Whether that is enough to look for the thing wherever the short form is asked for, and back.
    pub fn suffices(&self) -> bool {
        let one_in = |share: u64| self.telling * share >= self.printing;
        if !self.has_case {
            return true;
        }
        if self.is_word {
            return self.stories >= STORIES_FOR_A_WORD && one_in(FEW_OF_A_WORD);
        }
        self.letters >= LONG_SHORT_FORM
            || one_in(FEW)
            || self.stories >= MANY_STORIES && one_in(MANY)
    }
}

/// Counts clippings of one archive.
pub(super) struct Witnesses<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) languages: &'a Arc<[Language]>,
}

impl Witnesses<'_> {
    /// What speaks for a short form, printed so, standing for the thing with these names.
    pub(super) fn evidence(
        &self,
        short: &str,
        thing: &[Meaning],
        is_word: bool,
    ) -> Result<Evidence> {
        let has_case = short.chars().any(|c| c.is_uppercase() || c.is_lowercase());
        let printed = match has_case && !short.contains(char::is_lowercase) {
            true => Printed::AllCapitals,
            false => Printed::Anyhow,
        };
        let holding = self.holding(vec![Name { words: short.to_owned(), printed }])?;
        let spellings = thing.iter().flat_map(|meaning| &meaning.spellings);
        let long = spellings
            .map(|(spelling, _)| Name { words: spelling.clone(), printed: Printed::Anyhow });
        let spelling = self.holding(long.collect())?;
        let mut defining: Vec<Bits> = holding.iter().map(Bits::emptied).collect();
        for fact in thing.iter().flat_map(|meaning| &meaning.facts) {
            for address in self.snapshot.clippings_with(fact)? {
                defining[address.segment_ord as usize].insert(address.doc_id);
            }
        }
        let (mut printing, mut telling) = (bits::total(&holding), bits::total(&defining));
        for ((holding, defining), spelling) in holding.iter().zip(&defining).zip(&spelling) {
            printing += defining.without(holding).count();
            let told = holding.without(defining);
            telling += told.count() - told.without(spelling).count();
        }
        let stories = bits::total(&fold(self.snapshot, &defining, Fold::COPIES)?.bits);
        let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
        Ok(Evidence { printing, telling, stories, is_word, letters, has_case })
    }

    /// The clippings that hold one of the names.
    fn holding(&self, names: Vec<Name>) -> Result<Vec<Bits>> {
        let span = Span::new(0, 0);
        let nodes = names.into_iter().map(|name| name.node(Scope::Anywhere, span)).collect();
        let root = Some(Node { kind: NodeKind::Or(nodes), span });
        let mut analyser = Analyser::new();
        let query = Query { root, looseness: Looseness::Exact };
        let reading = read(&query, &mut analyser, self.languages);
        Plan::new(self.snapshot, &reading, self.languages, &mut analyser)?.matching_bits()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_needs_more_than_a_coined_form_and_a_long_one_needs_least() {
        let check = |(printing, telling, stories): (u64, u64, u64), is_word, letters, expect| {
            let evidence =
                Evidence { printing, telling, stories, is_word, letters, has_case: true };
            assert_eq!(evidence.suffices(), expect, "{evidence:?}");
        };
        // A word: several stories, and half of the clippings that print it in capitals.
        check((377, 3, 3), true, 3, false);
        check((3, 2, 2), true, 4, false);
        check((6, 3, 3), true, 4, true);
        // No word: a third, or five stories and a twentieth.
        check((12, 3, 3), false, 3, false);
        check((9, 3, 1), false, 3, true);
        check((101, 10, 10), false, 4, true);
        check((301, 10, 10), false, 4, false);
        // Five letters are hardly put together twice.
        check((300, 1, 1), false, 6, true);
        check((300, 1, 1), true, 6, false);
    }

    #[test]
    fn where_there_are_no_capitals_nothing_more_can_be_asked_for() {
        let evidence = Evidence {
            printing: 90,
            telling: 1,
            stories: 1,
            is_word: false,
            letters: 4,
            has_case: false,
        };
        assert!(evidence.suffices());
    }
}
