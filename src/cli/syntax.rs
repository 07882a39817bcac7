//! `syntax`: the query language on one screen.

use super::args::Syntax;
use super::ending::{Ending, Failure};
use super::markdown;
use super::run::Run;
use crate::query::FIELDS_HELP;

/// The whole language.
const PAGE: &str = include_str!("../../docs/query-language.md");

const LANGUAGE: &str = "\
WORDS
  GSOMIA renewal           all the words; then most of them
  Seoul OR Tokyo           any; AND binds closer, (…) says otherwise
  GSOMIA -opinion          without (NOT opinion); as a first word after --
  \"defense chiefs\"~2       in this order; ~2: two words between
  extend*   wom?n          begins so; * any letters, ? one
  kimchi~1   /pacts?/      a letter away; a regular expression
  =GSOMIA                  this form only, none of the names clippings give it
  ALLCAPS(aids)            as printed in capitals (CAPS, NOCAPS)
  지소미아                 Korean, Japanese and Chinese need no blanks
NEAR EACH OTHER            of any parts, nested freely
  Seoul W/5 pact           within five words, either order; W/1: side by side
  Seoul PRE/5 pact         in this order; PRE=5 exactly five apart
  Seoul W/S pact           in one sentence; W/P one paragraph, W/F one zone
  pact NOT W/3 trade       where trade is not near
  ATLEAST/3(Japan)         three times; ^25(Japan): in the first 25 words
  Operators in capitals; a query of more than four words, all in capitals, is
  read as a pasted headline and has none

FIELDS  name:word, name:\"…\", name:(a OR b)
";

const REST: &str = "
DATES  date:2019  2019-11  2019-11-13  2019-W46  2019-Q4  2019-11..2020-01
       >2019-11  30d 2w 6m 1y  today  yesterday  last-month  this-year  unknown
       date:~2019-11 takes dates that only overlap

FLAGS  --category Korea --region Korea --region Japan --since 2019-11 --any
       the same flag again is OR, different flags are AND
       --dialect nexis, factiva, proquest, gdelt, lucene: a query of that house

In a shell, single quotes keep a query whole: morgue search '\"a pact\" -opinion'
The line `read as:` says how a query was read; `morgue explain QUERY` says more,
`morgue syntax --full` all.
";

pub(super) fn run(arguments: &Syntax, run: &mut Run) -> Result<Ending, Failure> {
    if arguments.full {
        let lines = markdown::lines(PAGE, run.screen.width, run.screen.palette);
        run.screen.print(&(lines.join("\n") + "\n"))?;
    } else {
        run.screen.print(&text())?;
    }
    Ok(Ending::Done)
}

/// The screen.
pub(super) fn text() -> String {
    format!("{LANGUAGE}  {}\n{REST}", FIELDS_HELP.trim())
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::super::screen::Palette;
    use super::*;
    use crate::query::{Severity, parse};

    #[test]
    fn what_the_screen_shows_is_understood() {
        let today = chrono::NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day");
        // What is typed stands in the first 25 columns, several parted by three blanks.
        for line in LANGUAGE.lines().filter(|line| line.starts_with("  ")) {
            let typed: String = line.chars().skip(2).take(25).collect();
            let is_example = typed.ends_with("  ") || typed.contains("   ");
            for example in typed.split("   ").map(str::trim).filter(|text| !text.is_empty()) {
                let parsed = parse(example, today);
                assert!(!is_example || parsed.query.root.is_some(), "{example}");
                assert!(!is_example || parsed.problems.is_empty(), "{example}");
            }
        }
        assert!(text().lines().all(|line| line.width() <= 80), "it fits the screen");
        for line in markdown::lines(PAGE, 80, Palette { colour: false }) {
            assert!(line.width() <= 80, "wider than a screen: {line}");
        }
        for time in ["2019-W46", "2019-Q4", "30d", "2w", "last-month", "this-year", "~2019-11"] {
            assert_eq!(parse(&format!("date:{time}"), today).problems, [], "{time}");
        }
    }

    /// What stands in code in the first column of a table of the page.
    fn shown_in(section: &str) -> Vec<String> {
        let rows = PAGE.lines().skip_while(|line| *line != section).skip(1);
        let rows = rows.take_while(|line| !line.starts_with("## "));
        let cells =
            rows.filter(|row| row.starts_with("| `")).filter_map(|row| row.split(" | ").next());
        let codes = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
        codes.map(|code| code.replace("\\|", "|")).collect()
    }

    #[test]
    fn what_the_page_shows_is_understood() {
        let today = chrono::NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day");
        let is_clean = |text: &str| {
            let parsed = parse(text, today);
            let problems = parsed.problems.iter();
            parsed.query.root.is_some()
                && problems.into_iter().all(|problem| problem.severity == Severity::Said)
        };
        let shown = [shown_in("## Words"), shown_in("## Near each other")].concat();
        assert!(shown.len() > 40, "the tables are found: {shown:?}");
        for example in shown {
            let between = format!("Seoul {example} pact");
            assert!(is_clean(&example) || is_clean(&between), "{example}");
        }
    }
}
