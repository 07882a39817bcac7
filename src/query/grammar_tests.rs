//! How queries are read: habits, traps and repairs.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Parsed {
    parse(text, NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day"))
}

/// The tree with every group in parentheses.
fn tree(text: &str) -> String {
    fn show(node: &Node) -> String {
        let all = |nodes: &[Node], sign: &str| {
            format!("({})", nodes.iter().map(show).collect::<Vec<_>>().join(sign))
        };
        match &node.kind {
            NodeKind::And(nodes) => all(nodes, " & "),
            NodeKind::Or(nodes) => all(nodes, " | "),
            NodeKind::Not(inner) => format!("!{}", show(inner)),
            _ => node.to_string(),
        }
    }
    read(text).query.root.as_ref().map_or_else(String::new, show)
}

fn check(text: &str, expect: &str) {
    assert_eq!(tree(text), expect, "{text}");
}

#[test]
fn bare_words_are_joined_by_and() {
    check("GSOMIA Japan", "(GSOMIA & Japan)");
    check("GSOMIA AND Japan", "(GSOMIA & Japan)");
    check("GSOMIA (Seoul OR Tokyo) -opinion", "(GSOMIA & (Seoul | Tokyo) & !opinion)");
    check("GSOMIA AND NOT trade", "(GSOMIA & !trade)");
    check("a | b", "(a | b)");
}

#[test]
fn and_binds_closer_than_or_and_it_is_said() {
    check("a AND b OR c", "((a & b) | c)");
    assert!(read("a AND b OR c").problems[0].message.contains("AND binds closer"));
    assert!(read("(a AND b) OR c").problems.is_empty());
}

/// The first that is said of a query, and at which words of it.
fn check_said(text: &str, at: &str, message: &str) {
    let problems = read(text).problems;
    let first = problems.first().map(|first| (first.span.of(text), first.message.as_str()));
    assert_eq!(first, Some((at, message)), "{text}");
}

#[test]
fn what_people_could_mean_otherwise_is_said() {
    check_said("pact OR -trade", "-trade", "OR -trade adds every clipping that -trade leaves");
    check_said("C++", "C++", "C++ is looked for as C: signs are no part of words");
    check_said("C# code", "C#", "C# is looked for as C: signs are no part of words");
    check_said(".NET", ".NET", ".NET is looked for as NET: signs are no part of words");
    for text in ["AT&T", "+pact", "U.S.", "pact -trade", "don't", "F-16."] {
        assert_eq!(read(text).problems, [], "{text}");
    }
}

#[test]
fn lower_case_operators_are_words() {
    check("Seoul and Tokyo", "(Seoul & and & Tokyo)");
}

#[test]
fn phrases_open_and_close_with_any_quotation_mark() {
    for text in
        ["\"the pact\"", "“the pact”", "„the pact“", "«the pact»", "「the pact」", "”the pact”"]
    {
        check(text, "\"the pact\"");
    }
    check("headline:\"the pact\"", "headline:\"the pact\"");
}

#[test]
fn fields_and_their_aliases_meet() {
    check("hd:pact", "headline:pact");
    check("title:(Seoul OR Tokyo)", "(headline:Seoul | headline:Tokyo)");
    check("region:Korea/Seoul", "region:Korea/Seoul");
    check("country:(Korea OR Japan)", "(region:Korea | region:Japan)");
    check("category:\"Korea, South\"", "category:\"Korea, South\"");
    check("date:2019-11", "date:2019-11-01..2019-11-30");
    check("date:~2019", "date:~2019-01-01..2019-12-31");
    check("words:>400", "words:>=401");
    check("is:undated", "date:unknown");
}

#[test]
fn an_unknown_field_is_text() {
    check("Analysis: Korea", "(Analysis: & Korea)");
    assert!(read("Analysis: Korea").problems[0].message.contains("no field Analysis"));
    check("10:30", "10:30");
    check("https://news.example/1", "url:\"https://news.example/1\"");
}

#[test]
fn exact_words_and_prefixes() {
    check("=pact terminat*", "(=pact & terminat*)");
    check("지*", "지*");
    check("a*", "a");
    check("extend! OR renew!", "(extend* | renew*)");
    check("headline=pact", "headline:=pact");
}

#[test]
fn windows_bind_closer_than_not_and_are_read_from_left_to_right() {
    check("Jeong PRE/3 doo Kono", "(Jeong PRE/3 doo & Kono)");
    check("a W/3 b W/5 c", "a W/3 b W/5 c");
    check("a W/3 (b W/5 c)", "a W/3 (b W/5 c)");
    check("a NOT W/3 b", "a NOT W/3 b");
    check("x AND NOT a W/3 b", "(x & !a W/3 b)");
    check("(a OR b) W/S (c d)", "(a OR b) W/S (c d)");
    check("headline:(a W/5 b)", "headline:a W/5 headline:b");
    assert!(read("(a OR b) W/S (c d)").problems.is_empty());
}

