//! A page of hits with everything around it.

use std::sync::Arc;

use tantivy::columnar::StrColumn;
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, Query as EngineQuery};

use super::acronyms::Acronyms;
use super::bits::{self, Bits};
use super::fold::{self, Fold, Folded};
use super::plan::{Plan, ScoreGroup};
use super::rescue::{self, Rescue};
use super::resolve::{self, Taken};
use super::snippet::{Mark, Marked, Snippet};
use super::top::{self, Ranked, Scoring};
use super::view::View;
use super::{Cursor, FacetTable, Timeline, closeness, facets, names, timeline};
use crate::analysis::{Analyser, Language};
use crate::archive::{Error, Result, Snapshot};
use crate::clipping::{Clipping, Dimension};
use crate::query::{
    Looseness, Problem, Query, Reading, Severity, Step, judge, read, with_equivalents,
};

/// What is asked.
#[derive(Clone, Debug)]
pub struct Request {
    /// The query, filters of flags among its steps.
    pub query: Query,
    /// The order.
    pub sort: Sort,
    /// How many hits.
    pub limit: usize,
    /// The last hit of the page before.
    pub after: Option<Cursor>,
    /// Which facets to count.
    pub facets: Vec<Dimension>,
    /// Whether to count by day.
    pub timeline: bool,
    /// What to show of each hit.
    pub show: Show,
    /// What is folded: hits, facets and the timeline are of what is left.
    pub fold: Fold,
}

/// What to show of a hit besides what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Show {
    /// Nothing.
    Nothing,
    /// The best passage.
    Snippet,
    /// Every match in its context.
    EveryMatch,
}

/// The order of hits. Ties are always broken by date, newest first, then by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Best first where there are words to score, else newest first.
    Default,
    /// Best first.
    Relevance,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
    /// By outlet, A to Z.
    Outlet,
    /// Longest first.
    Words,
}

/// What came of a request.
#[derive(Debug)]
pub struct Page {
    /// The query as it was read, with what each facet was taken for.
    pub read_as: String,
    /// What was doubtful.
    pub problems: Vec<Problem>,
    /// What facet values were taken for.
    pub taken: Vec<Taken>,
    /// What had to be cut.
    pub cuts: Vec<String>,
    /// How many clippings match.
    pub total: u64,
    /// How many hits that makes where copies are folded: of each story one. A story matches when
    /// one of its clippings satisfies the whole query.
    pub stories: u64,
    /// What was folded.
    pub fold: Fold,
    /// The hits of this page.
    pub hits: Vec<Hit>,
    /// Hits with only some of the words, where hits with all did not fill the page.
    pub partial: Vec<Hit>,
    /// How many clippings have only some of the words; 0 where they were not asked for.
    pub partial_total: u64,
    /// Facet counts over all matches; a dimension ignores the query's own filter on it. A story has
    /// the values of all its matching clippings.
    pub facets: Vec<FacetTable>,
    /// Matches by day; a story stands at the day of its lead.
    pub timeline: Option<Timeline>,
    /// Where the next page begins; nothing where this is the last.
    pub next: Option<Cursor>,
    /// Whether the archive has changed since the cursor was made.
    pub archive_changed: bool,
    /// What to try where little or nothing was found.
    pub rescue: Option<Rescue>,
    /// The order that was used.
    pub sort: Sort,
}

/// A hit.
#[derive(Debug)]
pub struct Hit {
    /// The clipping.
    pub clipping: Clipping,
    /// The shortest beginning of its id that names it alone.
    pub short_id: String,
    /// Its score; 0 where the order is not by score.
    pub score: f64,
    /// Marks in the headline.
    pub headline_marks: Vec<Mark>,
    /// What was asked to be shown.
    pub snippets: Vec<Snippet>,
    /// How many times the query's words stand in it.
    pub matches: usize,
    /// How many matching clippings are folded under it.
    pub folded: u64,
}

/// How many clippings match, and to how many stories they fold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Clippings.
    pub clippings: u64,
    /// Stories; as many where nothing is folded.
    pub stories: u64,
}

/// Searches one snapshot. Holds the analysis' caches.
pub struct Searcher<'a> {
    snapshot: &'a Snapshot,
    languages: Arc<[Language]>,
    analyser: Analyser,
    acronyms: Acronyms<'a>,
}

