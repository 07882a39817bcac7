//! Closed-class words: searchable like any other, weightless in ranking.

use super::Language;

/// Whether an exact form is an article, pronoun, preposition or the like in that language.
pub fn is_stop_word(exact: &str, language: Language) -> bool {
    // Written for this project.
    let list: &[&str] = match language.code() {
        "ar" => &AR,
        "cs" => &CS,
        "da" => &DA,
        "de" => &DE,
        "en" => &EN,
        "es" => &ES,
        "fr" => &FR,
        "id" => &ID,
        "it" => &IT,
        "nl" => &NL,
        "no" | "nb" | "nn" => &NO,
        "pl" => &PL,
        "pt" => &PT,
        "ru" => &RU,
        "sv" => &SV,
        "tr" => &TR,
        "uk" => &UK,
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

const AR: [&str; 39] = [
    "أن", "أو", "أي", "إلى", "إن", "التي", "الذي", "بعد", "بين", "ثم", "حتى", "ذلك", "على", "عن",
    "عند", "غير", "فى", "في", "قبل", "قد", "كان", "كانت", "كل", "كما", "لا", "لكن", "لم", "لن",
    "ما", "مع", "من", "منذ", "هذا", "هذه", "هو", "هي", "و", "وفي", "وقد",
];

const CS: [&str; 41] = [
    "a", "aby", "ale", "až", "by", "byl", "byla", "být", "co", "do", "i", "jak", "jako", "je",
    "jeho", "jsem", "jsou", "k", "která", "které", "který", "na", "nebo", "o", "od", "po", "pro",
    "při", "s", "se", "si", "tak", "ten", "to", "u", "v", "ve", "z", "za", "ze", "že",
];

const DA: [&str; 37] = [
    "af", "at", "blev", "da", "de", "dem", "den", "der", "deres", "det", "efter", "eller", "en",
    "er", "et", "for", "fra", "har", "hun", "i", "ikke", "kan", "med", "men", "nu", "og", "om",
    "over", "på", "sig", "som", "så", "til", "ud", "var", "ved", "vil",
];

const ID: [&str; 30] = [
    "adalah", "akan", "atau", "bagi", "bahwa", "dalam", "dan", "dari", "dengan", "di", "ia", "ini",
    "itu", "juga", "ke", "kepada", "mereka", "oleh", "pada", "para", "saat", "sebagai", "secara",
    "serta", "sudah", "telah", "tersebut", "tidak", "untuk", "yang",
];

const NL: [&str; 49] = [
    "aan", "als", "bij", "dan", "dat", "de", "der", "deze", "die", "dit", "door", "een", "en",
    "er", "haar", "had", "heeft", "het", "hij", "hun", "ik", "in", "is", "maar", "met", "naar",
    "niet", "nog", "of", "om", "onder", "ook", "op", "over", "te", "tot", "uit", "van", "voor",
    "was", "wat", "werd", "wie", "wordt", "ze", "zich", "zij", "zijn", "zo",
];

const NO: [&str; 41] = [
    "at", "av", "ble", "da", "de", "dem", "den", "der", "deres", "det", "dette", "eller", "en",
    "er", "et", "etter", "for", "fra", "ha", "han", "har", "hun", "i", "ikke", "kan", "med", "men",
    "nå", "og", "om", "over", "på", "seg", "som", "så", "til", "ut", "var", "ved", "vil", "å",
];

const PL: [&str; 47] = [
    "a", "aby", "ale", "bez", "być", "był", "była", "było", "co", "czy", "dla", "do", "go", "i",
    "ich", "jak", "jako", "jego", "jej", "jest", "już", "która", "które", "który", "lub", "ma",
    "na", "nad", "nie", "o", "od", "oraz", "po", "pod", "przez", "przy", "się", "są", "tak", "to",
    "tym", "w", "we", "z", "za", "ze", "że",
];

const RU: [&str; 57] = [
    "а",
    "без",
    "бы",
    "был",
    "была",
    "были",
    "было",
    "быть",
    "в",
    "во",
    "все",
    "для",
    "до",
    "его",
    "ее",
    "если",
    "же",
    "за",
    "и",
    "из",
    "или",
    "их",
    "к",
    "как",
    "ко",
    "когда",
    "которая",
    "которые",
    "который",
    "ли",
    "мы",
    "на",
    "над",
    "не",
    "него",
    "но",
    "о",
    "об",
    "он",
    "она",
    "они",
    "от",
    "по",
    "под",
    "при",
    "с",
    "со",
    "так",
    "также",
    "то",
    "того",
    "у",
    "что",
    "чтобы",
    "это",
    "этот",
    "я",
];

const SV: [&str; 47] = [
    "att", "av", "blev", "de", "dem", "den", "denna", "deras", "det", "dig", "du", "där", "efter",
    "ej", "eller", "en", "ett", "från", "för", "ha", "han", "har", "hon", "i", "inte", "kan",
    "med", "men", "nu", "när", "och", "om", "på", "sig", "sin", "ska", "som", "så", "till",
    "under", "upp", "ut", "var", "vid", "vill", "är", "över",
];

const TR: [&str; 31] = [
    "ama", "ancak", "bir", "bu", "da", "daha", "de", "değil", "diye", "en", "gibi", "göre", "hem",
    "her", "ile", "ise", "için", "kadar", "ki", "mi", "mı", "ne", "o", "olan", "olarak", "sonra",
    "ve", "veya", "ya", "üzere", "şu",
];

const UK: [&str; 53] = [
    "а",
    "або",
    "але",
    "без",
    "був",
    "була",
    "були",
    "було",
    "бути",
    "в",
    "вже",
    "вона",
    "вони",
    "від",
    "він",
    "для",
    "до",
    "з",
    "за",
    "зі",
    "й",
    "його",
    "к",
    "коли",
    "на",
    "над",
    "не",
    "ні",
    "о",
    "по",
    "при",
    "про",
    "під",
    "та",
    "так",
    "також",
    "те",
    "то",
    "у",
    "це",
    "цей",
    "чи",
    "що",
    "щоб",
    "я",
    "як",
    "яка",
    "який",
    "які",
    "і",
    "із",
    "їх",
    "її",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        let lists: [&[&str]; 18] = [
            &AR, &CS, &DA, &DE, &EN, &ES, &FR, &ID, &IT, &NL, &NO, &PL, &PT, &RU, &SV, &TR, &UK,
            &VI,
        ];
        for list in lists {
            assert!(list.is_sorted());
        }
    }

    #[test]
    fn the_same_letters_weigh_in_one_language_and_not_in_another() {
        assert!(is_stop_word("die", Language::from_code("de")));
        assert!(!is_stop_word("die", Language::from_code("en")));
    }
}
