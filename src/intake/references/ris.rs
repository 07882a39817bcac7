//! RIS: `TY  - NEWS` to `ER  -`.

use crate::clipping::{Draft, LabelName, Note};
use crate::intake::found::Found;
use crate::intake::json::Value;
use crate::intake::keys::Ours;
use crate::intake::tidy::tidy;
use crate::intake::{Account, Options, Reader, Source};

/// The reader of RIS.
pub(in crate::intake) struct Ris;

/// Tags and what they stand for. Source: the RIS specification of Research Information Systems, and
/// what Zotero writes.
const TAGS: &[(&str, Ours)] = &[
    ("TI", Ours::Title),
    ("T1", Ours::Title),
    ("CT", Ours::Title),
    ("AB", Ours::Summary),
    ("N2", Ours::Summary),
    ("ID", Ours::Label(LabelName::Other)),
    ("AN", Ours::Id),
    ("AU", Ours::Label(LabelName::Byline)),
    ("A1", Ours::Label(LabelName::Byline)),
    ("T2", Ours::Label(LabelName::Outlet)),
    ("JO", Ours::Label(LabelName::Outlet)),
    ("JF", Ours::Label(LabelName::Outlet)),
    ("JA", Ours::Label(LabelName::Other)),
    ("BT", Ours::Label(LabelName::Outlet)),
    ("DA", Ours::Label(LabelName::Published)),
    ("PY", Ours::Label(LabelName::Published)),
    ("Y1", Ours::Label(LabelName::Published)),
    ("Y2", Ours::Label(LabelName::Saved)),
    ("LA", Ours::Label(LabelName::Language)),
    ("KW", Ours::Label(LabelName::Tag)),
    ("UR", Ours::Label(LabelName::Url)),
    ("L2", Ours::Label(LabelName::Url)),
    ("SE", Ours::Label(LabelName::Category)),
];

impl Reader for Ris {
    fn name(&self) -> &'static str {
        "RIS"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        let first =
            opening.trim_start_matches('\u{FEFF}').lines().find(|line| !line.trim().is_empty());
        first.and_then(tagged).is_some_and(|(tag, _)| tag == "TY")
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let text = tidy(text);
        let mut account = Account::default();
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut open = false;
        let mut at = 0;
        for line in text.split('\n') {
            let begins = at as u64;
            at += line.len() + 1;
            match tagged(line) {
                Some(("TY", kind)) => {
                    if open {
                        account.note(Note::at("a reference has no end: it was read", begins));
                        give(&mut fields, begins, &mut account, each);
                    }
                    open = true;
                    fields.push(("TY".to_owned(), kind.to_owned()));
                }
                Some(("ER", _)) => {
                    give(&mut fields, begins, &mut account, each);
                    open = false;
                }
                Some((tag, value)) => fields.push((tag.to_owned(), value.to_owned())),
                // Values go on in lines of their own.
                None => {
                    if let Some((_, value)) = fields.last_mut() {
                        value.push('\n');
                        value.push_str(line);
                    }
                }
            }
        }
        if !fields.is_empty() {
            account.note(Note::new("the last reference has no end: what is there was read"));
            give(&mut fields, at as u64, &mut account, each);
        }
        account
    }
}

/// The tag that a line opens with, and what follows it.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.trim_start_matches('\u{FEFF}').split_at_checked(2)?;
    let is_tag = tag.starts_with(|c: char| c.is_ascii_uppercase())
        && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let value = rest.trim_start().strip_prefix('-').filter(|_| rest.starts_with("  "))?;
    is_tag.then(|| (tag, value.trim()))
}

fn give(
    fields: &mut Vec<(String, String)>,
    at: u64,
    account: &mut Account,
    each: &mut dyn FnMut(Draft, Vec<Note>),
) {
    let fields = std::mem::take(fields);
    let mut found = Found::of(house(&fields));
    // A day is closer than a year.
    let has_day =
        fields.iter().any(|(tag, value)| tag == "DA" && !value.trim_matches('/').is_empty());
    for (tag, value) in fields {
        let mut ours = TAGS.iter().find(|(known, _)| *known == tag).map(|(_, ours)| *ours);
        if has_day && matches!(tag.as_str(), "PY" | "Y1") {
            ours = None;
        }
        let value = if matches!(tag.as_str(), "DA" | "PY" | "Y1" | "Y2") {
            day(&value).to_owned()
        } else {
            value
        };
        if !value.trim().is_empty() {
            found.take(&tag, Value::String(value), ours.unwrap_or(Ours::Label(LabelName::Other)));
        }
    }
    let draft = found.draft();
    if draft.title.is_none() && draft.paragraphs.is_empty() {
        account.leave_out(Note::at("a reference has neither a headline nor text", at));
    } else {
        each(draft, Vec::new());
    }
}

