//! Which file of a folder is which table. Files have the names of their tables, as `relations.csv`; a folder without
//! that one may hold files of any name, when what they are can be told from their headers in one way.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::ingest::IngestError;
use crate::ingest::blocks::{Block, Blocks};
use crate::ingest::columns::ColumnNames;
use crate::ingest::folder::Folder;
use crate::ingest::foreign::{Rows, SIGNATURES, Sample};
use crate::ingest::header::{Header, Wanted, take_header};
use crate::ingest::problems::Problems;
use crate::ingest::shape::{self, RELATIONS, Shape};
use crate::model::Kind;

/// Names the file of each table.
#[derive(Debug, Clone, Default)]
pub(super) struct Inventory {
    /// The file of the claims.
    pub claims: Option<String>,
    /// The files of each kind of entity.
    pub entities: [Vec<String>; 5],
}

/// What is known of one file from its header.
struct Seen {
    file: String,
    names: Vec<Arc<str>>,
    header: Header,
    block: Option<Block>,
    problems: usize,
}

impl Inventory {
    /// Finds the tables of a folder; what cannot be told is reported.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub(super) fn take(
        folder: Folder<'_>,
        columns: &ColumnNames,
        report: &mut Report,
    ) -> Result<Self, IngestError> {
        let mut inventory = Self::default();
        if let Some(table) = folder.table() {
            let seen = look(folder, &table, columns)?;
            inventory.add_claims(&seen);
            return Ok(inventory);
        }
        for kind in Kind::ALL {
            inventory.entities[kind as usize].push(shape::of(kind).file.to_owned());
        }
        if folder.open(RELATIONS.file)?.is_some() {
            inventory.claims = Some(RELATIONS.file.to_owned());
            return Ok(inventory);
        }
        let mut seen = Vec::new();
        for file in folder.tables()? {
            seen.push(look(folder, &file, columns)?);
        }
        let claims: Vec<&Seen> = seen.iter().filter(|seen| seen.is_claims()).collect();
        match claims[..] {
            [] => report.push(missing(folder, &seen)),
            [only] => {
                inventory.add_claims(only);
                if let Some(family) = only.family() {
                    inventory.add_entities(family, only, &seen);
                }
            }
            [first, ..] => report.push(ambiguous(folder, first, &claims)),
        }
        Ok(inventory)
    }

    /// Walks the files of entities with their kind.
    pub(super) fn entities(&self) -> impl Iterator<Item = (Kind, &str)> {
        let files = |kind: Kind| self.entities[kind as usize].iter().map(move |file| (kind, file.as_str()));
        Kind::ALL.into_iter().flat_map(files)
    }

    /// Walks all files with the table that each is.
    pub(super) fn files(&self) -> impl Iterator<Item = (&'static Shape, &str)> {
        let entities = self.entities().map(|(kind, file)| (shape::of(kind), file));
        entities.chain(self.claims.as_deref().map(|file| (&RELATIONS, file)))
    }

    /// Takes a file as that of the claims, and as that of the entities which its rows are as well.
    fn add_claims(&mut self, seen: &Seen) {
        self.claims = Some(seen.file.clone());
        let Some(family) = seen.family() else { return };
        for kind in Kind::ALL.into_iter().filter(|kind| seen.is_entities(family, *kind)) {
            self.entities[kind as usize] = vec![seen.file.clone()];
        }
    }

    /// Takes the files of entities that belong to claims of the same program.
    fn add_entities(&mut self, family: &str, claims: &Seen, all: &[Seen]) {
        for kind in Kind::ALL {
            let files: Vec<String> = (all.iter())
                .filter(|seen| seen.file != claims.file && seen.is_entities(family, kind))
                .map(|seen| seen.file.clone())
                .collect();
            if !files.is_empty() {
                self.entities[kind as usize] = files;
            }
        }
    }
}

impl Seen {
    /// Tells whether it has all columns that claims must have.
    fn is_claims(&self) -> bool {
        let own = self.names.is_empty() || !shape::is_entity_file(&self.file) || self.header.plan.is_some();
        own && self.problems == 0
            && RELATIONS.required.iter().all(|column| self.header.column(column).is_some())
    }

    fn family(&self) -> Option<&'static str> {
        self.header.plan.as_ref().map(|plan| plan.family)
    }

    fn is_entities(&self, family: &str, kind: Kind) -> bool {
        let sample = Sample::new(&self.names, self.block.as_ref());
        SIGNATURES
            .iter()
            .filter(|signature| signature.family == family && signature.rows == Rows::Entities(kind))
            .any(|signature| (signature.plan)(&sample).is_some())
    }
}

/// Looks at the header of a file.
fn look(folder: Folder<'_>, file: &str, columns: &ColumnNames) -> Result<Seen, IngestError> {
    let mut problems = Problems::new(file);
    let mut block = match folder.open(file)? {
        Some(opened) => Blocks::new(opened.input).next().map_err(|source| folder.refused(file, source))?,
        None => None,
    };
    let header = take_header(block.as_mut(), Wanted { shape: &RELATIONS, columns }, &mut problems);
    let mut report = Report::new();
    problems.finish(&mut report);
    let names = header.original.clone();
    Ok(Seen { file: file.to_owned(), names, header, block, problems: usize::from(report.has_errors()) })
}

fn missing(folder: Folder<'_>, seen: &[Seen]) -> Diagnostic {
    let location = Location::file(folder.path(RELATIONS.file));
    let message = format!("the folder has no `{}`", RELATIONS.file);
    let problem = Diagnostic::new(Code::MISSING_FILE, location, message);
    let other = seen.iter().find(|seen| !shape::is_entity_file(&seen.file) && seen.names.len() > 2);
    match other {
        Some(other) => problem.with_hint(format!(
            "if `{}` holds the claims, see what is missing: actant -d {} check",
            other.file,
            folder.path(&other.file)
        )),
        None => problem.with_hint("make one with the columns `subject`, `relation` and `object`"),
    }
}

fn ambiguous(folder: Folder<'_>, first: &Seen, all: &[&Seen]) -> Diagnostic {
    let names: Vec<String> = all.iter().map(|seen| format!("`{}`", seen.file)).collect();
    let commands: Vec<String> =
        all.iter().map(|seen| format!("`actant -d {}`", folder.path(&seen.file))).collect();
    let message = format!("which file holds the claims: {}?", names.join(" or "));
    Diagnostic::new(Code::AMBIGUOUS_FILE, Location::file(folder.path(&first.file)), message)
        .with_hint(format!("name it: {}; or call it `{}`", commands.join(" or "), RELATIONS.file))
}
