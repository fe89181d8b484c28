//! The words of the problems that several tables share.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::ingest::names::{Kinds, Names};
use crate::model::{Dataset, EntityId, Kind, fold};

/// How many different names are looked up for a "did you mean".
const MOST_HINTS: usize = 200;

/// Says that a file does not hold a name. The hint comes with [`add_hints`], when all problems are known.
pub(super) fn unknown(kind: Kind, location: Location, cell: &str) -> Diagnostic {
    let what = if kind == Kind::Event { "event, actor or place" } else { kind.word() };
    Diagnostic::new(code(kind), location, format!("no {what} is called `{cell}`")).with_cell(cell)
}

/// Says that two entities answer to one name.
pub(super) fn ambiguous(
    dataset: &Dataset,
    location: Location,
    cell: &str,
    first: EntityId,
    second: EntityId,
) -> Diagnostic {
    let (first, second) = (first.min(second), first.max(second));
    let message = format!("`{cell}` may be {} or {}", shown(dataset, first), shown(dataset, second));
    let id = |entity: EntityId| dataset.texts.get(dataset.entities.get(entity).name);
    let hint = if id(first) == id(second) {
        "give one of the two another id".to_owned()
    } else {
        format!("write the id: `{}` or `{}`", id(first), id(second))
    };
    let mut problem =
        Diagnostic::new(Code::AMBIGUOUS_ALIAS, location, message).with_cell(cell).with_hint(hint);
    for entity in [first, second] {
        if let Some(location) = declared(dataset, entity) {
            problem = problem.with_related(location, format!("declares `{}`", id(entity)));
        }
    }
    problem
}

/// Names an entity with its kind, its id and the row that declares it.
pub(super) fn shown(dataset: &Dataset, entity: EntityId) -> String {
    let record = dataset.entities.get(entity);
    let id = dataset.texts.get(record.name);
    match declared(dataset, entity) {
        Some(location) => format!("the {} `{id}` ({location})", record.kind.word()),
        None => format!("the {} `{id}`", record.kind.word()),
    }
}

/// Gives the row that declares an entity.
pub(super) fn declared(dataset: &Dataset, entity: EntityId) -> Option<Location> {
    let record = dataset.entities.get(entity);
    (record.line > 0).then(|| Location::line(dataset.declared_in(record), record.line))
}

/// Adds "did you mean" to every unknown name that has a near one.
pub(super) fn add_hints(report: &mut Report, dataset: &Dataset, names: &Names) {
    let mut known: BTreeMap<(Code, Arc<str>), Option<String>> = BTreeMap::new();
    for problem in report.diagnostics_mut() {
        let Some(kind) = Kind::ALL.into_iter().find(|kind| code(*kind) == problem.code) else { continue };
        let kinds = match kind {
            Kind::Actor | Kind::Event => Kinds::PARTY,
            kind => Kinds::one(kind),
        };
        let Some(cell) = problem.cell.as_deref() else { continue };
        let key = (problem.code, Arc::from(cell));
        if !known.contains_key(&key) {
            if known.len() >= MOST_HINTS {
                continue;
            }
            let near = names.nearest(cell, kinds).map(|(entity, folded)| spelling(dataset, entity, folded));
            known.insert(key.clone(), near);
        }
        if let Some(Some(near)) = known.get(&key) {
            problem.hint = Some(format!("did you mean {near}?"));
        }
    }
}

/// Gives the code for a name that a table does not hold.
fn code(kind: Kind) -> Code {
    match kind {
        Kind::Actor => Code::UNKNOWN_ACTOR,
        Kind::Event => Code::UNKNOWN_EVENT,
        Kind::Place => Code::UNKNOWN_PLACE,
        Kind::Source => Code::UNKNOWN_SOURCE,
        Kind::RelationType => Code::UNKNOWN_RELATION,
    }
}

/// Gives a name of an entity as it is written, with the id when it is another.
fn spelling(dataset: &Dataset, entity: EntityId, folded: &str) -> String {
    let record = dataset.entities.get(entity);
    let forms = record.relation.iter().flat_map(|relation| relation.forms.iter());
    let names = [record.name, record.label].into_iter().chain(record.aliases.iter().chain(forms).copied());
    let written = names.map(|name| dataset.texts.get(name)).find(|name| fold(name) == folded);
    let id = dataset.texts.get(record.name);
    match written {
        Some(written) if written != id => format!("`{written}` (`{id}`)"),
        _ => format!("`{id}`"),
    }
}
