//! What may crash, hang or eat all memory is done in a process of its own: the words of a PDF.
//!
//! `pdftotext` is asked where it is installed (it reads columns and all fonts), then this program
//! itself, by a verb that it does not list. Either has a time, and on Unix a memory, and its end
//! ends nothing else. On Unix what it started ends with it, and Ctrl-C reaches neither: the file that
//! is being read is read to its end.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::intake::{Isolated, pdf_words_laid_out};

/// The verb by which this program reads one PDF from stdin and writes its words to stdout.
pub const APART_VERB: &str = "read-pdf-apart";
/// How `pdftotext` is called where nothing else is said.
pub const PDFTOTEXT: &str = "pdftotext";
/// How long one file may be read, in seconds.
pub const MAX_APART_SECONDS: u64 = 60;
/// How much memory reading one file may take, in bytes; on Unix.
pub const MAX_APART_MEMORY_BYTES: u64 = 2 << 30;
/// The most that is taken of what is written, in bytes: a file that has more is not read.
pub const MAX_APART_WORDS_BYTES: u64 = 64 << 20;
/// The code by which this program says that a file cannot be read, and why.
pub const REFUSED: i32 = 65;

/// What is told where nothing can be asked.
const NO_READER: &str = "a PDF: pdftotext has to be installed to read it";
/// What is told where only this program was asked, in vain.
const MAY_READ: &str = "pdftotext may read it, where that is installed";

/// What a process may take.
#[derive(Clone, Copy, Debug)]
struct Limits {
    time: Duration,
    words_bytes: u64,
}

/// What one file may take.
const LIMITS: Limits =
    Limits { time: Duration::from_secs(MAX_APART_SECONDS), words_bytes: MAX_APART_WORDS_BYTES };
/// How long a process may take to end once it has said all.
const GRACE: Duration = Duration::from_secs(2);
/// How a shell says that there is no such program, or none that can be run (POSIX).
const NOT_THERE: [i32; 2] = [126, 127];

/// Why a process gave no words.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fault {
    /// It could not be started.
    NotThere,
    /// What people are told.
    Told(String),
}

/// Reads PDF files in other processes.
#[derive(Debug, Default)]
pub(super) struct Apart {
    /// This program.
    program: Option<PathBuf>,
    /// `pdftotext`, where it is to be asked.
    pdftotext: Option<OsString>,
    /// Whether that proved not to be there.
    has_no_pdftotext: AtomicBool,
}

impl Apart {
    /// Reads with `pdftotext` where that is given and there, then with `program`, this one, where
    /// that is given.
    pub(super) fn new(program: Option<PathBuf>, pdftotext: Option<OsString>) -> Self {
        Self { program, pdftotext, has_no_pdftotext: AtomicBool::new(false) }
    }

    /// What `pdftotext` makes of a file; nothing where it is not asked.
    fn by_pdftotext(&self, bytes: &[u8]) -> Option<Result<String, Fault>> {
        if self.has_no_pdftotext.load(Ordering::Relaxed) {
            return None;
        }
        let arguments = ["-q", "-enc", "UTF-8", "-bbox-layout", "-", "-"];
        let laid_out = run(limited(self.pdftotext.clone()?, &arguments), bytes, LIMITS);
        let read = laid_out.and_then(|layout| pdf_words_laid_out(&layout).map_err(Fault::Told));
        if read == Err(Fault::NotThere) {
            self.has_no_pdftotext.store(true, Ordering::Relaxed);
        }
        Some(read)
    }
}

impl Isolated for Apart {
    fn pdf_words(&self, bytes: &[u8]) -> Result<String, String> {
        let asked = match self.by_pdftotext(bytes) {
            Some(Ok(words)) => return Ok(words),
            Some(Err(Fault::Told(why))) => Some(why),
            Some(Err(Fault::NotThere)) | None => None,
        };
        let Some(program) = &self.program else {
            return Err(asked.unwrap_or_else(|| NO_READER.to_owned()));
        };
        run(limited(program.into(), &[APART_VERB]), bytes, LIMITS).map_err(|fault| {
            let why = match fault {
                Fault::Told(why) => why.trim_end().to_owned(),
                Fault::NotThere => "no process could be started to read the PDF".to_owned(),
            };
            // One of the two was not asked, and reads more than this program does.
            if asked.is_none() { format!("{why}; {MAY_READ}") } else { why }
        })
    }
}

/// A command that may take so much memory and time and no more, and leaves no image of its memory
/// behind. The limits are set by the shell that becomes the command: there is no safe way to set
/// one's own. That of the processor's time holds even where nobody is left to look at the clock.
fn limited(program: OsString, arguments: &[&str]) -> Command {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        let kibibytes = MAX_APART_MEMORY_BYTES >> 10;
        let script = format!(
            "ulimit -c 0 2>/dev/null; ulimit -t {MAX_APART_SECONDS} 2>/dev/null; \
             ulimit -v {kibibytes} 2>/dev/null; exec \"$0\" \"$@\""
        );
        let mut command = Command::new("sh");
        command.arg("-c").arg(script).arg(program).args(arguments).process_group(0);
        command
    }
    #[cfg(not(unix))]
    {
        let mut command = Command::new(program);
        command.args(arguments);
        command
    }
}

