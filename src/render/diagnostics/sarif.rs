//! The report in the Static Analysis Results Interchange Format (OASIS, SARIF 2.1.0), which code hosts and editors
//! show at the rows themselves.

use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::render::diagnostics::span::Span;
use crate::render::diagnostics::{SourceLine, more};

/// What an address keeps as it is; RFC 3986 leaves these without a meaning of their own in a path.
const KEPT: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Writes one run with a rule for each code that was found, and a result for each problem. Columns count characters.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn sarif(report: &Report, source: SourceLine<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut codes: Vec<Code> = report.count_by_code().into_iter().map(|(_, code, _)| code).collect();
    codes.sort();
    codes.dedup();
    let more = more(report);
    let results = report.diagnostics().iter().chain(&more).map(|problem| result(problem, &codes, source));
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "actant",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().copied().map(rule).collect::<Vec<Value>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<Value>>(),
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.summary() },
        "fullDescription": { "text": code.summary() },
        "help": { "text": code.explanation(), "markdown": code.explanation() },
        "defaultConfiguration": { "level": code.severity().to_string() },
    })
}

fn result(problem: &Diagnostic, codes: &[Code], source: SourceLine<'_>) -> Value {
    let text = match &problem.hint {
        Some(hint) => format!("{}\nhelp: {hint}", problem.message),
        None => problem.message.clone(),
    };
    let mut result = json!({
        "ruleId": problem.code.name(),
        "ruleIndex": codes.iter().position(|code| *code == problem.code),
        "level": problem.severity.to_string(),
        "message": { "text": text },
        "locations": [place(&problem.location, Span::of(problem, source))],
    });
    let related = problem.related.iter().enumerate().map(|(number, (location, words))| {
        let mut related = place(location, None);
        related["id"] = json!(number);
        related["message"] = json!({ "text": words });
        related
    });
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    result
}

fn place(location: &Location, span: Option<Span>) -> Value {
    let mut place = json!({ "physicalLocation": { "artifactLocation": { "uri": uri(&location.file) } } });
    if location.line > 0 {
        let mut region = json!({ "startLine": location.line });
        if let Some(span) = span {
            region["startColumn"] = json!(span.character);
            region["endLine"] = json!(span.end_line);
            region["endColumn"] = json!(span.end_character);
        } else if let Some(column) = location.column.as_ref().filter(|column| column.character > 0) {
            region["startColumn"] = json!(column.character);
        }
        place["physicalLocation"]["region"] = region;
    }
    if let Some(column) = location.column.as_ref().filter(|column| !column.name.is_empty()) {
        place["logicalLocations"] = json!([{ "name": &*column.name, "kind": "column" }]);
    }
    place
}

/// Gives the address of a file: relative as the user wrote it, or absolute.
fn uri(path: &str) -> String {
    let path = path.trim_start_matches("./");
    let encoded = utf8_percent_encode(path, &KEPT).to_string();
    if path.starts_with('/') { format!("file://{encoded}") } else { encoded }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn addresses_are_escaped() {
        assert_eq!(uri("data/relations.csv"), "data/relations.csv");
        assert_eq!(uri("./my data/a:b#1.csv"), "my%20data/a%3Ab%231.csv");
        assert_eq!(uri("/srv/déjà.csv"), "file:///srv/d%C3%A9j%C3%A0.csv");
        assert_eq!(uri("../x/relations.csv"), "../x/relations.csv");
    }
}
