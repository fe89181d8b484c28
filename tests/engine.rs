//! The engine over columns: how it goes about a query, where it stops, and what it leaves to the evaluator. What it
//! answers is compared with Oxigraph in `query_oracle.rs`.

use std::time::Duration;

use actant::engine::{Explanation, Found, Limits, Options, Stop, answer};
use actant::query::{self, Evaluator};
use actant::store::sparql::{Query, parse};
use actant::store::{Builder, Graph, RowNames, StoreError, TermId, Values};

/// 3,000 claims: every third blames; claim `i` is about event `i % 100` and names party `i % 7`.
fn graph() -> Graph {
    let mut builder = Builder::new();
    let rows = builder.rows("urn:claim/", RowNames::Keys((0..3_000).collect()));
    let [says, about, object, label, blames, denies] =
        ["says", "about", "object", "label", "blames", "denies"]
            .map(|name| builder.iri(&format!("urn:{name}")));
    let column = |builder: &mut Builder, predicate: TermId, value: &dyn Fn(usize) -> String| {
        let ids = (0..3_000).map(|row| builder.iri(&value(row))).collect();
        builder.column(&rows, predicate, Values::Each(ids));
    };
    let kind =
        |row: usize| if row.is_multiple_of(3) { "urn:blames".to_owned() } else { "urn:denies".to_owned() };
    column(&mut builder, says, &kind);
    column(&mut builder, about, &|row| format!("urn:event/{}", row % 100));
    column(&mut builder, object, &|row| format!("urn:party/{}", row % 7));
    for party in 0..7 {
        let (party, name) =
            (builder.iri(&format!("urn:party/{party}")), builder.string(&format!("P{party}")));
        builder.quad(party, label, name, None);
    }
    assert_ne!(blames, denies);
    builder.finish().into_graph().expect("a graph that was just built opens")
}

fn query(text: &str) -> Query {
    parse(&format!("PREFIX : <urn:> {text}")).expect("valid SPARQL")
}

fn explained(graph: &Graph, text: &str) -> (Vec<Vec<String>>, Explanation) {
    let options = Options { explain: true, ..Options::default() };
    let outcome = answer(graph, None, &query(text), options).expect("the engine answers");
    let Found::Rows(rows) = outcome.found else { panic!("SELECT gives rows") };
    let shown = |term: Option<actant::store::Term>| term.map_or_else(String::new, |term| term.to_string());
    let rows = rows.terms().expect("undamaged").into_iter();
    (
        rows.map(|row| row.into_iter().map(shown).collect()).collect(),
        outcome.explanation.expect("it was asked for"),
    )
}

fn operators(explanation: &Explanation) -> Vec<String> {
    let mut operators = vec![explanation.operator.clone()];
    operators.extend(explanation.inputs.iter().flat_map(operators_of));
    operators
}

fn operators_of(explanation: &Explanation) -> Vec<String> {
    operators(explanation)
}

/// Counts the rows of the first operator whose name holds a text.
fn rows_of(explanation: &Explanation, text: &str) -> Option<u64> {
    let own = explanation.operator.contains(text).then_some(explanation.rows);
    own.or_else(|| explanation.inputs.iter().find_map(|input| rows_of(input, text)))
}

fn most_rows(explanation: &Explanation) -> u64 {
    explanation.inputs.iter().map(most_rows).fold(explanation.rows, u64::max)
}

const SELF_JOIN: &str = "SELECT (COUNT(DISTINCT ?e) AS ?n) {
    ?a :says :blames ; :about ?e ; :object ?x . ?b :says :blames ; :about ?e ; :object ?y . FILTER(?x != ?y) }";

#[test]
fn a_self_join_never_makes_the_pairs() {
    let graph = graph();
    let (rows, explanation) = explained(&graph, SELF_JOIN);
    // Claims about one event are 100 apart, so they name all seven parties in turn.
    assert_eq!(rows, [["\"100\"^^<http://www.w3.org/2001/XMLSchema#integer>"]]);
    assert!(
        operators(&explanation).iter().any(|name| name.starts_with("semi-join on ?e")),
        "{explanation:#?}"
    );
    assert!(most_rows(&explanation) <= 1_000, "no operator gives more than the blames: {explanation:#?}");
}

