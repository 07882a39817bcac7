//! A file of queries: one a line, or a table with a column for the query and columns for flags.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use chrono::NaiveDate;
use clap::{ArgAction, Args, Command, FromArgMatches};

use super::args::Narrowing;
use super::cells::{Cell, Writing, cells};
use super::ending::Failure;
use super::question::filters;
use crate::text::Span;

/// The largest file of queries, in bytes.
pub(super) const MAX_FILE_BYTES: u64 = 16 << 20;

/// The most queries of one file.
pub(super) const MAX_QUERIES: usize = 100_000;

/// What may stand between the cells of a table.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Between several values in a cell.
const OR: char = '|';

/// The queries of a file.
#[derive(Debug)]
pub(super) struct Queries {
    /// In the order of the file.
    pub entries: Vec<Entry>,
    name: String,
    text: String,
    /// The first byte of each line.
    line_starts: Vec<usize>,
}

/// A query of the file.
#[derive(Debug)]
pub(super) struct Entry {
    /// The name given to it.
    pub name: Option<String>,
    /// The query, without blanks around it.
    pub words: String,
    /// What other cells narrow it by.
    pub narrowing: Narrowing,
    /// Why it cannot be asked, where its line shows that already.
    pub slip: Option<Slip>,
    /// The cell of the query.
    cell: Cell,
    /// How many blanks stand before the query in its cell, in bytes.
    indent: usize,
}

/// What is wrong with a line.
#[derive(Debug)]
pub(super) struct Slip {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: String,
    /// The byte of the text.
    pub at: usize,
}

/// Reads a file, or standard input where its name is `-`. Relative dates in cells are counted from
/// `today`.
pub(super) fn read(path: &Path, today: NaiveDate) -> Result<Queries, Failure> {
    let is_stdin = path.as_os_str() == "-";
    let name = if is_stdin { "standard input".to_owned() } else { path.display().to_string() };
    let mut bytes = Vec::new();
    let read = match is_stdin {
        true => std::io::stdin().lock().take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes),
        false => {
            File::open(path).and_then(|file| file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes))
        }
    };
    read.map_err(|source| {
        let hint = "a file with a query a line, or - for standard input";
        Failure::usage(format!("cannot read {name}: {source}"), hint)
    })?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(Failure::usage(
            format!("{name} has more than {} MiB", MAX_FILE_BYTES >> 20),
            "cut it into several files",
        ));
    }
    let is_table = path.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("csv") || ending.eq_ignore_ascii_case("tsv")
    });
    let queries = of_text(name, decoded(&bytes)?, is_table, today)?;
    match queries.entries.len() {
        0 => {
            Err(Failure::usage(format!("there is no query in {}", queries.name), "a query a line"))
        }
        1..=MAX_QUERIES => Ok(queries),
        _ => Err(Failure::usage(
            format!("{} holds more than {MAX_QUERIES} queries", queries.name),
            "cut it into several files",
        )),
    }
}

/// UTF-8, or what a byte order mark says.
fn decoded(bytes: &[u8]) -> Result<String, Failure> {
    if let Some((encoding, mark_bytes)) = encoding_rs::Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark_bytes..]).0.into_owned());
    }
    String::from_utf8(bytes.to_vec()).map_err(|error| {
        let good = &bytes[..error.utf8_error().valid_up_to()];
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        Failure::usage(format!("line {line} is not UTF-8"), "save the file as UTF-8")
    })
}

fn of_text(
    name: String,
    text: String,
    is_table: bool,
    today: NaiveDate,
) -> Result<Queries, Failure> {
    let line_starts =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut queries = Queries { entries: Vec::new(), name, text, line_starts };
    queries.entries = match Table::of(&queries, is_table)? {
        Some(table) => table.entries(&queries.text, today),
        None => lines(&queries.text),
    };
    Ok(queries)
}

