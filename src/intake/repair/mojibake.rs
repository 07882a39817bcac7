//! UTF-8 that somebody read as Windows-1252 or Latin-1: `countriesâ€™` was `countries’`.
//!
//! Every letter outside ASCII became two to four characters, the first of them one of `Â` to `ô`,
//! the others from the upper half of Windows-1252. Such characters stand beside each other in right
//! text too (`IRMÃ”`, `blé »`), so a paragraph is touched only where something in it is telltale:
//! nobody writes it.

use std::ops::Range;

/// What the bytes were taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadAs {
    Windows1252,
    Latin1,
}

/// Two to four characters that may have been one.
struct Found {
    range: Range<usize>,
    is: char,
    is_telltale: bool,
    has_control: bool,
}

/// Without a telltale sequence, so many others beside no right letter tell as well.
const MANY: usize = 4;

/// `text` as it was before it was misread; nothing where it was not.
pub(super) fn repaired(text: &str) -> Option<(String, ReadAs)> {
    if !text.chars().any(is_lead) {
        return None;
    }
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let (mut found, mut right_letters) = (Vec::new(), 0);
    let mut at = 0;
    while at < characters.len() {
        match sequence(text, &characters, at) {
            Some((one, length)) => {
                found.push(one);
                at += length;
            }
            None => {
                let c = characters[at].1;
                right_letters += usize::from(byte(c).is_some() && c.is_alphabetic());
                at += 1;
            }
        }
    }
    mark_neighbours(&mut found);
    let telltale = found.iter().filter(|one| one.is_telltale).count();
    let all = right_letters == 0 && (telltale > 0 || found.len() >= MANY);
    if telltale == 0 && !all {
        return None;
    }
    let taken = found.iter().filter(|one| all || one.is_telltale);
    let (mut out, mut upto, mut controls) = (String::with_capacity(text.len()), 0, false);
    for one in taken {
        out.push_str(&text[upto..one.range.start]);
        out.push(one.is);
        upto = one.range.end;
        controls |= one.has_control;
    }
    out.push_str(&text[upto..]);
    Some((out, if controls { ReadAs::Latin1 } else { ReadAs::Windows1252 }))
}

/// The sequence that begins at a character, and how many characters it has.
fn sequence(text: &str, characters: &[(usize, char)], at: usize) -> Option<(Found, usize)> {
    let lead = characters[at].1;
    let before = at.checked_sub(1).map(|before| characters[before].1);
    let after = |length: usize| characters.get(at + length).map(|(_, c)| *c);
    let first = byte(lead).filter(|_| is_lead(lead))?;
    let end_of = |length: usize| characters.get(at + length).map_or(text.len(), |(at, _)| *at);
    let range = |length: usize| characters[at].0..end_of(length);
    let is_small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    // A blank in the place of a no-break space, a box in that of a byte without a meaning.
    match (lead, after(1), after(2)) {
        ('Ã', Some(' '), next) if is_small(before) => {
            let length = 1 + usize::from(next == Some(' '));
            let one =
                Found { range: range(length), is: 'à', is_telltale: true, has_control: false };
            return Some((one, length));
        }
        ('Â', Some(' '), _) if is_small(before) => {
            let one = Found { range: range(2), is: ' ', is_telltale: true, has_control: false };
            return Some((one, 2));
        }
        ('â', Some('€'), Some('\u{FFFD}')) => {
            let one = Found { range: range(3), is: '”', is_telltale: true, has_control: false };
            return Some((one, 3));
        }
        _ => {}
    }
    let length = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    };
    let mut bytes = [first, 0, 0, 0];
    for (place, slot) in bytes.iter_mut().enumerate().take(length).skip(1) {
        *slot = after(place).and_then(byte).filter(|byte| (0x80..0xC0).contains(byte))?;
    }
    let is = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    if !is_likely(is) {
        return None;
    }
    let following: Vec<char> = (1..length).filter_map(after).collect();
    let around = Around { before, after: after(length) };
    let is_telltale = around.tell(lead, &following, is);
    let has_control = following.iter().any(|c| is_c1(*c));
    Some((Found { range: range(length), is, is_telltale, has_control }, length))
}

