//! The small words of languages in Latin letters: articles, prepositions, pronouns, auxiliaries.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Small words of each language, as they stand in running text. Written for this project.
const SMALL_WORDS: &[(&str, &str)] = &[
    ("af", "die en van het is nie dat vir op te"),
    ("az", "və bu ilə üçün bir də"),
    ("ca", "de la el els les que per amb del una"),
    ("cs", "a se na že je v ve pro s to"),
    ("da", "og det at er på til af der som en den ikke fra har med et efter kan"),
    (
        "de",
        "der die das und den von mit ist im dem zu ein eine für auf nicht am aus bei nach sich des \
         einen einem einer um werden wird hat sind zum zur als auch noch nur wie vor über durch \
         gegen wegen will soll sollen gibt oder aber unter zwischen wurde wurden kein keine sein \
         seine seiner ihre ihr er sie es bis seit war waren haben mehr wieder vom beim ich wir \
         dass nun jetzt trotz ohne",
    ),
    (
        "en",
        "the of to and in a is for on that with by at it be as was are said from an not will has \
         its after his her their have but who which he they this over into than would could more \
         new up out about against says no when where been were",
    ),
    (
        "es",
        "de la el que los las del en con por una y se un para al su es lo más como pero sus sobre \
         este entre desde ha fue sin",
    ),
    ("et", "ja on et ka kui oma see ei"),
    ("fi", "ja on ei se että oli kun myös"),
    (
        "fr",
        "de la le les des et du une dans est que pour un à au aux sur en par qui ne pas il elle \
         ont son sa ses avec se ce cette plus mais leur été sont",
    ),
    ("hr", "je i na se da su za od koji u"),
    ("hu", "a az és hogy nem is egy"),
    ("id", "yang dan di dengan untuk dari ini itu pada akan tidak dalam oleh ke"),
    (
        "it",
        "di il che e per una della del con un i è la le dei delle nel al alla da non si sono più \
         gli anche come ha lo",
    ),
    ("lt", "ir kad yra iš su į"),
    ("lv", "un ir ar par no uz kas"),
    (
        "nl",
        "de het een van en dat is op te voor met niet zijn aan er om door naar bij ook als over \
         uit maar nog wordt heeft werd",
    ),
    ("no", "og det er på til av som en å den ikke fra har med et etter kan"),
    ("pl", "w na z i się że do jest nie to o przez po dla od"),
    (
        "pt",
        "de que o a do da em para com uma os e no um na por se dos as mais ao não das foi como \
         são pela pelo",
    ),
    ("ro", "de și în la a cu pe care din"),
    ("sk", "a na sa je v že s pre"),
    ("sl", "je in na za da se v"),
    ("sv", "och att det är på som en av för till inte den har med ett om från efter kan"),
    ("tl", "ang ng sa na mga at ay"),
    ("tr", "ve bir bu için ile da de olarak"),
];

/// How many words a text has and how many of them are small words of each language.
pub(super) struct SmallWords {
    /// All its words.
    pub all: usize,
    of: [usize; SMALL_WORDS.len()],
}

impl SmallWords {
    /// Those of a text.
    pub(super) fn of(text: &str) -> Self {
        static LANGUAGES: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
            let mut languages = HashMap::new();
            for (at, (_, list)) in SMALL_WORDS.iter().enumerate() {
                list.split(' ').for_each(|word| *languages.entry(word).or_default() |= 1 << at);
            }
            languages
        });
        let mut found = Self { all: 0, of: [0; SMALL_WORDS.len()] };
        let lower = text.to_lowercase();
        let printed = lower.split_whitespace().filter(|printed| !is_initials(printed));
        let words = printed.flat_map(|printed| printed.split(|c: char| !c.is_alphabetic()));
        for word in words.filter(|word| !word.is_empty()) {
            found.all += 1;
            let mut bits = LANGUAGES.get(word).copied().unwrap_or(0);
            while bits > 0 {
                found.of[bits.trailing_zeros() as usize] += 1;
                bits &= bits - 1;
            }
        }
        found
    }

    /// How many are of one language; nothing where its small words are not listed.
    pub(super) fn of_language(&self, code: &str) -> Option<usize> {
        let at = SMALL_WORDS.iter().position(|(known, _)| *known == code)?;
        Some(self.of[at])
    }

    /// The language with the most of them, how many that are, and how many the next one has.
    pub(super) fn foremost(&self) -> (&'static str, usize, usize) {
        let most = self.of.iter().copied().max().unwrap_or(0);
        let at = self.of.iter().position(|count| *count == most).unwrap_or(0);
        let others = self.of.iter().enumerate().filter(|(place, _)| *place != at);
        (SMALL_WORDS[at].0, most, others.map(|(_, count)| *count).max().unwrap_or(0))
    }

    /// The share of `small` in all words, in percent.
    pub(super) fn percent(&self, small: usize) -> usize {
        (small * 100).checked_div(self.all).unwrap_or(0)
    }
}

/// Whether it is `S.` or `U.S.`: letters that are words of Polish and Czech.
fn is_initials(printed: &str) -> bool {
    let printed = printed.trim_matches(|c: char| !c.is_alphabetic() && c != '.');
    printed.contains('.') && printed.split('.').all(|part| part.chars().count() <= 1)
}
