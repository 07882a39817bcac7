//! The progress of long work: a bar on stderr where that is a terminal, otherwise nothing.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

use super::page::counted;
use super::safe;
use crate::ingest::Event;

/// Longest file name shown beside the bar, in characters.
const NAME_CHARACTERS: usize = 28;

/// A bar that follows the events of an ingest.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar, or nothing to be seen where nobody looks.
    pub(super) fn new() -> Self {
        let bar = match std::io::stderr().is_terminal() {
            true => ProgressBar::new_spinner(),
            false => ProgressBar::hidden(),
        };
        Self { bar }
    }

    /// Shows an event.
    pub(super) fn show(&self, event: Event) {
        match event {
            Event::Walking { found } => {
                self.bar.set_message(format!("{} found", counted(found, "file")));
                self.bar.tick();
            }
            Event::Walked { files } => {
                let form = "{bar:24} {pos}/{len} files  {msg}";
                if let Ok(style) = ProgressStyle::with_template(form) {
                    self.bar.set_style(style.progress_chars("█▉▊▋▌▍▎▏ "));
                }
                self.bar.set_length(files);
                self.bar.set_message("");
            }
            Event::File { done, clippings, path } => {
                self.bar.set_position(done);
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                let name: String = name.unwrap_or_default().chars().take(NAME_CHARACTERS).collect();
                let told = format!("{}  {}", counted(clippings, "clipping"), safe::line(&name));
                self.bar.set_message(told);
            }
            Event::Committed { clippings } => {
                self.bar.set_message(format!("{} committed", counted(clippings, "clipping")));
            }
            Event::Merging => self.bar.set_message("merging"),
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// A bar that counts things of one kind.
pub(super) struct Count {
    bar: ProgressBar,
}

impl Count {
    /// A bar up to `length`, or nothing to be seen where nobody looks.
    pub(super) fn new(length: usize, things: &str) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self { bar: ProgressBar::hidden() };
        }
        let bar = ProgressBar::new(length as u64);
        let form = format!("{{bar:24}} {{pos}}/{{len}} {things}");
        if let Ok(style) = ProgressStyle::with_template(&form) {
            bar.set_style(style.progress_chars("█▉▊▋▌▍▎▏ "));
        }
        Self { bar }
    }

    /// A bar that is never seen.
    pub(super) fn hidden() -> Self {
        Self { bar: ProgressBar::hidden() }
    }

    /// One more is done.
    pub(super) fn step(&self) {
        self.bar.inc(1);
    }

    /// Does something that writes to stderr while the bar is away.
    pub(super) fn suspend<T>(&self, deed: impl FnOnce() -> T) -> T {
        self.bar.suspend(deed)
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// A flag that Ctrl-C sets. Once it is set, a second Ctrl-C ends the program at once.
pub(super) fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    // Without a handler Ctrl-C ends the program at once; what was committed stays, so that is no
    // failure.
    let _ = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    stop
}