/// The characters beside a sequence.
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    /// Whether nobody writes a sequence here.
    fn tell(&self, lead: char, following: &[char], is: char) -> bool {
        let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
        let large = |c: Option<char>| c.is_some_and(char::is_uppercase);
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let closes = following.iter().all(|c| is_mark(*c));
        // `“IRMÃ”`, `»CHINÄ«`, `CAFÉ…`: a word in capitals before a mark.
        let in_capitals =
            closes && !letter(self.after) && (large(self.before) || self.before.is_none());
        match lead {
            'â' => following[0] == '€' || following[0] == '\u{80}' || !closes,
            'ð' => true,
            _ if following.iter().any(|c| is_c1(*c)) => !in_capitals || following.len() > 1,
            'Ã' => small(self.before) || !in_capitals,
            'Â' => small(self.before) || !(closes && large(self.before)),
            'Ä' | 'Å' => small(self.before) || !closes && small(self.after),
            // Vietnamese: `Viá»‡t`.
            'á' => matches!(following[0], '»' | 'º') && !closes,
            // An accented letter before marks: `blé »`, `tué…»`; letters of Asia come in numbers.
            'à'..='ï' => is == '\u{FEFF}',
            _ => false,
        }
    }
}

/// Letters of Asia, Cyrillic, Greek, Hebrew or Arabic side by side tell by their number.
fn mark_neighbours(found: &mut [Found]) {
    let mut from = 0;
    while from < found.len() {
        let mut to = from + 1;
        while to < found.len() && found[to].range.start == found[to - 1].range.end {
            to += 1;
        }
        let foreign = found[from..to].iter().filter(|one| one.is > '\u{36F}').count();
        if foreign >= 2 || to - from >= 3 {
            found[from..to].iter_mut().for_each(|one| one.is_telltale = true);
        }
        from = to;
    }
}

/// Whether text is likely to hold a character.
fn is_likely(c: char) -> bool {
    matches!(c,
        // What was misread twice is in between all that Windows-1252 has.
        '\u{80}'..='\u{9F}' | '\u{192}' | '\u{2C6}' | '\u{2DC}'
        | '\u{A0}'..='\u{17F}' | '\u{1A0}' | '\u{1A1}' | '\u{1AF}' | '\u{1B0}' | '\u{218}'..='\u{21B}'
        | '\u{300}'..='\u{303}' | '\u{386}'..='\u{3CE}' | '\u{401}'..='\u{45F}' | '\u{490}' | '\u{491}'
        | '\u{5D0}'..='\u{5EA}' | '\u{60C}'..='\u{6F9}' | '\u{900}'..='\u{DFF}' | '\u{E01}'..='\u{E5B}'
        | '\u{1E02}'..='\u{1EF9}' | '\u{2002}'..='\u{203A}' | '\u{2044}' | '\u{20A9}'..='\u{20BF}'
        | '\u{2116}' | '\u{2122}' | '\u{2190}'..='\u{2199}' | '\u{2212}' | '\u{2248}'..='\u{2265}'
        | '\u{2460}'..='\u{2473}' | '\u{25A0}'..='\u{27BF}' | '\u{3000}'..='\u{30FF}' | '\u{3131}'..='\u{318E}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FB01}' | '\u{FB02}'
        | '\u{FE0F}' | '\u{FEFF}' | '\u{FF01}'..='\u{FFE6}' | '\u{1F1E6}'..='\u{1FAFF}')
}

/// Whether a character, read as Windows-1252 or Latin-1, begins one of UTF-8.
pub(in crate::intake) fn is_lead(c: char) -> bool {
    matches!(c, '\u{C2}'..='\u{F4}')
}

/// Whether a character goes on with one of UTF-8.
pub(in crate::intake) fn continues(c: char) -> bool {
    byte(c).is_some_and(|byte| (0x80..0xC0).contains(&byte))
}

/// The byte that Windows-1252 or Latin-1 reads as a character outside ASCII.
fn byte(c: char) -> Option<u8> {
    if let '\u{80}'..='\u{FF}' = c {
        return u8::try_from(u32::from(c)).ok();
    }
    let place = WINDOWS_1252.iter().position(|one| *one == c)?;
    u8::try_from(0x80 + place).ok()
}

/// What Windows-1252 has from 0x80 on; where it has nothing, the control code.
pub(super) const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Control codes beyond ASCII.
pub(in crate::intake) fn is_c1(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9F}')
}

/// Marks that may well stand behind a letter.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{91}'
            ..='\u{97}'
                | '\u{85}'
                | '‘'
                | '’'
                | '“'
                | '”'
                | '‚'
                | '„'
                | '…'
                | '–'
                | '—'
                | '‹'
                | '›'
                | '«'
                | '»'
                | '•'
                | '·'
                | '™'
                | '®'
                | '©'
                | '°'
                | 'º'
                | 'ª'
                | '\u{A0}'
                | '\u{AD}'
                | '€'
                | '£'
    )
}
