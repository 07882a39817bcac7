//! Dates as papers print them, in many languages: every row of the table is read as it says.

mod table;

use table::{read_as, rows};

const FORMS: &str = include_str!("dates/forms.tsv");

/// The table is worth its name while it holds so many rows.
const FEWEST_ROWS: usize = 150;

#[test]
fn every_printed_form_is_read_as_the_table_says() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for row in rows(FORMS) {
        let found = read_as(&row);
        if found != row.expect {
            let language = row.hints.language.as_deref().unwrap_or("");
            wrong.push(format!("{} ({language}): {found}, not {}", row.text, row.expect));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= FEWEST_ROWS);
}
