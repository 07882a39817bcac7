//! Tests of the reader of JSON.

use super::*;
use crate::clipping::{Kind, LabelName};
use crate::intake::MAX_NOTES;
use crate::intake::testing::{self, values};

fn read_with(text: &str, options: &Options) -> (Vec<Draft>, Vec<Note>) {
    let (drafts, account) = testing::read(&JsonLines, "a.jsonl", text, options);
    let (told, left_out): (Vec<_>, Vec<_>) = account.notes.into_iter().partition(|note| {
        note.message.starts_with("keys read: ") || note.message.starts_with("no key ")
    });
    assert_eq!((account.left_out as usize, told.len() < 2), (left_out.len(), true));
    (drafts, left_out)
}

fn read(text: &str) -> (Vec<Draft>, Vec<Note>) {
    read_with(text, &Options::default())
}

fn words(draft: &Draft) -> Vec<&str> {
    draft.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect()
}

#[test]
fn a_line_is_an_article() {
    let line = r#"{"id": 7, "title": "Ferry  sold", "date": "1987-02-26", "places": ["usa"]}"#;
    let (drafts, notes) = read(line);
    assert!(notes.is_empty());
    assert_eq!(drafts[0].native.as_deref(), Some("json:7"));
    assert_eq!(drafts[0].title.as_deref(), Some("Ferry sold"));
    assert_eq!(values(&drafts[0], LabelName::Place), ["usa"]);
    assert_eq!(values(&drafts[0], LabelName::Published), ["1987-02-26"]);
}

#[test]
fn a_bad_line_is_told_with_its_place_and_the_rest_is_read() {
    let text = "{\"title\": \"A\"}\n\n{\"title\": oops}\n{\"x\": 1}\n{\"title\": \"B\"}\n";
    let (drafts, notes) = read(text);
    assert_eq!(drafts.len(), 2);
    assert_eq!(notes.len(), 2);
    assert!(notes[0].message.starts_with("line 3 was left out: not JSON"), "{notes:?}");
    assert!(text[notes[0].at_byte.expect("a byte") as usize..].starts_with("oops"));
    assert_eq!(notes[1].message, "line 4 was left out: it has neither a headline nor text");
}

#[test]
fn text_comes_in_many_shapes() {
    let (drafts, _) = read(
        r#"{"text": "One.\n\nTwo."}
{"body": ["One.", " ", "Two."]}
{"maintext": "One.\nTwo."}
{"description": "One."}
{"headline": "H", "description": "One.", "articleBody": "Two.", "captions": ["A pier"]}"#,
    );
    assert_eq!(words(&drafts[0]), ["One.", "Two."]);
    assert_eq!(words(&drafts[1]), ["One.", "Two."]);
    assert_eq!(words(&drafts[2]), ["One.", "Two."]);
    assert_eq!(words(&drafts[3]), ["One."]);
    assert_eq!(words(&drafts[4]), ["Two.", "A pier"]);
    assert_eq!(drafts[4].paragraphs[1].kind, Kind::Caption);
    assert_eq!(values(&drafts[4], LabelName::Other), ["One."]);
}

#[test]
fn names_may_be_objects_and_authors_may_be_many() {
    let (drafts, _) = read(
        r#"{"title":"T","source":{"id":null,"name":"The Example"},"author":[{"name":"A B"},"C D"],"tags":"sea, #port","category":"World > Asia; Sport","views":12,"image":{"w":1}}"#,
    );
    assert_eq!(values(&drafts[0], LabelName::Outlet), ["The Example"]);
    assert_eq!(values(&drafts[0], LabelName::Byline), ["A B, C D"]);
    assert_eq!(values(&drafts[0], LabelName::Tag), ["sea", "port"]);
    assert_eq!(values(&drafts[0], LabelName::Category), ["World/Asia", "Sport"]);
    assert_eq!(values(&drafts[0], LabelName::Other), ["12"]);
}

#[test]
fn arrays_and_wrapped_arrays_are_read_element_by_element() {
    assert_eq!(read("[{\"title\": \"A\"}, {\"title\": \"B\"}]").0.len(), 2);
    let wrapped = "{\n \"status\": \"ok\",\n \"articles\": [{\"title\": \"A\"}]\n}";
    assert_eq!(read(wrapped).0.len(), 1);
    let (drafts, notes) = read("[{\"title\": \"A\"}, 5, {\"title\": ");
    assert_eq!((drafts.len(), notes.len()), (1, 2));
}

