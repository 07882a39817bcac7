//! ProQuest's command line: what is read as what, and what is told.

use super::{check, check_told};
use crate::query::Dialect;

#[test]
fn queries_are_read_as_the_house_reads_them() {
    check(
        Dialect::Proquest,
        &[
            ("gsomia", "gsomia"),
            ("security pact", "security AND pact"),
            ("\"security pact\"", "\"security pact\""),
            ("gsomia AND (japan OR korea)", "gsomia (japan OR korea)"),
            ("gsomia or pact not opinion", "(gsomia OR pact) -opinion"),
            ("moon NEAR/5 abe", "moon W/5 abe"),
            ("moon NEAR abe", "moon W/4 abe"),
            ("moon N/3 abe", "moon W/3 abe"),
            ("moon PRE/2 jae PRE in", "moon PRE/2 jae PRE/4 in"),
            ("kim P/1 jong", "kim PRE/1 jong"),
            ("TI(gsomia)", "headline:gsomia"),
            ("AU(smith) AND PUB(\"Korea Times\")", "byline:smith outlet:\"Korea Times\""),
            ("PD(20191101-20191231) AND gsomia", "date:2019-11-01..2019-12-31 gsomia"),
            ("PD(20191101-) AND gsomia", "date:2019-11-01.. gsomia"),
            ("PD(11/1/2019 - 12/31/2019) AND gsomia", "date:2019-11-01..2019-12-31 gsomia"),
            ("PD(>20191101) AND gsomia", "date:2019-11-02.. gsomia"),
            ("YR(2010-2012) AND nuclear", "date:2010-01-01..2012-12-31 nuclear"),
            ("YR(>=2009) AND nuclear", "date:2009-01-01.. nuclear"),
            ("PD(2019-11-13) AND gsomia", "date:2019-11-13 gsomia"),
            ("LA(Korean) AND LOC(Seoul)", "language:Korean region:Seoul"),
            ("SU(diplomacy) AND FT(gsomia)", "tag:diplomacy body:gsomia"),
            ("nutr[*3] AND children", "/nutr.{0,3}/ children"),
            ("SU.EXACT(\"foreign policy\") AND japan", "tag:\"foreign policy\" japan"),
            ("\"{advertising campaign}\" AND tv", "advertising PRE/1 campaign tv"),
            (
                "PER(\"Moon Jae-in\") AND ORG(Samsung)",
                "person:\"Moon Jae-in\" organisation:Samsung",
            ),
            ("a AND b OR c", "(a b) OR c"),
            ("a OR b AND c NOT d", "(a OR (b c)) -d"),
            ("gsomia and not letters", "gsomia -letters"),
            ("AU(smith-j)", "byline:smith-j"),
            (
                "TI(security NEAR/3 pact) NOT PUB(\"Daily Mail\")",
                "headline:security W/3 headline:pact -outlet:\"Daily Mail\"",
            ),
        ],
    );
}

#[test]
fn what_is_lost_or_differs_is_told_at_its_place() {
    check_told(
        Dialect::Proquest,
        &[
            (
                "ti(gsomia) and ab(japan)",
                "headline:gsomia lead:japan",
                &[("ab", "an abstract is read as the lead")],
            ),
            (
                "TI,AB(gsomia OR \"military pact\")",
                "hlead:gsomia OR hlead:\"military pact\"",
                &[("TI,AB", "an abstract is read as the lead")],
            ),
            (
                "econom* AND wom?n",
                "econom* wom?n",
                &[(
                    "econom*",
                    "ProQuest stops at 5 letters for a *, here it stands for any number",
                )],
            ),
            (
                "EXACT(\"security pact\")",
                "\"security pact\"",
                &[("EXACT", "exact: read as these words, wherever in the field they stand")],
            ),
            (
                "X(\"gsomia\") OR TI(gsomia)",
                "\"gsomia\" OR headline:gsomia",
                &[("X", "exact: read as these words, wherever in the field they stand")],
            ),
            (
                "(gsomia NEAR/10 terminat*) PRE/20 seoul",
                "gsomia W/10 terminat* PRE/20 seoul",
                &[(
                    "terminat*",
                    "ProQuest stops at 5 letters for a *, here it stands for any number",
                )],
            ),
            (
                "SU(drugs LNK effects)",
                "tag:drugs tag:effects",
                &[("LNK", "a subject and its subheading are joined by AND")],
            ),
            (
                "DTYPE(article) AND gsomia",
                "gsomia",
                &[(
                    "DTYPE(article)",
                    "nothing here corresponds to this field of ProQuest: left out",
                )],
            ),
            (
                "PUBID(12345) AND oil",
                "oil",
                &[("PUBID(12345)", "nothing here corresponds to this field of ProQuest: left out")],
            ),
            (
                "NOFT(gsomia) AND noft(japan)",
                "hlead:gsomia hlead:japan",
                &[("NOFT", "all but the full text is read as headline and lead")],
            ),
            (
                "colo*r",
                "colo*r",
                &[("colo*r", "ProQuest stops at 5 letters for a *, here it stands for any number")],
            ),
        ],
    );
}
