//! Names of months, days, seasons, half days and zones, each folded as [`super::words`] compares them.
//!
//! Names of months and days are facts of the Unicode CLDR (release 47, `months` and `days` of
//! `main/LANGUAGE/ca-gregorian.json`, `ca-persian.json`, `ca-islamic.json`; Unicode License v3),
//! wide and abbreviated, nominative and genitive, with spellings that papers use beside them.

use super::words::Half;

/// Names of the months in many languages, January first, where all languages agree on the month.
pub(super) const MONTHS: [&str; 12] = [
    "january jan januar janner janvier janv enero ene gennaio gen janeiro januari \
     januarie januara styczen stycznia sty leden ledna sijecanj sijecnja ocak oca \
     январь января янв січень січня січ يناير جانفي जनवरी มกราคม ม.ค. ינואר ianuarie \
     tammikuuta tammikuu ιανουαριου gener januarja јануар јануара януари sij led \
     janvr ian ژانويه جنوري ιανουαριος ιαν जन \
     ינו",
    "february feb februar feber fevrier fevr fev febrero febbraio fevereiro februari \
     februarie pebruari luty lutego lut unor unora veljaca veljace subat sub февраль \
     февраля фев февр лютии лютого лют فبراير فيفري شباط फरवरी กุมภาพันธ์ ก.พ. פברואר \
     helmikuuta helmikuu φεβρουαριου febrer februara februarja febr фебруар фебруара \
     февруари velj uno فوريه فروري φεβρουαριος φεβ फर फेब्रुवारी \
     פבר",
    "march mar marz maerz mrz mars marzo marco maart maret marts martie mart mac \
     marzec marca brezen brezna ozujak ozujka март марта мар березень березня бер \
     مارس اذار मार्च มีนาคม มี.ค. מרץ maaliskuuta maaliskuu μαρτιου marc marcius \
     marta ozu bre مارچ μαρτιος \
     mrt marec μαρ",
    "april apr avril avr abril abr aprile aprilie kwiecien kwietnia kwi duben dubna \
     travanj travnja nisan nis апрель апреля апр квітень квітня кві ابريل افريل نيسان \
     अप्रैल เมษายน เม.ย. אפריל huhtikuuta huhtikuu απριλιου aprilis aprila април \
     априла квіт tra dub اوريل اپريل απριλιος απρ अप्रै \
     אפר",
    "may mai mayo maggio mag maio mei maj maja kveten kvetna svibanj svibnja mayis \
     маи мая травень травня тра трав مايو ماي ايار मई พฤษภาคม พ.ค. מאי toukokuuta \
     toukokuu μαιου maig majus мај маја trav svi kve مه مئي مي μαιος μαι",
    "june jun juni juin junio giugno giu junho juny iunie czerwiec czerwca cze cerven \
     cervna lipanj lipnja haziran haz июнь июня июн червень червня чер черв يونيو \
     يونيه جوان حزيران जून มิถุนายน มิ.ย. יוני kesakuuta kesakuu ιουνιου junius juna \
     junija јун јуна юни cvn ژوئن ιουνιος ιουν جون \
     junij iun",
    "july jul juli juillet juil julio luglio lug julho iulie lipiec lipca cervenec \
     cervence srpanj srpnja temmuz tem июль июля июл липень липня лип يوليو يوليه \
     جويليه تموز जुलाई กรกฎาคม ก.ค. יולי heinakuuta heinakuu ιουλιου juliol julius \
     jula julija јул јула юли cvc ژوئيه ژوييه جولائي جولاي ιουλιος ιουλ जुल \
     julij iul julai يوليوز",
    "august aug aout agosto ago augustus augusti agustus agu ogos sierpien sierpnia \
     sie srpen srpna kolovoz kolovoza agustos август августа авг серпень серпня сер \
     серп اغسطس اوت غشت اب अगस्त สิงหาคม ส.ค. אוגוסט elokuuta elokuu αυγουστου agost \
     augusztus augusta avgust avgusta ags agt اگوست اگست αυγουστος αυγ अग \
     kol ag ogo אוג avg",
    "september sep sept septembre septiembre setiembre settembre set setembro \
     septembrie wrzesien wrzesnia wrz zari rujan rujna eylul eyl сентябрь сентября \
     сен сент вересень вересня вер سبتمبر شتنبر ايلول सितंबर सितम्बर กันยายน ก.ย. \
     ספטמבר syyskuuta syyskuu σεπτεμβριου setembre szeptember szept septembra \
     septembar септембар септембра септември zar ruj سپتامبر ستمبر σεπτεμβριος σεπ \
     सित septemb \
     ספט",
    "october oct oktober okt octobre octubre ottobre ott outubro out octombrie \
     pazdziernik pazdziernika paz rijen rijna ekim eki октябрь октября окт жовтень \
     жовтня жов жовт اكتوبر अक्टूबर अक्तूबर ตุลาคม ต.ค. אוקטובר lokakuuta lokakuu \
     οκτωβριου oktobra oktobar октобар октобра октомври rij اكتبر οκτωβριος οκτ अक्तू \
     अक्टू \
     אוק",
    "november nov novembre noviembre novembro noiembrie studeni studenoga studenog \
     kasim kas ноябрь ноября ноя нояб листопад листопада лис نوفمبر نونبر नवंबर \
     नवम्बर พฤศจิกายน พ.ย. נובמבר marraskuuta marraskuu νοεμβριου novembra novembar \
     новембар новембра ноември листопаду лист listopadu nopember stu نوامبر نومبر \
     νοεμβριος νοε नव \
     נוב",
    "december dec dezember dez decembre diciembre dic dicembre dezembro desember des \
     disember decembrie grudzien grudnia gru prosinec prosince prosinac prosinca \
     aralik ara декабрь декабря дек грудень грудня гру ديسمبر دجنبر दिसंबर दिसम्बर \
     ธันวาคม ธ.ค. דצמבר joulukuuta joulukuu δεκεμβριου desembre decembra decembar \
     децембар децембра декември груд pro دسامبر دسمبر δεκεμβριος δεκ दिस \
     דצמ dis",
];

