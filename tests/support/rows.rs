//! The rows of an answer as short text to compare with what is expected.

use actant::query::{Table, Term};

/// Gives the last part of an IRI, or the text of a literal.
pub fn short(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().rsplit(['/', '#']).next().unwrap_or_default().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::BlankNode(node) => node.to_string(),
    }
}

/// Gives the cells of a column; one without a value is empty.
pub fn cells(table: &Table, name: &str) -> Vec<String> {
    let column = table.column(name).unwrap_or_else(|| panic!("no column {name} in {:?}", table.columns));
    table.rows.iter().map(|row| row[column].as_ref().map(short).unwrap_or_default()).collect()
}

/// Gives the rows of some columns, joined by bars.
pub fn lines(table: &Table, columns: &str) -> Vec<String> {
    let columns: Vec<Vec<String>> = columns.split(' ').map(|name| cells(table, name)).collect();
    (0..table.rows.len())
        .map(|row| columns.iter().map(|column| column[row].as_str()).collect::<Vec<_>>().join("|"))
        .collect()
}
