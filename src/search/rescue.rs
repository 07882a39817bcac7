//! When little or nothing was found: which part emptied the result, and what would find something.
//!
//! Every offer is a whole query with one change, and its count is that of the whole query.

use std::time::{Duration, Instant};

use chrono::NaiveDate;

use super::page::Searcher;
use super::resolve::labels;
use crate::archive::{CASE_ALL, Result};
use crate::clipping::Dimension;
use crate::query::{
    Filter, Looseness, MAX_WINDOW, Node, NodeKind, Order, Printed, Query, Reach, Scope, Window,
    WordForm, parse,
};
use crate::text::fold;

/// Looking for offers ends after this long, and that is said.
const BUDGET: Duration = Duration::from_millis(50);

/// Offers made at most.
const MAX_OFFERS: usize = 6;

/// Corrected spellings looked at for each word at most.
const MAX_SPELLINGS: usize = 3;

/// Names of outlets are looked for in so many words side by side at most.
const MAX_NAME_WORDS: usize = 5;

/// Fewer letters are too short for the beginning of an outlet's name.
const SHORTEST_NAME: usize = 4;

/// A word of at most so many letters, two at least, typed in capitals is an abbreviation.
const LONGEST_ABBREVIATION: usize = 5;

/// So many words are let in between those of a phrase at most.
const MAX_SLACK: u32 = 100;

/// With so few hits other spellings are looked for as well.
pub(super) const FEW: u64 = 2;

/// Another spelling is offered beside hits where it finds so many times as much.
const FAR_MORE: u64 = 10;

/// What emptied a result and what to try.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rescue {
    /// Parts of the query that find nothing by themselves, as typed.
    pub empty_parts: Vec<String>,
    /// What would have found something, most promising first.
    pub offers: Vec<Offer>,
    /// Whether the time for looking ran out.
    pub is_cut_short: bool,
}

/// Something to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is different, one phrase.
    pub change: String,
    /// The whole query with that change.
    pub query: String,
    /// How many clippings it finds.
    pub clippings: u64,
}

/// Looks for what emptied a query.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn rescue(searcher: &mut Searcher<'_>, query: &Query) -> Result<Rescue> {
    let Some(root) = &query.root else { return Ok(Rescue::default()) };
    let mut search = Search::new(searcher, query);
    let parts: Vec<&Node> = match &root.kind {
        NodeKind::And(terms) => terms.iter().collect(),
        _ => vec![root],
    };
    for part in &parts {
        if search.count(part)? == Some(0) {
            search.rescue.empty_parts.push(part.to_string());
        }
    }
    search.any_of_many(&parts)?;
    search.outlets(root, 0)?;
    search.spellings(root, 0)?;
    search.looser(root)?;
    if parts.len() > 1 {
        search.one_part_fewer(root, &parts)?;
    }
    Ok(search.finish())
}

/// Looks for spellings that find far more than the few `hits` there are.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn did_you_mean(
    searcher: &mut Searcher<'_>,
    query: &Query,
    hits: u64,
) -> Result<Option<Rescue>> {
    let Some(root) = &query.root else { return Ok(None) };
    let mut search = Search::new(searcher, query);
    search.outlets(root, hits)?;
    search.spellings(root, hits)?;
    search.rescue.offers.retain(|offer| offer.clippings >= hits * FAR_MORE);
    let found = search.finish();
    Ok((!found.offers.is_empty()).then_some(found))
}

struct Search<'s, 'a> {
    searcher: &'s mut Searcher<'a>,
    looseness: Looseness,
    /// Whether the query is typed in capitals throughout: then they tell no abbreviations.
    is_shouted: bool,
    until: Instant,
    rescue: Rescue,
}

impl<'s, 'a> Search<'s, 'a> {
    fn new(searcher: &'s mut Searcher<'a>, query: &Query) -> Self {
        let until = Instant::now() + BUDGET;
        let (looseness, is_shouted) = (query.looseness, query.is_shouted());
        Self { searcher, looseness, is_shouted, until, rescue: Rescue::default() }
    }

    fn finish(mut self) -> Rescue {
        self.rescue.offers.truncate(MAX_OFFERS);
        self.rescue
    }

