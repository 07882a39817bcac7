//! RTF (Rich Text Format 1.9.1): words out of groups, control words and bytes in code pages.

use std::collections::HashMap;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, MACINTOSH, SHIFT_JIS, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
    WINDOWS_1257, WINDOWS_1258,
};

use super::{Shape, Words, keywords};
use crate::clipping::{Draft, LabelName, Note};
use crate::intake::{Account, BytesReader, Options, Source};

/// The reader of RTF files.
pub(in super::super) struct Rtf;

/// The most groups that are open at once; those deeper are read as if they were the last one.
const MAX_DEPTH: usize = 1_000;
/// The longest name of a control word that is looked at, in bytes: longer ones are none.
const MAX_WORD_BYTES: usize = 32;

impl BytesReader for Rtf {
    fn name(&self) -> &'static str {
        "RTF"
    }

    fn version(&self) -> u32 {
        2
    }

    fn accepts(&self, source: &Source) -> bool {
        source.bytes.trim_ascii_start().starts_with(b"{\\rtf")
    }

    fn read(
        &self,
        source: &Source,
        options: &Options,
        each: &mut dyn FnMut(Draft, Vec<Note>),
    ) -> Account {
        words(source.bytes).give(source, options, each)
    }
}

/// What the words of a group are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The text.
    Text,
    /// A footnote.
    Footnote,
    /// The table of fonts.
    Fonts,
    /// Something stated about the document.
    Stated(&'static str),
    /// Nothing.
    Nowhere,
}

/// What holds within a group.
#[derive(Clone, Copy, Debug)]
struct Group {
    place: Place,
    /// How many bytes stand for a character behind its number, for programs that do not know those.
    bytes_behind: usize,
    encoding: &'static Encoding,
    is_hidden: bool,
}

/// Destinations whose words are not of the text.
const NOWHERE: &[&str] = &[
    "colortbl",
    "stylesheet",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "fldinst",
    "xe",
    "tc",
    "tcn",
    "bkmkstart",
    "bkmkend",
    "annotation",
    "atnid",
    "atnauthor",
    "listtable",
    "listoverridetable",
    "listtext",
    "revtbl",
    "rsidtbl",
    "generator",
    "themedata",
    "datastore",
    "latentstyles",
    "xmlnstbl",
    "nonshppict",
    "pntext",
    "filetbl",
    "ftnsep",
    "ftnsepc",
    "aftnsep",
    "aftnsepc",
    "operator",
    "docvar",
    "template",
];

/// Destinations that state something about the document.
const STATED: &[&str] = &["title", "author", "subject", "keywords", "creatim", "doccomm"];

struct Parser {
    words: Words,
    groups: Vec<Group>,
    /// Groups open beyond [`MAX_DEPTH`].
    deeper: usize,
    /// The encodings of fonts by their numbers.
    fonts: HashMap<i64, &'static Encoding>,
    font: i64,
    ansi: &'static Encoding,
    /// The paragraph being read, and the footnote in it.
    text: String,
    footnote: String,
    /// What is stated, as it is being read.
    stated: String,
    date: [i64; 5],
    /// Bytes that are not yet decoded: a character may have two, each written by itself.
    pending: Vec<u8>,
    /// Half of a character that UTF-16 writes in two numbers.
    high: Option<u16>,
    /// Bytes still to be left out behind a character's number.
    behind: usize,
    is_damaged: bool,
}

/// The words of an RTF file.
fn words(bytes: &[u8]) -> Words {
    let mut parser = Parser {
        words: Words::default(),
        groups: vec![Group {
            place: Place::Text,
            bytes_behind: 1,
            encoding: WINDOWS_1252,
            is_hidden: false,
        }],
        deeper: 0,
        fonts: HashMap::new(),
        font: 0,
        ansi: WINDOWS_1252,
        text: String::new(),
        footnote: String::new(),
        stated: String::new(),
        date: [0; 5],
        pending: Vec::new(),
        high: None,
        behind: 0,
        is_damaged: false,
    };
    parser.read(bytes);
    parser.end_paragraph();
    parser.end_footnote();
    if parser.is_damaged {
        parser.words.notes.push(Note::new("a group is not closed: the file may be cut off"));
    }
    parser.words
}

