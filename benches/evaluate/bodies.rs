//! Saved pages with the text expected of them, collection by collection.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dom_query::Document;
use regex::Regex;

use crate::{Done, pages};

/// A collection of pages.
pub(crate) struct Collection {
    pub(crate) name: &'static str,
    /// Whether its expected texts hold the lines under pictures.
    pub(crate) captions: Captions,
    pub(crate) pages: Vec<Page>,
}

/// Whether lines under pictures are part of an expected text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Captions {
    /// They are text like any other.
    Counted,
    /// They are no part of it.
    Aside,
}

/// A page and what its article says.
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) wanted: String,
}

/// The article extraction benchmark: the body of the article, typed off by hand.
pub(crate) fn benchmark(formats: &Path) -> Done<Collection> {
    let folder = formats.join("article-extraction-benchmark");
    let truth = std::fs::read_to_string(folder.join("ground-truth.json"))?;
    let truth: BTreeMap<String, serde_json::Value> = serde_json::from_str(&truth)?;
    let page = |(name, told): (String, serde_json::Value)| {
        let bytes = pages::bytes(&folder.join("html").join(format!("{name}.html.gz")))?;
        let wanted = told["articleBody"].as_str().unwrap_or("").to_owned();
        Ok(Page { name, bytes, wanted })
    };
    let pages = truth.into_iter().map(page).collect::<Done<Vec<Page>>>()?;
    Ok(Collection { name: "benchmark", captions: Captions::Aside, pages })
}

/// The tests of readability.js: what that program gives for the page, which its makers approved.
pub(crate) fn readability(formats: &Path) -> Done<Collection> {
    let mut pages = Vec::new();
    for folder in sorted(&formats.join("readability/test/test-pages"))? {
        let Ok(told) = std::fs::read_to_string(folder.join("expected.html")) else { continue };
        let wanted = Document::fragment(told).formatted_text().to_string();
        let bytes = std::fs::read(folder.join("source.html"))?;
        pages.push(Page { name: name_of(&folder), bytes, wanted });
    }
    Ok(Collection { name: "readability", captions: Captions::Counted, pages })
}

/// The tests of Defuddle: what that program gives for the page, as Markdown.
pub(crate) fn defuddle(formats: &Path) -> Done<Collection> {
    let mut pages = Vec::new();
    for page in sorted(&formats.join("defuddle/tests/fixtures"))? {
        let Ok(told) = defuddle_told(formats, &page) else { continue };
        let body = told.splitn(3, "```").nth(2).unwrap_or(&told);
        let (name, bytes) = (name_of(&page), std::fs::read(&page)?);
        pages.push(Page { name, bytes, wanted: words_of_markdown(body)? });
    }
    Ok(Collection { name: "defuddle", captions: Captions::Counted, pages })
}

/// What Defuddle's tests expect of a page: a block of JSON, and the article as Markdown.
pub(crate) fn defuddle_told(formats: &Path, page: &Path) -> Done<String> {
    let name = page.file_stem().ok_or("a page without a name")?;
    let mut told = formats.join("defuddle/tests/expected").join(name);
    told.as_mut_os_string().push(".md");
    Ok(std::fs::read_to_string(told)?)
}

/// The paths in a folder, in the order of their names.
pub(crate) fn sorted(folder: &Path) -> Done<Vec<PathBuf>> {
    let mut paths =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Done<Vec<_>>>()?;
    paths.sort_unstable();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The words of a text in Markdown: no pictures, no addresses, no marks.
fn words_of_markdown(text: &str) -> Done<String> {
    let mut text = text.to_owned();
    for (pattern, left) in [
        (r"(?m)^```.*$", ""),
        (r"!\[[^\]]*\]\([^)]*\)", " "),
        (r"\]\((?:[^()]|\([^()]*\))*\)", " "),
        (r"\[\^([^\]]+)\]", " $1 "),
        (r"</?[a-zA-Z][^>]*>", " "),
        (r"\\(.)", "$1"),
        (r"[*_~`]", ""),
    ] {
        text = Regex::new(pattern)?.replace_all(&text, left).into_owned();
    }
    Ok(text)
}
