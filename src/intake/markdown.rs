//! Notes and pages in Markdown, as clippers, Hugo and Jekyll write them: keys above the text, and the
//! text.

mod front;
mod words;

use super::found::Found;
use super::json::Value;
use super::keys::{self, Ours, folded};
use super::tidy::tidy;
use super::{Account, Options, Reader, Source, web};
use crate::clipping::{Draft, LabelName, Note};

/// The reader of Markdown with keys above it.
pub(super) struct Markdown;

/// Keys that stand for something else here than elsewhere.
const KEYS: &[(&str, Ours)] = &[
    ("clipped", Ours::Label(LabelName::Saved)),
    ("lastmod", Ours::Label(LabelName::Updated)),
    ("lastmodified", Ours::Label(LabelName::Updated)),
    ("site", Ours::Label(LabelName::Outlet)),
    // They name the note and not the piece.
    ("id", Ours::Label(LabelName::Other)),
    ("uid", Ours::Label(LabelName::Other)),
    ("name", Ours::Label(LabelName::Other)),
];

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn version(&self) -> u32 {
        2
    }

    fn takes_keys(&self) -> bool {
        true
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        let Some((pairs, _)) = front::read(opening) else { return false };
        pairs.iter().any(|(key, value)| keys::of_object(key, value).is_some())
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let text = tidy(text);
        let (pairs, from) = front::read(&text).unwrap_or_default();
        let mut found = Found::of("markdown");
        for (key, value) in pairs {
            let said = options.map.iter().find(|mapping| mapping.theirs == key);
            let ours = said.map_or_else(|| meaning(&key, &value), |mapping| mapping.ours);
            found.take(&key, without_links(value), ours);
        }
        // A summary above a text is no text.
        let (title, mut paragraphs) = words::paragraphs(&text[from..]);
        let stated = found.draft.title.clone().or(title.clone());
        if let Some(title) = &title
            && stated.as_ref() != Some(title)
        {
            paragraphs.insert(0, crate::clipping::Paragraph::text(title.clone()));
        }
        found.draft.title = stated;
        found.push_text(paragraphs);
        let mut draft = found.draft();
        web::take_site(&mut draft);
        let mut account = Account::default();
        if draft.title.is_none() && draft.paragraphs.is_empty() {
            account.leave_out(Note::new("it has neither a headline nor text"));
        } else {
            each(draft, Vec::new());
        }
        account
    }
}

/// What a key stands for. A source that is an address is one.
fn meaning(key: &str, value: &Value) -> Ours {
    let folded = folded(key);
    let ours = KEYS.iter().find(|(name, _)| *name == folded).map(|(_, ours)| *ours);
    let ours = ours.or_else(|| keys::of_object(key, value));
    let ours = ours.unwrap_or(Ours::Label(LabelName::Other));
    match (ours, value) {
        (Ours::Label(LabelName::Outlet), Value::String(text)) if text.starts_with("http") => {
            Ours::Label(LabelName::Url)
        }
        // The text stands below.
        (Ours::Text, _) => Ours::Summary,
        _ => ours,
    }
}

/// `[[Ann Example]]` as `Ann Example`.
fn without_links(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(words::inline(&text)),
        Value::Array(values) => Value::Array(values.into_iter().map(without_links).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::Kind;
    use crate::intake::testing::{read, values};

    fn run(text: &str) -> Draft {
        let source = Source { path: "a.md", bytes: text.as_bytes() };
        assert!(Markdown.accepts(&source, text), "{text}");
        let (mut found, account) = read(&Markdown, "a.md", text, &Options::default());
        assert_eq!((found.len(), account), (1, Account::default()));
        found.remove(0)
    }

    #[test]
    fn clipped_pages_are_read() {
        let draft = run(
            "---\ntitle: \"Ferry stays\"\nsource: \"https://post.example/a\"\nauthor:\n  - \
            \"[[Ann Example]]\"\n  - \"[[people/bob|Bob Sample]]\"\npublished: 2019-11-13\ncreated: \
            2020-01-02\ndescription: \"A vote\"\ntags:\n  - \"clippings\"\n---\n# Ferry stays\n\n\
            ![The ferry](https://post.example/f.jpg)\n\nThe **council** voted [on\nMonday](https://x.example).\n\n\
            ## What next\n\n- One\n- Two\n\n> Late.\n",
        );
        assert_eq!(draft.title.as_deref(), Some("Ferry stays"));
        assert_eq!(values(&draft, LabelName::Url), ["https://post.example/a"]);
        assert_eq!(values(&draft, LabelName::Byline), ["Ann Example, Bob Sample"]);
        assert_eq!(values(&draft, LabelName::Published), ["2019-11-13"]);
        assert_eq!(values(&draft, LabelName::Saved), ["2020-01-02"]);
        assert_eq!(values(&draft, LabelName::Tag), ["clippings"]);
        assert_eq!(values(&draft, LabelName::Other), ["A vote"]);
        let texts: Vec<_> = draft.paragraphs.iter().map(|p| (p.kind, p.text.as_str())).collect();
        assert_eq!(
            texts,
            [
                (Kind::Caption, "The ferry"),
                (Kind::Text, "The council voted on Monday."),
                (Kind::Text, "What next"),
                (Kind::Text, "One"),
                (Kind::Text, "Two"),
                (Kind::Text, "Late."),
            ]
        );
    }

    #[test]
    fn pages_of_site_makers_are_read() {
        let draft = run(
            "+++\ntitle = 'Ferry stays'\ndate = 2019-11-13T06:02:00Z\ncategories = ['News']\n+++\n\
            It stays.\n",
        );
        assert_eq!(values(&draft, LabelName::Published), ["2019-11-13T06:02:00Z"]);
        assert_eq!(values(&draft, LabelName::Category), ["News"]);
        let bare = run("---\ntitle: Pier\ncreated: 2020-01-02\n---\n");
        assert_eq!(values(&bare, LabelName::Status), ["stub"]);
        assert!(values(&bare, LabelName::Published).is_empty());
    }

    #[test]
    fn keys_may_be_named_in_other_languages() {
        let draft = run(
            "---\nTitel: Fähre bleibt\nDatum: 13.11.2019\nQuelle: https://post.example/a\nvon: Hafen\n\
             ---\nDer Rat stimmte ab.\n",
        );
        assert_eq!(draft.title.as_deref(), Some("Fähre bleibt"));
        assert_eq!(values(&draft, LabelName::Published), ["13.11.2019"]);
        assert_eq!(values(&draft, LabelName::Url), ["https://post.example/a"]);
        assert!(values(&draft, LabelName::Byline).is_empty());
    }

    #[test]
    fn rules_of_dashes_are_no_keys() {
        let text = "---\nThe council voted: it stays.\n---\n";
        assert!(!Markdown.accepts(&Source { path: "a.md", bytes: text.as_bytes() }, text));
    }
}
