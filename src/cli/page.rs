//! A page of hits on a terminal.

use std::collections::HashSet;
use std::time::Duration;

use unicode_width::UnicodeWidthStr;

use super::args::flag_of;
use super::question::{Asked, quoted};
use super::screen::Palette;
use super::{bars, marks, problems, safe, time};
use crate::archive::{Level, Result, Snapshot};
use crate::clipping::{Clipping, Dimension};
use crate::query::{Problem, Severity};
use crate::search::{
    Bucket, FacetTable, Fold, Hit, Page, Snippet, Taken, Timeline, by_period, shown_value,
};

/// The sparkline has at most this many columns.
const SPARK_COLUMNS: usize = 24;

/// At most this many values of a facet stand below the hits.
const FACET_VALUES: usize = 8;

/// A blank at which no line is broken.
const KEPT: &str = "\u{a0}";

/// At most this many countries stand in the line of a hit.
const HIT_REGIONS: usize = 3;

/// What a page is drawn with.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    /// The archive, for names.
    pub snapshot: &'a Snapshot,
    /// The question.
    pub asked: &'a Asked,
    /// Columns to fill.
    pub width: usize,
    /// How things are told apart.
    pub palette: Palette,
    /// How long the search took.
    pub elapsed: Duration,
    /// How many hits stand on pages before.
    pub seen: u64,
    /// How many of the hits have the words in the order typed; 0 where that was not counted.
    pub in_order: u64,
    /// Whether the totals come with a sparkline.
    pub sparkline: Sparkline,
}

/// Whether the totals come with a sparkline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sparkline {
    /// Where there is room.
    Drawn,
    /// Never: the counts follow.
    Omitted,
}

