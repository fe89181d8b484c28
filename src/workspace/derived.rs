//! What follows from the claims, read from the named graph that holds it: by which rules, and from which claims, in
//! the order in which they lead from one end of the tie to the other. It derives nothing itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::query::{NamedNode, Term};
use crate::rdf::Rule;
use crate::rdf::vocabulary::DERIVED;
use crate::store::{Graph, Graphs, StoreError, TermId};
use crate::workspace::lexicon::{find, text};
use crate::workspace::scope::Judgement;

/// Says where a derived tie comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivation {
    /// The rules, each once.
    pub rules: Vec<Rule>,
    /// The claims that it rests on, all of them needed; those of a chain in the order of its links.
    pub claims: Vec<Term>,
}

/// Holds a tie that follows from claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DerivedTie {
    /// Who.
    pub subject: Term,
    /// Does or is what.
    pub relation: Term,
    /// To whom or what.
    pub object: Term,
    /// From what.
    pub derivation: Derivation,
}

/// Counts the ways in which ties follow, and names the relation types whose longest chains were not looked for.
pub(super) fn derived(graph: &Graph) -> Result<(usize, Vec<Term>), StoreError> {
    let Some(reader) = Reader::of(graph)? else { return Ok((0, Vec::new())) };
    let all = Graphs::Named(reader.derived);
    let count = graph.count(None, Some(reader.predicate), None, all)?;
    let Some(incomplete) = find(graph, "act:incomplete")? else { return Ok((count, Vec::new())) };
    let cut = graph.quads(None, Some(incomplete), None, all)?;
    let cut = cut.map(|(_, _, relation, _)| graph.term(relation)).collect::<Result<_, _>>()?;
    Ok((count, cut))
}

/// Gives every way in which a tie follows, the one with the fewest claims first; none when it does not.
pub(super) fn derivations(
    graph: &Graph,
    subject: &Term,
    relation: &Term,
    object: &Term,
) -> Result<Vec<Derivation>, StoreError> {
    let Some(reader) = Reader::of(graph)? else { return Ok(Vec::new()) };
    let (Some(subject), Some(relation), Some(object)) =
        (graph.find(subject.as_ref())?, graph.find(relation.as_ref())?, graph.find(object.as_ref())?)
    else {
        return Ok(Vec::new());
    };
    let mut found = reader.derivations(subject, relation, object)?;
    // An inverse that is only a label has no node: it is the tie itself, read from its other end.
    if let Some(inverse) = find(graph, "owl:inverseOf")? {
        for (other, ..) in graph.quads(None, Some(inverse), Some(relation), Graphs::Default)? {
            let mut turned = reader.stated(object, other, subject)?;
            turned.extend(reader.derivations(object, other, subject)?);
            found.extend(turned.into_iter().map(|derivation| {
                let rules: BTreeSet<Rule> = derivation.rules.into_iter().chain([Rule::Inverse]).collect();
                Derivation { rules: rules.into_iter().collect(), ..derivation }
            }));
        }
    }
    sort(&mut found);
    found.dedup();
    Ok(found)
}

/// Gives the ties of some relation types that follow along a chain of claims, all of which are in: those between two
/// ends, or from one, or to one, or all. Each tie is there once, by its shortest chain.
pub(super) fn along_chains(
    graph: &Graph,
    judgement: &Judgement,
    relations: &[String],
    ends: (Option<&str>, Option<&str>),
) -> Result<Vec<DerivedTie>, StoreError> {
    let Some(reader) = Reader::of(graph)? else { return Ok(Vec::new()) };
    let Some(transitive) = find(graph, "act:transitive")? else { return Ok(Vec::new()) };
    let id = |iri: &str| graph.find(NamedNode::new_unchecked(iri).as_ref());
    let relations: Vec<TermId> =
        relations.iter().filter_map(|iri| id(iri).transpose()).collect::<Result<_, _>>()?;
    let (who, whom) = (ends.0.map(id).transpose()?, ends.1.map(id).transpose()?);
    // A name that the graph does not hold is at the end of nothing.
    if who == Some(None) || whom == Some(None) {
        return Ok(Vec::new());
    }
    let (who, whom) = (who.flatten(), whom.flatten());
    let mut nodes: Vec<TermId> = match (who, whom) {
        (Some(who), _) => reader.nodes(reader.subject, who)?,
        (None, Some(whom)) => reader.nodes(reader.object, whom)?,
        (None, None) => reader.nodes(reader.rule, transitive)?,
    };
    nodes.retain(|node| reader.rules_of(*node).is_ok_and(|rules| rules.contains(&Rule::Transitive)));
    let mut ties: BTreeMap<(TermId, TermId, TermId), Derivation> = BTreeMap::new();
    for node in nodes {
        let (Some(subject), Some(relation), Some(object)) = (
            reader.value(node, reader.subject)?,
            reader.value(node, reader.predicate)?,
            reader.value(node, reader.object)?,
        ) else {
            continue;
        };
        let wanted = relations.contains(&relation)
            && who.is_none_or(|who| who == subject)
            && whom.is_none_or(|whom| whom == object);
        let claims = reader.values(node, reader.rests_on)?;
        if !wanted || claims.iter().any(|claim| judgement.reason_of(*claim).is_some()) {
            continue;
        }
        let derivation = reader.derivation(node, subject)?;
        match ties.get(&(subject, relation, object)) {
            Some(known) if known.claims.len() <= derivation.claims.len() => {}
            _ => drop(ties.insert((subject, relation, object), derivation)),
        }
    }
    let term = |id| graph.term(id);
    ties.into_iter()
        .map(|((subject, relation, object), derivation)| {
            Ok(DerivedTie {
                subject: term(subject)?,
                relation: term(relation)?,
                object: term(object)?,
                derivation,
            })
        })
        .collect()
}

