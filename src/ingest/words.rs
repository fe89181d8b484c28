//! The words of the problems that several tables share.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::model::{Dataset, EntityId, Kind, formula_error, is_formula_error};

/// Says that a file does not hold a name. The hint comes when all problems are known: `hints`.
pub(super) fn unknown(kind: Kind, location: Location, cell: &str) -> Diagnostic {
    // The reader of a workbook has told of the cell already.
    if is_formula_error(cell) && location.sheet_cell().is_none() {
        return formula_error(location, cell);
    }
    let what = if kind == Kind::Event { "event, actor or place" } else { kind.word() };
    Diagnostic::new(code(kind), location, format!("no {what} is called `{cell}`")).with_cell(cell)
}

/// Gives the code of a name that a file does not hold.
pub(super) fn unknown_code(kind: Kind, cell: &str) -> Code {
    if is_formula_error(cell) { Code::CELL_ERROR } else { code(kind) }
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

/// Gives the code for a name that a table does not hold.
pub(super) fn code(kind: Kind) -> Code {
    match kind {
        Kind::Actor => Code::UNKNOWN_ACTOR,
        Kind::Event => Code::UNKNOWN_EVENT,
        Kind::Place => Code::UNKNOWN_PLACE,
        Kind::Source => Code::UNKNOWN_SOURCE,
        Kind::RelationType => Code::UNKNOWN_RELATION,
    }
}
