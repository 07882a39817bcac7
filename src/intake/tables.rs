//! Tables, an article a row: CSV, TSV and the like, as databases, reading lists and spreadsheets
//! write them.
//!
//! What a column stands for is told by its name, as with keys of JSON, and said in a note; `--map`
//! says otherwise. Where no name is known, the cells are looked at.

use std::cell::Cell;

use csv::{ReaderBuilder, StringRecord};

use super::found::Found;
use super::json::Value;
use super::keys::{Mapping, Ours, column};
use super::{Account, Cut, Options, Reader, Source, foreign, guessed};
use crate::clipping::{Draft, LabelName, Note};

/// The reader of tables.
pub(super) struct Table;

/// What may stand between two cells.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// The most columns that are read.
const MAX_COLUMNS: usize = 512;
/// Shorter numbers may count rows.
const ROW_NUMBER_DIGITS: usize = 8;

/// Exports that are known by some of their columns, and what they mean by others.
const HOUSES: &[(&[&str], (&str, Ours))] = &[
    // Pocket's status (`unread`) is none of the article.
    (&["title", "url", "time_added", "tags", "status"], ("status", Ours::Label(LabelName::Other))),
    // Instapaper's time is when a page was saved.
    (&["URL", "Title", "Selection", "Folder"], ("Timestamp", Ours::Label(LabelName::Saved))),
];

impl Reader for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn version(&self) -> u32 {
        2
    }

    fn takes_keys(&self) -> bool {
        true
    }

    fn cut(&self, opening: &str) -> Option<Cut> {
        let (text, begins) = without_hint(opening);
        let delimiter = delimiter(text.lines().next().unwrap_or("")).unwrap_or(b',');
        let mut rows = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        rows.read_record(&mut StringRecord::new()).ok().filter(|is_one| *is_one)?;
        let head_bytes = usize::try_from(begins + rows.position().byte()).ok()?;
        Some(Cut::Rows { delimiter, head_bytes })
    }

    fn accepts(&self, source: &Source, opening: &str) -> bool {
        if matches!(source.extension().as_str(), "csv" | "tsv" | "tab") {
            return foreign::by_text(source, opening).is_none();
        }
        let first = opening.lines().next().unwrap_or("");
        let Some(delimiter) = delimiter(first) else { return false };
        let columns = cells(first, delimiter);
        let ours: Vec<Ours> = columns.iter().filter_map(|name| column(name.trim())).collect();
        // Prose has commas too: nearly every cell has to be a name that is known.
        ours.len() > 2
            && ours.len() * 2 > columns.len()
            && ours.iter().any(|ours| guessed::is_words(*ours))
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let mut account = Account::default();
        let (text, begins) = without_hint(text);
        let first = text.lines().next().unwrap_or("");
        let delimiter = delimiter(first).unwrap_or(b',');
        let mut rows = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(true)
            .from_reader(text.as_bytes());
        let header = match rows.headers() {
            Ok(header) => header.clone(),
            Err(error) => {
                account.leave_out(Note::new(format!("no table: {error}")));
                return account;
            }
        };
        let names: Vec<&str> = header.iter().map(str::trim).take(MAX_COLUMNS).collect();
        if header.len() > MAX_COLUMNS {
            let beyond = header.len() - MAX_COLUMNS;
            let message = format!("{beyond} columns after the first {MAX_COLUMNS} were left out");
            account.note(Note::new(message));
        }
        let mut columns = Columns::named(&names, &options.map);
        columns.look_at_cells(text, delimiter, &options.map);
        if !columns.have_words() {
            account.leave_out(Note::new(guessed::nothing_known("column", &names)));
            return account;
        }
        account.note(Note::new(columns.told()));
        if let Some(doubt) = guessed::doubt("columns", &names, &columns.ours) {
            account.note(Note::new(doubt));
        }
        let mut row = StringRecord::new();
        let mut number = 1_u64;
        loop {
            number += 1;
            let at = begins + rows.position().byte();
            match rows.read_record(&mut row) {
                Ok(false) => break,
                Ok(true) => columns.give(&row, (number, Some(at)), &mut account, each),
                Err(error) => {
                    account.leave_out(Note::at(format!("row {number} was left out: {error}"), at));
                }
            }
        }
        columns.tell_stubs(&mut account);
        account
    }
}

/// `text` without the line by which spreadsheets say what parts cells (`sep=;`), and where it begins.
fn without_hint(text: &str) -> (&str, u64) {
    let first = text.split_inclusive('\n').next().unwrap_or("");
    let is_hint = first.trim_end().len() == 5 && first.to_ascii_lowercase().starts_with("sep=");
    let begins = if is_hint { first.len() } else { 0 };
    (&text[begins..], begins as u64)
}

