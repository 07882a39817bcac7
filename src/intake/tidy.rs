//! Text rid of what stands between its words without being a word: odd line ends, odd blanks,
//! control codes.

use std::borrow::Cow;

use super::repair::{continues, is_c1, is_lead};

/// `text` with `\n` as its only line end, common blanks in place of fixed-width ones, and neither
/// control codes nor characters without width that carry no meaning.
///
/// The joiners U+200C and U+200D stay: Persian and Hindi spell with them. What a misread encoding
/// makes of letters may look like control codes, blanks and soft hyphens: it is left for
/// [`repair`](super::repair), which sees to all that a reader gives.
pub(super) fn tidy(text: &str) -> Cow<'_, str> {
    tidied(text, Leave::Misread)
}

/// As [`tidy`], once nothing is left to be repaired. Joiners go where no script spells with them.
pub(super) fn strictly(text: &str) -> Cow<'_, str> {
    tidied(text, Leave::Nothing)
}

/// What is left though it is odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leave {
    Misread,
    Nothing,
}

fn tidied(text: &str, leave: Leave) -> Cow<'_, str> {
    if !text.bytes().any(may_be_odd) {
        return Cow::Borrowed(text);
    }
    // A next-line code among other codes of Windows-1252 is its ellipsis.
    let has_codes = leave == Leave::Misread && text.contains(|c| is_c1(c) && c != '\u{85}');
    let mut out = String::with_capacity(text.len());
    let mut after_return = false;
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        if character == '\u{1B}' {
            rest = after_escape(rest.as_str()).chars();
            continue;
        }
        if character == '\n' && after_return {
            after_return = false;
            continue;
        }
        after_return = character == '\r';
        let next = || rest.clone().next();
        match character {
            '\u{A0}' | '\u{AD}' | '\u{85}'
                if leave == Leave::Misread && may_be_misread(&out, next()) =>
            {
                out.push(character);
            }
            '\u{85}' if has_codes => out.push(character),
            _ if leave == Leave::Misread && is_c1(character) && character != '\u{85}' => {
                out.push(character);
            }
            // At the end of a line a soft hyphen is printed.
            '\u{AD}' if matches!(next(), Some('\n' | '\r')) => out.push('-'),
            '\u{200B}'..='\u{200D}' if is_spelt(&out, next()) => out.push(character),
            '\u{200C}' | '\u{200D}' if leave == Leave::Misread => out.push(character),
            '\u{200C}' | '\u{200D}' => {}
            '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => out.push(' '),
            '\0' => {}
            '\n' | '\t' => out.push(character),
            _ if is_widthless(character) => {}
            _ if character.is_control() => out.push(' '),
            _ => out.push(character),
        }
    }
    Cow::Owned(out)
}

/// Whether a blank or soft hyphen behind `before` may be part of a misread letter: `Ã` with a
/// no-break space was `à`.
fn may_be_misread(before: &str, next: Option<char>) -> bool {
    let mut back = before.chars().rev();
    let Some(last) = back.next() else { return false };
    if matches!(last, 'Â'..='Å' | 'Î' | 'Ï' | 'Ð' | 'Ñ' | '×' | 'Ø' | 'Ù') {
        return true;
    }
    let is_three = |c: char| matches!(c, 'à'..='ï' | 'ð');
    is_three(last) && next.is_some_and(continues)
        || continues(last) && back.take(2).any(|c| is_lead(c) && is_three(c))
}

/// Whether soft hyphens stand within the words of `text`, as themselves or, in markup and JSON, by
/// their references. Those that are halves of misread letters, and those at the end of a line, which
/// are printed, are none.
pub(super) fn has_soft_hyphens(text: &str) -> bool {
    const REFERENCES: [&str; 6] = ["&shy;", "&#173;", "&#xad;", "&#xAD;", "\\u00ad", "\\u00AD"];
    let is_markup = text.trim_start().starts_with(['<', '{', '[']);
    let mut all = text.match_indices('\u{AD}');
    all.any(|(at, _)| {
        let (before, next) = (&text[..at], text[at..].chars().nth(1));
        let is_printed = matches!(next, Some('\n' | '\r')) || before.ends_with('-');
        !is_printed && !may_be_misread(before, next)
    }) || is_markup && REFERENCES.iter().any(|reference| text.contains(reference))
}

/// Whether a character without width between these parts words or joins letters: scripts without
/// blanks, Arabic and Indian ones, signs that are joined from several.
fn is_spelt(before: &str, next: Option<char>) -> bool {
    let beside = |c: char| {
        matches!(c, '\u{600}'..='\u{8FF}' | '\u{900}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{200D}' | '\u{2190}'..='\u{2BFF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE0F}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{1F000}'..='\u{1FAFF}')
    };
    before.chars().next_back().is_some_and(beside) && next.is_some_and(beside)
}

