//! Programs that mean by some of their keys what others do not, known by their keys: in tables and in
//! objects alike.

use super::{Ours, folded};
use crate::clipping::LabelName;
use crate::intake::json::Value;

/// A program, or a sort of them.
struct House {
    marks: Marks,
    /// What it means by keys, folded.
    keys: &'static [(&'static str, Ours)],
    /// What it means where others mean something.
    instead: &'static [(LabelName, LabelName)],
    tags: Tags,
}

/// The keys that a house is known by, folded.
enum Marks {
    All(&'static [&'static str]),
    Any(&'static [&'static str]),
}

/// What parts the tags of a house.
#[derive(PartialEq, Eq)]
enum Tags {
    /// What parts those of others.
    AsOthers,
    Blanks,
}

const HOUSES: &[House] = &[
    // Pocket: whether a page was read is no status of the article.
    House {
        marks: Marks::All(&["title", "url", "timeadded", "tags", "status"]),
        keys: &[("status", Ours::Label(LabelName::Other))],
        instead: &[],
        tags: Tags::AsOthers,
    },
    // Instapaper: the time is when a page was saved.
    House {
        marks: Marks::All(&["url", "title", "selection", "folder"]),
        keys: &[("timestamp", Ours::Label(LabelName::Saved))],
        instead: &[],
        tags: Tags::AsOthers,
    },
    // Pinboard and Delicious: the headline is called a description.
    House {
        marks: Marks::All(&["href", "extended"]),
        keys: &[
            ("description", Ours::Title),
            ("extended", Ours::Summary),
            ("time", Ours::Label(LabelName::Saved)),
        ],
        instead: &[],
        tags: Tags::Blanks,
    },
    // Reading lists: an update is one of the list and not of the piece.
    House {
        marks: Marks::Any(&[
            "savedat",
            "isarchived",
            "readingprogress",
            "readingtime",
            "timeadded",
            "dateadded",
            "toread",
            "private",
            "isprivate",
            "textcontent",
        ]),
        keys: &[],
        instead: &[(LabelName::Updated, LabelName::Other)],
        tags: Tags::AsOthers,
    },
];

impl Marks {
    fn are_in(&self, keys: &[String]) -> bool {
        let has = |mark: &&str| keys.iter().any(|key| key == mark);
        match self {
            Self::All(marks) => marks.iter().all(has),
            Self::Any(marks) => marks.iter().any(has),
        }
    }
}

/// The houses that an object or a table comes from.
pub(in crate::intake) struct Houses(Vec<&'static House>);

impl Houses {
    /// Those that some keys show.
    pub(in crate::intake) fn of<'a>(keys: impl Iterator<Item = &'a str>) -> Self {
        let keys: Vec<String> = keys.map(folded).collect();
        Self(HOUSES.iter().filter(|house| house.marks.are_in(&keys)).collect())
    }

    /// What a key stands for here that stands for `ours` elsewhere.
    pub(in crate::intake) fn meant(&self, key: &str, ours: Option<Ours>) -> Option<Ours> {
        if self.0.is_empty() {
            return ours;
        }
        let folded = folded(key);
        let mut keys = self.0.iter().flat_map(|house| house.keys);
        let mut instead = self.0.iter().flat_map(|house| house.instead);
        let meant = keys.find(|(name, _)| *name == folded).map(|(_, meant)| *meant);
        let ours = meant.or(ours);
        let other = instead.find(|(theirs, _)| ours == Some(Ours::Label(*theirs)));
        other.map(|(_, meant)| Ours::Label(*meant)).or(ours)
    }

    /// The value of a key that stands for `ours`, in the parts that it has here.
    pub(in crate::intake) fn parted(&self, ours: Option<Ours>, value: Value) -> Value {
        let has_blanks = self.0.iter().any(|house| house.tags == Tags::Blanks);
        match value {
            Value::String(tags) if has_blanks && ours == Some(Ours::Label(LabelName::Tag)) => {
                let tags = tags.split_whitespace().map(|tag| Value::String(tag.to_owned()));
                Value::Array(tags.collect())
            }
            value => value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_is_known_by_its_keys_however_they_are_written() {
        let label = |name| Some(Ours::Label(name));
        let of = |keys: &str| Houses::of(keys.split(' '));
        let pocket = of("title url time_added tags status");
        assert_eq!(pocket.meant("status", label(LabelName::Status)), label(LabelName::Other));
        assert_eq!(pocket.meant("title", Some(Ours::Title)), Some(Ours::Title));
        let list = of("title isArchived updatedAt");
        assert_eq!(list.meant("updatedAt", label(LabelName::Updated)), label(LabelName::Other));
        let pinboard = of("href description extended tags");
        assert_eq!(pinboard.meant("description", Some(Ours::Summary)), Some(Ours::Title));
        let parted = pinboard.parted(label(LabelName::Tag), Value::String("sea port".to_owned()));
        assert_eq!(parted.as_array().map(<[Value]>::len), Some(2));
        let others = of("title url tags status updated_at");
        assert_eq!(others.meant("status", label(LabelName::Status)), label(LabelName::Status));
        assert_eq!(
            others.meant("updated_at", label(LabelName::Updated)),
            label(LabelName::Updated)
        );
    }
}
