//! Label lines: `Source: The Example`, `카테고리: 경제`, `Tags:`, with the names that papers and people
//! give them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::keys::Ours;
use super::super::tidy::{category_path, one_line};
use super::furniture;
use crate::clipping::{Label, LabelName};

/// What a label line speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// The headline.
    Title,
    /// The words under a photo.
    Caption,
    /// A label.
    Label(LabelName),
}

/// The names of labels, in lower case.
const KEYS: &[(Key, &[&str])] = &[
    (
        Key::Title,
        &[
            "title",
            "headline",
            "제목",
            "タイトル",
            "見出し",
            "标题",
            "標題",
            "titel",
            "titre",
            "título",
            "titolo",
            "tiêu đề",
            "заголовок",
            "schlagzeile",
            "überschrift",
        ],
    ),
    (
        Key::Caption,
        &[
            "caption",
            "photo caption",
            "사진 설명",
            "사진설명",
            "写真説明",
            "bildunterschrift",
            "légende",
        ],
    ),
    (
        Key::Label(LabelName::Published),
        &[
            "date",
            "published",
            "published on",
            "published at",
            "publish date",
            "date published",
            "first published",
            "publication date",
            "posted",
            "posted on",
            "posted at",
            "pub date",
            "pubdate",
            "issue date",
            "날짜",
            "입력",
            "기사입력",
            "기사 입력",
            "입력시간",
            "등록",
            "등록일",
            "작성일",
            "발행",
            "발행일",
            "게재일",
            "승인",
            "송고시간",
            "日付",
            "日期",
            "日時",
            "公開日",
            "公開",
            "掲載",
            "掲載日",
            "発行日",
            "配信",
            "発表",
            "发布时间",
            "發布時間",
            "发布日期",
            "發佈時間",
            "时间",
            "時間",
            "datum",
            "veröffentlicht",
            "veröffentlicht am",
            "erschienen",
            "erschienen am",
            "fecha",
            "publicado",
            "publicado el",
            "publicado em",
            "data",
            "pubblicato",
            "pubblicato il",
            "publié",
            "publié le",
            "date de publication",
            "ngày",
            "ngày đăng",
            "đăng ngày",
            "đăng lúc",
            "thời gian",
            "дата",
            "опубликовано",
            "опублікована",
            "data publikacji",
            "yayın tarihi",
            "tarih",
            "tanggal",
            "diterbitkan",
            "تاريخ النشر",
            "نشر",
        ],
    ),
    (
        Key::Label(LabelName::Updated),
        &[
            "updated",
            "last updated",
            "updated on",
            "updated at",
            "last updated on",
            "modified",
            "last modified",
            "last modified on",
            "date modified",
            "수정",
            "최종수정",
            "최종 수정",
            "수정일",
            "업데이트",
            "更新",
            "更新日",
            "更新日時",
            "最終更新",
            "更新时间",
            "更新時間",
            "aktualisiert",
            "aktualisiert am",
            "zuletzt aktualisiert",
            "stand",
            "mis à jour",
            "mis à jour le",
            "mise à jour",
            "modifié le",
            "actualizado",
            "actualizado el",
            "atualizado",
            "atualizado em",
            "aggiornato",
            "aggiornato il",
            "cập nhật",
            "cập nhật lúc",
            "обновлено",
            "güncelleme",
        ],
    ),
    (
        Key::Label(LabelName::Saved),
        &[
            "saved",
            "saved on",
            "retrieved",
            "accessed",
            "captured",
            "clipped",
            "created",
            "load-date",
            "load date",
            "downloaded",
            "abgerufen",
            "스크랩일",
        ],
    ),
    (
        Key::Label(LabelName::Outlet),
        &[
            "source",
            "sources",
            "outlet",
            "publication",
            "publication title",
            "newspaper",
            "publisher",
            "paper",
            "journal",
            "출처",
            "언론사",
            "매체",
            "신문",
            "발행처",
            "출처명",
            "来源",
            "來源",
            "出典",
            "媒体",
            "媒體",
            "新聞",
            "掲載紙",
            "quelle",
            "zeitung",
            "fuente",
            "fonte",
            "nguồn",
            "источник",
            "źródło",
            "kaynak",
            "sumber",
            "المصدر",
            "journal",
        ],
    ),
    (
        Key::Label(LabelName::Via),
        &["via", "aggregator", "republished from", "retrieved from", "republished by"],
    ),
    (
        Key::Label(LabelName::Agency),
        &["agency", "credit", "wire", "wire service", "news agency", "통신사", "agentur"],
    ),
    (
        Key::Label(LabelName::Byline),
        &[
            "author",
            "authors",
            "byline",
            "by",
            "reporter",
            "writer",
            "written by",
            "reported by",
            "reporting by",
            "기자",
            "글",
            "저자",
            "작성자",
            "취재",
            "作者",
            "记者",
            "記者",
            "文",
            "執筆",
            "筆者",
            "autor",
            "autorin",
            "autoren",
            "von",
            "verfasser",
            "auteur",
            "auteurs",
            "par",
            "por",
            "autore",
            "tác giả",
            "автор",
            "yazar",
            "penulis",
            "الكاتب",
        ],
    ),
    (
        Key::Label(LabelName::Category),
        &[
            "section",
            "sections",
            "category",
            "categories",
            "desk",
            "분야",
            "섹션",
            "카테고리",
            "분류",
            "カテゴリ",
            "カテゴリー",
            "分類",
            "分类",
            "栏目",
            "欄目",
            "版面",
            "面名",
            "ressort",
            "rubrik",
            "rubrique",
            "catégorie",
            "kategorie",
            "sección",
            "categoría",
            "categoria",
            "seção",
            "sezione",
            "chuyên mục",
            "danh mục",
            "рубрика",
            "раздел",
            "kategori",
            "posted in",
            "filed under",
            "filed in",
        ],
    ),
    (
        Key::Label(LabelName::Url),
        &[
            "url",
            "link",
            "permalink",
            "web",
            "web address",
            "original",
            "original article",
            "original url",
            "source url",
            "article url",
            "원문",
            "원문 링크",
            "기사 원문",
            "링크",
            "주소",
            "リンク",
            "元記事",
            "链接",
            "鏈接",
            "原文",
            "原文链接",
            "liên kết",
            "lien",
            "enlace",
            "ссылка",
        ],
    ),
    (
        Key::Label(LabelName::Tag),
        &[
            "tag",
            "tags",
            "keyword",
            "keywords",
            "key words",
            "subject",
            "subjects",
            "topic",
            "topics",
            "태그",
            "키워드",
            "タグ",
            "キーワード",
            "标签",
            "標籤",
            "关键词",
            "關鍵字",
            "schlagwort",
            "schlagwörter",
            "stichworte",
            "mots-clés",
            "mots clés",
            "etiquetas",
            "palabras clave",
            "palavras-chave",
            "từ khóa",
            "thẻ",
            "теги",
            "etiketler",
        ],
    ),
    (
        Key::Label(LabelName::Language),
        &["language", "lang", "언어", "言語", "语言", "sprache", "langue", "idioma", "lingua"],
    ),
    (Key::Label(LabelName::Dateline), &["dateline", "발신지"]),
    (
        Key::Label(LabelName::Place),
        &[
            "location",
            "place",
            "places",
            "country",
            "countries",
            "region",
            "geographic",
            "지역",
            "장소",
            "国",
            "地域",
            "地点",
            "ort",
            "lieu",
            "lugar",
            "luogo",
            "địa điểm",
        ],
    ),
    (
        Key::Label(LabelName::Person),
        &["person", "people", "인물", "personen", "personnes", "personas"],
    ),
    (
        Key::Label(LabelName::Organisation),
        &["organisation", "organisations", "organization", "organizations", "기관"],
    ),
    (
        Key::Label(LabelName::Company),
        &["company", "companies", "ticker", "tickers", "기업", "회사", "会社", "公司"],
    ),
    (Key::Label(LabelName::Status), &["status", "상태"]),
    (
        Key::Label(LabelName::Other),
        &[
            "page",
            "pages",
            "edition",
            "word count",
            "words",
            "length",
            "copyright",
            "type",
            "document type",
            "id",
            "issn",
            "volume",
            "issue",
            "subtitle",
            "subhead",
            "document id",
            "면",
            "지면",
            "版",
            "ページ",
            "seite",
            "rights",
        ],
    ),
];

