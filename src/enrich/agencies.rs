//! The agency credited: by a label, in the place line, at the foot of the text.

use super::{labels, place_lines::PlaceLine};
use crate::clipping::{ClueKind, Draft, Kind, Known, LabelName};
use crate::text::fold;

/// Agencies, folded as [`fold::key`] does, with the name that is shown. Datelines, captions,
/// bylines and the foot of the text are read by this one list.
const AGENCIES: &[(&str, &str)] = &[
    ("aa", "AA"),
    ("afp", "AFP"),
    ("agence france-presse", "AFP"),
    ("agencies", "Agencies"),
    ("ani", "ANI"),
    ("ansa", "ANSA"),
    ("antara", "Antara"),
    ("ap", "AP"),
    ("apa", "APA"),
    ("associated press", "AP"),
    ("ats", "ATS"),
    ("belga", "Belga"),
    ("bernama", "Bernama"),
    ("bloomberg", "Bloomberg"),
    ("business wire", "Business Wire"),
    ("cna", "CNA"),
    ("cnn", "CNN"),
    ("cp", "CP"),
    ("dow jones", "Dow Jones"),
    ("dpa", "dpa"),
    ("dpa afx", "dpa-AFX"),
    ("efe", "EFE"),
    ("epa", "EPA"),
    ("epa-efe", "EPA-EFE"),
    ("getty images", "Getty Images"),
    ("globe newswire", "GlobeNewswire"),
    ("globenewswire", "GlobeNewswire"),
    ("ians", "IANS"),
    ("interfax", "Interfax"),
    ("interfax ukraine", "Interfax-Ukraine"),
    ("interfax.ru", "Interfax"),
    ("irna", "IRNA"),
    ("itar tass", "TASS"),
    ("itar-tass", "TASS"),
    ("jiji", "Jiji"),
    ("kcna", "KCNA"),
    ("korea pool", "Korea Pool"),
    ("kyodo", "Kyodo"),
    ("kyodo news", "Kyodo"),
    ("lusa", "Lusa"),
    ("mena", "MENA"),
    ("news1", "News1"),
    ("newsis", "Newsis"),
    ("pa", "PA"),
    ("pna", "PNA"),
    ("pr newswire", "PR Newswire"),
    ("prnewswire", "PR Newswire"),
    ("pti", "PTI"),
    ("reuter", "Reuters"),
    ("reuters", "Reuters"),
    ("ria novosti", "RIA Novosti"),
    ("sputnik", "Sputnik"),
    ("tass", "TASS"),
    ("tca", "TCA"),
    ("the associated press", "AP"),
    ("tns", "TNS"),
    ("ttxvn", "VNA"),
    ("ukrinform", "Ukrinform"),
    ("uni", "UNI"),
    ("unn", "UNN"),
    ("upi", "UPI"),
    ("vna", "VNA"),
    ("vns", "VNS"),
    ("xinhua", "Xinhua"),
    ("yonhap", "Yonhap"),
    ("yonhap news", "Yonhap"),
    ("yonhap news agency", "Yonhap"),
    ("белта", "BelTA"),
    ("интерфакс", "Interfax"),
    ("итар-тасс", "TASS"),
    ("риа новости", "RIA Novosti"),
    ("тасс", "TASS"),
    ("укринформ", "Ukrinform"),
    ("укрінформ", "Ukrinform"),
    ("униан", "UNIAN"),
    ("унн", "UNN"),
    ("أ ف ب", "AFP"),
    ("د ب أ", "dpa"),
    ("رويترز", "Reuters"),
    ("سانا", "SANA"),
    ("وام", "WAM"),
    ("ロイター", "Reuters"),
    ("ロイター通信", "Reuters"),
    ("中央社", "CNA"),
    ("中新社", "China News Service"),
    ("中新网", "China News Service"),
    ("共同", "Kyodo"),
    ("共同通信", "Kyodo"),
    ("共同通信社", "Kyodo"),
    ("新华社", "Xinhua"),
    ("新華社", "Xinhua"),
    ("時事", "Jiji"),
    ("時事通信", "Jiji"),
    ("時事通信社", "Jiji"),
    ("法新社", "AFP"),
    ("美联社", "AP"),
    ("美聯社", "AP"),
    ("聯合ニュース", "Yonhap"),
    ("路透社", "Reuters"),
    ("連合ニュース", "Yonhap"),
    ("韓聯社", "Yonhap"),
    ("韩联社", "Yonhap"),
    ("뉴스1", "News1"),
    ("뉴시스", "Newsis"),
    ("로이터", "Reuters"),
    ("연합", "Yonhap"),
    ("연합뉴스", "Yonhap"),
];

/// The longest credit, in bytes.
const LONGEST_BYTES: usize = 60;

/// The agency that labels or the place line credit.
pub(super) fn above(draft: &Draft, place_line: Option<&PlaceLine>) -> Option<Known<String>> {
    if let Some(label) = labels(&draft.labels, LabelName::Agency).next() {
        return Some(Known::new(shown(&label.value), ClueKind::Stated, label.value.as_str()));
    }
    let credit = place_line.and_then(|line| line.agency.as_deref());
    // What holds numbers and is no agency we know is a day in brackets.
    let dated = |credit: &&str| credit.contains(|c: char| c.is_numeric()) && !is_known(credit);
    if let Some(credit) = credit.filter(|credit| !dated(credit)) {
        return Some(Known::new(shown(credit), ClueKind::Dateline, credit));
    }
    let beside = [LabelName::Outlet, LabelName::Byline];
    let stated = beside.into_iter().flat_map(|name| labels(&draft.labels, name));
    let (_, credit) = stated.filter_map(|label| after_slash(&label.value)).next()?;
    Some(Known::new(shown(credit), ClueKind::Stated, credit))
}

