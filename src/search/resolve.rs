//! What people type for a facet becomes what the archive files under: case, aliases and
//! abbreviations forgiven, and what was taken is said.

use super::names;
use crate::archive::{Result, Snapshot};
use crate::clipping::Dimension;
use crate::enrich::{CATEGORIES_FILE, OwnCategories, known_path, places, topics as iptc};
use crate::query::{Filter, Step};
use crate::text::{fold, statuses as known_statuses, tongues};

/// What was taken for a facet value as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The dimension.
    pub dimension: Dimension,
    /// As typed.
    pub typed: String,
    /// What it stands for in this archive; empty where it stands for nothing there.
    pub paths: Vec<Vec<String>>,
    /// Whether it stands for being filed under none of them.
    pub is_absence: bool,
    /// What it was taken for as people read it; empty where it stands for nothing.
    pub shown: Vec<String>,
    /// Where it stands for nothing: values that are spelled much like it.
    pub nearest: Vec<String>,
    /// Where it is a state or province, which regions do not go down to: its country.
    pub within: Option<String>,
}

/// Fills in the paths of every facet filter of a step.
///
/// # Errors
/// Where the index cannot be read.
pub(super) fn resolve(snapshot: &Snapshot, step: &mut Step, taken: &mut Vec<Taken>) -> Result<()> {
    match step {
        Step::And(steps) | Step::Or(steps) => {
            steps.iter_mut().try_for_each(|step| resolve(snapshot, step, taken))
        }
        Step::Not(inner) => resolve(snapshot, inner, taken),
        Step::Filter(Filter::Facet { dimension, value, paths }) => {
            let found = take(snapshot, *dimension, value)?;
            paths.clone_from(&found.paths);
            let is_absence = found.is_absence;
            if !taken.contains(&found) {
                taken.push(found);
            }
            if is_absence {
                let inner = std::mem::replace(step, Step::Everything);
                *step = Step::Not(Box::new(inner));
            }
            Ok(())
        }
        Step::Everything | Step::Text(_) | Step::Filter(_) => Ok(()),
    }
}

fn take(snapshot: &Snapshot, dimension: Dimension, typed: &str) -> Result<Taken> {
    let values: Vec<Vec<String>> =
        snapshot.facet_values(dimension)?.into_iter().map(|(path, _)| path).collect();
    let paths = match dimension {
        Dimension::Region => regions(&values, typed),
        Dimension::Topic => topics(&values, typed),
        Dimension::Language => languages(&values, typed),
        Dimension::Category => categories(snapshot, &values, typed)?,
        Dimension::Status => statuses(&values, typed),
        _ => labels(&values, dimension, typed),
    };
    if paths.is_empty() && ABSENCE.contains(&fold::key(typed).as_str()) {
        return Ok(absence(dimension, typed, values));
    }
    let show = |path: &Vec<String>| names::shown_path(snapshot, dimension, path);
    let shown = paths.iter().map(show).collect::<Result<Vec<_>>>()?;
    let (mut nearest_shown, mut within) = (Vec::new(), None);
    if paths.is_empty() {
        nearest_shown = nearest(snapshot, dimension, &values, typed)?;
        if dimension == Dimension::Region {
            within = country_around(typed);
        }
    }
    let (typed, nearest) = (typed.to_owned(), nearest_shown);
    Ok(Taken { dimension, typed, paths, is_absence: false, shown, nearest, within })
}

/// A status as it is stated, else the one that the word typed is another word for.
fn statuses(values: &[Vec<String>], typed: &str) -> Vec<Vec<String>> {
    let stated = labels(values, Dimension::Status, typed);
    if !stated.is_empty() {
        return stated;
    }
    let known = known_statuses::named(typed);
    known.map_or_else(Vec::new, |status| labels(values, Dimension::Status, status))
}

/// What people type for the clippings without any value, where no value is called so.
const ABSENCE: [&str; 2] = ["unknown", "none"];

/// Filed under no value: each one lies under those of a single step.
fn absence(dimension: Dimension, typed: &str, values: Vec<Vec<String>>) -> Taken {
    let mut tops: Vec<Vec<String>> = values.into_iter().map(|path| path[..1].to_vec()).collect();
    tops.dedup();
    Taken {
        dimension,
        typed: typed.to_owned(),
        paths: tops,
        is_absence: true,
        shown: vec![format!("without {}", dimension.name())],
        nearest: Vec::new(),
        within: None,
    }
}

/// The country of a state or province, typed alone or behind it: `Texas`, `US/Texas`.
fn country_around(typed: &str) -> Option<String> {
    let mut steps = typed.split('/').map(str::trim).rev();
    let code = places::country_of_part(steps.next()?)?;
    let country = places::country(code)?;
    let is_there =
        |step: &str| places::look_up(step).iter().any(|path| country.path().starts_with(path));
    steps.all(is_there).then(|| country.name.to_owned())
}

