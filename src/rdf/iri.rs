//! Names into IRIs: whatever a person wrote as an id becomes the last part of one, and no two become the same.

use crate::model::Kind;
use crate::rdf::vocabulary::PREFIXES;

/// Gives the folder of the data set's names that a kind lives in: `actor/`.
pub(super) fn folder(kind: Kind) -> &'static str {
    match kind {
        Kind::Actor => "actor/",
        Kind::Event => "event/",
        Kind::Place => "place/",
        Kind::Source => "source/",
        Kind::RelationType => "relation/",
    }
}

/// Gives every prefix that a text about a data set may need, with its namespace: those of the vocabulary, then those
/// of the data set's own names, under its base IRI.
///
/// ```
/// let prefixes = actant::rdf::prefixes("https://example.org/");
/// assert!(prefixes.contains(&("actor".to_owned(), "https://example.org/actor/".to_owned())));
/// assert!(prefixes.contains(&("rel".to_owned(), "https://w3id.org/actant/relation/".to_owned())));
/// ```
pub fn prefixes(base: &str) -> Vec<(String, String)> {
    let vocabulary =
        PREFIXES.iter().map(|(prefix, namespace)| ((*prefix).to_owned(), (*namespace).to_owned()));
    let own = ["actor", "claim", "event", "place", "source"];
    vocabulary.chain(own.map(|prefix| (prefix.to_owned(), format!("{base}{prefix}/")))).collect()
}

/// Writes a name as the last part of an IRI (RFC 3987): what may not stand there is percent-encoded, `/` and `%`
/// among it, so that different names stay different. Letters of any script stay as they are.
///
/// ```
/// assert_eq!(actant::rdf::encode("afghan-based militants"), "afghan-based%20militants");
/// assert_eq!(actant::rdf::encode("Ҷумҳурии Тоҷикистон/1"), "Ҷумҳурии%20Тоҷикистон%2F1");
/// ```
pub fn encode(name: &str) -> String {
    let mut encoded = String::with_capacity(name.len());
    for character in name.chars() {
        let plain = character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '_' | '~');
        if plain || is_ucschar(character) {
            encoded.push(character);
        } else {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    encoded
}

/// The characters beyond ASCII that an IRI may hold: `ucschar` of RFC 3987.
fn is_ucschar(character: char) -> bool {
    matches!(u32::from(character),
        0xA0..=0xD7FF | 0xF900..=0xFDCF | 0xFDF0..=0xFFEF | 0x10000..=0xEFFFD)
        && u32::from(character) & 0xFFFE != 0xFFFE
        // Marks that turn the direction of text are allowed by the grammar and refused by its section 4.1.
        && !matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}')
}
