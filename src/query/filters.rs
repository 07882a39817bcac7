//! What a field's value means: conditions on what is known of a clipping.

use chrono::NaiveDate;

use super::fields::Field;
use super::{Attribute, Filter, Overlap, Role, dates};
use crate::clipping::{Dating, Dimension};

/// Why a value cannot be read, and what can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoValue {
    pub message: String,
    pub hint: String,
}

/// The filter of a field that is no text; `today` is what relative dates are counted from.
///
/// # Errors
/// Where the value means nothing to the field.
pub(super) fn read(field: Field, value: &str, today: NaiveDate) -> Result<Filter, NoValue> {
    let range = |value: &str| {
        let range = dates::read_range(value, today).ok_or_else(|| NoValue {
            message: format!("{value} is no time"),
            hint: "2019, 2019-11, 2019-11-13, 2019-11..2020-01, 30d, last-month, unknown"
                .to_owned(),
        })?;
        let backwards = range.from.zip(range.to).is_some_and(|(from, to)| from > to);
        if backwards { Err(ends_before_it_begins(value)) } else { Ok(range) }
    };
    Ok(match field {
        Field::Text(_) => unreachable!("text fields are read by the grammar"),
        Field::Facet(dimension) => {
            Filter::Facet { dimension, value: value.to_owned(), paths: Vec::new() }
        }
        Field::Date if matches!(value, "unknown" | "undated" | "none") => Filter::Undated,
        Field::Date => match value.strip_prefix('~') {
            Some(loose) => Filter::Date(range(loose)?, Overlap::Any),
            None => Filter::Date(range(value)?, Overlap::Inside),
        },
        Field::Before => Filter::Date(range(&format!("<{value}"))?, Overlap::Inside),
        Field::After => Filter::Date(range(&format!(">={value}"))?, Overlap::Inside),
        Field::Added => Filter::Added(range(value)?),
        Field::Words => match word_range(value) {
            Some(Filter::Words { at_least, at_most }) if at_least > at_most => {
                return Err(ends_before_it_begins(value));
            }
            Some(filter) => filter,
            None => {
                return Err(NoValue {
                    message: format!("{value} is no number of words"),
                    hint: ">400, <=100, 100..300".to_owned(),
                });
            }
        },
        Field::Id => Filter::Id(value.to_ascii_lowercase()),
        Field::Path => Filter::Path(value.to_owned()),
        Field::Is if value == "undated" => Filter::Undated,
        Field::Is => match Role::ALL.into_iter().find(|role| is_named(*role, value)) {
            Some(role) => Filter::Is(role),
            None => Filter::Facet {
                dimension: Dimension::Status,
                value: value.to_owned(),
                paths: Vec::new(),
            },
        },
        Field::Has => Filter::Has(attribute(value)?),
        Field::Dated => Filter::Dated(dating(value)?),
    })
}

fn is_named(role: Role, value: &str) -> bool {
    role.name().eq_ignore_ascii_case(value)
}

fn ends_before_it_begins(value: &str) -> NoValue {
    let turned = value.split_once("..").map_or(String::new(), |(from, to)| format!("{to}..{from}"));
    NoValue { message: format!("{value} ends before it begins"), hint: turned }
}

fn word_range(value: &str) -> Option<Filter> {
    let number = |text: &str| text.trim().replace(',', "").parse::<u64>().ok();
    let (at_least, at_most) = if let Some((from, to)) = value.split_once("..") {
        let open = |text: &str, end: u64| if text.is_empty() { Some(end) } else { number(text) };
        (open(from, 0)?, open(to, u64::MAX)?)
    } else if let Some(rest) = value.strip_prefix(">=") {
        (number(rest)?, u64::MAX)
    } else if let Some(rest) = value.strip_prefix("<=") {
        (0, number(rest)?)
    } else if let Some(rest) = value.strip_prefix('>') {
        (number(rest)?.saturating_add(1), u64::MAX)
    } else if let Some(rest) = value.strip_prefix('<') {
        (0, number(rest)?.checked_sub(1)?)
    } else {
        (number(value)?, number(value)?)
    };
    Some(Filter::Words { at_least, at_most })
}

fn dating(value: &str) -> Result<Dating, NoValue> {
    Dating::from_name(value).ok_or_else(|| NoValue {
        message: format!("dated:{value} is not known"),
        hint: format!("dated: takes {}", Dating::ALL.map(Dating::name).join(", ")),
    })
}

fn attribute(value: &str) -> Result<Attribute, NoValue> {
    let named = |attribute: &Attribute| attribute.name().eq_ignore_ascii_case(value);
    Attribute::ALL.into_iter().find(named).ok_or_else(|| NoValue {
        message: format!("has:{value} is not known"),
        hint: format!("has: takes {}", Attribute::ALL.map(Attribute::name).join(", ")),
    })
}
