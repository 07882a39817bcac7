//! The closing tally of an ingest: one balance of files, one of clippings; where files held files,
//! one of those.

use super::page::{counted, grouped};
use super::safe;
use crate::ingest::{Tally, Unapplied};

/// The lines of the tally.
pub(super) fn lines(tally: &Tally, dry_run: bool) -> Vec<String> {
    let mut lines = vec![files(tally)];
    lines.extend(members(tally));
    lines.push(clippings(tally));
    lines.extend(also(tally));
    lines.extend(keys(tally));
    let now = counted(tally.in_archive, "clipping");
    if dry_run {
        lines.push(format!("nothing was written; in the archive: {now}"));
    } else {
        lines.push(format!("in the archive now: {now}"));
    }
    lines
}

/// Notes and hints that follow the tally.
pub(super) fn notes(tally: &Tally, dry_run: bool) -> Vec<String> {
    let unapplied = tally.unapplied.iter().map(Unapplied::told);
    let mut lines = first_notes(tally.notes.iter().cloned().chain(unapplied));
    if tally.stopped {
        lines.push(match tally.files.left {
            0 => "interrupted, but everything was in already".to_owned(),
            _ => "interrupted: what was done is committed; the same command goes on".to_owned(),
        });
    }
    let skipped = tally.files.skipped_in_all() + tally.members.skipped_in_all() > 0
        || tally.members.failed > 0;
    let why = match (skipped, tally.clippings.left_out > 0) {
        (true, true) => Some("why files were skipped and records left out"),
        (true, false) => Some("why files were skipped"),
        (false, true) => Some("why records were left out"),
        (false, false) => None,
    };
    let partial = (tally.files.partial > 0).then_some("which files were read in part");
    let hints: Vec<&str> = partial.into_iter().chain(why).filter(|_| !dry_run).collect();
    if !hints.is_empty() {
        lines.push(format!("hint: `morgue ledger` says {}", hints.join(", and ")));
    }
    lines
}

/// Notes as lines: the first of them, and how many more there are.
pub(super) fn first_notes(told: impl Iterator<Item = String>) -> Vec<String> {
    /// Notes printed at most.
    const MOST: usize = 10;
    let told: Vec<String> = told.collect();
    let mut lines: Vec<String> =
        told.iter().take(MOST).map(|note| format!("note: {}", safe::line(note))).collect();
    if told.len() > MOST {
        lines.push(format!("note: and {} more", told.len() - MOST));
    }
    lines
}

/// `files      312 found = 300 read + 8 unchanged + 4 skipped`, the reasons below.
fn files(tally: &Tally) -> String {
    let files = &tally.files;
    let parts = [
        (files.read, "read"),
        (files.sidecars, if files.sidecars == 1 { "sidecar" } else { "sidecars" }),
        (files.unchanged, "unchanged"),
        (files.skipped_in_all(), "skipped"),
        (files.left, "left"),
    ];
    let mut line = format!("files      {} found = {}", grouped(files.found), sum(&parts));
    if files.partial > 0 {
        let count = grouped(files.partial);
        line.push_str(&format!("\n{count:>18} read in part: damaged, cut off, or beyond a limit"));
    }
    for (reason, count) in &files.skipped {
        line.push_str(&format!("\n{:>18} skipped: {}", grouped(*count), safe::line(reason)));
    }
    line
}

/// `members    15 found = 12 read + 2 skipped + 1 failed`, the reasons below.
fn members(tally: &Tally) -> Option<String> {
    let members = &tally.members;
    if members.found == 0 {
        return None;
    }
    let parts = [
        (members.read, "read"),
        (members.sidecars, if members.sidecars == 1 { "sidecar" } else { "sidecars" }),
        (members.skipped_in_all(), "skipped"),
        (members.failed, "failed"),
    ];
    let mut line = format!("members    {} found = {}", grouped(members.found), sum(&parts));
    for (reason, count) in &members.skipped {
        line.push_str(&format!("\n{:>18} skipped: {}", grouped(*count), safe::line(reason)));
    }
    Some(line)
}