impl Parser {
    fn read(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let [byte, behind @ ..] = rest {
            rest = behind;
            match byte {
                b'{' => self.open(),
                b'}' => self.close(),
                b'\\' => rest = self.control(rest),
                b'\r' | b'\n' => {}
                byte => self.byte(*byte),
            }
        }
        self.decode();
        self.is_damaged = self.groups.len() > 1;
    }

    fn group(&self) -> Group {
        *self.groups.last().expect("the outermost group is never closed")
    }

    fn group_mut(&mut self) -> &mut Group {
        self.groups.last_mut().expect("the outermost group is never closed")
    }

    fn open(&mut self) {
        self.decode();
        if self.groups.len() >= MAX_DEPTH {
            self.deeper += 1;
        } else {
            self.groups.push(self.group());
        }
    }

    fn close(&mut self) {
        self.decode();
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        if self.groups.len() == 1 {
            return;
        }
        let Some(closed) = self.groups.pop() else { return };
        if closed.place == self.group().place {
            return;
        }
        match closed.place {
            Place::Footnote => self.end_footnote(),
            Place::Stated(what) => self.state(what),
            _ => {}
        }
    }

    /// A control word or symbol, behind its backslash; gives what follows it.
    fn control<'a>(&mut self, rest: &'a [u8]) -> &'a [u8] {
        let Some(first) = rest.first() else { return rest };
        if !first.is_ascii_alphabetic() {
            return self.symbol(*first, &rest[1..]);
        }
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (name, mut rest) = rest.split_at(letters);
        let signed = rest.first() == Some(&b'-');
        let digits = rest[usize::from(signed)..].iter().take_while(|b| b.is_ascii_digit()).count();
        let mut number = None;
        if digits > 0 {
            let (digits, behind) = rest.split_at(usize::from(signed) + digits);
            number = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<i64>().ok());
            rest = behind;
        }
        if let [b' ', behind @ ..] = rest {
            rest = behind;
        }
        let name = if name.len() > MAX_WORD_BYTES { &[] } else { name };
        let name = std::str::from_utf8(name).unwrap_or("");
        if name == "bin" {
            // Bytes as they are, which may look like anything.
            let count = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            return &rest[count.min(rest.len())..];
        }
        if !matches!(name, "u" | "uc") {
            self.decode();
        }
        self.word(name, number);
        rest
    }

    fn symbol<'a>(&mut self, symbol: u8, rest: &'a [u8]) -> &'a [u8] {
        match symbol {
            b'\'' => {
                let code = rest.get(..2).and_then(|two| std::str::from_utf8(two).ok());
                match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
                    Some(byte) => {
                        self.byte(byte);
                        return &rest[2..];
                    }
                    None => return rest,
                }
            }
            b'*' => {
                // What follows is a destination that a reader may not know: only those below are.
                self.group_mut().place = match self.group().place {
                    place @ (Place::Fonts | Place::Stated(_)) => place,
                    _ => Place::Nowhere,
                };
            }
            b'{' | b'}' | b'\\' => self.byte(symbol),
            b'~' => {
                self.decode();
                self.put("\u{A0}");
            }
            b'_' => {
                self.decode();
                self.put("-");
            }
            b'-' => {
                self.decode();
                self.put("\u{AD}");
            }
            b'\r' | b'\n' => {
                self.decode();
                self.end_paragraph();
            }
            _ => {}
        }
        rest
    }

    fn word(&mut self, name: &str, number: Option<i64>) {
        let value = number.unwrap_or(0);
        match name {
            "u" => self.character(value),
            "uc" => self.group_mut().bytes_behind = usize::try_from(value).unwrap_or(0),
            "par" | "sect" | "page" | "row" | "nestrow" => self.end_paragraph(),
            "line" => self.put("\n"),
            "cell" | "nestcell" => self.put("\n"),
            "tab" => self.put("\t"),
            "emdash" => self.put("—"),
            "endash" => self.put("–"),
            "bullet" => self.put("•"),
            "lquote" => self.put("‘"),
            "rquote" => self.put("’"),
            "ldblquote" => self.put("“"),
            "rdblquote" => self.put("”"),
            "emspace" | "enspace" | "qmspace" => self.put(" "),
            "v" => self.group_mut().is_hidden = number != Some(0),
            "plain" => self.group_mut().is_hidden = false,
            "ansicpg" => self.set_ansi(value),
            "mac" => self.set_encoding(MACINTOSH),
            "f" => self.use_font(value),
            "fcharset" if self.group().place == Place::Fonts => {
                self.fonts.insert(self.font, of_charset(value).unwrap_or(self.ansi));
            }
            "fonttbl" => self.group_mut().place = Place::Fonts,
            "footnote" => {
                if matches!(self.group().place, Place::Text | Place::Nowhere) {
                    self.group_mut().place = Place::Footnote;
                }
            }
            "yr" => self.date[0] = value,
            "mo" => self.date[1] = value,
            "dy" => self.date[2] = value,
            "hr" => self.date[3] = value,
            "min" => self.date[4] = value,
            "info" => self.group_mut().place = Place::Nowhere,
            // The text of a shape, which is in the text.
            "shptxt" => self.group_mut().place = Place::Text,
            name => {
                if let Some(what) = STATED.iter().find(|known| **known == name)
                    && self.group().place == Place::Nowhere
                {
                    self.date = [0; 5];
                    self.stated.clear();
                    self.group_mut().place = Place::Stated(what);
                } else if NOWHERE.contains(&name) {
                    self.group_mut().place = Place::Nowhere;
                }
            }
        }
    }

    fn set_ansi(&mut self, code_page: i64) {
        if let Some(encoding) = of_code_page(code_page) {
            self.ansi = encoding;
            self.set_encoding(encoding);
        }
    }

    fn set_encoding(&mut self, encoding: &'static Encoding) {
        self.ansi = encoding;
        self.groups.iter_mut().for_each(|group| group.encoding = encoding);
    }

    fn use_font(&mut self, number: i64) {
        if self.group().place == Place::Fonts {
            self.font = number;
        } else {
            let encoding = self.fonts.get(&number).copied().unwrap_or(self.ansi);
            self.group_mut().encoding = encoding;
        }
    }

    /// A byte of text, however it was written.
    fn byte(&mut self, byte: u8) {
        if self.behind > 0 {
            self.behind -= 1;
        } else {
            self.pending.push(byte);
        }
    }

    /// A character by its number in UTF-16, which is signed.
    fn character(&mut self, number: i64) {
        self.flush();
        self.behind = self.group().bytes_behind;
        let Ok(unit) = u16::try_from(number.rem_euclid(0x1_0000)) else { return };
        let units = [self.high.take().unwrap_or(unit), unit];
        match unit {
            0xD800..=0xDBFF => self.high = Some(unit),
            0xDC00..=0xDFFF => {
                let decoded = char::decode_utf16(units).next();
                let character = decoded.and_then(Result::ok).unwrap_or('\u{FFFD}');
                self.put(character.encode_utf8(&mut [0; 4]));
            }
            _ => {
                let character = char::from_u32(u32::from(unit)).unwrap_or('\u{FFFD}');
                self.put(character.encode_utf8(&mut [0; 4]));
            }
        }
    }

    /// Ends whatever waits for what comes behind it.
    fn decode(&mut self) {
        self.behind = 0;
        self.flush();
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let bytes = std::mem::take(&mut self.pending);
            let (words, _) = self.group().encoding.decode_without_bom_handling(&bytes);
            self.put(&words);
        }
    }

    fn put(&mut self, words: &str) {
        let group = self.group();
        match group.place {
            _ if group.is_hidden => {}
            Place::Text => self.text.push_str(words),
            Place::Footnote => self.footnote.push_str(words),
            Place::Stated(_) => self.stated.push_str(words),
            Place::Fonts | Place::Nowhere => {}
        }
    }

    fn end_paragraph(&mut self) {
        match self.group().place {
            Place::Footnote => self.footnote.push('\n'),
            Place::Text => {
                let text = std::mem::take(&mut self.text);
                self.words.push(Shape::Text, &text);
            }
            _ => {}
        }
    }

    fn end_footnote(&mut self) {
        let text = std::mem::take(&mut self.footnote);
        self.words.push(Shape::Footnote, &text);
    }

    /// Takes what was stated about the document. Who made the file and when is not who wrote the
    /// article and when it was printed.
    fn state(&mut self, what: &'static str) {
        let stated = std::mem::take(&mut self.stated);
        let place = format!("\\{what}");
        match what {
            "title" => self.words.title = Some(stated),
            "keywords" => {
                for word in keywords(&stated) {
                    self.words.state(LabelName::Tag, &word, &place);
                }
            }
            "creatim" => {
                let [year, month, day, hour, minute] = self.date;
                if year > 0 {
                    let date = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}");
                    self.words.state(LabelName::Saved, &date, &place);
                }
            }
            _ => self.words.state(LabelName::Other, &stated, &place),
        }
    }
}

