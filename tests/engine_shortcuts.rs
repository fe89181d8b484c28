//! Short ways of the engine, each compared with Oxigraph's evaluator over the same graph on what the short way could get
//! wrong: terms of every kind for conditions on texts, repeated rows for counts, values on both sides of a union.

use actant::query::{Answer, Evaluator, Explained, Options, Query, ask_with};
use actant::store::{BlankNode, Builder, Graph, Literal, NamedNode, Term, TermId};

/// Every pair of terms of many kinds, some with one text: subject `i` has `:one` and `:two`, unless it has none.
fn terms() -> Graph {
    let number = |value: &str| {
        Literal::new_typed_literal(
            value,
            NamedNode::new_unchecked("http://www.w3.org/2001/XMLSchema#integer"),
        )
    };
    let tagged =
        |value: &str, language: &str| Literal::new_language_tagged_literal_unchecked(value, language);
    let terms: Vec<Option<Term>> = vec![
        None,
        Some(NamedNode::new_unchecked("urn:on").into()),
        Some(NamedNode::new_unchecked("urn:one").into()),
        Some(BlankNode::new_unchecked("b").into()),
        Some(Literal::from("on").into()),
        Some(Literal::from("one").into()),
        Some(Literal::from("urn:on").into()),
        Some(Literal::from("").into()),
        Some(Literal::from("\u{e9}on").into()),
        Some(tagged("on", "en").into()),
        Some(tagged("on", "fr").into()),
        Some(number("1").into()),
        Some(number("01").into()),
    ];
    let mut builder = Builder::new();
    let [one, two, kind] = ["urn:1", "urn:2", "urn:kind"].map(|name| builder.iri(name));
    let mut ids: Vec<Option<TermId>> = Vec::new();
    for term in &terms {
        ids.push(term.as_ref().map(|term| builder.term(term.as_ref())));
    }
    for (left, of_left) in ids.iter().enumerate() {
        for (right, of_right) in ids.iter().enumerate() {
            let subject = builder.iri(&format!("urn:s/{left}/{right}"));
            builder.quad(subject, kind, kind, None);
            for (predicate, value) in [(one, of_left), (two, of_right)] {
                if let Some(value) = value {
                    builder.quad(subject, predicate, *value, None);
                }
            }
        }
    }
    builder.finish().into_graph().expect("a graph that was just built opens")
}

fn rows(graph: &Graph, text: &str, evaluator: Evaluator) -> (Vec<String>, Explained) {
    let query = Query::new("q", format!("PREFIX : <urn:> {text}")).expect("a query");
    let options = Options { evaluator, explain: true, ..Options::default() };
    let (answer, explained) = ask_with(graph, None, &query, &[], options).expect("it is answered");
    let Answer::Table(table) = answer else { panic!("SELECT gives rows") };
    let mut rows: Vec<String> = table.rows.iter().map(|row| format!("{row:?}")).collect();
    rows.sort();
    (rows, explained)
}

/// Asks both evaluators; gives the rows and what the engine did.
fn both(graph: &Graph, text: &str) -> (Vec<String>, String) {
    let (by_columns, explained) = rows(graph, text, Evaluator::Columns);
    let (by_rows, _) = rows(graph, text, Evaluator::Rows);
    assert_eq!(by_columns, by_rows, "{text}");
    (by_columns, format!("{:?}", explained.operators))
}

