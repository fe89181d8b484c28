//! Characters that look like others, or like nothing at all: a Cyrillic `а` in a Latin word, a no-break space, a zero-width
//! space, a curly quote. They are named for what they are, and taken off to see which name is left.
//!
//! What looks like what is the table of Unicode Technical Standard 39, section 4.

use unicode_security::skeleton;

use crate::spelling::fold;

/// Gives a text without what is only odd in it: look-alikes of ASCII characters become those, odd spaces become plain
/// ones, and what cannot be seen vanishes. Letters that have no double in ASCII stay, accented ones too.
///
/// ```
/// use actant::spelling::unmask;
/// assert_eq!(unmask("T\u{430}jikistan\u{200b}"), "Tajikistan");
/// assert_eq!(unmask("Emomalī Раҳмон"), "Emomalī Paҳмoн");
/// ```
pub fn unmask(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    text.chars().for_each(|character| match double(character) {
        Double::None => plain.push(character),
        Double::Nothing => {}
        Double::Ascii(double) => plain.push(double),
    });
    plain
}

/// Says what a character looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Double {
    /// Like itself.
    None,
    /// Like nothing: it cannot be seen.
    Nothing,
    /// Like an ASCII character, and is none.
    Ascii(char),
}

fn double(character: char) -> Double {
    match character {
        '\0'..='\u{7f}' => Double::None,
        // Invisible. The joiners U+200C and U+200D are not here: several scripts are written with them.
        '\u{ad}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => Double::Nothing,
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Double::Ascii('-'),
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2bc}' => Double::Ascii('\''),
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => Double::Ascii('"'),
        character if character.is_whitespace() => Double::Ascii(' '),
        // Latin, Greek, Cyrillic, Armenian, Cherokee, and letters of other widths and styles: what stands in for a
        // Latin letter in practice. In the table an Arabic alef is like an `l` too.
        '\u{80}'..='\u{58f}'
        | '\u{13a0}'..='\u{13ff}'
        | '\u{1d00}'..='\u{21ff}'
        | '\u{ff00}'..='\u{ff5e}'
        | '\u{1d400}'..='\u{1d7ff}' => {
            let mut encoded = [0; 4];
            let mut like = skeleton(character.encode_utf8(&mut encoded));
            match (like.next(), like.next()) {
                (Some(double), None) if double.is_ascii_alphanumeric() && character.is_alphabetic() => {
                    Double::Ascii(in_case_of(character, double))
                }
                _ => Double::None,
            }
        }
        _ => Double::None,
    }
}

/// The table gives one of the characters that look alike, in whichever case: an upper-case `І` looks like `l`.
fn in_case_of(character: char, double: char) -> char {
    match double {
        'l' if character.is_uppercase() => 'I',
        double if character.is_uppercase() => double.to_ascii_uppercase(),
        double => double,
    }
}

/// Says of each odd character of a name what it is: ``the `а` is CYRILLIC SMALL LETTER A (U+0430)``. Each is named
/// once, in the order of the text.
///
/// With the name that was meant, every look-alike is odd that this name does not have. Without it, only what nobody
/// writes on purpose is: what cannot be seen, odd spaces, and look-alikes in a word with ASCII letters.
///
/// ```
/// use actant::spelling::odd_characters;
/// assert_eq!(odd_characters("T\u{430}jikistan", None), ["the `\u{430}` is CYRILLIC SMALL LETTER A (U+0430)"]);
/// assert_eq!(odd_characters("Khat1on", Some("Khatlon")), ["the `1` is DIGIT ONE (U+0031)"]);
/// assert!(odd_characters("Раҳмон", None).is_empty());
/// ```
pub fn odd_characters(typed: &str, meant: Option<&str>) -> Vec<String> {
    let same = meant.is_some_and(|meant| fold(&unmask(typed)) == fold(&unmask(meant)));
    let mut odd: Vec<char> = Vec::new();
    for word in typed.split_inclusive(' ') {
        let mixed = word.chars().any(|letter| letter.is_ascii_alphabetic());
        let found = word.chars().filter(|character| match (double(*character), meant) {
            (Double::None, Some(meant)) => is_ascii_double(*character, typed, meant),
            (Double::None, None) => false,
            (_, Some(meant)) if meant.contains(*character) => false,
            (Double::Nothing, _) => true,
            (Double::Ascii(double), _) => same || double == ' ' || double.is_ascii_alphanumeric() && mixed,
        });
        odd.extend(found);
    }
    let mut said = Vec::new();
    for character in odd {
        let words = describe(character);
        if !said.contains(&words) {
            said.push(words);
        }
    }
    said
}

