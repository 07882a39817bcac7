//! Acronyms that a text defines: `World Trade Organization (WTO)`, `the agreement, or GSOMIA,`,
//! `군사정보보호협정(GSOMIA·지소미아)`.
//!
//! In alphabets the letters of the short form must be found in the words before it, from the last
//! letter to the first, as Schwartz and Hearst do (*A simple algorithm for identifying abbreviation
//! definitions in biomedical text*, PSB 2003). News is stricter than medicine here: a word that
//! gives no letter, or gives one from its inside, has to be outweighed by words that give their
//! first. Where no alphabet is, what stands against the bracket is taken as it is, if it is long
//! enough for a name and its beginning can be seen.

use crate::analysis::american;
use crate::clipping::Named;
use crate::text::fold;

/// A short form and what a text says it stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Definition {
    /// The short form.
    pub short: Named,
    /// What it stands for.
    pub long: Named,
}

/// The fewest and the most letters and digits of a short form.
const SHORT_LETTERS: std::ops::RangeInclusive<usize> = 2..=10;
/// The longest short form as it is written, with its full stops, in bytes.
const LONGEST_SHORT_BYTES: usize = 24;
/// The longest bracket that is read, in bytes.
const LONGEST_BRACKET_BYTES: usize = 160;
/// The longest piece of text before a short form that is read, in bytes.
const LONGEST_LONG_BYTES: usize = 200;
/// The fewest and the most characters of a long form that is written without blanks.
const RUN_CHARACTERS: std::ops::RangeInclusive<usize> = 4..=20;
/// A text defines at most so many; lists of brackets are tables.
pub(super) const MOST_OF_A_TEXT: usize = 32;

/// Words that need give no letter, folded: articles and prepositions of languages of alphabets.
const SMALL: &[&str] = &[
    "a", "an", "and", "at", "by", "da", "das", "de", "dei", "del", "della", "der", "des", "di",
    "die", "do", "dos", "du", "e", "el", "en", "et", "for", "für", "i", "in", "la", "las", "le",
    "les", "los", "of", "on", "or", "the", "to", "und", "van", "von", "with", "y", "и", "по", "в",
];

/// What stands between a long form and a short one without brackets: `agreement, or GSOMIA, …`.
const JOINTS: &[&str] =
    &["or ", "known as ", "also known as ", "abbreviated as ", "abbreviated to ", "oder ", "o "];

/// Initials with which long forms begin, as [`long_key`] has them, and what they stand for.
const INITIALS: &[(&str, &str)] = &[
    ("u n", "united nation"),
    ("un", "united nation"),
    ("u s", "united state"),
    ("us", "united state"),
];

/// Marks that close a name before a bracket.
const CLOSING_MARKS: [char; 10] = ['"', '\'', '”', '’', '»', '」', '』', '》', '〉', ' '];

/// The definitions in `text`, in the order found, at most [`MOST_OF_A_TEXT`].
pub fn definitions(text: &str) -> Vec<Definition> {
    let mut found = Vec::new();
    for (at, bracket) in text.char_indices().filter(|(_, c)| matches!(c, '(' | '（')) {
        if found.len() >= MOST_OF_A_TEXT {
            break;
        }
        // No further than the longest bracket and the mark that closes it: a text may open brackets
        // without end.
        let inside = &text[at + bracket.len_utf8()..];
        let inside = &inside[..inside.ceil_char_boundary(LONGEST_BRACKET_BYTES + 1)];
        let Some(end) = inside.find([')', '）']) else { continue };
        bracketed(&text[..at], &inside[..end], &mut found);
    }
    joined(text, &mut found);
    found.truncate(MOST_OF_A_TEXT);
    found.sort_unstable();
    found.dedup();
    found
}

