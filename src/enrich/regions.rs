//! The regions a clipping is about: countries by the words that name them, with the words as
//! evidence.
//!
//! One pass finds every name in a text (`names`), rules of context drop those that are none
//! (`context`: "Michael Jordan", "The Korea Times"), all that is left is counted by country
//! (`tally`), and a weighing keeps the countries the clipping is about (`weighing`). Cities beside
//! capitals count only in the place line.

mod capitals;
mod context;
mod names;
mod own_names;
mod scripts;
mod tally;
mod weighing;
mod words;

use crate::{
    clipping::{Clue, ClueKind},
    enrich::places,
};
use tally::Tally;
use weighing::{Counts, LEAST, Others};

pub use own_names::{OwnNames, REGIONS_FILE};

/// What is known of a clipping when its regions are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence<'a> {
    /// The headline.
    pub headline: &'a str,
    /// The place line, as printed or cut to its place.
    pub dateline: Option<&'a str>,
    /// Running text and captions, a paragraph each.
    pub texts: &'a [&'a str],
    /// Categories as stated, general first.
    pub categories: &'a [Vec<String>],
    /// Places as the source states them: names, codes, `south-korea`.
    pub stated: &'a [String],
    /// Who printed it; its name in the text is no place.
    pub outlet: Option<&'a str>,
    /// The address of the original; sections named for a country count, its domain does not.
    pub url: Option<&'a str>,
    /// What people said that names stand for.
    pub own: Option<&'a OwnNames>,
}

/// A region of a clipping and what says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Its path in UN M49, general first: `142`, `030`, `KR`, `seoul`.
    pub path: Vec<String>,
    /// How sure it is, up to 1; what is stated has 1.
    pub score: f32,
    /// The strongest sort of evidence, with all the words counted.
    pub clue: Clue,
}

/// The regions of a clipping, strongest first. What the source states is kept whole and nothing is
/// put beside it.
pub fn regions(evidence: &Evidence<'_>) -> Vec<Region> {
    let stated = stated_regions(evidence);
    if stated.is_empty() { inferred_regions(evidence) } else { stated }
}

/// The names of places in one text that context lets stand, in order, each with the code of its
/// country; a name of two countries comes twice.
pub fn named(text: &str) -> Vec<(String, &'static str)> {
    let texts = [text];
    let mentions = tally::named(&Evidence { texts: &texts, ..Evidence::default() });
    let of_all = mentions
        .into_iter()
        .flat_map(|(words, codes)| codes.split('+').map(move |code| (words.clone(), code)));
    of_all.collect()
}

fn stated_regions(evidence: &Evidence<'_>) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    for words in evidence.stated {
        let (path, kind) = match evidence.own.and_then(|own| own.of(words)) {
            Some(path) => (path.map(<[String]>::to_vec), ClueKind::Vocabulary),
            None => (places::look_up(words).into_iter().next(), ClueKind::Stated),
        };
        let Some(path) = path else { continue };
        if regions.iter().all(|region| region.path != path) {
            regions.push(Region { path, score: 1.0, clue: Clue { kind, words: words.clone() } });
        }
    }
    regions
}

