//! The catalogue for programs that call it: an OpenAPI document.

use serde_json::{Map, Value, json};

use crate::server::answer::Folder;
use crate::server::media::JSON;
use crate::server::problem::Problem;
use crate::server::scope::KEYS;
use crate::server::task::{Reply, Task};
use crate::workspace::Query;

/// Describes every address that a program calls.
pub(super) fn openapi(folder: &Folder, task: &Task) -> Result<Reply, Problem> {
    let mut paths = Map::new();
    for query in folder.catalogue.iter() {
        paths.insert(format!("/questions/{}", query.name()), path(query));
    }
    let text = |name: &str, words: &str, required: bool| json!({ "name": name, "in": "query", "required": required, "description": words, "schema": { "type": "string" } });
    let narrowed =
        |own: Vec<Value>| own.into_iter().chain(KEYS.map(|(key, words)| text(key, words, false))).collect();
    paths.insert(
        "/ask".to_owned(),
        operation("ask", "A question in plain words", "", narrowed(vec![text("q", "the question", true)])),
    );
    paths.insert(
        "/sparql".to_owned(),
        operation(
            "sparql",
            "SPARQL 1.1 Protocol, queries only",
            "",
            narrowed(vec![
                text("query", "the query", true),
                text("default-graph-uri", "a graph that is part of the default graph", false),
                text("named-graph-uri", "a graph that GRAPH finds", false),
            ]),
        ),
    );
    let summary = folder.workspace.summary();
    let title = if summary.title.is_empty() { "actant" } else { &summary.title };
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": title, "version": env!("CARGO_PKG_VERSION"), "description": "Who did what to whom, who says so, and where it is written." },
        "servers": [{ "url": task.origin }],
        "paths": paths,
        "components": { "schemas": { "Problem": {
            "type": "object",
            "required": ["title", "status", "detail"],
            "properties": {
                "title": { "type": "string" }, "status": { "type": "integer" }, "detail": { "type": "string" },
                "hint": { "type": "string" }, "line": { "type": "integer" }, "column": { "type": "integer" },
            },
        } } },
    });
    let text = serde_json::to_string_pretty(&document).map_err(|error| Problem::bad(error.to_string()))?;
    Ok(Reply::new(JSON, text + "\n"))
}

fn path(query: &Query) -> Value {
    let header = query.header();
    let mut parameters: Vec<Value> = Vec::new();
    for parameter in &header.parameters {
        let schema = match parameter.kind.word() {
            "date" => json!({ "type": "string", "format": "date" }),
            "status" => {
                json!({ "type": "string", "enum": ["asserted", "alleged", "possible", "predicted", "denied"] })
            }
            _ => json!({ "type": "string" }),
        };
        parameters.push(json!({
            "name": parameter.name, "in": "query", "description": parameter.words, "schema": schema,
        }));
    }
    for (key, words) in KEYS.iter().filter(|(key, _)| header.parameter(key).is_none()) {
        parameters.push(
            json!({ "name": key, "in": "query", "description": words, "schema": { "type": "string" } }),
        );
    }
    operation(query.name(), &header.summary, &header.description, parameters)
}

fn operation(id: &str, summary: &str, description: &str, mut parameters: Vec<Value>) -> Value {
    parameters.push(json!({
        "name": "format", "in": "query", "description": "the form of the answer, before what Accept says",
        "schema": { "type": "string" },
    }));
    let problem = json!({ "$ref": "#/components/schemas/Problem" });
    let refused = |words: &str| json!({ "description": words, "content": { "application/problem+json": { "schema": problem } } });
    json!({ "get": {
        "operationId": id,
        "summary": summary,
        "description": description,
        "parameters": parameters,
        "responses": {
            "200": {
                "description": "the answer, complete",
                "headers": { "X-Actant-Version": { "description": "the graph that it came from", "schema": { "type": "string" } } },
                "content": { "application/json": {}, "text/csv": {}, "text/html": {} },
            },
            "400": refused("the request makes no sense"),
            "503": refused("nobody is free to answer, or the answer needs too much memory"),
            "504": refused("the answer takes too long"),
        },
    } })
}
