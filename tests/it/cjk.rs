//! Korean, Japanese, Chinese and Vietnamese: queries find their clippings and mark the right characters.

use chrono::NaiveDate;
use morgue::query;
use morgue::search::{Request, Searcher, Show, Sort};

use crate::desk::{Desk, clipping};

const KOREAN: &str = "정부는 한일 군사정보보호협정(GSOMIA·지소미아)의 종료를 앞두고 조건부 연장을 결정했다.";
const JAPANESE: &str = "政府は日韓の軍事情報包括保護協定について協議を続けた。ＧＳＯＭＩＡの期限は二十三日だった。";
const CHINESE: &str = "韩国政府决定有条件延长韩日军事情报保护协定。";
const VIETNAMESE: &str = "Hàn Quốc và Nhật Bản gia hạn thỏa thuận chia sẻ thông tin quân sự tại Hà Nội.";

/// For each hit the headline and the marked words of its best passage.
fn found(desk: &Desk, text: &str) -> Vec<(String, Vec<String>)> {
    let snapshot = desk.snapshot();
    let mut searcher = Searcher::new(&snapshot).expect("a readable archive");
    let today = NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day");
    let request = Request {
        query: query::parse(text, today).query,
        sort: Sort::Oldest,
        limit: 10,
        after: None,
        facets: Vec::new(),
        timeline: false,
        show: Show::Snippet,
    };
    let page = searcher.page(&request).expect("a readable archive");
    let mut found: Vec<_> = page
        .hits
        .iter()
        .map(|hit| {
            let snippet = &hit.snippets[0];
            let marks = snippet.marks.iter().map(|mark| mark.of(&snippet.text).to_owned());
            (hit.clipping.headline.value.clone(), marks.collect())
        })
        .collect();
    found.sort();
    found
}

#[test]
fn each_script_is_found_and_marked_to_the_character() {
    let desk = Desk::new();
    desk.write("ko.txt", clipping("한국", KOREAN));
    desk.write("ja.txt", clipping("日本", JAPANESE));
    desk.write("zh.txt", clipping("中国", CHINESE));
    desk.write("vi.txt", clipping("Việt Nam", VIETNAMESE));
    desk.ingest();
    for (typed, headline, marks) in [
        ("지소미아", "한국", vec!["지소미아"]),
        ("종료", "한국", vec!["종료"]),
        ("종료를", "한국", vec!["종료"]),
        ("보호협정", "한국", vec!["보호협정"]),
        ("협", "한국", vec!["협"]),
        ("包括保護協定", "日本", vec!["包括保護協定"]),
        ("について", "日本", vec!["について"]),
        ("定", "日本", vec!["定"]),
        ("情报", "中国", vec!["情报"]),
        ("韩", "中国", vec!["韩", "韩"]),
        ("\"韩日军事\"", "中国", vec!["韩日军事"]),
        ("thỏa thuận", "Việt Nam", vec!["thỏa", "thuận"]),
        ("thoa thuan", "Việt Nam", vec!["thỏa", "thuận"]),
        ("\"Hà Nội\"", "Việt Nam", vec!["Hà Nội"]),
        ("=Nội", "Việt Nam", vec!["Nội"]),
    ] {
        let expected = vec![(headline.to_owned(), marks.iter().map(|&mark| mark.to_owned()).collect())];
        assert_eq!(found(&desk, typed), expected, "{typed}");
    }
    let full_width = found(&desk, "GSOMIA");
    assert_eq!(full_width.len(), 2, "full-width letters are letters: {full_width:?}");
    assert!(found(&desk, "=Noi").is_empty(), "an exact word keeps its marks");
    assert!(found(&desk, "事军").is_empty(), "characters are found in their order");
}