/// The encoding of a Windows code page, where there is one.
fn of_code_page(number: i64) -> Option<&'static Encoding> {
    Some(match number {
        866 => IBM866,
        874 => WINDOWS_874,
        932 => SHIFT_JIS,
        936 => GBK,
        949 => EUC_KR,
        950 => BIG5,
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        1252 => WINDOWS_1252,
        1253 => WINDOWS_1253,
        1254 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        10000 => MACINTOSH,
        65001 => encoding_rs::UTF_8,
        _ => return None,
    })
}

/// The encoding of a character set of Windows, by which fonts are told apart.
fn of_charset(number: i64) -> Option<&'static Encoding> {
    of_code_page(match number {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(rtf: &[u8]) -> Vec<String> {
        words(rtf).blocks.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn words_are_read_past_tables_pictures_and_codes_of_fields() {
        let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fnil Times New Roman;}}{\colortbl;\red0;}
{\*\generator Writer 7;}{\stylesheet{\s0 Normal;}}{\header Page one}
{\pict\pngblip 89504e47}\pard{\b Ferry} stays\par
The council\'92s vote {\field{\*\fldinst HYPERLINK https://a.example}{\fldrslt was clear}}.{\v secret}\line
Nobody\~spoke\emdash not one.\par}";
        assert_eq!(
            texts(rtf),
            ["Ferry stays", "The council\u{2019}s vote was clear.\nNobody spoke—not one."]
        );
    }

    #[test]
    fn characters_come_by_number_and_by_code_page() {
        let rtf = r"{\rtf1\ansi\ansicpg949\uc1\u54637?\u44396?, \'c7\'d7\'b1\'b8\par\uc2\u-10179??\u-8704?? caf\u233\'e9\'e9 x\par\uc0\u233 t\u233 \par}";
        assert_eq!(texts(rtf.as_bytes()), ["항구, 항구", "\u{1F600} café x", "été"]);
    }

    #[test]
    fn a_font_tells_the_code_page_of_its_words() {
        let rtf =
            br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 A;}{\f1\fcharset128 B;}{\f2\fcharset204 C;}}
