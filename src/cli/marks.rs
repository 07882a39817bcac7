//! Text with its marks, made safe: in colour, or in brackets where there is none.

use super::safe;
use super::screen::Palette;
use crate::text::Span;

/// `text` with each of `marks` standing out. Marks ascend and do not overlap; blanks inside them
/// stay plain, so that a line may be broken there.
pub(super) fn marked(text: &str, marks: &[Span], palette: Palette) -> String {
    numbered(text, marks, palette, &|_| None)
}

/// The same with a number before each mark that has one.
pub(super) fn numbered(
    text: &str,
    marks: &[Span],
    palette: Palette,
    number: &dyn Fn(usize) -> Option<usize>,
) -> String {
    weave(text, marks, palette, Threads { plain: &|plain| plain.to_owned(), number })
}

/// The same for a headline, without numbers.
pub(super) fn headline(text: &str, marks: &[Span], palette: Palette) -> String {
    numbered_headline(text, marks, palette, &|_| None)
}

/// The same for a headline.
pub(super) fn numbered_headline(
    text: &str,
    marks: &[Span],
    palette: Palette,
    number: &dyn Fn(usize) -> Option<usize>,
) -> String {
    let plain = |plain: &str| by_word(plain, &|word| palette.strong(word));
    weave(text, marks, palette, Threads { plain: &plain, number })
}

/// What stands around marks and before them.
struct Threads<'a> {
    plain: &'a dyn Fn(&str) -> String,
    number: &'a dyn Fn(usize) -> Option<usize>,
}

fn weave(text: &str, marks: &[Span], palette: Palette, threads: Threads<'_>) -> String {
    let Threads { plain, number } = threads;
    let mut woven = String::with_capacity(text.len() + marks.len() * 12);
    let mut at = 0;
    for (place, mark) in marks.iter().enumerate() {
        let (Some(before), Some(inside)) =
            (text.get(at..mark.start), text.get(mark.start..mark.end))
        else {
            continue;
        };
        woven.push_str(&plain(&safe::line(before)));
        let inside = safe::line(inside);
        let number = number(place).map_or_else(String::new, |number| format!("{number}:"));
        if palette.colour {
            woven.push_str(&palette.faint(&number));
            woven.push_str(&by_word(&inside, &|word| palette.mark(word)));
        } else {
            woven.push_str(&format!("[{number}{inside}]"));
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
    fn a_mark_may_carry_its_number() {
        let marks = [Span::new(4, 8), Span::new(9, 12)];
        let number = |place: usize| (place == 1).then_some(7);
        assert_eq!(numbered("the pact now", &marks, PLAIN, &number), "the [pact] [7:now]");
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
