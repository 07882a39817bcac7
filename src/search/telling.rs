//! The words of a clipping that can tell it from others.

use std::collections::{BTreeMap, HashSet};

use super::View;
use crate::analysis::{Case, Class, Language, Token, is_stop_word};
use crate::archive::language_of;
use crate::text::fold;

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TellingWord {
    /// As the field of normal forms has it.
    pub normal: String,
    /// Its most frequent exact form.
    pub exact: String,
    /// That form as printed.
    pub printed: String,
    /// How many times the clipping has it.
    pub count: u32,
}

/// The words of a clipping, sorted by their normal form: no closed-class words, numbers, single
/// letters, months and days of the week; of Han, kana and Hangul the pairs without particles.
pub(super) fn telling_words(view: &View) -> Vec<TellingWord> {
    let language = language_of(&view.clipping);
    let endings = endings(view);
    let mut forms: BTreeMap<&str, BTreeMap<&str, (u32, &Token)>> = BTreeMap::new();
    for token in &view.words.tokens {
        let exact = view.words.exact(token);
        let tells = match token.class {
            Class::Word => {
                is_telling(exact, language)
                    && (token.case == Case::Lower || !is_of_the_calendar(exact))
            }
            Class::Gram => {
                !endings.contains(&token.position)
                    && !exact.chars().any(is_hiragana)
                    && !exact.contains(PAST_TENSE)
            }
            Class::JoinedFirst | Class::JoinedLast | Class::LastGram | Class::Stem => false,
        };
        if tells {
            let of_normal = forms.entry(view.words.normal(token)).or_default();
            of_normal.entry(exact).or_insert((0, token)).0 += 1;
        }
    }
    let word = |(normal, forms): (&str, BTreeMap<&str, (u32, &Token)>)| {
        let count = forms.values().map(|(count, _)| count).sum();
        let (exact, (_, token)) = forms.into_iter().max_by_key(|(_, (count, _))| *count)?;
        let printed = match token.class {
            Class::Gram => exact.to_owned(),
            _ => token.span.of(view.passage(token.passage as usize)).to_owned(),
        };
        let (normal, exact) = (normal.to_owned(), exact.to_owned());
        Some(TellingWord { normal, exact, printed, count })
    };
    forms.into_iter().filter_map(word).collect()
}

fn is_telling(exact: &str, language: Language) -> bool {
    exact.chars().nth(1).is_some()
        && exact.chars().any(char::is_alphabetic)
        && !is_stop_word(exact, language)
        && !is_stop_word(exact, Language::from_code("en"))
}

/// Months and days of the week as they are printed with a capital: they tell when a paper came out.
/// Those that are names or other words too (`May`, `Sun`, `Jan`) are left out.
const CALENDAR: [&str; 74] = [
    "january",
    "february",
    "feb",
    "march",
    "april",
    "apr",
    "june",
    "jun",
    "july",
    "jul",
    "august",
    "aug",
    "september",
    "sep",
    "sept",
    "october",
    "oct",
    "november",
    "nov",
    "december",
    "dec",
    "monday",
    "mon",
    "tuesday",
    "tue",
    "tues",
    "wednesday",
    "wed",
    "thursday",
    "thu",
    "thurs",
    "friday",
    "fri",
    "saturday",
    "sunday",
    "januar",
    "februar",
    "märz",
    "juni",
    "juli",
    "oktober",
    "okt",
    "dezember",
    "dez",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "janvier",
    "février",
    "avril",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "enero",
    "febrero",
    "abril",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "lunedì",
    "venerdì",
];

fn is_of_the_calendar(exact: &str) -> bool {
    CALENDAR.contains(&exact)
}

/// Syllables in which Korean verbs of the past end.
const PAST_TENSE: &[char] = &['었', '았', '했', '였', '겠', '됐', '렸', '졌', '났'];

