//! Which encoding a table is in, told by its bytes. The only owner of the `chardetng` crate.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use crate::ingest::encoding::Encoding;

/// How many bytes of a file tell what it begins with.
pub(super) const HEAD: usize = 4_096;

/// How many bytes with characters beyond ASCII are enough for a guess.
const ENOUGH: usize = 4 << 20;

/// Says what a file begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// Nothing that tells.
    Plain,
    /// The byte order mark of UTF-8.
    Utf8,
    /// UTF-16, with a byte order mark or without.
    Utf16(Encoding),
    /// Something that is no table of text, and what to do about it.
    Format(&'static str, &'static str),
}

/// Looks at the first bytes of a file.
pub(super) fn head(bytes: &[u8]) -> Head {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => {
            Head::Format("UTF-32 text", "save the file as UTF-8")
        }
        [0xFF, 0xFE, ..] => Head::Utf16(Encoding::UTF_16LE),
        [0xFE, 0xFF, ..] => Head::Utf16(Encoding::UTF_16BE),
        [0xEF, 0xBB, 0xBF, ..] => Head::Utf8,
        [0x1F, 0x8B, 8, ..] => Head::Format(
            "packed with gzip",
            "give it a name that ends in `.csv.gz` or `.tsv.gz`, or unpack it",
        ),
        [b'P', b'K', 3, 4, ..] => {
            Head::Format("a workbook or another zip archive", "give a workbook a name that ends in `.xlsx`")
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            Head::Format("a workbook of the old kind", "save it as `.xlsx` or as \"CSV UTF-8\"")
        }
        [b'%', b'P', b'D', b'F', b'-', ..] => Head::Format("a PDF", "save the table as \"CSV UTF-8\""),
        _ => marked_up(bytes).or(bare_utf16(bytes).map(Head::Utf16)).unwrap_or(Head::Plain),
    }
}

/// Recognises text that is no table by how it begins.
fn marked_up(bytes: &[u8]) -> Option<Head> {
    let text = bytes.trim_ascii_start();
    let begins =
        |with: &str| text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()));
    let after = |mark: u8| text.strip_prefix(&[mark]).map(|rest| rest.trim_ascii_start().first());
    if begins("<!doctype html") || begins("<html") {
        let hint = "open the file in a browser: it may be a form to sign in; get the table itself and save it as \"CSV\"";
        Some(Head::Format("a web page", hint))
    } else if begins("<?xml") {
        Some(Head::Format("XML", "save the table as \"CSV UTF-8\""))
    } else if begins("{\\rtf") {
        Some(Head::Format("a text with formats (RTF)", "save the table as \"CSV UTF-8\""))
    } else if after(b'{') == Some(Some(&b'"')) || after(b'[') == Some(Some(&b'{')) {
        Some(Head::Format("JSON", "save the table as \"CSV UTF-8\""))
    } else {
        None
    }
}

/// Recognises UTF-16 without byte order mark: every other byte of ASCII in it is zero, and always the same one.
fn bare_utf16(bytes: &[u8]) -> Option<Encoding> {
    let pairs = bytes.chunks_exact(2);
    let (all, mut little, mut big) = (pairs.len(), 0, 0);
    for pair in pairs {
        little += usize::from(pair[0] != 0 && pair[1] == 0);
        big += usize::from(pair[0] == 0 && pair[1] != 0);
    }
    let most = little.max(big);
    if all < 4 || most * 8 < all || little.min(big) * 8 > most {
        return None;
    }
    Some(if little > big { Encoding::UTF_16LE } else { Encoding::UTF_16BE })
}

/// Says what a file that is not UTF-8 seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guess {
    /// The encoding.
    pub encoding: Encoding,
    /// The first word that shows it, as that encoding reads it.
    pub sample: String,
}

