//! Who printed a clipping and through whom it came, with names that were glued together taken
//! apart.

use super::{Lore, addresses, agencies, labels, one_line, places, sites};
use crate::clipping::{ClueKind, Known, Label, LabelName};
use crate::text::fold;

/// Words that are pieces of a glued name although they are short.
const SHORT_PIECES: &[&str] =
    &["Le", "La", "El", "Il", "Al", "Die", "Der", "Das", "De", "Of", "US", "UK", "My", "On"];

/// Names that are written as one word with a capital inside.
const ONE_WORD: &[&str] = &[
    "BuzzFeed",
    "EurActiv",
    "FactCheck",
    "GeekWire",
    "GlobeNewswire",
    "GreenTech",
    "HuffPost",
    "InsideClimate",
    "LiveScience",
    "MacWorld",
    "MarketWatch",
    "NewsGuard",
    "NewsMax",
    "OilPrice",
    "OpenDemocracy",
    "PolitiFact",
    "ProPublica",
    "SciDev",
    "TechCrunch",
    "VentureBeat",
    "VietNamNet",
    "VietnamNet",
    "VietnamPlus",
    "YouTube",
    "ZeroHedge",
];

/// The fewest letters of a piece that is no word of the list.
const LEAST_LETTERS: usize = 3;
/// A longer word is not one glued name.
const LONGEST_BYTES: usize = 80;

/// Desks of a paper, which header lines print behind its name.
const DESKS: &[&str] = &[
    "정치부",
    "경제부",
    "사회부",
    "국제부",
    "문화부",
    "산업부",
    "스포츠부",
    "편집부",
    "온라인뉴스팀",
    "政治部",
    "経済部",
    "經濟部",
    "经济部",
    "社会部",
    "社會部",
    "国際部",
    "國際部",
    "国际部",
    "國際新聞中心",
    "国际新闻中心",
    "新聞中心",
    "新闻中心",
    "編集部",
    "编辑部",
    "politics desk",
    "foreign desk",
    "news desk",
    "sports desk",
    "business desk",
    "city desk",
    "politikredaktion",
    "redaktion",
];

/// Names that papers bear and towns too, folded.
const PAPERS_AND_TOWNS: &[&str] =
    &["columbia", "concord", "enterprise", "liberty", "metro", "reforma", "time", "union"];

/// Who printed it: the stated outlet; where there is none, the one that the lore knows by the
/// address, else whose address it is.
pub(super) fn outlet(
    labels: &[Label],
    url: Option<&Known<String>>,
    lore: &Lore,
) -> Option<Known<String>> {
    if let Some(name) = stated_outlet(labels) {
        return named(name, lore);
    }
    let host = addresses::host(&url?.value)?;
    if let Some(shown) = lore.outlets.get(&host) {
        return Some(Known::new(shown.clone(), ClueKind::Vocabulary, host));
    }
    match lore.sites.get(&host).filter(|_| !sites::is_known(&host)) {
        Some(shown) => Some(Known::new(shown.clone(), ClueKind::Url, host)),
        None => sites::outlet(&host).map(|name| Known::new(name, ClueKind::Url, host)),
    }
}

/// The place that stands where an outlet often does: beside the date, behind the author. `Madrid -
/// 30 MAY 2024` and `Von Thomas Müller, Berlin` say where a piece was written, not who printed it.
pub(super) fn place_in_its_stead(found: &[Label]) -> Option<&str> {
    let mut names = labels(found, LabelName::Outlet);
    // Where an aggregator is named, the next name is the outlet's, whatever it is.
    let alone = labels(found, LabelName::Via).next().is_none();
    let label = names.next().filter(|label| alone && !is_keyed(label))?;
    let name = label.value.trim();
    let cased = name.chars().any(char::is_lowercase) || !name.is_ascii();
    let paper = PAPERS_AND_TOWNS.contains(&fold::key(name).as_str());
    (cased && !paper && !places::look_up(name).is_empty()).then_some(name)
}

/// Whether a label was printed behind its name.
fn is_keyed(label: &Label) -> bool {
    label.place.starts_with("label ") || label.place.starts_with("key ")
}

/// The aggregator it came through.
pub(super) fn via(labels: &[Label], lore: &Lore) -> Option<Known<String>> {
    stated(labels, LabelName::Via).and_then(|name| named(name, lore))
}

/// What is stated of the outlet or the aggregator. Where the outlet's place holds one of its desks,
/// the name before it is no aggregator but the outlet.
fn stated(found: &[Label], name: LabelName) -> Option<&str> {
    let first = |name| labels(found, name).map(|label| label.value.as_str()).next();
    if name == LabelName::Outlet && place_in_its_stead(found).is_some() {
        return labels(found, name).map(|label| label.value.as_str()).nth(1);
    }
    let (outlet, via) = (first(LabelName::Outlet), first(LabelName::Via));
    if via.is_none()
        && let Some((before, behind)) = outlet.and_then(through)
    {
        return Some(if name == LabelName::Outlet { before } else { behind });
    }
    let desk = outlet.is_some_and(|outlet| DESKS.contains(&fold::key(outlet).as_str()));
    match (name, desk && via.is_some()) {
        (LabelName::Outlet, true) => via,
        (LabelName::Outlet, false) => outlet,
        (_, true) => None,
        (_, false) => via,
    }
}

