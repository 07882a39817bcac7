//! Paragraphs that a source may print with every piece: notices, slogans, sign-offs. What one
//! clipping prints is only a candidate; the archive counts, and what it learned is furniture here.

use super::{Lore, furniture};
use crate::clipping::{Fact, Kind, Paragraph};
use crate::text::fold;

/// So many paragraphs from the top may be boilerplate.
const FROM_TOP: usize = 2;
/// So many paragraphs from the end may be boilerplate.
const FROM_END: usize = 3;
/// A longer paragraph is none. What a company says about itself below every notice runs to two
/// hundred words.
const LONGEST_BYTES: usize = 1_500;
/// The fewest letters of one: a rule or a number is nothing to learn.
const LEAST_LETTERS: usize = 6;
/// How many bits tell what stands around a paragraph: enough to see that it stands in different
/// pieces, too few to make each piece a term of its own.
const AROUND_BITS: u32 = 6;

/// The candidates that the paragraphs of one clipping hold. What was learned does not change them.
pub(super) fn candidates(headline: &str, paragraphs: &[Paragraph], source: &str) -> Vec<Fact> {
    let open = open(paragraphs);
    let mut found: Vec<Fact> = candidate_places(paragraphs, &open)
        .map(|place| {
            let hash = hash(&paragraphs[place].text);
            let around = around(headline, paragraphs, &open, place);
            Fact::Passage { source: source.to_owned(), hash, around }
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Makes furniture of what the lore knows as boilerplate of the source; a clipping that would be
/// left without text keeps all of it.
pub(super) fn apply(paragraphs: &mut [Paragraph], source: Option<&str>, lore: &Lore) {
    let Some(known) = source.and_then(|source| lore.boilerplate.get(source)) else { return };
    let open = open(paragraphs);
    let places: Vec<usize> = candidate_places(paragraphs, &open)
        .filter(|place| known.contains(&hash(&paragraphs[*place].text)))
        .collect();
    if places.len() < open.len() {
        places.into_iter().for_each(|place| paragraphs[place].kind = Kind::Furniture);
    }
}

/// The paragraphs that are text, or would be if nothing had been learned.
fn open(paragraphs: &[Paragraph]) -> Vec<usize> {
    let is_open = |paragraph: &Paragraph| match paragraph.kind {
        Kind::Text => true,
        Kind::Furniture => !paragraph.stated && !furniture::is_furniture(&paragraph.text),
        Kind::Caption | Kind::RepeatedCaption => false,
    };
    (0..paragraphs.len()).filter(|place| is_open(&paragraphs[*place])).collect()
}

/// Those of them near the top and the end that are not too long.
fn candidate_places<'a>(
    paragraphs: &'a [Paragraph],
    open: &'a [usize],
) -> impl Iterator<Item = usize> + 'a {
    let end = open.len().saturating_sub(FROM_END);
    let near = open.iter().enumerate().filter(move |(at, _)| *at < FROM_TOP || *at >= end);
    near.map(|(_, place)| *place).filter(|place| {
        let text = &paragraphs[*place].text;
        let letters = text.chars().filter(|c| c.is_alphabetic()).take(LEAST_LETTERS).count();
        !paragraphs[*place].stated && text.len() <= LONGEST_BYTES && letters == LEAST_LETTERS
    })
}

/// A few bits of the longest other paragraph, or of the headline where there is none.
fn around(headline: &str, paragraphs: &[Paragraph], open: &[usize], place: usize) -> u8 {
    let text = |place: usize| paragraphs[place].text.as_str();
    let others = open.iter().filter(|other| text(**other) != text(place));
    let longest = others.max_by_key(|other| (text(**other).len(), usize::MAX - **other));
    let words = longest.map_or(headline, |longest| text(*longest));
    (hash(words) & ((1 << AROUND_BITS) - 1)) as u8
}

/// A hash of a paragraph by its folded letters; all digits are alike, so that a notice is the same
/// every year.
fn hash(text: &str) -> u64 {
    const BYTES: usize = 5;
    let alike = |c: char| if c.is_numeric() { '0' } else { c };
    let folded: String =
        fold::key(text).chars().filter(|c| c.is_alphanumeric()).map(alike).collect();
    let hash = blake3::hash(folded.as_bytes());
    hash.as_bytes()[..BYTES].iter().fold(0, |bits, byte| bits << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(texts: &[&str]) -> Vec<Paragraph> {
        texts.iter().map(|text| Paragraph::text(*text)).collect()
    }

    fn hashes(facts: &[Fact]) -> Vec<u64> {
        let hash = |fact: &Fact| match fact {
            Fact::Passage { hash, .. } => *hash,
            other => panic!("{other:?}"),
        };
        facts.iter().map(hash).collect()
    }

    const NOTICE: &str = "The Portbury Post is a member of the Harbour Trust, 2019.";

    #[test]
    fn what_was_learned_changes_no_candidate() {
        let mut piece = paragraphs(&["The ferry stays.", "It rains on the quay.", NOTICE]);
        let before = candidates("Ferry", &piece, "portburypost");
        let mut lore = Lore::default();
        lore.boilerplate.insert("portburypost".to_owned(), [hash(NOTICE)].into());
        apply(&mut piece, Some("portburypost"), &lore);
        let kinds: Vec<Kind> = piece.iter().map(|paragraph| paragraph.kind).collect();
        assert_eq!(kinds, [Kind::Text, Kind::Text, Kind::Furniture]);
        assert_eq!(candidates("Ferry", &piece, "portburypost"), before);
        assert!(hashes(&before).contains(&hash(NOTICE)));
    }

    #[test]
    fn a_notice_is_the_same_every_year() {
        assert_eq!(hash(NOTICE), hash(&NOTICE.replace("2019", "2020").to_uppercase()));
    }

    #[test]
    fn the_middle_of_a_piece_is_no_boilerplate() {
        let texts: Vec<String> =
            (0..9).map(|at| format!("The ferry stays, says {}.", "abcdefghi".repeat(at))).collect();
        let piece: Vec<Paragraph> = texts.iter().map(Paragraph::text).collect();
        assert_eq!(candidates("", &piece, "s").len(), FROM_TOP + FROM_END);
    }

    #[test]
    fn what_a_house_says_about_itself_may_be_long() {
        let about = "About the company. Portbury Boats has built ferries for forty islands. ";
        let of = |times: usize| {
            let piece = paragraphs(&["The ferry stays.", &about.repeat(times)]);
            hashes(&candidates("", &piece, "s")).len()
        };
        assert_eq!((of(20), of(22)), (2, 1));
    }

    #[test]
    fn a_piece_keeps_its_text() {
        let mut piece = paragraphs(&[NOTICE]);
        let mut lore = Lore::default();
        lore.boilerplate.insert("s".to_owned(), [hash(NOTICE)].into());
        apply(&mut piece, Some("s"), &lore);
        assert_eq!(piece[0].kind, Kind::Text);
    }

    #[test]
    fn copies_share_what_stands_around() {
        let around = |texts: &[&str]| match &candidates("", &paragraphs(texts), "s")[..] {
            [.., Fact::Passage { around, .. }] => *around,
            other => panic!("{other:?}"),
        };
        let body = "The ferry of Portbury stays, since the town has bought the pier and the boat.";
        assert_eq!(around(&[body, NOTICE]), around(&[body, NOTICE]));
    }
}
