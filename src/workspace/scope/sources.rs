//! How many independent sources stand behind a statement.

use std::collections::HashMap;

use crate::store::{Graph, Graphs, StoreError, TermId};
use crate::workspace::lexicon::find;
use crate::workspace::scope::judge::Columns;
use crate::workspace::scope::{Judgement, Reason};

/// Leaves out the claims of a statement that fewer than `least` independent sources make. Claims state the same when
/// subject, relation, object and status are the same; a relation without direction may be written either way
/// round.
///
/// Sources are counted as documents and as voices, and the smaller number is that of the independent ones: a
/// document that repeats another is that other document, and two documents that pass on the same speaker have one
/// voice. Cost: one sort of the claims that are left.
pub(super) fn few_sources(
    columns: &Columns<'_>,
    least: usize,
    judgement: &mut Judgement,
) -> Result<(), StoreError> {
    let graph = columns.graph;
    let symmetric: Vec<TermId> = columns.of_class("owl:SymmetricProperty")?.collect();
    let origins = origins(graph)?;
    let properties = [
        "rdf:subject",
        "rdf:predicate",
        "rdf:object",
        "act:status",
        "dcterms:source",
        "prov:wasAttributedTo",
    ];
    let mut values = Vec::new();
    for property in properties {
        let mut cells = vec![None; graph.rows()];
        if let Some(property) = find(graph, property)? {
            for (claim, _, value, _) in graph.quads(None, Some(property), None, Graphs::Default)? {
                if let Some(cell) = claim.row_number().and_then(|row| cells.get_mut(row)) {
                    *cell = Some(value);
                }
            }
        }
        values.push(cells);
    }
    let mut statements = Vec::new();
    for claim in columns.of_class("act:Claim")? {
        let Some(row) = claim.row_number().filter(|_| judgement.takes_in(claim)) else { continue };
        let [mut subject, relation, mut object, status] = [0, 1, 2, 3].map(|at: usize| values[at][row]);
        if relation.is_some_and(|relation| symmetric.contains(&relation)) && object < subject {
            std::mem::swap(&mut subject, &mut object);
        }
        statements.push(([relation, subject, object, status], claim));
    }
    statements.sort_unstable();
    for same in statements.chunk_by(|left, right| left.0 == right.0) {
        let (mut documents, mut voices) = (Vec::new(), Vec::new());
        for (_, claim) in same {
            let Some(row) = claim.row_number() else { continue };
            let Some(source) = values[4][row] else { continue };
            let document = origins.get(&source).copied().unwrap_or(source);
            documents.push(document);
            voices.push(values[5][row].unwrap_or(document));
        }
        if independent(documents, voices) < least {
            same.iter().for_each(|(_, claim)| judgement.leave_out(*claim, Reason::FewSources));
        }
    }
    Ok(())
}

/// Counts the independent sources of some claims by the documents and the voices behind them: see [`few_sources`].
pub(in crate::workspace) fn independent(documents: Vec<TermId>, voices: Vec<TermId>) -> usize {
    distinct(documents).len().min(distinct(voices).len())
}

/// Keeps each id once.
pub(in crate::workspace) fn distinct(mut ids: Vec<TermId>) -> Vec<TermId> {
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Gives for each document that repeats another the one at the beginning of that chain. Documents that repeat one
/// another in a circle are one.
pub(in crate::workspace) fn origins(graph: &Graph) -> Result<HashMap<TermId, TermId>, StoreError> {
    let columns = Columns { graph };
    let mut repeats: HashMap<TermId, TermId> = HashMap::new();
    for (copy, _, origin, _) in columns.quads("prov:wasQuotedFrom", None)?.into_iter().flatten() {
        repeats.insert(copy, origin);
    }
    let origin = |copy: TermId| {
        let mut chain = vec![copy];
        while let Some(next) = repeats.get(&chain[chain.len() - 1]) {
            match chain.iter().position(|known| known == next) {
                // Whoever comes first in the circle stands for all of it.
                Some(at) => return chain[at..].iter().min().copied().unwrap_or(copy),
                None => chain.push(*next),
            }
        }
        chain[chain.len() - 1]
    };
    Ok(repeats.keys().map(|copy| (*copy, origin(*copy))).collect())
}
