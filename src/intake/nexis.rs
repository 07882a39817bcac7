//! Exports of Nexis and Lexis: many articles a file, as text or as pages.
//!
//! Two forms are printed. The older one has a counter above each article (`3 of 50 DOCUMENTS`), the
//! outlet and the day above the headline, and labels in capitals; it is wrapped like a typewriter's
//! page where it is text. The newer one (Nexis Uni, Lexis+) has the headline first, a line `Body`
//! above the article and `End of Document` below. Articles of either that people pasted into a file
//! have neither counter nor end: they are told by the labels at their feet (`heads`). Nothing of it
//! is documented; all is read by what exports have in common.

mod article;
mod fields;
mod heads;

use super::paragraphs::{self, Line};
use super::tidy::{one_line, tidy};
use super::{Account, Options, Reader, Source, counted, flat, plain};
use crate::clipping::{Draft, Note};
use article::Form;

/// The reader of exports that are text.
pub(super) struct Text;

/// The reader of exports that are pages.
pub(super) struct Page;

/// How the lines of an export end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breaks {
    /// Where a page was full, as far as looks tell.
    Wrapped,
    /// Where a paragraph ends.
    Meant,
}

/// Words between the two numbers of a counter.
const COUNTING: &[&str] = &["of", "von", "de", "di", "sur", "van"];
/// What is counted.
const COUNTED: &[&str] = &[
    "DOCUMENTS",
    "DOCUMENT",
    "DOKUMENTE",
    "DOKUMENTEN",
    "DOKUMENT",
    "DOCUMENTOS",
    "DOCUMENTO",
    "DOCUMENTI",
    "DOCUMENTEN",
];
/// Words that stand in every export, so that other files are soon told from them.
const MARKS: &[&str] =
    &["DOCUMENT", "DOKUMENT", "Dokument", "Document", "document", "Body", "BODY", "<DOCFULL"];
/// Labels above or below an article, in capitals, one of which stands in every article without a
/// counter.
const LABELS: &[&str] = &[
    "LENGTH:",
    "LÄNGE:",
    "LONGUEUR:",
    "LONGITUD:",
    "LUNGHEZZA:",
    "LENGTE:",
    "LOAD-DATE:",
    "DATE-CHARGEMENT:",
    "FECHA-CARGA:",
    "DATA-CARICAMENTO:",
    "LAADDATUM:",
];
/// What stands below an article of the newer form.
const ENDS: &[&str] = &[
    "End of Document",
    "Ende des Dokuments",
    "Dokumentende",
    "Fin du document",
    "Fin del documento",
    "Fine del documento",
    "Einde van document",
];
/// A line of so many words is running text.
const PROSE_WORDS: usize = 9;
/// The longest line that may be a counter, in bytes.
const LONGEST_COUNTER: usize = 48;

impl Reader for Text {
    fn name(&self) -> &'static str {
        "Nexis"
    }

    fn version(&self) -> u32 {
        2
    }

    fn reads_documents(&self) -> bool {
        true
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        !opening.trim_start().starts_with('<')
            && (MARKS.iter().any(|mark| opening.contains(mark)) || has_label(opening))
            && is_export(&paragraphs::lines(&tidy(opening)))
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        read(&paragraphs::lines(&tidy(text)), Breaks::Wrapped, each)
    }
}

impl Reader for Page {
    fn name(&self) -> &'static str {
        "Nexis HTML"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, _source: &Source, opening: &str) -> bool {
        opening.trim_start().starts_with('<')
            && MARKS.iter().any(|mark| opening.contains(mark))
            && (opening.contains("<DOCFULL") || is_export(&paragraphs::lines(&as_text(opening))))
    }

    fn read(
        &self,
        _source: &Source,
        text: &str,
        _options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        read(&paragraphs::lines(&as_text(text)), Breaks::Meant, each)
    }
}

/// A page as text: an empty line between two blocks.
fn as_text(markup: &str) -> String {
    let mut text = String::new();
    for line in flat::lines(markup) {
        if line.apart {
            text.push('\n');
        }
        text.push_str(&line.text);
        text.push('\n');
    }
    text
}

fn has_label(opening: &str) -> bool {
    let upper = opening.to_uppercase();
    LABELS.iter().any(|label| upper.contains(label))
}

