//! Titles without what papers and agencies hang on them, so that those of copies can be compared.

/// Words with which agencies mark a state of a piece: `UPDATE 2-`, `RPT-`, `CORRECTED-`.
const STATES: [&str; 16] = [
    "UPDATE",
    "UPDATED",
    "WRAPUP",
    "RPT",
    "REPEAT",
    "CORRECTED",
    "CORRECTION",
    "REFILE",
    "REFILED",
    "ADVISORY",
    "BRIEF",
    "FACTBOX",
    "ANALYSIS",
    "EXCLUSIVE",
    "INTERVIEW",
    "NEWSMAKER",
];

/// Between a title and the name of its section or site.
const BAR: &str = " | ";

/// Dashes before the name of a site.
const DASHES: [&str; 3] = [" - ", " – ", " — "];

/// The most words of a site's name.
const SITE_WORDS: usize = 5;

/// What is left of a title has so many words at least, else it is left as it is.
const LEFT_WORDS: usize = 3;

/// The most letters of a tag in brackets before a title: `[속보]`, `【速報】`.
const TAG_LETTERS: usize = 12;

const BRACKETS: [(char, char); 4] = [('[', ']'), ('【', '】'), ('<', '>'), ('〈', '〉')];

/// `title` without the state an agency puts before it (`UPDATE 2-`), the section (`Opinion | …`),
/// the site (`… - The New York Times`), a tag in brackets before it and a ticker behind it.
pub(super) fn plain_title(title: &str) -> &str {
    let mut plain = without_ticker(without_tag(title.trim()));
    while let Some(rest) = without_state(plain) {
        plain = rest;
    }
    let plain = between_bars(plain);
    let plain = without_site(plain);
    if plain.is_empty() { title.trim() } else { plain }
}

/// Whether an agency's mark says that a title is that of a later state: `UPDATE 2-`, `CORRECTED-`.
pub(super) fn is_state(title: &str) -> bool {
    without_state(without_tag(title.trim())).is_some()
}

fn without_tag(title: &str) -> &str {
    let Some((_, close)) = BRACKETS.iter().find(|(open, _)| title.starts_with(*open)) else {
        return title;
    };
    match title.split_once(*close) {
        Some((tag, rest)) if tag.chars().count() <= TAG_LETTERS && !rest.trim().is_empty() => {
            rest.trim_start()
        }
        _ => title,
    }
}

/// Reuters puts the tickers of companies behind a title: `ACME CORP <ACM.N> 1ST QTR NET`.
fn without_ticker(title: &str) -> &str {
    match title.strip_suffix('>').and_then(|title| title.rsplit_once('<')) {
        Some((rest, _)) if !rest.trim().is_empty() => rest.trim_end(),
        _ => title,
    }
}

/// What follows a state and its number, where there is one: `UPDATE 2-`, `(CORRECTED) - `.
fn without_state(title: &str) -> Option<&str> {
    if let Some((word, rest)) = title.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        let is_state = STATES.iter().any(|state| state.eq_ignore_ascii_case(word.trim()));
        let rest = rest.trim_start_matches(|c: char| c == '-' || c.is_whitespace());
        return Some(rest).filter(|rest| is_state && !rest.is_empty());
    }
    let end = title.find(|c: char| !c.is_ascii_alphabetic())?;
    let (word, rest) = title.split_at(end);
    let is_state = STATES.iter().any(|state| state.eq_ignore_ascii_case(word));
    let numberless =
        rest.trim_start_matches([' ', '#']).trim_start_matches(|c: char| c.is_ascii_digit());
    let in_capitals = word.bytes().all(|byte| byte.is_ascii_uppercase());
    let rest = match numberless.strip_prefix('-') {
        Some(rest) if in_capitals => rest,
        _ => numberless.strip_prefix(':')?,
    };
    Some(rest.trim_start()).filter(|rest| is_state && !rest.is_empty())
}

/// Of parts between bars the one with most words, the first of them where several have.
fn between_bars(title: &str) -> &str {
    let parts = title.split(BAR).map(str::trim);
    let words = |part: &&str| std::cmp::Reverse(part.split_whitespace().count());
    let longest = parts.min_by_key(words);
    longest.unwrap_or(title)
}

fn without_site(title: &str) -> &str {
    let last = DASHES.iter().filter_map(|dash| title.rfind(dash).map(|at| (at, dash.len()))).max();
    let Some((at, dash)) = last else { return title };
    let (head, tail) = (&title[..at], &title[at + dash..]);
    let (left, site) = (head.split_whitespace().count(), tail.split_whitespace().count());
    let small = ["of", "the", "and", "for", "de", "der", "la", "le"];
    let is_name = |word: &str| !word.starts_with(char::is_lowercase) || small.contains(&word);
    let is_site = site <= SITE_WORDS && left >= LEFT_WORDS && left > site;
    if is_site && tail.split_whitespace().all(is_name) { head.trim_end() } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, expect: &str) {
        assert_eq!(plain_title(title), expect, "{title}");
    }

    #[test]
    fn what_is_hung_on_a_title_is_taken_off() {
        check("Opinion | The ferry must stay", "The ferry must stay");
        check("The ferry must stay | Opinion | The Portbury Post", "The ferry must stay");
        check("Ferry sold to a rival - The Portbury Times", "Ferry sold to a rival");
        check("Ferry sold to a rival — Harborwire", "Ferry sold to a rival");
        check("UPDATE 2-Ferry sold to a rival", "Ferry sold to a rival");
        check("UPDATE 1-RPT-CORRECTED-Ferry sold to a rival", "Ferry sold to a rival");
        check("WRAPUP 12-Ferry sold", "Ferry sold");
        check("Corrected: Ferry sold", "Ferry sold");
        check("(CORRECTED) - Ferry sold", "Ferry sold");
        check("(Corrected)-Ferry sold", "Ferry sold");
        check("[속보] 여객선 매각", "여객선 매각");
        check("【速報】フェリー売却", "フェリー売却");
        check("ACME CORP SELLS FERRY <ACM.N>", "ACME CORP SELLS FERRY");
    }

    #[test]
    fn what_belongs_to_a_title_stays() {
        for title in [
            "Update on the ferry",
            "Analysis of a sale",
            "Korea - Japan pact",
            "Ferry talks end - without any result so far",
            "UPDATE 2-",
            "(Corrected)",
            "(Portbury) - Ferry sold",
            "| ",
            "<ACM.N>",
            "",
        ] {
            check(title, title.trim());
        }
    }
}
