//! The rows of an answer before anybody has looked at them: terms are read where they lie, and made only for who wants
//! to keep them.

use crate::engine;
use crate::query::{Answer, QueryError, Table, Term, TermRef, Triple};
use crate::store::sparql::QueryEvaluationError;
use crate::store::{Graph, StoreError, TermId};

/// Holds what a query found, over a graph that is still open.
#[derive(Debug)]
pub enum Found<'g> {
    /// What SELECT gives.
    Solutions(Solutions<'g>),
    /// What ASK gives.
    Boolean(bool),
    /// What CONSTRUCT and DESCRIBE give, without repeats, in the order of their N-Triples text.
    Graph(Vec<Triple>),
}

/// Holds the rows of an answer.
#[derive(Debug)]
pub struct Solutions<'g>(Source<'g>);

#[derive(Debug)]
enum Source<'g> {
    /// Rows of ids, whose terms lie in the graph.
    Ids(engine::Rows<'g>),
    Made(Table),
}

impl Found<'_> {
    /// Makes every term, so that the answer outlives the graph.
    ///
    /// # Errors
    /// When the graph is damaged.
    pub fn into_answer(self) -> Result<Answer, QueryError> {
        Ok(match self {
            Self::Solutions(solutions) => Answer::Table(solutions.into_table()?),
            Self::Boolean(answer) => Answer::Boolean(answer),
            Self::Graph(triples) => Answer::Graph(triples),
        })
    }
}

impl<'g> Solutions<'g> {
    pub(super) fn by_id(rows: engine::Rows<'g>) -> Self {
        Self(Source::Ids(rows))
    }

    /// Gives an answer without columns and rows.
    pub fn none() -> Self {
        Self(Source::Made(Table::default()))
    }

    /// Gives the rows of a table.
    pub fn made(table: Table) -> Self {
        Self(Source::Made(table))
    }

    /// Gives the names of the columns, without `?`.
    pub fn columns(&self) -> &[String] {
        match &self.0 {
            Source::Ids(rows) => &rows.columns,
            Source::Made(table) => &table.columns,
        }
    }

    /// Counts the rows.
    pub fn len(&self) -> usize {
        match &self.0 {
            Source::Ids(rows) => rows.len(),
            Source::Made(table) => table.rows.len(),
        }
    }

    /// Tells whether there are no rows.
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Source::Ids(rows) => rows.is_empty(),
            Source::Made(table) => table.rows.is_empty(),
        }
    }

    /// Shows the rows one after the other; a row is its cells from the first column on, and a cell without a value is
    /// `None`. A term is borrowed while its row is shown.
    ///
    /// # Errors
    /// What `show` gives, and when the graph is damaged.
    pub fn each<E: From<StoreError>>(
        &self,
        mut show: impl FnMut(&mut dyn Iterator<Item = Result<Option<TermRef<'_>>, StoreError>>) -> Result<(), E>,
    ) -> Result<(), E> {
        match &self.0 {
            Source::Ids(rows) => rows.each(show),
            Source::Made(table) => table
                .rows
                .iter()
                .try_for_each(|row| show(&mut row.iter().map(|cell| Ok(cell.as_ref().map(Term::as_ref))))),
        }
    }

    /// Shows the cells of one column from the first row on, each borrowed while it is shown. Cost: where the graph has
    /// the term, a look at its bytes and no copy of them, but for an IRI, which is put together.
    ///
    /// # Errors
    /// When the graph is damaged.
    pub fn column(&self, column: usize, mut show: impl FnMut(Option<TermRef<'_>>)) -> Result<(), QueryError> {
        match &self.0 {
            Source::Ids(rows) => rows.column(column, show).map_err(damaged),
            Source::Made(table) => {
                table.rows.iter().for_each(|row| show(row[column].as_ref().map(Term::as_ref)));
                Ok(())
            }
        }
    }

    /// Gives the ids of one column from the first row on, in the graph that was asked; a cell without a value, and a term
    /// that the graph does not have, has none.
    ///
    /// # Errors
    /// When the graph is damaged.
    pub fn ids(&self, graph: &Graph, column: usize) -> Result<Vec<Option<TermId>>, QueryError> {
        match &self.0 {
            Source::Ids(rows) => Ok(rows.ids(column).collect()),
            Source::Made(table) => {
                let cells = table.rows.iter().map(|row| row[column].as_ref());
                let ids = cells.map(|cell| cell.map_or(Ok(None), |term| graph.find(term.as_ref())));
                ids.collect::<Result<_, _>>().map_err(damaged)
            }
        }
    }

    /// Makes the terms of some rows, which are named by their numbers from 0 on, in ascending order.
    ///
    /// # Errors
    /// When the graph is damaged.
    pub fn some(&self, rows: &[usize]) -> Result<Table, QueryError> {
        let columns = self.columns().to_vec();
        let rows = match &self.0 {
            Source::Ids(all) => all.some(rows).map_err(damaged)?,
            Source::Made(table) => rows.iter().map(|row| table.rows[*row].clone()).collect(),
        };
        Ok(Table { columns, rows })
    }

    /// Touches all parts of the graph that the terms lie in, so that reading them later finds no damage: who writes to
    /// where nothing can be taken back asks for this first.
    ///
    /// # Errors
    /// When the graph is damaged.
    pub fn touch(&self) -> Result<(), QueryError> {
        match &self.0 {
            Source::Ids(rows) => rows.touch().map_err(damaged),
            Source::Made(_) => Ok(()),
        }
    }

    /// Makes every term.
    ///
    /// # Errors
    /// When the graph is damaged.
    pub fn into_table(self) -> Result<Table, QueryError> {
        match self.0 {
            Source::Ids(rows) => {
                let terms = rows.terms().map_err(damaged)?;
                Ok(Table { columns: rows.columns, rows: terms })
            }
            Source::Made(table) => Ok(table),
        }
    }
}

fn damaged(source: StoreError) -> QueryError {
    QueryEvaluationError::Dataset(Box::new(source)).into()
}