impl Sheet<'_> {
    /// The whole page.
    pub(super) fn draw(&self, page: &mut Page) -> Result<String> {
        let mut lines = self.head(page);
        lines.push(String::new());
        for (place, hit) in page.hits.iter().enumerate() {
            self.hit(self.seen + place as u64 + 1, hit, page.fold, &mut lines)?;
        }
        lines.extend(self.partial(page)?);
        lines.extend(self.facets(page)?);
        if let Some(next) = &page.next {
            lines.push(format!("{} --after {next}", self.palette.hint("next page:")));
        }
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        Ok(lines.join("\n") + "\n")
    }

    /// Hits with only most of the words, under a line that says so.
    pub(super) fn partial(&self, page: &Page) -> Result<Vec<String>> {
        let mut lines = Vec::new();
        if page.partial.is_empty() {
            return Ok(lines);
        }
        let (shown, all) = (page.partial.len() as u64, page.partial_total);
        let of = if shown < all { format!("{} of ", grouped(shown)) } else { String::new() };
        let all = counted(all, "clipping");
        lines.push(self.palette.faint(&format!("— {of}{all} with most of the words —")));
        lines.push(String::new());
        for (place, hit) in page.partial.iter().enumerate() {
            self.hit((page.hits.len() + place) as u64 + 1, hit, page.fold, &mut lines)?;
        }
        Ok(lines)
    }

    /// The query as read, what was doubtful, and the totals.
    pub(super) fn head(&self, page: &Page) -> Vec<String> {
        let mut all: Vec<Problem> =
            self.asked.problems.iter().chain(&page.problems).cloned().collect();
        // A word that is asked for twice is told of once.
        let mut told = HashSet::new();
        all.retain(|problem| {
            problem.severity != Severity::Said || told.insert(problem.message.clone())
        });
        let mut lines = self.echo(&page.read_as, &all);
        let statuses = page.taken.iter().filter_map(other_status);
        lines.extend(statuses.flat_map(|told| wrapped(&told, "", "  ", self.width)));
        for taken in page.taken.iter().filter(|taken| taken.shown.is_empty()) {
            lines.extend(wrapped(&unknown_value(taken), "", "  ", self.width));
        }
        for cut in &page.cuts {
            let note = format!("{} {}", self.palette.hint("note:"), safe::line(cut));
            lines.extend(wrapped(&note, "", "  ", self.width));
        }
        if page.archive_changed {
            lines.push("note: the archive has changed since the page before".to_owned());
        }
        lines.push(self.totals(page));
        if self.in_order > 0 && self.in_order < page.stories {
            let phrase = quoted(&self.asked.typed);
            let hint =
                format!("{} of them in this order: ask for '{phrase}'", grouped(self.in_order));
            lines.extend(wrapped(&safe::line(&hint), "", "  ", self.width));
        }
        lines
    }

    /// The query as typed, carets below it, and how it was read where that differs.
    fn echo(&self, read_as: &str, all: &[Problem]) -> Vec<String> {
        let (typed, read) = (safe::line(&self.asked.typed), safe::line(read_as));
        let told = problems::lines(&self.asked.typed, all, self.width, self.palette);
        // Carets stay where they point; words may break.
        let broken = |line: String| match line.contains(": ") {
            true => wrapped(&line, "", "    ", self.width),
            false => vec![line],
        };
        let told: Vec<String> = told.into_iter().flat_map(broken).collect();
        if typed.is_empty() {
            let read = if read == "*" { "every clipping" } else { &*read };
            let mut lines = wrapped(read, "", "  ", self.width);
            lines.extend(told);
            return lines;
        }
        let same = blanks_collapsed(&typed) == blanks_collapsed(&read);
        let strong = self.palette.strong(&typed);
        if same || read.is_empty() {
            return std::iter::once(strong).chain(told).collect();
        }
        let label = self.palette.faint("read as:");
        let carets = told.iter().any(|line| line.trim_start().contains('^'));
        let fits = typed.width() + read.width() + 14 <= self.width;
        if fits && !carets {
            return std::iter::once(format!("{strong}     {label} {read}")).chain(told).collect();
        }
        let mut lines = vec![strong];
        lines.extend(told);
        lines.extend(wrapped(&format!("{label} {read}"), "", "  ", self.width));
        lines
    }

    /// `37 stories in 52 clippings (15 copies folded) · 4 Nov – 29 Nov 2019 · 1.8 ms   weekly ▁▃█▆▂`
    fn totals(&self, page: &Page) -> String {
        let mut parts = vec![self.palette.strong(&found(page))];
        let mut spark = String::new();
        if let Some(timeline) = page.timeline.as_ref().filter(|_| page.total > 0) {
            parts.extend(timeline.ends.iter().map(|(first, last)| time::span(first, last)));
            if timeline.undated > 0 && page.stories > timeline.undated {
                parts.push(format!("{} undated", timeline.undated));
            } else if timeline.undated > 0 {
                parts.push("no date".to_owned());
            }
            if self.sparkline == Sparkline::Drawn {
                spark = sparkline(timeline);
            }
        }
        let elapsed = time::elapsed(self.elapsed);
        let timed = [parts.as_slice(), std::slice::from_ref(&elapsed)].concat().join(" · ");
        let width = textwrap::core::display_width(&timed);
        if width + spark.width() <= self.width {
            return timed + &spark;
        }
        let spark = spark.trim_start();
        if width <= self.width {
            return if spark.is_empty() { timed } else { format!("{timed}\n{spark}") };
        }
        // What is folded takes room: the time then stands behind the sparkline, or nowhere.
        let line = wrapped_parts(&parts, "", "  ", self.width).join("\n");
        if spark.is_empty() { line } else { format!("{line}\n{spark} · {elapsed}") }
    }

    fn hit(&self, number: u64, hit: &Hit, fold: Fold, lines: &mut Vec<String>) -> Result<()> {
        let indent = "    ";
        let number = format!("{number:>2}  ");
        let headline =
            marks::headline(&hit.clipping.headline.value, &hit.headline_marks, self.palette);
        lines.extend(wrapped(&headline, &number, indent, self.width));
        let mut facts = facts(self.snapshot, &hit.clipping)?;
        if hit.folded > 0 {
            facts.push(folded(hit.folded, fold));
        }
        lines.extend(wrapped_parts(&facts, indent, indent, self.width));
        for snippet in hit.snippets.iter().filter(|snippet| !snippet.text.trim().is_empty()) {
            let text = self.snippet(snippet, hit.matches);
            let told = wrapped(&text, indent, indent, self.width).into_iter();
            lines.extend(told.map(|line| line.replace(KEPT, " ")));
        }
        let place = self.palette.faint(&format!("{}  {}", hit.short_id, found_at(&hit.clipping)));
        lines.push(format!("{indent}{place}"));
        lines.push(String::new());
        Ok(())
    }

    fn snippet(&self, snippet: &Snippet, matches: usize) -> String {
        let mut text = String::new();
        if snippet.paragraph > 0 && !snippet.marks.is_empty() {
            let place = format!("¶{}/{}", snippet.paragraph, snippet.paragraphs);
            text.push_str(&format!("{}  ", self.palette.faint(&place)));
        }
        text.push_str(if snippet.cut_before { "… " } else { "" });
        text.push_str(marks::marked(&snippet.text, &snippet.marks, self.palette).trim());
        text.push_str(if snippet.cut_after { " …" } else { "" });
        if matches > 1 {
            // Kept together where the line is broken.
            let count = format!("({matches}{KEPT}matches)");
            text.push_str(&format!("   {}", self.palette.faint(&count)));
        }
        text
    }

    fn facets(&self, page: &mut Page) -> Result<Vec<String>> {
        let mut lines = Vec::new();
        let mut narrow = None;
        let mut shown = Vec::new();
        let widest =
            page.facets.iter().map(|table| table.dimension.heading().len()).max().unwrap_or(0);
        for table in &mut page.facets {
            if table.dimension == Dimension::Region {
                countries_only(table);
            }
            crate::search::name_values(self.snapshot, table, FACET_VALUES)?;
            if table.values.is_empty() {
                continue;
            }
            lines.push(self.facet_line(table, widest));
            shown.push(table.dimension);
            let chosen = page.taken.iter().any(|taken| taken.dimension == table.dimension);
            if narrow.is_none() && !chosen {
                narrow = narrowing(table, page.stories);
            }
        }
        if let Some(told) = self.asked.told_of_own_filters(shown.into_iter()) {
            lines.push(self.palette.faint(&told));
        }
        if let Some(narrow) = narrow {
            lines.push(format!("{} {narrow}", self.palette.hint("narrow:")));
        }
        Ok(lines)
    }

    /// `Outlets  Korea Times 12 · Yonhap 9 · …`, on one line.
    fn facet_line(&self, table: &FacetTable, widest: usize) -> String {
        let heading = table.dimension.heading();
        let mut line =
            format!("{}{}", self.palette.strong(heading), " ".repeat(widest - heading.len()));
        let mut width = widest;
        for (place, value) in table.values.iter().enumerate() {
            let between = if place == 0 { "  " } else { " · " };
            let item =
                format!("{between}{} {}", safe::line(&value.shown), grouped(value.clippings));
            let room = self.width.saturating_sub(width + 4);
            if place == FACET_VALUES || item.width() > room && place > 0 {
                line.push_str(" · …");
                break;
            }
            width += item.width();
            line.push_str(&item);
        }
        line
    }
}

