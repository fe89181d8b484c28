//! What a field of Table Schema says of its cells beyond their type.

use regex::Regex;
use serde_json::Value;

use crate::ingest::datapackage::value::{Kind, list};

/// Holds the constraints of a field.
#[derive(Debug, Clone, Default)]
pub(super) struct Constraints {
    /// Whether a cell may not be empty.
    pub required: bool,
    /// Whether no two cells may be alike.
    pub unique: bool,
    lengths: (Option<usize>, Option<usize>),
    minimum: Option<String>,
    maximum: Option<String>,
    pattern: Option<Regex>,
    allowed: Option<Vec<String>>,
}

impl Constraints {
    /// Reads the constraints of a field.
    pub(super) fn read(value: &Value, kind: &Kind) -> Result<Self, String> {
        let flag = |key: &str| value[key].as_bool().unwrap_or(false);
        let length = |key: &str| value[key].as_u64().and_then(|number| usize::try_from(number).ok());
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
            _ => None,
        };
        let pattern = match value["pattern"].as_str() {
            None => None,
            Some(pattern) => Some(
                Regex::new(&format!("^(?:{pattern})$"))
                    .map_err(|_| format!("its pattern `{pattern}` is no regular expression"))?,
            ),
        };
        let limit = |key: &str| match text(&value[key]) {
            Some(text) if !kind.allows(&text) => Err(format!("its {key} `{text}` is not {}", kind.words())),
            text => Ok(text),
        };
        Ok(Self {
            required: flag("required"),
            unique: flag("unique"),
            lengths: (length("minLength"), length("maxLength")),
            minimum: limit("minimum")?,
            maximum: limit("maximum")?,
            pattern,
            allowed: value["enum"].as_array().map(|words| words.iter().filter_map(text).collect()),
        })
    }

    /// Tells whether there is anything to check in a cell that is not empty.
    pub(super) fn is_free(&self) -> bool {
        let Self { lengths, minimum, maximum, pattern, allowed, .. } = self;
        *lengths == (None, None)
            && minimum.is_none()
            && maximum.is_none()
            && pattern.is_none()
            && allowed.is_none()
    }

    /// Says what is wrong with a cell of the right type.
    pub(super) fn fault(&self, cell: &str, kind: &Kind) -> Option<String> {
        let letters = cell.chars().count();
        if let Some(least) = self.lengths.0.filter(|least| letters < *least) {
            return Some(format!("`{cell}` has {letters} characters, and needs at least {least}"));
        }
        if let Some(most) = self.lengths.1.filter(|most| letters > *most) {
            return Some(format!("the cell has {letters} characters, and may have {most}"));
        }
        if let Some(least) = self.minimum.as_ref().filter(|least| before(cell, least, kind)) {
            return Some(format!("`{cell}` is less than {least}"));
        }
        if let Some(most) = self.maximum.as_ref().filter(|most| before(most, cell, kind)) {
            return Some(format!("`{cell}` is more than {most}"));
        }
        if let Some(pattern) = self.pattern.as_ref().filter(|pattern| !pattern.is_match(cell)) {
            let pattern = pattern.as_str();
            let shown =
                pattern.strip_prefix("^(?:").and_then(|rest| rest.strip_suffix(")$")).unwrap_or(pattern);
            return Some(format!("`{cell}` does not match the pattern `{shown}`"));
        }
        let same = |word: &String| {
            word == cell
                || kind.number(word).zip(kind.number(cell)).is_some_and(|(left, right)| left == right)
        };
        let allowed = self.allowed.as_ref().filter(|allowed| !allowed.iter().any(same))?;
        Some(format!("`{cell}` is not one of {}", list(allowed.iter().map(String::as_str))))
    }

    /// Takes away what the reader of our own tables checks by itself.
    pub(super) fn forget(&mut self, known: &Known<'_>) {
        self.required &= !known.required;
        self.unique &= !known.id;
        if let Some(words) = known.words
            && self
                .allowed
                .as_ref()
                .is_some_and(|allowed| allowed.iter().all(|word| words.contains(&word.as_str())))
        {
            self.allowed = None;
        }
        if let Some((least, most)) = known.range {
            let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
            if number(&self.minimum) == Some(least) {
                self.minimum = None;
            }
            if most.is_some() && number(&self.maximum) == most {
                self.maximum = None;
            }
        }
    }
}

/// Says what the reader of our own tables checks in a column.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known<'a> {
    /// That no cell is empty.
    pub required: bool,
    /// That it names its row.
    pub id: bool,
    /// That a cell is one of these words.
    pub words: Option<&'a [&'a str]>,
    /// That a number lies between these.
    pub range: Option<(f64, Option<f64>)>,
}

/// Tells whether a value comes before another: numbers by size, all else by the order of letters, which is that of
/// time for moments that begin with the year.
fn before(left: &str, right: &str, kind: &Kind) -> bool {
    match kind.number(left).zip(kind.number(right)) {
        Some((left, right)) => left < right,
        None => left < right,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Constraints, Known};
    use crate::ingest::datapackage::value::Kind;

    #[test]
    fn cells_keep_what_a_field_says() {
        for (kind, constraints, good, bad) in [
            ("string", json!({"minLength": 2, "maxLength": 3}), "ab", vec!["a", "abcd"]),
            ("string", json!({"pattern": "k[0-9]+"}), "k17", vec!["k", "xk1", "k1x"]),
            ("string", json!({"pattern": "\\p{Lu}.*"}), "Żaneta", vec!["żaneta"]),
            ("string", json!({"enum": ["red", "blue"]}), "red", vec!["Red", "green"]),
            ("integer", json!({"enum": [1, 2]}), "+1", vec!["3"]),
            ("number", json!({"minimum": -10, "maximum": "10"}), "9", vec!["-10.5", "100"]),
            ("date", json!({"minimum": "2020-01-01"}), "2020-01-01", vec!["2019-12-31"]),
        ] {
            let kind = Kind::read(&json!({"type": kind})).expect("a type");
            let constraints = Constraints::read(&constraints, &kind).expect("constraints");
            assert!(!constraints.is_free());
            assert_eq!(constraints.fault(good, &kind), None);
            for cell in bad {
                assert!(constraints.fault(cell, &kind).is_some(), "{cell}");
            }
        }
        let text = Kind::read(&json!({})).expect("a type");
        assert!(Constraints::read(&json!({"pattern": "("}), &text).is_err());
        let whole = Kind::read(&json!({"type": "integer"})).expect("a type");
        assert!(Constraints::read(&json!({"minimum": "low"}), &whole).is_err());
    }

    #[test]
    fn what_is_checked_anyway_is_not_checked_twice() {
        let kind = Kind::read(&json!({"type": "integer"})).expect("a type");
        let value = json!({"required": true, "unique": true, "minimum": 0});
        let mut constraints = Constraints::read(&value, &kind).expect("constraints");
        constraints.forget(&Known { required: true, id: true, words: None, range: Some((0.0, None)) });
        assert!(constraints.is_free() && !constraints.required && !constraints.unique);
    }
}
