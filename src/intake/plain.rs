//! Plain text clippings: a headline, a header line, paragraphs, and the labels and links around
//! them.

mod byline;
mod furniture;
mod header;
mod keys;
mod outlet;

use super::keys::Ours;
use super::paragraphs::{self, Layout, Line, ends_a_sentence};
use super::tidy::{one_line, tidy};
use super::{Account, Options, Reader, Source, foreign, repair};
use crate::clipping::{Draft, Kind, Label, LabelName, Note, Paragraph};
use keys::Key;

/// The reader of plain text: one clipping a file.
pub(super) struct Plain;

/// What a line turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// Running text, until something else is known.
    Text,
    /// The headline, or a line that repeats what a label says.
    Title,
    /// A label, link or header line.
    Furniture,
    /// The words under a photo, behind a label that says so.
    Caption,
}

/// A longer line is no headline, in characters.
const LONGEST_HEADLINE: usize = 300;
/// A line that ends like a sentence is a headline only if it is shorter, in characters.
const LONGEST_SENTENCE: usize = 200;
/// How many short lines of text may stand between the lines above a text before labels are no
/// longer sought.
const SHORT_LINES_ABOVE: usize = 4;
/// The same below a text.
const SHORT_LINES_BELOW: usize = 2;
/// The longest line that states a day and little else, in bytes.
const LONGEST_DAY_BYTES: usize = 120;
/// How many lines above a text are looked at.
const LINES_ABOVE: usize = 100;
/// How many lines below a text are looked at.
const LINES_BELOW: usize = 40;
/// The most words of a line in a list of topics.
const LISTED_WORDS: usize = 5;
/// A line with so many words is running text.
const PROSE_WORDS: usize = 22;

impl Reader for Plain {
    fn name(&self) -> &'static str {
        "text"
    }

    fn version(&self) -> u32 {
        3
    }

    fn accepts(&self, source: &Source, opening: &str) -> bool {
        foreign::by_text(source, opening).is_none() && !looks_like_a_list(opening)
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        let text = tidy(text);
        let (draft, notes) = draft(&paragraphs::lines(&text));
        each(draft, notes);
        Account::default()
    }
}

/// The clipping that the lines of a text are, and what was repaired in it.
pub(super) fn draft(lines: &[Line]) -> (Draft, Vec<Note>) {
    let mut page = Page::new(lines);
    page.read_front_matter();
    page.read_from_above();
    page.read_from_below();
    page.read_furniture();
    let (draft, any_joined) = page.draft();
    let mut notes = Vec::new();
    if any_joined {
        repair::tell_wraps(&mut notes);
    }
    (draft, notes)
}

/// The labels of a line that says who wrote the piece, right below a headline.
pub(super) fn byline(line: &str) -> Option<Vec<Label>> {
    byline::labels(line).or_else(|| byline::loose(line)).or_else(|| byline::with_office(line))
}

/// Whether a line is called like a paper or a station.
pub(super) fn is_called_like_an_outlet(line: &str) -> bool {
    outlet::is_called_like_one(line)
}

/// What a line by a headline says of the author, as it is printed there, without the day and the
/// time beside it: `By Ann Example` of `By Ann Example | 3 May 2019`.
pub(super) fn stated_byline(line: &str) -> Option<String> {
    const MARKS: &[char] = &[' ', ',', ';', '-', '–', '—', '*', '_', '/', '(', ')'];
    let stamp = header::stamp(line);
    let mut cuts: Vec<_> = stamp.date.iter().chain(&stamp.time).collect();
    cuts.sort_by_key(|range| range.start);
    let mut from = 0;
    let mut pieces = Vec::new();
    for cut in cuts {
        pieces.push(line.get(from..cut.start).unwrap_or(""));
        from = cut.end;
    }
    pieces.push(line.get(from..).unwrap_or(""));
    let said = |piece: &str| {
        let piece = without_dating(piece.trim_matches(MARKS)).trim_end_matches(MARKS);
        byline::labels(piece).is_some().then(|| piece.to_owned())
    };
    pieces.iter().flat_map(|piece| piece.split(['|', '•', '·'])).find_map(said)
}