#[test]
fn what_cannot_be_read_takes_no_other_article_with_it() {
    let deep = "[".repeat(200) + &"]".repeat(200);
    let array = format!("[{{\"title\": \"A\", \"x\": {deep}}}, {{\"title\": \"B\"}}]");
    let (drafts, notes) = read(&array);
    assert_eq!((drafts.len(), notes.len()), (1, 1), "{notes:?}");
    assert!(notes[0].message.starts_with("element 1 was left out: not JSON"), "{notes:?}");
    let pretty = "{\n \"title\": \"A\"\n}\n{\n \"title\": oops\n}\n{\n \"title\": \"C\"\n}\n";
    for text in [pretty.to_owned(), pretty.replacen("\"A\"", "oops", 1)] {
        let (drafts, notes) = read(&text);
        assert_eq!(drafts.len() + notes.len(), 3, "{notes:?}");
        assert_eq!(drafts.last().and_then(|draft| draft.title.as_deref()), Some("C"));
    }
}

#[test]
fn halves_of_characters_and_endless_numbers_lose_no_article() {
    let digits = "9".repeat(100_000);
    let text = format!("{{\"title\": \"A\\ud800B\", \"n\": 1e999, \"m\": {digits}}}\n");
    let (drafts, account) = testing::read(&JsonLines, "a.jsonl", &text, &Options::default());
    assert_eq!((account.left_out, account.notes.len()), (0, 2));
    assert_eq!(drafts[0].title.as_deref(), Some("A\u{fffd}B"));
}

#[test]
fn wrapped_articles_on_one_line_are_articles() {
    let line = r#"{"status":"ok","articles":[{"title":"A","z":"1","b":"2"},7,{"x":1}]}"#;
    let (drafts, notes) = read(&format!("{line}\n{line}\n"));
    assert_eq!(drafts.len(), 2);
    assert_eq!(values(&drafts[0], LabelName::Other), ["1", "2"], "in the order found");
    assert_eq!(notes[0].message, "articles 2 of line 1 was left out: not an object");
    assert_eq!(notes.len(), 4);
    let options =
        Options { map: vec!["story=text".parse().expect("a mapping")], ..Options::default() };
    let text = r#"{"story": "The ferry stays.", "data": [{"title": "A"}]}"#;
    assert_eq!(read_with(text, &options).0.len(), 1);
}

#[test]
fn a_million_bad_lines_are_counted_and_few_are_told() {
    let text = "{\n".repeat(1_000_000);
    let (_, account) = testing::read(&JsonLines, "a.jsonl", &text, &Options::default());
    assert_eq!((account.left_out, account.notes.len()), (1_000_000, MAX_NOTES));
    assert_eq!(account.untold as usize, 1_000_000 - MAX_NOTES);
}

#[test]
fn pinboard_calls_the_headline_a_description() {
    let text = r#"[{"href":"https://post.example/a","description":"Ferry stays","extended":"The council voted.","time":"2023-05-02T10:11:12Z","shared":"no","toread":"yes","tags":"sea port"}]"#;
    let (drafts, _) = read_with(text, &Options::default());
    assert_eq!(drafts[0].title.as_deref(), Some("Ferry stays"));
    assert_eq!(drafts[0].paragraphs[0].text, "The council voted.");
    assert_eq!(values(&drafts[0], LabelName::Saved), ["2023-05-02T10:11:12Z"]);
    assert_eq!(values(&drafts[0], LabelName::Tag), ["sea", "port"]);
}

#[test]
fn keys_in_other_scripts_are_known() {
    let text = r#"{"기사":[{"제목":"배가 다시 다닌다","날짜":"2019-11-13","언론사":"항구신문","본문":"회의는 오늘 끝났다."}]}"#;
    let (drafts, _) = read_with(text, &Options::default());
    assert_eq!(drafts[0].title.as_deref(), Some("배가 다시 다닌다"));
    assert_eq!(values(&drafts[0], LabelName::Outlet), ["항구신문"]);
    assert_eq!(drafts[0].paragraphs[0].text, "회의는 오늘 끝났다.");
}