/// The key that the spellings of a long form share: words folded and in American spelling, without
/// articles, prepositions and the ends of plurals.
pub fn long_key(long: &str) -> String {
    let folded = fold::exact(long);
    let plain = fold::without_latin_marks(&folded);
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let content = words.filter(|word| !SMALL.contains(word)).map(|word| {
        let word = american(word).unwrap_or_else(|| word.to_owned());
        match word.strip_suffix('s') {
            Some(one) if one.ends_with("ie") && word.len() > 5 => {
                format!("{}y", one.strip_suffix("ie").unwrap_or(one))
            }
            Some(one) if word.len() > 3 && !one.ends_with(['s', 'i', 'u']) => one.to_owned(),
            _ => word,
        }
    });
    let key = content.collect::<Vec<_>>().join(" ");
    INITIALS.iter().fold(key, |key, (initials, words)| match key.strip_prefix(initials) {
        Some(rest) if rest.is_empty() || rest.starts_with(' ') => format!("{words}{rest}"),
        _ => key,
    })
}

/// The key of a short form: its letters and digits, folded.
pub fn short_key(short: &str) -> String {
    fold::exact(short).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// `BEFORE (INSIDE)`.
fn bracketed(before: &str, inside: &str, found: &mut Vec<Definition>) {
    let pieces: Vec<&str> = inside
        .split(['·', '・', ',', '、', ';', '/', '‧'])
        .map(|piece| piece.trim().trim_matches(['"', '“', '”', '\'', '‘', '’']))
        .collect();
    let Some(first) = pieces.first() else { return };
    let name = before.trim_end_matches(CLOSING_MARKS);
    if let Some(short) = short_form(first) {
        if name.ends_with(fold::is_cjk) {
            around_run(name, &short, &pieces[1..], found);
        } else if let Some(long) = long_before(name, &short) {
            push(&short, long, found);
        }
    } else if let Some(short) = last_word(before.trim_end()).and_then(short_form) {
        inside_out(&short, inside.trim(), found);
    }
}

/// `군사정보보호협정(GSOMIA·지소미아)`: the run before the bracket and what stands beside the short
/// form all name one thing.
fn around_run(name: &str, short: &str, beside: &[&str], found: &mut Vec<Definition>) {
    let Some(run) = run_at_end(name) else { return };
    push(short, run, found);
    let spoken = beside.iter().filter(|piece| {
        let length = piece.chars().count();
        piece.chars().all(fold::is_hangul) && (3..=8).contains(&length)
    });
    for spoken in spoken {
        push(short, spoken, found);
        push(spoken, run, found);
    }
}

/// The name in a script without capitals that ends a text, where its beginning can be seen: a word
/// of Hangul, or Han and katakana behind a mark or, where kana are written, behind hiragana.
fn run_at_end(text: &str) -> Option<&str> {
    let last = text.chars().next_back()?;
    let of_run = |c: char| match fold::is_hangul(last) {
        true => fold::is_hangul(c) || c.is_ascii_digit(),
        false => fold::is_cjk(c) && !fold::is_hangul(c) && !is_hiragana(c) || c == 'ー',
    };
    let start = text.char_indices().rev().take_while(|(_, c)| of_run(*c)).last()?.0;
    let (before, run) = text.split_at(start);
    let is_bounded = match before.chars().next_back() {
        None => true,
        Some(c) => fold::is_hangul(last) || is_hiragana(c) || "「『《〈“\"".contains(c),
    };
    // A clause of Chinese has no seam between its verb and a name.
    let starts_a_clause = before.is_empty() && !fold::is_hangul(last);
    let fits = RUN_CHARACTERS.contains(&run.chars().count());
    (is_bounded && !starts_a_clause && fits).then_some(run)
}

fn is_hiragana(c: char) -> bool {
    ('\u{3041}'..='\u{309f}').contains(&c)
}

/// `GSOMIA (General Security of Military Information Agreement)`.
fn inside_out(short: &str, inside: &str, found: &mut Vec<Definition>) {
    let inside = inside.trim_matches(['"', '“', '”']);
    if let Some(long) = long_before(inside, short)
        && long.len() == inside.len()
    {
        push(short, long, found);
    }
}

/// `… the agreement, or GSOMIA, …`: a comma, a joint, the short form, a mark.
fn joined(text: &str, found: &mut Vec<Definition>) {
    for (at, _) in text.match_indices(", ") {
        let after = &text[at + 2..];
        let Some(joint) = JOINTS.iter().find(|joint| after.starts_with(**joint)) else { continue };
        let rest = after[joint.len()..].trim_start_matches(['"', '“', '\'', '‘']);
        let end = rest.find(|c: char| !is_of_short(c)).unwrap_or(rest.len());
        let marked = rest[end..].chars().next().is_none_or(|c| ",.;:)\"”'’".contains(c));
        let word = rest[..end].trim_end_matches('.');
        if let Some(short) = short_form(word).filter(|_| marked)
            && let Some(long) = long_before(&text[..at], &short)
        {
            push(&short, long, found);
        }
    }
}

fn push(short: &str, long: &str, found: &mut Vec<Definition>) {
    let long = ["'s", "’s"].iter().find_map(|end| long.strip_suffix(end)).unwrap_or(long);
    let long: String = long.split_whitespace().collect::<Vec<_>>().join(" ");
    let (short_key, long_key) = (short_key(short), long_key(&long));
    if !short_key.is_empty() && !long_key.is_empty() && short_key != long_key.replace(' ', "") {
        found.push(Definition {
            short: Named { key: short_key, shown: short.to_owned() },
            long: Named { key: long_key, shown: long },
        });
    }
}

fn is_of_short(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '&' | '-' | '.')
}

