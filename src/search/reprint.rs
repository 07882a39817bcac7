//! What a reprint dropped, added and changed, paragraph by paragraph.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::alignment::Alignment;
use crate::clipping::{Clipping, Kind};
use crate::text::fold;

/// Paragraphs that share so much of their words are one that was changed, in hundredths of the
/// words of both.
const ALIKE: usize = 40;

/// Where paragraphs stand in the place of others, so many pairs of them are looked at: of more, each
/// newer one is compared with the next older ones only.
const MAX_ALIKE_PAIRS: usize = 200_000;

/// Two clippings compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The headline, then every paragraph of text and every caption, in the order of the newer one;
    /// what it dropped stands where it stood.
    pub parts: Vec<Part>,
    /// Whether more differs than is compared, so that what is told as dropped and added may have been
    /// changed, or moved within its paragraph.
    pub is_coarse: bool,
}

/// A paragraph of either or both; the headline is paragraph 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What became of it.
    pub change: Change,
    /// Its number in the older clipping.
    pub old: Option<usize>,
    /// Its number in the newer one.
    pub new: Option<usize>,
    /// Its words; those of both where they differ.
    pub runs: Vec<Run>,
}

/// What became of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// It stands in both, but for blanks and signs.
    Same,
    /// It stands in both, among other neighbours.
    Moved,
    /// Some of its words are others.
    Changed,
    /// Only the newer one has it.
    Added,
    /// Only the older one has it.
    Dropped,
}

impl Change {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Same, Self::Moved, Self::Changed, Self::Added, Self::Dropped];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Dropped => "dropped",
        }
    }
}

/// Words that stand in both, or in one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// [`Change::Same`], [`Change::Added`] or [`Change::Dropped`].
    pub change: Change,
    /// The words with the blanks behind them.
    pub text: String,
}

impl Comparison {
    /// Compares two clippings.
    pub fn new(old: &Clipping, new: &Clipping) -> Self {
        let (old, new) = (texts(old), texts(new));
        let mut comparison = Self { parts: Vec::new(), is_coarse: false };
        comparison.changed((0, old[0]), (0, new[0]));
        let (old_keys, new_keys): (Vec<String>, Vec<String>) = (
            old[1..].iter().map(|text| key(text)).collect(),
            new[1..].iter().map(|text| key(text)).collect(),
        );
        let paragraphs = Alignment::of(&old_keys, &new_keys);
        comparison.is_coarse |= paragraphs.is_coarse;
        for stretch in paragraphs.stretches {
            let (of_old, of_new) = (numbers(&stretch.old), numbers(&stretch.new));
            if stretch.is_same {
                comparison.parts.extend(of_old.zip(of_new).map(|(old_at, new_at)| Part {
                    change: Change::Same,
                    old: Some(old_at),
                    new: Some(new_at),
                    runs: vec![Run::new(Change::Same, new[new_at])],
                }));
            } else {
                let lost: Vec<Paragraph<'_>> = of_old.map(|at| (at, old[at])).collect();
                let fresh: Vec<Paragraph<'_>> = of_new.map(|at| (at, new[at])).collect();
                comparison.replaced(&lost, &fresh);
            }
        }
        comparison.parts = with_moves(comparison.parts, &old_keys, &new_keys);
        comparison
    }

    /// Paragraphs that stand in the place of others: each newer one is the changed form of the first
    /// older one it is like, if of any.
    fn replaced(&mut self, lost: &[Paragraph<'_>], fresh: &[Paragraph<'_>]) {
        let dropped = |(at, text): &Paragraph<'_>| Part::dropped(*at, text);
        let added = |(at, text): &Paragraph<'_>| Part::added(*at, text);
        if lost.is_empty() || fresh.is_empty() {
            self.parts.extend(lost.iter().map(dropped).chain(fresh.iter().map(added)));
            return;
        }
        let ahead_at_most = (MAX_ALIKE_PAIRS / fresh.len()).max(1);
        self.is_coarse |= ahead_at_most < lost.len();
        let words_of = |paragraphs: &[Paragraph<'_>]| -> Vec<Vec<u64>> {
            paragraphs.iter().map(|(_, text)| sorted_words(text)).collect()
        };
        let (lost_words, fresh_words) = (words_of(lost), words_of(fresh));
        let mut next = 0;
        for (paragraph, words) in fresh.iter().zip(&fresh_words) {
            let near = lost_words[next..].iter().take(ahead_at_most);
            let like = near.enumerate().find(|(_, other)| alike(other, words));
            let Some((ahead, _)) = like else {
                self.parts.push(added(paragraph));
                continue;
            };
            self.parts.extend(lost[next..next + ahead].iter().map(dropped));
            self.changed(lost[next + ahead], *paragraph);
            next += ahead + 1;
        }
        self.parts.extend(lost[next..].iter().map(dropped));
    }

