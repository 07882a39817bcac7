//! Digests that are pages: headlines that are links, each with a text below it.
//!
//! Headlines are headings that link to their pieces, or, where there are none, lines that are nothing
//! but a link. Whatever has no such headline above it stays in the message.

use super::super::super::tidy::letters;
use super::super::super::web::Line;
use super::{Digest, is_most_of};
use crate::clipping::{Draft, Kind, Label, LabelName, Paragraph};
use crate::text::furniture;

/// The fewest pieces under headings.
const LEAST_HEADED: usize = 2;
/// The fewest pieces under lines that are links and no headings: a message may have a few such lines.
const LEAST_LINKED: usize = 3;
/// The fewest letters of a piece below its headline.
const LEAST_LETTERS: usize = 60;
/// The fewest letters of a headline.
const LEAST_HEADLINE_LETTERS: usize = 8;
/// The longest headline, in bytes.
const LONGEST_HEADLINE_BYTES: usize = 250;
/// Of a headline so many hundredths are words of its link.
const LINKED_SHARE: usize = 90;
/// The longest line under a headline that says where and when it was printed, in bytes.
const LONGEST_SOURCE_BYTES: usize = 120;
/// The longest line with which the end of a newsletter begins, in bytes.
const LONGEST_ENDING_BYTES: usize = 480;
/// The most words of a line that leads to the rest of a piece.
const MOST_LEADING_WORDS: usize = 5;

/// Parts of lines with which the end of a newsletter begins, in lower case.
const ENDINGS: &[&str] = &[
    "unsubscribe",
    "manage your subscription",
    "manage preferences",
    "email preferences",
    "you are receiving this",
    "you received this",
    "this email was sent",
    "this message was sent",
    "view in browser",
    "forward to a friend",
    "privacy policy",
    "all rights reserved",
    "copyright ©",
    "수신거부",
    "配信停止",
    "退订",
    "abbestellen",
    "abmelden",
    "se désabonner",
    "désinscrire",
    "darse de baja",
    "cancelar la suscripción",
    "descadastr",
    "disiscriviti",
    "отписаться",
];

/// The pieces of a message; nothing where it is not plainly a digest.
pub(in super::super) fn split(lines: &[Line]) -> Option<Digest> {
    let headed = |line: &Line| line.heading && is_headline(line);
    let linked = |line: &Line| !line.heading && is_headline(line) && !line.runs_on;
    cut(lines, &headed, LEAST_HEADED).or_else(|| cut(lines, &linked, LEAST_LINKED))
}

/// Cuts at the lines that are headlines, of which there must be at least so many with a text.
fn cut(lines: &[Line], heads: &dyn Fn(&Line) -> bool, least: usize) -> Option<Digest> {
    let places: Vec<usize> = (0..lines.len()).filter(|at| heads(&lines[*at])).collect();
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    for (order, at) in places.iter().enumerate() {
        let next = places.get(order + 1).copied();
        pieces.push((*at, end_of(lines, *at, next)));
    }
    // How far out the lines of pieces lie that another one follows: what lies farther out behind the
    // last is the message's.
    let inner = pieces.iter().rev().skip(1).flat_map(|(from, to)| &lines[*from..*to]);
    let outmost = inner.map(|line| line.depth).min().unwrap_or(0);
    if let Some((from, to)) = pieces.last_mut() {
        let farther = (*from..*to).find(|at| lines[*at].depth < outmost);
        *to = farther.unwrap_or(*to);
    }
    let bodies = pieces.iter().map(|(from, to)| letters_of(&lines[from + 1..*to]));
    let mut kept: Vec<(usize, usize)> = Vec::new();
    for (piece, letters) in pieces.iter().zip(bodies) {
        if letters >= LEAST_LETTERS {
            kept.push(*piece);
        }
    }
    let share: usize = kept.iter().map(|(from, to)| letters_of(&lines[*from..*to])).sum();
    // Headlines without a text are the rule in a list of links, and the exception in a digest.
    if kept.len() < least || kept.len() * 2 < pieces.len() || !is_most_of(share, letters_of(lines))
    {
        return None;
    }
    let items = kept.iter().filter_map(|(from, to)| read(&lines[*from..*to])).collect::<Vec<_>>();
    let outside = |at: &usize| !kept.iter().any(|(from, to)| (*from..*to).contains(at));
    let around: Vec<&Line> = (0..lines.len()).filter(outside).map(|at| &lines[at]).collect();
    (items.len() == kept.len()).then(|| Digest { items, around: paragraphs(&around) })
}

