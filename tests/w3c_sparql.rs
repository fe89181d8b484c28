//! The W3C's SPARQL 1.1 query tests over the columnar store, beside Oxigraph's own store as the measure of what
//! its evaluator can pass at all.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use actant::engine::{Found, Options, Stop, answer};
use actant::store::sparql::{Query, evaluate, parse_against};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::dataset::CanonicalizationAlgorithm;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{
    BlankNode, Dataset, Graph, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term, TermRef, Triple,
    Variable,
};
use oxigraph::sparql::results::{
    QueryResultsFormat, QueryResultsParser, QueryResultsSerializer, ReaderQueryResultsParserOutput,
};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use support::served::{Served, encoded};

const MANIFEST: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
const QUERY: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#";

/// The folders with query tests; update, protocol, federation and entailment are other tests' work.
const FOLDERS: [&str; 17] = [
    "aggregates",
    "bind",
    "bindings",
    "cast",
    "construct",
    "csv-tsv-res",
    "exists",
    "functions",
    "grouping",
    "json-res",
    "negation",
    "project-expression",
    "property-path",
    "subquery",
    "syntax-query",
    "syntax-fed",
    "service-description",
];

struct Case {
    name: String,
    kind: String,
    query: String,
    data: Vec<(String, GraphName)>,
    result: Option<String>,
}

#[test]
fn evaluation_and_syntax() {
    // The parser and the evaluator descend with the query; unoptimised code needs more than a test thread has.
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(run_suite).expect("a thread");
    thread.join().expect("the suite runs to its end");
}

fn run_suite() {
    let Some(suite) = support::shared("suites/w3c-sparql11/sparql/sparql11") else { return };
    let mut failed = BTreeMap::new();
    let mut by_vectors = 0;
    let mut oracle_failed = BTreeSet::new();
    let mut run = 0;
    for folder in FOLDERS {
        for case in cases(&suite.join(folder), folder) {
            run += 1;
            let name = format!("{folder}/{}", case.name);
            if let Err(reason) = check(&suite, &case, Engine::Columns) {
                failed.insert(name.clone(), reason);
            }
            match check(&suite, &case, Engine::Vectors) {
                Ok(()) => by_vectors += usize::from(!case.kind.contains("Syntax")),
                Err(reason) if reason == UNANSWERED => {}
                Err(reason) => drop(failed.insert(name.clone(), format!("by the engine: {reason}"))),
            }
            if check(&suite, &case, Engine::Oracle).is_err() {
                oracle_failed.insert(name);
            }
        }
    }
    println!("Oxigraph itself: {oracle_failed:?}");
    println!("the engine over columns answers {by_vectors}");
    assert!(by_vectors > 100, "the engine answers {by_vectors} tests");
    println!("{run} tests, {} not passed; Oxigraph's own store: {}", failed.len(), oracle_failed.len());
    assert!(run > 250, "the suite has more tests than {run}");
    let excused = excused();
    let unexpected: Vec<_> = failed.iter().filter(|(name, _)| !excused.contains(*name)).collect();
    assert!(unexpected.is_empty(), "not passed and not on the list: {unexpected:#?}");
    let stale: Vec<_> = excused.iter().filter(|name| !failed.contains_key(*name)).collect();
    assert!(stale.is_empty(), "on the list but passed: {stale:#?}");
    let ours: Vec<_> = failed.keys().filter(|name| !oracle_failed.contains(*name)).collect();
    assert!(ours.is_empty(), "passed by Oxigraph's own store and not here: {ours:#?}");
}