impl Queries {
    /// `queries.txt:12:7`: line and column, in characters, both from 1.
    pub(super) fn place(&self, at: usize) -> String {
        let (line, column) = self.line_and_column(at);
        format!("{}:{line}:{column}", self.name)
    }

    /// The line an entry's query begins at, from 1.
    pub(super) fn line(&self, entry: &Entry) -> usize {
        self.line_and_column(self.at(entry, 0)).0
    }

    /// The byte of the file's text where a byte of a query stands.
    pub(super) fn at(&self, entry: &Entry, in_words: usize) -> usize {
        entry.cell.place(&self.text, entry.indent + in_words)
    }

    /// The line of the file that holds a byte of the text, and the character at that byte as a
    /// stretch of the line.
    pub(super) fn shown(&self, at: usize) -> (&str, Span) {
        let start = self.line_starts[self.line_and_column(at).0 - 1];
        let line = self.text[start..].lines().next().unwrap_or_default();
        let length = self.text[at..].chars().next().map_or(0, char::len_utf8);
        (line, Span::new(at - start, at - start + length))
    }

    fn line_and_column(&self, at: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= at);
        let before = self.text.get(self.line_starts[line - 1]..at).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

/// A query a line, perhaps with a name and a tab before it.
fn lines(text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let line = line.trim_end_matches(['\r', '\n']);
        let (name, rest) = line.split_once('\t').unwrap_or(("", line));
        let cell = Cell { start: at + line.len() - rest.len(), writing: Writing::Plain };
        let slip = rest.trim().is_empty().then(|| Slip {
            message: "there is no query behind the name".to_owned(),
            hint: "a name, a tab, a query".to_owned(),
            at: cell.start,
        });
        entries.push(Entry {
            name: Some(name.trim().to_owned()).filter(|name| !name.is_empty()),
            words: rest.trim().to_owned(),
            narrowing: Narrowing::default(),
            slip,
            cell,
            indent: rest.len() - rest.trim_start().len(),
        });
    }
    entries
}

/// What a column of a table holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Query,
    Name,
    Flag { name: String, takes: Takes },
    LeftOut,
}

/// What a flag takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    Values,
    OneValue,
    Nothing,
}

/// The flags that narrow, as columns; they are declared in `args`.
fn flags() -> Command {
    Narrowing::augment_args(Command::new("row").no_binary_name(true).disable_help_flag(true))
}

impl Column {
    /// What a heading speaks of; nothing where that is unknown.
    fn of(heading: &str, flags: &Command) -> Option<Self> {
        let name = heading.trim().to_lowercase();
        match name.as_str() {
            "query" => return Some(Self::Query),
            "name" => return Some(Self::Name),
            _ if name.is_empty() || name.starts_with('#') => return Some(Self::LeftOut),
            _ => {}
        }
        let flag = flags.get_arguments().find(|flag| flag.get_long() == Some(&name))?;
        let takes = match flag.get_action() {
            ArgAction::SetTrue => Takes::Nothing,
            ArgAction::Append => Takes::Values,
            _ => Takes::OneValue,
        };
        Some(Self::Flag { name, takes })
    }

    /// All headings that are known.
    fn names(flags: &Command) -> Vec<String> {
        let of_flags = flags.get_arguments().filter_map(|flag| flag.get_long()).map(str::to_owned);
        ["query", "name"].map(str::to_owned).into_iter().chain(of_flags).collect()
    }
}

/// A table with headings.
struct Table {
    delimiter: u8,
    columns: Vec<Column>,
}

