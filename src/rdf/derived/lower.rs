//! What follows, as triples of a named graph: the ties, and for each a node that says by which rules and from which
//! claims. The inverse of a relation that is only a label has ties and no node: it is the same tie, read from its
//! other end.

use std::collections::BTreeSet;

use xxhash_rust::xxh3::xxh3_64;

use crate::model::{
    ClaimId, ClaimIds, Claims, Contest, Dates, Entities, EntityId, Kind, ObjectId, Settings, Status, Texts,
};
use crate::rdf::derived::Rule;
use crate::rdf::derived::chains::{Link, chains};
use crate::rdf::derived::consequences::{Consequences, Target};
use crate::rdf::encode;
use crate::rdf::known::Known;
use crate::rdf::lower::Terms;
use crate::rdf::vocabulary::{DERIVED, RELATION};
use crate::store::{RowNames, Rows, TermId, Values};

/// How many chains of a relation are kept beside one for every fourth claim.
const CHAINS: usize = 50_000;

/// What derivation reads of a data set.
pub(in crate::rdf) struct Source<'a> {
    pub(in crate::rdf) settings: &'a Settings,
    pub(in crate::rdf) entities: &'a Entities,
    pub(in crate::rdf) texts: &'a Texts,
    pub(in crate::rdf) dates: &'a Dates,
    pub(in crate::rdf) claims: &'a Claims,
    pub(in crate::rdf) contests: &'a [Option<Contest>],
}

/// Lowers what follows from the claims, whose rows are `rows` and whose names have the hashes `keys`.
///
/// Cost: one step for each claim and each relation that follows from its own; for transitive relations see
/// [`chains`].
pub(in crate::rdf) fn lower(source: &Source<'_>, keys: &[u64], rows: &Rows, terms: &mut Terms<'_>) {
    let consequences = Consequences::of(source.entities, source.texts);
    inverses(&consequences, terms);
    let mut derived = Derived::new(source, terms);
    derived.single_claims(source, &consequences, keys, rows, terms);
    for (id, entity) in source.entities.of(Kind::RelationType) {
        if entity.relation.as_deref().is_some_and(|relation| relation.transitive) {
            derived.chained(id, source, &consequences, keys, rows, terms);
        }
    }
    derived.finish(source.settings, terms);
}

/// Gives the hash of each claim's name, by which what follows from it is called.
pub(in crate::rdf) fn keys(ids: &ClaimIds, texts: &Texts) -> Vec<u64> {
    match ids {
        ClaimIds::Derived(keys) => keys.clone(),
        ClaimIds::Named(ids) => ids.iter().map(|id| xxh3_64(texts.get(*id).as_bytes())).collect(),
    }
}

/// Says in the default graph what is whose inverse, and in that of what follows how an inverse is called that is no
/// relation type.
fn inverses(consequences: &Consequences, terms: &mut Terms<'_>) {
    let graph = (!consequences.inverses.is_empty()).then(|| terms.builder.iri(DERIVED));
    for (slug, relations) in &consequences.inverses {
        let inverse = terms.builder.iri(&format!("{RELATION}{}", encode(slug)));
        for (relation, label) in relations {
            let relation = terms.entity(*relation);
            terms.add(relation, "owl:inverseOf", inverse);
            let label = terms.plain(label);
            let predicate = terms.iri("skos:prefLabel");
            terms.builder.quad(inverse, predicate, label, graph);
        }
    }
    for (relation, others) in &consequences.others {
        for other in others {
            let (relation, other) = (terms.entity(*relation), terms.entity(*other));
            terms.add(relation, "owl:inverseOf", other);
        }
    }
}

/// A relation that ties are derived for.
struct Slot {
    predicate: TermId,
    ties: Vec<(TermId, TermId)>,
    seed: u64,
    has_nodes: bool,
}

/// What has been derived so far: the ties of each relation, and the columns of their nodes.
struct Derived<'a> {
    texts: &'a Texts,
    entities: &'a Entities,
    slots: Vec<(Target, Slot)>,
    rules: [TermId; 4],
    keys: Vec<u64>,
    subjects: Vec<TermId>,
    predicates: Vec<TermId>,
    objects: Vec<TermId>,
    rule: Vec<TermId>,
    support: Vec<TermId>,
    /// Rules beyond the first, and claims beyond the first, by the place of their node.
    more_rules: Vec<(usize, TermId)>,
    more_support: Vec<(usize, TermId)>,
    cut: Vec<TermId>,
}

