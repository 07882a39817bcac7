//! The algebra of spans: where a part of a query stands on a clipping's line of positions.
//!
//! It is generic over its source of positions, so that hits found through the index and words
//! marked in a record come from the same code. `docs/design/spans.md` defines it.

use super::{Order, Reach, TwoWords, Window};

/// So many spans of one part of a query in one clipping are looked at; more are left out, and
/// [`Evaluator::was_cut`] says so.
pub const MAX_SPANS: usize = 65_536;

/// A stretch of positions, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Match {
    /// The first position.
    pub first: u32,
    /// The last position.
    pub last: u32,
}

/// One clipping as the algebra sees it.
pub trait Positions {
    /// Puts the first positions of a leaf's words into `out`, which is empty: ascending, each once.
    fn of(&mut self, leaf: usize, out: &mut Vec<u32>);

    /// Whether some word of a leaf is printed as a compound, and so covers several positions.
    fn has_compounds(&mut self, leaf: usize) -> bool;

    /// Puts the spans of a leaf's words into `out`, which is empty: ascending, each once. The same
    /// as [`Self::of`] where there are no compounds among them.
    fn words_of(&mut self, leaf: usize, out: &mut Vec<Match>);

    /// About how many positions a leaf has, where that is cheaper to know than which.
    fn count(&mut self, leaf: usize) -> u32;

    /// The first position of each zone in zone order; nothing for a zone the clipping lacks.
    fn zone_starts(&mut self) -> [Option<u32>; 4];

    /// Appends the first position of each sentence to `out`, ascending.
    fn sentence_starts(&mut self, out: &mut Vec<u32>);

    /// Appends the first position of each paragraph to `out`, ascending.
    fn paragraph_starts(&mut self, out: &mut Vec<u32>);
}

/// Something that can be looked for on a line of positions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Expr {
    /// The words of one leaf.
    Leaf(usize),
    /// Leaves at fixed distances: a phrase, a run of characters.
    Sequence {
        /// Each leaf with its distance from the first position; the first distance is 0.
        parts: Vec<(u32, usize)>,
        /// How many positions the whole covers, each word being one.
        length: u32,
    },
    /// Parts in order, others between them.
    Chain {
        /// The parts.
        links: Vec<Expr>,
        /// How many positions the whole may cover.
        covers: u32,
    },
    /// A compound: its parts one after the other, or the word they join to.
    Compound {
        /// The parts.
        parts: Box<Expr>,
        /// The leaf of the joined form; where it is printed as a compound, it has the span of its
        /// parts.
        joined: usize,
    },
    /// Any of them.
    Or(Vec<Expr>),
    /// What lies in one of these zones, by zone order.
    InZones([bool; 4], Box<Expr>),
    /// Both near each other: the hulls of the pairs.
    Near {
        /// What is named first.
        left: Box<Expr>,
        /// How near.
        window: Window,
        /// What is named second.
        right: Box<Expr>,
    },
    /// The spans of the left one that no span of the right one is near to.
    NotNear {
        /// What is looked for.
        left: Box<Expr>,
        /// How near the other one must not be.
        window: Window,
        /// What must not be near.
        right: Box<Expr>,
    },
    /// All spans, where so many of them do not overlap.
    AtLeast {
        /// How many.
        times: u32,
        /// What is counted.
        inner: Box<Expr>,
    },
    /// The spans that lie within the first words of their zone.
    First {
        /// How many words.
        words: u32,
        /// What is looked for there.
        inner: Box<Expr>,
    },
}

impl Expr {
    /// The leaves it looks at, in order, those included that must not be there.
    pub fn leaves(&self) -> Vec<usize> {
        let mut leaves = Vec::new();
        self.collect_leaves(&mut leaves);
        leaves
    }

    /// Whether a window in it reaches as far as is asked.
    pub fn has_window(&self, is_asked: &impl Fn(Reach) -> bool) -> bool {
        match self {
            Self::Leaf(_) | Self::Sequence { .. } => false,
            Self::Compound { parts: inner, .. }
            | Self::InZones(_, inner)
            | Self::AtLeast { inner, .. }
            | Self::First { inner, .. } => inner.has_window(is_asked),
            Self::Chain { links: all, .. } | Self::Or(all) => {
                all.iter().any(|part| part.has_window(is_asked))
            }
            Self::Near { left, window, right } | Self::NotNear { left, window, right } => {
                is_asked(window.reach) || left.has_window(is_asked) || right.has_window(is_asked)
            }
        }
    }