/// The keys by their names. Where two keys share a name the first one has it.
static BY_NAME: LazyLock<HashMap<&'static str, Key>> = LazyLock::new(|| {
    let mut by_name = HashMap::new();
    for (key, names) in KEYS {
        for name in *names {
            by_name.entry(*name).or_insert(*key);
        }
    }
    by_name
});

/// The names of keys of dates by their first letter, the longest first.
static DATED: LazyLock<HashMap<char, Vec<(&'static str, LabelName)>>> = LazyLock::new(|| {
    let mut dated: HashMap<char, Vec<(&'static str, LabelName)>> = HashMap::new();
    for (name, key) in BY_NAME.iter() {
        if let (Key::Label(label), Some(first)) = (key, name.chars().next())
            && matches!(label, LabelName::Published | LabelName::Updated | LabelName::Saved)
        {
            dated.entry(first).or_default().push((*name, *label));
        }
    }
    for names in dated.values_mut() {
        names.sort_unstable_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    }
    dated
});

/// The longest name of a label, in bytes.
const LONGEST_KEY_BYTES: usize = 40;

/// As much of a line as a key and what ends it can take.
fn head(line: &str) -> &str {
    &line[..line.floor_char_boundary(LONGEST_KEY_BYTES + 8)]
}

/// The key of `line` and what stands after its colon.
pub(super) fn labelled(line: &str) -> Option<(Key, &str)> {
    let at = head(line).find([':', '：', '='])?;
    if at > LONGEST_KEY_BYTES {
        return None;
    }
    let rest = line[at..].trim_start_matches([':', '：', '=']).trim();
    if line[at..].starts_with('=') && !line[..at].ends_with(' ') {
        return None;
    }
    Some((key(&line[..at])?, rest))
}

