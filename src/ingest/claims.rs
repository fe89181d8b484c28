//! The rows of one block of `relations.csv` become a batch: every cell is looked up, checked and turned into a
//! number. One worker belongs to one thread; what it shares with others it only reads.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::batch::{Batch, NONE, Role, SLOT, Spelling, TEXT_COLUMNS, Twin};
use crate::ingest::blocks::Block;
use crate::ingest::cells::{bad_count, bad_status, count};
use crate::ingest::coded::CodedCell;
use crate::ingest::codes::Meant;
use crate::ingest::dates::date_problem;
use crate::ingest::local_texts::LocalTexts;
use crate::ingest::names::Found;
use crate::ingest::problems::Problems;
use crate::ingest::rows::{Chunk, Row, read_chunks};
use crate::ingest::shared::Shared;
use crate::ingest::spellings::Spellings;
use crate::ingest::words::{unknown, unknown_code};
use crate::model::{EntityId, Status, check_date, slug};

/// How many cells with two candidates one block shows.
const MOST_TWINS: usize = 1_000;

/// Holds what one thread remembers between blocks.
#[derive(Debug)]
pub(super) struct Worker<'a> {
    shared: &'a Shared<'a>,
    thread: usize,
    spellings: Spellings,
    verdicts: Vec<(Verdict, u64)>,
    slots: u32,
    dates: LocalTexts,
    /// What is wrong with each date, if anything is.
    bad_dates: Vec<Option<Code>>,
    parts: Vec<[u64; PARTS]>,
    missed: Vec<usize>,
    /// A batch whose memory serves again.
    pub spare: Option<Batch>,
}

/// Says what a spelling was found to be.
#[derive(Debug, Clone, Copy)]
enum Verdict {
    Number(u32),
    Twin(EntityId, EntityId),
    Unknown,
    Nothing,
}

impl<'a> Worker<'a> {
    /// Makes the worker of a thread.
    pub(super) fn new(shared: &'a Shared<'a>, thread: usize) -> Self {
        Self {
            shared,
            thread,
            spellings: Spellings::default(),
            verdicts: Vec::new(),
            slots: 0,
            dates: LocalTexts::default(),
            bad_dates: Vec::new(),
            parts: Vec::new(),
            missed: Vec::new(),
            spare: None,
        }
    }

