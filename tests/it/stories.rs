//! Copies and versions: who joins whom, whatever comes first, and what stays when clippings come,
//! go and change.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use morgue::archive::{Level, Snapshot};
use morgue::clipping::{Clipping, Id};
use morgue::enrich::read_corrections;
use morgue::ingest::{Batch, Options};
use morgue::query::parse;
use morgue::search::{Fold, Lead, Request, Searcher, Show, Sort};

use crate::support::{Dice, Shelf, apply_corrections, options, rebuild, today};

/// Sentences of one piece.
const FERRY: [&str; 6] = [
    "The council of Portbury voted on Monday to keep the ferry across the sound after two years of \
     quarrel about its price.",
    "Its members said that the islanders would otherwise be cut off in winter, when the bridge at \
     Holm is closed by ice.",
    "The company that runs the boats had asked for nine million crowns and a longer contract.",
    "Anna Berg, who leads the opposition, called the decision a gift to owners who never repaired a \
     pier.",
    "A new timetable will be drawn up in spring, and children are to travel free of charge.",
    "Pilots of the harbour welcomed the vote, which ends their fear of longer nights at the oars.",
];

/// Sentences of another one.
const ICE: [&str; 3] = [
    "Ice closed the outer harbour for a third day while an icebreaker from the mainland waited for \
     the storm to pass.",
    "Fishermen carried their catch over frozen water to lorries on the shore and sold it there at \
     twice the usual price.",
    "Schools stayed shut, the mayor said, because heating oil was running short in every village.",
];

fn article(title: &str, date: &str, outlet: &str, sentences: &[&str]) -> String {
    format!("{title}\n{date}\n{outlet}\n\n{}\n", sentences.join("\n\n"))
}

/// The stories of an archive as sets of headlines, those of one clipping among them.
fn stories(shelf: &Shelf, level: Level) -> BTreeSet<BTreeSet<String>> {
    let mut groups: BTreeMap<Id, BTreeSet<String>> = BTreeMap::new();
    let snapshot = shelf.snapshot();
    for (group, clipping) in standing(&snapshot, level) {
        groups.entry(group).or_default().insert(clipping.headline.value);
    }
    groups.into_values().collect()
}

fn standing(snapshot: &Snapshot, level: Level) -> Vec<(Id, Clipping)> {
    let mut all = Vec::new();
    for address in snapshot.documents() {
        if let Some(standing) = snapshot.standing_at(address).expect("columns are read") {
            let clipping = snapshot.clipping(address).expect("a record is read");
            all.push((standing.group(level), clipping));
        }
    }
    all
}

#[track_caller]
fn check(shelf: &Shelf, expect: &[&[&str]]) {
    let expect: BTreeSet<BTreeSet<String>> = expect
        .iter()
        .map(|story| story.iter().map(|headline| (*headline).to_owned()).collect())
        .collect();
    assert_eq!(stories(shelf, Level::Copies), expect);
    // Every way to a group leads to all of it.
    let snapshot = shelf.snapshot();
    for (group, clipping) in standing(&snapshot, Level::Copies) {
        let members = snapshot.group(Level::Copies, group).expect("a group is read");
        let headlines: BTreeSet<String> = members
            .iter()
            .map(|address| snapshot.clipping(*address).expect("a record").headline.value)
            .collect();
        assert!(headlines.contains(&clipping.headline.value), "{headlines:?}");
        assert!(expect.contains(&headlines), "{headlines:?}");
    }
}

fn three_copies(shelf: &Shelf) {
    shelf.write("a.txt", article("Ferry stays", "13 Nov 2019", "Harborwire", &FERRY));
    shelf
        .write("b.txt", article("Islanders keep boat", "14 Nov 2019", "Hangang Post", &FERRY[..5]));
    shelf.write("c.txt", article("Vote ends quarrel", "12 Nov 2019", "Bote", &FERRY));
    shelf.write("d.txt", article("Ice", "13 Nov 2019", "Harborwire", &ICE));
}

const TOGETHER: &[&str] = &["Ferry stays", "Islanders keep boat", "Vote ends quarrel"];

