//! What is the same in every row of a table, said once, so that the columns that differ have the page.

use std::io::{self, Write};

use anstyle::Style;

use crate::query::Table;
use crate::render::people::people;
use crate::render::visible::visible;
use crate::render::wrap::{pad, width, wrap};
use crate::render::{Names, Page};

/// Holds the columns that are the same in every row, and the table without them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Common {
    /// Heading and text, in the order of the columns.
    pub same: Vec<(String, String)>,
    /// The columns that differ, with their labels.
    pub rest: Table,
}

/// Parts a table of at least two rows; the columns of `keep` stay where they are. A shorter table stays whole.
pub fn common(table: &Table, names: &Names, keep: &[&str]) -> Common {
    let mut rest = table.clone();
    let mut same = Vec::new();
    if let [first, others @ ..] = people(table, names).rows.as_slice()
        && !others.is_empty()
    {
        let headings = people(table, names).columns;
        for (index, heading) in headings.into_iter().map(|column| column.heading).enumerate() {
            let alike = !first[index].is_empty() && others.iter().all(|row| row[index] == first[index]);
            if alike && !keep.contains(&heading.as_str()) {
                rest = without(rest, &heading);
                same.push((heading, first[index].clone()));
            }
        }
    }
    Common { same, rest }
}

/// Writes what is the same under a line that says so; nothing when nothing is.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn write_common(common: &Common, page: Page, out: &mut dyn Write) -> io::Result<()> {
    const INDENT: usize = 2;
    if common.same.is_empty() {
        return Ok(());
    }
    match common.rest.rows.len() {
        2 => writeln!(out, "In both lines:")?,
        rows => writeln!(out, "In all {rows} lines:")?,
    }
    let margin = common.same.iter().map(|(heading, _)| width(heading)).max().unwrap_or(0) + INDENT;
    for (heading, text) in &common.same {
        let mut heading = page.paint(Style::new().bold(), &pad(heading, margin)).to_string();
        for line in wrap(&visible(text), page.width.saturating_sub(margin + INDENT).max(INDENT)) {
            writeln!(out, "{:INDENT$}{heading}{line}", "")?;
            heading = " ".repeat(margin);
        }
    }
    writeln!(out)
}

/// Takes a column and its labels out.
fn without(table: Table, heading: &str) -> Table {
    let label = format!("{heading}_label");
    let keep: Vec<bool> = table.columns.iter().map(|column| *column != heading && *column != label).collect();
    let kept = |index: usize| keep.get(index).copied().unwrap_or(true);
    Table {
        columns: (table.columns.into_iter().enumerate())
            .filter_map(|(index, column)| kept(index).then_some(column))
            .collect(),
        rows: (table.rows.into_iter())
            .map(|row| {
                row.into_iter().enumerate().filter_map(|(index, cell)| kept(index).then_some(cell)).collect()
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::query::{Literal, Table, Term};
    use crate::render::{Names, Page, common, table, write_common};

    fn made(columns: &str, rows: &[&[&str]]) -> Table {
        let cell = |text: &&str| (!text.is_empty()).then(|| Term::from(Literal::new_simple_literal(*text)));
        Table {
            columns: columns.split(' ').map(str::to_owned).collect(),
            rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        }
    }

    fn shown(answer: &Table, keep: &[&str]) -> String {
        let names = Names::new("https://example.org/");
        let parted = common(answer, &names, keep);
        let mut out = Vec::new();
        write_common(&parted, Page::plain(60), &mut out).expect("written");
        table(&parted.rest, &names, Page::plain(60), &mut out).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn what_every_row_says_is_said_once() {
        let answer = made(
            "who status source source_label quote",
            &[&["a", "asserted", "s1", "Report", ""], &["b", "asserted", "s1", "Report", "words"]],
        );
        let expected = "\
In both lines:
  status  asserted
  source  Report

who  quote
───  ─────
a
b    words
";
        assert_eq!(shown(&answer, &["who"]), expected);
    }

    #[test]
    fn one_row_stays_whole_and_a_column_may_be_kept() {
        let one = made("who status", &[&["a", "asserted"]]);
        assert_eq!(shown(&one, &[]), "who  status\n───  ────────\na    asserted\n");
        let kept = made("who status", &[&["a", "asserted"], &["a", "denied"]]);
        assert_eq!(shown(&kept, &["who"]), "who  status\n───  ────────\na    asserted\na    denied\n");
    }
}
