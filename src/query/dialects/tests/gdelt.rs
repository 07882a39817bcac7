//! queries of GDELT DOC 2.0: what is read as what, and what is told.

use super::{check, check_told};
use crate::query::Dialect;

#[test]
fn queries_are_read_as_the_house_reads_them() {
    check(
        Dialect::Gdelt,
        &[
            ("gsomia", "gsomia"),
            ("\"intelligence sharing\"", "\"intelligence sharing\""),
            ("gsomia japan", "gsomia AND japan"),
            ("gsomia (japan OR korea)", "gsomia (japan OR korea)"),
            (
                "(japan OR korea OR \"united states\") gsomia -opinion",
                "(japan OR korea OR \"united states\") gsomia -opinion",
            ),
            ("gsomia -\"south korea\"", "gsomia -\"south korea\""),
            ("gsomia -(sports OR football)", "gsomia -(sports OR football)"),
            ("near20:\"trump putin\"", "trump W/20 putin"),
            ("repeat3:\"trump\"", "ATLEAST/3(\"trump\")"),
            ("repeat2:\"trade war\" china", "ATLEAST/2(\"trade war\") china"),
            ("sourcelang:korean gsomia", "language:korean gsomia"),
            ("sourcelang:kor gsomia", "language:ko gsomia"),
            ("sourcelang:english (fire OR flood)", "language:english (fire OR flood)"),
            ("domain:nytimes.com gsomia", "url:nytimes.com gsomia"),
            ("-domain:dailymail.co.uk brexit", "-url:dailymail.co.uk brexit"),
            (
                "\"climate change\" (domain:bbc.co.uk OR domain:cnn.com)",
                "\"climate change\" (url:bbc.co.uk OR url:cnn.com)",
            ),
            (
                "(sourcelang:spanish OR sourcelang:portuguese) amazon",
                "(language:spanish OR language:portuguese) amazon",
            ),
            ("-sourcelang:english gsomia", "-language:english gsomia"),
            ("GSOMIA US NATO JAPAN KOREA", "(GSOMIA AND US AND NATO AND JAPAN AND KOREA)"),
            ("지소미아 일본", "지소미아 AND 일본"),
            (
                "repeat5:korea (sourcelang:english OR sourcelang:kor)",
                "ATLEAST/5(korea) (language:english OR language:ko)",
            ),
        ],
    );
}

#[test]
fn what_is_lost_or_differs_is_told_at_its_place() {
    check_told(
        Dialect::Gdelt,
        &[
            (
                "near5:\"moon abe summit\"",
                "moon W/5 abe W/5 summit",
                &[(
                    "near5:\"moon abe summit\"",
                    "GDELT wants all of the words within 5, here each is that near to those before it",
                )],
            ),
            (
                "sourcecountry:southkorea gsomia",
                "gsomia",
                &[(
                    "sourcecountry:southkorea",
                    "morgue knows what country a clipping is about, not where its outlet is: left out",
                )],
            ),
            (
                "domainis:un.org climate",
                "url:un.org climate",
                &[("domainis:", "read as a part of the address")],
            ),
            (
                "theme:TERROR gsomia",
                "gsomia",
                &[("theme:TERROR", "morgue has no themes of GDELT's: left out")],
            ),
            ("tone<-5 gsomia", "gsomia", &[("tone<-5", "morgue does not know tones: left out")]),
            (
                "tone>5 \"peace talks\"",
                "\"peace talks\"",
                &[("tone>5", "morgue does not know tones: left out")],
            ),
            (
                "toneabs>10 election",
                "election",
                &[("toneabs>10", "morgue does not know tones: left out")],
            ),
            (
                "imagetag:\"flood\" flood",
                "flood",
                &[("imagetag:\"flood\"", "morgue does not look into images: left out")],
            ),
            (
                "gsomia OR japan",
                "gsomia OR japan",
                &[("OR", "GDELT takes OR inside parentheses only: read without them")],
            ),
            (
                "((gsomia OR pact) japan)",
                "(gsomia OR pact) japan",
                &[("(", "GDELT takes one level of parentheses: read as they stand")],
            ),
            (
                "gsomia and japan",
                "gsomia AND and AND japan",
                &[("and", "GDELT has operators in capitals: in small letters it is a word")],
            ),
            (
                "(theme:PROTEST OR protest) seoul",
                "protest AND seoul",
                &[("theme:PROTEST", "morgue has no themes of GDELT's: left out")],
            ),
            (
                "terminat* pact",
                "terminat AND pact",
                &[("terminat*", "GDELT has no wildcards: the * was left out")],
            ),
            (
                "near10:\"donald trump\" repeat2:\"tariff\" -sourcecountry:US",
                "donald W/10 trump ATLEAST/2(\"tariff\")",
                &[(
                    "sourcecountry:US",
                    "morgue knows what country a clipping is about, not where its outlet is: left out",
                )],
            ),
            (
                "\"gsomia",
                "\"gsomia\"",
                &[("\"gsomia", "a quotation mark that is not closed was closed at the end")],
            ),
            (
                "near20:trump gsomia",
                "gsomia",
                &[("near20:", "near takes words in quotation marks: left out")],
            ),
            ("AND gsomia", "gsomia", &[("AND", "AND with nothing on one side was left out")]),
        ],
    );
}
