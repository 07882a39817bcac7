//! The plain scan: whether a clipping satisfies a tree and where its words stand, word by word from
//! the definition.
//!
//! It shares the analysis and the parser with the program, and nothing else: no reading, no
//! algebra, no index.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use morgue::analysis::{
    Analysed, Analyser, Class, Language, Part, Passage, Token, Zone, without_particle,
};
use morgue::archive::passages;
use morgue::clipping::{Clipping, Dimension, Kind, Known};
use morgue::query::{Attribute, Filter, Looseness, Node, NodeKind, Overlap, Query, Scope};
use morgue::text::fold;

/// Where words stand: first and last position.
pub(crate) type Spans = BTreeSet<(u32, u32)>;

/// What a scan says of one clipping: nothing where it is no hit.
pub(crate) type Answer = Option<Spans>;

/// A clipping with its words taken apart.
pub(crate) struct Document {
    pub(crate) clipping: Clipping,
    pub(crate) filed: BTreeSet<(Dimension, Vec<String>)>,
    main: Line,
    furniture: Line,
    byline: Line,
    dateline: Line,
    url: Line,
}

impl Document {
    pub(crate) fn new(clipping: Clipping, analyser: &mut Analyser) -> Self {
        let code = clipping.language.as_ref().map_or("", |language| &language.value);
        let (list, _) = passages(&clipping);
        let main = Line::new(analyser.analyse(&list, Language::from_code(code)), &list);
        let mut small = |texts: Vec<&str>| {
            let list: Vec<Passage<'_>> =
                texts.into_iter().map(|text| Passage { part: Part::Text, text }).collect();
            let analysed = analyser.analyse(&list, Language::UNKNOWN);
            Line::new(analysed, &list).without_zones()
        };
        let known = |value: &'_ Option<Known<String>>| -> Vec<String> {
            value.iter().map(|known| known.value.clone()).collect()
        };
        let mut single = |value: &Option<Known<String>>| {
            let texts = known(value);
            small(texts.iter().map(String::as_str).collect())
        };
        let byline = single(&clipping.byline);
        let dateline = single(&clipping.dateline);
        let url = single(&clipping.url);
        let page = [Kind::Furniture, Kind::RepeatedCaption];
        let page = clipping.paragraphs.iter().filter(|paragraph| page.contains(&paragraph.kind));
        let furniture = small(page.map(|paragraph| paragraph.text.as_str()).collect());
        let filed = filed(&clipping);
        Self { clipping, filed, main, furniture, byline, dateline, url }
    }

    /// First and last second of its date.
    pub(crate) fn interval(&self) -> Option<(i64, i64)> {
        let date = &self.clipping.published.as_ref()?.value;
        Some((date.from_seconds(), date.to_seconds()))
    }

    /// Every value it is filed under, and every value above those, each once.
    pub(crate) fn values(&self, dimension: Dimension) -> BTreeSet<Vec<String>> {
        let of = self.filed.iter().filter(|(other, _)| *other == dimension);
        of.flat_map(|(_, path)| (1..=path.len()).map(|depth| path[..depth].to_vec())).collect()
    }
}

/// What a clipping is filed under, general values left out.
fn filed(clipping: &Clipping) -> BTreeSet<(Dimension, Vec<String>)> {
    let mut filed = BTreeSet::new();
    let date = clipping.published.as_ref().map(|date| date.value.path());
    filed.insert((Dimension::Date, date.unwrap_or_else(|| vec!["undated".to_owned()])));
    filed.extend(clipping.regions.iter().map(|region| (Dimension::Region, region.value.clone())));
    for category in &clipping.categories {
        let path = category.value.iter().map(|step| fold::key(step)).collect();
        filed.insert((Dimension::Category, path));
    }
    let one = |value: &Option<Known<String>>| value.iter().cloned().collect::<Vec<_>>();
    for (dimension, values) in [
        (Dimension::Outlet, one(&clipping.outlet)),
        (Dimension::Via, one(&clipping.via)),
        (Dimension::Agency, one(&clipping.agency)),
        (Dimension::Language, one(&clipping.language)),
        (Dimension::Tag, clipping.tags.clone()),
        (Dimension::Person, clipping.people.clone()),
        (Dimension::Organisation, clipping.organisations.clone()),
        (Dimension::Status, clipping.statuses.clone()),
    ] {
        filed.extend(values.iter().map(|known| (dimension, vec![fold::key(&known.value)])));
    }
    filed
}

