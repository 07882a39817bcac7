//! The plain scan: whether a clipping satisfies a tree and where its words stand, word by word from
//! the definition.
//!
//! It shares the analysis and the parser with the program, and nothing else: no reading, no
//! algebra, no index.

use std::collections::{BTreeMap, BTreeSet};

use morgue::analysis::{
    Analysed, Analyser, Case, Class, Language, Opens, Part, Passage, Token, Zone, without_particle,
};
use morgue::archive::passages;
use morgue::clipping::{Certainty, Clipping, ClueKind, Dating, Dimension, Kind, Known, Moment};
use morgue::query::{
    Attribute, Filter, Looseness, Node, NodeKind, Order, Overlap, Printed, Query, Reach, Role,
    Roles, Scope, Window, WordForm,
};
use morgue::text::fold;

/// Where words stand: first and last position.
pub(crate) type Spans = BTreeSet<(u32, u32)>;

/// What a scan says of one clipping: nothing where it is no hit.
pub(crate) type Answer = Option<Spans>;

/// A clipping with its words taken apart.
pub(crate) struct Document {
    pub(crate) clipping: Clipping,
    pub(crate) filed: BTreeSet<(Dimension, Vec<String>)>,
    /// What it is among its copies and versions.
    pub(crate) roles: Roles,
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
        let language = Language::from_code(code);
        let main = Line::new(analyser.analyse(&list, language), &list);
        let main = Line { language, ..main };
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
        Self { clipping, filed, roles: Roles::default(), main, furniture, byline, dateline, url }
    }

    fn line(&self, which: Which) -> &Line {
        match which {
            Which::Main => &self.main,
            Which::Furniture => &self.furniture,
            Which::Byline => &self.byline,
            Which::Dateline => &self.dateline,
            Which::Url => &self.url,
        }
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
    filed.extend(clipping.topics.iter().map(|topic| (Dimension::Topic, topic.value.clone())));
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
        (Dimension::Company, clipping.companies.clone()),
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
    language: Language,
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
        Self { words, at, letters, language: Language::UNKNOWN, zoned: true }
    }

    fn without_zones(self) -> Self {
        Self { zoned: false, ..self }
    }

    /// Where the compound ends that begins at a position.
    fn end_of_compound(&self, start: usize) -> usize {
        let ends =
            |tokens: &Vec<Token>| tokens.iter().any(|token| token.class == Class::JoinedLast);
        (start..self.at.len()).find(|at| ends(&self.at[*at])).expect("a compound has an end")
    }

    fn zone(&self, position: usize) -> Option<Zone> {
        self.at[position].first().map(|token| token.zone).filter(|_| self.zoned)
    }

    /// Headline, text or captions: the lead is the beginning of the text.
    fn part(&self, position: usize) -> Option<Zone> {
        self.zone(position).map(|zone| if zone == Zone::Body { Zone::Lead } else { zone })
    }

    /// Whether a stretch lies in one of them.
    fn is_one_part(&self, (first, last): (u32, u32)) -> bool {
        self.part(first as usize) == self.part(last as usize)
    }

    /// Whether no sentence or paragraph begins inside a stretch; the small lines have none.
    fn nothing_opens(&self, (first, last): (u32, u32), what: Opens) -> bool {
        let inside = (first + 1..=last).flat_map(|at| &self.at[at as usize]);
        !self.zoned || inside.into_iter().all(|token| token.opens < what)
    }
}

/// One position of what was typed.
enum Piece {
    /// This form and no other.
    Exact(String),
    /// Every word with the normal form that the clipping's language gives it.
    Normal(BTreeMap<Language, String>),
    /// Every word that begins so, Latin marks aside.
    Begins(String),
    /// Every word that fits, letter by letter, Latin marks aside.
    Wild(Vec<char>),
    /// Every word that differs by so many letters at most.
    Near(String, usize),
    /// Every word that the expression fits from end to end.
    Regex(regex::Regex),
    /// A character; whether the next piece must go on with its run.
    Letter(String, bool),
    /// Any one word or character.
    Any,
}

