//! `syntax`: the query language on one screen.

use super::ending::{Ending, Failure};
use super::run::Run;
use crate::query::FIELDS_HELP;

const LANGUAGE: &str = "\
WORDS
  GSOMIA renewal           all the words; then most of them, under a line that says so
  Seoul OR Tokyo           any; AND binds closer, (…) says otherwise
  GSOMIA -opinion          without (NOT opinion); as a first word after --
  \"defense chiefs\"         in this order; “…”, «…», 「…」 too
  extend*                  words that begin so
  =pact                    this form only: no stem, no spelling variants
  지소미아                 Korean, Japanese and Chinese need no blanks
  AND, OR, NOT in capitals are operators; a query of more than four words, all in
  capitals, is read as a pasted headline and has none

FIELDS  name:word, name:\"…\", name:(a OR b)
";

const REST: &str = "
DATES  date:2019  2019-11  2019-11-13  2019-W46  2019-Q4  2019-11..2020-01  >2019-11
       30d 2w 6m 1y  today  yesterday  last-month  this-year  unknown
       date:~2019-11 takes dates that only overlap

FLAGS  --category Korea --region Korea --region Japan --since 2019-11 --any
       the same flag again is OR, different flags are AND
       --dialect nexis reads a query of Factiva, Nexis, ProQuest, GDELT or Lucene

In a shell, single quotes keep a query whole: morgue search '\"defense chiefs\" -opinion'
The line `read as:` says how a query was read; `morgue explain QUERY` says more.
";

pub(super) fn run(run: &mut Run) -> Result<Ending, Failure> {
    run.screen.print(&format!("{LANGUAGE}  {}\n{REST}", FIELDS_HELP.trim()))?;
    Ok(Ending::Done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[test]
    fn what_the_screen_shows_is_understood() {
        let today = chrono::NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day");
        for line in LANGUAGE.lines().filter(|line| line.contains("  ") && line.starts_with("  ")) {
            let Some((example, _)) = line.trim_start().split_once("   ") else { continue };
            let parsed = parse(example, today);
            assert!(parsed.query.root.is_some(), "{example}");
            assert_eq!(parsed.problems, [], "{example}");
        }
        for time in ["2019-W46", "2019-Q4", "30d", "2w", "last-month", "this-year", "~2019-11"] {
            assert_eq!(parse(&format!("date:{time}"), today).problems, [], "{time}");
        }
    }
}