    fn collect_leaves(&self, out: &mut Vec<usize>) {
        match self {
            Self::Leaf(leaf) => out.push(*leaf),
            Self::Sequence { parts, .. } => out.extend(parts.iter().map(|(_, leaf)| *leaf)),
            Self::Compound { parts, joined } => {
                parts.collect_leaves(out);
                out.push(*joined);
            }
            Self::Chain { links: all, .. } | Self::Or(all) => {
                all.iter().for_each(|part| part.collect_leaves(out));
            }
            Self::InZones(_, inner) | Self::AtLeast { inner, .. } | Self::First { inner, .. } => {
                inner.collect_leaves(out);
            }
            Self::Near { left, right, .. } | Self::NotNear { left, right, .. } => {
                left.collect_leaves(out);
                right.collect_leaves(out);
            }
        }
    }
}

/// Evaluates expressions; keeps its buffers, so make one and use it for many clippings.
#[derive(Default)]
pub struct Evaluator {
    positions: Vec<Vec<u32>>,
    spans: Vec<Vec<Match>>,
    cut: bool,
}

impl Evaluator {
    /// Appends the spans of `expr` in one clipping to `out`, sorted, each once.
    pub fn spans(&mut self, expr: &Expr, source: &mut impl Positions, out: &mut Vec<Match>) {
        let start = out.len();
        match expr {
            Expr::Leaf(leaf) => self.words(*leaf, source, out),
            Expr::Sequence { parts, length } if has_compounds(parts, source) => {
                self.sequence_of_compounds(parts, *length, source, out);
            }
            Expr::Sequence { parts, length } => self.runs(parts, *length, source, |run| {
                out.push(run);
                true
            }),
            Expr::Chain { links, covers } => self.chain(links, *covers, source, out),
            Expr::Compound { parts, joined } => {
                self.spans(parts, source, out);
                self.words(*joined, source, out);
                settle(out, start);
            }
            Expr::Or(branches) => {
                branches.iter().for_each(|branch| self.spans(branch, source, out));
                settle(out, start);
            }
            Expr::InZones(wanted, inner) => {
                self.spans(inner, source, out);
                if out.len() > start {
                    let zones = source.zone_starts();
                    keep(out, start, |found| {
                        zone_at(&zones, found.first).is_some_and(|at| wanted[at])
                    });
                }
            }
            Expr::Near { left, window, right } => {
                let (left, right) = self.both(left, right, source);
                if !left.is_empty() && !right.is_empty() {
                    let fence = Fence::new(window.reach, source, &mut self.positions);
                    self.cut |= !pairs(&left, &right, *window, &fence, |pair| {
                        out.push(pair.hull());
                        out.len() - start < MAX_SPANS
                    });
                    fence.give_back(&mut self.positions);
                    settle(out, start);
                }
                self.keep_spans(left);
                self.keep_spans(right);
            }
            Expr::NotNear { left, window, right } => {
                let (left, right) = self.both(left, right, source);
                if right.is_empty() {
                    out.extend_from_slice(&left);
                } else {
                    let fence = Fence::new(window.reach, source, &mut self.positions);
                    let alone = |one: &&Match| pairs(&[**one], &right, *window, &fence, |_| false);
                    out.extend(left.iter().filter(alone));
                    fence.give_back(&mut self.positions);
                }
                self.keep_spans(left);
                self.keep_spans(right);
            }
            Expr::AtLeast { times, inner } => {
                self.spans(inner, source, out);
                if !holds_apart(&out[start..], *times, &mut self.spans) {
                    out.truncate(start);
                }
            }
            Expr::First { words, inner } => {
                self.spans(inner, source, out);
                if out.len() > start {
                    let zones = source.zone_starts();
                    keep(out, start, |found| is_among_first(&zones, *found, *words));
                }
            }
        }
    }

