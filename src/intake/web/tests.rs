//! Pages of each kind, made up for these tests, and hostile ones.

use super::super::{Options, Outcome, Source, read};
use crate::clipping::{Draft, Kind, LabelName, Note};

/// What became of a page.
struct Read {
    reader: &'static str,
    drafts: Vec<(Draft, Vec<Note>)>,
    left_out: u32,
    notes: Vec<Note>,
}

fn page(path: &str, bytes: &[u8]) -> Read {
    let mut drafts = Vec::new();
    let source = Source { path, bytes };
    match read(&source, &Options::default(), &mut |article| {
        drafts.push((article.draft, article.notes))
    }) {
        Outcome::Read { reader, left_out, notes, .. } => Read { reader, drafts, left_out, notes },
        Outcome::Skipped { reason } => panic!("skipped: {}", reason.told()),
    }
}

fn one(path: &str, bytes: &[u8]) -> Draft {
    let mut read = page(path, bytes);
    assert_eq!(read.drafts.len(), 1, "{:?}", read.notes);
    read.drafts.remove(0).0
}

fn label(draft: &Draft, name: LabelName) -> &str {
    let found = draft.labels.iter().find(|label| label.name == name);
    found.map_or("", |label| label.value.as_str())
}

fn texts(draft: &Draft, kind: Kind) -> Vec<&str> {
    let of_kind = draft.paragraphs.iter().filter(|paragraph| paragraph.kind == kind);
    of_kind.map(|paragraph| paragraph.text.as_str()).collect()
}

/// Three paragraphs that any extractor takes for an article.
const STORY: &str = "<p>The ferry between Portbury and Crane Quay will stay in service for another ten years, the \
    harbour council decided on Tuesday, after a debate that lasted until midnight.</p>\
    <p>“Nobody wants to row to work,” said Ann Example, who chairs the council, adding that the boat, the \
    crew and the timetable would remain as they are.</p>\
    <p>The vote was nine to two. A bridge, once planned for the same place, would have cost four times as much, \
    the treasurer told the members before they voted.</p>";

fn article(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Ferry stays for ten years | Portbury Post</title>{head}</head>\
         <body><nav><a href=/>Home</a> <a href=/city>City</a></nav><article><h1>Ferry stays for ten years</h1>{body}</article>\
         <footer>© 2026 Portbury Post</footer></body></html>"
    )
}

#[test]
fn a_saved_page_gives_its_article_and_what_it_states() {
    let head = r#"<link rel="canonical" href="https://post.example/city/ferry">
        <meta property="og:site_name" content="Portbury Post"><meta property="og:title" content="Ferry stays for ten years - Portbury Post">
        <script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Ferry stays for ten years",
          "datePublished": "2019-11-13T06:02:00+09:00", "dateModified": "2019-11-14T07:00:00+09:00", "articleSection": ["City"],
          "author": [{"name": "Ann Example"}, {"name": "Bo Muster"}], "keywords": ["ferry", "quay"],}]}</script>"#;
    let draft = one("a.html", article(head, STORY).as_bytes());
    assert_eq!(draft.title.as_deref(), Some("Ferry stays for ten years"));
    assert_eq!(texts(&draft, Kind::Text).len(), 3);
    for (name, value) in [
        (LabelName::Published, "2019-11-13T06:02:00+09:00"),
        (LabelName::Updated, "2019-11-14T07:00:00+09:00"),
        (LabelName::Url, "https://post.example/city/ferry"),
        (LabelName::Outlet, "Portbury Post"),
        (LabelName::Category, "City"),
        (LabelName::Tag, "ferry"),
        (LabelName::Byline, "Ann Example"),
        (LabelName::Language, "en"),
    ] {
        assert_eq!(label(&draft, name), value, "{name:?}");
    }
    let authors = draft.labels.iter().filter(|label| label.name == LabelName::Byline).count();
    assert_eq!(authors, 2);
}