impl Piece {
    /// The positions at which it ends where it begins at `position`; none where it does not stand
    /// there. A compound read as one word ends at its last part, everything else where it begins.
    fn ends(&self, line: &Line, position: usize, printed: Printed) -> BTreeSet<usize> {
        let ends = |token: &Token| match token.class {
            Class::JoinedFirst => line.end_of_compound(position),
            _ => position,
        };
        match self {
            Self::Any => BTreeSet::from([position]),
            Self::Letter(letter, goes_on) => {
                let here = line.letters[position].as_ref();
                let fits = here.filter(|(other, more)| other == letter && (*more || !goes_on));
                fits.map(|_| position).into_iter().collect()
            }
            _ => line.at[position]
                .iter()
                .filter(|token| token.class != Class::JoinedLast && self.takes(line, token))
                .filter(|token| is_gram(token) || is_printed(token, printed))
                .map(ends)
                .collect(),
        }
    }

    fn takes(&self, line: &Line, token: &Token) -> bool {
        let exact = line.words.exact(token);
        let is_word = !is_gram(token);
        match self {
            Self::Any | Self::Letter(..) => false,
            Self::Exact(form) => exact == form,
            Self::Normal(forms) => {
                forms.get(&line.language).is_some_and(|form| form == line.words.normal(token))
            }
            Self::Begins(start) => is_word && begins(exact, start),
            Self::Wild(pattern) => {
                is_word && fits_letters(&exact.chars().collect::<Vec<_>>(), pattern)
            }
            Self::Near(form, most) => is_word && distance(exact, form) <= *most,
            Self::Regex(regex) => is_word && regex.is_match(exact),
        }
    }
}

fn is_gram(token: &Token) -> bool {
    matches!(token.class, Class::Gram | Class::LastGram)
}

fn is_printed(token: &Token, printed: Printed) -> bool {
    match printed {
        Printed::Anyhow => true,
        Printed::AllCapitals => token.case == Case::AllCapitals,
        Printed::WithCapitals => token.case != Case::Lower,
        Printed::WithoutCapitals => token.case == Case::Lower,
    }
}

fn begins(form: &str, start: &str) -> bool {
    let plain = |text: &str| fold::without_latin_marks(text).into_owned();
    form.starts_with(start) || plain(form).starts_with(&plain(start))
}

/// Whether letters fit a pattern with `*` and `?`, tried in every way.
fn fits_letters(letters: &[char], pattern: &[char]) -> bool {
    match (pattern.split_first(), letters.split_first()) {
        (None, rest) => rest.is_none(),
        (Some(('*', more)), _) => {
            (0..=letters.len()).any(|taken| fits_letters(&letters[taken..], more))
        }
        (Some(_), None) => false,
        (Some((wanted, more)), Some((letter, rest))) => {
            let alike =
                *wanted == '?' || fold::plain_letter(*wanted) == fold::plain_letter(*letter);
            alike && fits_letters(rest, more)
        }
    }
}

/// Letters inserted, left out, changed or swapped with their neighbour, each letter touched once.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = match (i, j) {
                (i, 0) => i,
                (0, j) => j,
                _ => {
                    let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let mut least = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(table[i - 2][j - 2] + 1);
                    }
                    least
                }
            };
        }
    }
    table[a.len()][b.len()]
}

/// What was typed, in two readings: its parts side by side, or the one word they join to.
struct Typed {
    pieces: Vec<Piece>,
    joined: Option<Piece>,
}

impl Typed {
    fn spans(&self, line: &Line, printed: Printed) -> Spans {
        let mut spans = Spans::new();
        let joined = self.joined.as_ref().filter(|_| printed == Printed::Anyhow);
        for start in 0..line.at.len() {
            // Every place at which the next piece can begin.
            let mut places = BTreeSet::from([start]);
            for piece in &self.pieces {
                let there = places.into_iter().filter(|place| *place < line.at.len());
                let ends = there.flat_map(|place| piece.ends(line, place, printed));
                places = ends.map(|end| end + 1).collect();
            }
            let ends = places.into_iter().map(|place| place - 1);
            let ends = ends.filter(|end| line.part(start) == line.part(*end));
            spans.extend(ends.map(|end| (start as u32, end as u32)));
            let whole = joined.into_iter().flat_map(|joined| joined.ends(line, start, printed));
            spans.extend(whole.map(|end| (start as u32, end as u32)));
        }
        spans
    }
}

/// Which line of a clipping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Main,
    Furniture,
    Byline,
    Dateline,
    Url,
}

/// Spans, each with the words that make it.
type Found = BTreeMap<(u32, u32), Spans>;

