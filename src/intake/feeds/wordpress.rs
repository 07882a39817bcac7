//! The export of WordPress (WXR): RSS with every post and page, published or not.

use super::super::tidy::one_category;
use super::super::xml::{self, Element, Node, Space};
use super::super::{Account, Options, Reader, Source};
use super::entry::{self, Channel};
use super::{Piece, read};
use crate::clipping::{Draft, Label, LabelName, Note};

/// The reader of WordPress's export.
pub(in super::super) struct WordPress;

/// Kinds of items that people read; the others are pictures, menus and the like.
const READ: &[&str] = &["", "post", "page", "article", "news", "story"];

/// What WordPress calls a state, and the status it gives.
const STATES: &[(&str, &str)] = &[
    ("draft", "draft"),
    ("auto-draft", "draft"),
    ("pending", "draft"),
    ("future", "scheduled"),
    ("private", "private"),
    ("trash", "trash"),
];

impl Reader for WordPress {
    fn name(&self) -> &'static str {
        "WordPress export"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        xml::root_name(opening) == Some("rss") && opening.contains("wordpress.org/export/")
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let (mut others, mut comments) = (0_u64, 0_u64);
        let mut drafting = |item: Element, channel: &Channel| {
            let of_readers = |e: &&Element| e.space == Space::WordPress && e.name == "comment";
            comments += item.elements().filter(of_readers).count() as u64;
            match of_wordpress(&item, "post_type") {
                Some(kind) if !READ.contains(&kind.as_str()) => {
                    others += 1;
                    Piece::Beside
                }
                _ => post(item, channel).into(),
            }
        };
        let mut account = read(text, &mut drafting, each);
        if others > 0 {
            let message =
                format!("pictures, menus and other items that were passed over: {others}");
            account.note_first(vec![Note::new(message)]);
        }
        if comments > 0 {
            let message = format!("comments of readers that were not read: {comments}");
            account.note_first(vec![Note::new(message)]);
        }
        account
    }
}

/// What WordPress itself says of an item.
fn of_wordpress(item: &Element, name: &str) -> Option<String> {
    let found = item.elements().find(|e| e.space == Space::WordPress && e.name == name)?;
    found.line()
}

fn post(mut item: Element, channel: &Channel) -> Option<Draft> {
    for node in &mut item.nodes {
        if let Node::Element(part) = node
            && part.space == Space::Content
        {
            part.nodes = vec![Node::Words(in_paragraphs(&part.words()))];
        }
    }
    let mut draft = entry::draft(&item, channel)?;
    // The day that is printed is the one on the house's own clock.
    let date = of_wordpress(&item, "post_date").filter(|date| !date.starts_with("0000"));
    let mut labels: Vec<Label> = date
        .map(|date| Label::new(LabelName::Published, date, "<wp:post_date>"))
        .into_iter()
        .collect();
    labels.extend(draft.labels.into_iter().filter(|label| {
        // A piece that never appeared has a date before all years.
        label.place != "<category>" && !label.value.contains("-0001")
    }));
    for category in item.children("category") {
        let name = match category.attribute("domain") {
            Some("post_tag" | "tag") => LabelName::Tag,
            Some("category") | None => LabelName::Category,
            Some(_) => LabelName::Other,
        };
        let value = category.line().map(|line| match name {
            LabelName::Category => one_category(&line),
            _ => line,
        });
        labels.extend(value.map(|value| Label::new(name, value, "<category>")));
    }
    let state = of_wordpress(&item, "status").unwrap_or_default();
    let status = STATES.iter().find(|(known, _)| *known == state);
    labels.extend(status.map(|(_, status)| Label::new(LabelName::Status, *status, "<wp:status>")));
    draft.labels = labels;
    Some(draft)
}

/// The text of a post with its blank lines as paragraphs, which WordPress makes of them when it
/// shows it, and its captions as captions.
fn in_paragraphs(text: &str) -> String {
    let text = text.replace('\r', "").replace("[/caption]", "</figcaption></figure>");
    let mut out = String::with_capacity(text.len());
    for (place, part) in text.split("[caption").enumerate() {
        match part.split_once(']') {
            Some((_, rest)) if place > 0 => {
                out.push_str("<figure><figcaption>");
                out.push_str(rest);
            }
            _ => out.push_str(part),
        }
    }
    format!("<p>{}", out.replace("\n\n", "<p>"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::Kind;

    #[test]
    fn posts_are_read_and_what_is_beside_them_is_counted() {
        let text = r#"<?xml version="1.0"?><rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Harborwire</title><wp:wxr_version>1.2</wp:wxr_version>
<item><title>Ferry stays</title><link>https://hw.example/ferry</link><pubDate>Wed, 13 Nov 2019 05:02:00 +0000</pubDate><dc:creator><![CDATA[ann]]></dc:creator>
<content:encoded><![CDATA[The council <b>voted</b>.

Nobody spoke.

[caption id="a"]<img src="a.jpg"/> The quay.[/caption]]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_date>2019-11-13 06:02:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="t"><![CDATA[Transport]]></category><category domain="post_tag" nicename="f">ferry</category>
<wp:comment><wp:comment_content>First!</wp:comment_content></wp:comment></item>
<item><title>Pier</title><pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate><content:encoded>Soon.</content:encoded><wp:post_date>0000-00-00 00:00:00</wp:post_date><wp:status>draft</wp:status><wp:post_type>page</wp:post_type></item>
<item><title>a.jpg</title><wp:post_type>attachment</wp:post_type></item></channel></rss>"#;
        let source = Source { path: "a.xml", bytes: text.as_bytes() };
        assert!(WordPress.accepts(&source, text));
        let mut found = Vec::new();
        let account =
            WordPress.read(&source, text, &Options::default(), &mut |draft, _| found.push(draft));
        assert_eq!((found.len(), account.left_out), (2, 0));
        let told: Vec<_> = account.notes.iter().map(|note| note.message.as_str()).collect();
        let expect = [
            "comments of readers that were not read: 1",
            "pictures, menus and other items that were passed over: 1",
        ];
        assert_eq!(told, expect);
        let values = |draft: &Draft, name: LabelName| {
            let named = draft.labels.iter().filter(|l| l.name == name);
            named.map(|l| l.value.clone()).collect::<Vec<_>>()
        };
        let dates = values(&found[0], LabelName::Published);
        assert_eq!(dates, ["2019-11-13 06:02:00", "Wed, 13 Nov 2019 05:02:00 +0000"]);
        assert_eq!(values(&found[0], LabelName::Category), ["Transport"]);
        assert_eq!(values(&found[0], LabelName::Tag), ["ferry"]);
        assert_eq!(values(&found[0], LabelName::Byline), ["ann"]);
        let texts: Vec<_> = found[0].paragraphs.iter().map(|p| (p.kind, p.text.as_str())).collect();
        let expect = [
            (Kind::Text, "The council voted."),
            (Kind::Text, "Nobody spoke."),
            (Kind::Caption, "The quay."),
        ];
        assert_eq!(texts, expect);
        assert_eq!(values(&found[1], LabelName::Status), ["draft"]);
        assert_eq!(values(&found[1], LabelName::Published), Vec::<String>::new());
    }
}
