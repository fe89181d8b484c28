//! What of a data set may be handed on: all but the rows that are marked `private`, and what only they tell.

use crate::model::{ClaimId, ClaimIds, Claims, Dataset, Entity, EntityId, Extra, Kind, ObjectId, Texts};

/// The column of `relations.csv` or of `sources.csv` that keeps a row out of what is handed on.
pub const PRIVATE: &str = "private";

/// Reads a cell of that column: anything but nothing and a plain no is a yes, so that a slip hides rather than shows.
pub fn means_private(cell: &str) -> bool {
    !matches!(cell.trim().to_lowercase().as_str(), "" | "no" | "false" | "0" | "n")
}

/// Takes the claims out that are private, whose source is, or that speak of such a claim; private sources; and names
/// that no table declares and only those mention. Gives how many claims were taken out. Whoever hands the rest on has
/// it checked again: nothing here proves that it keeps the rules.
///
/// Cost: linear in claims and entities, and once more in the claims for each step from claim to claim.
pub fn public(mut dataset: Dataset) -> (Dataset, usize) {
    let sources: Vec<bool> =
        dataset.entities.iter().map(|(_, entity)| is_hidden(entity, &dataset.texts)).collect();
    let claims = open_claims(&dataset, &sources);
    let left_out = claims.iter().filter(|is_open| !**is_open).count();
    if left_out == 0 && !sources.contains(&true) {
        return (dataset, 0);
    }
    let entities = open_entities(&dataset, &claims, &sources);
    let numbers = numbers(&entities);
    let entity =
        |id: EntityId| id.some().and_then(|id| numbers[id.index()]).map_or(EntityId::NONE, EntityId::new);
    let mut kept = crate::model::Entities::default();
    for (id, known) in dataset.entities.iter().filter(|(id, _)| entities[id.index()]) {
        let mut known = known.clone();
        debug_assert_eq!(entity(id).index(), kept.len(), "numbers are given in order");
        for other in links(&mut known) {
            *other = entity(*other);
        }
        kept.push(known);
    }
    dataset.entities = kept;
    narrow(&mut dataset.claims, &claims, entity);
    (dataset, left_out)
}

fn is_hidden(entity: &Entity, texts: &Texts) -> bool {
    entity.kind == Kind::Source
        && entity.extras.iter().any(|(extra, cell)| {
            matches!(extra, Extra::Unknown(name) if texts.get(*name) == PRIVATE)
                && cell.some().is_some_and(|cell| means_private(texts.get(cell)))
        })
}

/// Tells of each claim whether it may be handed on.
fn open_claims(dataset: &Dataset, hidden_sources: &[bool]) -> Vec<bool> {
    let (claims, texts) = (&dataset.claims, &dataset.texts);
    let marks: Vec<_> = claims.extras.iter().filter(|extra| texts.get(extra.name) == PRIVATE).collect();
    let is_marked = |row: usize| {
        let mut cells = marks.iter().filter_map(|column| column.cells.get(row)?.some());
        cells.any(|cell| means_private(texts.get(cell)))
    };
    let is_told = |row: usize| claims.source[row].some().is_some_and(|source| hidden_sources[source.index()]);
    let mut open: Vec<bool> = (0..claims.len()).map(|row| !is_marked(row) && !is_told(row)).collect();
    // What is said of a claim tells that there is one, and so on.
    let mut is_settled = false;
    while !is_settled {
        is_settled = true;
        for row in 0..claims.len() {
            if open[row] && claims.object[row].claim().is_some_and(|claim| !open[claim.index()]) {
                open[row] = false;
                is_settled = false;
            }
        }
    }
    open
}

