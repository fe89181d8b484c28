//! Who stands to whom in a relation: a table with a line for each who and a column for each whom.

use std::collections::{BTreeMap, HashMap};

use maud::{Markup, html};

use crate::server::answer::Folder;
use crate::server::page::frame::{forms, frame};
use crate::server::page::link;
use crate::server::page::list::world_choice;
use crate::server::page::thing::rows;
use crate::server::problem::Problem;
use crate::server::scope::scope_of;
use crate::server::task::Task;
use crate::workspace::{Query, Table, Term, World};

/// How many lines, and how many columns, a page shows.
const SHOWN: usize = 40;
/// So many relations are offered where that which was asked for says nothing.
const MOST: usize = 6;

const TEXT: &str = "#+ world: accepted
#+ parameters:
#+   relation: relation ?top — the relation type
#+   status: status ?status — how the source puts it
SELECT ?top ?who ?who_label ?whom ?whom_label ?status (COUNT(DISTINCT ?claim) AS ?claims)
WHERE {
  ?relation skos:broader* ?top .
  ?claim rdf:predicate ?relation ; rdf:subject ?who ; rdf:object ?whom ; act:status ?status .
  OPTIONAL { ?who skos:prefLabel ?who_label }
  OPTIONAL { ?whom skos:prefLabel ?whom_label }
}
GROUP BY ?top ?who ?who_label ?whom ?whom_label ?status
ORDER BY DESC(?claims) ?who ?whom ?status
";

/// Gives the query behind the matrix.
pub(super) fn query(folder: &Folder) -> Result<Query, Problem> {
    let prefixes = folder.names.prefixes().into_iter();
    let used = prefixes.filter(|(prefix, _)| ["act", "rdf", "skos"].contains(prefix));
    let declared: String = used.map(|(prefix, iri)| format!("PREFIX {prefix}: <{iri}>\n")).collect();
    let (header, body) = TEXT.split_at(TEXT.find("SELECT").unwrap_or(0));
    Ok(Query::new("matrix", format!("{header}{declared}{body}"))?)
}

/// Gives the relation that is asked for.
pub(super) fn relation(task: &Task) -> &str {
    task.parameter("relation").unwrap_or("blames")
}

/// Finds who stands to whom.
pub(super) fn counts(folder: &Folder, task: &Task) -> Result<Table, Problem> {
    let mut scope = scope_of(task)?;
    scope.world.get_or_insert(World::Accepted);
    rows(folder, task, &query(folder)?, &[("relation", relation(task))], scope)
}

/// Shows the matrix.
pub(super) fn matrix(folder: &Folder, task: &Task, table: &Table) -> Result<Markup, Problem> {
    let relation = relation(task);
    let [who, who_label, whom, whom_label, claims] =
        ["who", "who_label", "whom", "whom_label", "claims"].map(|name| table.column(name));
    let mut cells: BTreeMap<(String, String), u64> = BTreeMap::new();
    let (mut from, mut to) = (HashMap::new(), HashMap::new());
    for row in &table.rows {
        let cell = |column: Option<usize>| column.and_then(|column| row[column].as_ref());
        let (Some(Term::NamedNode(one)), Some(Term::NamedNode(other))) = (cell(who), cell(whom)) else {
            continue;
        };
        let count = cell(claims).and_then(|count| folder.names.text(count).parse().ok()).unwrap_or(0);
        let label = |column, iri: &str| {
            cell(column)
                .map_or_else(|| folder.names.short(iri), |label| folder.names.text(label))
                .into_owned()
        };
        *cells.entry((one.as_str().to_owned(), other.as_str().to_owned())).or_default() += count;
        let line: &mut (String, u64) =
            from.entry(one.as_str().to_owned()).or_insert_with(|| (label(who_label, one.as_str()), 0));
        line.1 += count;
        let column: &mut (String, u64) =
            to.entry(other.as_str().to_owned()).or_insert_with(|| (label(whom_label, other.as_str()), 0));
        column.1 += count;
    }
    let (lines, columns) = (sorted(&from), sorted(&to));
    let most = cells.values().copied().max().unwrap_or(1).max(1);
    let short = |iri: &str| folder.names.short(iri).into_owned();
    let mut verbs: Vec<_> = folder
        .workspace
        .lexicon()?
        .verbs
        .iter()
        .filter(|verb| verb.claims > 0)
        .map(|verb| (verb.id.clone(), verb.claims))
        .collect();
    verbs.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    Ok(frame(
        folder,
        task,
        &format!("Who {relation} whom"),
        "/matrix",
        &html! {
            h1 { "Who " em { (relation) } " whom" }
            form.parameters action="/matrix" {
                div { label for="relation" { "relation" }
                    select #relation name="relation" {
                        @if !verbs.iter().any(|(id, _)| id == relation) { option value=(relation) selected { (relation) } }
                        @for (id, claims) in &verbs { option value=(id) selected[id == relation] { (id) " (" (claims) ")" } }
                    }
                }
                (world_choice(task))
                div.send { button { "Show" } }
            }
            @if lines.is_empty() {
                p.empty role="status" {
                    "No claim says so."
                    @if !verbs.is_empty() { " Said most here:" }
                    @for (number, (id, claims)) in verbs.iter().take(MOST).enumerate() {
                        @if number > 0 { "," }
                        " " a href=(link::address("/matrix", &[("relation", id.as_str())])) { (id) } " (" (claims) ")"
                    }
                    @if !verbs.is_empty() { "." }
                }
            } @else {
                p.quiet { "Lines: who. Columns: whom. A number counts claims, those of narrower relations with them; it leads to them." }
                div.scroll tabindex="0" role="region" aria-label="Matrix" {
                    table.matrix {
                        caption.hidden { "Who " (relation) " whom, by the number of claims" }
                        thead { tr { td {} @for (_, label, _) in &columns { th scope="col" { span { (label) } } } } }
                        tbody { @for (line, label, _) in &lines {
                            tr {
                                th scope="row" { (link::term(folder, &node(line), Some(&super::thing::label(label)))) }
                                @for (column, other, _) in &columns {
                                    @match cells.get(&((*line).clone(), (*column).clone())) {
                                        None => td {},
                                        Some(count) => td class={ "heat-" (1 + 4 * count / (most + 1)) } {
                                            a href=(link::address("/questions/edges", &[("subject", &short(line)), ("object", &short(column)), ("world", task.parameter("world").unwrap_or("accepted"))]))
                                                title={ (label) " → " (other) } { (count) }
                                        },
                                    }
                                }
                            }
                        } }
                    }
                }
                @if from.len() > SHOWN || to.len() > SHOWN {
                    p.quiet { "The " (SHOWN) " with most claims of " (from.len()) " and " (to.len()) "; CSV and JSON have all." }
                }
            }
            (forms("/matrix", task, &[("csv", "CSV"), ("json", "JSON"), ("sparql", "SPARQL")]))
        },
    ))
}

fn node(iri: &str) -> Term {
    crate::workspace::NamedNode::new_unchecked(iri).into()
}

/// Gives those with most claims first.
fn sorted(counts: &HashMap<String, (String, u64)>) -> Vec<(&String, &str, u64)> {
    let mut all: Vec<_> = counts.iter().map(|(iri, (label, count))| (iri, label.as_str(), *count)).collect();
    all.sort_by(|left, right| right.2.cmp(&left.2).then_with(|| (left.1, left.0).cmp(&(right.1, right.0))));
    all.truncate(SHOWN);
    all
}