/// `37 stories in 52 clippings (15 copies folded)`; `37 clippings` where nothing is folded.
pub(super) fn found(page: &Page) -> String {
    let clippings = counted(page.total, "clipping");
    if page.total == page.stories {
        return clippings;
    }
    let stories = many(page.stories, "story", "stories");
    format!("{stories} in {clippings} ({} folded)", folded(page.total - page.stories, page.fold))
}

/// `15 copies`.
fn folded(count: u64, fold: Fold) -> String {
    match fold.level {
        Some(Level::Copies) | None => many(count, "copy", "copies"),
        Some(Level::Versions) => many(count, "copy or version", "copies and versions"),
    }
}

/// `   weekly ▁▃█▆▂`, `…` where a long time without hits is left out; nothing where it says nothing.
fn sparkline(timeline: &Timeline) -> String {
    let period = timeline.fitting(SPARK_COLUMNS);
    let buckets = by_period(timeline, period);
    if !(2..=SPARK_COLUMNS * 2).contains(&buckets.len()) {
        return String::new();
    }
    let gap = |bucket: &Bucket| if bucket.empty_before > 0 { "…" } else { "" };
    let counts: Vec<u64> = buckets.iter().map(|bucket| bucket.clippings).collect();
    let columns = bars::sparkline(&counts);
    let columns = buckets.iter().zip(columns.chars());
    let columns: String = columns.map(|(bucket, bar)| format!("{}{bar}", gap(bucket))).collect();
    format!("   {} {columns}", period.adverb())
}

/// The flag that would narrow most without emptying: the most frequent value that not every hit
/// has.
fn narrowing(table: &FacetTable, total: u64) -> Option<String> {
    let flag = flag_of(table.dimension)?;
    let value =
        table.values.iter().find(|value| value.clippings < total && !value.shown.is_empty())?;
    let shown = safe::line(&value.shown);
    let plain = shown.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c));
    Some(if plain {
        format!("{flag} {shown}")
    } else {
        format!("{flag} \"{}\"", shown.replace(['"', '$', '`', '\\', '!'], ""))
    })
}

fn countries_only(table: &mut FacetTable) {
    const COUNTRY_DEPTH: usize = 3;
    table.values.retain(|value| value.path.len() == COUNTRY_DEPTH);
}

/// `13 Nov 2019 · Korea Times via Intellasia · South Korea · 686 words`, in parts, made safe.
pub(super) fn facts(snapshot: &Snapshot, clipping: &Clipping) -> Result<Vec<String>> {
    let mut parts = vec![shown_date(clipping)];
    let outlet = clipping.outlet.as_ref().map(|known| known.value.clone());
    let via = clipping.via.as_ref().map(|known| format!("via {}", known.value));
    let agency = clipping.agency.as_ref().map(|known| known.value.clone());
    match (outlet, via) {
        (Some(outlet), Some(via)) => parts.push(format!("{outlet} {via}")),
        (Some(one), None) | (None, Some(one)) => parts.push(one),
        (None, None) => parts.extend(agency),
    }
    let countries = countries(snapshot, clipping)?;
    if !countries.is_empty() {
        let more = if countries.len() > HIT_REGIONS { ", …" } else { "" };
        let first: Vec<String> = countries.into_iter().take(HIT_REGIONS).collect();
        parts.push(first.join(", ") + more);
    }
    parts.push(counted(clipping.word_count, "word"));
    parts.extend(clipping.statuses.iter().map(|status| status.value.clone()));
    Ok(parts.iter().map(|part| safe::line(part).into_owned()).collect())
}