/// Names that are one month in one language and another month elsewhere, with the languages of each.
/// Without its language such a name is no month.
pub(super) const DISPUTED_MONTHS: [(&str, &[(&str, u32)]); 5] = [
    ("listopad", &[("hr", 10), ("bs", 10), ("sh", 10), ("pl", 11), ("cs", 11)]),
    ("listopada", &[("hr", 10), ("bs", 10), ("sh", 10), ("pl", 11)]),
    ("lis", &[("hr", 10), ("bs", 10), ("sh", 10), ("pl", 11), ("cs", 11)]),
    ("lip", &[("hr", 6), ("bs", 6), ("sh", 6), ("pl", 7)]),
    ("srp", &[("hr", 7), ("bs", 7), ("sh", 7), ("cs", 8)]),
];

/// Months of the solar calendar of Iran, in its letters and in Latin ones, and by the names of
/// Afghanistan.
pub(super) const PERSIAN: [&str; 12] = [
    "فروردين farvardin حمل",
    "ارديبهشت ordibehesht ثور",
    "خرداد khordad جوزا",
    "تير tir سرطان",
    "مرداد امرداد mordad اسد",
    "شهريور shahrivar سنبله",
    "مهر mehr ميزان",
    "ابان aban عقرب",
    "اذر azar قوس",
    "دي dey جدي",
    "بهمن bahman دلو",
    "اسفند esfand حوت",
];

/// Months of the Muslim calendar that are one word.
pub(super) const HIJRI: [(&str, u32); 16] = [
    ("محرم", 1),
    ("muharram", 1),
    ("صفر", 2),
    ("safar", 2),
    ("رجب", 7),
    ("rajab", 7),
    ("شعبان", 8),
    ("shaban", 8),
    ("رمضان", 9),
    ("ramadan", 9),
    ("شوال", 10),
    ("shawwal", 10),
    ("ذوالقعده", 11),
    ("ذيالقعده", 11),
    ("ذوالحجه", 12),
    ("ذيالحجه", 12),
];

/// Months of two words: four of the Levant, and six of the Muslim calendar.
pub(super) const MONTHS_OF_TWO_WORDS: [(&str, &str, u32, super::words::Calendar); 14] = {
    use super::words::Calendar::{Gregorian, Hijri};
    [
        ("تشرين", "الاول", 10, Gregorian),
        ("تشرين", "الثاني", 11, Gregorian),
        ("كانون", "الاول", 12, Gregorian),
        ("كانون", "الثاني", 1, Gregorian),
        ("ربيع", "الاول", 3, Hijri),
        ("ربيع", "الثاني", 4, Hijri),
        ("ربيع", "الاخر", 4, Hijri),
        ("جمادي", "الاولي", 5, Hijri),
        ("جمادي", "الاخره", 6, Hijri),
        ("جمادي", "الثانيه", 6, Hijri),
        ("ذو", "القعده", 11, Hijri),
        ("ذي", "القعده", 11, Hijri),
        ("ذو", "الحجه", 12, Hijri),
        ("ذي", "الحجه", 12, Hijri),
    ]
};

/// Vietnamese numbers of months, after the word for month.
pub(super) const VIETNAMESE: [&str; 10] =
    ["mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi"];