#[test]
fn texts_are_compared_as_terms_would_be() {
    let graph = terms();
    let mut answered = 0;
    for condition in [
        "STR(?a) = STR(?b)",
        "STR(?a) != STR(?b)",
        "STR(?a) < STR(?b)",
        "STR(?a) <= STR(?b)",
        "STR(?a) > STR(?b)",
        "STR(?a) >= STR(?b)",
        "STR(?a) = \"on\"",
        "\"on\" <= STR(?a)",
        "STR(?a) = \"on\"@en",
        "STR(?a) < 2",
        "STR(?a) IN (\"on\", \"1\", ?b)",
        "STRSTARTS(?a, \"on\")",
        "STRSTARTS(STR(?a), \"urn:on\")",
        "STRSTARTS(?a, \"on\"@en)",
        "STRSTARTS(?a, STR(?b))",
        "STRENDS(?a, \"\")",
        "STRENDS(STR(?a), \"n\")",
        "!STRENDS(?a, \"n\")",
        "CONTAINS(?a, \"n\")",
        "CONTAINS(?a, ?b)",
        "CONTAINS(STR(?a), STR(?b))",
        "CONTAINS(\"urn:one\", STR(?b))",
        "!CONTAINS(STR(?nobody), \"\")",
        "CONTAINS(STR(?a), \"n\") || STR(?b) < \"a\"",
    ] {
        let text = format!(
            "SELECT ?s ?a ?b {{ ?s :kind :kind OPTIONAL {{ ?s :1 ?a }} OPTIONAL {{ ?s :2 ?b }} FILTER({condition}) }}"
        );
        let (rows, _) = both(&graph, &text);
        assert!(rows.len() < 169, "{condition} says no of some rows");
        answered += rows.len();
    }
    assert!(answered > 500, "most conditions hold for some rows: {answered}");
    // By hand: `on` is there three times, plain and in two languages, and each stands beside thirteen.
    let (rows, _) = both(&graph, "SELECT ?s { ?s :1 ?a ; :kind :kind FILTER(STR(?a) = \"on\") }");
    assert_eq!(rows.len(), 3 * 13);
}

#[test]
fn what_is_there_once_is_counted_and_what_repeats_is_counted_once() {
    let graph = terms();
    for (pattern, by) in [
        // A subject has one value of each: as many rows as subjects.
        ("?s :1 ?a", "?a"),
        ("?s :1 ?a OPTIONAL { ?s :2 ?b }", "?a"),
        ("?s :kind ?k OPTIONAL { ?s :1 ?a } FILTER(!BOUND(?a) || ISIRI(?a))", "?a"),
        ("?s :kind ?k MINUS { ?s :1 :on }", "?k"),
        // It is there several times.
        ("{ ?s :1 ?a } UNION { ?s :1 ?a }", "?a"),
        ("?s :1 ?a . ?t :2 ?a", "?a"),
        ("?s :1 ?a OPTIONAL { ?t :2 ?a }", "?a"),
        ("?s :1|:kind ?a", "?a"),
        ("VALUES ?i { 1 2 } ?s :1 ?a", "?a"),
        ("{ SELECT ?s ?a { ?s :1 ?a . ?t :1 ?a } } ?s :kind ?k", "?a"),
        ("?x :1 ?s . ?x :2 ?a", "?a"),
    ] {
        both(&graph, &format!("SELECT {by} (COUNT(DISTINCT ?s) AS ?n) {{ {pattern} }} GROUP BY {by}"));
        both(&graph, &format!("SELECT (COUNT(DISTINCT ?s) AS ?n) (COUNT(*) AS ?m) {{ {pattern} }}"));
    }
    // By hand: each of the twelve values is `:1` of thirteen subjects, and of each of these once.
    let (rows, _) = both(&graph, "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s :1 ?a . ?s :2 ?b }");
    assert!(rows[0].contains("144"), "{rows:?}");
}

