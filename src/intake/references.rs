//! References: RIS, as databases and Zotero write it, and BibTeX. Most have an abstract at best; one
//! that has none is a stub.

mod bibtex;
mod ris;

pub(super) use bibtex::BibTex;
pub(super) use ris::Ris;