fn sort(derivations: &mut [Derivation]) {
    let names = |derivation: &Derivation| -> Vec<String> {
        derivation.claims.iter().map(ToString::to_string).collect()
    };
    derivations.sort_by_cached_key(|derivation| {
        (derivation.claims.len(), derivation.rules.clone(), names(derivation))
    });
}

/// Reads the nodes of the derived graph.
struct Reader<'g> {
    graph: &'g Graph,
    derived: TermId,
    subject: TermId,
    predicate: TermId,
    object: TermId,
    rule: TermId,
    rests_on: TermId,
}

impl<'g> Reader<'g> {
    /// Makes a reader; nothing follows in a graph that lacks one of the words.
    fn of(graph: &'g Graph) -> Result<Option<Self>, StoreError> {
        let derived = graph.find(NamedNode::new_unchecked(DERIVED).as_ref())?;
        let [subject, predicate, object, rule, rests_on] =
            ["rdf:subject", "rdf:predicate", "rdf:object", "act:rule", "prov:wasDerivedFrom"]
                .map(|word| find(graph, word));
        let all = (derived, subject?, predicate?, object?, rule?, rests_on?);
        let (Some(derived), Some(subject), Some(predicate), Some(object), Some(rule), Some(rests_on)) = all
        else {
            return Ok(None);
        };
        Ok(Some(Self { graph, derived, subject, predicate, object, rule, rests_on }))
    }

    fn nodes(&self, property: TermId, value: TermId) -> Result<Vec<TermId>, StoreError> {
        let quads = self.graph.quads(None, Some(property), Some(value), Graphs::Named(self.derived))?;
        Ok(quads.map(|(node, ..)| node).collect())
    }

    fn values(&self, node: TermId, property: TermId) -> Result<Vec<TermId>, StoreError> {
        let quads = self.graph.quads(Some(node), Some(property), None, Graphs::Named(self.derived))?;
        Ok(quads.map(|(_, _, value, _)| value).collect())
    }

    fn value(&self, node: TermId, property: TermId) -> Result<Option<TermId>, StoreError> {
        Ok(self.values(node, property)?.into_iter().next())
    }

    fn rules_of(&self, node: TermId) -> Result<BTreeSet<Rule>, StoreError> {
        let mut rules = BTreeSet::new();
        for rule in self.values(node, self.rule)? {
            let iri = text(self.graph.term(rule)?);
            rules.extend(iri.rsplit('#').next().and_then(Rule::parse));
        }
        Ok(rules)
    }

    fn derivation(&self, node: TermId, subject: TermId) -> Result<Derivation, StoreError> {
        let claims = self.in_order(self.values(node, self.rests_on)?, subject)?;
        let claims = claims.into_iter().map(|claim| self.graph.term(claim));
        Ok(Derivation {
            rules: self.rules_of(node)?.into_iter().collect(),
            claims: claims.collect::<Result<_, _>>()?,
        })
    }

    fn derivations(
        &self,
        subject: TermId,
        relation: TermId,
        object: TermId,
    ) -> Result<Vec<Derivation>, StoreError> {
        let mut found = Vec::new();
        for node in self.nodes(self.subject, subject)? {
            if self.value(node, self.predicate)? == Some(relation)
                && self.value(node, self.object)? == Some(object)
            {
                found.push(self.derivation(node, subject)?);
            }
        }
        Ok(found)
    }

    /// Gives the claims that state a tie and that something may follow from, each as a derivation without rules.
    fn stated(
        &self,
        subject: TermId,
        relation: TermId,
        object: TermId,
    ) -> Result<Vec<Derivation>, StoreError> {
        let graph = self.graph;
        let (status, asserted) = (find(graph, "act:status")?, find(graph, "act:asserted")?);
        let contested = find(graph, "act:contested")?;
        let has = |claim, property: Option<TermId>, value: Option<TermId>| -> Result<bool, StoreError> {
            match property {
                Some(property) => Ok(graph.count(Some(claim), Some(property), value, Graphs::Default)? > 0),
                None => Ok(false),
            }
        };
        let mut found = Vec::new();
        for (claim, ..) in graph.quads(None, Some(self.subject), Some(subject), Graphs::Default)? {
            if has(claim, Some(self.predicate), Some(relation))?
                && has(claim, Some(self.object), Some(object))?
                && has(claim, status, asserted)?
                && !has(claim, contested, None)?
            {
                found.push(Derivation { rules: Vec::new(), claims: vec![graph.term(claim)?] });
            }
        }
        Ok(found)
    }

    /// Puts the links of a chain in the order in which they lead away from one end. No link of a chain passes a place
    /// twice, so at each there is one way on.
    fn in_order(&self, mut claims: Vec<TermId>, from: TermId) -> Result<Vec<TermId>, StoreError> {
        let end = |claim, property| -> Result<Option<TermId>, StoreError> {
            let mut quads = self.graph.quads(Some(claim), Some(property), None, Graphs::Default)?;
            Ok(quads.next().map(|(_, _, value, _)| value))
        };
        let mut ordered = Vec::with_capacity(claims.len());
        let mut here = from;
        while !claims.is_empty() {
            let mut next = None;
            for (place, claim) in claims.iter().enumerate() {
                let ends = (end(*claim, self.subject)?, end(*claim, self.object)?);
                let there = match ends {
                    (Some(start), Some(there)) | (Some(there), Some(start)) if start == here => Some(there),
                    _ => None,
                };
                if let Some(there) = there {
                    next = Some((place, there));
                    break;
                }
            }
            // A single claim may be read from its other end; anything else is a chain.
            let (place, there) = next.unwrap_or((0, here));
            ordered.push(claims.remove(place));
            here = there;
        }
        Ok(ordered)
    }
}
