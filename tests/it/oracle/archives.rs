//! Small random archives of mixed scripts, written in several commits, with clippings replaced and
//! taken out.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate, NaiveDateTime};
use morgue::analysis::{Analyser, Language};
use morgue::archive::{
    Alias, Entry, FileOutcome, FileState, Found, Level, Snapshot, Standing, Writer, WriterOptions,
    passages,
};
use morgue::clipping::{Clipping, ClueKind, Id, Kind, Known, Moment, Origin, Paragraph, Precision};
use morgue::enrich::{facts, places};
use tempfile::TempDir;

use crate::support::Dice;

/// Words of one language, and what stands between them.
pub(super) struct Tongue {
    code: &'static str,
    blank: &'static str,
    pub(super) words: &'static [&'static str],
}

/// Few words each, so that queries meet them; many forms of each, so that forms matter.
pub(super) const TONGUES: [Tongue; 15] = [
    Tongue {
        code: "en",
        blank: " ",
        words: &[
            "pact",
            "pacts",
            "pact's",
            "the",
            "of",
            "to",
            "us",
            "US",
            "U.S.",
            "U.S",
            "WHO",
            "who",
            "F-16",
            "F16",
            "F-16s",
            "intelligence-sharing",
            "intelligence",
            "sharing",
            "Sharing",
            "intelligencesharing",
            "s/s",
            "AT&T",
            "AT",
            "T",
            "trade",
            "trading",
            "traded",
            "trades",
            "extend",
            "extended",
            "extension",
            "defence",
            "defense",
            "Defences",
            "DEFENCE",
            "aeroplane",
            "airplane",
            "airplanes",
            "tyre",
            "tires",
            "grey",
            "gray",
            "organised",
            "organizes",
            "programme",
            "programs",
            "paediatric",
            "pediatric",
            "dying",
            "die",
            "dies",
            "3.5",
            "1,000",
            "1000",
            "2019",
            "10:30",
            "Korea's",
            "Korea’s",
            "Koreas",
            "officials’",
            "don't",
            "dont",
            "agree\u{ad}ment",
            "agreement",
            "ﬁnance",
            "finance",
            "GSOMIA",
            "Seoul",
            "Tokyo",
            "co-operate",
            "cooperate",
            "re-re-export",
            "x",
            "naïve",
            "naive",
            "state-of-the-art",
            "and",
            "or",
            "not",
            "Smith",
            "J.",
            "ＧＳＯＭＩＡ",
            "e-mail",
            "email",
            "aeroplanes",
            "airplane",
            "cheques",
            "checked",
            "denuclearisation",
            "denuclearize",
            "тёплого",
            "مستشفى",
        ],
    },
    Tongue {
        code: "fr",
        blank: " ",
        words: &[
            "l'accord",
            "l’accord",
            "accord",
            "accords",
            "d'accords",
            "défense",
            "defense",
            "été",
            "ete",
            "Élan",
            "élan",
            "elan",
            "États-Unis",
            "états",
            "Unis",
            "aujourd'hui",
            "œuvre",
            "oeuvre",
            "œuvres",
            "à",
            "a",
            "où",
            "ou",
            "le",
            "la",
            "les",
            "négocier",
            "négocié",
            "négociations",
            "qu'il",
            "c'est-à-dire",
            "français",
            "française",
            "FRANÇAIS",
        ],
    },
    Tongue {
        code: "de",
        blank: " ",
        words: &[
            "Straße",
            "Strasse",
            "STRASSE",
            "straßen",
            "Abkommen",
            "Abkommens",
            "die",
            "der",
            "über",
            "uber",
            "Übung",
            "Übungen",
            "Apfel",
            "Äpfel",
            "Gesetz",
            "Gesetze",
            "Gesetzes",
            "Nord-Süd-Gespräche",
            "Gespräche",
            "Gespräch",
            "verteidigen",
            "Verteidigung",
        ],
    },
    Tongue {
        code: "ko",
        blank: " ",
        words: &[
            "지소미아를",
            "지소미아",
            "지소미아는",
            "종료",
            "종료를",
            "한국",
            "한국의",
            "한국이",
            "일본과",
            "일본",
            "정부는",
            "정부",
            "장관은",
            "김정은",
            "김정은이",
            "협정",
            "협정을",
            "협",
            "한",
            "한미일",
            "방콕에서",
            "GSOMIA는",
            "GSOMIA",
            "F-16전투기",
            "미국",
            "한국 정부",
            "3국",
            "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}",
            "韓日",
            "22일",
        ],
    },
    Tongue {
        code: "ja",
        blank: "",
        words: &[
            "協定",
            "日本",
            "韓国",
            "の",
            "を",
            "が",
            "か",
            "終了した",
            "。",
            "、",
            "日米韓",
            "タワー",
            "東京",
            "ﾀﾜｰ",
            "タ",
            "GSOMIA",
            "政府は",
            "国",
            "韓",
            "「協定」",
            "ー",
            "が",
            "ガ",
            "力",
            "日日",
            "々",
            "時々",
            "2019年",
            "・",
            "か\u{3099}",
        ],
    },
    Tongue {
        code: "zh",
        blank: "",
        words: &[
            "协定",
            "中国",
            "国",
            "韩国",
            "日本",
            "终止",
            "了",
            "，",
            "。",
            "贸易",
            "贸",
            "易",
            "中",
            "美",
            "中美",
            "《协定》",
            "國",
            "WTO",
            "国国",
            "一一",
            "不",
        ],
    },
    Tongue {
        code: "vi",
        blank: " ",
        words: &[
            "Việt",
            "Nam",
            "Viet",
            "hiệp",
            "định",
            "hiep",
            "đảng",
            "Đảng",
            "dang",
            "kinh",
            "tế",
            "của",
            "là",
            "la",
            "Hà",
            "Nội",
            "một",
            "mot",
            "mo\u{323}\u{302}t",
            "người",
            "nguoi",
        ],
    },
    Tongue {
        code: "ru",
        blank: " ",
        words: &[
            "Россия",
            "России",
            "ёлка",
            "елка",
            "ёлки",
            "договор",
            "договора",
            "мой",
            "мои",
            "тёплый",
            "теплого",
            "agreements",
            "الاتفاقية",
        ],
    },
    Tongue {
        code: "uk",
        blank: " ",
        words: &["п'ять", "пʼять", "пять", "країна", "країни", "найкращий", "кращий", "тёплый"],
    },
    Tongue {
        code: "fa",
        blank: " ",
        words: &["ایران", "ايران", "ایرانی", "کتاب", "كتاب", "می‌رود", "رود", "دولتها", "دولت"],
    },
    Tongue {
        code: "nl",
        blank: " ",
        words: &["gewerkt", "werken", "werkt", "geven", "gegeven", "verdrag", "verdragen", "één"],
    },
    Tongue {
        code: "id",
        blank: " ",
        words: &["membeli", "pembeli", "dibeli", "beli", "perjanjian", "janji", "menulis", "tulis"],
    },
    Tongue {
        code: "el",
        blank: " ",
        words: &["συμφωνία", "Συμφωνίες", "συμφωνίας", "ΣΥΜΦΩΝΙΑ", "χώρα", "χώρες", "το"],
    },
    Tongue {
        code: "ar",
        blank: " ",
        words: &[
            "الاتفاق",
            "اتفاق",
            "والاتفاق",
            "الإتفاق",
            "اتفـــاق",
            "كتاب",
            "الكتاب",
            "كِتَاب",
            "كتابهم",
            "دولة",
            "دوله",
            "الدولة",
            "الدوله",
            "والدولة",
            "مستشفى",
            "مستشفي",
            "ايران",
        ],
    },
    Tongue {
        code: "th", blank: "", words: &["ประเทศ", "ไทย", "เกาหลี", "ข้อตกลง", " ", "ญี่ปุ่น"]
    },
];