/// Positions one after the other, each with its tokens.
struct Line {
    words: Analysed,
    at: Vec<Vec<Token>>,
    /// Where a position is a character of a run: that character, and whether the next position goes
    /// on with the run.
    letters: Vec<Option<(String, bool)>>,
    zoned: bool,
}

impl Line {
    fn new(words: Analysed, passages: &[Passage<'_>]) -> Self {
        let mut at: Vec<Vec<Token>> = vec![Vec::new(); words.positions as usize];
        for token in words.tokens.iter().filter(|token| token.class != Class::Stem) {
            at[token.position as usize].push(*token);
        }
        let letter = |tokens: &Vec<Token>| {
            let gram = |token: &&Token| matches!(token.class, Class::Gram | Class::LastGram);
            let token = tokens.iter().find(gram)?;
            let printed = token.span.of(passages[token.passage as usize].text);
            Some((fold::exact(printed).into_owned(), token.class == Class::Gram))
        };
        let letters = at.iter().map(letter).collect();
        Self { words, at, letters, zoned: true }
    }

    fn without_zones(self) -> Self {
        Self { zoned: false, ..self }
    }

    fn zone(&self, position: usize) -> Option<Zone> {
        self.at[position].first().map(|token| token.zone).filter(|_| self.zoned)
    }
}

/// One position of what was typed.
enum Piece {
    /// This form and no other.
    Exact(String),
    /// Every word with one of these normal forms.
    Normal(Vec<String>),
    /// Every word that begins so, Latin marks aside.
    Begins(String),
    /// A character; whether the next piece must go on with its run.
    Letter(String, bool),
}

impl Piece {
    fn fits(&self, line: &Line, position: usize) -> bool {
        let any = |test: &dyn Fn(&Token) -> bool| line.at[position].iter().any(test);
        match self {
            Self::Exact(form) => any(&|token| line.words.exact(token) == form),
            Self::Normal(forms) => {
                any(&|token| forms.iter().any(|form| form == line.words.normal(token)))
            }
            Self::Begins(start) => any(&|token| {
                let word = !matches!(token.class, Class::Gram | Class::LastGram);
                word && begins(line.words.exact(token), start)
            }),
            Self::Letter(letter, goes_on) => line.letters[position]
                .as_ref()
                .is_some_and(|(printed, more)| printed == letter && (*more || !goes_on)),
        }
    }
}

fn begins(form: &str, start: &str) -> bool {
    let plain = |text: &str| fold::without_latin_marks(text).into_owned();
    form.starts_with(start) || plain(form).starts_with(&plain(start))
}

/// How words are compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum By {
    Normal,
    Exact,
    Beginning,
}

/// What was typed, in two readings: its parts side by side, or the one word they join to.
struct Typed {
    pieces: Vec<Piece>,
    joined: Option<Piece>,
}

impl Typed {
    fn spans(&self, line: &Line) -> Spans {
        let mut spans = Spans::new();
        let length = self.pieces.len();
        for start in 0..line.at.len() {
            let end = start + length - 1;
            let fits = |(ahead, piece): (usize, &Piece)| piece.fits(line, start + ahead);
            if end < line.at.len()
                && self.pieces.iter().enumerate().all(fits)
                && line.zone(start) == line.zone(end)
            {
                spans.insert((start as u32, end as u32));
            }
            if self.joined.as_ref().is_some_and(|joined| joined.fits(line, start)) {
                spans.insert((start as u32, start as u32));
            }
        }
        spans
    }
}

/// Scans clippings for what queries ask.
pub(crate) struct Plain {
    languages: Vec<Language>,
    analyser: Analyser,
    /// What was typed so far, taken apart.
    typed: HashMap<(String, By), Rc<Typed>>,
}

impl Plain {
    /// A scan of an archive whose clippings are written in `languages`.
    pub(crate) fn new(languages: Vec<Language>) -> Self {
        Self { languages, analyser: Analyser::new(), typed: HashMap::new() }
    }

    /// What the whole query says of a clipping.
    pub(crate) fn answer(&mut self, query: &Query, document: &Document) -> Answer {
        let root = query.root.as_ref()?;
        match (&root.kind, query.looseness) {
            (NodeKind::And(terms), Looseness::Any) => self.any_word(terms, document),
            _ => self.node(root, document),
        }
    }