/// The namespace of the numbers in a reference: that of the database it was exported from, whose other
/// exports have the same ones.
fn house(fields: &[(String, String)]) -> &'static str {
    let of = |tags: &[&str]| {
        let found = fields.iter().filter(|(tag, _)| tags.contains(&tag.as_str()));
        found.map(|(_, value)| value.trim().to_lowercase()).collect::<Vec<_>>()
    };
    let (named, numbers) = (of(&["DB", "DP", "UR", "L2"]), of(&["AN"]));
    let is_named = |name: &str| named.iter().any(|value| value.contains(name));
    let is_digits = |number: &String| number.bytes().all(|byte| byte.is_ascii_digit());
    if is_named("proquest") && numbers.iter().all(is_digits) {
        "proquest"
    } else if is_named("factiva") {
        "factiva"
    } else {
        "ris"
    }
}

/// `2019/11/13/` without the bars behind it, and without other words behind those.
fn day(value: &str) -> &str {
    let end = value.match_indices('/').nth(2).map_or(value.len(), |(at, _)| at);
    value[..end].trim_end_matches('/').trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing::{read, values};

    fn run(text: &str) -> (Vec<Draft>, Account) {
        assert!(Ris.accepts(&Source { path: "a", bytes: text.as_bytes() }, text));
        read(&Ris, "a", text, &Options::default())
    }

    #[test]
    fn references_are_read() {
        let text = "TY  - NEWS\r\nTI  - Ferry stays\r\nAU  - Example, Ann\r\nT2  - Portbury Post\r\n\
            DA  - 2019/11/13/\r\nPY  - 2019\r\nAB  - The council\r\nvoted.\r\nKW  - sea\r\nKW  - port\r\n\
            UR  - https://post.example/a\r\nY2  - 2020/01/02/10:11:12\r\nER  - \r\n\r\n\
            TY  - NEWS\r\nT1  - Pier opens\r\nPY  - 2018///\r\nER  -\r\n";
        let (found, account) = run(text);
        assert_eq!((found.len(), account), (2, Account::default()));
        assert_eq!(found[0].title.as_deref(), Some("Ferry stays"));
        assert_eq!(values(&found[0], LabelName::Published), ["2019/11/13"]);
        assert_eq!(values(&found[0], LabelName::Saved), ["2020/01/02"]);
        assert_eq!(values(&found[0], LabelName::Outlet), ["Portbury Post"]);
        assert_eq!(values(&found[0], LabelName::Tag), ["sea", "port"]);
        assert!(!found[0].paragraphs.is_empty());
        assert_eq!(values(&found[1], LabelName::Status), ["stub"]);
        assert_eq!(values(&found[1], LabelName::Published), ["2018"]);
    }

    #[test]
    fn the_number_of_a_database_is_that_of_its_other_exports() {
        let of = |more: &str| {
            let (found, _) = run(&format!("TY  - NEWS\nTI  - A\n{more}\nER  - \n"));
            found[0].native.clone().unwrap_or_default()
        };
        let link = "UR  - https://www.proquest.com/docview/251439970";
        assert_eq!(of(&format!("AN  - 251439970\n{link}")), "proquest:251439970");
        assert_eq!(of(&format!("AN  - X-251439970\n{link}")), "ris:X-251439970");
        let number = "PORTPO0020120109e81900001";
        assert_eq!(of(&format!("DP  - Factiva\nAN  - {number}")), format!("factiva:{number}"));
        assert_eq!(of("AN  - 7"), "ris:7");
    }

    #[test]
    fn a_reference_without_end_is_read_and_told() {
        let (found, account) = run("TY  - NEWS\nTI  - A\nTY  - NEWS\nTI  - B\n");
        assert_eq!((found.len(), account.notes.len()), (2, 2));
    }
}
