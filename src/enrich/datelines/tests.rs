//! Place lines as houses print them, and what only looks like one.

use super::*;

fn check(text: &str, place: &str, country: &str, rest: &str) {
    let found = dateline(text).unwrap_or_else(|| panic!("a dateline opens {text}"));
    assert_eq!(found.place, place, "{text}");
    let code = found.path.as_ref().and_then(|path| path.get(2)).map_or("", String::as_str);
    assert_eq!(code, country, "{text}");
    assert_eq!(&text[found.rest..], rest, "{text}");
}

fn credited(text: &str) -> (Option<&str>, Option<(u32, u32)>) {
    let found = dateline(text).unwrap_or_else(|| panic!("a dateline opens {text}"));
    (found.agency, found.day)
}

#[test]
fn a_place_an_agency_and_a_dash_open_a_wire_story() {
    check("SEOUL (Reuters) - South Korea said", "SEOUL", "KR", "South Korea said");
    check("SEOUL, South Korea (AP) — South", "SEOUL, South Korea", "KR", "South");
    check("SEOUL, Nov. 13 (Yonhap) -- South Korea's", "SEOUL", "KR", "South Korea's");
    check("BUENOS AIRES, Argentina (AP) _ For", "BUENOS AIRES, Argentina", "AR", "For");
    check("San Diego (tca/dpa) - History says", "San Diego", "US", "History says");
    check("    SALVADOR, Feb 26 - ", "SALVADOR", "BR", "");
    check("SYDNEY (Dow Jones)--Australian", "SYDNEY", "AU", "Australian");
    check("TOKYO/SEOUL (Reuters) - Japan", "TOKYO/SEOUL", "JP", "Japan");
    assert_eq!(credited("SEOUL, Nov. 13 (Yonhap) -- South"), (Some("Yonhap"), Some((11, 13))));
    assert_eq!(credited("San Diego (tca/dpa) - History"), (Some("tca/dpa"), None));
    assert_eq!(credited("BONN, Jan. 3, 1987 - The"), (None, Some((1, 3))));
}

#[test]
fn a_place_line_in_another_script_is_one_too() {
    check("HÀ NỘI — Việt Nam and", "HÀ NỘI", "VN", "Việt Nam and");
    check("【ワシントン時事】米国防総省は", "ワシントン", "US", "米国防総省は");
    check("МОСКВА, 13 ноя - РИА Новости. Министр", "МОСКВА", "RU", "Министр");
    check("(서울=연합뉴스) 홍길동 기자", "서울", "KR", "홍길동 기자");
    check("[서울=뉴시스] 정부는", "서울", "KR", "정부는");
    check("新华社北京11月13日电 国防部", "北京", "CN", "国防部");
}

#[test]
fn an_agency_is_read_in_any_script() {
    let moscow = credited("МОСКВА, 13 ноя - РИА Новости. Министр");
    assert_eq!(moscow, (Some("РИА Новости"), Some((11, 13))));
    assert_eq!(credited("【ワシントン時事】米国防総省は"), (Some("時事"), None));
    assert_eq!(credited("(서울=연합뉴스) 홍길동 기자"), (Some("연합뉴스"), None));
    assert_eq!(credited("新华社北京11月13日电 国防部"), (Some("新华社"), Some((11, 13))));
}

#[test]
fn a_state_or_country_after_the_comma_decides() {
    check("LONDON, Ont., March 3 - ", "LONDON, Ont.", "CA", "");
    check("ARMONK, N.Y., March 2 - IBM said", "ARMONK, N.Y.", "US", "IBM said");
    check("PARIS, Texas (AP) - A", "PARIS, Texas", "US", "A");
    assert_eq!(place_path("London").map(|path| path[2].clone()).as_deref(), Some("GB"));
}

#[test]
fn a_place_on_no_map_has_no_path() {
    check("UNITED NATIONS, Nov 13 (Reuters) - The", "UNITED NATIONS", "", "The");
    check("ABOARD THE USS RONALD REAGAN (AP) — The", "ABOARD THE USS RONALD REAGAN", "", "The");
}

