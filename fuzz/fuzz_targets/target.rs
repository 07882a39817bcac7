//! The target that this binary is called after.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| morgue_fuzz::run(env!("CARGO_BIN_NAME"), bytes));