/// `By Ann Example` of `By Ann Example Published on`: words that lead to a day are nobody's name.
fn without_dating(piece: &str) -> &str {
    const LEADING: &[&str] =
        &["published", "posted", "updated", "last", "first", "on", "at", "publié", "le", "am"];
    let mut rest = piece;
    while let Some((before, last)) = rest.rsplit_once(' ')
        && LEADING.contains(&last.trim_end_matches(':').to_lowercase().as_str())
    {
        rest = before.trim_end();
    }
    rest
}

/// What a label of a text with that name, in lower case, stands for.
pub(super) fn label(name: &str) -> Option<Ours> {
    keys::ours(name)
}

/// Whether a line states a day, by its shape.
pub(super) fn states_a_day(line: &str) -> bool {
    line.len() <= LONGEST_DAY_BYTES && header::stamp(line).date.is_some()
}

/// Whether all of a line is one web address.
pub(super) fn is_address(line: &str) -> bool {
    keys::is_address(line)
}

/// A page whose lines are being told apart.
struct Page<'a> {
    lines: &'a [Line<'a>],
    marks: Vec<Mark>,
    /// Labels with the line they stood on.
    labels: Vec<(usize, Label)>,
    /// The headline that a label states.
    stated_title: Option<String>,
    /// The lines of the headline that stands on the page.
    title_lines: Vec<usize>,
    /// The first line that reading from above did not reach.
    body: usize,
    layout: Layout,
}

