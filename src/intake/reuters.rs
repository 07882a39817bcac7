//! Reuters-21578: newswire of 1987 in SGML, many articles to a file.
//!
//! The markup is regular enough to be found as text, which an SGML parser would not survive: the
//! files hold references to control codes (`&#3;`). Format: the collection's `README.txt`, section
//! VI.

use std::borrow::Cow;
use std::ops::Range;

use super::paragraphs::{self, Line};
use super::tidy::{one_line, tidy};
use super::{Account, Options, Reader, Source};
use crate::clipping::{Draft, Kind, Label, LabelName, Note, Paragraph};

/// The reader of Reuters-21578.
pub(super) struct Reuters;

/// One `<REUTERS>` element.
struct Article<'a> {
    /// What stands in its opening tag.
    attributes: &'a str,
    /// What stands before its text: dates, topics, places.
    head: &'a str,
    /// Its `<TEXT>` element from the first `<` on.
    text: &'a str,
    /// Where it begins in the file's text.
    at: usize,
    /// Whether its end was found.
    closed: bool,
}

const OPEN: &str = "<REUTERS";
const CLOSE: &str = "</REUTERS>";

/// Elements whose `<D>` entries are labels.
const LISTS: &[(&str, LabelName)] = &[
    ("TOPICS", LabelName::Category),
    ("PLACES", LabelName::Place),
    ("PEOPLE", LabelName::Person),
    ("ORGS", LabelName::Organisation),
    ("EXCHANGES", LabelName::Other),
    ("COMPANIES", LabelName::Company),
];

/// The longest line in capitals that is the heading of a raw text.
const LONGEST_HEADING_BYTES: usize = 120;

/// Attributes of the opening tag that are kept as they are.
const ATTRIBUTES: &[&str] = &["LEWISSPLIT", "CGISPLIT", "OLDID", "CSECS"];

impl Reader for Reuters {
    fn name(&self) -> &'static str {
        "Reuters-21578"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        let start = opening.trim_start();
        start.starts_with('<')
            && opening.find(OPEN).is_some_and(|at| opening[at..].contains("NEWID="))
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let mut at = 0;
        let mut account = Account::default();
        while let Some((article, next)) = next_article(text, at) {
            let mut notes = Vec::new();
            if !article.closed {
                let message =
                    format!("the article has no {CLOSE} and was read up to where it stops");
                notes.push(Note::at(message, article.at as u64));
                notes.iter().cloned().for_each(|note| account.note(note));
            }
            if at > 0 {
                leave_out(text, at..article.at, &mut account);
            }
            each(draft(&article), notes);
            at = next;
        }
        match at {
            0 => account.notes.push(Note::new(format!("no {OPEN}> element"))),
            _ => leave_out(text, at..text.len(), &mut account),
        }
        account
    }
}

/// Tells of words that stand in no article: where one stands in another, its end is theirs both.
fn leave_out(text: &str, range: Range<usize>, account: &mut Account) {
    let begins = range.start as u64;
    if has_words(&beside_tags(&text[range])) {
        account.leave_out(Note::at("words that stand in no article were left out", begins));
    }
}

/// The next article of `text` from byte `from` on, and where to go on after it.
fn next_article(text: &str, from: usize) -> Option<(Article<'_>, usize)> {
    let at = from + text[from..].find(OPEN)?;
    let inside = at + OPEN.len();
    let rest = &text[inside..];
    // An article that lost its end stops where the next one begins. Its end is sought no farther,
    // so that a file of beginnings alone is still read in one pass.
    let stop = rest.find(OPEN).unwrap_or(rest.len());
    let close = rest[..stop].find(CLOSE);
    let (length, closed) = (close.unwrap_or(stop), close.is_some());
    let element = &rest[..length];
    let (attributes, content) = element.split_once('>').unwrap_or((element, ""));
    let (head, text) = content.split_at(content.find("<TEXT").unwrap_or(content.len()));
    let next = inside + length + if closed { CLOSE.len() } else { 0 };
    Some((Article { attributes, head, text, at, closed }, next))
}

