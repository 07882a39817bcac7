//! Who a clipping is: a number made from its native number or its words, and one made from all of
//! it.

use blake3::Hasher;

use super::{draft_of, texts};
use crate::clipping::{Clipping, Draft, Id, Kind, Known, Label, Moment, Paragraph};
use crate::text::fold;

/// The id of a draft whose paragraphs were judged.
///
/// A native number decides alone. Else headline and running text do, by their letters and digits
/// only, so that white space, quotation marks, captions and furniture make no other clipping of it.
/// A headline without a text needs its day too, since papers use the same ones again; with nothing
/// to read, all of the draft decides.
pub(super) fn id(draft: &Draft, published: impl FnOnce() -> Option<Known<Moment>>) -> Id {
    if let Some(native) = &draft.native {
        let mut hasher = Hasher::new();
        hasher.update(b"native\0").update(native.as_bytes());
        return Id(first_bits(&hasher));
    }
    let mut folded = Folded::new(b"text\0");
    folded.add(draft.title.as_deref().unwrap_or(""));
    if texts(draft).map(|text| folded.add(text)).sum::<usize>() > 0 {
        return folded.id();
    }
    let mut folded = Folded::new(b"headline\0");
    let captions = draft.paragraphs.iter().filter(|paragraph| paragraph.kind == Kind::Caption);
    let read = folded.add(draft.title.as_deref().unwrap_or(""))
        + captions.map(|paragraph| folded.add(&paragraph.text)).sum::<usize>();
    if read > 0 {
        folded.add(&published().map(|known| known.value.iso()).unwrap_or_default());
        return folded.id();
    }
    let mut hasher = Hasher::new();
    hasher.update(b"draft\0");
    hasher.update(&hash_of(None, &draft.paragraphs, &draft.labels).to_be_bytes());
    Id(first_bits(&hasher))
}

/// The id of the clipping that has the native number of `id` with other content.
pub fn version_id(id: Id, content_hash: u128) -> Id {
    let mut hasher = Hasher::new();
    hasher.update(b"version\0").update(&id.0.to_be_bytes()).update(&content_hash.to_be_bytes());
    Id(first_bits(&hasher))
}

/// A number for everything that was found: title, paragraphs with the kinds that are stated, and
/// labels. It changes when any of them does, and with nothing else.
pub fn content_hash(clipping: &Clipping) -> u128 {
    draft_hash(&draft_of(clipping))
}

/// The same of a draft.
pub fn draft_hash(draft: &Draft) -> u128 {
    hash_of(draft.title.as_deref(), &draft.paragraphs, &draft.labels)
}

fn hash_of(title: Option<&str>, paragraphs: &[Paragraph], labels: &[Label]) -> u128 {
    let mut hasher = Hasher::new();
    let mut add = |name: &str, words: &str| {
        // Lengths keep the end of one field and the start of the next apart.
        hasher.update(name.as_bytes()).update(&(words.len() as u64).to_be_bytes());
        hasher.update(words.as_bytes());
    };
    if let Some(title) = title {
        add("title", title);
    }
    for paragraph in paragraphs {
        add(if paragraph.stated { paragraph.kind.name() } else { "paragraph" }, &paragraph.text);
    }
    for label in labels {
        add("label", label.name.name());
        add("value", &label.value);
        add("place", &label.place);
    }
    first_bits(&hasher)
}

/// A hash of the letters and digits of several texts.
struct Folded {
    hasher: Hasher,
    letters: String,
}

impl Folded {
    fn new(domain: &[u8]) -> Self {
        let mut hasher = Hasher::new();
        hasher.update(domain);
        Self { hasher, letters: String::new() }
    }

    /// Adds the letters and digits of `text`; how many bytes they were.
    fn add(&mut self, text: &str) -> usize {
        self.letters.clear();
        if text.is_ascii() {
            let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
            self.letters.extend(letters.map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            self.letters.extend(fold::exact(text).chars().filter(|c| c.is_alphanumeric()));
        }
        self.hasher.update(self.letters.as_bytes()).update(b"\0");
        self.letters.len()
    }

    fn id(&self) -> Id {
        Id(first_bits(&self.hasher))
    }
}

fn first_bits(hasher: &Hasher) -> u128 {
    let hash = hasher.finalize();
    hash.as_bytes()[..16].iter().fold(0, |bits, byte| bits << 8 | u128::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::ClueKind;
    use chrono::NaiveDate;

    fn id(draft: &Draft, published: Option<&Known<Moment>>) -> Id {
        super::id(draft, || published.cloned())
    }

    fn draft(title: &str, texts: &[&str]) -> Draft {
        let paragraphs = texts.iter().map(|text| Paragraph::text(*text)).collect();
        Draft { title: Some(title.to_owned()), paragraphs, ..Draft::default() }
    }

    fn day(day: u32) -> Known<Moment> {
        let date = NaiveDate::from_ymd_opt(2019, 11, day).expect("a day");
        Known::new(Moment::day(date), ClueKind::Stated, "")
    }

    #[test]
    fn the_same_words_are_the_same_clipping() {
        let one = draft("Ferry sold", &["\"It’s sold,\" she said."]);
        let mut two = draft("FERRY  SOLD", &["“It's sold,”  she said."]);
        two.paragraphs.push(Paragraph::stated(Kind::Caption, "The ferry"));
        assert_eq!(id(&one, None), id(&two, Some(&day(1))));
        assert_ne!(id(&one, None), id(&draft("Ferry sold", &["It is sold."]), None));
    }

    #[test]
    fn a_native_number_decides_alone() {
        let mut one = draft("Ferry sold", &["One."]);
        one.native = Some("wire:1".to_owned());
        let two = Draft { native: one.native.clone(), ..Draft::default() };
        assert_eq!(id(&one, None), id(&two, None));
    }

    #[test]
    fn a_headline_alone_needs_its_day() {
        let one = draft("Weather", &[]);
        assert_ne!(id(&one, Some(&day(1))), id(&one, Some(&day(2))));
        assert_eq!(id(&one, Some(&day(1))), id(&draft("weather", &["- - -"]), Some(&day(1))));
    }

    #[test]
    fn what_has_no_words_is_told_apart_by_all_of_it() {
        assert_ne!(id(&draft("", &["- - -"]), None), id(&draft("", &["* * *"]), None));
    }

    #[test]
    fn a_version_has_an_id_of_its_own() {
        let id = Id(7);
        assert_ne!(version_id(id, 1), id);
        assert_ne!(version_id(id, 1), version_id(id, 2));
        assert_eq!(version_id(id, 1), version_id(id, 1));
    }
}