#[test]
fn the_written_order_makes_no_difference() {
    let graph = graph();
    let patterns = [
        "?c :says :blames",
        "?c :about :event\\/7",
        "?c :object ?o",
        "?o :label ?name",
        "?d :object ?o",
        "?d :about :event\\/8",
    ];
    let plan = |patterns: &[&str]| {
        let (mut rows, explanation) =
            explained(&graph, &format!("SELECT ?c ?d ?name {{ {} }}", patterns.join(" . ")));
        rows.sort();
        (rows, most_rows(&explanation))
    };
    let (rows, most) = plan(&patterns);
    // Claims 7, 107, … 2907 that blame are those divisible by 3: 27, no 207, 507 … ten of thirty.
    assert!(!rows.is_empty() && most < 200, "{} rows, {most} at most", rows.len());
    let mut turned = patterns;
    for _ in 0..patterns.len() {
        turned.rotate_left(1);
        assert_eq!(plan(&turned), (rows.clone(), most), "{turned:?}");
        let backwards: Vec<&str> = turned.iter().rev().copied().collect();
        assert_eq!(plan(&backwards), (rows.clone(), most), "{backwards:?}");
    }
}

#[test]
fn a_filter_on_nodes_is_a_place_to_begin() {
    let graph = graph();
    for filter in ["?e = :event\\/3", "?e IN (:event\\/3, :event\\/3)", ":event\\/3 = ?e || ?e = :nowhere"] {
        let text = format!("SELECT ?c {{ ?c :about ?e ; :says :blames FILTER({filter}) }}");
        let (rows, explanation) = explained(&graph, &text);
        assert_eq!(rows.len(), 10, "3, 303, 603 … 2703: {filter}");
        assert!(most_rows(&explanation) <= 30, "{explanation:#?}");
    }
}

#[test]
fn limits_are_looked_at_while_it_runs() {
    let graph = graph();
    let product =
        query("SELECT (COUNT(*) AS ?n) { ?a :about ?x . ?b :object ?y . ?c :says ?z . ?d :about ?w }");
    let limits = |time: Option<u64>, memory| Options {
        limits: Limits { time: time.map(Duration::from_millis), memory },
        explain: false,
    };
    let stopped = answer(&graph, None, &product, limits(Some(50), None));
    assert!(
        matches!(stopped, Err(Stop::Time { limit }) if limit == Duration::from_millis(50)),
        "{stopped:?}"
    );
    for hungry in [
        "SELECT * { ?a :about ?x . ?b :object ?y }",
        "SELECT * { ?a :about ?x . ?b :object ?y } ORDER BY ?y ?a",
        "SELECT DISTINCT ?a ?b { ?a :about ?x . ?b :object ?y }",
        "SELECT ?a ?b (COUNT(*) AS ?n) { ?a :about ?x . ?b :object ?y } GROUP BY ?a ?b",
        "SELECT (COUNT(DISTINCT ?k) AS ?n) { ?a :about ?x . ?b :object ?y BIND(CONCAT(STR(?a), STR(?b)) AS ?k) }",
    ] {
        let stopped = answer(&graph, None, &query(hungry), limits(Some(60_000), Some(1 << 20)));
        assert!(matches!(stopped, Err(Stop::Memory { limit: 1_048_576 })), "{hungry}: {stopped:?}");
    }
    assert!(answer(&graph, None, &query(SELF_JOIN), limits(Some(60_000), Some(1 << 20))).is_ok());
}

