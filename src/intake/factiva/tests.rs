//! Exports of Factiva with codes and without, as text, page and XML.

use super::*;
use crate::clipping::{Kind, LabelName};
use crate::intake::testing::values;

const CODED: &str = "HD\tFerry stays for another year
BY\tBy Ann Example
WC\t355 words
PD\t9 January 2012
ET\t08:20
SN\tPortbury Post
SC\tPORTPO
LA\tEnglish
CY\t(c) 2012 Portbury Press
LP\t
The council voted on Monday.

It was late.
TD

A final vote is due in spring.
CO\tprtbry : Portbury Ferries plc | hrbr : Harbour Holdings
IN\ti76 : Shipping
NS\tgcat : Political/General News | gpol : Domestic Politics
RE\tuk : United Kingdom | eurz : Europe
AN\tDocument PORTPO0020120109e81900001

SE\tNews
HD
Pier opens
late
WC
12 words
PD
10 January 2012
SN
Harbour Echo
LP
The pier opened at noon.
AN
Document HARBEC0020120110e81a00002
";

const UNCODED: &str = "Ferry stays for another year

By Ann Example
355 words
9 January 2012
08:20
Portbury Post
PORTPO
3
English
(c) 2012 Portbury Press. All Rights Reserved.

The council voted on Monday.

A final vote is due in spring.

Document PORTPO0020120109e81900001

Fähre bleibt
12 Wörter
10. Januar 2012
Hafen-Bote
HAFBOT
Deutsch
Copyright 2012 Hafen-Bote

Der Rat hat entschieden.

Dokument HAFBOT0020120110e81a00002
";

fn run(reader: &dyn Reader, text: &str) -> (Vec<Draft>, Account) {
    let source = Source { path: "a", bytes: text.as_bytes() };
    assert!(reader.accepts(&source, super::super::start_of(text, 16 * 1024)), "{text}");
    let mut found = Vec::new();
    let account =
        reader.read(&source, text, &Options::default(), &mut |draft, _| found.push(draft));
    (found, account)
}

fn texts(draft: &Draft) -> Vec<&str> {
    let text = draft.paragraphs.iter().filter(|paragraph| paragraph.kind == Kind::Text);
    text.map(|paragraph| paragraph.text.as_str()).collect()
}

#[test]
fn fields_with_codes_are_read() {
    let (found, account) = run(&Text, CODED);
    assert_eq!((found.len(), account), (2, Account::default()));
    let (first, second) = (&found[0], &found[1]);
    assert_eq!(first.native.as_deref(), Some("factiva:PORTPO0020120109e81900001"));
    assert_eq!(first.title.as_deref(), Some("Ferry stays for another year"));
    assert_eq!(values(first, LabelName::Published), ["9 January 2012 08:20"]);
    assert_eq!(values(first, LabelName::Outlet), ["Portbury Post"]);
    assert_eq!(values(first, LabelName::Company), ["Portbury Ferries plc", "Harbour Holdings"]);
    assert_eq!(values(first, LabelName::Place), ["United Kingdom", "Europe"]);
    assert_eq!(
        values(first, LabelName::Tag),
        ["Shipping", "Political/General News", "Domestic Politics"]
    );
    assert_eq!(
        texts(first),
        ["The council voted on Monday.", "It was late.", "A final vote is due in spring."]
    );
    assert_eq!(second.title.as_deref(), Some("Pier opens late"));
    assert_eq!(values(second, LabelName::Category), ["News"]);
    assert_eq!(texts(second), ["The pier opened at noon."]);
    assert_eq!(second.native.as_deref(), Some("factiva:HARBEC0020120110e81a00002"));
}

#[test]
fn articles_without_codes_are_read_by_their_order() {
    let (found, account) = run(&Text, UNCODED);
    assert_eq!((found.len(), account), (2, Account::default()));
    let (first, second) = (&found[0], &found[1]);
    assert_eq!(first.title.as_deref(), Some("Ferry stays for another year"));
    assert_eq!(values(first, LabelName::Byline), ["By Ann Example"]);
    assert_eq!(values(first, LabelName::Published), ["9 January 2012 08:20"]);
    assert_eq!(values(first, LabelName::Outlet), ["Portbury Post"]);
    assert_eq!(values(first, LabelName::Language), ["English"]);
    assert_eq!(texts(first), ["The council voted on Monday.", "A final vote is due in spring."]);
    assert_eq!(second.title.as_deref(), Some("Fähre bleibt"));
    assert_eq!(values(second, LabelName::Published), ["10. Januar 2012"]);
    assert_eq!(values(second, LabelName::Language), ["Deutsch"]);
    assert_eq!(second.native.as_deref(), Some("factiva:HAFBOT0020120110e81a00002"));
}