    /// The spans of two parts; of the second none where the first has none.
    fn both(
        &mut self,
        left: &Expr,
        right: &Expr,
        source: &mut impl Positions,
    ) -> (Vec<Match>, Vec<Match>) {
        let left = self.spans_of(left, source);
        let right = if left.is_empty() { self.empty_spans() } else { self.spans_of(right, source) };
        (left, right)
    }

    /// Whether `expr` has a span in one clipping: the same as asking for the spans, often cheaper.
    pub fn holds(&mut self, expr: &Expr, source: &mut impl Positions) -> bool {
        if let Some(words) = TwoWords::of(expr)
            && !source.has_compounds(words.first)
            && !source.has_compounds(words.second)
        {
            return self.two_words(words, source);
        }
        match expr {
            Expr::Or(branches) => branches.iter().any(|branch| self.holds(branch, source)),
            Expr::Near { left, window, right } => match (&**left, &**right) {
                (left @ Expr::Leaf(_), right @ Expr::Leaf(_)) => {
                    self.any_pair(left, right, *window, source, |_| true)
                }
                (other, Expr::Leaf(leaf)) => {
                    self.beside_word(other, *leaf, *window, Side::Behind, source)
                }
                (Expr::Leaf(leaf), other) => {
                    self.beside_word(other, *leaf, *window, Side::Before, source)
                }
                (left, right) => self.any_pair(left, right, *window, source, |_| true),
            },
            Expr::Sequence { parts, length } if !has_compounds(parts, source) => {
                let mut any = false;
                self.runs(parts, *length, source, |_| {
                    any = true;
                    false
                });
                any
            }
            Expr::Leaf(_)
            | Expr::Sequence { .. }
            | Expr::Chain { .. }
            | Expr::Compound { .. }
            | Expr::InZones(..)
            | Expr::NotNear { .. }
            | Expr::AtLeast { .. }
            | Expr::First { .. } => {
                let found = self.spans_of(expr, source);
                let any = !found.is_empty();
                self.keep_spans(found);
                any
            }
        }
    }

    /// Whether a span of `expr` has a word near it that stands on this side in the query. The spans
    /// of a window are looked at as they are found, and the first that fits is enough.
    fn beside_word(
        &mut self,
        expr: &Expr,
        leaf: usize,
        window: Window,
        side: Side,
        source: &mut impl Positions,
    ) -> bool {
        let words = self.spans_of(&Expr::Leaf(leaf), source);
        let mut any = false;
        if !words.is_empty() {
            let fence = Fence::new(window.reach, source, &mut self.positions);
            let is_near = |span: Match| is_word_near(span, &words, window, side, &fence);
            any = match expr {
                Expr::Near { left, window, right } => {
                    self.any_pair(left, right, *window, source, is_near)
                }
                _ => {
                    let spans = self.spans_of(expr, source);
                    let any = spans.iter().copied().any(is_near);
                    self.keep_spans(spans);
                    any
                }
            };
            fence.give_back(&mut self.positions);
        }
        self.keep_spans(words);
        any
    }

    /// Whether the hull of a pair fits.
    fn any_pair(
        &mut self,
        left: &Expr,
        right: &Expr,
        window: Window,
        source: &mut impl Positions,
        fits: impl Fn(Match) -> bool,
    ) -> bool {
        let (left, right) = self.both(left, right, source);
        let mut any = false;
        if !left.is_empty() && !right.is_empty() {
            let fence = Fence::new(window.reach, source, &mut self.positions);
            let mut seen = 0;
            let all = pairs(&left, &right, window, &fence, |pair| {
                any = fits(pair.hull());
                seen += 1;
                !any && seen < MAX_SPANS
            });
            self.cut |= !all && !any;
            fence.give_back(&mut self.positions);
        }
        self.keep_spans(left);
        self.keep_spans(right);
        any
    }

    /// Whether two words that are printed in one piece stand as asked, by their positions alone.
    fn two_words(&mut self, words: TwoWords, source: &mut impl Positions) -> bool {
        let mut firsts = self.positions.pop().unwrap_or_default();
        let mut seconds = self.positions.pop().unwrap_or_default();
        source.of(words.first, &mut firsts);
        source.of(words.second, &mut seconds);
        let found = words.hold(&firsts, &seconds, || source.zone_starts());
        self.keep_positions(firsts);
        self.keep_positions(seconds);
        found
    }

