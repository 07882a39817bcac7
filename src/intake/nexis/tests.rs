//! Exports of Nexis in both forms, whole, in parts and cut off.

use super::super::sections;
use super::*;
use crate::clipping::{Kind, LabelName};
use crate::intake::testing::values;

const OLD: &str = "
Download Request: Selected Items: 1-2
Time Of Request: Friday, March 20, 2020  16:51:31

Terms: (ferry and Portbury)

                               1 of 2 DOCUMENTS



                                 Portbury Post

                            January 11, 2010 Monday
                                   Edition 1;
                                    Scotland

Ferry stays for another year, the council of
Portbury says

BYLINE: Ann Example

SECTION: NEWS; Pg. 3

LENGTH: 355 words

The council voted on Monday to keep the old ferry running for
another year, although repairs will cost more than the new pier
would have.

COST: nobody knows what it will be, the harbour master said.

GRAPHIC: The ferry at its quay, on a
foggy day

LOAD-DATE: January 12, 2010

LANGUAGE: ENGLISH

SUBJECT: FERRIES (90%); PORTS & HARBOURS
(78%)

GEOGRAPHIC: PORTBURY, ENGLAND (90%)

PUBLICATION-TYPE: Newspaper


                         Copyright 2010 Portbury Press
                              All Rights Reserved

                               2 of 2 DOCUMENTS


                     Copyright 2010 Harbour Echo Limited
                                  Harbour Echo

                                January 12, 2010

SECTION: Pg. 1

HEADLINE: Pier opens late

BODY:
The pier opened at noon.
";

const NEW: &str = "
Date and Time: Friday, 5. July 2019 09:31:00 CEST
Job Number: 00000001
Documents (2)
1. Ferry stays
Client/Matter: -None-

Ferry stays
Portbury Post(London)
July 1, 2019 Monday 9:20 AM GMT

Copyright 2019 Portbury Press All Rights Reserved
Section:\u{A0}NEWS; Version:28
Length:\u{A0}355 words
Byline:\u{A0}Ann Example
Highlight:\u{A0}A vote, at last
Body

The council voted on Monday.
Company: that is what it needs, she said.
Graphic

The ferry at its quay
Load-Date:\u{A0}July 2, 2019

End of Document

Pier opens late
Harbour Echo
July 2, 2019 Tuesday
Late Edition - Final

Copyright 2019 Harbour Echo
Length: 12 words
Body
The pier opened at noon.
Classification

Language: ENGLISH
Subject: PIERS (90%)
Load-Date: July 3, 2019

End of Document
";

type Found = Vec<Draft>;

fn read_text(text: &str) -> (Found, Account) {
    let source = Source { path: "a.txt", bytes: text.as_bytes() };
    assert!(Text.accepts(&source, text), "{text}");
    let mut found = Vec::new();
    let account = Text.read(&source, text, &Options::default(), &mut |draft, _| {
        found.push(Draft { labels: sections::told_apart(draft.labels), ..draft });
    });
    (found, account)
}

fn texts(draft: &Draft, kind: Kind) -> Vec<&str> {
    let of_kind = draft.paragraphs.iter().filter(|paragraph| paragraph.kind == kind);
    of_kind.map(|paragraph| paragraph.text.as_str()).collect()
}

