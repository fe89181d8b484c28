//! The rows of one block of `relations.csv` become a batch: every cell is looked up, checked and turned into a
//! number. One worker belongs to one thread; what it shares with others it only reads.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::batch::{Batch, NONE, Role, SLOT, Spelling, TEXT_COLUMNS, Twin};
use crate::ingest::blocks::Block;
use crate::ingest::cells::{count, count_hint};
use crate::ingest::dates::date_problem;
use crate::ingest::header::Header;
use crate::ingest::local_texts::LocalTexts;
use crate::ingest::names::{Found, Kinds, Names};
use crate::ingest::nearest::is_near;
use crate::ingest::problems::Problems;
use crate::ingest::rows::{Row, read_rows};
use crate::ingest::spellings::Spellings;
use crate::ingest::words::unknown;
use crate::model::{EntityId, Kind, Status, check_date, slug};

/// How many cells with two candidates one block shows.
const MOST_TWINS: usize = 1_000;

/// Holds what all workers read.
#[derive(Debug)]
pub(super) struct Shared<'a> {
    header: &'a Header,
    names: &'a Names,
    closed: [bool; 5],
    file: Arc<str>,
    columns: Columns,
    texts: Vec<Option<usize>>,
}

#[derive(Debug)]
struct Columns {
    subject: Option<usize>,
    relation: Option<usize>,
    object: Option<usize>,
    about: Option<usize>,
    date: Option<usize>,
    status: Option<usize>,
    speaker: Option<usize>,
    source: Option<usize>,
    count: Option<usize>,
}

impl<'a> Shared<'a> {
    /// Prepares reading. `closed` says which kinds have a file of their own.
    pub(super) fn new(header: &'a Header, names: &'a Names, closed: [bool; 5], file: Arc<str>) -> Self {
        let column = |meaning| header.column(meaning);
        let columns = Columns {
            subject: column("subject"),
            relation: column("relation"),
            object: column("object"),
            about: column("about"),
            date: column("date"),
            status: column("status"),
            speaker: column("speaker"),
            source: column("source"),
            count: column("count"),
        };
        let texts = TEXT_COLUMNS.into_iter().map(column).chain(header.extras().map(Some)).collect();
        Self { header, names, closed, file, columns, texts }
    }

    /// Counts the columns of text.
    pub(super) fn text_columns(&self) -> usize {
        self.texts.len()
    }

    /// Gives the kinds that a cell may name.
    fn kinds(role: Role) -> Kinds {
        match role {
            Role::Party | Role::Object | Role::About => Kinds::PARTY,
            Role::Source => Kinds::one(Kind::Source),
            Role::Relation => Kinds::one(Kind::RelationType),
        }
    }

    /// Gives the kind of what an undeclared name becomes; for an object the decision comes at the end.
    fn implied(role: Role) -> Kind {
        match role {
            Role::Party | Role::Object => Kind::Actor,
            Role::About => Kind::Event,
            Role::Source => Kind::Source,
            Role::Relation => Kind::RelationType,
        }
    }
}

