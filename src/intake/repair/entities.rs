//! Entities of HTML that are left in a text: it was escaped twice.

use std::borrow::Cow;

/// The longest entity that is known, in bytes, with its ampersand and semicolon.
const LONGEST: usize = 10;

const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", ' '),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("sbquo", '‚'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("middot", '·'),
    ("bull", '•'),
    ("euro", '€'),
    ("pound", '£'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("ccedil", 'ç'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("ntilde", 'ñ'),
    ("aacute", 'á'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
];

/// What a text that tells about entities says: it is left as it is.
const SUBJECTS: [&str; 4] = ["html", "xml", "entit", "ampersand"];

/// `text` with the characters its entities stand for; nothing where it has none.
pub(super) fn read(text: &str) -> Option<String> {
    if !text.contains('&') {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    if SUBJECTS.iter().any(|subject| lower.contains(subject)) {
        return None;
    }
    let mut read = Cow::Borrowed(text);
    // `&amp;amp;quot;` is two deep.
    for _ in 0..3 {
        match once(&read) {
            Some(next) => read = Cow::Owned(next),
            None => break,
        }
    }
    match read {
        Cow::Borrowed(_) => None,
        Cow::Owned(read) => Some(read),
    }
}

fn once(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut upto = 0;
    for (at, _) in text.match_indices('&') {
        if at < upto {
            continue;
        }
        let Some((c, length)) = entity(&text[at..]) else { continue };
        out.push_str(&text[upto..at]);
        out.push(c);
        upto = at + length;
    }
    (upto > 0).then(|| out + &text[upto..])
}

/// The character that an entity at the start of `text` stands for, and its length in bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    let window = &text[..text.floor_char_boundary(LONGEST)];
    let end = window.find(';')?;
    let name = &window[1..end];
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c >= ' ' && *c != '\u{7F}')?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((c, end + 1))
}
