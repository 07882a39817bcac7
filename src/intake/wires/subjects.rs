//! What the codes of IPTC's Subject Codes and Media Topics stand for, as far as the first level goes:
//! both count it alike (<https://iptc.org/standards/media-topics/>).

/// The first level: the first two digits of a subject code and its name.
const FIRST_LEVEL: &[(&str, &str)] = &[
    ("01", "arts, culture and entertainment"),
    ("02", "crime, law and justice"),
    ("03", "disaster, accident and emergency incident"),
    ("04", "economy, business and finance"),
    ("05", "education"),
    ("06", "environment"),
    ("07", "health"),
    ("08", "human interest"),
    ("09", "labour"),
    ("10", "lifestyle and leisure"),
    ("11", "politics"),
    ("12", "religion"),
    ("13", "science and technology"),
    ("14", "society"),
    ("15", "sport"),
    ("16", "conflict, war and peace"),
    ("17", "weather"),
];

/// The lists whose codes these are, where a code names its list.
const LISTS: &[&str] = &["subj", "subject", "subjectcode", "medtop", "mediatopic", "iptc"];

/// What a code's first level is called: `subj:15054000`, `medtop:15000000`, `15054000`. Codes of
/// Media Topics below the first level (`20000822`) do not say where they belong.
pub(super) fn name(code: &str) -> Option<&'static str> {
    let mut parts = code.trim().rsplit([':', '/']);
    let digits = parts.next()?;
    let list = parts.next().map(str::to_ascii_lowercase);
    let known = list.is_none_or(|list| LISTS.contains(&list.as_str()));
    if !known || digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    FIRST_LEVEL.iter().find(|(first, _)| digits.starts_with(first)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_its_first_level() {
        for (code, expect) in [
            ("15054000", Some("sport")),
            ("subj:04016014", Some("economy, business and finance")),
            ("http://cv.iptc.org/newscodes/mediatopic/15000000", Some("sport")),
            ("medtop:20000822", None),
            ("N2:15054000", None),
            ("1505", None),
        ] {
            assert_eq!(name(code), expect, "{code}");
        }
    }
}