/// The last word of a text, or its end where that is longer than any short form.
fn last_word(text: &str) -> Option<&str> {
    let from = text.floor_char_boundary(text.len().saturating_sub(LONGEST_SHORT_BYTES + 1));
    text[from..].rsplit(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '‘')).next()
}

/// `piece` as a short form, without full stops and the `s` of a plural: mostly capitals, and at
/// least two of them.
fn short_form(piece: &str) -> Option<String> {
    if piece.is_empty() || piece.len() > LONGEST_SHORT_BYTES || !piece.chars().all(is_of_short) {
        return None;
    }
    let mut short = piece.replace('.', "");
    let capitals = |text: &str| text.chars().filter(|c| c.is_uppercase()).count();
    if let Some(one) = short.strip_suffix('s')
        && capitals(one) >= 2
        && capitals(one) == one.chars().filter(|c| c.is_alphabetic()).count()
    {
        short.pop();
    }
    let letters = short.chars().filter(|c| c.is_alphabetic()).count();
    let signs = short.chars().filter(|c| c.is_alphanumeric()).count();
    let fits = SHORT_LETTERS.contains(&signs)
        && capitals(&short) >= 2
        && capitals(&short) * 2 >= letters
        && short.starts_with(char::is_alphabetic)
        && short.ends_with(char::is_alphanumeric)
        // A form with many digits is a number of something.
        && (signs - letters) * 2 <= letters;
    fits.then_some(short)
}

/// A word before a short form.
struct Word<'a> {
    start: usize,
    text: &'a str,
    is_small: bool,
}

/// The words at the end of `text` that `short` is made from.
fn long_before<'a>(text: &'a str, short: &str) -> Option<&'a str> {
    let from = text.ceil_char_boundary(text.len().saturating_sub(LONGEST_LONG_BYTES));
    let text = &text[from..];
    if !text.ends_with(char::is_alphanumeric) && !text.ends_with('.') {
        return None;
    }
    let letters: Vec<char> = fold::without_latin_marks(&fold::exact(short))
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let words = words_at_end(text, letters.len());
    let mut best: Option<(usize, usize)> = None;
    for first in (0..words.len()).rev() {
        let Some(cost) = cost(&words[first..], &letters) else { continue };
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, words[first].start));
        }
    }
    best.map(|(_, start)| &text[start..])
}