#[test]
fn the_older_form_is_taken_apart() {
    let (found, account) = read_text(OLD);
    assert_eq!(account, Account::default());
    assert_eq!(found.len(), 2);
    let first = &found[0];
    assert_eq!(
        first.title.as_deref(),
        Some("Ferry stays for another year, the council of Portbury says")
    );
    assert_eq!(values(first, LabelName::Outlet), ["Portbury Post"]);
    assert_eq!(values(first, LabelName::Published), ["January 11, 2010 Monday"]);
    assert_eq!(values(first, LabelName::Byline), ["Ann Example"]);
    assert_eq!(values(first, LabelName::Category), ["NEWS"]);
    assert!(values(first, LabelName::Other).contains(&"Pg. 3"));
    assert_eq!(values(first, LabelName::Saved), ["January 12, 2010"]);
    assert_eq!(values(first, LabelName::Language), ["ENGLISH"]);
    assert_eq!(values(first, LabelName::Tag), ["FERRIES", "PORTS & HARBOURS"]);
    assert_eq!(values(first, LabelName::Place), ["PORTBURY, ENGLAND"]);
    assert!(values(first, LabelName::Other).contains(&"355 words"));
    assert!(values(first, LabelName::Other).contains(&"Edition 1; Scotland"));
    assert_eq!(
        texts(first, Kind::Text),
        [
            "The council voted on Monday to keep the old ferry running for another year, although \
             repairs will cost more than the new pier would have.",
            "COST: nobody knows what it will be, the harbour master said."
        ]
    );
    assert_eq!(texts(first, Kind::Caption), ["The ferry at its quay, on a foggy day"]);
}

#[test]
fn labels_of_headline_and_body_are_read() {
    let second = &read_text(OLD).0[1];
    assert_eq!(second.title.as_deref(), Some("Pier opens late"));
    assert_eq!(values(second, LabelName::Outlet), ["Harbour Echo"]);
    assert_eq!(values(second, LabelName::Published), ["January 12, 2010"]);
    assert_eq!(texts(second, Kind::Text), ["The pier opened at noon."]);
}

#[test]
fn magazines_have_seasons() {
    let text = OLD.replace("January 12, 2010\n\nSECTION", "Spring 2012\n\nSECTION");
    let second = &read_text(&text).0[1];
    assert_eq!(values(second, LabelName::Outlet), ["Harbour Echo"]);
    assert_eq!(values(second, LabelName::Published), ["Spring 2012"]);
}

#[test]
fn the_newer_form_is_taken_apart() {
    let (found, account) = read_text(NEW);
    assert_eq!(account, Account::default());
    assert_eq!(found.len(), 2);
    let (first, second) = (&found[0], &found[1]);
    assert_eq!(first.title.as_deref(), Some("Ferry stays"));
    assert_eq!(values(first, LabelName::Outlet), ["Portbury Post(London)"]);
    assert_eq!(values(first, LabelName::Published), ["July 1, 2019 Monday 9:20 AM GMT"]);
    assert_eq!(values(first, LabelName::Byline), ["Ann Example"]);
    assert_eq!(values(first, LabelName::Saved), ["July 2, 2019"]);
    assert_eq!(texts(first, Kind::Text)[..2], ["A vote, at last", "The council voted on Monday."]);
    assert_eq!(texts(first, Kind::Caption), ["The ferry at its quay"]);
    assert_eq!(second.title.as_deref(), Some("Pier opens late"));
    assert_eq!(values(second, LabelName::Outlet), ["Harbour Echo"]);
    assert!(values(second, LabelName::Other).contains(&"Late Edition - Final"));
    assert_eq!(values(second, LabelName::Tag), ["PIERS"]);
    assert_eq!(texts(second, Kind::Text), ["The pier opened at noon."]);
}

#[test]
fn paragraphs_of_a_document_give_the_same() {
    let paragraphs: Vec<&str> = NEW.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(read_text(&paragraphs.join("\n\n")), read_text(NEW));
}

#[test]
fn what_is_missing_is_told() {
    let lost = OLD.replace("2 of 2 DOCUMENTS", "");
    let (found, account) = read_text(&lost);
    assert_eq!((found.len(), account.left_out), (1, 1));
    assert_eq!(account.notes[0].message, "the file says that it holds 2 articles, 1 were found");
    // Exports in parts are whole, and it is told what they are part of.
    let part = OLD.replace("Selected Items: 1-2", "").replace(" 1 of 2 ", " 201 of 731 ");
    let part = part.replace(" 2 of 2 ", " 202 of 731 ");
    let (found, account) = read_text(&part);
    assert_eq!((found.len(), account.left_out), (2, 0));
    assert!(account.notes[0].message.starts_with("it ends at document 202 of 731"));
    let gap = part.replace("202 of 731", "204 of 731");
    assert_eq!(read_text(&gap).1.left_out, 2);
}

