//! Folding: what makes two printed forms the same word.

use std::borrow::Cow;
use std::sync::OnceLock;

use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_normalizer::{
    ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed,
    properties::{CanonicalCombiningClassMap, CanonicalCombiningClassMapBorrowed},
};

const NFKC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfkc();
const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
const NFD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();
const CASE: CaseMapperBorrowed<'static> = CaseMapper::new();
const COMBINING: CanonicalCombiningClassMapBorrowed<'static> = CanonicalCombiningClassMap::new();

/// The exact form of a word: NFKC, case folded, without invisible characters. Marks stay.
pub fn exact(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(word.to_ascii_lowercase())
        } else {
            Cow::Borrowed(word)
        };
    }
    let visible: Cow<'_, str> = if word.chars().any(is_invisible) {
        Cow::Owned(word.chars().filter(|c| !is_invisible(*c)).collect())
    } else {
        Cow::Borrowed(word)
    };
    let composed = NFKC.normalize(&visible);
    let folded = CASE.fold_string(&composed);
    Cow::Owned(NFKC.normalize(&folded).into_owned())
}

/// `folded` with the marks of Latin letters dropped (`élan` → `elan`, `łódź` → `lodz`); other
/// scripts keep theirs.
pub fn without_latin_marks(folded: &str) -> Cow<'_, str> {
    if folded.is_ascii() || !folded.chars().any(|c| is_latin_letter(c) && !c.is_ascii()) {
        return Cow::Borrowed(folded);
    }
    let mut bare = String::with_capacity(folded.len());
    let mut after_latin = false;
    for c in NFD.normalize_iter(folded.chars()) {
        if after_latin && is_mark(c) {
            continue;
        }
        after_latin = is_latin_letter(c);
        match undecomposed(c) {
            Some(plain) => bare.push_str(plain),
            None => bare.push(c),
        }
    }
    Cow::Owned(NFC.normalize(&bare).into_owned())
}

/// Latin letters that carry a stroke or are two letters in one, which Unicode does not take apart.
fn undecomposed(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// The letters that fold to the Latin letter `plain`, from `a` to `z`, by [`without_latin_marks`],
/// sorted; `plain` itself is left out.
pub fn marked_variants(plain: char) -> &'static [char] {
    static VARIANTS: OnceLock<[Vec<char>; 26]> = OnceLock::new();
    let all = VARIANTS.get_or_init(|| {
        let mut all = [const { Vec::new() }; 26];
        for marked in ('\u{c0}'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}') {
            let mut buffer = [0; 4];
            let letter: &str = marked.encode_utf8(&mut buffer);
            if exact(letter) == letter
                && let Some(place) =
                    without_latin_marks(letter).chars().next().and_then(in_alphabet)
            {
                all[place].push(marked);
            }
        }
        all
    });
    in_alphabet(plain).map_or(&[], |place| &all[place])
}

/// A folded letter without its Latin marks; a character that is none, or two without them (`æ`),
/// as it is.
pub fn plain_letter(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    let mut buffer = [0; 4];
    let letter: &str = c.encode_utf8(&mut buffer);
    let plain = without_latin_marks(letter);
    let mut letters = plain.chars();
    match (letters.next(), letters.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// The place of a letter from `a` to `z`, from 0.
fn in_alphabet(letter: char) -> Option<usize> {
    letter.is_ascii_lowercase().then(|| (letter as u8 - b'a') as usize)
}

/// The key under which a label is filed: case folded, blanks collapsed, control characters gone,
/// quotes straight.
pub fn key(label: &str) -> String {
    let folded = exact(label);
    let mut key = String::with_capacity(folded.len());
    for word in folded.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().map(straight_quote));
    }
    key
}

/// Curly, angular and low quotation marks as their straight sisters; every other character as it
/// is.
pub fn straight_quote(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        _ => c,
    }
}

/// Whether `c` takes no room and carries no meaning for search: soft hyphen, zero-width characters,
/// direction marks.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether `c` is written in Latin letters.
pub fn is_latin_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}')
            && c.is_alphabetic()
}

/// Whether `c` is Han, kana, Hangul or Bopomofo: scripts in which every character takes a position
/// of its own.
pub fn is_cjk(c: char) -> bool {
    let code = c as u32;
    if code < 0x1100 {
        return false;
    }
    matches!(code,
        0x1100..=0x11ff | 0xa960..=0xa97f | 0xac00..=0xd7ff | 0x3131..=0x318e          // Hangul
        | 0x3005..=0x3007 | 0x3021..=0x3029 | 0x3038..=0x303c                          // marks of repetition, numerals
        | 0x3041..=0x3096 | 0x3099..=0x309f | 0x30a1..=0x30fa | 0x30fc..=0x30ff        // kana, without the middle dot
        | 0x31f0..=0x31ff | 0xff66..=0xff9f | 0x3105..=0x312f
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// Whether `c` is Hangul, as syllable or as letters of one.
pub fn is_hangul(c: char) -> bool {
    matches!(c as u32, 0x1100..=0x11ff | 0xa960..=0xa97f | 0xac00..=0xd7ff | 0x3131..=0x318e)
}

/// Whether `c` belongs to the character before it: a combining mark, or a vowel or final letter of
/// a Hangul syllable.
pub fn joins_previous(c: char) -> bool {
    matches!(c as u32, 0x1160..=0x11ff | 0xd7b0..=0xd7ff | 0xff9e..=0xff9f | 0xfe00..=0xfe0f | 0xe0100..=0xe01ef)
        || is_mark(c)
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && COMBINING.get_u8(c) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_one_word_fold_to_one() {
        for (printed, folded) in [
            ("GSOMIA", "gsomia"),
            ("Straße", "strasse"),
            ("ﬁnance", "finance"),
            ("ＧＳＯＭＩＡ", "gsomia"),
            ("agree\u{ad}ment", "agreement"),
            ("한국", "한국"),
            ("ﾀﾞｰ", "ダー"),
        ] {
            assert_eq!(exact(printed), folded, "{printed}");
        }
    }

    #[test]
    fn marks_leave_latin_letters_only() {
        for (marked, plain) in [
            ("élan", "elan"),
            ("łódź", "lodz"),
            ("việt", "viet"),
            ("đảng", "dang"),
            ("が", "が"),
            ("йод", "йод"),
            ("straße", "straße"),
        ] {
            assert_eq!(without_latin_marks(marked), plain, "{marked}");
        }
    }

    #[test]
    fn every_marked_variant_folds_back() {
        let variants = marked_variants('e');
        assert!(variants.contains(&'é') && variants.contains(&'ệ'));
        assert!(marked_variants('d').contains(&'đ'));
    }

    #[test]
    fn a_key_forgives_case_blanks_and_quotes() {
        assert_eq!(key("  Korea,\u{a0} South "), "korea, south");
        assert_eq!(key("People’s  Daily"), key("PEOPLE'S DAILY"));
    }
}