fn page(shelf: &Shelf, query: &str, fold: Fold) -> (u64, u64, Vec<(String, u64)>) {
    let snapshot = shelf.snapshot();
    let request = Request {
        query: parse(query, today()).query,
        sort: Sort::Newest,
        limit: 10,
        after: None,
        facets: Vec::new(),
        timeline: true,
        show: Show::Nothing,
        fold,
    };
    let page =
        Searcher::new(&snapshot).and_then(|mut searcher| searcher.page(&request)).expect("a page");
    let hits = page.hits.iter().map(|hit| (hit.clipping.headline.value.clone(), hit.folded));
    (page.total, page.stories, hits.collect())
}

#[test]
fn copies_are_one_story_in_one_batch_and_over_commits() {
    for clippings in [1, 2, 1_000] {
        let shelf = Shelf::new();
        three_copies(&shelf);
        let batch = Batch { clippings, ..Batch::default() };
        let tally =
            shelf.ingest_with(&[&shelf.folder("clippings")], &Options { batch, ..options() });
        assert_eq!((tally.clippings.copies, tally.clippings.versions), (2, 0), "{clippings}");
        check(&shelf, &[TOGETHER, &["Ice"]]);
    }
}

#[test]
fn a_story_is_folded_under_its_lead_and_matches_by_any_of_its_clippings() {
    let shelf = Shelf::new();
    three_copies(&shelf);
    shelf.ingest();
    let earliest = page(&shelf, "ferry", Fold::COPIES);
    assert_eq!(earliest, (3, 1, vec![("Vote ends quarrel".to_owned(), 2)]));
    let longest =
        page(&shelf, "ferry -headline:vote", Fold { lead: Lead::Longest, ..Fold::COPIES });
    assert_eq!(longest, (2, 1, vec![("Ferry stays".to_owned(), 1)]));
    let by_one = page(&shelf, "headline:islanders", Fold::COPIES);
    assert_eq!(by_one, (1, 1, vec![("Islanders keep boat".to_owned(), 0)]));
    let (total, stories, hits) = page(&shelf, "*", Fold::NOTHING);
    assert_eq!((total, stories, hits.len()), (4, 4, 4));
    let headlines = |query: &str| {
        let (_, _, hits) = page(&shelf, query, Fold::NOTHING);
        hits.into_iter().map(|(headline, _)| headline).collect::<Vec<_>>()
    };
    assert_eq!(headlines("is:lead"), ["Ice", "Vote ends quarrel"]);
    assert_eq!(headlines("is:copy"), ["Islanders keep boat", "Ferry stays"]);
    assert_eq!(headlines("is:copy -headline:ferry"), ["Islanders keep boat"]);
}

#[test]
fn a_later_state_is_a_version_and_folds_only_where_that_is_asked_for() {
    let shelf = Shelf::new();
    shelf.write("a.txt", article("Ferry stays", "13 Nov 2019", "Harborwire", &FERRY[..3]));
    let later = article("UPDATE 1-Ferry stays", "14 Nov 2019", "Harborwire", &FERRY);
    shelf.write("b.txt", later);
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.copies, tally.clippings.versions), (0, 1));
    check(&shelf, &[&["Ferry stays"], &["UPDATE 1-Ferry stays"]]);
    assert_eq!(stories(&shelf, Level::Versions).len(), 1);
    assert_eq!(page(&shelf, "ferry", Fold::COPIES).1, 2);
    let versions = Fold { level: Some(Level::Versions), ..Fold::COPIES };
    assert_eq!(page(&shelf, "ferry", versions), (2, 1, vec![("Ferry stays".to_owned(), 1)]));
    let later = page(&shelf, "is:version", Fold::NOTHING);
    assert_eq!(later.2, [("UPDATE 1-Ferry stays".to_owned(), 0)]);
}

#[test]
fn a_story_stays_when_its_first_clipping_leaves() {
    let shelf = Shelf::new();
    three_copies(&shelf);
    shelf.ingest();
    let before = standing(&shelf.snapshot(), Level::Copies)[0].0;
    shelf.delete("a.txt");
    shelf.ingest();
    check(&shelf, &[&TOGETHER[1..], &["Ice"]]);
    assert!(standing(&shelf.snapshot(), Level::Copies).iter().any(|(story, _)| *story == before));
    rebuild(&shelf.index(), &options(), &|_| {}).expect("it is rebuilt");
    check(&shelf, &[&TOGETHER[1..], &["Ice"]]);
    assert!(standing(&shelf.snapshot(), Level::Copies).iter().any(|(story, _)| *story == before));
    three_copies(&shelf);
    shelf.ingest();
    check(&shelf, &[TOGETHER, &["Ice"]]);
}