#[test]
fn reading_lists_are_read() {
    let (drafts, _) = read(
        r#"[{"is_archived":false,"title":"Ferry","url":"https://post.example/a","content":"<p>One</p><p>Two</p>","created_at":"2020-01-02","updated_at":"2020-01-03","domain_name":"post.example"}]"#,
    );
    assert_eq!(words(&drafts[0]), ["One", "Two"]);
    assert_eq!(values(&drafts[0], LabelName::Saved), ["2020-01-02"]);
    assert!(values(&drafts[0], LabelName::Updated).is_empty());
    let (drafts, _) = read(
        r#"{"bookmarks":[{"createdAt":1600322788,"title":null,"tags":["sea"],"content":{"type":"link","url":"https://post.example/a"}}]}"#,
    );
    assert_eq!(drafts[0].title.as_deref(), Some("https://post.example/a"));
    assert_eq!(values(&drafts[0], LabelName::Status), ["stub"]);
    let (drafts, _) = read(
        r#"{"collections":[{"name":"Ports","links":[{"name":"Ferry","url":"https://post.example/a"},{"name":"Pier","url":"https://post.example/b"}]}]}"#,
    );
    let titles: Vec<_> = drafts.iter().filter_map(|draft| draft.title.as_deref()).collect();
    assert_eq!(titles, ["Ferry", "Pier"]);
}

