//! Text inside XML: escaped so that any parser gives back what went in. The only owner of XML escaping.
//!
//! XML 1.0 has no way to carry some characters, not even escaped. They are never dropped: [`carries`] refuses them
//! by the name of the text that holds them, before anything is written.

use std::fmt::{self, Write};
use std::io;

use crate::graph::Network;

/// Shows a text as content of an element or value of an attribute. White space other than the plain space is
/// escaped too, because a parser would turn it into one.
pub(super) struct Xml<'text>(pub(super) &'text str);

impl fmt::Display for Xml<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\t', '\n', '\r']) {
            formatter.write_str(&rest[..at])?;
            match rest.as_bytes()[at] {
                b'&' => formatter.write_str("&amp;")?,
                b'<' => formatter.write_str("&lt;")?,
                b'>' => formatter.write_str("&gt;")?,
                b'"' => formatter.write_str("&quot;")?,
                b'\'' => formatter.write_str("&#39;")?,
                b'\t' => formatter.write_str("&#9;")?,
                b'\n' => formatter.write_str("&#10;")?,
                _ => formatter.write_str("&#13;")?,
            }
            rest = &rest[at + 1..];
        }
        formatter.write_str(rest)
    }
}

/// Tells whether XML 1.0 has no way to carry a character (§ 2.2 of its recommendation).
fn is_refused(character: char) -> bool {
    (character < ' ' && !matches!(character, '\t' | '\n' | '\r'))
        || matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// Refuses a text that XML cannot carry, by the name that it is given.
///
/// # Errors
/// [`io::ErrorKind::InvalidData`], naming the text and the character.
pub(super) fn carry(what: &dyn fmt::Display, text: &str) -> io::Result<()> {
    match text.chars().find(|character| is_refused(*character)) {
        None => Ok(()),
        Some(character) => {
            let mut message = String::new();
            let _ = write!(
                message,
                "{what} holds the character U+{:04X}, which XML cannot carry",
                u32::from(character)
            );
            Err(io::Error::new(io::ErrorKind::InvalidData, message))
        }
    }
}

/// Refuses a network of which some text cannot be written as XML.
///
/// # Errors
/// As [`carry`], for the first such text.
pub(super) fn carries(network: &Network, title: &str) -> io::Result<()> {
    carry(&"the title", title)?;
    for (_, node) in network.nodes() {
        let texts = [("the label", &node.label), ("the type", &node.class)];
        for (what, text) in texts {
            carry(&format_args!("{what} of {}", node.id.as_str()), text)?;
        }
    }
    for (_, _, edge) in network.edges() {
        carry(&format_args!("the label of {}", edge.relation.as_str()), &edge.label)?;
        for claim in &edge.claims {
            let texts = [
                ("the quote", &claim.quote),
                ("the locator", &claim.locator),
                ("the source", &claim.source_label),
                ("the speaker", &claim.speaker),
                ("what it is about,", &claim.about_label),
            ];
            for (what, text) in texts {
                carry(&format_args!("{what} of {}", claim.claim.as_str()), text)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::render::xml::{Xml, carry};

    #[test]
    fn escapes_what_a_parser_would_read_otherwise() {
        assert_eq!(
            Xml("<a b='c'>&\"\r\n\t ]]> é").to_string(),
            "&lt;a b=&#39;c&#39;&gt;&amp;&quot;&#13;&#10;&#9; ]]&gt; é"
        );
    }

    #[test]
    fn refuses_by_name() {
        assert!(carry(&"the quote of k1", "tab\t\u{7f}\u{85}").is_ok());
        assert_eq!(
            carry(&"the quote of k1", "a\u{b}").expect_err("refused").to_string(),
            "the quote of k1 holds the character U+000B, which XML cannot carry"
        );
    }
}
