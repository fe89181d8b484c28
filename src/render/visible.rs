//! Text that cannot take over a terminal: what is not to be seen is spelled out.

use std::borrow::Cow;

/// Spells out control characters (`\n`, `\u{1b}`), and the marks that turn the direction of text around and so
/// can make it read as something else. All other text, right-to-left text too, stays as it is.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_hidden(character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use crate::render::visible::visible;

    #[test]
    fn spells_out_what_is_hidden() {
        assert_eq!(visible("a\u{1b}[31mred\n\u{9b}1m\u{7}"), "a\\u{1b}[31mred\\n\\u{9b}1m\\u{7}");
        assert_eq!(visible("\u{202e}gpj.exe"), "\\u{202e}gpj.exe");
    }

    #[test]
    fn leaves_writing_alone() {
        for text in ["Душанбе", "طالبان", "é e\u{301}", "👩\u{200d}🚀", "a\\nb", "中国"] {
            assert_eq!(visible(text), text);
        }
    }
}