/// The agency credited at the foot of a draft whose paragraphs were judged: what ends a caption
/// credits the photo.
pub(super) fn at_foot(draft: &Draft) -> Option<Known<String>> {
    signature(draft).map(|credit| Known::new(shown(credit), ClueKind::Text, credit))
}

/// Whether `name`, or each of several parted by `/`, `,` or `via`, is an agency we know.
pub(super) fn is_known(name: &str) -> bool {
    let bare = name.trim();
    !bare.is_empty()
        && bare.len() <= LONGEST_BYTES
        && bare
            .split(['/', ','])
            .flat_map(|part| part.split(" via "))
            .all(|part| known(part).is_some())
}

/// The name shown for a credit: agencies we know have one form, others stay as printed.
fn shown(credit: &str) -> String {
    let parts: Vec<_> = credit.split('/').map(|part| known(part).unwrap_or(part.trim())).collect();
    parts.join("/")
}

/// Whether any of several names parted by `/` or `,` is an agency we know: `tca/dpa`.
pub(super) fn is_known_in(names: &str) -> bool {
    names.len() <= LONGEST_BYTES && names.split(['/', ',']).any(|name| known(name).is_some())
}

fn known(name: &str) -> Option<&'static str> {
    let key = fold::key(name);
    let place = AGENCIES.binary_search_by_key(&key.as_str(), |(agency, _)| agency);
    place.ok().map(|place| AGENCIES[place].1)
}

/// The parts of `Portbury Post/Meridian` where the second is an agency we know.
pub(super) fn after_slash(name: &str) -> Option<(&str, &str)> {
    let (before, credit) = name.rsplit_once('/')?;
    (!before.trim().is_empty() && is_known(credit)).then(|| (before.trim(), credit.trim()))
}

/// The credit in the last line: `… next year. (Meridian)`, `… next year. /Agencies`, or alone.
fn signature(draft: &Draft) -> Option<&str> {
    let last = draft.paragraphs.iter().rev().find(|paragraph| {
        paragraph.kind == Kind::Text || paragraph.stated && is_known(&paragraph.text)
    })?;
    let text = last.text.trim();
    if is_known(text) {
        return Some(text);
    }
    if let Some((before, credit)) = bracketed_ending(text) {
        let ended = before.is_empty() || ends_a_sentence(before);
        return (ended && (is_known(credit) || is_name(credit))).then_some(credit);
    }
    let (before, credit) = text.rsplit_once('/')?;
    let apart = before.ends_with(char::is_whitespace) || ends_a_sentence(before);
    (apart && is_known(credit)).then(|| credit.trim())
}

/// `text` before a last pair of round brackets, and what stands in them.
pub(super) fn bracketed_ending(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix([')', '）'])?;
    let at = inner.rfind(['(', '（'])?;
    let open = inner[at..].chars().next()?.len_utf8();
    let credit = inner[at + open..].trim();
    let fits = !credit.is_empty() && credit.len() <= LONGEST_BYTES;
    fits.then(|| (inner[..at].trim_end(), credit))
}

fn ends_a_sentence(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '\'', '”', '’', '」']);
    text.ends_with(['.', '!', '?', '。'])
}

/// One word that is written like a name: an agency we do not know.
fn is_name(credit: &str) -> bool {
    credit.len() >= 2
        && credit.starts_with(char::is_uppercase)
        && credit.chars().all(char::is_alphabetic)
        && !["Laughter", "Laughs", "Applause", "Continued", "Video", "End", "END", "Ends"]
            .contains(&credit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{Label, Paragraph};

    fn of(texts: &[&str]) -> Option<String> {
        let paragraphs = texts.iter().map(|text| Paragraph::text(*text)).collect();
        let draft = Draft { paragraphs, ..Draft::default() };
        let above = above(&draft, PlaceLine::of(&draft).as_ref());
        above.or_else(|| at_foot(&draft)).map(|known| known.value)
    }

    #[test]
    fn a_place_line_or_the_last_line_credits_an_agency() {
        for (text, expect) in [
            ("SEOUL, Nov. 13 (Yonhap) -- South Korea said", Some("Yonhap")),
            ("The ferry stays. (Meridian)", Some("Meridian")),
            ("The ferry stays. (AP)", Some("AP")),
            ("The ferry stays. /Agencies", Some("Agencies")),
            ("The ferry joined the fleet (2019)", None),
            ("The ferry stays (AP)", None),
            ("The ferry stays.", None),
        ] {
            assert_eq!(of(&[text]).as_deref(), expect, "{text}");
        }
    }

    #[test]
    fn one_agency_has_one_name() {
        assert!(is_known("Reuters/Kyodo") && is_known("Getty Images via AFP"));
        assert!(!is_known("Portbury Post"));
        let label = Label::new(LabelName::Agency, "The Associated Press", "label Agency");
        let draft = Draft { labels: vec![label], ..Draft::default() };
        assert_eq!(above(&draft, None).map(|known| known.value).as_deref(), Some("AP"));
    }

    #[test]
    fn the_table_is_sorted_and_folded() {
        assert!(AGENCIES.is_sorted());
        assert!(AGENCIES.iter().all(|(agency, _)| fold::key(agency) == *agency));
    }

    #[test]
    fn an_outlet_may_carry_its_agency() {
        assert_eq!(after_slash("PortburyPost/Agencies"), Some(("PortburyPost", "Agencies")));
        assert_eq!(after_slash("Portbury/Leith"), None);
    }
}
