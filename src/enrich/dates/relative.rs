//! Times counted from when a page was saved: `Yesterday, 6:02 AM`, `3시간 전`, `vor 3 Stunden`. Without
//! that anchor they say nothing.

use chrono::{Duration, Months, NaiveDateTime, NaiveTime, Timelike};

use super::clock;
use super::forms::{self, Date};
use super::oddities::Oddity;
use super::tokens::Tokens;
use super::words::Folded;
use super::{Hints, moment_of, set_clock};
use crate::clipping::{Moment, Precision};

/// How far back, in which steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Back {
    Minutes(i64),
    Hours(i64),
    Days(i64),
    /// Sites round these down.
    Weeks(i64),
    Months(u32),
    Years(u32),
}

/// A step of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// Words for the steps, folded, with their declined forms.
const STEPS: [(Step, &str); 6] = [
    (
        Step::Minute,
        "min mins minute minutes m minuten minuto minutos minuti минуту минуты минут хвилину хвилини \
         хвилин minuta minute minuty minut minuti dakika دقيقه دقائق นาที मिनट menit phut 분 分 分钟 分鐘",
    ),
    (
        Step::Hour,
        "hour hours hr hrs h heure heures stunde stunden hora horas ora ore час часа часов годину години \
         годин godzine godziny godzin sat sata sati saat ساعه ساعات ساعت ชั่วโมง घंटे घंटा jam gio 시간 時間 \
         小时 小時",
    ),
    (
        Step::Day,
        "day days d jour jours tag tage tagen dia dias giorno giorni день дня днеи дні днів dzien dni \
         dan dana gun يوم ايام روز วัน दिन hari ngay 일 日 天",
    ),
    (
        Step::Week,
        "week weeks semaine semaines woche wochen semana semanas settimana settimane неделю недели недель \
         тиждень тижні тижнів tydzien tygodnie tygodni tjedan tjedna hafta اسبوع اسابيع هفته สัปดาห์ \
         हफ्ते सप्ताह minggu pekan tuan 주 週間 周 週",
    ),
    (
        Step::Month,
        "month months mois monat monate monaten mes meses mese mesi месяц месяца месяцев місяць місяці \
         місяців miesiac miesiace miesiecy mjesec mjeseca mjeseci ay شهر اشهر ماه เดือน महीने महीना bulan \
         thang 개월 か月 ヶ月 个月 個月",
    ),
    (
        Step::Year,
        "year years an ans annee annees jahr jahre jahren ano anos anni anno год года лет рік роки років \
         rok lata lat godina godine yil سنه سنوات سال ปี साल वर्ष tahun nam 년 年",
    ),
];

/// Words for a step back that stand behind the number and the step.
const BEHIND: &str = "ago fa назад тому temu once پيش قبل ที่แล้ว ก่อน पहले lalu truoc 전 前 之前";

/// Words for it that stand before them.
const AHEAD: &str = "il vor hace ha prije منذ قبل";

/// Words for one.
const ONE: &str = "a an one une un eine einer einem una um uma jedan";

/// Words for days by their distance.
const DAYS: [(i64, &str); 3] = [
    (
        0,
        "today 오늘 今日 今天 heute aujourd hoy oggi hoje сегодня сьогодні dzis dzisiaj danas bugun اليوم \
         امروز วันนี้ आज",
    ),
    (
        1,
        "yesterday 어제 昨日 昨天 hier gestern ayer ieri ontem вчера вчора wczoraj jucer dun امس ديروز \
         เมื่อวานนี้ เมื่อวาน kemarin",
    ),
    (2, "그저께 一昨日 前天 vorgestern anteayer позавчера przedwczoraj prekjucer"),
];

/// The moment that `tokens` state relative to the anchor.
pub(super) fn read(tokens: &Tokens, hints: &Hints, odd: &mut Vec<Oddity>) -> Option<Moment> {
    let (back, end) = (0..tokens.len()).find_map(|at| back_at(tokens, at))?;
    let Some(anchor) = hints.captured.as_ref().filter(|a| a.precision >= Precision::Day) else {
        odd.push(Oddity::NoAnchor { printed: tokens.printed(0, end).to_owned() });
        return None;
    };
    let mut moment = counted(anchor, back)?;
    if moment.precision == Precision::Day
        && let Some(clock) = clock::find(tokens, end..tokens.len(), odd)
    {
        set_clock(&mut moment, clock);
    }
    odd.push(Oddity::CountedBack { anchor: anchor.iso() });
    Some(moment)
}

/// An anchor that is only a day cannot tell hours. Of what sites round down only as much is kept as
/// is sure: two weeks are fourteen to twenty days.
fn counted(anchor: &Moment, back: Back) -> Option<Moment> {
    let exact = |span: Duration, precision: Precision| {
        let local = anchor.local.checked_sub_signed(span)?;
        (precision <= anchor.precision).then(|| Moment {
            local: cut(local, precision),
            precision,
            zone: anchor.zone.clone().filter(|_| precision > Precision::Day),
        })
    };
    let within = |latest: Option<NaiveDateTime>, earliest: Option<NaiveDateTime>| {
        let earliest = earliest?.date().succ_opt()?;
        let date: Date = forms::spanned(earliest, latest?.date());
        moment_of(date).map(|(moment, _)| moment)
    };
    let months = |months| anchor.local.checked_sub_months(Months::new(months));
    match back {
        Back::Minutes(count) => exact(Duration::try_minutes(count)?, Precision::Minute),
        Back::Hours(count) => exact(Duration::try_hours(count)?, Precision::Hour),
        Back::Days(count) => exact(Duration::try_days(count)?, Precision::Day),
        Back::Weeks(count) => {
            let days = |days| anchor.local.checked_sub_signed(Duration::try_days(days)?);
            within(days(7 * count), days(7 * count + 7))
        }
        Back::Months(count) => within(months(count), months(count + 1)),
        Back::Years(count) => within(months(12 * count), months(12 * count + 12)),
    }
}

