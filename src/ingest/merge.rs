//! Batches become columns in the order of the file, whatever thread read them: numbers of threads and blocks turn
//! into numbers of the data set.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::ingest::batch::{Batch, NONE, Role, SLOT, Spelling, Twin};
use crate::ingest::local_texts::LocalTexts;
use crate::ingest::problems::Problems;
use crate::model::{DateId, Dates, EntityId, Status, TextId, Texts};

/// The most text and the most rows that the numbers of the model reach.
const MOST_TEXT: usize = u32::MAX as usize - (1 << 24);
const MOST_ROWS: usize = (1 << 31) - 2;

/// Holds the columns while they grow. Names are numbers of entities, or of slots with [`SLOT`] added.
#[derive(Debug)]
pub(super) struct Merged {
    pub subject: Vec<u32>,
    pub relation: Vec<u32>,
    pub object: Vec<u32>,
    pub about: Vec<u32>,
    pub speaker: Vec<u32>,
    pub source: Vec<u32>,
    pub date: Vec<DateId>,
    pub status: Vec<Status>,
    pub count: Vec<u32>,
    pub line: Vec<u32>,
    pub key: Vec<u64>,
    /// Ids, locators, quotes and notes, then those that nobody knows; empty for a column that is not in the file.
    pub text_columns: Vec<Vec<TextId>>,
    pub texts: Texts,
    pub dates: Dates,
    /// Undeclared names: one for each role and slug; objects one for each spelling.
    pub slots: Vec<Slot>,
    /// Codes that were read as wider ones.
    pub wider: BTreeSet<(String, EntityId)>,
    pub twins: Vec<Twin>,
    /// The ids of rows whose cells cannot be told apart: claims that an object may name all the same.
    pub lost_ids: HashSet<String>,
    pub problems: Problems,
    /// Whether a limit of the model was met; what came after is not here.
    pub overflow: bool,
    slot_index: HashMap<(Role, String), u32>,
    threads: Vec<Thread>,
    waiting: BTreeMap<usize, Batch>,
    next: usize,
    rows: usize,
}

/// Holds one undeclared name.
#[derive(Debug)]
pub(super) struct Slot {
    pub role: Role,
    pub slug: String,
    /// The smallest spelling in the order of bytes.
    pub label: String,
    /// The code of a relation, the smallest when there are several; empty when it has none.
    pub code: String,
    /// How many cells use it.
    pub uses: usize,
    /// The first line that uses it.
    pub line: u32,
    /// The column of that cell.
    pub column: &'static str,
}

#[derive(Debug, Default)]
struct Thread {
    date_texts: Vec<String>,
    dates: Vec<DateId>,
    slots: Vec<u32>,
}

impl Merged {
    /// Starts with the texts and dates of the declared tables. `rows` is a guess.
    pub(super) fn new(
        texts: Texts,
        dates: Dates,
        threads: usize,
        columns: usize,
        rows: usize,
        file: Arc<str>,
    ) -> Self {
        let numbers = || Vec::with_capacity(rows);
        Self {
            subject: numbers(),
            relation: numbers(),
            object: numbers(),
            about: numbers(),
            speaker: numbers(),
            source: numbers(),
            date: Vec::with_capacity(rows),
            status: Vec::with_capacity(rows),
            count: numbers(),
            line: numbers(),
            key: Vec::with_capacity(rows),
            text_columns: vec![Vec::new(); columns],
            texts,
            dates,
            slots: Vec::new(),
            wider: BTreeSet::new(),
            twins: Vec::new(),
            lost_ids: HashSet::new(),
            problems: Problems::new(file),
            overflow: false,
            slot_index: HashMap::new(),
            threads: (0..threads).map(|_| Thread::default()).collect(),
            waiting: BTreeMap::new(),
            next: 0,
            rows,
        }
    }

    /// Takes a batch, in any order, and merges all whose turn has come. Gives back one whose memory serves again.
    pub(super) fn add(&mut self, batch: Batch) -> Option<Batch> {
        self.waiting.insert(batch.number, batch);
        let mut spare = None;
        while let Some(mut batch) = self.waiting.remove(&self.next) {
            self.next += 1;
            let fits = self.texts.bytes() + batch.heap.bytes() < MOST_TEXT
                && self.line.len() + batch.line.len() < MOST_ROWS;
            self.overflow |= !fits;
            if !self.overflow {
                self.merge(&mut batch);
            }
            spare = Some(batch);
        }
        spare
    }

