//! Corrections by hand: the text file people write them in, and what they do to a clipping.
//!
//! One line each, behind the whole id of a clipping: `ID date 2019-11-13`, `ID date none`, `ID region
//! Korea/Seoul`, `ID category Korea/Politics`, `ID topic sport`, `ID outlet Korea Times` (and `none` for
//! each of them: it has none), `ID headline …`, `ID language ko` (or `lang`), `ID story ID`, `ID story -`, `ID
//! forget`. `ID from LIKENESS ROOT // PATH // PART` says where the clipping lay
//! when a person spoke of it, so that what was said follows it when its words, and with them its
//! id, change. A line `outlet koreatimes.co.kr = Korea Times` names an outlet for
//! all clippings; what follows `#` at the start of a line is a comment.

use chrono::{NaiveDate, NaiveDateTime};

use super::categories::MAX_STEPS;
use super::dates::{self, Hints};
use super::{Correction, Likeness, Lore, Trace, one_line, places, read_vocabulary, topics};
use crate::clipping::{Clipping, ClueKind, Id, Known, Moment, Note, Origin, Precision};
use crate::text::fold;
use crate::text::tongues;

/// The word for a clipping that has no date, outlet, category, topic or language, or is about no region.
const NONE: &str = "none";

/// The word for a clipping that is nobody's copy.
const NO_STORY: &str = "-";

/// Between root, path and part of an origin: neither a canonical root nor a path below one has two
/// strokes in a row.
const BETWEEN: &str = " // ";

/// The lore that a file of corrections holds, and every line of it that could not be read.
pub fn read_corrections(text: &str) -> (Lore, Vec<Note>) {
    let mut lore = Lore::default();
    let mut notes = Vec::new();
    let mut at_byte = 0;
    for (number, whole) in text.split('\n').enumerate() {
        let line = whole.trim_matches(['\u{feff}', ' ', '\t', '\r']);
        if !line.is_empty()
            && !line.starts_with('#')
            && let Err(why) = read_line(line, &mut lore)
        {
            let message = format!("line {} of the corrections was left out: {why}", number + 1);
            notes.push(Note::at(message, at_byte));
        }
        at_byte += whole.len() as u64 + 1;
    }
    (lore, notes)
}

/// The line, without a line end, that says `correction` of the clipping `id`.
pub fn write_line(id: Id, correction: &Correction) -> String {
    match correction {
        Correction::Date(moment) => format!("{id} date {}", moment.iso()),
        Correction::NoDate => format!("{id} date {NONE}"),
        Correction::Topic(path) => format!("{id} topic {}", path.join("/")),
        Correction::NoTopic => format!("{id} topic {NONE}"),
        Correction::Region(path) => format!("{id} region {}", path.join("/")),
        Correction::NoRegion => format!("{id} region {NONE}"),
        Correction::Category(path) => format!("{id} category {}", path.join("/")),
        Correction::NoCategory => format!("{id} category {NONE}"),
        Correction::NoOutlet => format!("{id} outlet {NONE}"),
        Correction::NoLanguage => format!("{id} language {NONE}"),
        Correction::Outlet(name) => format!("{id} outlet {}", one_line(name)),
        Correction::Headline(words) => format!("{id} headline {}", one_line(words)),
        Correction::Language(code) => format!("{id} language {code}"),
        Correction::Story(other) => format!("{id} story {other}"),
        Correction::NoStory => format!("{id} story {NO_STORY}"),
    }
}

/// The lines, each with its line end, that say where `clipping` lies now, but for those that `lore`
/// holds. A path that would not stand on one line is left out: its clipping is known by its id
/// alone.
pub fn write_traces(clipping: &Clipping, lore: &Lore) -> String {
    let (id, likeness) = (clipping.id, Likeness::of(clipping));
    let known = |origin: &Origin| {
        let trace = Trace { id, likeness, part: origin.part };
        lore.traces.get(&origin.holder()).is_some_and(|held| held.contains(&trace))
    };
    let on_one_line = |Origin { root, path, member, .. }: &Origin| {
        let member = member.as_deref().unwrap_or("");
        ![root, path, member].iter().any(|text| text.contains(char::is_control))
    };
    let fresh = clipping.origins.iter().filter(|origin| !known(origin) && on_one_line(origin));
    fresh
        .map(|Origin { root, path, part, member }| {
            let member = member.as_deref().map(|member| format!("{BETWEEN}{member}"));
            let member = member.unwrap_or_default();
            format!("{id} from {likeness} {root}{BETWEEN}{path}{BETWEEN}{part}{member}\n")
        })
        .collect()
}