/// The columns of a table and what they stand for.
pub(super) struct Columns<'a> {
    names: &'a [&'a str],
    ours: Vec<Option<Ours>>,
    /// How many rows had a headline and no text.
    stubs: Cell<u64>,
}

impl<'a> Columns<'a> {
    /// Columns as a person says, as their house means them, as they are named.
    pub(super) fn named(names: &'a [&'a str], map: &[Mapping]) -> Self {
        Self { names, ours: stated(names, map), stubs: Cell::new(0) }
    }

    /// Tells what columns stand for by their cells, where their names do not say.
    fn look_at_cells(&mut self, text: &str, delimiter: u8, map: &[Mapping]) {
        let (rows, names) = (first_rows(text, delimiter), self.names);
        guessed::by_values(
            &mut self.ours,
            |place| map.iter().any(|mapping| mapping.theirs == names[place]),
            |place| rows.iter().filter_map(|row| row.get(place)).collect(),
        );
    }

    fn have_words(&self) -> bool {
        self.ours.iter().any(|ours| ours.is_some_and(guessed::is_words))
    }

    /// What is read from which column, in the words of `--map`.
    pub(super) fn told(&self) -> String {
        guessed::told("columns", self.names, &self.ours)
    }

    /// Gives the article in a row; the row has a number, and a byte where it begins.
    pub(super) fn give(
        &self,
        row: &StringRecord,
        (number, at): (u64, Option<u64>),
        account: &mut Account,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        let mut found = Found::of("table");
        for (place, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            let name = self.names.get(place).copied().unwrap_or("beyond the last column");
            let mut ours =
                self.ours.get(place).copied().flatten().unwrap_or(Ours::Label(LabelName::Other));
            if ours == Ours::Id && is_row_number(cell) {
                ours = Ours::Label(LabelName::Other);
            }
            found.take(name, Value::String(cell.to_owned()), ours);
        }
        if row.len() < self.names.len()
            && row.iter().any(|cell| cell.contains('\n'))
            && at.is_some()
        {
            let message = format!(
                "row {number} runs over several lines and has {} cells of {}: a quotation mark may \
                 be missing",
                row.len(),
                self.names.len()
            );
            account.note(Note { message, at_byte: at });
        }
        let draft = found.draft();
        if draft.title.is_none() && draft.paragraphs.is_empty() {
            let message = format!("row {number} was left out: it has neither a headline nor text");
            account.leave_out(Note { message, at_byte: at });
            return;
        }
        if draft.paragraphs.is_empty() {
            self.stubs.set(self.stubs.get() + 1);
        }
        each(draft, Vec::new());
    }

    /// Tells how many rows were stubs, where a column has texts.
    pub(super) fn tell_stubs(&self, account: &mut Account) {
        if self.ours.contains(&Some(Ours::Text)) && self.stubs.get() > 0 {
            let message = match self.stubs.get() {
                1 => "1 row has a headline and no text: it is a stub".to_owned(),
                count => format!("{count} rows have a headline and no text: they are stubs"),
            };
            account.note(Note::new(message));
        }
    }
}

/// Whether a number may count rows and be another article's in the next table.
fn is_row_number(cell: &str) -> bool {
    cell.trim().len() < ROW_NUMBER_DIGITS && cell.trim().bytes().all(|byte| byte.is_ascii_digit())
}

/// What columns stand for: as a person says, as their house means them, as they are named.
fn stated(names: &[&str], map: &[Mapping]) -> Vec<Option<Ours>> {
    let as_known = |name: &str| {
        let meant = HOUSES.iter().filter(|(all, _)| all.iter().all(|one| names.contains(one)));
        meant.map(|(_, meant)| meant).find(|(column, _)| *column == name).map(|(_, ours)| *ours)
    };
    let as_said = |name: &str| map.iter().find(|mapping| mapping.theirs == name).map(|m| m.ours);
    names
        .iter()
        .map(|name| as_said(name).or_else(|| as_known(name)).or_else(|| column(name)))
        .collect()
}

fn first_rows(text: &str, delimiter: u8) -> Vec<StringRecord> {
    let mut rows =
        ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    rows.records().take(guessed::ROWS_LOOKED_AT).flatten().collect()
}

/// What stands between the cells of a line; nothing where it has one cell.
fn delimiter(line: &str) -> Option<u8> {
    let line = super::start_of(line, 64 * 1024);
    let count = |byte: u8| cells(line, byte).len();
    DELIMITERS.into_iter().rev().max_by_key(|byte| count(*byte)).filter(|byte| count(*byte) > 1)
}

