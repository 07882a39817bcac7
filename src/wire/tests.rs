//! `docs/json.md` and the shapes hold each other in place.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::*;

const PAGE: &str = include_str!("../../docs/json.md");

type Keys = BTreeSet<String>;

/// The keys that the page documents, by heading.
fn documented() -> BTreeMap<String, Keys> {
    let mut sections: BTreeMap<String, Keys> = BTreeMap::new();
    let mut heading = String::new();
    for line in PAGE.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            heading = name.to_owned();
        } else if let Some((key, _)) = line.strip_prefix("| `").and_then(|row| row.split_once('`'))
            && !heading.is_empty()
        {
            sections.entry(heading.clone()).or_default().insert(key.to_owned());
        }
    }
    sections
}

/// The example, which has one of most things.
fn example() -> Value {
    let block = PAGE.split("```json").nth(1).and_then(|rest| rest.split("```").next());
    serde_json::from_str(block.expect("the page has an example")).expect("the example is JSON")
}

fn keys(value: &Value) -> Keys {
    value.as_object().expect("an object").keys().cloned().collect()
}

fn keys_of(shape: &impl serde::Serialize) -> Keys {
    keys(&serde_json::to_value(shape).expect("a shape is JSON"))
}

fn date() -> Date {
    Date { iso: String::new(), precision: "day", shown: String::new(), zone: None }
}

fn origin() -> Origin {
    Origin { root: String::new(), path: String::new(), part: 0, member: None }
}

fn problem() -> Problem {
    Problem { severity: "note", message: String::new(), hint: None, start: 0, end: 0 }
}

fn value() -> KnownValue<String> {
    KnownValue { value: String::new(), clue: "stated", words: String::new() }
}

fn timeline() -> Timeline {
    Timeline { first: None, last: None, period: "day", buckets: Vec::new(), undated: 0 }
}

fn facets_of_query() -> Facets {
    let (query, read_as) = (String::new(), String::new());
    Facets {
        query,
        read_as,
        total: 0,
        stories: 0,
        fold: "copies",
        problems: Vec::new(),
        facets: Vec::new(),
    }
}

fn timeline_report() -> TimelineReport {
    let (query, read_as) = (String::new(), String::new());
    TimelineReport {
        query,
        read_as,
        total: 0,
        stories: 0,
        fold: "copies",
        problems: Vec::new(),
        timeline: timeline(),
    }
}

fn whole_clipping() -> Clipping {
    use crate::clipping::{self, ClueKind, Known};
    let clipping = clipping::Clipping {
        id: clipping::Id(1),
        native: None,
        headline: Known::new("a".to_owned(), ClueKind::Stated, ""),
        paragraphs: Vec::new(),
        labels: Vec::new(),
        published: None,
        other_dates: Vec::new(),
        outlet: None,
        via: None,
        agency: None,
        byline: None,
        dateline: None,
        url: None,
        language: None,
        categories: Vec::new(),
        topics: Vec::new(),
        tags: Vec::new(),
        regions: Vec::new(),
        people: Vec::new(),
        organisations: Vec::new(),
        companies: Vec::new(),
        statuses: Vec::new(),
        word_count: 1,
        others: Vec::new(),
        origins: Vec::new(),
        added: 0,
        notes: Vec::new(),
    };
    Clipping::new(&clipping, None, &[], &[])
}

fn stats() -> Stats {
    Stats {
        index: String::new(),
        clippings: 0,
        stories: 0,
        undated: 0,
        first: None,
        last: None,
        files: Files::default(),
        index_bytes: 0,
        segments: 0,
        roots: Vec::new(),
        committed: 0,
        program: String::new(),
        format: 0,
        languages: Vec::new(),
        facets: Vec::new(),
    }
}

fn bench_class() -> BenchClass {
    BenchClass {
        name: String::new(),
        queries: 0,
        runs: 0,
        p50_us: 0,
        p95_us: 0,
        p99_us: 0,
        max_us: 0,
        per_second: 0.0,
        mean_total: 0.0,
    }
}

fn hit() -> Hit {
    Hit {
        id: String::new(),
        short_id: String::new(),
        headline: String::new(),
        headline_marks: Vec::new(),
        date: None,
        outlet: None,
        via: None,
        agency: None,
        byline: None,
        dateline: None,
        regions: Vec::new(),
        categories: Vec::new(),
        topics: Vec::new(),
        tags: Vec::new(),
        statuses: Vec::new(),
        language: None,
        words: 0,
        url: None,
        path: String::new(),
        origins: Vec::new(),
        story: None,
        folded: 0,
        score: 0.0,
        matches: 0,
        snippets: Vec::new(),
    }
}

fn member() -> Member {
    Member {
        id: String::new(),
        headline: String::new(),
        date: None,
        outlet: None,
        via: None,
        agency: None,
        url: None,
        words: 0,
        path: String::new(),
    }
}