/// Applies what `lore` says of `clipping`; later corrections of one thing beat earlier ones.
pub(super) fn apply(clipping: &mut Clipping, lore: &Lore) {
    if lore.corrections.is_empty() {
        return;
    }
    let ids = lore.ids_of(clipping);
    let corrections: Vec<&Correction> =
        ids.iter().filter_map(|id| lore.corrections.get(id)).flatten().collect();
    if corrections.is_empty() {
        return;
    }
    let title = super::headline::title(&clipping.headline);
    let (mut regions, mut categories, mut topics) = (None, None, None);
    for correction in corrections {
        match correction {
            Correction::Date(moment) => {
                clipping.other_dates.extend(clipping.published.take());
                clipping.published = Some(by_hand(moment.clone()));
            }
            Correction::NoDate => clipping.other_dates.extend(clipping.published.take()),
            Correction::Topic(path) => {
                topics.get_or_insert_with(Vec::new).push(by_hand(path.clone()));
            }
            Correction::NoTopic => topics = Some(Vec::new()),
            Correction::Region(path) => {
                regions.get_or_insert_with(Vec::new).push(by_hand(path.clone()));
            }
            Correction::NoRegion => regions = Some(Vec::new()),
            Correction::Category(path) => {
                categories.get_or_insert_with(Vec::new).push(by_hand(path.clone()));
            }
            Correction::NoCategory => categories = Some(Vec::new()),
            Correction::Outlet(name) => clipping.outlet = Some(by_hand(name.clone())),
            Correction::NoOutlet => clipping.outlet = None,
            Correction::NoLanguage => clipping.language = None,
            Correction::Headline(words) => {
                // The title as found stays in the clue, so that it can be enriched again.
                let found = title.clone().unwrap_or_default();
                clipping.headline = Known::new(words.clone(), ClueKind::ByHand, found);
            }
            Correction::Language(code) => clipping.language = Some(by_hand(code.clone())),
            // Stories are known to the archive alone.
            Correction::Story(_) | Correction::NoStory => {}
        }
    }
    clipping.other_dates.retain(|date| date.clue.kind != ClueKind::ByHand);
    clipping.regions = regions.unwrap_or(std::mem::take(&mut clipping.regions));
    clipping.categories = categories.unwrap_or(std::mem::take(&mut clipping.categories));
    clipping.topics = topics.unwrap_or(std::mem::take(&mut clipping.topics));
}

fn by_hand<T>(value: T) -> Known<T> {
    Known::new(value, ClueKind::ByHand, "corrections")
}

/// Adds what one line says to `lore`, or tells why it says nothing.
fn read_line(line: &str, lore: &mut Lore) -> Result<(), String> {
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    if first == "outlet" {
        return read_outlet(rest, lore);
    }
    let id: Id = first.parse().map_err(|()| format!("{first} is no whole id of 26 characters"))?;
    let rest = rest.trim();
    let (verb, value) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let value = value.trim();
    if verb == "forget" {
        lore.forgotten.insert(id);
        return Ok(());
    }
    if verb == "from" {
        let (origin, likeness) = trace(value)
            .ok_or("from needs the form: from LIKENESS ROOT // PATH // PART, and // MEMBER")?;
        let trace = Trace { id, likeness, part: origin.part };
        lore.traces.entry(origin.holder()).or_default().push(trace);
        return Ok(());
    }
    let correction = correction(verb, value)?;
    lore.corrections.entry(id).or_default().push(correction);
    Ok(())
}

fn trace(value: &str) -> Option<(Origin, Likeness)> {
    let (likeness, place) = value.split_once(' ')?;
    let (root, rest) = place.split_once(BETWEEN)?;
    let (path, rest) = rest.split_once(BETWEEN)?;
    // What a container calls its members may be anything, so it stands last.
    let (part, member) = match rest.split_once(BETWEEN) {
        Some((part, member)) => (part, Some(member.to_owned())),
        None => (rest, None),
    };
    let (root, path) = (root.to_owned(), path.to_owned());
    let origin = Origin { root, path, part: part.parse().ok()?, member };
    Some((origin, likeness.parse().ok()?))
}