\f0 caf\'e9\par{\f1 \'8d\'60\'83A\par}\f2 \'cf\'ee\'f0\'f2\par\f0 \'e9\par}";
        assert_eq!(texts(rtf), ["café", "港ア", "Порт", "é"]);
    }

    #[test]
    fn what_is_stated_is_kept_and_footnotes_stand_below() {
        let rtf = br"{\rtf1{\info{\title Ferry file}{\author Ann Example}{\keywords sea, ships}
{\creatim\yr2019\mo11\dy13\hr6\min2}{\*\company x}}Text{\footnote A note.} goes on.\par}";
        let found = words(rtf);
        assert_eq!(found.title.as_deref(), Some("Ferry file"));
        let labels: Vec<(LabelName, &str)> =
            found.labels.iter().map(|label| (label.name, label.value.as_str())).collect();
        assert_eq!(
            labels,
            [
                (LabelName::Other, "Ann Example"),
                (LabelName::Tag, "sea"),
                (LabelName::Tag, "ships"),
                (LabelName::Saved, "2019-11-13T06:02"),
            ]
        );
        let shapes: Vec<_> = found.blocks.iter().map(|b| (b.shape, b.text.as_str())).collect();
        assert_eq!(shapes, [(Shape::Footnote, "A note."), (Shape::Text, "Text goes on.")]);
    }

    #[test]
    fn hostile_files_end() {
        let deep = [b"{\\rtf1 ".as_slice(), &b"{".repeat(2_000_000), b"deep"].concat();
        let found = words(&deep);
        assert_eq!(found.blocks[0].text, "deep");
        assert_eq!(found.notes.len(), 1);
        for bytes in [
            &b"{\\rtf1\\"[..],
            b"{\\rtf1\\'",
            b"{\\rtf1\\bin99999999999999999999 x",
            b"{\\rtf1\\u",
            b"}}}}",
        ] {
            words(bytes);
        }
        let long = [b"{\\rtf1 \\", "a".repeat(500_000).as_bytes(), b" x"].concat();
        assert_eq!(words(&long).blocks[0].text, "x");
    }
}