    /// Appends the words and phrases that took part in the spans of `expr` to `out`, in no order: of
    /// a window those that stand near each other, not what lies between them.
    pub fn taking_part(&mut self, expr: &Expr, source: &mut impl Positions, out: &mut Vec<Match>) {
        let all = self.spans_of(expr, source);
        self.parts_of(expr, &all, source, out);
        self.keep_spans(all);
    }

    /// Whether a bound cut spans off since it was made.
    pub fn was_cut(&self) -> bool {
        self.cut
    }

    /// The words that took part in those spans of `expr` that are `wanted`, which are sorted.
    fn parts_of(
        &mut self,
        expr: &Expr,
        wanted: &[Match],
        source: &mut impl Positions,
        out: &mut Vec<Match>,
    ) {
        if wanted.is_empty() {
            return;
        }
        match expr {
            Expr::Leaf(_) | Expr::Sequence { .. } | Expr::Chain { .. } | Expr::Compound { .. } => {
                out.extend_from_slice(wanted)
            }
            Expr::Or(branches) => {
                for branch in branches {
                    let mut of_branch = self.spans_of(branch, source);
                    of_branch.retain(|found| wanted.binary_search(found).is_ok());
                    self.parts_of(branch, &of_branch, source, out);
                    self.keep_spans(of_branch);
                }
            }
            Expr::InZones(_, inner) | Expr::AtLeast { inner, .. } | Expr::First { inner, .. } => {
                self.parts_of(inner, wanted, source, out);
            }
            Expr::NotNear { left, .. } => self.parts_of(left, wanted, source, out),
            Expr::Near { left, window, right } => {
                let (lefts, rights) = (self.spans_of(left, source), self.spans_of(right, source));
                let (mut on_left, mut on_right) = (self.empty_spans(), self.empty_spans());
                let fence = Fence::new(window.reach, source, &mut self.positions);
                let mut seen = 0;
                pairs(&lefts, &rights, *window, &fence, |pair| {
                    if wanted.binary_search(&pair.hull()).is_ok() {
                        on_left.push(pair.left);
                        on_right.push(pair.right);
                    }
                    seen += 1;
                    seen < MAX_SPANS
                });
                fence.give_back(&mut self.positions);
                for (part, taken) in [(left, &mut on_left), (right, &mut on_right)] {
                    taken.sort_unstable();
                    taken.dedup();
                    self.parts_of(part, taken, source, out);
                }
                for spans in [lefts, rights, on_left, on_right] {
                    self.keep_spans(spans);
                }
            }
        }
    }

    fn spans_of(&mut self, expr: &Expr, source: &mut impl Positions) -> Vec<Match> {
        let mut found = self.empty_spans();
        self.spans(expr, source, &mut found);
        found
    }

    fn empty_spans(&mut self) -> Vec<Match> {
        self.spans.pop().unwrap_or_default()
    }

    fn keep_spans(&mut self, mut spans: Vec<Match>) {
        spans.clear();
        self.spans.push(spans);
    }

    fn keep_positions(&mut self, mut positions: Vec<u32>) {
        positions.clear();
        self.positions.push(positions);
    }

    /// The spans of one leaf.
    fn words(&mut self, leaf: usize, source: &mut impl Positions, out: &mut Vec<Match>) {
        if source.has_compounds(leaf) {
            let mut words = self.empty_spans();
            source.words_of(leaf, &mut words);
            out.extend_from_slice(&words);
            return self.keep_spans(words);
        }
        let mut at = self.positions.pop().unwrap_or_default();
        source.of(leaf, &mut at);
        out.extend(at.iter().map(|at| Match { first: *at, last: *at }));
        self.keep_positions(at);
    }