/// The first second of the time that contains `local`.
fn cut(local: NaiveDateTime, precision: Precision) -> NaiveDateTime {
    let time = match precision {
        Precision::Minute => NaiveTime::from_hms_opt(local.hour(), local.minute(), 0),
        Precision::Hour => NaiveTime::from_hms_opt(local.hour(), 0, 0),
        Precision::Year | Precision::Month | Precision::Day | Precision::Second => None,
    };
    local.date().and_time(time.unwrap_or(NaiveTime::MIN))
}

/// How far back the words at `at` reach, and the token after them.
fn back_at(tokens: &Tokens, at: usize) -> Option<(Back, usize)> {
    if let Some(day) = day_at(tokens, at) {
        return Some(day);
    }
    let ahead = tokens.is_word(at) && holds(AHEAD, &fold(tokens, at));
    // French parts them: il y a 3 heures.
    let skipped = if ahead && fold(tokens, at) == "il" { 3 } else { usize::from(ahead) };
    let from = at + skipped;
    let count = match tokens.number(from, 1..=3) {
        Some(count) => i64::from(count),
        None => (tokens.is_word(from) && holds(ONE, &fold(tokens, from))).then_some(1)?,
    };
    let (step, end, said) = step_at(tokens, from + 1)?;
    let behind = said || tokens.is_word(end) && is_behind(tokens, end);
    // Indonesian has a word between: 3 jam yang lalu. Korean 3시간 전 has none.
    let far = !behind && tokens.is_word(end + 1) && is_behind(tokens, end + 1);
    if !(ahead || behind || far) {
        return None;
    }
    let end = end + usize::from(behind && !said) + 2 * usize::from(far);
    Some((of(step, count), end))
}

/// `yesterday`, in many languages.
fn day_at(tokens: &Tokens, at: usize) -> Option<(Back, usize)> {
    if !tokens.is_word(at) {
        return None;
    }
    let pair = (fold(tokens, at), fold(tokens, at + 1));
    match (pair.0.as_str(), pair.1.as_str()) {
        ("hom", "qua") => return Some((Back::Days(1), at + 2)),
        ("hom", "nay") => return Some((Back::Days(0), at + 2)),
        _ => {}
    }
    let known = DAYS.iter().find(|(_, names)| holds(names, &pair.0));
    known.map(|(days, _)| (Back::Days(*days), at + 1))
}

/// The step at `at`, the token after it, and whether the words joined to it say that it is one
/// back. Scripts without blanks join them: ชั่วโมงที่แล้ว, 時間前.
fn step_at(tokens: &Tokens, at: usize) -> Option<(Step, usize, bool)> {
    let unit = tokens.unit(at);
    let rest = at + usize::from(unit.is_some());
    let mut joined: String = unit.into_iter().collect();
    if tokens.is_word(rest) && (unit.is_none() || tokens.touches_next(at)) {
        joined.push_str(&fold(tokens, rest));
        if let Some((step, said)) = step_of(&joined) {
            return Some((step, rest + 1, said));
        }
    }
    let alone: String = unit.into_iter().collect();
    step_of(&alone).map(|(step, said)| (step, at + 1, said))
}

fn step_of(joined: &str) -> Option<(Step, bool)> {
    let bare = BEHIND
        .split_whitespace()
        .find_map(|behind| (!behind.is_ascii()).then(|| joined.strip_suffix(behind)).flatten());
    let find =
        |name: &str| STEPS.iter().find(|(_, names)| holds(names, name)).map(|(step, _)| *step);
    find(joined).map(|step| (step, false)).or_else(|| find(bare?).map(|step| (step, true)))
}

fn is_behind(tokens: &Tokens, at: usize) -> bool {
    holds(BEHIND, &fold(tokens, at))
}

fn of(step: Step, count: i64) -> Back {
    let small = u32::try_from(count).unwrap_or(0);
    match step {
        Step::Minute => Back::Minutes(count),
        Step::Hour => Back::Hours(count),
        Step::Day => Back::Days(count),
        Step::Week => Back::Weeks(count),
        Step::Month => Back::Months(small),
        Step::Year => Back::Years(small),
    }
}

fn fold(tokens: &Tokens, at: usize) -> String {
    Folded::new(tokens.word(at)).as_str().to_owned()
}

fn holds(names: &str, folded: &str) -> bool {
    !folded.is_empty() && names.split_whitespace().any(|name| name == folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_folded_already() {
        let steps = STEPS.iter().map(|(_, names)| *names);
        let days = DAYS.iter().map(|(_, names)| *names);
        let words = steps.chain(days).chain([BEHIND, AHEAD, ONE]).flat_map(str::split_whitespace);
        for word in words {
            assert_eq!(Folded::new(word).as_str(), word);
        }
    }
}
