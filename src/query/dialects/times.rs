//! Dates as other houses write them, in our words.

/// A date or stretch of time in our words (`2019-11-13`, `13-nov-2019`); what is written as here
/// stays. Months stand before days, as in the houses' own examples.
pub(super) fn in_our_words(text: &str) -> String {
    let text = text.trim().trim_matches(['"', '“', '”']).to_lowercase();
    compact(&text)
        .or_else(|| with_slashes(&text))
        .or_else(|| with_month_name(&text))
        .unwrap_or(text)
}

/// `20191113`, `201911`.
fn compact(text: &str) -> Option<String> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.len() {
        8 if digits => Some(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])),
        6 if digits => Some(format!("{}-{}", &text[..4], &text[4..])),
        _ => None,
    }
}

/// `11/13/2019`, `11/2019`.
fn with_slashes(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('/').collect();
    match *parts.as_slice() {
        [month, day, year] if year.len() == 4 => Some(format!("{year}-{month}-{day}")),
        [month, day, year] if year.len() == 2 => Some(format!("20{year}-{month}-{day}")),
        [month, year] if year.len() == 4 => Some(format!("{year}-{month}")),
        _ => None,
    }
}

/// `november 13, 2019`; `13 november 2019` and `november 2019` are read as they are.
fn with_month_name(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split([' ', ',', '.']).filter(|part| !part.is_empty()).collect();
    match *parts.as_slice() {
        [month, day, year] if month.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            Some(format!("{day}-{month}-{year}"))
        }
        _ => None,
    }
}

/// Whether day and month of a date could each be the other: `11/1/2019`.
pub(super) fn is_ambiguous(text: &str) -> bool {
    let parts: Vec<Option<u32>> = text.split('/').map(|part| part.trim().parse().ok()).collect();
    matches!(*parts.as_slice(), [Some(1..=12), Some(1..=12), Some(_)] if parts[0] != parts[1])
}