#[test]
fn a_moved_file_and_a_second_printing_change_no_story() {
    let shelf = Shelf::new();
    three_copies(&shelf);
    shelf.ingest();
    fs::rename(shelf.file("b.txt"), shelf.file("moved.txt")).expect("it is moved");
    shelf.write("again.txt", article("Ferry stays", "13 Nov 2019", "Harborwire", &FERRY));
    shelf.ingest();
    check(&shelf, &[TOGETHER, &["Ice"]]);
}

#[test]
fn a_clipping_whose_words_change_leaves_its_story_and_the_name_of_it_to_its_copies() {
    let shelf = Shelf::new();
    let wire = |number: &str, title: &str, text: &[&str]| {
        format!(
            "{{\"id\":\"{number}\",\"title\":\"{title}\",\"text\":\"{}\"}}\n",
            text.join("\\n\\n")
        )
    };
    shelf.write("1.jsonl", wire("1", "Ferry stays", &FERRY));
    shelf.write("2.jsonl", wire("2", "Boat kept", &FERRY));
    shelf.ingest();
    check(&shelf, &[&["Ferry stays", "Boat kept"]]);
    shelf.write("1.jsonl", wire("1", "Ice", &ICE));
    shelf.ingest();
    check(&shelf, &[&["Ice"], &["Boat kept"]]);
    shelf.write("3.jsonl", wire("3", "Frozen", &ICE));
    shelf.ingest();
    check(&shelf, &[&["Ice", "Frozen"], &["Boat kept"]]);
    rebuild(&shelf.index(), &options(), &|_| {}).expect("it is rebuilt");
    check(&shelf, &[&["Ice", "Frozen"], &["Boat kept"]]);
    shelf.write("1.jsonl", wire("1", "Ferry stays", &FERRY));
    shelf.ingest();
    check(&shelf, &[&["Frozen"], &["Ferry stays", "Boat kept"]]);
}

