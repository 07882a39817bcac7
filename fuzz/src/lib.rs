//! What is fuzzed, shared with the tests that try the same on stable.

#[path = "../../tests/it/targets/mod.rs"]
mod targets;

use std::sync::LazyLock;

use targets::Target;

static ALL: LazyLock<Vec<Target>> = LazyLock::new(targets::all);

/// Tries the target with that name on `bytes`.
///
/// # Panics
/// Where a promise is broken, or no target has that name.
pub fn run(name: &str, bytes: &[u8]) {
    let target = ALL.iter().find(|target| target.name == name);
    target.unwrap_or_else(|| panic!("no target is called {name}")).run(bytes);
}