/// A name in any language, a code, or the end of a path, as codes or as shown. Korea is South
/// Korea, unless the archive has only the North; of cities of one name all that are there are
/// taken.
fn regions(values: &[Vec<String>], typed: &str) -> Vec<Vec<String>> {
    const COUNTRY_DEPTH: usize = 3;
    let known = places::look_up(typed);
    let shallowest = known.iter().map(Vec::len).min().unwrap_or(0);
    let mut present = known.iter().filter(|path| values.contains(path)).cloned();
    let areas = known.iter().all(|path| path.len() == shallowest && shallowest < COUNTRY_DEPTH);
    match present.next() {
        Some(first) if areas => std::iter::once(first).chain(present).collect(),
        Some(first) if first.len() > COUNTRY_DEPTH => {
            let cities = present.filter(|path| path.len() > COUNTRY_DEPTH);
            std::iter::once(first).chain(cities).collect()
        }
        Some(first) => vec![first],
        None => regions_shown_so(values, typed),
    }
}

/// The regions whose path, as shown or as codes, ends as typed.
fn regions_shown_so(values: &[Vec<String>], typed: &str) -> Vec<Vec<String>> {
    let wanted: Vec<String> =
        typed.split('/').map(places::fold).filter(|step| !step.is_empty()).collect();
    let is_so = |path: &[String], depth: usize, wanted: &str| {
        let steps: Vec<&str> = path[..depth].iter().map(String::as_str).collect();
        places::fold(&path[depth - 1]) == wanted
            || places::name_of(&steps).is_some_and(|name| places::fold(&name) == wanted)
    };
    let ends_so = |path: &&Vec<String>| {
        path.len() >= wanted.len()
            && (path.len() - wanted.len() + 1..=path.len())
                .zip(&wanted)
                .all(|(depth, wanted)| is_so(path, depth, wanted))
    };
    values.iter().filter(|_| !wanted.is_empty()).filter(ends_so).cloned().collect()
}

/// The topics of that name or code: in English, German or Korean, whole or its first word.
fn topics(values: &[Vec<String>], typed: &str) -> Vec<Vec<String>> {
    let codes = iptc::look_up(typed);
    let called = |path: &&Vec<String>| path.last().is_some_and(|code| codes.contains(&&**code));
    values.iter().filter(called).cloned().collect()
}

fn languages(values: &[Vec<String>], typed: &str) -> Vec<Vec<String>> {
    let code = tongues::code(typed).unwrap_or(typed).to_lowercase();
    values.iter().filter(|path| path[..] == [code.clone()]).cloned().collect()
}

/// A category, or what a person said that it is called.
fn categories(
    snapshot: &Snapshot,
    values: &[Vec<String>],
    typed: &str,
) -> Result<Vec<Vec<String>>> {
    let said = snapshot.hand_file(CATEGORIES_FILE)?.unwrap_or_default();
    Ok(categories_as_said(&OwnCategories::read(&said).0, values, typed))
}

fn categories_as_said(
    own: &OwnCategories,
    values: &[Vec<String>],
    typed: &str,
) -> Vec<Vec<String>> {
    let steps: Vec<String> =
        typed.split(['/', '>']).map(fold::key).filter(|step| !step.is_empty()).collect();
    match own.called(&steps) {
        Some(called) if !values.contains(&steps) => {
            labels(values, Dimension::Category, &called.join("/"))
        }
        _ => labels(values, Dimension::Category, typed),
    }
}

/// The whole path, the end of one, the same without blanks, or the one value that begins so.
pub(super) fn labels(
    values: &[Vec<String>],
    dimension: Dimension,
    typed: &str,
) -> Vec<Vec<String>> {
    let wanted: Vec<String> = match dimension {
        Dimension::Category | Dimension::Date => {
            typed.split(['/', '>']).map(fold::key).filter(|step| !step.is_empty()).collect()
        }
        _ => vec![fold::key(typed)],
    };
    if wanted.is_empty() {
        return Vec::new();
    }
    let exact: Vec<_> = values.iter().filter(|path| **path == wanted).cloned().collect();
    if !exact.is_empty() {
        return exact;
    }
    let ends: Vec<_> = values.iter().filter(|path| path.ends_with(&wanted)).cloned().collect();
    if !ends.is_empty() {
        return ends;
    }
    let known = known_path(&wanted);
    if dimension == Dimension::Category && known != wanted {
        // `Politik` was filed under `Politics`.
        let normal: Vec<String> = known.iter().map(|step| fold::key(step)).collect();
        return values.iter().filter(|path| path.ends_with(&normal)).cloned().collect();
    }
    let glued = |path: &[String]| path.join("/").replace([' ', '-', '.', '&'], "");
    let same = glued(&wanted);
    let glued_alike: Vec<_> = values.iter().filter(|path| glued(path) == same).cloned().collect();
    if !glued_alike.is_empty() {
        return glued_alike;
    }
    let begins: Vec<_> = values
        .iter()
        .filter(|path| path.len() == wanted.len() && begins_so(path, &wanted))
        .cloned()
        .collect();
    if begins.len() == 1 { begins } else { Vec::new() }
}

fn begins_so(path: &[String], wanted: &[String]) -> bool {
    path.iter().zip(wanted).all(|(step, typed)| step.starts_with(typed.as_str()))
}

