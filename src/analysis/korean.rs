//! Korean particles: what is taken off the end of a word before it is ranked.

/// Particles of two syllables and more, and rows of them, longest first.
const PARTICLES: [&str; 84] = [
    "으로부터",
    "에서부터",
    "이라고는",
    "에게서는",
    "으로서는",
    "에서만은",
    "들에게서",
    "까지만을",
    "에서는",
    "으로서",
    "으로써",
    "으로는",
    "으로도",
    "으로의",
    "에게서",
    "로부터",
    "이라고",
    "이라는",
    "이라며",
    "에게는",
    "에게도",
    "에게만",
    "한테서",
    "까지는",
    "까지도",
    "까지의",
    "부터는",
    "부터의",
    "에서도",
    "에서의",
    "에서만",
    "들에게",
    "들에는",
    "들에서",
    "들까지",
    "들처럼",
    "보다는",
    "보다도",
    "께서는",
    "만으로",
    "뿐만은",
    "에서",
    "에게",
    "한테",
    "으로",
    "까지",
    "부터",
    "처럼",
    "보다",
    "마다",
    "조차",
    "밖에",
    "께서",
    "라고",
    "라는",
    "이나",
    "에는",
    "에도",
    "에만",
    "와의",
    "과의",
    "와도",
    "과도",
    "로는",
    "로도",
    "로의",
    "만을",
    "만의",
    "만이",
    "만은",
    "들이",
    "들을",
    "들은",
    "들의",
    "들에",
    "들과",
    "들도",
    "들로",
    "하고",
    "과는",
    "와는",
    "로서",
    "로써",
    "뿐만",
];

/// One-syllable particles.
const SHORT: [&str; 15] =
    ["은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "로", "도", "만", "들", "뿐"];

/// Names and nouns of news that end like a particle, alone or as the last part of a longer word
/// (`정상회의`). Written for this project.
const NO_PARTICLE: [&str; 115] = [
    "김정은",
    "우크라이나",
    "캐롤라이나",
    "경기도",
    "강원도",
    "제주도",
    "충청도",
    "전라도",
    "경상도",
    "함경도",
    "평안도",
    "황해도",
    "한반도",
    "반도",
    "울릉도",
    "거제도",
    "강화도",
    "백령도",
    "연평도",
    "여의도",
    "철도",
    "온도",
    "속도",
    "정도",
    "태도",
    "제도",
    "보도",
    "지도",
    "의도",
    "각도",
    "강도",
    "농도",
    "밀도",
    "빈도",
    "한도",
    "구도",
    "지지도",
    "만족도",
    "인지도",
    "신뢰도",
    "난이도",
    "선호도",
    "회의",
    "주의",
    "합의",
    "논의",
    "협의",
    "동의",
    "결의",
    "심의",
    "강의",
    "항의",
    "제의",
    "건의",
    "질의",
    "정의",
    "주가",
    "휴가",
    "허가",
    "추가",
    "대가",
    "고가",
    "저가",
    "유가",
    "여가",
    "화가",
    "정치가",
    "애호가",
    "어린이",
    "젊은이",
    "늙은이",
    "호랑이",
    "고양이",
    "원숭이",
    "놀이",
    "풀이",
    "살이",
    "잡이",
    "높이",
    "깊이",
    "길이",
    "마을",
    "가을",
    "노을",
    "결과",
    "성과",
    "학과",
    "통과",
    "경과",
    "안과",
    "도로",
    "을지로",
    "세종로",
    "퇴계로",
    "경로",
    "진로",
    "항로",
    "통로",
    "선로",
    "회로",
    "원자로",
    "용광로",
    "폭로",
    "피로",
    "카스트로",
    "걸프만",
    "통킹만",
    "벵골만",
    "페르시아만",
    "대만",
    "불만",
    "비만",
    "백만",
    "천만",
    "억만",
];

/// The word without its particle; nothing where it has none or would be left with one syllable.
pub(super) fn stem(units: &[String]) -> Option<String> {
    let word = units.concat();
    let cut = PARTICLES
        .iter()
        .chain(&SHORT)
        .find(|particle| word.ends_with(*particle) && fits(&word, particle))?;
    let is_noun = NO_PARTICLE.iter().any(|noun| noun.len() > cut.len() && word.ends_with(noun));
    (!is_noun).then(|| word[..word.len() - cut.len()].to_owned())
}

/// Whether at least two syllables stay, and the particle agrees with the last of them.
fn fits(word: &str, particle: &str) -> bool {
    let kept = &word[..word.len() - particle.len()];
    let Some(last) = kept.chars().last().filter(|_| kept.chars().count() >= 2) else {
        return false;
    };
    match particle {
        "은" | "이" | "을" | "과" | "과의" | "과도" | "과는" | "으로" => closes(last),
        "는" | "가" | "를" | "와" | "와의" | "와도" | "와는" => !closes(last),
        _ => true,
    }
}

/// Whether a syllable ends in a consonant (Unicode 3.12: final index = (code - 0xAC00) mod 28).
fn closes(syllable: char) -> bool {
    (syllable as u32).checked_sub(0xac00).is_some_and(|index| index < 11_172 && index % 28 != 0)
}

#[cfg(test)]
mod tests {
    fn stem(word: &str) -> Option<String> {
        super::stem(&word.chars().map(String::from).collect::<Vec<_>>())
    }

    #[test]
    fn longer_particles_come_first() {
        assert!(super::PARTICLES.is_sorted_by_key(|particle| std::cmp::Reverse(particle.len())));
    }

    #[test]
    fn particles_fall_and_words_stay() {
        for (word, expect) in [
            ("지소미아를", Some("지소미아")),
            ("종료를", Some("종료")),
            ("장관은", Some("장관")),
            ("일본과", Some("일본")),
            ("방콕에서", Some("방콕")),
            ("정부는", Some("정부")),
            ("정부가", Some("정부")),
            ("정부에서", Some("정부")),
            ("정부에서는", Some("정부")),
            ("정부에서의", Some("정부")),
            ("정부로부터", Some("정부")),
            ("정부까지도", Some("정부")),
            ("정부의", Some("정부")),
            ("국회의원들에게", Some("국회의원")),
            ("문재인은", Some("문재인")),
            ("김정은이", Some("김정은")),
            ("김정은의", Some("김정은")),
            ("우크라이나에서", Some("우크라이나")),
            ("정상회의에서", Some("정상회의")),
            ("미국과의", Some("미국")),
            ("김정은", None),
            ("우크라이나", None),
            ("정상회의", None),
            ("고속도로", None),
            ("전문가", None),
            ("한반도", None),
            ("지소미아", None),
            ("한국", None),
            ("종료", None),
            ("회의", None),
            ("고가", None),
        ] {
            assert_eq!(stem(word).as_deref(), expect, "{word}");
        }
    }
}