    /// How many clippings a query finds; nothing once the time has run out.
    fn count(&mut self, root: &Node) -> Result<Option<u64>> {
        self.count_query(&Query { root: Some(root.clone()), looseness: self.looseness })
    }

    fn count_query(&mut self, query: &Query) -> Result<Option<u64>> {
        if self.rescue.is_cut_short || Instant::now() > self.until {
            self.rescue.is_cut_short = true;
            return Ok(None);
        }
        let prepared = self.searcher.prepare(query)?;
        match super::refuses(&prepared.reading.problems) {
            true => Ok(Some(0)),
            false => Ok(Some(self.searcher.count_reading(&prepared.reading)?)),
        }
    }

    /// Offers a query where it finds something.
    fn offer(&mut self, root: &Node, change: String) -> Result<bool> {
        let whole = Query { root: Some(root.clone()), looseness: self.looseness };
        let query = whole.to_string();
        if self.is_full_or_has(&query) {
            return Ok(false);
        }
        let clippings = self.count_query(&whole)?.unwrap_or(0);
        if clippings > 0 {
            self.rescue.offers.push(Offer { change, query, clippings });
        }
        Ok(clippings > 0)
    }

    fn is_full_or_has(&self, query: &str) -> bool {
        let known = self.rescue.offers.iter().any(|offer| offer.query == query);
        known || self.rescue.offers.len() >= MAX_OFFERS
    }

    /// The query with words side by side read as the name of an outlet, where they find at most
    /// `most` clippings by themselves: the longest names.
    fn outlets(&mut self, root: &Node, most: u64) -> Result<()> {
        let parts: Vec<&Node> = match &root.kind {
            NodeKind::And(terms) => terms.iter().collect(),
            _ => vec![root],
        };
        let values = self.searcher.snapshot().facet_values(Dimension::Outlet)?;
        let values: Vec<Vec<String>> = values.into_iter().map(|(path, _)| path).collect();
        for length in (1..=parts.len().min(MAX_NAME_WORDS)).rev() {
            for start in 0..=parts.len() - length {
                let name = name_of(&parts[start..start + length]);
                let is_one = |name: &String| !labels(&values, Dimension::Outlet, name).is_empty();
                let Some(name) = name.filter(is_one) else { continue };
                let filter = Filter::Facet {
                    dimension: Dimension::Outlet,
                    value: name.clone(),
                    paths: Vec::new(),
                };
                let filter = Node { kind: NodeKind::Filter(filter), span: parts[start].span };
                let change = format!("{filter} instead of {name}");
                let mut rest: Vec<Node> = parts.iter().map(|part| (*part).clone()).collect();
                rest.splice(start..start + length, [filter]);
                let whole = match rest.len() {
                    1 => rest.remove(0),
                    _ => Node { kind: NodeKind::And(rest), span: root.span },
                };
                let before = self.rescue.offers.len();
                if self.offer(&whole, change)? && self.rescue.offers[before].clippings > most {
                    return Ok(());
                }
                self.rescue.offers.truncate(before);
            }
        }
        Ok(())
    }

    /// Of many words, as of a pasted headline with a quotation in it, any.
    fn any_of_many(&mut self, parts: &[&Node]) -> Result<()> {
        let texts = parts.iter().map(|part| match &part.kind {
            NodeKind::Word { text, form: WordForm::Stem, printed: Printed::Anyhow, scope }
            | NodeKind::Phrase { text, slack: 0, printed: Printed::Anyhow, scope }
                if *scope == Scope::Anywhere =>
            {
                Some(text.as_str())
            }
            _ => None,
        });
        let Some(texts) = texts.collect::<Option<Vec<&str>>>() else { return Ok(()) };
        let query = parse(&texts.join(" "), NaiveDate::MIN).query;
        let text = query.to_string();
        if self.looseness != Looseness::Exact
            || query.looseness != Looseness::Any
            || self.is_full_or_has(&text)
        {
            return Ok(());
        }
        let clippings = self.count_query(&query)?.unwrap_or(0);
        if clippings > 0 {
            let change = "best match, any of the words".to_owned();
            self.rescue.offers.push(Offer { change, query: text, clippings });
        }
        Ok(())
    }

