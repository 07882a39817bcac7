//! Tables, an article a row: CSV, TSV and the like, as databases, reading lists and spreadsheets
//! write them.
//!
//! What a column stands for is told by its name, as with keys of JSON, and said in a note; `--map`
//! says otherwise. Where no name is known, the cells are looked at.

use std::cell::Cell;

use csv::{ReaderBuilder, StringRecord};

use super::found::Found;
use super::guessed::Names;
use super::json::Value;
use super::keys::{Mapping, Ours, column, houses::Houses};
use super::{Account, Cut, Options, Reader, Source, foreign, guessed};
use crate::clipping::{Draft, LabelName, Note};

/// The reader of tables.
pub(super) struct Table;

/// What may stand between two cells.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// The most columns that are read, of tables in pages too.
pub(super) const MAX_COLUMNS: usize = 512;
/// Shorter numbers may count rows.
const ROW_NUMBER_DIGITS: usize = 8;

impl Reader for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn version(&self) -> u32 {
        3
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
        let names: Vec<&str> = header.iter().map(str::trim).collect();
        let mut columns = Columns::named(&names, &options.map);
        columns.beyond().into_iter().for_each(|beyond| account.note(beyond));
        columns.look_at_cells(text, delimiter);
        if !columns.have_words() {
            account.leave_out(Note::new(guessed::nothing_known(Names::Columns, columns.names)));
            return account;
        }
        account.note(Note::new(columns.told()));
        if let Some(doubt) = guessed::doubt(Names::Columns, columns.names, &columns.ours) {
            account.note(Note::new(doubt));
        }
        let mut row = StringRecord::new();
        let mut number = 1_u64;
        loop {
            number += 1;
            let at = begins + rows.position().byte();
            match rows.read_record(&mut row) {
                Ok(false) => break,
                Ok(true) => {
                    let cells = row.iter().enumerate().collect();
                    let row = Row { cells, number, at_byte: Some(at) };
                    columns.give(&row, &mut account, each);
                }
                Err(error) => {
                    account.leave_out(Note::at(format!("row {number} was left out: {error}"), at));
                }
            }
        }
        columns.tell_rows(&mut account);
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

/// A row of a table.
pub(super) struct Row<'r> {
    /// The cells, each with the place of its column, in their order.
    pub(super) cells: Vec<(usize, &'r str)>,
    /// The row of names is the first one.
    pub(super) number: u64,
    /// Where it begins, where that is known.
    pub(super) at_byte: Option<u64>,
}

/// The columns of a table and what they stand for.
pub(super) struct Columns<'a> {
    names: &'a [&'a str],
    map: &'a [Mapping],
    houses: Houses,
    ours: Vec<Option<Ours>>,
    /// How many columns more the table has.
    beyond: usize,
    /// How many rows had a headline and no text.
    stubs: Cell<u64>,
    /// How many rows had more cells than columns are read.
    wide: Cell<u64>,
}

impl<'a> Columns<'a> {
    /// Columns as a person says, as their house means them, as they are named.
    pub(super) fn named(names: &'a [&'a str], map: &'a [Mapping]) -> Self {
        let (names, beyond) = names.split_at(names.len().min(MAX_COLUMNS));
        let houses = Houses::of(names.iter().copied());
        let ours = |name: &&str| match map.iter().find(|mapping| mapping.theirs == *name) {
            Some(mapping) => Some(mapping.ours),
            None => houses.meant(name, column(name)),
        };
        let ours = names.iter().map(ours).collect();
        let (stubs, wide) = (Cell::new(0), Cell::new(0));
        Self { names, map, houses, ours, beyond: beyond.len(), stubs, wide }
    }

    /// That there are more columns than are read, where there are.
    pub(super) fn beyond(&self) -> Option<Note> {
        let message =
            format!("{} columns after the first {MAX_COLUMNS} were left out", self.beyond);
        (self.beyond > 0).then(|| Note::new(message))
    }

    /// Tells what columns stand for by their cells, where their names do not say.
    fn look_at_cells(&mut self, text: &str, delimiter: u8) {
        let (rows, names, map) = (first_rows(text, delimiter), self.names, self.map);
        guessed::by_values(
            &mut self.ours,
            |place| is_mapped(map, names[place]),
            |place| rows.iter().filter_map(|row| row.get(place)).collect(),
        );
    }

    fn have_words(&self) -> bool {
        self.ours.iter().any(|ours| ours.is_some_and(guessed::is_words))
    }

    /// What is read from which column, in the words of `--map`.
    pub(super) fn told(&self) -> String {
        guessed::told(Names::Columns, self.names, &self.ours)
    }

    /// Gives the article in a row.
    pub(super) fn give(
        &self,
        row: &Row,
        account: &mut Account,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) {
        let &Row { ref cells, number, at_byte } = row;
        if cells.iter().all(|(_, cell)| cell.trim().is_empty()) {
            return;
        }
        let mut found = Found::of("table");
        let (read, beyond): (Vec<(usize, &str)>, Vec<_>) =
            cells.iter().partition(|(place, _)| *place < MAX_COLUMNS);
        for (place, cell) in read.into_iter().filter(|(_, cell)| !cell.trim().is_empty()) {
            let name = self.names.get(place).copied().unwrap_or("beyond the last column");
            let mut ours = self.ours.get(place).copied().flatten();
            if ours == Some(Ours::Id) && is_row_number(cell) {
                ours = None;
            }
            let mut value = Value::String(cell.to_owned());
            if !is_mapped(self.map, name) {
                value = self.houses.parted(ours, value);
            }
            found.take(name, value, ours.unwrap_or(Ours::Label(LabelName::Other)));
        }
        self.wide.set(self.wide.get() + u64::from(!beyond.is_empty()));
        if cells.len() < self.names.len()
            && cells.iter().any(|(_, cell)| cell.contains('\n'))
            && at_byte.is_some()
        {
            let message = format!(
                "row {number} runs over several lines and has {} cells of {}: a quotation mark may \
                 be missing",
                cells.len(),
                self.names.len()
            );
            account.note(Note { message, at_byte });
        }
        let draft = found.draft();
        if draft.title.is_none() && draft.paragraphs.is_empty() {
            let message = format!("row {number} was left out: it has neither a headline nor text");
            account.leave_out(Note { message, at_byte });
            return;
        }
        if draft.paragraphs.is_empty() {
            self.stubs.set(self.stubs.get() + 1);
        }
        each(draft, Vec::new());
    }

    /// Tells how many rows were stubs, where a column has texts, and how many had cells that no column
    /// is read for.
    pub(super) fn tell_rows(&self, account: &mut Account) {
        if self.ours.contains(&Some(Ours::Text)) && self.stubs.get() > 0 {
            let message = match self.stubs.get() {
                1 => "1 row has a headline and no text: it is a stub".to_owned(),
                count => format!("{count} rows have a headline and no text: they are stubs"),
            };
            account.note(Note::new(message));
        }
        // Of columns it was told already.
        if self.beyond == 0 && self.wide.get() > 0 {
            let rows = self.wide.get();
            let have = if rows == 1 { "1 row has".to_owned() } else { format!("{rows} rows have") };
            let message =
                format!("{have} more than {MAX_COLUMNS} cells: those beyond were left out");
            account.note(Note::new(message));
        }
    }
}