#[test]
fn an_ordinary_sentence_has_no_dateline() {
    for text in [
        "WASHINGTON — which is not a dateline when the sentence merely starts so",
        "London - Paris flights were cancelled",
        "APPLE (AAPL) - Shares of the company rose",
        "BREAKING NEWS - The president has resigned",
        "CHINA - A NEW ERA BEGINS FOR THE PARTY OF MAO",
        "BAHIA COCOA REVIEW",
        "OCTOBER 14, 2004 (REUTERS) - Sun Microsystems",
        "South Korea and Japanese defense chiefs plan to meet next week - in Bangkok",
        "On Nov. 13 - a Wednesday - the ministers met",
        "The pact (GSOMIA) - signed in 2016 - ends",
        "- a list item - with dashes",
        "(Reuters) and nothing more",
        "",
        "   ",
        "—",
    ] {
        assert_eq!(dateline(text), None, "{text}");
    }
}

/// A row: the text, its place, country, agency, day, and what the story begins with.
type Row =
    (&'static str, &'static str, &'static str, &'static str, Option<(u32, u32)>, &'static str);

fn check_row((text, place, country, agency, day, rest): Row) {
    let found = dateline(text).unwrap_or_else(|| panic!("a dateline opens {text}"));
    let code = found.path.as_ref().and_then(|path| path.get(2)).map_or("", String::as_str);
    assert_eq!((found.place, code), (place, country), "{text}");
    assert_eq!((found.agency.unwrap_or(""), found.day), (agency, day), "{text}");
    assert!(text[found.rest..].starts_with(rest), "{text}: {}", &text[found.rest..]);
}

#[test]
fn place_lines_of_many_houses_are_read_whole() {
    let november = Some((11, 13));
    for row in [
        ("TOKYO, Nov. 13, Kyodo - The ferry", "TOKYO", "JP", "Kyodo", november, "The ferry"),
        ("BEIJING, Nov. 13 (Xinhua) -- The", "BEIJING", "CN", "Xinhua", november, "The"),
        ("WASHINGTON, D.C. — The ferry", "WASHINGTON, D.C.", "US", "", None, "The"),
        ("ST. PETERSBURG, Fla. (AP) — A", "ST. PETERSBURG, Fla.", "US", "AP", None, "A"),
        ("FRANKFURT (dpa-AFX) - Der", "FRANKFURT", "DE", "dpa-AFX", None, "Der"),
        ("Berlin (dpa) - Die Fähre", "Berlin", "DE", "dpa", None, "Die"),
        ("Wien – Die Fähre bleibt", "Wien", "AT", "", None, "Die"),
        ("Brüssel/Wien - Die Fähre", "Brüssel/Wien", "BE", "", None, "Die"),
        ("Paris (AFP) – Le bac", "Paris", "FR", "AFP", None, "Le"),
        ("PARIS, 13 novembre (AFP) - Le bac", "PARIS", "FR", "AFP", november, "Le"),
        ("Madrid, 13 nov (EFE).- El barco", "Madrid", "ES", "EFE", november, "El"),
        ("(ANSA) - ROMA, 13 NOV - Il traghetto", "ROMA", "IT", "ANSA", november, "Il"),
        ("Lisboa, 13 nov (Lusa) — O barco", "Lisboa", "PT", "Lusa", november, "O"),
        ("МОСКВА, 13 ноября. /ТАСС/. Паром", "МОСКВА", "RU", "ТАСС", november, "Паром"),
        (
            "Москва. 13 ноября. INTERFAX.RU - Паром",
            "Москва",
            "RU",
            "INTERFAX.RU",
            november,
            "Паром",
        ),
        ("ANKARA (AA) - Feribot", "ANKARA", "TR", "AA", None, "Feribot"),
        ("القاهرة (رويترز) - قال", "القاهرة", "EG", "رويترز", None, "قال"),
        ("［ソウル　１３日　ロイター］ - 連絡船", "ソウル", "KR", "ロイター", None, "連絡船"),
        ("[東京 13日 ロイター] - 連絡船", "東京", "JP", "ロイター", None, "連絡船"),
        ("【ソウル＝山本太郎】連絡船は", "ソウル", "KR", "山本太郎", None, "連絡船"),
        ("【ソウル共同】連絡船は", "ソウル", "KR", "共同", None, "連絡船"),
        ("（ソウル共同）連絡船は", "ソウル", "KR", "共同", None, "連絡船"),
        ("（中央社首爾13日電）渡輪", "首爾", "KR", "中央社", None, "渡輪"),
        ("新华社首尔11月13日电（记者王某）渡轮", "首尔", "KR", "新华社", november, "（记者"),
        ("中新社北京11月13日电 渡轮", "北京", "CN", "中新社", november, "渡轮"),
        ("(도쿄=연합뉴스) 홍길동 특파원 = 배는", "도쿄", "JP", "연합뉴스", None, "홍길동"),
        ("【서울=뉴시스】홍길동 기자 = 배는", "서울", "KR", "뉴시스", None, "홍길동"),
        ("[부산=뉴스1] 배는", "부산", "KR", "뉴스1", None, "배는"),
        ("HÀ NỘI (TTXVN) - Chiếc phà", "HÀ NỘI", "VN", "TTXVN", None, "Chiếc"),
        ("Hanoi (VNA) – The ferry", "Hanoi", "VN", "VNA", None, "The"),
        ("Jakarta (ANTARA) - Kapal", "Jakarta", "ID", "ANTARA", None, "Kapal"),
        ("NEW DELHI: The ferry will stay", "NEW DELHI", "IN", "", None, "The"),
        ("ISLAMABAD: Pakistan's ferry", "ISLAMABAD", "PK", "", None, "Pakistan's"),
        ("KUALA LUMPUR, Nov 13 (Bernama) -- The", "KUALA LUMPUR", "MY", "Bernama", november, "The"),
        ("LONDON, March 3 (Reuter) - The", "LONDON", "GB", "Reuter", Some((3, 3)), "The"),
        ("MOSCOW, Idaho (AP) — The", "MOSCOW, Idaho", "US", "AP", None, "The"),
        ("TBILISI, Georgia (AP) — The", "TBILISI, Georgia", "GE", "AP", None, "The"),
        ("ATHENS, Ga. (AP) — The", "ATHENS, Ga.", "US", "AP", None, "The"),
        ("AMMAN, Jordan (AP) — The", "AMMAN, Jordan", "JO", "AP", None, "The"),
        ("N'DJAMENA, Chad (AP) — The", "N'DJAMENA, Chad", "TD", "AP", None, "The"),
        (
            "GENEVA, Switzerland, Nov. 13, 2019 (AP) — The",
            "GENEVA, Switzerland",
            "CH",
            "AP",
            november,
            "The",
        ),
        ("SÃO PAULO (Reuters) - A", "SÃO PAULO", "BR", "Reuters", None, "A"),
        (
            "PANMUNJOM, Korea, Nov. 13 (Yonhap) -- The",
            "PANMUNJOM, Korea",
            "KR",
            "Yonhap",
            november,
            "The",
        ),
        ("VATICAN CITY (AP) — The", "VATICAN CITY", "VA", "AP", None, "The"),
        ("HONG KONG — The ferry", "HONG KONG", "HK", "", None, "The"),
    ] {
        check_row(row);
    }
}

#[test]
fn what_only_looks_like_a_place_line_is_none() {
    for text in [
        "NOTE: The ferry will stay",
        "FERRY: The council has voted",
        "Turkey: The bird on every table",
        "London: a city by the river",
        "[서울경제] 배는",
        "(ANSA) and nothing more - at all",
        "/ТАСС/. Паром",
        "March - The month of ferries",
        "Paris - the city - was quiet",
        "【特集】連絡船の歴史",
        "[독자투고] 배에 대하여",
    ] {
        assert_eq!(dateline(text), None, "{text}");
    }
}
