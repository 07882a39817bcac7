//! The numbers that sources give to articles, so that one article has one number in every format
//! that it comes in.

/// Schemes of numbers that are the same for everybody: URN (RFC 8141) and tag (RFC 4151).
const GLOBAL: [&str; 2] = ["urn:", "tag:"];

/// The native number that `id` is in the namespace `namespace`: the namespace stands before it unless
/// it is one for everybody.
pub(super) fn number(namespace: &str, id: &str) -> String {
    let opens =
        |scheme: &str| id.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
    match GLOBAL.into_iter().find(|scheme| opens(scheme)) {
        Some(scheme) => format!("{scheme}{}", &id[scheme.len()..]),
        None => format!("{namespace}:{id}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_number_for_everybody_needs_no_namespace() {
        assert_eq!(number("ninjs", "urn:newsml:hw.example:77"), "urn:newsml:hw.example:77");
        assert_eq!(number("newsml", "URN:newsml:hw.example:77"), "urn:newsml:hw.example:77");
        assert_eq!(number("feed", "tag:hw.example,2019:7"), "tag:hw.example,2019:7");
        assert_eq!(number("feed", "hw-77"), "feed:hw-77");
        assert_eq!(number("json", "港"), "json:港");
    }
}