#[test]
fn paragraphs_of_a_document_give_the_same() {
    let coded = CODED.replace("Pier opens\nlate", "Pier opens late");
    for text in [coded.as_str(), UNCODED] {
        let paragraphs: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(run(&Text, &paragraphs.join("\n\n")), run(&Text, text));
    }
}

#[test]
fn pages_are_read_with_codes_and_without() {
    let page = "<html><head><title>Factiva</title><style>a{}</style></head><body><a>x</a>\
        <div class=\"article enArticle\"><table><tr><td class=\"index\"><p><b>HD</b>&nbsp;</p></td>\
        <td><span class='enHeadline'>Ferry <b>stays</b></span></td></tr><tr><td class=\"index\">\
        <b>PD</b></td><td>9 January 2012</td></tr><tr><td class=\"index\"><p><b>TD</b></p></td><td>\
        <p class=\"articleParagraph enarticleParagraph\">One.</p><p class=\"articleParagraph\">IN\
        </p></td></tr><tr><td class=\"index\"><br/><b>AN</b>&nbsp;</td><td><br/>Document \
        PORTPO0020120109e81900001</td></tr></table></div><div class=\"article zhArticle\">\
        <div id=\"hd\"><span class=\"zhHeadline\">渡轮保留</span></div><div>355 字</div>\
        <div>2018 年 5 月 28 日</div><div>海港报</div><div>HAIGANG</div><div>简体中文</div>\
        <div>版权所有 2018 海港报</div><p class=\"articleParagraph\">周一投票。</p>\
        <p>文件 HAIGAN0020180528ee5s00003</p></div><div>© 2018 Factiva</div></body></html>";
    let (found, account) = run(&Page, page);
    assert_eq!((found.len(), account), (2, Account::default()));
    assert_eq!(found[0].title.as_deref(), Some("Ferry stays"));
    assert_eq!(texts(&found[0]), ["One.", "IN"]);
    assert_eq!(values(&found[0], LabelName::Published), ["9 January 2012"]);
    let second = &found[1];
    assert_eq!(second.title.as_deref(), Some("渡轮保留"));
    assert_eq!(values(second, LabelName::Published), ["2018 年 5 月 28 日"]);
    assert_eq!(values(second, LabelName::Outlet), ["海港报"]);
    assert_eq!(values(second, LabelName::Language), ["简体中文"]);
    assert_eq!(texts(second), ["周一投票。"]);
    assert_eq!(second.native.as_deref(), Some("factiva:HAIGAN0020180528ee5s00003"));
}

const XML: &str = "<?xml version='1.0'?><PPSResponse><ppsArticleResponse xmlns='http://x'>\
    <ppsarticleResultSet count=\"2\"><ppsarticle><article><accessionNo>PORTPO002012</accessionNo>\
    <baseLanguage>EN</baseLanguage><headline><paragraph lang=\"EN\"><hlt>Ferry</hlt> stays &amp; \
    more</paragraph></headline><leadParagraph><paragraph>One <hlt>two</hlt> three.</paragraph>\
    </leadParagraph><tailParagraphs>\nThe council voted on Monday to keep the old ferry running\n\
    for another year.\n    A final vote is due.\n</tailParagraphs><publicationDate>\
    <dateTime>2012-01-09T01:35:58Z</dateTime></publicationDate><sourceName>Portbury Post</sourceName>\
    <region code=\"uk\"><name>United Kingdom</name></region><newsSubject code=\"gcat\"><name>General \
    News</name></newsSubject></article></ppsarticle><ppsarticle><article><accessionNo>B</accessionNo>\
    <headline>Pier opens</headline><leadParagraph>At noon.</leadParagraph></article></ppsarticle>\
    </ppsarticleResultSet></ppsArticleResponse></PPSResponse>";

