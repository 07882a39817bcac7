//! Words and flags become one query.

use chrono::NaiveDate;

use super::args::{Language, Narrowing, Question};
use super::ending::Failure;
use crate::clipping::Dimension;
use crate::query::{
    DateRange, Filter, Looseness, Node, NodeKind, Overlap, Parsed, Problem, Query, parse,
    read_dialect, read_range,
};
use crate::text::Span;

/// A query and how it came to be.
#[derive(Debug)]
pub(super) struct Asked {
    /// The words as typed, joined by blanks; what the problems' spans speak of.
    pub typed: String,
    /// The query, filters of flags among its terms.
    pub query: Query,
    /// What was doubtful about the words.
    pub problems: Vec<Problem>,
    /// The same in this order, where a few words came as one argument without operators: perhaps a
    /// shell ate quotation marks.
    pub in_order: Option<Query>,
}

impl Asked {
    /// What is said of the dimensions among these that the query itself filters: facets are there
    /// to choose another value by. Nothing where none is filtered.
    pub(super) fn told_of_own_filters(
        &self,
        shown: impl Iterator<Item = Dimension>,
    ) -> Option<String> {
        let filtered = shown.filter(|one| self.query.without_filters_on(*one).is_some());
        let headings: Vec<&str> = filtered.map(Dimension::heading).collect();
        (!headings.is_empty())
            .then(|| format!("({}: counted without your filter on it)", headings.join(", ")))
    }
}

/// Reads a question. Without any words and filters it asks for nothing.
pub(super) fn ask(question: &Question, today: NaiveDate) -> Result<Asked, Failure> {
    let typed = question.words.join(" ").trim().to_owned();
    let parsed = parsed(&typed, question.language, today);
    let mut query = parsed.query;
    let single = question.words.len() == 1;
    let in_order = single && query.looseness == Looseness::AllThenMost;
    let mut in_order = in_order.then(|| parse(&quoted(&typed), today).query);
    if question.any && query.root.is_some() {
        query.looseness = Looseness::Any;
    }
    let filters = filters(&question.narrowing, today)?;
    if let Some(in_order) = &mut in_order {
        narrow(in_order, filters.clone());
    }
    narrow(&mut query, filters);
    Ok(Asked { typed, query, problems: parsed.problems, in_order })
}

/// Words as a phrase.
pub(super) fn quoted(typed: &str) -> String {
    format!("\"{}\"", typed.replace(['"', '\''], ""))
}

/// Reads a query's words, in our language or in that of a house.
pub(super) fn parsed(typed: &str, language: Language, today: NaiveDate) -> Parsed {
    match language.dialect {
        Some(dialect) => read_dialect(dialect, typed, today),
        None => parse(typed, today),
    }
}

/// The same; without any words and filters it asks for every clipping.
pub(super) fn ask_or_everything(question: &Question, today: NaiveDate) -> Result<Asked, Failure> {
    let mut asked = ask(question, today)?;
    if asked.typed.is_empty() && asked.query.root.is_none() {
        asked.query.root = Some(node(NodeKind::Everything));
    }
    Ok(asked)
}

/// Puts filters beside what a query asks for. Its looseness stays: filters are no operators.
pub(super) fn narrow(query: &mut Query, filters: Vec<Node>) {
    if filters.is_empty() {
        return;
    }
    let mut terms = match query.root.take() {
        Some(Node { kind: NodeKind::And(terms), .. }) => terms,
        Some(other) => vec![other],
        None => Vec::new(),
    };
    terms.extend(filters);
    query.root = match terms.len() {
        1 => terms.pop(),
        _ => Some(node(NodeKind::And(terms))),
    };
}

/// The filters of flags: the same flag again is OR.
pub(super) fn filters(narrowing: &Narrowing, today: NaiveDate) -> Result<Vec<Node>, Failure> {
    let mut filters = Vec::new();
    for (dimension, values) in narrowing.facets() {
        let mut branches: Vec<Node> = values
            .iter()
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
            .map(|value| {
                let (value, paths) = (value.to_owned(), Vec::new());
                node(NodeKind::Filter(Filter::Facet { dimension, value, paths }))
            })
            .collect();
        match branches.len() {
            0 => {}
            1 => filters.append(&mut branches),
            _ => filters.push(node(NodeKind::Or(branches))),
        }
    }
    filters.extend(dates(narrowing, today)?.map(|filter| node(NodeKind::Filter(filter))));
    Ok(filters)
}

