//! Header lines: a date, perhaps a time, and the names of who printed the piece.
//!
//! Only the *shape* of a date is found here, so that the line can be taken apart; what day it means
//! is read by whoever interprets the label.

use std::ops::Range;

use super::super::tidy::one_line;
use super::{byline, furniture, keys};
use crate::clipping::{Label, LabelName};
use crate::text::months;

/// Where a line states a day and a time of day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The bytes of the date.
    pub(super) date: Option<Range<usize>>,
    /// The bytes of the time of day.
    pub(super) time: Option<Range<usize>>,
}

/// The longest header line, in bytes.
const LONGEST_BYTES: usize = 300;
/// The most words in one name of a header line.
const MOST_WORDS: usize = 6;
/// The most tokens of a line in which a date is sought.
const MOST_TOKENS: usize = 96;

/// The first letters of days of the week.
const WEEKDAYS: &[&str] = &[
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "segunda",
    "terça",
    "quarta",
    "quinta",
    "sexta",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
    "월요일",
    "화요일",
    "수요일",
    "목요일",
    "금요일",
    "토요일",
    "일요일",
    "月曜",
    "火曜",
    "水曜",
    "木曜",
    "金曜",
    "土曜",
    "日曜",
    "星期",
    "thứ",
    "chủ",
];

/// Words that stand beside a time without being a name.
const BESIDE: &[&str] = &[
    "on",
    "at",
    "am",
    "um",
    "den",
    "der",
    "le",
    "à",
    "a",
    "el",
    "il",
    "em",
    "às",
    "kl",
    "uhr",
    "the",
    "of",
    "ist",
    "gmt",
    "utc",
    "kst",
    "jst",
    "est",
    "edt",
    "et",
    "pst",
    "pdt",
    "pt",
    "cst",
    "cdt",
    "mst",
    "mdt",
    "bst",
    "cet",
    "cest",
    "ict",
    "hkt",
    "sgt",
    "aest",
    "aedt",
    "nzst",
    "nzdt",
    "msk",
    "wib",
    "eat",
    "sast",
    "z",
    "tư",
    "hai",
    "ba",
    "năm",
    "sáu",
    "bảy",
    "nhật",
    "feira",
    "t",
    "brt",
    "pht",
    "gst",
    "ist",
    "pkt",
    "wita",
    "wit",
    "eet",
    "eest",
    "trt",
    "hst",
    "akst",
    "clt",
    "art",
    "myt",
    "npt",
    "mmt",
    "hrs",
    "hours",
    "yesterday",
    "hier",
    "gestern",
    "ayer",
    "ieri",
    "ontem",
    "lúc",
    "ore",
    "в",
    "г",
    "о",
    "р",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Word,
    Mark(char),
}

#[derive(Clone, Copy, Debug)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
}

/// The labels of a header line; nothing where `line` is none.
pub(super) fn labels(line: &str) -> Option<Vec<Label>> {
    if is_year(line) {
        return Some(vec![Label::new(LabelName::Published, line, "header line")]);
    }
    if line.len() > LONGEST_BYTES
        || line.contains('。')
        || !line.contains(|c: char| c.is_numeric() || c == '年')
    {
        return None;
    }
    let mut header = Header::default();
    let fields: Vec<&str> = line.split(['|', '｜', '•', '·', '\t']).map(str::trim).collect();
    for field in &fields {
        header.field(field);
    }
    header.labels(fields.len() > 1)
}

/// Whether all of `text` is a year that something can have been printed in.
fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u32| (1500..=2100).contains(&year))
}

/// Where `text` states a date and a time of day, by their shape alone.
pub(super) fn stamp(text: &str) -> Stamp {
    let tokens = tokens(text);
    let date = (0..tokens.len()).find_map(|at| Some(at..at + date_tokens(text, &tokens[at..])?));
    let free = |at: usize| !date.as_ref().is_some_and(|date| date.contains(&at));
    let time = (0..tokens.len())
        .filter(|at| free(*at))
        .find_map(|at| Some(at..at + time_tokens(text, &tokens[at..])?));
    let bytes = |range: Range<usize>| tokens[range.start].start..tokens[range.end - 1].end;
    Stamp { date: date.map(bytes), time: time.map(bytes) }
}

