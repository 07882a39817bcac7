//! Random queries as a person types them, made of words the clippings hold and of words they do
//! not.

use morgue::archive::Snapshot;
use morgue::clipping::{Clipping, Dimension, Kind, Known};
use morgue::text::fold;

use super::archives::TONGUES;
use super::plain::path_of;
use crate::support::Dice;

const FIELDS: [&str; 16] = [
    "headline:",
    "hd:",
    "title:",
    "lead:",
    "lp:",
    "hlead:",
    "body:",
    "td:",
    "text:",
    "caption:",
    "byline:",
    "by:",
    "dateline:",
    "url:",
    "site:",
    "raw:",
];

const DATED: [&str; 8] = ["year", "day", "minute", "stated", "url", "sure", "likely", "conflict"];
const HAS: [&str; 10] = [
    "byline", "date", "url", "dateline", "caption", "region", "category", "tag", "topic",
    "language",
];

const PRINTED: [&str; 3] = ["ALLCAPS", "CAPS", "NOCAPS"];

const FACETS: [(&str, Dimension); 12] = [
    ("region", Dimension::Region),
    ("category", Dimension::Category),
    ("outlet", Dimension::Outlet),
    ("via", Dimension::Via),
    ("agency", Dimension::Agency),
    ("lang", Dimension::Language),
    ("tag", Dimension::Tag),
    ("topic", Dimension::Topic),
    ("person", Dimension::Person),
    ("org", Dimension::Organisation),
    ("company", Dimension::Company),
    ("is", Dimension::Status),
];

const DATES: [&str; 22] = [
    "2020..2018",
    "2019",
    "2019-11",
    "2019-11-13",
    "..1969",
    "..1970",
    "1970..",
    "2019-11..2020-01",
    ">2019-11-13",
    "<=2019-10-20",
    ">=2018",
    "<1970",
    "2019-Q4",
    "2019-W46",
    "30d",
    "1y",
    "last-month",
    "13-Nov-2019",
    "~2019",
    "~2019-11-05..2019-11-07",
    "~..1969-11",
    "unknown",
];

const WORDS: [&str; 9] = ["50..10", ">20", "<=30", "10..50", "0", "..15", "40..", "<5", ">=1"];

/// Makes queries over some clippings.
pub(super) struct Asker<'a> {
    dice: Dice,
    clippings: Vec<&'a Clipping>,
    /// Values a facet filter can name, as typed.
    filters: &'a [String],
}

impl<'a> Asker<'a> {
    pub(super) fn new(seed: u64, clippings: Vec<&'a Clipping>, filters: &'a [String]) -> Self {
        Self { dice: Dice::new(seed ^ 0x0a5c), clippings, filters }
    }

    /// The next query.
    pub(super) fn next(&mut self) -> String {
        match self.dice.place(22) {
            0 => self.pasted(),
            1..4 => self.unit(3),
            4..9 => self.list(" ", 3),
            9..11 => self.list(" AND ", 2),
            11..13 => self.list(" OR ", 2),
            13 => {
                let (kept, left_out) = (self.list(" ", 2), self.unit(2));
                format!("{kept} {}{left_out}", self.dice.pick(&["-", "NOT ", "AND NOT "]))
            }
            14 => format!("{} OR {}", self.list(" ", 2), self.list(" AND ", 2)),
            15 => format!("NOT {}", self.unit(2)),
            16 | 17 => self.window(2),
            18 => format!("{} AND {}", self.window(1), self.unit(2)),
            _ => format!("{} {}", self.list(" ", 2), self.filter()),
        }
    }

    /// Nine words and more, side by side.
    fn pasted(&mut self) -> String {
        let count = self.dice.within(9, 13);
        let mut words: Vec<String> = (0..count).map(|_| self.word()).collect();
        if self.dice.chance(30) {
            words.push(self.filter());
        }
        words.join(" ")
    }

