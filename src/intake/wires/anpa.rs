//! ANPA 1312: the wire format of North American agencies, lines marked `^`, `<` and `=` between
//! control codes.
//!
//! The head has a day and a month and no year; the line at the end has all three. Without it the
//! day is kept and no date concluded.

use super::super::{Account, BytesReader, Options, Source};
use super::{Stated, codes, draft};
use crate::clipping::{Draft, LabelName, Note, Paragraph};

/// The reader of ANPA 1312.
pub(in super::super) struct Anpa;

/// Letters of categories.
const CATEGORIES: &[(&str, &str)] = &[
    ("a", "National"),
    ("d", "Food"),
    ("e", "Entertainment"),
    ("f", "Business"),
    ("i", "International"),
    ("k", "Commentary"),
    ("l", "Lifestyle"),
    ("o", "Weather"),
    ("p", "Politics"),
    ("q", "Sports"),
    ("s", "Sports"),
    ("t", "Travel"),
    ("w", "Washington"),
];

/// Words behind the comma of a slug that say what a message is, folded.
const VERSIONS: &[(&str, &str)] = &[
    ("kill", "killed"),
    ("correction", "correction"),
    ("corrective", "correction"),
    ("ld", "update"),
    ("lead", "update"),
    ("writethru", "update"),
    ("repeat", "repeat"),
    ("advisory", "advisory"),
    ("embargo", "embargoed"),
    ("withheld", "withheld"),
];

impl BytesReader for Anpa {
    fn name(&self) -> &'static str {
        "ANPA 1312"
    }

    fn version(&self) -> u32 {
        1
    }

    fn accepts(&self, source: &Source) -> bool {
        codes::first_head(source.bytes).is_some_and(|head| number(&head).is_some())
    }

    fn read(
        &self,
        source: &Source,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        codes::read(source.bytes, story, each)
    }
}

/// The letter of a service and four digits, with which a head begins: `W2870`.
fn number(head: &str) -> Option<&str> {
    let number = head.get(..5).filter(|number| number.is_ascii())?;
    let (letter, digits) = number.split_at(1);
    let is_number = letter.bytes().all(|b| b.is_ascii_alphabetic())
        && digits.bytes().all(|b| b.is_ascii_digit());
    (is_number && !head[5..].starts_with(|c: char| c.is_alphanumeric())).then_some(number)
}

/// What the lines of a message hold.
#[derive(Default)]
struct Lines {
    slug: Option<String>,
    title: Option<String>,
    above: Vec<Paragraph>,
    body: Vec<String>,
}

fn story(message: &codes::Message) -> Option<Draft> {
    let mut stated = Stated::default();
    let mut lines = Lines::default();
    for line in message.text.lines() {
        if line.trim().is_empty() {
            continue;
        }
        match line.trim_start_matches(' ').strip_prefix('^') {
            Some(marked) if lines.body.is_empty() => marked_line(marked, &mut lines, &mut stated),
            _ => body_line(line, &mut lines.body),
        }
    }
    let date = of_tail(&message.tail, &mut stated);
    of_head(&message.head, date.is_some(), &mut stated);
    if let Some(slug) = &lines.slug {
        let (name, version) = slug.split_once(',').unwrap_or((slug, ""));
        for word in version.split(|c: char| !c.is_alphabetic()) {
            let word = word.to_ascii_lowercase();
            let status = VERSIONS.iter().find(|(known, _)| *known == word);
            stated.maybe(LabelName::Status, status.map(|(_, status)| *status), "slug");
        }
        stated.add(LabelName::Other, slug, "slug");
        if lines.title.is_none() && !lines.body.is_empty() {
            lines.title =
                Some(name.trim_start_matches("BC-").trim_matches('-').replace("--", " - "));
        }
    }
    let day = date.as_deref().map(|date| date.split('T').next().unwrap_or(date));
    let native = number(&message.head).zip(day);
    let native = native.map(|(number, day)| format!("anpa:{number}:{day}"));
    let mut paragraphs = lines.above;
    paragraphs.extend(lines.body.iter().map(|text| quoted(text)).map(Paragraph::text));
    draft(native, lines.title.map(|title| quoted(&title)), paragraphs, stated)
}

/// A line above the text: the slug, then the headline, then photos, notes and the byline.
fn marked_line(marked: &str, lines: &mut Lines, stated: &mut Stated) {
    let marked = marked.trim();
    let credit = marked.ends_with('=');
    let words = marked.trim_end_matches(['<', '=']).trim();
    if words.is_empty() {
        return;
    }
    if lines.slug.is_none() {
        // `*9006< ^AP-Top-Headlines,0176`: a number may stand before the slug.
        let slug = words.rsplit('^').next().unwrap_or(words).trim();
        lines.slug = Some(slug.to_owned());
    } else if words.starts_with("By ") && (credit || words.len() < 80) {
        stated.add(LabelName::Byline, words, "byline");
    } else if credit && stated.has(LabelName::Byline) {
        let agency = !words.ends_with("Writer") && !words.ends_with("Editor");
        stated.add(if agency { LabelName::Agency } else { LabelName::Other }, words, "byline");
    } else if words.starts_with("Eds:") || words.starts_with("AP Photo") {
        stated.add(LabelName::Other, words, "note to editors");
    } else if lines.title.is_none() {
        lines.title = Some(words.to_owned());
    } else {
        lines.above.push(Paragraph::text(quoted(words)));
    }
}

