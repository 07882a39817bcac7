//! What an archive teaches about its own clippings: counted from their facts at the end of an
//! ingest, compared with what the clippings were enriched with, and applied to those it touches.
//!
//! What is learned depends on the facts alone, and facts on nothing that was learned. So neither
//! the order of ingest nor an interruption leaves a trace: whatever was known before, the next
//! ingest that ends brings every clipping to what all of them teach.

use std::collections::{BTreeMap, BTreeSet};

use super::stories::{Newcomer, Stories};
use super::work;
use super::{Error, Event, Options};
use crate::analysis::Analyser;
use crate::archive::{self, Counted, DocAddress, Meta, Snapshot, Writer, file_key};
use crate::clipping::{Clipping, DayMonthOrder, FactKind, Id, PART, fact_parts, order_name};
use crate::enrich::{self, Fingerprint, Lore, OwnCategories, OwnNames, name_key};

/// A paragraph is boilerplate where so many clippings of its source print it,
const LEAST_REPEATS: u64 = 5;
/// and one in so many of them,
const REPEATED_SHARE: u64 = 10;
/// and what stands around it is told apart in so many ways: copies of one piece are not.
const LEAST_SURROUNDINGS: u32 = 4;
/// A spelling with blanks is taken where it is one in so many at least.
const SPACED_SHARE: u64 = 10;
/// A site is known by its outlet where so many clippings state it,
const LEAST_OF_SITE: u64 = 2;
/// and so many of a hundred state no other.
const SITE_PERCENT: u64 = 80;
/// The order of day and month is known where so many clippings prove it,
const LEAST_PROOFS: u64 = 2;
/// and so many of a hundred prove no other.
const PROOF_PERCENT: u64 = 95;

/// Before what people wrote of an outlet.
const HAND_OUTLET: &str = "v";
/// Before what people wrote of a clipping.
const HAND_CORRECTION: &str = "c";
/// Before what people said that names of places and categories stand for: any clipping may hold them.
const HAND_WORDS: &str = "w";

/// What is known, each part of it one line that begins like the facts it was learned from.
type Learned = BTreeSet<String>;

/// `options` with what the archive had learned when it was committed last.
pub(super) fn with_learned(options: &Options, meta: Option<&Meta>) -> Options {
    let mut options = options.clone();
    if let Some(meta) = meta {
        teach(&mut options.lore, meta.learned.iter().map(String::as_str));
    }
    options
}

/// Adds to a lore what was learned.
fn teach<'a>(lore: &mut Lore, learned: impl Iterator<Item = &'a str>) {
    for line in learned {
        let kind = line.chars().next();
        let is = |wanted: FactKind| kind == Some(wanted.letter());
        match fact_parts(line)[..] {
            [source, hash] if is(FactKind::Passage) => {
                if let Ok(hash) = u64::from_str_radix(hash, 16) {
                    lore.boilerplate.entry(source.to_owned()).or_default().insert(hash);
                }
            }
            [key, shown] if is(FactKind::Spelling) => {
                lore.spellings.insert(key.to_owned(), shown.to_owned());
            }
            [host, shown] if is(FactKind::Site) => {
                lore.sites.insert(host.to_owned(), shown.to_owned());
            }
            [source, order] if is(FactKind::Numbers) => {
                let orders = [DayMonthOrder::DayFirst, DayMonthOrder::MonthFirst];
                let order = orders.into_iter().find(|known| order_name(Some(*known)) == order);
                lore.day_month_orders.extend(order.map(|order| (source.to_owned(), order)));
            }
            _ => {}
        }
    }
}