#[test]
fn windows_have_the_names_people_bring() {
    for (typed, expect) in [
        ("a w/5 b", "a W/5 b"),
        ("a near/5 b", "a W/5 b"),
        ("a /5 b", "a W/5 b"),
        ("a NEAR5 b", "a W/5 b"),
        ("a pre/3 b", "a PRE/3 b"),
        ("a ONEAR/3 b", "a PRE/3 b"),
        ("a ADJ3 b", "a PRE/3 b"),
        ("a ADJ b", "a PRE/1 b"),
        ("a PRE=3 b", "a PRE=3 b"),
        ("a w/s b", "a W/S b"),
        ("a SAME b", "a W/P b"),
        ("a w/seg b", "a W/F b"),
        ("a pre/p b", "a PRE/P b"),
    ] {
        check(typed, expect);
    }
    check("same near adj", "(same & near & adj)");
    check("w/o a pact", "(w/o & a & pact)");
}

#[test]
fn a_window_that_lacks_something_is_repaired() {
    for (text, expect) in [
        ("W/5 pact", "pact"),
        ("pact W/5", "pact"),
        ("pact W/5 AND x", "(pact & x)"),
        ("(a W/5) b", "(a & b)"),
        ("a W/5 W/3 b", "a W/3 b"),
        ("a W/0 b", "a W/1 b"),
        ("a W/99999999999 b", "a W/1000 b"),
        ("ATLEAST/3", ""),
        ("ATLEAST/3 AND x", "x"),
        ("a~1", "a"),
        ("(a b)~2", "(a & b)"),
        ("category:Korea^2", "category:Korea"),
    ] {
        check(text, expect);
        let problems = read(text).problems;
        assert!(problems.iter().any(|problem| problem.severity == Severity::Repaired), "{text}");
    }
    check("a W/5 NOT b", "a NOT W/5 b");
}

#[test]
fn counts_places_and_capitals_are_asked_for_in_front() {
    check("ATLEAST/3(Japan)", "ATLEAST/3(Japan)");
    check("atleast5(Japan)", "ATLEAST/5(Japan)");
    check("atleast5 Japan", "ATLEAST/5(Japan)");
    check("atl5(Japan)", "ATLEAST/5(Japan)");
    check("atl5 Japan", "(atl5 & Japan)");
    check("Seoul N/5 pact P/3 Japan", "Seoul W/5 pact PRE/3 Japan");
    check("Seoul /s pact", "Seoul W/S pact");
    check("Seoul && pact || Japan", "((Seoul & pact) | Japan)");
    check("^25(pact OR treaty)", "^25(pact OR treaty)");
    check("ALLCAPS(US) sanctions", "(ALLCAPS(US) & sanctions)");
    check("caps(pact OR \"the house\")", "(CAPS(pact) | CAPS(\"the house\"))");
    check("hd:NOCAPS(us)", "headline:NOCAPS(us)");
    check("caps lock", "(caps & lock)");
}

#[test]
fn habits_of_web_search_and_of_nexis_are_understood() {
    check("intitle:pact", "headline:pact");
    check("before:2019-11-20 after:2019", "(date:..2019-11-19 & date:2019-01-01..)");
    check("seoul AROUND(5) pact", "seoul W/5 pact");
    check("hlead(gsomia) AND body(pact)", "(hlead:gsomia & body:pact)");
    check("region(Korea) pact", "(region:Korea & pact)");
    check("title (pact)", "(title & pact)");
}

#[test]
fn words_that_stand_for_others() {
    check("wom?n", "wom?n");
    check("co?nter*", "co?nter*");
    check("kimchi~1", "kimchi~1");
    check("kimchi~", "kimchi~2");
    check("pact~", "pact~1");
    check("/pact(s|ed)?/", "/pact(s|ed)?/");
    check("/a\\/b/ c", "(/a\\/b/ & c)");
    check("\"security pact\"~3", "\"security pact\"~3");
    check("pact^2 (a OR b)^0.5", "(pact^2 & (a OR b)^0.5)");
    check("kimchi~1^3", "kimchi~1^3");
    check("and/or", "and/or");
    check("https://news.example/?id=1", "url:\"https://news.example/?id=1\"");
    check("protest? AND why", "(protest? & why)");
}

#[test]
fn weights_are_no_operators() {
    assert_eq!(read("GSOMIA^2 Japan").query.looseness, Looseness::AllThenMost);
}

