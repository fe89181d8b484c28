//! The tables that declare entities: actors, events, places, sources and relation types. What one row says of
//! another is kept as a link for later, so that rows may come in any order.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::blocks::Blocks;
use crate::ingest::cells::{flag, list};
use crate::ingest::dates::date_problem;
use crate::ingest::foreign::cameo;
use crate::ingest::header::{Header, Wanted, take_header};
use crate::ingest::links::{Link, LinkField};
use crate::ingest::problems::Problems;
use crate::ingest::read::tell_trouble;
use crate::ingest::rows::{Row, read_rows};
use crate::ingest::translation::Made;
use crate::model::{Dataset, Entity, EntityId, Extra, Kind, Quad, RelationType, TextId};

/// The columns of text that only some kinds have.
const EXTRAS: [(&str, Extra); 7] = [
    ("wikidata", Extra::Wikidata),
    ("lat", Extra::Latitude),
    ("lon", Extra::Longitude),
    ("url", Extra::Url),
    ("publisher", Extra::Publisher),
    ("author", Extra::Author),
    ("language", Extra::Language),
];

/// Says how much of a table was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// How many rows.
    pub rows: usize,
    /// Whether the id of every row is known, so that a name which is not among them is unknown.
    pub complete: bool,
}

/// Says which table is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    /// What its rows are.
    pub kind: Kind,
    /// The name of its file; nothing for what ships.
    pub file: Option<&'a str>,
    /// How its header is read.
    pub wanted: Wanted<'a>,
}

/// Reads one table into the data set, and its links into `links`.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn read_table(
    source: Source<'_>,
    mut blocks: Blocks<'_>,
    dataset: &mut Dataset,
    links: &mut Vec<Link>,
    problems: &mut Problems,
) -> io::Result<Extent> {
    let mut block = blocks.next()?;
    if block.is_none() && tell_trouble(&blocks, problems) {
        return Ok(Extent { rows: 0, complete: false });
    }
    let header = take_header(block.as_mut(), source.wanted, problems);
    blocks.width = header.width;
    let mut table = Table::new(source, &header, dataset, links);
    let mut rows = 0;
    if header.names.is_empty() {
        return Ok(Extent { rows: 0, complete: false });
    }
    while let Some(present) = block {
        read_rows(&present, header.written(), problems, |row, problems| {
            rows += 1;
            match &header.translation {
                Some(translation) if !row.broken => {
                    let mut made = Made::default();
                    translation.row(row, &mut made);
                    table.read(&row.with(&made), problems);
                }
                _ => table.read(row, problems),
            }
        });
        block = blocks.next()?;
    }
    tell_trouble(&blocks, problems);
    // A table of another program may leave out what its edges name.
    let complete = header.column("id").is_some() && !problems.lost && header.plan.is_none();
    Ok(Extent { rows, complete })
}

struct Table<'a> {
    kind: Kind,
    shipped: bool,
    /// Whether rows with the same id say the same.
    repeated: bool,
    /// The name of the file.
    name: TextId,
    header: &'a Header,
    dataset: &'a mut Dataset,
    links: &'a mut Vec<Link>,
    extras: Vec<(usize, Extra)>,
    seen: HashMap<TextId, EntityId>,
    file: Arc<str>,
}

impl<'a> Table<'a> {
    fn new(
        source: Source<'_>,
        header: &'a Header,
        dataset: &'a mut Dataset,
        links: &'a mut Vec<Link>,
    ) -> Self {
        let Source { kind, file, .. } = source;
        let name = file.map_or(TextId::NONE, |file| dataset.texts.intern(file));
        let repeated = header.plan.as_ref().is_some_and(|plan| plan.repeated);
        let known = EXTRAS.iter().filter_map(|(word, extra)| Some((header.column(word)?, *extra)));
        let mut extras: Vec<(usize, Extra)> = known.collect();
        for column in header.extras() {
            extras.push((column, Extra::Unknown(dataset.texts.intern(header.extra_name(column)))));
        }
        // What ships is declared first, so a relation type of the folder meets its namesake here.
        let seen = dataset.entities.of(kind).map(|(id, entity)| (entity.name, id)).collect();
        let file = Arc::from("");
        Self { kind, shipped: name.is_none(), repeated, name, header, dataset, links, extras, seen, file }
    }

    fn read(&mut self, row: &Row<'_>, problems: &mut Problems) {
        self.file = Arc::clone(&problems.file);
        let id = row.cell(self.header.column("id"));
        if id.is_empty() {
            if self.header.column("id").is_some() && !row.broken {
                problems.push(self.problem(Code::EMPTY_CELL, row, "id", "the row has no id".to_owned()));
            }
            return;
        }
        let name = self.dataset.texts.intern(id);
        let declared = self.seen.get(&name).map(|entity| (*entity, self.dataset.entities.get(*entity).line));
        let entity = match declared {
            None => self.dataset.entities.push(Entity::new(self.kind, name, name)),
            Some((entity, 0)) => entity,
            Some(_) if self.repeated => return,
            Some((_, first)) => {
                let message = format!("the id `{id}` is already that of line {first}");
                let first = Location::line(Arc::clone(&self.file), first);
                problems.push(
                    self.problem(Code::DUPLICATE_ID, row, "id", message)
                        .with_cell(id)
                        .with_hint("give each row an id of its own, or delete one of the two")
                        .with_related(first, "the first row with this id"),
                );
                return;
            }
        };
        self.seen.insert(name, entity);
        let empty = Entity::new(self.kind, name, name);
        let mut record = std::mem::replace(self.dataset.entities.get_mut(entity), empty);
        record.line = if self.shipped { 0 } else { row.line };
        record.file = self.name;
        if !row.broken {
            self.fill(&mut record, entity, row, problems);
        }
        *self.dataset.entities.get_mut(entity) = record;
    }

