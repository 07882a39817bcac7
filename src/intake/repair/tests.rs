//! Texts that were damaged on their way, and texts that only look so.

use super::*;
use crate::clipping::Paragraph;

fn told(notes: &[Note]) -> Vec<&str> {
    let told = notes.iter().map(|note| note.message.as_str());
    told.map(|told| told.strip_prefix("text repaired: ").unwrap_or(told)).collect()
}

fn of(text: &str) -> (String, Vec<Note>) {
    let mut notes = Vec::new();
    let draft = Draft { paragraphs: vec![Paragraph::text(text)], ..Draft::default() };
    let draft = repaired(draft, &mut notes);
    (draft.paragraphs.into_iter().map(|paragraph| paragraph.text).collect(), notes)
}

/// What UTF-8 becomes when it is read as Windows-1252.
fn misread(text: &str) -> String {
    let sign = |byte: u8| match byte {
        0x80..=0x9F => WINDOWS_1252[byte as usize - 0x80],
        _ => char::from(byte),
    };
    text.bytes().map(sign).collect()
}

const WINDOWS: &str = "UTF-8 that was read as Windows-1252";
const LATIN: &str = "UTF-8 that was read as Latin-1";
const CODES: &str = "control codes that are signs of Windows-1252";
const ENTITIES: &str = "entities of HTML that were escaped twice";
const PIECES: &str = "letters in pieces were put together (NFC)";
const LIGATURES: &str = "ligatures were written as letters";

#[test]
fn damage_is_repaired_and_told() {
    for (damaged, right, kind) in [
        ("the portâ€™s ferry", "the port’s ferry", WINDOWS),
        ("â€œNo way,â€\u{9D} he said â€“ twice", "“No way,” he said – twice", LATIN),
        ("â€œNo way,â€\u{FFFD} he said", "“No way,” he said", WINDOWS),
        ("the port\u{E2}\u{80}\u{99}s ferry", "the port’s ferry", LATIN),
        ("cafÃ© owners", "café owners", WINDOWS),
        ("Ã‰tat de lâ€™eau", "État de l’eau", WINDOWS),
        ("voilÃ\u{A0} tout", "voilà tout", WINDOWS),
        ("voilÃ  tout", "voilà tout", WINDOWS),
        ("aquÃ\u{AD} no", "aquí no", WINDOWS),
        ("EspaÃ±a", "España", WINDOWS),
        ("RÃ”LE", "RÔLE", WINDOWS),
        ("fÃ¼r die BrÃ¼cke", "für die Brücke", WINDOWS),
        ("StraÃŸe", "Straße", WINDOWS),
        ("Ã\u{84}rger", "Ärger", LATIN),
        ("a fare of Â£5", "a fare of £5", WINDOWS),
        ("10Â°C", "10°C", WINDOWS),
        ("theÂ ferry", "the ferry", WINDOWS),
        ("the Â\u{A0}ferry", "the  ferry", WINDOWS),
        ("zÅ‚oty", "złoty", WINDOWS),
        ("KraÄ‡", "Krać", WINDOWS),
        ("Viá»‡t Nam", "Việt Nam", WINDOWS),
        ("the â‚¬5 fare", "the €5 fare", WINDOWS),
        ("Portburyâ„¢", "Portbury™", WINDOWS),
        ("ï»¿The ferry", "The ferry", WINDOWS),
        ("ferry ðŸš¢", "ferry 🚢", WINDOWS),
        ("la mÃ¨re dâ€™Ã\u{89}lise", "la mère d’Élise", LATIN),
        ("\u{93}No way,\u{94} he said \u{96} twice\u{85}", "“No way,” he said – twice…", CODES),
        ("the port\u{92}s ferry", "the port’s ferry", CODES),
        ("Rope &amp; Sail", "Rope & Sail", ENTITIES),
        ("Rope &amp;amp; Sail", "Rope & Sail", ENTITIES),
        ("he said &amp;quot;no&amp;quot;", "he said \"no\"", ENTITIES),
        ("the port&#8217;s and the town&#x2019;s", "the port’s and the town’s", ENTITIES),
        ("\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8} 항구", "한국 항구", PIECES),
        ("cafe\u{301} o\u{308}ffnet", "café öffnet", PIECES),
        ("\u{438}\u{306}од", "йод", PIECES),
        ("か\u{3099}いこう", "がいこう", PIECES),
        ("the ﬁrst ﬂag of an oﬃce", "the first flag of an office", LIGATURES),
    ] {
        let (read, notes) = of(damaged);
        assert_eq!((read.as_str(), told(&notes)), (right, vec![kind]), "{damaged}");
        assert_eq!(of(&read), (read.clone(), Vec::new()), "repaired once more: {read}");
    }
}

