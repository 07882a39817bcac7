//! Tables in pages, as databases of newspapers export what was found: an article a row below a row of
//! names (見出し, 日付, 面名), or an article a table, a name and its value a row.
//!
//! Pages are full of tables that lay things out. So a table is one of articles only where its names
//! are known, among them that of a headline and that of a day, and where no running text stands
//! before it.

use csv::StringRecord;

use super::flat;
use super::guessed::is_words;
use super::keys::{Ours, column};
use super::tables::Columns;
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

impl Reader for Tabulated {
    fn name(&self) -> &'static str {
        "table in a page"
    }

    fn version(&self) -> u32 {
        1
    }

    fn takes_keys(&self) -> bool {
        true
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        let start = opening.trim_start_matches('\u{FEFF}').trim_start();
        if !start.starts_with('<') || find_table(start).is_none() {
            return false;
        }
        let before = &start[..find_table(start).unwrap_or(0)];
        let is_prose = |text: &str| {
            text.split_whitespace().count() >= PROSE_WORDS || text.chars().count() > PROSE_WORDS * 8
        };
        if flat::lines(before).iter().any(|line| is_prose(&line.text)) {
            return false;
        }
        // The last table may go on behind what was looked at.
        tables(start).iter().any(|table| Shape::of(table).is_some())
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let mut account = Account::default();
        let mut told = String::new();
        for table in tables(text) {
            let Some(shape) = Shape::of(&table) else { continue };
            let rows = match shape {
                Shape::Rows => table,
                Shape::Pairs => turned(table),
            };
            let Some((names, rows)) = rows.split_first() else { continue };
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let columns = Columns::named(&names, &options.map);
            let message = columns.told();
            if message != told {
                account.note(Note::new(message.clone()));
                told = message;
            }
            for (place, row) in rows.iter().enumerate() {
                let row = StringRecord::from(row.iter().map(String::as_str).collect::<Vec<_>>());
                columns.give(&row, (place as u64 + 2, None), &mut account, each);
            }
            columns.tell_stubs(&mut account);
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

/// Whether a headline and a day are among names, and most of them are known.
fn are_names<'a>(names: impl Iterator<Item = &'a String>) -> bool {
    let (mut all, mut ours) = (0, Vec::new());
    for name in names {
        all += 1;
        ours.extend(column(name));
    }
    ours.len() >= LEAST_NAMES
        && ours.len() * 2 >= all
        && ours.contains(&Ours::Label(LabelName::Published))
        && ours.iter().any(|ours| is_words(*ours))
}

/// Pairs of names and values as rows below a row of names. A name that comes again begins another
/// article.
fn turned(pairs: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row: Vec<String> = Vec::new();
    for pair in pairs {
        let mut cells = pair.into_iter();
        let (Some(name), Some(value)) = (cells.next(), cells.next()) else { continue };
        let place = names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        if row.get(place).is_some_and(|cell| !cell.is_empty()) {
            rows.push(std::mem::take(&mut row));
        }
        if row.len() <= place {
            row.resize(place + 1, String::new());
        }
        row[place] = value;
    }
    rows.push(row);
    rows.insert(0, names);
    rows
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

/// The tables of a page, each its rows and their cells. A cell that holds a table has no words of its
/// own.
fn tables(markup: &str) -> Vec<Vec<Vec<String>>> {
    let (mut open, mut found): (Vec<Open>, Vec<Vec<Vec<String>>>) = (Vec::new(), Vec::new());
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
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing::values;

    fn run(text: &str) -> (Vec<Draft>, Account) {
        let source = Source { path: "a.html", bytes: text.as_bytes() };
        assert!(Tabulated.accepts(&source, text), "{text}");
        let mut found = Vec::new();
        let account =
            Tabulated.read(&source, text, &Options::default(), &mut |draft, _| found.push(draft));
        (found, account)
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

    #[test]
    fn cells_without_an_end_take_no_time() {
        for piece in ["<table><tr><td", "<td", "<td>", "<table>"] {
            let page = format!("{ROWS}{}", piece.repeat(100_000));
            assert_eq!(run(&page).0.len(), 2, "{piece}");
        }
    }
}
