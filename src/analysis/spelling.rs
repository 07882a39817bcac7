//! British spellings as American ones, so that `defence` and `defense` are one word for ranking.

use std::sync::LazyLock;

/// Other spellings with the American ones, each word on a line, sorted. From VarCon:
/// `examples/spellings` has its generator and its licence.
const TABLE: &str = include_str!("spellings.tsv");

/// The letters before the `s` of `-ise` from which a verb that is in no list follows the others:
/// `weaponise`; shorter ones are `televise` and `treatise`.
const LONG_VERB_LETTERS: usize = 7;

/// What a verb in `-ise` is inflected to.
const VERB_ENDINGS: [&str; 7] = ["e", "ed", "es", "er", "ers", "ing", "able"];

/// The American spelling of a folded English word; nothing where it is the same or unknown.
pub fn american(word: &str) -> Option<String> {
    if word.len() < 4 || !word.is_ascii() {
        return None;
    }
    look_up(word).map(str::to_owned).or_else(|| noun(word)).or_else(|| verb(word))
}

/// `denuclearisation`: English has no other words that end so.
fn noun(word: &str) -> Option<String> {
    let at = word.rfind("isation")?;
    let follows = at + 1 >= LONG_VERB_LETTERS && matches!(&word[at + 7..], "" | "s" | "al");
    follows.then(|| with_z(word, at + 1))
}

/// `denuclearise` and what is made of it.
fn verb(word: &str) -> Option<String> {
    let base =
        VERB_ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)?.strip_suffix("is"))?;
    let mut last = base.bytes().rev();
    let (consonant, vowel) = (last.next()?, last.next()?);
    let follows = base.len() + 1 >= LONG_VERB_LETTERS
        && matches!(consonant, b'l' | b'n' | b'r' | b'c' | b't' | b'v')
        && matches!(vowel, b'a' | b'e' | b'i' | b'o' | b'u');
    follows.then(|| with_z(word, base.len() + 1))
}

fn with_z(word: &str, at: usize) -> String {
    format!("{}z{}", &word[..at], &word[at + 1..])
}

/// The words of other spellings that an American one with the normal form `normal` may have, of
/// those that differ from it in the first `letters` letters: `airplan` and 2 give `aeroplane`.
pub fn british_beginnings(normal: &str, letters: usize) -> impl Iterator<Item = &'static str> {
    static BY_FIRST_LETTER: LazyLock<[Vec<(&str, &str)>; 26]> = LazyLock::new(|| {
        let mut lists = [const { Vec::new() }; 26];
        for (british, american) in pairs() {
            lists[place_of(american)].push((british, american));
        }
        lists
    });
    let beginning = move |word: &'static str| &word.as_bytes()[..letters.min(word.len())];
    let first = normal.as_bytes().first().filter(|byte| byte.is_ascii_lowercase());
    let list = first.map_or(&[][..], |_| &BY_FIRST_LETTER[place_of(normal)]);
    let differ = list
        .iter()
        .filter(move |(british, american)| beginning(british) != beginning(american))
        .filter(move |(_, american)| normal.as_bytes().starts_with(beginning(american)));
    differ.map(|(british, _)| *british)
}

/// The place in the alphabet of the first letter of a word of the table.
fn place_of(word: &str) -> usize {
    word.bytes().next().map_or(0, |byte| byte.saturating_sub(b'a')).min(25) as usize
}

/// All spellings of the table with their American ones.
pub(super) fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().filter_map(|line| line.split_once('\t'))
}

/// By halves, on the text of the table as it is: nothing is read before the first word asks.
fn look_up(word: &str) -> Option<&'static str> {
    let (mut low, mut high) = (0, TABLE.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = TABLE[low..middle].rfind('\n').map_or(low, |at| low + at + 1);
        let end = TABLE[middle..high].find('\n').map_or(high, |at| middle + at + 1);
        let (british, american) = TABLE[start..end].trim_end().split_once('\t')?;
        match british.cmp(word) {
            std::cmp::Ordering::Less => low = end,
            std::cmp::Ordering::Equal => return Some(american),
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_the_table_is_found() {
        assert!(TABLE.is_ascii() && TABLE.lines().is_sorted());
        assert!(pairs().all(|(british, american)| look_up(british) == Some(american)));
        assert_eq!(pairs().count(), TABLE.lines().count());
    }

    #[test]
    fn no_spelling_stands_for_another_one_of_the_table() {
        assert!(pairs().all(|(_, american)| self::american(american).is_none()));
    }

    #[test]
    fn british_words_are_found_from_american_ones_that_begin_otherwise() {
        assert!(british_beginnings("airplan", 2).any(|beginning| beginning == "aeroplane"));
        assert!(british_beginnings("tire", 2).any(|beginning| beginning == "tyre"));
        assert!(british_beginnings("jail", 2).any(|beginning| beginning == "gaol"));
        assert_eq!(british_beginnings("govern", 2).count(), 0);
        assert_eq!(british_beginnings("한국", 2).count(), 0);
    }

    #[test]
    fn british_words_have_an_american_spelling() {
        for (british, expect) in [
            ("defence", Some("defense")),
            ("defences", Some("defenses")),
            ("organised", Some("organized")),
            ("organising", Some("organizing")),
            ("organisational", Some("organizational")),
            ("labourers", Some("laborers")),
            ("centred", Some("centered")),
            ("programmes", Some("programs")),
            ("programmed", None),
            ("cheques", Some("checks")),
            ("tyre", Some("tire")),
            ("grey", Some("gray")),
            ("cancelled", Some("canceled")),
            ("marshalling", Some("marshaling")),
            ("catalogued", Some("cataloged")),
            ("denuclearisation", Some("denuclearization")),
            ("securitised", Some("securitized")),
            ("weaponising", Some("weaponizing")),
            ("defense", None),
            ("rise", None),
            ("promise", None),
            ("arise", None),
            ("treatises", None),
            ("televised", None),
            ("compromise", None),
            ("merchandise", None),
            ("otherwise", None),
        ] {
            assert_eq!(american(british).as_deref(), expect, "{british}");
        }
    }

    #[test]
    fn names_and_other_words_keep_their_spelling() {
        for word in ["chile", "caesar", "louvre", "storey", "kerb", "draught", "matt", "prised"] {
            assert_eq!(american(word), None, "{word}");
        }
    }
}