fn cells(line: &str, delimiter: u8) -> Vec<String> {
    let mut rows = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(line.as_bytes());
    let first = rows.records().next().and_then(Result::ok);
    first.map(|row| row.iter().map(str::to_owned).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing::values;

    fn run(path: &str, text: &str, map: &[&str]) -> (Vec<Draft>, Account) {
        let source = Source { path, bytes: text.as_bytes() };
        assert!(Table.accepts(&source, text), "{text}");
        let map = map.iter().map(|mapping| mapping.parse().expect("a mapping")).collect();
        let mut found = Vec::new();
        let account =
            Table.read(&source, text, &Options { map, ..Options::default() }, &mut |draft, _| {
                found.push(draft)
            });
        (found, account)
    }

    #[test]
    fn a_row_is_an_article() {
        let text = "headline;date;body;tags;views\n\
                    \"Ferry stays; for now\";2019-11-13;\"One \"\"two\"\".\n\nThree.\";sea, port;7\n\n\
                    Pier opens;14.11.2019;Noon.;;\n";
        let (found, account) = run("a.csv", text, &[]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].title.as_deref(), Some("Ferry stays; for now"));
        assert_eq!(found[0].paragraphs[0].text, "One \"two\".");
        assert_eq!(found[0].paragraphs.len(), 2);
        assert_eq!(values(&found[0], LabelName::Tag), ["sea", "port"]);
        assert_eq!(values(&found[0], LabelName::Other), ["7"]);
        assert_eq!((account.left_out, account.notes.len()), (0, 1));
        assert_eq!(
            account.notes[0].message,
            "columns read: headline=title, date=published, body=text, tags=tag; 1 more kept as they \
             are"
        );
    }

    #[test]
    fn a_map_overrides_names() {
        let text = "kop\ttekst\tdate\nVeer blijft\tDe raad besloot.\t2019\n";
        let (found, account) = run("a.tsv", text, &["kop=title", "tekst=text", "date=saved"]);
        assert_eq!(found[0].title.as_deref(), Some("Veer blijft"));
        assert_eq!(values(&found[0], LabelName::Saved), ["2019"]);
        assert!(account.notes[0].message.contains("kop=title, tekst=text, date=saved"));
    }

    #[test]
    fn columns_without_a_known_name_are_told_by_their_cells() {
        let body = "De raad besloot maandag dat het veer blijft. ".repeat(6);
        let text = format!("a,b,c\n2019-11-13,Het veer blijft nog een jaar,\"{body}\"\n");
        let (found, account) = run("a.csv", &text, &[]);
        assert_eq!(found[0].title.as_deref(), Some("Het veer blijft nog een jaar"));
        assert_eq!(values(&found[0], LabelName::Published), ["2019-11-13"]);
        assert_eq!(account.notes[0].message, "columns read: a=published, b=title, c=text");
        let (found, account) = run("b.csv", "year,tons\n1987,12\n1988,13\n", &[]);
        assert_eq!((found.len(), account.left_out), (0, 1));
        assert!(account.notes[0].message.ends_with("of year, tons, with --map"), "{account:?}");
    }

    #[test]
    fn lists_of_addresses_give_stubs() {
        let text = "title,url,time_added,tags,status\n\
                    Ferry stays,https://post.example/a,1600322788,sea|port,unread\n\
                    ,https://post.example/b,1600322789,,archive\n";
        let (found, _) = run("part_000000", text, &[]);
        assert_eq!(found.len(), 2);
        assert_eq!(values(&found[0], LabelName::Status), ["stub"]);
        assert_eq!(values(&found[0], LabelName::Saved), ["1600322788"]);
        assert_eq!(values(&found[0], LabelName::Tag), ["sea", "port"]);
        assert!(values(&found[0], LabelName::Published).is_empty());
        assert_eq!(found[1].title.as_deref(), Some("https://post.example/b"));
    }

    #[test]
    fn what_reading_lists_mean_by_their_columns_is_known() {
        let (found, _) = run(
            "instapaper.csv",
            "URL,Title,Selection,Folder,Timestamp,Tags\n\
             https://post.example/a,Ferry stays,The council voted.,Unread,1683022272,\"[\"\"sea\"\"]\"\n",
            &[],
        );
        assert_eq!(values(&found[0], LabelName::Saved), ["1683022272"]);
        assert_eq!(values(&found[0], LabelName::Tag), ["sea"]);
        let (found, account) = run(
            "readwise.csv",
            "Highlight,Book Title,Book Author,Tags,Location Type,Location,Highlighted at\n\
             The council voted.,Ferry stays,Ann Example,sea,offset,12,2020-01-02 10:11:12+00:00\n",
            &[],
        );
        assert!(values(&found[0], LabelName::Place).is_empty(), "{account:?}");
        assert_eq!(values(&found[0], LabelName::Byline), ["Ann Example"]);
        let (found, _) = run(
            "reader.csv",
            "Title,URL,ID,Document tags,Saved date,Location\n\
             Ferry stays,https://post.example/a,01hx,['sea'],2023-05-02 10:11:12+00:00,archive\n",
            &[],
        );
        assert_eq!(values(&found[0], LabelName::Saved), ["2023-05-02 10:11:12+00:00"]);
        assert_eq!(values(&found[0], LabelName::Status), ["stub"]);
    }

    #[test]
    fn columns_may_be_named_in_any_language() {
        let (found, account) = run(
            "a.csv",
            "Titel;Erscheinungsdatum;Importdatum;Quelle;Autor;Text\n\
             Fähre bleibt;13.11.2019;2.1.2020;Hafen-Bote;Anna Beispiel;\"Der Rat hat\nentschieden.\"\n",
            &[],
        );
        assert_eq!(found[0].title.as_deref(), Some("Fähre bleibt"));
        assert_eq!(values(&found[0], LabelName::Published), ["13.11.2019"]);
        assert_eq!(values(&found[0], LabelName::Saved), ["2.1.2020"]);
        assert_eq!(values(&found[0], LabelName::Outlet), ["Hafen-Bote"]);
        assert_eq!(account.notes.len(), 1);
        let (found, _) = run("b", "일자\t언론사\t제목\t본문\n20191113\t항구신문\t배\t왔다.\n", &[]);
        assert_eq!(found[0].title.as_deref(), Some("배"));
        assert_eq!(values(&found[0], LabelName::Outlet), ["항구신문"]);
    }

    #[test]
    fn a_column_whose_name_says_little_is_told_by_its_cells() {
        let body = "Der Rat hat am Montag entschieden, dass die alte Fähre bleibt. ".repeat(4);
        let text = format!("Nr;Titel;Tag;Fliesstext\n1;Fähre bleibt;13.11.2019;\"{body}\"\n");
        let (found, account) = run("a.csv", &text, &[]);
        assert_eq!(values(&found[0], LabelName::Published), ["13.11.2019"]);
        assert_eq!(found[0].paragraphs.len(), 1);
        assert_eq!(
            account.notes[0].message,
            "columns read: Titel=title, Tag=published, Fliesstext=text; 1 more kept as they are"
        );
        let (found, _) = run("a.csv", &text, &["Tag=tag"]);
        assert_eq!(values(&found[0], LabelName::Tag), ["13.11.2019"]);
    }

    #[test]
    fn two_days_of_publication_are_told() {
        let text = "headline,date,published,body\nFerry stays,2020-01-02,2019-11-13,It stays.\n";
        let (_, account) = run("a.csv", text, &[]);
        assert_eq!(
            account.notes[1].message,
            "columns date, published are read as published, the first one rules: --map says otherwise"
        );
        let (_, account) = run("a.csv", text, &["date=saved"]);
        assert_eq!(account.notes.len(), 1);
    }

    #[test]
    fn numbers_of_rows_are_no_native_numbers() {
        let (found, _) = run("a.csv", "id,title,text\n1,A,One.\nport-2019-1,B,Two.\n", &[]);
        assert_eq!(found[0].native, None);
        assert_eq!(found[1].native.as_deref(), Some("table:port-2019-1"));
    }

    #[test]
    fn a_lost_quotation_mark_is_told() {
        let text = "title,text,date\nA,\"One.,2019\nB,Two.,2019\n";
        let (found, account) = run("a.csv", text, &[]);
        assert_eq!(found.len(), 1);
        assert!(
            account.notes[1].message.contains("a quotation mark may be missing"),
            "{account:?}"
        );
        assert_eq!(account.notes[1].at_byte, Some(16));
    }

    #[test]
    fn a_line_of_spreadsheets_is_passed_over() {
        let (found, _) = run("a.csv", "sep=;\r\ntitle;text\r\nFerry;It stays.\r\n", &[]);
        assert_eq!(found[0].title.as_deref(), Some("Ferry"));
    }

    #[test]
    fn prose_is_no_table() {
        let text = "Ferry, pier, quay, and more\n\nThe council voted, at last, on Monday.";
        assert!(!Table.accepts(&Source { path: "a.txt", bytes: text.as_bytes() }, text));
    }
}
