//! Which claims of a graph are in, and why each of the others is not.

use std::collections::{BTreeMap, HashSet};

use crate::query::{NamedNode, Table, Term};
use crate::rdf::vocabulary::DERIVED;
use crate::store::{Graph, Graphs, Part, Statement, StoreError, TermId};
use crate::workspace::lexicon::find;
use crate::workspace::scope::{LeftOut, Reason, Reasons};

/// Holds for every dense row of a graph the reasons for which it is left out, if it is.
#[derive(Debug)]
pub(in crate::workspace) struct Judgement {
    reasons: Vec<Reasons>,
    claims: Vec<bool>,
    /// Claims that nobody asked for; empty when all were.
    unasked: Vec<bool>,
}

impl Judgement {
    /// Lets all of these claims in.
    pub(super) fn new(graph: &Graph, claims: impl Iterator<Item = TermId>) -> Self {
        let mut judgement = Self {
            reasons: vec![Reasons::default(); graph.rows()],
            claims: vec![false; graph.rows()],
            unasked: Vec::new(),
        };
        claims.filter_map(TermId::row_number).for_each(|row| judgement.claims[row] = true);
        judgement
    }

    /// Leaves a claim out; anything that is none stays in.
    pub(super) fn leave_out(&mut self, claim: TermId, reason: Reason) {
        if let Some(row) = claim.row_number().filter(|row| self.claims[*row]) {
            self.reasons[row].insert(reason);
        }
    }

    /// Lets in only the claims that are asked for, for no reason of the scope.
    pub(in crate::workspace) fn keep(&mut self, asked: impl IntoIterator<Item = TermId>) {
        self.unasked = self.claims.clone();
        asked.into_iter().filter_map(TermId::row_number).for_each(|row| self.unasked[row] = false);
    }

    /// Gives the reasons for which a claim is left out; there are none for anything that is no claim.
    pub(in crate::workspace) fn reasons(&self, claim: TermId) -> Reasons {
        claim.row_number().and_then(|row| self.reasons.get(row).copied()).unwrap_or_default()
    }

    /// Tells whether a claim is in; anything that is no claim is.
    pub(in crate::workspace) fn takes_in(&self, claim: TermId) -> bool {
        let unasked = claim.row_number().and_then(|row| self.unasked.get(row).copied()).unwrap_or(false);
        !unasked && self.reasons(claim).is_empty()
    }

