//! What a user says of columns: `--map subject=Sender`, or `[columns]` in `actant.toml`. It is asked after the name
//! of the table and of the column were checked, so nothing here can be wrong but the name of the user's own column.

use thiserror::Error;

use crate::ingest::shape::{self, RELATIONS, Shape, shapes};
use crate::model::Kind;
use crate::spelling::{fold, is_near};

/// Holds which column of which table means what. The first word on a column counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnNames(Vec<ColumnName>);

/// Holds one column of the user's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ColumnName {
    /// The table, without folder and ending: `relations`.
    pub table: &'static str,
    /// What the column means: `subject`.
    pub meaning: &'static str,
    /// What the file calls it.
    pub column: String,
    /// The line that said it, for people: `--map subject=Sender`.
    pub said: String,
}

/// Says why a line such as `subject=Sender` cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ColumnNameError {
    /// There is no `=` with something on both sides.
    #[error("`{0}` does not say which column means what")]
    NoPair(String),
    /// No table has such a column.
    #[error("no table has a column `{word}`")]
    Unknown {
        /// The word before the `=`.
        word: String,
        /// The nearest one that is known.
        near: Option<String>,
    },
}

impl ColumnNameError {
    /// Gives what to type instead.
    pub fn hint(&self) -> String {
        match self {
            Self::NoPair(_) => "write it as `--map subject=Sender`, what it means first".to_owned(),
            Self::Unknown { near: Some(near), .. } => format!("did you mean `{near}`?"),
            Self::Unknown { near: None, .. } => {
                let known: Vec<String> = RELATIONS.columns.iter().map(|word| format!("`{word}`")).collect();
                format!(
                    "the columns of claims are {}; those of another table have its name first, as in \
                     `actors.label`",
                    known.join(", ")
                )
            }
        }
    }
}

impl ColumnNames {
    /// Adds a line such as `subject=Sender` or `actors.label=Full name`. What it means may be the name of a column
    /// or one of its other names, as in `from=Sender`.
    ///
    /// # Errors
    /// When it is no pair, or means nothing.
    pub fn add(&mut self, line: &str) -> Result<(), ColumnNameError> {
        let pair = line.split_once('=').map(|(word, column)| (word.trim(), column.trim()));
        match pair {
            Some((word, column)) if !word.is_empty() && !column.is_empty() => {
                self.set(word, column, format!("--map {word}={column}"))
            }
            _ => Err(ColumnNameError::NoPair(line.to_owned())),
        }
    }

    /// Adds one column; `said` is the line that says it.
    pub(super) fn set(&mut self, word: &str, column: &str, said: String) -> Result<(), ColumnNameError> {
        let (shape, name) = match word.split_once('.') {
            Some((table, name)) => (shapes().find(|shape| fold(table) == fold(shape.table())), name),
            None => (Some(&RELATIONS), word),
        };
        let Some((shape, meaning)) = shape.and_then(|shape| Some((shape, meaning(shape, name)?))) else {
            return Err(ColumnNameError::Unknown { word: word.to_owned(), near: nearest(word) });
        };
        self.0.push(ColumnName { table: shape.table(), meaning, column: column.to_owned(), said });
        Ok(())
    }

    /// Adds what another says, after what is here.
    pub(super) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Walks what is said of a table; the first word on a column comes first.
    pub(super) fn of(&self, table: &str) -> impl Iterator<Item = &ColumnName> {
        self.0.iter().filter(move |name| name.table == table)
    }

    /// Gives all of it as lines that [`add`](Self::add) takes.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        let table = |name: &ColumnName| match name.table == RELATIONS.table() {
            true => String::new(),
            false => format!("{}.", name.table),
        };
        self.0.iter().map(move |name| format!("{}{}={}", table(name), name.meaning, name.column))
    }

    /// Gives all of it as text that is the same for the same columns.
    pub(super) fn key(&self) -> String {
        self.lines().map(|line| line + "\n").collect()
    }
}

/// Finds the column that a word means: by its name, then by its other names.
fn meaning(shape: &Shape, word: &str) -> Option<&'static str> {
    let folded = fold(word);
    let own = shape.columns.iter().find(|column| fold(column) == folded);
    let other = || shape.same.iter().chain(shape.synonyms).find(|(word, _)| *word == folded);
    own.copied().or_else(|| other().map(|(_, column)| *column))
}

fn nearest(word: &str) -> Option<String> {
    let folded = fold(word);
    let own = RELATIONS.columns.iter().map(|column| (*column).to_owned());
    let others = Kind::ALL.into_iter().map(shape::of);
    let others =
        others.flat_map(|shape| shape.columns.iter().map(|column| format!("{}.{column}", shape.table())));
    own.chain(others).find(|known| is_near(&folded, &fold(known)))
}

#[cfg(test)]
mod tests {
    use super::{ColumnNameError, ColumnNames};

    #[test]
    fn a_column_is_named_by_what_it_means() {
        let mut names = ColumnNames::default();
        for line in
            ["subject=Sender", "to = Receiver of it", "actors.Label=Full name", "Relation Types.id=Code"]
        {
            assert_eq!(names.add(line), Ok(()), "{line}");
        }
        let found: Vec<_> = names.of("relations").map(|name| (name.meaning, name.column.as_str())).collect();
        assert_eq!(found, [("subject", "Sender"), ("object", "Receiver of it")]);
        assert_eq!(names.of("actors").next().map(|name| name.meaning), Some("label"));
        assert_eq!(names.of("relation_types").next().map(|name| name.column.as_str()), Some("Code"));
    }

    #[test]
    fn what_means_nothing_is_refused_with_the_nearest() {
        let mut names = ColumnNames::default();
        for line in ["subject", "=Sender", "subject="] {
            assert!(matches!(names.add(line), Err(ColumnNameError::NoPair(_))), "{line}");
        }
        let error = names.add("subjct=Sender").expect_err("no such column");
        assert_eq!(error.hint(), "did you mean `subject`?");
        assert!(matches!(names.add("nobody.id=x"), Err(ColumnNameError::Unknown { .. })));
    }
}
