//! The way by Oxigraph's evaluator, one row at a time, within the same limits as far as it can be held to them.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;

use crate::engine::{Limits, Stop};
use crate::query::construct::in_order;
use crate::query::{Found, QueryError, Solutions, Table, Term, Triple};
use crate::store::sparql::{self, CancellationToken, QueryEvaluationError, QueryResults};
use crate::store::{Graph, Part};

/// Lets Oxigraph's evaluator answer.
///
/// It looks at its time at every triple, and so not while it sorts or multiplies what it has; of its memory, only the
/// answer is counted.
pub(super) fn by_rows<'g>(
    graph: &Graph,
    part: Option<&Part<'_>>,
    query: &sparql::Query,
    limits: Limits,
) -> Result<Found<'g>, QueryError> {
    let cancelled = CancellationToken::new();
    let Some(limit) = limits.time else { return read(graph, part, query, limits, cancelled) };
    thread::scope(|scope| {
        let (done, over) = channel::<()>();
        let watched = cancelled.clone();
        scope.spawn(move || {
            if over.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                watched.cancel();
            }
        });
        let found = read(graph, part, query, limits, cancelled);
        drop(done);
        match found {
            Err(QueryError::Evaluation { source: QueryEvaluationError::Cancelled }) => {
                Err(QueryError::Limit { stop: Stop::Time { limit } })
            }
            found => found,
        }
    })
}

fn read<'g>(
    graph: &Graph,
    part: Option<&Part<'_>>,
    query: &sparql::Query,
    limits: Limits,
    cancelled: CancellationToken,
) -> Result<Found<'g>, QueryError> {
    let mut gathered = 0_usize;
    let mut keep = |bytes: usize| {
        gathered += bytes;
        match limits.memory {
            Some(limit) if gathered > limit => Err(QueryError::Limit { stop: Stop::Memory { limit } }),
            _ => Ok(()),
        }
    };
    match sparql::evaluate_part(graph, part, query, cancelled)? {
        QueryResults::Boolean(answer) => Ok(Found::Boolean(answer)),
        QueryResults::Solutions(solutions) => {
            let columns: Vec<String> =
                solutions.variables().iter().map(|variable| variable.as_str().to_owned()).collect();
            let mut rows = Vec::new();
            for solution in solutions {
                let row = solution?.values().to_vec();
                keep(row.iter().flatten().map(bytes).sum::<usize>() + size_of_val(row.as_slice()))?;
                rows.push(row);
            }
            Ok(Found::Solutions(Solutions::made(Table { columns, rows })))
        }
        QueryResults::Graph(found) => {
            let mut triples = Vec::new();
            for triple in found {
                let triple = triple?;
                keep(size_of::<Triple>() + bytes(&triple.object))?;
                triples.push(triple);
            }
            Ok(Found::Graph(in_order(triples)))
        }
    }
}

/// Counts the bytes of a term's text.
fn bytes(term: &Term) -> usize {
    match term {
        Term::NamedNode(node) => node.as_str().len(),
        Term::BlankNode(node) => node.as_str().len(),
        Term::Literal(literal) => literal.value().len(),
    }
}
