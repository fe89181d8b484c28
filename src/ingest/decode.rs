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
    /// Such a character that was replaced by U+FFFD.
    Replaced(char),
    /// U+FFFD itself, which stands for what another program could not read.
    Lost,
}

impl Fault {
    /// Tells whether the text cannot be used.
    pub(super) fn is_error(self) -> bool {
        matches!(self, Self::NotUtf8(_) | Self::Control(_))
    }
}

/// Decodes a block. Bytes that are not UTF-8 become U+FFFD, and so do characters that are refused when `replace` says
/// so. The faults are in the order of their place in the text.
///
/// Cost: two passes of vector instructions over good text.
pub(super) fn decode(bytes: &[u8], replace: bool) -> (Cow<'_, str>, Vec<(usize, Fault)>) {
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
    if !may_be_refused(text.as_bytes()) {
        return (text, faults);
    }
    refuse(text, &faults, replace)
}

/// Finds the characters that are refused or were lost before, besides the faults that are known.
fn refuse<'a>(
    text: Cow<'a, str>,
    known: &[(usize, Fault)],
    replace: bool,
) -> (Cow<'a, str>, Vec<(usize, Fault)>) {
    let mut replaced = String::new();
    let (mut faults, mut copied) = (Vec::new(), 0);
    let mut known = known.iter().peekable();
    for (at, character) in text.char_indices() {
        let moved = |replaced: &String| replaced.len() + at - copied;
        if let Some((_, fault)) = known.next_if(|(known, _)| *known == at) {
            faults.push((moved(&replaced), *fault));
        } else if character == char::REPLACEMENT_CHARACTER {
            faults.push((moved(&replaced), Fault::Lost));
        } else if is_refused(character) {
            if replace {
                faults.push((moved(&replaced), Fault::Replaced(character)));
                replaced.push_str(&text[copied..at]);
                replaced.push(char::REPLACEMENT_CHARACTER);
                copied = at + character.len_utf8();
            } else {
                faults.push((at, Fault::Control(character)));
            }
        }
    }
    if copied == 0 {
        return (text, faults);
    }
    replaced.push_str(&text[copied..]);
    (Cow::Owned(replaced), faults)
}

fn is_refused(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Tells whether there may be a control character, U+FFFD, U+FFFE or U+FFFF.
fn may_be_refused(bytes: &[u8]) -> bool {
    let low = |byte: u8| byte < 0x20 && byte != b'\t' && byte != b'\n' && byte != b'\r';
    bytes.chunks(4_096).any(|chunk| chunk.iter().fold(false, |found, byte| found | low(*byte)))
        || memchr_iter(0xEF, bytes).any(|at| matches!(bytes.get(at + 1..at + 3), Some([0xBF, 0xBD..=0xBF])))
}

#[cfg(test)]
mod tests {
    use super::{Fault, decode};

    #[test]
    fn faults_are_found_in_order() {
        let (text, faults) = decode(b"a\xE9,\0b", false);
        assert_eq!(text, "a\u{FFFD},\0b");
        assert_eq!(faults, [(1, Fault::NotUtf8(0xE9)), (5, Fault::Control('\0'))]);
        assert_eq!(decode("é\u{FFFF}".as_bytes(), false).1, [(2, Fault::Control('\u{FFFF}'))]);
        assert!(decode("é\t\r\n".as_bytes(), false).1.is_empty());
    }

    #[test]
    fn what_is_refused_may_be_replaced() {
        let (text, faults) = decode("\u{7}a\u{FFFF}\0é\u{FFFD}".as_bytes(), true);
        assert_eq!(text, "\u{FFFD}a\u{FFFD}\u{FFFD}é\u{FFFD}");
        let places = [(0, '\u{7}'), (4, '\u{FFFF}'), (7, '\0')].map(|(at, it)| (at, Fault::Replaced(it)));
        assert_eq!(faults, [places.as_slice(), &[(12, Fault::Lost)]].concat());
        assert_eq!(decode(b"\xE9\0", true).1, [(0, Fault::NotUtf8(0xE9)), (3, Fault::Replaced('\0'))]);
    }
}
