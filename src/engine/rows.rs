//! The rows that a query found, as ids: a term is read where it lies when somebody looks at it.

use crate::engine::batch::Batch;
use crate::store::{Graph, StoreError, Term, TermId, TermReader, TermRef};

/// Holds rows of terms, none of them made yet.
#[derive(Debug)]
pub struct Rows<'a> {
    /// The names of the columns, without `?`.
    pub columns: Vec<String>,
    batches: Vec<Batch>,
    graph: &'a Graph,
    /// The terms that the graph does not have.
    foreign: Vec<Term>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(
        columns: Vec<String>,
        batches: Vec<Batch>,
        graph: &'a Graph,
        foreign: Vec<Term>,
    ) -> Self {
        Self { columns, batches, graph, foreign }
    }

    /// Counts the rows.
    pub fn len(&self) -> usize {
        self.batches.iter().map(|batch| batch.len).sum()
    }

    /// Tells whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.batches.iter().all(|batch| batch.len == 0)
    }

    /// Shows the rows one after the other; a row is its cells from the first column on, and a cell without a value is
    /// `None`. A term is borrowed while its row is shown.
    ///
    /// # Errors
    /// What `show` gives, and when the graph file is damaged.
    pub fn each<E: From<StoreError>>(
        &self,
        mut show: impl FnMut(&mut dyn Iterator<Item = Result<Option<TermRef<'_>>, StoreError>>) -> Result<(), E>,
    ) -> Result<(), E> {
        let reader = TermReader::new(self.graph, &self.foreign)?;
        let mut readers = vec![reader; self.columns.len()];
        for batch in &self.batches {
            for row in 0..batch.len {
                let cells = readers.iter_mut().zip(&batch.columns);
                show(&mut cells.map(|(reader, column)| reader.read(column[row])))?;
            }
        }
        Ok(())
    }

    /// Shows the cells of one column from the first row on, each borrowed while it is shown.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn column(&self, column: usize, mut show: impl FnMut(Option<TermRef<'_>>)) -> Result<(), StoreError> {
        let mut reader = TermReader::new(self.graph, &self.foreign)?;
        for batch in &self.batches {
            for id in batch.columns.get(column).into_iter().flatten() {
                show(reader.read(*id)?);
            }
        }
        Ok(())
    }

    /// Walks the ids of one column from the first row on; a cell without a value has none.
    pub fn ids(&self, column: usize) -> impl Iterator<Item = Option<TermId>> {
        let cells = self.batches.iter().filter_map(move |batch| batch.columns.get(column));
        cells.flatten().map(|id| (!id.is_none()).then_some(*id))
    }

    /// Makes the terms of some rows, which are named by their numbers from 0 on, in ascending order.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn some(&self, rows: &[usize]) -> Result<Vec<Vec<Option<Term>>>, StoreError> {
        let mut reader = TermReader::new(self.graph, &self.foreign)?;
        let mut made = Vec::with_capacity(rows.len());
        let (mut first, mut rows) = (0, rows.iter().peekable());
        for batch in &self.batches {
            while let Some(row) = rows.next_if(|row| **row < first + batch.len) {
                let ids = batch.columns.iter().map(|column| column[row - first]);
                let terms = ids.map(|id| Ok(reader.read(id)?.map(TermRef::into_owned)));
                made.push(terms.collect::<Result<_, StoreError>>()?);
            }
            first += batch.len;
        }
        Ok(made)
    }

    /// Touches every part of the graph file that the terms lie in, so that reading them later finds no damage.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn touch(&self) -> Result<(), StoreError> {
        let mut reader = TermReader::new(self.graph, &self.foreign)?;
        let cells = self.batches.iter().flat_map(|batch| &batch.columns).flatten();
        let mut last = None;
        for id in cells.filter(|id| !id.is_none()) {
            // One term of each table of rows will do, and the rows of a column are most often of one table.
            let table = self.graph.table_of(*id);
            if table.is_some() && table != last {
                reader.read(*id)?;
                last = table;
            }
        }
        Ok(())
    }

    /// Makes the terms of all rows; a cell without a value is `None`.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn terms(&self) -> Result<Vec<Vec<Option<Term>>>, StoreError> {
        let mut rows = Vec::with_capacity(self.len());
        self.each::<StoreError>(|cells| {
            let made = cells.map(|cell| cell.map(|term| term.map(TermRef::into_owned)));
            rows.push(made.collect::<Result<_, _>>()?);
            Ok(())
        })?;
        Ok(rows)
    }
}