    /// The query with the smallest number greater than `tight` in one of its nodes that lets it find
    /// anything; tells whether there is one up to `most`.
    fn nearest(
        &mut self,
        root: &Node,
        node: &Node,
        (tight, most): (u32, u32),
        with: &dyn Fn(u32) -> NodeKind,
    ) -> Result<bool> {
        let wider = |number: u32| Node { kind: with(number), span: node.span };
        if self.count(&replaced(root, node, &wider(most)))?.is_none_or(|found| found == 0) {
            return Ok(false);
        }
        let (mut finds_none, mut finds, mut step) = (tight, None, 1);
        while finds.is_none() && finds_none < most {
            let tried = finds_none.saturating_add(step).min(most);
            match self.count(&replaced(root, node, &wider(tried)))? {
                None => return Ok(false),
                Some(0) => finds_none = tried,
                Some(_) => finds = Some(tried),
            }
            step *= 2;
        }
        let Some(mut finds) = finds else { return Ok(false) };
        while finds - finds_none > 1 {
            let tried = finds_none + (finds - finds_none) / 2;
            match self.count(&replaced(root, node, &wider(tried)))? {
                // A wider one that was found is better than none.
                None => break,
                Some(0) => finds_none = tried,
                Some(_) => finds = tried,
            }
        }
        let wider = wider(finds);
        self.offer(&replaced(root, node, &wider), format!("{wider} instead of {node}"))
    }

    /// The query with words spelled as the archive spells them: all that find next to nothing at
    /// once, then one by one.
    fn spellings(&mut self, root: &Node, most: u64) -> Result<()> {
        let mut corrected: Vec<(&Node, Vec<Node>)> = Vec::new();
        for word in words(root) {
            // A word that hardly any clipping has may be a slip too.
            if self.count(word)?.is_some_and(|clippings| clippings <= most.max(FEW)) {
                let nodes = self.respelled(word)?;
                if !nodes.is_empty() {
                    corrected.push((word, nodes));
                }
            }
        }
        if corrected.len() > 1 {
            let mut whole = root.clone();
            let mut changes = Vec::new();
            // From the last to the first: places of the others stay.
            for (word, nodes) in corrected.iter().rev() {
                whole = replaced(&whole, word, &nodes[0]);
                changes.push(format!("{} instead of {word}", nodes[0]));
            }
            changes.reverse();
            self.offer(&whole, changes.join(", "))?;
        }
        for (word, nodes) in &corrected {
            for node in nodes {
                let change = format!("{node} instead of {word}");
                self.offer(&replaced(root, word, node), change)?;
            }
        }
        Ok(())
    }

    /// What a word may have been meant as.
    fn respelled(&mut self, word: &Node) -> Result<Vec<Node>> {
        let NodeKind::Word { text, form, printed, scope } = &word.kind else {
            return Ok(Vec::new());
        };
        let with = |text: String, form: WordForm| Node {
            kind: NodeKind::Word { text, form, printed: *printed, scope: *scope },
            span: word.span,
        };
        let mut nodes = Vec::new();
        if *form == WordForm::Exact && *printed == Printed::Anyhow {
            nodes.push(with(text.clone(), WordForm::Stem));
        }
        if let WordForm::Stem | WordForm::Exact = form {
            let spelled = match is_abbreviation(text) && !self.is_shouted {
                true => near_spellings(self.searcher, text, Spelled::InCapitals)?,
                false => near_spellings(self.searcher, text, Spelled::Anyhow)?,
            };
            nodes.extend(spelled.into_iter().map(|text| with(text, *form)));
            nodes.extend(parted(text).map(|parts| Node {
                kind: NodeKind::And(
                    parts.into_iter().map(|part| with(part.to_owned(), *form)).collect(),
                ),
                span: word.span,
            }));
        }
        Ok(nodes)
    }

