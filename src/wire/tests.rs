//! `docs/json.md` and the shapes hold each other in place.
