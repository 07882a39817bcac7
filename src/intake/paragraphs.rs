//! Lines to paragraphs: which line ends are the source's wrapping and which are the writer's.

use crate::clipping::{Kind, Paragraph};

/// One line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Its words, trimmed at both ends; empty for a blank line.
    pub(super) text: &'a str,
    /// Columns of blanks before them.
    pub(super) indent: usize,
    /// Its width in columns with the indent; wide letters take two.
    pub(super) width: usize,
}

/// How a text breaks its lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Layout {
    /// Every line is a paragraph.
    Lines,
    /// Lines are broken at about `columns`; paragraphs begin after a blank line or at an indent
    /// beyond `indent`.
    Wrapped {
        /// The widest line.
        columns: usize,
        /// The indent of an ordinary line.
        indent: usize,
    },
}

/// What stands between the parts of a word that was cut at the end of a line, until
/// [`repair`](super::repair) has judged whether its hyphen is the writer's.
pub(super) const CUT: &str = "-\u{AD}";

/// Lines wider than this are never the work of a typewriter.
const WIDEST_WRAP: usize = 110;
/// Narrower blocks are verse, tables or lists, whose line ends are meant.
const NARROWEST_WRAP: usize = 32;

/// How many characters the running text among `paragraphs` has.
pub(super) fn running_characters(paragraphs: &[Paragraph]) -> usize {
    let text = paragraphs.iter().filter(|paragraph| paragraph.kind == Kind::Text);
    text.map(|paragraph| paragraph.text.chars().count()).sum()
}

/// The lines of a tidied `text`.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    text.split('\n').map(line).collect()
}

/// The paragraphs of a tidied `text`, each on one line.
pub(super) fn split(text: &str) -> Vec<String> {
    let lines = lines(text);
    join(&lines, layout(&lines))
}

/// How `lines` are laid out, judged from every line that has another right below it.
pub(super) fn layout(lines: &[Line]) -> Layout {
    let columns = lines.iter().map(|line| line.width).max().unwrap_or(0);
    let (mut pairs, mut full, mut ended) = (0, 0, 0);
    for pair in lines.windows(2) {
        if pair[0].text.is_empty() || pair[1].text.is_empty() {
            continue;
        }
        pairs += 1;
        full += usize::from(pair[0].width * 10 >= columns * 6);
        ended += usize::from(ends_a_sentence(pair[0].text));
    }
    let wrapped = pairs > 0
        && (NARROWEST_WRAP..=WIDEST_WRAP).contains(&columns)
        && full * 2 >= pairs
        && ended * 10 < pairs * 6;
    if wrapped { Layout::Wrapped { columns, indent: usual_indent(lines) } } else { Layout::Lines }
}

/// The paragraphs of `lines`. Where the whole is not wrapped, a block of lines that looks wrapped
/// still is.
pub(super) fn join(lines: &[Line], layout: Layout) -> Vec<String> {
    let mut paragraphs = Vec::new();
    for block in lines.split(|line| line.text.is_empty()).filter(|block| !block.is_empty()) {
        let layout = match layout {
            Layout::Lines if block.len() > 2 => self::layout(block),
            other => other,
        };
        join_block(block, layout, &mut paragraphs);
    }
    paragraphs
}

/// Whether `lines` stand in columns: two or more, most of them with wide gaps or dot leaders.
pub(super) fn is_table(lines: &[Line]) -> bool {
    let columnar = lines.iter().filter(|line| has_gap(line.text)).count();
    lines.len() > 1 && columnar * 2 >= lines.len()
}

/// Whether `text` ends as a sentence does.
pub(super) fn ends_a_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', ')', '」', '』', '»']);
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।'])
}

fn line(text: &str) -> Line<'_> {
    let trimmed = text.trim_end();
    let words = trimmed.trim_start();
    let indent = columns(&trimmed[..trimmed.len() - words.len()]);
    Line { text: words, indent, width: indent + columns(words) }
}

fn columns(text: &str) -> usize {
    if text.is_ascii() && !text.contains('\t') {
        return text.len();
    }
    text.chars().map(|c| if c == '\t' { 4 } else { 1 + usize::from(is_wide(c)) }).sum()
}