/// Tells of each entity whether it may be handed on: a table declares it, or something that may be names it.
fn open_entities(dataset: &Dataset, claims: &[bool], hidden_sources: &[bool]) -> Vec<bool> {
    let mut open = vec![false; dataset.entities.len()];
    let mut reached: Vec<EntityId> = Vec::new();
    for (id, entity) in dataset.entities.iter() {
        let is_shipped = entity.relation.as_ref().is_some_and(|relation| relation.shipped);
        if entity.line > 0 || is_shipped {
            reached.push(id);
        }
    }
    let all = &dataset.claims;
    for row in (0..all.len()).filter(|row| claims[*row]) {
        let object = all.object[row].entity().unwrap_or_default();
        let named =
            [all.subject[row], all.relation[row], object, all.about[row], all.speaker[row], all.source[row]];
        reached.extend(named.into_iter().filter(|id| !id.is_none() && !open[id.index()]));
    }
    while let Some(id) = reached.pop() {
        if open[id.index()] || hidden_sources[id.index()] {
            continue;
        }
        open[id.index()] = true;
        let mut entity = dataset.entities.get(id).clone();
        reached.extend(links(&mut entity).into_iter().filter_map(|id| id.some()));
    }
    open
}

/// Gives the places of an entity where another one stands.
fn links(entity: &mut Entity) -> Vec<&mut EntityId> {
    let mut links = vec![&mut entity.part_of, &mut entity.country, &mut entity.place];
    links.extend(entity.relation.as_mut().map(|relation| &mut relation.broader));
    links
}

/// Numbers what stays.
fn numbers(stays: &[bool]) -> Vec<Option<usize>> {
    let mut next = 0..;
    stays.iter().map(|stays| if *stays { next.next() } else { None }).collect()
}

fn narrow(claims: &mut Claims, stays: &[bool], entity: impl Fn(EntityId) -> EntityId) {
    let numbers = numbers(stays);
    let claim = |id: ClaimId| numbers[id.index()].map(ClaimId::new);
    for column in [
        &mut claims.subject,
        &mut claims.relation,
        &mut claims.about,
        &mut claims.speaker,
        &mut claims.source,
    ] {
        keep(column, stays);
        column.iter_mut().for_each(|id| *id = entity(*id));
    }
    keep(&mut claims.object, stays);
    for object in &mut claims.object {
        *object = match object.claim() {
            Some(id) => claim(id).map_or(ObjectId::NONE, ObjectId::from),
            None => {
                object.entity().map(&entity).and_then(EntityId::some).map_or(ObjectId::NONE, ObjectId::from)
            }
        };
    }
    keep(&mut claims.date, stays);
    keep(&mut claims.status, stays);
    for column in [&mut claims.locator, &mut claims.quote, &mut claims.note] {
        keep(column, stays);
    }
    keep(&mut claims.count, stays);
    keep(&mut claims.line, stays);
    for extra in &mut claims.extras {
        keep(&mut extra.cells, stays);
    }
    match &mut claims.ids {
        ClaimIds::Derived(keys) => keep(keys, stays),
        ClaimIds::Named(names) => keep(names, stays),
    }
    claims.repeats = repeats(&claims.repeats, claim);
}

/// Keeps the rows that stay.
fn keep<T>(column: &mut Vec<T>, stays: &[bool]) {
    let mut row = stays.iter();
    column.retain(|_| row.next().copied().unwrap_or(true));
}

/// Where the first of several equal claims does not stay, the next one is the first.
fn repeats(
    repeats: &[(ClaimId, ClaimId)],
    claim: impl Fn(ClaimId) -> Option<ClaimId>,
) -> Vec<(ClaimId, ClaimId)> {
    let mut firsts: std::collections::HashMap<ClaimId, ClaimId> = std::collections::HashMap::new();
    let mut kept = Vec::new();
    for (later, first) in repeats {
        let Some(id) = claim(*later) else { continue };
        match claim(*first).or_else(|| firsts.get(first).copied()) {
            Some(first) => kept.push((id, first)),
            None => drop(firsts.insert(*first, id)),
        }
    }
    kept
}