impl<'a> Page<'a> {
    fn new(lines: &'a [Line<'a>]) -> Self {
        Self {
            lines,
            marks: vec![Mark::Text; lines.len()],
            labels: Vec::new(),
            stated_title: None,
            title_lines: Vec::new(),
            body: 0,
            layout: paragraphs::layout(lines),
        }
    }

    /// Notes of Markdown programs open with labels between two lines of dashes.
    fn read_front_matter(&mut self) {
        let Some(first) = self.lines.iter().position(|line| !line.text.is_empty()) else { return };
        if self.lines[first].text != "---" {
            return;
        }
        let Some(length) = self.lines[first + 1..].iter().position(|line| line.text == "---")
        else {
            return;
        };
        let last = first + 1 + length;
        let mut key = None;
        for at in first..=last {
            self.marks[at] = Mark::Furniture;
            let text = self.lines[at].text;
            if let Some(item) = text.strip_prefix("- ") {
                if let Some(Key::Label(name)) = key {
                    self.take_labels(at, keys::labels(name, item, "front matter"));
                }
            } else if let Some((found, value)) = keys::labelled(text) {
                key = Some(found);
                let inline = value.strip_prefix('[').and_then(|v| v.strip_suffix(']'));
                self.take_label(at, found, inline.filter(|v| !v.starts_with('[')).unwrap_or(value));
            } else if let Some((name, value)) = keys::unknown_label(text) {
                key = None;
                self.push(at, Label::new(LabelName::Other, value.trim(), format!("label {name}")));
            }
        }
        self.body = last + 1;
    }

    /// Headline, header line, byline and labels above the text.
    fn read_from_above(&mut self) {
        let mut short = 0;
        let mut after_label = false;
        let mut at = self.body;
        let mut filled = 0;
        while at < self.lines.len() && filled < LINES_ABOVE {
            let text = self.lines[at].text;
            if text.is_empty() {
                at += 1;
                continue;
            }
            filled += 1;
            let labelled = keys::labelled(text).is_some();
            if self.take(at)
                || after_label && self.take_unknown(at)
                || self.take_place_line(at)
                || self.take_outlet_line(at)
            {
                self.take_outlet_above(at);
                after_label = labelled || after_label;
            } else if self.take_title(at) {
                after_label = false;
            } else {
                after_label = false;
                short += 1;
                if self.is_prose(at) || short > SHORT_LINES_ABOVE {
                    break;
                }
            }
            at += 1;
        }
        self.body = at.min(self.lines.len());
    }

    /// Labels and links below the text.
    fn read_from_below(&mut self) {
        let mut short = 0;
        let filled =
            (self.body..self.lines.len()).rev().filter(|at| !self.lines[*at].text.is_empty());
        for at in filled.take(LINES_BELOW).collect::<Vec<_>>() {
            if self.take(at) {
                continue;
            }
            short += 1;
            if self.is_prose(at)
                || ends_a_sentence(self.lines[at].text)
                || short > SHORT_LINES_BELOW
            {
                break;
            }
        }
    }

    /// Furniture in the midst of the text.
    fn read_furniture(&mut self) {
        let wrapped = matches!(self.layout, Layout::Wrapped { .. });
        let mut above = "";
        for (line, mark) in self.lines.iter().zip(&mut self.marks) {
            // The last line of a wrapped paragraph may be one such word.
            let tail = wrapped && !above.is_empty();
            if *mark == Mark::Text && !tail && furniture::is_furniture(line.text) {
                *mark = Mark::Furniture;
            }
            above = line.text;
        }
        self.read_list_at_foot();
    }

    /// A heading such as `Related Topics` makes furniture of the short lines below it, where nothing
    /// but those is left of the page.
    fn read_list_at_foot(&mut self) {
        let filled =
            (self.body..self.lines.len()).rev().filter(|at| !self.lines[*at].text.is_empty());
        let mut list = Vec::new();
        for at in filled.take(LINES_BELOW) {
            let text = self.lines[at].text;
            if furniture::heads_a_list(text) {
                list.into_iter().for_each(|at: usize| self.marks[at] = Mark::Furniture);
                return;
            }
            let short = text.split_whitespace().count() <= LISTED_WORDS && !ends_a_sentence(text);
            match self.marks[at] {
                Mark::Text if short => list.push(at),
                Mark::Text => return,
                Mark::Title | Mark::Furniture | Mark::Caption => {}
            }
        }
    }

    /// Takes a line that is anything but text.
    fn take(&mut self, at: usize) -> bool {
        let text = self.lines[at].text;
        if keys::is_address(text) {
            let address = text.trim_matches(['<', '>']);
            self.push(at, Label::new(LabelName::Url, address, "line"));
        } else if let Some((key, value)) = keys::labelled(text).filter(|_| self.is_label(at)) {
            return self.take_label(at, key, value);
        } else if let Some(labels) = self.header(at) {
            self.take_labels(at, labels);
        } else if let Some(labels) = byline::labels(text).or_else(|| self.loose_byline(at)) {
            self.take_labels(at, labels);
        } else if !furniture::is_furniture(text) {
            return false;
        }
        if self.marks[at] == Mark::Text {
            self.marks[at] = Mark::Furniture;
        }
        true
    }

    /// Whether a line with a key states one thing: `Published: … | Updated: …` is a header line.
    fn is_label(&self, at: usize) -> bool {
        // Prose is told first: only short lines are searched for another key at each blank.
        if self.is_prose(at) {
            return false;
        }
        let text = self.lines[at].text;
        let dated = keys::dated_prefix(text).is_some();
        !(dated && (text.contains('|') || keys::next_dated_key(text).is_some()))
    }

    /// The labels of a header line. Before there is a headline, a line with one bare name and a
    /// date may be one.
    fn header(&self, at: usize) -> Option<Vec<Label>> {
        let text = self.lines[at].text;
        let barred = text.contains(['|', '｜', '•', '·']);
        let short = text.split_whitespace().count() < PROSE_WORDS && self.lines[at].width <= 120;
        let labels = header::labels(text).filter(|_| barred || short)?;
        let untitled = self.title_lines.is_empty() && self.stated_title.is_none();
        let bare = labels
            .iter()
            .all(|label| matches!(label.name, LabelName::Published | LabelName::Updated));
        let keyed = keys::dated_prefix(text).is_some();
        // One line states the date; after it, others like it are rows of a table.
        let dated = self.labels.iter().any(|(_, label)| label.name == LabelName::Published);
        ((bare || barred || !untitled) && !dated || keyed).then_some(labels)
    }

    /// `First Last, The Outlet` right below the headline.
    fn loose_byline(&self, at: usize) -> Option<Vec<Label>> {
        let above = (0..at).rev().find(|above| !self.lines[*above].text.is_empty())?;
        let placed = self.title_lines.contains(&above)
            || self.marks[above] == Mark::Furniture
                && !self.title_lines.is_empty()
                && at < self.title_lines[0] + 8;
        let named = self.labels.iter().any(|(_, label)| label.name == LabelName::Byline);
        let text = self.lines[at].text;
        if placed && !named {
            byline::loose(text).or_else(|| byline::with_office(text))
        } else {
            None
        }
    }

    fn take_label(&mut self, at: usize, key: Key, value: &str) -> bool {
        self.marks[at] = Mark::Furniture;
        match key {
            Key::Title if self.stated_title.is_none() && !value.is_empty() => {
                self.stated_title = Some(one_line(value.trim_matches('"')));
                self.marks[at] = Mark::Title;
            }
            Key::Title => {}
            Key::Caption => self.marks[at] = Mark::Caption,
            Key::Label(name) => {
                let place = format!(
                    "label {}",
                    self.lines[at].text.split([':', '：']).next().unwrap_or("")
                );
                self.take_labels(at, keys::labels(name, value, place.trim()));
            }
        }
        true
    }

    /// One to three words with capitals right below a line that states a day alone name the outlet.
    fn take_outlet_line(&mut self, at: usize) -> bool {
        let text = self.lines[at].text;
        let Some(above) = self.filled_above(at) else { return false };
        let mut stated = self.labels.iter().filter(|(line, _)| *line == above).peekable();
        let day_alone = stated.peek().is_some()
            && stated.all(|(_, label)| {
                label.name == LabelName::Published && label.place == "header line"
            });
        let named = self.labels.iter().any(|(_, label)| label.name == LabelName::Outlet);
        let proper = text.split(' ').count() <= 3
            && text.split(' ').all(|word| word.starts_with(char::is_uppercase))
            && !text.contains(|c: char| c.is_numeric() || matches!(c, ':' | '?' | '!' | '.' | ','));
        if !day_alone || named || !proper || self.title_lines.is_empty() {
            return false;
        }
        self.marks[at] = Mark::Furniture;
        self.push(at, Label::new(LabelName::Outlet, text, "line below the date"));
        true
    }

    /// A place in capitals right below a line that states a day alone, where the outlet is known.
    fn take_place_line(&mut self, at: usize) -> bool {
        let text = self.lines[at].text;
        let Some(above) = self.filled_above(at) else { return false };
        let has = |name: LabelName| self.labels.iter().any(|(_, label)| label.name == name);
        let placed = self.states_a_day_alone(above)
            && has(LabelName::Outlet)
            && !has(LabelName::Dateline)
            && is_place_in_capitals(text);
        if placed {
            self.marks[at] = Mark::Furniture;
            self.push(at, Label::new(LabelName::Dateline, text, "line below the date"));
        }
        placed
    }

    fn filled_above(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|at| !self.lines[*at].text.is_empty())
    }

    fn states_a_day_alone(&self, at: usize) -> bool {
        let is_day = |name| matches!(name, LabelName::Published | LabelName::Updated);
        let mut stated = self.labels.iter().filter(|(line, _)| *line == at).peekable();
        stated.peek().is_some() && stated.all(|(_, label)| is_day(label.name))
    }

    /// A line right above one that states a day alone is the outlet where it is called like one:
    /// anything else may stand there, a section or an author. So is one between headline and byline.
    fn take_outlet_above(&mut self, at: usize) {
        let Some(above) = self.filled_above(at) else { return };
        let below_title =
            self.filled_above(above).is_some_and(|title| self.title_lines.contains(&title));
        let mut stated = self.labels.iter().filter(|(line, _)| *line == at);
        let above_byline = below_title && stated.any(|(_, label)| label.name == LabelName::Byline);
        let day_alone = self.states_a_day_alone(at);
        let named = self.labels.iter().any(|(_, label)| label.name == LabelName::Outlet);
        let free = self.marks[above] == Mark::Text && above >= self.body;
        let text = self.lines[above].text;
        if (day_alone || above_byline) && !named && free && outlet::is_called_like_one(text) {
            let place = if day_alone { "line above the date" } else { "line above the byline" };
            self.marks[above] = Mark::Furniture;
            self.push(above, Label::new(LabelName::Outlet, text, place));
        }
    }

    /// A line like the labels above it, with a name that this program does not know.
    fn take_unknown(&mut self, at: usize) -> bool {
        let text = self.lines[at].text;
        let Some((name, value)) = keys::unknown_label(text).filter(|_| !self.is_prose(at)) else {
            return false;
        };
        if at == 0 || self.lines[at - 1].text.is_empty() {
            return false;
        }
        self.marks[at] = Mark::Furniture;
        if !value.trim().is_empty() {
            self.push(at, Label::new(LabelName::Other, value.trim(), format!("label {name}")));
        }
        true
    }

    /// The headline: the first line that is nothing else, with a second line that it was wrapped
    /// to.
    fn take_title(&mut self, at: usize) -> bool {
        let taken = !self.title_lines.is_empty() || self.stated_title.is_some();
        if taken || !self.is_headline(at) {
            return false;
        }
        self.title_lines.push(at);
        self.marks[at] = Mark::Title;
        if self.wraps_to_next(at) {
            self.title_lines.push(at + 1);
            self.marks[at + 1] = Mark::Title;
        }
        true
    }

    fn is_headline(&self, at: usize) -> bool {
        let text = self.lines[at].text;
        let length = text.chars().count();
        let alone = self.lines.iter().filter(|line| !line.text.is_empty()).nth(1).is_none();
        if length > LONGEST_HEADLINE
            || ends_a_sentence(text) && (alone || length > LONGEST_SENTENCE)
        {
            return false;
        }
        // A block of wrapped lines is a paragraph, and the page begins without a headline.
        let block = self.lines[at..].iter().take_while(|line| !line.text.is_empty()).count();
        let next = self.lines.get(at + 1).map_or("", |line| line.text);
        let runs_on = next.starts_with(char::is_lowercase);
        !(block > 2
            && runs_on
            && matches!(self.layout, Layout::Wrapped { columns, .. }
            if self.lines[at].width * 10 >= columns * 7))
    }

    /// Whether the headline goes on in the next line: that one begins small, and a blank line
    /// follows.
    fn wraps_to_next(&self, at: usize) -> bool {
        let Some(next) = self.lines.get(at + 1) else { return false };
        let after = self.lines.get(at + 2).is_none_or(|line| line.text.is_empty());
        let both = self.lines[at].width + next.width;
        after
            && next.text.starts_with(char::is_lowercase)
            && both < LONGEST_SENTENCE
            && !ends_a_sentence(next.text)
            && !ends_a_sentence(self.lines[at].text)
    }

    /// Whether a line, or the wrapped block it stands in, is too long for anything but running
    /// text.
    fn is_prose(&self, at: usize) -> bool {
        let line = self.lines[at];
        let words = line.text.split_whitespace().count();
        let wrapped = matches!(self.layout, Layout::Wrapped { columns, .. } if line.width * 10 >= columns * 7)
            && self.lines.get(at + 1).is_some_and(|next| !next.text.is_empty())
            && words > 4;
        words >= PROSE_WORDS
            || line.width > 160
            || wrapped
            || words > 8 && ends_a_sentence(line.text)
    }

    fn take_labels(&mut self, at: usize, labels: Vec<Label>) {
        for label in labels {
            self.push(at, label);
        }
    }

    fn push(&mut self, at: usize, label: Label) {
        self.labels.push((at, label));
    }

    /// What was found, and whether lines of it were joined to paragraphs.
    fn draft(mut self) -> (Draft, bool) {
        let printed = self.title_lines.iter().map(|at| self.lines[*at].text).fold(
            String::new(),
            |mut title, line| {
                paragraphs::append(&mut title, line);
                title
            },
        );
        let printed = one_line(furniture::without_heading_mark(&printed));
        if let Some(stated) = &self.stated_title
            && *stated != printed
        {
            for at in &self.title_lines {
                self.marks[*at] = Mark::Text;
            }
        }
        let (paragraphs, any_joined) = self.paragraphs();
        self.labels.sort_by_key(|(at, _)| *at);
        let title = self.stated_title.or(Some(printed)).filter(|title| !title.is_empty());
        let draft = Draft {
            native: None,
            title,
            paragraphs,
            labels: self.labels.into_iter().map(|(_, label)| label).collect(),
        };
        (draft, any_joined)
    }

    fn paragraphs(&self) -> (Vec<Paragraph>, bool) {
        const BLANK: Line = Line { text: "", indent: 0, width: 0 };
        let text: Vec<Line> = self
            .lines
            .iter()
            .zip(&self.marks)
            .map(|(line, mark)| if *mark == Mark::Text { *line } else { BLANK })
            .collect();
        let layout = paragraphs::layout(&text);
        let mut found = Vec::new();
        let mut from = 0;
        for (at, mark) in self.marks.iter().enumerate() {
            let kind = match mark {
                Mark::Text => continue,
                Mark::Title => None,
                Mark::Furniture => Some(Kind::Furniture),
                Mark::Caption => Some(Kind::Caption),
            };
            found
                .extend(paragraphs::join(&text[from..at], layout).into_iter().map(Paragraph::text));
            from = at;
            let line = self.lines[at].text;
            let words = match (kind, keys::labelled(line)) {
                (Some(Kind::Caption), Some((_, value))) => value,
                _ => line,
            };
            if let Some(kind) = kind.filter(|_| !words.is_empty()) {
                found.push(Paragraph::stated(kind, words));
            }
        }
        found.extend(paragraphs::join(&text[from..], layout).into_iter().map(Paragraph::text));
        let printed = text.iter().filter(|line| !line.text.is_empty()).count();
        let running = found.iter().filter(|paragraph| paragraph.kind == Kind::Text);
        let kept: usize = running.map(|paragraph| paragraph.text.lines().count()).sum();
        (found, kept < printed)
    }
}