#[test]
fn punctuation_of_pasted_text_is_no_operator() {
    check("Why now?", "(Why & now)");
    check("Stop!", "Stop");
    assert!(read("Stop!").problems[0].message.contains("punctuation"));
    check("SEOUL AND TOKYO TO MEET OVER PACT", "(SEOUL & and & TOKYO & TO & MEET & OVER & PACT)");
    check("self-defence - a history", "(self-defence & a & history)");
}

#[test]
fn whatever_is_missing_is_supplied_and_said() {
    for (text, expect) in [
        ("(Seoul Tokyo", "(Seoul & Tokyo)"),
        ("Seoul)", "Seoul"),
        ("Seoul AND", "Seoul"),
        ("OR Seoul", "Seoul"),
        ("Seoul NOT", "Seoul"),
        ("\"the pact", "\"the pact\""),
        ("Seoul ()", "Seoul"),
        ("headline:", ""),
        ("Seoul \"\"", "Seoul"),
    ] {
        check(text, expect);
        let problems = read(text).problems;
        assert!(problems.iter().any(|problem| problem.severity == Severity::Repaired), "{text}");
    }
}

#[test]
fn a_filter_that_means_nothing_is_refused_with_a_hint() {
    for text in ["date:soon", "words:many", "has:beauty", "date:2020..2018", "words:9..1"] {
        let problems = read(text).problems;
        assert_eq!(problems[0].severity, Severity::Refused, "{text}");
        assert!(problems[0].hint.is_some());
    }
}

#[test]
fn filters_are_joined_as_words_are() {
    check("region:(Korea OR Japan -China)", "(region:Korea | (region:Japan & !region:China))");
    check("region:(Korea OR (Japan AND China))", "(region:Korea | (region:Japan & region:China))");
    check("region:-China", "!region:China");
    check("headline:-pact", "!headline:pact");
    check("=(pact treaty)", "(=pact & =treaty)");
    check("(GSOMIA OR headline:) ferry", "(GSOMIA & ferry)");
    check("id:\"a b\"", "id:\"a b\"");
    assert_eq!(read("a b region:(Korea OR Japan)").query.looseness, Looseness::AllThenMost);
    for text in ["region:(Korea", "(GSOMIA OR headline:) ferry", "region:()", "date:"] {
        let problems = read(text).problems;
        assert!(problems.iter().any(|problem| problem.severity == Severity::Repaired), "{text}");
    }
}

#[test]
fn looseness_follows_the_words() {
    assert_eq!(read("GSOMIA").query.looseness, Looseness::Exact);
    assert_eq!(read("GSOMIA Japan pact").query.looseness, Looseness::AllThenMost);
    assert_eq!(read("GSOMIA Japan category:Korea").query.looseness, Looseness::AllThenMost);
    assert_eq!(read("GSOMIA AND Japan").query.looseness, Looseness::Exact);
    assert_eq!(read("GSOMIA -Japan").query.looseness, Looseness::Exact);
    assert_eq!(read("a b c d e f g h i").query.looseness, Looseness::Any);
}

#[test]
fn a_query_of_death_is_refused() {
    let deep = "(".repeat(5_000);
    assert!(read(&deep).problems.iter().any(|problem| problem.severity == Severity::Refused));
    let wide = "word ".repeat(MAX_CLAUSES + 10);
    assert!(read(&wide).problems.iter().any(|problem| problem.severity == Severity::Refused));
    for many in [
        format!("region:({})", "a ".repeat(MAX_CLAUSES + 10)),
        "region:a ".repeat(MAX_CLAUSES + 10),
        "(a W/1 ".repeat(MAX_DEPTH + 10),
        "a W/1 ".repeat(MAX_DEPTH + 10),
        "ATLEAST/2(".repeat(5_000),
    ] {
        let problems = read(&many).problems;
        assert!(problems.iter().any(|problem| problem.severity == Severity::Refused));
    }
    read(&"*".repeat(60_000));
    read(&("a".to_owned() + &"*!".repeat(30_000)));
    read(&("a".to_owned() + &"~1^2".repeat(15_000)));
    read(&("region:(".to_owned() + &"(".repeat(5_000)));
    read(&("region:".to_owned() + &"-".repeat(5_000)));
    let nots = "-".repeat(5_000) + "a";
    read(&nots);
    assert!(read(&"x".repeat(MAX_QUERY_BYTES + 1)).query.root.is_none());
}

/// What is printed can be typed again: the same tree, as strict.
fn check_printed(text: &str, expect: &str) {
    let query = read(text).query;
    assert_eq!(query.to_string(), expect);
    assert_eq!(read(expect).query.without_spans(), query.without_spans(), "{text}");
}