const OUTLETS: [&str; 6] = [
    "Harborwire",
    "Hangang Post",
    "Daily/Evening Courier",
    "L’Écho du Port",
    "Zürich Bote",
    "한강일보",
];
const VIAS: [&str; 2] = ["Clipdesk", "Press (Asia)"];
const AGENCIES: [&str; 2] = ["Meridian", "Northline News"];
const CATEGORIES: [&[&str]; 7] = [
    &["Korea"],
    &["Korea", "Politics"],
    &["Korea", "Politics", "Parliament"],
    &["Politics"],
    &["Korea, South"],
    &["Trade & Tariffs"],
    &["Sport", "Football"],
];
const TAGS: [&str; 4] = ["gsomia", "Été 2019", "협정", "a: b"];
const PEOPLE: [&str; 3] = ["Kim Ha-na", "Élodie Dubois", "Taro Mori"];
const BODIES: [&str; 2] = ["Harbour Board", "ASEAN+3"];
const COMPANIES: [&str; 2] = ["Harbour Lines Inc", "005930.KS"];
const STATUSES: [&str; 2] = ["correction", "brief"];
const REGIONS: [&str; 7] = ["KR", "KR/Seoul", "JP", "VN", "142", "030", "FR"];
const BYLINES: [&str; 5] =
    ["Kim Ha-na", "By Élodie Dubois and J. Smith", "김하나 기자", "L. O'Neill", "森太郎"];
