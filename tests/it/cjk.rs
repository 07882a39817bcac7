//! Korean, Japanese, Chinese and Vietnamese queries find their clippings and mark the right
//! characters, one-character queries included.

use morgue::clipping::Clipping;
use morgue::query::parse;
use morgue::search::{Fold, Request, Searcher, Show, Sort};

use crate::support::{Shelf, today};

const KOREAN: &str = "지소미아 종료 임박\n\n정부는 지소미아를 종료하기로 했다. 한국과 일본의 협정은 23일 끝난다.\n\n\
    정경두 장관은 방콕에서 \u{201c}협정을 살리겠다\u{201d}고 말했다. GSOMIA는 2016년에 체결됐다.\n";
const JAPANESE: &str = "日韓の軍事情報協定、終了へ\n\n\
    韓国政府は軍事情報協定を終了すると発表した。東京タワーの近くで会見があった。\n\n\
    ｶﾞｿﾘﾝの価格が上がった。かれの声は小さい。GSOMIAが焦点だ。\n";
const CHINESE: &str = "韩日军事情报协定即将终止\n\n韩国政府宣布终止协定。中国外交部表示关注，贸易不受影响。\n\n\
    美国国防部长访问首尔。\n";
const VIETNAMESE: &str = "Hàn Quốc dừng hiệp định\n\nChính phủ Hàn Quốc dừng hiệp định chia sẻ tin tức với Nhật Bản.\n\n\
    Đảng và Nhà nước Việt Nam theo dõi. Kinh tế của Việt Nam vẫn mạnh.\n";

fn shelf() -> Shelf {
    let shelf = Shelf::new();
    for (name, text) in
        [("ko.txt", KOREAN), ("ja.txt", JAPANESE), ("zh.txt", CHINESE), ("vi.txt", VIETNAMESE)]
    {
        shelf.write(name, text);
    }
    assert_eq!(shelf.ingest().in_archive, 4);
    shelf
}

/// The files that a query finds, each with every stretch of it that is marked, in the order of the
/// text.
fn found(shelf: &Shelf, query: &str) -> Vec<(String, Vec<String>)> {
    let snapshot = shelf.snapshot();
    let mut searcher = Searcher::new(&snapshot).expect("the archive is searched");
    let request = Request {
        query: parse(query, today()).query,
        sort: Sort::Relevance,
        limit: 10,
        after: None,
        facets: Vec::new(),
        timeline: false,
        show: Show::EveryMatch,
        fold: Fold::NOTHING,
    };
    let page = searcher.page(&request).expect("a page");
    let mut found: Vec<(String, Vec<String>)> = page
        .hits
        .iter()
        .map(|hit| {
            let in_headline =
                hit.headline_marks.iter().map(|mark| mark.of(headline(&hit.clipping)));
            // Every match is a line of its own, those of the headline too.
            let lines = hit.snippets.iter().filter(|snippet| snippet.paragraph > 0);
            let in_text = lines.flat_map(|line| line.marks.iter().map(|mark| mark.of(&line.text)));
            let marks = in_headline.chain(in_text).map(str::to_owned).collect();
            (hit.clipping.origins[0].path.clone(), marks)
        })
        .collect();
    found.sort();
    found
}

fn headline(clipping: &Clipping) -> &str {
    &clipping.headline.value
}

fn check(shelf: &Shelf, query: &str, expect: &[(&str, &[&str])]) {
    let found = found(shelf, query);
    let shown: Vec<(&str, Vec<&str>)> = found
        .iter()
        .map(|(path, marks)| (path.as_str(), marks.iter().map(String::as_str).collect()))
        .collect();
    let expect: Vec<(&str, Vec<&str>)> =
        expect.iter().map(|(path, marks)| (*path, marks.to_vec())).collect();
    assert_eq!(shown, expect, "{query}");
}

#[test]
fn korean_words_are_found_with_and_without_particles() {
    let shelf = shelf();
    check(&shelf, "지소미아", &[("ko.txt", &["지소미아", "지소미아"])]);
    check(&shelf, "지소미아를", &[("ko.txt", &["지소미아", "지소미아"])]);
    check(&shelf, "=지소미아를", &[("ko.txt", &["지소미아를"])]);
    check(&shelf, "협정", &[("ko.txt", &["협정", "협정"])]);
    check(&shelf, "\"지소미아 종료\"", &[("ko.txt", &["지소미아 종료"])]);
    check(&shelf, "GSOMIA는", &[("ko.txt", &["GSOMIA는"])]);
    check(&shelf, "장관 -지소미아", &[]);
    check(&shelf, "정협", &[]);
}

#[test]
fn japanese_and_chinese_words_are_runs_of_characters() {
    let shelf = shelf();
    check(&shelf, "東京タワー", &[("ja.txt", &["東京タワー"])]);
    check(&shelf, "情報協定", &[("ja.txt", &["情報協定", "情報協定"])]);
    check(&shelf, "情报协定", &[("zh.txt", &["情报协定"])]);
    check(&shelf, "終了 OR 终止", &[("ja.txt", &["終了", "終了"]), ("zh.txt", &["终止", "终止"])]);
    check(&shelf, "京都", &[]);
    check(&shelf, "「中国外交部」", &[("zh.txt", &["中国外交部"])]);
    check(&shelf, "贸易*", &[("zh.txt", &["贸易"])]);
    // Full-width and half-width letters are one.
    check(&shelf, "ガソリン", &[("ja.txt", &["ｶﾞｿﾘﾝ"])]);
    check(&shelf, "ＧＳＯＭＩＡ", &[("ja.txt", &["GSOMIA"]), ("ko.txt", &["GSOMIA"])]);
}

#[test]
fn one_character_is_a_query() {
    let shelf = shelf();
    check(&shelf, "협", &[("ko.txt", &["협", "협"])]);
    check(&shelf, "国", &[("ja.txt", &["国"]), ("zh.txt", &["国", "国", "国", "国"])]);
    check(&shelf, "headline:日", &[("ja.txt", &["日"]), ("zh.txt", &["日"])]);
    check(&shelf, "美", &[("zh.txt", &["美"])]);
    check(&shelf, "小", &[("ja.txt", &["小"])]);
    // が is not か, nor ガ.
    check(&shelf, "か", &[("ja.txt", &["か"])]);
    check(&shelf, "が", &[("ja.txt", &["が", "が", "が", "が"])]);
    check(&shelf, "ガ", &[("ja.txt", &["ｶﾞ"])]);
}

#[test]
fn vietnamese_is_found_with_and_without_its_marks() {
    let shelf = shelf();
    check(&shelf, "hiệp định", &[("vi.txt", &["hiệp", "định", "hiệp", "định"])]);
    check(&shelf, "hiep dinh", &[("vi.txt", &["hiệp", "định", "hiệp", "định"])]);
    check(&shelf, "\"Việt Nam\"", &[("vi.txt", &["Việt Nam", "Việt Nam"])]);
    check(&shelf, "\"Viet Nam\"", &[]);
    check(&shelf, "dang", &[("vi.txt", &["Đảng"])]);
    check(&shelf, "=đảng", &[("vi.txt", &["Đảng"])]);
    check(&shelf, "=dang", &[]);
    // Typed letter by mark, as some keyboards do.
    check(&shelf, "hie\u{323}\u{302}p", &[("vi.txt", &["hiệp", "hiệp"])]);
}