#[test]
fn the_other_evaluator_is_held_to_the_limits_too() {
    let graph = graph();
    let product = "SELECT (AVG(?i) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z BIND(1 AS ?i) }";
    let table = "SELECT ?a ?b { GRAPH ?g { } ?a ?p ?x . ?b ?q ?y }";
    let limited = |text: &str, time: Option<u64>, memory| {
        let query = query::Query::new("q", text).expect("a query");
        let limits = Limits { time: time.map(Duration::from_millis), memory };
        let options = query::Options { evaluator: Evaluator::Rows, limits, explain: false };
        let found = query::find(&graph, None, &query, &[], options);
        found.map(|_| ()).map_err(|error| error.to_string())
    };
    let over = limited(product, Some(250), None);
    assert_eq!(over, Err("the query ran for more than 0.25 s, which is its limit".to_owned()));
    assert_eq!(limited(table, Some(60_000), Some(1_500_000)), Ok(()), "there is no named graph");
    let table = table.replace("GRAPH ?g { }", "");
    let over = limited(&table, Some(60_000), Some(1_500_000));
    assert_eq!(over, Err("the query gathered more than 1.5 MB, which is its limit".to_owned()));
}

#[test]
fn a_graph_is_constructed_from_rows() {
    let graph = graph();
    let construct = |text: &str, evaluator| {
        let query = query::Query::new("q", format!("PREFIX : <urn:> {text}")).expect("a query");
        let options = query::Options { evaluator, ..query::Options::default() };
        let (found, _) =
            query::find(&graph, None, &query, &[], options).map_err(|error| error.to_string())?;
        let query::Found::Graph(triples) = found else { panic!("CONSTRUCT gives a graph") };
        Ok::<Vec<String>, String>(triples.iter().map(ToString::to_string).collect())
    };
    for text in [
        "CONSTRUCT { ?o :of ?e . ?name :names ?o . ?e ?name ?o } { ?c :object ?o ; :about ?e . ?o :label ?name }",
        "CONSTRUCT WHERE { ?c :object ?o . ?o :label ?name }",
        "CONSTRUCT { :all :has ?n . ?none :is 1 } { SELECT (COUNT(*) AS ?n) { ?c :says :blames } }",
    ] {
        let found = construct(text, Evaluator::Columns);
        assert_eq!(found, construct(text, Evaluator::Rows), "{text}");
        assert!(found.is_ok_and(|triples| !triples.is_empty()), "{text}");
    }
    let text = "CONSTRUCT { ?o :of ?e } { ?c :object ?o ; :about ?e } ORDER BY ?o ?e LIMIT 2";
    let expected = ["<urn:party/0> <urn:of> <urn:event/0>", "<urn:party/0> <urn:of> <urn:event/10>"];
    assert_eq!(construct(text, Evaluator::Rows).map(|found| found.len()), Ok(1), "two rows, one triple");
    assert_eq!(
        construct(&text.replace("LIMIT 2", "LIMIT 6"), Evaluator::Columns),
        construct(&text.replace("LIMIT 2", "LIMIT 6"), Evaluator::Rows)
    );
    let all = construct(&text.replace(" LIMIT 2", ""), Evaluator::Columns).expect("it runs");
    assert_eq!(all[..2], expected, "{:?}", &all[..3]);
    assert_eq!(all.len(), 700, "seven parties and a hundred events");
    let blank = construct("CONSTRUCT { _:x :of ?e } { ?c :about ?e }", Evaluator::Columns);
    assert!(blank.is_err_and(|error| error.contains("does not answer")));
}

#[test]
fn terms_are_read_where_they_lie() {
    let graph = graph();
    let text = "PREFIX : <urn:> SELECT ?c ?name ?n ?none { ?c :object ?o . ?o :label ?name BIND(7 AS ?n) }";
    let query = query::Query::new("q", text).expect("a query");
    let (found, _) = query::find(&graph, None, &query, &[], query::Options::default()).expect("it runs");
    let query::Found::Solutions(rows) = found else { panic!("SELECT gives rows") };
    assert_eq!((rows.len(), rows.columns().len(), rows.is_empty()), (3_000, 4, false));
    rows.touch().expect("undamaged");
    let mut shown: Vec<Vec<String>> = Vec::new();
    let text = |term: Option<query::TermRef<'_>>| term.map_or_else(String::new, |term| term.to_string());
    let each = rows.each::<StoreError>(|cells| {
        shown.push(cells.map(|cell| cell.map(text)).collect::<Result<_, _>>()?);
        Ok(())
    });
    each.expect("undamaged");
    for (column, _) in rows.columns().iter().enumerate() {
        let mut cells = Vec::new();
        rows.column(column, |term| cells.push(text(term))).expect("undamaged");
        assert!(cells.iter().eq(shown.iter().map(|row| &row[column])), "column {column}");
    }
    let table = rows.into_table().expect("undamaged");
    let made = |row: &Vec<Option<query::Term>>| -> Vec<String> {
        row.iter().map(|term| term.as_ref().map_or_else(String::new, ToString::to_string)).collect()
    };
    assert!(table.rows.iter().map(made).eq(shown.iter().cloned()));
    shown.sort();
    let seven = "\"7\"^^<http://www.w3.org/2001/XMLSchema#integer>";
    assert_eq!(shown[8], ["<urn:claim/0000000000000008>", "\"P1\"", seven, ""]);
}

