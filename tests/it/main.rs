//! The integration tests: what `morgue` promises, tried from outside.

mod cjk;
mod desk;
mod hostile;
mod ingest;
mod kill;
mod layers;
mod oracle;
mod readme;
mod support;
