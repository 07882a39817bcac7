//! The headline of a page, without what the site adds to every title.

use super::super::plain;
use super::super::tidy::one_line;
use super::page::Page;
use crate::clipping::{Label, LabelName};
use crate::text::fold;

/// Marks between a headline and the name of the site, with blanks about them.
const MARKS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " › ", "｜"];
/// What a page for a printer puts beside its headline, as letters and digits.
const FOR_PRINT: &[&str] = &[
    "print",
    "printpage",
    "printversion",
    "printthispage",
    "printerfriendly",
    "printerfriendlyversion",
    "druckansicht",
    "druckversion",
    "imprimer",
    "imprimir",
    "stampa",
];
/// The fewest words of a headline that loses its site.
const LEAST_WORDS: usize = 2;
/// The longest name of a site behind a headline, in bytes.
const LONGEST_SITE_BYTES: usize = 40;

/// `title` without the name of its site: the last or first part behind a mark that is one of
/// `names`, or what is not in a heading that the rest is.
pub(super) fn without_site(title: &str, names: &[String], headings: &[String]) -> String {
    let mut title = one_line(title);
    while let Some(shorter) = shortened(&title, names, headings) {
        title = shorter;
    }
    title
}

fn shortened(title: &str, names: &[String], headings: &[String]) -> Option<String> {
    for mark in MARKS {
        if let Some((rest, name)) = title.rsplit_once(mark)
            && is_site(name, names)
            && is_headline(rest)
            && !is_site(rest, names)
        {
            return Some(rest.trim().to_owned());
        }
        if let Some((name, rest)) = title.split_once(mark)
            && is_site(name, names)
            && is_headline(rest)
            && !is_site(rest, names)
        {
            return Some(rest.trim().to_owned());
        }
    }
    let parts = |mark: &&str| title.contains(*mark);
    let heading = headings.iter().find(|heading| {
        title.len() > heading.len() && is_headline(heading) && begins(title, heading)
    });
    heading.filter(|_| MARKS.iter().any(parts)).cloned()
}

/// Whether `title` begins with `heading`, whatever the case of its letters.
fn begins(title: &str, heading: &str) -> bool {
    title.get(..heading.len()).is_some_and(|head| fold::key(head) == fold::key(heading))
}

/// The name of the site in the title element, where that is the heading with something behind it: the
/// last part, which must be what the host is called where one is known.
pub(super) fn site_behind(page: &Page, hosts: &[String]) -> Option<String> {
    let title = one_line(page.title.as_deref()?);
    let heading =
        page.headings.iter().find(|heading| is_headline(heading) && begins(&title, heading))?;
    let behind = &title[heading.len()..];
    let (_, name) = MARKS
        .iter()
        .filter_map(|mark| behind.rsplit_once(mark))
        .max_by_key(|(before, _)| before.len())?;
    let name = name.trim();
    let is_site = hosts.is_empty() || is_name(name, hosts);
    let fits = name.len() <= LONGEST_SITE_BYTES && name.contains(char::is_alphabetic);
    (fits && is_site).then(|| name.to_owned())
}

/// Whether a title speaks of a page for a printer and of its site alone: `Portbury Post | Print`.
pub(super) fn is_of_the_site(title: &str, names: &[String]) -> bool {
    let Some((mark, _)) = MARKS.iter().filter_map(|mark| Some((mark, title.find(mark)?))).next()
    else {
        return FOR_PRINT.contains(&key(title).as_str());
    };
    let mut is_for_print = false;
    let of_site = title.split(mark).all(|part| {
        let printed = FOR_PRINT.contains(&key(part).as_str());
        is_for_print |= printed;
        printed || is_site(part, names) || plain::is_called_like_an_outlet(part.trim())
    });
    of_site && is_for_print
}

/// A headline and the site it is printed with, apart, where what is known of a clipping names the
/// site: its outlet, or the host of its address.
pub(super) fn site_apart(title: &str, labels: &[Label]) -> Option<(String, String)> {
    let mut names: Vec<String> = Vec::new();
    for label in labels {
        match label.name {
            LabelName::Outlet => names.push(label.value.clone()),
            LabelName::Url => names.extend(host_names(&label.value)),
            _ => {}
        }
    }
    let title = one_line(title);
    MARKS.iter().find_map(|mark| {
        let (rest, name) = title.rsplit_once(mark)?;
        (is_name(name, &names) && is_headline(rest))
            .then(|| (rest.trim().to_owned(), name.trim().to_owned()))
    })
}

/// Whether a title is nothing but the name of the site.
pub(super) fn is_name(title: &str, names: &[String]) -> bool {
    let title = key(title);
    names.iter().any(|name| key(name) == title)
}

fn is_headline(text: &str) -> bool {
    let text = text.trim();
    text.split_whitespace().count() >= LEAST_WORDS || text.chars().count() >= 8
}

