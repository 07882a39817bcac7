//! `correct`: what a person knows better than the sources, kept in a text file that survives
//! re-ingest and rebuild.

use super::args::{Correct, Correctable};
use super::ending::{Ending, Failure};
use super::ingest::options;
use super::page::{facts, many, shown_date};
use super::run::Run;
use super::safe;
use crate::archive::{self, Snapshot};
use crate::clipping::{Clipping, Dimension};
use crate::search::shown_path;
use crate::text::tongues;
use crate::{desk, ingest, wire};

/// What is typed for a clipping that is nobody's copy.
const NO_STORY: &str = "-";

pub(super) fn run(arguments: &Correct, run: &mut Run) -> Result<Ending, Failure> {
    let snapshot = Snapshot::open(&run.index)?;
    let clipping = run.clipping(&snapshot, &arguments.id)?;
    let id = clipping.id;
    let field = arguments.field.name();
    let mut value_typed = arguments.value.join(" ");
    if arguments.field == Correctable::Story && value_typed != NO_STORY {
        // People type the beginning of an id; what is kept is all of it.
        value_typed = run.id(&snapshot, &value_typed)?.to_string();
    }
    drop(snapshot);
    let correction = desk::read_correction(id, field, &value_typed)
        .map_err(|why| Failure::usage(why, hint_for(field)))?;
    desk::keep_correction(&run.index, &clipping, &correction)?;
    let options = options(run)?;
    if let Err(error) = ingest::apply_corrections(&run.index, &[id], &options) {
        run.screen.aside("it is written down and takes effect with the next `morgue rebuild`");
        return Err(error.into());
    }
    let snapshot = Snapshot::open(&run.index)?;
    if let Some(address) = snapshot.find(id)? {
        let clipping = snapshot.clipping(address)?;
        let headline = safe::line(&clipping.headline.value).into_owned();
        let line = format!("{headline}\n{}\n", facts(&snapshot, &clipping)?.join(" · "));
        run.screen.print(&line)?;
        let now = value(&snapshot, &clipping, arguments.field)?;
        run.screen.aside(&format!("{field} is now: {}", safe::line(&now)));
    }
    let path = desk::path_of(&run.index);
    run.screen.aside(&format!("kept in {}", path.display()));
    Ok(Ending::Done)
}

/// What the clipping has there now, as it was taken: `Atlantis` is a town in South Africa.
fn value(
    snapshot: &Snapshot,
    clipping: &Clipping,
    field: Correctable,
) -> Result<String, archive::Error> {
    let value = match field {
        Correctable::Date => shown_date(clipping),
        Correctable::Region => {
            let paths = clipping.regions.iter();
            let shown: Result<Vec<String>, _> =
                paths.map(|known| shown_path(snapshot, Dimension::Region, &known.value)).collect();
            shown?.join(" · ")
        }
        Correctable::Category => {
            let paths: Vec<String> =
                clipping.categories.iter().map(|known| known.value.join(" / ")).collect();
            paths.join(" · ")
        }
        Correctable::Topic => {
            let paths = clipping.topics.iter();
            let shown: Result<Vec<String>, _> =
                paths.map(|known| shown_path(snapshot, Dimension::Topic, &known.value)).collect();
            shown?.join(" · ")
        }
        Correctable::Outlet => clipping.outlet.iter().map(|known| known.value.clone()).collect(),
        Correctable::Headline => clipping.headline.value.clone(),
        Correctable::Language => {
            clipping.language.iter().map(|known| tongues::english_name(&known.value)).collect()
        }
        Correctable::Story => {
            let others = wire::Story::of(snapshot, clipping.id)?.map_or(0, |story| story.clippings);
            match others.saturating_sub(1) {
                0 => "its own, with no copies".to_owned(),
                others => format!("one with {}", many(others, "other clipping", "other clippings")),
            }
        }
    };
    Ok(if value.is_empty() { "none".to_owned() } else { value })
}

fn hint_for(field: &str) -> &'static str {
    match field {
        "date" => "2019-11-13, 2019-11, 2019, 13 Nov 2019, none",
        "topic" => "sport, elections, health, none; `morgue facets --by topic` lists those in use",
        "region" => "Korea, Korea/Seoul, none",
        "category" => "Korea/Politics, none",
        "outlet" => "Korea Times, none",
        "language" => "ko, Korean, none",
        "story" => "the id of a clipping of that story, - for nobody's copy",
        _ => "any words",
    }
}
