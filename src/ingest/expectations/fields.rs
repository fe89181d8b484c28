//! The values of one table of `tests.toml`, each with its place and what it must be.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Location};
use crate::ingest::expectations::bad;
use crate::ingest::quoting::position;
use crate::spelling::is_near;

/// A text with its path, for places.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
}

impl Source<'_> {
    /// Gives the place of a part of the text.
    pub(super) fn at(&self, span: Range<usize>) -> Location {
        let (line, character) = position(self.text, span.start.min(self.text.len()));
        Location::cell(self.path, line + 1, character, "")
    }

    /// Gives the path of another file of the same folder, as shown to people.
    pub(super) fn beside(&self, name: &str) -> String {
        match self.path.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{name}"),
            None => name.to_owned(),
        }
    }
}

/// Reads the values of one table, notes which were asked for, and gathers what is wrong with them.
pub(super) struct Fields<'a, 't> {
    pub(super) source: Source<'a>,
    table: &'a DeTable<'t>,
    known: RefCell<BTreeSet<&'static str>>,
    problems: RefCell<Vec<Diagnostic>>,
}

impl<'a, 't> Fields<'a, 't> {
    pub(super) fn new(source: Source<'a>, table: &'a DeTable<'t>) -> Self {
        Self { source, table, known: RefCell::default(), problems: RefCell::default() }
    }

    /// Gives a value and remembers that the name is one that means something.
    pub(super) fn get(&self, name: &'static str) -> Option<&'a Spanned<DeValue<'t>>> {
        self.known.borrow_mut().insert(name);
        self.table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
    }

    /// Tells whether a value is there, whatever it is.
    pub(super) fn has(&self, name: &'static str) -> bool {
        self.get(name).is_some()
    }

    /// Gives the place of a value, or of the whole table.
    pub(super) fn place(&self, name: &str) -> Location {
        let value = self.table.iter().find(|(key, _)| key.get_ref() == name);
        let start = self.table.iter().map(|(key, _)| key.span().start).min().unwrap_or(0);
        match value {
            Some((key, _)) => self.source.at(key.span()),
            None => self.source.at(start..start),
        }
    }

    /// Notes a problem.
    pub(super) fn push(&self, problem: Diagnostic) {
        self.problems.borrow_mut().push(problem);
    }

    /// Reads a text.
    pub(super) fn text(&self, name: &'static str) -> Option<String> {
        let value = self.get(name)?;
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(text.to_string()),
            DeValue::String(_) => self.refuse(value, format!("`{name}` is empty"), ""),
            _ => {
                let hint = format!("write `{name} = \"…\"`");
                self.refuse(value, format!("`{name}` must be text in quotes"), &hint)
            }
        }
    }

    /// Reads `true` or `false`.
    pub(super) fn flag(&self, name: &'static str) -> Option<bool> {
        let value = self.get(name)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => {
                let hint = "write it without quotes";
                self.refuse(value, format!("`{name}` must be `true` or `false`"), hint)
            }
        }
    }

    /// Reads a whole number from 0.
    pub(super) fn number(&self, name: &'static str) -> Option<usize> {
        let value = self.get(name)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => usize::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        let hint = "write it without quotes, as in `count = 3`";
        number.or_else(|| self.refuse(value, format!("`{name}` must be a whole number from 0"), hint))
    }

    /// Reads a list of texts; one text is a list of one.
    pub(super) fn texts(&self, name: &'static str) -> Vec<String> {
        let Some(value) = self.get(name) else { return Vec::new() };
        let cells = match value.get_ref() {
            DeValue::Array(items) => items.iter().map(|item| cell(item.get_ref())).collect(),
            other => cell(other).map(|text| vec![text]),
        };
        match cells {
            Some(texts) => texts,
            None => {
                let hint = format!("write `{name} = [\"…\", \"…\"]`");
                self.refuse(value, format!("`{name}` must be a list of texts"), &hint).unwrap_or_default()
            }
        }
    }

    /// Reads a table of texts, such as `{ blamer = "Pakistan" }`.
    pub(super) fn pairs(&self, name: &'static str) -> Vec<(String, String)> {
        let Some(value) = self.get(name) else { return Vec::new() };
        let pairs: Option<Vec<(String, String)>> = match value.get_ref() {
            DeValue::Table(table) => table
                .iter()
                .map(|(key, value)| Some((key.get_ref().to_string(), cell(value.get_ref())?)))
                .collect(),
            _ => None,
        };
        match pairs {
            Some(pairs) => pairs,
            None => {
                let hint = format!("write `{name} = {{ blamer = \"Pakistan\" }}`");
                let message = format!("`{name}` must give each parameter a text");
                self.refuse(value, message, &hint).unwrap_or_default()
            }
        }
    }

    /// Notes that a value is not what it must be.
    pub(super) fn refuse<T>(&self, value: &Spanned<DeValue<'_>>, message: String, hint: &str) -> Option<T> {
        let problem = bad(self.source.at(value.span()), message);
        self.push(if hint.is_empty() { problem } else { problem.with_hint(hint) });
        None
    }

    /// Gives what was wrong, names that mean nothing among it.
    pub(super) fn finish(self) -> Vec<Diagnostic> {
        let known = self.known.take();
        let mut problems = self.problems.take();
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if known.contains(name) {
                continue;
            }
            let problem = bad(self.source.at(key.span()), format!("an expectation has no `{name}`"));
            let near = known.iter().find(|known| is_near(name, known) || name.replace('_', "-") == **known);
            problems.push(match near {
                Some(near) => problem.with_hint(format!("did you mean `{near}`?")),
                None => {
                    let all: Vec<&str> = known.iter().copied().collect();
                    problem.with_hint(format!("it has `{}`", all.join("`, `")))
                }
            });
        }
        problems
    }
}

/// Writes a value as the text of a cell; lists and tables are none.
pub(super) fn cell(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => {
            let parsed = i64::from_str_radix(number.as_str(), number.radix()).ok();
            parsed.map(|number| number.to_string())
        }
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Some(flag.to_string()),
        DeValue::Datetime(date) => Some(date.to_string()),
        DeValue::Array(_) | DeValue::Table(_) => None,
    }
}