/// The key of `line` and its value, for a key this program does not know: one to three words before
/// a colon.
pub(super) fn unknown_label(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(": ").or_else(|| Some((line.strip_suffix(':')?, "")))?;
    let plausible = name.len() <= LONGEST_KEY_BYTES
        && name.split_whitespace().count() <= 3
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    (plausible && value.len() <= 200).then_some((name, value))
}

/// A date's key at the start of `text`, with a colon or a blank after it, and what follows.
pub(super) fn dated_prefix(text: &str) -> Option<(LabelName, &str)> {
    if let Some((Key::Label(name), rest)) = labelled(text)
        && matches!(name, LabelName::Published | LabelName::Updated | LabelName::Saved)
    {
        return Some((name, rest));
    }
    let first = text.chars().next()?;
    if !first.to_lowercase().next().is_some_and(|first| DATED.contains_key(&first)) {
        return None;
    }
    let head = head(text);
    let lower = head.to_lowercase();
    if lower.len() != head.len() {
        return None;
    }
    let (name, label) = DATED
        .get(&lower.chars().next()?)?
        .iter()
        .find(|(name, _)| lower.strip_prefix(name).is_some_and(ends_a_key))?;
    Some((*label, text[name.len()..].trim_start_matches([' ', ':', '：', '='])))
}

/// Whether a name is a date's key with how long ago that was: `Updated 3 hours ago`.
pub(super) fn tells_an_age(name: &str) -> bool {
    dated_prefix(name).is_some_and(|(_, rest)| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            || [" ago", "yesterday", "today", "just now"].iter().any(|end| rest.ends_with(end))
    })
}

/// Where in `text`, after its first word, another date's key begins: `… , updated 14 Nov 2019`.
pub(super) fn next_dated_key(text: &str) -> Option<usize> {
    // `Last modified on` is one key, not one within another.
    let own = dated_prefix(text).map_or(0, |(_, rest)| text.len() - rest.len());
    let starts = text.char_indices().zip(text.chars().skip(1)).filter_map(|((at, before), _)| {
        let at = at + before.len_utf8();
        (at >= own && matches!(before, ' ' | '(' | '/')).then_some(at)
    });
    starts.into_iter().find(|at| {
        dated_prefix(&text[*at..]).is_some_and(|(_, rest)| {
            super::header::stamp(rest).date.is_some_and(|date| date.start < 24)
        })
    })
}

