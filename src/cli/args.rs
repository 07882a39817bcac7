//! Every verb and flag, declared once: help, man page and completions come from here.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::archive::Level;
use crate::clipping::Dimension;
use crate::enrich::DateRow;
use crate::ingest::PDFTOTEXT;
use crate::intake::{Mapping, Sidecars};
use crate::query::Dialect;
use crate::search::{Fold, Lead, Period, Sort};

/// What a newcomer types.
pub(super) const FIRST_STEPS: &str = "\
First steps:
  morgue ingest clippings/            bring a folder in; again later: only what changed
  morgue GSOMIA                       search is the verb when none is named
  morgue GSOMIA --category Korea      narrowed
  morgue show 7k2m9qx4                read a clipping
  morgue syntax                       the query language on one screen";

/// Full-text search for folders of news clippings: ranked, faceted, offline.
#[derive(Debug, Parser)]
#[command(name = "morgue", version, after_help = FIRST_STEPS, max_term_width = 80)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub verb: Verb,
}

/// What every verb takes.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// The folder the archive lies in
    #[arg(long, global = true, value_name = "DIR", env = "MORGUE_INDEX", default_value = "index")]
    #[arg(hide_env_values = true)]
    pub index: PathBuf,
    /// The pdftotext that PDF files are read with; an empty one for none
    #[arg(long, global = true, value_name = "PROGRAM", env = "MORGUE_PDFTOTEXT")]
    #[arg(default_value = PDFTOTEXT, hide_env_values = true, hide_short_help = true)]
    pub pdftotext: OsString,
    /// Whether to use colours; NO_COLOR is respected
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Colour::Auto)]
    pub color: Colour,
    /// Whether to lay answers out for reading or as lines for other programs
    #[arg(long, global = true, value_name = "HOW", value_enum, default_value_t = Layout::Auto)]
    pub layout: Layout,
}

/// How answers are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Layout {
    /// For reading on a terminal, as lines elsewhere
    Auto,
    /// For reading, in a file or a pager as well
    Page,
    /// As lines of cells, on a terminal as well
    Lines,
}

/// Whether to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal
    Auto,
    /// On a pipe as well
    Always,
    /// Nowhere
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Find clippings: the verb when none is named
    Search(Search),
    /// Print how many clippings match
    Count(Count),
    /// Count the matches by region, category, outlet and more
    Facets(Facets),
    /// Count the matches by day, week, month or year
    Timeline(Timeline),
    /// Audit the dates: where they were read, where they disagree, what is odd
    Dates(Dates),
    /// Ask many queries from a file
    Batch(Batch),
    /// Print a clipping
    Show(Show),
    /// Find clippings that speak of the same as one does
    Related(Related),
    /// Print stories with their copies
    Dups(Dups),
    /// Print what a reprint dropped, added and changed
    Diff(Diff),
    /// Bring folders and files into the archive, only what changed
    Ingest(Ingest),
    /// Print what the archive holds
    Stats(Stats),
    /// Print what became of every file
    Ledger(Ledger),
    /// Check the archive against itself
    Verify(Verify),
    /// Make the archive anew from its own records
    Rebuild,
    /// Print how a query is read and answered, and how a clipping is scored
    Explain(Explain),
    /// Print a query of another house in the language of morgue
    Translate(Translate),
    /// Print the words of the archive, or those that mark a result
    Terms(Terms),
    /// Print what short forms stand for in the archive
    Acronyms(Acronyms),
    /// Print the query language on one screen
    Syntax(Syntax),
    /// Correct what is known of a clipping
    Correct(Correct),
    /// Take a clipping out of the archive for good
    Forget(Forget),
    /// Print what you said names of places and categories stand for
    Vocabulary(Vocabulary),
    /// Measure the speed of queries on this archive
    Bench(Bench),
    /// Print completions for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

/// A query and what narrows it.
#[derive(Debug, Default, Args)]
pub(super) struct Question {
    /// The query, every clipping without one; `morgue syntax` prints the language
    #[arg(value_name = "QUERY")]
    pub words: Vec<String>,
    /// Any of the words, best matches first
    #[arg(long)]
    pub any: bool,
    #[command(flatten)]
    pub language: Language,
    #[command(flatten)]
    pub folding: Folding,
    // Last here and in every verb: what is declared after them would stand under their heading.
    #[command(flatten)]
    pub narrowing: Narrowing,
}