    /// A paragraph of both, word by word.
    fn changed(&mut self, (old_at, old): Paragraph<'_>, (new_at, new): Paragraph<'_>) {
        let (old_words, new_words) = (words(old), words(new));
        let keys = |words: &[&str]| words.iter().map(|word| key(word)).collect::<Vec<_>>();
        let alignment = Alignment::of(&keys(&old_words), &keys(&new_words));
        self.is_coarse |= alignment.is_coarse;
        let mut runs: Vec<Run> = Vec::new();
        for stretch in alignment.stretches {
            if stretch.is_same {
                runs.push(Run::new(Change::Same, &new_words[stretch.new].concat()));
                continue;
            }
            let sides = [
                (Change::Dropped, &old_words[stretch.old]),
                (Change::Added, &new_words[stretch.new]),
            ];
            let sides = sides.into_iter().filter(|(_, words)| !words.is_empty());
            runs.extend(sides.map(|(change, words)| Run::new(change, &words.concat())));
        }
        let is_same = runs.iter().all(|run| run.change == Change::Same);
        let change = if is_same { Change::Same } else { Change::Changed };
        self.parts.push(Part { change, old: Some(old_at), new: Some(new_at), runs });
    }

    /// How many paragraphs became that, the headline not counted.
    pub fn count(&self, change: Change) -> usize {
        let headline = |part: &&Part| part.old != Some(0);
        self.parts.iter().filter(headline).filter(|part| part.change == change).count()
    }

    /// Of the words of both so much stands in both, from 0 to 1; the headlines are left out.
    pub fn same_share(&self) -> f64 {
        let (mut same, mut all) = (0, 0);
        for part in self.parts.iter().filter(|part| part.old != Some(0)) {
            for run in &part.runs {
                let words = run.text.split_whitespace().count();
                let twice = run.change == Change::Same;
                same += if twice { 2 * words } else { 0 };
                all += if twice { 2 * words } else { words };
            }
        }
        if all == 0 { 1.0 } else { f64::from(same as u32) / f64::from(all as u32) }
    }
}

impl Run {
    fn new(change: Change, text: &str) -> Self {
        Self { change, text: text.to_owned() }
    }
}

impl Part {
    fn dropped(at: usize, text: &str) -> Self {
        let runs = vec![Run::new(Change::Dropped, text)];
        Self { change: Change::Dropped, old: Some(at), new: None, runs }
    }

    fn added(at: usize, text: &str) -> Self {
        let runs = vec![Run::new(Change::Added, text)];
        Self { change: Change::Added, old: None, new: Some(at), runs }
    }
}

/// The numbers of paragraphs at these places: the headline is 0.
fn numbers(places: &Range<usize>) -> Range<usize> {
    places.start + 1..places.end + 1
}

/// A paragraph with its number.
type Paragraph<'a> = (usize, &'a str);

/// The headline, then what is printed.
fn texts(clipping: &Clipping) -> Vec<&str> {
    let printed = clipping.paragraphs.iter().filter(|paragraph| match paragraph.kind {
        Kind::Text | Kind::Caption => true,
        Kind::RepeatedCaption | Kind::Furniture => false,
    });
    let headline = std::iter::once(clipping.headline.value.as_str());
    headline.chain(printed.map(|paragraph| paragraph.text.as_str())).collect()
}

