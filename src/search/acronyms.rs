//! What words are called in an archive: acronyms that its clippings define, and those that people
//! wrote down. Read from the facts when a query asks, so nothing has to be kept in step.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tantivy::Term;

use super::evidence::{Evidence, Witnesses};
use crate::analysis::Language;
use crate::archive::{CASE_ALL, Result, Snapshot};
use crate::clipping::{FactKind, fact_parts};
use crate::enrich::acronyms::{long_key, short_key};
use crate::enrich::read_vocabulary;
use crate::query::{Name, Printed, Problem, Severity};
use crate::text::{Span, fold};

/// The file of the archive's folder in which people write acronyms and synonyms down.
pub const ACRONYMS_FILE: &str = "acronyms.txt";

/// What stands in that file for no name at all: `EU = -`.
const NOTHING: &str = "-";

/// So many definitions of one word are read.
const MAX_DEFINITIONS: usize = 1_000;
/// So many meanings of one short form are weighed, the most frequent ones.
const MAX_MEANINGS: usize = 32;
/// So many other names of one word are looked for, the most frequent ones.
const MAX_NAMES: usize = 8;
/// So many things that one short form stands for are named in a note, the most frequent ones.
const MAX_NAMED: usize = 3;
/// A meaning that has fewer than one in so many of the clippings of the most frequent one is a slip.
const SLIP: u64 = 20;
/// A long form that another short form has so many times as often belongs to that one.
const OTHERS: u64 = 3;
/// A long form is a slip of the pen of another where it has at most one in so many of its clippings
/// and differs by one letter.
const MISSPELLED: u64 = 4;
/// The fewest letters of a word in which one may differ, where one of two names is rare,
const LONG_WORD: usize = 6;
/// and where both are frequent.
const VERY_LONG_WORD: usize = 8;
/// A name of so many characters or more
const LONG_NAME: usize = 12;
/// that differs from another by so many letters at most is the same, misprinted.
const MISPRINTED_LETTERS: usize = 2;
/// The fewest letters of an abbreviation of a word: `corp`, `tax`.
const ABBREVIATED: usize = 3;
/// So many letters make two words one where their endings differ,
const STEM: usize = 7;
/// by so many letters at most.
const ENDING: usize = 4;

/// A meaning of a short form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The key that its spellings share.
    pub key: String,
    /// Its spellings, each with the clippings that define it so, the most frequent one first.
    pub spellings: Vec<(String, u64)>,
    /// How many clippings define it.
    pub clippings: u64,
    /// The terms of its definitions.
    pub(super) facts: Vec<String>,
}

impl Meaning {
    /// As most clippings spell it.
    pub fn shown(&self) -> &str {
        self.spellings.first().map_or("", |(spelling, _)| spelling)
    }

    /// Whether one of its spellings has this key.
    fn is_spelled(&self, key: &str) -> bool {
        self.key == key || self.spellings.iter().any(|(spelling, _)| long_key(spelling) == key)
    }

    /// Whether it is a slip of the pen of another.
    fn is_misprint_of(&self, other: &Self) -> bool {
        is_misprint((self.shown(), self.clippings), (other.shown(), other.clippings))
    }

    /// Takes another one for a misprint of itself.
    fn take(&mut self, misprint: Self) {
        self.clippings += misprint.clippings;
        self.spellings.extend(misprint.spellings);
        self.facts.extend(misprint.facts);
    }
}

/// What clippings say of a short form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortForm {
    /// As most clippings print it.
    pub shown: String,
    /// What it stands for: each inner list is one thing, by all its names. More than one are
    /// homonyms.
    pub meanings: Vec<Vec<Meaning>>,
}

/// What is done with what clippings say of a short form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is looked for by all its names.
    Widened,
    /// Too little says so: a note offers it.
    Suggested(Evidence),
    /// It is an ordinary word, and too little says that it is more.
    Word(Evidence),
    /// It stands for several things: a note asks which.
    Several,
    /// A person wrote down what it stands for, or that it is never called otherwise.
    ByHand,
}

