//! Text with its marks, made safe: in colour, or in brackets where there is none.

use super::safe;
use super::screen::Palette;
use crate::text::Span;

/// `text` with each of `marks` standing out. Marks ascend and do not overlap; blanks inside them
/// stay plain, so that a line may be broken there.
pub(super) fn marked(text: &str, marks: &[Span], palette: Palette) -> String {
    weave(text, marks, palette, &|plain| plain.to_owned())
}

/// The same for a headline.
pub(super) fn headline(text: &str, marks: &[Span], palette: Palette) -> String {
    weave(text, marks, palette, &|plain| by_word(plain, &|word| palette.strong(word)))
}

fn weave(text: &str, marks: &[Span], palette: Palette, plain: &dyn Fn(&str) -> String) -> String {
    let mut woven = String::with_capacity(text.len() + marks.len() * 12);
    let mut at = 0;
    for mark in marks {
        let (Some(before), Some(inside)) =
            (text.get(at..mark.start), text.get(mark.start..mark.end))
        else {
            continue;
        };
        woven.push_str(&plain(&safe::line(before)));
        let inside = safe::line(inside);
        if palette.colour {
            woven.push_str(&by_word(&inside, &|word| palette.mark(word)));
        } else {
            woven.push_str(&format!("[{inside}]"));
        }
        at = mark.end;
    }
    woven.push_str(&plain(&safe::line(text.get(at..).unwrap_or_default())));
    woven
}

/// Paints each word by itself, so that no colour runs over the end of a line.
fn by_word(text: &str, paint: &dyn Fn(&str) -> String) -> String {
    let mut painted = String::new();
    for (place, word) in text.split(' ').enumerate() {
        if place > 0 {
            painted.push(' ');
        }
        painted.push_str(&paint(word));
    }
    painted
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Palette = Palette { colour: false };

    #[test]
    fn marks_stand_in_brackets_without_colour() {
        let marks = [Span::new(4, 8), Span::new(9, 12)];
        assert_eq!(marked("the pact now", &marks, PLAIN), "the [pact] [now]");
        assert_eq!(headline("pact", &[], PLAIN), "pact");
    }

    #[test]
    fn marks_hold_though_text_is_made_safe() {
        let text = "a\u{1b}b 지소미아\u{202e} c";
        let start = text.find('지').expect("it is there");
        let marks = [Span::new(start, start + "지소미아".len())];
        assert_eq!(marked(text, &marks, PLAIN), "a␛b [지소미아] c");
    }

    #[test]
    fn marks_out_of_bounds_are_left_out() {
        assert_eq!(marked("short", &[Span::new(3, 90)], PLAIN), "short");
    }

    #[test]
    fn no_colour_runs_over_a_blank() {
        let woven = marked("a b c", &[Span::new(0, 3)], Palette { colour: true });
        let words: Vec<&str> = woven.split(' ').collect();
        assert!(words[0].ends_with("\u{1b}[0m") && words[1].ends_with("\u{1b}[0m"), "{woven:?}");
    }
}