/// Days of the week, Monday first.
pub(super) const WEEKDAYS: [&str; 7] = [
    "monday mon montag mo lundi lunes lunedi segunda poniedzialek понедельник понеділок pazartesi \
     ponedjeljak senin الاثنين دوشنبه सोमवार วันจันทร์ maandag mandag pondeli \
     월요일 월 月曜日 月曜 月 星期一 周一 週一 礼拜一",
    "tuesday tue tues dienstag di mardi martes martedi terca wtorek вторник вівторок sali utorak \
     selasa الثلاثاء سهشنبه मंगलवार วันอังคาร dinsdag tirsdag tisdag utery 화요일 화 火曜日 火曜 火 \
     星期二 周二 週二 礼拜二",
    "wednesday wed mittwoch mi mercredi miercoles mercoledi quarta sroda среда середа carsamba \
     srijeda rabu الاربعاء چهارشنبه बुधवार วันพุธ woensdag onsdag streda 수요일 수 水曜日 水曜 水 星期三 \
     周三 週三 礼拜三",
    "thursday thu thur thurs donnerstag do jeudi jueves giovedi quinta czwartek четверг четвер \
     persembe cetvrtak kamis الخميس پنجشنبه गुरुवार बृहस्पतिवार วันพฤหัสบดี donderdag torsdag ctvrtek \
     목요일 목 木曜日 木曜 木 星期四 周四 週四 礼拜四",
    "friday fri freitag fr vendredi viernes venerdi sexta piatek пятница пятниця cuma petak \
     jumat الجمعه جمعه शुक्रवार วันศุกร์ vrijdag fredag patek 금요일 금 金曜日 金曜 金 星期五 周五 週五 \
     礼拜五",
    "saturday sat samstag sonnabend sa samedi sabado sabato sobota суббота субота cumartesi subota \
     sabtu السبت شنبه शनिवार วันเสาร์ zaterdag lordag 토요일 토 土曜日 土曜 土 星期六 周六 週六 礼拜六",
    "sunday sun sonntag so dimanche domingo domenica niedziela воскресенье неділя pazar nedjelja minggu \
     الاحد يكشنبه रविवार วันอาทิตย์ zondag sondag nedele 일요일 일 日曜日 日曜 日 星期日 星期天 周日 週日 \
     礼拜天",
];

/// Seasons.
pub(super) const SEASONS: &str = "spring summer autumn fall winter fruhling fruhjahr sommer herbst \
     printemps ete automne hiver primavera verano otono invierno estate autunno inverno verao \
     outono весна лето осень зима літо осінь wiosna lato jesien zima 봄 여름 가을 겨울 春 夏 秋 \
     冬";

/// Words that announce a later time than that of publication.
pub(super) const UPDATED: &str = "updated update modified revised corrected 수정 최종수정 업데이트 更新 \
     最終更新 更新日 更新日時 更新于 更新時間 更新时间 最后更新 修正 aktualisiert stand jour modifie \
     actualizado actualizada atualizado atualizada aggiornato aggiornamento обновлено изменено оновлено \
     aktualizacja zaktualizowano azurirano guncelleme guncellendi cap diperbarui تحديث روزرساني بروزرساني \
     อัปเดต अपडेट opdateret uppdaterad bijgewerkt";