/// What the fields of a header line gave so far.
#[derive(Default)]
struct Header {
    dates: Vec<(LabelName, String, bool)>,
    time: Option<String>,
    names: Vec<String>,
    others: Vec<Label>,
    keyed: bool,
    sentence: bool,
}

impl Header {
    /// One field between bars; it may state several dates, each behind its key.
    fn field(&mut self, field: &str) {
        match keys::next_dated_key(field) {
            Some(at) => {
                self.one(field[..at].trim_end_matches([' ', ',', '(', '/', ';', '-', '–']));
                self.field(field[at..].trim_end_matches(')'));
            }
            None => self.one(field),
        }
    }

    fn one(&mut self, field: &str) {
        let field = furniture::without_ending(field);
        if field.is_empty() || furniture::is_furniture(field) {
            return;
        }
        let (name, rest) = match keys::dated_prefix(field) {
            Some((name, rest)) if stamp(rest).date.is_some() || stamp(rest).time.is_some() => {
                self.keyed = true;
                (name, rest)
            }
            _ => (LabelName::Published, field),
        };
        if let Some((key, value)) = keys::labelled(rest)
            && let keys::Key::Label(label) = key
            && !value.is_empty()
            && stamp(rest).date.is_none()
        {
            self.others.extend(keys::labels(label, value, "header line"));
            return;
        }
        let stamp = stamp(rest);
        self.take_stamp(name, rest, &stamp);
        self.take_names(rest, &stamp);
    }

    fn take_stamp(&mut self, name: LabelName, text: &str, stamp: &Stamp) {
        match (&stamp.date, &stamp.time) {
            (Some(date), Some(time)) => {
                let hull = date.start.min(time.start)..date.end.max(time.end);
                let between = if date.end <= time.start {
                    &text[date.end..time.start]
                } else {
                    text.get(time.end..date.start).unwrap_or("")
                };
                let value = if names_in(between).is_empty() {
                    text[hull].to_owned()
                } else {
                    format!("{} {}", &text[date.clone()], &text[time.clone()])
                };
                self.dates.push((name, with_zone(text, time.end.max(date.end), value), true));
            }
            (Some(date), None) => self.dates.push((name, text[date.clone()].to_owned(), false)),
            (None, Some(time)) if self.time.is_none() => {
                self.time = Some(with_zone(text, time.end, text[time.clone()].to_owned()));
            }
            _ => {}
        }
    }

    /// What is left of `text` beside the stamp.
    fn take_names(&mut self, text: &str, stamp: &Stamp) {
        let mut cuts: Vec<&Range<usize>> = stamp.date.iter().chain(&stamp.time).collect();
        cuts.sort_by_key(|range| range.start);
        let mut from = 0;
        let mut pieces = Vec::new();
        for cut in cuts {
            pieces.push(text.get(from..cut.start).unwrap_or(""));
            from = cut.end;
        }
        pieces.push(text.get(from..).unwrap_or(""));
        let stamped = stamp.date.is_some() || stamp.time.is_some();
        for piece in pieces {
            if let Some(author) =
                byline::by(piece.trim_matches([' ', ',', '-', '–', '—', '*', '_']))
            {
                self.others.push(Label::new(LabelName::Byline, author, "header line"));
                continue;
            }
            if let Some(section) = piece.trim().strip_prefix("in ").filter(|_| self.keyed) {
                self.others.extend(keys::labels(LabelName::Category, section, "header line"));
                continue;
            }
            let wordy = |part: &str| part.split_whitespace().count() > MOST_WORDS;
            self.sentence |=
                stamped && piece.trim_end().ends_with('.') && piece.split(". ").any(wordy);
            for name in names_in(piece) {
                self.take_name(name);
            }
        }
    }