fn draft(article: &Article) -> Draft {
    let (tag, text) = article.text.split_once('>').unwrap_or(("", ""));
    let (text, after_text) = text.split_once("</TEXT>").unwrap_or((text, ""));
    let mut labels = labels_of_head(article);
    if let Some(kind) = attribute(tag, "TYPE").filter(|kind| *kind != "NORM") {
        let name = if kind == "BRIEF" { LabelName::Status } else { LabelName::Other };
        labels.push(Label::new(name, kind.to_ascii_lowercase(), "<TEXT TYPE>"));
    }
    let dateline = element(text, "DATELINE").map(|found| one_line(&plain(found)));
    for (value, name, place) in [
        (dateline, LabelName::Dateline, "<DATELINE>"),
        (
            element(text, "AUTHOR").map(|found| one_line(&plain(found))),
            LabelName::Byline,
            "<AUTHOR>",
        ),
    ] {
        labels.extend(value.filter(|v| !v.is_empty()).map(|v| Label::new(name, v, place)));
    }
    let title = element(text, "TITLE").map(|title| one_line(&plain(title)));
    let body = element(text, "BODY").map_or_else(|| raw_text(text), Cow::Borrowed);
    let mut paragraphs = body_paragraphs(&plain(&body));
    // A second body, a second text.
    let after_body = text.split_once("</BODY>").map_or("", |(_, after)| after);
    for more in [after_body, after_text].map(beside_tags).iter().filter(|more| has_words(more)) {
        paragraphs.extend(body_paragraphs(&plain(more)));
    }
    let title = title.filter(|title| !title.is_empty()).or_else(|| take_heading(&mut paragraphs));
    let native = attribute(article.attributes, "NEWID").map(|id| format!("reuters21578:{id}"));
    Draft { native, title, paragraphs, labels }
}

/// What stands beside the tags, each of which ends a line.
fn beside_tags(text: &str) -> String {
    let mut pieces = text.split('<');
    let mut beside = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        beside.push('\n');
        beside.push_str(piece.split_once('>').map_or(piece, |(_, after)| after));
    }
    beside
}

fn has_words(text: &str) -> bool {
    plain(text).contains(char::is_alphanumeric)
}

/// Raw texts have their heading as a first line in capitals.
fn take_heading(paragraphs: &mut Vec<Paragraph>) -> Option<String> {
    let first = paragraphs.first().filter(|first| first.kind == Kind::Text)?;
    let heading = !first.text.contains(|c: char| c.is_lowercase() || c == '\n')
        && first.text.contains(char::is_alphabetic)
        && first.text.len() <= LONGEST_HEADING_BYTES;
    (heading && paragraphs.len() > 1).then(|| paragraphs.remove(0).text)
}

fn labels_of_head(article: &Article) -> Vec<Label> {
    let mut labels = vec![Label::new(LabelName::Outlet, "Reuters", "format")];
    if let Some(date) = element(article.head, "DATE") {
        // After three tabs some dates carry the codes of the desks they were sent to.
        let date = plain(date);
        let date = date.trim_start().split('\t').next().unwrap_or("").trim();
        labels.push(Label::new(LabelName::Published, date, "<DATE>"));
    }
    for (name, label) in LISTS {
        let Some(list) = element(article.head, name) else { continue };
        for entry in list.split("<D>").skip(1) {
            let value = one_line(&plain(entry.split("</D>").next().unwrap_or(entry)));
            labels.push(Label::new(*label, value, format!("<{name}>")));
        }
    }
    for name in ATTRIBUTES {
        if let Some(value) = attribute(article.attributes, name) {
            labels.push(Label::new(LabelName::Other, value, *name));
        }
    }
    labels
}

/// What stands between the tags of the first element `name`; up to the end where it is not closed.
fn element<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find('<')? + 1;
        if let Some(rest) = text[at..].strip_prefix(name)
            && rest.starts_with(['>', ' '])
        {
            let content = &rest[rest.find('>')? + 1..];
            return Some(&content[..end_of(content, name).unwrap_or(content.len())]);
        }
        from = at;
    }
}

fn end_of(content: &str, name: &str) -> Option<usize> {
    content
        .match_indices("</")
        .find(|(at, _)| content[at + 2..].strip_prefix(name).is_some_and(|r| r.starts_with('>')))
        .map(|(at, _)| at)
}

/// The value of an attribute in an opening tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let before = tag[..at].chars().next_back();
        let rest = tag[at + name.len()..].strip_prefix("=\"")?;
        let value = &rest[..rest.find('"')?];
        (before.is_none_or(char::is_whitespace) && !value.is_empty()).then_some(value)
    })
}

/// `text` without its elements of other kinds: what a text holds beside headline, author and place
/// line.
fn raw_text(text: &str) -> Cow<'_, str> {
    let mut rest = Cow::Borrowed(text);
    for name in ["TITLE", "AUTHOR", "DATELINE"] {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        if let Some(begin) = rest.find(&open)
            && let Some(length) = rest[begin..].find(&close)
        {
            rest =
                Cow::Owned(format!("{}{}", &rest[..begin], &rest[begin + length + close.len()..]));
        }
    }
    rest
}