/// Letters that take two columns: Hangul, kana, Han, full-width forms.
fn is_wide(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// Letters of scripts that put no blank between words.
fn is_unspaced(character: char) -> bool {
    is_wide(character) && !matches!(character, '\u{1100}'..='\u{115F}' | '\u{AC00}'..='\u{D7A3}')
}

fn usual_indent(lines: &[Line]) -> usize {
    let mut counts = [0_usize; 16];
    for line in lines.iter().filter(|line| !line.text.is_empty()) {
        counts[line.indent.min(15)] += 1;
    }
    // The smaller indent wins a tie.
    (0..16).rev().max_by_key(|indent| counts[*indent]).unwrap_or(0)
}

fn join_block(block: &[Line], layout: Layout, paragraphs: &mut Vec<String>) {
    let Layout::Wrapped { columns, indent } = layout else {
        paragraphs.extend(block.iter().map(|line| line.text.to_owned()));
        return;
    };
    if is_table(block) {
        paragraphs.push(block.iter().map(|line| line.text).collect::<Vec<_>>().join("\n"));
        return;
    }
    let quoted = block.iter().all(|line| line.indent == block[0].indent);
    let indent = if quoted { block[0].indent } else { indent };
    let mut current = String::new();
    let mut above: Option<&Line> = None;
    for line in block {
        if above.is_some_and(|above| begins_anew(above, line, columns, indent)) {
            paragraphs.push(std::mem::take(&mut current));
        }
        append(&mut current, line.text);
        above = Some(line);
    }
    paragraphs.push(current);
}

/// Whether `line` begins a paragraph below `above`: it is indented, is an item of a list, or its
/// first word would have fitted well into the line above.
fn begins_anew(above: &Line, line: &Line, columns: usize, indent: usize) -> bool {
    let first = line.text.split(' ').next().unwrap_or("");
    let first_columns = if first.chars().any(is_unspaced) { 2 } else { self::columns(first) };
    line.indent > indent + 1
        || first.chars().all(|c| matches!(c, '•' | '*' | '-' | '–' | '—' | '▲' | '■' | '◆' | '○'))
        || !first.starts_with(char::is_lowercase)
            && (above.width + 1 + first_columns) * 4 < columns * 3
}

/// Puts `text` after `line`: with a blank, but for scripts without blanks and for words cut by a
/// hyphen, whose parts have [`CUT`] between them.
pub(super) fn append(line: &mut String, text: &str) {
    let last = line.chars().next_back();
    let next = text.chars().next();
    let joined = match (last, next) {
        (None, _) => true,
        (Some('-'), Some(next)) => {
            let before = line.chars().rev().nth(1);
            let is_cut = next.is_lowercase() && before.is_some_and(char::is_alphabetic);
            if is_cut {
                line.pop();
                line.push_str(CUT);
            }
            is_cut
        }
        (Some(last), Some(next)) => is_unspaced(last) && is_unspaced(next),
        (_, None) => true,
    };
    if !joined {
        line.push(' ');
    }
    line.push_str(text);
}

fn has_gap(text: &str) -> bool {
    text.contains("   ") || text.contains("....") || text.contains('\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_joined_and_blank_lines_part() {
        let text = "The council voted on Monday to keep the old ferry running for\n\
                    another year, although repairs will cost more than the new pier\n\
                    would have.\n\n\
                    A final vote is due in spring, when the accounts are audited and\n\
                    the harbour master reports.";
        let paragraphs = split(text);
        assert_eq!(paragraphs.len(), 2);
        assert!(paragraphs[0].contains("running for another year"));
    }

    #[test]
    fn an_indent_begins_a_paragraph() {
        let text = "Showers continued through the week in the coastal zone, easing\n\
                    the drought since early January.\n    \
                    The dry period means that the harvest will be late this year,\n\
                    growers said.\n    Arrivals were 155,221 bags.";
        let paragraphs = split(text);
        assert_eq!(paragraphs.len(), 3, "{paragraphs:?}");
        assert!(paragraphs[1].ends_with("late this year, growers said."));
    }

    #[test]
    fn long_lines_are_paragraphs_of_their_own() {
        let sentence = "The ferry has been running since the year of the flood, the owner said. ";
        let text = format!("{}\n{}\nShort one.", sentence.repeat(3), sentence.repeat(2));
        assert_eq!(split(&text).len(), 3);
    }

    #[test]
    fn a_first_line_that_lost_its_dateline_still_runs_on() {
        let text = "Showers went on in\nthe coastal zone and eased the drought that has lasted\n\
                    since January, although the soil is still dry, a grower\nsaid.";
        assert_eq!(split(text).len(), 1);
    }

    #[test]
    fn the_line_ends_of_a_table_are_kept() {
        let text = "Deposits.............219 down.......29\nGold stock............11,059 unch.......\n\
                    Custody holdings.....168,348 down.....866";
        assert_eq!(split(text), [text]);
    }

    #[test]
    fn a_word_cut_at_a_line_end_is_marked_and_gets_no_blank() {
        let mut line = "the govern-".to_owned();
        append(&mut line, "ment said");
        assert_eq!(line, "the govern-\u{AD}ment said");
        let mut line = "between 1950 -".to_owned();
        append(&mut line, "and 1960");
        assert_eq!(line, "between 1950 - and 1960");
    }

    #[test]
    fn japanese_lines_are_joined_without_a_blank() {
        let mut line = "会議は今日".to_owned();
        append(&mut line, "終わった");
        assert_eq!(line, "会議は今日終わった");
    }

    #[test]
    fn a_short_list_keeps_its_lines() {
        assert_eq!(split("Apples\nPears and plums\nCherries").len(), 3);
    }
}
