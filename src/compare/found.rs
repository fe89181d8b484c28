//! What a question gave, as text: the ids of things beside what people call them.

/// Holds what was found where an answer was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Rows.
    Rows(FoundRows),
    /// Yes, no or contested, with the rows behind it.
    Answer(&'static str, FoundRows),
    /// The question cannot be read, and why.
    Refused(String),
    /// Nothing came of it, and why.
    Failed(String),
}

/// Holds rows of text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundRows {
    /// The names of the columns; what people call a thing is no column of its own.
    pub columns: Vec<String>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<FoundCell>>,
}

/// Holds one cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoundCell {
    /// The id of a thing, or the text of a literal; empty for an empty cell.
    pub text: String,
    /// What people call the thing; empty where nobody calls it anything.
    pub label: String,
    /// Whether it is a thing, which has names, and not a text.
    pub is_thing: bool,
}

impl FoundRows {
    /// Gives the number of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

impl FoundCell {
    /// Gives what people read.
    pub fn shown(&self) -> &str {
        if self.label.is_empty() { &self.text } else { &self.label }
    }
}