#[test]
fn an_export_that_is_cut_off_is_read_as_far_as_it_goes() {
    let cut = NEW.rsplit_once("Classification").expect("it is there").0;
    let (found, account) = read_text(cut);
    assert_eq!(found.len(), 2);
    assert!(account.notes[0].message.contains("has no end"));
}

#[test]
fn counters_are_known_in_many_languages() {
    for line in ["3 of 50 DOCUMENTS", "Dokument 3 von 50", "Document 3 de 50", "3 de 50 DOCUMENTS"]
    {
        assert_eq!(counter(line), Some((3, 50)), "{line}");
    }
    assert_eq!(counter("He read 3 of 50 documents"), None);
    assert_eq!(counter("0 of 0 DOCUMENTS"), None);
    assert_eq!(selected("Download Request: Selected Items: 1-3, 7"), Some(4));
}

#[test]
fn pages_are_read_like_text() {
    let page = "<HTML><HEAD><TITLE>&nbsp;</TITLE></HEAD><BODY><P><SPAN>Download Request: Selected \
        Items: 1-2<BR>Terms: x</SPAN></P><!-- Hide XML section from browser\n<DOC NUMBER=1>\n\
        <DOCFULL> --><BR><DIV CLASS=c0><P CLASS=c1><SPAN>1 of 2 DOCUMENTS</SPAN></P></DIV><BR>\
        <DIV><P>Hafen-Bote</P></DIV><DIV><P><SPAN>27.</SPAN><SPAN> Februar 2012 Montag 9:50 PM \
        GMT+1</SPAN></P></DIV><DIV><P>F&auml;hre bleibt</P></DIV><DIV><P><SPAN>AUTOR: </SPAN>\
        <SPAN>Anna Beispiel</SPAN></P></DIV><DIV><P>L&Auml;NGE: 12 W&ouml;rter</P></DIV><DIV>\
        <P>Der Rat hat entschieden.</P><P>Sie <SPAN>bleibt</SPAN>.</P></DIV><DIV><P>UPDATE: 28. \
        Februar 2012</P></DIV><DIV><P>SPRACHE: GERMAN; DEUTSCH</P></DIV><DIV><P>Copyright 2012 \
        Bote<BR>Alle Rechte vorbehalten</P></DIV><P>2 of 2 DOCUMENTS</P><P>Hafen-Bote</P>\
        <P>28. Februar 2012</P><P>Mole er&ouml;ffnet</P><P>L&Auml;NGE: 3 W&ouml;rter</P>\
        <P>Gestern.</P></BODY></HTML>";
    let source = Source { path: "a.html", bytes: page.as_bytes() };
    assert!(Page.accepts(&source, page) && !Text.accepts(&source, page));
    let mut found = Vec::new();
    let account = Page.read(&source, page, &Options::default(), &mut |draft, _| found.push(draft));
    assert_eq!((found.len(), account), (2, Account::default()));
    assert_eq!(found[0].title.as_deref(), Some("Fähre bleibt"));
    assert!(values(&found[0], LabelName::Category).is_empty());
    assert_eq!(values(&found[0], LabelName::Published), ["27. Februar 2012 Montag 9:50 PM GMT+1"]);
    assert_eq!(values(&found[0], LabelName::Byline), ["Anna Beispiel"]);
    assert_eq!(values(&found[0], LabelName::Saved), ["28. Februar 2012"]);
    assert_eq!(texts(&found[0], Kind::Text), ["Der Rat hat entschieden.", "Sie bleibt."]);
    assert_eq!(texts(&found[1], Kind::Text), ["Gestern."]);
}

#[test]
fn other_texts_are_not_taken() {
    for text in [
        "Ferry stays\n\nThe council read 3 of 50 documents.\n\nBody\n",
        "Title: Ferry\nDate: 1 March 2019\n\nThe council voted.",
        "<p>3 of 50 DOCUMENTS were found</p>",
    ] {
        let source = Source { path: "a", bytes: text.as_bytes() };
        assert!(!Text.accepts(&source, text) && !Page.accepts(&source, text), "{text}");
    }
}

