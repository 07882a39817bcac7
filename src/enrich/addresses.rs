//! The address of the original.

use super::labels;
use crate::clipping::{ClueKind, Draft, Known, LabelName};

/// The stated address; else the only one that stands alone in a paragraph.
pub(super) fn address(draft: &Draft) -> Option<Known<String>> {
    if let Some(label) = labels(&draft.labels, LabelName::Url).next() {
        return Some(Known::new(
            label.value.trim().to_owned(),
            ClueKind::Stated,
            label.value.as_str(),
        ));
    }
    let mut alone = draft
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.text.trim())
        .filter(|text| is_address(text));
    let first = alone.next()?;
    alone.all(|other| other == first).then(|| Known::new(first.to_owned(), ClueKind::Text, first))
}

/// Whether all of `text` is one web address.
pub(super) fn is_address(text: &str) -> bool {
    let rest =
        ["http://", "https://", "www."].into_iter().find_map(|start| text.strip_prefix(start));
    rest.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace))
}

/// The host of an address, without `www.`, in lower case.
pub(super) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = host.rsplit('@').next().unwrap_or(host).split(':').next().unwrap_or(host);
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && !host.starts_with('.')).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::Paragraph;

    #[test]
    fn an_address_alone_in_the_text_is_the_clippings_own() {
        let text = "https://www.portburypost.example/2019/11/1.html";
        let mut draft = Draft { paragraphs: vec![Paragraph::text(text)], ..Draft::default() };
        assert_eq!(address(&draft).map(|url| url.value).as_deref(), Some(text));
        draft.paragraphs.push(Paragraph::text("https://other.example/"));
        assert_eq!(address(&draft), None);
    }

    #[test]
    fn a_host_is_bare() {
        assert_eq!(host("https://www.Portbury.example:80/a").as_deref(), Some("portbury.example"));
        assert_eq!(host("urn"), None);
    }
}
