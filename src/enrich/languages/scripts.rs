//! The languages that letters alone tell.

use crate::text::fold;

/// The fewest letters of Arabic or Latin from which some of them tell a language.
const LEAST_LETTERS: usize = 20;
/// The fewest letters of Han from which their lack of kana tells Chinese.
const LEAST_HAN: usize = 20;
/// The fewest letters that only simplified Chinese has, from which they tell it.
const LEAST_SIMPLIFIED: usize = 2;
/// The share of Han, kana and Hangul from which they tell the language, in percent.
const EAST_PERCENT: usize = 40;
/// The share of kana that makes a text of Han Japanese, in percent.
const KANA_PERCENT: usize = 4;
/// The share of letters of Japan alone that does the same, in percent of Han.
const JAPANESE_PERCENT: usize = 2;
/// What a letter of Han, kana or Hangul weighs against one of an alphabet.
const LETTERS_A_SYLLABLE: usize = 3;

/// Han as only Japan writes them: of the forms of 1946 those that China has neither simplified so
/// nor kept, and letters made in Japan. None of them is in GB 2312 or Big5.
const JAPANESE_HAN: &str = "\
    発対実売読変気円駅鉄関戦権済経検拠撃縄沢桜竜薬訳価囲圏亀転軽労営処帰応図広庁弾従戸払択挙\
    捜掲勧歓様歳県続総繊聴脳臓観賛辺遅釈銭録闘険隠雑霊顔顕駆騒験髪斉両単厳収塩増壊専帯廃悪懐\
    拝拡摂暦栄楽毎浄焼猟継縦舗蔵譲酔鉱隣頼黒込働峠畑枠塀辻匂栃";
/// Han as only the simplified writing of China has them, those frequent in news. None of
/// them is in Big5 or Shift JIS.
const SIMPLIFIED_HAN: &str = "\
    们这说时为过还进开见问长门东车马风飞龙华习产业务严动劳势卫历压员园团备头夺奖妇孙审宽宾导\
    层岁币师庆应张归录态战执扩报护择损换摆显暂权枪标汇汉沟测济热爱现环电监盘积稳竞笔签简类紧\
    约级纪纳纸组经结给络统继续维缩罗罚联职脑药营虑补规视觉订认讨让训议记讲许论设访证评识诉词\
    试话询该语误请诺读课谁调谈谢谋责败账货质购贡财贫贸费赛赞赢趋转轮软轻载较输达运远违连迟选\
    遗邓邮邻释钟钢钱铁银链销锁错键镇闭间闹闻队阳阴阶际陆险难页顶项顺须顾预领频题额颜饭馆驻验\
    骗鱼鲁鸟鸡";

/// Letters of a text by script.
#[derive(Default)]
pub(super) struct Counts {
    /// Letters, those of Han, kana and Hangul weighed as a syllable each.
    pub all: usize,
    hangul: usize,
    kana: usize,
    han: usize,
    pub latin: usize,
    arabic: usize,
    vietnamese: usize,
    /// Letters of each script in [`SCRIPTS`].
    others: [usize; SCRIPTS.len()],
}

/// Scripts that one language of news is written in, with the first and last of their letters.
const SCRIPTS: [(&str, &str, char, char); 19] = [
    ("th", "Thai", '\u{e00}', '\u{e7f}'),
    ("lo", "Lao", '\u{e80}', '\u{eff}'),
    ("my", "Burmese", '\u{1000}', '\u{109f}'),
    ("km", "Khmer", '\u{1780}', '\u{17ff}'),
    ("he", "Hebrew", '\u{590}', '\u{5ff}'),
    ("el", "Greek", '\u{370}', '\u{3ff}'),
    ("hy", "Armenian", '\u{530}', '\u{58f}'),
    ("ka", "Georgian", '\u{10a0}', '\u{10ff}'),
    ("am", "Ethiopic", '\u{1200}', '\u{137f}'),
    ("bn", "Bengali", '\u{980}', '\u{9ff}'),
    ("pa", "Gurmukhi", '\u{a00}', '\u{a7f}'),
    ("gu", "Gujarati", '\u{a80}', '\u{aff}'),
    ("or", "Oriya", '\u{b00}', '\u{b7f}'),
    ("ta", "Tamil", '\u{b80}', '\u{bff}'),
    ("te", "Telugu", '\u{c00}', '\u{c7f}'),
    ("kn", "Kannada", '\u{c80}', '\u{cff}'),
    ("ml", "Malayalam", '\u{d00}', '\u{d7f}'),
    ("si", "Sinhala", '\u{d80}', '\u{dff}'),
    ("bo", "Tibetan", '\u{f00}', '\u{fff}'),
];

impl Counts {
    /// Those of a text.
    pub(super) fn of(sample: &str) -> Self {
        let mut counts = Self::default();
        for c in sample.chars().filter(|c| c.is_alphabetic()) {
            counts.all += if fold::is_cjk(c) { LETTERS_A_SYLLABLE } else { 1 };
            if c.is_ascii() {
                counts.latin += 1;
            } else {
                counts.add(c);
            }
        }
        counts
    }

