//! Names that papers and stations bear, and sections, people and towns do not.

/// Words that end a paper's or a station's name, in lower case.
const WORDS: &[&str] = &[
    "agency",
    "chronicle",
    "courier",
    "daily",
    "echo",
    "examiner",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "inquirer",
    "journal",
    "mail",
    "mercury",
    "mirror",
    "monitor",
    "news",
    "observer",
    "post",
    "press",
    "register",
    "standard",
    "star",
    "sun",
    "telegraph",
    "times",
    "tribune",
    "weekly",
    "zeitung",
    "allgemeine",
    "anzeiger",
    "nachrichten",
    "rundschau",
    "tagblatt",
    "tageblatt",
    "tagesspiegel",
    "gazeta",
    "gazzetta",
    "corriere",
    "giornale",
    "jornal",
    "diario",
    "diário",
    "noticias",
    "notícias",
    "dépêche",
    "nouvelles",
    "shimbun",
    "shinmun",
    "ilbo",
];

/// Words that open one, in lower case.
const OPENINGS: &[&str] =
    &["corriere", "daily", "diario", "diário", "gazeta", "gazzetta", "jornal"];

/// First words that make a section of such a name, in lower case.
const SECTIONS: &[&str] = &[
    "breaking",
    "business",
    "economic",
    "entertainment",
    "football",
    "health",
    "international",
    "latest",
    "local",
    "more",
    "national",
    "other",
    "political",
    "politics",
    "recent",
    "regional",
    "related",
    "science",
    "sport",
    "sports",
    "tech",
    "technology",
    "the",
    "today's",
    "top",
    "world",
];

/// How names end in Korean, Japanese and Chinese.
const ENDINGS: &[&str] = &[
    "新聞",
    "新闻",
    "日報",
    "日报",
    "時報",
    "时报",
    "晚報",
    "晚报",
    "早報",
    "早报",
    "通信",
    "通讯社",
    "신문",
    "일보",
    "뉴스",
    "타임스",
    "경제",
    "방송",
];

/// The longest name in a script that writes words together, in characters.
const LONGEST_CHARACTERS: usize = 10;

/// Whether all of `line` is called like a paper or a station.
pub(super) fn is_called_like_one(line: &str) -> bool {
    if ENDINGS.iter().any(|ending| line.ends_with(ending)) {
        return (3..=LONGEST_CHARACTERS).contains(&line.chars().count())
            && line.chars().all(char::is_alphanumeric);
    }
    let lower: Vec<String> = line.split(' ').map(str::to_lowercase).collect();
    let (Some(first), Some(last)) = (lower.first(), lower.last()) else { return false };
    let proper = line.split(' ').all(|word| word.starts_with(char::is_uppercase))
        && line.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '&'));
    // `The Guardian` has two words, and `The News` is one's own name only to its readers.
    let section = SECTIONS.contains(&first.as_str()) && (first != "the" || last == "news");
    let named = WORDS.contains(&last.as_str()) || OPENINGS.contains(&first.as_str());
    (2..=4).contains(&lower.len()) && proper && named && !section
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_and_stations_are_told_from_sections_and_people() {
        for name in [
            "BBC News",
            "The Portbury Post",
            "Daily Mail",
            "日本経済新聞",
            "한강일보",
            "Le Journal",
        ] {
            assert!(is_called_like_one(name), "{name}");
        }
        for line in [
            "Breaking News",
            "World News",
            "The News",
            "News",
            "Ann Example",
            "Star Wars Day",
            "Sun rises over the bay",
            "정부가 발표한 새로운 경제정책과 우리의 경제",
            "",
        ] {
            assert!(!is_called_like_one(line), "{line}");
        }
    }
}
