//! References: RIS, as databases and Zotero write it, BibTeX, and Zotero's own RDF. Most have an abstract at best; one
//! that has none is a stub.

mod bibtex;
mod ris;
mod zotero;

pub(super) use bibtex::BibTex;
pub(super) use ris::Ris;
pub(super) use zotero::Zotero;