/// The labels that a key with `value` gives.
pub(super) fn labels(name: LabelName, value: &str, place: &str) -> Vec<Label> {
    let value = unquote(value);
    let one = |text: &str| {
        let text = one_line(unquote(text));
        (!text.is_empty()).then(|| Label::new(name, text, place))
    };
    match name {
        LabelName::Category => value
            .split([',', ';', '、', '，', '|'])
            .filter_map(|v| one(&category_path(v)))
            .collect(),
        LabelName::Tag => tags(value).filter_map(one).collect(),
        LabelName::Place | LabelName::Person | LabelName::Organisation | LabelName::Company => {
            value.split([';', '、', '|']).filter_map(one).collect()
        }
        LabelName::Outlet if is_address(value) => vec![Label::new(LabelName::Url, value, place)],
        LabelName::Outlet => one(furniture::without_ending(value)).into_iter().collect(),
        _ => one(value).into_iter().collect(),
    }
}

/// Whether all of `text` is one web address.
pub(super) fn is_address(text: &str) -> bool {
    let text = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(text);
    let rest = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"));
    let rest = rest.or_else(|| text.starts_with("www.").then_some(text));
    rest.is_some_and(|rest| {
        rest.len() > 3 && rest.contains('.') && !rest.contains(char::is_whitespace)
    })
}

/// What a label with that name, in lower case, stands for in other sources.
pub(in crate::intake) fn ours(name: &str) -> Option<Ours> {
    BY_NAME.get(name).map(|key| match key {
        Key::Title => Ours::Title,
        Key::Caption => Ours::Caption,
        Key::Label(label) => Ours::Label(*label),
    })
}

fn key(name: &str) -> Option<Key> {
    let lower =
        name.trim().trim_matches(['*', '#', '[', ']', '【', '】', '-', '•', ' ']).to_lowercase();
    BY_NAME.get(lower.as_str()).copied()
}

fn ends_a_key(rest: &str) -> bool {
    rest.starts_with([' ', ':', '：']) || rest.starts_with(|c: char| c.is_ascii_digit())
}

fn tags(value: &str) -> impl Iterator<Item = &str> {
    let hashes = value.starts_with('#') && !value.contains([',', ';']);
    let parts =
        move |c: char| if hashes { c == '#' } else { matches!(c, ',' | ';' | '、' | '，' | '|') };
    value.split(parts).map(|tag| tag.trim().trim_start_matches('#'))
}

fn unquote(value: &str) -> &str {
    let value = value.trim();
    let strip = |open: &str, close: &str| value.strip_prefix(open)?.strip_suffix(close);
    strip("[[", "]]")
        .or_else(|| strip("\"", "\""))
        .or_else(|| strip("'", "'"))
        .unwrap_or(value)
        .trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_known_in_many_languages() {
        for line in [
            "Source: X",
            "SOURCE : X",
            "출처: X",
            "来源：X",
            "Quelle: X",
            "Nguồn: X",
            "**Source**: X",
        ] {
            assert_eq!(labelled(line), Some((Key::Label(LabelName::Outlet), "X")), "{line}");
        }
        assert_eq!(labelled("He said: no"), None);
        assert_eq!(labelled("At 6:02 it rang"), None);
    }

    #[test]
    fn a_date_key_needs_no_colon() {
        assert_eq!(dated_prefix("Publié le 13 mai"), Some((LabelName::Published, "13 mai")));
        assert_eq!(dated_prefix("기사입력 2019.11.13"), Some((LabelName::Published, "2019.11.13")));
        assert_eq!(dated_prefix("Last updated 13 May"), Some((LabelName::Updated, "13 May")));
        assert_eq!(dated_prefix("Dated fashion"), None);
    }

    #[test]
    fn categories_are_paths_and_tags_are_lists() {
        let values = |name, value| -> Vec<String> {
            labels(name, value, "x").into_iter().map(|label| label.value).collect()
        };
        assert_eq!(values(LabelName::Category, "World > Asia, Sport"), ["World/Asia", "Sport"]);
        assert_eq!(values(LabelName::Tag, "#sea #old port"), ["sea", "old port"]);
        assert_eq!(values(LabelName::Tag, ""), Vec::<String>::new());
        assert_eq!(values(LabelName::Byline, "[[Ann Example]]"), ["Ann Example"]);
    }

    #[test]
    fn an_address_is_one_word() {
        assert!(is_address("https://www.example.org/a/1.html"));
        assert!(!is_address("https://example.org is down"));
        assert!(!is_address("www"));
    }
}
