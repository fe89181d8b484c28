//! What all threads read while they turn rows into claims, and none of them changes.

use std::sync::Arc;

use crate::ingest::batch::{Role, TEXT_COLUMNS};
use crate::ingest::codes::Codes;
use crate::ingest::header::Header;
use crate::ingest::names::{Kinds, Names};
use crate::model::Kind;

/// Holds what all workers read.
#[derive(Debug)]
pub(super) struct Shared<'a> {
    /// The columns of the table.
    pub header: &'a Header,
    /// What a cell can name.
    pub names: &'a Names,
    /// What the codes of relations mean.
    pub codes: &'a Codes,
    /// Which kinds have a whole file of their own.
    pub closed: [bool; 5],
    /// The path as shown to people.
    pub file: Arc<str>,
    /// Where the columns are that are no plain text.
    pub columns: Columns,
    /// Where those of plain text are: the known ones, then those that nobody knows.
    pub texts: Vec<Option<usize>>,
}

/// Says where the columns are that are no plain text.
#[derive(Debug)]
pub(super) struct Columns {
    pub subject: Option<usize>,
    pub relation: Option<usize>,
    pub object: Option<usize>,
    pub about: Option<usize>,
    pub date: Option<usize>,
    pub status: Option<usize>,
    pub speaker: Option<usize>,
    pub source: Option<usize>,
    pub count: Option<usize>,
}

impl<'a> Shared<'a> {
    /// Prepares reading. `closed` says which kinds have a file of their own.
    pub(super) fn new(
        header: &'a Header,
        names: &'a Names,
        codes: &'a Codes,
        closed: [bool; 5],
        file: Arc<str>,
    ) -> Self {
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
        Self { header, names, codes, closed, file, columns, texts }
    }

    /// Counts the columns of text.
    pub(super) fn text_columns(&self) -> usize {
        self.texts.len()
    }

    /// Gives the kinds that a cell may name.
    pub(super) fn kinds(role: Role) -> Kinds {
        match role {
            Role::Party | Role::Object => Kinds::PARTY,
            Role::About => Kinds::ABOUT,
            Role::Source => Kinds::one(Kind::Source),
            Role::Relation => Kinds::one(Kind::RelationType),
        }
    }

    /// Gives the kind of what an undeclared name becomes; for an object the decision comes at the end.
    pub(super) fn implied(role: Role) -> Kind {
        match role {
            Role::Party | Role::Object => Kind::Actor,
            Role::About => Kind::Event,
            Role::Source => Kind::Source,
            Role::Relation => Kind::RelationType,
        }
    }
}