impl<'a> Derived<'a> {
    fn new(source: &Source<'a>, terms: &mut Terms<'_>) -> Self {
        let rules =
            ["act:symmetric", "act:inverse", "act:transitive", "act:broader"].map(|rule| terms.iri(rule));
        Self {
            texts: source.texts,
            entities: source.entities,
            slots: Vec::new(),
            rules,
            keys: Vec::new(),
            subjects: Vec::new(),
            predicates: Vec::new(),
            objects: Vec::new(),
            rule: Vec::new(),
            support: Vec::new(),
            more_rules: Vec::new(),
            more_support: Vec::new(),
            cut: Vec::new(),
        }
    }

    fn single_claims(
        &mut self,
        source: &Source<'_>,
        consequences: &Consequences,
        keys: &[u64],
        rows: &Rows,
        terms: &mut Terms<'_>,
    ) {
        /// What follows for one relation: the slot, whether the ends are turned round, by which rules.
        type Follows = Vec<(usize, bool, BTreeSet<Rule>)>;
        let mut follows: Vec<Option<Follows>> = vec![None; source.entities.len()];
        for (row, relation) in source.claims.relation.iter().enumerate() {
            if !source.is_built_on(row) {
                continue;
            }
            let ends = source.ends(row, rows, terms.known);
            let known = follows[relation.index()].get_or_insert_with(|| {
                let of = consequences.get(*relation).iter();
                of.map(|found| (self.slot(&found.relation, terms), found.turned, found.rules.clone()))
                    .collect()
            });
            for (slot, turned, rules) in known {
                // The same claim may say something in either direction, so that is part of the name.
                let key = mix(keys[row], u64::from(*turned));
                self.add(*slot, turn(ends, *turned), key, rules, &[rows.id(row)]);
            }
        }
    }

    fn chained(
        &mut self,
        relation: EntityId,
        source: &Source<'_>,
        consequences: &Consequences,
        keys: &[u64],
        rows: &Rows,
        terms: &mut Terms<'_>,
    ) {
        let links = links(relation, source, consequences, keys);
        let chains = chains(&links, CHAINS + source.claims.len() / 4);
        if chains.cut {
            self.cut.push(terms.entity(relation));
        }
        if chains.found.is_empty() {
            return;
        }
        let is_transitive = |target: &Target| match target {
            Target::Type(id) => {
                source.entities.get(*id).relation.as_deref().is_some_and(|relation| relation.transitive)
            }
            Target::Label(_) => false,
        };
        let own = self.slot(&Target::Type(relation), terms);
        let mut targets = vec![(own, false, BTreeSet::new())];
        // A chain of a relation is a chain of any broader one too, which is found there.
        for found in consequences.get(relation).iter().filter(|found| !is_transitive(&found.relation)) {
            targets.push((self.slot(&found.relation, terms), found.turned, found.rules.clone()));
        }
        let object = |object: ObjectId| terms.known.object(object, rows);
        for chain in &chains.found {
            let ends = (object(chain.from), object(chain.to));
            let mut rules = BTreeSet::from([Rule::Transitive]);
            let mut key = 0_u64;
            let mut support = Vec::with_capacity(chain.links.len());
            for link in chain.links.iter().map(|link| links[*link]) {
                let row = link.claim.index();
                rules.extend(link_rules(relation, source.claims.relation[row], link.turned, consequences));
                key = mix(key, keys[row]);
                support.push(rows.id(row));
            }
            for (slot, turned, more) in &targets {
                let key = mix(key, u64::from(*turned));
                self.add(*slot, turn(ends, *turned), key, &(&rules | more), &support);
            }
        }
    }

    /// Adds a tie, and the node that says where it comes from.
    fn add(
        &mut self,
        slot: usize,
        (subject, object): (TermId, TermId),
        key: u64,
        rules: &BTreeSet<Rule>,
        support: &[TermId],
    ) {
        if subject == object {
            return;
        }
        let slot = &mut self.slots[slot].1;
        slot.ties.push((subject, object));
        if !slot.has_nodes {
            return;
        }
        let node = self.keys.len();
        self.keys.push(mix(key, slot.seed));
        self.subjects.push(subject);
        self.predicates.push(slot.predicate);
        self.objects.push(object);
        let mut rules = rules.iter().map(|rule| self.rules[*rule as usize]);
        self.rule.extend(rules.next());
        self.more_rules.extend(rules.map(|rule| (node, rule)));
        self.support.push(support[0]);
        self.more_support.extend(support[1..].iter().map(|claim| (node, *claim)));
    }

    fn slot(&mut self, target: &Target, terms: &mut Terms<'_>) -> usize {
        if let Some(slot) = self.slots.iter().position(|(known, _)| known == target) {
            return slot;
        }
        let (predicate, name) = match target {
            Target::Type(id) => (terms.entity(*id), self.texts.get(self.entities.get(*id).name)),
            Target::Label(slug) => (terms.builder.iri(&format!("{RELATION}{}", encode(slug))), slug.as_str()),
        };
        let has_nodes = matches!(target, Target::Type(_));
        let slot = Slot { predicate, ties: Vec::new(), seed: xxh3_64(name.as_bytes()), has_nodes };
        self.slots.push((target.clone(), slot));
        self.slots.len() - 1
    }

