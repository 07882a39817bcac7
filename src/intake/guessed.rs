//! What columns of a table and keys of objects stand for where none of their names is known: told by
//! the values under them, and said to the person who gave the file.

use std::cmp::Reverse;

use super::keys::Ours;
use super::plain;
use crate::clipping::LabelName;

/// How many rows or objects are looked at.
pub(super) const ROWS_LOOKED_AT: usize = 50;
/// Values that are so long in the middle are text, in characters.
const TEXT_CHARS: usize = 100;
/// Values that have so many words in the middle are headlines.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 3..=30;
/// The longest name that is told, in bytes.
const NAME_BYTES: usize = 40;
/// How many names are told where none is known.
const UNKNOWN_TOLD: usize = 8;
/// How many names are told with what they stand for.
const READ_TOLD: usize = 32;

/// What has names that stand for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// Of objects.
    Keys,
    /// Of a table.
    Columns,
}

impl Names {
    fn one(self) -> &'static str {
        match self {
            Self::Keys => "key",
            Self::Columns => "column",
        }
    }

    fn several(self) -> &'static str {
        match self {
            Self::Keys => "keys",
            Self::Columns => "columns",
        }
    }
}

/// Whether what stands for `ours` makes an article.
pub(super) fn is_words(ours: Ours) -> bool {
    matches!(
        ours,
        Ours::Title | Ours::Name | Ours::Text | Ours::Summary | Ours::Label(LabelName::Url)
    )
}

/// Whether what stands for `ours` is what an article says.
pub(super) fn is_text(ours: Ours) -> bool {
    matches!(ours, Ours::Text | Ours::Summary)
}

/// Fills in what names stand for that say nothing by themselves. A day is looked for where no name
/// is one; where no name says what the text is, the longest values are, lines of a few words are
/// headlines and addresses are addresses. `is_fixed` tells at which places a person said it, `values`
/// gives the values there.
pub(super) fn by_values<'a>(
    ours: &mut [Option<Ours>],
    is_fixed: impl Fn(usize) -> bool,
    values: impl Fn(usize) -> Vec<&'a str>,
) {
    let named = ours.to_vec();
    let is_known = named.iter().flatten().any(|ours| is_words(*ours));
    let has_text = named.iter().flatten().any(|ours| is_text(*ours));
    let values = |place: usize| -> Vec<&'a str> {
        values(place).into_iter().map(str::trim).filter(|value| !value.is_empty()).collect()
    };
    let unknown = || (0..named.len()).filter(|place| named[*place].is_none());
    // `Tag` is a day in German.
    let is_tag = |place: &usize| named[*place] == Some(Ours::Label(LabelName::Tag));
    let may_be_days = (0..named.len())
        .filter(|place| named[*place].is_none() || is_tag(place) && !is_fixed(*place));
    let has_day = named.iter().flatten().any(|ours| {
        let days = [LabelName::Published, LabelName::Updated, LabelName::Saved];
        days.map(Ours::Label).contains(ours)
    });
    if !has_day {
        let days: Vec<usize> =
            may_be_days.filter(|place| most(&values(*place), &plain::states_a_day)).collect();
        // Of several beside names that are known none has to be that of publication.
        if let Some(place) = days.first().filter(|_| days.len() == 1 || !is_known) {
            ours[*place] = Some(Ours::Label(LabelName::Published));
        }
    }
    if has_text {
        return;
    }
    let chars = |place: usize| middle(values(place).iter().map(|v| v.chars().count()).collect());
    let longest = unknown().map(|place| (chars(place), Reverse(place))).max();
    if let Some((_, Reverse(place))) = longest.filter(|(chars, _)| *chars >= TEXT_CHARS) {
        ours[place] = Some(Ours::Text);
    }
    for place in unknown() {
        if ours[place].is_some() {
            continue;
        }
        let values = values(place);
        let words = middle(values.iter().map(|value| value.split_whitespace().count()).collect());
        let has = |wanted: Ours| ours.contains(&Some(wanted));
        let is_titled = has(Ours::Title) || has(Ours::Name);
        ours[place] = if most(&values, &|value| value.starts_with("http")) {
            Some(Ours::Label(LabelName::Url))
        } else if TITLE_WORDS.contains(&words) && !is_titled {
            Some(Ours::Title)
        } else {
            None
        };
    }
    // Headlines without a text or an address may be anything.
    let has = |wanted: Ours| ours.contains(&Some(wanted));
    if !is_known && !has(Ours::Text) && !has(Ours::Label(LabelName::Url)) {
        ours.copy_from_slice(&named);
    }
}

/// What is in doubt about what names stand for.
pub(super) fn doubt(kind: Names, names: &[&str], ours: &[Option<Ours>]) -> Option<String> {
    let published = Some(Ours::Label(LabelName::Published));
    let dated = names.iter().zip(ours).filter(|(_, ours)| **ours == published);
    let dated: Vec<String> = dated.map(|(name, _)| short(name)).collect();
    let shown = dated.iter().take(UNKNOWN_TOLD).cloned().collect::<Vec<_>>().join(", ");
    (dated.len() > 1).then(|| {
        let kind = kind.several();
        format!("{kind} {shown} are read as published, the first one rules: --map says otherwise")
    })
}

/// The middle one of some numbers; 0 of none.
fn middle(mut numbers: Vec<usize>) -> usize {
    numbers.sort_unstable();
    numbers.get(numbers.len() / 2).copied().unwrap_or(0)
}

/// Whether four of five values are so.
fn most(values: &[&str], is: &dyn Fn(&str) -> bool) -> bool {
    !values.is_empty() && values.iter().filter(|value| is(value)).count() * 5 >= values.len() * 4
}

/// What is read from what, in the words of `--map`.
pub(super) fn told(kind: Names, names: &[&str], ours: &[Option<Ours>]) -> String {
    let mut read: Vec<String> = names
        .iter()
        .zip(ours)
        .filter_map(|(name, ours)| Some(format!("{}={}", short(name), (*ours)?.name())))
        .collect();
    let beyond = read.len().saturating_sub(READ_TOLD);
    if beyond > 0 {
        read.truncate(READ_TOLD);
        read.push(format!("and {beyond} more"));
    }
    let kept = ours.iter().filter(|ours| ours.is_none()).count();
    let kept = if kept > 0 { format!("; {kept} more kept as they are") } else { String::new() };
    format!("{} read: {}{kept}", kind.several(), read.join(", "))
}

/// That nothing is known by its name or its values.
pub(super) fn nothing_known(kind: Names, names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(UNKNOWN_TOLD).map(|name| short(name)).collect();
    let (kind, shown) = (kind.one(), shown.join(", "));
    format!("no {kind} is known as headline, text or address: say which is, of {shown}, with --map")
}

fn short(name: &str) -> String {
    super::start_of(name, NAME_BYTES).replace(['\n', '\r'], " ")
}