impl Table {
    /// The table a text is: its first line has a cell `query`, and another one that is known or the
    /// name of a table.
    fn of(queries: &Queries, is_table: bool) -> Result<Option<Self>, Failure> {
        let flags = flags();
        let known = |headings: &[String]| {
            headings
                .iter()
                .filter_map(|heading| Column::of(heading, &flags))
                .filter(|column| *column != Column::LeftOut)
                .collect::<Vec<_>>()
        };
        // Of equals the first delimiter is taken.
        let best = DELIMITERS
            .into_iter()
            .rev()
            .map(|delimiter| (delimiter, headings(&queries.text, delimiter)))
            .max_by_key(|(_, headings)| known(headings).len());
        let Some((delimiter, headings)) = best else { return Ok(None) };
        let found = known(&headings);
        let has_query = found.contains(&Column::Query);
        let has_columns = has_query && found.len() > 1;
        if !(is_table || has_columns) {
            return Ok(None);
        }
        let columns = Column::names(&flags).join(", ");
        if !has_query {
            return Err(Failure::usage(
                format!("{} has no column `query`", queries.name),
                format!("the first line names the columns: {columns}"),
            ));
        }
        let places = cells(&queries.text, 0, delimiter);
        let mut table = Self { delimiter, columns: Vec::new() };
        for (place, heading) in headings.iter().enumerate() {
            let at = queries.place(places.get(place).map_or(0, |cell| cell.start));
            let Some(column) = Column::of(heading, &flags) else {
                return Err(Failure::usage(
                    format!("{at}: there is no column {}", heading.trim()),
                    format!("columns are {columns}; one that begins with # is left out"),
                ));
            };
            let once = matches!(column, Column::Query | Column::Name);
            if once && table.columns.contains(&column) {
                return Err(Failure::usage(
                    format!("{at}: there is a second column {}", heading.trim()),
                    "put # before its name to leave it out",
                ));
            }
            table.columns.push(column);
        }
        Ok(Some(table))
    }

    fn entries(&self, text: &str, today: NaiveDate) -> Vec<Entry> {
        let flags = flags();
        let mut records = reader(text, self.delimiter);
        let mut record = csv::StringRecord::new();
        let mut entries = Vec::new();
        let mut is_first = true;
        // The text is UTF-8 and records may have any length: nothing is left that can fail.
        while let Ok(true) = records.read_record(&mut record) {
            let from = record.position().map_or(0, |position| position.byte() as usize);
            let is_heading = std::mem::replace(&mut is_first, false);
            if is_heading || record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let places = cells(text, from, self.delimiter);
            entries.push(self.entry(&record, &places, &flags, today));
            if entries.len() > MAX_QUERIES {
                break;
            }
        }
        entries
    }

    fn entry(
        &self,
        record: &csv::StringRecord,
        places: &[Cell],
        flags: &Command,
        today: NaiveDate,
    ) -> Entry {
        let begin = places.first().map_or(0, |cell| cell.start);
        let mut entry = Entry {
            name: None,
            words: String::new(),
            narrowing: Narrowing::default(),
            slip: self.badly_written(record, places),
            cell: Cell { start: begin, writing: Writing::Plain },
            indent: 0,
        };
        let mut typed = Vec::new();
        for ((column, held), cell) in self.columns.iter().zip(record).zip(places) {
            match column {
                Column::Query => {
                    entry.cell = *cell;
                    entry.indent = held.len() - held.trim_start().len();
                    entry.words = held.trim().to_owned();
                }
                Column::Name => {
                    entry.name = Some(held.trim().to_owned()).filter(|name| !name.is_empty());
                }
                Column::Flag { name, takes } => {
                    let of_cell = as_typed(name, *takes, held);
                    let read = of_cell.and_then(|of_cell| {
                        narrowing(flags, &of_cell, today)?;
                        Ok(of_cell)
                    });
                    match read {
                        Ok(of_cell) => typed.extend(of_cell),
                        Err(failure) => {
                            entry.slip.get_or_insert_with(|| slip(&failure, cell.start));
                        }
                    }
                }
                Column::LeftOut => {}
            }
        }
        match narrowing(flags, &typed, today) {
            Ok(narrowing) => entry.narrowing = narrowing,
            Err(failure) => {
                entry.slip.get_or_insert_with(|| slip(&failure, begin));
            }
        }
        entry
    }

