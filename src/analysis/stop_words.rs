//! Closed-class words: searchable like any other, weightless in ranking.

use super::Language;

/// Whether an exact form is an article, pronoun, preposition or the like in that language.
pub fn is_stop_word(exact: &str, language: Language) -> bool {
    let list: &[&str] = match language.code() {
        "de" => &DE,
        "en" => &EN,
        "es" => &ES,
        "fr" => &FR,
        "it" => &IT,
        "pt" => &PT,
        "vi" => &VI,
        _ => return false,
    };
    list.binary_search(&exact).is_ok()
}

/// Whether an exact form is an initialism of news copy that is spelled like a common word: typed in
/// capitals it is meant as printed in capitals.
pub fn is_initialism(exact: &str) -> bool {
    matches!(exact, "aids" | "it" | "us" | "who")
}

const DE: [&str; 64] = [
    "aber", "als", "am", "an", "auch", "auf", "aus", "bei", "beim", "das", "dass", "daß", "dem",
    "den", "der", "des", "die", "durch", "ein", "eine", "einem", "einen", "einer", "eines", "er",
    "es", "für", "haben", "hat", "hatte", "hatten", "ich", "ihr", "im", "in", "ist", "mit", "nach",
    "nicht", "noch", "nur", "oder", "sich", "sie", "sind", "so", "um", "und", "unter", "vom",
    "von", "vor", "war", "waren", "werden", "wie", "wir", "wird", "wurde", "wurden", "zu", "zum",
    "zur", "über",
];

const EN: [&str; 120] = [
    "a", "about", "above", "after", "again", "against", "all", "although", "am", "an", "and",
    "any", "are", "as", "at", "be", "because", "been", "before", "being", "below", "between",
    "both", "but", "by", "can", "could", "did", "do", "does", "down", "during", "each", "few",
    "for", "from", "had", "has", "have", "having", "he", "her", "here", "him", "his", "how", "i",
    "if", "in", "into", "is", "it", "its", "just", "may", "me", "might", "more", "most", "must",
    "my", "no", "nor", "not", "of", "off", "on", "only", "or", "other", "our", "out", "over",
    "own", "s", "same", "shall", "she", "should", "so", "some", "such", "t", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "those", "though", "through", "to",
    "too", "under", "until", "up", "us", "very", "was", "we", "were", "what", "when", "where",
    "which", "while", "who", "whom", "why", "will", "with", "would", "yet", "you", "your",
];

const ES: [&str; 38] = [
    "a", "al", "como", "con", "de", "del", "el", "en", "es", "esta", "este", "fue", "ha", "han",
    "la", "las", "le", "les", "lo", "los", "más", "no", "o", "para", "pero", "por", "que", "se",
    "sin", "sobre", "son", "su", "sus", "un", "una", "unas", "unos", "y",
];

const FR: [&str; 72] = [
    "a", "au", "aux", "avec", "c", "ce", "ces", "d", "dans", "de", "des", "du", "elle", "en",
    "est", "et", "eux", "il", "ils", "j", "je", "l", "la", "le", "les", "leur", "lui", "m", "ma",
    "mais", "me", "mes", "moi", "mon", "même", "n", "ne", "nos", "notre", "nous", "on", "ont",
    "ou", "par", "pas", "pour", "qu", "que", "qui", "s", "sa", "se", "ses", "son", "sont", "sur",
    "t", "ta", "te", "tes", "toi", "ton", "tu", "un", "une", "vos", "votre", "vous", "y", "à",
    "été", "être",
];

const IT: [&str; 42] = [
    "a", "ai", "al", "alla", "alle", "che", "con", "da", "dal", "dalla", "degli", "dei", "del",
    "della", "delle", "di", "e", "fra", "gli", "ha", "hanno", "i", "il", "in", "la", "le", "lo",
    "ma", "nel", "nella", "non", "o", "per", "si", "sono", "su", "sul", "tra", "un", "una", "uno",
    "è",
];

const PT: [&str; 31] = [
    "a", "ao", "as", "com", "da", "das", "de", "do", "dos", "e", "em", "foi", "mas", "na", "nas",
    "no", "nos", "não", "o", "os", "ou", "para", "por", "que", "se", "sem", "são", "um", "uma",
    "à", "é",
];

const VI: [&str; 19] = [
    "cho", "các", "có", "của", "khi", "là", "một", "những", "này", "sẽ", "theo", "trong", "tại",
    "từ", "và", "về", "với", "đã", "được",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [&DE[..], &EN, &ES, &FR, &IT, &PT, &VI] {
            assert!(list.is_sorted());
        }
    }

    #[test]
    fn the_same_letters_weigh_in_one_language_and_not_in_another() {
        assert!(is_stop_word("die", Language::from_code("de")));
        assert!(!is_stop_word("die", Language::from_code("en")));
    }
}