/// `clippings  300 read = 290 new + 5 changed + 3 unchanged + 2 same as another`.
fn clippings(tally: &Tally) -> String {
    let clippings = &tally.clippings;
    let parts = [
        (clippings.new, "new"),
        (clippings.changed, "changed"),
        (clippings.unchanged, "unchanged"),
        (clippings.same_as_another, "same as another"),
        (clippings.forgotten, "forgotten"),
    ];
    let mut line = format!("clippings  {} read = {}", grouped(clippings.read), sum(&parts));
    let joined = [
        (clippings.copies, "is a copy of another", "are copies of others"),
        (clippings.versions, "is a later version of another", "are later versions of others"),
    ];
    for (count, one, many) in joined.into_iter().filter(|(count, ..)| *count > 0) {
        let told = if count == 1 { one } else { many };
        line.push_str(&format!("\n{:>18} of the new ones {told}", grouped(count)));
    }
    if clippings.left_out > 0 {
        let noun = if clippings.left_out == 1 { "record" } else { "records" };
        line.push_str(&format!("\n{:>18} {noun} left out", grouped(clippings.left_out)));
    }
    line
}

/// `keys       PubDay=date, story=text`, with the folder where several have some.
fn keys(tally: &Tally) -> Vec<String> {
    let line = |(root, map): &(String, Vec<String>)| {
        let of = if tally.keys.len() > 1 { format!("  in {root}") } else { String::new() };
        safe::line(&format!("keys       {}{of}", map.join(", "))).into_owned()
    };
    tally.keys.iter().map(line).collect()
}

/// The parts that are not zero; the first of them where all are.
fn sum(parts: &[(u64, &str)]) -> String {
    let told: Vec<String> = parts
        .iter()
        .enumerate()
        .filter(|(place, (count, _))| *count > 0 || *place == 0)
        .map(|(_, (count, name))| format!("{} {name}", grouped(*count)))
        .collect();
    told.join(" + ")
}

fn also(tally: &Tally) -> Option<String> {
    let parts = [
        (tally.files.moved, "file moved", "files moved"),
        (tally.files.vanished, "file vanished", "files vanished"),
        (tally.files.excluded, "file excluded now", "files excluded now"),
        (tally.clippings.removed, "clipping removed", "clippings removed"),
        (tally.clippings.taught, "read anew by what was learned", "read anew by what was learned"),
        (tally.files.linked, "linked folder passed over", "linked folders passed over"),
        (tally.files.hidden, "hidden passed over", "hidden passed over"),
    ];
    let told: Vec<String> = parts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| {
            format!("{} {}", grouped(*count), if *count == 1 { one } else { many })
        })
        .collect();
    (!told.is_empty()).then(|| format!("also       {}", told.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Clippings, Files};

    #[test]
    fn both_balances_are_printed_as_sums() {
        let files = Files {
            found: 312,
            read: 300,
            partial: 2,
            unchanged: 8,
            skipped: [("the file is empty".to_owned(), 4)].into(),
            ..Files::default()
        };
        let clippings = Clippings {
            read: 300,
            new: 298,
            same_as_another: 2,
            left_out: 3,
            ..Clippings::default()
        };
        let keys = vec![("/r".to_owned(), vec!["story=text".to_owned()])];
        let tally = Tally { files, clippings, keys, in_archive: 1_298, ..Tally::default() };
        assert_eq!(
            lines(&tally, false),
            [
                "files      312 found = 300 read + 8 unchanged + 4 skipped\n                 \
                 2 read in part: damaged, cut off, or beyond a limit\n                 4 skipped: the file is empty",
                "clippings  300 read = 298 new + 2 same as another\n                 3 records left out",
                "keys       story=text",
                "in the archive now: 1,298 clippings",
            ]
        );
        assert_eq!(
            notes(&tally, false),
            [
                "hint: `morgue ledger` says which files were read in part, and why files were skipped \
              and records left out"
            ]
        );
    }

    #[test]
    fn an_interruption_claims_work_only_where_some_is_left() {
        let stopped = |left| {
            let files = Files { found: 3, read: 3 - left, left, ..Files::default() };
            notes(&Tally { files, stopped: true, ..Tally::default() }, false).remove(0)
        };
        assert!(stopped(1).contains("goes on"));
        assert!(!stopped(0).contains("goes on"));
    }
}
