//! The rules `transitive-cycle` and `claim-cycle`: claims that lead back to where they began.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::rules::circles::{chain, circles};
use crate::model::rules::families::types;
use crate::model::rules::{claim_line, label, of_claim, verb};
use crate::model::{ClaimIds, Dataset, Status};

/// Warns of every circle of asserted claims of one transitive relation type, and of claims about each other.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    transitive(dataset, report);
    about_each_other(dataset, report);
}

fn transitive(dataset: &Dataset, report: &mut Report) {
    let claims = &dataset.claims;
    let directed = types(dataset, |relation| relation.transitive && !relation.symmetric);
    let mut rows: Vec<(u32, usize)> = (0..claims.len())
        .filter_map(|row| {
            let relation = claims.relation[row].index();
            let counts = directed.get(relation) == Some(&true) && claims.status[row] == Status::Asserted;
            (counts && !claims.subject[row].is_none()).then_some((relation as u32, row))
        })
        .collect();
    rows.sort_by_key(|(relation, _)| *relation);
    let mut numbers = vec![u32::MAX; dataset.entities.len()];
    for rows in rows.chunk_by(|left, right| left.0 == right.0) {
        let mut touched = Vec::new();
        let mut number = |entity: usize| {
            if numbers[entity] == u32::MAX {
                numbers[entity] = touched.len() as u32;
                touched.push(entity);
            }
            numbers[entity]
        };
        let mut edges = Vec::with_capacity(rows.len());
        let mut kept = Vec::with_capacity(rows.len());
        for (_, row) in rows {
            let (subject, object) = (claims.subject[*row], claims.object[*row].entity());
            // What relates to itself has a rule of its own.
            if let Some(object) = object.filter(|object| *object != subject) {
                edges.push((number(subject.index()), number(object.index())));
                kept.push(*row);
            }
        }
        let (found, more) = circles(touched.len(), &edges);
        touched.into_iter().for_each(|entity| numbers[entity] = u32::MAX);
        let shown = found.len().min(Report::MOST);
        for circle in &found[..shown] {
            let rows: Vec<usize> = circle.iter().map(|edge| kept[*edge]).collect();
            report.push(circle_of_entities(dataset, &rows));
        }
        report.omit(Code::TRANSITIVE_CYCLE, dataset.path("relations"), found.len() - shown + more);
    }
}

fn circle_of_entities(dataset: &Dataset, rows: &[usize]) -> Diagnostic {
    let (rows, last) = from_the_last(rows);
    let claims = &dataset.claims;
    let names: Vec<&str> = rows.iter().map(|row| label(dataset, claims.subject[*row])).collect();
    let verb = verb(dataset, claims.relation[last]);
    let message = format!("`{}` {verb} itself in the end: {}", names[0], chain(names.iter().copied()));
    let problem = of_claim(dataset, last, "object", Code::TRANSITIVE_CYCLE, message)
        .with_hint("turn the row that is the wrong way round, or correct its status");
    with_others(problem, dataset, &rows)
}

fn about_each_other(dataset: &Dataset, report: &mut Report) {
    let claims = &dataset.claims;
    let edges: Vec<(u32, u32)> = (claims.object.iter().enumerate())
        .filter_map(|(row, object)| Some((row as u32, object.claim()?.index() as u32)))
        .collect();
    if edges.is_empty() {
        return;
    }
    let (found, more) = circles(claims.len(), &edges);
    for circle in &found {
        let rows: Vec<usize> = circle.iter().map(|edge| edges[*edge].0 as usize).collect();
        let (rows, last) = from_the_last(&rows);
        let ids: Vec<String> = rows.iter().map(|row| id(dataset, *row)).collect();
        let chain = chain(ids.iter().map(String::as_str));
        let message = format!("the claim `{}` is about itself: {chain}", ids[0]);
        let problem = of_claim(dataset, last, "object", Code::CLAIM_CYCLE, message)
            .with_hint("name what the claim is about in the world, or the claim that came first");
        report.push(with_others(problem, dataset, &rows));
    }
    report.omit(Code::CLAIM_CYCLE, dataset.path("relations"), more);
}

/// Turns a circle of rows so that it begins at the last one of the file.
fn from_the_last(rows: &[usize]) -> (Vec<usize>, usize) {
    let last = (0..rows.len()).max_by_key(|place| rows[*place]).unwrap_or(0);
    let rows: Vec<usize> = rows[last..].iter().chain(&rows[..last]).copied().collect();
    let last = rows[0];
    (rows, last)
}

fn with_others(mut problem: Diagnostic, dataset: &Dataset, rows: &[usize]) -> Diagnostic {
    for row in rows.iter().skip(1).take(4) {
        problem = problem.with_related(claim_line(dataset, *row), "belongs to the circle");
    }
    problem
}

fn id(dataset: &Dataset, row: usize) -> String {
    match &dataset.claims.ids {
        ClaimIds::Derived(keys) => format!("{:016x}", keys[row]),
        ClaimIds::Named(ids) => dataset.texts.get(ids[row]).to_owned(),
    }
}
