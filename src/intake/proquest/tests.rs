//! Exports of ProQuest as text, page and mail.

use super::*;
use crate::clipping::{Kind, LabelName};
use crate::intake::BytesReader;
use crate::intake::testing::values;

const TEXT: &str = "____________________________________________________________

Report Information from ProQuest
May 13 2014 12:00
____________________________________________________________

Table of contents

1. Ferry stays........ 1
2. Pier opens......... 2
____________________________________________________________

Document 1 of 2

Ferry stays for another year

Author: Example, Ann; Sample, Bob

Publication info: Portbury Post ; Portbury [Portbury]08 May 2010: A.2.

http://search.proquest.com/docview/251439970?accountid=1

Abstract: The council voted.

Links: Check for full text

Full text: The council voted on Monday to keep the old ferry running for
another year, although repairs will cost more than the new pier
would have.

A final vote is due.

Subject: Ferries; Ports & harbours

Location: Portbury England

Company / organization: Name: Portbury Ferries; NAICS: 483112

Publication title: Portbury Post; Portbury

Publication date: May 8, 2010

Section: News

Language of publication: English

ProQuest document ID: 251439970

Document URL: http://search.proquest.com/docview/251439970?accountid=1

Last updated: 2017-11-07

Database: Harbour Dailies
____________________________________________________________

Document 2 of 2

Title: Pier opens

Publication title: Harbour Echo

Abstract: The pier opened at noon.

ProQuest document ID: 251439971
____________________________________________________________

Contact us at: http://www.proquest.com Copyright 2014 ProQuest LLC.
";

const PAGE: &str = "<div style=\"x\"><a name=\"DocID_MSTAR_251439970\"></a><p></p><p \
    style=\"font-weight:bold;\">Ferry stays</p><p><strong>Author:  </strong>Example, Ann</p>\
    <p><a href=\"https://search.proquest.com/docview/251439970?accountid=1\">ProQuest document \
    link</a></p><p><strong>Abstract:  </strong>None available.</p><strong>Links: </strong><a \
    href=\"http://x.example\">Get it</a><p><strong>Full text: </strong><text><html><head>\
    <title></title></head><body><p>One.</p><p><strong>Photograph:</strong> the ferry</p></body>\
    </html></text></p><p><strong>Location: </strong>Portbury; England--UK</p><p><strong>Publication \
    title: </strong>Portbury Post, Late Edition; Portbury</p><p><strong>Publication date: </strong>\
    May 8, 2010</p><p><strong>Dateline: </strong>2022-03-10 @ 20:51</p><p><strong>ProQuest document \
    ID: </strong>251439970</p><p><strong>Last updated: </strong>2017-11-07</p></div>\
    <div><a name=\"DocID_MSTAR_251439971\"></a><p>Pier opens</p><p><strong>Full text: </strong>\
    Noon.</p><p><strong>ProQuest document ID: </strong>251439971</p><p>All documents are \
    reproduced with permission.</p></div>";