    fn list(&mut self, between: &str, depth: usize) -> String {
        let count = self.dice.within(1, 4);
        (0..count).map(|_| self.unit(depth)).collect::<Vec<_>>().join(between)
    }

    /// A word, a phrase, a field, a filter, or something in parentheses.
    fn unit(&mut self, depth: usize) -> String {
        match self.dice.place(if depth > 0 { 36 } else { 18 }) {
            0..7 => self.word(),
            7..9 => self.phrase(),
            9 => self.prefix(),
            10 => format!("={}", self.word()),
            11..13 => self.in_field(),
            13 => self.filter(),
            14 => self.character(),
            15 => {
                if self.dice.chance(30) {
                    "*".to_owned()
                } else {
                    self.word()
                }
            }
            16 => self.like(),
            17 => {
                let (name, word) = (self.dice.pick(&PRINTED), self.word());
                format!("{name}({word})")
            }
            18 => format!("{}({})", self.dice.pick(&FIELDS), self.list(" OR ", 0)),
            19 => format!("-{}", self.unit(0)),
            20..23 => format!("({})", self.list(" OR ", depth - 1)),
            23 => format!("({} {})", self.unit(depth - 1), self.unit(depth - 1)),
            24 => format!("(NOT {})", self.unit(depth - 1)),
            25 => format!("-({})", self.list(" ", depth - 1)),
            26 => {
                let (times, inner) = (self.dice.within(1, 5), self.unit(depth - 1));
                format!("ATLEAST/{times}({inner})")
            }
            27 => format!("^{}({})", self.dice.within(1, 30), self.unit(depth - 1)),
            28 => format!("{}({})", self.dice.pick(&FIELDS), self.window(depth - 1)),
            _ => format!("({})", self.window(depth - 1)),
        }
    }

    /// Two parts and a window, now and then three.
    fn window(&mut self, depth: usize) -> String {
        let mut text = self.unit(depth);
        for _ in 0..self.dice.within(1, 3) {
            let window = match self.dice.place(12) {
                0..4 => format!("W/{}", self.dice.within(1, 12)),
                4..6 => format!("PRE/{}", self.dice.within(1, 12)),
                6 => format!("PRE={}", self.dice.within(1, 6)),
                7 => format!("NEAR{}", self.dice.within(1, 60)),
                8 => "SAME".to_owned(),
                _ => self.dice.pick(&["W/S", "W/P", "W/F", "PRE/S", "PRE/P"]).to_owned(),
            };
            let not = if self.dice.chance(15) { "NOT " } else { "" };
            text = format!("{text} {not}{window} {}", self.unit(depth));
        }
        text
    }

    /// A word that stands for others: with wildcards, fuzzy, as an expression; a phrase with words
    /// between.
    fn like(&mut self) -> String {
        let word: Vec<char> =
            self.word().chars().filter(|c| c.is_alphanumeric() && !fold::is_cjk(*c)).collect();
        if word.len() < 3 {
            return self.phrase();
        }
        let at = self.dice.within(1, word.len());
        let (before, behind): (String, String) =
            (word[..at].iter().collect(), word[at + 1..].iter().collect());
        match self.dice.place(7) {
            0 => format!("{before}?{behind}"),
            1 => format!("{before}*{behind}"),
            2 => format!("{before}{behind}~{}", self.dice.within(1, 3)),
            3 => format!("{before}{}{behind}~", self.dice.pick(&["e", "x", "к"])),
            4 => format!("/{before}.{behind}(s|ed)?/"),
            5 => format!("/{before}[a-zé]*/"),
            _ => {
                let phrase = self.phrase();
                let slack = self.dice.within(1, 6);
                if phrase.ends_with('"') { format!("{phrase}~{slack}") } else { phrase }
            }
        }
    }