/// Learns from what is committed, enriches anew what that touches, and commits. `options` hold what
/// people wrote. Gives how many clippings were changed.
///
/// # Errors
/// Where the archive cannot be read or written.
pub(super) fn settle(
    writer: &mut Writer,
    options: &Options,
    report: &(dyn Fn(Event) + Sync),
) -> Result<u64, Error> {
    let hand = by_hand(&options.lore);
    let known: Learned = writer.meta_mut().learned.iter().cloned().collect();
    let is_hand = |line: &&String| {
        [HAND_OUTLET, HAND_CORRECTION, HAND_WORDS].iter().any(|kind| line.starts_with(kind))
    };
    let is_same = known.iter().filter(is_hand).eq(hand.iter());
    if writer.meta_mut().is_settled && is_same {
        return Ok(0);
    }
    let snapshot = writer.snapshot()?;
    let mut learned = learn(&snapshot)?;
    learned.extend(hand);
    let mut differs: Learned = known.symmetric_difference(&learned).cloned().collect();
    differs.extend(std::mem::take(&mut writer.meta_mut().unsettled));
    let mut options = options.clone();
    teach(&mut options.lore, learned.iter().map(String::as_str));
    let touched = touched(&snapshot, &differs, &options.lore)?;
    let again = Again { snapshot: &snapshot, options: &options, differs: &differs, report };
    let changed = again.enrich(writer, touched)?;
    let meta = writer.meta_mut();
    meta.learned = learned.into_iter().collect();
    meta.unsettled = Vec::new();
    meta.is_settled = true;
    writer.commit(options.now_seconds)?;
    Ok(changed)
}

/// Clippings to be enriched anew.
struct Again<'a> {
    snapshot: &'a Snapshot,
    options: &'a Options,
    differs: &'a Learned,
    report: &'a (dyn Fn(Event) + Sync),
}

impl Again<'_> {
    /// Writes those that come out otherwise; gives how many.
    fn enrich(&self, writer: &mut Writer, touched: BTreeSet<DocAddress>) -> Result<u64, Error> {
        let options = self.options;
        let mut analyser = Analyser::new();
        let mut stories = Stories::of(Some(self.snapshot));
        let mut reworded = self.reworded(&touched)?;
        reworded.iter().for_each(|id| stories.gone(*id));
        let mut committed: Option<Snapshot> = None;
        let mut changed = 0;
        for address in touched {
            let Some((clipping, mut again)) = self.otherwise(address)? else { continue };
            let states = self.snapshot.states_at(address)?;
            let mut entry = work::entry(&mut again, &states, &mut analyser);
            let fingerprint = Fingerprint::of(&again);
            let newcomer = Newcomer { clipping: &again, fingerprint, before: None };
            let archive = committed.as_ref().unwrap_or(self.snapshot);
            stories.place(newcomer, &options.lore, Some(archive))?.put(&mut entry, writer)?;
            reworded.remove(&clipping.id);
            writer.put(entry)?;
            changed += 1;
            if changed % options.batch.clippings.max(1) as u64 == 0 {
                // Until all is done, nobody may take the archive for one that knows.
                writer.meta_mut().unsettled = self.differs.iter().cloned().collect();
                writer.commit(options.now_seconds)?;
                committed = Some(writer.snapshot()?);
                stories.committed();
                reworded.iter().for_each(|id| stories.gone(*id));
                (self.report)(Event::Committed { clippings: self.snapshot.clippings() });
            }
        }
        Ok(changed)
    }

    /// A clipping and what it is now, where that is something else.
    fn otherwise(&self, address: DocAddress) -> Result<Option<(Clipping, Clipping)>, Error> {
        let clipping = self.snapshot.clipping(address)?;
        let again = enrich::re_enrich(clipping.clone(), &self.options.lore, self.options.now);
        Ok((again != clipping).then_some((clipping, again)))
    }

    /// Those whose running text is another one now. They leave their stories before any of them is
    /// placed again: which ones are near each other is asked of texts as they will be.
    fn reworded(&self, touched: &BTreeSet<DocAddress>) -> Result<BTreeSet<Id>, Error> {
        let mut reworded = BTreeSet::new();
        for address in touched {
            if let Some((clipping, again)) = self.otherwise(*address)?
                && Fingerprint::of(&clipping) != Fingerprint::of(&again)
            {
                reworded.insert(clipping.id);
            }
        }
        Ok(reworded)
    }
}

/// What people wrote that touches clippings, each part one line.
fn by_hand(lore: &Lore) -> Learned {
    let outlets = lore.outlets.iter().map(|(key, shown)| line(HAND_OUTLET, &[key, shown]));
    let corrections = lore.corrections.iter().map(|(id, corrections)| {
        let hash = blake3::hash(format!("{corrections:?}").as_bytes());
        line(HAND_CORRECTION, &[&id.to_string(), &hash.to_hex()[..16]])
    });
    let is_said =
        lore.regions != OwnNames::default() || lore.categories != OwnCategories::default();
    let words = is_said.then(|| {
        let regions: Vec<_> = lore.regions.iter().collect();
        let hash = blake3::hash(format!("{regions:?}{:?}", lore.categories).as_bytes());
        line(HAND_WORDS, &[&hash.to_hex()[..16]])
    });
    outlets.chain(corrections).chain(words).collect()
}