    fn take_name(&mut self, name: String) {
        if let Some((keys::Key::Label(label), value)) = keys::labelled(&name) {
            self.others.extend(keys::labels(label, value, "header line"));
            return;
        }
        let counted = name.starts_with(|c: char| c.is_ascii_digit());
        // `Updated 3 hours ago` states no date and names nobody.
        let dated = keys::tells_an_age(&name);
        let lower = name.to_lowercase();
        let page = ["p.", "pp.", "page ", "col.", "seite ", "s. "]
            .iter()
            .any(|start| lower.starts_with(start));
        if counted || dated || page || is_edition(&lower) {
            self.others.push(Label::new(LabelName::Other, name, "header line"));
        } else if keys::is_address(&name) {
            self.others.push(Label::new(LabelName::Url, name, "header line"));
        } else {
            self.names.push(name);
        }
    }

    fn labels(mut self, barred: bool) -> Option<Vec<Label>> {
        let most = if barred || self.keyed { MOST_WORDS } else { 4 };
        let wordy = self.names.iter().any(|n| n.split_whitespace().count() > most || n.len() > 90);
        let small = !barred && self.names.iter().any(|name| name.starts_with(char::is_lowercase));
        // A line that lost its date still has names and a time between bars.
        let undated = self.dates.is_empty()
            && !(barred && self.time.is_some() && (1..=2).contains(&self.names.len()));
        if undated || wordy || small || self.sentence || self.names.len() > 5 {
            return None;
        }
        if self.dates.is_empty() {
            let time = self.time.take();
            self.others.extend(time.map(|time| Label::new(LabelName::Other, time, "header line")));
        }
        if let Some(time) = self.time.take()
            && let Some((_, date, timed)) = self.dates.first_mut()
            && !*timed
        {
            *date = format!("{date} {time}");
        }
        let mut labels: Vec<Label> = self
            .dates
            .iter()
            .map(|(name, value, _)| Label::new(*name, one_line(value), "header line"))
            .collect();
        labels.extend(name_labels(self.names, barred));
        labels.append(&mut self.others);
        Some(labels)
    }
}

/// Editions of a paper: `Late City`, `朝刊`.
fn is_edition(lower: &str) -> bool {
    lower.ends_with(" edition")
        || matches!(
            lower,
            "late city"
                | "final"
                | "late final"
                | "朝刊"
                | "夕刊"
                | "조간"
                | "석간"
                | "付 朝刊"
                | "付 夕刊"
        )
}

/// With two names between bars, the first is the aggregator a piece came through and the second who
/// printed it.
fn name_labels(names: Vec<String>, barred: bool) -> Vec<Label> {
    let roles: &[LabelName] = match (names.as_slice(), barred) {
        ([one], false) if is_capitals(one) => &[LabelName::Dateline],
        ([_], _) => &[LabelName::Outlet],
        ([first, _], false) if byline::is_person(first) => &[LabelName::Byline, LabelName::Outlet],
        ([_, _], false) => &[LabelName::Outlet],
        _ => &[LabelName::Via, LabelName::Outlet],
    };
    let roles = roles.iter().chain(std::iter::repeat(&LabelName::Other));
    names
        .into_iter()
        .zip(roles)
        .map(|(name, role)| Label::new(*role, name, "header line"))
        .collect()
}

/// One word in capitals before a date is a town: `PORTBURY, 13 November 2019`. Three letters are an
/// agency.
fn is_capitals(name: &str) -> bool {
    name.chars().count() > 3 && name.chars().all(|c| c.is_uppercase() || c == '-')
}

/// `value` and the zone that stands right after it in `text`.
fn with_zone(text: &str, end: usize, value: String) -> String {
    let rest = text.get(end..).unwrap_or("");
    let zone = rest.split_inclusive([' ', ',']).take(2).collect::<String>();
    let blank = if rest.starts_with(' ') { " " } else { "" };
    let word = zone.trim().trim_end_matches(',');
    let bare = word.trim_matches(['(', ')']);
    let letters = bare.split(['+', '-']).next().unwrap_or("").to_lowercase();
    let known = BESIDE.contains(&letters.as_str()) && bare.chars().all(|c| !c.is_lowercase());
    let offset = bare.starts_with(['+', '-'])
        && bare.len() > 2
        && bare[1..].bytes().all(|b| b.is_ascii_digit() || b == b':');
    if !word.is_empty() && (known || offset || letters == "uhr") {
        format!("{value}{blank}{word}")
    } else {
        value
    }
}

