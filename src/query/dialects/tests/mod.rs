//! How queries of other houses are read: a table a house, and what holds for all of them.

mod factiva;
mod gdelt;
mod lucene;
mod nexis;
mod proquest;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day")
}

/// How it ends what is told of the forms of words.
const FORMS: &str = "here with all forms of its stem";

/// Reads a query, and sees that what is printed of it reads the same in our language.
/// What is told of the forms of words, nearly always, is taken off.
fn read_and_print(dialect: Dialect, text: &str) -> (String, Vec<Problem>) {
    let Parsed { query, mut problems } = read(dialect, text, today());
    problems.retain(|problem| !problem.message.ends_with(FORMS));
    let printed = query.to_string();
    if problems.iter().all(|problem| problem.severity != Severity::Refused) {
        let again = parse(&printed, today()).query;
        assert_eq!(again.without_spans(), query.without_spans(), "{text} -> {printed}");
    }
    (printed, problems)
}

/// Each query is read as the other, with nothing to say about it.
fn check(dialect: Dialect, queries: &[(&str, &str)]) {
    for (theirs, ours) in queries {
        let (printed, problems) = read_and_print(dialect, theirs);
        assert_eq!(printed, *ours, "{theirs}");
        assert_eq!(problems, [], "{theirs}");
    }
}

/// A query, what it is read as, and at which words of it what is said.
type Told<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

/// Each query is read as the other, and what is said stands at these words of it.
fn check_told(dialect: Dialect, queries: &[Told<'_>]) {
    for (theirs, ours, told) in queries {
        let (printed, problems) = read_and_print(dialect, theirs);
        assert_eq!(printed, *ours, "{theirs}");
        let problems: Vec<(&str, &str)> = problems
            .iter()
            .map(|problem| (problem.span.of(theirs), problem.message.as_str()))
            .collect();
        assert_eq!(problems, *told, "{theirs}");
    }
}

#[test]
fn a_query_of_death_is_refused() {
    for dialect in Dialect::ALL {
        for text in [
            "(".repeat(5_000) + "a",
            "a and not (b or ".repeat(500) + "c",
            "-".repeat(5_000) + "a",
            "a w/5 ".repeat(5_000) + "b",
            "a near5 ".repeat(5_000) + "b",
            "a PRE/5 ".repeat(5_000) + "b",
            "hd=".repeat(5_000) + "a",
            "atleast3 ".repeat(5_000) + "a",
            "atleast3(".repeat(5_000) + "a",
            "TI(".repeat(5_000) + "a",
            "title:(a ".repeat(2_000),
            "a/F5/".repeat(2_000),
            "x".repeat(MAX_QUERY_BYTES + 1),
        ] {
            read_and_print(dialect, &text);
        }
        let wide = "word OR ".repeat(2_000) + "word";
        let refused = read(dialect, &wide, today()).problems;
        assert!(refused.iter().any(|problem| problem.severity == Severity::Refused));
    }
}

#[test]
fn that_a_bare_word_finds_more_here_is_told_once_at_the_first() {
    let told = |dialect: Dialect, text: &str| -> Vec<(String, String)> {
        let problems = read(dialect, text, today()).problems.into_iter();
        let forms = problems.filter(|problem| problem.message.ends_with(FORMS));
        forms.map(|told| (told.span.of(text).to_owned(), told.hint.unwrap_or_default())).collect()
    };
    for dialect in Dialect::ALL {
        let once = [("sanctions".to_owned(), "=sanctions finds this form only".to_owned())];
        assert_eq!(told(dialect, "\"trade war\" AND (sanctions OR tariffs)"), once);
        assert_eq!(told(dialect, "\"trade war\""), []);
    }
    assert_eq!(told(Dialect::Nexis, "byline(kim) and country(japan) and tariff! and 지소미아"), []);
    assert_eq!(told(Dialect::Nexis, "terms("), []);
}

#[test]
fn what_is_lost_comes_with_what_to_type_instead() {
    for (dialect, text, hint) in [
        (Dialect::Factiva, "ns=gdip and gsomia", "tag:diplomacy"),
        (Dialect::Factiva, "sc=koretm and gsomia", "outlet:"),
        (Dialect::Nexis, "terms(trade) and gsomia", "tag:trade"),
        (Dialect::Gdelt, "sourcecountry:KS gsomia", "region:Korea"),
        (Dialect::Proquest, "PD(>2019-02-30) AND gsomia", "2019-11-13"),
    ] {
        let problems = read(dialect, text, today()).problems;
        let hints: String = problems.into_iter().filter_map(|problem| problem.hint).collect();
        assert!(hints.contains(hint), "{text}: {hints}");
    }
}

const PAGE: &str = include_str!("../../../../docs/dialects.md");

/// The rows of the page, by heading: theirs and ours.
fn rows() -> Vec<(Dialect, &'static str, &'static str)> {
    let mut rows = Vec::new();
    let mut dialect = None;
    for line in PAGE.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            let named = |dialect: &Dialect| dialect.name() == heading.to_lowercase();
            dialect = Dialect::ALL.into_iter().find(named);
        }
        let cells: Vec<&str> = line.split('`').collect();
        if let (Some(dialect), ["| ", theirs, " | ", ours, ..]) = (dialect, cells.as_slice()) {
            rows.push((dialect, *theirs, *ours));
        }
    }
    rows
}