/// Where the piece ends whose headline is line `at`, before the `next` one.
fn end_of(lines: &[Line], at: usize, next: Option<usize>) -> usize {
    let last = next.unwrap_or(lines.len());
    let ends = (at + 1..last).find(|here| {
        let line = &lines[*here];
        // A heading right above the next headline, or a rule in the last piece, opens another part.
        let opens = line.heading && next == Some(*here + 1);
        opens || next.is_none() && (line.ruled || line.heading) || is_ending(&line.text)
    });
    ends.unwrap_or(last)
}

fn is_headline(line: &Line) -> bool {
    let linked = line.linked_bytes * 100 >= line.text.len() * LINKED_SHARE;
    let leads = line.address.as_ref().is_some_and(|address| address.starts_with("http"));
    linked
        && leads
        && (LEAST_HEADLINE_LETTERS..=LONGEST_HEADLINE_BYTES).contains(&line.text.len())
        && letters(&line.text) >= LEAST_HEADLINE_LETTERS
        && !line.text.contains("://")
        && !furniture::is_furniture(&line.text)
        && !leads_on(&line.text)
        && !is_ending(&line.text)
}

/// Whether a line leads to the rest of the piece above it: `Read the full story »`.
fn leads_on(text: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "read ",
        "continue ",
        "full ",
        "view ",
        "see ",
        "more ",
        "learn more",
        "click ",
        "open ",
        "weiterlesen",
        "zum artikel",
        "mehr ",
        "lire ",
        "leer ",
        "leia ",
        "leggi ",
        "читать ",
        "подробнее",
        "기사 ",
        "더 보기",
        "전체 ",
        "続きを",
        "阅读",
    ];
    let lower = text.to_lowercase();
    let words = text.split_whitespace().count();
    words <= MOST_LEADING_WORDS && BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
}

fn is_ending(text: &str) -> bool {
    let lower = text.to_lowercase();
    ENDINGS.iter().any(|ending| lower.contains(ending)) && text.len() <= LONGEST_ENDING_BYTES
}

fn letters_of(lines: &[Line]) -> usize {
    lines.iter().map(|line| letters(&line.text)).sum()
}

/// A piece: read as a text of its lines is, which may say where and when it was printed, with its own
/// address.
fn read(lines: &[Line]) -> Option<Draft> {
    let (head, below) = lines.split_first()?;
    let mut text = head.text.clone();
    for (place, line) in below.iter().enumerate() {
        let says_where = place == 0
            && line.text.len() <= LONGEST_SOURCE_BYTES
            && !line.text.ends_with(['.', '!', '?', ':', '”', '"']);
        text.push_str(if says_where || place > 0 && line.runs_on { "\n" } else { "\n\n" });
        text.push_str(&line.text);
    }
    let mut draft = super::read(&text)?;
    draft.title.get_or_insert_with(|| head.text.clone());
    let address = head.address.clone()?;
    draft.labels.retain(|label| label.name != LabelName::Url);
    draft.labels.push(Label::new(LabelName::Url, address, "link of the headline"));
    Some(draft)
}