fn line(kind: &str, parts: &[&str]) -> String {
    let mut line = kind.to_owned();
    for part in parts {
        line.push(PART);
        line.push_str(part);
    }
    line
}

/// The clippings that may come out otherwise where these lines hold or hold no longer.
fn touched(
    snapshot: &Snapshot,
    differs: &Learned,
    lore: &Lore,
) -> archive::Result<BTreeSet<DocAddress>> {
    let mut touched = BTreeSet::new();
    for line in differs {
        if line.starts_with(HAND_WORDS) {
            for address in snapshot.documents() {
                if snapshot.id_at(address)?.is_some() {
                    touched.insert(address);
                }
            }
        }
        for beginning in beginnings(line) {
            let mut terms = Vec::new();
            snapshot.each_fact(&beginning, &mut |term, _| terms.push(term.to_owned()))?;
            for term in terms {
                touched.extend(snapshot.clippings_with(&term)?);
            }
        }
        if line.starts_with(HAND_CORRECTION)
            && let Some(id) = fact_parts(line).first().and_then(|id| id.parse::<Id>().ok())
        {
            touched.extend(snapshot.find(id)?);
            for (origin, _) in
                lore.traces.iter().filter(|(_, traces)| traces.iter().any(|trace| trace.id == id))
            {
                let file = snapshot.clippings_of_file(file_key(&origin.root, &origin.path))?;
                for address in file {
                    if snapshot.id_at(address)?.is_some() {
                        touched.insert(address);
                    }
                }
            }
        }
    }
    Ok(touched)
}

/// How the facts begin that a line speaks of.
fn beginnings(line: &str) -> Vec<String> {
    let parts = fact_parts(line);
    let kind = line.chars().next();
    let is = |wanted: FactKind| kind == Some(wanted.letter());
    match parts[..] {
        [source, hash] if is(FactKind::Passage) => {
            vec![FactKind::Passage.beginning(&[source, hash])]
        }
        [key, _] if is(FactKind::Spelling) => vec![FactKind::Spelling.beginning(&[key])],
        [host, _] if is(FactKind::Site) => vec![FactKind::Site.beginning(&[host])],
        [source, _] if is(FactKind::Numbers) => {
            vec![FactKind::Numbers.term(&[source, order_name(None)])]
        }
        [key, _] if line.starts_with(HAND_OUTLET) => {
            vec![FactKind::Spelling.beginning(&[&name_key(key)]), FactKind::Site.beginning(&[key])]
        }
        _ => Vec::new(),
    }
}

/// What the clippings of an archive teach.
fn learn(snapshot: &Snapshot) -> archive::Result<Learned> {
    let mut learned = Learned::new();
    each_group(snapshot, FactKind::Passage, 2, &mut |group| {
        learned.extend(boilerplate(snapshot, group)?);
        Ok(())
    })?;
    let mut spellings: BTreeMap<String, String> = BTreeMap::new();
    each_group(snapshot, FactKind::Spelling, 1, &mut |group| {
        if group.len() > 1
            && let Some((key, shown)) = spelling(&exact(snapshot, group)?)
        {
            learned.insert(FactKind::Spelling.term(&[&key, &shown]));
            spellings.insert(key, shown);
        }
        Ok(())
    })?;
    each_group(snapshot, FactKind::Site, 1, &mut |group| {
        learned.extend(site(&exact(snapshot, group)?, &spellings));
        Ok(())
    })?;
    each_group(snapshot, FactKind::Numbers, 1, &mut |group| {
        learned.extend(order(&exact(snapshot, group)?));
        Ok(())
    })?;
    Ok(learned)
}

