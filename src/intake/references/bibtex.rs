//! BibTeX: `@article{key, title = {…}, …}`.

use crate::clipping::{Draft, LabelName, Note};
use crate::intake::found::Found;
use crate::intake::json::Value;
use crate::intake::keys::{Ours, known};
use crate::intake::{Account, Options, Reader, Source};

/// The reader of BibTeX.
pub(in crate::intake) struct BibTex;

/// Fields that stand for something else than keys of that name elsewhere do.
const FIELDS: &[(&str, Ours)] = &[
    ("journal", Ours::Label(LabelName::Outlet)),
    ("journaltitle", Ours::Label(LabelName::Outlet)),
    ("booktitle", Ours::Label(LabelName::Outlet)),
    ("urldate", Ours::Label(LabelName::Saved)),
    ("langid", Ours::Label(LabelName::Language)),
    ("year", Ours::Label(LabelName::Published)),
    ("publisher", Ours::Label(LabelName::Other)),
    ("note", Ours::Label(LabelName::Other)),
];
/// Entries that are no references.
const NO_REFERENCES: &[&str] = &["comment", "string", "preamble"];

impl Reader for BibTex {
    fn name(&self) -> &'static str {
        "BibTeX"
    }

    fn version(&self) -> u32 {
        1
    }

    fn accepts(&self, source: &Source, opening: &str) -> bool {
        let entry = Entries::new(opening).next();
        entry.is_some_and(|entry| {
            !entry.key.is_empty()
                && !entry.fields.is_empty()
                && (source.extension() == "bib" || opening.trim_start().starts_with(['@', '%']))
        })
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let mut account = Account::default();
        for entry in Entries::new(text) {
            if NO_REFERENCES.contains(&entry.kind.as_str()) {
                continue;
            }
            if !entry.is_closed {
                account.note(Note::at("an entry has no end: it was read", entry.at as u64));
            }
            let draft = draft(&entry);
            if draft.title.is_none() && draft.paragraphs.is_empty() {
                let message = format!("the entry {} has neither a headline nor text", entry.key);
                account.leave_out(Note::at(message, entry.at as u64));
            } else {
                each(draft, Vec::new());
            }
        }
        account
    }
}

fn draft(entry: &Entry) -> Draft {
    let mut found = Found::of("bibtex");
    let has_date = entry.fields.iter().any(|(name, _)| name == "date");
    let month =
        entry.fields.iter().find(|(name, _)| name == "month").map(|(_, month)| month.as_str());
    for (name, value) in &entry.fields {
        let ours = FIELDS.iter().find(|(field, _)| field == name).map(|(_, ours)| *ours);
        // Fields are the words of BibTeX: `location` is where a publisher sits.
        let mut ours = ours.or_else(|| known(name)).unwrap_or(Ours::Label(LabelName::Other));
        let mut value = value.clone();
        match name.as_str() {
            "author" => value = value.split(" and ").collect::<Vec<_>>().join("; "),
            "year" if has_date => ours = Ours::Label(LabelName::Other),
            "year" => value = month.map_or(value.clone(), |month| format!("{month} {value}")),
            _ => {}
        }
        if !value.trim().is_empty() {
            found.take(name, Value::String(value), ours);
        }
    }
    found.draft()
}

/// One entry.
#[derive(Debug, Default)]
struct Entry {
    at: usize,
    kind: String,
    key: String,
    fields: Vec<(String, String)>,
    is_closed: bool,
}

/// The entries of a text in their order.
struct Entries<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Entries<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Takes characters up to one of `ends`.
    fn until(&mut self, ends: &[char]) -> &'a str {
        let rest = &self.text[self.at..];
        let end = rest.find(ends).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// A value in braces, in quotation marks or bare; an `@` at the start of a line ends one that lost
    /// its end.
    fn value(&mut self) -> String {
        let (mut depth, mut quoted) = (0_u32, false);
        let mut out = String::new();
        let mut before = ' ';
        while let Some(c) = self.peek() {
            match c {
                '@' if before == '\n' => break,
                '\\' => {
                    self.at += 1;
                    let next = self.peek().unwrap_or(' ');
                    if matches!(next, '&' | '%' | '$' | '#' | '_' | '{' | '}') {
                        out.push(next);
                    } else {
                        out.push('\\');
                        continue;
                    }
                    self.at += next.len_utf8();
                    before = next;
                    continue;
                }
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                '"' if depth == 0 => quoted = !quoted,
                ',' if depth == 0 && !quoted => break,
                _ => out.push(c),
            }
            before = c;
            self.at += c.len_utf8();
        }
        out.trim().to_owned()
    }
}

impl Iterator for Entries<'_> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            let at = self.at + self.text[self.at..].find('@')?;
            self.at = at + 1;
            let rest = &self.text[self.at..];
            let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
            let kind = rest[..end].to_ascii_lowercase();
            self.at += end;
            self.skip_blanks();
            if kind.is_empty() || self.peek() != Some('{') {
                continue;
            }
            self.at += 1;
            let mut entry = Entry { at, kind, ..Entry::default() };
            entry.key = self.until(&[',', '}', '\n', '=']).trim().to_owned();
            while self.peek() == Some(',') {
                self.at += 1;
                self.skip_blanks();
                let name = self.until(&['=', ',', '}', '@', '{']).trim().to_ascii_lowercase();
                if self.peek() != Some('=') {
                    continue;
                }
                self.at += 1;
                let value = self.value();
                entry.fields.push((name, value));
            }
            entry.is_closed = self.peek() == Some('}');
            return Some(entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing::{read, values};

    fn run(text: &str) -> (Vec<Draft>, Account) {
        assert!(BibTex.accepts(&Source { path: "a.bib", bytes: text.as_bytes() }, text));
        read(&BibTex, "a.bib", text, &Options::default())
    }

    #[test]
    fn entries_are_read() {
        let text = "@article{example2019,\n  title = {{Ferry} \\& pier},\n  author = {Example, Ann and \
            Sample, Bob},\n  journal = \"Portbury Post\",\n  month = nov,\n  year = 2019,\n  \
            abstract = {The council voted, at last.},\n  urldate = {2020-01-02}\n}\n\n\
            @comment{x}\n@misc{b, title={Pier opens}, date={2019-11-13}, url={https://post.example/b}}\n";
        let (found, account) = run(text);
        assert_eq!((found.len(), account), (2, Account::default()));
        assert_eq!(found[0].title.as_deref(), Some("Ferry & pier"));
        assert_eq!(values(&found[0], LabelName::Byline), ["Example, Ann; Sample, Bob"]);
        assert_eq!(values(&found[0], LabelName::Outlet), ["Portbury Post"]);
        assert_eq!(values(&found[0], LabelName::Published), ["nov 2019"]);
        assert_eq!(found[0].paragraphs[0].text, "The council voted, at last.");
        assert_eq!(values(&found[1], LabelName::Published), ["2019-11-13"]);
        assert_eq!(values(&found[1], LabelName::Status), ["stub"]);
    }

    #[test]
    fn an_entry_without_end_takes_no_other_with_it() {
        let (found, account) =
            run("@misc{a, title={One, year=2019\n@misc{b, title={Two}, year=2018}\n");
        assert_eq!((found.len(), account.notes.len()), (2, 1));
    }
}
