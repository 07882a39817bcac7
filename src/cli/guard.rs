//! A verb kept from failing like a program: the engine panics where its files do not hold what they
//! ought to, and what a person sees then is a damaged archive.

use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::ending::Failure;
use crate::archive;

/// What was said last by a part of the program that gave up.
static SAID: Mutex<String> = Mutex::new(String::new());

/// Runs a verb on the archive in `index`.
pub(super) fn guarded<T>(
    index: &Path,
    verb: impl FnOnce() -> Result<T, Failure>,
) -> Result<T, Failure> {
    set_hook(Box::new(note));
    catch_unwind(AssertUnwindSafe(verb)).unwrap_or_else(|_| {
        let said = SAID.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let what = format!("reading it failed ({said})");
        Err(archive::Error::Damaged { dir: index.to_owned(), what }.into())
    })
}

/// Keeps what a panic says and where, instead of printing it.
fn note(panic: &PanicHookInfo<'_>) {
    let message = panic.payload_as_str().unwrap_or("no reason given");
    let place = panic.location().map_or_else(String::new, |at| {
        let name = Path::new(at.file()).file_name().unwrap_or_default();
        format!(", {}:{}", name.display(), at.line())
    });
    *SAID.lock().unwrap_or_else(PoisonError::into_inner) = format!("{message}{place}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_that_panics_tells_of_damage() {
        let failure = guarded::<()>(Path::new("io"), || panic!("no such block")).expect_err("one");
        let Failure::Archive(error) = failure else { panic!("{failure:?}") };
        let told = error.to_string();
        assert!(told.starts_with("the archive in io is damaged: reading it failed (no such block"));
        assert!(error.hint().contains("end in .txt"));
    }
}
