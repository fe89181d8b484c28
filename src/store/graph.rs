//! An opened graph: terms by id, ids by term, and the triples of any pattern.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::path::Path;

use oxigraph::model::{Literal, NamedNode, Term, TermRef};
use serde::{Deserialize, Serialize};

use crate::store::column::{ColumnRef, ValuesRef};
use crate::store::dictionary::{DictionaryRef, is_string};
use crate::store::error::StoreError;
use crate::store::id::{Named, TermId};
use crate::store::numbered;
use crate::store::rows::RowsRef;
use crate::store::snapshot::Snapshot;
use crate::store::table::TableRef;

/// Holds an RDF data set that never changes; any number of threads may read it.
#[derive(Debug)]
pub struct Graph {
    pub(super) snapshot: Snapshot,
    pub(super) content: Content,
    /// For each set, where a predicate stands in its list.
    indexes: Vec<HashMap<u32, usize>>,
}

/// What the manifest of a graph file says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Content {
    dictionary: DictionaryRef,
    terms: usize,
    pub(super) rows: Vec<RowsRef>,
    /// The default graph, then the named ones.
    pub(super) sets: Vec<SetRef>,
    triples: u64,
}

/// One graph of the data set.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SetRef {
    pub(super) name: Option<u32>,
    pub(super) predicates: Vec<PredicateRef>,
}

/// All triples of one predicate in one graph: a table, and columns of dense rows.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PredicateRef {
    pub(super) id: u32,
    pub(super) table: Option<TableRef>,
    pub(super) columns: Vec<ColumnRef>,
}

impl PredicateRef {
    pub(super) fn new(id: u32) -> Self {
        Self { id, table: None, columns: Vec::new() }
    }
}

impl Content {
    pub(super) fn new(
        dictionary: DictionaryRef,
        terms: usize,
        rows: Vec<RowsRef>,
        sets: Vec<SetRef>,
    ) -> Self {
        let mut content = Self { dictionary, terms, rows, sets, triples: 0 };
        content.triples = (content.sets.iter())
            .flat_map(|set| &set.predicates)
            .map(|predicate| predicate.len(&content.rows) as u64)
            .sum();
        content
    }

    /// Tells whether the default graph comes first and every column is one of a table that is there.
    fn fits(&self) -> bool {
        let mut columns = self.sets.iter().flat_map(|set| &set.predicates).flat_map(|p| &p.columns);
        self.sets.first().is_some_and(|set| set.name.is_none())
            && self.sets[1..].iter().all(|set| set.name.is_some())
            && columns.all(|column| column.rows < self.rows.len())
    }
}