/// Every evaluation test over HTTP, on one endpoint that holds the data of all of them as graphs: which of them a query
/// is over stands in the request.
#[test]
fn evaluation_over_http() {
    let Some(suite) = support::shared("suites/w3c-sparql11/sparql/sparql11") else { return };
    let mut all = Vec::new();
    for folder in FOLDERS {
        let cases = cases(&suite.join(folder), folder).into_iter();
        all.extend(cases.filter(|case| !case.kind.contains("Syntax")).map(|case| (folder, case)));
    }
    let mut graphs = BTreeMap::new();
    for (file, name) in all.iter().flat_map(|(_, case)| &case.data) {
        graphs.insert(graph_iri(file, name), file);
    }
    let mut quads = Vec::new();
    for (name, file) in graphs {
        let name = NamedNode::new_unchecked(name);
        let triples = read(&suite, file).expect("the data of a test").into_iter();
        quads.extend(triples.map(|triple| triple.in_graph(name.clone())));
    }
    let scratch = tempfile::tempdir().expect("a folder");
    let snapshot = scratch.path().join("snapshot");
    support::builder(&quads).finish().publish(&snapshot).expect("a snapshot");
    let served = Served::start(&snapshot, &[]);
    let mut failed = BTreeMap::new();
    for (folder, case) in &all {
        if let Err(reason) = check_over_http(&suite, case, &served) {
            failed.insert(format!("{folder}/{}", case.name), reason);
        }
    }
    println!("{} tests over HTTP, {} not passed", all.len(), failed.len());
    assert!(all.len() > 150, "the suite has more evaluation tests than {}", all.len());
    let excused = excused();
    failed.retain(|name, _| !excused.contains(name));
    assert!(failed.is_empty(), "passed through the library and not over HTTP: {failed:#?}");
}

fn graph_iri(file: &str, name: &GraphName) -> String {
    match name {
        GraphName::NamedNode(name) => name.as_str().to_owned(),
        _ => {
            let (folder, file) = file.split_once('/').expect("a file lies in a folder");
            format!("{}{file}", base(folder))
        }
    }
}

fn check_over_http(suite: &Path, case: &Case, served: &Served) -> Result<(), String> {
    let (folder, _) = case.query.rsplit_once('/').ok_or("a query lies in a folder")?;
    let text = fs::read_to_string(suite.join(&case.query)).map_err(|error| error.to_string())?;
    // What a query says of its data set itself counts, unless the request does.
    let is_said = text.contains("FROM");
    let mut path = if is_said { "/sparql?" } else { "/sparql?default-graph-uri=urn:nothing" }.to_owned();
    for (file, name) in case.data.iter().filter(|_| !is_said) {
        let parameter = if name.is_default_graph() { "default" } else { "named" };
        path.push_str(&format!("&{parameter}-graph-uri={}", encoded(&graph_iri(file, name))));
    }
    let is_csv = case.kind == "CSVResultFormatTest";
    let accept =
        if is_csv { "text/csv" } else { "application/sparql-results+json, application/n-triples;q=0.9" };
    let headers = [("content-type", "application/sparql-query"), ("accept", accept)];
    let answered =
        served.send("POST", &path, &headers, format!("BASE <{}>\n{text}", base(folder)).as_bytes());
    if answered.status != 200 {
        return Err(format!("{}: {}", answered.status, answered.text()));
    }
    let result = case.result.as_deref().ok_or("an evaluation test has a result")?;
    if is_csv {
        let expected = fs::read_to_string(suite.join(result)).map_err(|error| error.to_string())?;
        let (found, expected) = (csv_by_column(&answered.text()), csv_by_column(&expected));
        return if found == expected {
            Ok(())
        } else {
            Err(format!("expected {expected:?}\nfound {found:?}"))
        };
    }
    let ordered = text.to_uppercase().contains("ORDER BY");
    let found = if answered.header("content-type") == Some("application/n-triples") {
        let triples = RdfParser::from_format(RdfFormat::NTriples).for_slice(&answered.body);
        let triples: Result<Vec<_>, _> = triples.map(|quad| quad.map(Triple::from)).collect();
        graph(triples.map_err(|error| error.to_string())?.into_iter())
    } else {
        let parser = QueryResultsParser::from_format(QueryResultsFormat::Json);
        match parser.for_reader(answered.body.as_slice()).map_err(|error| error.to_string())? {
            ReaderQueryResultsParserOutput::Boolean(value) => boolean(value),
            ReaderQueryResultsParserOutput::Solutions(solutions) => {
                let rows: Result<Vec<_>, _> = solutions.collect();
                let named = |row: &oxigraph::sparql::QuerySolution| {
                    row.iter().map(|(v, t)| (v.as_str().to_owned(), t.clone())).collect()
                };
                table(rows.map_err(|error| error.to_string())?.iter().map(named), ordered)
            }
        }
    };
    let expected = expected(suite, result)?(ordered)?;
    if found == expected { Ok(()) } else { Err(format!("expected {expected}\nfound {found}")) }
}