/// Gives the facts of a kind to `each`, those together whose first parts are the same.
fn each_group(
    snapshot: &Snapshot,
    kind: FactKind,
    shared: usize,
    each: &mut dyn FnMut(&[Counted]) -> archive::Result<()>,
) -> archive::Result<()> {
    let mut group: Vec<Counted> = Vec::new();
    let mut outcome = Ok(());
    snapshot.each_fact(&kind.term(&[""]), &mut |term, clippings| {
        let same = group.first().is_some_and(|first| {
            let parts = |term: &str| {
                fact_parts(term)
                    .into_iter()
                    .take(shared)
                    .eq(fact_parts(&first.term).into_iter().take(shared))
            };
            parts(term)
        });
        if !same && outcome.is_ok() {
            if !group.is_empty() {
                outcome = each(&group);
            }
            group.clear();
        }
        group.push(Counted { term: term.to_owned(), clippings });
    })?;
    outcome?;
    match group.is_empty() {
        true => Ok(()),
        false => each(&group),
    }
}

/// The same facts with how many clippings hold them now; those that none holds are left out.
fn exact(snapshot: &Snapshot, group: &[Counted]) -> archive::Result<Vec<Counted>> {
    let mut exact = Vec::with_capacity(group.len());
    for fact in group {
        let clippings = snapshot.holding(&fact.term)?;
        if clippings > 0 {
            exact.push(Counted { term: fact.term.clone(), clippings });
        }
    }
    Ok(exact)
}

fn total(group: &[Counted]) -> u64 {
    group.iter().map(|fact| fact.clippings).sum()
}

/// Whether one paragraph of one source is boilerplate: its facts differ by what stands around it.
fn boilerplate(snapshot: &Snapshot, group: &[Counted]) -> archive::Result<Option<String>> {
    let is_enough = |group: &[Counted]| {
        total(group) >= LEAST_REPEATS && group.len() >= LEAST_SURROUNDINGS as usize
    };
    if !is_enough(group) {
        return Ok(None);
    }
    let group = exact(snapshot, group)?;
    let Some([source, hash, _]) = group
        .first()
        .map(|fact| fact_parts(&fact.term))
        .as_deref()
        .and_then(|parts| <[&str; 3]>::try_from(parts).ok())
    else {
        return Ok(None);
    };
    let of_source = snapshot.holding(&FactKind::Source.term(&[source]))?;
    let is_repeated = is_enough(&group) && total(&group) * REPEATED_SHARE >= of_source;
    Ok(is_repeated.then(|| FactKind::Passage.term(&[source, hash])))
}

/// How a name is spelled best, where it is spelled in several ways.
fn spelling(group: &[Counted]) -> Option<(String, String)> {
    let named = |fact: &Counted| match fact_parts(&fact.term)[..] {
        [key, shown] => Some((key.to_owned(), shown.to_owned(), fact.clippings)),
        _ => None,
    };
    let spellings: Vec<(String, String, u64)> = group.iter().filter_map(named).collect();
    let most = |spaced: bool| {
        let candidates = spellings.iter().filter(|(_, shown, _)| !spaced || shown.contains(' '));
        candidates.max_by(|a, b| a.2.cmp(&b.2).then_with(|| b.1.cmp(&a.1)))
    };
    let is_common =
        |(_, _, clippings): &&(String, String, u64)| clippings * SPACED_SHARE >= total(group);
    let best = most(true).filter(is_common).or_else(|| most(false))?;
    (spellings.len() > 1).then(|| (best.0.clone(), best.1.clone()))
}

/// Who prints at a host, where clippings come from there that do not say so.
fn site(group: &[Counted], spellings: &BTreeMap<String, String>) -> Option<String> {
    let mut outlets: BTreeMap<&str, Vec<(&str, u64)>> = BTreeMap::new();
    let mut host = "";
    for fact in group {
        if let [at, key, shown] = fact_parts(&fact.term)[..] {
            host = at;
            outlets.entry(key).or_default().push((shown, fact.clippings));
        }
    }
    outlets.remove("")?;
    let sum = |shown: &Vec<(&str, u64)>| shown.iter().map(|(_, clippings)| clippings).sum::<u64>();
    let stated: u64 = outlets.values().map(sum).sum();
    let (key, shown) =
        outlets.iter().max_by(|a, b| sum(a.1).cmp(&sum(b.1)).then_with(|| b.0.cmp(a.0)))?;
    let is_known = sum(shown) >= LEAST_OF_SITE && sum(shown) * 100 >= stated * SITE_PERCENT;
    let most = shown.iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)))?.0;
    let best = spellings.get(*key).map_or(most, String::as_str);
    is_known.then(|| FactKind::Site.term(&[host, best]))
}