/// What a part of a query is in one clipping.
#[derive(Clone, Debug)]
enum Value {
    /// Words on a line.
    Words(Which, Found),
    All(Vec<Value>),
    Any(Vec<Value>),
    None(Box<Value>),
    /// A condition on the whole clipping.
    Whole(bool),
}

impl Value {
    /// What it says of the clipping: whether it holds, and what is marked.
    fn answer(&self) -> Answer {
        match self {
            Self::Words(_, found) if found.is_empty() => None,
            Self::Words(Which::Main, found) => Some(found.values().flatten().copied().collect()),
            Self::Words(..) => Some(Spans::new()),
            Self::All(values) => {
                let all: Option<Vec<Spans>> = values.iter().map(Self::answer).collect();
                Some(all?.into_iter().flatten().collect())
            }
            Self::Any(values) => {
                let any: Vec<Spans> = values.iter().filter_map(Self::answer).collect();
                (!any.is_empty()).then(|| any.into_iter().flatten().collect())
            }
            Self::None(value) => match value.answer() {
                Some(_) => None,
                None => Some(Spans::new()),
            },
            Self::Whole(holds) => holds.then(Spans::new),
        }
    }

    /// Words on one line, where it is that: OR of words on one line is.
    fn words(&self) -> Option<(Which, Found)> {
        match self {
            Self::Words(line, found) => Some((*line, found.clone())),
            Self::Any(values) => {
                let all: Option<Vec<(Which, Found)>> = values.iter().map(Self::words).collect();
                let all = all?;
                let line = all.first()?.0;
                if all.iter().any(|(other, _)| *other != line) {
                    return None;
                }
                let mut merged = Found::new();
                for (span, marks) in all.into_iter().flat_map(|(_, found)| found) {
                    merged.entry(span).or_default().extend(marks);
                }
                Some((line, merged))
            }
            Self::All(_) | Self::None(_) | Self::Whole(_) => None,
        }
    }

    /// Does something with words, inside of AND and NOT.
    fn spread(&self, each: &dyn Fn(Which, Found) -> Self) -> Self {
        if let Some((line, found)) = self.words() {
            return each(line, found);
        }
        match self {
            Self::All(values) => Self::All(values.iter().map(|value| value.spread(each)).collect()),
            Self::Any(values) => Self::Any(values.iter().map(|value| value.spread(each)).collect()),
            Self::None(value) => Self::None(Box::new(value.spread(each))),
            Self::Whole(_) | Self::Words(..) => self.clone(),
        }
    }

    /// All words in it that are not under NOT, line by line.
    fn all_words(&self, out: &mut Vec<(Which, Found)>) {
        match self {
            Self::Words(line, found) => out.push((*line, found.clone())),
            Self::All(values) | Self::Any(values) => {
                values.iter().for_each(|value| value.all_words(out));
            }
            Self::None(_) | Self::Whole(_) => {}
        }
    }
}

/// Scans clippings for what queries ask.
pub(crate) struct Plain {
    languages: Vec<Language>,
    analyser: Analyser,
}

/// How words are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Normal,
    Exact,
}

impl Plain {
    /// A scan of an archive whose clippings are written in `languages`.
    pub(crate) fn new(languages: Vec<Language>) -> Self {
        Self { languages, analyser: Analyser::new() }
    }

    /// What the whole query says of a clipping.
    pub(crate) fn answer(&mut self, query: &Query, document: &Document) -> Answer {
        let root = query.root.as_ref()?;
        let shouted = is_shouted(root);
        match (&root.kind, query.looseness) {
            (NodeKind::And(terms), Looseness::Any) => self.any_word(terms, document, shouted),
            _ => self.value(root, document, shouted).answer(),
        }
    }

    /// The spans of a query that is one part of words; nothing where it is more than that.
    pub(crate) fn spans(&mut self, query: &Query, document: &Document) -> Option<Spans> {
        let root = query.root.as_ref()?;
        let (_, found) = self.value(root, document, is_shouted(root)).words()?;
        Some(found.into_keys().collect())
    }

    /// Best match: every filter, and at least one of the words.
    fn any_word(&mut self, terms: &[Node], document: &Document, shouted: bool) -> Answer {
        let (mut filters, mut words) = (true, Vec::new());
        for term in terms {
            let value = self.value(term, document, shouted);
            match value.words() {
                Some(_) => words.extend(value.answer()),
                None => filters &= value.answer().is_some(),
            }
        }
        (filters && !words.is_empty()).then(|| words.into_iter().flatten().collect())
    }

