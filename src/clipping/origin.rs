//! Where a clipping was found.

use std::borrow::Cow;

/// One place a clipping was read from. The same piece in two files is one clipping with two
/// origins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The folder or file that was given to `ingest`, canonical.
    pub root: String,
    /// The file, relative to the root, with `/`; the file's own name where the root is a file.
    pub path: String,
    /// Which article of the file, from 0, counted over all its members.
    pub part: u32,
    /// Where the file holds other files: the path of the one it was read from inside it, with `/`.
    pub member: Option<String>,
}

impl Origin {
    /// The path people see: that of the file, and behind it that of the member
    /// (`export.zip/2019/a.txt`).
    pub fn place(&self) -> Cow<'_, str> {
        match &self.member {
            Some(member) => format!("{}/{member}", self.path).into(),
            None => self.path.as_str().into(),
        }
    }

    /// Which article of which file it is, whatever member holds it.
    pub fn article(&self) -> Self {
        Self { member: None, ..self.clone() }
    }

    /// Which member of which file it is in, whatever lies before that; the article where it is in
    /// none.
    pub fn holder(&self) -> Self {
        let part = if self.member.is_some() { 0 } else { self.part };
        Self { part, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_stands_below_its_file() {
        let file = Origin { root: "/r".into(), path: "a.zip".into(), part: 3, member: None };
        let member = Origin { member: Some("2019/b.txt".into()), ..file.clone() };
        assert_eq!(file.place(), "a.zip");
        assert_eq!(member.place(), "a.zip/2019/b.txt");
        assert_eq!(member.article(), file);
    }
}
