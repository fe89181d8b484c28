//! The claims of a folder as what they do in disputes: which event each is about, and with which stance.

use std::collections::HashMap;

use crate::query::{Scope, World};
use crate::rdf::vocabulary::RELATION;
use crate::store::{Graph, Graphs, NamedNode, StoreError, TermId};
use crate::workspace::ask::local;
use crate::workspace::dispute::Stance;
use crate::workspace::lexicon::find;
use crate::workspace::scope::{Judgement, Reason, Reasons, judge};
use crate::workspace::{Workspace, WorkspaceError};

/// Reads claims by their part in disputes. A claim counts when it is in the scope; where the scope takes in only what is
/// asserted, a claim that its source gives as denied counts as the denial that it is.
pub(super) struct Record<'w> {
    pub(super) graph: &'w Graph,
    stances: HashMap<TermId, Stance>,
    judgement: Judgement,
    only_asserted: bool,
    asserted: Option<TermId>,
    denied: Option<TermId>,
    subject: Option<TermId>,
    predicate: Option<TermId>,
    object: Option<TermId>,
    about: Option<TermId>,
    status: Option<TermId>,
}

/// One claim with its part in a dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    pub(super) event: TermId,
    pub(super) stance: Stance,
    pub(super) claim: TermId,
}

impl<'w> Record<'w> {
    /// Makes a reader. Cost: that of judging every claim by the scope.
    pub(super) fn new(workspace: &'w Workspace, scope: &Scope) -> Result<Self, WorkspaceError> {
        let graph = workspace.graph();
        let only_asserted = matches!(scope.world, None | Some(World::Accepted));
        // Whether it is asserted is asked here, so that a denial can be told from what is merely left out.
        let world = if only_asserted { Some(World::All) } else { scope.world.clone() };
        let mut stances = HashMap::new();
        for (stance, relations) in Stance::RELATIONS {
            for relation in relations {
                for relation in family(graph, relation)? {
                    stances.entry(relation).or_insert(stance);
                }
            }
        }
        let [subject, predicate, object, about, status, asserted, denied] = [
            "rdf:subject",
            "rdf:predicate",
            "rdf:object",
            "schema:about",
            "act:status",
            "act:asserted",
            "act:denied",
        ]
        .map(|name| find(graph, name));
        Ok(Self {
            graph,
            stances,
            judgement: judge(workspace, &Scope { world, ..scope.clone() })?,
            only_asserted,
            asserted: asserted?,
            denied: denied?,
            subject: subject?,
            predicate: predicate?,
            object: object?,
            about: about?,
            status: status?,
        })
    }

    /// Gives every claim that has a part in what the record holds on any event. Cost: linear in those claims.
    pub(super) fn all(&self) -> Result<Vec<Part>, StoreError> {
        let mut parts = Vec::new();
        for relation in self.stances.keys() {
            for claim in self.claims(self.predicate, *relation)? {
                self.add(claim, &mut parts)?;
            }
        }
        if let Some(denied) = self.denied {
            for claim in self.claims(self.status, denied)? {
                self.add(claim, &mut parts)?;
            }
        }
        parts.sort_unstable();
        parts.dedup();
        Ok(parts)
    }

    /// Gives the claims that have a part in what the record holds on one event.
    pub(super) fn of_event(&self, event: TermId) -> Result<Vec<Part>, StoreError> {
        let mut parts = Vec::new();
        for part in self.all_of_event(event)? {
            if self.reasons(part.claim)?.is_empty() {
                parts.push(part);
            }
        }
        Ok(parts)
    }

    /// Gives the claims that have a part in what the record holds on one event, whether they count or not.
    pub(super) fn all_of_event(&self, event: TermId) -> Result<Vec<Part>, StoreError> {
        let about = self.claims(self.about, event)?;
        let mut claims = self.claims(self.object, event)?;
        for claim in &about {
            claims.extend(self.claims(self.object, *claim)?);
        }
        claims.extend(about);
        let mut parts = Vec::new();
        for claim in claims {
            self.part(claim, &mut parts)?;
        }
        parts.retain(|part| part.event == event);
        parts.sort_unstable();
        parts.dedup();
        Ok(parts)
    }