/// Whether the first lines of a text are those of an export.
fn is_export(lines: &[Line]) -> bool {
    if lines.iter().any(|line| counter(line.text).is_some()) {
        let asked = lines.iter().any(|line| selected(line.text).is_some());
        return asked || heads::signs(lines, true).labels > 0;
    }
    let signs = heads::signs(lines, false);
    let has_body = lines.iter().any(|line| is_body_mark(line.text));
    let has_end = lines.iter().any(|line| is_end(line.text));
    has_body && (signs.labels > 1 || signs.is_loaded)
        || has_end && (signs.labels > 0 || signs.is_dated)
        || is_pasted(lines)
}

/// Whether lines are of an article, or several, with labels in capitals and neither counter nor end:
/// beside a day and a count of words something is only said at the foot of one.
fn is_pasted(lines: &[Line]) -> bool {
    let signs = heads::signs(lines, true);
    signs.is_dated && (signs.is_loaded && signs.labels > 1 || signs.is_counted && signs.feet > 0)
}

fn is_body_mark(line: &str) -> bool {
    line == "Body" || line == "BODY"
}

fn is_end(line: &str) -> bool {
    ENDS.contains(&line)
}

/// The number of an article and how many there are: `3 of 50 DOCUMENTS`, `Dokument 3 von 50`.
fn counter(line: &str) -> Option<(u64, u64)> {
    if line.len() > LONGEST_COUNTER || !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let is_noun = |word: &str| COUNTED.contains(&word.to_uppercase().as_str());
    let behind = line.rsplit_once(' ').filter(|(_, noun)| is_noun(noun)).map(|(place, _)| place);
    let before = line.split_once(' ').filter(|(noun, _)| is_noun(noun)).map(|(_, place)| place);
    counted::place(behind.or(before)?, COUNTING)
}

/// How many articles the cover of an export says were asked for.
fn selected(line: &str) -> Option<u64> {
    if let Some((_, items)) = line.split_once("Selected Items: ") {
        let mut all = 0;
        for range in items.split(',') {
            let (from, to) = range.trim().split_once('-').unwrap_or((range.trim(), range.trim()));
            let (from, to) = (counted::number(from.trim())?, counted::number(to.trim())?);
            all += to.checked_sub(from)? + 1;
        }
        return Some(all);
    }
    let names =
        ["Documents (", "Document (", "Dokumente (", "Dokument (", "Documentos (", "Documenti ("];
    let number = names.iter().find_map(|name| line.strip_prefix(name)?.strip_suffix(')'))?;
    counted::number(number.trim())
}

/// Gives every article to `each`.
fn read(lines: &[Line], breaks: Breaks, each: &mut dyn FnMut(Draft, Vec<Note>)) -> Account {
    let counters: Vec<(usize, (u64, u64))> =
        (0..lines.len()).filter_map(|at| Some((at, counter(lines[at].text)?))).collect();
    let mut giving = Giving { found: 0, account: Account::default(), each };
    let mut is_cut = false;
    let cover = match counters.first() {
        Some((first, _)) => {
            let ends = counters.iter().skip(1).map(|(at, _)| *at).chain([lines.len()]);
            let form = Form { is_old: true, is_counted: true, breaks };
            // Where others should follow, one without the labels that end the others is cut off.
            let (mut any_has_foot, mut last_has_foot) = (false, true);
            for ((at, _), end) in counters.iter().zip(ends) {
                let document = &lines[at + 1..end];
                giving.article(document, form);
                last_has_foot = heads::signs(document, true).feet > 0;
                any_has_foot |= last_has_foot;
            }
            let others_follow = counters.last().is_some_and(|(_, (number, all))| number < all);
            is_cut = others_follow && any_has_foot && !last_has_foot;
            &lines[..*first]
        }
        None => uncounted(lines, breaks, &mut giving),
    };
    let stated = cover.iter().find_map(|line| selected(line.text));
    let Giving { found, mut account, .. } = giving;
    check(&counters, stated, found, &mut account);
    if is_cut {
        account.miss(Note::new("the last document ends without labels: the file may be cut off"));
    }
    account
}

/// Gives the articles that no counter parts; the lines in which a cover may stand.
fn uncounted<'a, 'b>(
    lines: &'a [Line<'b>],
    breaks: Breaks,
    giving: &mut Giving<'_>,
) -> &'a [Line<'b>] {
    let mut from = 0;
    let ends = (0..lines.len()).filter(|at| is_end(lines[*at].text));
    for end in ends {
        giving.pasted(&lines[from..end], breaks);
        from = end + 1;
    }
    let rest = lines.get(from..).unwrap_or_default();
    let signs = heads::signs(rest, false);
    if from == 0 || signs.labels > 0 && (has_body(rest) || is_pasted(rest)) {
        // An export that was cut off ends without its mark and without a foot.
        if signs.feet == 0 {
            giving.account.note(Note::new("the last document has no end: what is there was read"));
        }
        giving.pasted(rest, breaks);
    } else if rest.iter().any(|line| line.text.contains(char::is_alphanumeric)) {
        giving.below(rest);
    }
    &lines[..lines.iter().position(|line| is_end(line.text)).unwrap_or(lines.len())]
}