/// The last words of a text, no more than a short form of so many letters can stand for, none from
/// before the end of a sentence or a bracket.
fn words_at_end(text: &str, letters: usize) -> Vec<Word<'_>> {
    let most = (letters + 5).min(letters * 2) + letters;
    let mut words = Vec::new();
    let mut end = text.len();
    for (at, c) in text.char_indices().rev() {
        if words.len() >= most {
            return words.into_iter().rev().collect();
        }
        if is_of_word(c) {
            continue;
        }
        let start = at + c.len_utf8();
        if start < end {
            words.push(word(text, start, end));
        }
        end = at;
        let ends_sentence =
            matches!(c, '!' | '?' | ';' | ':' | '(' | ')' | '（' | '）' | '"' | '“' | '”')
                || c == '.' && text[start..].starts_with(' ') && !is_abbreviated(&text[..at]);
        if ends_sentence {
            return words.into_iter().rev().collect();
        }
    }
    if end > 0 {
        words.push(word(text, 0, end));
    }
    words.into_iter().rev().collect()
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’') || fold::joins_previous(c)
}

/// Whether what stands before a full stop is one capital or a short title: `U`, `St`, `Inc`.
fn is_abbreviated(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    word.chars().count() <= 3 && word.starts_with(char::is_uppercase)
}

fn word(text: &str, start: usize, end: usize) -> Word<'_> {
    let text = &text[start..end];
    let is_small = SMALL.contains(&&*text.to_lowercase());
    Word { start, text, is_small }
}