#[test]
fn a_print_page_states_its_date_in_words() {
    let html = format!(
        "<html><head><title>Print: Ferry stays</title></head><body onload=\"window.print()\"><h1>Ferry stays</h1>\
         <div>Wednesday, 13 November 2019</div>{STORY}</body></html>"
    );
    let draft = one("print", html.as_bytes());
    assert_eq!(label(&draft, LabelName::Published), "Wednesday, 13 November 2019");
    assert_eq!(texts(&draft, Kind::Text).iter().filter(|text| text.contains("ferry")).count(), 1);
}

#[test]
fn single_file_pages_tell_when_they_were_saved_and_lose_their_pictures() {
    let comment = "<!--\n Page saved with SingleFile \n url: https://post.example/city/ferry \n \
                   saved date: Thu Nov 14 2019 09:00:00 GMT+0900 (Korean Standard Time)\n-->";
    let picture = format!("<img src=\"data:image/png;base64,{}\">", "A".repeat(3 << 20));
    let html = article("", &format!("{picture}{STORY}")).replacen(
        "<head>",
        &format!("{comment}<head>"),
        1,
    );
    let draft = one("a.html", html.as_bytes());
    assert_eq!(label(&draft, LabelName::Url), "https://post.example/city/ferry");
    assert!(label(&draft, LabelName::Saved).starts_with("Thu Nov 14 2019"));
    assert_eq!(label(&draft, LabelName::Published), "", "saved is not published");
}

#[test]
fn mhtml_is_unwrapped() {
    let html = article("", STORY).replace('=', "=3D").replace('“', "=E2=80=9C");
    let mhtml = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/city/ferry\r\n\
         Subject: =?utf-8?Q?Ferry=20stays?=\r\nDate: Thu, 14 Nov 2019 00:00:00 -0000\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Boundary\"\r\n\r\n\r\n------Boundary\r\n\
         Content-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n\
         Content-Location: https://post.example/city/ferry\r\n\r\n{html}\r\n------Boundary\r\nContent-Type: image/png\r\n\
         Content-Transfer-Encoding: base64\r\nContent-Location: cid:1\r\n\r\nAAAA\r\n------Boundary--\r\n"
    );
    let read = page("ferry.mhtml", mhtml.as_bytes());
    assert_eq!((read.reader, read.drafts.len()), ("MHTML", 1));
    let draft = &read.drafts[0].0;
    assert_eq!(draft.title.as_deref(), Some("Ferry stays for ten years"));
    assert_eq!(label(draft, LabelName::Url), "https://post.example/city/ferry");
    assert_eq!(label(draft, LabelName::Saved), "Thu, 14 Nov 2019 00:00:00 -0000");
    assert!(texts(draft, Kind::Text).iter().any(|text| text.starts_with('“')));
}

#[test]
fn a_page_of_headlines_has_no_article_and_that_is_told() {
    let links: String = (0..60)
        .map(|n| format!("<li><a href=/{n}>Headline number {n} of the day</a></li>"))
        .collect();
    let read = page(
        "index.html",
        format!("<html><body><h1>News</h1><ul>{links}</ul></body></html>").as_bytes(),
    );
    assert_eq!((read.drafts.len(), read.left_out), (0, 1));
    assert!(read.notes[0].message.starts_with("no article on the page"));
}

#[test]
fn a_declared_encoding_is_believed() {
    let html = format!("<html><head><meta charset=\"windows-1251\"><title>Порт</title></head><body><h1>Порт открыт</h1>{}</body></html>",
        "<p>Паром между двумя берегами останется ещё на десять лет, решил совет гавани во вторник, после долгого спора.</p>".repeat(3));
    let draft = one("a.html", &encoding_rs::WINDOWS_1251.encode(&html).0);
    assert!(draft.title.is_some_and(|title| title.starts_with("Порт")));
}

#[test]
fn what_leads_away_from_the_article_is_furniture() {
    let body = format!(
        "{STORY}<figure><img src=q.jpg><figcaption>The quay at dawn. (Meridian)</figcaption></figure>\
         <p>Read more: <a href=/x>Bridge plan dropped after storm</a></p><p><a href=/y>Share this story</a></p>\
         <p>We use cookies to measure visits.</p>"
    );
    let draft = one("a.html", article("", &body).as_bytes());
    assert_eq!(texts(&draft, Kind::Text).len(), 3, "{:?}", draft.paragraphs);
    assert_eq!(texts(&draft, Kind::Caption), ["The quay at dawn. (Meridian)"]);
}