/// Two articles without counters or ends, as people paste them.
const PASTED: &str = "
Portbury Post

January 11, 2010 Monday
3 STAR Edition

Ferry stays for another year

Ann Example, Staff Writer

SECTION: SECTION A; Column 1; Business Desk; Pg. 6

LENGTH: 212 words

DATELINE: PORTBURY

The council voted on Monday to keep the old ferry running for another
year, its clerk said.

UPDATE: nobody spoke against it.

LANGUAGE: ENGLISH

LOAD-DATE: March 5, 2012

Copyright 2010 Portbury Post Ltd.

Harbour Echo

January 12, 2010 Tuesday

Pier opens late

SECTION: SPORT; Pg. 12

LENGTH: 112 words

The pier opened at noon on Tuesday.

LANGUAGE: ENGLISH

LOAD-DATE: March 6, 2012

Copyright 2010 Harbour Echo Ltd.
";

#[test]
fn articles_pasted_together_are_told_by_their_feet() {
    let (found, account) = read_text(PASTED);
    assert_eq!((found.len(), account), (2, Account::default()));
    let [ferry, pier] = &found[..] else { unreachable!("two") };
    assert_eq!(ferry.title.as_deref(), Some("Ferry stays for another year"));
    assert_eq!(values(ferry, LabelName::Outlet), ["Portbury Post"]);
    assert_eq!(values(ferry, LabelName::Published), ["January 11, 2010 Monday"]);
    assert_eq!(values(ferry, LabelName::Saved), ["March 5, 2012"]);
    assert_eq!(values(ferry, LabelName::Byline), ["Ann Example"]);
    assert_eq!(values(ferry, LabelName::Category), ["Business Desk"]);
    assert!(values(ferry, LabelName::Other).contains(&"3 STAR Edition"));
    assert_eq!(texts(ferry, Kind::Text).len(), 2);
    assert_eq!(pier.title.as_deref(), Some("Pier opens late"));
    assert_eq!(values(pier, LabelName::Outlet), ["Harbour Echo"]);
    assert_eq!(texts(pier, Kind::Text), ["The pier opened at noon on Tuesday."]);
    // The notice of the right stands above where the first one does.
    let right = "Copyright 2010 Portbury Post Ltd.\n\n";
    let above = format!(
        "{right}{}",
        PASTED.replacen(right, "", 1).replacen(
            "Harbour Echo\n",
            "Copyright 2010 Harbour Echo Ltd.\n\nHarbour Echo\n",
            1
        )
    );
    let (found, _) = read_text(&above);
    assert_eq!(found.len(), 2);
    assert!(values(&found[1], LabelName::Other).contains(&"Copyright 2010 Harbour Echo Ltd."));
    assert!(!values(&found[0], LabelName::Other).contains(&"Copyright 2010 Harbour Echo Ltd."));
}

#[test]
fn what_is_not_plainly_a_second_article_stays_with_the_first() {
    let text = PASTED.replace("January 12, 2010 Tuesday\n", "");
    let (found, _) = read_text(&text);
    assert_eq!(found.len(), 1);
    let all = format!("{:?}", found[0]);
    for words in ["Harbour Echo", "Pier opens late", "112 words", "The pier opened at noon"] {
        assert!(all.contains(words), "{words} in {all}");
    }
    // A day that a text speaks of heads nothing.
    let text = PASTED.replace(
        "UPDATE: nobody spoke against it.",
        "Harbour Echo\n\nJanuary 12, 2010 Tuesday\n\nSECTION: B",
    );
    assert_eq!(read_text(&text).0.len(), 2);
}

