//! Random data sets: whatever pattern is looked up, the columns give what Oxigraph's own store gives.

mod support;

use std::collections::BTreeSet;

use actant::store::{Builder, Graph, Graphs, RowNames, TermId, Values};
use oxigraph::model::{GraphName, GraphNameRef, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use oxigraph::store::Store;
use proptest::prelude::ProptestConfig;
use proptest::proptest;

use crate::support::data::{Both, Words, recipe};

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_shrink_iters: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_pattern_gives_what_the_oracle_gives(recipe in recipe(0..=60)) {
        let words = Words::wide();
        let folder = tempfile::tempdir().expect("a folder for a while");
        let path = folder.path().join("graph");
        let Both { built, quads, oracle } = recipe.make(&words);
        built.publish(&path).expect("the folder can be written to");
        for graph in [built.into_graph(), Graph::open(&path)] {
            let graph = graph.expect("a graph that was just built opens");
            same_quads(&graph, &quads);
            same_names(&graph, &oracle);
            same_patterns(&graph, &oracle, &words);
            absent_terms_are_absent(&graph, &oracle);
        }
    }
}

fn same_quads(graph: &Graph, expected: &BTreeSet<String>) {
    let all = [Graphs::Default, Graphs::AnyNamed].map(|graphs| {
        let quads: Vec<_> = graph.quads(None, None, None, graphs).expect("undamaged").collect();
        assert_eq!(graph.count(None, None, None, graphs).expect("undamaged"), quads.len());
        quads
    });
    let found: Vec<String> = all.iter().flatten().map(|quad| shown(graph, *quad)).collect();
    assert_eq!(found.len() as u64, graph.triples());
    assert_eq!(found.len(), expected.len(), "no quad is there twice");
    assert_eq!(&found.into_iter().collect::<BTreeSet<_>>(), expected);
}

fn same_names(graph: &Graph, oracle: &Store) {
    let names = graph.graph_names().map(|name| graph.term(name).expect("undamaged").to_string());
    let expected = oracle.named_graphs().map(|name| name.expect("memory does not fail").to_string());
    assert_eq!(names.collect::<BTreeSet<_>>(), expected.collect());
}

/// Looks up all shapes of pattern for quads that are there, and for their parts put together anew.
fn same_patterns(graph: &Graph, oracle: &Store, words: &Words) {
    let quads: Vec<Quad> = oracle.iter().map(|quad| quad.expect("memory does not fail")).collect();
    let step = quads.len().div_ceil(8).max(1);
    for (at, quad) in quads.iter().enumerate().step_by(step) {
        let other = &quads[(at * 7 + 3) % quads.len()];
        let mixed = Quad::new(
            quad.subject.clone(),
            other.predicate.clone(),
            quad.object.clone(),
            other.graph_name.clone(),
        );
        let absent = Quad::new(
            NamedNode::new_unchecked("urn:absent"),
            quad.predicate.clone(),
            words.literals[at % words.literals.len()].clone(),
            NamedNode::new_unchecked("urn:absent"),
        );
        for quad in [quad, &mixed, &absent] {
            for shape in 0..16 {
                same_pattern(graph, oracle, quad, shape);
            }
        }
    }
}

