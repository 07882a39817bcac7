//! XML as a stream of names and words: nothing of it is held as a tree, and no entity is expanded
//! but those that every XML file has.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// What comes next in a stream.
pub(super) enum Step<'a> {
    /// An element begins; its name with its prefix.
    Open(&'a str, &'a BytesStart<'a>),
    /// An element ends.
    Close(&'a str),
    /// Words.
    Text(&'a str),
}

/// Gives every step of `xml` to `each`; what is wrong with it ends it.
pub(super) fn walk(xml: &str, each: &mut dyn FnMut(Step<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    config.check_end_names = false;
    loop {
        let at = reader.buffer_position();
        match reader.read_event().map_err(|error| format!("its XML breaks off ({error})"))? {
            Event::Start(start) => each(Step::Open(start.name().0, &start)),
            Event::End(end) => each(Step::Close(end.name().0)),
            Event::Text(text) => each(Step::Text(&text.xml10_content())),
            Event::CData(text) => each(Step::Text(&text)),
            Event::GeneralRef(reference) => {
                let mut buffer = [0; 4];
                let name: &str = &reference;
                match reference.resolve_char_ref().ok().flatten() {
                    Some(character) => each(Step::Text(character.encode_utf8(&mut buffer))),
                    None => each(Step::Text(resolve_predefined_entity(name).unwrap_or("\u{FFFD}"))),
                }
            }
            Event::Eof => return Ok(()),
            Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
        debug_assert!(reader.buffer_position() >= at, "a reader goes on");
    }
}

/// The value of an attribute by its name with its prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.0 == name)?;
    let value = quick_xml::escape::unescape(&found.value);
    Some(value.map_or_else(|_| found.value.to_string(), |value| value.into_owned()))
}

/// The words of each element that holds nothing but words, with its name.
pub(super) fn values(xml: &str) -> Vec<(String, String)> {
    let (mut found, mut words) = (Vec::new(), String::new());
    // What is read before the XML breaks off is still true.
    let _ = walk(xml, &mut |step| match step {
        Step::Open(..) => words.clear(),
        Step::Text(text) => words.push_str(text),
        Step::Close(name) => {
            if !words.trim().is_empty() && found.len() < MAX_VALUES {
                found.push((name.to_owned(), words.trim().to_owned()));
            }
            words.clear();
        }
    });
    found
}

/// The most values that are read of what is stated about a document.
const MAX_VALUES: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_with_their_references_and_no_entity_grows() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"&c;&c;&c;\"><!ENTITY c \"&d;&d;\">]>\
                    <a><b>1 &lt; 2 &amp; &#48;&#x31; &b;</b><c/><d>broken";
        let mut told = String::new();
        let end = walk(bomb, &mut |step| match step {
            Step::Open(name, _) => told.push_str(&format!("<{name}>")),
            Step::Close(name) => told.push_str(&format!("</{name}>")),
            Step::Text(text) => told.push_str(text),
        });
        assert_eq!(told, "<a><b>1 < 2 & 01 \u{FFFD}</b><c></c><d>broken");
        assert_eq!(end, Ok(()));
        assert!(walk("<a><b", &mut |_| {}).is_err());
    }

    #[test]
    fn a_tree_of_any_depth_is_a_stream() {
        let deep = "<a>".repeat(300_000);
        let mut count = 0;
        walk(&deep, &mut |_| count += 1).expect("it is read");
        assert_eq!(count, 300_000);
    }
}
