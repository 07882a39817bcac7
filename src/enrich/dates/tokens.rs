//! The words, numbers and marks of a line, with numbers read in the digits of many scripts.

use std::borrow::Cow;

use super::words::is_language;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits, or Han numerals before a unit.
    Number,
    /// Letters.
    Word,
    /// One character of the units after a number: 年 월 時.
    Unit(char),
    /// Any other character but a blank.
    Mark(char),
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Its first byte.
    pub(super) start: usize,
    /// The byte after its last.
    pub(super) end: usize,
    /// The value of a number; 0 for what is none.
    pub(super) value: u64,
    /// How many digits a number has; 0 for what is none.
    pub(super) digits: u8,
}

/// A text and its tokens.
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    /// The language of the text, where it is known.
    pub(super) language: Option<&'a str>,
    all: Vec<Token>,
}

/// Units of dates and times after numbers.
const UNITS: &str = "年月日号號時时点點分秒년월일시분초";
/// More tokens are not looked at.
const MOST_TOKENS: usize = 200;

impl<'a> Tokens<'a> {
    /// The tokens of `text`, which is in `language`.
    pub(super) fn new(text: &'a str, language: Option<&'a str>) -> Self {
        let mut all: Vec<Token> = Vec::with_capacity(24);
        let mut rest = text.char_indices().peekable();
        while let Some((start, character)) = rest.next() {
            if character.is_whitespace() || is_invisible(character) {
                continue;
            }
            if all.len() == MOST_TOKENS {
                break;
            }
            let tail = &text[start..];
            let token = number(tail, start)
                .or_else(|| unit(character, start, &all))
                .unwrap_or_else(|| word_or_mark(tail, character, start));
            while rest.next_if(|(at, _)| *at < token.end).is_some() {}
            all.push(token);
        }
        // Japanese abbreviates the era of Showa by S.
        if !is_language(language, "ja") {
            blur_smudges(text, &mut all);
        }
        Self { text, language, all }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The token at `at`.
    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        self.all.get(at)
    }

    /// The words of the token at `at`; empty beyond the last.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.get(at).map_or("", |token| &self.text[token.start..token.end])
    }

    /// Whether the token at `at` is a word.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.kind == Kind::Word)
    }

    /// The mark at `at`, where it is one.
    pub(super) fn mark(&self, at: usize) -> Option<char> {
        match self.get(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// The unit at `at`, where it is one.
    pub(super) fn unit(&self, at: usize) -> Option<char> {
        match self.get(at)?.kind {
            Kind::Unit(unit) => Some(unit),
            _ => None,
        }
    }

    /// The number at `at`, where it has one of so many digits.
    pub(super) fn number(&self, at: usize, digits: std::ops::RangeInclusive<u8>) -> Option<u32> {
        let token = self.get(at).filter(|token| token.kind == Kind::Number)?;
        digits.contains(&token.digits).then_some(u32::try_from(token.value).ok()?)
    }

    /// Whether nothing that can be seen stands between the tokens `at` and `at + 1`.
    pub(super) fn touches_next(&self, at: usize) -> bool {
        match (self.get(at), self.get(at + 1)) {
            (Some(token), Some(next)) => self.text[token.end..next.start].chars().all(is_invisible),
            _ => false,
        }
    }

    /// The words of tokens `from..to` as printed.
    pub(super) fn printed(&self, from: usize, to: usize) -> &'a str {
        match (self.get(from), to.checked_sub(1).and_then(|last| self.get(last))) {
            (Some(first), Some(last)) => self.text.get(first.start..last.end).unwrap_or(""),
            _ => "",
        }
    }
}

/// `text` with Hangul letters that were written apart put together, as some systems store file
/// names.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| matches!(c, '\u{1100}'..='\u{1112}')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        let joined = out.chars().next_back().and_then(|last| compose(last, character));
        if joined.is_some() {
            out.pop();
        }
        out.push(joined.unwrap_or(character));
    }
    Cow::Owned(out)
}

/// The syllable of two Hangul parts (The Unicode Standard, section 3.12).
fn compose(first: char, second: char) -> Option<char> {
    let (first, second) = (u32::from(first), u32::from(second));
    match (first, second) {
        (0x1100..=0x1112, 0x1161..=0x1175) => {
            char::from_u32(0xAC00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28)
        }
        (0xAC00..=0xD7A3, 0x11A8..=0x11C2) if (first - 0xAC00).is_multiple_of(28) => {
            char::from_u32(first + second - 0x11A7)
        }
        _ => None,
    }
}

fn number(text: &str, start: usize) -> Option<Token> {
    let (mut value, mut digits, mut bytes) = (0_u64, 0_u8, 0);
    for character in text.chars() {
        let Some(digit) = digit(character) else { break };
        value = value.saturating_mul(10).saturating_add(u64::from(digit));
        digits = digits.saturating_add(1);
        bytes += character.len_utf8();
    }
    if digits > 0 {
        return Some(Token { kind: Kind::Number, start, end: start + bytes, value, digits });
    }
    han_number(text, start)
}