    /// Best match: every filter, and at least one of the words.
    fn any_word(&mut self, terms: &[Node], document: &Document) -> Answer {
        let word = |node: &&Node| {
            matches!(
                node.kind,
                NodeKind::Word { .. } | NodeKind::Phrase { .. } | NodeKind::Prefix { .. }
            )
        };
        let (words, filters): (Vec<&Node>, Vec<&Node>) = terms.iter().partition(word);
        let kept = filters.into_iter().all(|filter| self.node(filter, document).is_some());
        let found: Vec<Spans> =
            words.into_iter().filter_map(|word| self.node(word, document)).collect();
        (kept && !found.is_empty()).then(|| found.into_iter().flatten().collect())
    }

    fn node(&mut self, node: &Node, document: &Document) -> Answer {
        match &node.kind {
            NodeKind::Everything => Some(Spans::new()),
            NodeKind::And(terms) => {
                let all: Option<Vec<Spans>> =
                    terms.iter().map(|term| self.node(term, document)).collect();
                Some(all?.into_iter().flatten().collect())
            }
            NodeKind::Or(branches) => {
                let any: Vec<Spans> =
                    branches.iter().filter_map(|branch| self.node(branch, document)).collect();
                (!any.is_empty()).then(|| any.into_iter().flatten().collect())
            }
            NodeKind::Not(inner) => match self.node(inner, document) {
                Some(_) => None,
                None => Some(Spans::new()),
            },
            NodeKind::Filter(filter) => holds(filter, document).then(Spans::new),
            NodeKind::Word { text, exact: true, scope } => {
                self.text(text, By::Exact, *scope, document)
            }
            NodeKind::Word { text, exact: false, scope } => {
                let word = without_particle(text).unwrap_or_else(|| text.clone());
                self.text(&word, By::Normal, *scope, document)
            }
            NodeKind::Phrase { text, scope } => self.text(text, By::Exact, *scope, document),
            NodeKind::Prefix { text, scope } => self.text(text, By::Beginning, *scope, document),
        }
    }

    fn text(&mut self, text: &str, by: By, scope: Scope, document: &Document) -> Answer {
        let (line, zones): (&Line, &[Zone]) = match scope {
            Scope::Anywhere => (&document.main, &Zone::ALL),
            Scope::Headline => (&document.main, &[Zone::Headline]),
            Scope::Lead => (&document.main, &[Zone::Lead]),
            Scope::HeadlineOrLead => (&document.main, &[Zone::Headline, Zone::Lead]),
            Scope::Body => (&document.main, &[Zone::Lead, Zone::Body]),
            Scope::Caption => (&document.main, &[Zone::Caption]),
            Scope::Byline => return self.small(text, by, &document.byline),
            Scope::Dateline => return self.small(text, by, &document.dateline),
            Scope::Url => return self.small(text, by, &document.url),
            Scope::Raw => {
                let main = self.text(text, by, Scope::Anywhere, document);
                return main.or(self.small(text, by, &document.furniture));
            }
        };
        let mut spans = self.typed(text, by).spans(line);
        let wanted =
            |first: u32| line.zone(first as usize).is_some_and(|zone| zones.contains(&zone));
        spans.retain(|(first, _)| wanted(*first));
        (!spans.is_empty()).then_some(spans)
    }

    /// The small lines are kept as printed: no normal forms. What stands on them is not marked.
    fn small(&mut self, text: &str, by: By, line: &Line) -> Answer {
        let by = if by == By::Normal { By::Exact } else { by };
        (!self.typed(text, by).spans(line).is_empty()).then(Spans::new)
    }

    fn typed(&mut self, text: &str, by: By) -> Rc<Typed> {
        if let Some(known) = self.typed.get(&(text.to_owned(), by)) {
            return Rc::clone(known);
        }
        let typed = Rc::new(self.take_apart(text, by));
        self.typed.insert((text.to_owned(), by), Rc::clone(&typed));
        typed
    }

