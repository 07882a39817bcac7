//! Queries that nobody would type: seeds cut, doubled, swapped and spliced by a seeded generator, through
//! every reading and a small archive.
//!
//! An ordinary run tries a thousand. `MORGUE_FUZZ_SECONDS=600 cargo test --test it fuzz::` goes on for
//! so long, `MORGUE_FUZZ_SEED` begins elsewhere; what breaks is printed as it was typed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use morgue::archive::Snapshot;
use morgue::query::{Dialect, Parsed, Severity, parse, read_dialect};
use morgue::search::{Fold, Request, Searcher, Show, Sort};

use crate::support::{Dice, Shelf, number_from, options, today};

/// So many queries are tried where no time is given.
const QUERIES: usize = 1_024;

/// One of so many is searched for, in one language; all are read in all of them.
const SEARCHED_ONE_IN: usize = 8;

/// A query is made of at most so many bytes: what is longer is refused early.
const MAX_BYTES: usize = 2_000;

/// What queries are made of.
pub(crate) const SEEDS: [&str; 32] = [
    "GSOMIA W/10 (extend! OR terminat! OR renew!) date:2019-11..2019-12",
    "hlead:(GSOMIA OR \"intelligence-sharing pact\") ATLEAST/3(Japan) -section:opinion",
    "(Jeong PRE/3 doo) W/S (Kono OR \"Taro Kono\") outlet:\"Hangang Post\"",
    "ALLCAPS(US) W/P sanction* lang:en words:>400",
    "=pact NOT W/3 trade date:30d.. is:undated",
    "region:Korea/Seoul kimchi~1 date:..1999",
    "지소미아 PRE/5 종료 OR 協定 日韓",
    "^25(pact OR treaty)^2 \"security pact\"~3 /pact(s|ed)?/",
    "co?nter* OR \"export cu*\" OR \"military * pact\"",
    "f16 W/2 F-16 OR ATLEAST/2(u.s.-japan)",
    "Seoul within 10 words of Tokyo w10 pact",
    "category:(Korea -China) has:byline url:example.com raw:print",
    "hlead(gsomia) and atleast3(japan) and length>400 and not opinion",
    "a w/50 b w/5 c or kim w/s missile w/p launch",
    "date(geq (11/13/2019) and leq (31/12/2019)) and plural(data)",
    "date between 1/1/2019 and 12/31/2019 and terms(trade)",
    "gsomia and seoul or tokyo not hd=(pact) and wc>1000",
    "president % clinton same toyota/F50/ near5 atleast5 winter games",
    "[north or south] korea and date from 20191101 to 20191231 and re=skorea",
    "TI,AB(gsomia) AND SU.EXACT(\"foreign policy\") AND nutr[*3]",
    "\"{security pact}\" N/5 moon P/4 jae AND PD(20191101-20191231) NOT YR(>=2009)",
    "near20:\"trump putin\" repeat3:\"trump\" sourcelang:kor -tone<-5",
    "+gsomia japan^4 -\"moon abe\"~5 title:(gsomia OR pact)",
    "date:[20191101 TO NOW-7DAYS/DAY} && kimchi~0.8 || C\\+\\+ _exists_:byline",
    "SEOUL AND TOKYO TO MEET OVER PACT AS DEADLINE NEARS",
    "HEADLINE=NEAR5 US OR EU WITHIN 3 OF SAME PRE=2 W10 BORDER ATLEAST3 | AND UN NOT PACT",
    "Seoul \\AND Tokyo \\w10 pact =\\OR^2 \\a\\~1 [region:\"AND\"] \\date:2019 tag:\\SAME NOT NOT -x",
    "Seoul, Tokyo defence chiefs to discuss GSOMIA: in Bangkok next week, \"sources\" say",
    "-pact NOT (trade OR NOT *) id:7k path:korea added:1d",
    "((((a OR b) c) W/3 d) PRE=2 e) W/F f",
    "date:~2019 region:none lang:unknown AROUND(3) before:2020 https://example.com/a?b",
    "“the pact” «le pacte» 「協定」 C++ C# .NET AT&T don't",
];

const PIECES: [&str; 40] = [
    " AND ",
    " OR ",
    " NOT ",
    " -",
    "(",
    ")",
    "\"",
    "“",
    "*",
    "?",
    "!",
    "~",
    "~2",
    "^3",
    "^4(",
    "=",
    ":",
    "/",
    " W/5 ",
    " PRE/3 ",
    " NOT W/2 ",
    " W/S ",
    " w10 ",
    "ATLEAST/2(",
    "atl9(",
    "CAPS(",
    "headline:",
    "region:",
    "date:",
    "words:",
    "..",
    ">=",
    "\u{202e}",
    "\u{0}",
    "𝔘",
    "한",
    "é",
    "[",
    " TO ",
    "\\",
];