/// The date as printed; `no date` where there is none.
pub(super) fn shown_date(clipping: &Clipping) -> String {
    clipping.published.as_ref().map_or_else(|| "no date".to_owned(), |date| date.value.shown())
}

/// Where it was found: the path below its root, the article's own number where the file holds
/// several.
pub(super) fn found_at(clipping: &Clipping) -> String {
    let mut place = clipping.place().into_owned();
    if let Some(native) = &clipping.native {
        place.push_str(&format!("  {native}"));
    }
    if clipping.origins.len() > 1 {
        place.push_str(&format!(
            "  and in {}",
            counted(clipping.origins.len() as u64 - 1, "other file")
        ));
    }
    safe::line(&place).into_owned()
}

/// The regions by name, no finer than countries, each once.
fn countries(snapshot: &Snapshot, clipping: &Clipping) -> Result<Vec<String>> {
    const COUNTRY_DEPTH: usize = 3;
    let mut names: Vec<String> = Vec::new();
    for region in &clipping.regions {
        let path = &region.value[..region.value.len().min(COUNTRY_DEPTH)];
        let name = shown_value(snapshot, Dimension::Region, path)?;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

/// What is told of a status that was typed by another word for it.
pub(super) fn other_status(taken: &Taken) -> Option<String> {
    let [shown] = taken.shown.as_slice() else { return None };
    let same = taken.typed.eq_ignore_ascii_case(shown);
    (taken.dimension == Dimension::Status && !taken.is_absence && !same).then(|| {
        format!("note: {} is filed under status:{}", safe::line(&taken.typed), safe::line(shown))
    })
}

/// What is told of a value that stands for nothing.
pub(super) fn unknown_value(taken: &Taken) -> String {
    let name = taken.dimension.name();
    let typed = safe::line(&taken.typed);
    let mut line = format!("note: nothing in the archive is filed under {name}:{typed}");
    if !taken.nearest.is_empty() {
        let nearest = taken.nearest.join(", ");
        line.push_str(&format!("; did you mean {}?", safe::line(&nearest)));
    }
    if let Some(country) = &taken.within {
        let name = typed.rsplit('/').next().unwrap_or(&typed).trim();
        line.push_str(&format!(
            "; regions are countries and the cities of place lines: region:\"{country}\" \"{name}\" \
             looks for the name in clippings of that country"
        ));
    }
    line
}

/// `text` broken between words, with these indents; escape sequences take no room.
pub(super) fn wrapped(text: &str, first: &str, rest: &str, width: usize) -> Vec<String> {
    let options = textwrap::Options::new(width).initial_indent(first).subsequent_indent(rest);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

/// Parts with ` · ` between them, broken between parts and not inside them.
pub(super) fn wrapped_parts(
    parts: &[String],
    first: &str,
    rest: &str,
    width: usize,
) -> Vec<String> {
    let kept: Vec<String> = parts.iter().map(|part| part.replace(' ', KEPT)).collect();
    let lines = wrapped(&kept.join(&format!("{KEPT}· ")), first, rest, width);
    lines.into_iter().map(|line| line.replace(KEPT, " ")).collect()
}

/// `1 clipping`, `17,000 clippings`.
pub(super) fn counted(count: u64, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", grouped(count))
}

/// `1 story`, `17,000 stories`.
pub(super) fn many(count: u64, one: &str, several: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { several })
}

/// `17,000`.
pub(super) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn blanks_collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::FacetValue;

    #[test]
    fn counts_are_grouped_by_three_digits() {
        for (count, shown) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(count), shown);
        }
        assert_eq!(counted(1, "clipping"), "1 clipping");
    }

    #[test]
    fn a_flag_to_narrow_by_can_be_pasted_into_a_shell() {
        let value = |shown: &str, clippings| FacetValue {
            path: vec![shown.to_owned()],
            shown: shown.to_owned(),
            clippings,
        };
        let dimension = Dimension::Outlet;
        let values = vec![value("Everywhere", 9), value("Hangang $Post", 4)];
        let table = FacetTable { dimension, values, left_out: 0, without: 0 };
        assert_eq!(narrowing(&table, 9).as_deref(), Some("--outlet \"Hangang Post\""));
        assert_eq!(narrowing(&FacetTable { values: Vec::new(), ..table }, 9), None);
    }
}
