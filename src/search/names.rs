//! Facet values as people read them.

use crate::archive::{Result, Snapshot};
use crate::clipping::Dimension;
use crate::enrich::{places, topics};
use crate::text::tongues;

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
        Dimension::Topic => topics::name_of(&last).map_or(last, str::to_owned),
        Dimension::Language => tongues::english_name(&last),
        Dimension::Date | Dimension::Status => last,
        Dimension::Category
        | Dimension::Outlet
        | Dimension::Via
        | Dimension::Agency
        | Dimension::Tag
        | Dimension::Person
        | Dimension::Organisation
        | Dimension::Company => snapshot.label(dimension, path)?.unwrap_or(last),
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