fn run(reader: &dyn Reader, text: &str) -> (Vec<Draft>, Account) {
    let source = Source { path: "a", bytes: text.as_bytes() };
    assert!(reader.accepts(&source, text), "{text}");
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
fn texts_are_read_document_by_document() {
    let (found, account) = run(&Text, TEXT);
    assert_eq!((found.len(), account), (2, Account::default()));
    let first = &found[0];
    assert_eq!(first.native.as_deref(), Some("proquest:251439970"));
    assert_eq!(first.title.as_deref(), Some("Ferry stays for another year"));
    assert_eq!(values(first, LabelName::Byline), ["Example, Ann", "Sample, Bob"]);
    assert_eq!(values(first, LabelName::Published), ["May 8, 2010"]);
    assert_eq!(values(first, LabelName::Saved), ["2017-11-07"]);
    assert_eq!(values(first, LabelName::Outlet), ["Portbury Post"]);
    assert_eq!(values(first, LabelName::Tag), ["Ferries", "Ports & harbours"]);
    assert_eq!(values(first, LabelName::Place), ["Portbury England"]);
    assert_eq!(values(first, LabelName::Company), ["Portbury Ferries"]);
    assert_eq!(
        texts(first),
        [
            "The council voted on Monday to keep the old ferry running for another year, although \
             repairs will cost more than the new pier would have.",
            "A final vote is due."
        ]
    );
    assert_eq!(found[1].title.as_deref(), Some("Pier opens"));
    assert_eq!(texts(&found[1]), ["The pier opened at noon."]);
}

#[test]
fn pages_are_read_document_by_document() {
    let (found, account) = run(&Page, PAGE);
    assert_eq!((found.len(), account), (2, Account::default()));
    let first = &found[0];
    assert_eq!(first.title.as_deref(), Some("Ferry stays"));
    assert_eq!(first.native.as_deref(), Some("proquest:251439970"));
    assert_eq!(texts(first), ["One.", "Photograph: the ferry"]);
    assert_eq!(values(first, LabelName::Outlet), ["Portbury Post"]);
    assert_eq!(values(first, LabelName::Place), ["Portbury", "England"]);
    assert_eq!(values(first, LabelName::Byline), ["Example, Ann"]);
    assert!(values(first, LabelName::Dateline).is_empty());
    assert_eq!(values(first, LabelName::Url).len(), 1);
    assert_eq!(texts(&found[1]), ["Noon."]);
}

#[test]
fn mails_give_what_their_page_gives() {
    let mail = format!(
        "From: noreply@proquest.example\r\nTo: a@post.example\r\nSubject: Your ProQuest Research\r\n\
         Date: Tue, 15 Aug 2023 01:02:03 -0400\r\nMIME-Version: 1.0\r\nContent-Type: text/html; \
         charset=utf-8\r\n\r\n<html><body>{PAGE}</body></html>\r\n"
    );
    let source = Source { path: "a.eml", bytes: mail.as_bytes() };
    assert!(Mail.accepts(&source));
    let mut found = Vec::new();
    let account = Mail.read(&source, &Options::default(), &mut |draft, _| found.push(draft));
    assert_eq!((found, account), run(&Page, PAGE));
    let other = mail.replace("DocID_", "").replace("ProQuest document", "A document");
    assert!(!Mail.accepts(&Source { path: "a.eml", bytes: other.as_bytes() }));
}

fn mail(body: &str) -> String {
    format!(
        "From: Ann Example <ann@post.example>\nTo: b@post.example\nSubject: Fwd: what you asked for\n\
         Date: Tue, 15 Aug 2023 01:02:03 -0400\nMIME-Version: 1.0\nContent-Type: text/plain; \
         charset=utf-8\n\n{body}"
    )
}

#[test]
fn what_somebody_sent_on_is_known_by_its_documents() {
    let text = "Hello Bob, here is all that the harbour search gave.\n\n---------- Forwarded message \
        ---------\nFrom: a@x.example\nDate: Mon, 14 Aug 2023\nSubject: your documents\nTo: \
        ann@post.example\n\n";
    let quoted: String = TEXT.lines().map(|line| format!("> {line}\n")).collect();
    // Without rule and count above it, the first document begins below the head that was sent on.
    let bare = TEXT.split_once("Document 1 of 2\n").map_or("", |(_, rest)| rest);
    for (body, notes) in [
        (format!("{text}{TEXT}"), 1),
        (quoted, 0),
        (format!("{text}{}", bare.replace("Document 2 of 2\n", "")), 1),
    ] {
        let mail = mail(&body);
        let source = Source { path: "a.eml", bytes: mail.as_bytes() };
        assert!(Mail.accepts(&source), "{body}");
        let mut found = Vec::new();
        let account = Mail.read(&source, &Options::default(), &mut |draft, _| found.push(draft));
        assert_eq!(found, run(&Text, TEXT).0);
        assert_eq!(account.notes.len(), notes, "{:?}", account.notes);
    }
    let other = mail("We asked ProQuest for a document ID.\n\nTitle: none\nAuthor: none\n");
    assert!(!Mail.accepts(&Source { path: "a.eml", bytes: other.as_bytes() }));
}

#[test]
fn paragraphs_of_a_document_are_read() {
    let text = TEXT.replace("ferry running for\n", "ferry running for ");
    let text = text.replace("the new pier\n", "the new pier ");
    let paragraphs: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(run(&Text, &paragraphs.join("\n\n")), run(&Text, TEXT));
}

#[test]
fn what_is_missing_is_told() {
    let (found, account) = run(&Text, &TEXT.replace("of 2", "of 3"));
    assert_eq!((found.len(), account.left_out), (2, 1));
    assert_eq!(account.notes[0].message, "the file says that it holds 3 articles, 2 were found");
}

#[test]
fn other_texts_are_not_taken() {
    let text = "Title: Ferry stays\nAuthor: Ann Example\n\nThe council voted.";
    let source = Source { path: "a.txt", bytes: text.as_bytes() };
    assert!(!Text.accepts(&source, text) && !Page.accepts(&source, text) && !Mail.accepts(&source));
}

/// One document with that abstract and those lines for its text.
fn document(summary: &str, text: &str) -> String {
    format!(
        "____________________\n\nTitle: Pier opens\n\nPublication info: Harbour Echo ; Portbury. 14 Dec \
         2020: A.3.\n\nAbstract: {summary}\n\n{text}\n\nPublication title: Harbour Echo\n\nPublication date: \
         Dec 14, 2020\n\nProQuest document ID: 251439972\n\nLast updated: 2020-12-15\n"
    )
}

#[test]
fn the_abstract_is_the_text_where_the_text_is_not_available() {
    for text in [
        "Full text: Not available.",
        "Full text: Full text not available",
        "Full Text: Available from Harbour Dailies, 1999 to now",
        "Full text not available",
        "",
    ] {
        let (found, _) = run(&Text, &document("The pier opened at noon.", text));
        assert_eq!(texts(&found[0]), ["The pier opened at noon."], "{text}");
    }
    let (found, _) = run(&Text, &document("None available.", "Full text: Not available."));
    assert!(texts(&found[0]).is_empty());
    assert_eq!(values(&found[0], LabelName::Other).last().copied(), Some("Not available."));
}

#[test]
fn an_abstract_that_says_more_than_the_text_stands_before_it() {
    let text = "Full text: The pier opened at noon. It rained.";
    let (found, _) = run(&Text, &document("A report on the new pier.", text));
    assert_eq!(texts(&found[0])[0], "A report on the new pier.");
    let (found, _) = run(&Text, &document("The pier opened at noon. [...] It rained.", text));
    assert_eq!(texts(&found[0]), ["The pier opened at noon. It rained."]);
    assert!(
        values(&found[0], LabelName::Other)
            .iter()
            .any(|value| value.starts_with("The pier opened"))
    );
}
