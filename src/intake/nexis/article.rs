//! One article of an export of Nexis: its head, its labels, its text, and what stands below.

use super::fields::{self, Field, Place};
use super::{Breaks, COUNTING, is_body_mark, is_copyright, is_day, selected};
use crate::clipping::{Draft, Kind, Label, LabelName, Paragraph};
use crate::intake::paragraphs::{self, Line};
use crate::intake::tidy::one_line;
use crate::intake::{counted, plain};
use crate::text::fold;

/// The most words of a month or a season with its year.
const PERIOD_WORDS: usize = 4;

/// How an export is printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// Labels in capitals, the outlet before the headline where it is counted.
    pub(super) is_old: bool,
    /// Counters above.
    pub(super) is_counted: bool,
    pub(super) breaks: Breaks,
}

/// The most words of the name of an edition.
const EDITION_WORDS: usize = 6;
/// Lines indented so far are set in the middle of a page, in columns.
const CENTRED: usize = 8;
/// The most lines that headline, outlet and day take in the newer form.
const HEAD_LINES: usize = 8;

/// Where in an article a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Above all labels.
    Head,
    /// Among the labels above the text.
    Labels,
    Body,
    /// Among the labels below the text.
    Below,
}

/// An article being read.
struct Reading<'a> {
    form: Form,
    draft: Draft,
    part: Part,
    /// Lines of the head.
    head: Vec<Line<'a>>,
    /// Lines of the text.
    body: Vec<Line<'a>>,
    /// Paragraphs above the text: highlights.
    above: Vec<Paragraph>,
    captions: Vec<Paragraph>,
    /// The label whose words go on in the next lines.
    open: Option<(&'a str, Field, String)>,
    /// Whether the words of `open` may go on behind an empty line.
    heading: bool,
}

/// The article in `lines`; the first of a file may have the cover above it.
pub(super) fn read(lines: &[Line], form: Form, is_first: bool) -> Draft {
    let mut reading = Reading {
        form,
        draft: Draft::default(),
        part: Part::Head,
        head: Vec::new(),
        body: Vec::new(),
        above: Vec::new(),
        captions: Vec::new(),
        open: None,
        heading: false,
    };
    let from = if form.is_old || !has_cover(lines) { 0 } else { first_line(lines, is_first) };
    let mut above = "";
    for line in &lines[from..] {
        reading.line(line, above.is_empty());
        above = line.text;
    }
    reading.close();
    reading.finish()
}

/// Whether a cover stands above an article: who asked for what, and when.
fn has_cover(lines: &[Line]) -> bool {
    const COVER: &[&str] =
        &["Job Number:", "Date and Time:", "Client/Matter:", "Search Terms:", "Search Type:"];
    lines.iter().any(|line| {
        COVER.iter().any(|mark| line.text.starts_with(mark)) || selected(line.text).is_some()
    })
}

/// Where the head of an article of the newer form begins: right above its day, without the cover.
fn first_line(lines: &[Line], is_first: bool) -> usize {
    let body = lines.iter().position(|line| is_body_mark(line.text)).unwrap_or(lines.len());
    let Some(day) = (0..body).rev().find(|at| is_day(lines[*at].text)) else { return 0 };
    if !is_first {
        return 0;
    }
    let mut from = day;
    let mut filled = 0;
    for at in (0..day).rev() {
        let text = lines[at].text;
        // The outlet alone is no head: an empty line may stand between it and the headline.
        let ends = text.is_empty() && filled > 1;
        if ends || filled >= HEAD_LINES || text.starts_with("Job Number:") {
            break;
        }
        if !text.is_empty() {
            filled += 1;
            from = at;
        }
    }
    from
}

impl<'a> Reading<'a> {
    fn line(&mut self, line: &Line<'a>, opens_a_block: bool) {
        let text = line.text;
        if text.is_empty() {
            if !self.heading {
                self.close();
            }
            if self.part == Part::Head {
                self.head.push(*line);
            } else if self.part == Part::Body {
                self.body.push(*line);
            }
            return;
        }
        if self.take_label(text, opens_a_block) || self.take_heading(text) {
            return;
        }
        match self.part {
            Part::Head => self.head.push(*line),
            Part::Labels if self.open.is_none() || opens_a_block => {
                self.close();
                self.part = Part::Body;
                self.body.push(*line);
            }
            Part::Body if is_copyright(text) && opens_a_block && self.form.is_old => {
                self.part = Part::Below;
                self.push(LabelName::Other, text, "copyright");
            }
            Part::Body => self.body.push(*line),
            Part::Labels | Part::Below => self.go_on(text, opens_a_block),
        }
    }

    /// A line among labels that opens with none.
    fn go_on(&mut self, text: &'a str, opens_a_block: bool) {
        if is_copyright(text) {
            self.close();
            self.push(LabelName::Other, text, "copyright");
            return;
        }
        match &mut self.open {
            Some((_, Field::Graphic, value)) => {
                value.push_str(if opens_a_block && !value.is_empty() { "\n" } else { " " });
                value.push_str(text);
            }
            Some((_, _, value)) => {
                value.push(' ');
                value.push_str(text);
            }
            // Words below the labels that are none of theirs are kept with the text.
            None => self.captions.push(Paragraph::text(text)),
        }
    }

