//! The gazetteer: areas and countries of UN M49, their names in twenty-one languages, and cities.
//!
//! The three tables are written by `examples/places/generate.py`; `LICENCES.md` beside it says
//! where they come from. Places have two levels above a country, continent and the smallest area of
//! UN M49. Kosovo, which has no M49 code, is `XK` in Southern Europe. No persons are named.

use std::{collections::HashMap, sync::LazyLock};

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

const AREAS: &str = include_str!("places/areas.tsv");
const NAMES: &str = include_str!("places/names.tsv");
const CITIES: &str = include_str!("places/cities.tsv");

static TABLE: LazyLock<HashMap<&'static str, Place>> = LazyLock::new(|| {
    let places = AREAS.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        let (path, code, alpha3, name) =
            (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        Some((code, Place { path, code, alpha3, name }))
    });
    places.collect()
});

/// Folded names, and codes of three letters, that people may type for an area or a country.
static TYPED: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut typed: HashMap<String, Vec<&'static str>> = HashMap::new();
    let mut add = |name: &str, code: &'static str| {
        let codes = typed.entry(fold(name)).or_default();
        if !codes.contains(&code) {
            codes.push(code);
        }
    };
    for line in AREAS.lines() {
        let mut fields = line.split('\t').skip(1);
        if let (Some(code), Some(alpha3), Some(name)) =
            (fields.next(), fields.next(), fields.next())
        {
            add(name, code);
            add(code, code);
            if !alpha3.is_empty() {
                add(alpha3, code);
            }
        }
    }
    for kinds in [[NameKind::Country, NameKind::Area], [NameKind::Typed, NameKind::Typed]] {
        let of_kind = |name: &Name| kinds.contains(&name.kind) && !name.open;
        for name in names().filter(|name| of_kind(name) && !is_of_a_city(name)) {
            add(name.text, name.code);
        }
    }
    typed
});

/// Whether another country's city bears the name of a country, which is only called so in languages
/// other than English: Salvador is a city of Brazil, Granada one of Spain.
fn is_of_a_city(name: &Name) -> bool {
    let is_foreign = name.languages.split(',').all(|language| !matches!(language, "en" | "-"));
    let largest = || cities(&fold(name.text)).next();
    name.kind == NameKind::Country
        && is_foreign
        && largest().is_some_and(|city| city.country != name.code && !city.name.is_empty())
}

/// The countries that are called so in some language and give the name up to a city.
pub fn countries_behind_a_city(name: &str) -> Vec<Vec<String>> {
    let folded = fold(name);
    let so_called = names().filter(|name| fold(name.text) == folded && is_of_a_city(name));
    so_called.map(|name| path_of_country(name.code)).collect()
}

/// An area or a country of UN M49.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    path: &'static str,
    /// The M49 code of an area (`030`), the ISO 3166 code of a country (`KR`). Kosovo is `XK`.
    pub code: &'static str,
    /// The three-letter code of a country; empty for an area.
    pub alpha3: &'static str,
    /// The name shown, in English.
    pub name: &'static str,
}

impl Place {
    /// Its path, general first: `142`, `030`, `KR`.
    pub fn path(&self) -> Vec<String> {
        self.path.split('/').map(str::to_owned).collect()
    }

    /// Whether it is a country and no area.
    pub fn is_country(&self) -> bool {
        !self.alpha3.is_empty()
    }
}

/// A city that answers to some name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct City {
    /// The ISO 3166 code of its country.
    pub country: &'static str,
    /// Its folded name, the last element of its path.
    pub key: &'static str,
    /// Its name as printed, where it was found by its key; empty where by another name.
    pub name: &'static str,
}

impl City {
    /// Its path: `142`, `030`, `KR`, `seoul`.
    pub fn path(&self) -> Vec<String> {
        let mut path = path_of_country(self.country);
        path.push(self.key.to_owned());
        path
    }
}