    /// The query with one of its windows or phrases looser; where no looser window finds anything,
    /// with one side of it.
    fn looser(&mut self, root: &Node) -> Result<()> {
        for node in windows(root) {
            let mut found = false;
            for (wider, change) in otherwise(node) {
                found = found || self.offer(&replaced(root, node, &wider), change)?;
            }
            found = found || self.nearest_of(root, node)?;
            for (wider, change) in much_looser(node) {
                found = found || self.offer(&replaced(root, node, &wider), change)?;
            }
            if let (false, NodeKind::Near { left, right, .. }) = (found, &node.kind) {
                for (kept, lost) in [(left, right), (right, left)] {
                    self.offer(&replaced(root, node, kept), format!("without {lost}"))?;
                }
            }
        }
        Ok(())
    }

    /// The query with more words between those of a phrase or window: the fewest that are enough.
    fn nearest_of(&mut self, root: &Node, node: &Node) -> Result<bool> {
        match &node.kind {
            NodeKind::Phrase { text, slack, printed, scope } => {
                let with = |slack| NodeKind::Phrase {
                    text: text.clone(),
                    slack,
                    printed: *printed,
                    scope: *scope,
                };
                self.nearest(root, node, (*slack, MAX_SLACK), &with)
            }
            NodeKind::Near { left, window, right } => {
                let (Reach::Within(distance) | Reach::Exactly(distance)) = window.reach else {
                    return Ok(false);
                };
                let with = |distance| {
                    let window = Window { reach: Reach::Within(distance), order: Order::Either };
                    NodeKind::Near { left: left.clone(), window, right: right.clone() }
                };
                self.nearest(root, node, (distance, MAX_WINDOW), &with)
            }
            _ => Ok(false),
        }
    }

    /// The query without one of its parts.
    fn one_part_fewer(&mut self, root: &Node, parts: &[&Node]) -> Result<()> {
        let before = self.rescue.offers.len();
        for place in 0..parts.len() {
            let rest: Vec<Node> = parts
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != place)
                .map(|(_, part)| (*part).clone())
                .collect();
            if rest.iter().all(|part| matches!(part.kind, NodeKind::Not(_))) {
                continue;
            }
            let fewer = Node { kind: NodeKind::And(rest), span: root.span };
            self.offer(&fewer, format!("without {}", parts[place]))?;
        }
        self.rescue.offers[before..].sort_by_key(|offer| std::cmp::Reverse(offer.clippings));
        Ok(())
    }
}

/// The words of a query that take part in hits.
fn words(node: &Node) -> Vec<&Node> {
    match &node.kind {
        NodeKind::Word { scope, .. } if *scope != Scope::Url => vec![node],
        NodeKind::And(nodes) | NodeKind::Or(nodes) | NodeKind::Equivalent(nodes) => {
            nodes.iter().flat_map(words).collect()
        }
        NodeKind::AtLeast { inner, .. }
        | NodeKind::First { inner, .. }
        | NodeKind::Boost { inner, .. } => words(inner),
        NodeKind::Near { left, right, .. } => [words(left), words(right)].concat(),
        NodeKind::NotNear { left, .. } => words(left),
        NodeKind::Word { .. }
        | NodeKind::Phrase { .. }
        | NodeKind::Everything
        | NodeKind::Not(_)
        | NodeKind::Filter(_) => Vec::new(),
    }
}

/// The windows and phrases of a query that take part in hits, the outermost first.
fn windows(node: &Node) -> Vec<&Node> {
    match &node.kind {
        NodeKind::Phrase { .. } => vec![node],
        NodeKind::Near { left, right, .. } => [vec![node], windows(left), windows(right)].concat(),
        NodeKind::And(nodes) | NodeKind::Or(nodes) | NodeKind::Equivalent(nodes) => {
            nodes.iter().flat_map(windows).collect()
        }
        NodeKind::AtLeast { inner, .. }
        | NodeKind::First { inner, .. }
        | NodeKind::Boost { inner, .. } => {
            let own = matches!(node.kind, NodeKind::AtLeast { .. } | NodeKind::First { .. });
            [if own { vec![node] } else { Vec::new() }, windows(inner)].concat()
        }
        NodeKind::NotNear { left, .. } => windows(left),
        NodeKind::Word { .. } | NodeKind::Everything | NodeKind::Not(_) | NodeKind::Filter(_) => {
            Vec::new()
        }
    }
}