/// The order of day and month that the dates of a source prove, where others of its dates are open.
fn order(group: &[Counted]) -> Option<String> {
    let mut source = "";
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for fact in group {
        if let [of, order] = fact_parts(&fact.term)[..] {
            source = of;
            counts.insert(order, fact.clippings);
        }
    }
    counts.remove(order_name(None))?;
    let proofs: u64 = counts.values().sum();
    let (order, most) = counts.iter().max_by_key(|(_, clippings)| **clippings)?;
    let is_proved = *most >= LEAST_PROOFS && most * 100 >= proofs * PROOF_PERCENT;
    is_proved.then(|| FactKind::Numbers.term(&[source, order]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(kind: FactKind, list: &[(&[&str], u64)]) -> Vec<Counted> {
        let fact = |(parts, clippings): &(&[&str], u64)| Counted {
            term: kind.term(parts),
            clippings: *clippings,
        };
        list.iter().map(fact).collect()
    }

    #[test]
    fn the_most_frequent_spelling_with_blanks_is_taken() {
        let check = |list: &[(&str, u64)], expect: Option<&str>| {
            let parts: Vec<[&str; 2]> = list.iter().map(|(shown, _)| ["k", *shown]).collect();
            let list: Vec<(&[&str], u64)> =
                parts.iter().zip(list).map(|(parts, (_, n))| (&parts[..], *n)).collect();
            let found = spelling(&facts(FactKind::Spelling, &list)).map(|(_, shown)| shown);
            assert_eq!(found.as_deref(), expect);
        };
        check(&[("Koreatimes", 9), ("Korea Times", 3), ("KOREA Times", 2)], Some("Korea Times"));
        check(&[("YouTube", 99), ("You Tube", 1)], Some("YouTube"));
        check(&[("Korea Times", 3)], None);
    }

    #[test]
    fn a_site_is_known_where_its_clippings_agree() {
        let none = BTreeMap::new();
        let learned = |list: &[(&[&str], u64)]| site(&facts(FactKind::Site, list), &none);
        let silent: (&[&str], u64) = (&["pp.example", "", ""], 1);
        let post: (&[&str], u64) = (&["pp.example", "pp", "Portbury Post"], 8);
        let other: (&[&str], u64) = (&["pp.example", "x", "X"], 4);
        assert_eq!(
            learned(&[silent, post]),
            Some(FactKind::Site.term(&["pp.example", "Portbury Post"]))
        );
        assert_eq!(learned(&[silent, post, other]), None);
        assert_eq!(learned(&[post]), None, "there is nothing to tell");
    }

    #[test]
    fn an_order_needs_proofs_that_agree() {
        let learned = |day, month, open| {
            let list: [(&[&str], u64); 3] =
                [(&["s", "day"], day), (&["s", "month"], month), (&["s", "open"], open)];
            order(
                &facts(FactKind::Numbers, &list)
                    .into_iter()
                    .filter(|f| f.clippings > 0)
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(learned(2, 0, 1), Some(FactKind::Numbers.term(&["s", "day"])));
        assert_eq!(learned(0, 30, 1), Some(FactKind::Numbers.term(&["s", "month"])));
        assert_eq!(learned(1, 0, 1), None);
        assert_eq!(learned(3, 3, 1), None);
        assert_eq!(learned(2, 0, 0), None);
    }

    #[test]
    fn what_was_learned_is_known_again() {
        let mut lore = Lore::default();
        let lines = [
            FactKind::Passage.term(&["s", "00000000ff"]),
            FactKind::Spelling.term(&["koreatimes", "Korea Times"]),
            FactKind::Site.term(&["kt.example", "Korea Times"]),
            FactKind::Numbers.term(&["s", "month"]),
        ];
        teach(&mut lore, lines.iter().map(String::as_str));
        assert!(lore.boilerplate["s"].contains(&255));
        assert_eq!(lore.spellings["koreatimes"], "Korea Times");
        assert_eq!(lore.sites["kt.example"], "Korea Times");
        assert_eq!(lore.day_month_orders["s"], DayMonthOrder::MonthFirst);
    }
}