#[test]
fn hostile_pages_are_read_within_bounds() {
    for html in [
        format!("<html><body>{}{STORY}", "<div>".repeat(100_000)),
        format!("<html><body>{}{STORY}", "<b>".repeat(50_000)),
        format!("<html><body><p {}>{STORY}", "a=b ".repeat(100_000)),
        format!("<html><body><script>{}", "var a = '</';".repeat(100_000)),
        format!("<html><body>{}", "<table><tr><td>word ".repeat(20_000)),
        format!("<html><body>{}", "<b><table><tr><td></b></td></tr></table>".repeat(5_000)),
        format!("<html><body>{}", "<a b='".repeat(100_000)),
    ] {
        page("a.html", html.as_bytes());
    }
}

#[test]
fn deep_nesting_is_told() {
    let html = format!("<html><body>{}{STORY}", "<div>".repeat(5_000));
    let read = page("a.html", html.as_bytes());
    let (draft, notes) = &read.drafts[0];
    assert_eq!(texts(draft, Kind::Text).len(), 3);
    assert!(notes.iter().any(|note| note.message.contains("deeper than")));
}

#[test]
fn an_article_behind_more_tags_than_are_parsed_is_read_and_the_limit_is_told() {
    for filler in [
        "<li><a href=/x>City news</a></li>".repeat(31_000),
        "<br>".repeat(121_000),
        "<div><span></span></div>".repeat(31_000),
        "<b><i><p>x</i></b>".repeat(18_000),
    ] {
        let html = article("", &format!("<div>{filler}</div>{STORY}"));
        let read = page("a.html", html.as_bytes());
        let (draft, notes) = &read.drafts[0];
        let found = texts(draft, Kind::Text);
        for words in ["midnight.", "Nobody wants to row to work", "nine to two"] {
            assert!(found.iter().any(|text| text.contains(words)), "{words}: {}", &html[300..400]);
        }
        let told = "more than 120000 tags: read whole, without looking for its article";
        assert_eq!(notes.iter().filter(|note| note.message == told).count(), 1, "{notes:?}");
    }
}

#[test]
fn an_article_behind_tens_of_thousands_of_tags_is_found_as_any_other() {
    for filler in [
        "<li><a href=/x>City news</a></li>".repeat(20_000),
        "<div><span>x</span></div>".repeat(20_000),
        "<table><tr><td>1<td>2</table>".repeat(14_000),
    ] {
        let html =
            article("", STORY).replacen("<article>", &format!("<div>{filler}</div><article>"), 1);
        let read = page("a.html", html.as_bytes());
        let (draft, notes) = &read.drafts[0];
        assert_eq!(texts(draft, Kind::Text).len(), 3, "{}", &html[300..400]);
        assert_eq!(notes, &[]);
    }
}

#[test]
fn a_page_of_links_beyond_the_limit_has_no_article_and_both_are_told() {
    let html = article("", &"<li><a href=/x>City news</a></li>".repeat(31_000));
    let read = page("a.html", html.as_bytes());
    assert_eq!((read.drafts.len(), read.left_out), (0, 1));
    let told = |words: &str| read.notes.iter().any(|note| note.message.contains(words));
    assert!(told("no article on the page") && told("120000 tags"), "{:?}", read.notes);
}

#[test]
fn an_article_written_in_references_is_an_article() {
    let story: String = "Паром останется ещё на десять лет, решил совет гавани во вторник. "
        .chars()
        .map(|c| if c.is_alphabetic() { format!("&#{};", u32::from(c)) } else { c.to_string() })
        .collect();
    let body = format!("<p>{}</p>", story.repeat(20)).repeat(100);
    let read = page("a.html", article("", &body).as_bytes());
    let (draft, notes) = &read.drafts[0];
    assert!(texts(draft, Kind::Text)[0].starts_with("Паром останется ещё"));
    assert_eq!(notes, &[]);
}