#[test]
fn text_that_is_right_is_left_as_it_is() {
    for right in [
        "",
        "The ferry stays.",
        "A AMANHÃ E A MANHÃ, NÃO: CIDADÃ",
        "“IRMÃ” e “MAÇÃ”",
        "\"A MAÇÃ\" e IRMÃ”",
        "São João, irmã, ação, às três; Â e Ã são letras",
        "ÂNGELA, TÂMARA E A ROMÃ",
        "« Sa moitié » et le blé »",
        "« Il l’a tué…»",
        "« CAFÉ », “CAFÉ”, CAFÉ…",
        "»CHINÄ« und »BÜCHER«",
        "«Ya está»… ¿qué?",
        "El niño cruzó el río; ¡olé!",
        "på Å og Ø, i Ål",
        "Straße, Ärger, Öl – „Größe“",
        "5 × 3 = 15 °C, ½ £ 3 €",
        "Œuvre, cœur, Žižek, Ÿ",
        "한국과 일본, 협정 종료…",
        "日本経済新聞「港」、がぎぐ",
        "ニュース・ポスト",
        "Порт закрыт — «навсегда»",
        "Việt Nam, Đà Nẵng",
        "می\u{200C}شود",
        "👨\u{200D}👩\u{200D}👧 on the ferry ❤\u{FE0F}",
        "क्\u{200D}ष",
        "ท่าเรือ\u{200B}ปิด",
        "Rope & Sail; R&D; a&b",
        "In HTML, &amp; stands for an ampersand.",
        "http://post.example/?a=1&copy=2",
        "\u{F900}と豈",
        "U.S.-Japan, long-term, co-operation",
    ] {
        assert_eq!(of(right), (right.to_owned(), Vec::new()));
    }
}

#[test]
fn every_language_comes_back_from_a_misreading_once_or_twice() {
    for right in [
        "L’été dernier, la « crue » a coûté 3 € à l’État.",
        "Die Fähre über den Fluß bleibt – „größer“ als zuvor.",
        "¿Quién pagó el muelle? Aún no se sabe; mañana, quizá.",
        "Paliwa na przystani są droższe; żegluga stoi.",
        "부산항에서 열린 회의는 오늘 끝났다.",
        "港で開かれた会議は今日終わりました。",
        "Порт закрыт до весны.",
        "Η γέφυρα έκλεισε σήμερα.",
        "Cảng đóng cửa đến mùa xuân.",
        "أغلق الميناء اليوم",
    ] {
        let once = misread(right);
        let (read, notes) = of(&once);
        assert_eq!((read.as_str(), notes.len()), (right, 1), "{once}");
        let (read, notes) = of(&misread(&once));
        assert_eq!(read, right, "twice");
        let twice = "UTF-8 that was misread more than once";
        assert!(told(&notes).contains(&twice), "{notes:?}");
    }
}

#[test]
fn right_letters_beside_misread_ones_stay() {
    let (read, _) = of("IRMÃ” dit lâ€™été");
    assert_eq!(read, "IRMÃ” dit l’été");
}

#[test]
fn soft_hyphens_go_and_are_told() {
    let (text, notes) = of("agree\u{AD}ment");
    assert_eq!(
        (text.as_str(), told(&notes)),
        ("agreement", vec!["soft hyphens were taken out of words"])
    );
}

#[test]
fn blanks_go_untold() {
    for (printed, read) in [
        ("Length:\u{A0}355 words", "Length: 355 words"),
        ("fer\u{200B}ry, \u{200C}no\u{200D}w\u{FEFF}", "ferry, now"),
    ] {
        assert_eq!(of(printed), (read.to_owned(), Vec::new()));
    }
}

#[test]
fn cut_words_are_joined_unless_the_hyphen_is_the_writers() {
    for (cut, read) in [
        (format!("the govern{CUT}ment said"), "the government said"),
        (format!("a long{CUT}term plan"), "a long-term plan"),
        (format!("a state-of{CUT}the-art pier"), "a state-of-the-art pier"),
        (format!("a rust{CUT}based pier"), "a rust-based pier"),
        (format!("in{CUT}ter{CUT}nation{CUT}al"), "international"),
        (format!("the stern-wheel and the stern{CUT}wheel"), "the stern-wheel and the stern-wheel"),
    ] {
        let (text, notes) = of(&cut);
        assert_eq!(text, read);
        let joins = usize::from(!read.contains('-'));
        assert_eq!(notes.len(), joins, "{notes:?}");
    }
}

#[test]
fn titles_and_labels_are_repaired_and_addresses_are_not() {
    let mut notes = Vec::new();
    let draft = Draft {
        title: Some("The portâ€™s ferry".to_owned()),
        labels: vec![
            Label::new(LabelName::Byline, "JosÃ© Example", "key author"),
            Label::new(LabelName::Url, "https://post.example/?a=1&amp;b=Ã©", "key url"),
        ],
        ..Draft::default()
    };
    let draft = repaired(draft, &mut notes);
    assert_eq!(draft.title.as_deref(), Some("The port’s ferry"));
    assert_eq!(draft.labels[0].value, "José Example");
    assert_eq!(draft.labels[1].value, "https://post.example/?a=1&amp;b=Ã©");
    assert_eq!(told(&notes), [WINDOWS]);
}
