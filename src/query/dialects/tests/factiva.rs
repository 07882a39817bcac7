//! Factiva's free text search: what is read as what, and what is told.

use super::{check, check_told};
use crate::query::Dialect;

#[test]
fn queries_are_read_as_the_house_reads_them() {
    check(
        Dialect::Factiva,
        &[
            ("gsomia", "gsomia"),
            ("intelligence sharing pact", "\"intelligence sharing pact\""),
            (
                "\"intelligence sharing\" and (japan or korea)",
                "\"intelligence sharing\" (japan OR korea)",
            ),
            ("gsomia and seoul or tokyo", "(gsomia seoul) OR tokyo"),
            ("a or b not c", "a OR (b -c)"),
            ("korea same japan", "korea W/P japan"),
            ("moon w/3 abe", "moon PRE/3 abe"),
            ("moon near5 abe", "moon W/5 abe"),
            ("world cup adj5 rugby", "\"world cup\" PRE/5 rugby"),
            ("boeing 747/N30/british airways", "\"boeing 747\" W/30 \"british airways\""),
            ("atleast5 gsomia and hd=japan", "ATLEAST/5(gsomia) headline:japan"),
            ("atleast10 winter games", "ATLEAST/10(\"winter games\")"),
            (
                "hd=(gsomia or \"military pact\") and la=en",
                "(headline:gsomia OR headline:\"military pact\") language:en",
            ),
            (
                "hlp=trade war and date from 20191101 to 20191231",
                "hlead:\"trade war\" date:2019-11-01..2019-12-31",
            ),
            (
                "gsomia and date after 20191101 not sc=nytf",
                "gsomia date:2019-11-02.. -outlet:\"The New York Times\"",
            ),
            ("re=skorea and re=jap and gsomia", "region:\"South Korea\" region:Japan gsomia"),
            ("by=john smith and sn=korea times", "byline:\"john smith\" outlet:\"korea times\""),
            (
                "rst=(j or ftft) and tariff*",
                "(outlet:\"The Wall Street Journal\" OR outlet:\"Financial Times\") tariff*",
            ),
            (
                "terminat* near10 (pact or accord or agreement)",
                "terminat* W/10 (pact OR accord OR agreement)",
            ),
            ("engineer$3 and wom?n", "/engineer.{0,3}/ wom?n"),
            ("negotiat$ and samsung", "/negotiat.{0,9}/ samsung"),
            ("wc>1000 and gsomia", "words:>=1001 gsomia"),
            (
                "wc<500 and se=opinion not clm=letters",
                "words:0..499 category:opinion -category:letters",
            ),
            ("president % clinton", "president PRE=2 clinton"),
            ("[north or south] korea", "(north OR south) PRE/1 korea"),
            ("GSOMIA AND NOT opinion", "GSOMIA -opinion"),
            ("date last week and gsomia", "date:2019-11-11..2019-11-17 gsomia"),
            ("pd=20191113 and td=(export control*)", "date:2019-11-13 body:\"export control*\""),
            ("date from 11/01/2019 to 12/31/2019 and gsomia", "date:2019-11-01..2019-12-31 gsomia"),
            ("gsomia and date -30", "gsomia date:2019-10-21"),
            ("gsomia and date -7 to -1", "gsomia date:2019-11-13..2019-11-19"),
            ("gsomia and pd=last week", "gsomia date:2019-11-11..2019-11-17"),
            ("date last 3 months and gsomia", "date:2019-08-21..2019-11-20 gsomia"),
            ("\"peas and carrots\"", "\"peas and carrots\""),
            ("la=(en or ko) and kim jong un", "(language:en OR language:ko) \"kim jong un\""),
            ("art=handshake and cr=yonhap", "caption:handshake agency:yonhap"),
            ("self-defence and at&t", "self-defence AND at&t"),
            ("closing date and bids", "\"closing date\" bids"),
            ("hd=gsomia near5 japan", "headline:gsomia W/5 headline:japan"),
            (
                "re=skorea not (re=usa or re=uk)",
                "region:\"South Korea\" -(region:\"United States\" OR region:\"United Kingdom\")",
            ),
            ("gsomia same (seoul or tokyo) and wc>300", "gsomia W/P (seoul OR tokyo) words:>=301"),
            ("pd from 20190801 to 20190831 and boycott*", "date:2019-08-01..2019-08-31 boycott*"),
            ("\"to be or not to be\"", "\"to be or not to be\""),
            ("la=en gsomia", "language:\"en gsomia\""),
            ("hd=gsomia la=en", "headline:gsomia language:en"),
            ("date 20191113 and gsomia", "date:2019-11-13 gsomia"),
        ],
    );
}

#[test]
fn what_is_lost_or_differs_is_told_at_its_place() {
    check_told(
        Dialect::Factiva,
        &[
            (
                "toyota/F50/",
                "^50(toyota)",
                &[(
                    "/F50/",
                    "Factiva counts from the beginning of the article, ^50 from that of headline, lead, body and caption",
                )],
            ),
            (
                "ns=gdip and gsomia",
                "gsomia",
                &[("ns=gdip", "codes of Factiva's indexing are not carried over: left out")],
            ),
            (
                "co=samsel and in=i3302 and chip*",
                "chip*",
                &[
                    ("co=samsel", "codes of Factiva's indexing are not carried over: left out"),
                    ("in=i3302", "codes of Factiva's indexing are not carried over: left out"),
                ],
            ),
            ("rst=tdjw and oil", "oil", &[("tdjw", "tdjw is a code of Factiva: left out")]),
            (
                "gsomia near2000 japan",
                "gsomia W/1000 japan",
                &[("near2000", "distances are from 1 to 1000: the nearest one is taken")],
            ),
            (
                "(gsomia",
                "gsomia",
                &[("(", "a parenthesis that is not closed was closed at the end")],
            ),
            ("gsomia and", "gsomia", &[("and", "AND with nothing on one side was left out")]),
            (
                "and gsomia)",
                "gsomia",
                &[
                    ("and", "AND with nothing on one side was left out"),
                    (")", "a closing parenthesis without an opening one was left out"),
                ],
            ),
            (
                "sc=koretm and gsomia",
                "gsomia",
                &[("koretm", "koretm is a code of Factiva: left out")],
            ),
            (
                "an=KORTIM0020191113 and gsomia",
                "gsomia",
                &[(
                    "an=KORTIM0020191113",
                    "nothing here corresponds to this field of Factiva: left out",
                )],
            ),
        ],
    );
}