/// Two pieces that share four fifths with a third one, and less with each other.
fn bridged(shelf: &Shelf) -> [String; 3] {
    let mut dice = Dice::new(7);
    let mut words =
        |count: usize| -> Vec<String> { (0..count).map(|_| random_word(&mut dice)).collect() };
    let (shared, ends) = (words(80), [words(20), words(20)]);
    let middle = |from: usize| {
        shared[..40].iter().chain(&ends[0][..from]).chain(&shared[40..]).chain(&ends[1][from..])
    };
    let text = |words: Vec<&String>| -> String {
        words.into_iter().map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    let one = text(shared[..40].iter().chain(&ends[0]).chain(&shared[40..]).collect());
    let other = text(shared.iter().chain(&ends[1]).collect());
    let between = text(middle(10).collect());
    shelf.write("1.txt", article("One", "1 Nov 2019", "Bote", &[&one]));
    shelf.write("2.txt", article("Other", "2 Nov 2019", "Bote", &[&other]));
    [one, other, between]
}

#[test]
fn a_newcomer_can_make_one_story_of_two() {
    let shelf = Shelf::new();
    let [_, _, between] = bridged(&shelf);
    shelf.ingest();
    let apart = stories(&shelf, Level::Copies);
    shelf.write("3.txt", article("Between", "3 Nov 2019", "Bote", &[&between]));
    shelf.ingest();
    // Whether the two were near enough to be one before is for the rule to say; now they are.
    assert!(apart.len() <= 2);
    check(&shelf, &[&["One", "Other", "Between"]]);
    assert_eq!(page(&shelf, "*", Fold::COPIES).1, 1);
    shelf.delete("3.txt");
    shelf.ingest();
    check(&shelf, &[&["One", "Other"]]);
    let snapshot = shelf.snapshot();
    assert_eq!(snapshot.clippings(), 2);
    assert_eq!(snapshot.documents().count() as u64, 2 + snapshot.ledger_documents());
}

fn corrected(shelf: &Shelf, lines: &str) -> Options {
    let (lore, notes) = read_corrections(lines);
    assert_eq!(notes, [], "{lines}");
    let options = Options { lore, ..options() };
    fs::write(shelf.index().join("corrections.txt"), lines).expect("corrections are kept");
    options
}

fn id_of(shelf: &Shelf, headline: &str) -> Id {
    let all = shelf.clippings().into_values();
    all.filter(|clipping| clipping.headline.value == headline)
        .map(|clipping| clipping.id)
        .next()
        .expect(headline)
}

#[test]
fn what_people_say_of_a_story_holds_through_ingest_and_rebuild() {
    let shelf = Shelf::new();
    three_copies(&shelf);
    shelf.ingest();
    let (first, ice) = (id_of(&shelf, "Ferry stays"), id_of(&shelf, "Ice"));
    let copy = id_of(&shelf, "Islanders keep boat");
    let lines = format!("{first} story -\n{copy} story {ice}\n");
    let corrected = corrected(&shelf, &lines);
    let expect: [&[&str]; 3] =
        [&["Ferry stays"], &["Vote ends quarrel"], &["Islanders keep boat", "Ice"]];
    apply_corrections(&shelf.index(), &[first, copy], &corrected).expect("they apply");
    check(&shelf, &expect);
    rebuild(&shelf.index(), &corrected, &|_| {}).expect("it is rebuilt");
    check(&shelf, &expect);
    shelf.write("e.txt", article("A boat for winter", "15 Nov 2019", "Bote", &FERRY));
    shelf.ingest_with(&[&shelf.folder("clippings")], &corrected);
    // The copy that was put elsewhere is like the newcomer, and brings it there.
    let all: BTreeSet<String> = stories(&shelf, Level::Copies)
        .into_iter()
        .find(|story| story.contains("A boat for winter"))
        .expect("it has a story");
    assert!(all.contains("Vote ends quarrel") && !all.contains("Ferry stays"), "{all:?}");
    rebuild(&shelf.index(), &options(), &|_| {}).expect("it is rebuilt without them");
    check(
        &shelf,
        &[
            &["A boat for winter", "Ferry stays", "Islanders keep boat", "Vote ends quarrel"],
            &["Ice"],
        ],
    );
}

#[test]
fn a_story_that_was_named_before_the_other_clipping_came_is_joined_when_it_does() {
    let shelf = Shelf::new();
    shelf.write("a.txt", article("Ferry stays", "13 Nov 2019", "Harborwire", &FERRY));
    shelf.write("d.txt", article("Ice", "13 Nov 2019", "Harborwire", &ICE));
    shelf.ingest();
    let (ferry, ice) = (id_of(&shelf, "Ferry stays"), id_of(&shelf, "Ice"));
    shelf.delete("a.txt");
    shelf.ingest();
    let corrected = corrected(&shelf, &format!("{ice} story {ferry}\n"));
    apply_corrections(&shelf.index(), &[ice], &corrected).expect("it applies");
    shelf.write("a.txt", article("Ferry stays", "13 Nov 2019", "Harborwire", &FERRY));
    shelf.ingest_with(&[&shelf.folder("clippings")], &corrected);
    check(&shelf, &[&["Ferry stays", "Ice"]]);
}

#[test]
fn a_forgotten_clipping_leaves_the_story_to_the_others() {
    let shelf = Shelf::new();
    three_copies(&shelf);
    shelf.ingest();
    let first = id_of(&shelf, "Ferry stays");
    let corrected = corrected(&shelf, &format!("{first} forget\n"));
    apply_corrections(&shelf.index(), &[first], &corrected).expect("it applies");
    check(&shelf, &[&TOGETHER[1..], &["Ice"]]);
    shelf.write("a.txt", article("Ferry stays", "13 Nov 2019", "Harborwire", &FERRY) + " ");
    shelf.ingest_with(&[&shelf.folder("clippings")], &corrected);
    check(&shelf, &[&TOGETHER[1..], &["Ice"]]);
}

/// A random piece, and what is left of it after a few of its words were changed.
fn random_texts(dice: &mut Dice) -> Vec<Vec<String>> {
    let mut texts: Vec<Vec<String>> = Vec::new();
    for _ in 0..dice.within(8, 20) {
        let place = dice.place(texts.len().max(1));
        let mut text = match texts.get(place) {
            Some(text) if dice.chance(60) => text.clone(),
            _ => (0..dice.within(40, 90)).map(|_| random_word(dice)).collect(),
        };
        for word in &mut text {
            if dice.chance(4) {
                *word = random_word(dice);
            }
        }
        texts.push(text);
    }
    texts
}

fn random_word(dice: &mut Dice) -> String {
    let letters = b"abcdefghiklmnoprstuv";
    (0..dice.within(4, 9)).map(|_| char::from(letters[dice.place(letters.len())])).collect()
}

/// The share of `one`'s words that stand beside the same word in `other`, in hundredths, written
/// from the definition.
fn beside(one: &[String], other: &[String]) -> usize {
    let pairs: BTreeSet<(&str, &str)> =
        other.windows(2).map(|pair| (pair[0].as_str(), pair[1].as_str())).collect();
    let known = |at: usize| pairs.contains(&(one[at].as_str(), one[at + 1].as_str()));
    let covered = (0..one.len())
        .filter(|at| (*at + 1 < one.len() && known(*at)) || (*at > 0 && known(*at - 1)))
        .count();
    covered * 100 / one.len()
}

/// Who is in one story by the rule, for texts without numbers: all that a chain of copies joins.
fn by_the_rule(texts: &[Vec<String>]) -> BTreeSet<BTreeSet<usize>> {
    let mut group: Vec<usize> = (0..texts.len()).collect();
    for one in 0..texts.len() {
        for other in 0..one {
            let (a, b) = (&texts[one], &texts[other]);
            if beside(a, b) >= 77 && beside(b, a) >= 77 {
                let (from, to) = (group[one], group[other]);
                group.iter_mut().filter(|of| **of == from).for_each(|of| *of = to);
            }
        }
    }
    let mut groups: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (text, of) in group.into_iter().enumerate() {
        groups.entry(of).or_default().insert(text);
    }
    groups.into_values().collect()
}

#[test]
fn random_archives_are_grouped_by_the_rule_in_whatever_order_they_come() {
    let mut several = 0;
    for seed in 1..=12 {
        let mut dice = Dice::new(seed);
        let texts = random_texts(&mut dice);
        let expect = by_the_rule(&texts);
        several += expect.iter().filter(|group| group.len() > 1).count();
        for round in 0..2 {
            let shelf = Shelf::new();
            let mut order: Vec<usize> = (0..texts.len()).collect();
            if round == 1 {
                order.reverse();
            }
            for (place, number) in order.into_iter().enumerate() {
                let text = texts[number].join(" ");
                shelf.write(
                    &format!("{place:03}.txt"),
                    article(&format!("Piece {number}"), "1 Nov 2019", "Bote", &[&text]),
                );
            }
            let batch = Batch { clippings: dice.within(1, 9), ..Batch::default() };
            shelf.ingest_with(&[&shelf.folder("clippings")], &Options { batch, ..options() });
            let number = |headline: &String| -> usize {
                headline
                    .rsplit(' ')
                    .next()
                    .and_then(|number| number.parse().ok())
                    .expect("a number")
            };
            let found: BTreeSet<BTreeSet<usize>> = stories(&shelf, Level::Copies)
                .iter()
                .map(|story| story.iter().map(number).collect())
                .collect();
            assert_eq!(found, expect, "seed {seed}, round {round}");
        }
    }
    assert!(several > 10, "too few stories of several clippings: {several}");
}

fn told(shelf: &Shelf, arguments: &[&str]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_morgue"))
        .args(arguments)
        .arg("--index")
        .arg(shelf.index())
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("text");
    let is_page = arguments.contains(&"page");
    assert!(!is_page || text.lines().all(|line| line.chars().count() <= 80), "{text}");
    (text, output.status.code().expect("it ends"))
}

#[test]
fn dups_and_diff_tell_what_is_printed_twice_and_how() {
    let shelf = Shelf::new();
    three_copies(&shelf);
    shelf.ingest();
    let (rows, code) = told(&shelf, &["dups", "headline:islanders", "--layout", "lines"]);
    let headlines: Vec<&str> =
        rows.lines().map(|row| row.split('\t').nth(4).expect("a headline")).collect();
    assert_eq!(
        (headlines, code),
        (vec!["Vote ends quarrel", "Ferry stays", "Islanders keep boat"], 0)
    );
    assert_eq!(told(&shelf, &["dups", "headline:ice"]).1, 1);
    let (page, _) = told(&shelf, &["search", "ferry", "--layout", "page"]);
    assert!(page.contains("1 story in 3 clippings (2 copies folded)"), "{page}");
    assert!(page.contains("· 2 copies"), "{page}");
    let (page, _) = told(&shelf, &["search", "ferry", "--layout", "page", "--copies"]);
    assert!(page.contains("3 clippings ·") && !page.contains("copies"), "{page}");
    let (old, new) = (id_of(&shelf, "Ferry stays"), id_of(&shelf, "Islanders keep boat"));
    let (old, new) = (old.to_string(), new.to_string());
    let (diff, code) = told(&shelf, &["diff", &old, &new, "--layout", "page"]);
    assert_eq!(code, 0);
    assert!(diff.contains("5 paragraphs the same · 1 dropped"), "{diff}");
    assert!(diff.contains("headline changed") && diff.contains("¶1–5 the same"), "{diff}");
    let (rows, _) = told(&shelf, &["diff", &old, &new, "--layout", "lines"]);
    let last = rows.lines().last().expect("a row");
    assert!(last.starts_with("dropped\t6\t\tPilots"), "{rows}");
    let (shown, _) = told(&shelf, &["show", &old, "--layout", "page"]);
    assert!(shown.contains("also: 14 Nov 2019 · Hangang Post"), "{shown}");
    assert_eq!(told(&shelf, &["count", "ferry"]).0, "1\n");
    assert_eq!(told(&shelf, &["count", "ferry", "--copies"]).0, "3\n");
    assert!(told(&shelf, &["correct", &old, "story", "-"]).0.contains("Ferry stays"));
    assert_eq!(told(&shelf, &["count", "ferry"]).0, "2\n");
    assert!(told(&shelf, &["correct", &old, "story", &new[..8]]).0.contains("Ferry stays"));
    assert_eq!(told(&shelf, &["count", "ferry"]).0, "1\n");
}

#[test]
fn short_pieces_with_a_long_house_paragraph_are_pieces_of_their_own() {
    let about = "About the company. Portbury Boats builds and repairs ferries, tugs and lighters for \
                 the islands of the sound, employs a good many shipwrights in yards on either shore, \
                 and is owned by the families of those who founded it. Its boats carry people, mail \
                 and cattle in every weather, and its divers look after piers and buoys for the \
                 harbour office. Statements about what the company expects are what its owners \
                 believe today, and nobody should lay out money because of them without reading the \
                 reports that the yards send to the harbour office in spring and in autumn.";
    let news = [
        "The yard on the northern shore has hired a new master shipwright from Holm.",
        "A tug sold to pilots left its slip on Monday with a band on deck.",
        "Anna Berg joins the board after many winters as keeper of the light.",
        "Divers found an anchor of great age below the pier and gave it away.",
        "Cattle will travel at half price until harvest, the company told farmers.",
        "Rain delays the paint shop, whose roof was taken off by the storm.",
    ];
    assert!(about.len() > 500);
    let shelf = Shelf::new();
    for (number, sentence) in news.into_iter().enumerate() {
        let title = format!("Notice {}", ["one", "two", "three", "four", "five", "six"][number]);
        let date = format!("{} Nov 2019", number + 1);
        let piece = article(&title, &date, "Portbury Boats", &[sentence, about]);
        shelf.write(&format!("{number}.txt"), piece);
    }
    let tally = shelf.ingest();
    assert_eq!(stories(&shelf, Level::Copies).len(), news.len());
    assert_eq!((tally.clippings.copies, tally.clippings.taught), (0, 6));
}

/// Pieces that share seven tenths, and one that is a copy of both.
fn bridge(shelf: &Shelf) {
    let mut dice = Dice::new(11);
    let words: Vec<String> = (0..130).map(|_| random_word(&mut dice)).collect();
    let text = |parts: &[std::ops::Range<usize>]| {
        let words = parts.iter().flat_map(|part| &words[part.clone()]);
        words.map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    for (name, parts) in
        [("One", [0..70, 70..100]), ("Other", [0..70, 100..130]), ("Third", [0..70, 85..115])]
    {
        let path = format!("{name}.txt");
        shelf.write(&path, article(name, "1 Nov 2019", "Bote", &[&text(&parts)]));
    }
}

#[test]
fn an_ingest_counts_as_many_copies_as_a_search_folds() {
    let shelf = Shelf::new();
    bridge(&shelf);
    let tally = shelf.ingest();
    check(&shelf, &[&["One", "Other", "Third"]]);
    let (clippings, stories, _) = page(&shelf, "*", Fold::COPIES);
    assert_eq!(tally.clippings.copies, clippings - stories);
    assert_eq!((tally.clippings.copies, tally.clippings.versions), (2, 0));
    let snapshot = shelf.snapshot();
    assert_eq!(snapshot.groups(Level::Copies).expect("columns are read"), stories);
    assert_eq!(snapshot.groups(Level::Versions).expect("columns are read"), 1);
}

#[test]
fn many_copies_of_one_piece_are_no_crowd() {
    let shelf = Shelf::new();
    let mut dice = Dice::new(3);
    for number in 0..150 {
        let title = format!("Ferry {}", random_word(&mut dice));
        shelf.write(&format!("{number}.txt"), article(&title, "1 Nov 2019", "Bote", &FERRY));
    }
    let tally = shelf.ingest();
    assert_eq!(page(&shelf, "*", Fold::COPIES).1, 1);
    assert_eq!((tally.clippings.copies, tally.notes), (149, Vec::new()));
}

#[test]
fn a_text_in_many_files_is_one_clipping_printed_in_all_of_them() {
    const FILES: usize = 300;
    let shelf = Shelf::new();
    let write = |number: usize, date: &str| {
        shelf.write(&format!("{number:03}.txt"), article("Ferry stays", date, "Bote", &FERRY));
    };
    (0..FILES).for_each(|number| write(number, "1 Nov 2019"));
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.new, tally.clippings.same_as_another), (1, FILES as u64 - 1));
    let only = || {
        let clippings = shelf.clippings();
        assert_eq!(clippings.len(), 1);
        clippings.into_values().next().expect("it is there")
    };
    assert_eq!((only().origins.len(), only().others.len()), (FILES, 0));
    // The first file prints another day now, and so does every third; some are gone.
    (0..FILES).step_by(3).for_each(|number| write(number, "2 Nov 2019"));
    (1..FILES).step_by(30).for_each(|number| shelf.delete(&format!("{number:03}.txt")));
    let tally = shelf.ingest();
    assert_eq!((tally.clippings.changed, tally.files.vanished), (100, 10));
    let clipping = only();
    assert_eq!((clipping.origins.len(), clipping.others.len()), (FILES - 10, 1));
    assert_eq!(clipping.others[0].origins.len(), FILES - 100 - 10);
    assert_eq!(clipping.published.map(|date| date.value.iso()).as_deref(), Some("2019-11-02"));
    let tally = shelf.ingest();
    assert_eq!((tally.files.unchanged, tally.clippings.read), (FILES as u64 - 10, 0));
}