/// What becomes of the copies of one story.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct Folding {
    /// Every clipping by itself, copies too: the same as --fold nothing
    #[arg(long, conflicts_with = "fold")]
    pub copies: bool,
    /// What makes one hit together: copies unless something else is given
    #[arg(long, value_name = "WHAT", value_enum)]
    pub fold: Option<Folded>,
    /// Which clipping stands for its copies: the earliest unless something else is given
    #[arg(long, value_name = "WHICH", value_enum)]
    pub lead: Option<LeadBy>,
}

/// What is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Folded {
    /// Copies of one text
    Copies,
    /// Copies, and later states of the piece
    Versions,
    /// Nothing
    Nothing,
}

/// Which clipping stands for its copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LeadBy {
    /// Published first
    Earliest,
    /// With most words
    Longest,
    /// Of the outlet that wrote it
    Outlet,
}

impl Folding {
    /// What the search calls it.
    pub(super) fn fold(self) -> Fold {
        let level = match self.fold {
            Some(Folded::Nothing) => None,
            Some(Folded::Versions) => Some(Level::Versions),
            Some(Folded::Copies) => Some(Level::Copies),
            None if self.copies => None,
            None => Some(Level::Copies),
        };
        let lead = match self.lead {
            None | Some(LeadBy::Earliest) => Lead::Earliest,
            Some(LeadBy::Longest) => Lead::Longest,
            Some(LeadBy::Outlet) => Lead::Outlet,
        };
        Fold { level, lead }
    }
}

/// Whose language a query is in.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct Language {
    /// The house whose language the query is in: docs/dialects.md
    #[arg(long, value_name = "HOUSE", value_enum)]
    pub dialect: Option<Dialect>,
}

impl ValueEnum for Dialect {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// Filters. The same flag again means OR, different flags mean AND.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Narrow")]
pub(super) struct Narrowing {
    /// Category as the source states it: Korea, Korea/Politics
    #[arg(long, value_name = "NAME")]
    pub category: Vec<String>,
    /// Region: Asia, Korea, Korea/Seoul
    #[arg(long, value_name = "NAME")]
    pub region: Vec<String>,
    /// Who printed it
    #[arg(long, value_name = "NAME")]
    pub outlet: Vec<String>,
    /// Language: ko, Korean
    #[arg(long, value_name = "NAME")]
    pub lang: Vec<String>,
    /// Topic suggested where no category is stated: sport, economy
    #[arg(long, value_name = "NAME")]
    pub topic: Vec<String>,
    /// Tag as the source states it
    #[arg(long, value_name = "NAME")]
    pub tag: Vec<String>,
    /// The aggregator it came through
    #[arg(long, value_name = "NAME")]
    pub via: Vec<String>,
    /// The agency credited
    #[arg(long, value_name = "NAME")]
    pub agency: Vec<String>,
    /// Person as the source states it
    #[arg(long, value_name = "NAME")]
    pub person: Vec<String>,
    /// Organisation as the source states it
    #[arg(long, value_name = "NAME")]
    pub org: Vec<String>,
    /// Company as the source states it
    #[arg(long, value_name = "NAME")]
    pub company: Vec<String>,
    /// Published then or later: 2019, 2019-11, 2019-11-13, 30d
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Published then or earlier
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Published in the last: 30d, 2w, 6m, 1y, week, month, year
    #[arg(long, value_name = "TIME", conflicts_with_all = ["since", "until"])]
    pub last: Option<String>,
    /// Without a date
    #[arg(long, conflicts_with_all = ["since", "until", "last"])]
    pub undated: bool,
}

impl Narrowing {
    /// Whether it narrows anything.
    pub(super) fn is_any(&self) -> bool {
        let dates = [&self.since, &self.until, &self.last].into_iter().any(Option::is_some);
        self.undated || dates || self.facets().iter().any(|(_, values)| !values.is_empty())
    }

    /// The facet flags with their values.
    pub(super) fn facets(&self) -> [(Dimension, &[String]); 11] {
        [
            (Dimension::Category, &self.category),
            (Dimension::Region, &self.region),
            (Dimension::Outlet, &self.outlet),
            (Dimension::Language, &self.lang),
            (Dimension::Topic, &self.topic),
            (Dimension::Tag, &self.tag),
            (Dimension::Via, &self.via),
            (Dimension::Agency, &self.agency),
            (Dimension::Person, &self.person),
            (Dimension::Organisation, &self.org),
            (Dimension::Company, &self.company),
        ]
    }
}

/// The flag that narrows by a dimension.
pub(super) fn flag_of(dimension: Dimension) -> Option<&'static str> {
    Some(match dimension {
        Dimension::Category => "--category",
        Dimension::Region => "--region",
        Dimension::Outlet => "--outlet",
        Dimension::Language => "--lang",
        Dimension::Topic => "--topic",
        Dimension::Tag => "--tag",
        Dimension::Via => "--via",
        Dimension::Agency => "--agency",
        Dimension::Person => "--person",
        Dimension::Organisation => "--org",
        Dimension::Company => "--company",
        Dimension::Date | Dimension::Status => return None,
    })
}

