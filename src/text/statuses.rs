//! Words by which houses, agencies and people say what a piece is besides an ordinary one.

/// The status that a word stands for, as it is called here: `killed` for `Canceled`. Nothing for
/// other words; blanks, dashes and capitals do not matter.
pub fn named(word: &str) -> Option<&'static str> {
    let key: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    let key = key.to_lowercase();
    WORDS.iter().find(|(known, _)| *known == key).map(|(_, status)| *status)
}

/// Words in small letters without blanks, and the status each stands for.
const WORDS: &[(&str, &str)] = &[
    ("embargoed", "embargoed"),
    ("embargo", "embargoed"),
    ("underembargo", "embargoed"),
    ("withheld", "withheld"),
    ("canceled", "killed"),
    ("cancelled", "killed"),
    ("cancel", "killed"),
    ("killed", "killed"),
    ("kill", "killed"),
    ("mandatorykill", "killed"),
    ("retracted", "killed"),
    ("retraction", "killed"),
    ("spiked", "killed"),
    ("withdrawn", "killed"),
    ("correction", "correction"),
    ("corrections", "correction"),
    ("corrected", "correction"),
    ("correct", "correction"),
    ("rectify", "correction"),
    ("corrective", "correction"),
    ("update", "update"),
    ("updated", "update"),
    ("repeat", "repeat"),
    ("repeated", "repeat"),
    ("advisory", "advisory"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_for_statuses_whatever_their_capitals() {
        assert_eq!(named("Canceled"), Some("killed"));
        assert_eq!(named("MANDATORY KILL"), Some("killed"));
        assert_eq!(named("Embargo"), Some("embargoed"));
        assert_eq!(named("draft"), None);
        assert_eq!(named(""), None);
    }

    #[test]
    fn a_status_stands_for_itself() {
        assert!(WORDS.iter().all(|(_, status)| named(status) == Some(status)));
    }
}