const DATELINES: [&str; 4] = ["SEOUL (Meridian) --", "PARIS, Nov. 13", "東京", "HANOI"];
const URLS: [&str; 3] = [
    "https://www.harborwire.example/news/2019/11/pact-ends_120.html",
    "http://hangang.example/?id=278610&lang=ko",
    "https://bote.example/straße/über-uns",
];
const PATHS: [&str; 4] =
    ["korea/001-pact.txt", "Korea/Old Pieces/x.txt", "été/b.txt", "wire.jsonl"];
const FURNITURE: [&str; 6] = [
    "Print This Post",
    "Tags: gsomia, pact",
    "Share on",
    "Category: Korea",
    "ⓒ 한강일보 무단 전재",
    "2019年",
];

/// An archive on disk and the clippings it must hold.
pub(super) struct Sample {
    pub(super) snapshot: Snapshot,
    pub(super) clippings: BTreeMap<Id, Clipping>,
    /// Where each was put among copies and versions.
    pub(super) groups: Groups,
    _dir: TempDir,
}

/// The archive of a seed.
pub(super) fn sample(seed: u64) -> Sample {
    let mut maker = Maker::new(seed);
    let dir = tempfile::tempdir().expect("a folder for the archive");
    let mut writer = Writer::open(dir.path(), WriterOptions::default()).expect("a new archive");
    let mut analyser = Analyser::new();
    let mut clippings: BTreeMap<Id, Clipping> = BTreeMap::new();
    let mut groups = Groups::default();
    // One archive in six is tiny: a segment may hold one clipping, no date, or nothing but the
    // ledger.
    let most = if seed.is_multiple_of(6) { 3 } else { 24 };
    for now in 1..=maker.dice.within(2, 5) {
        for _ in 0..maker.dice.within(most / 3, most) {
            let mut clipping = maker.clipping();
            if let Some(id) = maker.known_id(&clippings, 15) {
                clipping.id = id;
            }
            let mut entry = entry(&mut clipping, &mut analyser);
            let standing = maker.standing(clipping.id, &groups);
            entry.stand(standing, &[]);
            writer.put(entry).expect("a clipping is written");
            groups.standings.insert(clipping.id, standing);
            clippings.insert(clipping.id, clipping);
        }
        for _ in 0..maker.dice.within(0, 3) {
            if let Some(alias) = maker.alias(&groups) {
                writer.put_alias(alias).expect("an alias is written");
                groups.aliases.push(alias);
            }
        }
        for _ in 0..maker.dice.within(0, 2 + most / 10) {
            if let Some(id) = maker.known_id(&clippings, 100) {
                writer.remove(id);
                clippings.remove(&id);
                groups.standings.remove(&id);
            }
        }
        if maker.dice.chance(60) {
            writer.put_ledger(&skipped(now as i64)).expect("the ledger is written");
        }
        writer.commit(now as i64).expect("a commit");
    }
    let snapshot = writer.snapshot().expect("what was committed is read");
    Sample { snapshot, clippings, groups, _dir: dir }
}

/// Which clippings belong together.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    pub(super) standings: BTreeMap<Id, Standing>,
    pub(super) aliases: Vec<Alias>,
}

impl Groups {
    /// The group of a level that a standing means, aliases followed in the order they were found.
    pub(super) fn of(&self, level: Level, standing: Standing) -> Id {
        let mut group = standing.group(level);
        while let Some(alias) =
            self.aliases.iter().find(|alias| alias.level == level && alias.from == group)
        {
            group = alias.to;
        }
        group
    }
}

fn entry(clipping: &mut Clipping, analyser: &mut Analyser) -> Entry {
    let code = clipping.language.as_ref().map_or("", |language| language.value.as_str());
    let (list, _) = passages(clipping);
    let analysed = analyser.analyse(&list, Language::from_code(code));
    clipping.word_count = u64::from(analysed.word_count);
    let found = Found { analysed: &analysed, facts: &facts(clipping), states: &[] };
    Entry::new(clipping, &found, analyser)
}

fn skipped(number: i64) -> FileState {
    FileState {
        root: "/clippings".to_owned(),
        path: format!("photo-{number}.jpg"),
        size_bytes: 1,
        mtime_ns: 1,
        ctime_ns: 1,
        inode: 1,
        readers: 1,
        hash: "00".to_owned(),
        read_at: number,
        outcome: FileOutcome::Skipped { reason: "no text".to_owned() },
    }
}

