//! Every format that is read, one by one: a file is read as a given one, whatever it looks like.
//!
//! Who reads a folder never needs this: content tells the format. It is for those who try readers
//! one at a time, as the tests with damaged files and the fuzz targets do; so a format cannot be
//! registered and left out there.

use super::members::Container;
use super::packing::Packing;
use super::{
    Article, BytesReader, Options, Outcome, Reader, Source, all_containers, bytes_readers, readers,
    reading,
};

/// A format, with who reads it.
#[derive(Clone, Copy)]
pub struct Format(pub(super) ReadBy);

/// Who reads a format.
#[derive(Clone, Copy)]
pub(super) enum ReadBy {
    Text(&'static dyn Reader),
    Bytes(&'static dyn BytesReader),
    Members(&'static dyn Container),
    Packed(Packing),
}

impl Format {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self.0 {
            ReadBy::Text(reader) => reader.name(),
            ReadBy::Bytes(reader) => reader.name(),
            ReadBy::Members(container) => container.name(),
            ReadBy::Packed(packing) => packing.name(),
        }
    }

    /// ReadBy `source` as being in this format, even where its content says otherwise, and gives each
    /// article to `each`. What lies inside it is read by its content.
    pub fn read(
        self,
        source: &Source,
        options: &Options,
        each: &mut dyn FnMut(Article),
    ) -> Outcome {
        reading::read_as(self.0, source, options, each)
    }
}

/// All formats: of text, of documents, of files in files, and ways of packing.
pub fn formats() -> impl Iterator<Item = Format> {
    let text = readers().iter().map(|reader| ReadBy::Text(*reader));
    let bytes = bytes_readers().iter().map(|reader| ReadBy::Bytes(*reader));
    let members = all_containers().map(ReadBy::Members);
    let packed = Packing::ALL.iter().map(|packing| ReadBy::Packed(*packing));
    text.chain(bytes).chain(members).chain(packed).map(Format)
}

/// The names of all formats that are kept with files: a way of packing gives its name to none, as what
/// is inside stands for it.
pub fn format_names() -> impl Iterator<Item = &'static str> {
    formats().filter(|format| !matches!(format.0, ReadBy::Packed(_))).map(Format::name)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_of_formats_are_their_own() {
        let names: Vec<_> = formats().map(Format::name).collect();
        assert_eq!(names.len(), names.iter().collect::<HashSet<_>>().len(), "{names:?}");
    }

    #[test]
    fn a_file_is_read_as_what_it_is_said_to_be() {
        let text = b"Ferry stays\n\nThe council of the town voted on Monday to keep the ferry.\n";
        let source = Source { path: "a.txt", bytes: text };
        let said = |name: &str| {
            let format = formats().find(|format| format.name() == name).expect("it is known");
            let mut drafts = Vec::new();
            let outcome = format
                .read(&source, &Options::default(), &mut |article| drafts.push(article.draft));
            assert!(!matches!(outcome, Outcome::Read { reader, .. } if reader != name));
            drafts.len()
        };
        assert_eq!(said("HTML"), 1);
        assert_eq!(said("gzip"), 0);
        assert_eq!(said("DOCX"), 0);
    }
}
