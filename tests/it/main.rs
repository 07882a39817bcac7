//! The integration tests: what `morgue` promises, tried from outside.

mod layers;
mod oracle;
mod readme;
mod support;