fn inferred_regions(evidence: &Evidence<'_>) -> Vec<Region> {
    let tally = Tally::of(evidence);
    let strongest = tally.countries.values().map(Counts::salience).fold(0.0, f32::max);
    let total: f32 = tally.countries.values().map(Counts::salience).sum();
    let mut found: Vec<(f32, &str, &Counts)> = tally
        .countries
        .iter()
        .map(|(code, counts)| (counts.score(strongest, total), *code, counts))
        .filter(|(score, _, counts)| *score >= LEAST && counts.is_salient(strongest))
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let subjects = found.iter().filter(|(_, _, counts)| counts.is_subject()).count();
    let regions = found.iter().map(|(score, code, counts)| Region {
        path: counts.path.clone().unwrap_or_else(|| places::path_of_country(code)),
        score: *score,
        clue: counts.clue(match subjects > usize::from(counts.is_subject()) {
            true => Others::Some,
            false => Others::None,
        }),
    });
    regions.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(headline: &str, texts: &[&str]) -> Vec<String> {
        let evidence = Evidence { headline, texts, ..Evidence::default() };
        codes(&regions(&evidence))
    }

    fn codes(regions: &[Region]) -> Vec<String> {
        regions.iter().filter_map(|region| region.path.get(2).cloned()).collect()
    }

    /// The countries counted in a text, strong or weak.
    fn counted(text: &str) -> Vec<&'static str> {
        Tally::of(&Evidence { texts: &[text], ..Evidence::default() })
            .countries
            .into_keys()
            .collect()
    }

    #[test]
    fn a_dateline_gives_the_country_and_its_city() {
        let texts = ["South Korea said on Wednesday that the pact would end."];
        let evidence = Evidence { dateline: Some("SEOUL"), texts: &texts, ..Evidence::default() };
        let regions = regions(&evidence);
        assert_eq!(regions[0].path, ["142", "030", "KR", "seoul"]);
        assert_eq!(regions[0].clue.kind, ClueKind::Dateline);
        assert_eq!(regions[0].clue.words, "dateline SEOUL; text South Korea ×1");
    }

    #[test]
    fn what_the_source_states_stands_alone() {
        let stated = ["south-korea", "west-germany", "usa", "uk"].map(str::to_owned);
        let evidence = Evidence { headline: "Japan", stated: &stated, ..Evidence::default() };
        let regions = regions(&evidence);
        assert_eq!(codes(&regions), ["KR", "DE", "US", "GB"]);
        assert!(regions.iter().all(|region| region.clue.kind == ClueKind::Stated));
    }

    #[test]
    fn a_place_category_speaks_for_its_country() {
        let categories = [vec!["News".to_owned(), "Korea".to_owned()]];
        let texts = ["The committee will meet again next week to discuss the budget."];
        let evidence = Evidence { categories: &categories, texts: &texts, ..Evidence::default() };
        assert_eq!(codes(&regions(&evidence)), ["KR"]);
        let texts = ["North Korea said Pyongyang would test again. North Korean media agreed."];
        let evidence = Evidence { texts: &texts, ..evidence };
        let mut both = codes(&regions(&evidence));
        both.sort();
        assert_eq!(both, ["KP", "KR"]);
    }

    #[test]
    fn a_section_of_the_address_speaks_for_its_country() {
        let texts = ["The committee will meet again next week to discuss the budget."];
        let url = Some("https://www.example.jp/news/vietnam/budget.html");
        let evidence = Evidence { url, texts: &texts, ..Evidence::default() };
        let regions = regions(&evidence);
        assert_eq!(codes(&regions), ["VN"]);
        assert_eq!(regions[0].clue, Clue { kind: ClueKind::Url, words: "url /vietnam/".into() });
    }

    #[test]
    fn the_outlet_is_no_place() {
        let texts = ["The Korea JoongAng Daily was told of the plan on Monday."];
        let evidence = Evidence { texts: &texts, ..Evidence::default() };
        assert_eq!(codes(&regions(&evidence)), ["KR"]);
        let evidence = Evidence { outlet: Some("Korea JoongAng Daily"), ..evidence };
        assert_eq!(regions(&evidence), []);
    }

    #[test]
    fn a_surname_is_not_a_country() {
        assert_eq!(counted("The game was won by Michael Jordan in the end."), [""; 0]);
        assert_eq!(counted("A book by Jordan Peterson was sold."), [""; 0]);
        assert_eq!(counted("The visit of King Hussein of Jordan ended in the capital."), ["JO"]);
        assert_eq!(counted("Actor Chad Smith said so."), [""; 0]);
    }

    #[test]
    fn a_person_named_in_full_once_bears_the_name_alone_too() {
        let texts = [
            "The Nets of New York won. Kevin Durant and DeAndre Jordan let it be known.",
            "Jordan, a centre, is a friend. \"Jordan I like,\" a fan in New York said.",
        ];
        assert_eq!(found("Durant, Irving and Jordan choose Brooklyn", &texts), ["US"]);
        let texts = [
            "Seto of Japan was second and Chad le Clos of South Africa third.",
            "Chad, who had won in London, had led at the half.",
        ];
        let codes = found("Record falls in Gwangju, bronze for Chad", &texts);
        assert!(!codes.contains(&"TD".to_owned()), "{codes:?}");
    }

    #[test]
    fn a_country_that_more_speaks_for_is_none_the_less_one() {
        let texts = [
            "The player DeAndre Jordan came to see the Jordanian king in Amman.",
            "Jordan was glad, and Jordan said so.",
        ];
        assert_eq!(found("Player visits Jordan", &texts)[0], "JO");
        let texts = ["Herders of Lake Chad met. Chad and Niger will close the border, Chad said."];
        assert!(found("Chad and Niger meet", &texts).contains(&"TD".to_owned()));
    }

    #[test]
    fn the_name_of_a_paper_or_a_bank_is_no_place() {
        assert_eq!(counted("He told The Korea Times and the Washington Post."), [""; 0]);
        assert_eq!(counted("Shares of British Airways and Bank of China fell."), [""; 0]);
        assert_eq!(counted("Ships in the South China Sea and the Indian Ocean."), [""; 0]);
        assert_eq!(counted("He lives in New Mexico."), ["US"]);
    }

    #[test]
    fn mines_companies_and_streets_are_no_places() {
        for text in [
            "Rio Tinto sold a smelter, and Rio Algom bought it.",
            "A fire broke out in Grenada Street and went on to Athens Avenue.",
            "The St. Helena mine shut; St. Helena gold is scarce.",
            "He wore the yellow Jersey number nine and kept Jersey cows.",
        ] {
            assert_eq!(counted(text), [""; 0], "{text}");
        }
        assert_eq!(counted("They sailed to Grenada and to St. Helena."), ["GD", "SH"]);
        assert_eq!(counted("He flew to Rio on Monday."), ["BR"]);
    }

    #[test]
    fn rates_of_exchange_are_no_evidence() {
        let table = "Swiss franc 1.51, Danish krone 6.9, South African rand 2.0, yen 146, baht 20";
        assert_eq!(counted(table), [""; 0]);
        assert_eq!(counted(&format!("Bern was calm. {table}")), ["CH"]);
        let rows = ["Swiss franc 1.51", "Danish krone 6.9", "South African rand 2.0", "yen 146"];
        let evidence = Evidence { texts: &rows, ..Evidence::default() };
        assert!(Tally::of(&evidence).countries.is_empty());
        // One or two are told in many a report.
        assert_eq!(counted("The Danish krone and the Swiss franc fell."), ["CH", "DK"]);
    }

    #[test]
    fn islands_and_parts_that_stand_alone_are_read() {
        for (text, code) in [
            ("A quake shook Sicily.", "IT"),
            ("A storm neared the Azores.", "PT"),
            ("The Chechen leader voted in Chechnya.", "RU"),
            ("A bank in Jersey said it would close.", "JE"),
            ("A storm hit Antigua.", "AG"),
            ("They met in Antigua, Guatemala.", "GT"),
            ("Tahiti votes.", "PF"),
            ("New Jersey votes, and Jersey City too.", "US"),
            ("He went from New Jersey to New York and back to Jersey.", "US"),
        ] {
            assert_eq!(counted(text), [code], "{text}");
        }
        // It lies in four states.
        assert_eq!(counted("Kurdistan votes."), [""; 0]);
    }

    #[test]
    fn congo_is_the_one_named_in_full() {
        let text = "The Republic of the Congo votes. Congo is small, the Congolese say.";
        assert_eq!(counted(text), ["CG"]);
        let text = "The Democratic Republic of the Congo votes. Congo is large, the Congolese say.";
        assert_eq!(counted(text), ["CD"]);
        assert_eq!(counted("Congo and Rwanda talk."), ["CD", "RW"]);
    }

    #[test]
    fn a_town_in_a_state_is_not_the_capital_of_that_name() {
        assert_eq!(counted("They met in Moscow, Idaho, and in Paris, Texas."), ["US"]);
        assert_eq!(counted("They met in Athens, Ga., on Monday."), ["US"]);
        assert_eq!(counted("The mayor of Atlanta, Georgia, said so."), ["US"]);
        assert_eq!(counted("They met in Tbilisi, Georgia."), ["GE"]);
        assert_eq!(counted("Tbilisi, the capital of Georgia, is quiet."), ["GE"]);
    }

    #[test]
    fn small_letters_name_no_country() {
        assert_eq!(counted("They told us that turkey and china were on the table."), [""; 0]);
        assert_eq!(counted("The US and the U.S. and the UK are named."), ["GB", "US"]);
        assert_eq!(found("TOLD US WHY IT ENDED", &[]), [""; 0]);
    }

    #[test]
    fn pairs_in_headlines_name_both_countries() {
        for (headline, pair) in [
            ("한일 국방장관 회담", ["JP", "KR"]),
            ("日韓防衛相が会談へ", ["JP", "KR"]),
            ("中美贸易谈判", ["CN", "US"]),
            ("한·미 연합훈련", ["KR", "US"]),
        ] {
            let mut codes = found(headline, &[]);
            codes.sort();
            assert_eq!(codes, pair, "{headline}");
        }
    }

    #[test]
    fn short_names_in_other_scripts_need_their_bounds() {
        assert_eq!(counted("평화이란 무엇인가"), [""; 0]);
        assert_eq!(counted("이란은 핵 협상을 거부했다"), ["IR"]);
        assert_eq!(counted("범인을 인도했다"), [""; 0]);
        assert_eq!(counted("新しいタイトルを発表"), [""; 0]);
        assert_eq!(counted("タイの首相が訪日"), ["TH"]);
        assert_eq!(counted("한국 정부는 일본과 협의했다"), ["JP", "KR"]);
    }

    #[test]
    fn mountains_and_rivers_of_korea_are_not_the_north() {
        assert_eq!(counted("북한산과 북한강, 남한산성에 눈이 일제히 내렸다"), [""; 0]);
        assert_eq!(counted("천안함은 배의 이름이다"), [""; 0]);
        assert_eq!(counted("북한산 석탄이 북한에서 왔다"), ["KP"]);
    }

    #[test]
    fn a_foreign_name_counts_in_its_own_language_only() {
        assert_eq!(counted("Maurice and Anh were in the room with the dog."), [""; 0]);
        assert_eq!(
            counted("Les ministres de la Corée du Sud et du Japon dans la ville"),
            ["JP", "KR"]
        );
        assert_eq!(counted("Hàn Quốc và Nhật Bản là những nước trong khu vực"), ["JP", "KR"]);
        assert_eq!(counted("Die Regierung in Südkorea und der Kanzler"), ["KR"]);
        assert_eq!(counted("Переговоры с Южной Кореей в Токио"), ["JP", "KR"]);
    }

    #[test]
    fn a_venue_beside_the_matter_is_dropped() {
        let texts = [
            "South Korea and Japanese defense chiefs plan to meet in Bangkok, Thailand, as Seoul and Tokyo differ.",
            "South Korea and Japan signed the pact; Seoul and Tokyo may end it. Japan regrets what South Korea said.",
        ];
        let mut codes = found("Seoul, Tokyo defense chiefs to meet", &texts);
        codes.sort();
        assert_eq!(codes, ["JP", "KR"]);
    }

    #[test]
    fn common_words_are_no_countries() {
        assert_eq!(
            counted("The cook used chile peppers and a turkey to polish off the meal."),
            [""; 0]
        );
        assert_eq!(counted("A shop for jordan shoes, panama hats, china cups and java."), [""; 0]);
        assert_eq!(counted("Air Jordan shoes are sold by the Bank of China Tower."), [""; 0]);
        assert_eq!(
            counted("Turkey and Chile signed it, Polish and Jordanian envoys said."),
            ["CL", "JO", "PL", "TR"]
        );
    }

    #[test]
    fn what_a_person_says_of_a_name_beats_the_table() {
        let (own, _) = OwnNames::read("Kiyv = UA/kyiv\nPortbury = GB\nSeoul = -\n");
        let texts = ["They met in Kiyv. Kiyv is calm, said the mayor of Seoul."];
        let evidence = Evidence { texts: &texts, own: Some(&own), ..Evidence::default() };
        let found = regions(&evidence);
        assert_eq!(found[0].path, ["150", "151", "UA", "kyiv"]);
        assert_eq!(
            found[0].clue,
            Clue { kind: ClueKind::Vocabulary, words: "text Kiyv ×2".into() }
        );
        assert_eq!(found.len(), 1);
        let evidence = Evidence { texts: &[], dateline: Some("PORTBURY, Kent"), ..evidence };
        assert_eq!(codes(&regions(&evidence)), ["GB"]);
        let stated = ["Seoul".to_owned(), "Kiyv".to_owned()];
        let evidence = Evidence { dateline: None, stated: &stated, ..evidence };
        assert_eq!(codes(&regions(&evidence)), ["UA"]);
    }

    #[test]
    fn an_area_can_be_what_a_person_means() {
        let (own, _) = OwnNames::read("Sahel = Western Africa\n");
        let texts = ["The Sahel is dry. Herders of the Sahel moved on."];
        let evidence = Evidence { texts: &texts, own: Some(&own), ..Evidence::default() };
        assert_eq!(regions(&evidence)[0].path, ["002", "011"]);
    }

    #[test]
    fn a_place_line_alone_is_told_from_the_subject() {
        let texts = ["Vietnam will raise its wages, Vietnamese papers say. Vietnam has grown."];
        let evidence = Evidence { dateline: Some("GENEVA"), texts: &texts, ..Evidence::default() };
        let found = regions(&evidence);
        let words = |code: &str| {
            let of = |region: &&Region| region.path[2] == code;
            found.iter().find(of).map(|region| region.clue.words.clone())
        };
        assert_eq!(words("CH").as_deref(), Some("dateline GENEVA; venue, not the subject"));
        assert_eq!(words("VN").as_deref(), Some("text Vietnam ×2, Vietnamese ×1"));
        let alone = Evidence { texts: &["The talks went on."], ..evidence };
        assert_eq!(regions(&alone)[0].clue.words, "dateline GENEVA; dateline only");
    }

    #[test]
    fn the_article_of_a_country_may_be_small() {
        for (text, code) in [
            ("The minister arrived in the Netherlands.", "NL"),
            ("A storm made landfall in the Bahamas.", "BS"),
            ("The Philippines sent a ship.", "PH"),
        ] {
            assert_eq!(
                codes(&regions(&Evidence { texts: &[text], ..Evidence::default() })),
                [code]
            );
        }
    }

    #[test]
    fn money_and_company_law_hint_where_no_place_is_named() {
        let texts = ["Portbury Foods Inc said net rose to 4.1 mln dlrs from 3.2 mln dlrs."];
        let evidence = Evidence { texts: &texts, ..Evidence::default() };
        let found = regions(&evidence);
        assert_eq!(codes(&found), ["US"]);
        assert_eq!(found[0].clue.words, "no place named, text dlrs ×2, Inc ×1");
        let texts = ["Portbury Foods Inc of Canada said net rose to 4.1 mln dlrs."];
        assert_eq!(codes(&regions(&Evidence { texts: &texts, ..evidence })), ["CA"]);
        let texts = ["It sold dollars for yen."];
        assert_eq!(regions(&Evidence { texts: &texts, ..evidence }), []);
        let texts = ["매출은 300억원, 이익은 20억원이다."];
        assert_eq!(codes(&regions(&Evidence { texts: &texts, ..evidence })), ["KR"]);
    }

    #[test]
    fn the_currency_of_a_country_in_a_headline_is_about_money() {
        let texts = ["The bank is raising it through a unit in London, Britain."];
        let headline = "UNIT ISSUES 50 MLN AUSTRALIAN DLR BOND";
        let evidence = Evidence { headline, texts: &texts, ..Evidence::default() };
        assert!(!codes(&regions(&evidence)).contains(&"AU".to_owned()));
    }

    #[test]
    fn the_outlet_is_at_home_somewhere() {
        let texts = ["Thailand and Vietnam talk.", "Others wait for Laos, and Laos for others."];
        let shown = |outlet, url| {
            let evidence = Evidence { texts: &texts, outlet, url, ..Evidence::default() };
            let found = regions(&evidence);
            found.iter().find(|region| region.path[2] == "TH").map(|region| region.score)
        };
        assert!(shown(Some("The Bangkok Post"), None) > shown(None, None));
        let thai = Some("https://www.example.co.th/news/a.html");
        assert!(shown(None, thai) > shown(None, None));
        assert_eq!(shown(None, Some("https://www.example.la/news/a.html")), shown(None, None));
    }

    #[test]
    fn names_are_read_in_many_languages() {
        for (text, code) in [
            ("De regering van Zuid-Korea en de Duitsers in het overleg", "KR"),
            ("Rząd Korei Południowej nie jest w Seulu", "KR"),
            ("Pemerintah Korea Selatan dan yang di Jepang", "JP"),
            ("Уряд Південної Кореї та українські дипломати", "UA"),
            ("रूसी और भारतीय मंत्री मिले", "IN"),
            ("وزیر خارجه ایران با همتای کره جنوبی", "KR"),
            ("รัฐมนตรีเกาหลีใต้เดินทางถึงกรุงเทพ", "KR"),
            ("שר החוץ של יפן הגיע לדרום קוריאה", "JP"),
            ("Người Hàn Quốc và những người Nhật trong các thành phố", "JP"),
            ("남한과 북조선, 재일동포와 남북 회담", "KP"),
            ("南韓與北韓", "KP"),
            ("大韓民国と韓国", "KR"),
        ] {
            assert!(counted(text).contains(&code), "{text}: {:?}", counted(text));
        }
    }
}
