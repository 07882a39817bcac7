//! What the command line says: evaluations to run, or the part a child process plays.

use std::path::PathBuf;

use crate::{Done, cold, ingest, names};

/// What is asked.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// The evaluations to run; all where none is named.
    names: Vec<String>,
    /// Fewer files, queries and rounds: shows that it runs, not how well.
    pub(crate) quick: bool,
    /// What random choices are made from.
    pub(crate) seed: u64,
    /// How often items are drawn, from that seed and the next ones.
    pub(crate) draws: usize,
    /// How many lost queries to print.
    pub(crate) losses: usize,
    /// How often to measure; nothing for as often as the evaluation thinks right.
    pub(crate) rounds: Option<usize>,
    /// The part this process plays for another one.
    pub(crate) child: Option<Child>,
}

/// The part a child process plays.
#[derive(Debug)]
pub(crate) enum Child {
    /// One part of `ingest`, in a folder.
    Ingest { part: String, at: PathBuf, quick: bool },
    /// A plain tantivy program: lists ten titles.
    PlainList { dir: PathBuf, query: String },
    /// A program that does nothing: what starting a process costs.
    Nothing,
}

impl Child {
    /// Plays the part.
    pub(crate) fn run(&self) -> Done {
        match self {
            Self::Ingest { part, at, quick } => ingest::part(part, at, *quick),
            Self::PlainList { dir, query } => cold::plain_list(dir, query),
            Self::Nothing => Ok(()),
        }
    }
}

/// The seed where none is given: the size of the whole collection.
const SEED: u64 = 21_578;

impl Options {
    /// Reads the arguments after the program's name; cargo puts `--bench` among them.
    pub(crate) fn read(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut arguments = arguments.filter(|argument| argument != "--bench");
        let mut options = Self { seed: SEED, draws: 1, ..Self::default() };
        let (mut part, mut at) = (None, None);
        while let Some(argument) = arguments.next() {
            let mut value = |what: &str| {
                arguments.next().ok_or_else(|| format!("{argument} needs {what} after it"))
            };
            match argument.as_str() {
                "--quick" => options.quick = true,
                "--seed" => options.seed = number(&value("a number")?)?,
                "--draws" => options.draws = number(&value("a number")?)?,
                "--losses" => options.losses = number(&value("a number")?)?,
                "--rounds" => options.rounds = Some(number(&value("a number")?)?),
                "--part" => part = Some(value("a part")?),
                "--at" => at = Some(PathBuf::from(value("a folder")?)),
                "nothing" => options.child = Some(Child::Nothing),
                "plain-list" => {
                    let dir = PathBuf::from(value("a folder")?);
                    options.child = Some(Child::PlainList { dir, query: value("a query")? });
                }
                name if names().contains(&name) => options.names.push(argument),
                other => {
                    return Err(format!("no evaluation {other:?}; there are {:?}", names()));
                }
            }
        }
        if let (Some(part), Some(at)) = (part, at) {
            options.child = Some(Child::Ingest { part, at, quick: options.quick });
        }
        Ok(options)
    }

    /// Whether an evaluation is asked for.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|wanted| wanted == name)
    }
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{text:?} is no number"))
}
