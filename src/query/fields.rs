//! The fields a query can name, and the aliases people bring from elsewhere.

use super::Scope;
use crate::clipping::Dimension;

/// What a field name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Text(Scope),
    Facet(Dimension),
    Date,
    /// `date:<`, as web search engines call it.
    Before,
    /// `date:>=`, as web search engines call it.
    After,
    /// How the date is known.
    Dated,
    Added,
    Words,
    Id,
    Path,
    Is,
    Has,
}

/// Every name and alias, with what it stands for.
const NAMES: [(&str, Field); 67] = [
    ("headline", Field::Text(Scope::Headline)),
    ("title", Field::Text(Scope::Headline)),
    ("hd", Field::Text(Scope::Headline)),
    ("lead", Field::Text(Scope::Lead)),
    ("lp", Field::Text(Scope::Lead)),
    ("hlead", Field::Text(Scope::HeadlineOrLead)),
    ("hlp", Field::Text(Scope::HeadlineOrLead)),
    ("body", Field::Text(Scope::Body)),
    ("td", Field::Text(Scope::Body)),
    ("text", Field::Text(Scope::Body)),
    ("caption", Field::Text(Scope::Caption)),
    ("captions", Field::Text(Scope::Caption)),
    ("byline", Field::Text(Scope::Byline)),
    ("by", Field::Text(Scope::Byline)),
    ("author", Field::Text(Scope::Byline)),
    ("dateline", Field::Text(Scope::Dateline)),
    ("url", Field::Text(Scope::Url)),
    ("site", Field::Text(Scope::Url)),
    ("raw", Field::Text(Scope::Raw)),
    ("outlet", Field::Facet(Dimension::Outlet)),
    ("source", Field::Facet(Dimension::Outlet)),
    ("sn", Field::Facet(Dimension::Outlet)),
    ("via", Field::Facet(Dimension::Via)),
    ("agency", Field::Facet(Dimension::Agency)),
    ("cr", Field::Facet(Dimension::Agency)),
    ("category", Field::Facet(Dimension::Category)),
    ("categories", Field::Facet(Dimension::Category)),
    ("cat", Field::Facet(Dimension::Category)),
    ("section", Field::Facet(Dimension::Category)),
    ("se", Field::Facet(Dimension::Category)),
    ("tag", Field::Facet(Dimension::Tag)),
    ("tags", Field::Facet(Dimension::Tag)),
    ("topic", Field::Facet(Dimension::Topic)),
    ("topics", Field::Facet(Dimension::Topic)),
    ("region", Field::Facet(Dimension::Region)),
    ("re", Field::Facet(Dimension::Region)),
    ("country", Field::Facet(Dimension::Region)),
    ("place", Field::Facet(Dimension::Region)),
    ("lang", Field::Facet(Dimension::Language)),
    ("la", Field::Facet(Dimension::Language)),
    ("language", Field::Facet(Dimension::Language)),
    ("person", Field::Facet(Dimension::Person)),
    ("people", Field::Facet(Dimension::Person)),
    ("organisation", Field::Facet(Dimension::Organisation)),
    ("organization", Field::Facet(Dimension::Organisation)),
    ("org", Field::Facet(Dimension::Organisation)),
    ("company", Field::Facet(Dimension::Company)),
    ("co", Field::Facet(Dimension::Company)),
    ("status", Field::Facet(Dimension::Status)),
    ("intitle", Field::Text(Scope::Headline)),
    ("allintitle", Field::Text(Scope::Headline)),
    ("intext", Field::Text(Scope::Body)),
    ("inurl", Field::Text(Scope::Url)),
    ("before", Field::Before),
    ("after", Field::After),
    ("date", Field::Date),
    ("published", Field::Date),
    ("dated", Field::Dated),
    ("added", Field::Added),
    ("words", Field::Words),
    ("wc", Field::Words),
    ("length", Field::Words),
    ("id", Field::Id),
    ("path", Field::Path),
    ("file", Field::Path),
    ("is", Field::Is),
    ("has", Field::Has),
];

/// What a name stands for, forgiving case.
pub(super) fn look_up(name: &str) -> Option<Field> {
    NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, field)| *field)
}

/// The name that is spelled much like one that is none.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    const ALIKE: f64 = 0.88;
    let wanted = name.to_ascii_lowercase();
    let likeness = |known: &str| strsim::jaro_winkler(known, &wanted);
    let alike = NAMES.iter().map(|(known, _)| (likeness(known), *known));
    let alike = alike.filter(|(likeness, known)| *likeness >= ALIKE && known.len() > 2);
    alike.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
}

/// The fields on one screen, 80 columns wide.
pub const FIELDS_HELP: &str =
    "  headline: title: hd:   the headline      outlet: source: sn: who printed it
  lead: lp:              first paragraph   via:                the aggregator
  hlead: hlp:            headline or lead  agency: cr:         agency credited
  body: td: text:        text with lead    category: section:  Korea/Politics
  caption:               photo captions    region: country:    Asia, Korea/Seoul
  byline: by: author:    who wrote it      topic: tag: lang: person: org:
  dateline:              SEOUL (Agency)    date: added:        2019-11..2020-01
  url: site:             the address       dated:              day, stated, sure
  raw:                   furniture too     company: co:        as stated
  id: path: status: has: is:               words: length:      >400, 100..300";