/// Whether a line is one to three words in capitals, with a land behind a comma or without.
fn is_place_in_capitals(line: &str) -> bool {
    const MOST_WORDS: usize = 3;
    const LEAST_LETTERS: usize = 4;
    let (town, land) = line.split_once(", ").unwrap_or((line, ""));
    let is_wordy = |part: &str| {
        part.split(' ').count() <= MOST_WORDS
            && part.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\''))
    };
    let capital = town.chars().all(|c| !c.is_alphabetic() || c.is_uppercase());
    capital
        && town.chars().filter(|c| c.is_uppercase()).count() >= LEAST_LETTERS
        && is_wordy(town)
        && is_wordy(land)
        && (land.is_empty() || land.starts_with(char::is_uppercase))
}

/// Whether `text` is words in a column and nowhere a sentence.
fn looks_like_a_list(text: &str) -> bool {
    let text = tidy(text);
    let lines = || text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    lines().count() > 2
        && lines().all(|line| {
            line.split_whitespace().count() <= 2
            && line.chars().count() <= 40
            && !ends_a_sentence(line)
            && !line.chars().any(
                |c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '가'..='힣'),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Draft {
        let source = Source { path: "a.txt", bytes: text.as_bytes() };
        let mut found = Vec::new();
        Plain.read(&source, text, &Options::default(), &mut |draft, _| found.push(draft));
        assert_eq!(found.len(), 1);
        found.remove(0)
    }

    fn labels(draft: &Draft) -> Vec<(LabelName, &str)> {
        draft.labels.iter().map(|label| (label.name, label.value.as_str())).collect()
    }

    fn of(draft: &Draft, kind: Kind) -> Vec<&str> {
        draft.paragraphs.iter().filter(|p| p.kind == kind).map(|p| p.text.as_str()).collect()
    }

    #[test]
    fn a_line_of_a_megabyte_behind_a_key_takes_no_time() {
        let line = format!("Date: {}", "a ".repeat(500_000));
        assert_eq!(of(&read(&line), Kind::Text).len(), 1);
        let line = format!("Published {}", "date ".repeat(200_000));
        assert_eq!(of(&read(&line), Kind::Text).len(), 1);
    }

    #[test]
    fn a_clipping_of_an_aggregator_is_taken_apart_and_loses_nothing() {
        let draft = read(
            "Portbury to keep its ferry\n\n\
             13-Nov-2019 Newsasia | PortburyPost | 6:02 AM Print This Post\n\n\
             The council of Portbury voted on Monday to keep the old ferry running for another year, its clerk said.\n\n\
             A second vote is due in spring.\n\n\
             https://www.example.org/2019/11/1.html\n\n \n\n\nTags:\n\nCategory: Korea\n\nPrint This Post",
        );
        assert_eq!(draft.title.as_deref(), Some("Portbury to keep its ferry"));
        assert_eq!(
            labels(&draft),
            [
                (LabelName::Published, "13-Nov-2019 6:02 AM"),
                (LabelName::Via, "Newsasia"),
                (LabelName::Outlet, "PortburyPost"),
                (LabelName::Url, "https://www.example.org/2019/11/1.html"),
                (LabelName::Category, "Korea"),
            ]
        );
        assert_eq!(of(&draft, Kind::Text).len(), 2);
        assert_eq!(
            of(&draft, Kind::Furniture),
            [
                "13-Nov-2019 Newsasia | PortburyPost | 6:02 AM Print This Post",
                "https://www.example.org/2019/11/1.html",
                "Tags:",
                "Category: Korea",
                "Print This Post",
            ]
        );
        assert!(draft.paragraphs.iter().all(|p| p.stated == (p.kind == Kind::Furniture)));
    }

    #[test]
    fn a_headline_alone_is_a_draft_without_paragraphs() {
        let draft = read("Portbury to keep its ferry\n");
        assert_eq!(draft.title.as_deref(), Some("Portbury to keep its ferry"));
        assert!(draft.paragraphs.is_empty());
    }

    #[test]
    fn a_sentence_alone_is_text_without_a_headline() {
        let draft = read("The council voted to keep its ferry.");
        assert_eq!(draft.title, None);
        assert_eq!(of(&draft, Kind::Text).len(), 1);
    }

    #[test]
    fn a_label_block_may_stand_above_or_below() {
        let block = "Title: Ferry stays\nSource: The Portbury Post\nAuthor: Ann Example\nDate: 13/11/2019\n\
                     Section: Town > Port\nFolder: 12\nTags: sea, ferry";
        let body = "The council voted on Monday to keep the old ferry running for another year, its clerk said.";
        for text in [format!("{block}\n\n{body}\n"), format!("{body}\n\n{block}\n")] {
            let draft = read(&text);
            assert_eq!(draft.title.as_deref(), Some("Ferry stays"));
            assert_eq!(of(&draft, Kind::Text), [body]);
            let found = labels(&draft);
            for expected in [
                (LabelName::Outlet, "The Portbury Post"),
                (LabelName::Byline, "Ann Example"),
                (LabelName::Published, "13/11/2019"),
                (LabelName::Category, "Town/Port"),
                (LabelName::Tag, "ferry"),
            ] {
                assert!(found.contains(&expected), "{expected:?} in {found:?}");
            }
        }
    }

    #[test]
    fn front_matter_is_labels() {
        let draft = read(
            "---\ntitle: \"Ferry stays\"\nsource: https://example.org/1\nauthor:\n  - \"[[Ann Example]]\"\n\
             created: 2024-05-01\npublished: 2019-11-13\ntags:\n  - clippings\nmood: calm\n---\nThe ferry stays.",
        );
        assert_eq!(draft.title.as_deref(), Some("Ferry stays"));
        assert_eq!(
            labels(&draft),
            [
                (LabelName::Url, "https://example.org/1"),
                (LabelName::Byline, "Ann Example"),
                (LabelName::Saved, "2024-05-01"),
                (LabelName::Published, "2019-11-13"),
                (LabelName::Tag, "clippings"),
                (LabelName::Other, "calm"),
            ]
        );
        assert_eq!(of(&draft, Kind::Text), ["The ferry stays."]);
    }

    #[test]
    fn bylines_and_dates_below_the_headline_are_labels() {
        let draft = read(
            "Ferry stays\nBy Ann Example, Staff Writer\nNovember 13, 2019\n\n\
             The council voted on Monday to keep the ferry.\nNobody spoke against it, the clerk said.",
        );
        assert_eq!(
            labels(&draft),
            [
                (LabelName::Byline, "Ann Example"),
                (LabelName::Other, "Staff Writer"),
                (LabelName::Published, "November 13, 2019"),
            ]
        );
        assert_eq!(of(&draft, Kind::Text).len(), 2);
    }

    #[test]
    fn the_outlet_may_stand_between_headline_and_byline_and_the_place_below_the_day() {
        let body = "The council voted on Monday to keep the old ferry running for another year.";
        for gap in ["\n", "\n\n"] {
            let lines = [
                "Ferry stays",
                "Portbury Post",
                "By Ann Example",
                "January 11, 2010",
                "PORTBURY, England",
            ];
            let draft = read(&format!("{}\n\n{body}\n", lines.join(gap)));
            assert_eq!(
                labels(&draft),
                [
                    (LabelName::Outlet, "Portbury Post"),
                    (LabelName::Byline, "Ann Example"),
                    (LabelName::Published, "January 11, 2010"),
                    (LabelName::Dateline, "PORTBURY, England"),
                ]
            );
            assert_eq!(of(&draft, Kind::Text), [body]);
        }
        // Where no outlet is known, the line below the day may be it.
        let draft = read(&format!("Ferry stays\n\nJanuary 11, 2010\n\nPORTBURY POST\n\n{body}\n"));
        assert!(labels(&draft).contains(&(LabelName::Outlet, "PORTBURY POST")));
        assert!(!is_place_in_capitals("UN") && !is_place_in_capitals("PORTBURY: A HISTORY"));
    }

    #[test]
    fn a_korean_page_is_taken_apart() {
        let draft = read(
            "항구 다시 열려\n기사입력 2019.11.13 06:02\n홍길동 기자 hong@example.kr\n\n\
             항구가 수요일 다시 열렸다. 관계자는 배가 내일부터 다닌다고 말했다.\n\n출처: 포트신문\n",
        );
        assert_eq!(draft.title.as_deref(), Some("항구 다시 열려"));
        assert_eq!(
            labels(&draft),
            [
                (LabelName::Published, "2019.11.13 06:02"),
                (LabelName::Byline, "홍길동"),
                (LabelName::Outlet, "포트신문"),
            ]
        );
        assert_eq!(of(&draft, Kind::Text).len(), 1);
    }

    #[test]
    fn wrapped_text_is_unwrapped_and_its_first_block_is_no_headline() {
        let draft = read(
            "The council of Portbury voted on Monday to keep the old ferry running\n\
             for another year, although repairs will cost more than the new pier\n\
             would have, the clerk said.\n\n\
             A second vote is due in spring, when the accounts are audited and the\n\
             harbour master reports.\n",
        );
        assert_eq!(draft.title, None);
        assert_eq!(of(&draft, Kind::Text).len(), 2);
        assert!(of(&draft, Kind::Text)[0].contains("running for another"));
    }

    #[test]
    fn furniture_in_the_midst_of_a_text_is_furniture() {
        let draft = read(
            "Ferry stays\n\nThe council voted on Monday to keep the old ferry running for another year.\n\n\
             ADVERTISEMENT\n\nNobody spoke against it.\n\nRead more: The pier that never was\n",
        );
        assert_eq!(of(&draft, Kind::Furniture).len(), 2);
        assert_eq!(of(&draft, Kind::Text).len(), 2);
    }

    #[test]
    fn a_row_of_a_table_is_no_second_header() {
        let draft = read(
            "Ferry rates\n\n1 April 1987 Wire | 6:02 AM\n\nRates at the quay today were\n\n\
             MAY7    2013 UNCH\n\nJUL7    2045 UP 10\n\nTags: a\n",
        );
        assert_eq!(draft.labels.iter().filter(|l| l.name == LabelName::Published).count(), 1);
        assert_eq!(of(&draft, Kind::Text).len(), 3);
    }

    #[test]
    fn words_in_a_column_are_a_list() {
        assert!(looks_like_a_list("albania\nalgeria \nantigua-and-barbuda\n"));
        assert!(!looks_like_a_list("Ferry stays\nThe council voted on Monday.\nBye\n"));
        assert!(!looks_like_a_list("港\n再び\n開く"));
    }
}
