//! What is fuzzed, shared with the tests that try the same on stable.

#[path = "../../tests/it/targets/mod.rs"]
mod targets;

use std::sync::LazyLock;

use targets::Target;

static ALL: LazyLock<Vec<Target>> = LazyLock::new(|| {
    // The fuzzer's hook ends the process at panics inside libraries too, which readers catch.
    drop(std::panic::take_hook());
    targets::all()
});

/// Tries the target with that name on `bytes`.
///
/// # Panics
/// Where a promise is broken, or no target has that name.
pub fn run(name: &str, bytes: &[u8]) {
    let target = ALL.iter().find(|target| target.name == name);
    target.unwrap_or_else(|| panic!("no target is called {name}")).run(bytes);
}