/// Tells whether an ASCII character stands for another that it looks like: the digit in `Khat1on`.
fn is_ascii_double(character: char, typed: &str, meant: &str) -> bool {
    matches!(character, '0' | '1' | 'I' | 'l' | 'O' | '|')
        && !meant.contains(character)
        && typed != meant
        && skeleton(typed).eq(skeleton(meant))
}

fn describe(character: char) -> String {
    let code = u32::from(character);
    let name = unicode_names2::name(character).map(|name| format!("{name} ")).unwrap_or_default();
    match double(character) {
        Double::Nothing => format!("it holds an invisible {name}(U+{code:04X})"),
        Double::Ascii(' ') => format!("one of its spaces is {name}(U+{code:04X})"),
        _ => format!("the `{character}` is {name}(U+{code:04X})"),
    }
}

#[cfg(test)]
mod tests {
    use super::{odd_characters, unmask};

    #[test]
    fn look_alikes_are_taken_off() {
        for (odd, plain) in [
            ("T\u{430}jikist\u{430}n", "Tajikistan"),
            ("\u{422}ajikistan", "Tajikistan"),
            ("\u{406}ran", "Iran"),
            ("\u{421}ST\u{41e}", "CSTO"),
            ("Pakistan\u{200b}", "Pakistan"),
            ("\u{feff}Paki\u{ad}stan", "Pakistan"),
            ("Taliban\u{a0}government", "Taliban government"),
            ("Pakistan\u{2019}s", "Pakistan's"),
            ("Afghan\u{2013}based", "Afghan-based"),
            ("\u{201c}Kabul\u{201d}", "\"Kabul\""),
        ] {
            assert_eq!(unmask(odd), plain);
        }
    }

    #[test]
    fn writing_stays_as_it_is() {
        for name in
            ["Emomalī", "São Tomé", "Łódź", "中国", "طالبان", "می\u{200c}خواهم", "Mädchen", "naïve", "50 °C"]
        {
            assert_eq!(unmask(name), name);
            assert!(odd_characters(name, None).is_empty(), "{name}");
        }
        for name in ["Душанбе", "Ελλάδα", "Pakistan", "k17"] {
            assert!(odd_characters(name, None).is_empty(), "{name}");
        }
    }

    #[test]
    fn odd_characters_are_named() {
        for (typed, meant, said) in [
            ("T\u{430}jikistan", None, "the `\u{430}` is CYRILLIC SMALL LETTER A (U+0430)"),
            ("\u{421}\u{421}\u{421}", Some("CCC"), "the `\u{421}` is CYRILLIC CAPITAL LETTER ES (U+0421)"),
            ("Pakistan\u{200b}", None, "it holds an invisible ZERO WIDTH SPACE (U+200B)"),
            ("Taliban\u{a0}government", None, "one of its spaces is NO-BREAK SPACE (U+00A0)"),
            (
                "Pakistan\u{2019}s",
                Some("Pakistan's"),
                "the `\u{2019}` is RIGHT SINGLE QUOTATION MARK (U+2019)",
            ),
            ("Khat1on", Some("Khatlon"), "the `1` is DIGIT ONE (U+0031)"),
            ("lran", Some("Iran"), "the `l` is LATIN SMALL LETTER L (U+006C)"),
        ] {
            assert_eq!(odd_characters(typed, meant), [said]);
        }
        assert!(odd_characters("Pakistan\u{2019}s", None).is_empty(), "a curly quote is good typography");
        assert!(odd_characters("Pakistan\u{2019}s", Some("Pakistan\u{2019}s")).is_empty());
        assert!(odd_characters("s1", Some("s2")).is_empty());
    }
}