/// Holds what one thread remembers between blocks.
#[derive(Debug)]
pub(super) struct Worker<'a> {
    shared: &'a Shared<'a>,
    thread: usize,
    spellings: Spellings,
    verdicts: Vec<(Verdict, u64)>,
    slots: u32,
    dates: LocalTexts,
    good_dates: Vec<bool>,
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
            good_dates: Vec::new(),
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
        read_rows(block, &shared.header.names, &mut problems, |row, problems| {
            if !row.broken {
                self.read_row(row, &mut batch, problems);
            }
        });
        batch.problems = problems;
        batch
    }

    fn read_row(&mut self, row: &Row<'_>, batch: &mut Batch, problems: &mut Problems) {
        let columns = &self.shared.columns;
        let (subject, subject_hash) = self.required(row, columns.subject, Role::Party, batch, problems);
        let (relation, relation_hash) = self.required(row, columns.relation, Role::Relation, batch, problems);
        let (object, object_hash) = self.required(row, columns.object, Role::Object, batch, problems);
        let (about, about_hash) = self.name(row, columns.about, Role::About, batch, problems);
        let (speaker, speaker_hash) = self.name(row, columns.speaker, Role::Party, batch, problems);
        let (source, source_hash) = self.name(row, columns.source, Role::Source, batch, problems);
        let (date, date_hash) = self.date(row, batch, problems);
        let status = self.status(row, problems);
        let count = self.count(row, problems);
        batch.subject.push(subject);
        batch.relation.push(relation);
        batch.object.push(object);
        batch.about.push(about);
        batch.speaker.push(speaker);
        batch.source.push(source);
        batch.date.push(date);
        batch.status.push(status);
        batch.count.push(count);
        batch.line.push(row.line);
        let mut text_hashes = [0; TEXT_COLUMNS.len()];
        for (index, column) in self.shared.texts.iter().enumerate() {
            if column.is_none() {
                continue;
            }
            let cell = row.cell(*column);
            let number = if cell.is_empty() {
                NONE
            } else {
                let (number, hash) = batch.heap.intern(cell);
                if let Some(kept) = text_hashes.get_mut(index) {
                    *kept = hash;
                }
                number
            };
            batch.texts[index].push(number);
        }
        let [_, locator_hash, quote_hash, _] = text_hashes;
        batch.key.push(content_hash([
            subject_hash,
            relation_hash,
            object_hash,
            about_hash,
            date_hash,
            status as u64,
            speaker_hash,
            source_hash,
            locator_hash,
            quote_hash,
            u64::from(count),
        ]));
    }

    fn required(
        &mut self,
        row: &Row<'_>,
        column: Option<usize>,
        role: Role,
        batch: &mut Batch,
        problems: &mut Problems,
    ) -> (u32, u64) {
        if row.cell(column).is_empty()
            && let Some(column) = column
        {
            let name = &self.shared.header.names[column];
            let message = format!("a claim needs a cell under `{name}`");
            problems.push(Diagnostic::new(Code::EMPTY_CELL, self.location(row, column), message));
        }
        self.name(row, column, role, batch, problems)
    }

    #[inline]
    fn name(
        &mut self,
        row: &Row<'_>,
        column: Option<usize>,
        role: Role,
        batch: &mut Batch,
        problems: &mut Problems,
    ) -> (u32, u64) {
        let cell = row.cell(column);
        if cell.is_empty() {
            return (NONE, 0);
        }
        if let (Found::One(entity), hash) = self.shared.names.find_id(cell, Shared::kinds(role)) {
            return (entity.index() as u32, hash);
        }
        let (verdict, hash) = self.verdict(cell, role, batch);
        let number = match verdict {
            Verdict::Number(number) => number,
            other => {
                self.report(other, row, column.unwrap_or(0), role, batch, problems);
                NONE
            }
        };
        (number, hash)
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
        match self.shared.names.find(cell, Shared::kinds(role)) {
            Found::One(entity) => {
                return (Verdict::Number(entity.index() as u32), self.shared.names.hash(entity));
            }
            Found::Two(first, second) => return (Verdict::Twin(first, second), 0),
            Found::Nothing => {}
        }
        let slug = slug(cell);
        if slug.is_empty() {
            return (Verdict::Nothing, 0);
        }
        if role != Role::Object && self.shared.closed[Shared::implied(role) as usize] {
            return (Verdict::Unknown, 0);
        }
        let hash = xxh3_64(slug.as_bytes());
        batch.new_slots.push(Spelling { role, slug, text: cell.to_owned() });
        self.slots += 1;
        (Verdict::Number(SLOT | (self.slots - 1)), hash)
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
        let location = self.location(row, column);
        let cell = row.cell(Some(column));
        match verdict {
            Verdict::Number(_) => {}
            Verdict::Twin(first, second) if batch.twins.len() < MOST_TWINS => {
                batch.twins.push(Twin { location, cell: cell.to_owned(), first, second });
            }
            Verdict::Twin(..) => {}
            Verdict::Unknown => {
                problems.push(unknown(Shared::implied(role), location, cell));
            }
            Verdict::Nothing => problems.push(
                Diagnostic::new(Code::EMPTY_CELL, location, format!("`{cell}` names nothing"))
                    .with_cell(cell)
                    .with_hint("leave the cell empty when there is nothing to say"),
            ),
        }
    }

    fn date(&mut self, row: &Row<'_>, batch: &mut Batch, problems: &mut Problems) -> (u32, u64) {
        let cell = row.cell(self.shared.columns.date);
        if cell.is_empty() {
            return (NONE, 0);
        }
        let (number, hash) = self.dates.intern(cell);
        if number as usize == self.good_dates.len() {
            self.good_dates.push(check_date(cell).is_ok());
            batch.new_dates.push(cell.to_owned());
        }
        if !self.good_dates[number as usize] {
            if let (Err(error), Some(column)) = (check_date(cell), self.shared.columns.date) {
                problems.push(date_problem(cell, &error, self.location(row, column)));
            }
            return (NONE, 0);
        }
        (number, hash)
    }

    fn status(&self, row: &Row<'_>, problems: &mut Problems) -> Status {
        let cell = row.cell(self.shared.columns.status);
        if let (None, Some(column)) = (Status::parse(cell), self.shared.columns.status) {
            let words = Status::ALL.map(|status| format!("`{status}`")).join(", ");
            let folded = cell.to_lowercase();
            let hint = match Status::ALL.iter().find(|status| is_near(&folded, status.word())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of {words}"),
            };
            let message = format!("`{cell}` is not a status");
            problems.push(
                Diagnostic::new(Code::BAD_STATUS, self.location(row, column), message)
                    .with_cell(cell)
                    .with_hint(hint),
            );
        }
        Status::parse(cell).unwrap_or_default()
    }

    fn count(&self, row: &Row<'_>, problems: &mut Problems) -> u32 {
        let cell = row.cell(self.shared.columns.count);
        if cell.is_empty() {
            return NONE;
        }
        if let (None, Some(column)) = (count(cell), self.shared.columns.count) {
            let message = format!("`{cell}` is not a whole number");
            problems.push(
                Diagnostic::new(Code::BAD_COUNT, self.location(row, column), message)
                    .with_cell(cell)
                    .with_hint(count_hint(cell)),
            );
        }
        count(cell).unwrap_or(NONE)
    }

    fn location(&self, row: &Row<'_>, column: usize) -> Location {
        let (line, character) = row.address(column);
        let name = Arc::clone(&self.shared.header.names[column]);
        Location::cell(Arc::clone(&self.shared.file), line, character, name)
    }
}

/// Hashes what a claim says: the hashes of its parts, as little-endian bytes, one after the other (XXH3, 64 bits).
#[inline]
fn content_hash(parts: [u64; 11]) -> u64 {
    let mut bytes = [0; 88];
    for (place, part) in bytes.chunks_exact_mut(8).zip(parts) {
        place.copy_from_slice(&part.to_le_bytes());
    }
    xxh3_64(&bytes)
}
