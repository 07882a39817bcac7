//! Feeds: RSS 0.9 to 2.0, RSS 1.0 in RDF, Atom, CDF, JSON Feed, and the export of WordPress, which is
//! RSS with more in it. One clipping an entry.
//!
//! They are walked as XML here and not through a feed library: such a library gives dates read, and
//! nothing where it cannot read one, while `enrich` reads dates in more forms than any and needs the
//! words as printed; and it takes a feed as a whole or not at all, while one entry that is damaged
//! should cost no other.

mod entry;
mod json;
mod wordpress;

use super::web;
use super::xml::{self, Element, Nesting, Wanted};
use super::{Account, Options, Reader, Source};
use crate::clipping::{Draft, Note};
use entry::Channel;

pub(super) use json::JsonFeed;
pub(super) use wordpress::WordPress;

/// The reader of feeds in XML.
pub(super) struct Feed;

/// The elements that hold an entry.
const ENTRIES: Wanted<'static> =
    Wanted { names: &["item", "entry", "ITEM"], nesting: Nesting::EndOfTheOther, dropped: &[] };

impl Reader for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        let Some(name) = xml::root_name(opening) else { return false };
        let has = |marks: &[&str]| marks.iter().any(|mark| opening.contains(mark));
        match name.to_ascii_lowercase().as_str() {
            "rss" => true,
            "feed" => has(&["Atom", "atom", "<entry", ":entry", "xmlns"]),
            "entry" => has(&["Atom", "purl.org/atom"]),
            "rdf" => has(&["purl.org/rss", "netscape.com/rdf", "<channel", "<item"]),
            "channel" => has(&["<ITEM", "<item", "<TITLE", "HREF", "LASTMOD", "ABSTRACT"]),
            _ => false,
        }
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        read(text, &mut |element, channel| entry::draft(&element, channel).into(), each)
    }
}

/// What an entry is.
enum Piece {
    /// A clipping.
    Draft(Draft),
    /// One that has neither a headline nor words.
    Empty,
    /// No clipping, and none is expected.
    Beside,
}

impl From<Option<Draft>> for Piece {
    fn from(draft: Option<Draft>) -> Self {
        draft.map_or(Self::Empty, Self::Draft)
    }
}

