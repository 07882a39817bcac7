//! Furniture that only plain text shows: rules drawn with characters, rows of share links.

use crate::text::furniture;

/// The longest row of links, in bytes.
const LONGEST_LINKS_BYTES: usize = 120;

/// Whether all of `line` is furniture.
pub(super) fn is_furniture(line: &str) -> bool {
    !line.is_empty() && (is_ornament(line) || furniture::is_furniture(line) || is_only_links(line))
}

/// Whether a line is the heading of a list of topics or pieces.
pub(super) fn heads_a_list(line: &str) -> bool {
    furniture::heads_a_list(line)
}

/// A headline without the marks that make it one in Markdown: `# Ferry stays`, not `#MeToo`.
pub(super) fn without_heading_mark(text: &str) -> &str {
    let rest = text.trim_start_matches('#');
    let marked = (1..=6).contains(&(text.len() - rest.len())) && rest.starts_with(' ');
    if marked { rest.trim_start() } else { text }
}

/// `text` without the furniture phrase it ends with.
pub(super) fn without_ending(text: &str) -> &str {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return text;
    }
    let ending =
        ["print this post", "print this article", "print this page", "print article", "print"]
            .into_iter()
            .find(|phrase| {
                lower.strip_suffix(phrase).is_some_and(|r| r.is_empty() || r.ends_with([' ', '|']))
            });
    ending.map_or(text, |phrase| text[..text.len() - phrase.len()].trim_end())
}

/// Rows of dashes, stars and the like, mixed or parted by blanks too.
fn is_ornament(line: &str) -> bool {
    line.chars()
        .all(|c| matches!(c, '*' | '-' | '_' | '=' | '#' | '~' | '–' | '—' | '─' | '•' | ' ' | '.'))
        && line.chars().count() > 1
}

/// Rows of share links: `Share | Tweet | Print`.
fn is_only_links(line: &str) -> bool {
    const BETWEEN: [char; 4] = ['|', '·', '•', '/'];
    if line.len() > LONGEST_LINKS_BYTES || !line.contains(BETWEEN) {
        return false;
    }
    let lower = line.to_lowercase();
    let mut links = lower.split(BETWEEN).map(str::trim).filter(|link| !link.is_empty());
    let known = |link: &str| {
        furniture::is_phrase(link)
            || matches!(link, "facebook" | "twitter" | "email" | "e-mail" | "whatsapp" | "x")
    };
    links.clone().count() > 1 && links.all(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_and_rows_of_links_are_furniture() {
        for line in ["Print This Post", "* * *", "Share | Tweet | Email"] {
            assert!(is_furniture(line), "{line}");
        }
        for line in ["", "A", "Trade | war | looms"] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn a_phrase_at_the_end_goes() {
        assert_eq!(without_ending("6:02 AM Print This Post"), "6:02 AM");
        assert_eq!(without_ending("The Blueprint"), "The Blueprint");
    }
}
