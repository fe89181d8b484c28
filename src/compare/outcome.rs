//! One expectation held against what was found.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::{Found, FoundCell, FoundRows};
use crate::diagnostic::Location;
use crate::ingest::expectations::{Expectation, ExpectedRow, Expects};

/// Says what became of one expectation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What the expectation is called.
    pub name: String,
    /// Where it is written.
    pub location: Location,
    /// What was asked, as one would type it.
    pub asked: String,
    /// Why this is expected.
    pub note: String,
    /// In what the answer differs; empty when the expectation is met.
    pub mismatches: Vec<Mismatch>,
}

/// Says in what an answer differs from the one that is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// A row that is expected is not there.
    Missing(Row),
    /// A row is there that is not expected.
    Unexpected(Row),
    /// A number is another.
    Count {
        /// How many rows are expected.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// The answer is another: `yes`, `no`, `contested`, `refused`, or what stands in its place.
    Answer {
        /// The word that is expected.
        expected: String,
        /// The word that was found.
        found: String,
    },
    /// The question could not be answered, or not be compared.
    Failed(String),
}

/// Holds a row of a difference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The columns that were compared.
    pub columns: Vec<String>,
    /// The cells as people read them.
    pub cells: Vec<String>,
    /// The claims behind it, each with the row of its table; only of rows that were found.
    pub claims: Vec<(String, String)>,
}

impl Outcome {
    /// Tells whether the answer is as expected.
    pub fn is_met(&self) -> bool {
        self.mismatches.is_empty()
    }
}

/// Compares what was found with what is expected. `resolve` gives the id of the thing that a name stands for.
///
/// A cell is met by the id of a thing, by what people call it or by any other of its names, and by a literal of the
/// same text. Cost: linear in both, but for one sort of the rows.
pub fn outcome(
    expectation: &Expectation,
    asked: String,
    found: &Found,
    resolve: &dyn Fn(&str) -> Option<String>,
) -> Outcome {
    let expects = &expectation.expects;
    let mut mismatches = Vec::new();
    let mut answer = |expected: &str, found: &str| {
        if expected != found {
            mismatches.push(Mismatch::Answer { expected: expected.to_owned(), found: found.to_owned() });
        }
    };
    match (found, expects.refused, expects.answer) {
        (Found::Failed(reason), ..) => mismatches.push(Mismatch::Failed(reason.clone())),
        (Found::Refused(_), true, _) => {}
        (Found::Refused(reason), false, _) => answer("an answer", &format!("refused: {reason}")),
        (_, true, _) => answer("refused", "an answer"),
        (Found::Answer(word, _), false, Some(expected)) => answer(expected.word(), word),
        (Found::Rows(_), false, Some(expected)) => answer(expected.word(), "rows, and neither yes nor no"),
        (Found::Rows(_) | Found::Answer(..), false, None) => {}
    }
    if let (Found::Rows(rows) | Found::Answer(_, rows), false) = (found, expects.refused) {
        match Comparison::new(expects, rows, resolve) {
            Ok(comparison) => mismatches.extend(comparison.mismatches()),
            Err(reason) => mismatches.push(Mismatch::Failed(reason)),
        }
    }
    Outcome {
        name: expectation.name.clone(),
        location: expectation.location.clone(),
        asked,
        note: expectation.note.clone(),
        mismatches,
    }
}

/// Gives the rows that an expectation looks at, in the columns that it looks at: sorted, each once.
pub(super) fn compared(expects: &Expects, found: &FoundRows) -> Vec<Vec<FoundCell>> {
    let Ok(columns) = columns(expects, found) else { return Vec::new() };
    let cells = |row: &Vec<FoundCell>| columns.iter().map(|&column| row[column].clone()).collect::<Vec<_>>();
    found.rows.iter().map(cells).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Names the columns of the rows that [`compared`] gives.
pub(super) fn compared_columns(expects: &Expects, found: &FoundRows) -> Vec<String> {
    let columns = columns(expects, found).unwrap_or_default();
    columns.into_iter().map(|column| found.columns[column].clone()).collect()
}

/// Shows one of the rows that [`compared`] gives, with the claims behind it.
pub(super) fn row_of(expects: &Expects, found: &FoundRows, cells: &[FoundCell]) -> Row {
    let columns = columns(expects, found).unwrap_or_default();
    let same = |row: &&Vec<FoundCell>| columns.iter().zip(cells).all(|(&column, cell)| row[column] == *cell);
    let rows: Vec<&Vec<FoundCell>> = found.rows.iter().filter(same).collect();
    Row {
        columns: columns.iter().map(|&column| found.columns[column].clone()).collect(),
        cells: cells.iter().map(|cell| cell.shown().to_owned()).collect(),
        claims: claims(found, rows.into_iter()),
    }
}

/// Names the claims of some rows, each with the row of its table.
fn claims<'a>(found: &FoundRows, rows: impl Iterator<Item = &'a Vec<FoundCell>>) -> Vec<(String, String)> {
    let Some(claim) = found.column("claim") else { return Vec::new() };
    let place = found.column("row");
    let text = |row: &Vec<FoundCell>, column: usize| row[column].text.clone();
    let claims: BTreeSet<(String, String)> =
        rows.map(|row| (text(row, claim), place.map(|place| text(row, place)).unwrap_or_default())).collect();
    claims.into_iter().collect()
}