/// A query read and resolved for the archive.
pub struct Prepared {
    /// The query, with the names by which the archive calls its words beside them.
    pub query: Query,
    /// The reading.
    pub reading: Reading,
    /// What facet values were taken for.
    pub taken: Vec<Taken>,
    /// Whether hits with only some of the words may follow.
    pub looseness: Looseness,
}

impl<'a> Searcher<'a> {
    /// A searcher over a snapshot.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn new(snapshot: &'a Snapshot) -> Result<Self> {
        let (languages, analyser) = (snapshot.languages()?.into(), Analyser::new());
        Ok(Self { snapshot, languages, analyser, acronyms: Acronyms::open(snapshot)? })
    }

    /// The snapshot.
    pub fn snapshot(&self) -> &'a Snapshot {
        self.snapshot
    }

    /// The archive's languages.
    pub fn languages(&self) -> &Arc<[Language]> {
        &self.languages
    }

    /// The analyser.
    pub fn analyser(&mut self) -> &mut Analyser {
        &mut self.analyser
    }

    /// Reads a query for this archive.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn prepare(&mut self, query: &Query) -> Result<Prepared> {
        let mut asked_about = Vec::new();
        let query = &with_equivalents(query, &mut |typed, span| {
            self.acronyms.names(typed, span, &mut asked_about)
        })?;
        let mut reading = read(query, &mut self.analyser, &self.languages);
        reading.problems.extend(asked_about);
        let mut taken = Vec::new();
        if let Some(root) = &mut reading.root {
            if query.looseness == Looseness::Any {
                loosen(root);
            }
            resolve::resolve(self.snapshot, root, &mut taken)?;
        }
        Ok(Prepared { query: query.clone(), reading, taken, looseness: query.looseness })
    }

    /// Plans a reading.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn plan<'r>(&mut self, reading: &'r Reading) -> Result<Plan<'r>>
    where
        'a: 'r,
    {
        Plan::new(self.snapshot, reading, &self.languages, &mut self.analyser)
    }

    /// Plans a reading with the positions of bare words, which closeness asks for.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub(super) fn close_plan<'r>(&mut self, reading: &'r Reading) -> Result<Plan<'r>>
    where
        'a: 'r,
    {
        let mut plan = Plan::new(self.snapshot, reading, &self.languages, &mut self.analyser)?;
        plan.look_up_close_units(&mut self.analyser)?;
        Ok(plan)
    }

    /// How many clippings a query matches.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn count(&mut self, query: &Query) -> Result<u64> {
        let prepared = self.prepare(query)?;
        self.count_reading(&prepared.reading)
    }

    /// How many clippings a reading matches.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn count_reading(&mut self, reading: &Reading) -> Result<u64> {
        Ok(bits::total(&self.matching(reading)?))
    }

    /// How many clippings a reading matches, and to how many stories they fold.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn count_stories(&mut self, reading: &Reading, how: Fold) -> Result<Counted> {
        let matching = self.matching(reading)?;
        let stories = bits::total(&fold::fold(self.snapshot, &matching, how)?.bits);
        Ok(Counted { clippings: bits::total(&matching), stories })
    }

    /// The groups of clippings that one matches of, each with all its clippings in the archive, its
    /// lead first; groups of one are left out. The newest lead comes first.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn groups(
        &mut self,
        reading: &Reading,
        how: Fold,
    ) -> Result<Vec<Vec<tantivy::DocAddress>>> {
        let plan = Plan::new(self.snapshot, reading, &self.languages, &mut self.analyser)?;
        let (matching, all) = (plan.matching_bits()?, plan.bits(&*plan.everything())?);
        let mut groups = fold::whole_groups(self.snapshot, &all, &matching, how)?;
        top::sort_newest(self.snapshot, &mut groups)?;
        Ok(groups)
    }

    /// A clipping analysed again, with its roles where the reading asks for them.
    ///
    /// # Errors
    /// Where its record or the index cannot be read.
    pub fn view(&mut self, address: tantivy::DocAddress, reading: &Reading) -> Result<View> {
        let mut view = View::new(self.snapshot.clipping(address)?, &mut self.analyser);
        if reading.asks_for_roles() {
            view.roles = fold::roles(self.snapshot, address)?;
        }
        Ok(view)
    }

    /// The ids of all clippings a query matches, sorted: for comparison with a plain scan.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn ids(&mut self, query: &Query) -> Result<Vec<crate::clipping::Id>> {
        let prepared = self.prepare(query)?;
        let mut ids = Vec::new();
        for address in self.addresses(&prepared.reading)? {
            ids.push(self.snapshot.clipping(address)?.id);
        }
        ids.sort_unstable();
        Ok(ids)
    }

    /// Where all clippings lie that a reading matches, in the order of the index.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn addresses(&mut self, reading: &Reading) -> Result<Vec<tantivy::DocAddress>> {
        let mut addresses = Vec::new();
        for (segment, bits) in self.matching(reading)?.iter().enumerate() {
            let of_segment = bits.ascending();
            addresses.extend(
                of_segment.map(|document| tantivy::DocAddress::new(segment as u32, document)),
            );
        }
        Ok(addresses)
    }

    fn matching(&mut self, reading: &Reading) -> Result<Vec<Bits>> {
        let plan = Plan::new(self.snapshot, reading, &self.languages, &mut self.analyser)?;
        plan.matching_bits()
    }

    /// Answers a request.
    ///
    /// # Errors
    /// Where the index or a record cannot be read.
    pub fn page(&mut self, request: &Request) -> Result<Page> {
        let prepared = self.prepare(&request.query)?;
        let reading = &prepared.reading;
        let mut plan = self.plan(reading)?;
        let matching = plan.matching_bits()?;
        let total = bits::total(&matching);
        let folded = fold::fold(self.snapshot, &matching, request.fold)?;
        let stories = bits::total(&folded.bits);
        let scoring = plan.scoring(&mut self.analyser)?;
        let sort = chosen_sort(request.sort, &scoring);
        if sort == Sort::Relevance {
            plan.look_up_close_units(&mut self.analyser)?;
        }
        let question = mark_of(request, sort);
        if request.after.is_some_and(|cursor| cursor.question != question) {
            return Err(Error::ForeignCursor);
        }
        let ranked = self.rank(request, sort, &folded.bits, &scoring, &plan)?;
        let (partial, partial_total) =
            self.partial(request, &prepared, &plan, &matching, ranked.len(), &scoring)?;
        let cuts = plan.cuts();
        let counted = facets::Matching { bits: &matching, groups: &folded.groups };
        let facets = self.facets(request, counted)?;
        let timeline = match request.timeline {
            true => Some(timeline::count(self.snapshot, &folded.bits)?),
            false => None,
        };
        let rescue = match total {
            _ if request.after.is_some() => None,
            0 => Some(rescue::rescue(self, &request.query)?),
            few if few <= rescue::FEW && request.show != Show::Nothing => {
                rescue::did_you_mean(self, &request.query, few)?
            }
            _ => None,
        };
        let (seen, commit) = (
            request.after.map_or(0, |cursor| cursor.seen),
            u64::from(self.snapshot.commit_mark() as u32),
        );
        let next =
            ranked.last().filter(|_| seen + (ranked.len() as u64) < stories).map(|last| Cursor {
                key: last.key,
                from: last.from,
                id: last.id,
                seen: seen + ranked.len() as u64,
                commit,
                question,
            });
        Ok(Page {
            read_as: self.read_as(&prepared),
            problems: prepared.reading.problems.clone(),
            taken: prepared.taken.clone(),
            cuts,
            total,
            stories,
            fold: request.fold,
            hits: self.hits_in(sort, &ranked, &folded.groups, request.show, reading)?,
            partial: self.hits(
                &partial,
                &fold::Groups::default(),
                request.show,
                &loosened(reading),
            )?,
            partial_total,
            facets,
            timeline,
            next,
            archive_changed: request.after.is_some_and(|cursor| cursor.commit != commit),
            rescue,
            sort,
        })
    }

    /// Streams every match of a query in the order asked, page by page, without a cap.
    ///
    /// # Errors
    /// Where the index or a record cannot be read.
    pub fn all(&mut self, request: &Request, each: &mut dyn FnMut(Hit) -> bool) -> Result<u64> {
        const AT_ONCE: usize = 1_000;
        let prepared = self.prepare(&request.query)?;
        let mut plan =
            Plan::new(self.snapshot, &prepared.reading, &self.languages, &mut self.analyser)?;
        let matching = plan.matching_bits()?;
        let Folded { bits: matching, groups } = fold::fold(self.snapshot, &matching, request.fold)?;
        let scoring = plan.scoring(&mut self.analyser)?;
        let sort = chosen_sort(request.sort, &scoring);
        if sort == Sort::Relevance {
            plan.look_up_close_units(&mut self.analyser)?;
        }
        let commit = u64::from(self.snapshot.commit_mark() as u32);
        let question = mark_of(request, sort);
        let mut next = Request { limit: AT_ONCE, ..request.clone() };
        loop {
            let ranked = self.rank(&next, sort, &matching, &scoring, &plan)?;
            let seen = next.after.map_or(0, |cursor| cursor.seen) + ranked.len() as u64;
            for one in &ranked {
                let one = std::slice::from_ref(one);
                let mut hits = self.hits_in(sort, one, &groups, request.show, &prepared.reading)?;
                if hits.pop().is_some_and(|hit| !each(hit)) {
                    return Ok(bits::total(&matching));
                }
            }
            match ranked.last().filter(|_| ranked.len() == AT_ONCE) {
                Some(last) => {
                    let (key, from, id) = (last.key, last.from, last.id);
                    next.after = Some(Cursor { key, from, id, seen, commit, question });
                }
                None => return Ok(bits::total(&matching)),
            }
        }
    }

    fn rank(
        &self,
        request: &Request,
        sort: Sort,
        matching: &[Bits],
        scoring: &[ScoreGroup],
        plan: &Plan<'_>,
    ) -> Result<Vec<Ranked>> {
        let (limit, after) = (request.limit, request.after.as_ref());
        let snapshot = self.snapshot;
        Ok(match sort {
            Sort::Default | Sort::Relevance => {
                let scoring = Scoring { groups: scoring, all: plan.is_bare_and() };
                self.by_relevance(request, matching, &scoring, plan)?
            }
            Sort::Newest if limit > 0 => top::newest(snapshot, matching, limit, after)?,
            Sort::Oldest if limit > 0 => top::oldest(snapshot, matching, limit, after)?,
            Sort::Outlet if limit > 0 => {
                let order = OutletOrder::open(snapshot)?;
                top::by_key(snapshot, matching, limit, after, |segment, document| {
                    order.key(segment, document)
                })?
            }
            Sort::Words if limit > 0 => {
                let columns = snapshot
                    .searcher()
                    .segment_readers()
                    .iter()
                    .map(|reader| reader.fast_fields().u64("word_count"))
                    .collect::<tantivy::Result<Vec<_>>>()?;
                top::by_key(snapshot, matching, limit, after, |segment, document| {
                    columns[segment].first(document).unwrap_or(0) as f64
                })?
            }
            Sort::Newest | Sort::Oldest | Sort::Outlet | Sort::Words => Vec::new(),
        })
    }

    /// By score, the first of them ordered anew by closeness. Pages that begin inside that window
    /// are cut from it.
    fn by_relevance(
        &self,
        request: &Request,
        matching: &[Bits],
        scoring: &Scoring<'_>,
        plan: &Plan<'_>,
    ) -> Result<Vec<Ranked>> {
        let seen = request.after.map_or(0, |cursor| cursor.seen as usize);
        if request.limit == 0 || seen > closeness::WINDOW {
            let after = request.after.as_ref();
            return Ok(top::by_score(self.snapshot, matching, scoring, request.limit, after)?);
        }
        let wanted = closeness::WINDOW.max(seen.saturating_add(request.limit));
        let mut ranked = top::by_score(self.snapshot, matching, scoring, wanted, None)?;
        closeness::reorder(plan, &mut ranked)?;
        ranked.truncate(seen.saturating_add(request.limit));
        Ok(ranked.split_off(seen.min(ranked.len())))
    }

    /// Hits with more than half of the words, where hits with all of them did not fill the page; and
    /// how many clippings have so many.
    fn partial(
        &self,
        request: &Request,
        prepared: &Prepared,
        plan: &Plan<'_>,
        matching: &[Bits],
        found: usize,
        scoring: &[ScoreGroup],
    ) -> Result<(Vec<Ranked>, u64)> {
        let room = request.limit.saturating_sub(found);
        let wanted = prepared.looseness == Looseness::AllThenMost && request.after.is_none();
        let Some(Step::And(steps)) = prepared.reading.root.as_ref().filter(|_| wanted && room > 0)
        else {
            return Ok((Vec::new(), 0));
        };
        let words: Vec<&Step> = steps
            .iter()
            .filter(|step| matches!(step, Step::Text(unit) if !unit.is_stop_word(&self.languages)))
            .collect();
        if words.len() < 2 {
            return Ok((Vec::new(), 0));
        }
        let mut clauses: Vec<(Occur, Box<dyn EngineQuery>)> = Vec::new();
        let mut should: Vec<(Occur, Box<dyn EngineQuery>)> = Vec::new();
        for step in steps {
            match step {
                Step::Text(unit) if unit.is_stop_word(&self.languages) => {}
                Step::Text(_) => should.push((Occur::Should, plan.step(step)?)),
                // Words with operators are never loosened: all else is made of filters.
                Step::Everything | Step::Filter(_) | Step::And(_) | Step::Or(_) | Step::Not(_) => {
                    clauses.push((Occur::Must, plan.step(step)?))
                }
            }
        }
        let most = words.len() / 2 + 1;
        let most = BooleanQuery::with_minimum_required_clauses(should, most.min(words.len() - 1));
        clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(most), 0.0))));
        let looser = plan.bits(&BooleanQuery::new(clauses))?;
        let rest = fold::without(self.snapshot, &looser, matching, request.fold)?;
        let scoring = Scoring { groups: scoring, all: false };
        let best = top::by_score(self.snapshot, &rest, &scoring, room, None)?;
        Ok((best, bits::total(&rest)))
    }

    fn facets(
        &mut self,
        request: &Request,
        matching: facets::Matching<'_>,
    ) -> Result<Vec<FacetTable>> {
        let mut tables = Vec::new();
        for dimension in &request.facets {
            let table = match request.query.without_filters_on(*dimension) {
                Some(wider) => {
                    let wider = self.prepare(&wider)?;
                    let wider = self.matching(&wider.reading)?;
                    let groups = fold::fold(self.snapshot, &wider, request.fold)?.groups;
                    let wider = facets::Matching { bits: &wider, groups: &groups };
                    facets::count(self.snapshot, wider, *dimension)?
                }
                None => facets::count(self.snapshot, matching, *dimension)?,
            };
            tables.push(table);
        }
        Ok(tables)
    }

    /// The hits of an order; only relevance has scores.
    fn hits_in(
        &mut self,
        sort: Sort,
        ranked: &[Ranked],
        groups: &fold::Groups,
        show: Show,
        reading: &Reading,
    ) -> Result<Vec<Hit>> {
        let mut hits = self.hits(ranked, groups, show, reading)?;
        if sort != Sort::Relevance {
            hits.iter_mut().for_each(|hit| hit.score = 0.0);
        }
        Ok(hits)
    }

    fn hits(
        &mut self,
        ranked: &[Ranked],
        groups: &fold::Groups,
        show: Show,
        reading: &Reading,
    ) -> Result<Vec<Hit>> {
        ranked
            .iter()
            .map(|ranked| {
                let clipping = self.snapshot.clipping(ranked.address)?;
                let short_id = self.snapshot.short_id(clipping.id)?;
                let score = ranked.key;
                let folded = groups.others(ranked.address);
                if show == Show::Nothing {
                    let (headline_marks, snippets, matches) = (Vec::new(), Vec::new(), 0);
                    return Ok(Hit {
                        clipping,
                        short_id,
                        score,
                        headline_marks,
                        snippets,
                        matches,
                        folded,
                    });
                }
                let mut view = View::new(clipping, &mut self.analyser);
                if reading.asks_for_roles() {
                    view.roles = fold::roles(self.snapshot, ranked.address)?;
                }
                let verdict = judge(reading, &view.record());
                let marked = Marked::new(&view, &verdict);
                let headline_marks = marked.headline();
                let snippets = match show {
                    Show::EveryMatch => marked.lines(&verdict.hulls),
                    _ => vec![marked.snippet()],
                };
                let matches = marked.matches;
                Ok(Hit {
                    clipping: view.clipping,
                    short_id,
                    score,
                    headline_marks,
                    snippets,
                    matches,
                    folded,
                })
            })
            .collect()
    }

    fn read_as(&self, prepared: &Prepared) -> String {
        let query = &prepared.query;
        let mut text = match query.looseness {
            Looseness::Any => format!("any of: {query}"),
            Looseness::Exact | Looseness::AllThenMost => query.to_string(),
        };
        for taken in &prepared.taken {
            let name = taken.dimension.name();
            let shown = taken.shown.join(" | ");
            if !taken.shown.is_empty() && !shown.eq_ignore_ascii_case(&taken.typed) {
                text.push_str(&format!(" · {name}:{} is {shown}", taken.typed));
            }
        }
        text
    }
}

