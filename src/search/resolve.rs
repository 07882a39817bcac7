//! What people type for a facet becomes what the archive files under: case, aliases and
//! abbreviations forgiven, and what was taken is said.

use super::names;
use crate::archive::{Result, Snapshot};
use crate::clipping::Dimension;
use crate::enrich::places;
use crate::query::{Filter, Step};
use crate::text::fold;

/// What was taken for a facet value as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The dimension.
    pub dimension: Dimension,
    /// As typed.
    pub typed: String,
    /// What it stands for in this archive; empty where it stands for nothing there.
    pub paths: Vec<Vec<String>>,
    /// As people read them.
    pub shown: Vec<String>,
    /// Where it stands for nothing: values that are spelled much like it.
    pub nearest: Vec<String>,
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
            if !taken.contains(&found) {
                taken.push(found);
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
        Dimension::Language => languages(&values, typed),
        _ => labels(&values, dimension, typed),
    };
    let show = |path: &Vec<String>| names::shown_path(snapshot, dimension, path);
    let shown = paths.iter().map(show).collect::<Result<Vec<_>>>()?;
    let nearest =
        if paths.is_empty() { nearest(snapshot, dimension, &values, typed)? } else { Vec::new() };
    Ok(Taken { dimension, typed: typed.to_owned(), paths, shown, nearest })
}

/// A name in any language, a code, or the end of a path. Korea is South Korea, unless the archive
/// has only the North.
fn regions(values: &[Vec<String>], typed: &str) -> Vec<Vec<String>> {
    let known = places::look_up(typed);
    let shallowest = known.iter().map(Vec::len).min().unwrap_or(0);
    let present: Vec<&Vec<String>> = known.iter().filter(|path| values.contains(path)).collect();
    let areas = known.iter().all(|path| path.len() == shallowest && shallowest < 3);
    match present.first() {
        Some(_) if areas => present.into_iter().cloned().collect(),
        Some(&first) => vec![first.clone()],
        None => Vec::new(),
    }
}

fn languages(values: &[Vec<String>], typed: &str) -> Vec<Vec<String>> {
    let code = names::language_code(typed).unwrap_or(typed).to_lowercase();
    values.iter().filter(|path| path[..] == [code.clone()]).cloned().collect()
}

/// The whole path, the end of one, the same without blanks, or the one value that begins so.
fn labels(values: &[Vec<String>], dimension: Dimension, typed: &str) -> Vec<Vec<String>> {
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
    let glued = |path: &[String]| path.join("/").replace([' ', '-', '.'], "");
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
    let mut alike: Vec<(f64, &Vec<String>, String)> = Vec::new();
    for path in values {
        let name = match dimension {
            Dimension::Region | Dimension::Language => {
                names::shown_value(snapshot, dimension, path)?
            }
            _ => path.last().cloned().unwrap_or_default(),
        };
        let likeness = likeness(&fold::key(&name), &wanted);
        if likeness >= ALIKE {
            alike.push((likeness, path, name));
        }
    }
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    alike.dedup_by(|a, b| a.2 == b.2);
    alike.truncate(3);
    alike.into_iter().map(|(_, path, _)| names::shown_path(snapshot, dimension, path)).collect()
}
