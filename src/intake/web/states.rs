//! What a page states about its article: labels, strongest first, each with its place.
//!
//! JSON-LD goes before meta elements, these before microdata and visible lines. Nothing is
//! concluded: what disagrees stands side by side.

use super::super::tidy::{category_path, one_line};
use super::Beside;
use super::dated::{self, Dated, Rung};
use super::linked::{self, Article};
use super::page::Page;
use super::{saved, title};
use crate::clipping::{Label, LabelName};
use crate::text::fold;

/// What speaks of an article.
pub(super) struct Evidence<'a> {
    pub(super) page: &'a Page,
    pub(super) articles: &'a [Article],
    pub(super) comments: &'a [&'a str],
    pub(super) scripted: &'a [&'a str],
    pub(super) beside: &'a Beside,
}

/// What it says.
#[derive(Debug, Default)]
pub(super) struct Stated {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) labels: Vec<Label>,
    /// The article as JSON-LD gives it.
    pub(super) body: Option<String>,
}

/// The most dates of publication that are handed on from each rung.
const MAX_DATES: usize = 6;
/// The most places of the rest of the page.
const MAX_ELSEWHERE: usize = 12;
/// A shorter heading stands in many titles by chance, in bytes.
const LEAST_HEADING_BYTES: usize = 8;
/// The most authors by visible lines.
const MAX_AUTHORS: usize = 4;
/// The most tags.
const MAX_TAGS: usize = 64;
/// The longest name of an author or an outlet, in bytes.
const LONGEST_NAME_BYTES: usize = 200;

const TITLES: &[&str] = &[
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "dc:title",
    "parsely-title",
    "sailthru.title",
    "title",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "dc.creator",
    "dc:creator",
    "dcterms.creator",
    "dc.contributor",
    "parsely-author",
    "sailthru.author",
    "byl",
    "byline",
    "citation_author",
    "twitter:creator",
];
const OUTLETS: &[&str] = &[
    "og:site_name",
    "dc.publisher",
    "dc:publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
    "apple-mobile-web-app-title",
    "cre",
    "source",
];
const SECTIONS: &[&str] = &[
    "article:section",
    "og:article:section",
    "parsely-section",
    "articlesection",
    "section",
    "dc.subject.section",
];
const TAGS: &[&str] = &[
    "article:tag",
    "og:article:tag",
    "news_keywords",
    "keywords",
    "parsely-tags",
    "sailthru.tags",
    "dc.subject",
];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "article:published_date",
    "article.published",
    "article:post_date",
    "datepublished",
    "date_published",
    "og:pubdate",
    "og:publish_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.created",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "pubdate",
    "publish-date",
    "publish_date",
    "publishdate",
    "published_time",
    "published-date",
    "publication_date",
    "originalpublicationdate",
    "release_date",
    "rnews:datepublished",
    "mediator_published_time",
    "shareaholic:article_published_time",
];
/// Meta elements that may speak of anything.
const DATED: &[&str] = &[
    "datecreated",
    "date_created",
    "article.created",
    "article_date_original",
    "content_create_date",
    "displaydate",
    "date",
    "dc.date",
    "dc:date",
    "dcterms.date",
    "created",
    "ptime",
    "pdate",
    "video:release_date",
    "timestamp",
];
const UPDATED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
    "last-modified",
    "lastmod",
    "revision_date",
    "modificationdate",
];

/// All that `evidence` says.
pub(super) fn stated(evidence: &Evidence<'_>) -> Stated {
    let article = choose(evidence);
    let mut found = Stated::default();
    let comments = evidence.comments.iter();
    let saved: Vec<saved::Saved> = comments.filter_map(|comment| saved::saved(comment)).collect();
    addresses(evidence, article, &saved, &mut found.labels);
    dates(evidence, article, &mut found.labels);
    kept(evidence, &saved, &mut found.labels);
    let names = site_names(evidence, article, &found.labels);
    found.title = headline(evidence, article, &names);
    found.authors = authors(evidence, article, &mut found.labels);
    outlet(evidence, article, &mut found.labels);
    subjects(evidence, article, &mut found.labels);
    found.body = article.and_then(|article| article.body.clone());
    found.labels.extend(evidence.beside.labels.iter().cloned());
    found
}