    /// The runs of leaves, ascending, until `each` says stop. A run lies in one zone: a phrase does
    /// not begin in the headline and end in the text. The rarest leaf is asked first.
    fn runs(
        &mut self,
        parts: &[(u32, usize)],
        length: u32,
        source: &mut impl Positions,
        mut each: impl FnMut(Match) -> bool,
    ) {
        // Of two leaves both are read anyway.
        let rarest = match parts.len() {
            0 => return,
            1 | 2 => 0,
            _ => (0..parts.len()).min_by_key(|place| source.count(parts[*place].1)).unwrap_or(0),
        };
        let mut starts = self.positions.pop().unwrap_or_default();
        let mut others = self.positions.pop().unwrap_or_default();
        let (distance, leaf) = parts[rarest];
        source.of(leaf, &mut starts);
        if distance > 0 {
            starts.retain_mut(|at| {
                let fits = *at >= distance;
                *at = at.wrapping_sub(distance);
                fits
            });
        }
        let mut rest = (0..parts.len()).filter(|place| *place != rarest).peekable();
        let mut last = 0;
        while let Some(place) = rest.next() {
            others.clear();
            if starts.is_empty() {
                break;
            }
            let (distance, leaf) = parts[place];
            source.of(leaf, &mut others);
            match rest.peek() {
                Some(_) => keep_followed(&mut starts, distance, &others),
                None => last = distance,
            }
        }
        let mut zones = None;
        let mut give = |start: u32| {
            let span = Match { first: start, last: start + length - 1 };
            let is_whole = length == 1
                || is_in_one_stretch(zones.get_or_insert_with(|| source.zone_starts()), span);
            !is_whole || each(span)
        };
        match parts.len() {
            1 => _ = starts.iter().all(|start| give(*start)),
            _ => each_followed(&starts, last, &others, give),
        }
        self.keep_positions(starts);
        self.keep_positions(others);
    }

    /// Parts in order without overlap, the whole not longer than allowed: for every beginning the
    /// nearest end.
    fn chain(
        &mut self,
        links: &[Expr],
        covers: u32,
        source: &mut impl Positions,
        out: &mut Vec<Match>,
    ) {
        let Some((first, rest)) = links.split_first() else { return };
        let mut found = self.spans_of(first, source);
        for link in rest {
            let next = self.spans_of(link, source);
            // For each place in `next` the earliest end from there on.
            let mut earliest: Vec<u32> = next.iter().map(|span| span.last).collect();
            for place in (1..earliest.len()).rev() {
                earliest[place - 1] = earliest[place - 1].min(earliest[place]);
            }
            found.retain_mut(|span| {
                let from = next.partition_point(|other| other.first <= span.last);
                match earliest.get(from) {
                    Some(last) if last - span.first < covers => {
                        span.last = *last;
                        true
                    }
                    _ => false,
                }
            });
            self.keep_spans(next);
        }
        found.sort_unstable();
        found.dedup_by_key(|span| span.first);
        if !found.is_empty() {
            let zones = source.zone_starts();
            out.extend(found.iter().filter(|span| is_in_one_stretch(&zones, **span)));
        }
        self.keep_spans(found);
    }

    /// A run of leaves some of whose words cover several positions: each begins where the one before
    /// it ends.
    fn sequence_of_compounds(
        &mut self,
        parts: &[(u32, usize)],
        length: u32,
        source: &mut impl Positions,
        out: &mut Vec<Match>,
    ) {
        let Some((&(mut reached, first), rest)) = parts.split_first() else { return };
        let mut found = self.empty_spans();
        self.words(first, source, &mut found);
        for (distance, leaf) in rest {
            let (mut next, mut longer) = (self.empty_spans(), self.empty_spans());
            self.words(*leaf, source, &mut next);
            for span in &found {
                let begins = span.last + (distance - reached);
                let from = next.partition_point(|word| word.first < begins);
                let here = next[from..].iter().take_while(|word| word.first == begins);
                longer.extend(here.map(|word| Match { first: span.first, last: word.last }));
            }
            reached = *distance;
            self.keep_spans(std::mem::replace(&mut found, longer));
            self.keep_spans(next);
        }
        let start = out.len();
        let zones = source.zone_starts();
        let behind = (length - 1).saturating_sub(reached);
        let whole = found.iter().map(|span| Match { last: span.last + behind, ..*span });
        out.extend(whole.filter(|span| is_in_one_stretch(&zones, *span)));
        settle(out, start);
        self.keep_spans(found);
    }
}