#[test]
fn what_is_printed_is_as_strict_as_what_was_typed() {
    check_printed("GSOMIA AND Japan", "GSOMIA AND Japan");
    check_printed("(pact%now?~)", "pact%now~2");
    check_printed("Seoul pact) Tokyo", "Seoul pact Tokyo");
    let filters = "(category:Korea -category:China) Seoul pact";
    check_printed("category:(Korea -China) Seoul pact", filters);
    check_printed("category:(-China) Seoul pact", "-category:China Seoul pact");
    check_printed("pact^2!", "\"pact^2\"");
    check_printed("Seoul () pact", "Seoul pact");
    check_printed("(Seoul Tokyo)-pact", "(Seoul Tokyo) pact");
    check_printed("Seoul headline:() pact", "Seoul pact");
    check_printed("seoul w10! pact", "seoul \"w10\" pact");
    check_printed("*date:2019 *OR", "\"date:2019\" \"OR\"");
    check_printed("GSOMIA Japan", "GSOMIA Japan");
    check_printed("GSOMIA AND Japan AND is:brief", "GSOMIA AND Japan AND status:brief");
    check_printed("GSOMIA AND is:Lead", "GSOMIA is:lead");
    check_printed("(US OR UN OR EU OR NATO OR IMF)", "(US OR UN OR EU OR NATO OR IMF)");
    check_printed("US UN EU NATO IMF", "US UN EU NATO IMF");
    check_printed("SEOUL AND TOKYO TO MEET OVER PACT", "SEOUL and TOKYO TO MEET OVER PACT");
    check_printed("(protest?)", "(protest?)");
    check_printed("protest? AND why", "(protest? why)");
    check_printed("protest? -why", "protest? -why");
    check_printed("(=pact)^2", "(=pact)^2");
    check_printed("pact -(/treat.*/)", "pact -(/treat.*/)");
}

fn query_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("AND"),
        Just("OR"),
        Just("NOT"),
        Just("-"),
        Just("("),
        Just(")"),
        Just("\""),
        Just("“"),
        Just("pact"),
        Just("GSOMIA"),
        Just("지소미아"),
        Just("headline:"),
        Just("region:"),
        Just("date:2019"),
        Just("=x"),
        Just("ab*"),
        Just("*"),
        Just(":"),
        Just("W/5"),
        Just("…"),
        Just("«a b»"),
        Just("!"),
        Just("words:>1"),
        Just("NOT W/3"),
        Just("pre/s"),
        Just("PRE=2"),
        Just("SAME"),
        Just("ATLEAST/2"),
        Just("atleast3("),
        Just("^4("),
        Just("CAPS(a"),
        Just("ALLCAPS("),
        Just("kim?hi"),
        Just("kimchi~1"),
        Just("\"a b\"~2"),
        Just("\"a b*\""),
        Just("/pa.t/"),
        Just("pact^2"),
        Just(")^3"),
        Just("~"),
        Just("^"),
        Just("****"),
        Just("category:(Korea"),
        Just("=("),
        Just("=\"a b\""),
        Just("-=\"a b\"^2"),
        Just("headline:)"),
        Just("w10"),
        Just("within 3 of"),
        Just("within"),
        Just("3"),
        Just("of"),
        Just("w/ 5"),
        Just("w"),
        Just("near5"),
        Just("near"),
        Just("/s"),
        Just("/5"),
        Just("N/5"),
        Just("&&"),
        Just("||"),
        Just("atl2("),
        Just("(w10)"),
        Just("rst=x"),
        Just("date geq 2019"),
        Just("kim%now?"),
    ];
    // A headline in capitals, with what is an operator elsewhere.
    let capitals = prop::sample::select(vec![
        "SEOUL",
        "US",
        "C++",
        ".NET",
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "NEAR5",
        "SAME",
        "PRE=2",
        "W10",
        "WITHIN",
        "3",
        "OF",
        "ATLEAST3",
        "HEADLINE=",
        "=EU",
        "-PACT",
        "PACT^2",
        "|",
        ")",
        "「A」",
        "「B",
        "WHY?",
        "STOP!",
        "AB*",
        "\\AND",
        "\\W10",
        "&&",
    ]);
    prop_oneof![
        3 => prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.join(" ")),
        1 => prop::collection::vec(capitals, 3..14).prop_map(|words| words.join(" ")),
    ]
}

proptest! {
    #[test]
    fn a_printed_query_reads_as_the_same_tree(text in query_text()) {
        let first = read(&text);
        prop_assume!(first.problems.iter().all(|problem| problem.severity != Severity::Refused));
        let printed = first.query.to_string();
        let again = read(&printed).query.without_spans();
        prop_assert_eq!(again, first.query.without_spans(), "{} -> {}", text, printed);
    }

    #[test]
    fn any_text_is_read_and_read_again(text in "\\PC{0,60}") {
        let first = read(&text);
        prop_assume!(first.problems.iter().all(|problem| problem.severity != Severity::Refused));
        let again = read(&first.query.to_string()).query.without_spans();
        prop_assert_eq!(again, first.query.without_spans());
    }
}
