//! Blocks become rows. Good blocks without quotes are split by vector instructions; all others go through the strict
//! check and the `csv` crate.

use std::sync::Arc;

use memchr::{memchr, memchr_iter, memchr2_iter};

use crate::ingest::blocks::Block;
use crate::ingest::decode::Fault;
use crate::ingest::problems::Problems;
use crate::ingest::quoting::{QuoteFault, line_ends, scan};
use crate::ingest::row_problems::{Spot, character_problem, long_row, quote_problem};
use crate::ingest::rows::{Row, cell_starts};

/// Tells whether the rows of a block are its lines, and none of them can be too long.
pub(super) fn is_plain(block: &Block) -> bool {
    let bytes = &block.bytes;
    bytes.len() <= block.layout.limits.row
        && memchr(b'"', bytes).is_none()
        && memchr_iter(b'\r', bytes).all(|at| bytes.get(at + 1) == Some(&b'\n'))
}

/// Calls `sink` for every line of a block whose rows are its lines.
pub(super) fn plain_rows(text: &str, block: &Block, width: usize, mut sink: impl FnMut(&mut Row<'_>)) {
    let layout = &block.layout;
    let mut cells = Vec::with_capacity(width + 1);
    let (mut line, mut row, mut start) = (block.line, 0, 0);
    for at in memchr2_iter(layout.separator, b'\n', text.as_bytes()) {
        cells.push((start, at));
        start = at + 1;
        if text.as_bytes()[at] == b'\n' {
            let raw = &text[row..at];
            sink(&mut Row { text, cells: &cells, raw, start: row, layout, line, broken: false });
            cells.clear();
            line = line.saturating_add(1);
            row = start;
        }
    }
    if row < text.len() {
        cells.push((start, text.len()));
        let raw = &text[row..];
        sink(&mut Row { text, cells: &cells, raw, start: row, layout, line, broken: false });
    }
}

/// Calls `sink` for every row of a block, and reports what is wrong with its quotes and characters.
pub(super) fn careful_rows(
    text: &str,
    faults: &[(usize, Fault)],
    block: &Block,
    names: &[Arc<str>],
    problems: &mut Problems,
    sink: &mut impl FnMut(&mut Row<'_>, &mut Problems),
) {
    let layout = &block.layout;
    // The `csv` crate decodes the rows that the strict check found sound, one record for each. A row of its own in
    // front keeps it from taking a leading U+FEFF for the mark of the file.
    let mut sound = b"-\n".to_vec();
    let mut rows = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let row = scan(text.as_bytes(), at, layout.separator, names.len(), |_| ());
        let long = row.end - at > layout.limits.row;
        if row.fault.is_none() && row.end > at && !long {
            sound.extend_from_slice(&text.as_bytes()[at..row.end]);
            sound.push(b'\n');
        }
        rows.push((at, row, long));
        at = row.next;
    }
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(layout.separator);
    let mut decoder = reader.from_reader(sound.as_slice());
    let mut record = csv::StringRecord::new();
    let mut decoded = decoder.read_record(&mut record).is_ok();
    let mut cells = Vec::new();
    let mut faults = faults.iter().peekable();
    let mut line = block.line;
    let file = Arc::clone(&problems.file);
    for (start, row, long) in rows {
        let raw = &text[start..row.end];
        let spot = Spot { text, start, line, layout, names, file: &file };
        cells.clear();
        let mut worst: Option<(usize, Fault)> = None;
        while let Some(fault) = faults.next_if(|(at, _)| *at < row.next) {
            worst = Some(worst.map_or(*fault, |worst| worst_of(worst, *fault)));
        }
        if let Some((at, fault)) = worst {
            character_problem(&spot, at, fault).into_iter().for_each(|problem| problems.push(problem));
        }
        if row.fault.is_some() || long {
            let after = &text[row.end..row.next];
            let open = matches!(row.fault, Some(QuoteFault::Unterminated(_, None)));
            problems.lost |= open && !after.trim().is_empty();
            problems.push(match row.fault {
                Some(fault) => quote_problem(&spot, fault),
                None => long_row(&spot, row.end),
            });
            let starts = cell_starts(raw, 0, layout.separator);
            let ends = starts.iter().skip(1).map(|start| start - 1).chain([raw.len()]);
            cells.extend(starts.iter().copied().zip(ends));
            sink(&mut Row { text: raw, cells: &cells, raw, start, layout, line, broken: true }, problems);
        } else if row.end > start {
            decoded = decoded && decoder.read_record(&mut record).unwrap_or(false);
            if decoded {
                let ranges = (0..record.len()).filter_map(|cell| record.range(cell));
                cells.extend(ranges.map(|cell| (cell.start, cell.end)));
                let text = record.as_slice();
                sink(&mut Row { text, cells: &cells, raw, start, layout, line, broken: false }, problems);
            }
        }
        let lines = if layout.sheet { 1 } else { line_ends(&text.as_bytes()[start..row.next]) };
        line = line.saturating_add(lines);
    }
}

/// Gives what is to be said of a row with two faults: the first of those that are errors.
fn worst_of(first: (usize, Fault), second: (usize, Fault)) -> (usize, Fault) {
    if first.1.is_error() || !second.1.is_error() { first } else { second }
}