#[test]
fn the_headline_is_one_that_the_page_shows() {
    let linked = |headline: &str| {
        format!(
            r#"<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{headline}"}}</script>"#
        )
    };
    for (head, expect) in [
        (linked("vessel on regular duty"), "Ferry stays for ten years"),
        (linked("Portbury keeps its ferry"), "Portbury keeps its ferry"),
        (
            "<meta property=og:site_name content='Portbury Post'><meta property=og:title content='Portbury Post'>".to_owned(),
            "Ferry stays for ten years",
        ),
    ] {
        let draft = one("a.html", article(&head, STORY).as_bytes());
        assert_eq!(draft.title.as_deref(), Some(expect), "{head}");
    }
}

#[test]
fn names_lose_what_stands_beside_them() {
    let head = "<meta name=author content='Dr Ann Example - https://post.example/'>";
    let draft = one("a.html", article(head, STORY).as_bytes());
    assert_eq!(label(&draft, LabelName::Byline), "Dr Ann Example");
    assert_eq!(label(&draft, LabelName::Outlet), "Portbury Post");
    let line = "<div class=author><a href=/author/ann>Ann Example</a> Harbour Editor</div>";
    let draft = one("a.html", article("", &format!("{line}{STORY}")).as_bytes());
    assert_eq!(label(&draft, LabelName::Byline), "Ann Example");
}

#[test]
fn a_line_by_the_headline_names_the_author_where_nothing_else_does() {
    for line in [
        "<p>By Ann Example</p><p>17 September 2018</p>",
        "<p>17 September 2018</p><p>By Ann Example</p>",
        "<p>Published: 17 September 2018, 14:05<br>By Ann Example</p>",
        "<p>17 September 2018 | By Ann Example</p>",
        "<p>By Ann Example, 17 September 2018</p>",
        "<p>By <a href=\"/staff/ann\"><b>Ann Example</b></a> Published on 17 September 2018</p>",
    ] {
        let draft = one("a.html", article("", &format!("{line}{STORY}")).as_bytes());
        let byline = label(&draft, LabelName::Byline);
        assert_eq!(byline.strip_prefix("By ").unwrap_or(byline), "Ann Example", "{line}");
        assert_eq!(texts(&draft, Kind::Text).len(), 3, "{line}");
    }
}

#[test]
fn lines_that_name_others_are_no_bylines() {
    for line in [
        "<p>By Monday the ferry was late again.</p>",
        "<aside><p>By Bo Muster</p></aside>",
        "<ul class=\"related\"><li><a href=\"/b\">Fog stays</a><p>By Bo Muster</p></li></ul>",
        "<p>Stand <b>by</b> <i>Ann Example</i></p>",
    ] {
        let draft = one("a.html", article("", &format!("{line}{STORY}")).as_bytes());
        assert_eq!(label(&draft, LabelName::Byline), "", "{line}");
    }
    let stated = article("<meta name=\"author\" content=\"Bo Muster\">", STORY);
    let stated = stated.replace("</h1>", "</h1><p>By Ann Example</p>");
    assert_eq!(label(&one("a.html", stated.as_bytes()), LabelName::Byline), "Bo Muster");
}

#[test]
fn a_page_for_a_printer_has_its_headline_where_it_shows_it() {
    for (title, heading) in [
        ("Print: Ferry stays for ten years", "<h2>Ferry stays for ten years</h2>"),
        ("Portbury Post | Print", "<div class=\"title\">Ferry stays for ten years</div>"),
        ("Portbury Post | Print", "<h1>Ferry stays for ten years</h1>"),
        ("Ferry stays for ten years | Print", "<p>Portbury</p>"),
    ] {
        let page = format!(
            "<html><head><title>{title}</title></head><body>{heading}<p>17 September 2018</p>{STORY}</body></html>"
        );
        let draft = one("print.html", page.as_bytes());
        assert_eq!(draft.title.as_deref(), Some("Ferry stays for ten years"), "{title}");
    }
    let page = format!(
        "<html><head><title>Ferry stays | Portbury Post</title></head><body><h2>Portbury Post</h2>{STORY}</body></html>"
    );
    assert_eq!(
        one("a.html", page.as_bytes()).title.as_deref(),
        Some("Ferry stays | Portbury Post")
    );
}