fn read_outlet(rest: &str, lore: &mut Lore) -> Result<(), String> {
    let (key, shown) =
        rest.rsplit_once('=').ok_or("an outlet needs the form: outlet NAME = SHOWN")?;
    let (key, shown) = (fold::key(key), one_line(shown));
    if key.is_empty() || shown.is_empty() {
        return Err("an outlet needs the form: outlet NAME = SHOWN".to_owned());
    }
    name_outlet(&key, shown, lore);
    Ok(())
}

/// The names of outlets that a vocabulary holds, added to `lore`; gives the lines that could not be
/// read.
pub fn read_outlets(text: &str, name: &str, lore: &mut Lore) -> Vec<Note> {
    let (lines, notes) = read_vocabulary(text, name);
    for line in lines {
        for key in &line.keys {
            name_outlet(&fold::key(key), line.value.clone(), lore);
        }
    }
    notes
}

fn name_outlet(key: &str, shown: String, lore: &mut Lore) {
    lore.outlets.insert(key.strip_prefix("www.").unwrap_or(key).to_owned(), shown);
}

fn correction(verb: &str, value: &str) -> Result<Correction, String> {
    if verb.is_empty() {
        return Err("it says nothing of the clipping".to_owned());
    }
    let unknown = || {
        format!(
            "{verb} is none of date, region, category, topic, outlet, headline, language, story, \
                 forget"
        )
    };
    let read: fn(&str) -> Option<Correction> = match verb {
        "date" if value == NONE => |_| Some(Correction::NoDate),
        "topic" if value == NONE => |_| Some(Correction::NoTopic),
        "category" if value == NONE => |_| Some(Correction::NoCategory),
        "outlet" if value == NONE => |_| Some(Correction::NoOutlet),
        "language" | "lang" if value == NONE => |_| Some(Correction::NoLanguage),
        "topic" => |value| Some(Correction::Topic(topic(value)?)),
        "date" => |value| Some(Correction::Date(moment(value)?)),
        "region" if value == NONE => |_| Some(Correction::NoRegion),
        "region" => |value| Some(Correction::Region(places::look_up(value).into_iter().next()?)),
        "category" if value.matches('/').count() >= MAX_STEPS => {
            return Err(format!("a category has at most {MAX_STEPS} steps"));
        }
        "category" => |value| Some(Correction::Category(path(value)?)),
        "outlet" => |value| Some(Correction::Outlet(words(value)?)),
        "headline" => |value| Some(Correction::Headline(words(value)?)),
        "language" | "lang" => |value| Some(Correction::Language(tongues::code(value)?.to_owned())),
        "story" if value == NO_STORY => |_| Some(Correction::NoStory),
        "story" => |value| Some(Correction::Story(value.parse().ok()?)),
        _ => return Err(unknown()),
    };
    if value.is_empty() {
        return Err(format!("{verb} needs a value"));
    }
    read(value).ok_or_else(|| format!("no {verb} is known as {value}"))
}

fn words(value: &str) -> Option<String> {
    Some(one_line(value)).filter(|words| !words.is_empty())
}

fn path(value: &str) -> Option<Vec<String>> {
    let path: Vec<String> = value.split('/').filter_map(words).collect();
    (!path.is_empty()).then_some(path)
}

/// The path of the one topic that is called so; where a name lists in several, that of the first
/// level.
fn topic(value: &str) -> Option<Vec<String>> {
    let paths = topics::look_up(value).into_iter().filter_map(topics::path_of);
    paths.min_by_key(Vec::len)
}

/// A date in any form the date reader knows, and all of it: of `03/04/2019` nobody can tell the day
/// from the month. What a person writes is not held against the present.
fn moment(value: &str) -> Option<Moment> {
    let hints = Hints { language: None, order: None, captured: None, now: end_of_time()? };
    let (moment, _) = dates::read(value, &hints)?;
    let numbers = value.split(|c: char| !c.is_numeric()).filter(|part| !part.is_empty()).count();
    (numbers < 2 || moment.precision > Precision::Year).then_some(moment)
}

