//! What a folder says of itself in `actant.toml`.

use crate::diagnostic::Levels;

/// Holds a folder's own settings; every one has a default, so the file may be absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What the data set is called.
    pub title: String,
    /// The IRI under which the folder's own names live; ends in `/` or `#`.
    pub base: String,
    /// The licence of the data: an SPDX id or an IRI; empty when nothing is said.
    pub licence: String,
    /// How the folder wants to be checked.
    pub check: CheckSettings,
}

/// Holds the table `[check]`: what the folder makes of each kind of problem, and its limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckSettings {
    /// The levels that the folder sets.
    pub levels: Levels,
    /// How many characters a quote may have.
    pub quote_length: usize,
}

impl CheckSettings {
    /// How many characters a quote may have when the folder sets no other limit: about fifty words, which is a
    /// passage and no longer a few words.
    pub const DEFAULT_QUOTE_LENGTH: usize = 300;
}

impl Default for CheckSettings {
    fn default() -> Self {
        Self { levels: Levels::default(), quote_length: Self::DEFAULT_QUOTE_LENGTH }
    }
}

impl Settings {
    /// The base IRI of a folder that names none. The domain is reserved and never resolves (RFC 6761).
    pub const DEFAULT_BASE: &str = "https://actant.invalid/";
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: String::new(),
            base: Self::DEFAULT_BASE.to_owned(),
            licence: String::new(),
            check: CheckSettings::default(),
        }
    }
}