    /// Adds what a claim does, when it counts.
    fn add(&self, claim: TermId, parts: &mut Vec<Part>) -> Result<(), StoreError> {
        match self.reasons(claim)?.is_empty() {
            true => self.part(claim, parts),
            false => Ok(()),
        }
    }

    /// Adds what a claim does: a denial speaks of what it is about, of its object, and of what a claim that is its object
    /// is about; silence of what it is about and of its object; anything else, and a claim that its source gives as
    /// denied, of what it is about alone.
    fn part(&self, claim: TermId, parts: &mut Vec<Part>) -> Result<(), StoreError> {
        let status = self.value(claim, self.status)?;
        let denied = status.is_some() && status == self.denied;
        let stance = if denied { Some(Stance::Denies) } else { self.stance_of(claim)? };
        let Some(stance) = stance else { return Ok(()) };
        let mut push = |event: Option<TermId>| parts.extend(event.map(|event| Part { event, stance, claim }));
        push(self.about(claim)?);
        if !denied
            && matches!(stance, Stance::Denies | Stance::Silent)
            && let Some(object) = self.object(claim)?
        {
            push(Some(object));
            if stance == Stance::Denies {
                push(self.about(object)?);
            }
        }
        Ok(())
    }

    /// Gives the stance that the relation of a claim shows.
    fn stance_of(&self, claim: TermId) -> Result<Option<Stance>, StoreError> {
        Ok(self.value(claim, self.predicate)?.and_then(|relation| self.stances.get(&relation)).copied())
    }

    /// Gives the reasons for which a claim does not count.
    pub(super) fn reasons(&self, claim: TermId) -> Result<Reasons, StoreError> {
        let mut reasons = self.judgement.reasons(claim);
        if !reasons.is_empty() || !self.only_asserted {
            return Ok(reasons);
        }
        let Some(status) = self.value(claim, self.status)? else { return Ok(reasons) };
        if Some(status) != self.asserted
            && Some(status) != self.denied
            && let Some(reason) = Reason::of_status(&local(&self.graph.term(status)?))
        {
            reasons.insert(reason);
        }
        Ok(reasons)
    }

    pub(super) fn subject(&self, claim: TermId) -> Result<Option<TermId>, StoreError> {
        self.value(claim, self.subject)
    }

    pub(super) fn object(&self, claim: TermId) -> Result<Option<TermId>, StoreError> {
        self.value(claim, self.object)
    }

    fn about(&self, claim: TermId) -> Result<Option<TermId>, StoreError> {
        self.value(claim, self.about)
    }

    fn claims(&self, property: Option<TermId>, value: TermId) -> Result<Vec<TermId>, StoreError> {
        let Some(property) = property else { return Ok(Vec::new()) };
        Ok(self
            .graph
            .quads(None, Some(property), Some(value), Graphs::Default)?
            .map(|(claim, ..)| claim)
            .collect())
    }

    /// Gives the text of what something says of itself.
    pub(super) fn text(&self, id: TermId, property: &str) -> Result<Option<String>, StoreError> {
        let found = self.value(id, find(self.graph, property)?)?;
        Ok(found.map(|found| self.graph.term(found)).transpose()?.map(|term| local(&term)))
    }

    pub(super) fn value(
        &self,
        claim: TermId,
        property: Option<TermId>,
    ) -> Result<Option<TermId>, StoreError> {
        let Some(property) = property else { return Ok(None) };
        let mut values = self.graph.quads(Some(claim), Some(property), None, Graphs::Default)?;
        Ok(values.next().map(|(_, _, value, _)| value))
    }
}

/// Gives a relation type, by its id, and every narrower one.
fn family(graph: &Graph, id: &str) -> Result<Vec<TermId>, StoreError> {
    let broader = find(graph, "skos:broader")?;
    let first = graph.find(NamedNode::new_unchecked(format!("{RELATION}{id}")).as_ref())?;
    let mut family: Vec<TermId> = first.into_iter().collect();
    let mut done = 0;
    while let Some(&relation) = family.get(done) {
        if let Some(broader) = broader {
            for (narrower, ..) in graph.quads(None, Some(broader), Some(relation), Graphs::Default)? {
                if !family.contains(&narrower) {
                    family.push(narrower);
                }
            }
        }
        done += 1;
    }
    Ok(family)
}
