//! Files with many articles: how many are found in each, against how many the file itself, or its
//! maker's tests, say there are; and how many of those have a headline, a day, an outlet and text.

use std::path::Path;

use morgue::clipping::{Draft, LabelName};
use morgue::intake::{self, Outcome, Source};

use crate::Done;
use crate::options::Options;

/// A file and what is known of it.
struct Export {
    path: &'static str,
    /// How many articles, or rows, are in it.
    articles: usize,
    /// How many of those have text.
    with_text: usize,
}

const fn export(path: &'static str, articles: usize, with_text: usize) -> Export {
    Export { path, articles, with_text }
}

/// Counts of the makers' tests, else of the elements, rows or counters that a search for them gives.
const EXPORTS: &[Export] = &[
    export("lexisnexistools/inst/extdata/sample.TXT", 10, 10),
    export("lexisnexistools/inst/extdata/sample.DOCX", 10, 10),
    export("factiva/inst/texts/factiva_test.html", 2, 2),
    export("factiva/inst/texts/factiva_test.xml", 3, 3),
    export("factiva/inst/texts/reut21578-factiva.xml", 19, 19),
    export("proquest/inst/emls/format-v2.eml", 20, 20),
    export("proquest/inst/htmlfiles/sample-1.html", 1, 1),
    export("newsplease/newsplease/examples/sample.json", 1, 1),
    export("karakeep/packages/shared/import-export/fixtures/linkwarden-export.json", 6, 0),
    export("wallabag/tests/fixtures/Import/wallabag-v1.json", 2, 2),
    export("wallabag/tests/fixtures/Import/wallabag-v1-read.json", 3, 3),
    export("wallabag/tests/fixtures/Import/wallabag-v2.json", 6, 6),
    export("wallabag/tests/fixtures/Import/wallabag-v2-read.json", 2, 2),
    export("wallabag/tests/fixtures/Import/omnivore.json", 20, 20),
    export("wallabag/tests/fixtures/Import/pocket.csv", 7, 0),
    export("wallabag/tests/fixtures/Import/ril_export.html", 2, 0),
    export("wallabag/tests/fixtures/Import/instapaper-export.csv", 4, 0),
    export("wallabag/tests/fixtures/Import/shaarli-bookmarks.html", 2, 1),
    export("wallabag/tests/fixtures/Import/readability.json", 3, 1),
    export("wallabag/tests/fixtures/Import/readability-read.json", 2, 2),
    export("wallabag/tests/fixtures/Import/delicious_export.2021.02.06_21.10.json", 3, 1),
    export("wallabag/tests/fixtures/Import/elcurator.json", 1, 0),
];

/// Prints a row for each file.
pub(crate) fn run(_options: &Options, folder: &Path) -> Done {
    println!(
        "file | reader | articles | found | headline | day | outlet | text | expected | left out"
    );
    let mut wrong = 0;
    for export in EXPORTS {
        let Ok(bytes) = std::fs::read(folder.join(export.path)) else {
            println!("{} | not there", export.path);
            continue;
        };
        let source = Source { path: export.path, bytes: &bytes };
        let mut drafts = Vec::new();
        let outcome = intake::read(&source, &intake::Options::default(), &mut |article| {
            drafts.push(article.draft);
        });
        let (reader, left_out, notes) = match outcome {
            Outcome::Read { reader, left_out, notes, .. } => (reader.to_owned(), left_out, notes),
            Outcome::Skipped { reason } => (reason.told(), 0, Vec::new()),
        };
        let count = |has: fn(&Draft) -> bool| drafts.iter().filter(|draft| has(draft)).count();
        let with_text = count(|draft| !draft.paragraphs.is_empty());
        println!(
            "{} | {reader} | {} | {} | {} | {} | {} | {with_text} | {} | {left_out}",
            export.path,
            export.articles,
            drafts.len(),
            count(|draft| draft.title.is_some()),
            count(|draft| says(draft, LabelName::Published)),
            count(|draft| says(draft, LabelName::Outlet)),
            export.with_text,
        );
        for note in notes {
            println!("    {}", note.message);
        }
        wrong += usize::from(drafts.len() != export.articles || with_text != export.with_text);
    }
    println!("{wrong} of {} files differ", EXPORTS.len());
    Ok(())
}

fn says(draft: &Draft, name: LabelName) -> bool {
    draft.labels.iter().any(|label| label.name == name)
}
