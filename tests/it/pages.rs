//! What is read off pages as sites print them: headline, date, outlet, byline, place line.

use morgue::clipping::{Clipping, ClueKind, Kind, Origin};
use morgue::enrich::{Lore, enrich};
use morgue::intake::{self, Source};

use crate::support::today;

const TEXT: &str = "\
The council of the town voted on Monday to keep the ferry that links the banks of the river.

It was the second vote within a year, and the mayor had asked for it in the spring of that year.";

/// The one clipping of a page, read long after it was printed.
fn clipping(page: &str) -> Clipping {
    let source = Source { path: "page.txt", bytes: page.as_bytes() };
    let later = today() + chrono::Days::new(3_000);
    let mut found = Vec::new();
    intake::read(&source, &intake::Options::default(), &mut |article| {
        let origin = Origin {
            root: "/r".to_owned(),
            path: "page.txt".to_owned(),
            part: article.part,
            member: None,
        };
        let noon = later.and_hms_opt(12, 0, 0).expect("noon");
        found.push(enrich(article.draft, origin, &Lore::default(), noon));
    });
    assert_eq!(found.len(), 1, "{page}");
    found.remove(0)
}

fn below_headline(lines: &str) -> Clipping {
    clipping(&format!("Ferry stays after vote\n\n{lines}\n\n{TEXT}\n"))
}

fn date(clipping: &Clipping) -> Option<String> {
    clipping.published.as_ref().map(|known| known.value.iso())
}

fn outlet(clipping: &Clipping) -> Option<&str> {
    clipping.outlet.as_ref().map(|known| known.value.as_str())
}

fn byline(clipping: &Clipping) -> Option<&str> {
    clipping.byline.as_ref().map(|known| known.value.as_str())
}

fn dateline(clipping: &Clipping) -> Option<&str> {
    clipping.dateline.as_ref().map(|known| known.value.as_str())
}

#[test]
fn an_update_that_is_the_only_date_is_the_date_and_says_what_it_is() {
    for (line, iso) in [
        ("Updated 10:02 PM EST, January 9, 2024", "2024-01-09T22:02-05:00"),
        ("Updated Nov. 22, 2023 5:36 pm ET", "2023-11-22T17:36"),
    ] {
        let found = below_headline(line);
        assert_eq!(date(&found).as_deref(), Some(iso), "{line}");
        let clue = found.published.expect("a date").clue;
        assert!(clue.words.starts_with("updated: "), "{clue:?}");
    }
    let found = below_headline("Published 8 January 2024 | Updated 9 January 2024");
    assert_eq!(date(&found).as_deref(), Some("2024-01-08"));
    let page = "Le bac reste\n\nPublié hier à 21:12, Mis à jour le 10/06/2024 à 08:00\n\n\
        Le conseil de la ville a voté lundi pour garder le bac qui relie les deux rives du fleuve, \
        selon la mairie et les habitants de la ville.\n";
    assert_eq!(date(&clipping(page)).as_deref(), Some("2024-06-10T08:00"));
}

#[test]
fn a_full_stop_parts_hours_from_minutes_before_a_zone() {
    let found = below_headline("Published: Tue 12 Dec 2023 22.41 GMT");
    assert_eq!(date(&found).as_deref(), Some("2023-12-12T22:41+00:00"));
    let found =
        below_headline("Tue 12 Dec 2023 22.41 GMT\nLast modified on Wed 13 Dec 2023 09.12 GMT");
    assert_eq!(date(&found).as_deref(), Some("2023-12-12T22:41+00:00"));
    assert_eq!(outlet(&found), None);
}

#[test]
fn words_beside_a_date_are_no_outlet() {
    let found = below_headline("March 5, 2024 4:17 PM UTC Updated 3 hours ago");
    assert_eq!((date(&found).as_deref(), outlet(&found)), (Some("2024-03-05T16:17+00:00"), None));
    let found = below_headline("Last modified on Wed 13 Dec 2023 09.12 GMT");
    assert_eq!((date(&found).as_deref(), outlet(&found)), (Some("2023-12-13T09:12+00:00"), None));
}

#[test]
fn a_place_beside_a_date_or_behind_an_author_is_a_place_line() {
    let found = below_headline("Madrid - 30 MAY 2024 - 13:05 CEST");
    assert_eq!((outlet(&found), dateline(&found)), (None, Some("Madrid")));
    assert_eq!(found.regions[0].value, ["150", "039", "ES", "madrid"]);
    let found = below_headline("Von Thomas Müller, Berlin");
    assert_eq!((outlet(&found), byline(&found)), (None, Some("Thomas Müller")));
    assert_eq!(dateline(&found), Some("Berlin"));
    let found = below_headline("By Ann Example, Portbury Post");
    assert_eq!(outlet(&found), Some("Portbury Post"));
    for paper in ["The Portbury Post", "Metro", "Reforma"] {
        assert_eq!(outlet(&below_headline(&format!("{paper}, 13 November 2019"))), Some(paper));
    }
}

