//! What a person said that words stand for.

use serde::Serialize;

/// What `vocabulary --json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Vocabularies {
    /// The files.
    pub files: Vec<Vocabulary>,
}

/// A file of words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Vocabulary {
    /// Its name beside the archive.
    pub name: &'static str,
    /// Where it lies, or would.
    pub path: String,
    /// Whether it is there.
    pub exists: bool,
    /// What its words are about: `region` or `category`.
    pub dimension: &'static str,
    /// What it says, sorted.
    pub names: Vec<VocabularyName>,
    /// The lines that were not understood.
    pub notes: Vec<String>,
}

/// A name in a file of words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VocabularyName {
    /// The name.
    pub name: String,
    /// The path it stands for; nothing where it stands for nothing.
    pub path: Option<Vec<String>>,
}
