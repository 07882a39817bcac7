//! What short forms stand for in an archive.

use serde::Serialize;

use crate::archive::{Result, Snapshot};
use crate::search::{self, Standing};

/// What `acronyms --json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Acronyms {
    /// How many short forms there are.
    pub total: u64,
    /// The short forms, the most frequent first.
    pub short_forms: Vec<ShortForm>,
    /// The lines of `acronyms.txt` in their order; of one word, those that name it.
    pub by_hand: Vec<HandLine>,
    /// What in `acronyms.txt` was not understood.
    pub notes: Vec<String>,
}

/// A short form that clippings define.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShortForm {
    /// As most clippings print it.
    pub short: String,
    /// What a query does with it: `widened`, `suggested`, `word`, `several` or `by hand`.
    pub standing: &'static str,
    /// How many clippings print it, where that decides against it.
    pub printing: Option<u64>,
    /// How many of them define it or spell it out.
    pub telling: Option<u64>,
    /// What it stands for.
    pub meanings: Vec<Meaning>,
}

/// What a short form stands for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Meaning {
    /// As most clippings spell it.
    pub long: String,
    /// Its other spellings.
    pub also: Vec<String>,
    /// How many clippings define it.
    pub clippings: u64,
    /// The number of the thing it names, from 1: names of one thing have one number.
    pub thing: usize,
    /// Whole ids of clippings that define it, where one word is asked for.
    pub sources: Vec<String>,
}

/// A line of a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HandLine {
    /// The names before the sign.
    pub names: Vec<String>,
    /// What they stand for; nothing where they are never called otherwise.
    pub meaning: Option<String>,
}

impl ShortForm {
    /// A short form, each meaning with at most `most` of the clippings that define it.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn new(
        snapshot: &Snapshot,
        acronyms: &search::Acronyms<'_>,
        short: &search::ShortForm,
        most: usize,
    ) -> Result<Self> {
        let standing = acronyms.standing(short)?;
        let evidence = match standing {
            Standing::Suggested(evidence) | Standing::Word(evidence) => Some(evidence),
            Standing::Widened | Standing::Several | Standing::ByHand => None,
        };
        let mut meanings = Vec::new();
        for (number, thing) in (1..).zip(&short.meanings) {
            for meaning in thing {
                let mut sources = Vec::new();
                if most > 0 {
                    for address in acronyms.sources(meaning, most)? {
                        sources.push(snapshot.clipping(address)?.id.to_string());
                    }
                }
                let also = meaning.spellings.iter().skip(1);
                meanings.push(Meaning {
                    long: meaning.shown().to_owned(),
                    also: also.map(|(spelling, _)| spelling.clone()).collect(),
                    clippings: meaning.clippings,
                    thing: number,
                    sources,
                });
            }
        }
        Ok(Self {
            short: short.shown.clone(),
            standing: standing.name(),
            printing: evidence.map(|evidence| evidence.printing),
            telling: evidence.map(|evidence| evidence.telling),
            meanings,
        })
    }
}

impl From<&search::HandLine> for HandLine {
    fn from(line: &search::HandLine) -> Self {
        Self { names: line.names.clone(), meaning: line.meaning.clone() }
    }
}
