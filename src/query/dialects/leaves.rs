//! Words, phrases and values of any house to nodes of ours.
//!
//! Whatever becomes a node is held against our own grammar: printed and read again it must be the
//! same, so that a word that means something there (`OR`, `ab:c`) is put in quotation marks.

use super::reader::{Codes, Field, Frame, Operator, Reader, join};
use crate::clipping::Dimension;
use crate::query::grammar::reads_as_itself;
use crate::query::{Filter, MAX_DEPTH, Node, NodeKind, Printed, Scope, WordForm, parse};
use crate::text::{Span, fold};

/// A word may be this long, in bytes: three hundred characters of a run without blanks.
const MAX_WORD_BYTES: usize = 1_024;

/// A part of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Letters(String),
    /// Any number of letters.
    Any,
    /// One letter.
    One,
    /// So many letters at most.
    UpTo(u32),
}

impl Piece {
    /// Adds a letter to the last piece, or a piece for it.
    pub(super) fn push(pieces: &mut Vec<Self>, c: char) {
        match pieces.last_mut() {
            Some(Self::Letters(letters)) => letters.push(c),
            _ => pieces.push(Self::Letters(c.to_string())),
        }
    }
}

/// The pieces of a word in which `*` stands for any letters and `?` for one.
pub(super) fn stars_and_marks(word: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for c in word.chars() {
        match c {
            '*' if pieces.last() == Some(&Piece::Any) => {}
            '*' => pieces.push(Piece::Any),
            '?' => pieces.push(Piece::One),
            c => Piece::push(&mut pieces, c),
        }
    }
    pieces
}

/// A word without wildcards.
pub(super) fn letters(word: &str) -> Vec<Piece> {
    let plain: String = word.chars().filter(|c| !"*?".contains(*c)).collect();
    vec![Piece::Letters(plain)]
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

impl Reader<'_> {
    /// A word, or the value of a field.
    pub(super) fn leaf(&mut self, text: &str, span: Span, frame: Frame) -> Option<Node> {
        if text.len() > MAX_WORD_BYTES {
            self.repair(span, format!("words are at most {MAX_WORD_BYTES} bytes long: left out"));
            return None;
        }
        let scope = match frame.field {
            Field::Text(scope) => scope,
            _ => return self.value(text, span, frame.field),
        };
        let pieces = self.house.pieces(text);
        match pieces.as_slice() {
            [] => self.nothing_in_it(span),
            [Piece::Letters(letters)] => {
                let letters = letters.clone();
                self.plain_word(&letters, span, scope, frame)
            }
            _ => self.pattern(&pieces, span, scope, frame),
        }
    }

    fn nothing_in_it(&mut self, span: Span) -> Option<Node> {
        self.repair(span, "nothing to search for in it: left out");
        None
    }

    fn plain_word(&mut self, text: &str, span: Span, scope: Scope, frame: Frame) -> Option<Node> {
        let text = text.trim_end_matches(['!', '?', ',', ';']).to_owned();
        if !has_letters(&text) {
            return self.nothing_in_it(span);
        }
        let printed = frame.printed;
        let form = if printed == Printed::Anyhow { frame.form } else { WordForm::Exact };
        let kind = NodeKind::Word { text: text.clone(), form, printed, scope };
        match reads_as_itself(&text, scope) && self.reads_the_same(&kind) {
            true => Some(Node { kind, span }),
            false => self.phrase(&text, span, frame),
        }
    }

    /// A word with wildcards: as one of ours, else as an expression, else without them.
    fn pattern(
        &mut self,
        pieces: &[Piece],
        span: Span,
        scope: Scope,
        frame: Frame,
    ) -> Option<Node> {
        let letters: String = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Letters(letters) => letters.as_str(),
                Piece::Any | Piece::One | Piece::UpTo(_) => "",
            })
            .collect();
        if pieces == [Piece::Any] {
            return Some(Node { kind: NodeKind::Everything, span });
        }
        if !has_letters(&letters) {
            return self.nothing_in_it(span);
        }
        let printed = frame.printed;
        let word = |text, form| NodeKind::Word { text, form, printed, scope };
        let parted = !letters.chars().all(char::is_alphanumeric);
        let bounded = pieces.iter().any(|piece| matches!(piece, Piece::UpTo(_)));
        let wild = word(with_stars(pieces), WordForm::Wild);
        if (!bounded || parted) && self.reads_the_same(&wild) {
            if bounded {
                self.say(span, "read as any number of letters: the word has parts");
            }
            return Some(Node { kind: wild, span });
        }
        let regex = word(as_regex(pieces), WordForm::Regex);
        let of_run = letters.chars().any(fold::is_cjk);
        if !parted && !of_run && self.reads_the_same(&regex) {
            return Some(Node { kind: regex, span });
        }
        self.repair(span, "its wildcards mean nothing here: they were left out");
        self.plain_word(&letters, span, scope, frame)
    }

    /// Words between quotation marks, or the value of a field.
    pub(super) fn phrase(&mut self, text: &str, span: Span, frame: Frame) -> Option<Node> {
        let Field::Text(scope) = frame.field else {
            return self.value(text, span, frame.field);
        };
        let mut words: Vec<String> = Vec::new();
        for word in without_quotes(text).split_whitespace() {
            let pieces = self.house.quoted_pieces(word);
            if pieces.iter().any(|piece| matches!(piece, Piece::UpTo(_))) {
                self.say_once(span, "in a phrase it is read as any number of letters");
            }
            words.push(with_stars(&pieces));
        }
        self.phrase_of(&words.join(" "), 0, span, scope, frame.printed)
    }

    /// A phrase in our words.
    pub(super) fn phrase_of(
        &mut self,
        text: &str,
        slack: u32,
        span: Span,
        scope: Scope,
        printed: Printed,
    ) -> Option<Node> {
        let text = without_quotes(text);
        if !has_letters(&text) {
            return self.nothing_in_it(span);
        }
        self.faithful(NodeKind::Phrase { text, slack, printed, scope }, span)
    }

    /// Words one after the other, each joined to those before it by the same operator.
    pub(super) fn in_a_row(
        &mut self,
        words: &str,
        operator: Operator,
        span: Span,
        frame: Frame,
    ) -> Option<Node> {
        let mut row = None;
        for (place, word) in words.split_whitespace().enumerate() {
            if place > MAX_DEPTH {
                self.repair(span, format!("at most {MAX_DEPTH} words stand in a window"));
                break;
            }
            let next = self.leaf(word, span, frame);
            row = join(operator, row, next);
        }
        row
    }

    /// The value of a facet.
    fn value(&mut self, text: &str, span: Span, field: Field) -> Option<Node> {
        let (dimension, codes, coded) = match field {
            Field::Facet(dimension, codes) => (dimension, codes, false),
            Field::Coded(dimension, codes) => (dimension, codes, true),
            _ => return None,
        };
        let value = without_quotes(text);
        let plain: String = value.chars().filter(|c| !"*?!$".contains(*c)).collect();
        if plain != value {
            let message = "values are told whole or by their beginning: its wildcard was left out";
            self.repair(span, message);
        }
        let plain = plain.trim();
        if !has_letters(plain) {
            return self.nothing_in_it(span);
        }
        match known(codes, plain) {
            Some(ours) => self.facet(dimension, ours, span),
            None if coded => {
                let message = format!("{plain} is a code of {}: left out", self.house.name());
                let hint = format!("{}:\"…\" takes a name", dimension.name());
                self.repair_with(span, message, &hint);
                None
            }
            None => self.facet(dimension, plain, span),
        }
    }

    fn facet(&mut self, dimension: Dimension, value: &str, span: Span) -> Option<Node> {
        let (value, paths) = (value.to_owned(), Vec::new());
        self.faithful(NodeKind::Filter(Filter::Facet { dimension, value, paths }), span)
    }

    /// A node of this kind where it can be typed in our language, else a problem.
    pub(super) fn faithful(&mut self, kind: NodeKind, span: Span) -> Option<Node> {
        if self.reads_the_same(&kind) {
            return Some(Node { kind, span });
        }
        self.repair(span, "it cannot be said here: left out");
        None
    }

    /// Whether what is printed of a leaf reads as the same leaf among other parts.
    pub(super) fn reads_the_same(&self, kind: &NodeKind) -> bool {
        let node = Node { kind: kind.clone(), span: Span::default() };
        let read = parse(&format!("({node})"), self.today);
        read.query.root.is_some_and(|again| again.kind == node.kind)
    }
}