impl Standing {
    /// Its name: `widened`, `suggested`, `word`, `several`, `by hand`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Widened => "widened",
            Self::Suggested(_) => "suggested",
            Self::Word(_) => "word",
            Self::Several => "several",
            Self::ByHand => "by hand",
        }
    }
}

/// A line of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandLine {
    /// The names before the sign.
    pub names: Vec<String>,
    /// What they stand for; nothing where they are never called otherwise.
    pub meaning: Option<String>,
}

impl HandLine {
    /// Whether it speaks of that word or name.
    pub fn names(&self, typed: &str) -> bool {
        let key = words_key(typed);
        self.names.iter().chain(&self.meaning).any(|name| words_key(name) == key)
    }
}

/// What people wrote down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Hand {
    /// Words that are never called otherwise.
    never: BTreeSet<String>,
    /// Names by the key of each of them.
    names: BTreeMap<String, Vec<String>>,
    /// The lines as they stand.
    lines: Vec<HandLine>,
}

/// What words are called in one archive.
pub struct Acronyms<'a> {
    snapshot: &'a Snapshot,
    languages: Arc<[Language]>,
    hand: Hand,
}

/// What came of asking how a word is called.
enum Called {
    /// So and no otherwise.
    Nothing,
    /// Also so.
    Names(Vec<Name>),
    /// The short form stands for several things.
    Several(ShortForm),
    /// Too little says what the short form stands for.
    Doubtful(ShortForm, Evidence),
}

impl<'a> Acronyms<'a> {
    /// Those of an archive, with what people wrote beside it.
    ///
    /// # Errors
    /// Where the file is there and cannot be read.
    pub fn open(snapshot: &'a Snapshot) -> Result<Self> {
        let text = snapshot.hand_file(ACRONYMS_FILE)?.unwrap_or_default();
        let languages = snapshot.languages()?.into();
        Ok(Self { snapshot, languages, hand: Hand::read(&text) })
    }