fn snippet() -> Snippet {
    Snippet {
        text: String::new(),
        marks: Vec::new(),
        paragraph: 0,
        paragraphs: 0,
        cut_before: false,
        cut_after: false,
    }
}

fn taken() -> Taken {
    let (typed, shown, nearest) = (String::new(), Vec::new(), Vec::new());
    Taken { dimension: "region", typed, shown, nearest, within: None }
}

fn translation() -> Translation {
    let query = String::new();
    Translation { dialect: "nexis", query, translation: None, problems: Vec::new() }
}

fn bench_report() -> Bench {
    Bench { clippings: 0, segments: 0, program: String::new(), classes: Vec::new() }
}

fn batch_row() -> Batch {
    Batch {
        name: String::new(),
        line: 1,
        query: String::new(),
        read_as: String::new(),
        problems: Vec::new(),
        cuts: Vec::new(),
        total: 0,
        stories: 0,
        undated: 0,
        first: None,
        last: None,
        hits: Vec::new(),
    }
}

fn dated_clipping() -> DatedClipping {
    DatedClipping {
        id: String::new(),
        headline: String::new(),
        date: None,
        certainty: None,
        other_dates: Vec::new(),
        conflict_days: None,
        kinds: Vec::new(),
        oddities: Vec::new(),
    }
}

fn dates() -> Dates {
    let (query, read_as) = (String::new(), String::new());
    Dates { query, read_as, total: 0, problems: Vec::new(), rows: Vec::new() }
}

fn related() -> (Related, RelatedHit) {
    let one = RelatedHit { shared: Vec::new(), hit: hit() };
    (Related { id: String::new(), words: Vec::new(), copies: 0, hits: Vec::new() }, one)
}

fn significant() -> (Significant, SignificantWord) {
    let word = SignificantWord { word: String::new(), in_sample: 0, in_archive: 0, score: 0.0 };
    let (query, problems, words) = (String::new(), Vec::new(), Vec::new());
    (Significant { query, problems, total: 0, sampled: 0, archive: 0, words }, word)
}