    /// What is wrong with the quotation marks or the number of cells.
    fn badly_written(&self, record: &csv::StringRecord, places: &[Cell]) -> Option<Slip> {
        for cell in places {
            let (message, hint) = match cell.writing {
                Writing::Plain | Writing::Quoted => continue,
                Writing::GoesOn => (
                    "something stands behind the closing quotation mark of this cell",
                    "inside a cell quotation marks are doubled: \"\"\"defense chiefs\"\" OR pact\"",
                ),
                Writing::Open => (
                    "the quotation marks of this cell are not closed",
                    "a cell that begins with a quotation mark ends with one",
                ),
            };
            return Some(Slip {
                message: message.to_owned(),
                hint: hint.to_owned(),
                at: cell.start,
            });
        }
        let beyond = (self.columns.len()..record.len())
            .find(|place| record.get(*place).is_some_and(|cell| !cell.trim().is_empty()))?;
        let at = places.get(beyond).map_or(0, |cell| cell.start);
        let sign = match self.delimiter {
            b'\t' => "a tab".to_owned(),
            sign => format!("`{}`", char::from(sign)),
        };
        Some(Slip {
            message: format!(
                "there are {} cells, and {} columns",
                record.len(),
                self.columns.len()
            ),
            hint: format!("a cell with {sign} in it stands in quotation marks"),
            at,
        })
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// The cells of the first line.
fn headings(text: &str, delimiter: u8) -> Vec<String> {
    let first = reader(text, delimiter).into_records().next();
    let record = first.and_then(Result::ok).unwrap_or_default();
    record.iter().map(str::to_owned).collect()
}

/// A cell as flags of the command line.
fn as_typed(name: &str, takes: Takes, held: &str) -> Result<Vec<String>, Failure> {
    let held = held.trim();
    let flag = |value: &str| format!("--{name}={}", value.trim());
    Ok(match takes {
        _ if held.is_empty() => Vec::new(),
        Takes::Values => held.split(OR).filter(|one| !one.trim().is_empty()).map(flag).collect(),
        Takes::OneValue => vec![flag(held)],
        Takes::Nothing => match held.to_lowercase().as_str() {
            "yes" | "true" | "1" | "x" => vec![format!("--{name}")],
            "no" | "false" | "0" => Vec::new(),
            _ => {
                let hint = "yes, or an empty cell";
                return Err(Failure::usage(format!("{held} is neither yes nor no"), hint));
            }
        },
    })
}

/// Flags as they narrow.
fn narrowing(flags: &Command, typed: &[String], today: NaiveDate) -> Result<Narrowing, Failure> {
    let matches = flags.clone().try_get_matches_from(typed);
    let narrowing = matches.and_then(|matches| Narrowing::from_arg_matches(&matches));
    let narrowing = narrowing.map_err(|told| {
        let told = told.render().to_string();
        let first = told.lines().next().unwrap_or_default();
        Failure::usage(first.trim_start_matches("error: "), "leave one of the cells empty")
    })?;
    filters(&narrowing, today)?;
    Ok(narrowing)
}

fn slip(failure: &Failure, at: usize) -> Slip {
    let (message, hint) = match failure {
        Failure::Usage { message, hint } => (message.clone(), hint.clone().unwrap_or_default()),
        Failure::Archive(_) | Failure::Ingest(_) | Failure::Disk { .. } => {
            ("this cell cannot be read".to_owned(), String::new())
        }
    };
    Slip { message, hint, at }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, is_table: bool) -> Result<Queries, Failure> {
        let today = NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day");
        of_text("list".to_owned(), decoded(text.as_bytes())?, is_table, today)
    }

    /// Name, query and filters of each entry, or what is wrong with it and where.
    fn check(text: &str, expect: &[&str]) {
        let queries = read(text, false).expect("it is read");
        let today = NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day");
        let shown = queries.entries.iter().map(|entry| match &entry.slip {
            Some(slip) => format!("{}: {}", queries.place(slip.at), slip.message),
            None => {
                let name = entry.name.as_deref().unwrap_or("-");
                let filters = filters(&entry.narrowing, today).expect("they were read once");
                format!("{name} / {} / {}", entry.words, filters.len())
            }
        });
        assert_eq!(shown.collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn a_list_holds_a_query_a_line() {
        check(
            "# mine\n\nGSOMIA\r\n pact\tpact OR treaty \n",
            &["- / GSOMIA / 0", "pact / pact OR treaty / 0"],
        );
        check("query\nGSOMIA", &["- / query / 0", "- / GSOMIA / 0"]);
        check("pact\t \n", &["list:1:6: there is no query behind the name"]);
    }

    #[test]
    fn a_table_is_known_by_its_first_line() {
        check("name,query\na,GSOMIA\n", &["a / GSOMIA / 0"]);
        check("\u{feff}Query;Region;#mine\nGSOMIA;Korea|Japan;x\n;;\n", &["- / GSOMIA / 1"]);
        check("region\tquery\nKorea\t\"say \"\"a b\"\"\"\n", &["- / say \"a b\" / 1"]);
        check("query,since,undated\na,2019,\nb,,yes\n", &["- / a / 1", "- / b / 1"]);
        let alone = read("query\nGSOMIA\n", true).expect("it is read");
        assert_eq!(alone.entries.len(), 1);
    }

    #[test]
    fn what_a_cell_says_wrongly_is_told_with_its_place() {
        let cases = [
            ("query,since\na,2019-13\n", "list:2:3: 2019-13 is no time"),
            ("query,since,until\na,2019,2018\n", "list:2:1: --since is later than --until"),
            ("query,name\n\"a b\" c,x\n", "list:2:2: something stands behind"),
            ("query,name\n\"a b,x\nc,y", "list:2:2: the quotation marks"),
            ("query,name\na, b,x\n", "list:2:6: there are 3 cells, and 2 columns"),
            ("query,undated\na,perhaps\n", "list:2:3: perhaps is neither"),
            ("query,last,since\na,30d,2019\n", "list:2:1: the argument '--last"),
        ];
        for (text, expect) in cases {
            let queries = read(text, false).expect("it is read");
            let slip = queries.entries[0].slip.as_ref().expect("a slip");
            let told = format!("{}: {}", queries.place(slip.at), slip.message);
            assert!(told.starts_with(expect), "{told}");
        }
    }

    #[test]
    fn a_column_that_is_not_known_is_no_table() {
        assert!(read("query,name,reigon\na,b,c\n", false).is_err());
        assert!(read("query,name,query\na,b,c\n", false).is_err());
        assert!(read("words\nGSOMIA\n", true).is_err());
    }

    #[test]
    fn a_place_in_a_query_is_a_place_in_the_file() {
        let queries = read("name,query\n한국,\" \"\"a b\"\" AND (\"\n", false).expect("it is read");
        let entry = &queries.entries[0];
        let at = entry.words.find('(').expect("it is there");
        assert_eq!(queries.place(queries.at(entry, at)), "list:2:18");
        assert_eq!(queries.line(entry), 2);
    }

    #[test]
    fn the_line_of_a_place_is_shown() {
        let queries = read("name,query\r\n한국,협정\r\n", false).expect("it is read");
        let (line, span) = queries.shown(queries.at(&queries.entries[0], 0));
        assert_eq!((line, span.of(line)), ("한국,협정", "협"));
    }

    #[test]
    fn utf_16_with_its_mark_is_read() {
        let bytes: Vec<u8> = "\u{feff}협정\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&bytes).expect("it is read"), "협정\n");
        assert!(decoded(b"ok\n\xff\n").is_err());
    }
}