/// How much a name, or one of its longer words, looks like what was typed: from 0 to 1.
fn likeness(name: &str, typed: &str) -> f64 {
    let words = name.split(' ').filter(|word| word.chars().count() > 3);
    words.chain([name]).map(|part| strsim::jaro_winkler(part, typed)).fold(0.0, f64::max)
}

/// At most three values spelled much like what was typed.
fn nearest(
    snapshot: &Snapshot,
    dimension: Dimension,
    values: &[Vec<String>],
    typed: &str,
) -> Result<Vec<String>> {
    const ALIKE: f64 = 0.84;
    let wanted = fold::key(typed);
    let behind_a_city = match dimension {
        Dimension::Region => places::countries_behind_a_city(typed),
        _ => Vec::new(),
    };
    let mut alike: Vec<(f64, &Vec<String>, String)> = Vec::new();
    for path in values {
        let name = match dimension {
            Dimension::Region | Dimension::Language | Dimension::Topic => {
                names::shown_value(snapshot, dimension, path)?
            }
            _ => path.last().cloned().unwrap_or_default(),
        };
        let likeness = match behind_a_city.contains(path) {
            true => 1.0,
            false => likeness(&fold::key(&name), &wanted),
        };
        if likeness >= ALIKE {
            alike.push((likeness, path, name));
        }
    }
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    alike.dedup_by(|a, b| a.2 == b.2);
    alike.truncate(3);
    alike.into_iter().map(|(_, path, _)| names::shown_path(snapshot, dimension, path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[&str], typed: &str, expect: &[&str]) {
        let paths = |list: &[&str]| -> Vec<Vec<String>> {
            list.iter().map(|path| path.split('/').map(str::to_owned).collect()).collect()
        };
        assert_eq!(regions(&paths(values), typed), paths(expect), "{typed}");
    }

    #[test]
    fn a_status_is_found_by_other_words_for_it() {
        let values = [vec!["killed".to_owned()], vec!["embargoed".to_owned()]];
        for (typed, expect) in [
            ("canceled", &values[..1]),
            ("Cancelled", &values[..1]),
            ("retracted", &values[..1]),
            ("spiked", &values[..1]),
            ("embargo", &values[1..]),
            ("corrected", &[][..]),
            ("draft", &[][..]),
        ] {
            assert_eq!(statuses(&values, typed), expect, "{typed}");
        }
        let stated = [vec!["killed".to_owned()], vec!["spiked".to_owned()]];
        assert_eq!(statuses(&stated, "spiked"), &stated[1..]);
    }

    #[test]
    fn a_region_is_found_by_its_path_as_shown_and_as_codes() {
        let values = [
            "019/021/US/paris",
            "019/021/CA/london",
            "142/030/HK/hong kong",
            "142/035",
            "142/030/KR/nowhere at all",
        ];
        for value in values {
            let steps: Vec<&str> = value.split('/').collect();
            let shown: Vec<String> = (1..=steps.len())
                .map(|depth| {
                    places::name_of(&steps[..depth]).unwrap_or(steps[depth - 1].to_owned())
                })
                .collect();
            for typed in [value, &shown.join(" / "), &shown.join("/"), &value.to_uppercase()] {
                check(&values, typed, &[value]);
            }
        }
        check(&values, "US/Paris", &["019/021/US/paris"]);
        check(&values, "nowhere at all", &["142/030/KR/nowhere at all"]);
    }

    #[test]
    fn a_city_that_is_not_there_is_not_taken_for_a_country() {
        check(&["019/013/SV"], "Salvador", &[]);
        check(&["019/013/SV"], "El Salvador", &["019/013/SV"]);
        check(&["019/005/BR/salvador", "019/013/SV"], "Salvador", &["019/005/BR/salvador"]);
    }

    #[test]
    fn a_category_is_found_by_what_a_person_calls_it() {
        let (own, _) = OwnCategories::read("peninsula, south = Korea/Politics\nkorea = World\n");
        let values = [vec!["korea".to_owned(), "politics".to_owned()], vec!["korea".to_owned()]];
        let found = |typed: &str| categories_as_said(&own, &values, typed);
        assert_eq!(found("Peninsula, South"), values[..1]);
        // What is there goes by its own name.
        assert_eq!(found("Korea"), values[1..]);
        assert_eq!(found("nothing"), [[""; 0]; 0]);
    }

    #[test]
    fn a_province_names_its_country() {
        for (typed, country) in [
            ("Texas", Some("United States")),
            ("US/Texas", Some("United States")),
            ("Americas/United States/texas", Some("United States")),
            ("Canada/Texas", None),
            ("Ontario", Some("Canada")),
            ("Nowhereland", None),
        ] {
            assert_eq!(country_around(typed).as_deref(), country, "{typed}");
        }
    }

    #[test]
    fn of_cities_of_one_name_those_are_taken_that_are_there() {
        check(&["019/021/US/paris"], "Paris", &["019/021/US/paris"]);
        let both = ["150/155/FR/paris", "019/021/US/paris"];
        check(&both, "Paris", &both);
        check(&both, "France/Paris", &both[..1]);
        check(&["142/030/KP", "142/030/KR"], "Korea", &["142/030/KR"]);
    }
}
