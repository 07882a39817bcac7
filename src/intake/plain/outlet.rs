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

/// Ends of the last word of a name, in lower case: papers are called by words joined of others, as
/// `Tagesanzeiger` is.
const JOINED: &[&str] = &[
    // German
    "anzeiger",
    "bote",
    "kurier",
    "rundschau",
    "tagblatt",
    "tageblatt",
    "wochenblatt",
    "zeitung",
    // Dutch
    "courant",
    "dagblad",
    "krant",
    "nieuwsblad",
    // Danish, Norwegian, Swedish
    "avis",
    "avisen",
    "bladet",
    "dagblad",
    "posten",
    "tidende",
    "tidning",
    "tidningen",
    // Finnish, Hungarian, Turkish
    "sanomat",
    "hírlap",
    "gazetesi",
    // Czech, Slovak
    "noviny",
    "deník",
    "denník",
    // Russian, Ukrainian, Bulgarian
    "ведомости",
    "вестник",
    "вісник",
    "газета",
    "известия",
    "курьер",
];

/// Words that open one, perhaps behind an article, in lower case.
const OPENINGS: &[&str] = &[
    "daily",
    // French
    "courrier",
    "dépêche",
    "gazette",
    "journal",
    "nouvelliste",
    "quotidien",
    "télégramme",
    "voix",
    "écho",
    // Italian
    "corriere",
    "eco",
    "gazzetta",
    "giornale",
    "messaggero",
    // Spanish, Catalan
    "correo",
    "diari",
    "diario",
    "gaceta",
    "heraldo",
    "noticiero",
    "periódico",
    "voz",
    // Portuguese
    "correio",
    "diário",
    "folha",
    "gazeta",
    "jornal",
    // Polish, Czech, Croatian, Serbian, Slovene, Romanian, Albanian
    "dnevnik",
    "dziennik",
    "glas",
    "głos",
    "kurier",
    "kurir",
    "lidové",
    "vjesnik",
    "ziarul",
    // Russian, Ukrainian, Bulgarian
    "вестник",
    "вісник",
    "газета",
    "голос",
    "известия",
    // Vietnamese, Indonesian
    "báo",
    "harian",
    "koran",
];

/// Articles before such a word, in lower case.
const ARTICLES: &[&str] =
    &["le", "la", "les", "el", "los", "il", "lo", "o", "a", "der", "die", "das"];

/// Small words within a name.
const PARTICLES: &[&str] = &[
    "d'", "da", "das", "de", "del", "della", "delle", "dello", "den", "der", "des", "di", "do",
    "dos", "du", "e", "et", "la", "le", "les", "los", "of", "van", "von", "y",
];

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
    "저널",
    "통신",
    "新報",
    "新报",
    "商報",
    "商报",
    "快報",
    "快报",
    "周報",
    "周报",
    "タイムズ",
];

/// The longest name in a script that writes words together, in characters.
const LONGEST_CHARACTERS: usize = 10;

/// The most words of a name.
const MOST_WORDS: usize = 5;

/// Whether all of `line` is called like a paper or a station.
pub(super) fn is_called_like_one(line: &str) -> bool {
    if ENDINGS.iter().any(|ending| line.ends_with(ending)) {
        return (3..=LONGEST_CHARACTERS).contains(&line.chars().count())
            && line.chars().all(char::is_alphanumeric);
    }
    let lower: Vec<String> = line.split(' ').map(str::to_lowercase).collect();
    let (Some(first), Some(last)) = (lower.first(), lower.last()) else { return false };
    let in_letters =
        line.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '&'));
    if !in_letters || !(2..=MOST_WORDS).contains(&lower.len()) {
        return false;
    }
    let is_large = |word: &str| word.starts_with(char::is_uppercase);
    // `The Guardian` has two words, and `The News` is one's own name only to its readers.
    let section = SECTIONS.contains(&first.as_str()) && (first != "the" || last == "news");
    let ends_so = WORDS.contains(&last.as_str()) || JOINED.iter().any(|end| last.ends_with(end));
    if ends_so && lower.len() < MOST_WORDS && line.split(' ').all(is_large) {
        return !section;
    }
    opens_like_one(line)
}

/// Whether a name opens with the word for a paper, perhaps behind an article, and goes on to say
/// which one: `Le Courrier du Vexin`, `Corriere di Portbury`. The word alone is an ordinary one.
fn opens_like_one(line: &str) -> bool {
    let mut words: Vec<&str> = line.split(' ').collect();
    let lower = |word: &str| word.to_lowercase().replace('’', "'");
    // `L'Écho` is one word in print.
    let first = lower(words[0]);
    let opening = match first.strip_prefix("l'") {
        Some(rest) => rest.to_owned(),
        None if words.len() > 1 && ARTICLES.contains(&first.as_str()) => {
            words.remove(0);
            lower(words[0])
        }
        None => first,
    };
    let is_large = |word: &str| word.starts_with(char::is_uppercase);
    let is_particle = |word: &str| PARTICLES.contains(&lower(word).as_str());
    let elided = |word: &str| lower(word).starts_with("d'") || lower(word).starts_with("l'");
    OPENINGS.contains(&opening.as_str())
        && words[1..].iter().all(|word| is_large(word) || is_particle(word) || elided(word))
        && words[1..].last().is_some_and(|word| is_large(word) || elided(word))
        && is_large(line)
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
            "Le Courrier du Vexin",
            "La Dépêche du Port",
            "L'Écho de la Baie",
            "Hafen Bote",
            "Portburger Tagesanzeiger",
            "Corriere di Portbury",
            "La Gazzetta del Porto",
            "El Periódico de Portbury",
            "Correio da Ilha",
            "Jornal do Porto",
            "Portburyse Krant",
            "Portbury Dagblad",
            "Fyrby Tidningen",
            "Kurier Portowy",
            "Портовый Вестник",
            "Вестник Портбери",
            "Báo Bến Cảng",
            "港口新報",
            "항구저널",
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
            "La Voix",
            "Courrier",
            "Le courrier du jour",
            "Voz de mando",
            "Die Stimme",
            "A Glass Harbour",
            "정부가 발표한 새로운 경제정책과 우리의 경제",
            "",
        ] {
            assert!(!is_called_like_one(line), "{line}");
        }
    }
}