/// Lines as paragraphs.
fn paragraphs(lines: &[&Line]) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    for line in lines {
        match found.last_mut().filter(|_| line.runs_on) {
            Some(last) => {
                last.text.push('\n');
                last.text.push_str(&line.text);
            }
            None => {
                let ends = is_ending(&line.text) || furniture::is_furniture(&line.text);
                let text = line.text.clone();
                let kind = if ends { Kind::Furniture } else { Kind::Text };
                found.push(Paragraph { kind, stated: ends, text });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::super::super::web;
    use super::*;
    use crate::intake::testing::values;

    const ONE: &str = "The council voted on Wednesday to keep the old ferry for another year, although \
                       repairs will cost more than the new pier would have.";
    const TWO: &str = "The pier was opened on Tuesday after a delay of four years, and the first boats \
                       came in from Oldport before noon.";
    const THREE: &str = "Fog closed the harbour for three days, and the fishermen of Crane Quay stayed at \
                         home, the harbour master said.";

    fn of(html: &str) -> Option<Digest> {
        split(&web::lines(html))
    }

    fn titles(digest: &Digest) -> Vec<&str> {
        digest.items.iter().filter_map(|item| item.title.as_deref()).collect()
    }

    fn around(digest: &Digest) -> Vec<&str> {
        digest.around.iter().map(|paragraph| paragraph.text.as_str()).collect()
    }

    /// No word of a message may be lost, wherever it goes.
    fn is_whole(html: &str, digest: &Digest) {
        let paragraphs = digest.items.iter().flat_map(|item| &item.paragraphs);
        let texts = paragraphs.chain(&digest.around).map(|paragraph| paragraph.text.as_str());
        let labels = digest.items.iter().flat_map(|item| &item.labels).map(|l| l.value.as_str());
        let all: String = texts.chain(titles(digest)).chain(labels).collect::<Vec<_>>().join(" ");
        for line in web::lines(html) {
            for word in line.text.split_whitespace() {
                assert!(all.contains(word), "{word} of {} is lost", line.text);
            }
        }
    }

    #[test]
    fn headings_with_links_part_pieces() {
        let html = format!(
            "<h1>Harborwire Daily</h1><p>Good morning, here is what happened.</p>\
             <h2>Harbour</h2>\
             <h3><a href='https://post.example/ferry'>Ferry stays in service</a></h3><p>Port Post, 12 November 2019</p>\
             <p>{ONE}</p><p><a href='https://post.example/ferry'>Read the full story</a></p>\
             <h3><a href='https://gazette.example/pier'>Pier opens at last</a></h3><p>{TWO}</p><p>{THREE}</p>\
             <hr><p>You are receiving this because you asked for it. <a href='https://hw.example/u'>Unsubscribe</a></p>"
        );
        let digest = of(&html).expect("a digest");
        assert_eq!(titles(&digest), ["Ferry stays in service", "Pier opens at last"]);
        let [ferry, pier] = digest.items.as_slice() else { panic!("two pieces") };
        assert_eq!(values(ferry, LabelName::Url), ["https://post.example/ferry"]);
        assert_eq!(values(ferry, LabelName::Outlet), ["Port Post"]);
        assert_eq!(values(ferry, LabelName::Published), ["12 November 2019"]);
        assert_eq!(values(pier, LabelName::Url), ["https://gazette.example/pier"]);
        assert_eq!(pier.paragraphs.iter().filter(|p| p.kind == Kind::Text).count(), 2);
        let around = around(&digest);
        assert_eq!(
            around[..3],
            ["Harborwire Daily", "Good morning, here is what happened.", "Harbour"]
        );
        assert!(around[3].starts_with("You are receiving this") && around.len() == 4);
        is_whole(&html, &digest);
    }

    #[test]
    fn a_layout_of_tables_is_seen_through() {
        let row = |at: u32, title: &str, text: &str| {
            format!(
                "<tr><td><table><tr><td><img src=x></td><td><a href='https://post.example/{at}'><b>{title}</b></a><br>\
                 Port Post, 12 November 2019<br><br>{text}</td></tr></table></td></tr>"
            )
        };
        let html = format!(
            "<table><tr><td><img src=logo> Press review of Tuesday</td></tr>{}{}{}\
             </table><table><tr><td>Harborwire, 1 Quay Street<br><a href='https://hw.example/u'>Unsubscribe</a></td></tr></table>",
            row(1, "Ferry stays in service", ONE),
            row(2, "Pier opens at last", TWO),
            row(3, "Fog closes the harbour", THREE),
        );
        let digest = of(&html).expect("a digest");
        assert_eq!(
            titles(&digest),
            ["Ferry stays in service", "Pier opens at last", "Fog closes the harbour"]
        );
        for (place, item) in digest.items.iter().enumerate() {
            let address = format!("https://post.example/{}", place + 1);
            assert_eq!(values(item, LabelName::Url), [address.as_str()]);
            assert_eq!(values(item, LabelName::Outlet), ["Port Post"]);
        }
        assert_eq!(
            around(&digest),
            ["Press review of Tuesday", "Harborwire, 1 Quay Street\nUnsubscribe"]
        );
        is_whole(&html, &digest);
    }

    #[test]
    fn a_message_that_is_less_plain_stays_whole() {
        let link =
            |at: u32, title: &str| format!("<a href='https://post.example/{at}'>{title}</a>");
        let (ferry, pier) = (link(1, "Ferry stays in service"), link(2, "Pier opens at last"));
        for html in [
            // Two headings that lead nowhere.
            format!("<h2>What we decided</h2><p>{ONE}</p><h2>What comes next</h2><p>{TWO}</p>"),
            // One article with links of its own.
            format!("<h1>{ferry}</h1><p>{ONE}</p><p>{TWO}</p><p>{pier}</p><p>{THREE}</p>"),
            // A list of headlines.
            format!(
                "<h3>{ferry}</h3><h3>{pier}</h3><h3>{}</h3><p>Good night.</p>",
                link(3, "Fog closes it")
            ),
            // Two links in a message from a friend.
            format!("<p>{ONE}</p><p>{ferry}</p><p>{TWO}</p><p>{pier}</p><p>{THREE}</p>"),
            // Most of it stands before the first headline.
            format!(
                "<p>{}</p><h2>{ferry}</h2><p>{ONE}</p><h2>{pier}</h2><p>{TWO}</p>",
                THREE.repeat(9)
            ),
        ] {
            assert!(of(&html).is_none(), "{html}");
        }
    }
}
