//! The integration tests: what `morgue` promises, tried from outside.

#![allow(clippy::print_stdout, reason = "the runner shows it only where it is asked for")]

mod acronyms;
mod archives;
mod batch;
mod cjk;
mod command_line;
mod containers;
mod dates;
mod dialects;
mod documents;
mod exports;
mod fuzz;
mod fuzz_targets;
mod hostile;
mod ingest;
mod kill;
mod languages;
mod layers;
mod learned;
mod matches;
mod oracle;
mod packed;
mod pages;
mod readme;
mod related;
mod rescue;
mod seeds;
mod sidecars;
mod stated;
mod stories;
mod support;
mod target_seeds;
mod targets;
mod verify;
mod vocabularies;
mod web_archives;
mod wires;
