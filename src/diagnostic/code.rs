//! The catalogue of problems. Each code has one file of explanation in `explain/`, which is all that
//! `actant explain CODE` prints; a code that is not in this table cannot be reported.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::diagnostic::Severity;
use crate::spelling::nearest;

/// Names a kind of problem with kebab words: `unknown-actor`.
#[derive(Clone, Copy)]
pub struct Code(&'static CodeEntry);

/// Holds what is known of a code.
#[derive(Debug)]
pub struct CodeEntry {
    /// The kebab words.
    pub name: &'static str,
    /// How bad it is unless the folder's settings say otherwise.
    pub severity: Severity,
    /// The long text, Markdown, with an example.
    pub explanation: &'static str,
}

macro_rules! codes {
    ($($constant:ident, $name:literal, $severity:ident;)*) => {
        impl Code {
            $(
                #[doc = concat!("`", $name, "`")]
                pub const $constant: Code = Code(&CodeEntry {
                    name: $name,
                    severity: Severity::$severity,
                    explanation: include_str!(concat!("explain/", $name, ".md")),
                });
            )*
            /// Every code, in the order of the alphabet.
            pub const ALL: &[Code] = &[$(Code::$constant),*];
        }
    };
}

codes! {
    ALIAS_SEPARATOR, "alias-separator", Warning;
    AMBIGUOUS_ALIAS, "ambiguous-alias", Error;
    AMBIGUOUS_COLUMN, "ambiguous-column", Error;
    AMBIGUOUS_FILE, "ambiguous-file", Error;
    BAD_CAMEO, "bad-cameo", Warning;
    BAD_COORDINATE, "bad-coordinate", Warning;
    BAD_COUNT, "bad-count", Error;
    BAD_DATE, "bad-date", Error;
    BAD_EXPECTATION, "bad-expectation", Error;
    BAD_LANGUAGE, "bad-language", Warning;
    BAD_PLOVER, "bad-plover", Warning;
    BAD_SCHEMA, "bad-schema", Error;
    BAD_SETTING, "bad-setting", Error;
    BAD_STATUS, "bad-status", Error;
    BAD_URL, "bad-url", Warning;
    BAD_VALUE, "bad-value", Error;
    BAD_WIKIDATA, "bad-wikidata", Warning;
    BOTH_WAYS, "both-ways", Warning;
    BROADER_CYCLE, "broader-cycle", Error;
    CELL_ERROR, "cell-error", Error;
    CLAIM_BEFORE_EVENT, "claim-before-event", Warning;
    CLAIM_CYCLE, "claim-cycle", Warning;
    CONTRADICTION, "contradiction", Warning;
    CONTROL_CHARACTER, "control-character", Error;
    COPY_BEFORE_ORIGINAL, "copy-before-original", Warning;
    COPY_CYCLE, "copy-cycle", Error;
    COUNTRY_NOT_STATE, "country-not-state", Warning;
    DAMAGED_FILE, "damaged-file", Error;
    DISPUTED_MEMBERSHIP, "disputed-membership", Note;
    DOMAIN_RANGE, "domain-range", Error;
    DOUBLE_DENIAL, "double-denial", Warning;
    DUPLICATE_CLAIM, "duplicate-claim", Warning;
    DUPLICATE_COLUMN, "duplicate-column", Error;
    DUPLICATE_ID, "duplicate-id", Error;
    DUPLICATE_SOURCE, "duplicate-source", Warning;
    DUPLICATE_TABLE, "duplicate-table", Error;
    DUPLICATE_WIKIDATA, "duplicate-wikidata", Warning;
    EMPTY_CELL, "empty-cell", Error;
    EMPTY_TABLE, "empty-table", Warning;
    GARBLED_TEXT, "garbled-text", Warning;
    INTENSITY_SIGN, "intensity-sign", Warning;
    LOCATOR_WITHOUT_SOURCE, "locator-without-source", Warning;
    LONG_QUOTE, "long-quote", Warning;
    LOST_CHARACTER, "lost-character", Warning;
    MALFORMED_TEXT, "malformed-text", Error;
    MIRRORED_CLAIM, "mirrored-claim", Warning;
    MISSING_COLUMN, "missing-column", Error;
    MISSING_FILE, "missing-file", Error;
    NEAR_MISS, "near-miss", Warning;
    NEAR_TYPE, "near-type", Warning;
    NO_PARTY, "no-party", Warning;
    NO_SOURCE, "no-source", Warning;
    NOT_UTF8, "not-utf8", Error;
    ORDER_OF_EVENTS, "order-of-events", Warning;
    OTHER_ENCODING, "other-encoding", Error;
    PART_OF_CYCLE, "part-of-cycle", Error;
    PART_OUTSIDE_WHOLE, "part-outside-whole", Warning;
    QUAD_MISMATCH, "quad-mismatch", Warning;
    QUOTE_WITHOUT_SOURCE, "quote-without-source", Warning;
    RAGGED_ROW, "ragged-row", Error;
    READ_AS, "read-as", Note;
    RELATIVE_DATE, "relative-date", Error;
    REPEATED_HEADER, "repeated-header", Error;
    REPLACED_CHARACTER, "replaced-character", Note;
    REVERSED_DATES, "reversed-dates", Error;
    SCHEMA_VIOLATION, "schema-violation", Error;
    SELF_RELATION, "self-relation", Warning;
    SEPARATOR, "separator", Note;
    SHEET_NAME, "sheet-name", Error;
    SOURCE_BEFORE_CLAIM, "source-before-claim", Warning;
    SOURCE_BEFORE_EVENT, "source-before-event", Warning;
    SPEAKER_IS_PUBLISHER, "speaker-is-publisher", Warning;
    SPEECH_ALLEGED, "speech-alleged", Warning;
    STRAY_QUOTE, "stray-quote", Error;
    SYMMETRIC_DOMAIN, "symmetric-domain", Warning;
    SYMMETRIC_INVERSE, "symmetric-inverse", Warning;
    TOO_LARGE, "too-large", Error;
    TRANSITIVE_CYCLE, "transitive-cycle", Warning;
    TRANSITIVE_DOMAIN, "transitive-domain", Warning;
    UNATTRIBUTED, "unattributed", Note;
    UNKNOWN_ACTOR, "unknown-actor", Error;
    UNKNOWN_COLUMN, "unknown-column", Note;
    UNKNOWN_DOMAIN, "unknown-domain", Warning;
    UNKNOWN_EVENT, "unknown-event", Error;
    UNKNOWN_PLACE, "unknown-place", Error;
    UNKNOWN_RELATION, "unknown-relation", Error;
    UNKNOWN_SOURCE, "unknown-source", Error;
    UNREAD_SHEET, "unread-sheet", Note;
    UNTERMINATED_QUOTE, "unterminated-quote", Error;
    UNUSED_ACTOR, "unused-actor", Warning;
    UNUSED_EVENT, "unused-event", Warning;
    UNUSED_PLACE, "unused-place", Warning;
    UNUSED_SOURCE, "unused-source", Warning;
    WRONG_FORMAT, "wrong-format", Error;
}

/// The errors about what the rows mean. The rows themselves are read, so a folder may say that it knows better; every
/// other error leaves a cell, a row or a file that nothing can be made of.
const OF_SENSE: [Code; 4] = [Code::BROADER_CYCLE, Code::COPY_CYCLE, Code::DOMAIN_RANGE, Code::PART_OF_CYCLE];

impl Code {
    /// Finds a code by its kebab words.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Gives the code whose words are most like `name`, if any are.
    pub fn nearest(name: &str) -> Option<Self> {
        nearest(name, Self::ALL.iter().map(|code| code.name())).and_then(Self::find)
    }

    /// Gives the kebab words.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// Gives the severity that the code has by default.
    pub fn severity(self) -> Severity {
        self.0.severity
    }

    /// Tells whether a folder may make less of it than it is by default. An error that keeps something from being
    /// read cannot be lowered: there would be nothing to load.
    pub fn can_be_lowered(self) -> bool {
        self.severity() < Severity::Error || OF_SENSE.contains(&self)
    }

    /// Gives the first sentence of the long text, without its full stop.
    ///
    /// ```
    /// use actant::diagnostic::Code;
    /// assert_eq!(Code::DUPLICATE_ID.summary(), "Two rows of one table have the same id");
    /// ```
    pub fn summary(self) -> String {
        first_sentence(self.explanation())
    }

    /// Gives the long text, Markdown.
    pub fn explanation(self) -> &'static str {
        self.0.explanation
    }
}

/// Gives the first sentence below the heading of a text, without its full stop.
pub(super) fn first_sentence(text: &str) -> String {
    let body = text.split_once("\n\n").map_or("", |(_, body)| body);
    let paragraph = body.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let sentence = paragraph.split(". ").next().unwrap_or_default();
    sentence.trim().trim_end_matches('.').to_owned()
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Code {}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.name().cmp(other.name())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