/// Reads the entries of a feed, each by `drafting`.
fn read(
    text: &str,
    drafting: &mut dyn FnMut(Element, &Channel) -> Piece,
    each: &mut dyn FnMut(Draft, Vec<Note>),
) -> Account {
    let channel = Channel::of(&xml::walk(text, &ENTRIES, &mut |_| {}).frame);
    let (mut found, mut account) = (0_u64, Account::default());
    let walked = xml::walk(text, &ENTRIES, &mut |element| {
        let at = element.at as u64;
        found += 1;
        match drafting(element, &channel) {
            Piece::Draft(draft) => each(draft, Vec::new()),
            Piece::Empty => {
                account.leave_out(Note::at("an entry has neither a headline nor words", at));
            }
            Piece::Beside => {}
        }
    });
    account.note_first(walked.notes);
    if found == 0 {
        account.note(Note::new("the feed has no entries"));
    }
    account
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::LabelName;
    use crate::intake::testing::values;

    fn read(text: &str) -> (Vec<Draft>, Account) {
        let mut found = Vec::new();
        let source = Source { path: "a.xml", bytes: text.as_bytes() };
        assert!(Feed.accepts(&source, text), "{text}");
        let account =
            Feed.read(&source, text, &Options::default(), &mut |draft, _| found.push(draft));
        (found, account)
    }

    fn texts(draft: &Draft) -> Vec<&str> {
        draft.paragraphs.iter().map(|p| p.text.as_str()).collect()
    }

    #[test]
    fn rss_with_everything() {
        let (found, account) = read(
            r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:d="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Harborwire RSS Feed</title><link>https://harborwire.example/</link><language>en-gb</language>
<item><title>Ferry stays &amp; &lt;b&gt;sails&lt;/b&gt;</title><link>/2019/ferry</link><guid isPermaLink="false">hw-77</guid>
<pubDate>Wed, 13 Nov 2019 06:02:00 GMT</pubDate><d:creator>Ann Example</d:creator><category>Transport</category><category>Ferries, old</category>
<description>A vote.</description><content:encoded><![CDATA[<p>The council voted.</p><p>Nobody <b>spoke</b>.</p>]]></content:encoded>
<media:title>Not the headline</media:title><media:description>The quay.</media:description></item>
<item><description>Only &lt;i&gt;words&lt;/i&gt;.</description><author>desk@harborwire.example (Ben Sample)</author><source url="https://port.example/">Port Post</source>
<guid>https://port.example/2</guid></item><item><link>https://harborwire.example/3</link></item></channel></rss>"#,
        );
        assert_eq!((found.len(), account.left_out), (2, 1));
        let draft = &found[0];
        assert_eq!(draft.title.as_deref(), Some("Ferry stays & sails"));
        assert_eq!(draft.native.as_deref(), Some("feed:hw-77"));
        for (name, expect) in [
            (LabelName::Outlet, vec!["Harborwire"]),
            (LabelName::Published, vec!["Wed, 13 Nov 2019 06:02:00 GMT"]),
            (LabelName::Byline, vec!["Ann Example"]),
            (LabelName::Tag, vec!["Transport", "Ferries, old"]),
            (LabelName::Url, vec!["https://harborwire.example/2019/ferry"]),
            (LabelName::Language, vec!["en-gb"]),
            (LabelName::Other, vec!["A vote."]),
        ] {
            assert_eq!(values(draft, name), expect, "{name:?}");
        }
        assert_eq!(texts(draft), ["The council voted.", "Nobody spoke.", "The quay."]);
        assert_eq!(texts(&found[1]), ["Only words."]);
        assert_eq!(values(&found[1], LabelName::Byline), ["Ben Sample"]);
        assert_eq!(values(&found[1], LabelName::Outlet), ["Port Post"]);
        assert_eq!(values(&found[1], LabelName::Via), ["Harborwire"]);
        assert_eq!(values(&found[1], LabelName::Url), ["https://port.example/2"]);
    }

    #[test]
    fn atom_of_both_kinds() {
        let (found, _) = read(
            r#"<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:base="https://hw.example/x/"><a:title type="text">Harborwire</a:title><a:author><a:name>Desk</a:name></a:author>
<a:entry><a:id>tag:hw,2019:1</a:id><a:title type="html">Ferry &amp;amp; pier</a:title><a:link rel="self" href="/feed"/><a:link href="1.html"/>
<a:published>2019-11-13T06:02:00Z</a:published><a:updated>2019-11-14T06:02:00Z</a:updated><a:category term="t" label="Transport"/>
<a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></a:content></a:entry>
<a:entry><a:title>2 &lt; 3</a:title><a:author><a:name>Ann</a:name></a:author><a:author><a:name>Ben</a:name></a:author>
<a:source><a:title>Port Post</a:title></a:source><a:summary type="html">&lt;p&gt;Three&lt;/p&gt;</a:summary></a:entry></a:feed>"#,
        );
        assert_eq!(found[0].title.as_deref(), Some("Ferry & pier"));
        assert_eq!(values(&found[0], LabelName::Url), ["https://hw.example/x/1.html"]);
        assert_eq!(values(&found[0], LabelName::Published), ["2019-11-13T06:02:00Z"]);
        assert_eq!(values(&found[0], LabelName::Updated), ["2019-11-14T06:02:00Z"]);
        assert_eq!(values(&found[0], LabelName::Byline), ["Desk"]);
        assert_eq!(values(&found[0], LabelName::Tag), ["Transport"]);
        assert_eq!(texts(&found[0]), ["One.", "Two."]);
        assert_eq!(found[1].title.as_deref(), Some("2 < 3"));
        assert_eq!(values(&found[1], LabelName::Byline), ["Ann, Ben"]);
        assert_eq!(values(&found[1], LabelName::Outlet), ["Port Post"]);
        assert_eq!(texts(&found[1]), ["Three"]);
    }

    #[test]
    fn rdf_and_cdf() {
        let (found, _) = read(
            r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Harborwire</title></channel><item rdf:about="https://hw.example/1"><title>Ferry stays</title><dc:date>2019-11-13</dc:date><dc:subject>ferry</dc:subject></item></rdf:RDF>"#,
        );
        assert_eq!(values(&found[0], LabelName::Published), ["2019-11-13"]);
        assert_eq!(values(&found[0], LabelName::Outlet), ["Harborwire"]);
        assert_eq!(values(&found[0], LabelName::Tag), ["ferry"]);
        assert_eq!(values(&found[0], LabelName::Url), ["https://hw.example/1"]);
        let (found, _) = read(
            r#"<CHANNEL><TITLE>Harborwire</TITLE><ITEM HREF="https://hw.example/1" LASTMOD="2019-11-13"><TITLE>Ferry stays</TITLE><ABSTRACT>A vote.</ABSTRACT></ITEM></CHANNEL>"#,
        );
        assert_eq!(found[0].title.as_deref(), Some("Ferry stays"));
        assert_eq!(values(&found[0], LabelName::Url), ["https://hw.example/1"]);
        assert_eq!(values(&found[0], LabelName::Updated), ["2019-11-13"]);
        assert_eq!(texts(&found[0]), ["A vote."]);
    }

    #[test]
    fn what_names_a_section_is_a_category_too() {
        let (found, _) = read(
            r#"<rss version="2.0"><channel><title>Harborwire</title><item><title>Ferry stays</title><description>A vote.</description>
<category>Business</category><category>Ferries</category><category domain="https://hw.example/Sections">Quay / Pier</category></item></channel></rss>"#,
        );
        assert_eq!(values(&found[0], LabelName::Tag), ["Business", "Ferries", "Quay / Pier"]);
        let sections = values(&found[0], LabelName::Category);
        assert_eq!(sections.len(), 2);
        assert_eq!(sections[0], "Business");
        let (found, _) = read(
            r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Harborwire</title><entry><title>Ferry stays</title><summary>A vote.</summary>
<category term="w" label="World"/><category term="ferries"/></entry></feed>"#,
        );
        assert_eq!(values(&found[0], LabelName::Category), ["World"]);
        assert_eq!(values(&found[0], LabelName::Tag), ["World", "ferries"]);
    }

    #[test]
    fn a_damaged_entry_costs_no_other() {
        let (found, account) = read(
            "<rss><channel><title>H<item><title>One</title><description><p>a<br>b</description><item><title>Two &unknown; x</title>\
             </item><item><title>Three</title><description><![CDATA[cut",
        );
        let titles: Vec<_> = found.iter().filter_map(|d| d.title.as_deref()).collect();
        assert_eq!(titles, ["One", "Two &unknown; x", "Three"]);
        assert_eq!(texts(&found[2]), ["cut"]);
        assert!(!account.notes.is_empty());
    }
}