#[test]
fn every_row_of_the_page_holds() {
    let rows = rows();
    assert!(rows.len() > 70);
    for (dialect, theirs, ours) in rows {
        assert_eq!(read_and_print(dialect, theirs).0, ours, "{theirs}");
    }
}

#[test]
fn names_are_told_apart_and_stand_in_small_letters() {
    for dialect in Dialect::ALL {
        assert!(dialect.name().bytes().all(|byte| byte.is_ascii_lowercase()));
        let same = Dialect::ALL.into_iter().filter(|other| other.name() == dialect.name());
        assert_eq!(same.count(), 1);
    }
}

fn any_dialect() -> impl Strategy<Value = Dialect> {
    prop::sample::select(Dialect::ALL.to_vec())
}

fn query_text() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "and",
        "or",
        "not",
        "AND",
        "OR",
        "NOT",
        "and not",
        "same",
        "pact",
        "GSOMIA",
        "US",
        "지소미아",
        "(",
        ")",
        "[",
        "]",
        "\"",
        "\"a b\"",
        "“the pact”",
        "«x»",
        "w/5",
        "w5",
        "near5",
        "near/3",
        "pre/2",
        "adj",
        "%",
        "w/s",
        "/p",
        "w/seg",
        "not w/3",
        "NEAR",
        "P/1",
        "/N3/",
        "/F50/",
        "a/F5/",
        "atleast3",
        "atleast2(",
        "hd=",
        "hd=(",
        "la=en",
        "re=",
        "sc=x",
        "ns=y",
        "wc>100",
        "date after 20191101",
        "date from 1 to 2",
        "date last week",
        "hlead(",
        "date(geq (11/1/2019))",
        "length>400",
        "length(",
        "allcaps(",
        "caps(us",
        "terms(",
        "TI(",
        "TI,AB(",
        "PD(20191101-20191231)",
        "X(\"a\")",
        "\"{a b}\"",
        "LNK",
        "--",
        "nutr[*5]",
        "-",
        "-x",
        "near20:\"a b c\"",
        "repeat3:\"a\"",
        "sourcelang:kor",
        "tone<-5",
        "domain:",
        "theme:",
        "+",
        "!",
        "&&",
        "||",
        "title:",
        "title:(",
        "~",
        "~2",
        "^4",
        "^",
        "\"a b\"~5",
        "[a TO b]",
        "date:[20190101 TO *}",
        "roam~0.5",
        "*",
        "?",
        "*x",
        "te?t",
        "ab*",
        "a!",
        "wom*n",
        "x**",
        "engin$3",
        "/ab.*/",
        "\\(",
        "\\",
        ":",
        "=",
        "words:>1",
        "a:b",
        "w/99999",
        "/",
        "*:*",
        "0",
        "kimchi?",
    ];
    let piece = prop::sample::select(PIECES.to_vec());
    let blank = prop::sample::select(vec![" ", " ", " ", ""]);
    prop::collection::vec((piece, blank), 0..12).prop_map(|pieces| {
        pieces.into_iter().map(|(piece, blank)| format!("{piece}{blank}")).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn no_text_makes_a_house_panic(dialect in any_dialect(), text in "\\PC{0,60}") {
        read_and_print(dialect, &text);
    }

    #[test]
    fn a_translation_reads_as_the_same_tree(dialect in any_dialect(), text in query_text()) {
        read_and_print(dialect, &text);
    }

    #[test]
    fn problems_stand_in_the_text(dialect in any_dialect(), text in query_text()) {
        for problem in read(dialect, &text, today()).problems {
            prop_assert!(text.get(problem.span.start..problem.span.end).is_some());
        }
    }
}
