//! A folder of tables after reading: columns of numbers, text once, and where each came from.

use crate::model::{Claims, Dates, Entities, Entity, Settings, Texts};

/// Holds everything that was read from a folder. It may still break a rule; see [`validate`](crate::model::validate).
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// What the folder says of itself.
    pub settings: Settings,
    /// Every piece of text once.
    pub texts: Texts,
    /// Every date once.
    pub dates: Dates,
    /// Actors, events, places, sources and relation types.
    pub entities: Entities,
    /// The rows of `relations.csv`.
    pub claims: Claims,
    /// The files that were read, sorted by name.
    pub inputs: Vec<Input>,
}

/// Names one file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The table that it holds, `relations`; nothing for what is no table.
    pub table: &'static str,
    /// The name inside the folder: `relations.csv`.
    pub name: String,
    /// The path as shown to people: `data/relations.csv`.
    pub path: String,
    /// How many rows it holds, without the header.
    pub rows: usize,
}

impl Dataset {
    /// Gives the path of a table as shown to people; a table that is absent gives its usual name.
    pub fn path(&self, table: &str) -> String {
        match self.inputs.iter().find(|input| input.table == table) {
            Some(input) => input.path.clone(),
            None => format!("{table}.csv"),
        }
    }

    /// Gives the path of the file that declares an entity, as shown to people.
    pub fn declared_in(&self, entity: &Entity) -> String {
        let name = self.texts.get(entity.file);
        match self.inputs.iter().find(|input| input.table == entity.kind.table() && input.name == name) {
            Some(input) => input.path.clone(),
            None => self.path(entity.kind.table()),
        }
    }
}
