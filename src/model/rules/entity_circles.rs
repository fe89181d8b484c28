//! The rules `part-of-cycle`, `broader-cycle` and `copy-cycle`: what is a part of itself, broader than itself, or a copy
//! of itself.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::rules::circles::{chain, circles};
use crate::model::rules::{label, of_entity};
use crate::model::{Dataset, EntityId, Kind};

/// Reports every circle of parts, of broader types and of copies, once, at the last of its rows.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    for kind in Kind::ALL {
        let (code, column) = match kind {
            Kind::Source => (Code::COPY_CYCLE, "copy_of"),
            Kind::RelationType => (Code::BROADER_CYCLE, "broader"),
            _ => (Code::PART_OF_CYCLE, "part_of"),
        };
        let above = |id: EntityId| {
            let entity = dataset.entities.get(id);
            match &entity.relation {
                Some(relation) => relation.broader.some(),
                None => entity.part_of.some(),
            }
        };
        let edges: Vec<(u32, u32)> = (dataset.entities.of(kind))
            .filter_map(|(id, _)| Some((id.index() as u32, above(id)?.index() as u32)))
            .collect();
        let (found, more) = circles(dataset.entities.len(), &edges);
        for circle in &found {
            let ids: Vec<EntityId> =
                circle.iter().map(|edge| EntityId::new(edges[*edge].0 as usize)).collect();
            report.push(problem(dataset, &ids, code, column));
        }
        report.omit(code, dataset.path(kind.table()), more);
    }
}

fn problem(dataset: &Dataset, circle: &[EntityId], code: Code, column: &str) -> Diagnostic {
    // The chain begins at the row that is shown: the last one, which closes the circle.
    let last = (0..circle.len()).max_by_key(|place| dataset.entities.get(circle[*place]).line).unwrap_or(0);
    let names: Vec<&str> =
        circle[last..].iter().chain(&circle[..last]).map(|id| label(dataset, *id)).collect();
    let (what, hint) = match column {
        "broader" => ("broader than itself", "empty the cell of whichever is the widest"),
        "copy_of" => ("a copy of itself", "empty the cell of the one that was there first"),
        _ => ("a part of itself", "empty the cell of whichever is the widest"),
    };
    let first = names[0];
    let message = match names.len() {
        1 => format!("`{first}` is {what}"),
        _ => format!("`{first}` is {what}: {}", chain(names.iter().copied())),
    };
    let above = circle.get(last + 1).or(circle.first()).copied().unwrap_or_default();
    of_entity(dataset, dataset.entities.get(circle[last]), column, code, message)
        .with_cell(above.some().map_or("", |above| label(dataset, above)))
        .with_hint(hint)
}
