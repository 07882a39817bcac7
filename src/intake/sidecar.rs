//! Sidecars: a small file beside a clipping that states what the clipping does not, or states it
//! better (`ferry.json` beside `ferry.html`).
//!
//! A sidecar is one JSON or YAML object that states something by keys that are known or mapped, and
//! holds no running text: what does is an article of its own.

use super::json::{self, Value};
use super::values::{self, Values};
use super::{Options, Source, decode, jsonl, repair, yaml};
use crate::clipping::{Draft, LabelName, Note};

/// The largest file that is taken for a sidecar, in bytes.
pub const MAX_SIDECAR_BYTES: u64 = 1 << 20;

/// What sidecars are called where nobody says otherwise.
pub const SIDECAR_PATTERNS: [&str; 6] =
    ["{stem}.json", "{stem}.yaml", "{stem}.yml", "{name}.json", "{name}.yaml", "{name}.yml"];

/// The word of a person who wants no sidecars.
const NONE: &str = "none";

/// The word of a person who wants them as they are called where nobody says otherwise.
const USUAL: &str = "default";

/// The name under which sidecars are kept as files that were read.
pub const SIDECAR: &str = "sidecar";

/// What is added to the name of a reader whose file had a sidecar.
pub const WITH_SIDECAR: &str = " with a sidecar";

/// Endings of files that are no clippings, so that nothing speaks of them alone.
const NO_CLIPPINGS: [&str; 18] = [
    "jpg", "jpeg", "png", "gif", "webp", "svg", "tif", "tiff", "heic", "mp3", "m4a", "wav", "mp4",
    "mov", "webm", "css", "js", "map",
];

/// How sidecars are called: with `{stem}` for the name of the file they speak of without its
/// ending, or `{name}` for all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sidecars {
    patterns: Vec<String>,
}

impl Default for Sidecars {
    fn default() -> Self {
        Self { patterns: SIDECAR_PATTERNS.map(str::to_owned).to_vec() }
    }
}

impl Sidecars {
    /// As a person names them; nothing given or `default`
    /// stands for [`SIDECAR_PATTERNS`], `none` for none.
    ///
    /// # Errors
    /// One phrase, where a pattern has no place for the name of the file it belongs to.
    pub fn of(patterns: &[String]) -> Result<Self, String> {
        if patterns.is_empty() || patterns == [USUAL] {
            return Ok(Self::default());
        }
        if patterns == [NONE] {
            return Ok(Self { patterns: Vec::new() });
        }
        match patterns.iter().find(|pattern| !is_pattern(pattern)) {
            Some(bad) => Err(format!("{bad} has neither {{stem}} nor {{name}} before its ending")),
            None => Ok(Self { patterns: patterns.to_vec() }),
        }
    }

    /// As they are remembered: empty where nobody named them.
    pub fn written(&self) -> Vec<String> {
        match self {
            _ if *self == Self::default() => Vec::new(),
            _ if self.patterns.is_empty() => vec![NONE.to_owned()],
            _ => self.patterns.clone(),
        }
    }

    /// Whether a file may be a sidecar by its name.
    pub fn may_be(&self, path: &str) -> bool {
        self.patterns.iter().any(|pattern| path.ends_with(tail(pattern)))
    }

    /// Whether a file may have sidecars: it is none by its name, and no picture or part of a page,
    /// of which nothing speaks alone.
    pub fn speaks_of(&self, path: &str) -> bool {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_no_clipping = NO_CLIPPINGS.iter().any(|one| one.eq_ignore_ascii_case(ending));
        !self.may_be(path) && !is_no_clipping
    }

    /// Where the sidecars of the file at `path` may lie, in the order they are heard.
    pub fn of_file(&self, path: &str) -> Vec<String> {
        let (folder, name) = match path.rsplit_once('/') {
            Some((folder, name)) => (format!("{folder}/"), name),
            None => (String::new(), path),
        };
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let mut places = Vec::new();
        for pattern in &self.patterns {
            let place = folder.clone() + &pattern.replace("{stem}", stem).replace("{name}", name);
            if place != path && !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }
}

fn is_pattern(pattern: &str) -> bool {
    (pattern.contains("{stem}") || pattern.contains("{name}")) && tail(pattern).len() > 1
}

/// What every sidecar of a pattern ends with.
fn tail(pattern: &str) -> &str {
    pattern.rsplit_once('}').map_or(pattern, |(_, tail)| tail)
}

/// What a file beside a clipping is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// A sidecar that states this.
    Sidecar(Box<Sidecar>),
    /// A sidecar that cannot be read, and why.
    Broken(String),
    /// A file of its own.
    Other,
}

/// What a sidecar states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sidecar {
    stated: Draft,
}

/// What the file at `source`, which lies where a sidecar may, is.
pub fn beside(source: &Source, options: &Options) -> Beside {
    if source.bytes.is_empty() || source.bytes.len() as u64 > MAX_SIDECAR_BYTES {
        return Beside::Other;
    }
    let Some(decoded) = decode::decode(source.bytes) else { return Beside::Other };
    let read = match source.extension().as_str() {
        "yaml" | "yml" => yaml::read(&decoded.text).map(Some),
        _ => alone(&decoded.text),
    };
    match read {
        Err(why) => Beside::Broken(why),
        Ok(Some(Value::Object(object))) => match jsonl::stated(object, &options.map) {
            Some(stated) => Beside::Sidecar(Box::new(Sidecar { stated })),
            None => Beside::Other,
        },
        Ok(_) => Beside::Other,
    }
}

/// What is said of a file whose sidecar cannot be read.
pub fn sidecar_left_out(path: &str, why: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    format!("its sidecar {name} was left out: {why}")
}