    /// The other names of what was typed at `span`; what is to be asked about goes to `problems`.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn names(&self, typed: &str, span: Span, problems: &mut Vec<Problem>) -> Result<Vec<Name>> {
        let problem = match self.called(typed)? {
            Called::Nothing => return Ok(Vec::new()),
            Called::Names(names) => return Ok(names),
            Called::Several(short) => asked_about(typed, &short, span),
            Called::Doubtful(short, evidence) => suggested(typed, &short, &evidence, span),
        };
        if !problems.contains(&problem) {
            problems.push(problem);
        }
        Ok(Vec::new())
    }

    /// What is done with what clippings say of a short form, and what speaks for it.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn standing(&self, short: &ShortForm) -> Result<Standing> {
        let key = short_key(&short.shown);
        if self.hand.never.contains(&key) || self.hand.names.contains_key(&key) {
            return Ok(Standing::ByHand);
        }
        let [thing] = &short.meanings[..] else { return Ok(Standing::Several) };
        let witnesses = Witnesses { snapshot: self.snapshot, languages: &self.languages };
        let is_word = !self.is_printed_in_capitals(&key)?;
        let evidence = witnesses.evidence(&short.shown, thing, is_word)?;
        Ok(match (evidence.suffices(), evidence.is_word) {
            (true, _) => Standing::Widened,
            (false, true) => Standing::Word(evidence),
            (false, false) => Standing::Suggested(evidence),
        })
    }

    /// Why a short form is not taken for what clippings say it stands for; nothing where it is.
    /// That a word is only a word goes without saying.
    fn doubt(&self, short: &ShortForm) -> Result<Option<Called>> {
        Ok(match self.standing(short)? {
            Standing::Widened => None,
            Standing::Suggested(evidence) => Some(Called::Doubtful(short.clone(), evidence)),
            Standing::Several => Some(Called::Several(short.clone())),
            Standing::Word(_) | Standing::ByHand => Some(Called::Nothing),
        })
    }

    fn called(&self, typed: &str) -> Result<Called> {
        let key = words_key(typed);
        if key.is_empty() || self.hand.never.contains(&key) {
            return Ok(Called::Nothing);
        }
        if let Some(names) = self.hand.names.get(&key) {
            return self.by_hand(typed, names);
        }
        match self.of_long(typed)? {
            Called::Nothing if !typed.contains(char::is_whitespace) => self.of_short(typed),
            called => Ok(called),
        }
    }

    /// What people wrote, and how the archive spells that.
    fn by_hand(&self, typed: &str, names: &[String]) -> Result<Called> {
        let mut found: Vec<String> = names.to_vec();
        let wanted: Vec<String> = names.iter().map(|name| long_key(name)).collect();
        let meanings = self.meanings(&short_key(typed))?;
        for meaning in meanings.iter().filter(|meaning| wanted.contains(&meaning.key)) {
            found.extend(meaning.spellings.iter().map(|(spelling, _)| spelling.clone()));
        }
        let names = self.printed_as(found, typed)?;
        Ok(Called::Names(names))
    }

    /// What a short form stands for.
    fn of_short(&self, typed: &str) -> Result<Called> {
        let key = short_key(typed);
        let Some(short) = self.short_form(&key)? else { return Ok(Called::Nothing) };
        let is_capital = !typed.chars().any(char::is_lowercase);
        if !is_capital && !self.is_printed_in_capitals(&key)? {
            return Ok(Called::Nothing);
        }
        if let Some(doubt) = self.doubt(&short)? {
            return Ok(doubt);
        }
        let names = short.meanings.iter().flat_map(|thing| spellings(thing)).collect();
        Ok(Called::Names(self.printed_as(names, typed)?))
    }

    /// The short form of a long one, and what else that is called.
    fn of_long(&self, typed: &str) -> Result<Called> {
        let key = long_key(typed);
        let mut names = Vec::new();
        let mut doubted = Called::Nothing;
        for (short, shown, _) in self.shorts(&key)? {
            let Some(known) = self.short_form(&short)? else { continue };
            if !known.meanings.iter().flatten().any(|meaning| meaning.is_spelled(&key)) {
                continue;
            }
            match self.doubt(&known)? {
                Some(Called::Several(known)) => return Ok(Called::Several(known)),
                Some(doubt) => doubted = doubt,
                None => {
                    names.push(shown);
                    names.extend(known.meanings.iter().flat_map(|thing| spellings(thing)));
                }
            }
        }
        match names.is_empty() {
            true => Ok(doubted),
            false => Ok(Called::Names(self.printed_as(names, typed)?)),
        }
    }

    /// What clippings say of a short form, by its key; nothing where none defines it.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn short_form(&self, key: &str) -> Result<Option<ShortForm>> {
        let mut meanings = self.meanings(key)?;
        meanings.truncate(MAX_MEANINGS);
        let mut own = Vec::new();
        for meaning in meanings {
            let shorts = self.shorts(&meaning.key)?;
            let others = shorts.first().map_or(0, |(_, _, clippings)| *clippings);
            if meaning.clippings * OTHERS >= others {
                own.push(meaning);
            }
        }
        let Some(shown) = self.shown(key)? else { return Ok(None) };
        let meanings = self.told_apart(own)?;
        Ok((!meanings.is_empty()).then_some(ShortForm { shown, meanings }))
    }

    /// Meanings as things: spellings of one name together, and names in other scripts with them
    /// where neither script has several.
    fn told_apart(&self, meanings: Vec<Meaning>) -> Result<Vec<Vec<Meaning>>> {
        let mut things: Vec<Vec<Meaning>> = Vec::new();
        for meaning in meanings {
            let mut known = things.iter_mut().flatten();
            if let Some(printed_rightly) = known.find(|known| meaning.is_misprint_of(known)) {
                printed_rightly.take(meaning);
                continue;
            }
            let mut home = None;
            for (place, thing) in things.iter().enumerate() {
                for other in thing {
                    if home.is_none()
                        && (are_one(other, &meaning) || self.linked(other, &meaning)?)
                    {
                        home = Some(place);
                    }
                }
            }
            match home {
                Some(place) => things[place].push(meaning),
                None => things.push(vec![meaning]),
            }
        }
        let total = |thing: &Vec<Meaning>| thing.iter().map(|one| one.clippings).sum::<u64>();
        let most = things.iter().map(total).max().unwrap_or(0);
        let is_run = |thing: &Vec<Meaning>| thing[0].key.contains(fold::is_cjk);
        let most_of_runs = things.iter().filter(|thing| is_run(thing)).map(total).max();
        things.retain(|thing| {
            let most = if is_run(thing) { most_of_runs.unwrap_or(0) } else { most };
            total(thing) * SLIP >= most
        });
        let runs = things.iter().filter(|thing| is_run(thing)).count();
        if runs == 1 && things.len() == 2 {
            let other = things.pop().unwrap_or_default();
            things[0].extend(other);
        }
        Ok(things)
    }

    /// Whether clippings call one name by the other: 지소미아 and 군사정보보호협정.
    fn linked(&self, one: &Meaning, other: &Meaning) -> Result<bool> {
        if !one.key.contains(fold::is_cjk) || !other.key.contains(fold::is_cjk) {
            return Ok(false);
        }
        for (short, long) in [(one, other), (other, one)] {
            let beginning = FactKind::ShortForm.beginning(&[&short.key, &long.key]);
            if !self.snapshot.facts(&beginning, 1)?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What clippings say a short form stands for, the most frequent meaning first.
    fn meanings(&self, key: &str) -> Result<Vec<Meaning>> {
        let mut meanings: BTreeMap<String, Meaning> = BTreeMap::new();
        let beginning = FactKind::ShortForm.beginning(&[key]);
        for fact in self.snapshot.facts(&beginning, MAX_DEFINITIONS)? {
            let [_, long, _, spelling] = fact_parts(&fact.term)[..] else { continue };
            let meaning = meanings.entry(long.to_owned()).or_insert_with(|| Meaning {
                key: long.to_owned(),
                spellings: Vec::new(),
                clippings: 0,
                facts: Vec::new(),
            });
            meaning.clippings += fact.clippings;
            match meaning.spellings.iter_mut().find(|(known, _)| known == spelling) {
                Some((_, clippings)) => *clippings += fact.clippings,
                None => meaning.spellings.push((spelling.to_owned(), fact.clippings)),
            }
            meaning.facts.push(fact.term.clone());
        }
        let mut meanings: Vec<Meaning> = meanings.into_values().collect();
        for meaning in &mut meanings {
            meaning.spellings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        }
        meanings.sort_by(|a, b| b.clippings.cmp(&a.clippings).then_with(|| a.key.cmp(&b.key)));
        Ok(meanings)
    }

    /// The short forms of a long one: key, as most print it, clippings; the most frequent first.
    fn shorts(&self, key: &str) -> Result<Vec<(String, String, u64)>> {
        let mut shorts: BTreeMap<String, Vec<(String, u64)>> = BTreeMap::new();
        let beginning = FactKind::LongForm.beginning(&[key]);
        for fact in self.snapshot.facts(&beginning, MAX_DEFINITIONS)? {
            if let [_, short, shown] = fact_parts(&fact.term)[..] {
                let printed = shorts.entry(short.to_owned()).or_default();
                printed.push((shown.to_owned(), fact.clippings));
            }
        }
        let mut found: Vec<(String, String, u64)> = shorts
            .into_iter()
            .filter_map(|(key, printed)| {
                let clippings = printed.iter().map(|(_, clippings)| clippings).sum();
                Some((key, most_frequent(printed)?, clippings))
            })
            .collect();
        found.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        Ok(found)
    }

    /// A short form as most clippings print it.
    fn shown(&self, key: &str) -> Result<Option<String>> {
        let beginning = FactKind::ShortForm.beginning(&[key]);
        let mut printed: BTreeMap<String, u64> = BTreeMap::new();
        for fact in self.snapshot.facts(&beginning, MAX_DEFINITIONS)? {
            if let [_, _, shown, _] = fact_parts(&fact.term)[..] {
                *printed.entry(shown.to_owned()).or_default() += fact.clippings;
            }
        }
        Ok(most_frequent(printed.into_iter().collect()))
    }

    /// Names as they are looked for: each once, none of them what was typed, short forms that are
    /// ordinary words too only in capitals.
    fn printed_as(&self, names: Vec<String>, typed: &str) -> Result<Vec<Name>> {
        let mut seen = BTreeSet::from([words_key(typed)]);
        let mut found = Vec::new();
        for words in names {
            if found.len() == MAX_NAMES || !seen.insert(words_key(&words)) {
                continue;
            }
            let is_short = !words.contains(char::is_whitespace)
                && words.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
            let printed = match is_short && !self.is_printed_in_capitals(&short_key(&words))? {
                true => Printed::AllCapitals,
                false => Printed::Anyhow,
            };
            found.push(Name { words, printed });
        }
        Ok(found)
    }

    /// Whether at least half of the clippings that hold a form print it in capitals: `aids` and
    /// `start` are words. Scripts without capitals have no other way to print one.
    fn is_printed_in_capitals(&self, form: &str) -> Result<bool> {
        if form.chars().all(|c| !c.is_uppercase() && !c.is_lowercase()) {
            return Ok(true);
        }
        let field = self.snapshot.fields().words;
        let holding =
            |form: &str| self.snapshot.searcher().doc_freq(&Term::from_field_text(field, form));
        Ok(holding(&format!("{CASE_ALL}{form}"))? * 2 >= holding(form)?)
    }

    /// The clippings that define a meaning, at most `most` of them, in the order of the index.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn sources(&self, meaning: &Meaning, most: usize) -> Result<Vec<tantivy::DocAddress>> {
        let mut sources = Vec::new();
        for fact in &meaning.facts {
            sources.extend(self.snapshot.clippings_with(fact)?);
        }
        sources.sort_unstable();
        sources.dedup();
        sources.truncate(most);
        Ok(sources)
    }

    /// The keys of every short form that clippings define, sorted.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn keys(&self) -> Result<Vec<String>> {
        let mut keys: Vec<String> = Vec::new();
        self.snapshot.each_fact(&FactKind::ShortForm.term(&[""]), &mut |term, _| {
            if let Some(key) = fact_parts(term).first()
                && keys.last().is_none_or(|last| last != key)
            {
                keys.push((*key).to_owned());
            }
        })?;
        Ok(keys)
    }

    /// The keys of the short forms that what was typed is, or is a long form of, the most frequent
    /// one first.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn keys_of(&self, typed: &str) -> Result<Vec<String>> {
        let shorts = self.shorts(&long_key(typed))?.into_iter().map(|(key, _, _)| key);
        let mut keys: Vec<String> = shorts.collect();
        let key = short_key(typed);
        if !typed.contains(char::is_whitespace) && !keys.contains(&key) {
            keys.push(key);
        }
        Ok(keys)
    }

    /// The lines that people wrote, in their order.
    pub fn lines(&self) -> &[HandLine] {
        &self.hand.lines
    }
}

