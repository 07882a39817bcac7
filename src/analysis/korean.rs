//! Korean particles: what is taken off the end of a word before it is ranked.

/// Particles, longest first. A word keeps at least two syllables.
const PARTICLES: [&str; 46] = [
    "으로부터",
    "에서부터",
    "이라고는",
    "에게서는",
    "으로서는",
    "에서는",
    "으로서",
    "으로써",
    "으로는",
    "에게서",
    "로부터",
    "이라고",
    "이라는",
    "이라며",
    "에게는",
    "한테서",
    "까지는",
    "부터는",
    "에서도",
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
    "라고",
    "라는",
    "이나",
    "에는",
    "에도",
    "와의",
    "과의",
    "만을",
    "들이",
    "들을",
    "들은",
    "하고",
    "과는",
    "와는",
    "로서",
    "로써",
];

/// One-syllable particles.
const SHORT: [&str; 14] =
    ["은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "로", "도", "만", "들"];

/// The word without its particle; nothing where it has none or would be left with one syllable.
pub(super) fn stem(units: &[String]) -> Option<String> {
    let word = units.concat();
    let cut = PARTICLES
        .iter()
        .chain(&SHORT)
        .find(|particle| word.ends_with(*particle) && fits(&word, particle))?;
    Some(word[..word.len() - cut.len()].to_owned())
}

/// Whether at least two syllables stay, and the particle agrees with the last of them.
fn fits(word: &str, particle: &str) -> bool {
    let kept = &word[..word.len() - particle.len()];
    let Some(last) = kept.chars().last().filter(|_| kept.chars().count() >= 2) else {
        return false;
    };
    match particle {
        "은" | "이" | "을" | "과" | "으로" => closes(last),
        "는" | "가" | "를" | "와" => !closes(last),
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
    fn particles_fall_and_words_stay() {
        for (word, expect) in [
            ("지소미아를", Some("지소미아")),
            ("종료를", Some("종료")),
            ("장관은", Some("장관")),
            ("일본과", Some("일본")),
            ("방콕에서", Some("방콕")),
            ("정부는", Some("정부")),
            ("한국", None),
            ("종료", None),
            ("회의", None),
            ("고가", None),
        ] {
            assert_eq!(stem(word).as_deref(), expect, "{word}");
        }
    }
}
