//! Names and codes of languages, as labels give them.

/// Two-letter codes with the longer codes and the names by which labels call a language, in lower
/// case.
const TONGUES: &[(&str, &[&str])] = &[
    ("af", &["afr", "afrikaans"]),
    ("am", &["amh", "amharic", "አማርኛ"]),
    ("ar", &["ara", "arabic", "العربية", "arabisch", "arabe"]),
    ("az", &["aze", "azerbaijani"]),
    ("be", &["bel", "belarusian"]),
    ("bg", &["bul", "bulgarian", "български"]),
    ("bn", &["ben", "bengali", "bangla", "বাংলা"]),
    ("ca", &["cat", "catalan", "català"]),
    ("cs", &["ces", "cze", "czech", "čeština"]),
    ("da", &["dan", "danish", "dansk"]),
    (
        "de",
        &["deu", "ger", "german", "deutsch", "allemand", "alemán", "독일어", "ドイツ語", "德语"],
    ),
    ("el", &["ell", "gre", "greek", "ελληνικά"]),
    (
        "en",
        &[
            "eng",
            "english",
            "englisch",
            "anglais",
            "inglés",
            "inglês",
            "inglese",
            "영어",
            "英語",
            "英语",
            "tiếng anh",
        ],
    ),
    (
        "es",
        &[
            "spa",
            "spanish",
            "español",
            "castellano",
            "spanisch",
            "espagnol",
            "스페인어",
            "スペイン語",
        ],
    ),
    ("et", &["est", "estonian", "eesti"]),
    ("eu", &["eus", "baq", "basque", "euskara"]),
    ("fa", &["fas", "per", "pes", "persian", "farsi", "فارسی"]),
    ("fi", &["fin", "finnish", "suomi"]),
    (
        "fr",
        &[
            "fra",
            "fre",
            "french",
            "français",
            "französisch",
            "francés",
            "프랑스어",
            "フランス語",
            "法语",
        ],
    ),
    ("gu", &["guj", "gujarati"]),
    ("he", &["heb", "iw", "hebrew", "עברית"]),
    ("hi", &["hin", "hindi", "हिन्दी"]),
    ("hr", &["hrv", "croatian", "hrvatski"]),
    ("hu", &["hun", "hungarian", "magyar"]),
    ("hy", &["hye", "arm", "armenian"]),
    ("id", &["ind", "indonesian", "bahasa indonesia", "indonesia"]),
    ("it", &["ita", "italian", "italiano", "italienisch"]),
    ("ja", &["jpn", "japanese", "日本語", "일본어", "日语", "japanisch", "japonais", "japonés"]),
    ("ka", &["kat", "geo", "georgian"]),
    ("kk", &["kaz", "kazakh"]),
    ("km", &["khm", "khmer"]),
    ("kn", &["kan", "kannada"]),
    (
        "ko",
        &["kor", "korean", "한국어", "조선말", "韓国語", "韩语", "koreanisch", "coréen", "coreano"],
    ),
    ("ku", &["kur", "ckb", "kurdish", "sorani", "کوردی"]),
    ("lo", &["lao"]),
    ("lt", &["lit", "lithuanian"]),
    ("lv", &["lav", "latvian"]),
    ("mk", &["mkd", "mac", "macedonian"]),
    ("ml", &["mal", "malayalam"]),
    ("mn", &["mon", "mongolian"]),
    ("mr", &["mar", "marathi"]),
    ("ms", &["msa", "may", "malay", "bahasa melayu"]),
    ("my", &["mya", "bur", "burmese"]),
    ("ne", &["nep", "nepali"]),
    ("nl", &["nld", "dut", "dutch", "nederlands"]),
    ("no", &["nor", "nob", "nno", "nb", "nn", "norwegian", "norsk"]),
    ("pa", &["pan", "punjabi"]),
    ("pl", &["pol", "polish", "polski"]),
    ("ps", &["pus", "pashto"]),
    ("pt", &["por", "portuguese", "português", "portugiesisch"]),
    ("ro", &["ron", "rum", "romanian", "română"]),
    ("ru", &["rus", "russian", "русский", "russisch", "russe", "러시아어", "ロシア語", "俄语"]),
    ("si", &["sin", "sinhala"]),
    ("sk", &["slk", "slo", "slovak"]),
    ("sl", &["slv", "slovene", "slovenian"]),
    ("sq", &["sqi", "alb", "albanian"]),
    ("sr", &["srp", "serbian", "српски"]),
    ("sv", &["swe", "swedish", "svenska"]),
    ("sw", &["swa", "swahili"]),
    ("ta", &["tam", "tamil"]),
    ("te", &["tel", "telugu"]),
    ("th", &["tha", "thai", "ไทย", "ภาษาไทย"]),
    ("tl", &["tgl", "fil", "tagalog", "filipino"]),
    ("tr", &["tur", "turkish", "türkçe"]),
    ("ug", &["uig", "uyghur"]),
    ("uk", &["ukr", "ukrainian", "українська"]),
    ("ur", &["urd", "urdu", "اردو"]),
    ("uz", &["uzb", "uzbek"]),
    ("vi", &["vie", "vietnamese", "tiếng việt", "베트남어", "ベトナム語"]),
    (
        "zh",
        &[
            "zho",
            "chi",
            "cmn",
            "chinese",
            "中文",
            "汉语",
            "漢語",
            "중국어",
            "中国語",
            "chinesisch",
            "chinois",
            "mandarin",
        ],
    ),
];

/// The English name of a two-letter code; the code itself where it is not known.
pub fn english_name(code: &str) -> String {
    let known = TONGUES.iter().find(|(known, _)| *known == code).map(|(_, names)| *names);
    let mut names = known.unwrap_or_default().iter().filter(|name| name.is_ascii());
    // The three-letter codes come first; Lao has a name of three letters.
    let name = names.clone().find(|name| name.len() > 3).or(names.next_back());
    let Some((first, rest)) = name.and_then(|name| name.split_at_checked(1)) else {
        return code.to_owned();
    };
    first.to_ascii_uppercase() + rest
}

/// The two-letter code of a language by its code, with or without a region, or by its name.
pub fn code(words: &str) -> Option<&'static str> {
    let lower = words.trim().to_lowercase();
    let head = lower.split(['-', '_', '(', ';', ',']).next().unwrap_or("").trim();
    let named = |name: &str| {
        let called = |(code, names): &&(&str, &[&str])| *code == name || names.contains(&name);
        TONGUES.iter().find(called).map(|(code, _)| *code)
    };
    named(&lower).or_else(|| named(head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_an_english_name() {
        for (code, expect) in
            [("en", "English"), ("sw", "Swahili"), ("lo", "Lao"), ("fa", "Persian"), ("xx", "xx")]
        {
            assert_eq!(english_name(code), expect);
        }
    }

    #[test]
    fn a_language_is_known_by_code_region_or_name() {
        for (words, expect) in [
            ("en", Some("en")),
            ("EN-gb", Some("en")),
            ("eng", Some("en")),
            ("zh_Hant_TW", Some("zh")),
            ("한국어", Some("ko")),
            ("Deutsch", Some("de")),
            ("English (US)", Some("en")),
            ("tiếng Việt", Some("vi")),
            ("Klingon", None),
            ("", None),
        ] {
            assert_eq!(code(words), expect, "{words}");
        }
    }
}