/// `text` with its references resolved. Those to control codes go, but for the tab.
fn plain(text: &str) -> Cow<'_, str> {
    let text = tidy(text);
    if !text.contains('&') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut pieces = text.split('&');
    out.push_str(pieces.next().unwrap_or(""));
    for piece in pieces {
        match piece.split_once(';').and_then(|(name, rest)| Some((reference(name)?, rest))) {
            Some((Some(character), rest)) => {
                out.push(character);
                out.push_str(rest);
            }
            Some((None, rest)) => out.push_str(rest),
            None => {
                out.push('&');
                out.push_str(piece);
            }
        }
    }
    Cow::Owned(out)
}

/// The character a reference names; `Some(None)` for one that is dropped, nothing for what is no
/// reference.
fn reference(name: &str) -> Option<Option<char>> {
    match name {
        "lt" => Some(Some('<')),
        "gt" => Some(Some('>')),
        "amp" => Some(Some('&')),
        "quot" => Some(Some('"')),
        _ => {
            let character = char::from_u32(name.strip_prefix('#')?.parse().ok()?)?;
            Some((character == '\t' || !character.is_control()).then_some(character))
        }
    }
}

/// Paragraphs begin at an indent of four blanks; other line ends are wrapping, but in tables.
fn body_paragraphs(body: &str) -> Vec<Paragraph> {
    let lines = paragraphs::lines(body);
    let mut blocks: Vec<&[Line]> = Vec::new();
    let mut start = 0;
    for (at, line) in lines.iter().enumerate() {
        if at > start && (line.indent >= 4 || line.text.is_empty() || is_end_mark(line.text)) {
            blocks.push(&lines[start..at]);
            start = at;
        }
    }
    blocks.push(&lines[start..]);
    blocks.iter().filter_map(|block| paragraph(block)).collect()
}

fn paragraph(block: &[Line]) -> Option<Paragraph> {
    let mut lines = block.iter().filter(|line| !line.text.is_empty()).map(|line| line.text);
    let first = lines.next()?;
    if is_end_mark(first) {
        return Some(Paragraph::stated(Kind::Furniture, first));
    }
    let mut text = first.to_owned();
    let table = is_table(block);
    for line in lines {
        if table {
            text.push('\n');
            text.push_str(line);
        } else {
            paragraphs::append(&mut text, line);
        }
    }
    Some(Paragraph::text(text))
}

/// Reports of rates and prices stand in columns, or give every line an indent of one blank.
fn is_table(block: &[Line]) -> bool {
    let filled = || block.iter().filter(|line| !line.text.is_empty());
    paragraphs::is_table(block)
        || filled().count() > 1 && filled().skip(1).all(|line| (1..4).contains(&line.indent))
}

