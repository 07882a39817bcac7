//! Any bytes are read as text in every format of text: every outcome is an account, and no article is
//! without words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use morgue::intake::{Options, Outcome, Source, read};

fuzz_target!(|bytes: &[u8]| {
    for (path, opening) in [
        ("a.txt", "Ferry stays\n\n13-Nov-2019 Clipdesk | Harborwire | 6:02 AM Print This Post\n\n"),
        ("a.md", "---\ntitle: Ferry\n"),
        ("a.jsonl", "{\"title\": \"A\", \"text\": \""),
        ("a.csv", "title,text,date\n"),
        ("a.sgm", "<REUTERS NEWID=\"1\"><TEXT><TITLE>A</TITLE><BODY>"),
        ("a.ris", "TY  - NEWS\nTI  - "),
        ("a.bib", "@article{a, title = {"),
    ] {
        let mut file = opening.as_bytes().to_vec();
        file.extend_from_slice(bytes);
        let mut given = 0;
        let outcome = read(&Source { path, bytes: &file }, &Options::default(), &mut |article| {
            assert!(article.draft.title.is_some() || !article.draft.paragraphs.is_empty());
            given += 1;
        });
        if let Outcome::Read { drafts, .. } = outcome {
            assert_eq!(drafts, given);
        }
    }
});