/// Reads the rows of a CSV without their order, their columns in the order of their names, every blank node called the
/// same.
fn csv_by_column(text: &str) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let cell = |cell: &str| if cell.starts_with("_:") { "_:".to_owned() } else { cell.to_owned() };
    let row = |row: csv::StringRecord| {
        let mut cells: Vec<_> = names.iter().cloned().zip(row.iter().map(cell)).collect();
        cells.sort();
        cells
    };
    let mut rows: Vec<_> = reader.records().map(|record| row(record.expect("a row"))).collect();
    rows.sort();
    rows
}

/// The tests that are not passed, by the list that says why.
fn excused() -> BTreeSet<String> {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/w3c_not_passed.txt");
    let text = fs::read_to_string(list).expect("the list of tests not passed is part of the project");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| Some(line.split_once(": ")?.0.to_owned())).collect()
}

#[derive(Clone, Copy)]
enum Engine {
    /// Oxigraph's evaluator over the columns.
    Columns,
    /// The engine over columns, and nobody else.
    Vectors,
    /// Oxigraph's evaluator over Oxigraph's store.
    Oracle,
}

/// Says that the engine leaves a query to the evaluator.
const UNANSWERED: &str = "not answered";

fn base(folder: &str) -> String {
    format!("http://www.w3.org/2009/sparql/docs/tests/data-sparql11/{folder}/")
}

fn check(suite: &Path, case: &Case, engine: Engine) -> Result<(), String> {
    let (folder, _) = case.query.rsplit_once('/').ok_or("a query lies in a folder")?;
    let text = fs::read_to_string(suite.join(&case.query)).map_err(|error| error.to_string())?;
    let parsed = parse_against(&base(folder), &text);
    match case.kind.as_str() {
        "PositiveSyntaxTest11" => return parsed.map(drop).map_err(|error| error.to_string()),
        "NegativeSyntaxTest11" => {
            return if parsed.is_err() { Ok(()) } else { Err("it should not parse".to_owned()) };
        }
        _ => {}
    }
    let query = parsed.map_err(|error| error.to_string())?;
    let mut quads = Vec::new();
    for (file, graph) in &case.data {
        quads.extend(read(suite, file)?.into_iter().map(|triple| triple.in_graph(graph.clone())));
    }
    let result = case.result.as_deref().ok_or("an evaluation test has a result")?;
    if case.kind == "CSVResultFormatTest" {
        if matches!(engine, Engine::Vectors) {
            return Err(UNANSWERED.to_owned());
        }
        return check_csv(suite, result, &quads, &query, engine);
    }
    let expected = expected(suite, result)?;
    let ordered = text.to_uppercase().contains("ORDER BY");
    let found = match engine {
        Engine::Columns => {
            let graph = support::columns(&quads);
            canonical(evaluate(&graph, &query).map_err(|error| error.to_string())?, ordered)?
        }
        Engine::Vectors => {
            let graph = support::columns(&quads);
            match answer(&graph, None, &query, Options::default()) {
                Ok(outcome) => match outcome.found {
                    Found::Boolean(answer) => boolean(answer),
                    Found::Rows(rows) => {
                        let terms = rows.terms().map_err(|error| error.to_string())?;
                        let named = |row: Vec<Option<Term>>| {
                            let cells = rows.columns.iter().cloned().zip(row);
                            cells.filter_map(|(name, term)| Some((name, term?))).collect()
                        };
                        table(terms.into_iter().map(named), ordered)
                    }
                },
                Err(Stop::Unsupported) => return Err(UNANSWERED.to_owned()),
                Err(error) => return Err(error.to_string()),
            }
        }
        Engine::Oracle => {
            let store = support::oracle(&quads);
            let results = SparqlEvaluator::new().for_query(query).on_store(&store).execute();
            canonical(results.map_err(|error| error.to_string())?, ordered)?
        }
    };
    // A graph as expected result of a SELECT cannot carry an order.
    let expected = expected(ordered)?;
    if found == expected { Ok(()) } else { Err(format!("expected {expected}\nfound {found}")) }
}