/// What a name in running text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// The name of a country.
    Country,
    /// A word for its people or things.
    Demonym,
    /// A capital or another city that stands for its country.
    City,
    /// A state or part of it.
    Part,
    /// An unmistakable institution of it.
    Institution,
    /// A short form that names two or more countries at once.
    Pair,
    /// A word of money or company law that hints at it where no place is named.
    Trace,
    /// Words that look like a place and are none.
    Nothing,
    /// A short form of a part, used in datelines only.
    Abbreviation,
    /// The name of an area, typed only.
    Area,
    /// Typed only, after all others of that name.
    Typed,
}

/// One row of the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// As printed.
    pub text: &'static str,
    /// The code of its country or area; codes joined by `+` for a pair.
    pub code: &'static str,
    /// What it says.
    pub kind: NameKind,
    /// Whether endings may follow.
    pub open: bool,
    /// The languages it belongs to, `,` between them; `-` where its script tells.
    pub languages: &'static str,
}

/// The country or area with that code: `KR`, `030`.
pub fn country(code: &str) -> Option<&'static Place> {
    TABLE.get(code)
}

/// The path of a country or area; empty where the code is unknown.
pub fn path_of_country(code: &str) -> Vec<String> {
    country(code).map(Place::path).unwrap_or_default()
}

/// The name shown for the last element of a path: `142/030/KR` is South Korea, `142/030/KR/seoul`
/// Seoul.
pub fn name_of(path: &[&str]) -> Option<String> {
    let (last, above) = path.split_last()?;
    if let Some(place) = country(last) {
        return Some(place.name.to_owned());
    }
    let code = above.last()?;
    let shown = cities(last).find(|city| city.country == *code && !city.name.is_empty());
    shown.map(|city| city.name.to_owned())
}

/// The paths a person may mean: names in any language, aliases, codes, cities, or several joined by
/// `/`, general first. The likeliest comes first; empty where nothing is known by that name.
pub fn look_up(name: &str) -> Vec<Vec<String>> {
    let mut parts = name.split('/').map(str::trim).filter(|part| !part.is_empty());
    let Some(last) = parts.next_back() else { return Vec::new() };
    let above: Vec<_> = parts.map(|part| look_up_one(part, Namesakes::Chosen)).collect();
    let which = if above.is_empty() { Namesakes::Chosen } else { Namesakes::All };
    let mut found = look_up_one(last, which);
    found.retain(|path| {
        above
            .iter()
            .all(|group| group.iter().any(|one| path.len() > one.len() && path.starts_with(one)))
    });
    found
}

/// Whether cities are wanted where an area or a country already bears the name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Namesakes {
    Chosen,
    All,
}

fn look_up_one(name: &str, which: Namesakes) -> Vec<Vec<String>> {
    let folded = fold(name);
    let mut paths: Vec<Vec<String>> = countries_called(&folded).map(Place::path).collect();
    if paths.is_empty() || which == Namesakes::All {
        paths.extend(cities(&folded).map(|city| city.path()));
    }
    paths
}

/// The countries and areas with that folded name, likeliest first.
pub fn countries_called(folded: &str) -> impl Iterator<Item = &'static Place> + use<> {
    TYPED.get(folded).into_iter().flatten().filter_map(|code| country(code))
}

/// The cities with that folded name, likeliest first.
pub fn cities(folded: &str) -> impl Iterator<Item = City> {
    let start = first_line_from(CITIES, folded);
    CITIES[start..].lines().map_while(move |line| {
        let mut fields = line.split('\t');
        let name = fields.next().filter(|name| *name == folded)?;
        let country = fields.next()?;
        let key = fields.next().filter(|key| !key.is_empty()).unwrap_or(name);
        Some(City { country, key, name: fields.next().unwrap_or("") })
    })
}