/// The object of JSON-LD that is the page's own article: by its address, by its headline, else the
/// first that is called an article.
fn choose<'a>(evidence: &Evidence<'a>) -> Option<&'a Article> {
    let (page, articles) = (evidence.page, evidence.articles);
    let address = page.canonical.as_deref().or_else(|| Some(page.meta(&["og:url"])?.1));
    let address = address.map(path_of).filter(|path| path.len() > 1);
    let same_address = |article: &&Article| {
        article.is_article
            && article.url.as_deref().map(path_of).is_some_and(|p| Some(p) == address)
    };
    let headings: Vec<String> = page
        .headings
        .iter()
        .map(String::as_str)
        .chain(page.meta(&["og:title"]).map(|m| m.1))
        .map(fold::key)
        .collect();
    let same_headline = |article: &&Article| {
        let headline = article.headline.as_deref().map(|h| fold::key(&linked::unescaped(h)));
        article.is_article && headline.is_some_and(|headline| headings.contains(&headline))
    };
    articles
        .iter()
        .find(same_address)
        .or_else(|| articles.iter().find(same_headline))
        .or_else(|| articles.iter().find(|article| article.is_article))
        .or_else(|| articles.iter().find(|article| article.published.is_some()))
}

/// An address without scheme, host, query and last stroke.
fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find('/').map_or("", |at| &rest[at..]);
    path.split(['?', '#']).next().unwrap_or(path).trim_end_matches('/')
}

fn push(labels: &mut Vec<Label>, name: LabelName, value: &str, place: &str) {
    let value = one_line(value);
    let known = labels.iter().any(|label| label.name == name && label.value == value);
    if !value.is_empty() && !known {
        labels.push(Label::new(name, value, place));
    }
}

fn addresses(
    evidence: &Evidence<'_>,
    article: Option<&Article>,
    saved: &[saved::Saved],
    labels: &mut Vec<Label>,
) {
    let page = evidence.page;
    let absolute = |url: &&str| url.starts_with("http://") || url.starts_with("https://");
    let found = [
        (page.canonical.as_deref(), "rel=canonical"),
        (page.meta(&["og:url"]).map(|meta| meta.1), "meta og:url"),
        (article.and_then(|article| article.url.as_deref()), "JSON-LD url"),
    ];
    let by_tool = saved.iter().map(|saved| (saved.url.as_deref(), saved.tool));
    let by_attribute = page.kept.iter().filter(|(kind, _)| *kind == "url");
    let by_attribute = by_attribute.map(|(_, url)| (Some(url.as_str()), "data-scrapbook-source"));
    for (url, place) in found.into_iter().chain(by_tool).chain(by_attribute) {
        if let Some(url) = url.filter(absolute) {
            push(labels, LabelName::Url, url, place);
        }
    }
}

/// The ladder of dates. What stands on the page itself is told by `page header` and `page text`.
fn dates(evidence: &Evidence<'_>, article: Option<&Article>, labels: &mut Vec<Label>) {
    let page = evidence.page;
    let metas = |names: &'static [&'static str], labels: &mut Vec<Label>| {
        for (name, date) in names.iter().filter_map(|name| page.meta(&[name])).take(MAX_DATES) {
            push(labels, LabelName::Published, date, &format!("meta {name}"));
        }
    };
    let on = |rungs: &[Rung], most: usize, labels: &mut Vec<Label>| {
        let found = page.dates.iter().filter(|dated| rungs.contains(&dated.rung) && !dated.updated);
        for dated in found.take(most) {
            push(labels, LabelName::Published, &dated.words, place(dated));
        }
    };
    metas(PUBLISHED, labels);
    if let Some(date) = article.and_then(|article| article.published.as_deref()) {
        push(labels, LabelName::Published, date, "JSON-LD datePublished");
    }
    on(&[Rung::Marked], MAX_DATES, labels);
    metas(DATED, labels);
    on(&[Rung::Header], MAX_DATES, labels);
    for date in evidence.scripted {
        push(labels, LabelName::Published, date, "page text (script)");
    }
    on(&[Rung::Line, Rung::Beside, Rung::Running], MAX_ELSEWHERE, labels);
    if let Some((_, image)) = page.meta(&["og:image"]) {
        // Systems file pictures by the day on which they were put in.
        push(labels, LabelName::Published, dated::day_of_path(image), "page text (og:image)");
    }
    let modified = article.and_then(|article| article.modified.as_deref());
    if let Some(date) = modified {
        push(labels, LabelName::Updated, date, "JSON-LD dateModified");
    }
    for (name, date) in UPDATED.iter().filter_map(|name| page.meta(&[name])).take(MAX_DATES) {
        push(labels, LabelName::Updated, date, &format!("meta {name}"));
    }
    let changed = page.dates.iter().filter(|dated| dated.updated && !dated.rung.is_weak());
    for dated in changed.take(MAX_DATES) {
        push(labels, LabelName::Updated, &dated.words, place(dated));
    }
}

