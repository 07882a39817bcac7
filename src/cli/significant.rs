//! `terms --significant`: the words that mark a result against the archive.

use std::io::Write;

use unicode_width::UnicodeWidthStr;

use super::args::{Folding, Question, Terms};
use super::ending::{Ending, Failure};
use super::page::{counted, grouped, unknown_value};
use super::question::{Asked, ask_or_everything};
use super::run::Run;
use super::safe;
use super::search::tell_problems;
use crate::archive::Snapshot;
use crate::query::Problem;
use crate::search::{Searcher, Significant, SignificantWord, refuses};
use crate::text::fold;
use crate::wire;

/// How many words where no number is given.
const WORDS: usize = 20;

/// A word on a page is at most this wide.
const WIDEST_WORD: usize = 40;

pub(super) fn run(query: &str, arguments: &Terms, run: &mut Run) -> Result<Ending, Failure> {
    let question = Question {
        words: vec![query.to_owned()],
        any: false,
        language: arguments.language,
        narrowing: arguments.narrowing.clone(),
        folding: Folding::default(),
    };
    let asked = ask_or_everything(&question, run.now.today())?;
    let snapshot = Snapshot::open(&run.index)?;
    let mut searcher = Searcher::new(&snapshot)?;
    let prepared = searcher.prepare(&asked.query)?;
    let problems: Vec<Problem> =
        asked.problems.iter().chain(&prepared.reading.problems).cloned().collect();
    if !problems.is_empty() && !arguments.json {
        tell_problems(&asked, &problems, &mut run.screen);
    }
    if refuses(&problems) {
        return Ok(Ending::Refused);
    }
    for taken in prepared.taken.iter().filter(|taken| taken.shown.is_empty()) {
        run.screen.aside(&unknown_value(taken));
    }
    let mut found = searcher.significant(&prepared.reading)?;
    let prefix = fold::exact(arguments.prefix.trim_end_matches('*')).into_owned();
    found.words.retain(|word| fold::exact(&word.word).starts_with(&prefix));
    let all = found.words.len() as u64;
    let limit = arguments.limit.unwrap_or(WORDS);
    found.words.truncate(if limit == 0 { usize::MAX } else { limit });
    if arguments.json {
        print_json(&asked, &problems, &found, run)?;
    } else if run.screen.is_terminal {
        print_page(&found, run)?;
    } else {
        for word in &found.words {
            let counts = [word.in_sample, word.in_archive].map(|count| count.to_string());
            let score = format!("{:.2}", word.score);
            run.screen.row([word.word.as_str(), &counts[0], &counts[1], &score])?;
        }
    }
    if !arguments.json {
        run.screen.aside(&told(&found, all));
    }
    Ok(Ending::of_count(all))
}

fn print_json(
    asked: &Asked,
    problems: &[Problem],
    found: &Significant,
    run: &mut Run,
) -> Result<(), Failure> {
    let shape = wire::Significant {
        query: asked.typed.clone(),
        problems: problems.iter().map(wire::Problem::from).collect(),
        total: found.total,
        sampled: found.sampled,
        archive: found.archive,
        words: found.words.iter().map(wire::SignificantWord::from).collect(),
    };
    writeln!(run.screen.out, "{}", wire::to_json(&shape))?;
    Ok(())
}

fn print_page(found: &Significant, run: &mut Run) -> Result<(), Failure> {
    if found.words.is_empty() {
        return Ok(());
    }
    let palette = run.screen.palette;
    let cells: Vec<String> = found.words.iter().map(|word| cut(&safe::line(&word.word))).collect();
    let widest = cells.iter().map(|cell| cell.width()).max().unwrap_or(0);
    let heading =
        format!("{}  {:>9}  {:>10}  {:>10}", " ".repeat(widest), "here", "archive", "likelihood");
    writeln!(run.screen.out, "{}", palette.faint(&heading))?;
    for (word, cell) in found.words.iter().zip(cells) {
        let padding = " ".repeat(widest - cell.width());
        writeln!(run.screen.out, "{cell}{padding}{}", numbers(word))?;
    }
    Ok(())
}

fn numbers(word: &SignificantWord) -> String {
    let (here, archive) = (grouped(word.in_sample), grouped(word.in_archive));
    format!("  {here:>9}  {archive:>10}  {:>10.1}", word.score)
}

/// A word as wide as fits.
fn cut(word: &str) -> String {
    if word.width() <= WIDEST_WORD {
        return word.to_owned();
    }
    let mut cut = String::new();
    for c in word.chars() {
        if cut.width() + "協…".width() > WIDEST_WORD {
            break;
        }
        cut.push(c);
    }
    cut + "…"
}

/// What the table counts.
fn told(found: &Significant, all: u64) -> String {
    let read = if found.sampled < found.total {
        format!(", {} of them read", grouped(found.sampled))
    } else {
        String::new()
    };
    let shown = found.words.len() as u64;
    let more = if shown < all {
        format!(", the {} most telling shown", grouped(shown))
    } else {
        String::new()
    };
    let matches = counted(found.total, "clipping");
    let archive = grouped(found.archive);
    format!("{}{more}; {matches} of {archive}{read}", counted(all, "significant word"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_cut_is_said() {
        let word =
            SignificantWord { word: "pact".to_owned(), score: 9.0, in_sample: 3, in_archive: 4 };
        let mut found = Significant { total: 3, sampled: 3, archive: 90, words: vec![word] };
        assert_eq!(told(&found, 1), "1 significant word; 3 clippings of 90");
        found.total = 1_200;
        found.sampled = 500;
        let expect = "7 significant words, the 1 most telling shown; 1,200 clippings of 90, 500 of them read";
        assert_eq!(told(&found, 7), expect);
    }

    #[test]
    fn a_word_is_cut_to_its_column() {
        assert_eq!(cut("pact"), "pact");
        assert!(cut(&"협정".repeat(40)).width() <= WIDEST_WORD);
    }
}
