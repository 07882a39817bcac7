//! The sections that papers of many countries print under plain words.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold;

/// The section that `name` stands for, as it is called here: `Politics` for `Politik`. Nothing for a
/// word that is none of those, or that means something else as well.
pub fn named(name: &str) -> Option<&'static str> {
    SECTIONS.get(&fold::key(name)).copied()
}

/// Whether `name` is nothing but the name of a section, such as stands above a headline.
pub fn is_one(name: &str) -> bool {
    let key = fold::key(name);
    SECTIONS.contains_key(&key) || PLAIN.contains(&key.as_str())
}

/// Further names of sections, folded, that are one each under no other name.
const PLAIN: &[&str] = &[
    "arts",
    "business news",
    "comment",
    "companies",
    "editorial",
    "editorials",
    "entertainment",
    "features",
    "finance",
    "front page",
    "international",
    "international news",
    "lifestyle",
    "local",
    "local news",
    "main",
    "markets",
    "metro",
    "national",
    "national news",
    "news",
    "obituaries",
    "world news",
];

static SECTIONS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let rows = NAMES.iter().flat_map(|(name, others)| {
        std::iter::once(name).chain(*others).map(move |other| (fold::key(other), *name))
    });
    rows.collect()
});

/// The sections that newspapers of many countries print under one plain word each, and the two
/// Koreas as agencies and libraries turn their names. Words that also mean something else as a
/// section are left out: `Inland`, `Panorama`, `International`, `Lokales`.
const NAMES: [(&str, &[&str]); 17] = [
    (
        "Korea",
        &["Korea, South", "South Korea", "S. Korea", "Republic of Korea", "Korea, Republic of"],
    ),
    ("North Korea", &["Korea, North", "N. Korea", "북한", "北朝鮮", "朝鲜"]),
    (
        "Politics",
        &[
            "Politik",
            "Politique",
            "Política",
            "Politica",
            "Политика",
            "Політика",
            "Polityka",
            "Politiek",
            "Siyaset",
            "Chính trị",
            "정치",
            "政治",
            "سياسة",
        ],
    ),
    (
        "Economy",
        &[
            "Wirtschaft",
            "Économie",
            "Economía",
            "Economia",
            "Экономика",
            "Економіка",
            "Ekonomi",
            "Economie",
            "Gospodarka",
            "Kinh tế",
            "경제",
            "経済",
            "经济",
            "經濟",
            "اقتصاد",
        ],
    ),
    ("Business", &["Negocios", "Negócios", "Бизнес", "Бізнес"]),
    (
        "Sport",
        &[
            "Sports",
            "Deportes",
            "Esportes",
            "Desporto",
            "Спорт",
            "Spor",
            "Thể thao",
            "스포츠",
            "スポーツ",
            "体育",
            "體育",
            "رياضة",
            "Olahraga",
            "กีฬา",
        ],
    ),
    (
        "Culture",
        &[
            "Kultur",
            "Cultura",
            "Культура",
            "Kultura",
            "Cultuur",
            "Kültür",
            "Văn hóa",
            "문화",
            "文化",
            "ثقافة",
        ],
    ),
    (
        "World",
        &[
            "Welt",
            "Monde",
            "Mundo",
            "Mondo",
            "Świat",
            "Dünya",
            "Thế giới",
            "세계",
            "世界",
            "العالم",
        ],
    ),
    (
        "Opinion",
        &["Meinung", "Opinión", "Opinião", "Opinioni", "Мнения", "오피니언", "オピニオン", "Opini"],
    ),
    (
        "Science",
        &[
            "Wissenschaft",
            "Ciencia",
            "Ciência",
            "Scienza",
            "Наука",
            "Nauka",
            "Bilim",
            "과학",
            "科学",
            "科學",
        ],
    ),
    (
        "Health",
        &[
            "Gesundheit",
            "Santé",
            "Salud",
            "Saúde",
            "Salute",
            "Здоровье",
            "Sağlık",
            "Sức khỏe",
            "건강",
            "健康",
        ],
    ),
    (
        "Technology",
        &[
            "Technologie",
            "Tecnología",
            "Tecnologia",
            "Технологии",
            "Teknoloji",
            "기술",
            "テクノロジー",
            "科技",
        ],
    ),
    (
        "Society",
        &[
            "Gesellschaft",
            "Société",
            "Sociedad",
            "Sociedade",
            "Società",
            "Общество",
            "Xã hội",
            "사회",
            "社会",
            "社會",
        ],
    ),
    (
        "Education",
        &[
            "Bildung",
            "Éducation",
            "Educación",
            "Educação",
            "Образование",
            "Eğitim",
            "Giáo dục",
            "교육",
            "教育",
        ],
    ),
    ("Travel", &["Reisen", "Viajes", "Viagem", "Viaggi", "Путешествия", "Du lịch", "여행", "旅行"]),
    ("Weather", &["Wetter", "Météo", "Погода", "Thời tiết", "날씨", "天気", "天气"]),
    (
        "Environment",
        &[
            "Umwelt",
            "Environnement",
            "Medio ambiente",
            "Meio ambiente",
            "Ambiente",
            "Экология",
            "환경",
            "環境",
            "环境",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_told_from_subjects() {
        assert_eq!(named("POLITIK"), Some("Politics"));
        assert_eq!(named("Local"), None);
        for name in ["Business", "World", "sports", "경제", "Front Page", "Companies"] {
            assert!(is_one(name), "{name}");
        }
        for name in ["Ferries", "Business as usual", ""] {
            assert!(!is_one(name), "{name}");
        }
    }

    #[test]
    fn plain_names_are_folded() {
        assert!(PLAIN.iter().all(|name| fold::key(name) == *name && !SECTIONS.contains_key(*name)));
    }

    #[test]
    fn no_word_stands_for_two_sections() {
        let words = NAMES.iter().map(|(_, others)| others.len() + 1).sum::<usize>();
        let distinct: std::collections::HashSet<String> = NAMES
            .iter()
            .flat_map(|(name, others)| std::iter::once(name).chain(*others))
            .map(|word| fold::key(word))
            .collect();
        // Folding makes one of some: Ciência and Ciencia.
        assert_eq!(SECTIONS.len(), distinct.len());
        for (name, others) in NAMES {
            assert!(others.iter().all(|other| SECTIONS[&fold::key(other)] == name), "{name}");
        }
        assert!(words >= distinct.len());
    }
}
