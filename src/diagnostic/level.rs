//! What a folder makes of a kind of problem: its own severity instead of the default one. It decides nothing about
//! the data; a report applies it to what was found.

use std::collections::BTreeMap;
use std::fmt;

use crate::diagnostic::{Code, Severity};

/// Says how a folder takes a kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It is not reported at all.
    Allow,
    /// It is a warning, and the data loads.
    Warn,
    /// It is an error, and the data does not load.
    Deny,
}

impl Level {
    /// Every level, the mildest first.
    pub const ALL: [Self; 3] = [Self::Allow, Self::Warn, Self::Deny];

    /// Gives the word that stands in the settings.
    pub fn word(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }

    /// Reads the word of the settings, in any letter case.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word().eq_ignore_ascii_case(word))
    }

    /// Gives the severity of what is reported; nothing when it is not.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Allow => None,
            Self::Warn => Some(Severity::Warning),
            Self::Deny => Some(Severity::Error),
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

/// Holds the levels that a folder sets, by code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<Code, Level>);

impl Levels {
    /// Sets the level of a code. An error that keeps a cell from being read stays one: nothing is set then, and
    /// `false` is given.
    pub fn set(&mut self, code: Code, level: Level) -> bool {
        let good = level == Level::Deny || code.can_be_lowered();
        if good {
            self.0.insert(code, level);
        }
        good
    }

    /// Gives the level that the folder sets, if it sets one.
    pub fn get(&self, code: Code) -> Option<Level> {
        self.0.get(&code).copied()
    }

    /// Tells whether a code is not to be reported.
    pub fn allows(&self, code: Code) -> bool {
        self.get(code) == Some(Level::Allow)
    }

    /// Gives how bad a code is in this folder; nothing when it is not to be reported.
    pub fn severity(&self, code: Code) -> Option<Severity> {
        self.get(code).map_or(Some(code.severity()), Level::severity)
    }

    /// Tells whether the folder sets none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Level, Levels};
    use crate::diagnostic::{Code, Severity};

    #[test]
    fn what_cannot_be_read_stays_an_error() {
        let mut levels = Levels::default();
        assert!(!levels.set(Code::UNKNOWN_ACTOR, Level::Allow));
        assert!(!levels.set(Code::RAGGED_ROW, Level::Warn));
        assert!(levels.set(Code::UNKNOWN_ACTOR, Level::Deny));
        assert!(levels.set(Code::DOMAIN_RANGE, Level::Warn));
        assert!(levels.set(Code::UNUSED_ACTOR, Level::Allow));
        assert_eq!(levels.severity(Code::UNKNOWN_ACTOR), Some(Severity::Error));
        assert_eq!(levels.severity(Code::DOMAIN_RANGE), Some(Severity::Warning));
        assert_eq!(levels.severity(Code::UNUSED_ACTOR), None);
        assert_eq!(levels.severity(Code::UNKNOWN_COLUMN), Some(Severity::Note));
    }
}
