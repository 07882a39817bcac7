//! Tables in pages, as databases of newspapers export what was found: an article a row below a row of
//! names (見出し, 日付, 面名), or an article a table, a name and its value a row.
//!
//! Pages are full of tables that lay things out. So a table is one of articles only where its names
//! are known, among them that of a headline and that of a day, and where no running text stands
//! before it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::flat;
use super::guessed::is_words;
use super::keys::{Ours, column};
use super::tables::{Columns, MAX_COLUMNS, Row};
use super::{Account, Options, Reader, Source};
use crate::clipping::{Draft, LabelName, Note};

/// The reader of such pages.
pub(super) struct Tabulated;

/// The fewest names that are known in a table of articles.
const LEAST_NAMES: usize = 3;
/// A block of so many words in front of a table is running text.
const PROSE_WORDS: usize = 25;
/// The longest tag, in bytes.
const TAG_BYTES: usize = 4096;
/// The most tables inside each other that are followed.
const MAX_DEPTH: usize = 32;
/// The most rows and cells of a page, taken together: each takes some memory, however short it is.
const MAX_CELLS: usize = 2_000_000;

impl Reader for Tabulated {
    fn name(&self) -> &'static str {
        "table in a page"
    }

    fn version(&self) -> u32 {
        2
    }

    fn takes_keys(&self) -> bool {
        true
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        let start = opening.trim_start_matches('\u{FEFF}').trim_start();
        let Some(at) = find_table(start).filter(|_| start.starts_with('<')) else { return false };
        let is_prose = |text: &str| {
            text.split_whitespace().count() >= PROSE_WORDS || text.chars().count() > PROSE_WORDS * 8
        };
        if flat::lines(&start[..at]).iter().any(|line| is_prose(&line.text)) {
            return false;
        }
        // The last table may go on behind what was looked at.
        tables(start).found.iter().any(|table| Shape::of(table).is_some())
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let mut account = Account::default();
        let mut told = Vec::new();
        let Tables { found, is_cut } = tables(text);
        for table in found {
            let Some(shape) = Shape::of(&table) else { continue };
            let names: Vec<&str> = match shape {
                Shape::Rows => table[0].iter().map(String::as_str).collect(),
                Shape::Pairs => names(&table),
            };
            let columns = Columns::named(&names, &options.map);
            let notes = [columns.beyond(), Some(Note::new(columns.told()))];
            let notes: Vec<Note> = notes.into_iter().flatten().collect();
            if notes != told {
                notes.iter().for_each(|note| account.note(note.clone()));
                told = notes;
            }
            let mut number = 1;
            let mut give = |cells: Vec<(usize, &str)>| {
                number += 1;
                columns.give(&Row { cells, number, at_byte: None }, &mut account, each);
            };
            match shape {
                Shape::Rows => table[1..].iter().for_each(|row| {
                    give(row.iter().map(String::as_str).enumerate().collect());
                }),
                Shape::Pairs => turned(&table, &names, &mut give),
            }
            columns.tell_rows(&mut account);
        }
        if is_cut {
            let message =
                format!("what follows the first {MAX_CELLS} cells of tables was left out");
            account.miss(Note::new(message));
        }
        account
    }
}

/// How a table holds articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// One a row, below a row of names.
    Rows,
    /// A name and its value a row.
    Pairs,
}

impl Shape {
    fn of(table: &[Vec<String>]) -> Option<Self> {
        let first = table.first()?;
        if first.len() > 2 && table.len() > 1 && are_names(first.iter()) {
            return Some(Self::Rows);
        }
        let pairs = table.iter().filter(|row| row.len() == 2);
        let is_paired = pairs.clone().count() * 5 >= table.len() * 4;
        (is_paired && are_names(pairs.map(|row| &row[0]))).then_some(Self::Pairs)
    }
}

/// Whether a headline and a day are among names, as many as are read, and most of them are known.
fn are_names<'a>(names: impl Iterator<Item = &'a String>) -> bool {
    let (mut all, mut ours) = (0, Vec::new());
    for name in names.take(MAX_COLUMNS) {
        all += 1;
        ours.extend(column(name));
    }
    ours.len() >= LEAST_NAMES
        && ours.len() * 2 >= all
        && ours.contains(&Ours::Label(LabelName::Published))
        && ours.iter().any(|ours| is_words(*ours))
}

/// The pairs of a name and its value among rows.
fn pairs(table: &[Vec<String>]) -> impl Iterator<Item = (&str, &str)> {
    table.iter().filter_map(|row| Some((row.first()?.as_str(), row.get(1)?.as_str())))
}

/// The names in pairs, each once, in the order they come.
fn names(table: &[Vec<String>]) -> Vec<&str> {
    let mut seen = HashSet::new();
    pairs(table).map(|(name, _)| name).filter(|name| seen.insert(*name)).collect()
}

