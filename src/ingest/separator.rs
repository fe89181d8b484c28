//! What stands between the cells of a table, told by its header.

use crate::ingest::quoting::{after_line_end, scan};
use crate::ingest::shape::is_known;

/// What may separate cells, in the order in which a tie is decided.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// How many bytes of a header are looked at.
const MOST: usize = 1 << 16;

/// Finds the separator of a table from its beginning: the one that makes the most columns which a table can have,
/// and then the most columns. A tie goes to `promised`, else to the comma.
///
/// Also gives how many bytes a first line such as `sep=;` takes, which spreadsheets write and read.
pub(super) fn find_separator(bytes: &[u8], promised: Option<u8>) -> (u8, usize) {
    let promised = promised.unwrap_or(SEPARATORS[0]);
    let start = skip_line_ends(bytes, 0);
    if let Some([separator, ..]) = bytes.get(start..).and_then(|rest| rest.strip_prefix(b"sep="))
        && SEPARATORS.contains(separator)
        && matches!(bytes.get(start + 5), None | Some(b'\n' | b'\r'))
    {
        let end = (start + 5).min(bytes.len());
        return (*separator, if end < bytes.len() { after_line_end(bytes, end) } else { end });
    }
    let header = &bytes[start..bytes.len().min(start + MOST)];
    let mut best = (promised, columns(header, promised));
    for separator in SEPARATORS {
        let found = columns(header, separator);
        if found > best.1 {
            best = (separator, found);
        }
    }
    (best.0, 0)
}

/// Counts the columns of a header whose names a table can have, and all its columns.
fn columns(header: &[u8], separator: u8) -> (usize, usize) {
    let mut starts = Vec::new();
    let row = scan(header, 0, separator, 0, |cell| starts.push(cell));
    let ends = starts.iter().skip(1).map(|start| start - 1).chain([row.end]);
    let named = starts.iter().zip(ends).filter(|(start, end)| {
        let cell = header.get(**start..*end).unwrap_or_default();
        is_known(
            String::from_utf8_lossy(cell)
                .trim_matches(|letter: char| letter == '"' || letter.is_whitespace()),
        )
    });
    (named.count(), starts.len())
}

fn skip_line_ends(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b'\n' | b'\r')) {
        at = after_line_end(bytes, at);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::find_separator;

    #[test]
    fn the_header_tells_the_separator() {
        for (header, promised, separator) in [
            ("subject,relation,object\n", b',', b','),
            ("subject;relation;object\n", b',', b';'),
            ("subject\trelation\tobject\n", b',', b'\t'),
            ("subject,relation,object\n", b'\t', b','),
            ("subject\n", b'\t', b'\t'),
            ("", b',', b','),
            ("\r\n\r\nsubject;relation;object", b',', b';'),
            ("\"subject\";\"relation\";\"object\"\n", b',', b';'),
            // Columns that are known count for more than columns that are many.
            ("subject,relation,object,what; else; is; there; to; say\n", b',', b','),
            ("subject;relation;object;\"a,b,c,d,e,f\"\n", b',', b';'),
            ("one;two;three\n1,2;3;4\n", b',', b';'),
        ] {
            assert_eq!(find_separator(header.as_bytes(), Some(promised)), (separator, 0), "{header:?}");
        }
    }

    #[test]
    fn a_first_line_may_say_it() {
        assert_eq!(find_separator(b"sep=;\r\na,b;c\n", Some(b',')), (b';', 7));
        assert_eq!(find_separator(b"sep=\t", Some(b',')), (b'\t', 5));
        assert_eq!(find_separator(b"sep=,x\na;b;c\n", Some(b';')), (b',', 0));
    }
}