/// `text` on one line, tidied and trimmed, with single blanks between its words.
pub(super) fn one_line(text: &str) -> String {
    let text = tidy(text);
    let mut out = String::with_capacity(text.len());
    // Blanks that are left may be halves of misread letters.
    let parts = |c: char| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{85}');
    for word in text.split(parts).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A stated category with `/` between the parts of its path, however the source parted them.
pub(super) fn category_path(entry: &str) -> String {
    let parts = entry.split(['/', '>', '»', '›', '＞']).map(one_line);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}

/// A category that is one, commas and all: quotation marks hold it together where commas would part
/// it.
pub(super) fn one_category(entry: &str) -> String {
    let entry = one_line(entry);
    if entry.contains(',') && !entry.contains('"') { format!("\"{entry}\"") } else { entry }
}

/// How many letters and digits `text` has.
pub(super) fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Whether `line` is one of `signs` over and over, at least so many times.
pub(super) fn is_rule(line: &str, signs: &[char], least: usize) -> bool {
    let mut characters = line.chars();
    characters.next().is_some_and(|first| {
        signs.contains(&first)
            && line.chars().count() >= least
            && characters.all(|character| character == first)
    })
}

/// Whether nothing of `character` is seen on paper.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control() || is_widthless(character)
}

/// What follows a terminal's escape sequence (ECMA-48): colours, cursor moves, window titles.
fn after_escape(text: &str) -> &str {
    if let Some(sequence) = text.strip_prefix('[') {
        let end = sequence.find(|c: char| !matches!(c, '0'..='9' | ';' | '?' | ' '));
        return match end {
            Some(at) if matches!(sequence.as_bytes()[at], b'@'..=b'~') => &sequence[at + 1..],
            _ => sequence,
        };
    }
    if let Some(title) = text.strip_prefix(']') {
        let Some(end) = title.find(['\n', '\u{7}', '\u{1B}']) else { return title };
        return match title.as_bytes()[end] {
            b'\n' => title,
            0x7 => &title[end + 1..],
            // Without a backslash it begins another sequence.
            _ => title[end..].strip_prefix("\u{1B}\\").unwrap_or(&title[end..]),
        };
    }
    text
}

/// Bytes that occur in no ordinary ASCII text, or that may begin a character to be replaced.
fn may_be_odd(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\n' && byte != b'\t')
        || byte == 0x7F
        || matches!(byte, 0xC2 | 0xE2 | 0xEF)
}

/// Soft hyphens, zero-width blanks, word joiners and byte order marks inside a text.
fn is_widthless(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether a character is several Latin letters in one.
pub(super) fn is_ligature(character: char) -> bool {
    matches!(character, '\u{FB00}'..='\u{FB06}')
}

/// `text` with the letters of its ligatures.
pub(super) fn without_ligatures(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{FB00}' => out.push_str("ff"),
            '\u{FB01}' => out.push_str("fi"),
            '\u{FB02}' => out.push_str("fl"),
            '\u{FB03}' => out.push_str("ffi"),
            '\u{FB04}' => out.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => out.push_str("st"),
            character => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_line_ends_are_one() {
        assert_eq!(tidy("a\r\nb\rc\u{85}d\u{2028}e\u{0C}f\n\ng"), "a\nb\nc\nd\ne\nf\n\ng");
    }

    #[test]
    fn blanks_are_blanks_and_widthless_characters_go() {
        assert_eq!(
            tidy("Section:\u{A0}City\u{FEFF} de\u{AD}fence\u{1}x\0"),
            "Section: City defence x"
        );
        assert_eq!(strictly("agree\u{AD}\nment \u{93}x\u{A0}"), "agree-\nment  x ");
        assert_eq!(tidy("می\u{200C}شود"), "می\u{200C}شود");
    }

    #[test]
    fn soft_hyphens_are_known_from_what_looks_like_them() {
        for text in
            ["agree\u{AD}ment", "<p>Bundes&shy;tag", "{\"a\": \"b\\u00adc\"}", "<p>a&#173;b"]
        {
            assert!(has_soft_hyphens(text), "{text}");
        }
        for text in
            ["aqu\u{C3}\u{AD} no", "agree\u{AD}\nment", "govern-\u{AD}ment", "a &shy; b", "-"]
        {
            assert!(!has_soft_hyphens(text), "{text}");
        }
    }

    #[test]
    fn escapes_of_terminals_go_as_a_whole() {
        let text = "a \u{1B}[31mred\u{1B}[0m \u{1B}]0;title\u{7}door\u{1B}[2J\u{1B}";
        assert_eq!(tidy(text), "a red door");
    }

    #[test]
    fn many_escapes_that_never_end_take_no_time() {
        let start = "\u{1B}]0;x".repeat(200_000);
        assert!(tidy(&format!("{start}\nferry")) == "0;x\nferry");
    }

    #[test]
    fn a_rule_is_one_sign_over_and_over() {
        for line in ["-----", "─────", "======"] {
            assert!(is_rule(line, &['-', '=', '─'], 5), "{line}");
        }
        for line in ["", "----", "--=--", "- - -", "*****", "──"] {
            assert!(!is_rule(line, &['-', '=', '─'], 5), "{line}");
        }
    }

    #[test]
    fn ordinary_text_is_not_copied() {
        assert!(matches!(tidy("plain\ntext\twith tabs, наверно"), Cow::Borrowed(_)));
    }
}