/// Gives the articles in pairs, each its values with the places of their names. A name that comes again
/// begins another article.
fn turned<'t>(
    table: &'t [Vec<String>],
    names: &[&str],
    give: &mut dyn FnMut(Vec<(usize, &'t str)>),
) {
    let places: HashMap<&str, usize> =
        names.iter().enumerate().map(|(place, name)| (*name, place)).collect();
    let mut row: BTreeMap<usize, &str> = BTreeMap::new();
    for (name, value) in pairs(table) {
        let Some(place) = places.get(name) else { continue };
        if row.get(place).is_some_and(|cell| !cell.is_empty()) {
            give(std::mem::take(&mut row).into_iter().collect());
        }
        row.insert(*place, value);
    }
    give(row.into_iter().collect());
}

fn find_table(markup: &str) -> Option<usize> {
    markup.match_indices('<').map(|(at, _)| at).find(|at| is_tag(&markup[at + 1..], "table"))
}

/// Whether what follows a `<` is the tag `name`.
fn is_tag(inside: &str, name: &str) -> bool {
    let found = inside.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
    found && !inside[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// A table being read.
#[derive(Default)]
struct Open {
    rows: Vec<Vec<String>>,
    /// Where the cell that is open begins.
    cell: Option<usize>,
}

impl Open {
    /// Ends the cell that is open at byte `at`.
    fn end_cell(&mut self, markup: &str, at: usize) {
        let Some(from) = self.cell.take() else { return };
        let lines = flat::lines(markup.get(from..at).unwrap_or(""));
        let mut text = String::new();
        for line in lines {
            if !text.is_empty() {
                text.push_str(if line.apart { "\n\n" } else { "\n" });
            }
            text.push_str(&line.text);
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(text);
        }
    }
}

/// The tables of a page, each its rows and their cells.
struct Tables {
    found: Vec<Vec<Vec<String>>>,
    /// Whether there are more cells than are read.
    is_cut: bool,
}

/// The tables of a page. A cell that holds a table has no words of its own.
fn tables(markup: &str) -> Tables {
    let (mut open, mut found): (Vec<Open>, Vec<Vec<Vec<String>>>) = (Vec::new(), Vec::new());
    let (mut cells, mut is_cut) = (0, false);
    let mut ended = |table: Option<Open>| {
        let rows = table.map(|table| table.rows).unwrap_or_default();
        let rows: Vec<Vec<String>> = rows.into_iter().filter(|row| !row.is_empty()).collect();
        if !rows.is_empty() {
            found.push(rows);
        }
    };
    for (at, _) in markup.match_indices('<') {
        let inside = &markup[at + 1..];
        let tag = super::start_of(inside, TAG_BYTES);
        let behind = || tag.find('>').map(|end| at + 1 + end + 1);
        if is_tag(inside, "table") && open.len() < MAX_DEPTH {
            if let Some(outer) = open.last_mut() {
                outer.cell = None;
            }
            open.push(Open::default());
        }
        let Some(table) = open.last_mut() else { continue };
        let begins = ["tr", "td", "th"].iter().any(|name| is_tag(inside, name));
        if begins && cells == MAX_CELLS {
            table.end_cell(markup, at);
            is_cut = true;
            break;
        }
        cells += usize::from(begins);
        if is_tag(inside, "tr") {
            table.end_cell(markup, at);
            table.rows.push(Vec::new());
        } else if is_tag(inside, "td") || is_tag(inside, "th") {
            table.end_cell(markup, at);
            if table.rows.is_empty() {
                table.rows.push(Vec::new());
            }
            table.cell = behind();
        } else if ["/td", "/th", "/tr"].iter().any(|name| is_tag(inside, name)) {
            table.end_cell(markup, at);
        } else if is_tag(inside, "/table") {
            table.end_cell(markup, at);
            ended(open.pop());
        }
    }
    while let Some(mut table) = open.pop() {
        table.end_cell(markup, markup.len());
        ended(Some(table));
    }
    Tables { found, is_cut }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing::{read, values};

    fn run(text: &str) -> (Vec<Draft>, Account) {
        let source = Source { path: "a.html", bytes: text.as_bytes() };
        assert!(Tabulated.accepts(&source, text), "{text}");
        read(&Tabulated, "a.html", text, &Options::default())
    }

    const ROWS: &str = "<html><head><title>記事一覧</title></head><body><h1>検索結果 2件</h1><table><tr>\
        <td><table border=1><tr><th>番号</th><th>日付</th><th>面名</th><th>見出し</th><th>本文</th>\
        <th>キーワード</th></tr>\n<tr><td>1<td>1985年1月1日 朝刊<td>社会<td>連絡船 存続へ<td>町議会は決めた。\
        <br><br>反対はなかった。<td>船、港</tr><tr><td>2</td><td>1985年1月2日 夕刊</td><td>１面</td>\
        <td>桟橋が完成</td><td></td><td></td></tr></table></td></tr></table></body></html>";

    #[test]
    fn a_row_is_an_article_and_one_without_text_a_stub() {
        let (found, account) = run(ROWS);
        let [ferry, pier] = &found[..] else { unreachable!("{found:?}") };
        assert_eq!(ferry.title.as_deref(), Some("連絡船 存続へ"));
        assert_eq!(values(ferry, LabelName::Published), ["1985年1月1日 朝刊"]);
        assert_eq!(values(ferry, LabelName::Category), ["社会"]);
        assert_eq!(values(ferry, LabelName::Tag), ["船", "港"]);
        assert_eq!(ferry.paragraphs.len(), 2);
        assert_eq!(pier.title.as_deref(), Some("桟橋が完成"));
        assert_eq!(values(pier, LabelName::Status), ["stub"]);
        let told: Vec<&str> = account.notes.iter().map(|note| note.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "columns read: 日付=published, 面名=category, 見出し=title, 本文=text, \
                 キーワード=tag; 1 more kept as they are",
                "1 row has a headline and no text: it is a stub",
            ]
        );
        assert_eq!(account.left_out, 0);
    }

    #[test]
    fn a_table_may_be_one_article_and_names_that_come_again_begin_another() {
        let one = |title: &str| {
            format!(
                "<tr><th>Заголовок</th><td>{title}</td></tr><tr><th>Дата</th><td>13.11.2019</td></tr>\
                 <tr><th>Источник</th><td>Портовая газета</td></tr><tr><th>Текст</th><td><p>Раз.</p>\
                 <p>Два.</p></td></tr>"
            )
        };
        for page in [
            format!("<table>{}</table><table>{}</table>", one("Паром"), one("Пирс")),
            format!("<table>{}{}</table>", one("Паром"), one("Пирс")),
        ] {
            let (found, account) = run(&page);
            assert_eq!((found.len(), account.notes.len()), (2, 1), "{account:?}");
            assert_eq!(found[0].title.as_deref(), Some("Паром"));
            assert_eq!(found[1].title.as_deref(), Some("Пирс"));
            assert_eq!(values(&found[1], LabelName::Outlet), ["Портовая газета"]);
            assert_eq!(found[1].paragraphs.len(), 2);
        }
    }

    #[test]
    fn pages_with_other_tables_are_pages() {
        let prose = "<p>The council of Portbury voted on Monday to keep the old ferry running for \
            another year, although repairs will cost far more than the new pier would have.</p>";
        for page in [
            format!("<html><body>{prose}{ROWS}</body></html>"),
            "<table><tr><th>Title<th>Author<th>Price</tr><tr><td>A<td>B<td>1</tr></table>"
                .to_owned(),
            "<table><tr><td>Date<td>Title</tr><tr><td>1<td>2</tr></table>".to_owned(),
            "<p>No table</p>".to_owned(),
            "<table>".repeat(1_000),
        ] {
            let source = Source { path: "a.html", bytes: page.as_bytes() };
            assert!(!Tabulated.accepts(&source, &page), "{page}");
        }
    }

    /// Every name is looked for in a map, and what no column is read for is kept with no row.
    #[test]
    fn a_hundred_thousand_rows_and_names_are_read_and_the_limit_of_names_is_told() {
        let pair = |name: &str, value: &str| format!("<tr><td>{name}<td>{value}</tr>");
        let head = format!("<table>{}{}", pair("Headline", "Pier"), pair("Date", "2019-11-13"));
        let few = format!("{head}{}", pair("Text", "It opened."));
        let many: String = (0..100_000)
            .map(|n| pair("Headline", &format!("Ferry {n}")) + &pair(&format!("n{n}"), "x"))
            .collect();
        let page = format!("{few}{many}</table>");
        let (found, account) = run(&page);
        assert_eq!((found.len(), account.left_out), (100_001, 0));
        let others = found.iter().map(|draft| values(draft, LabelName::Other).len());
        assert_eq!(others.sum::<usize>(), MAX_COLUMNS - 3);
        assert_eq!(account.notes[0].message, "99491 columns after the first 512 were left out");
        let rows: String =
            (0..100_000).map(|n| format!("<tr><td>{n}<td>Ferry<td>x</tr>")).collect();
        let page = format!("<table><tr><th>Date<th>Headline<th>Section</tr>{rows}</table>");
        assert_eq!(run(&page).0.len(), 100_000);
    }

    #[test]
    fn cells_beyond_the_limit_are_told() {
        let page = format!("{ROWS}<table>{}", "<td>".repeat(MAX_CELLS));
        let (found, account) = run(&page);
        assert_eq!((found.len(), account.is_partial), (2, true));
        let last = account.notes.last().map(|note| note.message.as_str());
        assert_eq!(last, Some("what follows the first 2000000 cells of tables was left out"));
    }

    #[test]
    fn cells_without_an_end_take_no_time() {
        for piece in ["<table><tr><td", "<td", "<td>", "<table>"] {
            let page = format!("{ROWS}{}", piece.repeat(100_000));
            assert_eq!(run(&page).0.len(), 2, "{piece}");
        }
    }
}