#[test]
fn what_a_union_is_joined_to_is_asked_in_each_part() {
    let graph = terms();
    let together = "?s :kind ?k { ?s :1 ?a } UNION { ?s :2 ?a }";
    let (rows, done) = both(&graph, &format!("SELECT * {{ {together} }}"));
    assert_eq!(rows.len(), 2 * 12 * 13);
    assert!(done.contains("union") && !done.contains("hash join"), "{done}");
    for pattern in [
        // The parts have other variables; a filter looks at both sides; a part has a filter of its own.
        "?s :1 :on { ?s :2 ?a } UNION { ?s :kind ?k }",
        "?s :1 ?b { ?s :2 ?a } UNION { ?s :kind ?k } FILTER(?a = ?b || !BOUND(?a))",
        "?s :1 ?b { ?s :2 ?a FILTER(ISIRI(?a)) } UNION { ?s :kind ?a }",
        // A filter of a part does not see what is outside of it.
        "?s :1 ?b { ?s :2 ?a FILTER(!BOUND(?b)) } UNION { ?s :kind ?k }",
        // A part that may be without a value, one that is a table, two unions, a path beside, nothing shared.
        "?s :1 ?a { ?s :kind ?k OPTIONAL { ?s :2 ?a } } UNION { ?s :2 ?a }",
        "?s :1 ?a { VALUES ?a { :on UNDEF } } UNION { ?s :2 ?a }",
        "?s :kind ?k { ?s :1 ?a } UNION { ?s :2 ?a } { ?s :1 ?b } UNION { ?s :2 ?b }",
        "?s (:1|:2)+ ?a { ?s :1 ?a } UNION { ?s :2 ?a }",
        "?x :1 :one { ?s :1 :on } UNION { ?s :2 :on }",
    ] {
        both(&graph, &format!("SELECT * {{ {pattern} }}"));
        both(&graph, &format!("SELECT DISTINCT ?s {{ {pattern} }}"));
        both(&graph, &format!("SELECT ?a (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?a"));
    }
}

#[test]
fn a_count_that_is_only_asked_for_two_goes_no_further() {
    let graph = terms();
    let counted = "SELECT ?a (COUNT(DISTINCT ?b) AS ?n) { ?s :kind ?k OPTIONAL { ?s :1 ?a } OPTIONAL { ?s :2 ?b } ?s ?p ?b }";
    for test in [
        "> 1", "> 0", ">= 2", ">= 1", "< 2", "< 1", "<= 1", "= 1", "= 0", "!= 1", "!= 0", "= 2", "> 2",
        "< 3", "= 12", "> 1.5",
    ] {
        for (head, more) in [
            ("SELECT ?a", ""),
            ("SELECT ?a ?n", ""),
            ("SELECT (COUNT(?a) AS ?m)", ""),
            ("SELECT (SUM(?n) AS ?m)", ""),
            ("SELECT ?a", "FILTER(?n != 12)"),
            ("SELECT ?a", "FILTER(?n > 0)"),
            ("SELECT ?a ?twice", "BIND(?n * 2 AS ?twice)"),
            ("SELECT ?a ?same", "BIND(?n AS ?same)"),
            ("SELECT ?a", "BIND(?n AS ?same) FILTER(?same > 5)"),
            ("SELECT ?a", "?x :1 ?a"),
        ] {
            both(&graph, &format!("{head} {{ {{ {counted} GROUP BY ?a }} {more} FILTER(?n {test}) }}"));
        }
        for head in ["SELECT ?a", "SELECT ?a ?n", "SELECT ?a ?same"] {
            let copied = format!("{{ {counted} GROUP BY ?a }} BIND(?n AS ?same) FILTER(?same {test})");
            both(&graph, &format!("{head} {{ {copied} }}"));
        }
        both(&graph, &format!("{counted} GROUP BY ?a HAVING(COUNT(DISTINCT ?b) {test})"));
        let having = format!("GROUP BY ?a HAVING(COUNT(DISTINCT ?b) {test})");
        both(&graph, &format!("SELECT ?a {{ ?s :1 ?a OPTIONAL {{ ?s :2 ?b }} }} {having}"));
        both(
            &graph,
            &format!("SELECT ?a {{ ?s :1 ?a OPTIONAL {{ ?s :2 ?b }} }} {having} ORDER BY COUNT(DISTINCT ?b)"),
        );
    }
    // By hand: of the subjects of each value, thirteen, one has no second value.
    let (rows, _) =
        both(&graph, "SELECT ?a { ?s :1 ?a . ?s :2 ?b } GROUP BY ?a HAVING(COUNT(DISTINCT ?b) > 1)");
    assert_eq!(rows.len(), 12);
}
