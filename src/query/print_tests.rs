//! Whatever tree there is, what is printed of it reads as that tree.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::clipping::{Dating, Dimension};
use crate::query::{Attribute, MAX_CLAUSES, MAX_DEPTH, MAX_QUERY_BYTES, Parsed, Role, Severity};
use crate::query::{parse, read_range};
use crate::text::Span;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day")
}

fn read(text: &str) -> Parsed {
    parse(text, today())
}

/// Words that mean something at some place of some query.
const WORDS: [&str; 45] = [
    "pact",
    "US",
    "AND",
    "OR",
    "NOT",
    "and",
    "NEAR",
    "NEAR5",
    "SAME",
    "ADJ3",
    "PRE=2",
    "W/5",
    "w/s",
    "/5",
    "/s",
    "w10",
    "near5",
    "within",
    "3",
    "words",
    "of",
    "w/",
    "10",
    "w",
    "ATLEAST/3",
    "atleast3",
    "atl3",
    "CAPS",
    "AROUND",
    "headline",
    "date:2019",
    "a=b",
    "^4",
    "~2",
    "x~1",
    "x^2",
    "pact?",
    "pact!",
    "/pa.t/",
    "-x",
    "=x",
    "\\x",
    "www.news.example",
    "지소미아",
    "C++",
];

/// Anything a word can be: no blank, parenthesis, bar or quotation mark, but a letter or digit.
fn any_word() -> impl Strategy<Value = String> {
    let typed = prop::sample::select(&WORDS[..]).prop_map(str::to_owned);
    let signs = "[a-zA-Z0-9~^=:/.*?!#$%&+\\-\u{202e}\u{ad}é한」\\\\]{0,5}";
    let strange = (signs, "[a-zA-Z0-9é한]", signs).prop_map(|(a, b, c)| format!("{a}{b}{c}"));
    prop_oneof![4 => typed, 1 => strange]
}

fn phrase_text() -> impl Strategy<Value = String> {
    let typed = prop::sample::select(vec![
        "security pact",
        "AND",
        "w10",
        "a \" b",
        "“a” »b«",
        "a \" b » c",
        "\" » «",
        "export cu*",
        "\\\"a",
        "a\\",
    ]);
    prop_oneof![typed.prop_map(str::to_owned), "\\PC{0,8}a\\PC{0,4}"]
        .prop_map(|text| quotable(&text))
}

fn printed() -> impl Strategy<Value = Printed> {
    prop_oneof![
        4 => Just(Printed::Anyhow),
        1 => Just(Printed::AllCapitals),
        1 => Just(Printed::WithCapitals),
        1 => Just(Printed::WithoutCapitals),
    ]
}

fn scope() -> impl Strategy<Value = Scope> {
    prop_oneof![4 => Just(Scope::Anywhere), 1 => prop::sample::select(&Scope::ALL[..])]
}

fn word() -> impl Strategy<Value = NodeKind> {
    // Three letters of an alphabet at least may differ.
    let near = any_word().prop_map(|word| {
        let letters: String = word.chars().filter(|c| !crate::text::fold::is_cjk(*c)).collect();
        letters + "abc"
    });
    let wild = prop::sample::select(vec!["trea*", "wom?n", "why?", "지*", "AN*", "/ab*", "w/5*"]);
    let regex = prop::sample::select(vec!["pa.t", "a/b", "x(s|ed)?", "\"x»", "\\w+", "a\\\\"]);
    let of_form = prop_oneof![
        4 => any_word().prop_map(|text| (text, WordForm::Stem)),
        2 => any_word().prop_map(|text| (text, WordForm::Exact)),
        1 => (near, 1_u8..=2).prop_map(|(text, by)| (text, WordForm::Fuzzy(by))),
        1 => wild.prop_map(|text| (text.to_owned(), WordForm::Wild)),
        1 => regex.prop_map(|text| (text.to_owned(), WordForm::Regex)),
    ];
    (of_form, printed(), scope()).prop_map(|((text, form), printed, scope)| {
        // Of a word in capitals, only the form that is typed can be meant.
        let form = match form {
            WordForm::Stem if printed != Printed::Anyhow => WordForm::Exact,
            form => form,
        };
        NodeKind::Word { text, form, printed, scope }
    })
}

fn phrase() -> impl Strategy<Value = NodeKind> {
    let slack = prop_oneof![3 => Just(0), 1 => 1_u32..=9];
    (phrase_text(), slack, printed(), scope(), any::<bool>()).prop_map(
        |(text, slack, printed, scope, alone)| {
            let phrase = NodeKind::Phrase { text, slack, printed, scope };
            match alone && slack == 0 {
                true => NodeKind::Equivalent(vec![placed_nowhere(phrase)]),
                false => phrase,
            }
        },
    )
}