/// The one object of a text; nothing where it is no object, or holds several.
fn alone(text: &str) -> Result<Option<Value>, String> {
    let (text, _) = values::readable(text);
    if !text.trim_start().starts_with('{') || Values::new(&text, 0).nth(1).is_some() {
        return Ok(None);
    }
    let object = json::object(text.trim());
    object.map(|object| Some(Value::Object(object))).map_err(|error| json::told(&error))
}

impl Sidecar {
    /// Adds what it states to a draft of the file it lies beside. What it states once for all wins:
    /// what the file says instead is kept as another label. Where the file holds several articles
    /// (`is_alone` is false), headline and number are not theirs.
    pub(super) fn merge(&self, draft: &mut Draft, is_alone: bool, notes: &mut Vec<Note>) {
        let stated = repair::repaired(self.stated.clone(), notes);
        if is_alone {
            if let Some(title) = stated.title
                && draft.title.as_ref() != Some(&title)
            {
                let printed = draft.title.replace(title);
                // A headline on the page is words of the page.
                if let Some(printed) = printed {
                    draft.paragraphs.insert(0, crate::clipping::Paragraph::text(printed));
                }
            }
            draft.native = stated.native.or(draft.native.take());
            draft.paragraphs.extend(stated.paragraphs);
        }
        for label in &mut draft.labels {
            if is_said_once(label.name) && stated.labels.iter().any(|one| one.name == label.name) {
                label.place = format!("{}, {}", label.place, label.name.name());
                label.name = LabelName::Other;
            }
        }
        draft.labels.splice(0..0, stated.labels);
    }
}

/// Whether one label of a name excludes others.
fn is_said_once(name: LabelName) -> bool {
    match name {
        LabelName::Published
        | LabelName::Updated
        | LabelName::Saved
        | LabelName::Outlet
        | LabelName::Via
        | LabelName::Agency
        | LabelName::Byline
        | LabelName::Dateline
        | LabelName::Url
        | LabelName::Language => true,
        LabelName::Category
        | LabelName::Tag
        | LabelName::Place
        | LabelName::Person
        | LabelName::Organisation
        | LabelName::Company
        | LabelName::Status
        | LabelName::Other => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{Label, Paragraph};

    fn of(path: &str, text: &str) -> Beside {
        beside(&Source { path, bytes: text.as_bytes() }, &Options::default())
    }

    #[test]
    fn patterns_name_places_beside_a_file() {
        let all = Sidecars::default();
        let places = all.of_file("a/b.x.html");
        assert_eq!(places[..2], ["a/b.x.json", "a/b.x.yaml"]);
        assert_eq!(places[3], "a/b.x.html.json");
        assert!(all.may_be("a/b.yml") && !all.may_be("a/b.html"));
        let own = Sidecars::of(&["meta/{name}.info".to_owned()]).expect("a pattern");
        assert_eq!(own.of_file("b.txt"), ["meta/b.txt.info"]);
        assert_eq!(Sidecars::of(&own.written()), Ok(own));
        let none = Sidecars::of(&["none".to_owned()]).expect("none at all");
        assert!(none.of_file("b.txt").is_empty() && none.written() == ["none"]);
        assert_eq!(Sidecars::of(&Sidecars::default().written()), Ok(Sidecars::default()));
        for bad in ["info.json", "{stem}", "a{name}"] {
            assert!(Sidecars::of(&[bad.to_owned()]).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_object_without_running_text_is_a_sidecar() {
        assert!(matches!(of("a.json", "{\"date\": \"2019-11-13\"}"), Beside::Sidecar(_)));
        assert!(matches!(of("a.yml", "date: 2019-11-13\n"), Beside::Sidecar(_)));
        assert!(matches!(of("a.json", "{\"date\": \"2019"), Beside::Broken(_)));
        assert!(matches!(of("a.yaml", "a: [1\nb: 2"), Beside::Broken(_)));
        for other in [
            "{\"title\": \"A\", \"text\": \"The ferry stays.\"}",
            "{\"name\": \"package\", \"license\": \"x\"}",
            "[{\"title\": \"A\"}]",
            "{\"title\": \"A\"}\n{\"title\": \"B\"}\n",
            "{\"articles\": [{\"title\": \"A\"}]}",
            "",
        ] {
            assert_eq!(of("a.json", other), Beside::Other, "{other}");
        }
    }

    #[test]
    fn a_sidecar_wins_and_nothing_is_lost() {
        let Beside::Sidecar(sidecar) = of(
            "a.json",
            "{\"title\": \"Ferry sold\", \"date\": \"2019-11-13\", \"tags\": [\"sea\"], \"summary\": \"In short\"}",
        ) else {
            panic!("it is one")
        };
        let mut draft = Draft {
            title: Some("Clip 7".to_owned()),
            paragraphs: vec![Paragraph::text("The ferry is sold.")],
            labels: vec![
                Label::new(LabelName::Published, "12 Nov 2019", "header line"),
                Label::new(LabelName::Tag, "port", "label Tags"),
            ],
            ..Draft::default()
        };
        sidecar.merge(&mut draft, true, &mut Vec::new());
        assert_eq!(draft.title.as_deref(), Some("Ferry sold"));
        assert_eq!(draft.paragraphs[0].text, "Clip 7");
        let told: Vec<(LabelName, &str)> =
            draft.labels.iter().map(|label| (label.name, label.value.as_str())).collect();
        assert!(told.contains(&(LabelName::Published, "2019-11-13")));
        assert!(told.contains(&(LabelName::Other, "12 Nov 2019")));
        assert!(told.contains(&(LabelName::Other, "In short")));
        assert!(
            told.contains(&(LabelName::Tag, "sea")) && told.contains(&(LabelName::Tag, "port"))
        );
    }
}