    fn take_apart(&mut self, text: &str, by: By) -> Typed {
        let analysed = self.analyser.analyse_typed(text);
        let passage = [Passage { part: Part::Text, text }];
        let line = Line::new(analysed, &passage);
        let word = |token: &&Token| token.class == Class::Word;
        let last = line.at.len() - 1;
        let pieces = (0..line.at.len()).map(|place| match &line.letters[place] {
            Some((letter, goes_on)) => Piece::Letter(letter.clone(), *goes_on),
            None => {
                let token = line.at[place].iter().find(word).expect("a position holds a word");
                let exact = line.words.exact(token);
                match by {
                    By::Normal => self.normal(exact),
                    By::Beginning if place == last => Piece::Begins(exact.to_owned()),
                    By::Exact | By::Beginning => Piece::Exact(exact.to_owned()),
                }
            }
        });
        let pieces = pieces.collect();
        // A compound that is all of what was typed is also looked for as one word.
        let compounds = line.at.iter().flatten();
        let compounds = compounds.filter(|token| token.class == Class::JoinedFirst).count();
        let ends = |place: usize, class: Class| {
            line.at[place]
                .iter()
                .find(|token| token.class == class)
                .map(|token| line.words.exact(token))
        };
        let whole = ends(0, Class::JoinedFirst).filter(|_| compounds == 1 && by != By::Beginning);
        let whole = whole.filter(|_| ends(last, Class::JoinedLast).is_some());
        let joined = whole.map(|exact| match by {
            By::Normal => self.normal(exact),
            By::Exact | By::Beginning => Piece::Exact(exact.to_owned()),
        });
        Typed { pieces, joined }
    }

    fn normal(&mut self, exact: &str) -> Piece {
        Piece::Normal(self.analyser.normals(exact, &self.languages))
    }
}

fn holds(filter: &Filter, document: &Document) -> bool {
    let clipping = &document.clipping;
    let dated = |test: &dyn Fn(i64, i64) -> bool| {
        document.interval().is_some_and(|(from, to)| test(from, to))
    };
    match filter {
        Filter::Facet { dimension, value, .. } => {
            let wanted = path_of(*dimension, value);
            document.values(*dimension).contains(&wanted)
        }
        Filter::Date(range, Overlap::Inside) => dated(&|from, to| {
            range.from.is_none_or(|start| start <= from) && range.to.is_none_or(|end| to <= end)
        }),
        Filter::Date(range, Overlap::Any) => dated(&|from, to| {
            range.from.is_none_or(|start| start <= to) && range.to.is_none_or(|end| from <= end)
        }),
        Filter::Undated => clipping.published.is_none(),
        Filter::Added(range) => {
            let after = range.from.is_none_or(|start| start <= clipping.added);
            after && range.to.is_none_or(|end| clipping.added <= end)
        }
        Filter::Words { at_least, at_most } => {
            *at_least <= clipping.word_count && clipping.word_count <= *at_most
        }
        Filter::Id(prefix) => clipping.id.to_string().starts_with(prefix.as_str()),
        Filter::Path(text) => {
            clipping.origins.iter().any(|origin| fold::key(&origin.path).contains(&fold::key(text)))
        }
        Filter::Has(Attribute::Byline) => clipping.byline.is_some(),
        Filter::Has(Attribute::Date) => clipping.published.is_some(),
        Filter::Has(Attribute::Url) => clipping.url.is_some(),
        Filter::Has(Attribute::Dateline) => clipping.dateline.is_some(),
    }
}

/// The path a value stands for that is typed as it is stored.
pub(crate) fn path_of(dimension: Dimension, typed: &str) -> Vec<String> {
    match dimension {
        Dimension::Category | Dimension::Date => typed.split('/').map(fold::key).collect(),
        Dimension::Region => {
            morgue::enrich::places::look_up(typed).into_iter().next().unwrap_or_default()
        }
        _ => vec![fold::key(typed)],
    }
}

/// The tree without its own filters on a dimension: those among its outermost terms that are
/// nothing else.
pub(crate) fn without_filters_on(query: &Query, dimension: Dimension) -> Query {
    fn only(node: &Node, dimension: Dimension) -> bool {
        match &node.kind {
            NodeKind::Filter(Filter::Facet { dimension: other, .. }) => *other == dimension,
            NodeKind::Or(nodes) => nodes.iter().all(|node| only(node, dimension)),
            _ => false,
        }
    }
    let mut query = query.clone();
    let Some(root) = &mut query.root else { return query };
    if only(root, dimension) {
        root.kind = NodeKind::Everything;
    } else if let NodeKind::And(terms) = &mut root.kind {
        terms.retain(|term| !only(term, dimension));
    }
    query
}

/// How many of these clippings are filed under each value of a dimension, and how many under none.
pub(crate) fn counts(
    documents: &[&Document],
    dimension: Dimension,
) -> (BTreeMap<Vec<String>, u64>, u64) {
    let (mut counts, mut without) = (BTreeMap::new(), 0);
    for document in documents {
        let values = document.values(dimension);
        without += u64::from(values.is_empty());
        for value in values {
            *counts.entry(value).or_default() += 1;
        }
    }
    (counts, without)
}