fn dates(narrowing: &Narrowing, today: NaiveDate) -> Result<Option<Filter>, Failure> {
    if narrowing.undated {
        return Ok(Some(Filter::Undated));
    }
    if let Some(last) = &narrowing.last {
        let range = read_range(last, today).or_else(|| read_range(&format!("last-{last}"), today));
        let range = range.ok_or_else(|| no_time(last, "30d, 2w, 6m, 1y, week, month, year"))?;
        return Ok(Some(Filter::Date(range, Overlap::Inside)));
    }
    let end = |text: &Option<String>| {
        let read = |text: &String| {
            read_range(text, today)
                .ok_or_else(|| no_time(text, "2019, 2019-11, 2019-11-13, 30d, last-month"))
        };
        text.as_ref().map(read).transpose()
    };
    let (since, until) = (end(&narrowing.since)?, end(&narrowing.until)?);
    if since.is_none() && until.is_none() {
        return Ok(None);
    }
    let range = DateRange {
        from: since.and_then(|range| range.from),
        to: until.and_then(|range| range.to),
    };
    if let (Some(from), Some(to)) = (range.from, range.to)
        && from > to
    {
        return Err(Failure::usage("--since is later than --until", "swap them"));
    }
    Ok(Some(Filter::Date(range, Overlap::Inside)))
}

fn no_time(text: &str, forms: &str) -> Failure {
    Failure::usage(format!("{text} is no time"), forms)
}

/// A node that stands nowhere in the words.
fn node(kind: NodeKind) -> Node {
    Node { kind, span: Span::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Dialect;

    fn question(words: &[&str]) -> Question {
        Question {
            words: words.iter().map(|&word| word.to_owned()).collect(),
            ..Question::default()
        }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day")
    }

    fn read(question: &Question) -> Asked {
        ask(question, today()).expect("a query")
    }

    #[test]
    fn words_can_be_in_the_language_of_a_house() {
        let mut asked = question(&["GSOMIA and Japan or Korea"]);
        assert_eq!(read(&asked).query.looseness, Looseness::AllThenMost);
        asked.language = Language { dialect: Some(Dialect::Nexis) };
        let read = read(&asked);
        assert_eq!(read.query.to_string(), "GSOMIA (Japan OR Korea)");
        assert_eq!(read.query.looseness, Looseness::Exact);
        assert!(read.in_order.is_none());
    }

    #[test]
    fn the_same_flag_again_is_or_and_different_flags_are_and() {
        let mut asked = question(&["GSOMIA"]);
        asked.narrowing.region = vec!["Korea".to_owned(), "Japan".to_owned()];
        asked.narrowing.category = vec!["Korea".to_owned()];
        let query = read(&asked).query;
        assert_eq!(query.to_string(), "GSOMIA category:Korea (region:Korea OR region:Japan)");
    }

    #[test]
    fn filters_stand_beside_words_and_leave_them_loose() {
        let mut asked = question(&["intelligence", "pact"]);
        asked.narrowing.last = Some("month".to_owned());
        let query = read(&asked).query;
        assert_eq!(query.looseness, Looseness::AllThenMost);
        assert_eq!(query.to_string(), "intelligence pact date:2019-10-01..2019-10-31");
        let Some(Node { kind: NodeKind::And(terms), .. }) = query.root else { panic!("an AND") };
        assert_eq!(terms.len(), 3);
    }

    #[test]
    fn an_or_of_words_keeps_its_parentheses() {
        let mut asked = question(&["Seoul", "OR", "Tokyo"]);
        asked.narrowing.since = Some("2019-11".to_owned());
        assert_eq!(read(&asked).query.to_string(), "(Seoul OR Tokyo) date:2019-11-01..");
        asked.narrowing.until = Some("2018".to_owned());
        assert!(ask(&asked, today()).is_err());
    }

    #[test]
    fn one_argument_of_several_words_may_have_lost_its_quotation_marks() {
        let in_order = |words: &[&str]| read(&question(words)).in_order.map(|it| it.to_string());
        let phrase = "\"security agreement\"";
        assert_eq!(in_order(&["security agreement"]).as_deref(), Some(phrase));
        assert_eq!(in_order(&["security", "agreement"]), None);
        assert_eq!(in_order(&[phrase]), None);
        assert_eq!(in_order(&["security OR agreement"]), None);
        assert_eq!(in_order(&["Seoul and Tokyo are to meet over an information pact"]), None);
    }

    #[test]
    fn filters_alone_are_a_query() {
        let mut asked = question(&[]);
        assert_eq!(read(&asked).query.root, None);
        asked.narrowing.undated = true;
        assert_eq!(read(&asked).query.to_string(), "date:unknown");
        let everything = ask_or_everything(&question(&[]), today()).expect("a query");
        assert_eq!(everything.query.to_string(), "*");
    }
}