/// The names in a piece of a header line: parted by commas and dashes, without words that go with
/// the date.
fn names_in(piece: &str) -> Vec<String> {
    const EDGES: &str = "-–—/:()[]【】.*_";
    let piece = piece.replace(" – ", ",").replace(" — ", ",").replace(" - ", ",");
    let piece = parted_at_stops(&piece);
    piece
        .split([',', ';', '，'])
        .map(|part| part.trim_matches(|c: char| c.is_whitespace() || EDGES.contains(c)))
        .map(without_time_words)
        .filter(|part| part.chars().any(char::is_alphabetic))
        .collect()
}

/// `piece` with a comma for every full stop that ends more than an abbreviation.
fn parted_at_stops(piece: &str) -> String {
    let mut out = String::with_capacity(piece.len());
    for part in piece.split_inclusive(". ") {
        let word = part.trim_end().trim_end_matches('.').rsplit(' ').next().unwrap_or("");
        let stop = part.ends_with(". ") && word.chars().count() > 3;
        out.push_str(part.strip_suffix(". ").filter(|_| stop).unwrap_or(part));
        if stop {
            out.push(',');
        }
    }
    out
}

/// `part` without words that go with a date. Days of the week go only where nothing else stays: a
/// paper may be named for its Sunday.
fn without_time_words(part: &str) -> String {
    let words: Vec<&str> = part.split_whitespace().collect();
    if words.iter().all(|word| is_beside(word)) {
        return String::new();
    }
    let small =
        |word: &&&str| is_beside(word) && (word.starts_with(char::is_lowercase) || is_zone(word));
    let before = words.iter().take_while(small).count();
    let after = words[before..].iter().rev().take_while(small).count();
    words[before..words.len() - after].join(" ")
}

fn is_beside(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let letters = bare.split(['+', '-']).next().unwrap_or("");
    bare.is_empty() && word != "&"
        || BESIDE.contains(&letters)
        || WEEKDAYS.iter().any(|day| is_weekday(&bare, day))
        || matches!(bare.as_str(), "月" | "火" | "水" | "木" | "金" | "土" | "日" | "付")
        || matches!(bare.as_str(), "월" | "화" | "수" | "목" | "금" | "토" | "일")
}

fn is_zone(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| !c.is_lowercase())
}

fn is_weekday(word: &str, day: &str) -> bool {
    let english = || day.len() == 3 && (word.ends_with("day") || matches!(word, "tues" | "thurs"));
    word == day || word.starts_with(day) && (english() || !day.is_ascii())
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(24);
    for (start, character) in text.char_indices() {
        let end = start + character.len_utf8();
        let kind = if is_digit(character) {
            Kind::Number
        } else if character.is_alphabetic() || is_mark_of_a_letter(character) {
            Kind::Word
        } else {
            Kind::Mark(character)
        };
        match tokens.last_mut() {
            Some(last)
                if last.kind == kind && last.end == start && !matches!(kind, Kind::Mark(_)) =>
            {
                last.end = end;
            }
            _ if character.is_whitespace() => {}
            _ => tokens.push(Token { kind, start, end }),
        }
        if tokens.len() == MOST_TOKENS {
            break;
        }
    }
    tokens
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
        || matches!(character, '٠'..='٩' | '۰'..='۹' | '०'..='९' | '๐'..='๙' | '０'..='９')
}

/// Vowel signs and accents that stand on a letter without being one.
fn is_mark_of_a_letter(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{652}' | '\u{93C}' | '\u{94D}' | '\u{E31}'..='\u{E4E}')
}

/// How many tokens the date that begins `tokens` takes.
fn date_tokens(text: &str, tokens: &[Token]) -> Option<usize> {
    numeric(text, tokens)
        .or_else(|| day_first(text, tokens))
        .or_else(|| month_first(text, tokens))
        .or_else(|| asian(text, tokens))
}

fn digits(text: &str, token: Option<&Token>) -> usize {
    match token {
        Some(token) if token.kind == Kind::Number => text[token.start..token.end].chars().count(),
        _ => 0,
    }
}