    fn fill(&mut self, record: &mut Entity, entity: EntityId, row: &Row<'_>, problems: &mut Problems) {
        let label = if self.kind == Kind::Source { "title" } else { "label" };
        if let Some(text) = self.text(row, label) {
            record.label = text;
        }
        record.class =
            self.text(row, "type").filter(|_| self.kind != Kind::RelationType).unwrap_or(record.class);
        record.note = self.text(row, "note").unwrap_or(record.note);
        for alias in list(self.cell(row, "aliases"), &['|']) {
            let alias = self.dataset.texts.intern(alias);
            if !record.aliases.contains(&alias) {
                record.aliases.push(alias);
            }
        }
        for (column, extra) in &self.extras {
            let cell = row.cell(Some(*column));
            if !cell.is_empty() {
                record.extras.push((*extra, self.dataset.texts.intern(cell)));
            }
        }
        for word in ["date", "published"] {
            let cell = self.cell(row, word);
            if !cell.is_empty() {
                match self.dataset.dates.read(cell, &mut self.dataset.texts) {
                    Ok(date) => record.date = date,
                    Err(error) => problems.push(date_problem(cell, &error, self.location(row, word))),
                }
            }
        }
        for (word, field) in LinkField::COLUMNS {
            let cell = self.cell(row, word);
            if !cell.is_empty() {
                let name = self.dataset.texts.intern(cell);
                self.links.push(Link { entity, field, name, line: row.line, column: self.header.name(word) });
            }
        }
        if self.kind == Kind::RelationType {
            let relation = record.relation.take().map(|relation| *relation);
            record.relation = Some(Box::new(self.relation(relation, row, problems)));
        }
    }

    /// Reads what only a relation type has. A cell that is empty leaves what ships; but a relation type of the
    /// folder is between any two things unless the folder itself says otherwise.
    fn relation(
        &mut self,
        shipped: Option<RelationType>,
        row: &Row<'_>,
        problems: &mut Problems,
    ) -> RelationType {
        let mut relation = shipped.unwrap_or_default();
        relation.shipped = self.shipped;
        let forms = self.texts(row, "forms", &[',', '|']);
        if !forms.is_empty() {
            relation.forms = forms;
        }
        relation.domain = self.texts(row, "domain", &['|']);
        relation.range = self.texts(row, "range", &['|']);
        relation.inverse = self.text(row, "inverse").unwrap_or(relation.inverse);
        relation.cameo = self.text(row, "cameo").unwrap_or(relation.cameo);
        relation.plover = self.text(row, "plover").unwrap_or(relation.plover);
        relation.symmetric = self.flag(row, "symmetric", problems).unwrap_or(relation.symmetric);
        relation.transitive = self.flag(row, "transitive", problems).unwrap_or(relation.transitive);
        let quad = self.cell(row, "quad");
        match Quad::parse(quad) {
            Some(quad) => relation.quad = Some(quad),
            // A code of CAMEO that the folder itself gives says which class it is of.
            None if quad.is_empty() => {
                let code = self.cell(row, "cameo");
                relation.quad = relation.quad.or_else(|| cameo::quad(code).filter(|_| cameo::is_code(code)));
            }
            None => {
                let words = Quad::ALL.map(|quad| format!("`{}`", quad.word())).join(", ");
                problems.push(
                    self.problem(Code::BAD_VALUE, row, "quad", format!("`{quad}` is not a quad class"))
                        .with_cell(quad)
                        .with_hint(format!("write one of {words}")),
                );
            }
        }
        let intensity = self.cell(row, "intensity");
        if !intensity.is_empty() {
            match intensity.parse::<f64>() {
                Ok(number) if (-10.0..=10.0).contains(&number) => {
                    relation.intensity = self.dataset.texts.intern(intensity);
                }
                _ => problems.push(
                    self.problem(
                        Code::BAD_VALUE,
                        row,
                        "intensity",
                        format!("`{intensity}` is not a number from -10 to 10"),
                    )
                    .with_cell(intensity),
                ),
            }
        }
        relation
    }

    fn flag(&self, row: &Row<'_>, word: &str, problems: &mut Problems) -> Option<bool> {
        let cell = self.cell(row, word);
        if cell.is_empty() {
            return None;
        }
        let flag = flag(cell);
        if flag.is_none() {
            problems.push(
                self.problem(Code::BAD_VALUE, row, word, format!("`{cell}` is neither yes nor no"))
                    .with_cell(cell)
                    .with_hint("write `yes` or `no`"),
            );
        }
        flag
    }

    fn cell<'r>(&self, row: &Row<'r>, word: &str) -> &'r str {
        row.cell(self.header.column(word))
    }

    fn text(&mut self, row: &Row<'_>, word: &str) -> Option<TextId> {
        let cell = self.cell(row, word);
        (!cell.is_empty()).then(|| self.dataset.texts.intern(cell))
    }

    fn texts(&mut self, row: &Row<'_>, word: &str, separators: &[char]) -> Vec<TextId> {
        list(self.cell(row, word), separators).map(|text| self.dataset.texts.intern(text)).collect()
    }

    fn problem(&self, code: Code, row: &Row<'_>, word: &str, message: String) -> Diagnostic {
        Diagnostic::new(code, self.location(row, word), message)
    }

    fn location(&self, row: &Row<'_>, word: &str) -> Location {
        let (line, character) = row.address(self.header.place(self.header.column(word).unwrap_or(0)));
        Location::cell(Arc::clone(&self.file), line, character, self.header.name(word))
    }
}