/// A mark of what is asked, in which order and how it is folded, for cursors.
fn mark_of(request: &Request, sort: Sort) -> u32 {
    let Request { query, fold, .. } = request;
    let asked = format!("{} {} {fold:?} {query}", sort as u8, query.looseness as u8);
    let hash = blake3::hash(asked.as_bytes());
    let mut first = [0; 4];
    first.copy_from_slice(&hash.as_bytes()[..4]);
    u32::from_be_bytes(first)
}

fn chosen_sort(asked: Sort, scoring: &[ScoreGroup]) -> Sort {
    match asked {
        Sort::Default | Sort::Relevance if scoring.is_empty() => Sort::Newest,
        Sort::Default => Sort::Relevance,
        other => other,
    }
}

/// The same words, any of them: the filters beside them stay.
fn loosen(root: &mut Step) {
    if let Step::And(steps) = root {
        let (filters, words): (Vec<Step>, Vec<Step>) =
            steps.drain(..).partition(|step| !matches!(step, Step::Text(_)));
        let mut all = filters;
        all.push(Step::Or(words));
        *root = Step::And(all);
    }
}

/// For marking hits with only some of the words.
fn loosened(reading: &Reading) -> Reading {
    let mut reading = reading.clone();
    if let Some(root) = &mut reading.root {
        loosen(root);
    }
    reading
}

