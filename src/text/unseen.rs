//! Characters that command or deceive: what a terminal obeys, what turns the direction of writing,
//! what is there and not seen. Whatever prints foreign text asks here.

/// Whether `c` turns the direction of writing or is invisible (Unicode's `Bidi_Control` and
/// `Default_Ignorable_Code_Point`). The two joiners and the variation selectors are not among them:
/// people spell with those.
pub fn turns_or_hides(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

/// Whether a terminal does something else with `c` than show it: controls and what ends a line.
pub fn commands(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_spell_with_is_let_through() {
        for c in "aé항می\u{200c}\u{200d}\u{fe0f}\u{e0100}\u{301}".chars() {
            assert!(!turns_or_hides(c) && !commands(c), "{c:?}");
        }
    }

    #[test]
    fn tags_and_marks_of_direction_are_known() {
        assert!("\u{e0041}\u{e007f}\u{202e}\u{2066}\u{61c}\u{200b}".chars().all(turns_or_hides));
        assert!("\u{1b}\u{7f}\u{9b}\u{2028}\n".chars().all(commands));
    }
}
