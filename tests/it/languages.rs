//! A word is found however it is written: in British and American, with and without Korean
//! particles, in the forms of Arabic and Cyrillic letters, in a paragraph of another language.

use morgue::query::parse;
use morgue::search::Searcher;

use crate::support::{Shelf, today};

/// How many of the clippings, one for each text, every one of the queries finds.
fn check(texts: &[&str], queries: &[&str], expect: u64) {
    let shelf = Shelf::new();
    for (place, text) in texts.iter().enumerate() {
        shelf.write(&format!("{place}.txt"), format!("{text}\n"));
    }
    shelf.write("other.txt", "Ferry stays\n\nThe old boat will be in port for a year.\n");
    shelf.ingest();
    let snapshot = shelf.snapshot();
    let mut searcher = Searcher::new(&snapshot).expect("the archive is searched");
    for query in queries {
        // In the field of normal forms, then by positions.
        let count = searcher.count(&parse(query, today()).query).expect("a count");
        assert_eq!(count, expect, "{query} in {texts:?}");
        if query.contains(':') {
            continue;
        }
        let in_zone = format!("(lead:{query} OR headline:{query})");
        let count = searcher.count(&parse(&in_zone, today()).query).expect("a count");
        assert_eq!(count, expect, "{in_zone} in {texts:?}");
    }
}

#[test]
fn british_and_american_spellings_meet_in_both_directions() {
    for (british, american) in [
        ("defence", "defense"),
        ("defences", "defenses"),
        ("centred", "centered"),
        ("programmes", "program"),
        ("labour", "labor"),
        ("organisation", "organizations"),
        ("denuclearisation", "denuclearization"),
        ("colour", "colors"),
        ("travelled", "traveled"),
        ("catalogue", "catalogs"),
        ("grey", "gray"),
        ("tyres", "tire"),
        ("cheques", "check"),
        ("aeroplanes", "airplane"),
        ("manoeuvres", "maneuver"),
    ] {
        let texts = [
            &*format!("News of the port\n\nThe council said that {british} was the word of it."),
            &*format!("News of the town\n\nThe mayor said that {american} was the word of it."),
        ];
        check(&texts, &[british, american], 2);
    }
}

#[test]
fn korean_words_are_found_with_the_particles_people_write() {
    let texts = [
        "항구 소식\n\n정부가 나룻배를 항구에 남긴다고 밝혔다. 주민들은 환영했다.",
        "항구 소식\n\n나룻배는 정부에서는 반대하지 않는다고 시장이 말했다.",
        "항구 소식\n\n시장은 정부의 결정을 따른다고 말했다. 나룻배는 남는다.",
    ];
    check(&texts, &["정부", "정부가", "정부는", "정부에서", "정부까지"], 3);
}

#[test]
fn a_korean_name_that_ends_like_a_particle_is_no_other_name() {
    let texts = [
        "항구 소식\n\n김정은이 항구에서 나룻배를 보았다고 통신이 전했다.",
        "항구 소식\n\n김정일이 항구에서 나룻배를 보았다고 통신이 전했다.",
    ];
    check(&texts, &["김정은", "김정은이", "김정은의"], 1);
}

#[test]
fn arabic_is_found_in_each_of_its_spellings() {
    let texts = [
        "أخبار الميناء\n\nقالت الحكومة يوم الاثنين إن العبّارة القديمة ستبقى في إسرائيل عامًا آخر",
        "اخبار الميناء\n\nقالت الحكومه يوم الاثنين ان العباره القديمه ستبقى في اسرائيل عاما اخر",
    ];
    check(&texts, &["الحكومة", "حكومة", "الحكومه", "والحكومة", "إسرائيل", "اسرائيل", "العباره"], 2);
}

#[test]
fn cyrillic_letters_that_people_leave_out_are_not_missed() {
    let texts = [
        "Новости порта\n\nМэрия сообщила, что тёплый паром останется в порту ещё на один год.",
        "Новости порта\n\nМэрия сообщила, что теплый паром останется в порту еще на один год.",
    ];
    check(&texts, &["тёплый", "теплый", "теплого"], 2);
    let texts = [
        "Новини порту\n\nМерія повідомила, що пором залишиться в порту ще п'ять років і п’ять днів.",
        "Новини порту\n\nМерія повідомила, що пором залишиться в порту ще пʼять років.",
    ];
    check(&texts, &["п'ять", "п’ять", "пʼять"], 2);
}

#[test]
fn a_paragraph_in_another_script_is_searched_in_its_language() {
    let texts =
        ["지소미아 소식\n\n정부는 월요일 협정을 종료한다고 밝혔다. 장관은 방콕에서 말했다. \
         The ministry regretted that earlier agreements had ended."];
    check(&texts, &["agreement", "agreements", "ministries", "협정", "정부"], 1);
    let texts =
        ["Port news\n\nThe council said on Monday that the talks will go on. Переговоры о порте \
         продолжаются, сообщила мэрия."];
    check(&texts, &["переговоров", "talk"], 1);
}

#[test]
fn a_table_of_prices_has_no_language_and_can_be_asked_for() {
    check(
        &["FERRY LINES QTR\n\nShr loss six cts vs profit two cts. Revs 2.1 mln vs 2.4 mln"],
        &["lang:unknown"],
        1,
    );
}
