//! The physical lines that a report points at, as they are written, for the frame around a cell. The files are read
//! again, for problems only.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use memchr::memchr2;

use crate::diagnostic::{Location, Report};
use crate::ingest::blocks::Block;
use crate::ingest::folder::Folder;
use crate::ingest::locate::open_again;
use crate::ingest::places::{Form, Place, Places};
use crate::ingest::problems::Problems;
use crate::ingest::quoting::after_line_end;
use crate::ingest::{IngestError, ReadOptions, settings};

/// How many bytes of a line are kept: no page is that wide.
const MOST: usize = 1 << 16;

/// Holds the lines that a report points at.
#[derive(Debug, Clone, Default)]
pub struct SourceLines {
    lines: HashMap<Arc<str>, BTreeMap<u32, String>>,
}

impl SourceLines {
    /// Reads the lines that a report on a folder points at, decoded and unpacked as the tables were. Sheets of workbooks
    /// have none.
    ///
    /// Cost: one reading of each file that a problem is in, up to the last of its problems.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read(folder: &Path, options: &ReadOptions, report: &Report) -> Result<Self, IngestError> {
        let mut wanted: BTreeMap<&Arc<str>, BTreeSet<u32>> = BTreeMap::new();
        for problem in report.diagnostics().iter().filter(|problem| problem.location.line > 0) {
            wanted.entry(&problem.location.file).or_default().insert(problem.location.line);
        }
        let mut found = Self::default();
        if wanted.is_empty() {
            return Ok(found);
        }
        let places = open_again(folder, options, report)?;
        for (file, lines) in wanted {
            let place = places.iter().find(|place| *places.path(place) == **file);
            let text = match place {
                Some(place) if matches!(place.form, Form::Text { .. }) => {
                    table_lines(&places, place, &lines)?
                }
                None if **file == *Folder::Path(folder).path(settings::FILE) => {
                    settings_lines(folder, &lines)?
                }
                _ => continue,
            };
            found.lines.insert(Arc::clone(file), text);
        }
        Ok(found)
    }

    /// Gives the line at a location, without its line end.
    pub fn get(&self, location: &Location) -> Option<String> {
        self.lines.get(&location.file)?.get(&location.line).cloned()
    }
}

fn table_lines(
    places: &Places<'_>,
    place: &Place,
    wanted: &BTreeSet<u32>,
) -> Result<BTreeMap<u32, String>, IngestError> {
    let refused = |source| places.folder.refused(&place.file, source);
    let mut ignored = Problems::new(places.path(place));
    let (mut blocks, _) = places.open(place, &mut ignored)?;
    let mut found = BTreeMap::new();
    let last = wanted.last().copied().unwrap_or(0);
    while let Some(block) = blocks.next().map_err(refused)? {
        take(&block, wanted, &mut found);
        if blocks.line() > last {
            break;
        }
        blocks.give_back(block);
    }
    Ok(found)
}

fn settings_lines(folder: &Path, wanted: &BTreeSet<u32>) -> Result<BTreeMap<u32, String>, IngestError> {
    let mut bytes = Folder::Path(folder).read(settings::FILE)?.unwrap_or_default();
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    let mut found = BTreeMap::new();
    take(&Block::whole(bytes), wanted, &mut found);
    Ok(found)
}

/// Takes the wanted lines out of a block.
fn take(block: &Block, wanted: &BTreeSet<u32>, found: &mut BTreeMap<u32, String>) {
    let (bytes, mut line, mut at) = (&block.bytes, block.line, 0);
    let mut wanted = wanted.range(line..).peekable();
    while at < bytes.len() && wanted.peek().is_some() {
        let end = memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |end| at + end);
        if wanted.next_if_eq(&&line).is_some() {
            let kept = &bytes[at..end.min(at + MOST)];
            found.insert(line, String::from_utf8_lossy(kept).into_owned());
        }
        at = if end < bytes.len() { after_line_end(bytes, end) } else { end };
        line = line.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::take;
    use crate::ingest::blocks::Block;

    #[test]
    fn the_wanted_lines_are_taken_whatever_ends_them() {
        let mut found = BTreeMap::new();
        let block = Block { line: 7, ..Block::whole(b"a\r\nb\rc\n\nd".to_vec()) };
        take(&block, &BTreeSet::from([1, 7, 9, 10, 11, 12]), &mut found);
        let lines = [(7, "a"), (9, "c"), (10, ""), (11, "d")].map(|(line, text)| (line, text.to_owned()));
        assert_eq!(found, BTreeMap::from(lines));
    }
}
