//! The files of `neo4j-admin database import`: nodes with `:ID` and `:LABEL`, relationships with `:START_ID`, `:END_ID`
//! and `:TYPE`, properties as `name:string`. Ids are unique in their id space, `:ID(Person)`, which is kept before
//! them.

use std::sync::Arc;

use crate::ingest::foreign::{Derived, Plan, Rows, Sample, Signature};
use crate::model::Kind;

/// A file of relationships.
pub(super) const RELATIONSHIPS: Signature =
    Signature { what: "Neo4j relationships", rows: Rows::Claims, family: "Neo4j", plan: relationships };

/// A file of nodes.
pub(super) const NODES: Signature =
    Signature { what: "Neo4j nodes", rows: Rows::Entities(Kind::Actor), family: "Neo4j", plan: nodes };

/// The parts of a cell of the header: `name:ID(Person)`.
#[derive(Debug, Clone, Copy)]
struct Field<'a> {
    name: &'a str,
    kind: &'a str,
}

fn field(cell: &str) -> Field<'_> {
    // Options such as `{timezone:UTC}` and an id space may hold a colon of their own.
    let bare = cell.split(['(', '{']).next().unwrap_or(cell);
    let (name, kind) = bare.rsplit_once(':').unwrap_or((bare, "string"));
    Field { name, kind: kind.trim_end_matches("[]").trim() }
}

/// Finds the column with a role such as `START_ID`.
fn role(sample: &Sample<'_>, role: &str) -> Option<usize> {
    sample.names.iter().position(|name| name.contains(':') && field(name).kind.eq_ignore_ascii_case(role))
}

/// Gives the columns the names of their properties; a column without one keeps what it is called.
fn names(sample: &Sample<'_>) -> Vec<Arc<str>> {
    let name = |cell: &Arc<str>| match field(cell).name {
        "" => Arc::clone(cell),
        name => Arc::from(name),
    };
    sample.names.iter().map(name).collect()
}

fn relationships(sample: &Sample<'_>) -> Option<Plan> {
    let (start, end) = (role(sample, "start_id")?, role(sample, "end_id")?);
    let plan = Plan {
        names: Some(names(sample)),
        coded: true,
        remark: "an id has its id space before it, as in `Person:7`",
        ..Plan::default()
    };
    let kind = role(sample, "type").unwrap_or(usize::MAX);
    let relation =
        Derived { meaning: "relation", from: vec![kind], cell: relation, replaces: true, constant: None };
    Some(Plan { derived: vec![id("subject", start, sample), id("object", end, sample), relation], ..plan })
}

fn nodes(sample: &Sample<'_>) -> Option<Plan> {
    let column = role(sample, "id")?;
    if role(sample, "start_id").is_some() {
        return None;
    }
    let names = names(sample);
    let called = |word: &str| names.iter().position(|name| name.eq_ignore_ascii_case(word));
    let label = ["name", "label", "title"].into_iter().find_map(called).unwrap_or(column);
    let kind = role(sample, "label").unwrap_or(usize::MAX);
    let label = Derived {
        meaning: "label",
        from: vec![label, column],
        cell: first,
        replaces: label != column,
        constant: None,
    };
    let kind = Derived { meaning: "type", from: vec![kind], cell: kind_of, replaces: false, constant: None };
    let derived = vec![id("id", column, sample), label, kind];
    Some(Plan { derived, names: Some(names), coded: true, ..Plan::default() })
}

/// Reads a column as an id, with the id space that the header gives it.
fn id(meaning: &'static str, column: usize, sample: &Sample<'_>) -> Derived {
    let space = sample.names[column].split_once('(').and_then(|(_, space)| space.split_once(')'));
    let space = space.map(|(space, _)| Arc::from(space.trim()));
    Derived { meaning, from: vec![column], cell: write_id, replaces: true, constant: space }
}

fn write_id(cells: &[&str], out: &mut String) {
    match cells {
        [id, space] if !id.is_empty() && !space.is_empty() => {
            out.push_str(space);
            out.push(':');
            out.push_str(id);
        }
        [id, ..] => out.push_str(id),
        [] => {}
    }
}

fn relation(cells: &[&str], out: &mut String) {
    out.push_str(cells.iter().copied().find(|cell| !cell.is_empty()).unwrap_or("links-to"));
}

fn first(cells: &[&str], out: &mut String) {
    out.push_str(cells.iter().copied().find(|cell| !cell.is_empty()).unwrap_or_default());
}

/// Writes the first of the labels `Movie;Sequel`.
fn kind_of(cells: &[&str], out: &mut String) {
    out.push_str(cells.first().and_then(|cell| cell.split([';', '|']).next()).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{field, nodes, relationships, write_id};
    use crate::ingest::foreign::Sample;

    #[test]
    fn fields_have_a_name_and_a_kind() {
        for (cell, name, kind) in [
            ("name", "name", "string"),
            ("born:int", "born", "int"),
            ("personId:ID(Person-ID)", "personId", "ID"),
            (":START_ID", "", "START_ID"),
            ("when:datetime{timezone:UTC}", "when", "datetime"),
            ("tags:string[]", "tags", "string"),
        ] {
            let found = field(cell);
            assert_eq!((found.name, found.kind), (name, kind), "{cell}");
        }
    }

    #[test]
    fn headers_are_told_apart() {
        let header = |cells: &[&str]| cells.iter().map(|cell| Arc::from(*cell)).collect::<Vec<Arc<str>>>();
        let roles = header(&[":START_ID(Actor)", "role", ":END_ID(Movie)", ":TYPE"]);
        let movies = header(&["movieId:ID(Movie)", "title", "year:int", ":LABEL"]);
        assert!(relationships(&Sample::new(&roles, None)).is_some());
        assert!(nodes(&Sample::new(&roles, None)).is_none());
        assert!(relationships(&Sample::new(&movies, None)).is_none());
        let plan = nodes(&Sample::new(&movies, None)).expect("nodes");
        assert_eq!(plan.derived[0].constant.as_deref(), Some("Movie"));
        assert_eq!(plan.names.expect("names")[2].as_ref(), "year");
        let mut out = String::new();
        write_id(&["7", "Movie"], &mut out);
        assert_eq!(out, "Movie:7");
    }
}