fn filter() -> impl Strategy<Value = NodeKind> {
    let range = || {
        let typed = vec!["2019", "2019-11-13", "..1999", ">9998", "30d", "0001-01-01"];
        prop::sample::select(typed).prop_map(|text| read_range(text, today()).expect(text))
    };
    let dimensions = || prop::sample::select(&Dimension::ALL[1..]);
    let value = || prop_oneof![any_word().prop_map(|word| quotable(&word)), phrase_text()];
    prop_oneof![
        4 => (dimensions(), value()).prop_map(|(dimension, value)| {
            Filter::Facet { dimension, value, paths: Vec::new() }
        }),
        2 => (range(), any::<bool>()).prop_map(|(range, inside)| {
            Filter::Date(range, if inside { Overlap::Inside } else { Overlap::Any })
        }),
        1 => Just(Filter::Undated),
        1 => range().prop_map(Filter::Added),
        1 => (any::<u64>(), any::<u64>()).prop_map(|(one, other)| {
            Filter::Words { at_least: one.min(other), at_most: one.max(other) }
        }),
        1 => (0..5_u64).prop_map(|at_least| Filter::Words { at_least, at_most: u64::MAX }),
        1 => value().prop_map(|value| Filter::Id(value.to_ascii_lowercase())),
        1 => value().prop_map(Filter::Path),
        1 => prop::sample::select(&Attribute::ALL[..]).prop_map(Filter::Has),
        1 => prop::sample::select(&Dating::ALL[..]).prop_map(Filter::Dated),
        1 => prop::sample::select(&Role::ALL[..]).prop_map(Filter::Is),
    ]
    .prop_map(NodeKind::Filter)
}

fn window() -> impl Strategy<Value = Window> {
    let reach = prop_oneof![
        (1_u32..=20).prop_map(Reach::Within),
        (1_u32..=20).prop_map(Reach::Exactly),
        Just(Reach::Sentence),
        Just(Reach::Paragraph),
        Just(Reach::Zone),
    ];
    (reach, any::<bool>()).prop_map(|(reach, in_order)| {
        // An exact distance is one in order.
        let in_order = in_order || matches!(reach, Reach::Exactly(_));
        Window { reach, order: if in_order { Order::AsNamed } else { Order::Either } }
    })
}

fn placed_nowhere(kind: NodeKind) -> Node {
    Node { kind, span: Span::default() }
}

fn node() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        6 => word(),
        2 => phrase(),
        2 => filter(),
        1 => Just(NodeKind::Everything),
    ];
    let leaf = leaf.prop_map(placed_nowhere);
    let tree = leaf.prop_recursive(5, 24, 6, |part| {
        let boxed = || part.clone().prop_map(Box::new);
        let several = || prop::collection::vec(part.clone(), 2..7);
        let factor = prop::sample::select(vec![0.0_f32, 0.1, 1.5, 1e-7, 1_000.0]);
        let joined = prop_oneof![
            4 => several().prop_map(NodeKind::And),
            3 => several().prop_map(NodeKind::Or),
            2 => boxed().prop_map(NodeKind::Not),
            2 => (boxed(), window(), boxed())
                .prop_map(|(left, window, right)| NodeKind::Near { left, window, right }),
            1 => (boxed(), window(), boxed())
                .prop_map(|(left, window, right)| NodeKind::NotNear { left, window, right }),
            1 => (1_u32.., boxed()).prop_map(|(times, inner)| NodeKind::AtLeast { times, inner }),
            1 => (1_u32.., boxed()).prop_map(|(words, inner)| NodeKind::First { words, inner }),
            1 => (factor, boxed()).prop_filter("no words", |(_, inner)| {
                let kind = &inner.kind;
                !matches!(
                    kind,
                    NodeKind::Filter(_) | NodeKind::Everything | NodeKind::Boost { .. }
                )
            })
            .prop_map(|(factor, inner)| NodeKind::Boost { factor, inner }),
        ];
        joined.prop_map(placed_nowhere)
    });
    let words = prop::collection::vec(any_word(), 1..12).prop_map(|words| {
        let bare = |text| {
            let (form, printed, scope) = (WordForm::Stem, Printed::Anyhow, Scope::Anywhere);
            placed_nowhere(NodeKind::Word { text, form, printed, scope })
        };
        let mut words: Vec<Node> = words.into_iter().map(bare).collect();
        match words.len() {
            1 => words.swap_remove(0),
            _ => placed_nowhere(NodeKind::And(words)),
        }
    });
    prop_oneof![3 => tree, 1 => words]
}