#[test]
fn marks_of_markdown_are_no_words() {
    let found = clipping(&format!("# My headline\n\n*By Ann Lee*, 3 May 2020\n\n{TEXT}\n"));
    assert_eq!(found.headline.value, "My headline");
    assert_eq!((outlet(&found), byline(&found)), (None, Some("Ann Lee")));
    assert_eq!(date(&found).as_deref(), Some("2020-05-03"));
    assert_eq!(clipping(&format!("#MeToo at sea\n\n{TEXT}\n")).headline.value, "#MeToo at sea");
}

#[test]
fn a_line_above_the_date_names_the_outlet_where_it_is_called_like_one() {
    assert_eq!(outlet(&below_headline("BBC News\n\n14 January 2024")), Some("BBC News"));
    assert_eq!(outlet(&below_headline("日本経済新聞\n2024年1月14日 10:00")), Some("日本経済新聞"));
    for line in ["Breaking News", "Ann Example", "World", "A river runs through it"] {
        assert_eq!(outlet(&below_headline(&format!("{line}\n\n14 January 2024"))), None, "{line}");
    }
}

#[test]
fn an_outlet_that_nothing_states_is_concluded_from_the_address() {
    let at = |url: &str| below_headline(&format!("13 May 2020\n\n{url}"));
    for (url, name) in [
        ("https://www.theguardian.com/world/2020/may/13/ferry", "The Guardian"),
        ("https://www.koreatimes.co.kr/www/nation/2020/05/113.html", "Korea Times"),
        ("https://en.wikinews.org/wiki/Ferry_stays", "Wikinews"),
        ("https://m.hankookilbo.com/News/Read/A2020051300001", "hankookilbo.com"),
        ("https://news.portburypost.co.uk/1", "portburypost.co.uk"),
    ] {
        let found = at(url);
        assert_eq!(outlet(&found), Some(name), "{url}");
        assert_eq!(found.outlet.expect("an outlet").clue.kind, ClueKind::Url);
    }
    for url in
        ["https://web.archive.org/web/2020/x", "https://t.co/abc", "https://news.google.com/a"]
    {
        assert_eq!(outlet(&at(url)), None, "{url}");
    }
    let stated = below_headline("The Portbury Post, 13 May 2020\n\nhttps://www.theguardian.com/1");
    assert_eq!(outlet(&stated), Some("The Portbury Post"));
}

#[test]
fn a_name_with_its_office_is_a_byline() {
    for (line, name) in [
        ("Gwyn Topham Transport correspondent", "Gwyn Topham"),
        ("Ann Example senior reporter", "Ann Example"),
        ("Ann Example Foreign Affairs Editor", "Ann Example"),
    ] {
        let found = below_headline(&format!("{line}\nTue 12 Dec 2023 22.41 GMT"));
        assert_eq!(byline(&found), Some(name), "{line}");
    }
    assert_eq!(byline(&below_headline("Palace denies feud with royal correspondent")), None);
}

#[test]
fn an_italian_place_line_ends_with_a_dash() {
    let page = "Il traghetto resta\n\n13 maggio 2020\n\nROMA - Il Consiglio comunale ha votato lunedì \
        per mantenere il traghetto che collega le due rive del fiume.\n";
    let found = clipping(page);
    assert_eq!(dateline(&found), Some("ROMA"));
    assert_eq!(found.regions[0].value[..3], ["150", "039", "IT"]);
}

#[test]
fn topics_in_a_list_at_the_foot_are_furniture() {
    let page = format!(
        "Ferry stays\n\n{TEXT}\n\nRelated Topics\n\nFerries\n\nRivers of Asia\n\nPortbury\n"
    );
    let of_kind = |found: &Clipping, kind| -> Vec<String> {
        let paragraphs = found.paragraphs.iter().filter(|paragraph| paragraph.kind == kind);
        paragraphs.map(|paragraph| paragraph.text.clone()).collect()
    };
    let found = clipping(&page);
    assert_eq!(of_kind(&found, Kind::Text).len(), 2, "{:?}", found.paragraphs);
    assert_eq!(of_kind(&found, Kind::Furniture).len(), 4);
    let inside = format!("Ferry stays\n\nRelated Topics\n\nFerries\n\n{TEXT}\n");
    assert!(of_kind(&clipping(&inside), Kind::Text).contains(&"Ferries".to_owned()));
}
