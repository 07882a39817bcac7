//! Names of months, told by how they begin.

/// How the months begin in the languages of datelines, January first.
const BEGINNINGS: [&[&str]; 12] = [
    &["jan", "янв", "ene", "gen", "oca", "jän"],
    &["feb", "fev", "fév", "фев", "şub"],
    &["mar", "mär", "мар"],
    &["apr", "avr", "abr", "апр", "nis"],
    &["may", "mai", "мая", "май", "mag"],
    &["jun", "juin", "июн", "giu", "haz"],
    &["jul", "juil", "июл", "lug", "tem"],
    &["aug", "aou", "aoû", "авг", "ago", "ağu"],
    &["sep", "сен", "set", "eyl"],
    &["oct", "okt", "окт", "ott", "out", "eki"],
    &["nov", "ноя", "kas"],
    &["dec", "dez", "déc", "дек", "dic", "ara"],
];

/// How months begin in languages that disagree on them (`lip` is June in Croatian and July in
/// Polish) or that no dateline is read in.
const DOUBTFUL: &[&str] = &[
    "jui", "mrz", "mae", "sty", "lut", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis",
    "gru", "thá", "sij", "velj", "ožu", "tra", "svi", "srp", "kol", "ruj", "stu", "pro", "agu",
    "des", "mei", "січ", "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов", "лис",
    "гру",
];

/// The most characters of a month's name.
const LONGEST_CHARACTERS: usize = 10;

/// The month, from 1, whose name `word` is or begins; nothing where languages disagree.
pub fn number(word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    let begins = |beginnings: &&[&str]| beginnings.iter().any(|start| lower.starts_with(start));
    let short = lower.chars().count() <= LONGEST_CHARACTERS;
    (1..)
        .zip(BEGINNINGS)
        .find(|(_, beginnings)| short && begins(beginnings))
        .map(|(month, _)| month)
}

/// Whether `word` begins as a month does in any language known here.
pub fn begins_like_one(word: &str) -> bool {
    let lower = word.to_lowercase();
    BEGINNINGS.iter().copied().flatten().chain(DOUBTFUL).any(|start| lower.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_numbered_where_languages_agree() {
        let found = ["Nov", "novembre", "ноября", "März", "Aralık", "lipca", "Monday"].map(number);
        assert_eq!(found, [Some(11), Some(11), Some(11), Some(3), Some(12), None, None]);
        assert!(begins_like_one("lipca") && !begins_like_one("Portbury"));
    }
}