struct Maker {
    dice: Dice,
    tongues: Vec<&'static Tongue>,
}

impl Maker {
    fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let mut tongues: Vec<&Tongue> =
            TONGUES.iter().filter(|tongue| tongue.code == "en" || dice.chance(45)).collect();
        let alone = dice.chance(10);
        tongues.truncate(if alone { 1 } else { TONGUES.len() });
        Self { dice, tongues }
    }

    fn known_id(&mut self, clippings: &BTreeMap<Id, Clipping>, percent: u64) -> Option<Id> {
        let place = self.dice.place(clippings.len().max(1));
        clippings.keys().nth(place).copied().filter(|_| self.dice.chance(percent))
    }

    /// Its own story and thread, or those of another clipping.
    fn standing(&mut self, id: Id, groups: &Groups) -> Standing {
        let place = self.dice.place(groups.standings.len().max(1));
        let other = groups.standings.values().nth(place).copied();
        match other.filter(|_| self.dice.chance(40)) {
            Some(other) if self.dice.chance(70) => other,
            Some(other) => Standing { story: id, thread: other.thread },
            None => Standing::first(id),
        }
    }

    /// Two groups that are one from now on, the lesser id staying.
    fn alias(&mut self, groups: &Groups) -> Option<Alias> {
        let places = [0; 2].map(|_| self.dice.place(groups.standings.len().max(1)));
        let level = if self.dice.chance(50) { Level::Copies } else { Level::Versions };
        let [one, other] = places.map(|place| groups.standings.values().nth(place).copied());
        let [one, other] = [one?, other?].map(|standing| groups.of(level, standing));
        (one != other).then(|| Alias { level, from: one.max(other), to: one.min(other) })
    }

    fn clipping(&mut self) -> Clipping {
        let tongue = self.tongues[self.dice.place(self.tongues.len())];
        let mut paragraphs = Vec::new();
        for _ in 0..self.dice.within(0, 7) {
            let paragraph = self.paragraph(tongue);
            paragraphs.push(paragraph);
        }
        if self.dice.chance(15) {
            let page = FURNITURE.map(|line| Paragraph::stated(Kind::Furniture, line));
            paragraphs.extend(page);
        }
        let words = self.dice.within(0, 7);
        let headline = self.words(tongue, words);
        let high = u128::from(self.dice.next() % 40) << 120;
        let mut clipping = Clipping {
            id: Id(high | u128::from(self.dice.next()) << 56 | u128::from(self.dice.next() >> 8)),
            native: None,
            headline: stated(headline),
            paragraphs,
            labels: Vec::new(),
            published: None,
            other_dates: Vec::new(),
            outlet: self.one(&OUTLETS, 80),
            via: self.one(&VIAS, 30),
            agency: self.one(&AGENCIES, 40),
            byline: self.one(&BYLINES, 60),
            dateline: self.one(&DATELINES, 50),
            url: self.one(&URLS, 60),
            language: Some(stated(tongue.code.to_owned())).filter(|_| self.dice.chance(85)),
            categories: Vec::new(),
            topics: self.topics(),
            tags: self.some(&TAGS),
            regions: Vec::new(),
            people: self.some(&PEOPLE),
            organisations: self.some(&BODIES),
            companies: self.some(&COMPANIES),
            statuses: self.some(&STATUSES),
            word_count: 0,
            others: Vec::new(),
            origins: self.origins(),
            added: (self.dice.next() % (3 * 365 * 86_400)) as i64 + 1_500_000_000,
            notes: Vec::new(),
        };
        for _ in 0..self.dice.within(0, 3) {
            let path = CATEGORIES[self.dice.place(CATEGORIES.len())];
            clipping.categories.push(stated(path.iter().map(|&step| step.to_owned()).collect()));
        }
        for _ in 0..self.dice.within(0, 4) {
            clipping
                .regions
                .extend(places::look_up(self.dice.pick(&REGIONS)).first().cloned().map(stated));
        }
        self.date(&mut clipping);
        clipping
    }

    fn paragraph(&mut self, tongue: &'static Tongue) -> Paragraph {
        let kind = match self.dice.place(10) {
            0..6 => Kind::Text,
            6 => Kind::Caption,
            7 => Kind::RepeatedCaption,
            _ => Kind::Furniture,
        };
        let length = match self.dice.place(4) {
            0 => self.dice.within(0, 4),
            1 => self.dice.within(20, 32),
            _ => self.dice.within(4, 20),
        };
        let text = match kind {
            Kind::Furniture => self.dice.pick(&FURNITURE).to_owned(),
            Kind::Text | Kind::Caption | Kind::RepeatedCaption => self.words(tongue, length),
        };
        Paragraph { kind, stated: true, text }
    }

    /// Words with now and then a foreign one among them, and the punctuation of news.
    fn words(&mut self, tongue: &'static Tongue, count: usize) -> String {
        let mut text = String::new();
        for _ in 0..count {
            let foreign = self.dice.chance(8);
            let from = match foreign {
                true => self.tongues[self.dice.place(self.tongues.len())],
                false => tongue,
            };
            let word = self.dice.pick(from.words);
            match self.dice.place(30) {
                0 => text.push_str(&format!("“{word}”")),
                1 => text.push_str(&format!("({word})")),
                2 => text.push_str(&format!("{word},")),
                3 => text.push_str(&format!("{word}.")),
                4 => text.push_str(&word.to_uppercase()),
                5 => text.push_str(&format!("{word}-")),
                _ => text.push_str(word),
            }
            text.push_str(if self.dice.chance(4) { "\n" } else { tongue.blank });
        }
        text.trim().to_owned()
    }

    /// A date and perhaps others, near it or far from it, each known in some way.
    fn date(&mut self, clipping: &mut Clipping) {
        let Some(moment) = self.moment() else { return };
        clipping.published = Some(self.known(moment.clone()));
        for _ in 0..self.dice.within(0, 3) {
            let near = Duration::days(self.dice.within(0, 5) as i64 - 2);
            let near = Moment { local: moment.local + near, ..moment.clone() };
            let other = if self.dice.chance(60) { Some(near) } else { self.moment() };
            let other = other.map(|other| self.known(other));
            clipping.other_dates.extend(other);
        }
    }

    fn known(&mut self, moment: Moment) -> Known<Moment> {
        const KINDS: [ClueKind; 6] = [
            ClueKind::Stated,
            ClueKind::Stated,
            ClueKind::ByHand,
            ClueKind::Url,
            ClueKind::Dateline,
            ClueKind::FileName,
        ];
        let words = ["13 Nov 2019", "updated: 13 Nov 2019", "saved: 2019", "savedate: 2019"];
        let kind = KINDS[self.dice.place(KINDS.len())];
        Known::new(moment, kind, words[self.dice.place(words.len())])
    }

    fn moment(&mut self) -> Option<Moment> {
        if self.dice.chance(18) {
            return None;
        }
        let year = [1899, 1959, 1969, 1970, 2018, 2019, 2019, 2019, 2019, 2020];
        let year = year[self.dice.place(year.len())];
        let (month, day) = (self.dice.within(10, 13) as u32, self.dice.within(1, 29) as u32);
        let precision = Precision::ALL[self.dice.place(Precision::ALL.len())];
        let (month, day) = match precision {
            Precision::Year => (1, 1),
            Precision::Month => (month, 1),
            _ => (month, day),
        };
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        let hour = self.dice.within(0, 24) as u32;
        let local: NaiveDateTime = match precision {
            Precision::Year | Precision::Month | Precision::Day => date.and_hms_opt(0, 0, 0)?,
            Precision::Hour => date.and_hms_opt(hour, 0, 0)?,
            Precision::Minute => date.and_hms_opt(hour, 59, 0)?,
            Precision::Second => date.and_hms_opt(hour, 59, 59)?,
        };
        Some(Moment { local, precision, zone: None })
    }

    fn one(&mut self, from: &[&str], percent: u64) -> Option<Known<String>> {
        let value = self.dice.pick(from).to_owned();
        self.dice.chance(percent).then(|| stated(value))
    }

    fn some(&mut self, from: &[&str]) -> Vec<Known<String>> {
        (0..self.dice.within(0, 3)).map(|_| stated(self.dice.pick(from).to_owned())).collect()
    }

    fn topics(&mut self) -> Vec<Known<Vec<String>>> {
        const TOPICS: [&[&str]; 3] = [&["15000000"], &["15000000", "20001065"], &["04000000"]];
        let topics = (0..self.dice.within(0, 2)).map(|_| TOPICS[self.dice.place(TOPICS.len())]);
        topics.map(|path| stated(path.iter().map(|&code| code.to_owned()).collect())).collect()
    }

    fn origins(&mut self) -> Vec<Origin> {
        let count = self.dice.within(1, 3);
        let mut origin = |part| Origin {
            root: "/clippings".to_owned(),
            path: self.dice.pick(&PATHS).to_owned(),
            part,
            member: None,
        };
        (0..count as u32).map(&mut origin).collect()
    }
}

fn stated<T>(value: T) -> Known<T> {
    Known::new(value, ClueKind::Stated, "test")
}
