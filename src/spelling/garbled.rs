//! Text whose UTF-8 was read as Windows-1252 and saved so: `KÄ\u{81}bul` for `Kābul`, `donâ€™t` for `don’t`. It is only read
//! back where every character takes part, because accents and quotes may stand beside each other in good text.

/// The characters of Windows-1252 from 0x80 to 0x9F; the five that it leaves open are those of their number.
const MIDDLE: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Gives what a text said before its UTF-8 was read as Windows-1252, once or several times; nothing for any other text.
///
/// ```
/// use actant::spelling::ungarbled;
/// assert_eq!(ungarbled("naÃ¯ve").as_deref(), Some("naïve"));
/// assert_eq!(ungarbled("naïve"), None);
/// ```
///
/// Cost: one pass over ASCII text, which holds nothing to read back.
pub fn ungarbled(text: &str) -> Option<String> {
    let mut found = None;
    let mut read = once(text);
    while let Some(text) = read {
        read = once(&text);
        // What is between two readings may hold control characters; what is meant does not.
        if text.chars().all(is_written) {
            found = Some(text);
        }
    }
    found
}

/// Reads a text back once; every reading is shorter than the text.
fn once(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Vec<u8> = text.chars().map(byte).collect::<Option<_>>()?;
    String::from_utf8(bytes).ok()
}

fn byte(character: char) -> Option<u8> {
    match u8::try_from(u32::from(character)) {
        Ok(byte) if !(0x80..0xA0).contains(&byte) => Some(byte),
        _ => MIDDLE.iter().position(|middle| *middle == character).map(|place| 0x80 + place as u8),
    }
}

/// Tells whether a character is one of those that people write names and notes with. A capital letter before a closing
/// quote or a dash may be two bytes of UTF-8 by chance, but of a character that nobody writes.
fn is_written(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{7f}'
            | '\u{a0}'..='\u{17f}'
            | '\u{300}'..='\u{36f}'
            | '\u{386}'..='\u{3ce}'
            | '\u{400}'..='\u{4ff}'
            | '\u{5d0}'..='\u{5ea}'
            | '\u{60c}'..='\u{6f9}'
            | '\u{800}'..='\u{ffef}'
            | '\u{10000}'..
    )
}

#[cfg(test)]
mod tests {
    use super::{MIDDLE, ungarbled};

    /// Writes text as it looks when its UTF-8 is read as Windows-1252.
    fn garbled(text: &str) -> String {
        let read = |byte: u8| match byte {
            0x80..0xA0 => MIDDLE[usize::from(byte - 0x80)],
            byte => char::from(byte),
        };
        text.bytes().map(read).collect()
    }

    #[test]
    fn what_was_garbled_is_read_back() {
        for text in ["naïve", "Kābul", "Хатлон", "“gov’t” — 5 €", "كابل", "中国", "Łódź, ґ", "x 😀"]
        {
            assert_eq!(ungarbled(&garbled(text)).as_deref(), Some(text));
            assert_eq!(ungarbled(&garbled(&garbled(text))).as_deref(), Some(text));
            assert_eq!(ungarbled(text), None, "{text}");
        }
    }

    #[test]
    fn accents_quotes_and_dashes_in_good_text_are_left() {
        for text in [
            "",
            "plain",
            "“CAFÉ”",
            "CAFÉ”",
            "MENÜ–Karte",
            "JOÃO",
            "«È»",
            "È»",
            "São Tomé",
            "£5",
            "Ã",
            "où…",
            "El Niño’s",
        ] {
            assert_eq!(ungarbled(text), None, "{text}");
        }
    }
}
