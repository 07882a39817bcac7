//! Typed words taken apart: into leaves at their places, one after the other.

use super::reading::{Forms, Leaf, Line, Reader, ScoredWords, is_word};
use super::spans::Expr;
use super::{Pattern, Printed, Severity, WordForm};
use crate::analysis::{Analysed, Class, LanguageSet, NormalForm, Token, without_particle};
use crate::text::{Span, fold};

/// A word or phrase as it is asked for.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub text: &'a str,
    pub form: WordForm,
    pub printed: Printed,
    /// How many other words may stand between those of a phrase.
    pub slack: u32,
}

impl Asked<'_> {
    /// As typed, for messages.
    pub(super) fn shown(&self) -> String {
        let text = self.text;
        let word = match self.form {
            WordForm::Regex => format!("/{text}/"),
            WordForm::Fuzzy(distance) => format!("{text}~{distance}"),
            WordForm::Stem | WordForm::Exact | WordForm::Wild => text.to_owned(),
        };
        match (self.printed, self.slack) {
            (Printed::Anyhow, 0) => word,
            (Printed::Anyhow, slack) => format!("{word}~{slack}"),
            (printed, _) => format!("{}({word})", printed.operator()),
        }
    }
}

/// What became of it.
pub(super) struct Taken {
    /// What must be found.
    pub expr: Expr,
    /// What scores: its words and pairs of characters.
    pub scored: Vec<ScoredWords>,
    /// Whether it is one word in one position, its joined form aside.
    pub is_one_word: bool,
}

/// Leaves at their distances, and how many positions they cover.
#[derive(Default)]
struct Row {
    parts: Vec<(u32, usize)>,
    length: u32,
    scored: Vec<ScoredWords>,
}

impl Row {
    fn push(&mut self, leaf: usize) {
        self.parts.push((self.length, leaf));
        self.length += 1;
    }

    fn expr(self) -> Expr {
        match self.parts.as_slice() {
            [(0, leaf)] if self.length == 1 => Expr::Leaf(*leaf),
            _ => Expr::Sequence { parts: self.parts, length: self.length },
        }
    }
}

/// How whole words are matched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Normal,
    Exact,
}

