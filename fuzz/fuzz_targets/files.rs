//! Any bytes are read as a file that is no text, alone and packed: every outcome is an account.
#![no_main]

use libfuzzer_sys::fuzz_target;
use morgue::intake::{Options, Outcome, Source, read};

fuzz_target!(|bytes: &[u8]| {
    for opening in [
        &b""[..],
        b"PK\x03\x04",
        b"\x1F\x8B\x08",
        b"{\\rtf1\\ansi ",
        b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 99\r\n\r\nHTTP/1.1 200 OK\r\n",
        b"filedesc://a.arc 127.0.0.1 20140216050221 text/plain 9\n1 0 Port\n\n",
    ] {
        let file = [opening, bytes].concat();
        let mut given = 0;
        let outcome = read(&Source { path: "a", bytes: &file }, &Options::default(), &mut |_| given += 1);
        if let Outcome::Read { drafts, members, .. } = outcome {
            assert_eq!(drafts, given);
            assert!(members.adds_up());
        }
    }
});