#[derive(Debug, Args)]
pub(super) struct Search {
    /// The order; relevance where there are words, else newest
    #[arg(long, value_name = "ORDER", value_enum)]
    pub sort: Option<Order>,
    /// How many hits on a page, 0 for the counts alone [default: 10]
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
    /// The page after this cursor, which ended the page before
    #[arg(long, value_name = "CURSOR")]
    pub after: Option<String>,
    /// Bring this folder or file in first, only what changed
    #[arg(long, value_name = "PATH")]
    pub sync: Vec<PathBuf>,
    /// Which facets to count below the hits, separated by commas; none for none
    #[arg(long, value_name = "LIST", default_value = "outlet,region,category")]
    pub facets: String,
    /// Every match in its context, one a line; the words of a window together
    #[arg(long)]
    pub kwic: bool,
    /// One JSON object: docs/json.md
    #[arg(long)]
    pub json: bool,
    /// One JSON object a hit, all of them unless --limit is given
    #[arg(long, conflicts_with = "json")]
    pub jsonl: bool,
    #[command(flatten)]
    pub question: Question,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Order {
    /// Best first
    Relevance,
    /// Newest first
    Newest,
    /// Oldest first
    Oldest,
    /// By outlet, A to Z
    Outlet,
    /// Longest first
    Words,
}

impl Order {
    /// What the search calls it.
    pub(super) fn sort(order: Option<Self>) -> Sort {
        match order {
            None => Sort::Default,
            Some(Self::Relevance) => Sort::Relevance,
            Some(Self::Newest) => Sort::Newest,
            Some(Self::Oldest) => Sort::Oldest,
            Some(Self::Outlet) => Sort::Outlet,
            Some(Self::Words) => Sort::Words,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Count {
    #[command(flatten)]
    pub question: Question,
}

#[derive(Debug, Args)]
pub(super) struct Facets {
    /// By what, separated by commas: date, region, category, topic, outlet, via, agency, language,
    /// tag, person, organisation, company, status
    #[arg(long, value_name = "LIST", default_value = "region,category,outlet")]
    pub by: String,
    /// At most this many values of each; 0 for all
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// JSON: docs/json.md
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub question: Question,
}

#[derive(Debug, Args)]
pub(super) struct Timeline {
    /// By day, week, month or year; otherwise what gives a screenful
    #[arg(long, value_name = "PERIOD", value_enum)]
    pub by: Option<ByPeriod>,
    /// JSON: docs/json.md
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub question: Question,
}

/// A length of buckets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ByPeriod {
    /// From midnight
    Day,
    /// From Monday
    Week,
    /// From the first
    Month,
    /// From January
    Year,
}

impl ByPeriod {
    /// What the search calls it.
    pub(super) fn period(self) -> Period {
        match self {
            Self::Day => Period::Day,
            Self::Week => Period::Week,
            Self::Month => Period::Month,
            Self::Year => Period::Year,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Dates {
    /// Print the clippings of this row: stated, undated, conflict, ambiguous and every other name in
    /// the first column
    #[arg(long, value_name = "ROW", value_parser = date_row)]
    pub list: Option<DateRow>,
    /// One JSON object: docs/json.md
    #[arg(long, conflicts_with = "list")]
    pub json: bool,
    /// One JSON object a clipping, with --list those of the row
    #[arg(long, conflicts_with = "json")]
    pub jsonl: bool,
    #[command(flatten)]
    pub question: Question,
}

fn date_row(name: &str) -> Result<DateRow, String> {
    DateRow::from_name(name).ok_or_else(|| {
        let names: Vec<String> = DateRow::all().into_iter().map(DateRow::name).collect();
        format!("rows are {}", names.join(", "))
    })
}

#[derive(Debug, Args)]
pub(super) struct Batch {
    /// A query a line, `name TAB query`, or a table with a column `query`; - for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How many hits of each query, at most 1000
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub top: usize,
    /// Only check the queries
    #[arg(long)]
    pub check: bool,
    /// A table for spreadsheets
    #[arg(long)]
    pub csv: bool,
    /// One JSON object a query: docs/json.md
    #[arg(long, conflicts_with = "csv")]
    pub jsonl: bool,
    #[command(flatten)]
    pub language: Language,
    #[command(flatten)]
    pub folding: Folding,
    #[command(flatten)]
    pub narrowing: Narrowing,
}

#[derive(Debug, Args)]
pub(super) struct Dups {
    /// Later states of a piece too
    #[arg(long)]
    pub versions: bool,
    /// At most this many stories; 0 for all
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// JSON: docs/json.md
    #[arg(long)]
    pub json: bool,
    /// The query, every story without one; `morgue syntax` prints the language
    #[arg(value_name = "QUERY")]
    pub words: Vec<String>,
    #[command(flatten)]
    pub language: Language,
    #[command(flatten)]
    pub narrowing: Narrowing,
}

#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The id of what was printed first, or four characters or more that begin it alone
    pub old: String,
    /// The id of what is compared with it
    pub new: String,
    /// JSON: docs/json.md
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    /// The id, or four characters or more that begin it alone
    pub id: String,
    /// Mark the words of a query
    #[arg(long = "match", value_name = "QUERY")]
    pub matching: Option<String>,
    /// Open at this match of them, from 1
    #[arg(long, value_name = "N", conflicts_with_all = ["raw", "meta", "json"])]
    pub nth: Option<usize>,
    /// Only so many paragraphs before and after: of the match of --nth, where 2 is the default,
    /// else of every match
    #[arg(long, value_name = "P", conflicts_with_all = ["raw", "meta", "json"])]
    pub around: Option<usize>,
    /// Put its number before each match
    #[arg(long, conflicts_with_all = ["raw", "meta", "json"])]
    pub number: bool,
    #[command(flatten)]
    pub language: Language,
    /// Every paragraph and label as read, furniture and repeated captions included
    #[arg(long, conflicts_with_all = ["meta", "json"])]
    pub raw: bool,
    /// Everything known of it, each with the clue it was read from
    #[arg(long, conflicts_with = "json")]
    pub meta: bool,
    /// JSON: docs/json.md
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Vocabulary {
    /// Every name, however many there are
    #[arg(long)]
    pub all: bool,
    /// JSON, every name: docs/json.md
    #[arg(long)]
    pub json: bool,
}

/// How files are brought in.
#[derive(Debug, Args)]
pub(super) struct Ingest {
    /// Folders and files
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Pass over paths below the folder that fit this glob; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// Read and count, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Take clippings out though most files of a folder are gone (more than 20, and more than half
    /// of them), or the folder itself
    #[arg(long)]
    pub prune: bool,
    /// Compare the bytes of every file, though size and times say it is unchanged
    #[arg(long)]
    pub checksum: bool,
    /// A key of JSON or tables and what it stands for here: --map story=text; may be repeated, is
    /// remembered for the folder until given anew; docs/formats.md lists the names
    #[arg(long, value_name = "THEIRS=OURS")]
    pub map: Vec<Mapping>,
    /// How files are called that state dates, outlets and the like of the file they lie beside:
    /// --sidecar {stem}.info.json; may be repeated, is remembered for the folder until given anew;
    /// `none` for none, `default` for {stem}.json, {stem}.yaml, {stem}.yml and the same with {name}
    #[arg(long, value_name = "PATTERN", value_parser = sidecar)]
    pub sidecar: Vec<String>,
    /// End with 1 when a file was skipped
    #[arg(long)]
    pub strict: bool,
}

/// Refuses what names no sidecars.
fn sidecar(text: &str) -> Result<String, String> {
    Sidecars::of(&[text.to_owned()]).map(|_| text.to_owned())
}

#[derive(Debug, Args)]
pub(super) struct Stats {
    /// JSON: docs/json.md
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Ledger {
    /// Files that were read as well
    #[arg(long)]
    pub all: bool,
    /// JSON: docs/json.md
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Judge this many clippings again
    #[arg(long, value_name = "N", default_value_t = 2_000)]
    pub sample: usize,
    /// Ask this many queries, drawn from the archive
    #[arg(long, value_name = "N", default_value_t = 60)]
    pub queries: usize,
    /// Draw other queries and clippings
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The query, in quotes where it has several words
    pub query: String,
    /// Explain the score of this clipping too
    pub id: Option<String>,
    #[command(flatten)]
    pub language: Language,
    #[command(flatten)]
    pub narrowing: Narrowing,
}

#[derive(Debug, Args)]
pub(super) struct Translate {
    /// The house whose language the query is in
    #[arg(long, value_name = "HOUSE", value_enum)]
    pub from: Dialect,
    /// JSON: docs/json.md
    #[arg(long)]
    pub json: bool,
    /// The query, in quotes where it has several words
    #[arg(required = true, value_name = "QUERY")]
    pub words: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Related {
    /// The id, or four characters or more that begin it alone
    pub id: String,
    /// At most this many clippings, up to 100; 0 for the words alone that they are looked for by
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// JSON: docs/json.md
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Terms {
    /// Only words that begin so
    #[arg(default_value = "")]
    pub prefix: String,
    /// The words that mark the clippings this query finds, the most telling first
    #[arg(long, value_name = "QUERY")]
    pub significant: Option<String>,
    /// At most this many, 0 for all [default: 60, of significant words 20]
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<usize>,
    /// JSON, of significant words: docs/json.md
    #[arg(long, requires = "significant")]
    pub json: bool,
    #[command(flatten)]
    pub language: Language,
    // Filters narrow a result: without one there is nothing to narrow.
    #[command(flatten)]
    pub narrowing: Narrowing,
}

#[derive(Debug, Args)]
pub(super) struct Acronyms {
    /// Only what this word or name is called otherwise, and which clippings say so
    pub word: Vec<String>,
    /// Write down what a short form stands for: `FTA = Free Trade Agreement`, `EU = -` for never
    #[arg(long, value_name = "LINE", conflicts_with_all = ["word", "limit"])]
    pub set: Option<String>,
    /// At most this many; 0 for all
    #[arg(long, short = 'n', value_name = "N", default_value_t = 60)]
    pub limit: usize,
    /// JSON: docs/json.md
    #[arg(long, conflicts_with = "set")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Syntax {
    /// The whole language
    #[arg(long)]
    pub full: bool,
}

#[derive(Debug, Args)]
pub(super) struct Correct {
    /// The id, or four characters or more that begin it alone
    pub id: String,
    /// What to correct
    #[arg(value_enum)]
    pub field: Correctable,
    /// The right value, or none for a date, region or topic; a second region, category or topic is
    /// added to the first
    #[arg(required = true)]
    pub value: Vec<String>,
}

/// What can be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Correctable {
    /// 2019-11-13, 2019-11, 13 Nov 2019, none
    Date,
    /// Korea/Seoul, none
    Region,
    /// Korea/Politics, none
    Category,
    /// sport, elections, a Media Topic's code, none
    Topic,
    /// Who printed it, none
    Outlet,
    /// The headline
    Headline,
    /// ko, Korean, none
    #[value(alias = "lang")]
    Language,
    /// An id whose story it belongs to, - for nobody's copy
    Story,
}

impl Correctable {
    /// The word in the file of corrections.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Region => "region",
            Self::Category => "category",
            Self::Topic => "topic",
            Self::Outlet => "outlet",
            Self::Headline => "headline",
            Self::Language => "language",
            Self::Story => "story",
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Forget {
    /// The id, or eight characters or more that begin it alone
    pub id: String,
}

#[derive(Debug, Args)]
pub(super) struct Bench {
    /// A file with a query a line; without it queries are drawn from the archive
    pub file: Option<PathBuf>,
    /// Measure each class for this long
    #[arg(long, value_name = "S", default_value_t = 2.0)]
    pub seconds: f64,
    /// JSON: docs/json.md
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// The dimensions of a list like `region,category`; `none` and the empty list are no dimensions.
pub(super) fn dimensions(list: &str) -> Result<Vec<Dimension>, super::ending::Failure> {
    let mut dimensions = Vec::new();
    for name in list.split(',').map(str::trim).filter(|name| !name.is_empty() && *name != "none") {
        let lower = name.to_lowercase();
        let known = Dimension::ALL.into_iter().find(|dimension| {
            let heading = dimension.heading().to_lowercase();
            lower == dimension.name()
                || lower == heading
                || lower.len() > 2 && dimension.name().starts_with(&lower)
        });
        match known {
            Some(dimension) if !dimensions.contains(&dimension) => dimensions.push(dimension),
            Some(_) => {}
            None => {
                let names: Vec<&str> =
                    Dimension::ALL.iter().map(|dimension| dimension.name()).collect();
                return Err(super::ending::Failure::usage(
                    format!("there is no facet {name}"),
                    format!("facets are {}", names.join(", ")),
                ));
            }
        }
    }
    Ok(dimensions)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_declarations_hold_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn facets_are_named_as_people_name_them() {
        let list = dimensions("regions, org,lang,none,region").expect("known facets");
        assert_eq!(list, [Dimension::Region, Dimension::Organisation, Dimension::Language]);
        assert!(dimensions("colour").is_err());
    }
}
