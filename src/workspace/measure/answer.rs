//! What a measure gives: lines for programs and people, the claims behind them, and what is to be said of it.

use crate::query::{Literal, NamedNode, Table, Term};
use crate::workspace::LeftOut;

/// Holds the answer of a measure.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    /// What was measured over how much, in a sentence.
    pub what: String,
    /// Every column, for programs. `claims` counts the claims behind a line and `claim` lists them.
    pub table: Table,
    /// Fewer columns with plainer headings, for people.
    pub people: Table,
    /// The claims behind each line, if they were asked for.
    pub why: Option<Table>,
    /// What a reader should know: what was bounded, what was not taken in.
    pub notes: Vec<String>,
    /// The claims that would count but for the scope, and why they do not.
    pub left_out: Vec<LeftOut>,
}

/// Makes a table of these columns, without rows.
pub(super) fn columns(names: &[&str]) -> Table {
    Table { columns: names.iter().map(|name| (*name).to_owned()).collect(), rows: Vec::new() }
}

/// Makes a cell of a text; an empty one is not bound.
pub(super) fn text(text: &str) -> Option<Term> {
    (!text.is_empty()).then(|| Literal::new_simple_literal(text).into())
}

/// Makes a cell of a count.
pub(super) fn count(count: usize) -> Option<Term> {
    Some(Literal::from(count as u64).into())
}

/// Makes a cell of a number, with six significant digits and no more than there are.
pub(super) fn number(value: f64) -> Option<Term> {
    let decimal = NamedNode::new_unchecked("http://www.w3.org/2001/XMLSchema#decimal");
    Some(Literal::new_typed_literal(significant(value), decimal).into())
}

/// Writes a number with six significant digits, without zeros at its end.
pub(super) fn significant(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return "0".to_owned();
    }
    let places = (5 - value.abs().log10().floor() as i32).clamp(0, 17) as usize;
    let written = format!("{value:.places$}");
    match written.contains('.') {
        true => written.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => written,
    }
}

/// Counts things in words: `1 claim`, `2 claims`.
pub(super) fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

#[cfg(test)]
mod tests {
    use super::significant;

    #[test]
    fn six_digits_count() {
        for (value, text) in [
            (0.0, "0"),
            (1.0, "1"),
            (74.0, "74"),
            (0.1 + 0.2, "0.3"),
            (2.0 / 3.0, "0.666667"),
            (0.000_012_345_678, "0.0000123457"),
            (1_234_567.8, "1234568"),
            (-0.5, "-0.5"),
        ] {
            assert_eq!(significant(value), text);
        }
    }
}