/// Reads a file and guesses its encoding; nothing when it is UTF-8 with a few bad bytes in it, or no text at all.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn guess(mut input: impl Read) -> io::Result<Option<Guess>> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut counts = Counts::default();
    let mut sample = Vec::new();
    let (mut buffer, mut kept, mut fed) = (vec![0; 1 << 16], 0, 0);
    loop {
        let length = input.read(&mut buffer[kept..])?;
        let last = length == 0;
        let bytes = &buffer[..kept + length];
        if !bytes.is_ascii() && fed < ENOUGH {
            // What was kept was fed with the bytes before it.
            detector.feed(&bytes[kept..], last);
            fed += length;
        }
        // A sequence that the buffer cuts in two is looked at with the bytes that follow.
        let end = if last { bytes.len() } else { whole(bytes) };
        counts.look(&bytes[..end], &mut sample);
        if last {
            break;
        }
        let rest = end..kept + length;
        kept = rest.len();
        buffer.copy_within(rest, 0);
    }
    if counts.bad == 0 || counts.good >= counts.bad || counts.control * 100 > counts.all {
        return Ok(None);
    }
    let encoding = if counts.dos > 2 * counts.latin {
        Encoding::CP437
    } else {
        Encoding::web(detector.guess(None, Utf8Detection::Deny))
    };
    Ok(Some(Guess { encoding, sample: encoding.show(&sample) }))
}

/// Gives where the last sequence begins that more bytes could make whole.
fn whole(bytes: &[u8]) -> usize {
    let from = bytes.len().saturating_sub(3);
    let open = (from..bytes.len()).find(|at| {
        let wanted = match bytes[*at] {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => 0,
        };
        at + wanted > bytes.len()
    });
    open.unwrap_or(bytes.len())
}

/// Tells whether a whole file is UTF-8 without a zero byte, which no other encoding of words beyond ASCII is.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn is_utf8(mut input: impl Read) -> io::Result<bool> {
    let (mut buffer, mut kept) = (vec![0; 1 << 16], 0);
    loop {
        let length = input.read(&mut buffer[kept..])?;
        let bytes = &buffer[..kept + length];
        let end = if length == 0 { bytes.len() } else { whole(bytes) };
        if std::str::from_utf8(&bytes[..end]).is_err() || memchr::memchr(0, bytes).is_some() {
            return Ok(false);
        }
        if length == 0 {
            return Ok(true);
        }
        let rest = end..kept + length;
        kept = rest.len();
        buffer.copy_within(rest, 0);
    }
}

/// Counts what tells encodings apart.
#[derive(Debug, Default)]
struct Counts {
    all: usize,
    /// Sequences of UTF-8 beyond ASCII, and bytes that are none.
    good: usize,
    bad: usize,
    control: usize,
    /// Bytes inside words that are letters in the code pages of DOS and signs in those of Windows; and the others.
    dos: usize,
    latin: usize,
}

impl Counts {
    fn look(&mut self, bytes: &[u8], sample: &mut Vec<u8>) {
        self.all += bytes.len();
        if bytes.is_ascii() && !bytes.iter().any(u8::is_ascii_control) {
            return;
        }
        let control = |byte: &&u8| **byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
        self.control += bytes.iter().filter(control).count();
        let mut at = 0;
        for chunk in bytes.utf8_chunks() {
            self.good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
            at += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                self.bad += chunk.invalid().len();
                self.vote(bytes, at);
                if sample.is_empty() {
                    sample.extend_from_slice(word(bytes, at));
                }
            }
            at += chunk.invalid().len();
        }
    }

    fn vote(&mut self, bytes: &[u8], at: usize) {
        let near = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
        let (before, after) = (near(at.checked_sub(1)), near(at.checked_add(1)));
        match bytes[at] {
            // Signs that Windows puts between words: an ellipsis, an apostrophe, dashes, a trade mark.
            0x85 | 0x92 | 0x96 | 0x97 | 0x99 => {}
            0x80..=0x9A | 0xA0..=0xA5 if before && after => self.dos += 1,
            0x81..=0x84 | 0x87..=0x89 | 0xA1..=0xA3 if before => self.dos += 1,
            0xC0.. if before || after => self.latin += 1,
            _ => {}
        }
    }
}