/// Whether a part of a title names the site: the same letters and digits, one of them perhaps with
/// `The` or `.com`.
fn is_site(part: &str, names: &[String]) -> bool {
    let part = key(part);
    if FOR_PRINT.contains(&part.as_str()) {
        return true;
    }
    !part.is_empty()
        && names.iter().map(|name| key(name)).any(|name| {
            !name.is_empty()
                && (part == name
                    || part.len() >= 4 && (name.starts_with(&part) || name.ends_with(&part))
                    || name.len() >= 4
                        && part.len() <= name.len() + 12
                        && (part.starts_with(&name) || part.ends_with(&name)))
        })
}

/// A name as letters and digits in lower case, without the article and the ending of a host.
fn key(name: &str) -> String {
    let lower = name.to_lowercase();
    let lower = lower.trim();
    let lower = lower.strip_prefix("the ").unwrap_or(lower);
    lower.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The names a host stands for: `www.post.example` is `post`.
pub(super) fn host_names(url: &str) -> Vec<String> {
    let Some((_, rest)) = url.split_once("://") else { return Vec::new() };
    let host = rest.split(['/', ':', '?', '#']).next().unwrap_or("");
    let host = host.strip_prefix("www.").unwrap_or(host);
    let labels: Vec<&str> = host.split('.').collect();
    let mut names = vec![host.to_owned()];
    names
        .extend(labels.iter().rev().skip(1).find(|label| label.len() > 3).map(|l| (*l).to_owned()));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, names: &[&str], expect: &str) {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(without_site(title, &names, &[]), expect);
    }

    #[test]
    fn the_site_goes_and_the_headline_stays() {
        check("Ferry held by fog | Portbury Post", &["Portbury Post"], "Ferry held by fog");
        check("Ferry held by fog - The Portbury Post", &["Portbury Post"], "Ferry held by fog");
        check("Portbury Post: news | Ferry held by fog", &["Portbury Post"], "Ferry held by fog");
        check("Ferry held - by fog", &["Portbury Post"], "Ferry held - by fog");
        check("Post | Portbury Post", &["Portbury Post"], "Post | Portbury Post");
        check("Ferry held by fog | Print", &[], "Ferry held by fog");
        check("Ferry held by fog - Printer friendly", &[], "Ferry held by fog");
        check("Ferry held by fog – post.example", &["post.example"], "Ferry held by fog");
    }

    #[test]
    fn a_heading_tells_where_the_title_ends() {
        let headings = ["Ferry held by fog".to_owned()];
        assert_eq!(without_site("Ferry held by fog | City | Post", &[], &headings), headings[0]);
    }

    #[test]
    fn the_site_stands_behind_the_heading() {
        let page = |title: &str| Page {
            title: Some(title.to_owned()),
            headings: vec!["Ferry held by fog".to_owned()],
            ..Page::default()
        };
        let hosts = host_names("https://www.portburypost.example/a");
        for (title, hosts, expect) in [
            ("Ferry Held by Fog | City | Portbury Post", &[][..], Some("Portbury Post")),
            ("Ferry held by fog - Portbury Post", &hosts[..], Some("Portbury Post")),
            ("Ferry held by fog | City", &hosts[..], None),
            ("Ferry held by fog", &[][..], None),
            ("Portbury Post | Ferry held by fog", &[][..], None),
        ] {
            assert_eq!(site_behind(&page(title), hosts).as_deref(), expect, "{title}");
        }
    }

    #[test]
    fn a_page_for_a_printer_may_be_called_by_its_site_alone() {
        for title in ["Print", "Portbury Post | Print", "Print - Portbury Post"] {
            assert!(is_of_the_site(title, &[]), "{title}");
        }
        for title in ["Portbury Post", "Ferry held by fog | Print", "Print is not dead"] {
            assert!(!is_of_the_site(title, &[]), "{title}");
        }
    }

    #[test]
    fn a_site_that_the_address_names_is_told_from_the_headline() {
        let labels = [Label::new(LabelName::Url, "https://www.portburypost.example/a", "key url")];
        let apart = |title: &str| site_apart(title, &labels);
        let expect = ("Ferry held by fog".to_owned(), "Portbury Post".to_owned());
        assert_eq!(apart("Ferry held by fog | Portbury Post"), Some(expect));
        assert_eq!(apart("Ferry held by fog | Harbour Echo"), None);
        assert_eq!(apart("Ferry held by fog"), None);
        assert_eq!(apart("Fog | Portbury Post"), None);
    }

    #[test]
    fn a_host_stands_for_names() {
        assert_eq!(
            host_names("https://www.portburypost.example/a"),
            ["portburypost.example", "portburypost"]
        );
        assert_eq!(host_names("https://news.post.co.example:80"), ["news.post.co.example", "post"]);
    }
}