/// A text by its letters and digits: quotation marks and blanks make no change.
fn key(text: &str) -> String {
    fold::exact(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Words, each with the blanks behind it.
fn words(text: &str) -> Vec<&str> {
    if text.contains(char::is_whitespace) {
        return text.split_inclusive(char::is_whitespace).collect();
    }
    // Scripts without blanks are compared by their letters.
    text.split_inclusive(|_: char| true).collect()
}

/// The words of a text as numbers, sorted.
fn sorted_words(text: &str) -> Vec<u64> {
    let hash = |word: &str| {
        let mut hasher = DefaultHasher::new();
        key(word).hash(&mut hasher);
        hasher.finish()
    };
    let mut words: Vec<u64> = words(text).into_iter().map(hash).collect();
    words.sort_unstable();
    words
}

fn alike(one: &[u64], other: &[u64]) -> bool {
    let both = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    both * 200 >= (one.len() + other.len()) * ALIKE
}

/// A paragraph that was dropped in one place and added in another has moved.
fn with_moves(parts: Vec<Part>, old_keys: &[String], new_keys: &[String]) -> Vec<Part> {
    let mut lost: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for old in parts.iter().filter(|part| part.change == Change::Dropped).filter_map(|one| one.old)
    {
        lost.entry(&old_keys[old - 1]).or_default().push_back(old);
    }
    // The places of those that moved, in the newer clipping and in the older one.
    let mut moved: HashMap<usize, usize> = HashMap::new();
    for new in parts.iter().filter(|part| part.change == Change::Added).filter_map(|one| one.new) {
        let from = lost.get_mut(&*new_keys[new - 1]).and_then(VecDeque::pop_front);
        moved.extend(from.map(|old| (new, old)));
    }
    let left: HashSet<usize> = moved.values().copied().collect();
    let stays = |part: &Part| {
        !(part.change == Change::Dropped && part.old.is_some_and(|old| left.contains(&old)))
    };
    let settled = |mut part: Part| {
        let from = part.new.and_then(|new| moved.get(&new));
        if let (Some(old), Change::Added) = (from, part.change) {
            (part.change, part.old) = (Change::Moved, Some(*old));
            part.runs.iter_mut().for_each(|run| run.change = Change::Same);
        }
        part
    };
    parts.into_iter().filter(stays).map(settled).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{Draft, Origin, Paragraph};
    use crate::enrich::{Lore, enrich};

    fn piece(texts: &[&str]) -> Clipping {
        let paragraphs = texts[1..].iter().map(|text| Paragraph::text(*text)).collect();
        let draft = Draft { title: Some(texts[0].to_owned()), paragraphs, ..Draft::default() };
        let origin =
            Origin { root: "/r".to_owned(), path: "a.txt".to_owned(), part: 0, member: None };
        enrich(draft, origin, &Lore::default(), chrono::NaiveDateTime::MAX)
    }

    /// `=1/1 =2/2 +/3 -3/`: what became of each paragraph, with its numbers.
    #[track_caller]
    fn check(old: &[&str], new: &[&str], expect: &str) {
        let told = |part: &Part| {
            let sign = match part.change {
                Change::Same => '=',
                Change::Moved => '>',
                Change::Changed => '~',
                Change::Added => '+',
                Change::Dropped => '-',
            };
            let number = |at: Option<usize>| at.map_or(String::new(), |at| at.to_string());
            format!("{sign}{}/{}", number(part.old), number(part.new))
        };
        let parts = Comparison::new(&piece(old), &piece(new)).parts;
        assert_eq!(parts.iter().map(told).collect::<Vec<_>>().join(" "), expect);
    }

    const ONE: &str = "The council voted on Monday to keep the ferry, \"for now\".";
    const TWO: &str = "Its members were of one mind, said Anna Berg of the opposition.";
    const THREE: &str = "A new pier will be built before the winter comes.";

    #[test]
    fn paragraphs_are_dropped_added_moved_and_changed() {
        let all = ["Ferry stays", ONE, TWO, THREE];
        check(&all, &["Ferry stays", &ONE.replace('"', "“"), TWO, THREE], "=0/0 =1/1 =2/2 =3/3");
        check(&all, &["Ferry stays", ONE, THREE], "=0/0 =1/1 -2/ =3/2");
        check(&all[..3], &all, "=0/0 =1/1 =2/2 +/3");
        check(&all, &["Boat kept", THREE, ONE, TWO], "~0/0 >3/1 =1/2 =2/3");
        check(
            &all,
            &["Ferry stays", ONE, &TWO.replace("Anna", "Ida"), THREE],
            "=0/0 =1/1 ~2/2 =3/3",
        );
        check(&["A"], &["A"], "=0/0");
    }

    #[test]
    fn of_a_changed_paragraph_the_words_are_told() {
        let (old, new) =
            (piece(&["Ferry", ONE]), piece(&["Ferry", &ONE.replace("Monday", "Tuesday")]));
        let comparison = Comparison::new(&old, &new);
        let told: Vec<(Change, &str)> =
            comparison.parts[1].runs.iter().map(|run| (run.change, run.text.as_str())).collect();
        assert_eq!(
            told,
            [
                (Change::Same, "The council voted on "),
                (Change::Dropped, "Monday "),
                (Change::Added, "Tuesday "),
                (Change::Same, "to keep the ferry, \"for now\"."),
            ]
        );
        assert!(comparison.same_share() > 0.8 && comparison.same_share() < 1.0);
    }
}