/// Whether a number of four digits can be a year: in ASCII digits, of the common calendar or the
/// Buddhist one.
fn is_plausible_year(text: &str, token: Option<&Token>) -> bool {
    let printed = token.map_or("", |token| &text[token.start..token.end]);
    digits(text, token) == 4
        && printed.parse().map_or(true, |year: u32| matches!(year, 1300..=2100 | 2400..=2650))
}

/// `13-11-2019`, `2019.11.13`, `2019. 11. 13`, `3/4/87`.
fn numeric(text: &str, tokens: &[Token]) -> Option<usize> {
    let [first, separator, second, again, third, ..] = tokens else { return None };
    let Kind::Mark(mark @ ('-' | '.' | '/')) = separator.kind else { return None };
    let lengths = [first, second, third].map(|token| digits(text, Some(token)));
    let shape = matches!(lengths, [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4] | [1..=2, 1..=2, 2]);
    let close = mark == '.' || third.start == second.end + 1 && second.start == first.end + 1;
    let ends = tokens
        .get(5)
        .is_none_or(|next| next.kind != Kind::Mark(mark) || next.start > third.end || mark == '.');
    (shape && close && ends && again.kind == Kind::Mark(mark)).then_some(5)
}

/// `13 November 2019`, `13-Nov-2019`, `13th of November, 2019`, `13. listopada 2019`, `13 tháng 11
/// năm 2019`.
fn day_first(text: &str, tokens: &[Token]) -> Option<usize> {
    if !(1..=2).contains(&digits(text, tokens.first())) {
        return None;
    }
    let mut at = 1;
    while tokens.get(at).is_some_and(|token| is_link(text, token)) && at < 4 {
        at += 1;
    }
    if !is_month(text, tokens.get(at)?) {
        return None;
    }
    at += 1;
    // A month may be a second word (Arabic) or a number (Vietnamese).
    if (1..=2).contains(&digits(text, tokens.get(at))) || is_foreign_word(text, tokens.get(at)) {
        at += 1;
    }
    let from = at;
    while tokens.get(at).is_some_and(|token| is_link(text, token)) && at < from + 2 {
        at += 1;
    }
    match digits(text, tokens.get(at)) {
        4 if is_plausible_year(text, tokens.get(at)) => Some(at + 1),
        2 if at > from => Some(at + 1),
        _ => None,
    }
}

/// `November 13, 2019`, `Nov. 13 2019`, `November 2019`.
fn month_first(text: &str, tokens: &[Token]) -> Option<usize> {
    if !is_month(text, tokens.first()?) {
        return None;
    }
    let mut at = 1;
    if tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Mark('.'))) {
        at += 1;
    }
    if is_plausible_year(text, tokens.get(at)) {
        return Some(at + 1);
    }
    if !(1..=2).contains(&digits(text, tokens.get(at))) {
        return None;
    }
    at += 1;
    let from = at;
    while tokens.get(at).is_some_and(|token| is_link(text, token)) && at < from + 2 {
        at += 1;
    }
    is_plausible_year(text, tokens.get(at)).then_some(at + 1)
}

/// `2019年11月13日`, `2019년 11월`, `令和元年11月13日`, `二〇一九年十一月十三日`.
fn asian(text: &str, tokens: &[Token]) -> Option<usize> {
    let word = |token: &Token| &text[token.start..token.end];
    let first = tokens.first()?;
    if first.kind == Kind::Word && word(first).contains('年') && word(first).contains('月') {
        let run = tokens.iter().take(6).take_while(|token| !matches!(token.kind, Kind::Mark(_)));
        return Some(if first.end - first.start > 20 { 1 } else { run.count() });
    }
    let era = first.kind == Kind::Word
        && ["令和", "平成", "昭和", "大正", "明治", "民國", "民国"]
            .iter()
            .any(|era| word(first).starts_with(era));
    let mut at = usize::from(era && !word(first).contains('年'));
    if !era && digits(text, tokens.first()) != 4 {
        return None;
    }
    let mut last = None;
    for unit in [['年', '년'], ['月', '월'], ['日', '일']] {
        if !(at == 0 && era) {
            if digits(text, tokens.get(at)) == 0 {
                break;
            }
            at += 1;
        }
        let token = tokens.get(at)?;
        if token.kind != Kind::Word || !word(token).contains(unit) {
            break;
        }
        at += 1;
        last = Some((unit[0], at));
    }
    last.filter(|(unit, _)| *unit != '年').map(|(_, at)| at)
}

