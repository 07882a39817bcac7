//! The verb that nobody types: a PDF from stdin, its words to stdout. It runs in a process that the
//! ingest starts for one file, since readers of PDF files crash on odd ones.

use std::io::{Read, Write};
use std::process::ExitCode;

use crate::ingest::REFUSED;
use crate::intake;

/// Reads one PDF.
pub(super) fn run() -> ExitCode {
    let mut bytes = Vec::new();
    let mut stdin = std::io::stdin().lock().take(intake::MAX_FILE_BYTES);
    let read = stdin.read_to_end(&mut bytes);
    let (told, code) = match read.map_err(|error| error.to_string()) {
        Err(why) => (why, ExitCode::from(REFUSED as u8)),
        Ok(_) => match intake::pdf_words(&bytes) {
            Ok(words) => (words, ExitCode::SUCCESS),
            Err(why) => (why, ExitCode::from(REFUSED as u8)),
        },
    };
    match std::io::stdout().lock().write_all(told.as_bytes()) {
        Ok(()) => code,
        Err(_) => ExitCode::FAILURE,
    }
}