/// CSV loses the kinds of terms, so its tests compare lines, with every blank node called the same.
fn check_csv(suite: &Path, file: &str, quads: &[Quad], query: &Query, engine: Engine) -> Result<(), String> {
    let graph = support::columns(quads);
    let store = support::oracle(quads);
    let results = match engine {
        Engine::Columns | Engine::Vectors => evaluate(&graph, query),
        Engine::Oracle => SparqlEvaluator::new().for_query(query.clone()).on_store(&store).execute(),
    };
    let QueryResults::Solutions(solutions) = results.map_err(|error| error.to_string())? else {
        return Err("CSV has solutions only".to_owned());
    };
    let expected = fs::read_to_string(suite.join(file)).map_err(|error| error.to_string())?;
    // SELECT * fixes no order of columns, so the expected one is asked for.
    let columns =
        expected.lines().next().unwrap_or_default().split(',').map(Variable::new_unchecked).collect();
    let serializer = QueryResultsSerializer::from_format(QueryResultsFormat::Csv);
    let mut writer =
        serializer.serialize_solutions_to_writer(Vec::new(), columns).map_err(|error| error.to_string())?;
    for solution in solutions {
        let solution = solution.map_err(|error| error.to_string())?;
        writer.serialize(&solution).map_err(|error| error.to_string())?;
    }
    let found = writer.finish().map_err(|error| error.to_string())?;
    let lines = |text: &str| {
        let cell = |cell: &str| if cell.starts_with("_:") { "_:" } else { cell }.to_owned();
        let line = |line: &str| line.split(',').map(cell).collect::<Vec<_>>();
        let mut lines: Vec<_> = text.lines().map(line).collect();
        lines[1..].sort();
        lines
    };
    let found = lines(&String::from_utf8_lossy(&found));
    let expected = lines(&expected);
    if found == expected { Ok(()) } else { Err(format!("expected {expected:?}\nfound {found:?}")) }
}

type Expected = Box<dyn Fn(bool) -> Result<Dataset, String>>;

fn expected(suite: &Path, file: &str) -> Result<Expected, String> {
    let path = suite.join(file);
    if let Some(format) =
        path.extension().and_then(|ending| QueryResultsFormat::from_extension(ending.to_str()?))
    {
        let bytes = fs::read(&path).map_err(|error| error.to_string())?;
        return Ok(Box::new(move |ordered| {
            let parser = QueryResultsParser::from_format(format);
            let output = parser.for_reader(bytes.as_slice()).map_err(|error| error.to_string())?;
            match output {
                ReaderQueryResultsParserOutput::Boolean(value) => Ok(boolean(value)),
                ReaderQueryResultsParserOutput::Solutions(solutions) => {
                    let rows: Result<Vec<_>, _> = solutions.collect();
                    let rows = rows.map_err(|error| error.to_string())?;
                    Ok(table(
                        rows.iter()
                            .map(|row| row.iter().map(|(v, t)| (v.as_str().to_owned(), t.clone())).collect()),
                        ordered,
                    ))
                }
            }
        }));
    }
    let triples = read(suite, file)?;
    if let Some(rows) = result_set(&Graph::from_iter(triples.iter().cloned())) {
        return Ok(Box::new(move |ordered| Ok(table(rows.iter().cloned(), ordered))));
    }
    Ok(Box::new(move |_| Ok(graph(triples.iter().cloned()))))
}

