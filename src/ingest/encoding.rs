//! The encodings that a table may come in besides UTF-8: those of the web platform's Encoding Standard, and the code
//! pages of DOS. The only user of `oem_cp`; `encoding_rs` is used here and in `transcode`.

use std::fmt;

use oem_cp::code_table as dos;

use crate::spelling::nearest;

/// Names an encoding of text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Encoding(pub(super) Kind);

/// Tells how an encoding is decoded.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// One of the Encoding Standard.
    Web(&'static encoding_rs::Encoding),
    /// A code page of DOS: its name, and what its bytes from 0x80 on stand for.
    Dos(&'static str, &'static [char; 128]),
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Web(left), Self::Web(right)) => left == right,
            (Self::Dos(left, _), Self::Dos(right, _)) => left == right,
            _ => false,
        }
    }
}

impl Eq for Kind {}

const DOS: [(&str, &[char; 128]); 9] = [
    ("cp437", &dos::DECODING_TABLE_CP437),
    ("cp737", &dos::DECODING_TABLE_CP737),
    ("cp775", &dos::DECODING_TABLE_CP775),
    ("cp850", &dos::DECODING_TABLE_CP850),
    ("cp852", &dos::DECODING_TABLE_CP852),
    ("cp855", &dos::DECODING_TABLE_CP855),
    ("cp858", &dos::DECODING_TABLE_CP858),
    ("cp862", &dos::DECODING_TABLE_CP862),
    ("cp866", &dos::DECODING_TABLE_CP866),
];

/// The names that a message offers; any label of the Encoding Standard is understood.
const USUAL: [&str; 9] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1252",
    "windows-1251",
    "windows-1256",
    "iso-8859-2",
    "cp437",
    "cp850",
];

impl Encoding {
    pub(super) const UTF_16LE: Self = Self(Kind::Web(encoding_rs::UTF_16LE));
    pub(super) const UTF_16BE: Self = Self(Kind::Web(encoding_rs::UTF_16BE));
    pub(super) const CP437: Self = Self(Kind::Dos("cp437", &dos::DECODING_TABLE_CP437));

    /// Finds an encoding by any of its usual names: `windows-1252`, `latin-1`, `cp437`, `utf-16`.
    ///
    /// # Errors
    /// A sentence that says which names there are.
    pub fn find(name: &str) -> Result<Self, String> {
        let folded = name.trim().to_ascii_lowercase().replace('_', "-");
        let bare: String = folded.chars().filter(|letter| letter.is_ascii_alphanumeric()).collect();
        let digits = bare.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        if bare.starts_with("cp") || bare.starts_with("ibm") || bare.starts_with("dos") {
            let page = DOS.into_iter().find(|(known, _)| &known[2..] == digits);
            if let Some((name, table)) = page {
                return Ok(Self(Kind::Dos(name, table)));
            }
        }
        let web = |label: &str| {
            let found = encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())?;
            // A label for text that is not what it seems is of no use to a table.
            Some(found).filter(|found| *found != encoding_rs::X_USER_DEFINED)
        };
        if let Some(found) = web(&folded).or_else(|| web(&bare)) {
            return Ok(Self(Kind::Web(found)));
        }
        let near = nearest(&folded, USUAL);
        Err(match near {
            Some(near) => format!("there is no encoding `{name}`; did you mean `{near}`?"),
            None => format!("there is no encoding `{name}`; usual ones are {}", USUAL.join(", ")),
        })
    }

    /// Wraps what a detector found.
    pub(super) fn web(encoding: &'static encoding_rs::Encoding) -> Self {
        Self(Kind::Web(encoding))
    }

    /// Gives the name that every message uses, and that `iconv` understands.
    pub fn name(self) -> String {
        match self.0 {
            Kind::Web(encoding) => encoding.name().to_ascii_lowercase(),
            Kind::Dos(name, _) => name.to_owned(),
        }
    }

    /// Tells whether nothing needs to be decoded.
    pub(super) fn is_utf8(self) -> bool {
        self == Self(Kind::Web(encoding_rs::UTF_8))
    }

    /// Decodes a few bytes to be shown; what is not valid becomes U+FFFD.
    pub(super) fn show(self, bytes: &[u8]) -> String {
        match self.0 {
            Kind::Web(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Kind::Dos(_, table) => bytes.iter().map(|byte| dos_character(*byte, table)).collect(),
        }
    }
}

/// Gives the character of a byte in a code page of DOS.
pub(super) fn dos_character(byte: u8, table: &[char; 128]) -> char {
    if byte < 0x80 { char::from(byte) } else { table[usize::from(byte - 0x80)] }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name())
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Encoding;

    #[test]
    fn encodings_have_many_names() {
        for (name, known) in [
            ("latin-1", "windows-1252"),
            ("Latin1", "windows-1252"),
            ("ISO_8859-1", "windows-1252"),
            ("CP1252", "windows-1252"),
            ("UTF8", "utf-8"),
            ("utf-16", "utf-16le"),
            ("UTF-16BE", "utf-16be"),
            ("IBM437", "cp437"),
            ("cp-850", "cp850"),
            ("cp866", "cp866"),
            ("shift-jis", "shift_jis"),
        ] {
            assert_eq!(Encoding::find(name).map(Encoding::name).as_deref(), Ok(known), "{name}");
        }
        for bad in ["", "replacement", "x-user-defined", "cp", "cp99", "windows-1259x"] {
            assert!(Encoding::find(bad).is_err(), "{bad}");
        }
        assert!(
            Encoding::find("windos-1252").is_err_and(|error| error.contains("did you mean `windows-1252`?"))
        );
    }

    #[test]
    fn a_few_bytes_are_shown() {
        assert_eq!(Encoding::CP437.show(b"Jos\x82"), "José");
        assert_eq!(Encoding::UTF_16BE.show(b"\0a\x04\x10"), "aА");
    }
}