/// All rows of the names, as the table has them.
pub fn names() -> impl Iterator<Item = Name> {
    NAMES.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        let (text, code) = (fields.next()?, fields.next()?);
        let kind = match fields.next()? {
            "n" => NameKind::Country,
            "d" => NameKind::Demonym,
            "c" => NameKind::City,
            "s" => NameKind::Part,
            "i" => NameKind::Institution,
            "p" => NameKind::Pair,
            "b" => NameKind::Abbreviation,
            "a" => NameKind::Area,
            "l" => NameKind::Typed,
            "t" => NameKind::Trace,
            _ => NameKind::Nothing,
        };
        let languages = fields.next()?;
        let open = text.ends_with('*');
        Some(Name { text: text.trim_end_matches('*'), code, kind, open, languages })
    })
}

/// The country whose part has that name or abbreviation: `Ont.` is in CA, `Texas` in US.
pub fn country_of_part(name: &str) -> Option<&'static str> {
    static PARTS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
        let kinds = [NameKind::Part, NameKind::Abbreviation];
        let parts = names().filter(|name| kinds.contains(&name.kind));
        parts.map(|name| (fold(name.text), name.code)).collect()
    });
    PARTS.get(&fold(name)).copied()
}

/// The spelling under which names are kept and looked up: lower case, without marks and points,
/// single spaces.
///
/// `examples/places/generate.py` folds alike; change both or neither.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    if name.is_ascii() {
        name.bytes().for_each(|byte| push_plain(&mut folded, byte.to_ascii_lowercase().into()));
    } else {
        const NFKD: DecomposingNormalizerBorrowed<'static> =
            DecomposingNormalizerBorrowed::new_nfkd();
        const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
        let lowered = NFKD.normalize(name).to_lowercase();
        let bare: String = lowered.chars().filter(|c| !is_dropped_mark(*c)).collect();
        NFC.normalize(&bare).chars().for_each(|c| push_plain(&mut folded, c));
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn is_dropped_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}')
}

fn push_plain(folded: &mut String, c: char) {
    let plain = match c {
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'ı' => "i",
        'þ' => "th",
        '’' | '\'' | 'ʻ' | '‘' | '`' | '.' => return,
        '&' => " and ",
        ',' | '-' | '‐' | '–' | '/' | '=' | '＝' | '・' | '_' => " ",
        c if c.is_whitespace() => " ",
        c => return folded.push(c),
    };
    if plain.starts_with(' ') && (folded.is_empty() || folded.ends_with(' ')) {
        folded.push_str(plain.trim_start());
    } else {
        folded.push_str(plain);
    }
}

