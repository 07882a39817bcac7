//! `diff`: what a reprint dropped, added and changed, paragraph by paragraph.

use std::io::Write;

use super::args::Diff;
use super::ending::{Ending, Failure};
use super::page::{facts, wrapped, wrapped_parts};
use super::run::Run;
use super::safe;
use super::screen::Palette;
use crate::archive::Snapshot;
use crate::clipping::Clipping;
use crate::search::{Change, Comparison, Part, Run as Words};
use crate::wire;

/// What is said where the two differ in more than is compared.
const COARSE: &str = "note: more differs than is compared word by word: what is told as dropped and \
                      added may have been changed";

pub(super) fn run(arguments: &Diff, run: &mut Run) -> Result<Ending, Failure> {
    let snapshot = Snapshot::open(&run.index)?;
    let old = run.clipping(&snapshot, &arguments.old)?;
    let new = run.clipping(&snapshot, &arguments.new)?;
    let comparison = Comparison::new(&old, &new);
    if comparison.is_coarse {
        run.screen.aside(COARSE);
    }
    if arguments.json {
        writeln!(run.screen.out, "{}", wire::to_json(&shape(&old, &new, &comparison)))?;
        return Ok(Ending::Done);
    }
    if !run.screen.is_terminal {
        run.screen.aside(&summary(&comparison));
        for part in &comparison.parts {
            let number = |at: Option<usize>| at.map_or_else(String::new, |at| at.to_string());
            let text = marked(part, Palette { colour: false });
            run.screen.row([part.change.name(), &number(part.old), &number(part.new), &text])?;
        }
        return Ok(Ending::Done);
    }
    let mut lines = Vec::new();
    for (sign, clipping) in [("-", &old), ("+", &new)] {
        let mut parts = vec![snapshot.short_id(clipping.id)?];
        parts.extend(facts(&snapshot, clipping)?);
        lines.extend(wrapped_parts(&parts, &format!("{sign} "), "  ", run.screen.width));
    }
    lines.push(run.screen.palette.strong(&summary(&comparison)));
    lines.extend(body(&comparison, run));
    run.screen.print(&(lines.join("\n") + "\n"))?;
    Ok(Ending::Done)
}

/// `12 paragraphs the same · 1 dropped · 2 changed · 87 % of the words are the same`.
fn summary(comparison: &Comparison) -> String {
    let mut parts = Vec::new();
    for change in Change::ALL {
        let count = comparison.count(change);
        match change {
            Change::Same if count == 1 => parts.push("1 paragraph the same".to_owned()),
            Change::Same => parts.push(format!("{count} paragraphs the same")),
            Change::Moved | Change::Changed | Change::Added | Change::Dropped if count == 0 => {}
            Change::Moved | Change::Changed | Change::Added | Change::Dropped => {
                parts.push(format!("{count} {}", change.name()));
            }
        }
    }
    // A share that is not whole is not told as whole.
    let share = (comparison.same_share() * 100.0).floor();
    parts.push(format!("{share:.0} % of the words are the same"));
    parts.join(" · ")
}

/// What differs; paragraphs that are the same are counted.
fn body(comparison: &Comparison, run: &Run) -> Vec<String> {
    let (width, palette) = (run.screen.width, run.screen.palette);
    let mut lines = Vec::new();
    let mut same: Option<(usize, usize)> = None;
    for part in &comparison.parts {
        if part.change == Change::Same {
            let at = part.new.unwrap_or(0);
            same = Some((same.map_or(at, |(first, _)| first), at));
            continue;
        }
        lines.extend(told_same(same.take(), palette));
        let place = place(part);
        lines.push(String::new());
        lines.push(palette.faint(&format!("{} {}", place, part.change.name())));
        lines.extend(wrapped(&marked(part, palette), "  ", "  ", width));
    }
    lines.extend(told_same(same, palette));
    lines
}

/// `¶3`, `¶3 → ¶5`, `headline`.
fn place(part: &Part) -> String {
    match (part.old, part.new) {
        (Some(0), _) | (_, Some(0)) => "headline".to_owned(),
        (Some(old), Some(new)) if old != new => format!("¶{old} → ¶{new}"),
        (Some(at), _) | (None, Some(at)) => format!("¶{at}"),
        (None, None) => String::new(),
    }
}

fn told_same(same: Option<(usize, usize)>, palette: Palette) -> Vec<String> {
    let told = match same {
        None | Some((0, 0)) => return Vec::new(),
        Some((0, last)) => (1, last),
        Some(run) => run,
    };
    let line = match told {
        (first, last) if first == last => format!("¶{first} the same"),
        (first, last) => format!("¶{first}–{last} the same"),
    };
    vec![String::new(), palette.faint(&line)]
}

/// Words of the older one in `[- -]`, of the newer one in `{+ +}`, where both are there.
fn marked(part: &Part, palette: Palette) -> String {
    if part.change != Change::Changed {
        return part.runs.iter().map(|run| safe::line(&run.text).into_owned()).collect();
    }
    // The last word of a paragraph has no blank behind it; scripts without blanks have none at all.
    let has_blanks = part.runs.iter().any(|run| run.text.trim().contains(' '));
    let mut text = String::new();
    for Words { change, text: words } in &part.runs {
        if has_blanks && !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        let words = safe::line(words);
        let blank = if words.ends_with(' ') { " " } else { "" };
        let bare = words.trim_end();
        match change {
            Change::Dropped => {
                text.push_str(&format!("{}{blank}", palette.faint(&format!("[-{bare}-]"))));
            }
            Change::Added => {
                text.push_str(&format!("{}{blank}", palette.strong(&format!("{{+{bare}+}}"))));
            }
            Change::Same | Change::Moved | Change::Changed => text.push_str(&words),
        }
    }
    text
}

fn shape(old: &Clipping, new: &Clipping, comparison: &Comparison) -> wire::Diff {
    let run = |run: &Words| wire::DiffRun { change: run.change.name(), text: run.text.clone() };
    let part = |part: &Part| wire::DiffPart {
        change: part.change.name(),
        old: part.old,
        new: part.new,
        runs: part.runs.iter().map(run).collect(),
    };
    wire::Diff {
        old: wire::Member::from(old),
        new: wire::Member::from(new),
        same: comparison.same_share(),
        coarse: comparison.is_coarse,
        paragraphs: comparison.parts.iter().map(part).collect(),
    }
}
