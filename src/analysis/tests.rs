//! What a word is, shown on the oddities of news copy.

use super::*;

fn line(text: &str, language: &str) -> Vec<String> {
    let mut analyser = Analyser::new();
    let analysed =
        analyser.analyse(&[Passage { part: Part::Text, text }], Language::from_code(language));
    analysed
        .tokens
        .iter()
        .map(|token| {
            format!("{}:{}/{}", token.position, analysed.exact(token), analysed.normal(token))
        })
        .collect()
}

fn forms(text: &str) -> Vec<String> {
    let mut analyser = Analyser::new();
    let analysed = analyser.analyse_typed(text);
    analysed.tokens.iter().map(|token| analysed.exact(token).to_owned()).collect()
}

#[test]
fn possessives_initials_and_numbers_meet_their_plain_forms() {
    assert_eq!(forms("GSOMIA's GSOMIA’s countries’"), ["gsomia", "gsomia", "countries"]);
    assert_eq!(forms("U.S. troops"), ["us", "troops"]);
    assert_eq!(forms("1,200.50 won"), ["1200.50", "won"]);
    assert_eq!(forms("l’accord"), ["l", "laccord", "accord", "laccord"]);
}

#[test]
fn a_compound_is_found_by_its_parts_and_joined() {
    assert_eq!(
        line("F-16 jets", "en"),
        ["0:f/f", "0:f16/f16", "1:16/16", "1:f16/f16", "2:jets/jet"]
    );
    assert_eq!(forms("AT&T"), ["at", "att", "t", "att"]);
    assert_eq!(forms("U.S.-Japan"), ["us", "usjapan", "japan", "usjapan"]);
    assert_eq!(forms("pact - and"), ["pact", "and"]);
}

#[test]
fn stems_and_spellings_meet_in_the_normal_form() {
    assert_eq!(line("defence", "en"), ["0:defence/defens"]);
    assert_eq!(line("defenses", "en"), ["0:defenses/defens"]);
    assert_eq!(line("élections", "fr"), ["0:élections/elect"]);
    for language in ["ko", "te", "mn", "--"] {
        assert_eq!(line("terminated", language), ["0:terminated/termin"], "{language}");
    }
}

#[test]
fn every_character_of_a_cjk_run_takes_a_position() {
    assert_eq!(line("日韓の", "ja"), ["0:日韓/日韓", "1:韓の/韓の", "2:の/"]);
    assert_eq!(line("中", "zh"), ["0:中/中"]);
    assert_eq!(
        line("GSOMIA를 종료를", "ko"),
        ["0:gsomia/gsomia", "1:를/를", "2:종료/종료", "2:/종료", "3:료를/료를", "4:를/"]
    );
}

#[test]
fn decomposed_hangul_is_the_same_word() {
    assert_eq!(forms("\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"), ["한국", "국"]);
}

#[test]
fn words_of_scripts_without_blanks_come_from_the_dictionary() {
    for (text, expect) in [
        ("เกาหลีใต้และญี่ปุ่น", &["เกาหลีใต้", "และ", "ญี่ปุ่น"][..]),
        ("រដ្ឋាភិបាលកម្ពុជា", &["រដ្ឋាភិបាល", "កម្ពុជា"]),
        ("ລັດຖະບານລາວ", &["ລັດຖະບານ", "ລາວ"]),
        ("မြန်မာအစိုးရ", &["မြန်မာ", "အစိုးရ"]),
    ] {
        assert_eq!(forms(text), expect, "{text}");
    }
}

#[test]
fn an_apostrophe_in_a_cyrillic_word_is_a_letter_that_may_be_left_out() {
    for printed in ["п'ять", "п’ять", "пʼять", "пять"] {
        assert_eq!(forms(printed), ["пять"], "{printed}");
    }
    assert_eq!(forms("Hawaiʻi Hawaii"), ["hawaii", "hawaii"]);
}

#[test]
fn a_korean_clipping_has_its_english_paragraph_stemmed_as_english() {
    let found = line("정부는 agreements 종료를 The programmes", "ko");
    for expect in ["3:agreements/agreement", "4:종료/종료", "4:/종료", "8:programmes/program"]
    {
        assert!(found.iter().any(|token| token == expect), "{expect} in {found:?}");
    }
}

#[test]
fn a_short_lead_takes_the_next_paragraph_in() {
    let mut analyser = Analyser::new();
    let long = "word ".repeat(30);
    let passages = [
        Passage { part: Part::Headline, text: "Head" },
        Passage { part: Part::Text, text: "Short one." },
        Passage { part: Part::Text, text: &long },
        Passage { part: Part::Text, text: "Tail" },
        Passage { part: Part::Caption, text: "Photo" },
    ];
    let analysed = analyser.analyse(&passages, Language::UNKNOWN);
    let zone_of = |passage: u32| {
        analysed.tokens.iter().find(|token| token.passage == passage).map(|token| token.zone)
    };
    assert_eq!(
        [0, 1, 2, 3, 4].map(zone_of),
        [Zone::Headline, Zone::Lead, Zone::Lead, Zone::Body, Zone::Caption].map(Some)
    );
    assert_eq!(analysed.zone_starts(), [Some(0), Some(1), Some(33), Some(34)]);
}

#[test]
fn spans_lie_on_characters_of_their_passage() {
    let text = "“Việt Nam’s” 한국과 F-16 ﬁn";
    let mut analyser = Analyser::new();
    for token in analyser.analyse_typed(text).tokens {
        assert!(text.get(token.span.start..token.span.end).is_some_and(|words| !words.is_empty()));
    }
}

#[test]
fn a_word_of_invisible_characters_takes_no_position() {
    assert_eq!(line("pact \u{202e}\u{200b}\u{ad} ends", "en"), ["0:pact/pact", "1:ends/end"]);
}