#[test]
fn old_exports_say_all_twice() {
    let (drafts, _) = read(r#"[{"0":"7","1":"Ferry","title":"Ferry","views":"7","2":"x"}]"#);
    assert_eq!(values(&drafts[0], LabelName::Other), ["7", "x"]);
}

#[test]
fn articles_may_stand_under_any_key() {
    assert_eq!(read(r#"{"total": 1, "Meldungen": [{"title": "A", "text": "B"}]}"#).0.len(), 1);
    let titled = r#"{"ttl": "A", "date": "2019", "related": [{"title": "B"}]}"#;
    assert!(read(titled).0.is_empty(), "what is related is no article of its own");
    let (drafts, notes) = read(r#"{"total": 1, "sizes": [{"w": 1}]}"#);
    assert_eq!((drafts.len(), notes.len()), (0, 1));
}

/// What a file says of the keys it was read by.
fn keys_told(text: &str, map: &[&str]) -> (Vec<Draft>, Vec<String>) {
    let map = map.iter().map(|mapping| mapping.parse().expect("a mapping")).collect();
    let options = Options { map, ..Options::default() };
    let (drafts, account) = testing::read(&JsonLines, "a.jsonl", text, &options);
    (drafts, account.notes.into_iter().map(|note| note.message).collect())
}

#[test]
fn keys_without_a_known_name_are_told_by_their_values() {
    let body = "The council voted on Monday that the ferry stays, with one voice against. ";
    let long = body.repeat(3);
    let line = |n: u32| {
        format!(
            r#"{{"a": "2019-11-1{n}", "b": "The ferry stays for year {n}", "c": "{body}", "d": "{long}", "e": "https://post.example/{n}"}}"#
        )
    };
    let (drafts, told) = keys_told(&format!("{}\n{}\n", line(1), line(2)), &[]);
    assert_eq!(told, ["keys read: a=published, b=title, d=text, e=url; 1 more kept as they are"]);
    assert_eq!(drafts.len(), 2);
    assert_eq!(drafts[1].title.as_deref(), Some("The ferry stays for year 2"));
    assert_eq!(words(&drafts[1]), [long.trim()]);
    assert_eq!(values(&drafts[1], LabelName::Published), ["2019-11-12"]);
    assert_eq!(values(&drafts[1], LabelName::Other), [body.trim()]);
    let (drafts, _) = keys_told(&line(1), &["c=text"]);
    assert_eq!(words(&drafts[0]), [body.trim()], "a person's word goes before");
    let (drafts, told) = keys_told("{\"w\": \"1\"}\n{\"w\": \"2\"}\n", &[]);
    assert!(drafts.is_empty() && told[0].ends_with("say which is, of w, with --map"), "{told:?}");
}

#[test]
fn keys_may_be_named_in_other_languages() {
    let text = r#"{"제목": "연락선은 남는다", "본문": "의회가 결정했다.", "날짜": "2019-11-13", "언론사": "포트신문"}
{"Überschrift": "Die Fähre bleibt", "Inhalt": "Der Rat stimmte ab.", "Datum": "13.11.2019", "Quelle": "Hafenblatt"}"#;
    let (drafts, told) = keys_told(text, &[]);
    assert_eq!(drafts[0].title.as_deref(), Some("연락선은 남는다"));
    assert_eq!(values(&drafts[0], LabelName::Outlet), ["포트신문"]);
    assert_eq!(drafts[1].title.as_deref(), Some("Die Fähre bleibt"));
    assert_eq!(words(&drafts[1]), ["Der Rat stimmte ab."]);
    assert!(told[0].contains("Datum=published, Quelle=outlet"), "{told:?}");
}

#[test]
fn words_that_programs_use_otherwise_are_no_days_and_no_bylines() {
    let line = |data: &str| {
        format!(
            r#"{{"titolo": "Il traghetto resta", "testo": "Il consiglio ha votato.", "data": {data}, "von": "Portbury", "stand": "3", "web": true}}"#
        )
    };
    for data in ["\"x\"", "7", "[\"a\", \"b\"]", "{\"w\": 1}"] {
        let (drafts, told) = keys_told(&line(data), &[]);
        assert_eq!(drafts[0].title.as_deref(), Some("Il traghetto resta"));
        for name in [LabelName::Published, LabelName::Byline, LabelName::Updated, LabelName::Url] {
            assert!(values(&drafts[0], name).is_empty(), "{data}");
        }
        assert!(values(&drafts[0], LabelName::Other).contains(&"Portbury"), "nothing is lost");
        assert!(told.is_empty(), "{told:?}");
    }
    let text = line("\"x\"") + "\n" + &line("\"13/11/2019\"");
    let (drafts, told) = keys_told(&text, &[]);
    assert!(values(&drafts[0], LabelName::Published).is_empty());
    assert_eq!(values(&drafts[1], LabelName::Published), ["13/11/2019"]);
    assert_eq!(
        told,
        ["keys read: titolo=title, testo=text, data=published; 2 more kept as they are"]
    );
    let (drafts, _) = keys_told(&line("\"x\""), &["von=author"]);
    assert_eq!(values(&drafts[0], LabelName::Byline), ["Portbury"], "a person's word holds");
}

#[test]
fn what_lists_articles_may_have_keys_of_programs() {
    let text =
        r#"{"web": "on", "by": "day", "stand": "3", "Meldungen": [{"title": "A", "text": "B"}]}"#;
    assert_eq!(read(text).0[0].title.as_deref(), Some("A"));
}

#[test]
fn articles_may_stand_each_under_a_key_of_its_own() {
    let (drafts, notes) = read(
        r#"{"06ee193de4bd": {"headline": "Ferry stays", "text": "The council voted."},
 "https://post.example/b": {"text": "The pier opened."}, "c": {"title": "Quay"}, "d": {"w": 1}}"#,
    );
    assert_eq!(drafts.len(), 3);
    assert_eq!(
        notes[0].message,
        "value 4 of object 1 was left out: it has neither a headline nor text"
    );
    assert_eq!(drafts[0].native.as_deref(), Some("json:06ee193de4bd"));
    assert_eq!(values(&drafts[1], LabelName::Url), ["https://post.example/b"]);
    assert_eq!(drafts[2].native, None, "many files may have a key c");
}

#[test]
fn a_map_overrides_what_keys_mean() {
    let map = ["titel=title", "date=saved"].map(|text| text.parse().expect(text)).to_vec();
    let text = r#"{"titel": "Fähre verkauft", "date": "2019-11-13"}"#;
    let (drafts, _) = read_with(text, &Options { map, ..Options::default() });
    assert_eq!(drafts[0].title.as_deref(), Some("Fähre verkauft"));
    assert_eq!(values(&drafts[0], LabelName::Saved), ["2019-11-13"]);
}

#[test]
fn an_object_of_tiny_values_without_end_is_told_and_costs_no_other() {
    let many = "{\"a\":{\"b\":[1]}},".repeat(500_000);
    let text = format!(
        "{{\"title\": \"A\"}}\n{{\"title\": \"B\", \"x\": [{many}0]}}\n{{\"title\": \"C\"}}\n"
    );
    let (drafts, notes) = read(&text);
    assert_eq!((drafts.len(), notes.len()), (2, 1));
    assert_eq!(notes[0].message, "line 2 was left out: it takes over 192 MiB of memory");
    let (drafts, notes) =
        read(&format!("[{{\"title\": \"B\", \"x\": [{many}0]}}, {{\"title\": \"C\"}}]"));
    assert_eq!((drafts.len(), notes.len()), (1, 1));
    assert_eq!(notes[0].message, "element 1 was left out: it takes over 192 MiB of memory");
}