/// What is printed every morning.
fn report(lent: &str) -> String {
    format!(
        "The harbour office entered the market of Portbury to lend the banks {lent} mln crowns for a \
         night, its spokesman said. Dealers said that money stood at six pct when it began, and that \
         they had expected it to do so since the morning."
    )
}

#[test]
fn a_series_is_no_story_and_its_reprints_are() {
    let shelf = Shelf::new();
    for (name, title, date, lent) in [
        ("a", "Harbour office lends", "11 Nov 2019", "two"),
        ("b", "Harbour office lends", "12 Nov 2019", "three"),
        ("c", "Harbour office lends", "13 Nov 2019", "1.5"),
        ("d", "Harbour office lends again", "14 Nov 2019", "three"),
    ] {
        shelf.write(&format!("{name}.txt"), article(title, date, "Bote", &[&report(lent)]));
    }
    shelf.ingest();
    for level in [Level::Copies, Level::Versions] {
        let mut sizes: Vec<usize> = Vec::new();
        let mut groups: BTreeMap<Id, usize> = BTreeMap::new();
        for (group, _) in standing(&shelf.snapshot(), level) {
            *groups.entry(group).or_default() += 1;
        }
        sizes.extend(groups.values());
        sizes.sort_unstable();
        assert_eq!(sizes, [1, 1, 2], "{level:?}");
    }
}
