//! Which asserted claims another claim speaks against: words about the record, and never about what is true.

use std::collections::HashMap;

use crate::model::family::family;
use crate::model::{ClaimId, Claims, Entities, EntityId, Kind, ObjectId, Status, Texts};

/// Says how the record speaks against an asserted claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Contest {
    /// Another claim denies it: one with the status `denied` says the same, or somebody `denies` this very claim.
    Denied,
    /// It is about an event for which blame names different parties, or for which an accusation meets a denial.
    Disputed,
}

/// Finds for each claim how it is contested; claims that are not asserted never are. A claim that is both is denied.
///
/// Claims say the same when subject and object are the same, either way round for a relation without direction, the
/// relation of the denied one is the same or broader, and they are about the same or one of them is about nothing.
/// An event is disputed just when the query `disputes` says so.
///
/// Cost: linear in the claims.
pub(crate) fn contests(entities: &Entities, texts: &Texts, claims: &Claims) -> Vec<Option<Contest>> {
    let denials = Denials::of(entities, texts, claims);
    let disputed = disputed(entities, texts, claims);
    let is_disputed = |entity: Option<EntityId>| {
        entity.is_some_and(|entity| disputed[entity.index()] && entities.get(entity).kind == Kind::Event)
    };
    let contest = |claim: ClaimId| {
        let row = claim.index();
        if claims.status[row] != Status::Asserted {
            return None;
        }
        if denials.hold_for(claim, claims) {
            return Some(Contest::Denied);
        }
        let about = claims.about[row].some();
        let ends = [Some(claims.subject[row]), claims.object[row].entity()];
        let disputed =
            about.is_some_and(|about| disputed[about.index()]) || ends.into_iter().any(is_disputed);
        disputed.then_some(Contest::Disputed)
    };
    claims.iter().map(contest).collect()
}

/// Tells of each entity whether the record disagrees about it.
fn disputed(entities: &Entities, texts: &Texts, claims: &Claims) -> Vec<bool> {
    #[derive(Clone, Copy, Default)]
    struct Record {
        party: Option<ObjectId>,
        parties: bool,
        accused: bool,
        denied: bool,
    }
    let [blames, accuses, denies] = ["blames", "accuses", "denies"].map(|id| family(entities, texts, id));
    let mut records = vec![Record::default(); entities.len()];
    for (row, relation) in claims.relation.iter().map(|relation| relation.index()).enumerate() {
        let (about, object) = (claims.about[row].some(), claims.object[row]);
        match claims.status[row] {
            Status::Denied => {
                if let Some(about) = about {
                    records[about.index()].denied = true;
                }
            }
            Status::Asserted => {
                if let Some(about) = about {
                    let record = &mut records[about.index()];
                    record.accused |= accuses[relation];
                    if blames[relation] {
                        record.parties |= *record.party.get_or_insert(object) != object;
                    }
                }
                if denies[relation] {
                    let beneath = object.claim().and_then(|claim| claims.about[claim.index()].some());
                    for denied in [about, object.entity(), beneath].into_iter().flatten() {
                        records[denied.index()].denied = true;
                    }
                }
            }
            Status::Alleged | Status::Possible | Status::Predicted => {}
        }
    }
    records.into_iter().map(|record| record.parties || (record.accused && record.denied)).collect()
}

/// The claims that say that something is not so.
struct Denials {
    /// Claims that somebody denies by name.
    named: Vec<ClaimId>,
    /// Claims with the status `denied`, by their ends as written, and turned where the relation has no direction.
    said: HashMap<(EntityId, ObjectId), Vec<ClaimId>>,
    /// For each relation type the broader one.
    broader: Vec<Option<EntityId>>,
}

impl Denials {
    fn of(entities: &Entities, texts: &Texts, claims: &Claims) -> Self {
        let denies = family(entities, texts, "denies");
        let relation = |id: EntityId| entities.get(id).relation.as_ref();
        let broader =
            entities.iter().map(|(id, _)| relation(id).and_then(|relation| relation.broader.some()));
        let mut denials = Self { named: Vec::new(), said: HashMap::new(), broader: broader.collect() };
        for claim in claims.iter() {
            let row = claim.index();
            let (subject, object) = (claims.subject[row], claims.object[row]);
            match (claims.status[row], object.claim(), object.entity()) {
                (Status::Asserted, Some(denied), _) if denies[claims.relation[row].index()] => {
                    denials.named.push(denied);
                }
                (Status::Denied, _, end) => {
                    denials.said.entry((subject, object)).or_default().push(claim);
                    if let (Some(end), true) =
                        (end, relation(claims.relation[row]).is_some_and(|relation| relation.symmetric))
                    {
                        denials.said.entry((end, subject.into())).or_default().push(claim);
                    }
                }
                _ => {}
            }
        }
        denials.named.sort_unstable();
        denials
    }

    fn hold_for(&self, claim: ClaimId, claims: &Claims) -> bool {
        if self.named.binary_search(&claim).is_ok() {
            return true;
        }
        if self.said.is_empty() {
            return false;
        }
        let row = claim.index();
        let Some(said) = self.said.get(&(claims.subject[row], claims.object[row])) else { return false };
        said.iter().map(|denied| denied.index()).any(|denied| {
            let (here, there) = (claims.about[row], claims.about[denied]);
            (here == there || here.is_none() || there.is_none())
                && self.is_narrower(claims.relation[row], claims.relation[denied])
        })
    }

    fn is_narrower(&self, relation: EntityId, wanted: EntityId) -> bool {
        // A chain that comes back to itself ends after as many steps as there are relation types.
        let steps = std::iter::successors(Some(relation), |relation| self.broader[relation.index()]);
        steps.take(self.broader.len()).any(|relation| relation == wanted)
    }
}