impl Hand {
    fn read(text: &str) -> Self {
        let mut hand = Self::default();
        for line in read_vocabulary(text, ACRONYMS_FILE).0 {
            let meaning = (line.value != NOTHING).then(|| line.value.clone());
            hand.lines.push(HandLine { names: line.keys.clone(), meaning });
            if line.value == NOTHING {
                hand.never.extend(line.keys.iter().map(|key| words_key(key)));
                continue;
            }
            let all: Vec<&String> = line.keys.iter().chain([&line.value]).collect();
            for one in &all {
                let names = hand.names.entry(words_key(one)).or_default();
                let others = all.iter().filter(|other| words_key(other) != words_key(one));
                names.extend(others.map(|other| (*other).clone()));
            }
        }
        hand
    }
}

/// What is said of a short form with several meanings.
fn asked_about(typed: &str, short: &ShortForm, span: Span) -> Problem {
    let shown = |thing: &Vec<Meaning>| {
        let clippings: u64 = thing.iter().map(|meaning| meaning.clippings).sum();
        format!("“{}” ({clippings})", thing[0].shown())
    };
    let mut things: Vec<String> = short.meanings.iter().take(MAX_NAMED).map(shown).collect();
    match short.meanings.len() - things.len() {
        0 => {}
        more => things.push(format!("{more} more things")),
    }
    let first = short.meanings[0][0].shown();
    let name = &short.shown;
    let message = format!(
        "{name} stands for {} here: {typed} is looked for as typed",
        things.join(" and for ")
    );
    let hint = format!(
        "({name} | \"{first}\") asks for both names of one; {name} = {first} in {ACRONYMS_FILE} \
         decides"
    );
    Problem::new(Severity::Said, span, message).hint(hint)
}