/// Whether some word of a run is printed as a compound.
fn has_compounds(parts: &[(u32, usize)], source: &mut impl Positions) -> bool {
    parts.iter().any(|(_, leaf)| source.has_compounds(*leaf))
}

/// Sorts the spans from `start` on and leaves each once.
fn settle(out: &mut Vec<Match>, start: usize) {
    if !out[start..].is_sorted() {
        out[start..].sort_unstable();
    }
    let mut kept = start;
    for at in start..out.len() {
        if at == start || out[at] != out[kept - 1] {
            out[kept] = out[at];
            kept += 1;
        }
    }
    out.truncate(kept);
}

/// Keeps those of the spans from `start` on that pass.
fn keep(out: &mut Vec<Match>, start: usize, passes: impl Fn(&Match) -> bool) {
    let mut kept = start;
    for at in start..out.len() {
        if passes(&out[at]) {
            out[kept] = out[at];
            kept += 1;
        }
    }
    out.truncate(kept);
}

/// Two spans that stand near each other.
#[derive(Clone, Copy)]
struct Pair {
    left: Match,
    right: Match,
}

impl Pair {
    fn hull(self) -> Match {
        Match {
            first: self.left.first.min(self.right.first),
            last: self.left.last.max(self.right.last),
        }
    }
}

/// What a pair may not reach across: the beginnings of headline, text and captions, of sentences or
/// of paragraphs.
enum Fence {
    Stretches([Option<u32>; 3]),
    Starts(Vec<u32>),
}

impl Fence {
    fn new(reach: Reach, source: &mut impl Positions, pool: &mut Vec<Vec<u32>>) -> Self {
        let mut starts = pool.pop().unwrap_or_default();
        match reach {
            Reach::Sentence => source.sentence_starts(&mut starts),
            Reach::Paragraph => source.paragraph_starts(&mut starts),
            Reach::Within(_) | Reach::Exactly(_) | Reach::Zone => {
                pool.push(starts);
                return Self::Stretches(stretches(&source.zone_starts()));
            }
        }
        Self::Starts(starts)
    }

    fn give_back(self, pool: &mut Vec<Vec<u32>>) {
        if let Self::Starts(mut starts) = self {
            starts.clear();
            pool.push(starts);
        }
    }

    /// The first beginning behind a position; none where nothing begins there.
    fn behind(&self, position: u32) -> u32 {
        match self {
            Self::Stretches(starts) => {
                let behind = starts.iter().flatten().filter(|start| **start > position);
                behind.copied().min().unwrap_or(u32::MAX)
            }
            Self::Starts(starts) => {
                let behind = starts.partition_point(|start| *start <= position);
                starts.get(behind).copied().unwrap_or(u32::MAX)
            }
        }
    }
}

/// Gives the pairs of a span of `left` and one of `right` that fit the window, until `each` says
/// stop; tells whether all were given. Both are sorted.
fn pairs(
    left: &[Match],
    right: &[Match],
    window: Window,
    fence: &Fence,
    mut each: impl FnMut(Pair) -> bool,
) -> bool {
    let all = ordered(left, right, window.reach, fence, |left, right| each(Pair { left, right }));
    all && (window.order == Order::AsNamed
        || ordered(right, left, window.reach, fence, |right, left| each(Pair { left, right })))
}

/// The pairs in which the one from `before` ends before the one from `behind` begins.
fn ordered(
    before: &[Match],
    behind: &[Match],
    reach: Reach,
    fence: &Fence,
    mut each: impl FnMut(Match, Match) -> bool,
) -> bool {
    let (mut from, mut end) = (0, 0);
    for one in before {
        if one.first >= end {
            end = fence.behind(one.first);
        }
        if one.last >= end {
            continue;
        }
        let (nearest, farthest) = match reach {
            Reach::Within(distance) => (one.last + 1, one.last.saturating_add(distance)),
            Reach::Exactly(distance) => {
                (one.last.saturating_add(distance), one.last.saturating_add(distance))
            }
            Reach::Sentence | Reach::Paragraph | Reach::Zone => (one.last + 1, u32::MAX),
        };
        // Ends hardly ever go back: the place is nearly always a step away.
        while from > 0 && behind[from - 1].first >= nearest {
            from -= 1;
        }
        while behind.get(from).is_some_and(|other| other.first < nearest) {
            from += 1;
        }
        for other in &behind[from..] {
            if other.first > farthest || other.first >= end {
                break;
            }
            if other.last < end && !each(*one, *other) {
                return false;
            }
        }
    }
    true
}