    fn take_label(&mut self, text: &'a str, opens_a_block: bool) -> bool {
        let is_old = self.form.is_old;
        let place = match self.part {
            Part::Head | Part::Labels => Place::Above,
            Part::Body | Part::Below => Place::Below,
        };
        // In the newer form, labels stand below each other without an empty line.
        let may = self.part != Part::Body || opens_a_block || !is_old;
        if is_body_mark(text.trim_end_matches(':')) && place == Place::Above {
            self.close();
            self.part = Part::Body;
            return true;
        }
        let found = fields::labelled(text, place, is_old).filter(|_| may);
        let Some((name, field, value)) = found else { return false };
        self.close();
        self.heading = false;
        match field {
            Field::Body => {
                self.part = Part::Body;
                self.body.extend(paragraphs::lines(value));
                return true;
            }
            _ if place == Place::Above => self.part = Part::Labels,
            _ => self.part = Part::Below,
        }
        self.heading = field == Field::Graphic;
        self.open = Some((name, field, value.to_owned()));
        true
    }

    /// Lines of the newer form that head what follows: `Graphic`, `Classification`.
    fn take_heading(&mut self, text: &'a str) -> bool {
        if self.form.is_old || !matches!(self.part, Part::Body | Part::Below) {
            return false;
        }
        let graphic = fields::named(text, Place::Below, false) == Some(Field::Graphic);
        if graphic || matches!(text, "Classification" | "Klassifizierung" | "Notes") {
            self.close();
            self.part = Part::Below;
            self.heading = graphic;
            self.open = graphic.then(|| (text, Field::Graphic, String::new()));
            return true;
        }
        false
    }

    /// Ends the label that is open.
    fn close(&mut self) {
        let Some((name, field, value)) = self.open.take() else { return };
        self.heading = false;
        match field {
            Field::Headline => {
                self.draft.title = Some(one_line(&value)).filter(|title| !title.is_empty());
            }
            Field::Highlight => {
                let text = one_line(&value);
                self.above.extend((!text.is_empty()).then(|| Paragraph::text(text)));
            }
            Field::Graphic => {
                let captions = value.lines().map(one_line).filter(|caption| !caption.is_empty());
                self.captions.extend(captions.map(|text| Paragraph::stated(Kind::Caption, text)));
            }
            Field::One(label) => self.push(label, &value, name),
            Field::Section => {
                for entry in value.split(';').map(str::trim) {
                    let is_edition = entry.starts_with("Version:");
                    let label = if is_edition { LabelName::Other } else { LabelName::Category };
                    self.push(label, entry, name);
                }
            }
            Field::Many(label) => {
                for entry in value.split(';') {
                    self.push(label, fields::unweighted(entry), name);
                }
            }
            Field::Correction => {
                self.push(LabelName::Status, "correction", name);
                self.push(LabelName::Other, &value, name);
            }
            Field::Body => {}
        }
    }

    fn push(&mut self, label: LabelName, value: &str, name: &str) {
        let value = one_line(value);
        if !value.is_empty() {
            self.draft.labels.push(Label::new(label, value, format!("label {name}")));
        }
    }

    fn finish(mut self) -> Draft {
        let body = std::mem::take(&mut self.body);
        self.take_head();
        let texts = match self.form.breaks {
            Breaks::Wrapped => paragraphs::join(&body, paragraphs::layout(&body)),
            Breaks::Meant => body.iter().map(|line| line.text.to_owned()).collect(),
        };
        let texts = texts.into_iter().filter(|text| !text.is_empty()).map(Paragraph::text);
        self.draft.paragraphs = self.above;
        self.draft.paragraphs.extend(texts);
        self.draft.paragraphs.append(&mut self.captions);
        self.draft.native = content_item(&self.head, &body).map(|id| format!("nexis:{id}"));
        self.draft
    }

    /// Outlet, day, edition and headline.
    fn take_head(&mut self) {
        let head = std::mem::take(&mut self.head);
        let mut lines: Vec<Line> = Vec::new();
        for line in &head {
            if is_copyright(line.text) {
                self.push(LabelName::Other, line.text, "copyright");
            } else if is_page(line.text) {
                self.push(LabelName::Other, line.text, "page");
            } else {
                lines.push(*line);
            }
        }
        let day = if self.form.is_old {
            // Magazines have a month or a season.
            let period = || (1..lines.len()).find(|at| is_period(lines[*at].text));
            lines.iter().position(|line| is_day(line.text)).or_else(period)
        } else {
            lines.iter().rposition(|line| is_day(line.text))
        };
        let (above, below) = match day {
            Some(day) => {
                self.push(LabelName::Published, lines[day].text, "head");
                (&lines[..day], &lines[day + 1..])
            }
            None => (lines.as_slice(), [].as_slice()),
        };
        if self.form.is_counted || is_outlet_first(above, below) {
            self.take_old_head(above, below, day.is_some());
        } else {
            self.take_new_head(above, below);
        }
        self.head = head;
    }