    /// Gives the reasons for which the claim of an answer is left out; a term that is no claim is in.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub(in crate::workspace) fn reasons_of(
        &self,
        graph: &Graph,
        claim: &Term,
    ) -> Result<Reasons, StoreError> {
        let Term::NamedNode(claim) = claim else { return Ok(Reasons::default()) };
        let row = graph.find(claim.as_ref())?.and_then(TermId::row_number);
        Ok(row.and_then(|row| self.reasons.get(row).copied()).unwrap_or_default())
    }

    /// Takes a table apart into the rows whose claim is in and those whose claim is not.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub(in crate::workspace) fn split(
        &self,
        graph: &Graph,
        table: Table,
    ) -> Result<(Table, Table), StoreError> {
        let Some(claim) = table.column("claim") else {
            return Ok((table, Table::default()));
        };
        let mut others = Table { columns: table.columns.clone(), rows: Vec::new() };
        let mut kept = Table { columns: table.columns, rows: Vec::with_capacity(table.rows.len()) };
        for row in table.rows {
            let reasons = row[claim].as_ref().map(|claim| self.reasons_of(graph, claim)).transpose()?;
            let is_in = reasons.is_none_or(Reasons::is_empty);
            if is_in { &mut kept } else { &mut others }.rows.push(row);
        }
        Ok((kept, others))
    }

    /// Counts the claims of a table that are left out, by reason.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub(in crate::workspace) fn count(
        &self,
        graph: &Graph,
        table: &Table,
    ) -> Result<Vec<LeftOut>, StoreError> {
        let claims: HashSet<&Term> = match table.column("claim") {
            Some(claim) => table.rows.iter().filter_map(|row| row[claim].as_ref()).collect(),
            None => HashSet::new(),
        };
        let reasons = claims.into_iter().map(|claim| self.reasons_of(graph, claim));
        Ok(LeftOut::count(reasons.collect::<Result<Vec<_>, _>>()?))
    }

    /// Counts all claims that are left out, by reason.
    pub(in crate::workspace) fn count_all(&self) -> Vec<LeftOut> {
        LeftOut::count(self.reasons.iter().copied())
    }

    /// Gives the part of the graph that is in: those claims, the ties that one of them asserts, what follows from
    /// them, and all that is no claim.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub(in crate::workspace) fn part<'g>(
        &self,
        graph: &'g Graph,
        no_derived: bool,
    ) -> Result<Part<'g>, StoreError> {
        let mut hidden: Vec<bool> = self.reasons.iter().map(|reasons| !reasons.is_empty()).collect();
        hidden.iter_mut().zip(&self.unasked).for_each(|(hidden, unasked)| *hidden |= unasked);
        let derived = graph.find(NamedNode::new_unchecked(DERIVED).as_ref())?;
        if let Some(rests_on) = find(graph, "prov:wasDerivedFrom")? {
            for (row, _, claim, _) in graph.quads(None, Some(rests_on), None, Graphs::AnyNamed)? {
                if let Some(row) = row.row_number().filter(|_| !self.takes_in(claim)) {
                    hidden[row] = true;
                }
            }
            // A membership stands as long as one of its claims does.
            let mut stands: BTreeMap<usize, bool> = BTreeMap::new();
            for (membership, _, claim, _) in graph.quads(None, Some(rests_on), None, Graphs::Default)? {
                if let Some(row) = membership.row_number() {
                    *stands.entry(row).or_default() |= self.takes_in(claim);
                }
            }
            stands.into_iter().for_each(|(row, stands)| hidden[row] |= !stands);
        }
        let part = Part::new(graph, hidden);
        let (Some(subject), Some(predicate), Some(object)) =
            (find(graph, "rdf:subject")?, find(graph, "rdf:predicate")?, find(graph, "rdf:object")?)
        else {
            return Ok(part);
        };
        let given = match (find(graph, "act:status")?, find(graph, "act:asserted")?) {
            (Some(status), Some(asserted)) => Some((status, asserted)),
            _ => None,
        };
        let by = Statement { subject, predicate, object, given };
        let relations = |name| -> Result<Vec<TermId>, StoreError> {
            let mut relations = Vec::new();
            for relation in self.relations(graph)? {
                if graph.count(None, Some(relation), None, name)? > 0 {
                    relations.push(relation);
                }
            }
            Ok(relations)
        };
        let mut part = part.stated(None, by, relations(Graphs::Default)?);
        let Some(derived) = derived else { return Ok(part) };
        if no_derived {
            return Ok(part.without(derived));
        }
        let by = Statement { given: None, ..by };
        part = part.stated(Some(derived), by, relations(Graphs::Named(derived))?);
        if let Some(inverse) = find(graph, "owl:inverseOf")? {
            let types = self.relations(graph)?;
            for (relation, _, other, _) in graph.quads(None, Some(inverse), None, Graphs::Default)? {
                // What follows for a relation type has a node that states it; a mere label has none.
                if !types.contains(&other) {
                    part = part.turned(Some(derived), other, relation);
                }
            }
        }
        Ok(part)
    }

    fn relations(&self, graph: &Graph) -> Result<Vec<TermId>, StoreError> {
        let (Some(class), Some(kind)) = (find(graph, "rdf:type")?, find(graph, "act:RelationType")?) else {
            return Ok(Vec::new());
        };
        let found = graph.quads(None, Some(class), Some(kind), Graphs::Default)?;
        Ok(found.map(|(relation, ..)| relation).collect())
    }
}