/// The same tree, as strict, and nothing left out.
fn check_reads_again(query: &Query) -> Result<(), TestCaseError> {
    let printed = query.to_string();
    let Parsed { query: again, problems } = read(&printed);
    let refused: Vec<_> =
        problems.iter().filter(|problem| problem.severity != Severity::Said).collect();
    prop_assert!(refused.is_empty(), "{}: {:?}", printed, refused);
    prop_assert_eq!(again.without_spans(), query.clone(), "{}", printed);
    prop_assert_eq!(again.to_string(), printed);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn any_tree_reads_again(root in node(), exact in any::<bool>()) {
        let looseness = if exact { Looseness::Exact } else { looseness::of(&root) };
        check_reads_again(&Query { root: Some(root), looseness })?;
    }
}

/// What is printed of a text, and reads as the same.
fn check(text: &str, expect: &str) {
    let query = read(text).query;
    assert_eq!(query.to_string(), expect, "{text}");
    assert_eq!(read(expect).query.without_spans(), query.without_spans(), "{text}");
}

#[test]
fn a_headline_in_capitals_is_told_in_words_that_join_nothing() {
    check(
        "SEOUL AND TOKYO TO MEET OR NOT NEAR DEADLINE",
        "SEOUL and TOKYO TO MEET or not near DEADLINE",
    );
    // What is left of it would be no headline any more.
    check("S「[[[…」 C++ C# .NET A AND TOKYO) TO", "S \"[[[…\" C++ C# .NET A and TOKYO TO");
    check("A「B」 AND C) D) E F", "A \"B\" and C D E F");
    check("HEADLINE=AND A B C D E", "headline:=and A B C D E");
    check("SEOUL W10 PACT OVER DEADLINE NEARS", "SEOUL \\W10 PACT OVER DEADLINE NEARS");
    check("ATLEAST3 MEN SHOT IN SEOUL TODAY", "\\ATLEAST3 MEN SHOT IN SEOUL TODAY");
}

#[test]
fn a_word_behind_a_backslash_is_only_a_word() {
    check("Seoul \\AND Tokyo", "Seoul \\AND Tokyo");
    check("\\Seoul \\\\pact", "Seoul \\\\\\pact");
    check("\\pact\\~2^3 \\date:2019", "\\pact\\~2^3 \\date:2019");
    check("region:\\AND", "region:\"AND\"");
    check("\\\"security pact\\\"", "\"security pact\\\"");
    assert_eq!(read("Seoul \\AND Tokyo").query.looseness, Looseness::AllThenMost);
}

#[test]
fn words_of_operators_in_fields_stand_in_quotation_marks() {
    check("region:\"AND\" tag:\"w/5\" id:atl5", "region:\"AND\" tag:\"w/5\" id:atl5");
    check("«a \"b\"» path:«c”»", "«a \"b\"» path:«c”»");
    check("region:/\"»「」/", "region:»/\"»「」/«");
    // Which no quotation marks could hold.
    check("region:/\"»「」『』«/", "region:\"/ »「」『』«/\"");
}

#[test]
fn what_stands_in_one_group_of_filters_stays_as_strict() {
    check("a AND b AND region:(x OR y)", "a AND b AND (region:x OR region:y)");
    check("a b region:ATLEAST/3(Korea)", "a b ATLEAST/3(region:Korea)");
}

#[test]
fn a_sign_that_is_left_out_changes_nothing_else() {
    check("ALLCAPS(US)~", "ALLCAPS(US)");
    check("=US~2 pact", "=US pact");
}

#[test]
fn a_tree_as_deep_as_one_may_be_can_be_typed() {
    let nots = "NOT ".repeat(MAX_DEPTH) + "x";
    let counts = "atleast5 ".repeat(MAX_DEPTH) + "headline:=CAPS(x)";
    let denied = "-a W/3 (".repeat(MAX_DEPTH / 2 - 1) + "b" + &")".repeat(MAX_DEPTH / 2 - 1);
    for text in [&nots, &counts, &denied, &("a W/1 ".repeat(MAX_DEPTH) + "b")] {
        let Parsed { query, problems } = read(text);
        assert!(problems.iter().all(|problem| problem.severity == Severity::Said), "{text}");
        check_reads_again(&query.without_spans()).expect(text);
    }
    for text in ["NOT ".to_owned() + &nots, "a W/1 ".repeat(MAX_DEPTH + 1) + "b"] {
        assert!(read(&text).problems.iter().any(|told| told.severity == Severity::Refused));
    }
}

#[test]
fn what_would_be_too_long_to_type_is_refused() {
    let words = "x|".repeat(MAX_CLAUSES / 2);
    let long = words + &"y".repeat(MAX_QUERY_BYTES - 2 * MAX_CLAUSES);
    let problems = read(&long).problems;
    assert!(problems.iter().any(|told| told.severity == Severity::Refused), "{problems:?}");
}