#[test]
fn what_it_does_not_know_it_refuses_whole() {
    let graph = graph();
    for text in [
        "SELECT (AVG(?n) AS ?m) { VALUES ?n { 1 2 } }",
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { BIND(RAND() AS ?x) }",
        "SELECT * { ?s ?p ?o FILTER(NOW() > ?o) }",
        "SELECT * FROM <urn:g> { ?s ?p ?o }",
        "SELECT * { ?s :says ?o FILTER(?o = :x || EXISTS { ?s :about ?e }) }",
        "SELECT * { ?s :says* ?o }",
        "CONSTRUCT WHERE { ?s :says ?o }",
    ] {
        let refused = answer(&graph, None, &query(text), Options::default());
        assert!(matches!(refused, Err(Stop::Unsupported)), "{text}");
    }
}

#[test]
fn yes_or_no() {
    let graph = graph();
    for (text, expected) in [
        ("ASK { ?c :says :blames }", true),
        ("ASK { ?c :says :nothing }", false),
        ("ASK { ?c :says :blames FILTER NOT EXISTS { ?c :about ?e } }", false),
        ("ASK { }", true),
    ] {
        let outcome = answer(&graph, None, &query(text), Options::default()).expect("the engine answers");
        assert!(matches!(outcome.found, Found::Boolean(found) if found == expected), "{text}");
    }
}

#[test]
fn what_follows_from_the_row_is_not_compared_and_comes_after_the_order() {
    let graph = graph();
    let (rows, explanation) = explained(
        &graph,
        "SELECT DISTINCT ?object ?label ?c ?event { ?c :says :blames ; :object ?object
            OPTIONAL { ?object :label ?label } OPTIONAL { ?c :about ?event } FILTER(?c != <urn:claim/0000000000000000>) }
         ORDER BY DESC(?label) ?c",
    );
    let operators = operators(&explanation);
    let at = |what: &str| operators.iter().position(|operator| operator.contains(what)).expect("it is done");
    assert_eq!(operators[at("distinct")], "distinct ?c", "{operators:?}");
    assert!(at("<urn:about>") < at("sort by"), "the event is looked up for sorted rows: {operators:?}");
    assert!(at("<urn:label>") > at("sort by"), "the label is what is sorted by: {operators:?}");
    assert!(at("filter") > at("sort by"), "what is left out is not sorted: {operators:?}");
    // By hand: the claims 3, 6, … 2997 by their party, the last first; of one party by their names, which are keys.
    let mut claims: Vec<u32> = (1..1_000).map(|claim| claim * 3).collect();
    let name = |claim: &u32| format!("<urn:claim/{claim:016x}>");
    claims.sort_by_key(|claim| (6 - claim % 7, name(claim)));
    let expected = claims.iter().map(|claim| {
        let (party, event) = (claim % 7, claim % 100);
        vec![
            format!("<urn:party/{party}>"),
            format!("\"P{party}\""),
            name(claim),
            format!("<urn:event/{event}>"),
        ]
    });
    assert_eq!(rows.first(), expected.clone().next().as_ref());
    assert!(rows.into_iter().eq(expected));
}