/// The outlet and the aggregator in `Korea Times via Intellasia`.
fn through(printed: &str) -> Option<(&str, &str)> {
    let at = printed.to_ascii_lowercase().find(" via ")?;
    let (before, behind) = (printed[..at].trim(), printed[at + " via ".len()..].trim());
    (!before.is_empty() && !behind.is_empty()).then_some((before, behind))
}

/// The stated outlet as printed, without an agency behind a stroke.
pub(super) fn stated_outlet(labels: &[Label]) -> Option<&str> {
    let name = stated(labels, LabelName::Outlet)?;
    Some(agencies::after_slash(name).map_or(name, |(name, _)| name))
}

/// The stated aggregator as printed.
pub(super) fn stated_via(labels: &[Label]) -> Option<&str> {
    stated(labels, LabelName::Via)
}

/// A stated name as it is spelled where nothing was learned; nothing where it holds no letter.
pub(super) fn spelled(printed: &str) -> Option<String> {
    let line = one_line(printed);
    let shown = if is_shouted(&line) { title_case(&line) } else { unglued(&line) };
    (!name_key(&shown).is_empty()).then_some(shown)
}

/// The key that glued and spaced spellings of a name share: `KoreaTimes`, `Korea Times`,
/// `Korea-Times`.
pub fn name_key(name: &str) -> String {
    fold::key(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whose habits a clipping shows: the key of the stated outlet, else of the aggregator, else the
/// host of its address. Nothing that was learned decides it, so that what is learned by source does
/// not change by being learned.
pub(super) fn source(labels: &[Label], url: Option<&Known<String>>) -> Option<String> {
    let stated = stated_outlet(labels).or_else(|| stated_via(labels)).map(name_key);
    let host = || addresses::host(&url?.value);
    stated.filter(|key| !key.is_empty()).or_else(host)
}

/// The name shown for a stated one: as the lore has it, or taken apart.
fn named(printed: &str, lore: &Lore) -> Option<Known<String>> {
    let line = one_line(printed);
    if line.is_empty() {
        return None;
    }
    let apart = if is_shouted(&line) { title_case(&line) } else { unglued(&line) };
    let learned = lore.spellings.get(&name_key(&apart)).unwrap_or(&apart);
    let names = [&line, &apart, learned].into_iter();
    let listed = names.map(|name| lore.outlets.get(&fold::key(name))).find_map(|shown| shown);
    Some(match listed {
        Some(shown) => Known::new(shown.clone(), ClueKind::Vocabulary, printed),
        None => Known::new(learned.clone(), ClueKind::Stated, printed),
    })
}

/// Whether a name of several words is all in capitals and none of them looks like an abbreviation.
fn is_shouted(name: &str) -> bool {
    let word = |word: &str| {
        word.chars().all(char::is_uppercase)
            && (word.chars().count() > LEAST_LETTERS
                || matches!(word, "THE" | "OF" | "AND" | "NEW"))
    };
    name.contains(' ') && name.split(' ').all(word)
}

/// `PEARL ESTUARY TIMES` as `Pearl Estuary Times`.
fn title_case(name: &str) -> String {
    let words = name.split(' ').map(|word| match word {
        "OF" | "AND" => word.to_lowercase(),
        _ => {
            let mut letters = word.chars();
            letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `PortburyTimes` as `Portbury Times`, where every piece is a word.
fn unglued(name: &str) -> String {
    let listed = ONE_WORD.iter().any(|word| word.eq_ignore_ascii_case(name));
    if listed || name.len() > LONGEST_BYTES || name.contains([' ', '.', '/']) {
        return name.to_owned();
    }
    let pieces = pieces(name);
    let numbered = pieces.first().is_some_and(|piece| is_number(piece))
        || pieces.last().is_some_and(|piece| is_number(piece));
    if numbered || !pieces.iter().all(|piece| is_piece(piece)) {
        return name.to_owned();
    }
    pieces.join(" ")
}

/// The pieces of a name: parted between a small and a capital letter, before the last of several
/// capitals, about digits and about `&`.
fn pieces(name: &str) -> Vec<&str> {
    let letters: Vec<(usize, char)> = name.char_indices().collect();
    let mut pieces = Vec::new();
    let mut start = 0;
    for at in 1..letters.len() {
        let (before, (byte, here)) = (letters[at - 1].1, letters[at]);
        let next = letters.get(at + 1).map(|(_, c)| *c);
        let capital_after_small = before.is_lowercase() && here.is_uppercase();
        let last_capital =
            before.is_uppercase() && here.is_uppercase() && next.is_some_and(char::is_lowercase);
        let digits = before.is_ascii_digit() != here.is_ascii_digit();
        let and = (before == '&') != (here == '&');
        if capital_after_small || last_capital || digits || and {
            pieces.push(&name[start..byte]);
            start = byte;
        }
    }
    pieces.push(&name[start..]);
    pieces
}

fn is_piece(piece: &str) -> bool {
    let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
    let worded = letters >= LEAST_LETTERS && piece.starts_with(char::is_uppercase);
    worded && letters == piece.chars().count()
        || SHORT_PIECES.contains(&piece)
        || is_number(piece)
        || piece == "&"
}

fn is_number(piece: &str) -> bool {
    piece.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::Label;

    fn of(value: &str, lore: &Lore) -> Option<Known<String>> {
        let labels = vec![Label::new(LabelName::Outlet, value, "header line")];
        outlet(&labels, None, lore)
    }

    #[test]
    fn glued_names_are_taken_apart() {
        for (printed, shown) in [
            ("PortburyTimes", "Portbury Times"),
            ("AsiaTimesOnline", "Asia Times Online"),
            ("LePhare", "Le Phare"),
            ("NHKWorld", "NHK World"),
            ("Channel4News", "Channel 4 News"),
            ("Crane&Quay", "Crane & Quay"),
            ("SouthChinaMorningPost", "South China Morning Post"),
        ] {
            assert_eq!(unglued(printed), shown);
        }
    }

    #[test]
    fn names_of_one_word_stay() {
        for name in [
            "VnExpress",
            "BBC",
            "iNews",
            "McClatchy",
            "MacWorld",
            "News24",
            "AT&T",
            "Portbury Post",
            "portburypost.example",
            "한강포스트",
            "eHarbour",
        ] {
            assert_eq!(unglued(name), name);
        }
    }

    #[test]
    fn the_clue_keeps_the_name_as_printed() {
        let found = of("PortburyTimes", &Lore::default()).expect("an outlet");
        assert_eq!(
            (found.value.as_str(), found.clue.words.as_str()),
            ("Portbury Times", "PortburyTimes")
        );
        assert_eq!(found.clue.kind, ClueKind::Stated);
    }

    #[test]
    fn the_lore_knows_names_and_hosts() {
        let mut lore = Lore::default();
        lore.outlets.insert("portbury times".to_owned(), "The Portbury Times".to_owned());
        lore.outlets.insert("pt.example".to_owned(), "The Portbury Times".to_owned());
        let found = of("PortburyTimes", &lore).expect("an outlet");
        assert_eq!(found.value, "The Portbury Times");
        assert_eq!(found.clue.kind, ClueKind::Vocabulary);
        let url = Known::new("https://www.pt.example/1".to_owned(), ClueKind::Stated, "");
        let found = outlet(&[], Some(&url), &lore).expect("an outlet");
        assert_eq!(found.value, "The Portbury Times");
        let found = outlet(&[], Some(&url), &Lore::default()).expect("an outlet");
        assert_eq!((found.value.as_str(), found.clue.kind), ("pt.example", ClueKind::Url));
    }

    #[test]
    fn an_aggregator_behind_via_is_no_part_of_the_name() {
        let labels = [Label::new(LabelName::Outlet, "PortburyTimes via Newsasia", "header line")];
        let lore = Lore::default();
        let shown = |known: Option<Known<String>>| known.map(|known| known.value);
        assert_eq!(shown(outlet(&labels, None, &lore)).as_deref(), Some("Portbury Times"));
        assert_eq!(shown(via(&labels, &lore)).as_deref(), Some("Newsasia"));
    }

    #[test]
    fn what_was_learned_spells_names_and_knows_sites() {
        let mut lore = Lore::default();
        lore.spellings.insert("portburytimes".to_owned(), "Portbury Times".to_owned());
        lore.sites.insert("pt.example".to_owned(), "Portbury Times".to_owned());
        lore.sites.insert("theguardian.com".to_owned(), "Portbury Times".to_owned());
        assert_eq!(of("Portburytimes", &lore).expect("an outlet").value, "Portbury Times");
        let at = |host: &str| {
            let url = Known::new(format!("https://{host}/1"), ClueKind::Stated, "");
            outlet(&[], Some(&url), &lore).map(|known| known.value)
        };
        assert_eq!(at("pt.example").as_deref(), Some("Portbury Times"));
        assert_eq!(at("theguardian.com").as_deref(), Some("The Guardian"));
    }

    #[test]
    fn a_desk_is_no_outlet() {
        let labels = vec![
            Label::new(LabelName::Via, "항구포스트", "header line"),
            Label::new(LabelName::Outlet, "정치부", "header line"),
        ];
        let found = outlet(&labels, None, &Lore::default()).map(|known| known.value);
        assert_eq!(found.as_deref(), Some("항구포스트"));
        assert_eq!(via(&labels, &Lore::default()), None);
    }

    #[test]
    fn a_shouted_name_is_shown_quietly() {
        let found = |name| of(name, &Lore::default()).map(|known| known.value);
        assert_eq!(found("THE PORTBURY TIMES").as_deref(), Some("The Portbury Times"));
        assert_eq!(found("BBC NEWS").as_deref(), Some("BBC NEWS"));
    }

    #[test]
    fn an_agency_behind_a_stroke_is_no_part_of_the_name() {
        let found = of("PortburyTimes/Agencies", &Lore::default()).expect("an outlet");
        assert_eq!(found.value, "Portbury Times");
    }
}
