//! How wide a text will be, as near as one can tell without the font: a little too wide rather than too narrow.

use unicode_width::UnicodeWidthChar;

/// Estimates the width of a text in a common sans serif, in units of its size.
pub(super) fn ems(text: &str) -> f64 {
    text.chars().map(em).sum()
}

fn em(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '|' | '\'' | '.' | ',' | ':' | ';' | '!' => 0.30,
        'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | ' ' | '-' | '/' => 0.38,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.92,
        'A'..='Z' | '&' | '–' => 0.72,
        _ => match letter.width().unwrap_or(0) {
            0 => 0.0,
            1 => 0.60,
            _ => 1.05,
        },
    }
}
