//! The lines that begin with `#+` at the top of a query file: what it answers, what it takes, what it gives.
//!
//! To SPARQL they are comments, so the file stays a query for any other engine.

use crate::query::{Parameter, ParameterKind, QueryError, Scope};
use crate::spelling::nearest;

const KEYS: [&str; 6] = ["columns", "description", "example", "parameters", "summary", "world"];

/// Holds what a query file says of itself; a file that says nothing has an empty one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// What it answers, as one line.
    pub summary: String,
    /// What a reader of the answer should know.
    pub description: String,
    /// The world that the query means when nobody chooses, and whatever else narrows it; no world when its answer
    /// has no status.
    pub scope: Scope,
    /// What may be given to it.
    pub parameters: Vec<Parameter>,
    /// What its answer holds, in the order of the answer.
    pub columns: Vec<Column>,
    /// Commands to try.
    pub examples: Vec<String>,
}

/// Describes one column of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The variable, without `?`.
    pub name: String,
    /// A few words on it.
    pub words: String,
}

impl Header {
    /// Reads the header of a query; `query` is the name that errors give.
    ///
    /// # Errors
    /// At the first line that is not understood.
    pub fn parse(query: &str, text: &str) -> Result<Self, QueryError> {
        let mut header = Self::default();
        let mut section = "";
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim_end();
            let Some(content) = line.strip_prefix("#+") else {
                if line.is_empty() || line.starts_with('#') {
                    continue;
                }
                break;
            };
            let indented = content.starts_with("  ");
            let content = content.trim();
            let understood = if content.is_empty() {
                Ok(())
            } else if indented {
                header.item(section, content)
            } else {
                section = content.split(':').next().unwrap_or_default();
                header.key(section, content)
            };
            understood.map_err(|message| QueryError::Header {
                query: query.to_owned(),
                line: number,
                message,
            })?;
        }
        Ok(header)
    }

    /// Finds a parameter by its name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    fn key(&mut self, key: &str, content: &str) -> Result<(), String> {
        let value = content.get(key.len() + 1..).unwrap_or_default().trim();
        match key {
            "summary" => self.summary = value.to_owned(),
            "description" => self.description = value.to_owned(),
            "example" => self.examples.push(value.to_owned()),
            key if key == "world" || Scope::KEYS.contains(&key) => self.scope.read(key, value)?,
            "parameters" | "columns" if !value.is_empty() => {
                return Err(format!("each of the {key} has an indented line of its own"));
            }
            "parameters" | "columns" => {}
            _ => {
                let near = nearest(key, KEYS.into_iter().chain(Scope::KEYS)).unwrap_or("summary");
                return Err(format!("`{key}` is no word of a header; did you mean `#+ {near}:`?"));
            }
        }
        Ok(())
    }

    fn item(&mut self, section: &str, content: &str) -> Result<(), String> {
        match section {
            "parameters" => self.parameters.push(parameter(content)?),
            "columns" => {
                let (name, words) = content
                    .split_once(':')
                    .ok_or_else(|| format!("a column reads `name: a few words`, not `{content}`"))?;
                self.columns.push(Column { name: name.trim().to_owned(), words: words.trim().to_owned() });
            }
            "summary" => join(&mut self.summary, content),
            "description" => join(&mut self.description, content),
            _ => return Err(format!("`{content}` belongs to no list")),
        }
        Ok(())
    }
}

fn join(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

fn parameter(content: &str) -> Result<Parameter, String> {
    let form = || format!("a parameter reads `name: kind ?variable — a few words`, not `{content}`");
    let (name, rest) = content.split_once(':').ok_or_else(form)?;
    let (typed, words) = rest.split_once(" — ").or_else(|| rest.split_once(" - ")).unwrap_or((rest, ""));
    let mut typed = typed.split_whitespace();
    let (Some(kind), Some(variable), None) = (typed.next(), typed.next(), typed.next()) else {
        return Err(form());
    };
    let known = || ParameterKind::ALL.map(ParameterKind::word).join("`, `");
    let kind = ParameterKind::parse(kind)
        .ok_or_else(|| format!("`{kind}` is no kind of parameter; it is one of `{}`", known()))?;
    let variable = variable.strip_prefix('?').filter(|name| !name.is_empty()).ok_or_else(form)?;
    Ok(Parameter {
        name: name.trim().to_owned(),
        kind,
        variable: variable.to_owned(),
        words: words.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Column, Header};
    use crate::query::{Parameter, ParameterKind, Scope, World};

    #[test]
    fn a_header_reads_as_it_is_written() {
        let text = "#+ summary: Who: and whom\n#+ description: One\n#+   two.\n#+ world: all\n#+ parameters:\n\
            #+   blamer: actor ?who — who blames\n#+   kind: text ?kind\n#+ columns:\n#+   who: who: `x`\n\
            #+ example: actant query a\n#+ example: actant query b\n# a comment\nSELECT * {}\n#+ world: no\n";
        let header = Header::parse("test", text).unwrap();
        let parameter = |name: &str, kind, variable: &str, words: &str| Parameter {
            name: name.into(),
            kind,
            variable: variable.into(),
            words: words.into(),
        };
        assert_eq!(
            header,
            Header {
                summary: "Who: and whom".into(),
                description: "One two.".into(),
                scope: Scope::from(World::All),
                parameters: vec![
                    parameter("blamer", ParameterKind::Actor, "who", "who blames"),
                    parameter("kind", ParameterKind::Text, "kind", ""),
                ],
                columns: vec![Column { name: "who".into(), words: "who: `x`".into() }],
                examples: vec!["actant query a".into(), "actant query b".into()],
            }
        );
    }

    #[test]
    fn a_query_without_a_header_has_an_empty_one() {
        assert_eq!(Header::parse("-", "SELECT * {}").unwrap(), Header::default());
        assert_eq!(Header::parse("-", "").unwrap(), Header::default());
    }

    #[test]
    fn a_line_that_is_not_understood_is_named() {
        let cases = [
            ("#+ paramters:", "line 1: `paramters` is no word of a header; did you mean `#+ parameters:`?"),
            (
                "\n#+ world: mine",
                "line 2: a world is `accepted`, `all`, `uncontested` or `according-to:NAME`, not `mine`",
            ),
            ("#+ min-sources: two", "line 1: `min-sources` is a number, such as 2, and `two` is none"),
            ("#+ exclude-anonymous: true", "line 1: `exclude-anonymous` is `yes` or `no`, not `true`"),
            ("#+ as-off: 2025", "line 1: `as-off` is no word of a header; did you mean `#+ as-of:`?"),
            ("#+ parameters:\n#+   x: thing ?x", "line 2: `thing` is no kind of parameter"),
            ("#+ parameters:\n#+   x: actor who", "line 2: a parameter reads"),
            ("#+ parameters:\n#+   x", "line 2: a parameter reads"),
            ("#+ columns: a, b", "line 1: each of the columns has an indented line"),
            ("#+ world: all\n#+   x", "line 2: `x` belongs to no list"),
        ];
        for (text, message) in cases {
            let error = Header::parse("q", text).unwrap_err().to_string();
            assert!(error.contains(message), "{text:?}: {error}");
        }
    }
}