fn place(dated: &Dated) -> &'static str {
    match dated.rung {
        Rung::Marked if dated.place == "page header <time>" => "<time>",
        Rung::Marked => dated.place,
        Rung::Header if dated.place == "page text" => "page header",
        Rung::Header => dated.place,
        Rung::Line | Rung::Beside | Rung::Running => "page text",
    }
}

/// When the page was saved.
fn kept(evidence: &Evidence<'_>, saved: &[saved::Saved], labels: &mut Vec<Label>) {
    for saved in saved {
        if let Some(date) = &saved.date {
            push(labels, LabelName::Saved, date, saved.tool);
        }
    }
    for (_, date) in evidence.page.kept.iter().filter(|(kind, _)| *kind == "saved") {
        push(labels, LabelName::Saved, date, "data-scrapbook-create");
    }
}

/// What the site may be called in titles.
fn site_names(evidence: &Evidence<'_>, article: Option<&Article>, labels: &[Label]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    names.extend(article.and_then(|article| article.publisher.clone()));
    names.extend(OUTLETS.iter().filter_map(|name| Some(evidence.page.meta(&[name])?.1.to_owned())));
    let urls = labels.iter().filter(|label| label.name == LabelName::Url);
    names.extend(urls.flat_map(|label| title::host_names(&label.value)));
    names
}

/// The headline: JSON-LD, meta, the heading, the title element without its site. What the page shows
/// nowhere, or what is only its site's name, yields to what it shows twice.
fn headline(
    evidence: &Evidence<'_>,
    article: Option<&Article>,
    names: &[String],
) -> Option<String> {
    let page = evidence.page;
    let linked = article.filter(|article| article.is_article).and_then(|a| a.headline.clone());
    let linked = linked.map(|headline| linked::unescaped(&headline));
    let shown = heading_within(page).or_else(|| stand_in_within(page, names));
    let stated = linked.or_else(|| Some(page.meta(TITLES)?.1.to_owned()));
    let found = stated
        .filter(|title| shown.is_none() || is_shown(title, page) && !title::is_name(title, names))
        .or_else(|| page.headline.clone())
        .or(shown)
        .or_else(|| stand_in_for_the_site(page, names))
        .or_else(|| page.title.clone())
        .or_else(|| page.headings.first().cloned())
        .or_else(|| evidence.beside.title.clone())?;
    Some(title::without_site(&found, names, &page.headings)).filter(|title| !title.is_empty())
}

/// Whether any word of a headline stands in the title element, in a heading or in a meta element for
/// titles beside it: one that does is an edition of it.
fn is_shown(headline: &str, page: &Page) -> bool {
    let shown = page.headings.iter().chain(&page.title).map(|words| fold::key(words));
    let shown = shown.collect::<Vec<_>>().join(" ");
    let key = fold::key(headline);
    let long = |word: &&str| word.chars().count() > 3;
    shown.contains(&key)
        || key.split(' ').filter(long).any(|word| shown.split(' ').any(|other| other == word))
}

/// The heading that stands in the title element, which then adds the site to it.
fn heading_within(page: &Page) -> Option<String> {
    let title = page.title.as_ref()?;
    let within =
        |heading: &&String| heading.len() >= LEAST_HEADING_BYTES && title.contains(*heading);
    page.headings.iter().find(within).cloned()
}

/// Of a page without a heading of the first rank what stands in for one and most of the title
/// element, which then adds a few words to it.
fn stand_in_within(page: &Page, names: &[String]) -> Option<String> {
    let title = page.title.as_ref().filter(|_| page.headings.is_empty())?;
    let within = |heading: &&String| {
        heading.len() >= LEAST_HEADING_BYTES
            && heading.len() * 2 > title.len()
            && title.contains(*heading)
            && !title::is_name(heading, names)
    };
    page.stand_ins.iter().find(within).cloned()
}

/// Of a page whose title element names nothing but its site what stands in for a heading.
fn stand_in_for_the_site(page: &Page, names: &[String]) -> Option<String> {
    let title = page.title.as_ref()?;
    let is_headline = |heading: &&String| !title::is_name(heading, names) && *heading != title;
    let stand_ins = page.headings.iter().chain(&page.stand_ins);
    stand_ins.filter(|_| title::is_of_the_site(title, names)).find(is_headline).cloned()
}