    /// A field before a word that may well stand there.
    fn in_field(&mut self) -> String {
        let field = self.dice.pick(&FIELDS);
        let words = self.printed_in(field, 1);
        let word = self.as_typed(words.split_whitespace().next().unwrap_or("pact"));
        let inner = match self.dice.place(8) {
            0..3 => word,
            3 => {
                let count = self.dice.within(2, 4);
                let words = self.printed_in(field, count);
                self.quoted(&words)
            }
            4..6 => self.beginning_of(&word),
            6 => format!("={word}"),
            _ => self.character(),
        };
        format!("{field}{inner}")
    }

    fn filter(&mut self) -> String {
        let sign = if self.dice.chance(15) { "-" } else { "" };
        let filter = match self.dice.place(13) {
            12 => format!("dated:{}", self.dice.pick(&DATED)),
            0..3 => {
                let day = self.dice.pick(&DATES).to_owned();
                format!("date:{day}")
            }
            3 => format!("words:{}", self.dice.pick(&WORDS)),
            4 => format!("has:{}", self.dice.pick(&HAS)),
            5 => self
                .dice
                .pick(&["added:2018", "added:..2017-12", "added:2019..", "is:undated"])
                .to_owned(),
            6 => self.of_clipping(),
            _ => self.filters[self.dice.place(self.filters.len())].clone(),
        };
        format!("{sign}{filter}")
    }

    /// `id:` and `path:` of some clipping.
    fn of_clipping(&mut self) -> String {
        let clipping = self.clippings[self.dice.place(self.clippings.len())];
        if self.dice.chance(50) {
            let length = self.dice.within(1, 9);
            return format!("id:{}", &clipping.id.to_string()[..length]);
        }
        let path = &clipping.origins[0].path;
        let from = path.char_indices().map(|(at, _)| at).nth(self.dice.place(4)).unwrap_or(0);
        format!("path:\"{}\"", &path[from..])
    }

    /// A word as some clipping prints it, in one of the ways people type it.
    fn word(&mut self) -> String {
        let words = self.printed_in("", 1);
        self.as_typed(words.split_whitespace().next().unwrap_or("pact"))
    }

    fn as_typed(&mut self, word: &str) -> String {
        let typed = match self.dice.place(8) {
            0 => fold::without_latin_marks(&word.to_lowercase()).into_owned(),
            1 => word.to_uppercase(),
            2 => word.to_lowercase(),
            3 => {
                let tongue = &TONGUES[self.dice.place(TONGUES.len())];
                self.dice.pick(tongue.words).to_owned()
            }
            4 => word.trim_end_matches('s').to_owned(),
            _ => word.to_owned(),
        };
        let typed: String = without_syntax(&typed).split_whitespace().collect::<Vec<_>>().concat();
        // A run of characters without blanks is cut to what a person would type of it.
        let short: String = match typed.starts_with(fold::is_cjk) {
            true => typed.chars().take(self.dice.within(1, 5)).collect(),
            false => typed,
        };
        if short.chars().any(char::is_alphanumeric) { short } else { "pact".to_owned() }
    }

    fn character(&mut self) -> String {
        let text = self.printed_in("", 6);
        let letters: Vec<char> = text.chars().filter(|c| fold::is_cjk(*c)).collect();
        match letters.is_empty() {
            true => self.dice.pick(&["国", "협", "中", "が", "か", "々"]).to_owned(),
            false => letters[self.dice.place(letters.len())].to_string(),
        }
    }

    fn phrase(&mut self) -> String {
        let count = self.dice.within(1, 5);
        let mut words = self.printed_in("", count);
        if self.dice.chance(15) {
            let mut all: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
            let place = self.dice.place(all.len());
            all[place] = match self.dice.chance(50) {
                true => "*".to_owned(),
                false => self.beginning_of(&without_syntax(&all[place])),
            };
            words = all.join(" ");
            return format!("\"{}\"", words.replace(['"', '“', '”', '‟'], ""));
        }
        self.quoted(&words)
    }

