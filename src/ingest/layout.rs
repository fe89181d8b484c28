//! How the bytes of one table are told into cells: what separates them, how places are counted, and what they may not
//! exceed.

use crate::ingest::encoding::Encoding;
use crate::ingest::limits::Limits;

/// Says how one table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    /// The byte between two cells: `,`, `;` or a tab.
    pub separator: u8,
    /// The separator that the name of the file promises, if it does.
    pub promised: Option<u8>,
    /// Whether it is the sheet of a workbook, where a place is a row and the number of a column, and a cell may
    /// hold line ends without that the rows below it count on.
    pub sheet: bool,
    /// Whether control characters become U+FFFD instead of errors.
    pub replace_control: bool,
    /// The encoding that was decoded, when it was not UTF-8.
    pub decoded: Option<Decoded>,
    /// What it may not exceed.
    pub limits: Limits,
}

/// Says what a table was decoded from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The encoding.
    pub encoding: Encoding,
    /// Whether nobody asked for it: it was recognised, which is an error that is reported once.
    pub assumed: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            separator: b',',
            promised: None,
            sheet: false,
            replace_control: false,
            decoded: None,
            limits: Limits::default(),
        }
    }
}
