//! Bytes become text: what is not UTF-8, and characters that no table and no XML file may hold, are found here.

use std::borrow::Cow;

use memchr::memchr_iter;

/// Says what is wrong with one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The first byte of something that is not UTF-8.
    NotUtf8(u8),
    /// A control character, or one that XML cannot carry.
    Control(char),
}

/// Decodes a block. Bytes that are not UTF-8 become U+FFFD. The faults are in the order of their place in the text.
///
/// Cost: two passes of vector instructions over good text.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Vec<(usize, Fault)>) {
    let mut faults = Vec::new();
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            let mut text = String::with_capacity(bytes.len() + 64);
            for chunk in bytes.utf8_chunks() {
                text.push_str(chunk.valid());
                if let Some(byte) = chunk.invalid().first() {
                    faults.push((text.len(), Fault::NotUtf8(*byte)));
                    text.push(char::REPLACEMENT_CHARACTER);
                }
            }
            Cow::Owned(text)
        }
    };
    if may_have_control(text.as_bytes()) {
        let controls = text.char_indices().filter(|(_, character)| is_refused(*character));
        faults.extend(controls.map(|(at, character)| (at, Fault::Control(character))));
        faults.sort_by_key(|(at, _)| *at);
    }
    (text, faults)
}

fn is_refused(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

fn may_have_control(bytes: &[u8]) -> bool {
    let low = |byte: u8| byte < 0x20 && byte != b'\t' && byte != b'\n' && byte != b'\r';
    bytes.chunks(4_096).any(|chunk| chunk.iter().fold(false, |found, byte| found | low(*byte)))
        || memchr_iter(0xEF, bytes).any(|at| matches!(bytes.get(at + 1..at + 3), Some([0xBF, 0xBE | 0xBF])))
}

#[cfg(test)]
mod tests {
    use super::{Fault, decode};

    #[test]
    fn faults_are_found_in_order() {
        let (text, faults) = decode(b"a\xE9,\0b");
        assert_eq!(text, "a\u{FFFD},\0b");
        assert_eq!(faults, [(1, Fault::NotUtf8(0xE9)), (5, Fault::Control('\0'))]);
        assert_eq!(decode("é\u{FFFF}".as_bytes()).1, [(2, Fault::Control('\u{FFFF}'))]);
        assert!(decode("é\t\r\n".as_bytes()).1.is_empty());
    }
}