/// What is said of a short form of which too little says what it stands for.
fn suggested(typed: &str, short: &ShortForm, evidence: &Evidence, span: Span) -> Problem {
    let (name, long) = (&short.shown, short.meanings[0][0].shown());
    let Evidence { printing, telling, .. } = evidence;
    let spell = if *telling == 1 { "spells" } else { "spell" };
    let message = format!(
        "{name} may stand for “{long}”, which {telling} of the {printing} clippings that print it \
         {spell} out: {typed} is looked for as typed"
    );
    let hint =
        format!("({name} | \"{long}\") asks for both; {name} = {long} in {ACRONYMS_FILE} decides");
    Problem::new(Severity::Said, span, message).hint(hint)
}

/// The spellings of a thing by all its names, the most frequent one of each name first, without
/// misprints: the clippings that hold one define the short form beside it, and are found by that.
fn spellings(thing: &[Meaning]) -> Vec<String> {
    let firsts = thing.iter().filter_map(|meaning| meaning.spellings.first());
    let others = thing.iter().flat_map(|meaning| meaning.spellings.iter().skip(1));
    let mut kept: Vec<&(String, u64)> = Vec::new();
    for spelled in firsts.chain(others) {
        let slips =
            |known: &&(String, u64)| is_misprint((&spelled.0, spelled.1), (&known.0, known.1));
        if !kept.iter().any(slips) {
            kept.push(spelled);
        }
    }
    kept.into_iter().map(|(spelling, _)| spelling.clone()).collect()
}