    /// Reads a block.
    pub(super) fn read(&mut self, block: &Block) -> Batch {
        let shared = self.shared;
        let spare = self.spare.take();
        let mut batch = spare.unwrap_or_else(|| Batch::new(shared.texts.len(), &shared.file));
        batch.reuse(block.number, self.thread);
        let mut problems = Problems::new(Arc::clone(&shared.file));
        let header = shared.header;
        let id = header.column("id").map(|column| header.place(column));
        let mut lost_ids = Vec::new();
        let broken = |row: &Row<'_>| {
            let id = row.cell(id).trim_matches('"');
            lost_ids.extend((!id.is_empty()).then(|| id.to_owned()));
        };
        read_chunks(block, header.written(), &mut problems, broken, |chunk, problems| {
            match &header.translation {
                None => self.read_chunk(chunk, &mut batch, problems),
                Some(translation) => translation.chunk(chunk, header, problems, |chunk, problems| {
                    self.read_chunk(chunk, &mut batch, problems);
                }),
            }
        });
        batch.lost_ids = lost_ids;
        batch.problems = problems;
        batch
    }

    /// Works column by column: look-ups that do not wait for each other hide the time that memory takes.
    fn read_chunk(&mut self, chunk: &Chunk<'_>, batch: &mut Batch, problems: &mut Problems) {
        let columns = &self.shared.columns;
        self.parts.clear();
        self.parts.resize(chunk.len(), [0; PARTS]);
        for (part, role, column) in [
            (0, Role::Party, columns.subject),
            (1, Role::Relation, columns.relation),
            (2, Role::Object, columns.object),
            (3, Role::About, columns.about),
            (6, Role::Party, columns.speaker),
            (7, Role::Source, columns.source),
        ] {
            self.names(chunk, column, role, part, batch, problems);
        }
        self.dates(chunk, batch, problems);
        self.statuses(chunk, batch, problems);
        self.counts(chunk, batch, problems);
        self.texts(chunk, batch);
        batch.line.extend(chunk.lines());
        batch.key.extend(self.parts.iter().map(content_hash));
    }

    /// Reads one column of names; `part` is its place in the content that is hashed.
    fn names(
        &mut self,
        chunk: &Chunk<'_>,
        column: Option<usize>,
        role: Role,
        part: usize,
        batch: &mut Batch,
        problems: &mut Problems,
    ) {
        let Some(column) = column else {
            let numbers = batch.names(part);
            numbers.resize(numbers.len() + chunk.len(), NONE);
            return;
        };
        let (names, kinds) = (self.shared.names, Shared::kinds(role));
        for (cell, parts) in chunk.column(column).zip(&mut self.parts) {
            parts[part] = if cell.is_empty() { 0 } else { xxh3_64(cell.as_bytes()) };
        }
        // So short a loop has many slots on their way from memory at once; without it each would be waited for.
        let touched =
            self.parts.iter().map(|parts| names.touch(parts[part], kinds)).fold(0, u32::wrapping_add);
        std::hint::black_box(touched);
        let numbers = batch.names(part);
        let first = numbers.len();
        self.missed.clear();
        for (row, (cell, parts)) in chunk.column(column).zip(&self.parts).enumerate() {
            let found = names.find_id(cell, parts[part], kinds);
            if let Found::One(entity) = found {
                numbers.push(entity.index() as u32);
            } else {
                numbers.push(NONE);
                if !cell.is_empty() || part < REQUIRED {
                    self.missed.push(row);
                }
            }
        }
        for row in std::mem::take(&mut self.missed) {
            let (number, hash) = self.name(&chunk.row(row), column, role, batch, problems);
            batch.names(part)[first + row] = number;
            self.parts[row][part] = hash;
        }
    }

    /// Finds a name that is no id as written.
    fn name(
        &mut self,
        row: &Row<'_>,
        column: usize,
        role: Role,
        batch: &mut Batch,
        problems: &mut Problems,
    ) -> (u32, u64) {
        let cell = row.cell(Some(column));
        if cell.is_empty() {
            let message = format!("a claim needs a cell under `{}`", self.shared.header.names[column]);
            problems.push(Diagnostic::new(Code::EMPTY_CELL, self.location(row, column), message));
            return (NONE, 0);
        }
        match self.verdict(cell, role, batch) {
            (Verdict::Number(number), hash) => (number, hash),
            (other, hash) => {
                self.report(other, row, column, role, batch, problems);
                (NONE, hash)
            }
        }
    }

    /// Finds what a spelling is that is no id as written; each is looked up once in a thread.
    fn verdict(&mut self, cell: &str, role: Role, batch: &mut Batch) -> (Verdict, u64) {
        let (row, new) = self.spellings.intern(role, cell);
        if new {
            let verdict = self.look_up(cell, role, batch);
            self.verdicts.push(verdict);
        }
        self.verdicts[row]
    }

    fn look_up(&mut self, cell: &str, role: Role, batch: &mut Batch) -> (Verdict, u64) {
        if role == Role::Relation
            && let Some(coded) = CodedCell::read(cell)
        {
            return self.look_up_code(cell, coded, batch);
        }
        match self.shared.names.find(cell, Shared::kinds(role)) {
            Found::One(entity) => self.known(entity),
            Found::Two(first, second) => (Verdict::Twin(first, second), 0),
            Found::Nothing => self.imply(role, cell, "", batch),
        }
    }

    /// Looks up a relation by its code; the folder's own words come before it, and a wider code after all words.
    fn look_up_code(&mut self, cell: &str, coded: CodedCell<'_>, batch: &mut Batch) -> (Verdict, u64) {
        let Shared { names, codes, .. } = self.shared;
        let words = names.find(if coded.foreign { coded.words } else { cell }, Shared::kinds(Role::Relation));
        if let Found::One(entity) = words
            && codes.is_own(entity)
        {
            return self.known(entity);
        }
        match (codes.find(coded.code, coded.foreign), words) {
            (Meant::One(entity), _) | (_, Found::One(entity)) => self.known(entity),
            (Meant::Wider(entity), _) => {
                batch.wider.push((coded.code.to_owned(), entity));
                self.known(entity)
            }
            _ if coded.foreign => self.imply(Role::Relation, coded.name(), coded.kept(), batch),
            (Meant::Two(first, second), _) | (_, Found::Two(first, second)) => {
                (Verdict::Twin(first, second), 0)
            }
            (Meant::Nothing, Found::Nothing) => self.imply(Role::Relation, cell, "", batch),
        }
    }

    /// Makes a name that nothing has an entity to come, where that is allowed.
    fn imply(&mut self, role: Role, text: &str, code: &str, batch: &mut Batch) -> (Verdict, u64) {
        let slug = slug(text);
        if slug.is_empty() {
            return (Verdict::Nothing, 0);
        }
        if role != Role::Object && self.shared.closed[Shared::implied(role) as usize] {
            return (Verdict::Unknown, 0);
        }
        let hash = xxh3_64(slug.as_bytes());
        batch.new_slots.push(Spelling { role, slug, text: text.to_owned(), code: code.to_owned() });
        self.slots += 1;
        (Verdict::Number(SLOT | (self.slots - 1)), hash)
    }

    fn known(&self, entity: EntityId) -> (Verdict, u64) {
        (Verdict::Number(entity.index() as u32), self.shared.names.hash(entity))
    }

    fn report(
        &self,
        verdict: Verdict,
        row: &Row<'_>,
        column: usize,
        role: Role,
        batch: &mut Batch,
        problems: &mut Problems,
    ) {
        let location = || self.location(row, column);
        let cell = row.cell(Some(column));
        match verdict {
            Verdict::Number(_) => {}
            Verdict::Twin(first, second) if batch.twins.len() < MOST_TWINS => {
                batch.twins.push(Twin { location: location(), cell: cell.to_owned(), first, second });
            }
            Verdict::Twin(..) => {}
            Verdict::Unknown => {
                let kind = Shared::implied(role);
                problems.push_with(unknown_code(kind, cell), || unknown(kind, location(), cell));
            }
            Verdict::Nothing => problems.push_with(Code::EMPTY_CELL, || {
                Diagnostic::new(Code::EMPTY_CELL, location(), format!("`{cell}` names nothing"))
                    .with_cell(cell)
                    .with_hint("leave the cell empty when there is nothing to say")
            }),
        }
    }

    fn dates(&mut self, chunk: &Chunk<'_>, batch: &mut Batch, problems: &mut Problems) {
        let Some(column) = self.shared.columns.date else {
            batch.date.resize(batch.date.len() + chunk.len(), NONE);
            return;
        };
        for (row, cell) in chunk.column(column).enumerate() {
            if cell.is_empty() {
                batch.date.push(NONE);
                continue;
            }
            let (number, hash) = self.dates.intern(cell);
            if number as usize == self.bad_dates.len() {
                let nowhere = || Location::file(Arc::clone(&self.shared.file));
                let bad = check_date(cell).err().map(|error| date_problem(cell, &error, nowhere()).code);
                self.bad_dates.push(bad);
                batch.new_dates.push(cell.to_owned());
            }
            match self.bad_dates[number as usize] {
                None => {
                    batch.date.push(number);
                    self.parts[row][4] = hash;
                }
                Some(code) => {
                    batch.date.push(NONE);
                    if let Err(error) = check_date(cell) {
                        problems.push_with(code, || {
                            date_problem(cell, &error, self.location(&chunk.row(row), column))
                        });
                    }
                }
            }
        }
    }

    fn statuses(&mut self, chunk: &Chunk<'_>, batch: &mut Batch, problems: &mut Problems) {
        let Some(column) = self.shared.columns.status else {
            batch.status.resize(batch.status.len() + chunk.len(), Status::default());
            return;
        };
        for (row, cell) in chunk.column(column).enumerate() {
            let status = Status::parse(cell);
            if status.is_none() {
                problems.push(bad_status(cell, self.location(&chunk.row(row), column)));
            }
            let status = status.unwrap_or_default();
            batch.status.push(status);
            self.parts[row][5] = status as u64;
        }
    }

    fn counts(&mut self, chunk: &Chunk<'_>, batch: &mut Batch, problems: &mut Problems) {
        let Some(column) = self.shared.columns.count else {
            batch.count.resize(batch.count.len() + chunk.len(), NONE);
            self.parts.iter_mut().for_each(|parts| parts[10] = u64::from(NONE));
            return;
        };
        for (row, cell) in chunk.column(column).enumerate() {
            let number = count(cell);
            if number.is_none() && !cell.is_empty() {
                problems.push(bad_count(cell, self.location(&chunk.row(row), column)));
            }
            let number = number.unwrap_or(NONE);
            batch.count.push(number);
            self.parts[row][10] = u64::from(number);
        }
    }

    fn texts(&mut self, chunk: &Chunk<'_>, batch: &mut Batch) {
        for (index, column) in self.shared.texts.iter().enumerate() {
            let Some(column) = *column else { continue };
            // Locator and quote belong to what a claim says; id, note and unknown columns do not.
            let part = match TEXT_COLUMNS.get(index) {
                Some(&"locator") => Some(8),
                Some(&"quote") => Some(9),
                _ => None,
            };
            for (row, cell) in chunk.column(column).enumerate() {
                if cell.is_empty() {
                    batch.texts[index].push(NONE);
                    continue;
                }
                let (number, hash) = batch.heap.intern(cell);
                batch.texts[index].push(number);
                if let Some(part) = part {
                    self.parts[row][part] = hash;
                }
            }
        }
    }

    fn location(&self, row: &Row<'_>, column: usize) -> Location {
        let (line, character) = row.address(self.shared.header.place(column));
        let name = Arc::clone(&self.shared.header.names[column]);
        Location::cell(Arc::clone(&self.shared.file), line, character, name)
    }
}

/// How many parts of a claim are hashed: subject, relation, object, about, date, status, speaker, source, locator,
/// quote and count, in this order. The first three must be there.
const PARTS: usize = 11;
const REQUIRED: usize = 3;

/// Hashes what a claim says: the hashes of its parts, as little-endian bytes, one after the other (XXH3, 64 bits).
#[inline]
fn content_hash(parts: &[u64; PARTS]) -> u64 {
    let mut bytes = [0; 8 * PARTS];
    for (place, part) in bytes.chunks_exact_mut(8).zip(parts) {
        place.copy_from_slice(&part.to_le_bytes());
    }
    xxh3_64(&bytes)
}
