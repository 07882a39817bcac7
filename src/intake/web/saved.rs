//! Where and when a page was saved, as the tools that save pages write it into a comment.

use super::super::tidy::one_line;

/// What a comment tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Saved {
    /// The address of the page.
    pub(super) url: Option<String>,
    /// When it was saved, as written.
    pub(super) date: Option<String>,
    /// What saved it.
    pub(super) tool: &'static str,
}

/// Words by which such comments are known, and the tools that write them.
const TOOLS: &[(&str, &str)] = &[
    ("Page saved with SingleFile", "SingleFile"),
    ("saved from url=(", "a browser"),
    (" by HTTrack Website Copier", "HTTrack"),
    ("RETRIEVED FROM THE INTERNET ARCHIVE", "the Internet Archive"),
];

/// How far into a comment they stand.
const OPENING_BYTES: usize = 512;

/// Whether a comment tells where or when the page was saved.
pub(super) fn tells(comment: &str) -> bool {
    tool(comment).is_some()
}

fn tool(comment: &str) -> Option<&'static str> {
    let opening = super::super::start_of(comment, OPENING_BYTES);
    TOOLS.iter().find(|(words, _)| opening.contains(words)).map(|(_, tool)| *tool)
}

/// What `comment` tells.
pub(super) fn saved(comment: &str) -> Option<Saved> {
    let tool = tool(comment)?;
    let (url, date) = match tool {
        "SingleFile" => (line(comment, "url:"), line(comment, "saved date:")),
        "a browser" => (between(comment, ")", "-->").map(one_line), None),
        "HTTrack" => mirrored(comment),
        _ => (None, between(comment, "RETRIEVED FROM THE INTERNET ARCHIVE ON ", ".").map(one_line)),
    };
    Some(Saved { url: url.filter(|url| url.contains("://")), date, tool })
}

/// What follows `key` on the line that begins with it.
fn line(comment: &str, key: &str) -> Option<String> {
    let value = comment.lines().find_map(|line| line.trim().strip_prefix(key))?;
    Some(one_line(value)).filter(|value| !value.is_empty())
}

/// `Mirrored from HOST/PATH by HTTrack Website Copier/3.x […], Wed, 13 Nov 2019 06:02:00 GMT`.
fn mirrored(comment: &str) -> (Option<String>, Option<String>) {
    let url = between(comment, "Mirrored from ", " by ").map(|at| format!("http://{}", at.trim()));
    let date = between(comment, "], ", "-->").map(one_line);
    (url, date)
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    Some(rest.split_once(after).map_or(rest, |(inside, _)| inside))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(comment: &str, url: &str, date: &str) {
        let found = saved(comment).expect("it tells");
        assert_eq!(found.url.as_deref().unwrap_or(""), url, "{comment}");
        assert_eq!(found.date.as_deref().unwrap_or(""), date, "{comment}");
    }

    #[test]
    fn each_tool_writes_it_otherwise() {
        check(
            "<!--\n Page saved with SingleFile \n url: https://post.example/a \n saved date: Wed Nov 13 2019 06:02:00 GMT+0900 (Korean Standard Time)\n-->",
            "https://post.example/a",
            "Wed Nov 13 2019 06:02:00 GMT+0900 (Korean Standard Time)",
        );
        check("<!-- saved from url=(0022)https://post.example/a -->", "https://post.example/a", "");
        check(
            "<!-- Mirrored from post.example/a by HTTrack Website Copier/3.x [XR&CO'2014], Wed, 13 Nov 2019 06:02:00 GMT -->",
            "http://post.example/a",
            "Wed, 13 Nov 2019 06:02:00 GMT",
        );
        check(
            "<!-- FILE ARCHIVED ON 06:02:00 Nov 13, 2019 AND RETRIEVED FROM THE INTERNET ARCHIVE ON 07:00:00 Dec 01, 2020.\n -->",
            "",
            "07:00:00 Dec 01, 2020",
        );
        assert_eq!(saved("<!-- a comment like any other -->"), None);
    }
}