#[test]
fn an_article_of_the_newer_form_may_have_the_outlet_first() {
    let text = "The Portbury Post\n\nJanuary 11, 2010 Monday\n3 STAR Edition\n\nFerry stays\n\n\
        Ann Example, Staff Writer\n\nBody\n\nThe council voted.\n\nLoad-Date: January 12, 2010\n";
    for text in [text.to_owned(), format!("{text}\nEnd of Document\n")] {
        let (found, account) = read_text(&text);
        assert_eq!((found.len(), account), (1, Account::default()));
        assert_eq!(found[0].title.as_deref(), Some("Ferry stays"));
        assert_eq!(values(&found[0], LabelName::Outlet), ["The Portbury Post"]);
        assert_eq!(values(&found[0], LabelName::Byline), ["Ann Example"]);
        assert_eq!(values(&found[0], LabelName::Saved), ["January 12, 2010"]);
        assert_eq!(texts(&found[0], Kind::Text), ["The council voted."]);
    }
}

#[test]
fn ends_without_a_mark_of_the_text_still_part_articles_and_nothing_below_is_lost() {
    let one = "Ferry stays\n\nPortbury Post\n\nJanuary 11, 2010 Monday\n\nBody\n\nIt stays.\n\n\
        Load-Date: January 12, 2010\n\n";
    let (found, account) = read_text(&one.repeat(2));
    assert_eq!((found.len(), account), (2, Account::default()));
    let below = "My own notes\n\nThe harbour master called twice about this piece on Friday.\n";
    let (found, account) = read_text(&format!("{one}End of Document\n\n{below}"));
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].title.as_deref(), Some("My own notes"));
    assert_eq!(account.notes.len(), 1);
    let (found, account) = read_text(&format!("{one}End of Document\n\nPage 1\n"));
    assert_eq!((found.len(), account.left_out), (1, 0));
    assert_eq!(account.notes[0].message, "below the last document stands: Page 1");
}

#[test]
fn lines_above_a_head_without_a_cover_are_kept() {
    let text = "A word before\n\nFerry stays\n\nPortbury Post\n\nJanuary 11, 2010\n\n\
        Body\n\nIt stays.\n\nLoad-Date: January 12, 2010\n\nEnd of Document\n";
    let (found, _) = read_text(text);
    assert!(format!("{:?}", found[0]).contains("A word before"));
}

#[test]
fn the_number_of_a_page_and_a_headline_printed_twice_are_no_part_of_the_headline() {
    let below = "Portbury Post\nMarch 14, 2019 Thursday\nFirst Edition\n\nCopyright 2019 Portbury Media\n\
        Section: NEWS; Pg. 4\nLength: 203 words\nByline: Ann Example\nBody\n\n\nThe council voted.\n\n\
        Load-Date: March 15, 2019\n\n\nEnd of Document\n";
    for above in [
        "Page 1 of 2\n\nFerry stays for another\nyear\n\n",
        "Ferry stays for another year\n\nFerry stays for another\nyear\n",
        "Page 1 of 2\nFerry stays for another year\n\nFerry stays for another year\n",
    ] {
        let (found, _) = read_text(&format!("{above}{below}"));
        assert_eq!(found[0].title.as_deref(), Some("Ferry stays for another year"), "{above}");
        assert_eq!(values(&found[0], LabelName::Outlet), ["Portbury Post"]);
        let paged = values(&found[0], LabelName::Other).contains(&"Page 1 of 2");
        assert_eq!(paged, above.starts_with("Page"));
    }
}

#[test]
fn a_counted_export_that_ends_within_a_document_is_told_in_the_tally() {
    let document = |number: u32, foot: &str| {
        format!(
            "{number} of 3 DOCUMENTS\n\nPortbury Post\n\nJanuary 11, 2010 Monday\n\nFerry stays {number}\n\n\
             LENGTH: 9 words\n\nThe council voted to keep the old ferry.\n\n{foot}"
        )
    };
    let foot = "LOAD-DATE: January 12, 2010\n\nLANGUAGE: ENGLISH\n\n";
    let (found, account) = read_text(&[document(1, foot), document(2, "")].concat());
    assert_eq!((found.len(), account.is_partial), (2, true));
    assert!(account.notes[1].message.ends_with("the file may be cut off"), "{account:?}");
    let (found, account) = read_text(&[document(1, foot), document(2, foot)].concat());
    assert_eq!((found.len(), account.is_partial), (2, false));
}
