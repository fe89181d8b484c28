//! The endpoint as programs meet it: the W3C's protocol cases, forms of answers, the catalogue, reloading.

mod support;

use std::fs;

use actant::store::Builder;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use support::served::{Served, encoded};
use support::{shared, shipped};

/// One request of a W3C case, with what it expects.
#[derive(Debug, Default)]
struct Case {
    name: String,
    path: String,
    method: String,
    media: String,
    body: String,
    encoding: String,
    boolean: String,
    format: String,
    status: String,
}

fn cases(manifest: &str) -> Vec<Case> {
    let store = Store::new().expect("an empty store");
    let parser =
        RdfParser::from_format(RdfFormat::Turtle).with_base_iri("http://example.org/").expect("an IRI");
    store.load_from_slice(parser, manifest).expect("the manifest is Turtle");
    let query = "PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX cnt: <http://www.w3.org/2011/content#> PREFIX ht: <http://www.w3.org/2011/http#>
        SELECT ?case ?name ?path ?method ?body ?encoding ?media ?boolean ?format ?status {
          ?case a mf:ProtocolTest ; mf:name ?name ; mf:action/ht:requests/rdf:rest*/rdf:first ?request .
          ?request ht:absolutePath ?path ; ht:methodName ?method ; ht:resp ?response .
          OPTIONAL { ?request ht:body ?content . ?content cnt:chars ?body ; cnt:characterEncoding ?encoding }
          OPTIONAL { ?request ht:headers/rdf:rest*/rdf:first ?header .
                     ?header ht:fieldName ?field ; ht:fieldValue ?media FILTER(lcase(?field) = 'content-type') }
          OPTIONAL { ?response mf:expectedBoolean ?boolean }
          OPTIONAL { ?response mf:expectedFormat ?format }
          ?response mf:expectedStatus ?status
          FILTER(!strends(str(?status), '3xx')) } ORDER BY ?case";
    let query = SparqlEvaluator::new().parse_query(query).expect("SPARQL");
    let Ok(QueryResults::Solutions(rows)) = query.on_store(&store).execute() else { panic!("a table") };
    rows.map(|row| {
        let row = row.expect("a row");
        let text = |name: &str| match row.get(name) {
            Some(oxigraph::model::Term::Literal(literal)) => literal.value().to_owned(),
            Some(term) => term.to_string(),
            None => String::new(),
        };
        let local = text("case").rsplit('#').next().unwrap_or_default().trim_end_matches('>').to_owned();
        Case {
            name: format!("{local}: {}", text("name")),
            path: text("path"),
            method: text("method"),
            media: text("media"),
            body: text("body"),
            encoding: text("encoding"),
            boolean: text("boolean"),
            format: text("format"),
            status: text("status"),
        }
    })
    .collect()
}