/// Gives the word around a byte.
fn word(bytes: &[u8], at: usize) -> &[u8] {
    const MOST: usize = 24;
    let ends = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    let before = bytes[at.saturating_sub(MOST)..at].iter().rev().take_while(|byte| !ends(byte)).count();
    let after = bytes[at..].iter().take(MOST).take_while(|byte| !ends(byte)).count();
    &bytes[at - before..at + after]
}

#[cfg(test)]
mod tests {
    use super::{Guess, Head, guess, head, is_utf8};
    use crate::ingest::encoding::Encoding;

    fn guessed(bytes: &[u8]) -> Option<(String, String)> {
        let guess = guess(bytes).expect("memory can be read");
        guess.map(|Guess { encoding, sample }| (encoding.name(), sample))
    }

    fn wide(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    }

    #[test]
    fn utf16_is_recognised_with_and_without_its_mark() {
        for text in ["id,label\na,Алматы и Душанбе\n", "subject,relation,object\n", "\u{feff}a,b\n"]
        {
            assert_eq!(head(&wide(text, true)), Head::Utf16(Encoding::UTF_16LE), "{text}");
            assert_eq!(head(&wide(text, false)), Head::Utf16(Encoding::UTF_16BE), "{text}");
            assert_ne!(head(text.as_bytes()), Head::Utf16(Encoding::UTF_16LE), "{text}");
        }
        for plain in ["", "a,b", "a,b\0c,d,e,f,g,h,i\n", "\0\0\0\0\0\0\0\0\0\0"] {
            assert_eq!(head(plain.as_bytes()), Head::Plain, "{plain:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        for bytes in [b"PK\x03\x04....".as_slice(), b"\x1F\x8B\x08....", b"\xD0\xCF\x11\xE0", b"%PDF-1.7"] {
            assert!(matches!(head(bytes), Head::Format(..)), "{bytes:?}");
        }
    }

    #[test]
    fn encodings_of_windows_and_dos_are_told_apart() {
        let spanish = b"id,label\na,Jos\xE9 Mar\xEDa\nb,Pe\xF1a\n";
        assert_eq!(guessed(spanish), Some(("windows-1252".to_owned(), "José".to_owned())));
        assert_eq!(
            guessed(b"a,it\x92s \x93here\x94\n"),
            Some(("windows-1252".to_owned(), "it’s".to_owned()))
        );
        assert_eq!(
            guessed(b"a,C\x93te d'Ivoire\nb,Jos\x82\n"),
            Some(("cp437".to_owned(), "Côte".to_owned()))
        );
        let russian = encoding_rs::WINDOWS_1251.encode("a,Душанбе сегодня\nb,Таджикистан\n").0.into_owned();
        assert_eq!(guessed(&russian), Some(("windows-1251".to_owned(), "Душанбе".to_owned())));
    }

    #[test]
    fn a_bad_byte_in_utf8_is_no_other_encoding() {
        assert_eq!(guessed("é,ü,ß".as_bytes()), None);
        assert_eq!(guessed(b"caf\xC3\xA9,na\xC3\xAFve,x\xE9\n"), None);
        assert_eq!(guessed(b"\xE9\0\x01\x02\x03"), None);
    }

    #[test]
    fn a_file_is_utf8_as_a_whole() {
        let ask = |bytes: &[u8]| is_utf8(bytes).expect("memory can be read");
        assert!(ask(b"") && ask("é".as_bytes()) && ask(&"€".repeat(70_000).into_bytes()));
        assert!(
            !ask(b"\xE9") && !ask(b"a\0") && !ask(&[&"€".repeat(70_000).into_bytes()[..], b"\xE2"].concat())
        );
    }

    #[test]
    fn sequences_that_a_buffer_cuts_are_whole() {
        for shift in 0..4 {
            let text = format!("{}{}", "x".repeat(65_530 + shift), "€😀é".repeat(20_000));
            assert_eq!(guessed(text.as_bytes()), None, "{shift}");
            let mut text = text.into_bytes();
            text.push(0xE9);
            assert_eq!(guessed(&text), None, "{shift}");
        }
    }
}