/// What halves of the day, and parts of it, are called beside an hour, and in which languages where
/// others use the word for something else.
pub(super) const HALVES: [(Half, &str, &[&str]); 22] = [
    (Half::Before, "am ص 오전 午前 凌晨 새벽 дп πμ", &[]),
    (Half::After, "pm م 오후 下午 пп μμ", &[]),
    (Half::Before, "oo", &["tr"]),
    (Half::After, "os", &["tr"]),
    (Half::Before, "de", &["hu"]),
    (Half::After, "du", &["hu"]),
    (Half::Before, "pg", &["ms"]),
    (Half::After, "ptg", &["ms"]),
    (Half::Before, "fm", &["sv"]),
    (Half::After, "em", &["sv"]),
    (Half::Before, "dop", &["cs", "sk"]),
    (Half::After, "odp", &["cs", "sk"]),
    (
        Half::Morning,
        "아침 上午 早上 清晨 早晨 朝 未明 sabah sabahleyin once утра ранку rano ujutro poludniem mattino \
         mattina manana madrugada manha matin morgens morg vormittags vorm सुबह صباحا صباح الصباح فجرا \
         الفجر صبح morning ochtends morgonen formiddagen dimineata reggel delelott πρωι בוקר בבוקר เช้า",
        &[],
    ),
    (Half::Morning, "sang pagi", &["vi", "id", "ms"]),
    (
        Half::Afternoon,
        "午後 afternoon nachmittags nachm apres pomeriggio poludniu popodne sonra eftermiddagen efterm \
         ettermiddagen odpoledne dupa delutan απογ απογευμα petang عصر العصر بعدازظهر",
        &[],
    ),
    (
        Half::Midday,
        "낮 中午 昼 ogle दोपहर ظهر ظهرا الظهر дня tarde mittags middags μεσημ μεσημερι צהריים בצהריים \
         บ่าย دوپہر tengah",
        &[],
    ),
    (Half::Midday, "trua chieu siang sore", &["vi", "id", "ms"]),
    (
        Half::Evening,
        "저녁 晚上 傍晚 夕方 aksam aksamustu вечера вечора wieczorem navecer sera soir abends शाम مساء المساء \
         شام evening avonds kvallen aftenen kvelden vecer vec seara βραδυ ערב בערב ค่ำ เย็น",
        &[],
    ),
    (Half::Evening, "este", &["hu"]),
    (
        Half::Night,
        "밤 夜 夜中 深夜 晚 gece ночи ночі nocy nocu noci noche noite nuit notte nachts रात ليلا الليل شب night \
         natten noaptea ejjel לילה בלילה กลางคืน رات",
        &[],
    ),
    (Half::Night, "toi dem malam", &["vi", "id", "ms"]),
    (Half::Night, "n", &["cs"]),
];

/// Halves of the day that are abbreviated by two letters, each with a full stop: `p. m.`, `μ.μ.`
pub(super) const DOTTED_HALVES: [(&str, &str, Half); 6] = [
    ("a", "m", Half::Before),
    ("p", "m", Half::After),
    ("π", "μ", Half::Before),
    ("μ", "μ", Half::After),
    ("ق", "ظ", Half::Before),
    ("ب", "ظ", Half::After),
];

/// Words beside an hour that say no more than that it is one.
pub(super) const HOURS: &str = "uhr น น. hrs hs horas heures heure ore ora บ. बजे часов часа \
     година години годин jam gio godz godziny godzinie saat pukul kl alle h";

/// Small words that part an hour from the half of its day.
pub(super) const HOUR_LINKS: &str =
    "de la las del da du di in the of by na le at s pa om po w v ve ogleden przed بعد از قبل منتصف";

/// Names of zones with the minutes east of Greenwich.
pub(super) const ZONES: &str = "Z=0 UT=0 UTC=0 GMT=0 WET=0 WEST=60 CET=60 CEST=120 MEZ=60 MESZ=120 EET=120 EEST=180 \
     MSK=180 MSD=240 TRT=180 SAST=120 CAT=120 EAT=180 WAT=60 ADT=-180 EST=-300 EDT=-240 \
     CDT=-300 MDT=-360 PST=-480 PDT=-420 AKST=-540 AKDT=-480 HST=-600 NST=-210 NDT=-150 \
     BRT=-180 BRST=-120 ART=-180 CLT=-240 CLST=-180 COT=-300 PET=-300 VET=-240 UYT=-180 \
     PKT=300 NPT=345 BDT=360 MMT=390 ICT=420 WIB=420 WITA=480 WIT=540 SGT=480 MYT=480 HKT=480 \
     PHT=480 PHST=480 AWST=480 KST=540 JST=540 ACST=570 ACDT=630 AEST=600 AEDT=660 CHST=600 \
     NZST=720 NZDT=780 FJT=720 GST=240 IRST=210 AFT=270 UZT=300 IDT=180 TSİ=180 МСК=180 \
     мск=180";

/// A name that is the zone of several countries.
pub(super) struct DisputedZone {
    pub(super) name: &'static str,
    /// What English news means by it, in minutes east of Greenwich.
    pub(super) in_english: i32,
    /// What it means in other languages. In further ones only the name is kept.
    pub(super) elsewhere: &'static [(&'static str, i32)],
}

/// Names that are zones of several countries.
pub(super) const DISPUTED_ZONES: [DisputedZone; 5] = [
    DisputedZone { name: "CST", in_english: -360, elsewhere: &[("zh", 480), ("es", -360)] },
    DisputedZone { name: "IST", in_english: 330, elsewhere: &[("hi", 330)] },
    DisputedZone { name: "BST", in_english: 60, elsewhere: &[] },
    DisputedZone { name: "AST", in_english: -240, elsewhere: &[("es", -240)] },
    DisputedZone { name: "MST", in_english: -420, elsewhere: &[] },
];

/// Zones that name a clock without its offset: they change with the season.
pub(super) const LOOSE_ZONES: [&str; 5] = ["ET", "CT", "MT", "PT", "AET"];