fn acronyms() -> [(&'static str, Keys); 4] {
    let meaning = Meaning {
        long: String::new(),
        also: Vec::new(),
        clippings: 0,
        thing: 1,
        sources: Vec::new(),
    };
    let short_form = ShortForm {
        short: String::new(),
        standing: "widened",
        printing: None,
        telling: None,
        meanings: Vec::new(),
    };
    let line = HandLine { names: Vec::new(), meaning: None };
    let whole =
        Acronyms { total: 0, short_forms: Vec::new(), by_hand: Vec::new(), notes: Vec::new() };
    [
        ("acronyms", keys_of(&whole)),
        ("hand line", keys_of(&line)),
        ("meaning", keys_of(&meaning)),
        ("short form", keys_of(&short_form)),
    ]
}

fn files_and_words() -> [(&'static str, Keys); 5] {
    let name = VocabularyName { name: String::new(), path: None };
    let vocabulary = Vocabulary {
        name: "regions.txt",
        path: String::new(),
        exists: false,
        dimension: "region",
        names: Vec::new(),
        notes: Vec::new(),
    };
    let file = LedgerFile {
        root: String::new(),
        path: String::new(),
        skipped: None,
        reader: None,
        clippings: 0,
        notes: Vec::new(),
    };
    [
        ("ledger", keys_of(&Ledger { known: 0, skipped: 0, files: Vec::new() })),
        ("ledger file", keys_of(&file)),
        ("vocabularies", keys_of(&Vocabularies { files: Vec::new() })),
        ("vocabulary", keys_of(&vocabulary)),
        ("vocabulary name", keys_of(&name)),
    ]
}

/// Every shape by the heading it is documented under.
fn shapes() -> BTreeMap<&'static str, Keys> {
    let bucket = Bucket {
        name: String::new(),
        first: String::new(),
        count: 0,
        empty_before: 0,
        share: None,
    };
    let facet = Facet { dimension: "region", values: Vec::new(), left_out: 0, without: 0 };
    let facet_value = FacetValue { path: Vec::new(), name: String::new(), count: 0 };
    let label = Label { name: "tag", value: String::new(), place: String::new() };
    let language = LanguageCount { code: String::new(), name: String::new(), count: 0 };
    let date_row = DateRow {
        group: "clue",
        kind: String::new(),
        about: "",
        clippings: 0,
        examples: Vec::new(),
    };
    let oddity = Oddity { kind: "future", message: String::new(), words: String::new() };
    let offer = Offer { change: String::new(), query: String::new(), count: 0 };
    let paragraph = Paragraph { kind: "text", text: String::new(), marks: Vec::new() };
    let region = Region { path: String::new(), name: String::new() };
    let rescue = Rescue { empty_parts: Vec::new(), offers: Vec::new(), cut_short: false };
    let story = Story { id: String::new(), clippings: 1, others: Vec::new() };
    let dups = Dups { query: String::new(), fold: "copies", total: 0, stories: Vec::new() };
    let diff =
        Diff { old: member(), new: member(), same: 1.0, coarse: false, paragraphs: Vec::new() };
    let part = DiffPart { change: "same", old: None, new: None, runs: Vec::new() };
    let run = DiffRun { change: "same", text: String::new() };
    let mut shapes = BTreeMap::from([
        ("diff", keys_of(&diff)),
        ("diff part", keys_of(&part)),
        ("diff run", keys_of(&run)),
        ("dups", keys_of(&dups)),
        ("group", keys_of(&Group { id: String::new(), members: Vec::new() })),
        ("member", keys_of(&member())),
        ("story", keys_of(&story)),
        ("batch row", keys_of(&batch_row())),
        ("bench", keys_of(&bench_report())),
        ("bench class", keys_of(&bench_class())),
        ("bucket", keys_of(&bucket)),
        ("clipping", keys_of(&whole_clipping())),
        ("date", keys_of(&date())),
        ("date row", keys_of(&date_row)),
        ("dated clipping", keys_of(&dated_clipping())),
        ("dates", keys_of(&dates())),
        ("facet", keys_of(&facet)),
        ("facet value", keys_of(&facet_value)),
        ("facets", keys_of(&facets_of_query())),
        ("files", keys_of(&Files::default())),
        ("hit", keys_of(&hit())),
        ("known value", keys_of(&value())),
        ("label", keys_of(&label)),
        ("language count", keys_of(&language)),
        ("oddity", keys_of(&oddity)),
        ("offer", keys_of(&offer)),
        ("origin", keys_of(&origin())),
        ("page", keys_of(&Page::refused("", &[]))),
        ("paragraph", keys_of(&paragraph)),
        ("problem", keys_of(&problem())),
        ("region", keys_of(&region)),
        ("related", keys_of(&related().0)),
        ("related hit", keys_of(&related().1)),
        ("rescue", keys_of(&rescue)),
        ("significant", keys_of(&significant().0)),
        ("significant word", keys_of(&significant().1)),
        ("snippet", keys_of(&snippet())),
        ("stats", keys_of(&stats())),
        ("taken", keys_of(&taken())),
        ("timeline", keys_of(&timeline())),
        ("timeline report", keys_of(&timeline_report())),
        ("translation", keys_of(&translation())),
    ]);
    shapes.extend(acronyms());
    shapes.extend(files_and_words());
    shapes
}

#[test]
fn every_key_is_documented_and_every_documented_key_is_there() {
    let documented = documented();
    let shapes = shapes();
    let headings: Vec<&str> = documented.keys().map(String::as_str).collect();
    assert_eq!(headings, shapes.keys().copied().collect::<Vec<_>>());
    for (heading, keys) in &shapes {
        assert_eq!(&documented[*heading], keys, "{heading}");
    }
}

#[test]
fn the_example_has_the_keys_of_the_shapes() {
    let example = example();
    let shapes = shapes();
    assert_eq!(keys(&example), shapes["page"]);
    let hit = &example["hits"][0];
    for (heading, part) in [
        ("hit", hit),
        ("date", &hit["date"]),
        ("region", &hit["regions"][0]),
        ("origin", &hit["origins"][0]),
        ("story", &hit["story"]),
        ("member", &hit["story"]["others"][0]),
        ("snippet", &hit["snippets"][0]),
        ("taken", &example["taken"][0]),
        ("facet", &example["facets"][0]),
        ("facet value", &example["facets"][0]["values"][0]),
        ("timeline", &example["timeline"]),
        ("bucket", &example["timeline"]["buckets"][0]),
    ] {
        assert_eq!(keys(part), shapes[heading], "{heading}");
    }
}

#[test]
fn marks_of_the_example_are_bytes_of_its_text() {
    let example = example();
    let hit = &example["hits"][0];
    let marked = |text: &Value, mark: &Value| -> String {
        let place = |at: usize| mark[at].as_u64().expect("a number") as usize;
        text.as_str().expect("text")[place(0)..place(1)].to_owned()
    };
    assert_eq!(marked(&hit["headline"], &hit["headline_marks"][0]), "GSOMIA");
    let snippet = &hit["snippets"][0];
    for place in 0..2 {
        assert_eq!(marked(&snippet["text"], &snippet["marks"][place]), "GSOMIA");
    }
}

#[test]
fn what_commands_or_hides_is_escaped_and_means_the_same() {
    let text = "a\u{e0041}\u{202e}\u{9b}\u{200b}é";
    let json = super::to_json(&text);
    assert_eq!(json, "\"a\\udb40\\udc41\\u202e\\u009b\\u200bé\"");
    assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
}