fn same_pattern(graph: &Graph, oracle: &Store, quad: &Quad, shape: u8) {
    let known = |bit: u8| shape & bit != 0;
    let found_in = |graphs: Graphs| {
        let subject = known(1).then(|| find(graph, &quad.subject.clone().into()));
        let predicate = known(2).then(|| find(graph, &quad.predicate.clone().into()));
        let object = known(4).then(|| find(graph, &quad.object));
        // A term without an id is nowhere, so no pattern needs to be looked up.
        let absent = [subject, predicate, object].contains(&Some(None));
        let (subject, predicate, object) = (subject.flatten(), predicate.flatten(), object.flatten());
        let mut found = Vec::new();
        if !absent {
            let quads = graph.quads(subject, predicate, object, graphs).expect("undamaged");
            let count = graph.count(subject, predicate, object, graphs).expect("undamaged");
            found.extend(quads.map(|quad| shown(graph, quad)));
            assert_eq!(count, found.len(), "the count of {quad} in shape {shape:04b}");
        }
        found.sort();
        found
    };
    let expected_in = |name: Option<GraphNameRef<'_>>| {
        let quads = oracle.quads_for_pattern(
            known(1).then(|| quad.subject.as_ref()),
            known(2).then(|| quad.predicate.as_ref()),
            known(4).then(|| quad.object.as_ref()),
            name,
        );
        let quads = quads.map(|quad| quad.expect("memory does not fail"));
        let quads = quads.filter(|quad| name.is_some() || quad.graph_name != GraphName::DefaultGraph);
        let mut expected: Vec<String> = quads.map(|quad| quad.to_string()).collect();
        expected.sort();
        expected
    };
    let place = if known(8) {
        let name = match &quad.graph_name {
            GraphName::DefaultGraph => None,
            GraphName::NamedNode(node) => Some(Term::from(node.clone())),
            GraphName::BlankNode(node) => Some(node.clone().into()),
        };
        name.map_or(Graphs::Default, |name| Graphs::Named(find(graph, &name).unwrap_or(TermId::NONE)))
    } else {
        Graphs::AnyNamed
    };
    let expected = expected_in(known(8).then(|| quad.graph_name.as_ref()));
    assert_eq!(found_in(place), expected, "{quad} in shape {shape:04b}");
}

/// Finds the id of a term and makes sure that the id means this term.
fn find(graph: &Graph, term: &Term) -> Option<TermId> {
    let id = graph.find(term.as_ref()).expect("undamaged")?;
    assert_eq!(&graph.term(id).expect("undamaged"), term);
    Some(id)
}

fn shown(graph: &Graph, quad: (TermId, TermId, TermId, Option<TermId>)) -> String {
    let term = |id: TermId| {
        let term = graph.term(id).expect("undamaged");
        assert_eq!(graph.find(term.as_ref()).expect("undamaged"), Some(id), "{term} has one id");
        term
    };
    let node = |id: TermId| match term(id) {
        Term::NamedNode(node) => NamedOrBlankNode::from(node),
        Term::BlankNode(node) => node.into(),
        Term::Literal(literal) => panic!("{literal} is no node"),
    };
    let Term::NamedNode(predicate) = term(quad.1) else { panic!("a predicate is an IRI") };
    let name = quad.3.map_or(GraphName::DefaultGraph, |name| node(name).into());
    Quad::new(node(quad.0), predicate, term(quad.2), name).to_string()
}

fn absent_terms_are_absent(graph: &Graph, oracle: &Store) {
    let absent: [Term; 9] = [
        NamedNode::new_unchecked("https://example.org/row/").into(),
        NamedNode::new_unchecked("https://example.org/row/0000000000000000").into(),
        NamedNode::new_unchecked("https://example.org/row/9E3779B97F4A7C15").into(),
        NamedNode::new_unchecked("https://example.org/row/9e3779b97f4a7c15").into(),
        Literal::new_simple_literal("rows.csv:").into(),
        Literal::new_simple_literal("rows.csv:03").into(),
        Literal::new_simple_literal("rows.csv:4294967296").into(),
        Literal::new_simple_literal("rows.csv:+3").into(),
        Literal::new_simple_literal("rows.csv:5").into(),
    ];
    for term in absent {
        let id = graph.find(term.as_ref()).expect("undamaged");
        let there = oracle.quads_for_pattern(None, None, Some(term.as_ref()), None).next().is_some()
            || matches!(&term, Term::NamedNode(node) if
                oracle.quads_for_pattern(Some(node.into()), None, None, None).next().is_some());
        // A row without a single value is a term of the graph all the same.
        if there {
            assert!(id.is_some(), "{term} is there");
        }
        if let Some(id) = id {
            assert_eq!(graph.term(id).expect("undamaged"), term);
        }
    }
}

