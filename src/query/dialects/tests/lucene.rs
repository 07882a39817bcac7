//! Lucene's classic query parser: what is read as what, and what is told.

use super::{check, check_told};
use crate::query::Dialect;

#[test]
fn queries_are_read_as_the_house_reads_them() {
    check(
        Dialect::Lucene,
        &[
            ("gsomia", "gsomia"),
            ("gsomia japan", "gsomia OR japan"),
            ("gsomia AND japan", "gsomia AND japan"),
            ("+gsomia +japan -opinion", "gsomia japan -opinion"),
            ("gsomia && !opinion", "gsomia -opinion"),
            ("gsomia || japan", "gsomia OR japan"),
            ("gsomia NOT opinion", "gsomia -opinion"),
            ("title:gsomia AND body:japan", "headline:gsomia body:japan"),
            (
                "title:(gsomia OR \"military pact\")",
                "headline:gsomia OR headline:\"military pact\"",
            ),
            ("roam~", "roam~2"),
            ("roam~1", "roam~1"),
            ("kimchi~2^3", "kimchi~2^3"),
            ("gsomia^4 japan^0.5", "gsomia^4 OR japan^0.5"),
            ("(gsomia OR pact)^2 AND japan", "(gsomia OR pact)^2 japan"),
            ("\"security pact\"^2 AND seoul", "\"security pact\"^2 seoul"),
            ("te?t AND test*", "te?t test*"),
            ("*somia AND seoul", "/.*somia/ seoul"),
            ("te*t", "te*t"),
            ("date:[20191101 TO 20191231] AND gsomia", "date:2019-11-01..2019-12-31 gsomia"),
            ("date:{2019-11-01 TO 2019-12-31} AND gsomia", "date:2019-11-02..2019-12-30 gsomia"),
            (
                "date:[2019-11-01T00:00:00Z TO 2019-12-31T23:59:59Z] AND gsomia",
                "date:2019-11-01..2019-12-31 gsomia",
            ),
            ("date:[NOW-7DAYS/DAY TO NOW] AND gsomia", "date:2019-11-13..2019-11-20 gsomia"),
            ("date:[2019-11-01 TO *] AND gsomia", "date:2019-11-01.. gsomia"),
            ("words:[400 TO 1000] AND gsomia", "words:400..1000 gsomia"),
            ("/gsom[ia]{2}/ AND seoul", "/gsom[ia]{2}/ seoul"),
            ("\\(1\\+1\\)\\:2 AND math", "\"(1+1):2\" math"),
            ("author:kim AND source:\"Korea Times\"", "byline:kim outlet:\"Korea Times\""),
            ("category:korea AND lang:(en OR ko)", "category:korea (language:en OR language:ko)"),
            ("*:* -opinion", "* -opinion"),
            ("url:hangangpost.example AND gsomia", "url:hangangpost.example gsomia"),
            (
                "\"jakarta apache\" AND NOT \"apache lucene\"",
                "\"jakarta apache\" -\"apache lucene\"",
            ),
            ("(a AND b) OR (c AND d)", "(a b) OR (c d)"),
            ("_exists_:byline AND gsomia", "has:byline gsomia"),
            ("+title:gsomia^3 +(japan korea)", "headline:gsomia^3 (japan OR korea)"),
            ("words:>400 AND gsomia", "words:>=401 gsomia"),
            ("C\\+\\+ OR rust", "C++ OR rust"),
            (
                "+(title:pact title:treaty) +date:2019",
                "(headline:pact OR headline:treaty) date:2019-01-01..2019-12-31",
            ),
            (
                "headline:pact AND (section:opinion OR tags:diplomacy)",
                "headline:pact (category:opinion OR tag:diplomacy)",
            ),
            ("pact?", "(pact?)"),
            ("\"the \\\"pact\\\"\" AND seoul", "\"the pact\" seoul"),
        ],
    );
}

#[test]
fn what_is_lost_or_differs_is_told_at_its_place() {
    check_told(
        Dialect::Lucene,
        &[
            (
                "+gsomia japan",
                "gsomia (japan OR *)",
                &[("japan", "need not be there and only raises the rank: OR * says so")],
            ),
            (
                "a AND b OR c",
                "a b (c OR *)",
                &[(
                    "c",
                    "beside an AND it need not be there and only raises the rank: OR * says so",
                )],
            ),
            (
                "title:\"security pact\"~3",
                "headline:=security W/4 headline:=pact",
                &[(
                    "\"security pact\"",
                    "a budget of 3 moves, in which swapped words cost two, is read as a window: W/4 in either order",
                )],
            ),
            (
                "\"moon abe\"~5",
                "=moon W/6 =abe",
                &[(
                    "\"moon abe\"",
                    "a budget of 5 moves, in which swapped words cost two, is read as a window: W/6 in either order",
                )],
            ),
            (
                "\"moon abe seoul\"~5",
                "\"moon abe seoul\"~5",
                &[("\"moon abe seoul\"", "read as up to 5 words between, in this order only")],
            ),
            (
                "roam~0.8",
                "roam",
                &[("roam~0.8", "at this likeness no letter may differ: read as the word")],
            ),
            (
                "title:{Aida TO Carmen} AND opera",
                "opera",
                &[("{Aida TO Carmen}", "ranges are for dates and numbers of words: left out")],
            ),
            (
                "content:gsomia AND foo:bar",
                "body:gsomia bar",
                &[("foo:", "there is no field foo: its words are read anywhere")],
            ),
            (
                "-opinion",
                "-opinion",
                &[("opinion", "Lucene finds nothing by a NOT alone, here it finds all the others")],
            ),
            (
                "ab~2 AND seoul",
                "ab AND seoul",
                &[("ab~2", "~ needs a word of three letters or more: left out")],
            ),
            (
                "\"a b",
                "\"a b\"",
                &[("\"a b", "a quotation mark that is not closed was closed at the end")],
            ),
            (
                "gsomia AND",
                "gsomia",
                &[("AND", "an operator with nothing on one side was left out")],
            ),
            (
                "gsomia and japan",
                "gsomia OR and OR japan",
                &[("and", "Lucene has operators in capitals: in small letters it is a word")],
            ),
        ],
    );
}