fn end_of_time() -> Option<NaiveDateTime> {
    NaiveDate::from_ymd_opt(9999, 1, 1)?.and_hms_opt(0, 0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{Draft, Label, LabelName, Origin, Paragraph};
    use crate::enrich::{draft_of, enrich, re_enrich};

    const ID: &str = "00000000000000000000000004";

    fn one(line: &str) -> Result<Correction, String> {
        let (lore, notes) = read_corrections(&format!("{ID} {line}"));
        match notes.into_iter().next() {
            Some(note) => Err(note.message),
            None => Ok(lore.corrections.into_values().flatten().next().expect("a correction")),
        }
    }

    #[test]
    fn a_line_that_was_written_is_read_again() {
        for line in [
            "date 2019-11-13",
            "date 2019-11",
            "date 1919",
            "date 2019-11-13T06:02",
            "date 2019-11-13T06:02+09:00",
            "date 2019-11-13T06:02:07",
            "date none",
            "category none",
            "outlet none",
            "language none",
            "topic 15000000",
            "topic 11000000/20000574",
            "topic none",
            "region 142/030/KR/seoul",
            "region none",
            "category Korea/Politics",
            "outlet Portbury Post",
            "headline Ferry sold: # 2",
            "language ko",
            "story 0000000000000000000000000w",
            "story -",
        ] {
            let correction = one(line).expect(line);
            let id: Id = ID.parse().expect("an id");
            assert_eq!(write_line(id, &correction), format!("{ID} {line}"));
        }
    }

    #[test]
    fn people_may_write_names() {
        assert_eq!(one("region Korea/Seoul"), one("region 142/030/KR/seoul"));
        assert_eq!(one("language Korean"), one("language ko"));
        assert_eq!(one("lang ko"), one("language ko"));
        assert_eq!(one("topic Sport"), one("topic 15000000"));
        assert_eq!(one("topic election"), one("topic 11000000/20000574"));
        assert_eq!(one("date 13 Nov 2019"), one("date 2019-11-13"));
    }

    #[test]
    fn a_bad_line_is_told_and_the_rest_is_read() {
        let text = format!(
            "# mine\r\n\r\n{ID} region Nowhereland\n{ID} forget\nferry date 2019\n\
             {ID} dote 2019\n{ID}\n\
             outlet www.pp.example = Portbury Post\n"
        );
        let (lore, notes) = read_corrections(&text);
        assert_eq!(lore.forgotten.len(), 1);
        assert_eq!(lore.outlets.get("pp.example").map(String::as_str), Some("Portbury Post"));
        let told: Vec<_> = notes.iter().map(|note| note.message.as_str()).collect();
        assert_eq!(told.len(), 4, "{told:?}");
        assert_eq!(
            told[0],
            "line 3 of the corrections was left out: no region is known as Nowhereland"
        );
        assert!(text[notes[1].at_byte.expect("a byte") as usize..].starts_with("ferry date"));
    }

    fn clipping(lore: &Lore) -> Clipping {
        let draft = Draft {
            title: Some("Ferry sold in Seoul".to_owned()),
            paragraphs: vec![Paragraph::text("The ferry of Seoul was sold.")],
            labels: vec![
                Label::new(LabelName::Published, "13 Nov 2019", "header line"),
                Label::new(LabelName::Category, "Korea", "label Category"),
            ],
            ..Draft::default()
        };
        let origin =
            Origin { root: "/r".to_owned(), path: "a.txt".to_owned(), part: 0, member: None };
        enrich(draft, origin, lore, end_of_time().expect("a time"))
    }

    fn lore_for(id: Id, lines: &[&str]) -> Lore {
        let text: String = lines.iter().map(|line| format!("{id} {line}\n")).collect();
        let (lore, notes) = read_corrections(&text);
        assert_eq!(notes, []);
        lore
    }

    #[test]
    fn a_correction_beats_what_was_derived() {
        let plain = clipping(&Lore::default());
        let lines = [
            "date 2018-01-02",
            "region Japan",
            "category Trade",
            "outlet Portbury Post",
            "headline Boat sold",
            "language de",
        ];
        let lore = lore_for(plain.id, &lines);
        let found = clipping(&lore);
        assert_eq!(found.id, plain.id);
        let published = found.published.as_ref().expect("a date");
        assert_eq!(
            (published.value.iso().as_str(), published.clue.kind),
            ("2018-01-02", ClueKind::ByHand)
        );
        assert_eq!(found.other_dates.len(), 1);
        assert_eq!(found.regions[0].value, ["142", "030", "JP"]);
        assert_eq!((found.regions.len(), found.categories.len()), (1, 1));
        assert_eq!(found.headline.value, "Boat sold");
        assert_eq!(found.language.as_ref().map(|known| known.value.as_str()), Some("de"));
        assert_eq!(draft_of(&found), draft_of(&plain));
    }

    #[test]
    fn a_wrong_date_and_a_wrong_topic_can_be_taken_away() {
        let plain = clipping(&Lore::default());
        let gone = clipping(&lore_for(plain.id, &["date 2018", "date none", "topic none"]));
        assert_eq!((gone.published.clone(), gone.topics.len()), (None, 0));
        assert_eq!(gone.other_dates[0].value.iso(), "2019-11-13");
        let now = end_of_time().expect("a time");
        assert_eq!(re_enrich(gone, &Lore::default(), now), plain);
        let nobodys = ["outlet The Post", "outlet none", "category x", "category none"];
        let nobodys = clipping(&lore_for(plain.id, &nobodys));
        assert!(nobodys.outlet.is_none() && nobodys.categories.is_empty());
        assert!(clipping(&lore_for(plain.id, &["language none"])).language.is_none());
        assert!(one(&format!("category {}", "a/".repeat(40_000))).is_err());
        assert!(one("date 03/04/2019").is_err() && one("date 13/04/2019").is_ok());
        let back = clipping(&lore_for(plain.id, &["date none", "date 2018", "topic sport"]));
        assert_eq!(back.published.map(|known| known.value.iso()).as_deref(), Some("2018"));
        assert_eq!(back.topics[0].value, ["15000000"]);
        assert_eq!(back.topics[0].clue.kind, ClueKind::ByHand);
    }

    #[test]
    fn a_place_that_was_written_is_read_again() {
        let mut piece = clipping(&Lore::default());
        piece.origins[0].path = "korea 2019/a - b.txt".to_owned();
        piece.origins.push(Origin {
            root: "/r".to_owned(),
            path: "b\n.txt".to_owned(),
            part: 0,
            member: None,
        });
        let lines = write_traces(&piece, &Lore::default());
        assert_eq!(lines.lines().count(), 1, "{lines}");
        let (lore, notes) = read_corrections(&lines);
        assert_eq!(notes, []);
        let trace = Trace { id: piece.id, likeness: Likeness::of(&piece), part: 0 };
        assert_eq!(lore.traces, [(piece.origins[0].clone(), vec![trace])].into());
        assert_eq!(write_traces(&piece, &lore), "");
        piece.origins.truncate(1);
        piece.origins[0].part = 7;
        piece.origins[0].member = Some("x // https://a.example//b".to_owned());
        let (lore, notes) = read_corrections(&write_traces(&piece, &Lore::default()));
        assert_eq!(notes, []);
        assert_eq!(lore.traces.keys().next(), Some(&piece.origins[0].holder()));
        assert_eq!(write_traces(&piece, &lore), "");
    }

    #[test]
    fn what_was_said_follows_a_piece_whose_words_were_edited() {
        let plain = clipping(&Lore::default());
        let lines = format!("{}{ID} date 2018\n", write_traces(&plain, &Lore::default()));
        let (lore, _) = read_corrections(&lines.replace(&plain.id.to_string(), ID));
        let edited = clipping(&lore);
        assert_eq!(edited.published.map(|known| known.value.iso()).as_deref(), Some("2018"));
    }

    #[test]
    fn a_correction_that_was_withdrawn_leaves_no_trace() {
        let plain = clipping(&Lore::default());
        let lore = lore_for(plain.id, &["headline Boat sold", "region none", "date 2018"]);
        let corrected = clipping(&lore);
        assert!(corrected.regions.is_empty());
        let now = end_of_time().expect("a time");
        assert_eq!(re_enrich(corrected.clone(), &Lore::default(), now), plain);
        assert_eq!(re_enrich(plain, &lore, now), corrected);
    }
}
