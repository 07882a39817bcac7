//! `terms`: the words of the archive, most frequent first.

use std::io::Write;

use unicode_width::UnicodeWidthStr;

use super::args::Terms;
use super::ending::{Ending, Failure};
use super::page::{counted, grouped};
use super::run::Run;
use super::{safe, significant};
use crate::archive::{Form, Snapshot};
use crate::text::fold;

/// The blanks between two columns.
const GAP: usize = 3;

/// How many words where no number is given.
const WORDS: usize = 60;

pub(super) fn run(arguments: &Terms, run: &mut Run) -> Result<Ending, Failure> {
    if let Some(query) = &arguments.significant {
        return significant::run(query, arguments, run);
    }
    if arguments.narrowing.is_any() {
        return Err(Failure::usage(
            "filters narrow a result, and there is none",
            "morgue terms --significant '*' --category Korea",
        ));
    }
    let snapshot = Snapshot::open(&run.index)?;
    let prefix = fold::exact(arguments.prefix.trim_end_matches('*')).into_owned();
    let mut forms = snapshot.forms(snapshot.fields().words, &[prefix], |_| true)?;
    let all = forms.len() as u64;
    forms.sort_by(|a, b| b.clippings.cmp(&a.clippings).then_with(|| a.form.cmp(&b.form)));
    let limit = arguments.limit.unwrap_or(WORDS);
    if limit > 0 {
        forms.truncate(limit);
    }
    if run.screen.is_terminal {
        print_columns(&forms, run)?;
    } else {
        for form in &forms {
            run.screen.row([form.form.as_str(), &form.clippings.to_string()])?;
        }
    }
    let shown = forms.len() as u64;
    let more = if shown < all {
        format!(", the {} most frequent shown", grouped(shown))
    } else {
        String::new()
    };
    run.screen.aside(&format!("{}{more}; counts are of clippings", counted(all, "form")));
    Ok(Ending::of_count(all))
}

/// In as many columns as fit, each read downwards.
fn print_columns(forms: &[Form], run: &mut Run) -> Result<(), Failure> {
    let cells: Vec<String> = forms
        .iter()
        .map(|form| format!("{:>7}  {}", grouped(form.clippings), safe::line(&form.form)))
        .collect();
    let widest = cells.iter().map(|cell| cell.width()).max().unwrap_or(1);
    let columns = ((run.screen.width + GAP) / (widest + GAP)).max(1);
    let rows = cells.len().div_ceil(columns);
    for row in 0..rows {
        let line: Vec<String> = (0..columns)
            .filter_map(|column| cells.get(column * rows + row))
            .map(|cell| format!("{cell}{}", " ".repeat(widest - cell.width())))
            .collect();
        writeln!(run.screen.out, "{}", line.join(&" ".repeat(GAP)).trim_end())?;
    }
    Ok(())
}