#[test]
fn every_query_case_of_the_protocol_passes_and_every_update_is_refused() {
    let Some(folder) = shared("suites/w3c-sparql11/sparql/sparql11/protocol") else { return };
    let manifest = fs::read_to_string(folder.join("manifest.ttl")).expect("a manifest");
    let mut builder = Builder::new();
    for number in 1..=3 {
        let text = fs::read(folder.join(format!("data{number}.nt"))).expect("data");
        let graph = builder.iri(&format!("http://kasei.us/2009/09/sparql/data/data{number}.rdf"));
        for quad in RdfParser::from_format(RdfFormat::NTriples).for_slice(&text) {
            let quad: Quad = quad.expect("a triple");
            let [subject, predicate, object] =
                [quad.subject.to_string(), quad.predicate.to_string(), quad.object.to_string()]
                    .map(|term| builder.iri(term.trim_matches(['<', '>'])));
            builder.quad(subject, predicate, object, Some(graph));
        }
    }
    let scratch = tempfile::tempdir().expect("a folder");
    let snapshot = scratch.path().join("snapshot");
    builder.finish().publish(&snapshot).expect("a snapshot");
    let served = Served::start(&snapshot, &[]);

    let cases = cases(&manifest);
    assert!(cases.len() >= 34, "{} requests", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let body: Vec<u8> = match case.encoding.as_str() {
            "UTF-16" => case.body.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => case.body.clone().into_bytes(),
        };
        let media = [("content-type", case.media.as_str())];
        let headers: &[(&str, &str)] = if case.media.is_empty() { &[] } else { &media };
        let answered = served.send(&case.method, &case.path, headers, &body);
        let is_update = case.media.contains("sparql-update") || case.body.starts_with("update=");
        if is_update {
            if !(400..500).contains(&answered.status) {
                wrong.push(format!("{}: an update was answered with {}", case.name, answered.status));
            }
            continue;
        }
        // What an update would have made is not there.
        if case.name.starts_with("update_") {
            continue;
        }
        let class = if case.status.contains("4xx") { 4 } else { 2 };
        if answered.status / 100 != class {
            wrong.push(format!("{}: {} {}", case.name, answered.status, answered.text()));
            continue;
        }
        let media = answered.header("content-type").unwrap_or_default();
        let fits = match case.format.as_str() {
            "boolean" => media.starts_with("application/sparql-results+"),
            "tabular" => media.starts_with("application/sparql-results+") || media.starts_with("text/"),
            "RDF" => media.starts_with("text/turtle") || media.starts_with("application/n-triples"),
            _ => true,
        };
        if !fits {
            wrong.push(format!("{}: {media}", case.name));
        }
        if !case.boolean.is_empty() && answered.json()["boolean"] != (case.boolean == "true") {
            wrong.push(format!("{}: {}", case.name, answered.text()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_answer_comes_in_the_form_that_is_asked_for() {
    let folder = shipped();
    let served = Served::start(folder.path(), &[]);
    let select = format!("/sparql?query={}", encoded("SELECT (1 AS ?one) {}"));
    let construct = format!("/sparql?query={}", encoded("CONSTRUCT { <http://x/a> <http://x/b> 1 } {}"));
    for (path, accept, media, body) in [
        (&select, "*/*", "application/sparql-results+json", r#"{"head":{"vars":["one"]}"#),
        (&select, "application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        (&select, "text/csv", "text/csv; charset=utf-8; header=present", "one\r\n1\r\n"),
        (
            &select,
            "text/tab-separated-values",
            "text/tab-separated-values; charset=utf-8; header=present",
            "?one\n1\n",
        ),
        (&select, "text/html,*/*;q=0.8", "text/html; charset=utf-8", "<!DOCTYPE html>"),
        (&construct, "*/*", "text/turtle; charset=utf-8", "<http://x/a> <http://x/b> 1"),
        (&construct, "application/n-triples", "application/n-triples", "<http://x/a> <http://x/b> \"1\"^^"),
    ] {
        let answered = served.get_as(path, accept);
        assert_eq!((answered.status, answered.header("content-type")), (200, Some(media)), "{accept}");
        assert!(answered.text().starts_with(body), "{accept}: {}", answered.text());
        assert!(answered.header("x-actant-version").is_some_and(|version| version.len() == 16));
    }
    let refused = served.get_as(&select, "image/png");
    assert_eq!((refused.status, refused.header("content-type")), (406, Some("application/problem+json")));
    let wrong = served.query("SELECT * {\n  ?é nix:blames ?b }");
    let problem = wrong.json();
    assert_eq!((wrong.status, &problem["line"], &problem["column"]), (400, &2.into(), &6.into()));
    let head = served.send("HEAD", &select, &[], b"");
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn the_catalogue_is_a_set_of_resources() {
    let folder = shipped();
    let served = Served::start(folder.path(), &[]);
    let answered = served.get("/questions/who-blamed-whom?blamer=Pakistan");
    let rows = answered.json();
    // Two rows of relations.csv say that Pakistan blames somebody.
    assert!(rows.as_array().is_some_and(|rows| !rows.is_empty()), "{rows}");
    assert!(rows.as_array().expect("rows").iter().all(|row| row["who"] == "pakistan"), "{rows}");
    let csv = served.get("/questions/who-blamed-whom?blamer=Pakistan&format=csv");
    assert!(csv.text().starts_with("who,who_label,relation,"), "{}", csv.text());
    assert_eq!(csv.header("content-disposition"), Some("attachment; filename=\"who-blamed-whom.csv\""));
    let sparql = served.get("/questions/who-blamed-whom?blamer=Pakistan&format=sparql").text();
    assert!(sparql.contains("VALUES ?who {"), "{sparql}");
    // What a query says in its own text answers as the resource does.
    let again = served.query(&sparql).json();
    assert_eq!(again["results"]["bindings"].as_array().map(Vec::len), rows.as_array().map(Vec::len));
    let slip = served.get("/questions/who-blamed-whom?blamer=Pakstan");
    assert_eq!((slip.status, slip.json()["hint"].as_str()), (400, Some("did you mean `Pakistan`?")));
    assert_eq!(served.get("/questions/who-blames-whom").status, 404);
    let list = served.get("/questions").json();
    assert!(list.as_array().is_some_and(|list| list.iter().any(|query| query["name"] == "members")));
    let openapi = served.get("/openapi.json").json();
    assert_eq!(openapi["openapi"], "3.1.0");
    assert!(openapi["paths"]["/questions/who-blamed-whom"]["get"]["parameters"].is_array());
    for path in ["/.well-known/void", "/questions?format=turtle", "/sparql"] {
        let text = served.get(path).text();
        let triples = RdfParser::from_format(RdfFormat::Turtle).for_slice(&text).count();
        assert!(triples > 5, "{path}: {text}");
        RdfParser::from_format(RdfFormat::Turtle).for_slice(&text).for_each(|quad| drop(quad.expect(path)));
    }
    let asked = served.get(&format!("/ask?q={}", encoded("who blamed whom")));
    assert_eq!(
        asked.json()["claims"].as_array().map(Vec::len),
        asked.json()["basis"]["claims"].as_u64().map(|n| n as usize)
    );
    assert_eq!(served.get("/ask?q=xyzzy").status, 400);
}

#[test]
fn a_table_that_is_edited_is_another_version_and_one_with_errors_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |text: &str| fs::write(folder.path().join("relations.csv"), text).expect("a file");
    write("subject,relation,object\nA,blames,B\n");
    let served = Served::start(folder.path(), &[]);
    let count = || {
        let answered = served.query("SELECT (COUNT(*) AS ?n) { ?c a <https://w3id.org/actant/ns#Claim> }");
        let version = answered.header("x-actant-version").expect("a version").to_owned();
        (
            version,
            answered.json()["results"]["bindings"][0]["n"]["value"].as_str().expect("a number").to_owned(),
        )
    };
    let before = count();
    assert_eq!(before.1, "1");
    write("subject,relation,object\nA,blames,B\nB,blames,A\n");
    let changed = (0..100).map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        count()
    });
    let after = changed.into_iter().find(|now| now.0 != before.0).expect("a new version within five seconds");
    assert_eq!(after.1, "2");
    write("subject,relation,object\nA,blames,\n");
    let stale = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        served.get("/metrics").text().contains("\nactant_graph_stale 1\n")
    });
    assert!(stale, "the endpoint says that its graph is not that of the tables");
    assert_eq!(count(), after);
    assert!(served.get_as("/", "text/html").text().contains("The tables have errors now."));
}
