//! The terms that a running query meets: those of the graph, and those that only the query knows.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use oxigraph::model::Term;

use crate::store::dictionary::is_literal;
use crate::store::error::StoreError;
use crate::store::graph::Graph;
use crate::store::id::{Named, TermId};
use crate::store::strings::Strings;

/// Turns terms into ids and ids into terms while one query runs: equal terms have equal ids.
///
/// ```
/// use actant::store::{Builder, Literal, Terms};
///
/// let graph = Builder::new().finish().into_graph()?;
/// let terms = Terms::new(&graph);
/// let seven = terms.id(Literal::from(7).into())?;
/// assert_eq!(seven, terms.id(Literal::from(7).into())?);
/// assert_eq!(terms.term(seven)?, Literal::from(7).into());
/// # Ok::<(), actant::store::StoreError>(())
/// ```
#[derive(Debug)]
pub struct Terms<'a> {
    graph: &'a Graph,
    /// The entries of the dictionary, once somebody looked at one.
    strings: OnceCell<Strings<'a>>,
    foreign: RefCell<Foreign>,
}

#[derive(Debug, Default)]
struct Foreign {
    terms: Vec<Term>,
    index: HashMap<Term, TermId>,
}

impl<'a> Terms<'a> {
    /// Begins with the terms of a graph.
    pub fn new(graph: &'a Graph) -> Self {
        Self { graph, strings: OnceCell::new(), foreign: RefCell::default() }
    }

    /// Gives the graph.
    pub fn graph(&self) -> &'a Graph {
        self.graph
    }

    /// Gives the id of a term, which gets one when it has none.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn id(&self, term: Term) -> Result<TermId, StoreError> {
        if let Some(id) = self.graph.find(term.as_ref())? {
            return Ok(id);
        }
        let mut foreign = self.foreign.borrow_mut();
        if let Some(id) = foreign.index.get(&term) {
            return Ok(*id);
        }
        let id = TermId::foreign(foreign.terms.len());
        foreign.terms.push(term.clone());
        foreign.index.insert(term, id);
        Ok(id)
    }

    /// Gives the term of an id.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn term(&self, id: TermId) -> Result<Term, StoreError> {
        match id.named() {
            Named::Foreign(index) => Ok(self.foreign.borrow().terms[index as usize].clone()),
            _ => self.graph.term(id),
        }
    }

    fn strings(&self) -> Result<&Strings<'a>, StoreError> {
        match self.strings.get() {
            Some(strings) => Ok(strings),
            None => {
                let strings = self.graph.dictionary().open(&self.graph.snapshot)?;
                Ok(self.strings.get_or_init(|| strings))
            }
        }
    }

    /// Ends the query and gives the terms that only it knew, in the order of their ids.
    pub fn into_foreign(self) -> Vec<Term> {
        self.foreign.into_inner().terms
    }

    /// Tells whether an id names a literal, without making its term.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn is_literal(&self, id: TermId) -> Result<bool, StoreError> {
        match id.named() {
            Named::Row(_) => Ok(false),
            Named::Number(_) => Ok(true),
            Named::Term(row) => Ok(is_literal(self.strings()?, row)),
            Named::Foreign(index) => Ok(self.foreign.borrow().terms[index as usize].is_literal()),
        }
    }
}
