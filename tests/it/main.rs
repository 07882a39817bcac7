//! The integration tests: what `morgue` promises, tried from outside.

#![allow(clippy::print_stdout, reason = "the runner shows it only where it is asked for")]

mod cjk;
mod dialects;
mod hostile;
mod ingest;
mod kill;
mod layers;
mod oracle;
mod readme;
mod support;