    fn merge(&mut self, batch: &mut Batch) {
        if batch.number == 0 {
            // Most text is met once; so the first block says how much there will be.
            let blocks = self.rows / batch.line.len().max(1);
            self.texts.reserve(batch.heap.len() * blocks);
        }
        let none = Problems::new(Arc::clone(&self.problems.file));
        self.problems.absorb(std::mem::replace(&mut batch.problems, none));
        self.twins.append(&mut batch.twins);
        self.lost_ids.extend(std::mem::take(&mut batch.lost_ids));
        self.wider.extend(batch.wider.drain(..));
        self.merge_texts(&batch.heap, &batch.texts);
        self.merge_dates(batch.thread, std::mem::take(&mut batch.new_dates), &batch.date);
        for spelling in std::mem::take(&mut batch.new_slots) {
            let slot = self.slot(spelling);
            self.threads[batch.thread].slots.push(slot);
        }
        let slots = &self.threads[batch.thread].slots;
        let known = &mut self.slots;
        append(&mut self.subject, &batch.subject, slots, known, "subject", &batch.line);
        append(&mut self.relation, &batch.relation, slots, known, "relation", &batch.line);
        append(&mut self.object, &batch.object, slots, known, "object", &batch.line);
        append(&mut self.about, &batch.about, slots, known, "about", &batch.line);
        append(&mut self.speaker, &batch.speaker, slots, known, "speaker", &batch.line);
        append(&mut self.source, &batch.source, slots, known, "source", &batch.line);
        self.status.extend_from_slice(&batch.status);
        self.count.extend_from_slice(&batch.count);
        self.line.extend_from_slice(&batch.line);
        self.key.extend_from_slice(&batch.key);
    }

    fn merge_texts(&mut self, heap: &LocalTexts, columns: &[Vec<u32>]) {
        let numbers = self.texts.intern_all(heap.iter());
        for (merged, column) in self.text_columns.iter_mut().zip(columns) {
            if merged.capacity() == 0 && !column.is_empty() {
                merged.reserve(self.rows);
            }
            let number = |local: &u32| numbers.get(*local as usize).copied().unwrap_or(TextId::NONE);
            merged.extend(column.iter().map(number));
        }
    }

    fn merge_dates(&mut self, thread: usize, new: Vec<String>, column: &[u32]) {
        let thread = &mut self.threads[thread];
        thread.dates.resize(thread.dates.len() + new.len(), DateId::NONE);
        thread.date_texts.extend(new);
        for local in column {
            let Some(date) = thread.dates.get_mut(*local as usize) else {
                self.date.push(DateId::NONE);
                continue;
            };
            if date.is_none() {
                let text = std::mem::take(&mut thread.date_texts[*local as usize]);
                *date = self.dates.read(&text, &mut self.texts).unwrap_or(DateId::NONE);
            }
            self.date.push(*date);
        }
    }

    fn slot(&mut self, spelling: Spelling) -> u32 {
        let Spelling { role, slug, text, code } = spelling;
        let key = (role, if role == Role::Object { text.clone() } else { slug.clone() });
        let slots = &mut self.slots;
        let slot = *self.slot_index.entry(key).or_insert_with(|| {
            let (label, column) = (text.clone(), "");
            slots.push(Slot { role, slug, label, code: code.clone(), uses: 0, line: u32::MAX, column });
            slots.len() as u32 - 1
        });
        let known = &mut slots[slot as usize];
        if text < known.label {
            known.label = text;
        }
        if code < known.code {
            known.code = code;
        }
        slot
    }
}

fn append(
    merged: &mut Vec<u32>,
    column: &[u32],
    slots: &[u32],
    known: &mut [Slot],
    name: &'static str,
    lines: &[u32],
) {
    if slots.is_empty() {
        merged.extend_from_slice(column);
        return;
    }
    merged.extend(column.iter().zip(lines).map(|(number, line)| {
        if *number == NONE || number & SLOT == 0 {
            return *number;
        }
        let slot = slots[(number & !SLOT) as usize];
        let used = &mut known[slot as usize];
        used.uses += 1;
        if *line < used.line {
            (used.line, used.column) = (*line, name);
        }
        SLOT | slot
    }));
}