fn known(codes: Codes, value: &str) -> Option<&'static str> {
    codes.iter().find(|(code, _)| code.eq_ignore_ascii_case(value)).map(|(_, ours)| *ours)
}

/// Our quotation marks cannot stand inside each other.
fn without_quotes(text: &str) -> String {
    text.replace(['"', '“', '”', '‟'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn with_stars(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Letters(letters) => text.push_str(letters),
            Piece::Any | Piece::UpTo(_) => text.push('*'),
            Piece::One => text.push('?'),
        }
    }
    text
}

/// The pieces as an expression over folded forms; letters and digits mean themselves in one.
fn as_regex(pieces: &[Piece]) -> String {
    let mut expression = String::new();
    for piece in pieces {
        match piece {
            Piece::Letters(letters) => expression.push_str(&fold::exact(letters)),
            Piece::Any => expression.push_str(".*"),
            Piece::One => expression.push('.'),
            Piece::UpTo(most) => expression.push_str(&format!(".{{0,{most}}}")),
        }
    }
    expression
}

/// Whether two parts side by side are one phrase, or one value.
pub(super) fn are_one(left: &Node, right: &Node) -> bool {
    if let (
        NodeKind::Filter(Filter::Facet { dimension, .. }),
        NodeKind::Filter(Filter::Facet { dimension: other, .. }),
    ) = (&left.kind, &right.kind)
    {
        return dimension == other;
    }
    let parts = place_in_phrase(left).zip(place_in_phrase(right));
    parts.is_some_and(|(left, right)| left == right)
}

/// The one that they are, of which [`are_one`] holds.
pub(super) fn one(left: NodeKind, right: &NodeKind) -> NodeKind {
    match (left, right) {
        (
            NodeKind::Filter(Filter::Facet { dimension, mut value, paths }),
            NodeKind::Filter(Filter::Facet { value: next, .. }),
        ) => {
            value.push(' ');
            value.push_str(next);
            NodeKind::Filter(Filter::Facet { dimension, value, paths })
        }
        (
            NodeKind::Word { mut text, printed, scope, .. }
            | NodeKind::Phrase { mut text, printed, scope, .. },
            NodeKind::Word { text: next, .. } | NodeKind::Phrase { text: next, .. },
        ) => {
            text.push(' ');
            text.push_str(next);
            NodeKind::Phrase { text, slack: 0, printed, scope }
        }
        (left, _) => left,
    }
}

fn place_in_phrase(node: &Node) -> Option<(Scope, Printed)> {
    match &node.kind {
        NodeKind::Word { form: WordForm::Fuzzy(_) | WordForm::Regex, .. } => None,
        NodeKind::Word { printed, scope, .. }
        | NodeKind::Phrase { slack: 0, printed, scope, .. } => Some((*scope, *printed)),
        _ => None,
    }
}