/// Gives the columns that the cells of expected rows stand for.
fn columns(expects: &Expects, found: &FoundRows) -> Result<Vec<usize>, String> {
    if expects.columns.is_empty() {
        let lists = [expects.rows.as_deref().unwrap_or_default(), &expects.includes, &expects.excludes];
        let width = lists.into_iter().flatten().map(|row| row.cells.len()).max();
        let width = width.unwrap_or(found.columns.len());
        if width > found.columns.len() {
            return Err(format!(
                "the rows have {width} cells, and the answer {} columns",
                found.columns.len()
            ));
        }
        return Ok((0..width).collect());
    }
    let known = || found.columns.join("`, `");
    let find = |name: &String| {
        found.column(name).ok_or_else(|| format!("the answer has no column `{name}`; it has `{}`", known()))
    };
    expects.columns.iter().map(find).collect()
}

struct Comparison<'a> {
    expects: &'a Expects,
    found: &'a FoundRows,
    columns: Vec<usize>,
    /// For each compared column, from a label to the one id that is called so there.
    labels: Vec<BTreeMap<&'a str, Option<&'a str>>>,
    /// For each compared column, the ids of the things in it; nothing where texts stand.
    things: Vec<Option<BTreeSet<&'a str>>>,
    resolve: &'a dyn Fn(&str) -> Option<String>,
}

impl<'a> Comparison<'a> {
    fn new(
        expects: &'a Expects,
        found: &'a FoundRows,
        resolve: &'a dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, String> {
        let columns = columns(expects, found)?;
        let mut labels = vec![BTreeMap::new(); columns.len()];
        let mut things: Vec<Option<BTreeSet<&str>>> = vec![None; columns.len()];
        for row in &found.rows {
            for (at, column) in columns.iter().enumerate() {
                let cell = &row[*column];
                if cell.is_thing {
                    things[at].get_or_insert_default().insert(&cell.text);
                }
                if !cell.label.is_empty() {
                    let id = labels[at].entry(cell.label.as_str()).or_insert(Some(cell.text.as_str()));
                    if *id != Some(cell.text.as_str()) {
                        *id = None;
                    }
                }
            }
        }
        Ok(Self { expects, found, columns, labels, things, resolve })
    }

    fn mismatches(&self) -> Vec<Mismatch> {
        let mut mismatches = Vec::new();
        let there = self.there();
        let expected = |rows: &'a [ExpectedRow]| {
            // The order is that of the person; what stands there twice is one row.
            let mut seen = BTreeSet::new();
            let rows = rows.iter().map(|row| (self.canonical(row), row));
            rows.filter(|(key, _)| seen.insert(key.clone())).collect::<Vec<_>>()
        };
        if let Some(rows) = &self.expects.rows {
            let rows = expected(rows);
            let keys: BTreeSet<&Vec<String>> = rows.iter().map(|(key, _)| key).collect();
            let missing = rows.iter().filter(|(key, _)| !there.contains_key(key));
            mismatches.extend(missing.map(|(_, row)| Mismatch::Missing(self.typed(row))));
            let more = there.iter().filter(|(key, _)| !keys.contains(key));
            mismatches.extend(more.map(|(_, rows)| Mismatch::Unexpected(self.shown(rows))));
        }
        for (key, row) in expected(&self.expects.includes) {
            if !there.contains_key(&key) {
                mismatches.push(Mismatch::Missing(self.typed(row)));
            }
        }
        for (key, _) in expected(&self.expects.excludes) {
            if let Some(rows) = there.get(&key) {
                mismatches.push(Mismatch::Unexpected(self.shown(rows)));
            }
        }
        if let Some(expected) = self.expects.count.filter(|count| *count != self.found.rows.len()) {
            mismatches.push(Mismatch::Count { expected, found: self.found.rows.len() });
        }
        mismatches
    }

    /// Gives what was found by what is compared.
    fn there(&self) -> BTreeMap<Vec<String>, Vec<usize>> {
        let mut there: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        for (number, row) in self.found.rows.iter().enumerate() {
            let key = self.columns.iter().map(|&column| row[column].text.clone()).collect();
            there.entry(key).or_default().push(number);
        }
        there
    }

    /// Writes an expected row as the ids that it stands for.
    fn canonical(&self, row: &ExpectedRow) -> Vec<String> {
        let cell = |(at, typed): (usize, &String)| {
            let Some(ids) = self.things[at].as_ref().filter(|_| !typed.is_empty()) else {
                return typed.clone();
            };
            match self.labels[at].get(typed.as_str()) {
                _ if ids.contains(typed.as_str()) => typed.clone(),
                Some(Some(id)) => (*id).to_owned(),
                Some(None) | None => (self.resolve)(typed).unwrap_or_else(|| typed.clone()),
            }
        };
        row.cells.iter().enumerate().map(cell).collect()
    }

    fn typed(&self, row: &ExpectedRow) -> Row {
        Row { columns: self.names(), cells: row.cells.clone(), claims: Vec::new() }
    }

    fn shown(&self, rows: &[usize]) -> Row {
        let first = &self.found.rows[rows[0]];
        let cells = self.columns.iter().map(|&column| first[column].shown().to_owned()).collect();
        let claims = claims(self.found, rows.iter().map(|&row| &self.found.rows[row]));
        Row { columns: self.names(), cells, claims }
    }

    fn names(&self) -> Vec<String> {
        self.columns.iter().map(|&column| self.found.columns[column].clone()).collect()
    }
}