/// Where the first line of a sorted table begins whose first field is not before `key`.
fn first_line_from(table: &str, key: &str) -> usize {
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = table.as_bytes()[low..middle]
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(low, |newline| low + newline + 1);
        let line = &table.as_bytes()[start..];
        let field = line.iter().position(|byte| *byte == b'\t').unwrap_or(line.len());
        if &line[..field] < key.as_bytes() {
            let rest = line.iter().position(|byte| *byte == b'\n').map_or(line.len(), |n| n + 1);
            low = start + rest;
        } else {
            high = start;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str) -> Vec<String> {
        look_up(name).iter().map(|path| path.join("/")).collect()
    }

    #[test]
    fn korea_is_the_south_first_and_then_the_north() {
        assert_eq!(found("Korea"), ["142/030/KR", "142/030/KP"]);
        assert_eq!(found("korea")[0], "142/030/KR");
    }

    #[test]
    fn a_place_is_found_by_name_code_and_in_any_language() {
        for name in [
            "South Korea",
            "KR",
            "kr",
            "KOR",
            "ROK",
            "한국",
            "韓国",
            "韩国",
            "Hàn Quốc",
            "Südkorea",
        ] {
            assert_eq!(found(name), ["142/030/KR"], "{name}");
        }
        for name in ["eastern asia", "030", "Eastern Asia", "East Asia", "동아시아"] {
            assert_eq!(found(name), ["142/030"], "{name}");
        }
        for name in ["asia", "아시아", "アジア", "142"] {
            assert_eq!(found(name), ["142"], "{name}");
        }
    }

    #[test]
    fn a_city_is_found_alone_and_under_its_country() {
        for name in
            ["Seoul", "서울", "Korea/Seoul", "142/030/KR/seoul", "asia / south korea / seoul"]
        {
            assert_eq!(found(name), ["142/030/KR/seoul"], "{name}");
        }
        assert_eq!(found("Japan/Seoul"), [""; 0]);
        assert_eq!(found("hcm city"), ["142/035/VN/ho chi minh city"]);
        assert_eq!(found("hà nội"), ["142/035/VN/hanoi"]);
        assert_eq!(found("canada/london"), ["019/021/CA/london"]);
        assert_eq!(found("Utopia"), [""; 0]);
        assert_eq!(found(""), [""; 0]);
    }

    #[test]
    fn a_foreign_name_of_a_country_gives_way_to_a_city() {
        assert_eq!(found("Salvador"), ["019/005/BR/salvador", "019/013/SV/san salvador"]);
        assert_eq!(countries_behind_a_city("salvador"), [["019", "013", "SV"].map(str::to_owned)]);
        for name in ["El Salvador", "엘살바도르"] {
            assert_eq!(found(name), ["019/013/SV"], "{name}");
        }
        assert_eq!(found("Granada")[0], "150/039/ES/granada");
        assert_eq!(found("Singapur"), ["142/035/SG"]);
        assert_eq!(countries_behind_a_city("Singapur"), [[""; 0]; 0]);
    }

    #[test]
    fn a_part_of_a_country_is_told_with_its_country() {
        for (name, code) in [("Texas", "US"), ("Sicily", "IT"), ("Ontario", "CA")] {
            assert_eq!(country_of_part(name), Some(code), "{name}");
        }
    }

    #[test]
    fn a_path_is_shown_by_its_last_name() {
        assert_eq!(name_of(&["142"]).as_deref(), Some("Asia"));
        assert_eq!(name_of(&["142", "030"]).as_deref(), Some("Eastern Asia"));
        assert_eq!(name_of(&["142", "030", "KR"]).as_deref(), Some("South Korea"));
        assert_eq!(name_of(&["142", "030", "KR", "seoul"]).as_deref(), Some("Seoul"));
        assert_eq!(name_of(&["019", "005", "BR", "sao paulo"]).as_deref(), Some("São Paulo"));
        assert_eq!(name_of(&["142", "030", "KR", "nowhere"]), None);
        assert_eq!(name_of(&[]), None);
    }

    #[test]
    fn every_country_has_a_continent_and_every_city_a_country() {
        for place in TABLE.values().filter(|place| place.is_country() && place.code != "AQ") {
            assert_eq!(place.path().len(), 3, "{}", place.code);
        }
        for code in ["TW", "HK", "XK"] {
            assert!(country(code).is_some(), "{code}");
        }
        for line in CITIES.lines() {
            let code = line.split('\t').nth(1).unwrap_or("");
            assert!(country(code).is_some(), "{line}");
        }
    }

    #[test]
    fn every_city_is_found_under_its_folded_name() {
        let mut above = "";
        for line in CITIES.lines() {
            let name = line.split('\t').next().unwrap_or("");
            assert!(above <= name, "{above} before {name}");
            above = name;
            assert!(cities(name).next().is_some(), "{name}");
            assert_eq!(fold(name), name);
        }
    }

    #[test]
    fn every_key_can_be_shown() {
        for line in CITIES.lines() {
            let fields: Vec<_> = line.split('\t').collect();
            let key = if fields[2].is_empty() { fields[0] } else { fields[2] };
            let path = [fields[1], key];
            assert!(name_of(&path).is_some(), "{line}");
        }
    }
}