/// Marks and words between the parts of a date.
fn is_link(text: &str, token: &Token) -> bool {
    match token.kind {
        Kind::Mark(mark) => matches!(mark, '-' | '.' | ',' | '/' | '\'' | '’' | 'º' | '°'),
        Kind::Word => matches!(
            text[token.start..token.end].to_lowercase().as_str(),
            "st" | "nd" | "rd" | "th" | "er" | "of" | "de" | "del" | "d" | "năm" | "º" | "ª" | "el"
        ),
        Kind::Number => false,
    }
}

fn is_month(text: &str, token: &Token) -> bool {
    if token.kind != Kind::Word {
        return false;
    }
    is_foreign_word(text, Some(token)) || months::begins_like_one(&text[token.start..token.end])
}

/// Words of scripts in which a word between two numbers is hardly ever anything but a month.
fn is_foreign_word(text: &str, token: Option<&Token>) -> bool {
    token.is_some_and(|token| {
        token.kind == Kind::Word
            && text[token.start..token.end]
                .starts_with(|c| matches!(c, '\u{600}'..='\u{6FF}' | '\u{900}'..='\u{97F}' | '\u{E00}'..='\u{E7F}'))
    })
}

/// How many tokens the time of day that begins `tokens` takes.
fn time_tokens(text: &str, tokens: &[Token]) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map_or("", |token| &text[token.start..token.end]);
    let mut at = usize::from(["오전", "오후", "午前", "午後", "上午", "下午"].contains(&word(0)));
    let named = at == 1;
    if !(1..=2).contains(&digits(text, tokens.get(at))) {
        return None;
    }
    at += 1;
    let mut parts = 1;
    while parts < 3
        && matches!(word(at), ":" | "h" | "H" | "시" | "時" | "时" | "点" | "點")
        && digits(text, tokens.get(at + 1)) == 2
    {
        at += 2;
        parts += 1;
    }
    if parts == 1 && matches!(word(at), "시" | "時" | "时") {
        at += 1;
        parts += 1;
    }
    if parts == 1 && word(at) == "." {
        // A full stop parts hours from minutes only where a word says so: 6.02 am, 22.41 GMT.
        let zoned = is_zone(word(at + 2)) && is_beside(word(at + 2));
        let told = is_half_day(text, tokens, at + 2) || word(at + 2) == "น" || zoned;
        if !told || digits(text, tokens.get(at + 1)) != 2 {
            return None;
        }
        at += 2;
        parts += 1;
    }
    if parts == 3 && word(at) == "." && digits(text, tokens.get(at + 1)) > 0 {
        at += 2;
    }
    if matches!(word(at), "분" | "分") {
        at += 1;
    }
    let half = is_half_day(text, tokens, at);
    if half {
        at += if matches!(word(at + 1), ".") { 4.min(tokens.len() - at) } else { 1 };
    }
    (parts > 1 || half || named).then_some(at)
}

