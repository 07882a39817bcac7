//! Nexis, terms and connectors: what is read as what, and what is told.

use super::{check, check_told};
use crate::query::Dialect;

#[test]
fn queries_are_read_as_the_house_reads_them() {
    check(
        Dialect::Nexis,
        &[
            ("gsomia", "gsomia"),
            (
                "hlead(gsomia) and atleast3(japan) and length>400 and not opinion",
                "hlead:gsomia ATLEAST/3(japan) words:>=401 -opinion",
            ),
            ("moon w/5 abe or kono", "moon W/5 (abe OR kono)"),
            ("intelligence sharing pact", "\"intelligence sharing pact\""),
            (
                "\"national security council\" and headline(gsomia)",
                "\"national security council\" headline:gsomia",
            ),
            ("rico not w/5 puerto", "rico NOT W/5 puerto"),
            ("gsomia and not w/10 japan", "gsomia NOT W/10 japan"),
            ("allcaps(us) w/p sanction!", "ALLCAPS(us) W/P sanction*"),
            ("caps(apple) and iphone", "CAPS(apple) iphone"),
            ("nocaps(aids) and budget", "NOCAPS(aids) budget"),
            ("gsomia and date aft 11/13/2019", "gsomia date:2019-11-14.."),
            ("gsomia and date bef 2020", "gsomia date:..2019-12-31"),
            ("gsomia and date(is 11/13/2019)", "gsomia date:2019-11-13"),
            ("gsomia and date = 2019", "gsomia date:2019-01-01..2019-12-31"),
            ("gsomia and date > 1/1/2019", "gsomia date:2019-01-02.."),
            (
                "gsomia and date(between 1/1/2019 and 12/31/2019)",
                "gsomia date:2019-01-01..2019-12-31",
            ),
            (
                "date between 1/1/2019 and 12/31/2019 and gsomia",
                "date:2019-01-01..2019-12-31 gsomia",
            ),
            ("gsomia and date(from 1-31-2019 to 12-31-2019)", "gsomia date:2019-01-31..2019-12-31"),
            ("closing date last", "\"closing date last\""),
            ("gsomia and date>2018", "gsomia date:2019-01-01.."),
            ("publication(korea times) and byline(kim)", "outlet:\"korea times\" byline:kim"),
            ("section(opinion) and gsomia", "category:opinion gsomia"),
            ("southwest pre/2 air or airline", "southwest PRE/2 (air OR airline)"),
            ("dog /s bite", "dog W/S bite"),
            ("dog near/3 cat onear/4 mouse", "dog W/3 cat PRE/4 mouse"),
            (
                "kim jong un w/s (missile or rocket) w/p launch!",
                "\"kim jong un\" W/S (missile OR rocket) W/P launch*",
            ),
            ("wom*n and colo*r", "wom?n colo?r"),
            ("transplant** and kidney", "/transplant.{0,2}/ kidney"),
            ("length(>1000) and gsomia", "words:>=1001 gsomia"),
            ("load-date(geq (1/1/2020)) and gsomia", "added:2020-01-01.. gsomia"),
            ("subject(diplomacy) and country(south korea)", "tag:diplomacy region:\"south korea\""),
            ("dateline(seoul) and gsomia", "dateline:seoul gsomia"),
            ("marvin w/seg marvin", "marvin W/F marvin"),
            (
                "hlead((gsomia or ghsomia) w/10 (extend! or terminat!)) and language(english)",
                "(hlead:gsomia OR hlead:ghsomia) W/10 (hlead:extend* OR hlead:terminat*) language:english",
            ),
            (
                "atleast5(allcaps(nato)) and not headline(letters)",
                "ATLEAST/5(ALLCAPS(nato)) -headline:letters",
            ),
            ("gsomia and date(after november 13, 2019)", "gsomia date:2019-11-14.."),
            ("a and not b and c", "a -(b c)"),
            ("moon +3 jae", "moon PRE/3 jae"),
            ("samsung and length gtr 400", "samsung words:>=401"),
            ("US and sanctions", "US AND sanctions"),
            ("atleast3 japan", "\"atleast3 japan\""),
            (
                "hlead(kim w/3 jong) and not (sport! or football)",
                "hlead:kim W/3 hlead:jong -(sport* OR football)",
            ),
            ("nocaps(who or it) w/3 aids", "(NOCAPS(who) OR NOCAPS(it)) W/3 aids"),
            (
                "(samsung or lg) w/p (layoff! or \"job cuts\") and not section(sports)",
                "(samsung OR lg) W/P (layoff* OR \"job cuts\") -category:sports",
            ),
            (
                "headline ( samsung /3 chip! ) and atleast2 (tariff)",
                "headline:samsung W/3 headline:chip* ATLEAST/2(tariff)",
            ),
        ],
    );
}

