//! Files that are not read: formats known by their first bytes, by their markup, or by their name.

use super::{Skip, Source};

/// First bytes that name a format.
const FIRST_BYTES: &[(&[u8], Skip)] = &[
    (b"%!PS", Skip::NotReadYet("PostScript")),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Skip::NotReadYet("an old Office document")),
    (b"BZh", Skip::NotReadYet("bzip2")),
    (b"\xFD7zXZ\0", Skip::NotReadYet("xz")),
    (b"7z\xBC\xAF\x27\x1C", Skip::NotReadYet("a 7-Zip archive")),
    (b"Rar!\x1A\x07", Skip::NotReadYet("a RAR archive")),
    (b"AT&TFORM", Skip::NotReadYet("DjVu")),
    (b"\x89PNG\r\n", Skip::NotAnArticleFormat("an image (PNG)")),
    (b"\xFF\xD8\xFF", Skip::NotAnArticleFormat("an image (JPEG)")),
    (b"GIF8", Skip::NotAnArticleFormat("an image (GIF)")),
    (b"II*\0", Skip::NotAnArticleFormat("an image (TIFF)")),
    (b"MM\0*", Skip::NotAnArticleFormat("an image (TIFF)")),
    (b"\x7FELF", Skip::NotAnArticleFormat("a program")),
    (b"MZ\x90\0", Skip::NotAnArticleFormat("a program")),
    (b"SQLite format 3\0", Skip::NotAnArticleFormat("an SQLite database")),
    (b"ID3\x03", Skip::NotAnArticleFormat("sound (MP3)")),
    (b"OggS\0", Skip::NotAnArticleFormat("sound (Ogg)")),
    (b"\0\0\x01\0", Skip::NotAnArticleFormat("an icon")),
];

/// Names inside a zip file that tell what it is, among its first bytes.
const ZIP_MEMBERS: &[(&[u8], &str)] = &[
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
];

/// Endings of names of text files that hold no articles, where the content does not say otherwise.
const NO_ARTICLES: &[(&str, &str)] = &[
    ("dtd", "a DTD"),
    ("xsd", "a schema"),
    ("css", "a style sheet"),
    ("js", "a program's source"),
    ("ts", "a program's source"),
    ("py", "a program's source"),
    ("rs", "a program's source"),
    ("c", "a program's source"),
    ("h", "a program's source"),
    ("java", "a program's source"),
    ("go", "a program's source"),
    ("sh", "a program's source"),
    ("sql", "a database script"),
    ("toml", "a settings file"),
    ("ini", "a settings file"),
    ("lock", "a settings file"),
    ("svg", "an image (SVG)"),
];

/// Endings of names of formats without a reader.
const NO_READER: &[(&str, &str)] = &[("xml", "XML"), ("mbox", "a mailbox"), ("tex", "TeX")];

/// What `bytes` are, where their first ones tell that they are not text.
pub(super) fn by_first_bytes(bytes: &[u8]) -> Option<Skip> {
    if bytes.starts_with(b"PK\x03\x04")
        && let Some(what) = document_in_zip(bytes)
    {
        return Some(Skip::NotReadYet(what));
    }
    if let Some((_, skip)) = FIRST_BYTES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(skip.clone());
    }
    match bytes.get(..12)? {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P'] => {
            Some(Skip::NotAnArticleFormat("an image (WebP)"))
        }
        [b'R', b'I', b'F', b'F', ..] => Some(Skip::NotAnArticleFormat("sound or film (RIFF)")),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => {
            Some(Skip::NotAnArticleFormat("an image or film (MPEG-4, HEIF)"))
        }
        _ => None,
    }
}

/// What a text file is, where its markup or its name tells that plain reading would be wrong.
pub(super) fn by_text(source: &Source, opening: &str) -> Option<Skip> {
    by_markup(opening).or_else(|| by_name(source))
}

/// What document a zip file is; nothing for a zip file of other files. Those of Microsoft list what
/// types their parts have, the others state their own at the start.
fn document_in_zip(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(8 * 1024)];
    let holds = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
    let found = ZIP_MEMBERS.iter().find(|(name, _)| holds(name)).map(|(name, what)| (*name, *what));
    found
        .filter(|(name, _)| !name.ends_with(b"/") || holds(b"[Content_Types].xml"))
        .map(|(_, what)| what)
}

fn by_markup(opening: &str) -> Option<Skip> {
    let start = opening.trim_start();
    if !start.starts_with('<') {
        return None;
    }
    let lower = super::start_of(start, 4096).to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&["<!element", "<!attlist", "<!entity"]) && !lower.starts_with("<?xml-stylesheet") {
        return Some(Skip::NotAnArticleFormat("a DTD"));
    }
    if has(&["<svg"]) {
        return Some(Skip::NotAnArticleFormat("an image (SVG)"));
    }
    let marked_up =
        lower.starts_with("<?xml") || lower.starts_with("<!doctype") || is_element(&lower);
    marked_up.then_some(Skip::NotReadYet("XML or SGML"))
}

/// Whether `text` opens with an element that is closed again: `<서울=통신>` opens a dateline and closes
/// nothing.
fn is_element(text: &str) -> bool {
    let name: String = text.chars().skip(1).take_while(|c| c.is_ascii_alphanumeric()).collect();
    !name.is_empty() && text.contains(&format!("</{name}>"))
}

fn by_name(source: &Source) -> Option<Skip> {
    let extension = source.extension();
    let find = |list: &[(&'static str, &'static str)]| {
        list.iter().find(|(ending, _)| *ending == extension).map(|(_, what)| *what)
    };
    find(NO_ARTICLES)
        .map(Skip::NotAnArticleFormat)
        .or_else(|| find(NO_READER).map(Skip::NotReadYet))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(path: &str, text: &str) -> String {
        let source = Source { path, bytes: text.as_bytes() };
        by_text(&source, text).map_or_else(String::new, |skip| skip.told())
    }

    #[test]
    fn office_files_are_told_apart_inside_their_zip() {
        let table = by_first_bytes(b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml");
        assert_eq!(table, Some(Skip::NotReadYet("an Excel workbook")));
        assert_eq!(by_first_bytes(b"PK\x03\x04....xl/a.txt"), None);
    }

    #[test]
    fn markup_is_not_read_as_words() {
        assert_eq!(told("a", "<lyrics><head/></lyrics>"), "XML or SGML: not read yet");
        assert_eq!(told("a", "<?xml version='1.0'?><score><part>"), "XML or SGML: not read yet");
    }

    #[test]
    fn a_dateline_in_angle_brackets_is_not_markup() {
        assert_eq!(told("a.txt", "<서울=통신> 항구가 다시 열렸다."), "");
        assert_eq!(told("a.txt", "<Port> opens again"), "");
    }
}