/// Korean words of time and of grammar that every report has, and forms of two characters whose
/// particle stands on a stem of one.
const KOREAN_FRAMES: [&str; 27] = [
    "동안",
    "지난",
    "지난해",
    "지난달",
    "지난주",
    "이날",
    "오전",
    "오후",
    "때문",
    "대한",
    "위해",
    "통해",
    "따라",
    "이번",
    "당시",
    "가운데",
    "정도",
    "일부",
    "관련",
    "에서",
    "으로",
    "에게",
    "까지",
    "부터",
    "에는",
    "것이",
    "것도",
];

/// Particles that end no noun of two characters but those of [`NOUNS_LIKE_PARTICLES`].
const ONE_SYLLABLE_PARTICLES: [char; 5] = ['은', '는', '을', '를', '에'];
const NOUNS_LIKE_PARTICLES: [&str; 4] = ["마을", "가을", "노을", "고을"];

/// Whether a whole Korean word of two characters tells nothing.
fn is_frame(run: &str) -> bool {
    let is_short = run.chars().count() == 2;
    KOREAN_FRAMES.contains(&run)
        || is_short && run.ends_with(ONE_SYLLABLE_PARTICLES) && !NOUNS_LIKE_PARTICLES.contains(&run)
}

/// How Korean verbs and quotations end; a word that does is none that tells.
const VERB_ENDINGS: [&str; 6] = ["다", "다고", "다는", "다며", "다면서", "라고"];
/// A country that ends so.
const NO_VERB: &str = "캐나다";

/// The positions of the characters that a Korean word loses with its particle, of the pair that
/// reaches into them, and of verbs.
fn endings(view: &View) -> HashSet<u32> {
    let mut positions = HashSet::new();
    let mut run = String::new();
    for token in &view.words.tokens {
        let exact = view.words.exact(token);
        match token.class {
            Class::Stem => {
                let kept = view.words.normal(token).chars().count() as u32;
                let printed = token.span.of(view.passage(token.passage as usize));
                let whole = printed.chars().count() as u32;
                positions.extend(token.position + kept.saturating_sub(1)..token.position + whole);
            }
            Class::Gram => run.extend(exact.chars().next()),
            Class::LastGram => {
                run.push_str(exact);
                let length = run.chars().count() as u32;
                if is_verb(&run) || is_frame(&run) {
                    positions.extend(token.position + 1 - length..=token.position);
                }
                run.clear();
            }
            Class::Word | Class::JoinedFirst | Class::JoinedLast => {}
        }
    }
    positions
}

fn is_verb(run: &str) -> bool {
    VERB_ENDINGS.iter().any(|ending| run.ends_with(ending)) && !run.ends_with(NO_VERB)
}

/// Japanese writes endings and particles in it.
fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}') || !fold::is_cjk(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyser;
    use crate::clipping::{Draft, Label, LabelName, Origin, Paragraph};
    use crate::enrich::{Lore, enrich};

    fn told(text: &str, language: &str) -> Vec<String> {
        let draft = Draft {
            paragraphs: vec![Paragraph::text(text)],
            labels: vec![Label::new(LabelName::Language, language, "")],
            ..Draft::default()
        };
        let origin = Origin { root: String::new(), path: String::new(), part: 0, member: None };
        let mut clipping =
            enrich(draft, origin, &Lore::default(), chrono::NaiveDateTime::default());
        clipping.headline.value.clear();
        let view = View::new(clipping, &mut Analyser::new());
        telling_words(&view).into_iter().map(|word| word.printed).collect()
    }

    #[test]
    fn small_words_numbers_and_particles_tell_nothing() {
        for (text, language, expect) in [
            ("The pacts of 2019, the pact and a Pact: pact", "en", &["pact"][..]),
            ("정부는 협정을 종료했다고 밝혔다. 캐나다", "ko", &["나다", "정부", "캐나", "협정"]),
            (
                "Nov. 13: on Friday the march began in March, Theresa May said",
                "en",
                &["began", "march", "said", "Theresa"],
            ),
            ("지난 동안 것은 문을 열었고 마을에서 협정을 했고", "ko", &["마을", "협정"]),
            ("日本の協定を", "ja", &["協定", "日本"]),
            ("Das Abkommen und die Fähre", "de", &["Abkommen", "Fähre"]),
        ] {
            assert_eq!(told(text, language), expect, "{text}");
        }
    }
}