    fn take_old_head(&mut self, above: &[Line], below: &[Line], is_dated: bool) {
        let blocks = blocks(above);
        let undated = blocks.split_last().filter(|_| !is_dated && blocks.len() > 1);
        let (title, outlet) = match undated {
            Some((last, others)) => (Some(last.clone()), others.join(", ")),
            None => (None, blocks.join(", ")),
        };
        self.push(LabelName::Outlet, &outlet, "head");
        // What stands right below the day, or in the middle like it, is its edition.
        let near = below.iter().take_while(|line| !line.text.is_empty()).count();
        let is_counted = self.form.is_counted;
        let is_edition = |at: usize| {
            let set_so = at < near || below[at].indent > CENTRED;
            is_counted && set_so || names_edition(below[at].text)
        };
        let (edition, rest): (Vec<usize>, Vec<usize>) =
            (0..below.len()).partition(|at| !below[*at].text.is_empty() && is_edition(*at));
        let edition: Vec<&str> = edition.into_iter().map(|at| below[at].text).collect();
        self.push(LabelName::Other, &edition.join(" "), "edition");
        let rest: Vec<Line> = rest.into_iter().map(|at| below[at]).collect();
        let mut rest = self::blocks(&rest).into_iter();
        if self.draft.title.is_none() {
            self.draft.title = title.or_else(|| rest.next());
        }
        let mut lines = Vec::new();
        for line in rest {
            match plain::byline(&line).filter(|_| !is_counted) {
                Some(labels) => self.draft.labels.extend(labels),
                None => lines.push(Paragraph::text(line)),
            }
        }
        self.above.splice(0..0, lines);
    }

    fn take_new_head(&mut self, above: &[Line], below: &[Line]) {
        let filled: Vec<&str> =
            above.iter().map(|line| line.text).filter(|text| !text.is_empty()).collect();
        match filled.split_last() {
            Some((outlet, title)) if !title.is_empty() => {
                self.push(LabelName::Outlet, outlet, "head");
                self.draft.title = self.draft.title.take().or_else(|| Some(once(title)));
            }
            Some((title, _)) => self.draft.title = Some((*title).to_owned()),
            None => {}
        }
        let mut edition = Vec::new();
        for line in below {
            match plain::byline(line.text) {
                Some(labels) => self.draft.labels.extend(labels),
                None => edition.push(line.text),
            }
        }
        self.push(LabelName::Other, &edition.join(" "), "edition");
    }
}

/// The headline in `lines`, once where they print it twice: at the head of the page and above the
/// article.
fn once(lines: &[&str]) -> String {
    let twice = |at: &usize| {
        let (first, second) = lines.split_at(*at);
        fold::key(&first.join(" ")) == fold::key(&second.join(" "))
    };
    let end = (1..lines.len()).find(twice).unwrap_or(lines.len());
    lines[..end].join(" ")
}

/// Whether a line is the number of a page and no more: `Page 1 of 2`.
fn is_page(line: &str) -> bool {
    let Some((page, place)) = line.split_once(' ') else { return false };
    matches!(page, "Page" | "Seite" | "Página" | "Pagina")
        && counted::place(place, COUNTING).is_some()
}

/// Whether the outlet stands above the day, and the headline below it, rather than both above it.
fn is_outlet_first(above: &[Line], below: &[Line]) -> bool {
    let filled = above.iter().filter(|line| !line.text.is_empty()).count();
    let has_title = below.iter().any(|line| {
        !line.text.is_empty() && !names_edition(line.text) && plain::byline(line.text).is_none()
    });
    has_title && filled < 2
}

/// Whether a short line is the name of an edition: `3 STAR Edition`, `Late Edition - Final`.
fn names_edition(line: &str) -> bool {
    const NAMES: &[&str] =
        &["edition", "ausgabe", "édition", "edición", "edizione", "editie", "edição", "final"];
    let lower = line.to_lowercase();
    lower.split_whitespace().count() <= EDITION_WORDS
        && lower.split(|c: char| !c.is_alphanumeric()).any(|word| NAMES.contains(&word))
}

/// `Spring 2012`, `March 2012`: a few words, the last of them a year.
fn is_period(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_year = |word: &&str| {
        word.len() == 4 && word.parse().is_ok_and(|year: u32| (1800..2100).contains(&year))
    };
    (1..=PERIOD_WORDS).contains(&words.len()) && words.last().is_some_and(is_year)
}

/// The blocks of lines, each on one line.
fn blocks(lines: &[Line]) -> Vec<String> {
    let blocks = lines.split(|line| line.text.is_empty()).filter(|block| !block.is_empty());
    blocks
        .map(|block| one_line(&block.iter().map(|line| line.text).collect::<Vec<_>>().join(" ")))
        .collect()
}

/// The number by which the newer form links an article: `urn:contentItem:5WJH-…`.
fn content_item(head: &[Line], body: &[Line]) -> Option<String> {
    const MARK: &str = "urn:contentItem:";
    head.iter().chain(body).find_map(|line| {
        let id = line.text.split_once(MARK)?.1;
        let end = id.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(id.len());
        (end > 0).then(|| id[..end].to_owned())
    })
}
