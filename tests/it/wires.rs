//! Wires, feeds and mail, from file to search: what an agency says of a piece narrows a search, and
//! every entry, message and attachment is accounted for.

use morgue::archive::FileOutcome;
use morgue::clipping::LabelName;

use crate::packed::zip;
use crate::support::{Shelf, found, titled};

/// What the ledger says of all files.
fn notes(shelf: &Shelf) -> String {
    let states = shelf.states();
    let told = states.values().map(|state| match &state.outcome {
        FileOutcome::Read { notes, .. } => notes.join("\n"),
        FileOutcome::Skipped { reason } => reason.clone(),
    });
    told.collect::<Vec<_>>().join("\n")
}

/// A story in NITF.
fn nitf(headline: &str, status: &str) -> String {
    format!(
        "<nitf><head><docdata management-status=\"{status}\"><doc-id id-string=\"{headline}\"/><date.issue norm=\"20191113T060200Z\"/>\
         <doc.copyright holder=\"Harborwire\"/></docdata></head><body><body.head><hedline><hl1>{headline}</hl1></hedline>\
         <distributor>Harborwire</distributor></body.head><body.content><p>{headline}, the council said on Wednesday, and nobody \
         spoke against it.</p></body.content></body></nitf>"
    )
}

#[test]
fn what_an_agency_says_of_a_piece_narrows_a_search() {
    let shelf = Shelf::new();
    shelf.write("a.xml", nitf("Ferry stays", "usable"));
    shelf.write("b.xml", nitf("Pier opens", "embargoed"));
    shelf.write("c.xml", nitf("Bridge is built", "canceled"));
    shelf.write(
        "d.json",
        r#"{"uri": "urn:hw:4", "versioncreated": "2019-11-13T06:02:00Z", "pubstatus": "withheld", "embargoed": "2019-11-14T00:00:00Z",
            "headline": "Lock is closed", "body_text": "The lock is closed, the council said."}"#,
    );
    let tally = shelf.ingest();
    assert_eq!((tally.files.read, tally.clippings.new), (4, 4));
    assert_eq!(found(&shelf, "is:embargoed"), ["Lock is closed", "Pier opens"]);
    assert_eq!(found(&shelf, "is:killed"), ["Bridge is built"]);
    for word in ["canceled", "Cancelled", "retracted", "spiked"] {
        assert_eq!(found(&shelf, &format!("is:{word}")), ["Bridge is built"], "{word}");
    }
    assert_eq!(found(&shelf, "is:embargo"), ["Lock is closed", "Pier opens"]);
    let bridge = titled(&shelf, "Bridge is built");
    assert_eq!(bridge.statuses[0].value, "killed");
    assert_eq!(bridge.statuses[0].clue.words, "canceled");
    assert_eq!(found(&shelf, "status:withheld"), ["Lock is closed"]);
    assert_eq!(found(&shelf, "council NOT is:embargoed NOT is:killed"), ["Ferry stays"]);
    let lock = titled(&shelf, "Lock is closed");
    assert!(lock.labels.iter().any(|l| l.value == "embargoed until 2019-11-14T00:00:00Z"));
    let ferry = titled(&shelf, "Ferry stays");
    assert_eq!(ferry.outlet.as_ref().map(|known| known.value.as_str()), Some("Harborwire"));
    let date = ferry.published.as_ref().map(|known| known.value.iso());
    assert_eq!(date.as_deref(), Some("2019-11-13T06:02:00+00:00"));
}

#[test]
fn entries_of_a_feed_are_clippings_that_stay_when_the_feed_moves_on() {
    let shelf = Shelf::new();
    let feed = |entries: &str| {
        format!(
            "<rss version=\"2.0\"><channel><title>Harborwire</title><link>https://hw.example/</link>{entries}</channel></rss>"
        )
    };
    let entry = |headline: &str, day: u32| {
        format!(
            "<item><title>{headline}</title><guid>{headline}</guid><pubDate>{day} Nov 2019 06:02:00 +0900</pubDate><category>Transport</category>\
             <description>{headline} &lt;b&gt;at last&lt;/b&gt;, the council said.</description></item>"
        )
    };
    shelf.write(
        "feed.xml",
        feed(&format!("{}{}<item/>", entry("Ferry stays", 12), entry("Pier opens", 13))),
    );
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.new, tally.clippings.left_out), (2, 1));
    let before = titled(&shelf, "Pier opens");
    assert_eq!(
        before.published.as_ref().map(|known| known.value.iso()).as_deref(),
        Some("2019-11-13T06:02:00+09:00")
    );
    shelf.write(
        "feed.xml",
        feed(&format!("{}{}", entry("Pier opens", 13), entry("Bridge is built", 14))),
    );
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.new, tally.clippings.unchanged), (1, 1));
    assert_eq!(titled(&shelf, "Pier opens").id, before.id);
    assert_eq!(found(&shelf, "tag:transport"), ["Bridge is built", "Pier opens"]);
}

