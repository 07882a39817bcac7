//! Tables, an article a row: CSV, TSV and the like, as databases, reading lists and spreadsheets
//! write them.
//!
//! What a column stands for is told by its name, as with keys of JSON, and said in a note; `--map`
//! says otherwise. Where no name is known, the cells are looked at.

use csv::{ReaderBuilder, StringRecord};

use super::found::Found;
use super::json::Value;
use super::keys::{Mapping, Ours, known};
use super::{Account, Cut, Options, Reader, Source, foreign, plain};
use crate::clipping::{Draft, LabelName, Note};

/// The reader of tables.
pub(super) struct Table;

/// What may stand between two cells.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// The most columns that are read.
const MAX_COLUMNS: usize = 512;
/// How many rows are looked at to tell columns without a known name.
const ROWS_LOOKED_AT: usize = 50;
/// A column whose cells are so long in the middle is text, in characters.
const TEXT_CHARS: usize = 200;
/// A column whose cells have so many words in the middle is a headline.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 3..=30;
/// Shorter numbers may count rows.
const ROW_NUMBER_DIGITS: usize = 8;
/// The longest name of a column that is told, in bytes.
const NAME_BYTES: usize = 40;

/// The columns of Pocket's export, whose status (`unread`) is none of the article.
const POCKET: &[&str] = &["title", "url", "time_added", "tags", "status"];