    fn finish(self, settings: &Settings, terms: &mut Terms<'_>) {
        let ties = self.slots.into_iter().map(|(_, slot)| slot).filter(|slot| !slot.ties.is_empty());
        let ties: Vec<Slot> = ties.collect();
        if ties.is_empty() {
            return;
        }
        let graph = terms.builder.iri(DERIVED);
        for slot in ties {
            terms.builder.pairs_in(slot.predicate, slot.ties, Some(graph));
        }
        let incomplete = terms.iri("act:incomplete");
        for relation in self.cut {
            terms.builder.quad(graph, incomplete, relation, Some(graph));
        }
        if self.keys.is_empty() {
            return;
        }
        let rows = terms.builder.rows(&format!("{}derived/", settings.base), RowNames::Keys(self.keys));
        let class = terms.iri("act:Derivation");
        for (predicate, values) in [
            ("rdf:type", Values::Same(class)),
            ("rdf:subject", Values::Each(self.subjects)),
            ("rdf:predicate", Values::Each(self.predicates)),
            ("rdf:object", Values::Each(self.objects)),
            ("act:rule", Values::Each(self.rule)),
            ("prov:wasDerivedFrom", Values::Each(self.support)),
        ] {
            let predicate = terms.iri(predicate);
            terms.builder.named_column(&rows, predicate, values, graph);
        }
        for (predicate, more) in [("act:rule", self.more_rules), ("prov:wasDerivedFrom", self.more_support)] {
            if !more.is_empty() {
                let predicate = terms.iri(predicate);
                let more = more.into_iter().map(|(node, value)| (rows.id(node), value));
                terms.builder.pairs_in(predicate, more, Some(graph));
            }
        }
    }
}

impl Source<'_> {
    /// Tells whether anything may follow from a claim: it is asserted, and nothing in the record speaks against it.
    fn is_built_on(&self, row: usize) -> bool {
        self.claims.status[row] == Status::Asserted && self.contests[row].is_none()
    }

    fn ends(&self, row: usize, rows: &Rows, known: &Known<'_>) -> (TermId, TermId) {
        (known.entity(self.claims.subject[row]), known.object(self.claims.object[row], rows))
    }
}

/// Gathers the links of a transitive relation: its own claims, and those of relations that mean it, in the order of
/// their names, so that a reordered file has the same chains.
fn links(relation: EntityId, source: &Source<'_>, consequences: &Consequences, keys: &[u64]) -> Vec<Link> {
    let mut directions: Vec<Vec<bool>> = vec![Vec::new(); source.entities.len()];
    directions[relation.index()].push(false);
    for (id, _) in source.entities.of(Kind::RelationType) {
        let meant = consequences.get(id).iter().filter(|found| found.relation == Target::Type(relation));
        directions[id.index()].extend(meant.map(|found| found.turned));
    }
    let mut links = Vec::new();
    for (row, claimed) in source.claims.relation.iter().enumerate() {
        for turned in &directions[claimed.index()] {
            if source.is_built_on(row) {
                let date = source.claims.date[row];
                let days = date.some().map_or((None, None), |date| {
                    let record = source.dates.get(date);
                    (record.earliest, record.latest)
                });
                let (from, to) =
                    turn((source.claims.subject[row].into(), source.claims.object[row]), *turned);
                links.push(Link { from, to, claim: ClaimId::new(row), turned: *turned, days });
            }
        }
    }
    links.sort_by_key(|link| (keys[link.claim.index()], link.turned));
    links
}

/// Gives the rules by which a claim of one relation is a link of another.
fn link_rules(
    relation: EntityId,
    claimed: EntityId,
    turned: bool,
    consequences: &Consequences,
) -> impl Iterator<Item = Rule> + '_ {
    let found = consequences.get(claimed).iter().find(move |found| {
        (claimed != relation || turned) && found.relation == Target::Type(relation) && found.turned == turned
    });
    found.into_iter().flat_map(|found| found.rules.iter().copied())
}

fn turn<T>((subject, object): (T, T), turned: bool) -> (T, T) {
    if turned { (object, subject) } else { (subject, object) }
}

/// Folds one hash into another; the order matters.
fn mix(left: u64, right: u64) -> u64 {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&left.to_le_bytes());
    bytes[8..].copy_from_slice(&right.to_le_bytes());
    xxh3_64(&bytes)
}