/// The agency's signature under a story, and what the collection puts in place of a brief's missing
/// text.
fn is_end_mark(line: &str) -> bool {
    line.eq_ignore_ascii_case("reuter")
        || line.eq_ignore_ascii_case("reuters")
        || line.trim_start_matches('*') == "Blah blah blah."
        || line.len() > 1 && line.bytes().all(|byte| byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing::values;

    const WIRE: &str = r#"<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" OLDID="5544" NEWID="1">
<DATE> 1-MAR-1987 15:01:01.79&#9;&#9;&#9;RM</DATE>
<TOPICS><D>fish</D><D>ship</D></TOPICS>
<PLACES><D>south-korea</D></PLACES>
<PEOPLE></PEOPLE><ORGS></ORGS><EXCHANGES><D>nyse</D></EXCHANGES><COMPANIES></COMPANIES>
<UNKNOWN> 
&#5;&#5;&#5;C T</UNKNOWN>
<TEXT>&#2;
<TITLE>SMITH &amp; SONS &lt;SMS> SELLS
FERRY</TITLE>
<AUTHOR>    by Ann Example, Reuters</AUTHOR>
<DATELINE>    PORTBURY, March 1 - </DATELINE><BODY>Smith and Sons said it sold
its last ferry.
    The price was not told.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS TOPICS="NO" NEWID="2">
<DATE>1-MAR-1987 15:02:20.00</DATE>
<TEXT TYPE="BRIEF">&#2;
******<TITLE>PORTBURY SAYS FERRY STAYS
</TITLE>Blah blah blah.
&#3;
</TEXT>
</REUTERS>
<REUTERS TOPICS="NO" NEWID="3">
<DATE>1-MAR-1987 15:03:00.00</DATE>
<TEXT TYPE="UNPROC">&#2;
FERRY RATES
    Two weeks ended Feb 25
 Deposits.............219 down.......29
 Gold stock............11,059 unch......
"#;

    fn read(text: &str) -> Vec<(Draft, Vec<Note>)> {
        let mut found = Vec::new();
        let source = Source { path: "a.sgm", bytes: text.as_bytes() };
        assert!(Reuters.accepts(&source, text));
        Reuters.read(&source, text, &Options::default(), &mut |draft, notes| {
            found.push((draft, notes));
        });
        found
    }

    #[test]
    fn elements_become_labels_and_paragraphs() {
        let (draft, notes) = read(WIRE).remove(0);
        assert_eq!(draft.native.as_deref(), Some("reuters21578:1"));
        assert_eq!(draft.title.as_deref(), Some("SMITH & SONS <SMS> SELLS FERRY"));
        assert_eq!(values(&draft, LabelName::Published), ["1-MAR-1987 15:01:01.79"]);
        assert_eq!(values(&draft, LabelName::Category), ["fish", "ship"]);
        assert_eq!(values(&draft, LabelName::Place), ["south-korea"]);
        assert_eq!(values(&draft, LabelName::Dateline), ["PORTBURY, March 1 -"]);
        assert_eq!(values(&draft, LabelName::Byline), ["by Ann Example, Reuters"]);
        assert_eq!(values(&draft, LabelName::Outlet), ["Reuters"]);
        let texts: Vec<_> = draft.paragraphs.iter().map(|p| (p.kind, p.text.as_str())).collect();
        assert_eq!(
            texts,
            [
                (Kind::Text, "Smith and Sons said it sold its last ferry."),
                (Kind::Text, "The price was not told."),
                (Kind::Furniture, "Reuter"),
            ]
        );
        assert!(notes.is_empty());
    }

    #[test]
    fn a_brief_has_a_status() {
        let (draft, _) = read(WIRE).remove(1);
        assert_eq!(draft.title.as_deref(), Some("PORTBURY SAYS FERRY STAYS"));
        assert_eq!(values(&draft, LabelName::Status), ["brief"]);
        assert!(draft.paragraphs.iter().all(|paragraph| paragraph.kind == Kind::Furniture));
    }

    #[test]
    fn an_unclosed_last_article_is_read_with_a_note() {
        let found = read(WIRE);
        assert_eq!(found.len(), 3);
        let (draft, notes) = &found[2];
        assert_eq!(draft.title.as_deref(), Some("FERRY RATES"));
        assert!(draft.paragraphs.iter().any(|p| p.text.contains("down.......29\nGold")));
        assert!(notes[0].message.contains("no </REUTERS>"));
    }

    #[test]
    fn no_word_is_lost_without_a_note() {
        let text = "<REUTERS NEWID=\"1\"><TEXT><BODY>One.\n</BODY><BODY>Two.</BODY></TEXT>\n\
                    <TEXT>Three.</TEXT>\n<REUTERS NEWID=\"2\"><TEXT><BODY>Four.</BODY></TEXT>\n\
                    </REUTERS>\nFive.\n</REUTERS>\n<REUTERS NEWID=\"3\"><TEXT><BODY>Six.</BODY>\
                    </TEXT></REUTERS>\nSeven.\n";
        let source = Source { path: "a.sgm", bytes: text.as_bytes() };
        let mut texts = Vec::new();
        let account = Reuters.read(&source, text, &Options::default(), &mut |draft, _| {
            texts.extend(draft.paragraphs.into_iter().map(|paragraph| paragraph.text));
        });
        assert_eq!(texts, ["One.", "Two.", "Three.", "Four.", "Six."]);
        assert_eq!((account.left_out, account.notes.len()), (2, 3), "{:?}", account.notes);
        assert!(account.notes[0].message.contains("no </REUTERS>"));
        let places = account.notes[1..].iter().map(|note| note.at_byte.expect("a byte") as usize);
        let left_out: Vec<&str> = places.map(|at| text[at..].trim_start()).collect();
        assert!(left_out[0].starts_with("Five.") && left_out[1].starts_with("Seven."));
    }

    #[test]
    fn an_article_that_lost_its_end_does_not_swallow_the_next() {
        let text = WIRE.replacen("</REUTERS>", "", 1);
        let found = read(&text);
        assert_eq!(found.len(), 3);
        assert!(found[0].1[0].message.contains("no </REUTERS>"));
        assert_eq!(found[0].0.paragraphs.len(), 3);
    }
}