impl Graph {
    /// Opens a graph file. Cost: a few hundred microseconds, whatever its size.
    ///
    /// # Errors
    /// When the file cannot be read, is not a graph of this version, or was cut or damaged. Damage inside a
    /// column is found when a query first touches it.
    ///
    /// ```
    /// use actant::store::{Builder, Graph, NamedNode};
    ///
    /// let folder = tempfile::tempdir()?;
    /// let path = folder.path().join("graph");
    /// let mut builder = Builder::new();
    /// let [csto, part, tajikistan] =
    ///     ["csto", "part", "tajikistan"].map(|name| builder.iri(&format!("https://example.org/{name}")));
    /// builder.quad(csto, part, tajikistan, None);
    /// builder.finish().publish(&path)?;
    ///
    /// let graph = Graph::open(&path)?;
    /// assert_eq!(graph.triples(), 1);
    /// assert!(graph.find(&NamedNode::new("https://example.org/csto")?)?.is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Snapshot::open(path).and_then(Self::from_parts)
    }

    pub(super) fn from_memory(words: Vec<u64>) -> Result<Self, StoreError> {
        Snapshot::from_memory(words).and_then(Self::from_parts)
    }

    fn from_parts((snapshot, content): (Snapshot, Content)) -> Result<Self, StoreError> {
        if !content.fits() {
            return Err(StoreError::Damaged {
                reason: "its table of contents contradicts itself".to_owned(),
            });
        }
        let index = |set: &SetRef| {
            set.predicates.iter().enumerate().map(|(at, predicate)| (predicate.id, at)).collect()
        };
        let indexes = content.sets.iter().map(index).collect();
        Ok(Self { snapshot, content, indexes })
    }

    /// Counts the triples of all graphs.
    pub fn triples(&self) -> u64 {
        self.content.triples
    }

    /// Counts the terms of the dictionary.
    pub fn terms(&self) -> usize {
        self.content.terms
    }

    /// Counts the dense rows of all tables.
    pub fn rows(&self) -> usize {
        self.content.rows.iter().map(|rows| rows.len as usize).sum()
    }

    /// Counts the bytes of the graph file.
    pub fn bytes(&self) -> usize {
        self.snapshot.len()
    }

    /// Finds the id of a term; a term that is nowhere in the graph has none.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn find<'a>(&self, term: impl Into<TermRef<'a>>) -> Result<Option<TermId>, StoreError> {
        let term = term.into();
        match term {
            TermRef::NamedNode(node) => {
                for rows in &self.content.rows {
                    if let Some(row) = rows.find(&self.snapshot, node.as_str())? {
                        return Ok(Some(TermId::row((rows.first + row) as usize)));
                    }
                }
            }
            TermRef::Literal(literal) if is_string(literal) => {
                if let Some(id) = self.find_numbered(literal.value())? {
                    return Ok(Some(id));
                }
            }
            _ => {}
        }
        Ok(self.content.dictionary.find(&self.snapshot, term)?.map(|row| TermId::term(row as usize)))
    }

    fn find_numbered(&self, value: &str) -> Result<Option<TermId>, StoreError> {
        for column in self.numbered() {
            let ValuesRef::Numbered { prefix, first, numbers } = &column.values else { continue };
            let Some(digits) = value.strip_prefix(prefix.as_str()) else { continue };
            let Some(number) = numbered::number(digits.as_bytes()) else { continue };
            let len = self.content.rows[column.rows].len;
            if let Some(row) = numbers.find(&self.snapshot, number, len)? {
                return Ok(Some(TermId::numbered((first + row) as usize)));
            }
        }
        Ok(None)
    }

    /// Gives the term of an id that this graph gave out.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn term(&self, id: TermId) -> Result<Term, StoreError> {
        match id.named() {
            Named::Term(row) => self.content.dictionary.get(&self.snapshot, row),
            Named::Row(row) => {
                let mut iri = String::with_capacity(64);
                self.write_row(row, &mut iri)?;
                Ok(NamedNode::new_unchecked(iri).into())
            }
            Named::Number(number) => {
                let mut text = String::new();
                self.write_number(number, &mut text)?;
                Ok(Literal::new_simple_literal(text).into())
            }
            Named::Foreign(_) => Err(StoreError::Damaged {
                reason: "a query's own term was looked up in the graph".to_owned(),
            }),
        }
    }

    /// Gives the keys that rows are named after, if all ids are rows of one table whose names are keys: the order of
    /// the keys is the order of the IRIs.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn row_keys(&self, ids: &[TermId]) -> Result<Option<Vec<u64>>, StoreError> {
        let Some(Named::Row(first)) = ids.first().map(|id| id.named()) else { return Ok(None) };
        let rows = self.rows_of(first)?;
        let Some(keys) = rows.keys(&self.snapshot)? else { return Ok(None) };
        let key = |id: &TermId| match id.named() {
            Named::Row(row) if rows.contains(row) => keys.get((row - rows.first) as usize).copied(),
            _ => None,
        };
        Ok(ids.iter().map(key).collect())
    }

    /// Compares the IRIs of two rows by their keys, if they are of one table whose names are keys.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn compare_rows(&self, left: TermId, right: TermId) -> Result<Option<Ordering>, StoreError> {
        let (Named::Row(left), Named::Row(right)) = (left.named(), right.named()) else { return Ok(None) };
        let rows = self.rows_of(left)?;
        if !rows.contains(right) {
            return Ok(None);
        }
        let Some(keys) = rows.keys(&self.snapshot)? else { return Ok(None) };
        let key = |row: u32| keys[(row - rows.first) as usize];
        Ok(Some(key(left).cmp(&key(right))))
    }

    /// Writes the IRI of a row to the end of a text.
    pub(super) fn write_row(&self, row: u32, iri: &mut String) -> Result<(), StoreError> {
        let rows = self.rows_of(row)?;
        rows.write_iri(&self.snapshot, row - rows.first, iri)
    }

    /// Writes the value of a numbered literal to the end of a text.
    pub(super) fn write_number(&self, number: u32, text: &mut String) -> Result<(), StoreError> {
        for column in self.numbered() {
            let ValuesRef::Numbered { prefix, first, numbers } = &column.values else { continue };
            let len = self.content.rows[column.rows].len;
            if let Some(row) = number.checked_sub(*first).filter(|row| *row < len) {
                text.push_str(prefix);
                text.push_str(&numbers.get(&self.snapshot, row)?.to_string());
                return Ok(());
            }
        }
        Err(StoreError::Damaged { reason: format!("no row has the numbered literal {number}") })
    }

    #[inline]
    pub(super) fn dictionary(&self) -> &DictionaryRef {
        &self.content.dictionary
    }

    /// Gives the number of the table of dense rows, or of the numbered column, that an id belongs to; nothing for a term
    /// of the dictionary.
    pub fn table_of(&self, id: TermId) -> Option<usize> {
        match id.named() {
            Named::Row(row) => self.content.rows.iter().position(|rows| rows.contains(row)),
            Named::Number(_) => Some(self.content.rows.len()),
            Named::Term(_) | Named::Foreign(_) => None,
        }
    }

    fn numbered(&self) -> impl Iterator<Item = &ColumnRef> {
        let columns = self.content.sets[0].predicates.iter().flat_map(|predicate| &predicate.columns);
        columns.filter(|column| matches!(column.values, ValuesRef::Numbered { .. }))
    }

    fn rows_of(&self, row: u32) -> Result<&RowsRef, StoreError> {
        (self.content.rows.iter().find(|rows| rows.contains(row)))
            .ok_or_else(|| StoreError::Damaged { reason: format!("there is no row {row}") })
    }

    pub(super) fn predicate(&self, set: usize, id: u32) -> Option<&PredicateRef> {
        self.indexes[set].get(&id).map(|&at| &self.content.sets[set].predicates[at])
    }

    pub(super) fn set_of(&self, name: u32) -> Option<usize> {
        self.content.sets.iter().position(|set| set.name == Some(name))
    }
}