impl Reader for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn version(&self) -> u32 {
        1
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
        let ours: Vec<Ours> = columns.iter().filter_map(|name| known(name.trim())).collect();
        // Prose has commas too: nearly every cell has to be a name that is known.
        ours.len() > 2 && ours.len() * 2 > columns.len() && ours.iter().any(|ours| is_words(*ours))
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
        let mut ours = stated(&names, &options.map);
        if !ours.iter().any(|ours| ours.is_some_and(is_words)) {
            guess(text, delimiter, &mut ours);
        }
        if !ours.iter().any(|ours| ours.is_some_and(is_words)) {
            let shown: Vec<String> = names.iter().take(8).map(|name| short(name)).collect();
            let message = format!(
                "no column is known as headline, text or address: say which is, of {}, with --map",
                shown.join(", ")
            );
            account.leave_out(Note::new(message));
            return account;
        }
        account.note(Note::new(told(&names, &ours)));
        let mut row = StringRecord::new();
        let mut number = 1_u64;
        loop {
            number += 1;
            let at = begins + rows.position().byte();
            match rows.read_record(&mut row) {
                Ok(false) => break,
                Ok(true) => give(&row, &names, &ours, (number, at), &mut account, each),
                Err(error) => {
                    account.leave_out(Note::at(format!("row {number} was left out: {error}"), at));
                }
            }
        }
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

/// Gives the article in a row.
fn give(
    row: &StringRecord,
    names: &[&str],
    ours: &[Option<Ours>],
    (number, at): (u64, u64),
    account: &mut Account,
    each: &mut dyn FnMut(Draft, Vec<Note>),
) {
    if row.iter().all(|cell| cell.trim().is_empty()) {
        return;
    }
    let mut found = Found::of("table");
    for (place, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
        let name = names.get(place).copied().unwrap_or("beyond the last column");
        let mut ours = ours.get(place).copied().flatten().unwrap_or(Ours::Label(LabelName::Other));
        if ours == Ours::Id && is_row_number(cell) {
            ours = Ours::Label(LabelName::Other);
        }
        found.take(name, Value::String(cell.to_owned()), ours);
    }
    if row.len() < names.len() && row.iter().any(|cell| cell.contains('\n')) {
        let message = format!(
            "row {number} runs over several lines and has {} cells of {}: a quotation mark may be \
             missing",
            row.len(),
            names.len()
        );
        account.note(Note::at(message, at));
    }
    let draft = found.draft();
    if draft.title.is_none() && draft.paragraphs.is_empty() {
        let message = format!("row {number} was left out: it has neither a headline nor text");
        account.leave_out(Note::at(message, at));
        return;
    }
    each(draft, Vec::new());
}

/// Whether a number may count rows and be another article's in the next table.
fn is_row_number(cell: &str) -> bool {
    cell.trim().len() < ROW_NUMBER_DIGITS && cell.trim().bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a column makes an article of its row.
fn is_words(ours: Ours) -> bool {
    matches!(
        ours,
        Ours::Title | Ours::Name | Ours::Text | Ours::Summary | Ours::Label(LabelName::Url)
    )
}

/// What columns stand for: as a person says, as Pocket means them, as they are named.
fn stated(names: &[&str], map: &[Mapping]) -> Vec<Option<Ours>> {
    let is_pocket = POCKET.iter().all(|name| names.contains(name));
    let as_known =
        |name: &str| (is_pocket && name == "status").then_some(Ours::Label(LabelName::Other));
    let as_said = |name: &str| map.iter().find(|mapping| mapping.theirs == name).map(|m| m.ours);
    names
        .iter()
        .map(|name| as_said(name).or_else(|| as_known(name)).or_else(|| known(name)))
        .collect()
}

/// Tells columns by their cells, where none of their names is known.
fn guess(text: &str, delimiter: u8, ours: &mut [Option<Ours>]) {
    let mut rows =
        ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let rows: Vec<StringRecord> = rows.records().take(ROWS_LOOKED_AT).flatten().collect();
    let column = |place: usize| -> Vec<&str> {
        let cells = rows.iter().filter_map(|row| row.get(place)).map(str::trim);
        cells.filter(|cell| !cell.is_empty()).collect()
    };
    let middle = |mut numbers: Vec<usize>| {
        numbers.sort_unstable();
        numbers.get(numbers.len() / 2).copied().unwrap_or(0)
    };
    let most = |cells: &[&str], is: &dyn Fn(&str) -> bool| {
        !cells.is_empty() && cells.iter().filter(|cell| is(cell)).count() * 5 >= cells.len() * 4
    };
    for place in 0..ours.len() {
        if ours[place].is_some() {
            continue;
        }
        let cells = column(place);
        let taken = |ours: &[Option<Ours>], wanted: Ours| ours.contains(&Some(wanted));
        let length = middle(cells.iter().map(|cell| cell.chars().count()).collect());
        let words = middle(cells.iter().map(|cell| cell.split_whitespace().count()).collect());
        let published = Ours::Label(LabelName::Published);
        ours[place] = if most(&cells, &|cell| cell.starts_with("http")) {
            Some(Ours::Label(LabelName::Url))
        } else if most(&cells, &plain::states_a_day) && !taken(ours, published) {
            Some(published)
        } else if length >= TEXT_CHARS && !taken(ours, Ours::Text) {
            Some(Ours::Text)
        } else if TITLE_WORDS.contains(&words) && !taken(ours, Ours::Title) {
            Some(Ours::Title)
        } else {
            None
        };
    }
    // Headlines without a text or an address may be anything.
    let has = |wanted: Ours| ours.contains(&Some(wanted));
    if !has(Ours::Text) && !has(Ours::Label(LabelName::Url)) {
        ours.fill(None);
    }
}

/// What is read from which column, in the words of `--map`.
fn told(names: &[&str], ours: &[Option<Ours>]) -> String {
    let read: Vec<String> = names
        .iter()
        .zip(ours)
        .filter_map(|(name, ours)| Some(format!("{}={}", short(name), (*ours)?.name())))
        .collect();
    let kept = ours.iter().filter(|ours| ours.is_none()).count();
    let kept = if kept > 0 { format!("; {kept} more kept as they are") } else { String::new() };
    format!("columns read: {}{kept}", read.join(", "))
}

fn short(name: &str) -> String {
    super::start_of(name, NAME_BYTES).replace(['\n', '\r'], " ")
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