    fn value(&mut self, node: &Node, document: &Document, shouted: bool) -> Value {
        let mut value = |node: &Node| self.value(node, document, shouted);
        match &node.kind {
            NodeKind::Everything => Value::Whole(true),
            NodeKind::And(terms) => Value::All(terms.iter().map(value).collect()),
            NodeKind::Or(branches) | NodeKind::Equivalent(branches) => {
                Value::Any(branches.iter().map(value).collect())
            }
            NodeKind::Not(inner) => Value::None(Box::new(value(inner))),
            NodeKind::Filter(filter) => Value::Whole(holds(filter, document)),
            NodeKind::Boost { inner, .. } => value(inner),
            NodeKind::AtLeast { times, inner } => value(inner).spread(&|line, found| {
                let enough = most_apart(&found.keys().copied().collect::<Vec<_>>()) >= *times;
                Value::Words(line, if enough { found } else { Found::new() })
            }),
            NodeKind::First { words, inner } => value(inner).spread(&|line, mut found| {
                found.retain(|(first, last), _| {
                    let (on, first) = (document.line(line), *first as usize);
                    let part = on.part(first);
                    let same = |at: &usize| on.part(*at) == part;
                    let start = (0..=first).find(same).unwrap_or(0);
                    same(&(*last as usize)) && *last < start as u32 + words
                });
                Value::Words(line, found)
            }),
            NodeKind::Near { left, window, right } => {
                let (left, right) = (value(left), value(right));
                if matches!(left, Value::Whole(_)) || matches!(right, Value::Whole(_)) {
                    return Value::All(vec![left, right]);
                }
                left.spread(&|line, lefts| {
                    right.spread(&|other, rights| {
                        let mut found = Found::new();
                        if line == other {
                            found = pairs(document.line(line), &lefts, *window, &rights);
                        }
                        Value::Words(line, found)
                    })
                })
            }
            NodeKind::NotNear { left, window, right } => {
                let (left, right) = (value(left), value(right));
                if matches!(left, Value::Whole(_)) {
                    return Value::All(vec![left, Value::None(Box::new(right))]);
                }
                let mut forbidden = Vec::new();
                right.all_words(&mut forbidden);
                left.spread(&|line, mut lefts| {
                    lefts.retain(|span, marks| {
                        let one = Found::from([(*span, marks.clone())]);
                        let others = forbidden.iter().filter(|(other, _)| *other == line);
                        others
                            .map(|(_, found)| pairs(document.line(line), &one, *window, found))
                            .all(|near| near.is_empty())
                    });
                    Value::Words(line, lefts)
                })
            }
            NodeKind::Word { text, form, printed, scope } => {
                let (mut form, mut printed) = (*form, *printed);
                let initials = ["AIDS", "IT", "US", "WHO"];
                let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
                let bare = form == WordForm::Stem && printed == Printed::Anyhow && !shouted;
                let folded = fold::exact(&letters).to_uppercase();
                if bare && !text.chars().any(char::is_lowercase) && initials.contains(&&*folded) {
                    (form, printed) = (WordForm::Exact, Printed::AllCapitals);
                }
                self.scoped(*scope, document, &mut |plain, line| {
                    plain.word(text, form, printed, line)
                })
            }
            NodeKind::Phrase { text, slack, printed, scope } => {
                self.scoped(*scope, document, &mut |plain, line| {
                    plain.phrase(text, *slack, *printed, line)
                })
            }
        }
    }

