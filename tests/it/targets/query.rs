//! Any text is read as a query; what is printed reads as the same tree.

use chrono::NaiveDate;
use morgue::query::{Dialect, Severity, parse, read_dialect};

pub(super) fn run(text: &str) {
    let today = NaiveDate::from_ymd_opt(2019, 11, 20).expect("a day");
    let first = parse(text, today);
    if first.problems.iter().all(|problem| problem.severity != Severity::Refused) {
        let printed = first.query.to_string();
        let again = parse(&printed, today).query;
        assert_eq!(again.without_spans(), first.query.without_spans(), "{printed}");
    }
    for dialect in Dialect::ALL {
        read_dialect(dialect, text, today);
    }
}