/// Runs a command on `bytes` within limits; gives what it writes, or why it gave nothing.
fn run(mut command: Command, bytes: &[u8], limits: Limits) -> Result<String, Fault> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return Err(Fault::NotThere) };
    let said = listen(&mut child, bytes.to_vec(), limits.words_bytes);
    let words = said.recv_timeout(limits.time);
    let is_whole = matches!(&words, Ok(words) if words.len() as u64 <= limits.words_bytes);
    let code = end(&mut child, if is_whole { GRACE } else { Duration::ZERO });
    let told = |why: String| Err(Fault::Told(why));
    let Ok(words) = words else {
        return told(format!("reading the PDF took more than {} seconds", limits.time.as_secs()));
    };
    if !is_whole {
        let most = limits.words_bytes >> 20;
        return told(format!("the PDF has more than {most} MiB of words, the limit"));
    }
    let words = String::from_utf8_lossy(&words).into_owned();
    match code {
        Some(0) => Ok(words),
        Some(REFUSED) => told(words),
        Some(code) if NOT_THERE.contains(&code) => Err(Fault::NotThere),
        _ => told("the reader of PDF files failed on it".to_owned()),
    }
}

/// Gives a process its bytes, and hears what it says, a byte beyond the limit at most. The threads
/// belong to nobody: a process that hands its streams on to others could hold them for ever.
fn listen(child: &mut Child, bytes: Vec<u8>, limit_bytes: u64) -> mpsc::Receiver<Vec<u8>> {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    std::thread::spawn(move || {
        // One that ends early does not read all; what it says tells why.
        stdin.map(|mut stdin| stdin.write_all(&bytes))
    });
    let (said, hears) = mpsc::channel();
    std::thread::spawn(move || {
        let mut words = Vec::new();
        if let Some(stdout) = stdout {
            // A stream that breaks off ends like any other: the code tells the rest.
            let _ = stdout.take(limit_bytes + 1).read_to_end(&mut words);
        }
        // Nobody hears it once the time is over.
        let _ = said.send(words);
    });
    hears
}

/// Ends a process that may still run after `grace`, with all that it started; gives its code.
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
    end_group(child.id());
    let _ = child.kill();
    child.wait().ok().and_then(|status| status.code())
}

/// Ends all that belongs to the group which a process leads. It was not waited for yet, so that no
/// other can have its number.
#[cfg(unix)]
fn end_group(leader: u32) {
    let mut command = Command::new("sh");
    command.arg("-c").arg("kill -s KILL -- \"-$0\"").arg(leader.to_string());
    let _ = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
}

#[cfg(not(unix))]
fn end_group(_leader: u32) {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    const SHORT: Limits = Limits { time: Duration::from_millis(200), ..LIMITS };

    fn shell(script: &str) -> Command {
        limited("sh".into(), &["-c", script])
    }

    fn told(why: &str) -> Result<String, Fault> {
        Err(Fault::Told(why.to_owned()))
    }

    #[test]
    fn what_is_said_comes_back_and_what_fails_is_told() {
        assert_eq!(run(shell("cat"), b"words", LIMITS), Ok("words".to_owned()));
        assert_eq!(run(shell("echo no; exit 65"), b"words", LIMITS), told("no\n"));
        let failed = told("the reader of PDF files failed on it");
        assert_eq!(run(shell("echo half; exit 101"), b"", LIMITS), failed);
        assert_eq!(run(shell("kill -9 $$"), &vec![0; 1 << 20], LIMITS), failed);
        let babbles =
            shell("i=0; while [ $i -lt 20000 ]; do echo garbage >&2; i=$((i+1)); done; cat");
        assert_eq!(run(babbles, b"words", LIMITS), Ok("words".to_owned()));
    }

    #[test]
    fn time_has_a_limit_for_a_process_and_what_it_started() {
        for script in ["exec sleep 50", "sleep 50; echo late", "sleep 50 & sleep 50"] {
            let begun = Instant::now();
            let ended = run(shell(script), b"", SHORT);
            assert!(matches!(ended, Err(Fault::Told(why)) if why.contains("took more than")));
            assert!(begun.elapsed() < Duration::from_secs(40));
        }
    }

    #[test]
    fn a_process_that_leaves_another_behind_is_not_waited_for() {
        let marker = tempfile::tempdir().expect("a folder");
        let path = marker.path().join("alive");
        let script = format!("(sleep 1; touch {}) & sleep 50", path.display());
        assert!(run(shell(&script), b"", SHORT).is_err());
        std::thread::sleep(Duration::from_secs(2));
        assert!(!path.exists(), "what it started ended with it");
    }

    #[test]
    fn words_have_a_limit() {
        let limits = Limits { words_bytes: 1 << 20, ..LIMITS };
        let ended = run(
            shell("while :; do echo 0123456789012345678901234567890123456789; done"),
            b"",
            limits,
        );
        assert_eq!(ended, told("the PDF has more than 1 MiB of words, the limit"));
    }

    #[test]
    fn memory_and_processor_time_have_a_limit() {
        let script =
            "test \"$(ulimit -v) $(ulimit -t) $(ulimit -c)\" = '2097152 60 0' && echo held";
        assert_eq!(run(shell(script), b"", LIMITS), Ok("held\n".to_owned()));
    }

    #[test]
    fn without_any_reader_that_is_told() {
        for pdftotext in [None, Some("/no/such/pdftotext".into())] {
            let apart = Apart::new(None, pdftotext);
            for _ in 0..2 {
                assert!(apart.pdf_words(b"%PDF-").is_err_and(|why| why.contains("pdftotext")));
            }
        }
    }

    #[test]
    fn where_one_fails_the_other_is_asked() {
        let apart = Apart::new(Some("cat".into()), Some("false".into()));
        // `cat` knows no verb of ours.
        let failed = "the reader of PDF files failed on it";
        assert_eq!(apart.pdf_words(b"%PDF-"), Err(failed.to_owned()));
        let echoing = Apart::new(None, Some("echo".into()));
        assert!(echoing.pdf_words(b"%PDF-").is_err_and(|why| why.contains("breaks off")));
    }
}
