//! The note that says what was read as what, one for each file whose columns do not say it by their own names.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::foreign::{Plan, Signature};
use crate::ingest::mapping::Mapping;
use crate::ingest::shape::Shape;
use crate::spelling::fold;

impl Mapping<'_> {
    /// Says what was read as what.
    pub(super) fn note(
        &self,
        signature: Option<&Signature>,
        plan: &Plan,
        extras: usize,
        file: &Arc<str>,
    ) -> Diagnostic {
        let shown = |meaning: &&'static str| {
            let columns: Vec<&Arc<str>> =
                match self.meanings.iter().position(|known| *known == Some(*meaning)) {
                    Some(column) => vec![&self.names[column]],
                    None => {
                        let derived = self.derived.iter().find(|derived| derived.meaning == *meaning);
                        let from = derived.iter().flat_map(|derived| &derived.from);
                        let mut from: Vec<_> = from.filter_map(|column| self.names.get(*column)).collect();
                        from.truncate(2);
                        from
                    }
                };
            format!("`{meaning}` is {}", join(columns.into_iter(), " with "))
        };
        let other = |meaning: &&&str| {
            let column = self.meanings.iter().position(|known| *known == Some(**meaning));
            column.is_none_or(|column| fold(&self.names[column]) != fold(meaning))
        };
        let told = self.shape.columns.iter().filter(|meaning| self.told.contains(meaning)).filter(other);
        let told: Vec<String> = told.map(shown).collect();
        let mut message = match signature {
            Some(signature) => format!("read as {}: {}", signature.what, told.join(", ")),
            None => format!("read by other names: {}", told.join(", ")),
        };
        match extras {
            _ if signature.is_none() => {}
            0 => {}
            1 => message.push_str("; 1 other column is kept"),
            more => message.push_str(&format!("; {more} other columns are kept")),
        }
        if !plan.missing.is_empty() {
            let words = join(plan.missing.iter(), " and ");
            message.push_str(&format!("; {words} is an empty cell"));
        }
        let first = self.shape.columns.iter().find(|meaning| self.told.contains(meaning));
        let first = first.copied().unwrap_or("subject");
        let otherwise = format!("to read it otherwise: `--map {}`", line(self.shape, first, "COLUMN"));
        let hint = match plan.remark {
            "" => otherwise,
            remark => format!("{remark}; {otherwise}"),
        };
        Diagnostic::new(Code::READ_AS, Location::line(Arc::clone(file), self.line), message).with_hint(hint)
    }
}

/// Writes what to type to say that a column means something.
pub(super) fn line(shape: &Shape, meaning: &str, column: &str) -> String {
    let table = match shape.table() {
        "relations" => String::new(),
        table => format!("{table}."),
    };
    let line = format!("{table}{meaning}={column}");
    if line.contains([' ', '\'', '"', '&', '(', ')', ';', '$', '|', '<', '>', '*', '?', '!', '`', '\\', '#'])
    {
        format!("\"{line}\"")
    } else {
        line
    }
}

/// Quotes names and puts something between them.
pub(super) fn join(names: impl Iterator<Item = impl std::fmt::Display>, between: &str) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(between)
}
