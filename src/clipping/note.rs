//! Something odd about a clipping or a file.

/// An oddity that was met and survived: told to the person, never swallowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// One sentence without a full stop, lower case: what was found and what was done.
    pub message: String,
    /// The byte in the file where it was found, where that is known.
    pub at_byte: Option<u64>,
}

impl Note {
    /// A note about the whole.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), at_byte: None }
    }

    /// A note about one place in a file.
    pub fn at(message: impl Into<String>, at_byte: u64) -> Self {
        Self { message: message.into(), at_byte: Some(at_byte) }
    }
}
