//! What a file says of how many articles it holds, against what was found in it.

use super::Account;
use crate::clipping::Note;

/// Tells where a file says that it holds `stated` articles and `found` were found. Those that are
/// missing count as left out.
pub(super) fn check(account: &mut Account, stated: u64, found: u64) {
    if stated == found {
        return;
    }
    let message = format!("the file says that it holds {stated} articles, {found} were found");
    account.note(Note::new(message));
    // What was left out for a reason that was told is missing already.
    let missing = u32::try_from(stated.saturating_sub(found)).unwrap_or(u32::MAX);
    account.left_out = account.left_out.max(missing);
}

/// `3 of 50`: two numbers with one of `words` between them and nothing else.
pub(super) fn place(text: &str, words: &[&str]) -> Option<(u64, u64)> {
    let mut tokens = text.split_whitespace();
    let at = number(tokens.next()?)?;
    let word = tokens.next()?.to_lowercase();
    let of = number(tokens.next()?)?;
    (words.contains(&word.as_str()) && tokens.next().is_none() && at > 0).then_some((at, of))
}

/// A number with or without marks of thousands.
pub(super) fn number(text: &str) -> Option<u64> {
    let digits: String = text.chars().filter(|c| !matches!(c, ',' | '.' | '\'')).collect();
    let plain = text.starts_with(|c: char| c.is_ascii_digit()) && digits.len() <= 9;
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told_and_counted() {
        let mut account = Account::default();
        check(&mut account, 3, 3);
        assert_eq!(account, Account::default());
        check(&mut account, 20, 19);
        assert_eq!(account.left_out, 1);
        assert_eq!(
            account.notes[0].message,
            "the file says that it holds 20 articles, 19 were found"
        );
        let mut more = Account::default();
        check(&mut more, 1, 2);
        assert_eq!((more.left_out, more.notes.len()), (0, 1));
    }

    #[test]
    fn places_are_two_numbers() {
        assert_eq!(place("3 of 1,250", &["of"]), Some((3, 1250)));
        assert_eq!(place("3 of us", &["of"]), None);
        assert_eq!(place("3 of 50 ferries", &["of"]), None);
    }
}