fn is_half_day(text: &str, tokens: &[Token], at: usize) -> bool {
    let word =
        |at: usize| tokens.get(at).map(|token| text[token.start..token.end].to_ascii_lowercase());
    match word(at).as_deref() {
        Some("am" | "pm" | "uhr") => true,
        Some("a" | "p") => {
            word(at + 1).as_deref() == Some(".") && word(at + 2).as_deref() == Some("m")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: &[(LabelName, &str)]) {
        let labels = labels(line).unwrap_or_default();
        let found: Vec<_> = labels.iter().map(|label| (label.name, label.value.as_str())).collect();
        assert_eq!(found, expect, "{line}");
    }

    #[test]
    fn two_names_are_the_aggregator_and_the_outlet() {
        use LabelName::{Outlet, Published, Via};
        check(
            "13-Nov-2019 Newsasia | PortburyPost | 6:02 AM Print This Post",
            &[(Published, "13-Nov-2019 6:02 AM"), (Via, "Newsasia"), (Outlet, "PortburyPost")],
        );
        check(
            "26-Feb-1987 Wire | 3:01 PM",
            &[(Published, "26-Feb-1987 3:01 PM"), (Outlet, "Wire")],
        );
    }

    #[test]
    fn dates_behind_keys_are_told_apart() {
        use LabelName::{Byline, Outlet, Published, Updated};
        let both = [(Published, "13 Nov 2019"), (Updated, "14 Nov 2019")];
        check("Published: 13 Nov 2019 | Updated: 14 Nov 2019", &both);
        check("Published 13 Nov 2019, updated 14 Nov 2019", &both);
        check(
            "기사입력 2019.11.13 06:02 최종수정 2019.11.13 오전 7:10",
            &[(Published, "2019.11.13 06:02"), (Updated, "2019.11.13 오전 7:10")],
        );
        check(
            "Posted on November 13, 2019 by Ann Example",
            &[(Published, "November 13, 2019"), (Byline, "Ann Example")],
        );
        check(
            "Publié le 13 novembre 2019 à 06h02 | Le Port",
            &[(Published, "13 novembre 2019 à 06h02"), (Outlet, "Le Port")],
        );
        check("Stand: 13.11.2019, 06:02 Uhr", &[(Updated, "13.11.2019, 06:02 Uhr")]);
    }

    #[test]
    fn lines_of_many_languages_are_headers() {
        use LabelName::{Other, Outlet, Published};
        check("2019.11.13 06:02", &[(Published, "2019.11.13 06:02")]);
        check("2019年11月13日 朝刊", &[(Published, "2019年11月13日"), (Other, "朝刊")]);
        check("2019年10月1日(火) | 港新聞", &[(Published, "2019年10月1日"), (Outlet, "港新聞")]);
        check(
            "2019年11月22日 20:45 来源:港报",
            &[(Published, "2019年11月22日 20:45"), (Outlet, "港报")],
        );
        check("Thứ Tư, 13/11/2019, 06:02 (GMT+7)", &[(Published, "13/11/2019, 06:02 (GMT+7)")]);
        check("Wednesday, November 13, 2019", &[(Published, "November 13, 2019")]);
        check(
            "The Portbury Post, 13 November 2019",
            &[(Published, "13 November 2019"), (Outlet, "The Portbury Post")],
        );
        check("13 تشرين الثاني 2019", &[(Published, "13 تشرين الثاني 2019")]);
    }

    #[test]
    fn a_page_an_edition_and_a_lost_date_are_no_names() {
        use LabelName::{Other, Outlet, Published, Via};
        check(
            "PORTBURY POST. 10 February 1904. Page 3, col. 2.",
            &[
                (Published, "10 February 1904"),
                (Outlet, "PORTBURY POST"),
                (Other, "Page 3"),
                (Other, "col. 2"),
            ],
        );
        check(
            "July 21, 1969 | Portbury Post | Late City",
            &[(Published, "July 21, 1969"), (Outlet, "Portbury Post"), (Other, "Late City")],
        );
        check(
            "Newsasia | PortburyPost | 8:50 PM Print This Post",
            &[(Via, "Newsasia"), (Outlet, "PortburyPost"), (Other, "8:50 PM")],
        );
        check("1968", &[(Published, "1968")]);
        check(
            "8-Jul-2019 Newsasia | Post | 6:44 AM BRT",
            &[(Published, "8-Jul-2019 6:44 AM BRT"), (Via, "Newsasia"), (Outlet, "Post")],
        );
        check("2019-07-22T09:30:00Z", &[(Published, "2019-07-22T09:30:00Z")]);
    }

    #[test]
    fn sentences_with_dates_are_text() {
        for line in [
            "On 13 November 2019 the minister said that the ferry would be sold.",
            "The pact of 23 November 2016 ends soon",
            "Ships 10.5.2 and 9 are late",
            "It was 6:02 AM",
        ] {
            assert_eq!(labels(line), None, "{line}");
        }
    }
}