/// The same as near as before, otherwise: a phrase by stems, a window in either order.
fn otherwise(node: &Node) -> Vec<(Node, String)> {
    let kind = match &node.kind {
        NodeKind::Phrase { text, scope, .. } => by_stem(text, *scope, node),
        NodeKind::Near { left, window, right } if window.order == Order::AsNamed => {
            let window = Window { order: Order::Either, ..*window };
            Some(NodeKind::Near { left: left.clone(), window, right: right.clone() })
        }
        _ => None,
    };
    told(node, kind.into_iter().collect())
}

/// What is left of a window or count where no number is wide enough, the tightest first.
fn much_looser(node: &Node) -> Vec<(Node, String)> {
    let kinds = match &node.kind {
        NodeKind::Near { left, window, right } => {
            let both = NodeKind::And(vec![(**left).clone(), (**right).clone()]);
            let window = match window.reach {
                Reach::Sentence => Some(Window { reach: Reach::Paragraph, order: Order::Either }),
                Reach::Paragraph => Some(Window { reach: Reach::Zone, order: Order::Either }),
                Reach::Zone | Reach::Within(_) | Reach::Exactly(_) => None,
            };
            let near = |window| NodeKind::Near { left: left.clone(), window, right: right.clone() };
            window.map(near).into_iter().chain([both]).collect()
        }
        NodeKind::AtLeast { inner, .. } | NodeKind::First { inner, .. } => vec![inner.kind.clone()],
        _ => Vec::new(),
    };
    told(node, kinds)
}

/// Each with what is different.
fn told(node: &Node, kinds: Vec<NodeKind>) -> Vec<(Node, String)> {
    let nodes = kinds.into_iter().map(|kind| Node { kind, span: node.span });
    nodes.map(|wider| (wider.clone(), format!("{wider} instead of {node}"))).collect()
}

/// The name that words side by side make: bare words, or one phrase.
fn name_of(parts: &[&Node]) -> Option<String> {
    let word = |part: &&Node| match &part.kind {
        NodeKind::Word {
            text,
            form: WordForm::Stem,
            printed: Printed::Anyhow,
            scope: Scope::Anywhere,
        } => Some(text.clone()),
        NodeKind::Phrase { text, slack: 0, printed: Printed::Anyhow, scope: Scope::Anywhere }
            if parts.len() == 1 =>
        {
            Some(text.clone())
        }
        _ => None,
    };
    let name = parts.iter().map(word).collect::<Option<Vec<String>>>()?.join(" ");
    (name.chars().count() >= SHORTEST_NAME).then_some(name)
}

/// The words of a phrase side by side, each by its stem.
fn by_stem(text: &str, scope: Scope, node: &Node) -> Option<NodeKind> {
    let word = |text: &str| Node {
        kind: NodeKind::Word {
            text: text.to_owned(),
            form: WordForm::Stem,
            printed: Printed::Anyhow,
            scope,
        },
        span: node.span,
    };
    let mut words = text.split_whitespace().filter(|text| text.chars().any(char::is_alphanumeric));
    let first = word(words.next()?);
    let window = Window { reach: Reach::Within(1), order: Order::AsNamed };
    let all = words.fold(first, |left, text| Node {
        kind: NodeKind::Near { left: Box::new(left), window, right: Box::new(word(text)) },
        span: node.span,
    });
    matches!(all.kind, NodeKind::Near { .. }).then_some(all.kind)
}

