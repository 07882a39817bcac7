//! British spellings as American ones, so that `defence` and `defense` are one word for ranking.

/// Longest ending that is carried over from one spelling to the other.
const ENDINGS: [&str; 11] =
    ["s", "d", "r", "rs", "ed", "er", "ers", "ing", "ings", "ment", "ments"];

/// The American spelling of a folded English word; nothing where it is the same or unknown.
pub fn american(word: &str) -> Option<String> {
    if word.len() < 4 || !word.is_ascii() {
        return None;
    }
    if let Some(base) = look_up(word) {
        return Some(base.to_owned());
    }
    ENDINGS.iter().find_map(|ending| inflected(word, ending))
}

/// `organised` through `organise`, `labouring` through `labour`, `organising` through `organise`.
fn inflected(word: &str, ending: &str) -> Option<String> {
    let stem = word.strip_suffix(ending)?;
    if let Some(base) = look_up(stem) {
        return Some(format!("{base}{ending}"));
    }
    let silent = matches!(ending, "ing" | "ings");
    let base = look_up(&format!("{stem}e")).filter(|_| silent)?;
    Some(format!("{}{ending}", base.strip_suffix('e').unwrap_or(base)))
}

/// How British forms of a normal form begin where they differ from it in the first `letters`
/// letters: `airplan` and 2 give `aeroplan`.
pub fn british_beginnings(normal: &str, letters: usize) -> impl Iterator<Item = String> {
    let beginning = move |word: &'static str| &word.as_bytes()[..letters.min(word.len())];
    let differ = PAIRS
        .iter()
        .filter(move |(british, american)| beginning(british) != beginning(american))
        .filter(move |(_, american)| normal.as_bytes().starts_with(beginning(american)));
    differ.map(|(british, _)| british.trim_end_matches('e').to_owned())
}

fn look_up(word: &str) -> Option<&'static str> {
    PAIRS.binary_search_by_key(&word, |(british, _)| british).ok().map(|place| PAIRS[place].1)
}