#[test]
fn a_key_that_follows_from_a_key_is_looked_up_for_groups() {
    let graph = graph();
    let grouped = |by: &str, more: &str| {
        let text = format!(
            "SELECT ?party ?label (COUNT(?c) AS ?n) {{ ?c :says :blames ; :object ?party . ?party :label ?label {more} }}
             GROUP BY {by} ORDER BY ?party"
        );
        explained(&graph, &text)
    };
    // By hand: 1,000 claims, the party of claim 3k is 3k % 7, so that the six parties of the first ones have one more.
    let count = |party: usize| if party < 6 { 143 } else { 142 };
    let parties = [0, 3, 6, 2, 5, 1, 4];
    let expected: Vec<Vec<String>> = (0..7)
        .map(|party| {
            let place = parties.iter().position(|other| *other == party).expect("each is there");
            let number = "http://www.w3.org/2001/XMLSchema#integer";
            vec![
                format!("<urn:party/{party}>"),
                format!("\"P{party}\""),
                format!("\"{}\"^^<{number}>", count(place)),
            ]
        })
        .collect();
    for by in ["?party ?label", "?label ?party"] {
        let (rows, explanation) = grouped(by, "");
        assert_eq!(rows, expected);
        let operators = operators(&explanation);
        let at = |what: &str| operators.iter().position(|name| name.contains(what)).expect("it is done");
        assert_eq!(operators[at("group by")], "group by ?party", "{operators:?}");
        assert!(at("<urn:label>") < at("group by"), "it is looked up for seven groups: {operators:?}");
    }
    // Somebody else reads the label: it is there for every row.
    let (rows, explanation) = grouped("?party ?label", "FILTER(STRLEN(?label) = 2)");
    assert_eq!(rows, expected);
    assert!(operators(&explanation).iter().any(|name| name == "group by ?party ?label"));
}

#[test]
fn the_first_rows_are_those_of_the_whole_order() {
    let graph = graph();
    let text = "SELECT ?c ?object ?event ?label { ?c :object ?object ; :about ?event
        OPTIONAL { ?object :label ?label } } ORDER BY ?event DESC(?object) ?c";
    let (all, _) = explained(&graph, text);
    assert_eq!(all.len(), 3_000);
    // Of one event the claims differ by 100, so that all seven parties come before one repeats.
    let place = |row: &[String]| (row[2].trim_end_matches('>').to_owned(), std::cmp::Reverse(row[1].clone()));
    assert!(all.windows(2).all(|two| place(&two[0]) <= place(&two[1])));
    for (limit, skip) in [(1, 0), (7, 0), (30, 0), (31, 5), (2_000, 900), (5_000, 0)] {
        let (some, explanation) = explained(&graph, &format!("{text} LIMIT {limit} OFFSET {skip}"));
        let expected: Vec<_> = all.iter().skip(skip).take(limit).cloned().collect();
        assert_eq!(some, expected, "{limit} from {skip}");
        assert_eq!(rows_of(&explanation, "<urn:label>"), Some((limit + skip).min(3_000) as u64));
    }
}

#[test]
fn the_first_of_some_values_is_told_by_id() {
    let graph = graph();
    let (rows, _) = explained(
        &graph,
        "SELECT ?what (COUNT(*) AS ?n) { ?c :object ?object ; :says ?says
            OPTIONAL { ?object :label ?label FILTER(?label != \"P3\") } OPTIONAL { ?object :nothing ?none }
            BIND(COALESCE(?none, ?label, ?object) AS ?what) } GROUP BY ?what ORDER BY DESC(?n) ?what",
    );
    // By hand: 3,000 claims of seven parties, 429 of the first four and 428 of the others.
    let what: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(what, ["<urn:party/3>", "\"P0\"", "\"P1\"", "\"P2\"", "\"P4\"", "\"P5\"", "\"P6\""]);
    assert!(rows[0][1].starts_with("\"429\"") && rows[6][1].starts_with("\"428\""), "{rows:?}");
}

#[test]
fn what_may_repeat_comes_once() {
    let (mut rows, _) = explained(&graph(), "SELECT REDUCED ?says { ?c :says ?says }");
    rows.sort();
    assert_eq!(rows, [["<urn:blames>"], ["<urn:denies>"]]);
}
