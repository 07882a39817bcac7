//! Words that stand for others: wildcards and regular expressions, as one automaton each.
//!
//! The same automaton walks a vocabulary and judges a printed word, so that what is found and what
//! is marked cannot differ.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::start;
use regex_automata::util::syntax;
use regex_automata::{Anchored, MatchKind};

use crate::text::fold;

/// Where a walk through a form stands.
pub type PatternState = regex_automata::util::primitives::StateID;

/// An automaton may take this many bytes; a pattern that needs more is refused.
pub const MAX_PATTERN_BYTES: usize = 4 * 1_024 * 1_024;

/// What forms of the vocabulary a typed pattern stands for.
#[derive(Clone)]
pub struct Pattern {
    source: String,
    automaton: Arc<dense::DFA<Vec<u32>>>,
    start: PatternState,
}

/// Why a pattern cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// One phrase, lower case.
    pub reason: String,
}

impl Pattern {
    /// The pattern of a word with `*` for any characters and `?` for one. Letters stand for
    /// themselves with or without Latin marks; `typed` is folded by it.
    ///
    /// # Errors
    /// Where the automaton would take more than [`MAX_PATTERN_BYTES`].
    pub fn of_wildcards(typed: &str) -> Result<Self, Unusable> {
        let mut expression = String::new();
        for part in typed.split_inclusive(['*', '?']) {
            let literal = part.trim_end_matches(['*', '?']);
            fold::exact(literal).chars().for_each(|c| push_letter(c, &mut expression));
            match part[literal.len()..].chars().next() {
                Some('*') => expression.push_str(".*"),
                Some(_) => expression.push('.'),
                None => {}
            }
        }
        Self::build(typed.to_owned(), &expression)
    }

    /// The pattern of a regular expression, which must fit a folded form from end to end; capitals
    /// count as small letters.
    ///
    /// # Errors
    /// Where it is none, or where the automaton would take more than [`MAX_PATTERN_BYTES`].
    pub fn of_regex(typed: &str) -> Result<Self, Unusable> {
        Self::build(format!("/{typed}/"), &format!("(?i:{typed})"))
    }

    fn build(source: String, expression: &str) -> Result<Self, Unusable> {
        let automaton = dense::Builder::new()
            .configure(
                dense::Config::new()
                    .match_kind(MatchKind::All)
                    .start_kind(StartKind::Anchored)
                    .dfa_size_limit(Some(MAX_PATTERN_BYTES))
                    .determinize_size_limit(Some(MAX_PATTERN_BYTES)),
            )
            .thompson(thompson::Config::new().nfa_size_limit(Some(MAX_PATTERN_BYTES)))
            .syntax(syntax::Config::new().nest_limit(100).dot_matches_new_line(true))
            .build(expression)
            .map_err(|error| Unusable { reason: reason(&error) })?;
        let start = automaton
            .start_state(&start::Config::new().anchored(Anchored::Yes))
            .map_err(|error| Unusable { reason: error.to_string() })?;
        Ok(Self { source, automaton: Arc::new(automaton), start })
    }

    /// As typed; a regular expression between its slashes.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether a folded form is one of those it stands for.
    pub fn fits(&self, form: &str) -> bool {
        let mut state = self.start;
        for byte in form.bytes() {
            state = self.automaton.next_state(state, byte);
            if self.automaton.is_dead_state(state) {
                return false;
            }
        }
        self.ends(state)
    }

    /// The state before the first byte of a form.
    pub fn start(&self) -> PatternState {
        self.start
    }

    /// The state after one byte more.
    pub fn step(&self, state: PatternState, byte: u8) -> PatternState {
        self.automaton.next_state(state, byte)
    }

    /// Whether a form that ends in this state is one of those it stands for.
    pub fn ends(&self, state: PatternState) -> bool {
        self.automaton.is_match_state(self.automaton.next_eoi_state(state))
    }

    /// Whether no form goes on from this state.
    pub fn is_dead(&self, state: PatternState) -> bool {
        self.automaton.is_dead_state(state)
    }
}

/// The first line of what the library says; its size limit in our words.
fn reason(error: &dense::BuildError) -> String {
    if error.is_size_limit_exceeded() {
        return format!("it needs an automaton of more than {MAX_PATTERN_BYTES} bytes");
    }
    let whole = std::error::Error::source(error)
        .map_or_else(|| error.to_string(), |error| error.to_string());
    let last = whole.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it cannot be read");
    last.trim_start_matches("error:").trim().to_owned()
}

/// A letter with and without marks; any other character as it is.
fn push_letter(c: char, out: &mut String) {
    let plain = fold::plain_letter(c);
    let variants = fold::marked_variants(plain);
    if variants.is_empty() {
        out.push_str(&regex_syntax_escape(plain));
        return;
    }
    out.push('[');
    out.push(plain);
    out.extend(variants.iter().filter(|marked| fold::plain_letter(**marked) == plain));
    out.push(']');
}

/// A character as it stands for itself in a regular expression.
fn regex_syntax_escape(c: char) -> String {
    format!("\\x{{{:x}}}", c as u32)
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}

impl Hash for Pattern {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.source.hash(state);
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_stand_for_letters() {
        let fits = |typed: &str, form: &str| Pattern::of_wildcards(typed).expect(typed).fits(form);
        for (typed, form) in [
            ("terminat*", "terminated"),
            ("terminat*", "terminat"),
            ("wom?n", "woman"),
            ("co?nter*", "counterpart"),
            ("col*r", "colour"),
            ("Elan*", "élans"),
            ("élan*", "elan"),
            ("s.k*", "s.korea"),
            ("wom?n", "womén"),
        ] {
            assert!(fits(typed, form), "{typed} {form}");
        }
        for (typed, form) in [
            ("terminat*", "termina"),
            ("wom?n", "womn"),
            ("wom?n", "womaan"),
            ("col*r", "colours"),
            ("s.k*", "sekorea"),
        ] {
            assert!(!fits(typed, form), "{typed} {form}");
        }
    }

    #[test]
    fn a_regular_expression_fits_from_end_to_end() {
        let pact = Pattern::of_regex("Pact(s|ed)?").expect("an expression");
        assert!(pact.fits("pact") && pact.fits("pacts") && pact.fits("pacted"));
        assert!(!pact.fits("impact") && !pact.fits("pacting") && !pact.fits(""));
    }

    #[test]
    fn what_is_no_expression_or_too_large_is_refused() {
        assert!(Pattern::of_regex("pact(").is_err());
        let death = Pattern::of_regex("(a|b)*a(a|b){30}").expect_err("an exponential one");
        assert!(death.reason.contains("automaton"), "{}", death.reason);
        assert!(Pattern::of_wildcards(&"a*".repeat(2_000)).is_err());
    }
}