#[test]
fn what_is_lost_or_differs_is_told_at_its_place() {
    check_told(
        Dialect::Nexis,
        &[
            (
                "bankrupt! w/25 discharg! and not student or college or education! w/5 (loan and scholarship)",
                "bankrupt* W/25 discharg* -((student OR college OR education*) W/5 (loan scholarship))",
                &[(
                    "and not student or college or",
                    "Nexis reads OR first: a AND b OR c is read as a AND (b OR c)",
                )],
            ),
            (
                "school w/25 liab! and rugby or football or game w/10 injur!",
                "school W/25 liab* (rugby OR football OR game) W/10 injur*",
                &[(
                    "and rugby or football or",
                    "Nexis reads OR first: a AND b OR c is read as a AND (b OR c)",
                )],
            ),
            (
                "seoul and tokyo or beijing",
                "seoul (tokyo OR beijing)",
                &[("and tokyo or", "Nexis reads OR first: a AND b OR c is read as a AND (b OR c)")],
            ),
            (
                "body(export control!) and date(geq (11/1/2019) and leq (12/1/2019))",
                "body:\"export control*\" date:2019-11-01..2019-12-01",
                &[("date(geq (11/1/2019) and leq (12/1/2019))", "read as month, day and year")],
            ),
            (
                "gsomia and date(geq (1/11/2019) and leq (20/11/2019))",
                "gsomia date:2019-11-01..2019-11-20",
                &[("date(geq (1/11/2019) and leq (20/11/2019))", "read as day, month and year")],
            ),
            (
                "gsomia and date(last month)",
                "gsomia date:2019-10-01..2019-10-31",
                &[("date(last month)", "last month is 2019-10-01..2019-10-31, counted from today")],
            ),
            (
                "date previous 7 days and gsomia",
                "date:2019-11-14..2019-11-20 gsomia",
                &[(
                    "date previous 7 days",
                    "previous 7 days is 2019-11-14..2019-11-20, counted from today",
                )],
            ),
            (
                "gsomia and date(next week)",
                "gsomia",
                &[("date(next week)", "next week is no time: left out")],
            ),
            (
                "plural(data) or singular(pact)",
                "=data OR =pact",
                &[
                    ("plural", "plural() is read as: in exactly this form"),
                    ("singular", "singular() is read as: in exactly this form"),
                ],
            ),
            (
                "headlne(gsomia) and pact",
                "\"headlne gsomia\" pact",
                &[("headlne", "there is no section headlne here: it is read as a word")],
            ),
            (
                "terms(trade w/2 war) and tariff!",
                "tariff*",
                &[("terms(trade w/2 war)", "SmartIndexing is not carried over: left out")],
            ),
            (
                "+5",
                "",
                &[
                    ("+5", "a window with nothing on one side was left out"),
                    ("+5", "nothing of this query can be carried over"),
                ],
            ),
            (
                "cite(2019 wl 1)",
                "",
                &[
                    (
                        "cite(2019 wl 1)",
                        "nothing here corresponds to this section of Nexis: left out",
                    ),
                    ("cite(2019 wl 1)", "nothing of this query can be carried over"),
                ],
            ),
            (
                "city(seoul) or city(busan) and protest!",
                "(region:seoul OR region:busan) protest*",
                &[(
                    "or city(busan) and",
                    "Nexis reads OR first: a AND b OR c is read as a AND (b OR c)",
                )],
            ),
            (
                "hlead(gsomia) or headline(pact) w/5 seoul and length>500",
                "(hlead:gsomia OR headline:pact) W/5 seoul words:>=501",
                &[(
                    "or headline(pact) w/5 seoul and",
                    "Nexis reads OR first: a AND b OR c is read as a AND (b OR c)",
                )],
            ),
        ],
    );
}