/// Reads solutions that are written as RDF, the suite's oldest way.
fn result_set(graph: &Graph) -> Option<Vec<Vec<(String, Term)>>> {
    let named = |name: &str| {
        NamedNode::new_unchecked(format!("http://www.w3.org/2001/sw/DataAccess/tests/result-set#{name}"))
    };
    let set = graph.subject_for_predicate_object(rdf::TYPE, &named("ResultSet"))?.into_owned();
    let mut rows = Vec::new();
    for solution in graph.objects_for_subject_predicate(&set, &named("solution")) {
        let TermRef::BlankNode(solution) = solution else { return None };
        let mut row = Vec::new();
        for binding in graph.objects_for_subject_predicate(solution, &named("binding")) {
            let TermRef::BlankNode(binding) = binding else { return None };
            let TermRef::Literal(variable) =
                graph.object_for_subject_predicate(binding, &named("variable"))?
            else {
                return None;
            };
            let value = graph.object_for_subject_predicate(binding, &named("value"))?.into_owned();
            row.push((variable.value().to_owned(), value));
        }
        rows.push(row);
    }
    Some(rows)
}

/// Turns results into a canonical data set, so that blank nodes may have any names.
fn canonical(results: QueryResults<'_>, ordered: bool) -> Result<Dataset, String> {
    match results {
        QueryResults::Boolean(value) => Ok(boolean(value)),
        QueryResults::Graph(triples) => {
            let triples: Result<Vec<_>, _> = triples.collect();
            Ok(graph(triples.map_err(|error| error.to_string())?.into_iter()))
        }
        QueryResults::Solutions(solutions) => {
            let rows: Result<Vec<_>, _> = solutions.collect();
            let rows = rows.map_err(|error| error.to_string())?;
            Ok(table(
                rows.iter().map(|row| row.iter().map(|(v, t)| (v.as_str().to_owned(), t.clone())).collect()),
                ordered,
            ))
        }
    }
}

fn boolean(value: bool) -> Dataset {
    let node = NamedNode::new_unchecked("urn:result");
    Dataset::from_iter([Quad::new(node.clone(), node, Literal::from(value), GraphName::DefaultGraph)])
}

fn graph(triples: impl Iterator<Item = Triple>) -> Dataset {
    let mut dataset: Dataset = triples.map(|triple| triple.in_graph(GraphName::DefaultGraph)).collect();
    dataset.canonicalize(CanonicalizationAlgorithm::Unstable);
    dataset
}

fn table(rows: impl Iterator<Item = Vec<(String, Term)>>, ordered: bool) -> Dataset {
    let mut dataset = Dataset::new();
    for (number, row) in rows.enumerate() {
        let solution = BlankNode::default();
        if ordered {
            let index = NamedNode::new_unchecked("urn:index");
            let number = Literal::from(number as i64);
            dataset.insert(&Quad::new(solution.clone(), index, number, GraphName::DefaultGraph));
        } else {
            dataset.insert(&Quad::new(solution.clone(), rdf::TYPE, rdf::SUBJECT, GraphName::DefaultGraph));
        }
        for (variable, term) in row {
            let variable = NamedNode::new_unchecked(format!("urn:variable:{variable}"));
            dataset.insert(&Quad::new(solution.clone(), variable, same_value(term), GraphName::DefaultGraph));
        }
    }
    dataset.canonicalize(CanonicalizationAlgorithm::Unstable);
    dataset
}

/// Writes numbers in one way: the expected results of the suite write `2.0` where `2` is as right.
fn same_value(term: Term) -> Term {
    match &term {
        Term::Literal(literal) => {
            let datatype = literal.datatype().as_str();
            let number = literal.value().parse::<f64>();
            match (datatype.rsplit_once('#').map(|(_, name)| name), number) {
                (Some("decimal" | "double" | "float"), Ok(number)) => {
                    Literal::new_typed_literal(format!("{number}"), literal.datatype().into_owned()).into()
                }
                _ => term,
            }
        }
        _ => term,
    }
}

