//! Any bytes are read as a page, saved alone or as MHTML: every outcome is an account.
#![no_main]

use libfuzzer_sys::fuzz_target;
use morgue::intake::{Options, Outcome, Source, read};

fuzz_target!(|bytes: &[u8]| {
    for (path, opening) in [
        ("page.html", "<!DOCTYPE html><html><body>"),
        ("page.mhtml", "MIME-Version: 1.0\r\nSubject: a\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"),
    ] {
        let mut page = opening.as_bytes().to_vec();
        page.extend_from_slice(bytes);
        let mut given = 0;
        let outcome = read(&Source { path, bytes: &page }, &Options::default(), &mut |_| given += 1);
        if let Outcome::Read { drafts, .. } = outcome {
            assert_eq!(drafts, given);
        }
    }
});