fn has_body(lines: &[Line]) -> bool {
    lines.iter().any(|line| is_body_mark(line.text))
}

/// What was given of a file.
struct Giving<'a> {
    found: u64,
    account: Account,
    each: &'a mut dyn FnMut(Draft, Vec<Note>),
}

impl Giving<'_> {
    /// Gives the articles of lines in which no end is marked.
    fn pasted(&mut self, lines: &[Line], breaks: Breaks) {
        let is_old = !has_body(lines) && is_pasted(lines);
        let mut starts = heads::starts(lines, is_old);
        starts.push(lines.len());
        for range in starts.windows(2) {
            let form = Form { is_old, is_counted: false, breaks };
            self.article(&lines[range[0]..range[1]], form);
        }
    }

    fn article(&mut self, lines: &[Line], form: Form) {
        self.found += 1;
        let draft = article::read(lines, form, self.found == 1);
        if draft.title.is_none() && draft.paragraphs.is_empty() {
            let message = format!("document {} has neither a headline nor text", self.found);
            self.account.leave_out(Note::new(message));
        } else {
            (self.each)(draft, Vec::new());
        }
    }

    /// Gives what stands below the last end and is like no article of an export; few words, such as
    /// a footnote of the document it lies in, are only told.
    fn below(&mut self, lines: &[Line]) {
        let is_prose = |line: &Line| line.text.split_whitespace().count() >= PROSE_WORDS;
        if !lines.iter().any(is_prose) {
            let words: Vec<&str> = lines.iter().map(|line| line.text).collect();
            let words = one_line(&words.join(" "));
            return self
                .account
                .note(Note::new(format!("below the last document stands: {words}")));
        }
        self.account.note(Note::new("what stands below the last document was read as a text"));
        let (draft, notes) = plain::draft(lines);
        if draft.title.is_some() || !draft.paragraphs.is_empty() {
            (self.each)(draft, notes);
        }
    }
}

/// Holds what was found against the counters and the cover.
fn check(counters: &[(usize, (u64, u64))], stated: Option<u64>, found: u64, account: &mut Account) {
    let numbers: Vec<u64> = counters.iter().map(|(_, (number, _))| *number).collect();
    let (Some(first), Some(last)) = (numbers.iter().min(), numbers.iter().max()) else {
        counted::check(account, stated.unwrap_or(found), found);
        return;
    };
    let total = most(counters.iter().map(|(_, (_, total))| *total));
    // Exports are made in parts: one may begin at 201 and end at 400 of 731.
    let spanned = if *last > total { found } else { last - first + 1 };
    counted::check(account, stated.unwrap_or(spanned), found);
    if *last < total && stated.is_none() {
        let message =
            format!("it ends at document {last} of {total}: the others are not in this file");
        account.note(Note::new(message));
    }
    for (_, (number, other)) in counters.iter().filter(|(_, (_, other))| *other != total) {
        let message = format!("document {number} is counted as one of {other}, not of {total}");
        account.note(Note::new(message));
    }
}

/// The number that occurs most.
fn most(numbers: impl Iterator<Item = u64>) -> u64 {
    let mut all: Vec<u64> = numbers.collect();
    all.sort_unstable();
    let runs = all.chunk_by(|one, other| one == other);
    runs.max_by_key(|run| run.len()).and_then(|run| run.first()).copied().unwrap_or(0)
}

/// Whether a line states a day.
fn is_day(line: &str) -> bool {
    !is_copyright(line) && plain::states_a_day(line)
}

/// Whether a line is the notice of a right.
fn is_copyright(line: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "Copyright",
        "©",
        "(c)",
        "(C)",
        "All Rights Reserved",
        "Alle Rechte vorbehalten",
        "Tous droits réservés",
        "Todos los derechos reservados",
        "Tutti i diritti riservati",
        "Alle rechten voorbehouden",
    ];
    OPENINGS.iter().any(|opening| {
        line.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening))
    })
}

#[cfg(test)]
mod tests;
