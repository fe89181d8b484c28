//! What is wrong with a text that is not SPARQL, in words. The parser knows only how far its last attempt came,
//! so the usual slips are looked for in the text itself first.

use crate::query::catalogue::namespace;
use crate::query::token::{Token, tokens};
use crate::query::{Query, QueryError};
use crate::store::sparql::SyntaxError;

/// Turns what the parser says of a text into an error that points at the slip.
pub(super) fn explain(query: &Query, error: SyntaxError) -> QueryError {
    let text = query.text();
    let Some(Slip { at, message, hint }) = slip(text, query.prefixes()) else {
        return parsed(text, error);
    };
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before[before.rfind('\n').map_or(0, |at| at + 1)..].chars().count() + 1;
    QueryError::Syntax { line, column, message, text: line_of(text, line), hint }
}

struct Slip {
    at: usize,
    message: String,
    hint: Option<String>,
}

/// Finds a string or a bracket that is not closed, and a prefix that is not declared.
fn slip(text: &str, known: &[(String, String)]) -> Option<Slip> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut declared: Vec<_> = known.iter().map(|(prefix, _)| prefix.as_str()).collect();
    let mut declares = false;
    let mut undeclared = None;
    for (at, token) in tokens(text) {
        match token {
            Token::Unclosed => {
                return Some(Slip { at, message: "this string is never closed".to_owned(), hint: None });
            }
            Token::Open(bracket) => open.push((at, bracket)),
            Token::Close(bracket) if operator_before(text, at).is_some() => {
                let operator = operator_before(text, at).unwrap_or_default();
                let message = format!("something is missing between `{operator}` and this `{bracket}`");
                return Some(Slip { at, message, hint: None });
            }
            Token::Close(bracket) => match open.pop() {
                None => {
                    return Some(Slip {
                        at,
                        message: format!("this `{bracket}` closes nothing"),
                        hint: None,
                    });
                }
                Some((_, opened)) if closing(opened) != bracket => {
                    let message = format!("`{}` should come before this `{bracket}`", closing(opened));
                    return Some(Slip { at, message, hint: None });
                }
                Some(_) => {}
            },
            Token::Prefix(prefix) if declares => declared.push(prefix),
            Token::Prefix(prefix) if undeclared.is_none() && !declared.contains(&prefix) => {
                undeclared = Some((at, prefix));
            }
            Token::Word(_) | Token::Prefix(_) | Token::Separator => {}
        }
        declares = matches!(token, Token::Word(word) if word.eq_ignore_ascii_case("PREFIX"));
    }
    if let Some((at, bracket)) = open.pop() {
        return Some(Slip { at, message: format!("this `{bracket}` is never closed"), hint: None });
    }
    undeclared.map(|(at, prefix)| {
        let namespace = namespace(prefix).unwrap_or("…");
        let hint = Some(format!("write `PREFIX {prefix}: <{namespace}>` at the top"));
        Slip { at, message: format!("the prefix `{prefix}:` is not declared"), hint }
    })
}

/// Gives the operator that stands right before a place; none of these can end an expression.
fn operator_before(text: &str, at: usize) -> Option<&'static str> {
    let before = text[..at].trim_end();
    ["!=", "<=", ">=", "&&", "||", "="].into_iter().find(|operator| before.ends_with(operator))
}

fn closing(opening: char) -> char {
    match opening {
        '{' => '}',
        '(' => ')',
        _ => ']',
    }
}