/// A line of the text: an indent begins a paragraph, a line without one goes on.
fn body_line(line: &str, body: &mut Vec<String>) {
    let begins = line.starts_with(['\t', '^']) || line.starts_with("   ");
    let words = line.trim().trim_start_matches('^').trim_end_matches('<').trim();
    match body.last_mut().filter(|_| !begins) {
        _ if words.is_empty() || words == "___" || words == "END" => {}
        Some(before) => super::super::paragraphs::append(before, words),
        None => body.push(words.to_owned()),
    }
}

/// `text` with the quotation marks that teleprinters lack.
fn quoted(text: &str) -> String {
    text.replace("``", "“").replace("''", "”")
}

/// Priority and category; day and month too, where the line at the end does not say the date.
fn of_head(head: &str, dated: bool, stated: &mut Stated) {
    let Some(second) = head.lines().nth(1) else { return };
    let mut words = second.split_whitespace();
    let (priority, category) = (words.next(), words.next());
    if let Some(priority) = priority.filter(|word| word.len() == 1) {
        stated.add(LabelName::Other, &format!("priority {priority}"), "head");
    }
    if let Some(letter) = category.filter(|word| word.len() == 1) {
        match CATEGORIES.iter().find(|(known, _)| *known == letter) {
            Some((_, name)) => stated.add(LabelName::Category, name, "head"),
            None if letter == "v" => stated.add(LabelName::Status, "advisory", "head"),
            None => stated.add(LabelName::Other, &format!("category {letter}"), "head"),
        }
    }
    let is_day = |word: &&str| word.len() == 5 && word.as_bytes()[2] == b'-';
    if let Some(day) = words.find(is_day).filter(|_| !dated) {
        stated.add(LabelName::Other, &format!("month and day {day}"), "head");
    }
}

/// The agency and the time in `AP-WF-11-13-13 1509GMT<`, which is given back.
fn of_tail(tail: &str, stated: &mut Stated) -> Option<String> {
    let line = tail.lines().map(str::trim).find(|line| line.contains('-'))?;
    let line = line.trim_end_matches('<').trim();
    let (day, time) = line.split_once(' ')?;
    let mut parts: Vec<&str> = day.split('-').collect();
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() == 2);
    let year = number(parts.pop()?)?;
    let date = number(parts.pop()?)?;
    let month = number(parts.pop()?)?;
    let clock: u32 = time.trim().get(..4)?.parse().ok()?;
    let iso = codes::iso(year, month, date, clock, time.contains("GMT"))?;
    stated.add(LabelName::Published, &iso, &format!("line {line}"));
    stated.provider(parts.first().filter(|name| !name.is_empty()), "last line");
    Some(iso)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing::values;

    const WIRE: &[u8] = b"\x16\x16\x01W2870\x1fasian\r\nu i\x13\x11 BC-EX--Ferry 1stLd-Writethru   11-13 0049\r\n\
        \x02^BC-EX--Ferry Stays, 1st Ld-Writethru,46<\r\n^Ferry stays at its quay <\r\n^AP Photo XYZ101<\r\n^Eds: With photos.<\r\n\
        ^By ANN EXAMPLE=\r\n^Harborwire Press=\r\n\t   PORTBURY (HW) _ The ``old'' ferry stays, the\r\ncouncil said.\r\n \r\n\t   Nobody spoke.\r\n\
        \t   ___\r\n\r\n\t   \x03HW-WF-11-13-13 1509GMT<\r\n\r\n\x0c\r\n\x04\
        \x16\x16\x01V0001\x1f-----\r\nr z\x13\x11 BC-Pier 02-09 01\r\n\x02^BC-EX--Pier, KILL<\r\n\t   PORTBURY (HW) _ Kill this.\r\n\x04\x01V0002\x1fx\x02\x04";

    #[test]
    fn messages_are_stories() {
        let source = Source { path: "a.tst", bytes: WIRE };
        assert!(Anpa.accepts(&source));
        let mut found = Vec::new();
        let account = Anpa.read(&source, &Options::default(), &mut |draft, _| found.push(draft));
        assert_eq!((found.len(), account.left_out), (2, 1));
        let draft = &found[0];
        assert_eq!(draft.title.as_deref(), Some("Ferry stays at its quay"));
        assert_eq!(draft.native.as_deref(), Some("anpa:W2870:2013-11-13"));
        for (name, expect) in [
            (LabelName::Published, vec!["2013-11-13T15:09Z"]),
            (LabelName::Byline, vec!["By ANN EXAMPLE"]),
            (LabelName::Agency, vec!["Harborwire Press", "HW"]),
            (LabelName::Outlet, vec!["HW"]),
            (LabelName::Category, vec!["International"]),
            (LabelName::Status, vec!["update"]),
        ] {
            assert_eq!(values(draft, name), expect, "{name:?}");
        }
        let texts: Vec<_> = draft.paragraphs.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(
            texts,
            ["PORTBURY (HW) _ The “old” ferry stays, the council said.", "Nobody spoke."]
        );
        let killed = &found[1];
        assert_eq!(values(killed, LabelName::Status), ["killed"]);
        assert_eq!(killed.title.as_deref(), Some("EX - Pier"));
        assert_eq!(values(killed, LabelName::Published), Vec::<&str>::new());
        assert!(values(killed, LabelName::Other).contains(&"month and day 02-09"));
    }
}
