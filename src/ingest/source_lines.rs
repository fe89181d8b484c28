//! The physical lines that problems are on, to show them: each file is read once more, and only for problems.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::diagnostic::{Diagnostic, Report};
use crate::ingest::blocks::{Block, Blocks};
use crate::ingest::folder::Folder;
use crate::ingest::layout::Layout;
use crate::ingest::locate::open_again;
use crate::ingest::problems::Problems;
use crate::ingest::rows::read_rows;
use crate::ingest::{ReadOptions, expectations, settings};

/// How many lines of a cell are kept from its beginning; its last line is kept too.
const FIRST: u32 = 3;

/// How many bytes of a line are kept: no page is that wide.
const MOST: usize = 1 << 16;

/// Holds physical lines of the files of a folder, by path and number.
#[derive(Debug, Clone, Default)]
pub struct SourceLines(BTreeMap<String, BTreeMap<u32, String>>);

impl SourceLines {
    /// Gives the text of a line without its line end; nothing when it was not asked for or is not there.
    pub fn get(&self, file: &str, line: u32) -> Option<&str> {
        self.0.get(file)?.get(&line).map(String::as_str)
    }
}

/// Reads the lines that the problems of a report are on, of a cell with several lines the first and the last, unpacked
/// and decoded as the tables were. A row of a sheet comes as its cells with U+001F between them. What cannot be read is
/// left out: a problem can be told without its line.
///
/// Cost: each file with a problem is read up to the last line that is wanted.
pub fn source_lines(folder: &Path, options: &ReadOptions, report: &Report) -> SourceLines {
    let mut wanted: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for problem in report.diagnostics().iter().filter(|problem| problem.location.line > 0) {
        wanted.entry(&problem.location.file).or_default().extend(lines_of(problem));
    }
    let mut found = SourceLines::default();
    if wanted.is_empty() {
        return found;
    }
    let opened = Folder::new(folder);
    let expected = opened.list(expectations::FOLDER, "csv").unwrap_or_default();
    let others = [settings::FILE, expectations::FILE];
    for file in others.into_iter().chain(expected.iter().map(String::as_str)) {
        let path = opened.path(file);
        let Some(wanted) = wanted.get(path.as_str()) else { continue };
        let Ok(Some(opened)) = opened.open(file) else { continue };
        found.0.insert(path, read(Blocks::new(opened.input.boxed(), Layout::default()), wanted));
    }
    let Ok(places) = open_again(folder, options, report) else { return found };
    for place in places.iter() {
        let path = places.path(place);
        let Some(wanted) = wanted.get(path.as_str()) else { continue };
        if let Ok((blocks, _)) = places.open(place, &mut Problems::new(path.as_str())) {
            found.0.insert(path, read(blocks, wanted));
        }
    }
    found
}

/// Gives the lines of the cell that a problem is in.
fn lines_of(problem: &Diagnostic) -> impl Iterator<Item = u32> {
    let first = problem.location.line;
    let breaks = problem.cell.as_deref().map_or(0, line_breaks);
    (0..=breaks.min(FIRST)).chain([breaks]).map(move |further| first.saturating_add(further))
}

fn line_breaks(cell: &str) -> u32 {
    let feeds = cell.bytes().filter(|byte| *byte == b'\n').count();
    let lone = cell.split('\r').skip(1).filter(|rest| !rest.starts_with('\n')).count();
    u32::try_from(feeds + lone).unwrap_or(u32::MAX)
}

fn read(mut blocks: Blocks<'_>, wanted: &BTreeSet<u32>) -> BTreeMap<u32, String> {
    let mut found = BTreeMap::new();
    let Some(last) = wanted.last() else { return found };
    while let Ok(Some(block)) = blocks.next() {
        if block.layout.sheet {
            take_rows(&block, wanted, &mut found);
        } else {
            take_lines(&block, wanted, &mut found);
        }
        if block.line > *last {
            break;
        }
        blocks.give_back(block);
    }
    found
}

fn take_lines(block: &Block, wanted: &BTreeSet<u32>, found: &mut BTreeMap<u32, String>) {
    let mut rest = block.bytes.as_slice();
    let mut line = block.line;
    let mut wanted = wanted.range(line..).peekable();
    while !rest.is_empty() && wanted.peek().is_some() {
        let end = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        if wanted.next_if_eq(&&line).is_some() {
            found.insert(line, String::from_utf8_lossy(&rest[..end.min(MOST)]).into_owned());
        }
        let crlf = rest[end..].starts_with(b"\r\n");
        rest = &rest[(end + 1 + usize::from(crlf)).min(rest.len())..];
        line = line.saturating_add(1);
    }
}

fn take_rows(block: &Block, wanted: &BTreeSet<u32>, found: &mut BTreeMap<u32, String>) {
    read_rows(block, &[], &mut Problems::new(""), |row, _| {
        if wanted.contains(&row.line) {
            let cells: Vec<&str> = row.all().collect();
            found.insert(row.line, cells.join("\u{1f}"));
        }
    });
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{line_breaks, read};
    use crate::ingest::blocks::Blocks;
    use crate::ingest::layout::Layout;

    #[test]
    fn lines_end_in_every_way() {
        let bytes = "\u{feff}a,b\r\n1,2\r\"x\ny\",3\n\n4,5";
        let wanted = BTreeSet::from([1, 3, 4, 6, 9]);
        let found = read(Blocks::new(Box::new(bytes.as_bytes()), Layout::default()), &wanted);
        let expected = [(1, "a,b"), (3, "\"x"), (4, "y\",3"), (6, "4,5")];
        assert_eq!(found, BTreeMap::from(expected.map(|(line, text)| (line, text.to_owned()))));
        assert_eq!((line_breaks("a"), line_breaks("a\nb\r\nc\rd")), (0, 3));
    }

    #[test]
    fn far_lines_are_found() {
        let bytes: String = (1..=200_000).map(|line| format!("row {line},x\n")).collect();
        let wanted = BTreeSet::from([2, 150_000, 200_000]);
        let found = read(Blocks::new(Box::new(bytes.as_bytes()), Layout::default()), &wanted);
        assert_eq!(found.get(&150_000).map(String::as_str), Some("row 150000,x"));
        assert_eq!(found.len(), 3);
    }
}