fn read(suite: &Path, file: &str) -> Result<Vec<Triple>, String> {
    let path = suite.join(file);
    let format = path.extension().and_then(|ending| RdfFormat::from_extension(ending.to_str()?));
    let format = format.ok_or_else(|| format!("{file} is no RDF file"))?;
    let (folder, _) = file.rsplit_once('/').ok_or("a file lies in a folder")?;
    let base = format!("{}{}", base(folder), path.file_name().unwrap_or_default().to_string_lossy());
    let parser = RdfParser::from_format(format).with_base_iri(base).map_err(|error| error.to_string())?;
    let parser = parser.rename_blank_nodes();
    let bytes = fs::read(&path).map_err(|error| error.to_string())?;
    parser.for_slice(&bytes).map(|quad| quad.map(Triple::from).map_err(|error| error.to_string())).collect()
}

fn cases(path: &Path, folder: &str) -> Vec<Case> {
    let suite = path.parent().expect("a folder of the suite");
    let Ok(triples) = read(suite, &format!("{folder}/manifest.ttl")) else { return Vec::new() };
    let manifest = Graph::from_iter(triples);
    let named = |namespace: &str, name: &str| NamedNode::new_unchecked(format!("{namespace}{name}"));
    let object = |subject: &NamedOrBlankNode, predicate: &NamedNode| {
        manifest.object_for_subject_predicate(subject, predicate).map(TermRef::into_owned)
    };
    let node = |term: Term| match term {
        Term::NamedNode(node) => NamedOrBlankNode::from(node),
        Term::BlankNode(node) => node.into(),
        Term::Literal(literal) => panic!("{literal} is no node"),
    };
    let file = |term: &Term| match term {
        Term::NamedNode(node) => format!("{folder}/{}", node.as_str().rsplit('/').next().unwrap_or_default()),
        other => panic!("{other} is no file"),
    };
    let mut list = manifest
        .triples_for_predicate(&named(MANIFEST, "entries"))
        .map(|triple| triple.object.into_owned())
        .next();
    let mut cases = Vec::new();
    while let Some(Term::BlankNode(cell)) = list {
        let cell = NamedOrBlankNode::from(cell);
        let entry = object(&cell, &rdf::FIRST.into_owned()).expect("a list has a first");
        list = object(&cell, &rdf::REST.into_owned());
        let entry_node = node(entry.clone());
        let Some(Term::NamedNode(kind)) = object(&entry_node, &rdf::TYPE.into_owned()) else { continue };
        let kind = kind.as_str().strip_prefix(MANIFEST).unwrap_or_default().to_owned();
        if !matches!(
            kind.as_str(),
            "QueryEvaluationTest" | "CSVResultFormatTest" | "PositiveSyntaxTest11" | "NegativeSyntaxTest11"
        ) {
            continue;
        }
        let name =
            entry.to_string().trim_matches(['<', '>']).rsplit('#').next().unwrap_or_default().to_owned();
        let action = object(&entry_node, &named(MANIFEST, "action")).expect("a test has an action");
        let result = object(&entry_node, &named(MANIFEST, "result")).map(|result| file(&result));
        let (query, data) = match &action {
            Term::NamedNode(_) => (file(&action), Vec::new()),
            action => {
                let action = node(action.clone());
                let mut data = Vec::new();
                for term in manifest.objects_for_subject_predicate(&action, &named(QUERY, "data")) {
                    data.push((file(&term.into_owned()), GraphName::DefaultGraph));
                }
                for term in manifest.objects_for_subject_predicate(&action, &named(QUERY, "graphData")) {
                    let Term::NamedNode(graph) = term.into_owned() else { panic!("a graph has an IRI") };
                    data.push((file(&graph.clone().into()), graph.into()));
                }
                (file(&object(&action, &named(QUERY, "query")).expect("an action has a query")), data)
            }
        };
        cases.push(Case { name, kind, query, data, result });
    }
    cases
}
