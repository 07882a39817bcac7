//! Facet values as people read them.

use crate::archive::{Result, Snapshot};
use crate::clipping::Dimension;
use crate::enrich::places;

/// Languages by code, in English.
const LANGUAGES: [(&str, &str); 46] = [
    ("ar", "Arabic"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("ca", "Catalan"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("hu", "Hungarian"),
    ("hy", "Armenian"),
    ("id", "Indonesian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ka", "Georgian"),
    ("km", "Khmer"),
    ("ko", "Korean"),
    ("ku", "Kurdish"),
    ("lo", "Lao"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("my", "Burmese"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("ta", "Tamil"),
    ("th", "Thai"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

/// The English name of a language code; the code itself where it is not known.
pub fn language_name(code: &str) -> &str {
    LANGUAGES.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name)
}

/// The code of a language named by code or English name.
pub(super) fn language_code(name: &str) -> Option<&'static str> {
    let found = LANGUAGES
        .iter()
        .find(|(code, known)| code.eq_ignore_ascii_case(name) || known.eq_ignore_ascii_case(name));
    found.map(|(code, _)| *code)
}

/// The last step of a path as people read it. Labels are spelled as most clippings under them spell
/// them.
///
/// # Errors
/// Where the index cannot be read.
pub fn shown_value(snapshot: &Snapshot, dimension: Dimension, path: &[String]) -> Result<String> {
    let last = path.last().cloned().unwrap_or_default();
    Ok(match dimension {
        Dimension::Region => {
            let steps: Vec<&str> = path.iter().map(String::as_str).collect();
            places::name_of(&steps).unwrap_or(last)
        }
        Dimension::Language => language_name(&last).to_owned(),
        Dimension::Date | Dimension::Status => last,
        Dimension::Category
        | Dimension::Outlet
        | Dimension::Via
        | Dimension::Agency
        | Dimension::Tag
        | Dimension::Person
        | Dimension::Organisation => snapshot.label(dimension, path)?.unwrap_or(last),
    })
}

/// A whole path as people read it: `Asia / Eastern Asia / South Korea`.
///
/// # Errors
/// Where the index cannot be read.
pub fn shown_path(snapshot: &Snapshot, dimension: Dimension, path: &[String]) -> Result<String> {
    let steps: Result<Vec<String>> =
        (1..=path.len()).map(|depth| shown_value(snapshot, dimension, &path[..depth])).collect();
    Ok(steps?.join(if dimension == Dimension::Date { "-" } else { " / " }))
}
