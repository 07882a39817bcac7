//! What may crash, hang or eat all memory is done in a process of its own: the words of a PDF.
//!
//! `pdftotext` is asked where it is installed (it reads columns and all fonts), then this program
//! itself, by a verb that it does not list. Either has a time, and on Unix a memory, and its end
//! ends nothing else.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::intake::Isolated;

/// The verb by which this program reads one PDF from stdin and writes its words to stdout.
pub const APART_VERB: &str = "read-pdf-apart";
/// How long one file may be read, in seconds.
pub const MAX_APART_SECONDS: u64 = 60;
/// The same as a duration.
const LIMIT: Duration = Duration::from_secs(MAX_APART_SECONDS);
/// How much memory reading one file may take, in bytes; on Unix.
pub const MAX_APART_MEMORY_BYTES: u64 = 2 << 30;
/// The most that is taken of what is written, in bytes.
pub const MAX_APART_WORDS_BYTES: u64 = 64 << 20;
/// How long a process may take to end once it has said all.
const GRACE: Duration = Duration::from_secs(2);

/// Reads PDF files in other processes.
#[derive(Debug, Default)]
pub(super) struct Apart {
    /// This program.
    program: Option<PathBuf>,
    /// Whether `pdftotext` is there.
    has_pdftotext: OnceLock<bool>,
}

impl Apart {
    /// Reads with `pdftotext` where that is installed, and with `program`, this one, where it is
    /// given.
    pub(super) fn new(program: Option<PathBuf>) -> Self {
        Self { program, has_pdftotext: OnceLock::new() }
    }

    fn has_pdftotext(&self) -> bool {
        *self.has_pdftotext.get_or_init(|| {
            let mut asked = Command::new("pdftotext");
            asked.arg("-v").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            asked.status().is_ok()
        })
    }
}

impl Isolated for Apart {
    fn pdf_words(&self, bytes: &[u8]) -> Result<String, String> {
        let mut why = "a PDF: pdftotext has to be installed to read it".to_owned();
        if self.has_pdftotext() {
            let arguments = ["-q", "-enc", "UTF-8", "-", "-"];
            match run(limited("pdftotext".into(), &arguments), bytes, LIMIT) {
                Ok(words) => return Ok(words),
                Err(told) => why = told,
            }
        }
        match &self.program {
            Some(program) => run(limited(program.clone(), &[APART_VERB]), bytes, LIMIT),
            None => Err(why),
        }
    }
}

/// A command that may take so much memory and no more. The limit is set by the shell that becomes
/// the command: there is no safe way to set one's own.
fn limited(program: PathBuf, arguments: &[&str]) -> Command {
    if cfg!(unix) {
        let kibibytes = MAX_APART_MEMORY_BYTES >> 10;
        let script = format!("ulimit -v {kibibytes} 2>/dev/null; exec \"$0\" \"$@\"");
        let mut command = Command::new("sh");
        command.arg("-c").arg(script).arg(program).args(arguments);
        command
    } else {
        let mut command = Command::new(program);
        command.args(arguments);
        command
    }
}

/// Runs a command on `bytes` for so long at most; gives what it writes, or why it gave nothing.
fn run(mut command: Command, bytes: &[u8], limit: Duration) -> Result<String, String> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child =
        command.spawn().map_err(|error| format!("the PDF could not be read apart: {error}"))?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (said, hears) = mpsc::channel();
    let (words, ended) = std::thread::scope(|scope| {
        scope.spawn(move || {
            // One that ends early does not read all; what it says tells why.
            stdin.map(|mut stdin| stdin.write_all(bytes))
        });
        scope.spawn(move || {
            let mut words = Vec::new();
            let stream = stdout.map(|stdout| stdout.take(MAX_APART_WORDS_BYTES));
            let read = stream.map(|mut stream| stream.read_to_end(&mut words).is_ok());
            // Nobody hears it once the time is over.
            let _ = said.send(read.unwrap_or(false).then_some(words));
        });
        let words = hears.recv_timeout(limit);
        let ended = end(&mut child, if words.is_ok() { GRACE } else { Duration::ZERO });
        (words, ended)
    });
    let Ok(words) = words else {
        return Err(format!("reading the PDF took more than {} seconds", limit.as_secs()));
    };
    let words = String::from_utf8_lossy(&words.unwrap_or_default()).into_owned();
    match ended {
        Some(0) => Ok(words),
        Some(REFUSED) => Err(words),
        _ => Err("the reader of PDF files failed on it".to_owned()),
    }
}

/// The code by which this program says that a file cannot be read, and why.
pub const REFUSED: i32 = 65;

/// Ends a process that may still run after `grace`; gives its code.
fn end(child: &mut Child, grace: Duration) -> Option<i32> {
    let until = Instant::now() + grace;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.code(),
            Ok(None) if Instant::now() < until => std::thread::sleep(Duration::from_millis(2)),
            _ => break,
        }
    }
    // It may have ended in between: then there is nothing to end.
    let _ = child.kill();
    child.wait().ok().and_then(|status| status.code())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        limited("sh".into(), &["-c", script])
    }

    #[test]
    fn what_is_said_comes_back_and_what_fails_is_told() {
        assert_eq!(run(shell("cat"), b"words", LIMIT), Ok("words".to_owned()));
        assert_eq!(run(shell("echo no; exit 65"), b"words", LIMIT), Err("no\n".to_owned()));
        let failed = Err("the reader of PDF files failed on it".to_owned());
        assert_eq!(run(shell("echo half; exit 101"), b"", LIMIT), failed);
        assert_eq!(run(shell("kill -9 $$"), &vec![0; 1 << 20], LIMIT), failed);
    }

    #[test]
    fn time_has_a_limit() {
        let begun = Instant::now();
        let ended = run(shell("exec sleep 50"), b"", Duration::from_millis(50));
        assert!(ended.is_err_and(|why| why.contains("took more than")));
        assert!(begun.elapsed() < Duration::from_secs(40));
    }

    #[test]
    fn memory_has_a_limit() {
        let script = "test \"$(ulimit -v)\" = 2097152 && echo held";
        assert_eq!(run(shell(script), b"", LIMIT), Ok("held\n".to_owned()));
    }

    #[test]
    fn without_any_reader_that_is_told() {
        let apart = Apart::new(None);
        let _ = apart.has_pdftotext.set(false);
        assert!(apart.pdf_words(b"%PDF-").is_err_and(|why| why.contains("pdftotext")));
    }
}