/// The value of a digit in the scripts whose papers print them.
fn digit(character: char) -> Option<u32> {
    const ZEROS: [char; 6] = ['0', '٠', '۰', '०', '๐', '０'];
    if character.is_ascii() {
        return character.to_digit(10);
    }
    ZEROS.into_iter().find_map(|zero| {
        u32::from(character).checked_sub(u32::from(zero)).filter(|digit| *digit < 10)
    })
}

/// Han numerals, but only before a unit: 二〇一九年, 十一月, 二十三日, 元年.
fn han_number(text: &str, start: usize) -> Option<Token> {
    let (mut written, mut total, mut current, mut digits, mut bytes) = (0_u64, 0, 0, 0_u8, 0);
    let mut by_tens = false;
    let mut rest = text.chars();
    let mut next = rest.next()?;
    while let Some(value) = han_digit(next) {
        match value {
            10 | 20 | 30 => {
                total += current.max(1) * value;
                current = 0;
                by_tens = true;
            }
            value => {
                written = (written * 10 + value).min(1_000_000);
                current = value;
            }
        }
        digits = digits.saturating_add(1);
        bytes += next.len_utf8();
        next = rest.next()?;
    }
    let value = if by_tens { (total + current).min(1_000_000) } else { written };
    let digits = if by_tens { 2 } else { digits };
    (digits > 0 && UNITS.contains(next)).then_some(Token {
        kind: Kind::Number,
        start,
        end: start + bytes,
        value,
        digits,
    })
}

fn han_digit(character: char) -> Option<u64> {
    Some(match character {
        '〇' | '零' | '○' => 0,
        '一' | '元' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '廿' => 20,
        '卅' => 30,
        _ => return None,
    })
}

/// A unit stands behind a number, or behind the bracket that explains it: `108(2019)년`.
fn unit(character: char, start: usize, before: &[Token]) -> Option<Token> {
    let is_number = |token: &Token| token.kind == Kind::Number;
    let explained = |last: &Token| {
        matches!(last.kind, Kind::Mark(')' | '）'))
            && before.len() >= 2
            && is_number(&before[before.len() - 2])
    };
    let after_number = before.last().is_some_and(|last| is_number(last) || explained(last));
    (after_number && !character.is_ascii() && UNITS.contains(character)).then(|| Token {
        kind: Kind::Unit(character),
        start,
        end: start + character.len_utf8(),
        value: 0,
        digits: 0,
    })
}

/// Letters that scanned pages show for digits.
const LIKE_DIGITS: &str = "lIiOoSsB";
/// The most of them that stand together.
const MOST_LIKE_DIGITS: usize = 3;

/// Takes for words the numbers that touch letters like digits: `l3`, `20l9`, `1O`. What was printed
/// there is not known.
fn blur_smudges(text: &str, all: &mut [Token]) {
    let is_smudge = |token: &Token| {
        let word = &text[token.start..token.end];
        token.kind == Kind::Word
            && word.len() <= MOST_LIKE_DIGITS
            && word.chars().all(|letter| LIKE_DIGITS.contains(letter))
    };
    let smudges: Vec<bool> = all.iter().map(is_smudge).collect();
    for at in 0..all.len() {
        let touches = |a: usize, b: usize| all[a].end == all[b].start;
        let smudged = (at > 0 && smudges[at - 1] && touches(at - 1, at))
            || (at + 1 < all.len() && smudges[at + 1] && touches(at, at + 1));
        if smudged && all[at].kind == Kind::Number {
            all[at] = Token { kind: Kind::Word, value: 0, digits: 0, ..all[at] };
        }
    }
}

fn word_or_mark(text: &str, first: char, start: usize) -> Token {
    if !is_letter(first) {
        let end = start + first.len_utf8();
        return Token { kind: Kind::Mark(first), start, end, value: 0, digits: 0 };
    }
    let mut length = 0;
    for (at, character) in text.char_indices() {
        // Thai abbreviates with full stops inside a word: พ.ย.
        let stop = character == '.' && is_thai(first);
        let goes_on = is_letter(character) || stop;
        if !goes_on || at > 0 && is_han(character) && han_number(&text[at..], 0).is_some() {
            break;
        }
        length = at + character.len_utf8();
    }
    Token { kind: Kind::Word, start, end: start + length, value: 0, digits: 0 }
}

fn is_letter(character: char) -> bool {
    character.is_ascii_alphabetic()
        || !character.is_ascii()
            && (character.is_alphabetic() || is_sign(character))
            && digit(character).is_none()
}

/// Accents and vowel signs that are written as characters of their own.
fn is_sign(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{655}' | '\u{93C}' | '\u{94D}'
        | '\u{E31}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}')
}

fn is_thai(character: char) -> bool {
    matches!(character, '\u{E01}'..='\u{E4E}')
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3007}' | '\u{4E00}'..='\u{9FFF}')
}

/// Marks of writing direction and the like, which stand between the parts of Arabic and Hebrew
/// dates.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}