/// Whether so many of the spans do not overlap (earliest end first, which is the most there can
/// be).
fn holds_apart(spans: &[Match], times: u32, pool: &mut Vec<Vec<Match>>) -> bool {
    let times = times as usize;
    if times <= 1 || spans.len() < times {
        return spans.len() >= times;
    }
    let mut by_end = pool.pop().unwrap_or_default();
    by_end.extend_from_slice(spans);
    by_end.sort_unstable_by_key(|span| span.last);
    let (mut apart, mut end) = (0, None);
    for span in &by_end {
        if end.is_none_or(|end| span.first > end) {
            apart += 1;
            end = Some(span.last);
        }
    }
    by_end.clear();
    pool.push(by_end);
    apart >= times
}

/// Keeps the starts that have a position of `others` at `distance`.
fn keep_followed(starts: &mut Vec<u32>, distance: u32, others: &[u32]) {
    let mut at = 0;
    starts.retain(|start| is_followed(start + distance, others, &mut at));
}

/// Gives the starts that have a position of `others` at `distance`, until `each` says stop.
fn each_followed(starts: &[u32], distance: u32, others: &[u32], mut each: impl FnMut(u32) -> bool) {
    let mut at = 0;
    for start in starts {
        if is_followed(start + distance, others, &mut at) && !each(*start) {
            return;
        }
    }
}

/// Whether `wanted` is among `others`. Both ascend: `at` is how far the last call came.
fn is_followed(wanted: u32, others: &[u32], at: &mut usize) -> bool {
    while others.get(*at).is_some_and(|other| *other < wanted) {
        *at += 1;
    }
    others.get(*at) == Some(&wanted)
}

/// On which side of a window's other part a word is named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
}

/// Whether one of `words`, which ascend and cover one position each, is near a span.
fn is_word_near(span: Match, words: &[Match], window: Window, side: Side, fence: &Fence) -> bool {
    let farthest = match window.reach {
        Reach::Within(distance) | Reach::Exactly(distance) => distance,
        Reach::Sentence | Reach::Paragraph | Reach::Zone => u32::MAX,
    };
    let asks = |asked: Side| window.order == Order::Either || side == asked;
    let from = |position: u32| words.partition_point(|word| word.first < position);
    asks(Side::Behind)
        && !ordered(&[span], &words[from(span.last + 1)..], window.reach, fence, |_, _| false)
        || asks(Side::Before) && {
            let before = &words[from(span.first.saturating_sub(farthest))..from(span.first)];
            !ordered(before, &[span], window.reach, fence, |_, _| false)
        }
}

/// The zone a position lies in: the last one that starts at or before it.
pub(super) fn zone_at(starts: &[Option<u32>; 4], position: u32) -> Option<usize> {
    (0..4).rev().find(|zone| starts[*zone].is_some_and(|start| start <= position))
}

/// The beginnings that nothing reaches across: of headline, text and captions. The lead is a zone to
/// ask for, and the beginning of the text.
fn stretches(starts: &[Option<u32>; 4]) -> [Option<u32>; 3] {
    [starts[0], starts[1].or(starts[2]), starts[3]]
}

/// Whether a span lies in one of headline, text and captions.
pub(super) fn is_in_one_stretch(starts: &[Option<u32>; 4], span: Match) -> bool {
    !stretches(starts).iter().flatten().any(|start| (span.first + 1..=span.last).contains(start))
}

/// Whether a span ends among the first words of the headline, the text or the captions.
fn is_among_first(starts: &[Option<u32>; 4], span: Match, words: u32) -> bool {
    let before = stretches(starts).into_iter().flatten().filter(|start| *start <= span.first);
    let start = before.max().unwrap_or(0);
    is_in_one_stretch(starts, span) && span.last - start < words
}

#[cfg(test)]
#[path = "spans_tests.rs"]
mod tests;