/// Who wrote it: the strongest place that names anyone.
fn authors(
    evidence: &Evidence<'_>,
    article: Option<&Article>,
    labels: &mut Vec<Label>,
) -> Vec<String> {
    let page = evidence.page;
    // A name may have an address behind it.
    let bare = |name: &str| {
        let end = name.find("http://").or_else(|| name.find("https://")).unwrap_or(name.len());
        name[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.').to_owned()
    };
    let is_name = |name: &&str| {
        name.len() <= LONGEST_NAME_BYTES
            && !bare(name).is_empty()
            && !name.starts_with('@')
            && name.contains(char::is_alphabetic)
    };
    let linked: Vec<&str> =
        article.iter().flat_map(|a| a.authors.iter()).map(String::as_str).filter(is_name).collect();
    let (names, place) = if !linked.is_empty() {
        (linked, "JSON-LD author".to_owned())
    } else if let Some(name) =
        AUTHORS.iter().find(|name| page.all(name).any(|author| is_name(&author)))
    {
        (page.all(name).filter(is_name).collect(), format!("meta {name}"))
    } else {
        let names = page.authors.iter().map(|author| author.name.as_str()).filter(is_name);
        (names.take(MAX_AUTHORS).collect(), "page header".to_owned())
    };
    let names: Vec<String> = names.into_iter().map(bare).collect();
    for name in &names {
        push(labels, LabelName::Byline, name, &place);
    }
    names
}

fn outlet(evidence: &Evidence<'_>, article: Option<&Article>, labels: &mut Vec<Label>) {
    let is_name = |name: &str| name.len() <= LONGEST_NAME_BYTES && !name.contains("://");
    if let Some(name) = evidence.page.meta(&["og:site_name"]).filter(|(_, name)| is_name(name)) {
        return push(labels, LabelName::Outlet, name.1, "meta og:site_name");
    }
    if let Some(name) = article.and_then(|a| a.publisher.as_deref()).filter(|name| is_name(name)) {
        return push(labels, LabelName::Outlet, name, "JSON-LD publisher");
    }
    let found = OUTLETS.iter().filter_map(|name| evidence.page.meta(&[name]));
    if let Some((name, value)) = found.into_iter().find(|(_, value)| is_name(value)) {
        return push(labels, LabelName::Outlet, value, &format!("meta {name}"));
    }
    let hosts = labels.iter().filter(|label| label.name == LabelName::Url);
    let hosts: Vec<String> = hosts.flat_map(|label| title::host_names(&label.value)).collect();
    if let Some(name) = title::site_behind(evidence.page, &hosts) {
        push(labels, LabelName::Outlet, &name, "title element");
    }
}

/// Sections, tags, place line and language.
fn subjects(evidence: &Evidence<'_>, article: Option<&Article>, labels: &mut Vec<Label>) {
    let page = evidence.page;
    let sections: Vec<(String, String)> = match article.map(|article| &article.sections) {
        Some(sections) if !sections.is_empty() => {
            sections.iter().map(|s| (s.clone(), "JSON-LD articleSection".to_owned())).collect()
        }
        _ => match page.meta(SECTIONS) {
            Some((name, section)) => vec![(section.to_owned(), format!("meta {name}"))],
            None => page.sections.iter().map(|s| (s.clone(), "microdata".to_owned())).collect(),
        },
    };
    for (section, place) in sections {
        push(labels, LabelName::Category, &category_path(&section), &place);
    }
    let mut tags: Vec<(String, String)> = Vec::new();
    if let Some(article) = article {
        tags.extend(article.tags.iter().map(|tag| (tag.clone(), "JSON-LD keywords".to_owned())));
    }
    for name in TAGS {
        if !tags.is_empty() {
            break;
        }
        let contents = page.all(name).flat_map(|content| content.split(',').map(one_line));
        tags.extend(contents.map(|tag| (tag, format!("meta {name}"))).collect::<Vec<_>>());
    }
    if tags.is_empty() {
        tags.extend(page.tags.iter().map(|tag| (tag.clone(), "rel=tag".to_owned())));
    }
    for (tag, place) in tags.into_iter().take(MAX_TAGS) {
        push(labels, LabelName::Tag, &tag, &place);
    }
    if let Some(dateline) = article.and_then(|article| article.dateline.as_deref()) {
        push(labels, LabelName::Dateline, dateline, "JSON-LD dateline");
    }
    let language = [
        (page.language.as_deref(), "<html lang>"),
        (article.and_then(|article| article.language.as_deref()), "JSON-LD inLanguage"),
        (page.meta(&["og:locale"]).map(|m| m.1), "meta og:locale"),
        (page.meta(&["content-language", "dc.language", "language"]).map(|m| m.1), "meta language"),
    ];
    if let Some((language, place)) = language.into_iter().find_map(|(l, place)| Some((l?, place))) {
        push(labels, LabelName::Language, language, place);
    }
}
