//! Which file of a folder is which table. Files have the names of their tables, as `relations.csv`; a folder without
//! that one may hold files of any name, when what they are can be told from their headers in one way.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location, Report, Severity};
use crate::ingest::IngestError;
use crate::ingest::blocks::Block;
use crate::ingest::foreign::{Rows, SIGNATURES, Sample};
use crate::ingest::header::{Header, Wanted, take_header};
use crate::ingest::places::{Form, Place, Places};
use crate::ingest::problems::Problems;
use crate::ingest::shape::{self, RELATIONS, Shape, shapes};
use crate::model::Kind;
use crate::spelling::nearest;

/// Names the file of each table.
#[derive(Debug, Clone, Default)]
pub(super) struct Inventory {
    /// The file of the claims.
    pub claims: Option<Place>,
    /// The files of each kind of entity.
    pub entities: [Vec<Place>; 5],
}

/// What is known of one file from its header.
struct Seen {
    place: Place,
    names: Vec<Arc<str>>,
    header: Header,
    block: Option<Block>,
    good: bool,
}

impl Inventory {
    /// Finds out which tables of a folder are what; what cannot be told is reported.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub(super) fn take(places: &Places<'_>, report: &mut Report) -> Result<Self, IngestError> {
        let mut inventory = Self::default();
        inventory.fill(places, report)?;
        inventory.report_unread(places, report);
        Ok(inventory)
    }

    fn fill(&mut self, places: &Places<'_>, report: &mut Report) -> Result<(), IngestError> {
        for kind in Kind::ALL {
            self.entities[kind as usize].extend(places.get(shape::of(kind)).cloned());
        }
        if let Some(place) = places.get(&RELATIONS) {
            self.claims = Some(place.clone());
            return Ok(());
        }
        if places.unreadable.contains(&RELATIONS.table()) {
            return Ok(());
        }
        let mut seen = Vec::new();
        for place in places.iter() {
            seen.push(look(places, place)?);
        }
        if places.folder.table().is_some()
            && let [only] = seen.as_slice()
        {
            self.entities = Default::default();
            self.add_claims(only);
            return Ok(());
        }
        let claims: Vec<&Seen> = seen.iter().filter(|seen| seen.is_claims()).collect();
        match claims[..] {
            [] => report.push(missing(places, &seen)),
            [only] => {
                self.add_claims(only);
                if let Some(family) = only.family() {
                    self.add_entities(family, only, &seen);
                }
            }
            [first, ..] => report.push(ambiguous(places, first, &claims)),
        }
        Ok(())
    }

    /// Walks the files of entities with their kind.
    pub(super) fn entities(&self) -> impl Iterator<Item = (Kind, &Place)> {
        let files = |kind: Kind| self.entities[kind as usize].iter().map(move |place| (kind, place));
        Kind::ALL.into_iter().flat_map(files)
    }

    /// Walks all files with the table that each is.
    pub(super) fn files(&self) -> impl Iterator<Item = (&'static Shape, &Place)> {
        let entities = self.entities().map(|(kind, place)| (shape::of(kind), place));
        entities.chain(self.claims.as_ref().map(|place| (&RELATIONS, place)))
    }

    /// Takes a file as that of the claims, and as that of the entities which its rows are as well.
    fn add_claims(&mut self, seen: &Seen) {
        self.claims = Some(seen.place.clone());
        let Some(family) = seen.family() else { return };
        for kind in Kind::ALL.into_iter().filter(|kind| seen.is_entities(family, *kind)) {
            self.entities[kind as usize] = vec![seen.place.clone()];
        }
    }

    /// Takes the files of entities that belong to claims of the same program.
    fn add_entities(&mut self, family: &str, claims: &Seen, all: &[Seen]) {
        for kind in Kind::ALL {
            let files: Vec<Place> = (all.iter())
                .filter(|seen| seen.place.name() != claims.place.name() && seen.is_entities(family, kind))
                .map(|seen| seen.place.clone())
                .collect();
            if !files.is_empty() {
                self.entities[kind as usize] = files;
            }
        }
    }

    /// Reports the sheets of workbooks that are no table.
    fn report_unread(&self, places: &Places<'_>, report: &mut Report) {
        let read: Vec<String> = self.files().map(|(_, place)| place.name()).collect();
        for place in places.iter().filter(|place| place.shape.is_none() && !read.contains(&place.name())) {
            let Form::Sheet(sheet) = &place.form else { continue };
            let names: Vec<&str> = shapes().map(Shape::table).collect();
            let hint = match nearest(sheet, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("a sheet that holds a table is called `{}`", names.join("`, `")),
            };
            let message = format!("nobody reads the sheet `{sheet}`");
            let location = Location::file(places.path(place));
            report.push(Diagnostic::new(Code::UNREAD_SHEET, location, message).with_hint(hint));
        }
    }
}

impl Seen {
    /// Tells whether it has all columns that claims must have.
    fn is_claims(&self) -> bool {
        let own = self.names.is_empty() || self.place.shape.is_none() || self.header.plan.is_some();
        own && self.good && RELATIONS.required.iter().all(|column| self.header.column(column).is_some())
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
fn look(places: &Places<'_>, place: &Place) -> Result<Seen, IngestError> {
    // What the whole file is encoded in has nothing to do with what it is.
    let (mut blocks, _) = places.open(place, &mut Problems::new(places.path(place)))?;
    let mut problems = Problems::new(places.path(place));
    let mut block = blocks.next().map_err(|source| places.folder.refused(&place.file, source))?;
    let wanted = Wanted { shape: &RELATIONS, columns: &places.choices.columns };
    let header = take_header(block.as_mut(), wanted, &mut problems);
    let mut report = Report::new();
    problems.finish(&mut report);
    let names = header.original.clone();
    // That it is in another encoding is told when it is read.
    let bad = |problem: &Diagnostic| problem.severity == Severity::Error && problem.code != Code::NOT_UTF8;
    let good = !report.diagnostics().iter().any(bad);
    Ok(Seen { place: place.clone(), names, header, block, good })
}

fn missing(places: &Places<'_>, seen: &[Seen]) -> Diagnostic {
    let location = Location::file(places.folder.path(RELATIONS.file));
    let message = format!("the folder has no `{}`", RELATIONS.file);
    let problem = Diagnostic::new(Code::MISSING_FILE, location, message);
    let other = seen.iter().find(|seen| seen.place.shape.is_none() && seen.names.len() > 2);
    match other {
        Some(other) => problem.with_hint(format!(
            "if `{}` holds the claims, see what is missing: actant -d {} check",
            other.place.name(),
            places.folder.path(&other.place.file)
        )),
        None => problem.with_hint("make one with the columns `subject`, `relation` and `object`"),
    }
}

fn ambiguous(places: &Places<'_>, first: &Seen, all: &[&Seen]) -> Diagnostic {
    let names: Vec<String> = all.iter().map(|seen| format!("`{}`", seen.place.name())).collect();
    let commands: Vec<String> =
        all.iter().map(|seen| format!("`actant -d {}`", places.folder.path(&seen.place.file))).collect();
    let message = format!("which file holds the claims: {}?", names.join(" or "));
    Diagnostic::new(Code::AMBIGUOUS_FILE, Location::file(places.path(&first.place)), message)
        .with_hint(format!("name it: {}; or call it `{}`", commands.join(" or "), RELATIONS.file))
}