#[test]
fn messages_and_what_is_attached_to_them_are_accounted_for() {
    let shelf = Shelf::new();
    let body =
        "the council said on Wednesday, and nobody spoke against it, since the ferry was late.";
    let inner = zip(&[("pier.txt", format!("Pier opens\n\n13-Nov-2019 Clipdesk | Port Post | 6:02 AM Print This Post\n\nThe pier opens, {body}\n").as_bytes())]);
    let zipped = base64(&inner);
    let first = format!(
        "From: Harborwire Daily <news@hw.example>\nList-Id: <daily.hw.example>\nMessage-ID: <1@hw.example>\nSubject: Ferry stays\n\
         Date: Tue, 12 Nov 2019 06:02:00 +0100\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n\
         The ferry stays, {body}\n--b\nContent-Type: application/zip; name=\"x/pieces.zip\"\nContent-Disposition: attachment\n\
         Content-Transfer-Encoding: base64\n\n{zipped}\n--b\nContent-Type: image/png; name=a.png\nContent-Disposition: attachment\n\nxx\n\
         --b\nContent-Type: message/rfc822\n\nSubject: Bridge is built\nMessage-ID: <2@hw.example>\nFrom: Ann Example <ann@hw.example>\n\n\
         The bridge is built, {body}\n--b--\n"
    );
    let second = format!(
        "Subject: Lock is closed\nFrom: ann@hw.example\n\nThe lock is closed, {body}\n>From now on.\n"
    );
    let mbox = format!(
        "From a@x Tue Nov 12 06:02:00 2019\n{first}\nFrom a@x Tue Nov 12 06:02:00 2019\n{second}\n"
    );
    shelf.write("news.mbox", mbox);
    shelf.write(
        "cur/1276528487.M364837P9451.host,S=1:2,S",
        format!("Message-ID: <3@x>\nTo: b@x\nFrom: a@x\nSubject: Fog\n\nFog, {body}\n"),
    );
    let tally = shelf.ingest();
    assert!(tally.members.adds_up(), "{:?}", tally.members);
    assert_eq!((tally.files.read, tally.clippings.new), (2, 5));
    let ferry = titled(&shelf, "Ferry stays");
    assert_eq!(ferry.outlet.as_ref().map(|known| known.value.as_str()), Some("Harborwire Daily"));
    assert_eq!(
        ferry.published.as_ref().map(|known| known.value.iso()).as_deref(),
        Some("2019-11-12T06:02:00+01:00")
    );
    assert_eq!(ferry.place(), "news.mbox");
    let pier = titled(&shelf, "Pier opens");
    assert_eq!(pier.place(), "news.mbox/1/x_pieces.zip/pier.txt");
    assert!(
        titled(&shelf, "Lock is closed").paragraphs.iter().any(|p| p.text.contains("From now on."))
    );
    assert_eq!(
        titled(&shelf, "Bridge is built").byline.as_ref().map(|b| b.value.as_str()),
        Some("Ann Example")
    );
    let told = notes(&shelf);
    assert!(told.contains("1 skipped (image in a message)"), "{told}");
    // The sending of a letter is no publication of what is attached to it.
    let saved = shelf.clippings();
    let saved = saved.values().find(|c| c.headline.value == "Pier opens").expect("it is there");
    assert!(
        saved.labels.iter().all(|l| l.name != LabelName::Published || l.value.contains("13-Nov"))
    );
}

/// As MIME packs bytes.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place)) as usize & 63];
            out.push(if place > chunk.len() { '=' } else { char::from(digit) });
        }
    }
    out
}

#[test]
fn a_digest_is_cut_into_its_pieces() {
    let shelf = Shelf::new();
    let text = |words: &str| {
        format!(
            "{words}, the council said on Wednesday at the town hall, and nobody spoke against it, although repairs will cost more than the new pier would have cost.\n"
        )
    };
    shelf.write(
        "digest.eml",
        format!(
            "From: Clipdesk <desk@clip.example>\nMessage-ID: <9@clip.example>\nSubject: Press review\nDate: Thu, 14 Nov 2019 06:02:00 +0100\n\n\
             1. Ferry stays\nPort Post, 12 November 2019\n\n{}\n2. Pier opens\n\n{}",
            text("The ferry stays"),
            text("The pier opens")
        ),
    );
    assert_eq!(shelf.ingest().clippings.new, 2);
    let day = |headline: &str| {
        let clipping = titled(&shelf, headline);
        clipping.published.as_ref().map(|known| known.value.local.date().to_string())
    };
    assert_eq!(day("Ferry stays").as_deref(), Some("2019-11-12"));
    assert_eq!(day("Pier opens").as_deref(), Some("2019-11-14"));
    assert_eq!(found(&shelf, "via:clipdesk"), ["Ferry stays", "Pier opens"]);
}

#[test]
fn files_cut_anywhere_are_read_as_far_as_they_go() {
    let rss = "<?xml version=\"1.0\"?><rss><channel><title>H</title><item><title>Ferry stays</title><description><![CDATA[The ferry]]></description></item>\
               <item><title>Pier opens</title></item></channel></rss>";
    let shelf = Shelf::new();
    for end in 30..rss.len() {
        shelf.write(&format!("{end}.xml"), &rss[..end]);
    }
    let tally = shelf.ingest();
    assert_eq!(tally.files.found, (rss.len() - 30) as u64);
    assert!(found(&shelf, "intitle:ferry").contains(&"Ferry stays".to_owned()));
    let bomb = "<!DOCTYPE rss [<!ENTITY a \"ferry \"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>\
                <rss><channel><item><title>Bomb</title><description>&c;&c;&c;</description></item></channel></rss>";
    let shelf = Shelf::new();
    shelf.write("bomb.xml", bomb);
    shelf.ingest();
    assert_eq!(titled(&shelf, "Bomb").paragraphs[0].text, "&c;&c;&c;");
    assert!(notes(&shelf).contains("entities that stay as they are written (&c;): 3"));
}