fn is_mapped(map: &[Mapping], name: &str) -> bool {
    map.iter().any(|mapping| mapping.theirs == name)
}

/// Whether a number may count rows and be another article's in the next table.
fn is_row_number(cell: &str) -> bool {
    cell.trim().len() < ROW_NUMBER_DIGITS && cell.trim().bytes().all(|byte| byte.is_ascii_digit())
}

fn first_rows(text: &str, delimiter: u8) -> Vec<StringRecord> {
    let mut rows =
        ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    rows.records().take(guessed::ROWS_LOOKED_AT).flatten().collect()
}

/// What stands between the cells of a line; nothing where it has one cell.
fn delimiter(line: &str) -> Option<u8> {
    let line = super::start_of(line, 64 * 1024);
    let count = |byte: u8| match is_plain(line) {
        true => line.bytes().filter(|other| *other == byte).count() + 1,
        false => cells(line, byte).len(),
    };
    DELIMITERS.into_iter().rev().max_by_key(|byte| count(*byte)).filter(|byte| count(*byte) > 1)
}

/// Whether nothing but delimiters parts a line, which is cheap to tell: a reader of CSV costs more
/// than most texts that are looked at.
fn is_plain(line: &str) -> bool {
    !line.is_empty() && !line.contains(['"', '\r', '\n', '\u{FEFF}'])
}

/// The cells of a line.
fn cells(line: &str, delimiter: u8) -> Vec<String> {
    if is_plain(line) {
        return line.split(char::from(delimiter)).map(str::to_owned).collect();
    }
    quoted_cells(line, delimiter)
}

/// The cells of a line as CSV has them.
fn quoted_cells(line: &str, delimiter: u8) -> Vec<String> {
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
    use crate::intake::testing::{read, values};

    fn run(path: &str, text: &str, map: &[&str]) -> (Vec<Draft>, Account) {
        assert!(Table.accepts(&Source { path, bytes: text.as_bytes() }, text), "{text}");
        let map = map.iter().map(|mapping| mapping.parse().expect("a mapping")).collect();
        read(&Table, path, text, &Options { map, ..Options::default() })
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
    fn columns_and_cells_beyond_the_limit_are_told() {
        let more = |count: usize, cell: &str| format!(",{cell}").repeat(count);
        let wide = format!("title,text{}\nA,B{}\n", more(600, "x"), more(600, "1"));
        let (found, account) = run("a.csv", &wide, &[]);
        assert_eq!(values(&found[0], LabelName::Other).len(), MAX_COLUMNS - 2);
        assert_eq!(account.notes[0].message, "90 columns after the first 512 were left out");
        assert_eq!(account.notes.len(), 2);
        let row = format!("title,text\nA,B{}\nC,D\n", more(600, "1"));
        let (found, account) = run("a.csv", &row, &[]);
        assert_eq!(values(&found[0], LabelName::Other).len(), MAX_COLUMNS - 2);
        let told = "1 row has more than 512 cells: those beyond were left out";
        assert_eq!((found.len(), account.notes[1].message.as_str()), (2, told));
    }

    #[test]
    fn cells_of_a_plain_line_are_those_of_csv() {
        for line in ["a,b;c,d", "a", ",,", "a,", " a , b ", "ä|ö|", "a\tb", "", "it's, \"b,c\",d"]
        {
            for delimiter in DELIMITERS {
                let cells = cells(line, delimiter);
                assert_eq!(cells, quoted_cells(line, delimiter), "{line} {delimiter}");
            }
        }
    }

    #[test]
    fn prose_is_no_table() {
        let text = "Ferry, pier, quay, and more\n\nThe council voted, at last, on Monday.";
        assert!(!Table.accepts(&Source { path: "a.txt", bytes: text.as_bytes() }, text));
    }
}