/// What it costs to read `letters` off `words`: nothing where each word gives its first letter.
/// Nothing is given where they cannot be read off, or at too high a price.
fn cost(words: &[Word<'_>], letters: &[char]) -> Option<usize> {
    /// A content word that gives no letter.
    const LEFT_OUT: usize = 3;
    /// A letter from the inside of a word.
    const INSIDE: usize = 1;
    /// A small word that gives no letter costs next to nothing, and still decides between two.
    const SCALE: usize = 16;
    let content = words.iter().filter(|word| !word.is_small).count();
    let (first, last) = (words.first()?, words.last()?);
    if content < 2 || first.is_small || last.is_small {
        return None;
    }
    // What the first so many letters cost over the words so far.
    let mut costs: Vec<Option<usize>> = vec![None; letters.len() + 1];
    costs[0] = Some(0);
    for (place, word) in words.iter().enumerate() {
        let mut next: Vec<Option<usize>> = vec![None; letters.len() + 1];
        let folded: Vec<char> =
            fold::without_latin_marks(&fold::exact(word.text)).chars().collect();
        let is_edge = place == 0 || place + 1 == words.len();
        for (given, cost) in costs.iter().enumerate() {
            let Some(cost) = *cost else { continue };
            let mut offer = |given: usize, cost: usize| {
                if next[given].is_none_or(|known| cost < known) {
                    next[given] = Some(cost);
                }
            };
            if !is_edge {
                offer(given, cost + if word.is_small { 1 } else { LEFT_OUT * SCALE });
            }
            let mut from = 0;
            for (more, letter) in letters[given..].iter().enumerate() {
                let Some(at) = folded[from..].iter().position(|c| c == letter) else { break };
                if more == 0 && at > 0 {
                    break;
                }
                from += at + 1;
                offer(given + more + 1, cost + more * INSIDE * SCALE);
            }
        }
        costs = next;
    }
    let cost = costs[letters.len()]?;
    let bound = match letters.len() {
        ..=3 => 0,
        4 => 1,
        5 => 2,
        _ => 3,
    };
    (cost / SCALE <= bound).then_some(cost)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<String> = definitions(text)
            .into_iter()
            .map(|found| format!("{} = {}", found.short.shown, found.long.shown))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn a_bracket_behind_the_words_defines() {
        check(
            "the general Security of Military Information Agreement (GSOMIA) with Japan",
            &["GSOMIA = general Security of Military Information Agreement"],
        );
        check(
            "The U.S. Department of Agriculture (USDA) said",
            &["USDA = U.S. Department of Agriculture"],
        );
        check(
            "The Organization of the Petroleum Exporting Countries (OPEC)",
            &["OPEC = Organization of the Petroleum Exporting Countries"],
        );
        check(
            "the Association of Southeast Asian Nations (ASEAN)",
            &["ASEAN = Association of Southeast Asian Nations"],
        );
        check(
            "intercontinental ballistic missiles (ICBMs) and",
            &["ICBM = intercontinental ballistic missiles"],
        );
        check(
            "the Commodity Credit Corporation's (CCC) loans",
            &["CCC = Commodity Credit Corporation"],
        );
        check("Gross domestic product (GDP) rose", &["GDP = Gross domestic product"]);
        check(
            "Всемирная организация здравоохранения (ВОЗ)",
            &["ВОЗ = Всемирная организация здравоохранения"],
        );
    }

    #[test]
    fn brackets_that_define_nothing_are_left_alone() {
        for text in [
            "Senator Ann Example (R-TX) said",
            "the port of Portbury (NYSE) fell",
            "a place in the town (AP) -",
            "Kim (45) said",
            "The ferry stays (see below)",
            "shares of Crane (CRN)",
            "it rains. World Trade (WTO)",
            "talks about free trade (FTA)",
            "World Trade Organization ()",
            "(WTO)",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_bracket_is_read_to_its_longest_and_no_further() {
        let text = |inside: &str| format!("the World Trade Organization (WTO, {inside}) met");
        let fits = LONGEST_BRACKET_BYTES - "WTO, ".len();
        check(&text(&"x".repeat(fits)), &["WTO = World Trade Organization"]);
        check(&text(&"x".repeat(fits + 1)), &[]);
        let wide = format!("the World Trade Organization （WTO, {}） met", "é".repeat(fits / 2));
        check(&wide, &["WTO = World Trade Organization"]);
        // A word too long for a short form is none at its end either.
        check(&format!("{}.WTO (World Trade Organization)", "x".repeat(99)), &[]);
    }

    #[test]
    fn a_comma_and_or_define() {
        check("its military information agreement, or GSOMIA, with", &[]);
        check(
            "The General Security of Military Information Agreement, or GSOMIA, would otherwise",
            &["GSOMIA = General Security of Military Information Agreement"],
        );
        check("Ask the World Trade Organization, or else", &[]);
    }

    #[test]
    fn a_bracket_may_spell_it_out() {
        check(
            "GSOMIA (General Security of Military Information Agreement) ends",
            &["GSOMIA = General Security of Military Information Agreement"],
        );
        check("WTO (which said so in the World Trade Organization)", &[]);
    }

    #[test]
    fn scripts_without_capitals_define_by_what_stands_there() {
        check(
            "정부가 한일 군사정보보호협정(GSOMIA·지소미아)의 종료",
            &["GSOMIA = 군사정보보호협정", "GSOMIA = 지소미아", "지소미아 = 군사정보보호협정"],
        );
        check("日本の国内総生産（GDP）は", &["GDP = 国内総生産"]);
        check("韩国决定延长《军事情报保护协定》（GSOMIA）。", &["GSOMIA = 军事情报保护协定"]);
        check("他说世界卫生组织（WHO）", &[]);
        check("문재인(45) 대통령(MOON)", &[]);
    }

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for (one, other) in [
            (
                "General Security of Military Information Agreement",
                "general security of military information agreements",
            ),
            ("Organisation for Economic Co-operation", "Organization for Economic Co-operation"),
            (
                "Organization of Petroleum Exporting Countries",
                "the organization of the petroleum exporting country",
            ),
            ("Ministry of Defence", "Ministry of Defense"),
            ("U.N. Conference on Trade", "United Nations Conference on Trade"),
        ] {
            assert_eq!(long_key(one), long_key(other));
        }
        assert_ne!(long_key("free trade agreement"), long_key("fault tree analysis"));
        assert_eq!(short_key("U.N."), "un");
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_between_brackets_panics(text in "[A-Za-zé .,(（）)한国の·'&-]{0,60}") {
            for found in definitions(&text) {
                proptest::prop_assert!(!found.short.key.is_empty() && !found.long.key.is_empty());
            }
        }
    }
}
