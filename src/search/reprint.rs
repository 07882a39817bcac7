//! What a reprint dropped, added and changed, paragraph by paragraph.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::clipping::{Clipping, Kind};
use crate::text::fold;

/// Paragraphs that share so much of their words are one that was changed, in hundredths of the
/// words of both.
const ALIKE: usize = 40;

/// Two clippings compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The headline, then every paragraph of text and every caption, in the order of the newer one;
    /// what it dropped stands where it stood.
    pub parts: Vec<Part>,
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
        let mut parts = vec![changed((0, old[0]), (0, new[0]))];
        let (old_keys, new_keys): (Vec<String>, Vec<String>) = (
            old[1..].iter().map(|text| key(text)).collect(),
            new[1..].iter().map(|text| key(text)).collect(),
        );
        for op in capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys) {
            match op {
                DiffOp::Equal { old_index, new_index, len } => {
                    parts.extend((0..len).map(|at| Part {
                        change: Change::Same,
                        old: Some(old_index + at + 1),
                        new: Some(new_index + at + 1),
                        runs: vec![Run::new(Change::Same, new[new_index + at + 1])],
                    }));
                }
                DiffOp::Delete { old_index, old_len, .. } => {
                    let lost = (old_index..old_index + old_len).map(|at| at + 1);
                    parts.extend(lost.map(|at| Part::dropped(at, old[at])));
                }
                DiffOp::Insert { new_index, new_len, .. } => {
                    let fresh = (new_index..new_index + new_len).map(|at| at + 1);
                    parts.extend(fresh.map(|at| Part::added(at, new[at])));
                }
                DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                    let numbered = |from: usize, length: usize, texts: &[&'_ str]| {
                        let places = (from..from + length).map(|at| at + 1);
                        places.map(|at| (at, texts[at].to_owned())).collect::<Vec<_>>()
                    };
                    let (lost, fresh) =
                        (numbered(old_index, old_len, &old), numbered(new_index, new_len, &new));
                    replaced(&lost, &fresh, &mut parts);
                }
            }
        }
        Self { parts: with_moves(parts, &old_keys, &new_keys) }
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

fn changed((old_at, old): (usize, &str), (new_at, new): (usize, &str)) -> Part {
    let (old_words, new_words) = (words(old), words(new));
    let keys = |words: &[&str]| words.iter().map(|word| key(word)).collect::<Vec<_>>();
    let mut runs: Vec<Run> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &keys(&old_words), &keys(&new_words)) {
        let (of_old, of_new) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            runs.push(Run::new(Change::Same, &new_words[of_new].concat()));
            continue;
        }
        let sides = [(Change::Dropped, &old_words[of_old]), (Change::Added, &new_words[of_new])];
        let sides = sides.into_iter().filter(|(_, words)| !words.is_empty());
        runs.extend(sides.map(|(change, words)| Run::new(change, &words.concat())));
    }
    let is_same = runs.iter().all(|run| run.change == Change::Same);
    let change = if is_same { Change::Same } else { Change::Changed };
    Part { change, old: Some(old_at), new: Some(new_at), runs }
}

/// Paragraphs that stand in the place of others: each newer one is the changed form of the first
/// older one it is like, if of any.
fn replaced(lost: &[(usize, String)], fresh: &[(usize, String)], parts: &mut Vec<Part>) {
    let mut next = 0;
    for (new_at, text) in fresh {
        let like = lost[next..].iter().position(|(_, other)| alike(other, text));
        let Some(ahead) = like else {
            parts.push(Part::added(*new_at, text));
            continue;
        };
        let passed = &lost[next..next + ahead];
        parts.extend(passed.iter().map(|(at, text)| Part::dropped(*at, text)));
        let (old_at, old) = &lost[next + ahead];
        parts.push(changed((*old_at, old), (*new_at, text)));
        next += ahead + 1;
    }
    parts.extend(lost[next..].iter().map(|(at, text)| Part::dropped(*at, text)));
}

fn alike(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut keys: Vec<String> = words(text).into_iter().map(key).collect();
        keys.sort_unstable();
        keys
    };
    let (one, other) = (sorted(one), sorted(other));
    let both = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    both * 200 >= (one.len() + other.len()) * ALIKE
}

/// A paragraph that was dropped in one place and added in another has moved.
fn with_moves(parts: Vec<Part>, old_keys: &[String], new_keys: &[String]) -> Vec<Part> {
    let mut moved: Vec<(usize, usize)> = Vec::new();
    for part in parts.iter().filter(|part| part.change == Change::Added) {
        let Some(new) = part.new else { continue };
        let from = parts.iter().filter(|part| part.change == Change::Dropped).find_map(|lost| {
            let old = lost.old?;
            let is_taken = moved.iter().any(|(other, _)| *other == old);
            (!is_taken && old_keys[old - 1] == new_keys[new - 1]).then_some(old)
        });
        moved.extend(from.map(|old| (old, new)));
    }
    let left = |part: &Part| {
        !(part.change == Change::Dropped && moved.iter().any(|(old, _)| part.old == Some(*old)))
    };
    let settled = |mut part: Part| {
        let from = moved.iter().find(|(_, new)| part.new == Some(*new));
        if let (Some((old, _)), Change::Added) = (from, part.change) {
            (part.change, part.old) = (Change::Moved, Some(*old));
            part.runs.iter_mut().for_each(|run| run.change = Change::Same);
        }
        part
    };
    parts.into_iter().filter(left).map(settled).collect()
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
