//! Who a clipping is: a number made from its native number or its words, and one made from all of
//! it.

use blake3::Hasher;

use super::likeness::Likeness;
use super::{draft_of, headline, texts};
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

/// Press databases whose number stands for one article for good: two exports of it differ in what was
/// asked for (with indexing or without, in full or the abstract) and in their format.
const DATABASES: [&str; 3] = ["factiva:", "nexis:", "proquest:"];

/// What a printing of a numbered piece says, in a few numbers: enough to tell whether another one says
/// the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    title: Id,
    words: Id,
    /// How many bytes the letters and digits of its text are.
    length: usize,
    likeness: Likeness,
    is_of_database: bool,
}

impl Wording {
    /// Of a draft, whose paragraphs need not have been judged.
    pub fn of(draft: &Draft) -> Self {
        let texts = draft.paragraphs.iter().filter(|paragraph| is_text(paragraph));
        Self::of_texts(draft.native.as_deref(), draft.title.as_deref(), texts)
    }

    /// Of a clipping, in its ruling printing.
    pub fn of_clipping(clipping: &Clipping) -> Self {
        let title = headline::title(&clipping.headline);
        let texts = clipping.paragraphs.iter().filter(|paragraph| is_text(paragraph));
        Self::of_texts(clipping.native.as_deref(), title.as_deref(), texts)
    }

    fn of_texts<'a>(
        native: Option<&str>,
        title: Option<&str>,
        texts: impl Iterator<Item = &'a Paragraph> + Clone,
    ) -> Self {
        let mut folded = Folded::new(b"title\0");
        folded.add(title.unwrap_or(""));
        let mut all = Folded::new(b"words\0");
        all.letters_of(texts.clone().map(|paragraph| paragraph.text.as_str()));
        Self {
            title: folded.id(),
            length: all.letters.len(),
            words: all.id(),
            likeness: Likeness::of_words(texts.map(|paragraph| paragraph.text.as_str())),
            is_of_database: native
                .is_some_and(|native| DATABASES.iter().any(|name| native.starts_with(name))),
        }
    }

    /// Whether two printings under one number are of one piece: in the same words, or, where a press
    /// database gave the number, under one headline or much alike. Any other text under the number is
    /// another version.
    pub fn is_of_piece(&self, other: &Self) -> bool {
        let is_alike = || {
            self.title == other.title
                || self.length == 0
                || other.length == 0
                || self.likeness.is_near(other.likeness)
        };
        self.words == other.words && self.title == other.title || self.is_of_database && is_alike()
    }

    /// Whether two printings have the same text, but for blanks and punctuation.
    pub(super) fn is_same_text(&self, other: &Self) -> bool {
        self.words == other.words
    }

    /// How much it says: letters and digits of the text, in bytes.
    pub(super) fn length(&self) -> usize {
        self.length
    }
}

/// What may be text, as far as the source says.
fn is_text(paragraph: &Paragraph) -> bool {
    !paragraph.stated || paragraph.kind == Kind::Text
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

    /// Adds the letters and digits of several texts as if they were one, however it is cut in
    /// paragraphs; they stay in `letters`.
    fn letters_of<'a>(&mut self, texts: impl Iterator<Item = &'a str>) {
        self.letters.clear();
        for text in texts {
            self.letters.extend(fold::exact(text).chars().filter(|c| c.is_alphanumeric()));
        }
        self.hasher.update(self.letters.as_bytes());
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

    fn wording(native: &str, title: &str, texts: &[&str]) -> Wording {
        Wording::of(&Draft { native: Some(native.to_owned()), ..draft(title, texts) })
    }

    #[test]
    fn under_one_number_the_same_words_are_one_piece() {
        let one = wording("json:1", "Ferry stays", &["The ferry stays.", "So it is."]);
        assert!(one.is_of_piece(&wording("json:1", "FERRY STAYS", &["The ferry stays. So it is"])));
        assert!(!one.is_of_piece(&wording("json:1", "Ferry stays", &["The ferry goes."])));
        assert!(!one.is_of_piece(&wording("json:1", "Ferry stays", &[])));
    }

    #[test]
    fn the_number_of_a_database_is_one_piece_unless_all_of_it_differs() {
        let one = wording("factiva:1", "Ferry stays", &["The council voted to keep the ferry."]);
        for (title, texts) in [
            ("Ferry stays", vec!["Abstract only."]),
            ("NEWS Ferry stays", vec!["The council voted to keep the ferry!"]),
            ("Another", vec![]),
        ] {
            let other = wording("factiva:1", title, &texts);
            assert!(one.is_of_piece(&other) && other.is_of_piece(&one), "{title}");
        }
        let other = wording("factiva:1", "Harbour frozen", &["Ice closed it for a third day."]);
        assert!(!one.is_of_piece(&other));
    }

    #[test]
    fn a_version_has_an_id_of_its_own() {
        let id = Id(7);
        assert_ne!(version_id(id, 1), id);
        assert_ne!(version_id(id, 1), version_id(id, 2));
        assert_eq!(version_id(id, 1), version_id(id, 1));
    }
}
