//! What is not run, whoever asks: looked for in the text before the parser sees it, because the parser itself
//! falls over a few kilobytes of nested braces.

use crate::query::QueryError;
use crate::query::token::{Token, tokens};

/// The longest text of a query, in bytes.
pub const LONGEST: usize = 64 << 10;
/// How deep brackets of all kinds may be nested.
pub const DEEPEST: usize = 200;
/// How many triple patterns and groups in braces a query may have.
pub const MOST_PATTERNS: usize = 1_000;

const UPDATES: [&str; 10] =
    ["ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"];

/// Lets a text through to the parser, or says why not.
///
/// # Errors
/// When the text is longer than [`LONGEST`], nested deeper than [`DEEPEST`], has more than
/// [`MOST_PATTERNS`] patterns, asks another machine (SERVICE), or
/// begins with a word of SPARQL Update.
pub fn guard(text: &str) -> Result<(), QueryError> {
    if text.len() > LONGEST {
        return refuse(
            format!("the query is {} bytes long, and {LONGEST} is the limit", text.len()),
            "ask for less at a time: long lists belong into a table of the folder",
        );
    }
    let mut open = Vec::new();
    let mut patterns = 0_usize;
    let mut prologue = true;
    for (_, token) in tokens(text) {
        match token {
            Token::Open(bracket) => {
                open.push(bracket);
                prologue = false;
                patterns += usize::from(bracket == '{');
                if open.len() > DEEPEST {
                    return refuse(
                        format!("brackets are nested more than {DEEPEST} deep"),
                        "write the query with fewer brackets inside brackets",
                    );
                }
            }
            Token::Close(_) => drop(open.pop()),
            // In parentheses they part the members of a list.
            Token::Separator => patterns += usize::from(open.last().is_some_and(|bracket| *bracket != '(')),
            Token::Word(word) if word.eq_ignore_ascii_case("SERVICE") => {
                return refuse(
                    "`SERVICE` asks another machine, and this program asks none".to_owned(),
                    "fetch the data first and put it into a table of the folder",
                );
            }
            Token::Word(word) if prologue => {
                if let Some(update) = UPDATES.iter().find(|update| update.eq_ignore_ascii_case(word)) {
                    return refuse(
                        format!("`{update}` changes a graph, and a query only reads it"),
                        "change the row of the table; the graph follows by itself",
                    );
                }
                prologue = ["BASE", "PREFIX"].iter().any(|other| other.eq_ignore_ascii_case(word));
            }
            Token::Word(_) | Token::Prefix(_) | Token::Unclosed => {}
        }
        if patterns > MOST_PATTERNS {
            return refuse(
                format!("the query has more than {MOST_PATTERNS} patterns"),
                "ask for many things at once with VALUES and one pattern",
            );
        }
    }
    Ok(())
}

fn refuse(reason: String, hint: &'static str) -> Result<(), QueryError> {
    Err(QueryError::Refused { reason, hint })
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, LONGEST, MOST_PATTERNS, guard};

    fn refusal(text: &str) -> Option<String> {
        guard(text).err().map(|error| error.to_string())
    }

    #[test]
    fn a_query_that_only_reads_passes() {
        let queries = [
            "SELECT * { ?s ?p ?o }",
            "# SERVICE\nSELECT * { ?service :service \"SERVICE { } '\" , '''SERVICE ' ''' ; service:x <x#SERVICE> }",
            "PREFIX service: <http://example.org/>\nBASE <http://example.org/>\nASK { ?insert service:delete $load }",
            "SELECT * { ?s ?p \"\\\"SERVICE\" FILTER(?o < 3 && 4 > ?o) }",
            "SELECT (1 AS ?with) (2 AS ?x) { }",
            "\u{e9}\u{300} \"\\",
            "",
        ];
        for query in queries {
            assert_eq!(refusal(query), None, "{query}");
        }
    }

    #[test]
    fn asking_elsewhere_is_refused() {
        for query in ["SELECT * { SERVICE <http://x/> { } }", "SELECT * {?s ?p ?o.service<http://x/>{}}"] {
            assert!(refusal(query).is_some_and(|reason| reason.contains("another machine")), "{query}");
        }
        assert!(refusal("SELECT * { FILTER(1 <2) SERVICE <http://x/> { } }").is_some());
    }

    #[test]
    fn changing_the_graph_is_refused() {
        let update = "PREFIX a: <b>\n# x\ninsert DATA { a:b a:c a:d }";
        assert_eq!(refusal(update).as_deref(), Some("`INSERT` changes a graph, and a query only reads it"));
        for update in ["LOAD <http://x/>", "WITH <g> DELETE { } WHERE { }", "DROP ALL", "CLEAR ALL"] {
            assert!(refusal(update).is_some(), "{update}");
        }
    }

    #[test]
    fn depth_and_length_have_a_limit() {
        let nested = |depth| format!("SELECT * {}{}", "{".repeat(depth), "}".repeat(depth));
        assert_eq!(refusal(&nested(DEEPEST)), None);
        assert!(refusal(&nested(DEEPEST + 1)).is_some_and(|reason| reason.contains("200 deep")));
        assert!(refusal(&"([{".repeat(DEEPEST)).is_some());
        assert_eq!(refusal(&"{}".repeat(DEEPEST * 2)), None);
        assert_eq!(refusal(&" ".repeat(LONGEST)), None);
        let patterns = |count: usize| format!("ASK {{ {} }}", "?s?p?o.".repeat(count));
        assert_eq!(refusal(&patterns(MOST_PATTERNS - 1)), None);
        assert!(refusal(&patterns(MOST_PATTERNS)).is_some_and(|reason| reason.contains("1000 patterns")));
        assert_eq!(refusal(&format!("ASK {{ FILTER(?x IN ({})) }}", "1.5,".repeat(2_000))), None);
        assert!(refusal(&" ".repeat(LONGEST + 1)).is_some_and(|reason| reason.contains("65537 bytes")));
    }
}