/// `root` with one of its nodes, which is part of it, replaced.
fn replaced(root: &Node, old: &Node, new: &Node) -> Node {
    if root == old {
        return new.clone();
    }
    let list = |nodes: &[Node]| nodes.iter().map(|node| replaced(node, old, new)).collect();
    let boxed = |node: &Node| Box::new(replaced(node, old, new));
    let kind = match &root.kind {
        NodeKind::And(nodes) => NodeKind::And(list(nodes)),
        NodeKind::Or(nodes) => NodeKind::Or(list(nodes)),
        NodeKind::Equivalent(nodes) => NodeKind::Equivalent(list(nodes)),
        NodeKind::Not(inner) => NodeKind::Not(boxed(inner)),
        NodeKind::AtLeast { times, inner } => {
            NodeKind::AtLeast { times: *times, inner: boxed(inner) }
        }
        NodeKind::First { words, inner } => NodeKind::First { words: *words, inner: boxed(inner) },
        NodeKind::Boost { factor, inner } => {
            NodeKind::Boost { factor: *factor, inner: boxed(inner) }
        }
        NodeKind::Near { left, window, right } => {
            NodeKind::Near { left: boxed(left), window: *window, right: boxed(right) }
        }
        NodeKind::NotNear { left, window, right } => {
            NodeKind::NotNear { left: boxed(left), window: *window, right: boxed(right) }
        }
        NodeKind::Word { .. }
        | NodeKind::Phrase { .. }
        | NodeKind::Everything
        | NodeKind::Filter(_) => root.kind.clone(),
    };
    Node { kind, span: root.span }
}

/// A run of characters typed without blanks, in two parts, wherever both have two characters.
fn parted(text: &str) -> impl Iterator<Item = [&str; 2]> {
    let letters = text.chars().count();
    let is_run = letters >= 4 && text.chars().all(fold::is_cjk);
    let places = text.char_indices().map(|(at, _)| at).enumerate();
    places
        .filter(move |(place, _)| is_run && *place >= 2 && place + 2 <= letters)
        .map(move |(_, at)| [&text[..at], &text[at..]])
}

/// Which words of the archive a typed one may be a slip of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelled {
    Anyhow,
    /// Those that most clippings print all in capitals: abbreviations.
    InCapitals,
}

/// Whether a word is typed as abbreviations are: `BOJ`, `U.S.`.
fn is_abbreviation(typed: &str) -> bool {
    let letters: Vec<char> = typed.chars().filter(|c| c.is_alphabetic()).collect();
    (2..=LONGEST_ABBREVIATION).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase())
}

/// Words of the archive that differ by one or two letters, two swapped ones counting once; most
/// frequent first.
fn near_spellings(
    searcher: &mut Searcher<'_>,
    typed: &str,
    spelled: Spelled,
) -> Result<Vec<String>> {
    let word = fold::exact(typed).into_owned();
    let length = word.chars().count();
    if length < 3 || word.contains(char::is_whitespace) || word.contains(fold::is_cjk) {
        return Ok(Vec::new());
    }
    let most = if length < 6 { 1 } else { 2 };
    let field = searcher.snapshot().fields().words;
    let plain = fold::without_latin_marks(&word).into_owned();
    let near = |form: &str| {
        form != word
            && form.chars().count().abs_diff(length) <= most
            && strsim::osa_distance(&fold::without_latin_marks(form), &plain) <= most
    };
    // A slip in the first letter is a swap with the second, or rare.
    let mut prefixes: Vec<String> = plain.chars().take(2).map(String::from).collect();
    prefixes.dedup();
    let mut found = searcher.snapshot().forms(field, &prefixes, near)?;
    if spelled == Spelled::InCapitals {
        let mut abbreviations = Vec::new();
        for form in found {
            let capitals = format!("{CASE_ALL}{}", form.form);
            if 2 * searcher.snapshot().frequency_of(field, &capitals)? > form.clippings {
                abbreviations.push(form);
            }
        }
        found = abbreviations;
    }
    found.sort_by_key(|form| {
        let distance = strsim::osa_distance(&form.form, &word);
        (distance, std::cmp::Reverse(form.clippings), form.form.clone())
    });
    // Where one letter is enough, two letters away is another word.
    if let Some(nearest) = found.first().map(|form| strsim::osa_distance(&form.form, &word)) {
        found.retain(|form| strsim::osa_distance(&form.form, &word) == nearest);
    }
    found.truncate(MAX_SPELLINGS);
    let shown = |form: String| match spelled {
        Spelled::Anyhow => form,
        Spelled::InCapitals => form.to_uppercase(),
    };
    Ok(found.into_iter().map(|form| shown(form.form)).collect())
}