/// Sorted by the British form. Written for this project; words whose two spellings differ in
/// meaning (cheque, storey, draught) are left out.
pub(super) const PAIRS: [(&str, &str); 181] = [
    ("aeroplane", "airplane"),
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("anaemia", "anemia"),
    ("anaesthetic", "anesthetic"),
    ("analyse", "analyze"),
    ("apologise", "apologize"),
    ("archaeology", "archeology"),
    ("armour", "armor"),
    ("authorisation", "authorization"),
    ("authorise", "authorize"),
    ("behaviour", "behavior"),
    ("calibre", "caliber"),
    ("cancelled", "canceled"),
    ("cancelling", "canceling"),
    ("capitalise", "capitalize"),
    ("catalogue", "catalog"),
    ("centimetre", "centimeter"),
    ("centralise", "centralize"),
    ("centre", "center"),
    ("civilisation", "civilization"),
    ("colour", "color"),
    ("counselling", "counseling"),
    ("counsellor", "counselor"),
    ("criticise", "criticize"),
    ("defence", "defense"),
    ("democratisation", "democratization"),
    ("demonise", "demonize"),
    ("destabilise", "destabilize"),
    ("dialling", "dialing"),
    ("diarrhoea", "diarrhea"),
    ("disfavour", "disfavor"),
    ("dishonour", "dishonor"),
    ("economise", "economize"),
    ("emphasise", "emphasize"),
    ("encyclopaedia", "encyclopedia"),
    ("endeavour", "endeavor"),
    ("enrol", "enroll"),
    ("enrolment", "enrollment"),
    ("equalise", "equalize"),
    ("favour", "favor"),
    ("favourable", "favorable"),
    ("favourite", "favorite"),
    ("fibre", "fiber"),
    ("finalise", "finalize"),
    ("flavour", "flavor"),
    ("foetus", "fetus"),
    ("formalise", "formalize"),
    ("fuelled", "fueled"),
    ("fuelling", "fueling"),
    ("fulfil", "fulfill"),
    ("fulfilment", "fulfillment"),
    ("generalise", "generalize"),
    ("globalisation", "globalization"),
    ("globalise", "globalize"),
    ("grey", "gray"),
    ("haemorrhage", "hemorrhage"),
    ("harbour", "harbor"),
    ("harmonise", "harmonize"),
    ("honour", "honor"),
    ("honourable", "honorable"),
    ("hospitalise", "hospitalize"),
    ("humour", "humor"),
    ("industrialise", "industrialize"),
    ("initialise", "initialize"),
    ("instalment", "installment"),
    ("jeopardise", "jeopardize"),
    ("jewellery", "jewelry"),
    ("judgement", "judgment"),
    ("kilometre", "kilometer"),
    ("labelled", "labeled"),
    ("labelling", "labeling"),
    ("labour", "labor"),
    ("labourer", "laborer"),
    ("legalise", "legalize"),
    ("leukaemia", "leukemia"),
    ("liberalisation", "liberalization"),
    ("liberalise", "liberalize"),
    ("licence", "license"),
    ("litre", "liter"),
    ("localise", "localize"),
    ("lustre", "luster"),
    ("manoeuvre", "maneuver"),
    ("manoeuvring", "maneuvering"),
    ("marginalise", "marginalize"),
    ("marvellous", "marvelous"),
    ("maximise", "maximize"),
    ("meagre", "meager"),
    ("mediaeval", "medieval"),
    ("memorise", "memorize"),
    ("metre", "meter"),
    ("militarise", "militarize"),
    ("millimetre", "millimeter"),
    ("minimise", "minimize"),
    ("mobilise", "mobilize"),
    ("modelled", "modeled"),
    ("modelling", "modeling"),
    ("modernisation", "modernization"),
    ("modernise", "modernize"),
    ("monopolise", "monopolize"),
    ("mould", "mold"),
    ("moustache", "mustache"),
    ("nationalise", "nationalize"),
    ("naturalise", "naturalize"),
    ("neighbour", "neighbor"),
    ("neighbourhood", "neighborhood"),
    ("neutralise", "neutralize"),
    ("normalisation", "normalization"),
    ("normalise", "normalize"),
    ("odour", "odor"),
    ("oestrogen", "estrogen"),
    ("offence", "offense"),
    ("organisation", "organization"),
    ("organise", "organize"),
    ("organiser", "organizer"),
    ("paediatric", "pediatric"),
    ("paralyse", "paralyze"),
    ("parlour", "parlor"),
    ("penalise", "penalize"),
    ("plough", "plow"),
    ("polarise", "polarize"),
    ("politicise", "politicize"),
    ("practise", "practice"),
    ("pretence", "pretense"),
    ("prioritise", "prioritize"),
    ("privatisation", "privatization"),
    ("privatise", "privatize"),
    ("programme", "program"),
    ("publicise", "publicize"),
    ("pyjamas", "pajamas"),
    ("quarrelled", "quarreled"),
    ("rancour", "rancor"),
    ("randomise", "randomize"),
    ("rationalise", "rationalize"),
    ("realise", "realize"),
    ("recognise", "recognize"),
    ("reorganise", "reorganize"),
    ("revolutionise", "revolutionize"),
    ("rigour", "rigor"),
    ("rivalled", "rivaled"),
    ("rumour", "rumor"),
    ("sabre", "saber"),
    ("satirise", "satirize"),
    ("savour", "savor"),
    ("sceptic", "skeptic"),
    ("sceptical", "skeptical"),
    ("scepticism", "skepticism"),
    ("scrutinise", "scrutinize"),
    ("signalled", "signaled"),
    ("signalling", "signaling"),
    ("skilful", "skillful"),
    ("socialise", "socialize"),
    ("specialise", "specialize"),
    ("spectre", "specter"),
    ("splendour", "splendor"),
    ("stabilisation", "stabilization"),
    ("stabilise", "stabilize"),
    ("standardise", "standardize"),
    ("subsidise", "subsidize"),
    ("sulphur", "sulfur"),
    ("summarise", "summarize"),
    ("symbolise", "symbolize"),
    ("sympathise", "sympathize"),
    ("theatre", "theater"),
    ("totalled", "totaled"),
    ("towelling", "toweling"),
    ("travelled", "traveled"),
    ("traveller", "traveler"),
    ("travelling", "traveling"),
    ("tumour", "tumor"),
    ("tyre", "tire"),
    ("urbanisation", "urbanization"),
    ("utilise", "utilize"),
    ("valour", "valor"),
    ("vaporise", "vaporize"),
    ("vapour", "vapor"),
    ("vigour", "vigor"),
    ("visualise", "visualize"),
    ("watercolour", "watercolor"),
    ("wilful", "willful"),
    ("woollen", "woolen"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pairs_are_sorted() {
        assert!(PAIRS.is_sorted());
    }

    #[test]
    fn british_words_are_found_from_american_ones_that_begin_otherwise() {
        assert!(british_beginnings("airplan", 2).any(|beginning| beginning == "aeroplan"));
        assert!(british_beginnings("tire", 2).any(|beginning| beginning == "tyr"));
        assert_eq!(british_beginnings("defens", 2).count(), 0);
    }

    #[test]
    fn inflected_words_follow_their_base() {
        for (british, expect) in [
            ("defence", Some("defense")),
            ("defences", Some("defenses")),
            ("organised", Some("organized")),
            ("organising", Some("organizing")),
            ("labourers", Some("laborers")),
            ("programmes", Some("programs")),
            ("defense", None),
            ("rise", None),
            ("promise", None),
        ] {
            assert_eq!(american(british).as_deref(), expect, "{british}");
        }
    }
}
