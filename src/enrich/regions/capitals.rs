//! Headlines in capitals, read as they would be written with small letters.

/// Whether a headline is wholly in capitals.
pub(super) fn is_shouted(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().count() > 3
        && letters().all(|c| !c.is_lowercase())
        && letters().any(char::is_uppercase)
}

/// A headline in capitals as it would be written with small letters: `SOUTH KOREA` → `South Korea`.
/// "US" may be the pronoun there and is left out by that; what has points or cannot be a word
/// stays.
pub(super) fn title_case(text: &str) -> String {
    let cased = |word: &str| {
        if word.contains('.')
            || ["USA", "UK", "UAE", "USSR", "DPRK", "ROK", "NASA", "FBI"].contains(&word)
        {
            return word.to_owned();
        }
        let mut opens = true;
        let lower = |c: char| {
            let kept = opens;
            opens = !c.is_alphabetic() && c != '\'' && c != '’';
            if kept { c } else { c.to_lowercase().next().unwrap_or(c) }
        };
        word.chars().map(lower).collect()
    };
    text.split(' ').map(cased).collect::<Vec<String>>().join(" ")
}