/// Whether a name is a slip of the pen of another: rare beside it, and a letter or two off.
fn is_misprint((rare, clippings): (&str, u64), (frequent, others): (&str, u64)) -> bool {
    let (rare, frequent) = (fold::exact(rare), fold::exact(frequent));
    let length = rare.chars().count().min(frequent.chars().count());
    clippings * MISSPELLED <= others
        && length >= LONG_NAME
        && strsim::osa_distance(&rare, &frequent) <= MISPRINTED_LETTERS
}

/// Whether two meanings are one thing, the first one being as frequent or more: the same words in
/// another order or written apart, one name holding the other, or words that are alike one by one.
fn are_one(frequent: &Meaning, rare: &Meaning) -> bool {
    let (one, other) = (frequent.key.as_str(), rare.key.as_str());
    let holds = |long: &str, short: &str| match long.contains(fold::is_cjk) {
        true => long.contains(short),
        false => format!(" {long} ").contains(&format!(" {short} ")),
    };
    let words = |key: &str| key.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let sorted = |key: &str| {
        let mut words = words(key);
        words.sort_unstable();
        words
    };
    let is_rare = rare.clippings * MISSPELLED <= frequent.clippings;
    let (ones, others) = (words(one), words(other));
    holds(one, other)
        || holds(other, one)
        || sorted(one) == sorted(other)
        || ones.concat() == others.concat()
        || ones.len() == others.len()
            && ones.iter().zip(&others).all(|(one, other)| are_alike(one, other, is_rare))
}

/// Whether two words are spellings, inflections or an abbreviation of one: `corp` and
/// `corporation`, `regulation` and `regulatory`, `commission` and `commmission`. Where both are
/// frequent, only in long words may one letter differ: Iceland is not Ireland.
fn are_alike(one: &str, other: &str, is_rare: bool) -> bool {
    let shared =
        one.chars().zip(other.chars()).take_while(|(letter, other)| letter == other).count();
    let (length, other_length) = (one.chars().count(), other.chars().count());
    let shorter = length.min(other_length);
    let abbreviated = shared == shorter && shorter >= ABBREVIATED;
    let inflected = shared >= STEM && length.max(other_length) - shared <= ENDING;
    let long = if is_rare { LONG_WORD } else { VERY_LONG_WORD };
    let misspelled = length.max(other_length) >= long && strsim::osa_distance(one, other) == 1;
    one == other || abbreviated || inflected || misspelled
}