fn parsed(text: &str, error: SyntaxError) -> QueryError {
    let SyntaxError { line, mut column, message } = error;
    let said = |words: &str| message.contains(words);
    let message = if said("contains a variable that is unbound") {
        "SELECT names a variable that is neither grouped by nor made by an aggregate".to_owned()
    } else if said("IRI parsing failed") {
        "this is not a valid IRI".to_owned()
    } else if line == 0 {
        message
    } else {
        let words: Vec<_> = message
            .trim_start_matches("expected ")
            .trim_start_matches("one of ")
            .split(", ")
            .filter(|word| word.chars().all(|character| character.is_ascii_alphabetic() || character == '_'))
            .collect();
        // The parser counts a keyword that it looked for in vain as read.
        if let Some(word) = words.first() {
            column = column.saturating_sub(word.len()).max(1);
        }
        match &words[..] {
            [] if at_end(text, line, column) => "the query ends too early".to_owned(),
            [] => "this is not SPARQL here, or shortly before".to_owned(),
            [words @ .., last] if words.len() < 4 => {
                let sooner: String = words.iter().map(|word| format!("`{word}` or ")).collect();
                format!("this cannot stand here; {sooner}`{last}` could")
            }
            _ => "this cannot stand here".to_owned(),
        }
    };
    let (line, column) = settled(text, line, column);
    QueryError::Syntax { line, column, message, text: line_of(text, line), hint: None }
}

/// Moves a place where nothing stands back to the last character before it.
fn settled(text: &str, line: usize, column: usize) -> (usize, usize) {
    if line == 0 || !at_end(text, line, column) {
        return (line, column);
    }
    let text = text.trim_end();
    let last = text.lines().last().unwrap_or_default().chars().count();
    (text.lines().count().max(1), last.max(1))
}

fn at_end(text: &str, line: usize, column: usize) -> bool {
    let rest = text.lines().skip(line.saturating_sub(1)).flat_map(|line| line.chars().chain(['\n']));
    rest.skip(column.saturating_sub(1)).all(char::is_whitespace)
}

fn line_of(text: &str, line: usize) -> String {
    text.lines().nth(line.saturating_sub(1)).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::explain;
    use crate::query::Query;
    use crate::store::sparql::parse;

    #[test]
    fn the_usual_slips_are_named_where_they_are() {
        let cases = [
            ("SELECT ?a\nWHERE { ?a a \"x }", "2:14 this string is never closed"),
            ("SELECT ?a { ?a a ?b . ", "1:11 this `{` is never closed"),
            ("SELECT ?a { ?a a ?b }\n}", "2:1 this `}` closes nothing"),
            ("SELECT (COUNT(?b AS ?n) { ?a a ?b }", "1:8 this `(` is never closed"),
            ("SELECT ?a { ?a a ?b FILTER(?a = ?b }", "1:36 `)` should come before this `}`"),
            ("SELECT * {\n  ?é rel:blames ?b }", "2:6 the prefix `rel:` is not declared"),
            ("SELECT ?a { ?a a ?b } ORDER ?a", "1:29 this cannot stand here; `BY` could"),
            ("SELEC ?a { ?a a ?b }", "1:1 this cannot stand here; `CONSTRUCT` could"),
            ("SELECT ?a { ?a a ?b FILTER ?a = ?b }", "1:28 this cannot stand here"),
            ("SELECT ?a { ?a a ?b FILTER(?a != ) }\n", "1:34 something is missing between `!=` and this `)`"),
            ("SELECT ?a { ?a a ?b FILTER(?a && ?b ||) }", "1:39 something is missing between `||` and"),
            ("SELECT ?a WHERE\n\n", "1:15 "),
            ("", "1:1 the query ends too early"),
        ];
        for (text, expected) in cases {
            let query = Query::new("slip", text).unwrap();
            let error = explain(&query, parse(text).expect_err(text));
            let super::QueryError::Syntax { line, column, message, .. } = &error else { panic!("{error}") };
            let found = format!("{line}:{column} {message}");
            assert!(found.starts_with(expected), "{text:?}: {found}");
        }
    }

    #[test]
    fn a_known_prefix_comes_with_its_line() {
        let text = "ASK { ?a rel:blames ?b }";
        let query = Query::new("slip", text).unwrap();
        let hint = explain(&query, parse(text).unwrap_err()).hint();
        assert_eq!(
            hint.as_deref(),
            Some("write `PREFIX rel: <https://w3id.org/actant/relation/>` at the top")
        );
    }
}