    /// What stands on the line of a field, in the zones of it.
    fn scoped(
        &mut self,
        scope: Scope,
        document: &Document,
        find: &mut dyn FnMut(&mut Self, &Line) -> Spans,
    ) -> Value {
        let (which, zones): (Which, &[Zone]) = match scope {
            Scope::Anywhere => (Which::Main, &Zone::ALL),
            Scope::Headline => (Which::Main, &[Zone::Headline]),
            Scope::Lead => (Which::Main, &[Zone::Lead]),
            Scope::HeadlineOrLead => (Which::Main, &[Zone::Headline, Zone::Lead]),
            Scope::Body => (Which::Main, &[Zone::Lead, Zone::Body]),
            Scope::Caption => (Which::Main, &[Zone::Caption]),
            Scope::Byline => (Which::Byline, &[]),
            Scope::Dateline => (Which::Dateline, &[]),
            Scope::Url => (Which::Url, &[]),
            Scope::Raw => {
                let main = self.scoped(Scope::Anywhere, document, find);
                let furniture = find(self, &document.furniture);
                return Value::Any(vec![main, marked(Which::Furniture, furniture)]);
            }
        };
        let line = document.line(which);
        let mut spans = find(self, line);
        if which == Which::Main {
            let wanted =
                |first: u32| line.zone(first as usize).is_some_and(|zone| zones.contains(&zone));
            spans.retain(|(first, _)| wanted(*first));
        }
        marked(which, spans)
    }

    fn word(&mut self, text: &str, form: WordForm, printed: Printed, line: &Line) -> Spans {
        // The small lines are kept as printed: no normal forms.
        let by = if line.zoned { By::Normal } else { By::Exact };
        let typed = match form {
            WordForm::Stem => {
                let word = without_particle(text).unwrap_or_else(|| text.to_owned());
                self.plain(&word, by)
            }
            WordForm::Exact => self.plain(text, By::Exact),
            WordForm::Wild => self.wild(text),
            WordForm::Fuzzy(most) => {
                let plain = self.plain(text, By::Exact);
                match plain.pieces.as_slice() {
                    [Piece::Exact(form)] => {
                        let near = Piece::Near(form.clone(), most.into());
                        Typed { pieces: vec![near], joined: None }
                    }
                    _ => self.plain(text, by),
                }
            }
            WordForm::Regex => {
                let whole = format!("^(?i:{text})$");
                let regex = regex::Regex::new(&whole).expect("the program took it");
                Typed { pieces: vec![Piece::Regex(regex)], joined: None }
            }
        };
        if typed.pieces.is_empty() { Spans::new() } else { typed.spans(line, printed) }
    }

    fn phrase(&mut self, text: &str, slack: u32, printed: Printed, line: &Line) -> Spans {
        if slack == 0 {
            let typed = match text.contains(['*', '?']) {
                true => Typed { pieces: self.chunks(text), joined: None },
                false => self.plain(text, By::Exact),
            };
            return if typed.pieces.is_empty() { Spans::new() } else { typed.spans(line, printed) };
        }
        let mut links = Vec::new();
        let mut covers = slack;
        for word in text.split_whitespace() {
            let typed = match word.contains(['*', '?']) {
                true => Typed { pieces: self.chunks(word), joined: None },
                false => self.plain(word, By::Exact),
            };
            if !typed.pieces.is_empty() {
                covers += typed.pieces.len() as u32;
                links.push(typed.spans(line, printed));
            }
        }
        let Some((first, rest)) = links.split_first() else { return Spans::new() };
        if rest.is_empty() {
            return first.clone();
        }
        // Every way to go from link to link; for each beginning the nearest end.
        let mut ways: Spans = first.clone();
        for link in rest {
            let on = |(start, end): &(u32, u32)| {
                let next = link.iter().filter(|(first, _)| *first > *end).map(|(_, last)| *last);
                let start = *start;
                next.map(move |last| (start, last)).collect::<Vec<_>>()
            };
            ways = ways.iter().flat_map(on).collect();
        }
        let mut nearest: BTreeMap<u32, u32> = BTreeMap::new();
        for (start, end) in ways {
            let known = nearest.entry(start).or_insert(end);
            *known = end.min(*known);
        }
        nearest
            .into_iter()
            .filter(|(start, end)| end - start < covers)
            .filter(|(start, end)| line.is_one_part((*start, *end)))
            .collect()
    }