#[test]
fn xml_is_read() {
    let (found, account) = run(&Xml, XML);
    assert_eq!((found.len(), account), (2, Account::default()));
    let first = &found[0];
    assert_eq!(first.title.as_deref(), Some("Ferry stays & more"));
    assert_eq!(first.native.as_deref(), Some("factiva:PORTPO002012"));
    assert_eq!(values(first, LabelName::Published), ["2012-01-09T01:35:58Z"]);
    assert_eq!(values(first, LabelName::Place), ["United Kingdom"]);
    assert_eq!(values(first, LabelName::Tag), ["General News"]);
    assert_eq!(
        texts(first),
        [
            "One two three.",
            "The council voted on Monday to keep the old ferry running for another year.",
            "A final vote is due."
        ]
    );
    assert_eq!(
        (found[1].title.as_deref(), texts(&found[1])),
        (Some("Pier opens"), vec!["At noon."])
    );
}

#[test]
fn what_is_missing_is_told() {
    let (found, account) = run(&Xml, &XML.replace("count=\"2\"", "count=\"3\""));
    assert_eq!((found.len(), account.left_out), (2, 1));
    assert_eq!(account.notes[0].message, "the file says that it holds 3 articles, 2 were found");
    let counted = format!("Total documents: 5\n\n{CODED}");
    assert_eq!(run(&Text, &counted).1.left_out, 3);
}

#[test]
fn exports_that_are_cut_off_are_read_as_far_as_they_go() {
    let (found, account) = run(&Xml, XML.split_once("<hlt>two").expect("it is there").0);
    assert_eq!(texts(&found[0]), ["One"]);
    assert!(account.notes[0].message.contains("in the midst of an article"), "{account:?}");
    let cut = UNCODED.rsplit_once("Dokument").expect("it is there").0;
    assert_eq!(run(&Text, cut).0.len(), 2);
}

#[test]
fn other_texts_are_not_taken() {
    for text in [
        "Ferry stays\n\n355 words\nwere said on 9 January 2012.\n\nDocument it.",
        "IN\nHD\n\nThe council voted.",
        "<html><body><p class=\"articleParagraph\">x</p></body></html>",
    ] {
        let source = Source { path: "a", bytes: text.as_bytes() };
        for reader in [&Text as &dyn Reader, &Page, &Xml] {
            assert!(!reader.accepts(&source, text), "{text}");
        }
    }
}

#[test]
fn a_section_may_stand_right_above_the_headline_and_the_publisher_below_the_text() {
    let export = |section: &str, by: &str, publisher: &str| {
        format!(
            "{section}Ferry stays for another\nyear\n\n{by}355 words\n9 January 2012\nPortbury Post\nPORTPO\n\
             English\n(c) 2012 Harbour Press. All Rights Reserved.\n\nThe council voted on Monday.\n\nA final \
             vote is due.\n\n{publisher}Document PORTPO0020120109e81900001\n"
        )
    };
    for section in ["", "Business\n", "Business\n\n"] {
        for by in ["", "By Ann Example\n"] {
            for publisher in ["", "Harbour Press\n\n", "Portbury Post\n\n", "Mole & Quay Ltd\n\n"] {
                let text = export(section, by, publisher);
                let (found, _) = run(&Text, &text);
                let draft = &found[0];
                assert_eq!(draft.title.as_deref(), Some("Ferry stays for another year"), "{text}");
                assert_eq!(values(draft, LabelName::Byline).len(), usize::from(!by.is_empty()));
                let sections = values(draft, LabelName::Category);
                assert_eq!(sections, if section.is_empty() { vec![] } else { vec!["Business"] });
                assert_eq!(texts(draft), ["The council voted on Monday.", "A final vote is due."]);
                assert!(
                    values(draft, LabelName::Other).contains(&publisher.trim())
                        || publisher.is_empty()
                );
            }
        }
    }
    let (found, _) = run(&Text, &export("NEWS; World\n", "", ""));
    assert_eq!(found[0].title.as_deref(), Some("Ferry stays for another year"));
    let (found, _) = run(&Text, &export("", "", "Nobody Rows\n\n"));
    assert_eq!(texts(&found[0]).last().copied(), Some("Nobody Rows"));
}
