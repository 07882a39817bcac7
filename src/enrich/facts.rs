//! What a clipping proves by itself, from its draft alone: nothing that was learned changes its
//! facts, so that learning comes to rest.

use super::{acronyms, addresses, boilerplate, outlets};
use crate::clipping::{Clipping, DayMonthOrder, Fact, Kind, Label, LabelName, Named, Paragraph};

/// The longest name of an outlet that is learned from, in bytes.
const LONGEST_NAME_BYTES: usize = 80;

/// The facts of a clipping, sorted, each once.
pub fn facts(clipping: &Clipping) -> Vec<Fact> {
    let mut facts = Vec::new();
    acronym_facts(clipping, &mut facts);
    outlet_facts(clipping, &mut facts);
    if let Some(source) = outlets::source(&clipping.labels, clipping.url.as_ref()) {
        let headline = &clipping.headline.value;
        facts.extend(boilerplate::candidates(headline, &clipping.paragraphs, &source));
        facts.extend(
            orders(&clipping.labels).map(|order| Fact::Numbers { source: source.clone(), order }),
        );
        facts.push(Fact::Source { source });
    }
    facts.sort_unstable();
    facts.dedup();
    facts
}

fn acronym_facts(clipping: &Clipping, facts: &mut Vec<Fact>) {
    let said = |paragraph: &&Paragraph| match paragraph.kind {
        Kind::Text | Kind::Caption => true,
        // What is furniture by what was learned would be text without it.
        Kind::Furniture => !paragraph.stated,
        Kind::RepeatedCaption => false,
    };
    let texts = clipping.paragraphs.iter().filter(said).map(|paragraph| paragraph.text.as_str());
    let found = texts.flat_map(acronyms::definitions).take(acronyms::MOST_OF_A_TEXT);
    facts.extend(found.map(|found| Fact::Acronym { short: found.short, long: found.long }));
}

fn outlet_facts(clipping: &Clipping, facts: &mut Vec<Fact>) {
    let named = |printed: &str| {
        let shown = outlets::spelled(printed).filter(|name| name.len() <= LONGEST_NAME_BYTES)?;
        Some(Named { key: outlets::name_key(&shown), shown })
    };
    let outlet = outlets::stated_outlet(&clipping.labels).and_then(named);
    let via = outlets::stated_via(&clipping.labels).and_then(named);
    facts.extend(outlet.iter().chain(&via).cloned().map(Fact::Spelling));
    let url = clipping.url.as_ref();
    if let Some(host) = url.and_then(|url| addresses::host(&url.value))
        && host.len() <= LONGEST_NAME_BYTES
    {
        facts.push(Fact::Site { host, outlet });
    }
}

/// The order of day and month that each stated date made of numbers proves.
fn orders(labels: &[Label]) -> impl Iterator<Item = Option<DayMonthOrder>> {
    let stated = |label: &&Label| matches!(label.name, LabelName::Published | LabelName::Updated);
    labels.iter().filter(stated).filter_map(|label| order_of(&label.value))
}

/// What the first date made of three numbers in `text` proves: nothing within where both orders
/// give a day, nothing at all where there is no such date or both numbers are the same.
pub fn order_of(text: &str) -> Option<Option<DayMonthOrder>> {
    const LAST_MONTH: u32 = 12;
    const LAST_DAY: u32 = 31;
    let numbers = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, '/' | '.' | '-'));
    let date = numbers.map(|piece| piece.trim_end_matches(['.', '-'])).find_map(|piece| {
        let mark = piece.chars().find(|c| !c.is_ascii_digit())?;
        let parts: Vec<&str> = piece.split(mark).collect();
        let [first, second, year] = parts.as_slice() else { return None };
        let short = |part: &str| matches!(part.len(), 1 | 2);
        let fits = short(first) && short(second) && matches!(year.len(), 2 | 4);
        let number = |part: &str| part.parse::<u32>().ok().filter(|n| (1..=LAST_DAY).contains(n));
        Some((number(first)?, number(second)?)).filter(|_| fits)
    });
    let (first, second) = date?;
    match (first > LAST_MONTH, second > LAST_MONTH) {
        (true, false) => Some(Some(DayMonthOrder::DayFirst)),
        (false, true) => Some(Some(DayMonthOrder::MonthFirst)),
        (false, false) if first != second => Some(None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{Draft, Origin};
    use crate::enrich::{Lore, enrich};
    use DayMonthOrder::{DayFirst, MonthFirst};

    #[test]
    fn an_impossible_month_proves_the_order() {
        for (text, expect) in [
            ("13/11/2019", Some(Some(DayFirst))),
            ("11/13/2019 6:02 AM", Some(Some(MonthFirst))),
            ("Posted 13.11.19", Some(Some(DayFirst))),
            ("3/4/2019", Some(None)),
            ("4/4/2019", None),
            ("2019-11-13", None),
            ("13 Nov 2019", None),
            ("45/13/2019", None),
            ("13/14/2019", None),
            ("1/2", None),
            ("", None),
        ] {
            assert_eq!(order_of(text), expect, "{text}");
        }
    }

    #[test]
    fn a_clipping_tells_what_it_proves() {
        let label = |name, value: &str| Label::new(name, value, "header line");
        let draft = Draft {
            title: Some("Ferry sold".to_owned()),
            paragraphs: vec![Paragraph::text("The Portbury Harbour Trust (PHT) sold the ferry.")],
            labels: vec![
                label(LabelName::Published, "13/11/1969"),
                label(LabelName::Outlet, "PortburyPost via Newsasia"),
                label(LabelName::Url, "https://www.pp.example/1"),
            ],
            ..Draft::default()
        };
        let origin =
            Origin { root: "/r".to_owned(), path: "a.txt".to_owned(), part: 0, member: None };
        let clipping =
            enrich(draft, origin, &Lore::default(), chrono::DateTime::UNIX_EPOCH.naive_utc());
        assert_eq!(clipping.via.as_ref().map(|known| &*known.value), Some("Newsasia"));
        let terms: Vec<String> = facts(&clipping).iter().flat_map(Fact::terms).collect();
        let shown: Vec<String> = terms.iter().map(|term| term.replace('\u{1f}', "|")).collect();
        for expect in [
            "a|pht|portbury harbor trust|PHT|Portbury Harbour Trust",
            "l|portbury harbor trust|pht|PHT",
            "s|portburypost",
            "n|portburypost|Portbury Post",
            "n|newsasia|Newsasia",
            "h|pp.example|portburypost|Portbury Post",
            "o|portburypost|day",
        ] {
            assert!(shown.iter().any(|term| term == expect), "{expect} in {shown:?}");
        }
    }
}
