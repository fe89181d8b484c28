//! What a folder says of itself in `actant.toml`.

/// Holds a folder's own settings; every one has a default, so the file may be absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What the data set is called.
    pub title: String,
    /// The IRI under which the folder's own names live; ends in `/` or `#`.
    pub base: String,
    /// The licence of the data: an SPDX id or an IRI; empty when nothing is said.
    pub licence: String,
}

impl Settings {
    /// The base IRI of a folder that names none. The domain is reserved and never resolves (RFC 6761).
    pub const DEFAULT_BASE: &str = "https://actant.invalid/";
}

impl Default for Settings {
    fn default() -> Self {
        Self { title: String::new(), base: Self::DEFAULT_BASE.to_owned(), licence: String::new() }
    }
}