impl Reader<'_> {
    /// Takes apart what is asked for on the line being read; nothing, and a problem, where there is
    /// nothing in it.
    pub(super) fn take(&mut self, asked: Asked<'_>, span: Span) -> Option<Taken> {
        let taken = match asked.form {
            WordForm::Stem => self.plain(asked, By::Normal),
            WordForm::Exact if asked.slack > 0 => self.loose(asked, span),
            WordForm::Exact if has_wildcard(asked.text) => self.row_of(asked, span).map(of_row),
            WordForm::Exact => self.plain(asked, By::Exact),
            WordForm::Wild => self.wild(asked, span),
            WordForm::Fuzzy(distance) => self.fuzzy(asked, distance, span),
            WordForm::Regex => self.pattern(Pattern::of_regex(asked.text), asked, span),
        };
        let refused = taken.is_none();
        if refused {
            let message = format!("there is nothing to search for in {}", asked.shown());
            let hint = "search for letters or digits".to_owned();
            self.say(Severity::Refused, span, message, Some(hint));
        }
        taken
    }

    /// Words as the analysis has them, or the joined form of the whole where it is one compound.
    fn plain(&mut self, asked: Asked<'_>, by: By) -> Option<Taken> {
        let text = match by {
            By::Normal => without_particle(asked.text),
            By::Exact => None,
        };
        let analysed = self.analyser.analyse_typed(text.as_deref().unwrap_or(asked.text));
        if analysed.tokens.is_empty() {
            return None;
        }
        // Normal forms are made from words in the clipping's language; the small lines keep exact
        // forms only.
        let by = if self.line == Line::Words { by } else { By::Exact };
        let mut row = Row::default();
        self.append(&analysed, by, asked.printed, &mut row);
        let is_one_word = analysed.positions == 1 && is_word(&analysed.tokens[0]);
        let scored = std::mem::take(&mut row.scored);
        let expr = row.expr();
        let expr = match joined_form(&analysed).filter(|_| asked.printed == Printed::Anyhow) {
            Some(joined) => {
                let forms = self.forms(joined.to_owned(), by);
                let joined = self.leaf(Leaf::of(forms));
                Expr::Compound { parts: Box::new(expr), joined }
            }
            None => expr,
        };
        Some(Taken { expr, scored, is_one_word })
    }

    /// Appends analysed words to a row.
    fn append(&mut self, analysed: &Analysed, by: By, printed: Printed, row: &mut Row) {
        let from = row.length;
        for token in looked_for(analysed) {
            let exact = analysed.exact(token).to_owned();
            let leaf = match token.class {
                Class::LastGram => Leaf::of(Forms::Character(exact)),
                Class::Word => Leaf { forms: self.forms(exact, by), printed },
                _ => Leaf::of(Forms::Exact(exact)),
            };
            let leaf = self.leaf(leaf);
            row.parts.push((from + token.position, leaf));
        }
        row.length += analysed.positions;
        let scored = self.scored(analysed);
        row.scored.extend(scored);
    }

    fn forms(&mut self, exact: String, by: By) -> Forms {
        match by {
            By::Exact => Forms::Exact(exact),
            By::Normal => {
                Forms::Normal { normals: self.analyser.normals(&exact, self.languages), exact }
            }
        }
    }

    /// What analysed words are scored by: words, joined forms, pairs of characters.
    fn scored(&mut self, analysed: &Analysed) -> Vec<ScoredWords> {
        let mut groups = Vec::new();
        for token in &analysed.tokens {
            let exact = analysed.exact(token);
            groups.push(ScoredWords::Normal(match token.class {
                Class::Word | Class::JoinedFirst => self.analyser.normals(exact, self.languages),
                Class::Gram => vec![everywhere(exact)],
                Class::LastGram if analysed.positions == 1 => vec![everywhere(exact)],
                Class::LastGram | Class::JoinedLast | Class::Stem => continue,
            }));
        }
        groups
    }

    /// A phrase with other words between: its words in order, each tight in itself.
    fn loose(&mut self, asked: Asked<'_>, span: Span) -> Option<Taken> {
        let (mut links, mut scored, mut covers) = (Vec::new(), Vec::new(), asked.slack);
        for word in asked.text.split_whitespace() {
            let word = Asked { text: word, slack: 0, ..asked };
            let taken = match has_wildcard(word.text) {
                true => self.row_of(word, span).map(of_row),
                false => self.plain(word, By::Exact),
            };
            let Some(taken) = taken else { continue };
            covers = covers.saturating_add(length_of(&taken.expr));
            links.push(taken.expr);
            scored.extend(taken.scored);
        }
        let expr = match links.len() {
            0 => return None,
            1 => links.remove(0),
            _ => Expr::Chain { links, covers },
        };
        Some(Taken { expr, scored, is_one_word: false })
    }

    /// Words side by side, some of them with wildcards.
    fn row_of(&mut self, asked: Asked<'_>, span: Span) -> Option<Row> {
        let (mut row, mut gap) = (Row::default(), 0);
        for chunk in asked.text.split_whitespace() {
            if chunk == "*" {
                // Any one word: a place at which nothing is looked for, if something follows.
                gap += u32::from(row.length > 0);
                continue;
            }
            row.length += std::mem::take(&mut gap);
            if !has_wildcard(chunk) {
                let analysed = self.analyser.analyse_typed(chunk);
                self.append(&analysed, By::Exact, asked.printed, &mut row);
                continue;
            }
            for piece in wild_pieces(chunk) {
                if has_wildcard(piece) {
                    self.append_wild(piece, asked, span, &mut row)?;
                } else {
                    let analysed = self.analyser.analyse_typed(piece);
                    self.append(&analysed, By::Exact, asked.printed, &mut row);
                }
            }
        }
        (row.length > 0).then_some(row)
    }

    fn append_wild(
        &mut self,
        piece: &str,
        asked: Asked<'_>,
        span: Span,
        row: &mut Row,
    ) -> Option<()> {
        let letters = piece.chars().filter(|c| c.is_alphanumeric()).count();
        if letters == 0 {
            return Some(());
        }
        let forms = match piece.strip_suffix('*').filter(|stem| !has_wildcard(stem)) {
            Some(stem) => Forms::Prefix(fold::exact(stem).into_owned()),
            None => Forms::Pattern(self.usable(Pattern::of_wildcards(piece), span)?),
        };
        let leaf = self.leaf(Leaf { forms, printed: asked.printed });
        row.push(leaf);
        row.scored.push(ScoredWords::Leaf(leaf));
        Some(())
    }

    /// One word with wildcards. A beginning is taken apart like a word, and its last part begins
    /// others; a run of characters finds every longer run anyway.
    fn wild(&mut self, asked: Asked<'_>, span: Span) -> Option<Taken> {
        let Some(stem) = asked.text.strip_suffix('*').filter(|stem| !has_wildcard(stem)) else {
            return self.row_of(asked, span).map(of_row);
        };
        let analysed = self.analyser.analyse_typed(stem);
        let last = looked_for(&analysed).last().copied()?;
        if !is_word(&last) {
            return self.plain(Asked { text: stem, ..asked }, By::Exact);
        }
        let mut row = Row::default();
        self.append(&analysed, By::Exact, asked.printed, &mut row);
        let forms = Forms::Prefix(analysed.exact(&last).to_owned());
        let leaf = self.leaf(Leaf { forms, printed: asked.printed });
        if let Some(part) = row.parts.last_mut() {
            part.1 = leaf;
        }
        row.scored = vec![ScoredWords::Leaf(leaf)];
        Some(of_row(row))
    }

    fn fuzzy(&mut self, asked: Asked<'_>, distance: u8, span: Span) -> Option<Taken> {
        let analysed = self.analyser.analyse_typed(asked.text);
        let first = analysed.tokens.first()?;
        if analysed.positions != 1 || !is_word(first) {
            let message = "~ is for single words: left out".to_owned();
            self.say(Severity::Repaired, span, message, None);
            return self.plain(Asked { form: WordForm::Stem, ..asked }, By::Normal);
        }
        let forms = Forms::Fuzzy { exact: analysed.exact(first).to_owned(), distance };
        Some(self.one(forms, asked))
    }

    fn pattern(
        &mut self,
        pattern: Result<Pattern, super::pattern::Unusable>,
        asked: Asked<'_>,
        span: Span,
    ) -> Option<Taken> {
        let pattern = self.usable(pattern, span)?;
        Some(self.one(Forms::Pattern(pattern), asked))
    }

    fn usable(
        &mut self,
        pattern: Result<Pattern, super::pattern::Unusable>,
        span: Span,
    ) -> Option<Pattern> {
        match pattern {
            Ok(pattern) => Some(pattern),
            Err(unusable) => {
                let message = format!("the pattern cannot be used: {}", unusable.reason);
                self.say(Severity::Refused, span, message, None);
                None
            }
        }
    }

    /// One leaf in one position.
    fn one(&mut self, forms: Forms, asked: Asked<'_>) -> Taken {
        let leaf = self.leaf(Leaf { forms, printed: asked.printed });
        let scored = vec![ScoredWords::Leaf(leaf)];
        Taken { expr: Expr::Leaf(leaf), scored, is_one_word: false }
    }
}