/// Makes one query after the other.
struct Mutator {
    dice: Dice,
}

impl Mutator {
    fn next(&mut self) -> String {
        let mut text: Vec<char> = self.dice.pick(&SEEDS).chars().collect();
        for _ in 0..self.dice.within(1, 8) {
            self.mutate(&mut text);
        }
        let mut text: String = text.into_iter().collect();
        while text.len() > MAX_BYTES {
            text.pop();
        }
        text
    }

    /// Cuts, doubles, swaps, inserts or splices.
    fn mutate(&mut self, text: &mut Vec<char>) {
        let (from, to) = self.stretch(text.len());
        match self.dice.place(6) {
            0 => drop(text.drain(from..to)),
            1 => {
                let copy = text[from..to].to_vec();
                text.splice(to..to, copy);
            }
            2 => text[from..to].reverse(),
            3 => {
                let other: Vec<char> = self.dice.pick(&SEEDS).chars().collect();
                let (start, end) = self.stretch(other.len());
                text.splice(from..from, other[start..end].iter().copied());
            }
            4 => {
                let piece: Vec<char> = self.dice.pick(&PIECES).chars().collect();
                let times = if self.dice.chance(5) { 100 } else { 1 };
                text.splice(from..from, piece.repeat(times));
            }
            _ => {
                let piece: Vec<char> = self.dice.pick(&PIECES).chars().collect();
                text.splice(from..to, piece);
            }
        }
    }

    fn stretch(&mut self, length: usize) -> (usize, usize) {
        let (one, other) = (self.dice.place(length + 1), self.dice.place(length + 1));
        (one.min(other), one.max(other))
    }
}

/// Reads a query in every language; what is read in ours and in one of the others is searched for,
/// now and then.
fn attempt(text: &str, number: usize, snapshot: &Snapshot) {
    let snapshot = Some(snapshot).filter(|_| number.is_multiple_of(SEARCHED_ONE_IN));
    run(text, parse(text, today()), snapshot);
    for (place, dialect) in Dialect::ALL.into_iter().enumerate() {
        let turn = place == number / SEARCHED_ONE_IN % Dialect::ALL.len();
        run(text, read_dialect(dialect, text, today()), snapshot.filter(|_| turn));
    }
}

/// Looks at what is told, prints what can be run and reads it again, and searches for it in an
/// archive.
fn run(text: &str, parsed: Parsed, snapshot: Option<&Snapshot>) {
    for problem in &parsed.problems {
        assert!(text.get(problem.span.start..problem.span.end).is_some(), "{problem:?}");
    }
    if parsed.problems.iter().any(|problem| problem.severity == Severity::Refused) {
        return;
    }
    let printed = parsed.query.to_string();
    let again = parse(&printed, today()).query;
    assert_eq!(again.without_spans(), parsed.query.without_spans(), "read again: {printed}");
    assert_eq!(again.to_string(), printed, "printed once more");
    let Some(snapshot) = snapshot else { return };
    let mut searcher = Searcher::new(snapshot).expect("the archive opens");
    let request = Request {
        query: parsed.query,
        sort: Sort::Default,
        limit: 3,
        after: None,
        facets: Vec::new(),
        timeline: false,
        show: Show::EveryMatch,
        fold: Fold::COPIES,
    };
    // A query may be refused by its reading; it may not break.
    drop(searcher.page(&request));
}

#[test]
fn no_query_breaks_a_reading_or_a_search() {
    let shelf = Shelf::new();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/korea");
    shelf.ingest_with(&[&corpus], &options());
    let snapshot = shelf.snapshot();
    let mut mutator = Mutator { dice: Dice::new(number_from("MORGUE_FUZZ_SEED").unwrap_or(1)) };
    let until = number_from("MORGUE_FUZZ_SECONDS")
        .map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let goes_on = |tried: usize| match until {
        Some(until) => Instant::now() < until,
        None => tried < QUERIES,
    };
    let (mut tried, mut slowest) = (0, (Duration::ZERO, String::new()));
    while goes_on(tried) {
        let text = mutator.next();
        let start = Instant::now();
        let ended = catch_unwind(AssertUnwindSafe(|| attempt(&text, tried, &snapshot)));
        assert!(ended.is_ok(), "this query breaks something: {text:?}");
        tried += 1;
        slowest = slowest.max((start.elapsed(), text));
    }
    println!("{tried} queries, the slowest in {:?}: {:?}", slowest.0, slowest.1);
}