/// A name by its folded words.
fn words_key(name: &str) -> String {
    let folded = fold::exact(name);
    let words = folded.split(|c: char| !c.is_alphanumeric() && !fold::joins_previous(c));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn most_frequent(printed: Vec<(String, u64)>) -> Option<String> {
    let by_count = |a: &(String, u64), b: &(String, u64)| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0));
    printed.into_iter().max_by(by_count).map(|(shown, _)| shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_in_both_directions() {
        let hand = Hand::read("GSOMIA, jisomia = General Security Agreement\nEU = -\n# x = y\n");
        let names = |key: &str| hand.names.get(key).cloned().unwrap_or_default();
        assert_eq!(names("gsomia"), ["jisomia", "General Security Agreement"]);
        assert_eq!(names("general security agreement"), ["GSOMIA", "jisomia"]);
        assert!(hand.never.contains("eu") && names("x").is_empty());
    }

    fn meaning(key: &str, clippings: u64) -> Meaning {
        let spellings = vec![(key.to_owned(), clippings)];
        Meaning { key: key.to_owned(), spellings, clippings, facts: Vec::new() }
    }

    #[test]
    fn small_differences_make_no_other_thing() {
        for (one, other, expect) in [
            ("world trade organization", "geneva world trade organization", true),
            ("world trade organization", "world trade organizetion", true),
            ("general agreement tariff trade", "general agreement trade tariff", true),
            ("free trade agreement", "fault tree analysis", false),
            ("central bank of iran", "central bank of iraq", false),
            ("federal deposit insurance corp", "federal deposit insurance corporation", true),
            ("sugar regulation administration", "sugar regulatory administration", true),
            ("south east asian nation", "southeast asian nation", true),
            ("european community", "european commission", false),
            ("european commission", "european committee", false),
            ("한일군사정보보호협정", "군사정보보호협정", true),
        ] {
            assert_eq!(are_one(&meaning(one, 9), &meaning(other, 1)), expect, "{one}, {other}");
        }
        // What is printed about as often is no slip.
        assert!(!are_one(
            &meaning("central bank of iceland", 5),
            &meaning("central bank of ireland", 4)
        ));
    }

    #[test]
    fn a_rare_name_a_letter_off_is_a_misprint() {
        for (rare, frequent, counts, expect) in [
            ("General Agreeement on Tariffs", "General Agreement on Tariffs", (1, 60), true),
            ("Organiaation of Exporters", "Organisation of Exporters", (2, 10), true),
            ("Central Bank of Iceland", "Central Bank of Ireland", (4, 5), false),
            ("Agreement on Trade and Tariffs", "Agreement on Tariffs and Trade", (1, 60), false),
            ("Port board", "Fort board", (1, 60), false),
        ] {
            assert_eq!(is_misprint((rare, counts.0), (frequent, counts.1)), expect, "{rare}");
        }
        let spelled =
            vec![("the Harbour Board Union".into(), 8), ("the Habour Board Union".into(), 1)];
        let thing = Meaning { spellings: spelled, ..meaning("harbor board union", 9) };
        assert_eq!(spellings(&[thing]), ["the Harbour Board Union"]);
    }

    #[test]
    fn of_many_things_the_first_are_named_and_the_others_counted() {
        let meanings = (0..32).map(|n| vec![meaning(&format!("thing {n}"), 40 - n)]).collect();
        let short = ShortForm { shown: "FTA".to_owned(), meanings };
        let problem = asked_about("FTA", &short, Span::new(0, 3));
        assert_eq!(
            problem.message,
            "FTA stands for “thing 0” (40) and for “thing 1” (39) and for “thing 2” (38) and for \
             29 more things here: FTA is looked for as typed"
        );
    }

    #[test]
    fn a_homonym_is_asked_about_with_both_choices() {
        let meanings = vec![vec![meaning("free trade agreement", 5)], vec![meaning("x y", 2)]];
        let short = ShortForm { shown: "FTA".to_owned(), meanings };
        let problem = asked_about("FTA", &short, Span::new(0, 3));
        assert_eq!(
            problem.message,
            "FTA stands for “free trade agreement” (5) and for “x y” (2) here: FTA is looked for \
             as typed"
        );
    }
}
