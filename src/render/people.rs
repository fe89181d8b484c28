//! A table as people read it: labels instead of ids, and no column that says nothing.

use crate::query::{Literal, Table, Term};
use crate::render::Names;

/// Holds the text of a table; every row is as long as the list of columns.
pub(super) struct PeopleTable {
    pub(super) columns: Vec<PeopleColumn>,
    pub(super) rows: Vec<Vec<String>>,
}

/// Holds what is known of a column.
pub(super) struct PeopleColumn {
    pub(super) heading: String,
    /// Whether there are numbers in it and nothing else.
    pub(super) numeric: bool,
}

/// Shows a column `x` that has a companion `x_label` once, as the label, or the id where there is no label; leaves
/// out columns that are empty in every row, unless there are no rows.
pub(super) fn people(table: &Table, names: &Names) -> PeopleTable {
    let shown: Vec<(usize, Option<usize>)> = table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| {
            column.strip_suffix("_label").is_none_or(|companion| table.column(companion).is_none())
        })
        .map(|(index, column)| (index, table.column(&format!("{column}_label"))))
        .filter(|&(index, label)| {
            let filled = |column: usize| {
                table.rows.iter().any(|row| cell(row, column).is_some_and(|term| !is_empty(term)))
            };
            table.rows.is_empty() || filled(index) || label.is_some_and(filled)
        })
        .collect();
    let columns = shown
        .iter()
        .map(|&(index, label)| {
            let mut terms = table.rows.iter().filter_map(|row| term(row, index, label)).peekable();
            let numeric = terms.peek().is_some() && terms.all(is_number);
            PeopleColumn { heading: table.columns[index].clone(), numeric }
        })
        .collect();
    let rows = table
        .rows
        .iter()
        .map(|row| {
            let text = |&(index, label)| {
                term(row, index, label).map(|term| names.text(term).into_owned()).unwrap_or_default()
            };
            shown.iter().map(text).collect()
        })
        .collect();
    PeopleTable { columns, rows }
}

/// Tells whether a term is a number by its type and by its text.
pub(super) fn is_number(term: &Term) -> bool {
    matches!(term, Term::Literal(literal) if is_numeric_type(literal) && literal.value().parse::<f64>().is_ok_and(f64::is_finite))
}

/// Tells whether a literal is of one of the numeric types of XML Schema.
pub(super) fn is_numeric_type(literal: &Literal) -> bool {
    let datatype = literal.datatype();
    datatype.as_str().strip_prefix("http://www.w3.org/2001/XMLSchema#").is_some_and(|name| {
        matches!(
            name,
            "integer"
                | "decimal"
                | "double"
                | "float"
                | "long"
                | "int"
                | "short"
                | "byte"
                | "nonNegativeInteger"
                | "positiveInteger"
                | "nonPositiveInteger"
                | "negativeInteger"
                | "unsignedLong"
                | "unsignedInt"
                | "unsignedShort"
                | "unsignedByte"
        )
    })
}

fn term(row: &[Option<Term>], index: usize, label: Option<usize>) -> Option<&Term> {
    label.and_then(|label| cell(row, label)).filter(|term| !is_empty(term)).or_else(|| cell(row, index))
}

fn cell(row: &[Option<Term>], column: usize) -> Option<&Term> {
    row.get(column)?.as_ref()
}

fn is_empty(term: &Term) -> bool {
    matches!(term, Term::Literal(literal) if literal.value().is_empty())
}