/// The place of each outlet in the alphabet, over all segments.
struct OutletOrder {
    columns: Vec<Option<StrColumn>>,
    places: Vec<Vec<f64>>,
}

impl OutletOrder {
    fn open(snapshot: &Snapshot) -> Result<Self> {
        let values = snapshot.facet_values(Dimension::Outlet)?;
        let order: Vec<&String> = values.iter().filter_map(|(path, _)| path.last()).collect();
        let (mut columns, mut places) = (Vec::new(), Vec::new());
        for reader in snapshot.searcher().segment_readers() {
            let facets = reader.facet_reader(Dimension::Outlet.name())?;
            let mut facet = tantivy::schema::Facet::root();
            let mut of_segment = Vec::with_capacity(facets.num_facets());
            for ordinal in 0..facets.num_facets() as u64 {
                facets.facet_from_ord(ordinal, &mut facet)?;
                let place = order.binary_search_by(|known| known.as_str().cmp(facet.encoded_str()));
                of_segment.push(-(place.unwrap_or(order.len()) as f64));
            }
            places.push(of_segment);
            columns.push(reader.fast_fields().str(Dimension::Outlet.name())?);
        }
        Ok(Self { columns, places })
    }

    fn key(&self, segment: usize, document: u32) -> f64 {
        let ordinal =
            self.columns[segment].as_ref().and_then(|column| column.ords().first(document));
        ordinal.map_or(f64::MIN, |ordinal| self.places[segment][ordinal as usize])
    }
}

/// Whether a problem of these forbids running the query.
pub fn refuses(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Refused)
}

/// Names the values of a table; only the `most` most frequent ones, the others keep an empty name.
///
/// # Errors
/// Where the index cannot be read.
pub fn name_values(snapshot: &Snapshot, table: &mut FacetTable, most: usize) -> Result<()> {
    for value in table.values.iter_mut().take(most) {
        value.shown = names::shown_value(snapshot, table.dimension, &value.path)?;
    }
    Ok(())
}