/// A form that is its own normal form in every language.
fn everywhere(exact: &str) -> NormalForm {
    NormalForm { form: exact.to_owned(), languages: LanguageSet::EVERY }
}

fn of_row(mut row: Row) -> Taken {
    let scored = std::mem::take(&mut row.scored);
    Taken { expr: row.expr(), scored, is_one_word: false }
}

fn has_wildcard(text: &str) -> bool {
    text.contains(['*', '?'])
}

/// The words of a chunk that holds wildcards: what punctuation parts.
fn wild_pieces(chunk: &str) -> impl Iterator<Item = &str> {
    let inside = |c: char| c.is_alphanumeric() || fold::joins_previous(c) || matches!(c, '*' | '?');
    chunk.split(move |c| !inside(c)).filter(|piece| !piece.is_empty())
}

/// How many positions a link of a loose phrase covers.
fn length_of(expr: &Expr) -> u32 {
    match expr {
        Expr::Sequence { length, .. } => *length,
        Expr::Compound { parts, .. } => length_of(parts),
        _ => 1,
    }
}

/// The tokens of typed words that are looked for one after the other.
fn looked_for(analysed: &Analysed) -> impl Iterator<Item = &Token> {
    analysed
        .tokens
        .iter()
        .filter(|token| matches!(token.class, Class::Word | Class::Gram | Class::LastGram))
        .filter(|token| !is_covered_by_gram(analysed, token))
}

/// The last character of a run is already in the pair before it.
fn is_covered_by_gram(analysed: &Analysed, token: &Token) -> bool {
    token.class == Class::LastGram
        && analysed.tokens.iter().any(|other| {
            other.class == Class::Gram
                && other.position + 1 == token.position
                && other.span.end == token.span.start
        })
}

/// The joined form where a compound is all there is: it stands at the first and at the last
/// position.
fn joined_form(analysed: &Analysed) -> Option<&str> {
    let mut joined = analysed.tokens.iter().filter(|token| token.class == Class::JoinedFirst);
    let first = joined.next().filter(|first| first.position == 0)?;
    let ends = |token: &Token| {
        token.class == Class::JoinedLast && token.position + 1 == analysed.positions
    };
    (joined.next().is_none() && analysed.tokens.iter().any(ends)).then(|| analysed.exact(first))
}