    fn quoted(&mut self, words: &str) -> String {
        let mut words = without_syntax(words);
        if !words.chars().any(char::is_alphanumeric) {
            words = "the pact".to_owned();
        }
        match self.dice.place(5) {
            0 => format!("“{words}”"),
            1 => format!("«{words}»"),
            2 => format!("「{words}」"),
            _ => format!("\"{words}\""),
        }
    }

    fn prefix(&mut self) -> String {
        let word = self.word();
        self.beginning_of(&word)
    }

    fn beginning_of(&mut self, word: &str) -> String {
        let length = self.dice.within(2, 7);
        let start: String = word.chars().take(length).collect();
        let letters = start.chars().filter(|c| c.is_alphanumeric()).count();
        if letters < 2 { word.to_owned() } else { format!("{start}*") }
    }

    /// Some words that stand side by side in some clipping, where the field looks for them if any
    /// stand there.
    fn printed_in(&mut self, field: &str, count: usize) -> String {
        for _ in 0..10 {
            let clipping = self.clippings[self.dice.place(self.clippings.len())];
            let known = |value: &Option<Known<String>>| {
                value.iter().map(|known| known.value.clone()).collect::<Vec<_>>()
            };
            let of = |kinds: &[Kind]| -> Vec<String> {
                let paragraphs = clipping.paragraphs.iter();
                let wanted = paragraphs.filter(|paragraph| kinds.contains(&paragraph.kind));
                wanted.map(|paragraph| paragraph.text.clone()).collect()
            };
            let mut texts = match field {
                "byline:" | "by:" => known(&clipping.byline),
                "dateline:" => known(&clipping.dateline),
                "url:" | "site:" => known(&clipping.url),
                "caption:" => of(&[Kind::Caption]),
                "raw:" => of(&[Kind::Furniture, Kind::RepeatedCaption]),
                "headline:" | "hd:" | "title:" => vec![clipping.headline.value.clone()],
                "" => [vec![clipping.headline.value.clone()], of(&Kind::ALL)].concat(),
                _ => of(&[Kind::Text]),
            };
            // Words can stand side by side in two paragraphs.
            if self.dice.chance(20) {
                texts = vec![texts.join(" ")];
            }
            let place = self.dice.place(texts.len().max(1));
            let words: Vec<&str> =
                texts.get(place).map_or(Vec::new(), |text| text.split_whitespace().collect());
            if words.is_empty() {
                continue;
            }
            let first = self.dice.place(words.len());
            let last = (first + count).min(words.len());
            return words[first..last].join(" ");
        }
        "pact".to_owned()
    }
}

/// Without the characters that mean something in a query.
fn without_syntax(text: &str) -> String {
    let kept = |c: &char| !"()|\"“”„‟«»「」『』:=*!?~^/".contains(*c);
    let text: String = text.chars().filter(kept).collect();
    text.trim_start_matches(['-', '−', '–', '\'', '‘', '’', '.']).to_owned()
}

/// Facet filters on every value of an archive, typed as stored, one by one and in pairs; and one
/// that holds for nothing.
pub(super) fn facet_filters(snapshot: &Snapshot) -> Vec<String> {
    let mut filters = vec!["outlet:\"No Such Paper\"".to_owned()];
    for (name, dimension) in FACETS {
        let values = snapshot.facet_values(dimension).expect("facets are read");
        let typed = values.into_iter().map(|(path, _)| (path.join("/"), path));
        let typed = typed.filter(|(typed, path)| {
            path_of(dimension, typed) == *path && without_syntax(typed).len() == typed.len()
        });
        let typed: Vec<String> = typed.map(|(typed, _)| typed).collect();
        filters.extend(typed.iter().map(|value| format!("{name}:\"{value}\"")));
        filters.extend(
            typed.windows(2).map(|two| format!("{name}:(\"{}\" OR \"{}\")", two[0], two[1])),
        );
    }
    filters
}