    /// Words as the analysis has them.
    fn plain(&mut self, text: &str, by: By) -> Typed {
        let analysed = self.analyser.analyse_typed(text);
        let passage = [Passage { part: Part::Text, text }];
        let line = Line::new(analysed, &passage);
        if line.at.is_empty() {
            return Typed { pieces: Vec::new(), joined: None };
        }
        let word = |token: &&Token| token.class == Class::Word;
        let last = line.at.len() - 1;
        let pieces = (0..line.at.len()).map(|place| match &line.letters[place] {
            Some((letter, goes_on)) => Piece::Letter(letter.clone(), *goes_on),
            None => {
                let token = line.at[place].iter().find(word).expect("a position holds a word");
                self.form(line.words.exact(token), by)
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
        let whole = ends(0, Class::JoinedFirst).filter(|_| compounds == 1);
        let whole = whole.filter(|_| ends(last, Class::JoinedLast).is_some());
        let joined = whole.map(|exact| self.form(exact, by));
        Typed { pieces, joined }
    }

    /// A word with wildcards: a beginning, or letter by letter.
    fn wild(&mut self, text: &str) -> Typed {
        let beginning = text.strip_suffix('*').filter(|stem| !stem.contains(['*', '?']));
        let Some(stem) = beginning else {
            return Typed { pieces: self.chunks(text), joined: None };
        };
        let mut typed = self.plain(stem, By::Exact);
        match typed.pieces.last_mut() {
            Some(last) if matches!(last, Piece::Exact(_)) => {
                let Piece::Exact(form) = last else { unreachable!("it is one") };
                *last = Piece::Begins(std::mem::take(form));
                typed.joined = None;
                typed
            }
            _ => typed,
        }
    }

    /// Words parted by blanks, those with wildcards by any punctuation.
    fn chunks(&mut self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for chunk in text.split_whitespace() {
            if chunk == "*" {
                pieces.push(Piece::Any);
                continue;
            }
            if !chunk.contains(['*', '?']) {
                pieces.extend(self.plain(chunk, By::Exact).pieces);
                continue;
            }
            let inside =
                |c: char| c.is_alphanumeric() || fold::joins_previous(c) || "*?".contains(c);
            for piece in chunk.split(|c| !inside(c)).filter(|piece| !piece.is_empty()) {
                if !piece.contains(['*', '?']) {
                    pieces.extend(self.plain(piece, By::Exact).pieces);
                } else if piece.chars().any(char::is_alphanumeric) {
                    let beginning =
                        piece.strip_suffix('*').filter(|stem| !stem.contains(['*', '?']));
                    pieces.push(match beginning {
                        Some(stem) => Piece::Begins(fold::exact(stem).into_owned()),
                        None => Piece::Wild(fold::exact(piece).chars().collect()),
                    });
                }
            }
        }
        let is_any = |piece: Option<&Piece>| matches!(piece, Some(Piece::Any));
        while is_any(pieces.first()) {
            pieces.remove(0);
        }
        while is_any(pieces.last()) {
            pieces.pop();
        }
        pieces
    }

    fn form(&mut self, exact: &str, by: By) -> Piece {
        match by {
            By::Exact => Piece::Exact(exact.to_owned()),
            By::Normal => {
                let normal =
                    |language: &Language| (*language, self.analyser.normal(exact, *language));
                Piece::Normal(self.languages.iter().map(normal).collect())
            }
        }
    }
}

/// Spans that are made of nothing but themselves.
fn marked(which: Which, spans: Spans) -> Value {
    Value::Words(which, spans.into_iter().map(|span| (span, Spans::from([span]))).collect())
}

/// The hulls of all pairs that fit a window.
fn pairs(line: &Line, lefts: &Found, window: Window, rights: &Found) -> Found {
    let mut found = Found::new();
    for (left, marks) in lefts {
        for (right, others) in rights {
            let (before, behind) = if left.1 < right.0 {
                (left, right)
            } else if right.1 < left.0 {
                (right, left)
            } else {
                continue;
            };
            let hull = (before.0, behind.1);
            let distance = behind.0 - before.1;
            let within = match window.reach {
                Reach::Within(most) => distance <= most && line.is_one_part(hull),
                Reach::Exactly(wanted) => distance == wanted && line.is_one_part(hull),
                Reach::Zone => line.is_one_part(hull),
                Reach::Sentence => line.nothing_opens(hull, Opens::Sentence),
                Reach::Paragraph => line.nothing_opens(hull, Opens::Paragraph),
            };
            if within && (window.order == Order::Either || before == left) {
                let entry = found.entry(hull).or_default();
                entry.extend(marks.iter().chain(others));
            }
        }
    }
    found
}

/// The most spans that do not overlap: for each, one more than the best of those that follow it.
fn most_apart(spans: &[(u32, u32)]) -> u32 {
    let mut best = vec![0; spans.len()];
    for place in (0..spans.len()).rev() {
        let following = (place + 1..spans.len()).filter(|next| spans[*next].0 > spans[place].1);
        best[place] = 1 + following.map(|next| best[next]).max().unwrap_or(0);
    }
    best.into_iter().max().unwrap_or(0)
}

fn is_shouted(root: &Node) -> bool {
    fn words(node: &Node) -> Vec<&str> {
        match &node.kind {
            NodeKind::Word { text, .. } | NodeKind::Phrase { text, .. } => vec![text],
            NodeKind::And(nodes) | NodeKind::Or(nodes) => nodes.iter().flat_map(words).collect(),
            NodeKind::Equivalent(names) => words(&names[0]),
            NodeKind::Not(inner)
            | NodeKind::AtLeast { inner, .. }
            | NodeKind::First { inner, .. }
            | NodeKind::Boost { inner, .. } => words(inner),
            NodeKind::Near { left, right, .. } | NodeKind::NotNear { left, right, .. } => {
                [words(left), words(right)].concat()
            }
            NodeKind::Everything | NodeKind::Filter(_) => Vec::new(),
        }
    }
    let all = words(root);
    all.len() > 2 && !all.concat().chars().any(char::is_lowercase)
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
        Filter::Dated(dating) => {
            clipping.published.as_ref().is_some_and(|date| is_dated(*dating, date, clipping))
        }
        Filter::Has(Attribute::Byline) => clipping.byline.is_some(),
        Filter::Has(Attribute::Date) => clipping.published.is_some(),
        Filter::Has(Attribute::Url) => clipping.url.is_some(),
        Filter::Has(Attribute::Dateline) => clipping.dateline.is_some(),
        Filter::Has(Attribute::Caption) => {
            let at = 0..document.main.at.len();
            at.into_iter().any(|at| document.main.zone(at) == Some(Zone::Caption))
        }
        Filter::Has(Attribute::Filed(dimension)) => !document.values(*dimension).is_empty(),
        Filter::Is(Role::Lead) => !document.roles.is_copy,
        Filter::Is(Role::Copy) => document.roles.is_copy,
        Filter::Is(Role::Version) => document.roles.is_version,
    }
}

/// What `dated:` asks, told from the definition: a date is sure where it is stated or written by
/// hand, likely where an address or a place line says it, and no more than likely where another one
/// lies two days away or farther.
fn is_dated(dating: Dating, date: &Known<Moment>, clipping: &Clipping) -> bool {
    let day = |seconds: i64| seconds.div_euclid(86_400);
    let (first, last) = (day(date.value.from_seconds()), day(date.value.to_seconds()));
    let is_later = |date: &Known<Moment>| {
        date.clue.kind == ClueKind::Stated
            && ["updated:", "saved:"].iter().any(|name| date.clue.words.starts_with(name))
    };
    let is_apart = |other: &Known<Moment>| {
        let (from, to) = (day(other.value.from_seconds()), day(other.value.to_seconds()));
        !is_later(other) && (from > last + 1 || to < first - 1)
    };
    let conflict = date.clue.kind != ClueKind::ByHand
        && !is_later(date)
        && clipping.other_dates.iter().any(is_apart);
    let by_clue = match date.clue.kind {
        _ if is_later(date) => 0,
        ClueKind::ByHand | ClueKind::Stated if conflict => 1,
        ClueKind::ByHand | ClueKind::Stated => 2,
        ClueKind::Url | ClueKind::Dateline | ClueKind::Vocabulary => 1,
        _ => 0,
    };
    match dating {
        Dating::Precise(precision) => precision <= date.value.precision,
        Dating::From(kind) => kind == date.clue.kind,
        Dating::AtLeast(Certainty::Sure) => by_clue == 2,
        Dating::AtLeast(Certainty::Likely) => by_clue >= 1,
        Dating::AtLeast(Certainty::Weak) => true,
        Dating::Conflict => conflict,
    }
}

/// The path a value stands for that is typed as it is stored.
pub(crate) fn path_of(dimension: Dimension, typed: &str) -> Vec<String> {
    match dimension {
        Dimension::Category | Dimension::Date => typed.split('/').map(fold::key).collect(),
        Dimension::Region => {
            morgue::enrich::places::look_up(typed).into_iter().next().unwrap_or_default()
        }
        Dimension::Topic => typed.split('/').map(str::to_owned).collect(),
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