#[test]
fn a_literal_keeps_its_spelling() {
    let mut builder = Builder::new();
    let subject = builder.iri("urn:s");
    let integer = builder.iri("http://www.w3.org/2001/XMLSchema#integer");
    let string = builder.iri("http://www.w3.org/2001/XMLSchema#string");
    assert_eq!(builder.typed("a", string), builder.string("a"), "a plain literal has one id");
    for value in ["1", "01", "+1"] {
        let object = builder.typed(value, integer);
        builder.quad(subject, subject, object, None);
    }
    let graph = builder.finish().into_graph().expect("a graph that was just built opens");
    let quads = graph.quads(None, None, None, Graphs::Default).expect("undamaged");
    let values = quads.map(|quad| match graph.term(quad.2).expect("undamaged") {
        Term::Literal(literal) => literal.value().to_owned(),
        other => panic!("{other} is no literal"),
    });
    assert_eq!(values.collect::<Vec<_>>(), ["1", "01", "+1"]);
}

#[test]
fn a_numbered_literal_has_one_id() {
    let numbered = |prefix: &str, numbers: [u32; 2]| Values::Numbered {
        prefix: prefix.to_owned(),
        numbers: numbers.to_vec(),
    };
    for (first, second, string, distinct) in [
        (numbered("a", [12, 13]), numbered("a1", [2, 3]), "a", 2),
        (numbered("a", [12, 13]), numbered("a", [13, 14]), "a", 3),
        (numbered("a", [0, 4_294_967_295]), numbered("b", [4_294_967_294, 4_294_967_295]), "a0", 4),
        (numbered("a", [5, 3]), numbered("b", [3, 3]), "b3", 3),
        (numbered("", [1, 2]), numbered("b", [1, 2]), "b1", 4),
    ] {
        let mut builder = Builder::new();
        let rows = builder.rows("urn:row/", RowNames::Keys(vec![1, 2]));
        let [p, q, r] = ["urn:p", "urn:q", "urn:r"].map(|iri| builder.iri(iri));
        let string = builder.string(string);
        builder.column(&rows, p, first);
        builder.column(&rows, q, second);
        builder.column(&rows, r, Values::Same(string));
        let graph = builder.finish().into_graph().expect("a graph that was just built opens");
        let mut ids = BTreeSet::new();
        for predicate in [p, q] {
            let quads = graph.quads(None, Some(predicate), None, Graphs::Default).expect("undamaged");
            for quad in quads {
                assert_eq!(find(&graph, &graph.term(quad.2).expect("undamaged")), Some(quad.2));
                ids.insert(quad.2);
            }
        }
        assert_eq!(ids.len(), distinct);
    }
}

#[test]
fn what_a_column_holds_is_not_repeated_by_a_table() {
    let mut builder = Builder::new();
    let rows = builder.rows("urn:row/", RowNames::Keys(vec![1, 2]));
    let [p, q, r] = ["urn:p", "urn:q", "urn:r"].map(|iri| builder.iri(iri));
    builder.column(&rows, p, Values::Each(vec![r, TermId::NONE]));
    builder.column(&rows, q, Values::Like(p));
    builder.column(&rows, r, Values::Same(p));
    for (predicate, object) in [(p, r), (p, q), (q, r), (r, p)] {
        builder.quad(rows.id(0), predicate, object, None);
        builder.quad(rows.id(1), predicate, object, None);
    }
    let graph = builder.finish().into_graph().expect("a graph that was just built opens");
    let quads: Vec<_> = graph.quads(None, None, None, Graphs::Default).expect("undamaged").collect();
    assert_eq!(quads.len(), 8);
    assert_eq!(quads.iter().collect::<BTreeSet<_>>().len(), 8);
    assert_eq!(graph.triples(), 8);
}