    fn add(&mut self, c: char) {
        match c {
            'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ĩ' | 'ũ' | '\u{1ea0}'..='\u{1ef9}' =>
            {
                self.latin += 1;
                self.vietnamese += 1;
            }
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' => {
                self.arabic += 1
            }
            '\u{3041}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => self.kana += 1,
            _ if fold::is_latin_letter(c) => self.latin += 1,
            _ if fold::is_hangul(c) => self.hangul += 1,
            _ if fold::is_cjk(c) => self.han += 1,
            _ => {
                let script =
                    SCRIPTS.iter().position(|(_, _, first, last)| (*first..=*last).contains(&c));
                if let Some(script) = script {
                    self.others[script] += 1;
                }
            }
        }
    }

    /// The share of Han, kana and Hangul, in percent.
    fn east(&self) -> usize {
        self.percent(self.hangul + self.kana + self.han, LETTERS_A_SYLLABLE)
    }

    /// Whether it is written in Han, kana or Hangul.
    pub(super) fn is_eastern(&self) -> bool {
        self.east() >= EAST_PERCENT
    }

    /// The share of `letters` in all, in percent, where each weighs `weight`.
    fn percent(&self, letters: usize, weight: usize) -> usize {
        (letters * weight * 100).checked_div(self.all).unwrap_or(0)
    }
}

/// The language that its letters alone tell.
pub(super) fn by_script(counts: &Counts, sample: &str) -> Option<(&'static str, String)> {
    let share = |letters| counts.percent(letters, LETTERS_A_SYLLABLE);
    let (hangul, kana) = (share(counts.hangul), share(counts.kana));
    let east = counts.east();
    if east >= EAST_PERCENT {
        return if hangul * 2 >= east {
            Some(("ko", format!("Hangul {hangul} %")))
        } else if kana * 100 >= east * KANA_PERCENT && kana > 0 {
            Some(("ja", format!("kana {kana} %")))
        } else if counts.kana == 0 {
            by_han(counts.han, sample)
        } else {
            None
        };
    }
    for ((code, name, ..), letters) in SCRIPTS.iter().zip(counts.others) {
        let percent = counts.percent(letters, 1);
        if percent >= 50 {
            return Some((code, format!("{name} {percent} %")));
        }
    }
    if counts.percent(counts.arabic, 1) >= 50 && counts.arabic >= LEAST_LETTERS {
        return Some(by_arabic_letters(sample, counts.arabic));
    }
    let vietnamese = counts.percent(counts.vietnamese, 1);
    (vietnamese >= 6 && counts.latin >= LEAST_LETTERS)
        .then(|| ("vi", format!("Vietnamese letters {vietnamese} %")))
}

/// Chinese and Japanese without kana, by the letters that only one of them has.
fn by_han(han: usize, sample: &str) -> Option<(&'static str, String)> {
    let of = |letters: &str| sample.chars().filter(|c| letters.contains(*c)).count();
    let (japanese, simplified) = (of(JAPANESE_HAN), of(SIMPLIFIED_HAN));
    if japanese > simplified && japanese * 100 >= han * JAPANESE_PERCENT {
        return Some(("ja", format!("{japanese} of {han} Han are of Japan alone")));
    }
    if simplified >= LEAST_SIMPLIFIED {
        return Some(("zh", format!("{simplified} of {han} Han are simplified")));
    }
    (han >= LEAST_HAN).then(|| ("zh", format!("{han} Han without kana")))
}

/// Languages in Arabic letters, by those that only they have, the rarest first; where Arabic has
/// more of its own, they spell the names in it.
fn by_arabic_letters(sample: &str, all: usize) -> (&'static str, String) {
    const OWN: [(&str, &str, &str, usize); 5] = [
        ("ug", "Uyghur", "ۇۈېڭۋ", 40),
        ("ps", "Pashto", "ټډړږښڼ", 12),
        ("ur", "Urdu", "ٹڈڑںے", 25),
        ("ku", "Kurdish", "ێۆەڵڕ", 40),
        ("fa", "Persian", "پچژگکی", 40),
    ];
    // Without ى, which Kurdish has for its yeh on old keyboards.
    const ARABIC: &str = "ةأإؤ";
    let of = |letters: &str| sample.chars().filter(|c| letters.contains(*c)).count();
    let articles = sample.split_whitespace().filter(|word| word.starts_with("ال")).count();
    let arabic = of(ARABIC) + articles;
    for (code, name, letters, least_per_mille) in OWN {
        let own = of(letters);
        if own > arabic && own * 1000 >= all * least_per_mille {
            return (code, format!("{name} letters {} %", own * 100 / all));
        }
    }
    ("ar", "Arabic letters alone".to_owned())
}
