//! The triples of a small folder, written down by hand from the words of README.md: what a claim is in RDF, what is
//! only a tie, and what a membership adds.

use std::collections::BTreeSet;

use actant::diagnostic::Report;
use actant::ingest::{ReadOptions, read_tables};
use actant::model::validate;
use actant::rdf::lower;
use actant::rdf::vocabulary::PREFIXES;
use actant::store::{DumpFormat, Graph, Graphs, Literal, dump};

const BASE: &str = "https://example.org/";

fn graph(tables: &[(&str, &str)]) -> Graph {
    let settings = format!("base = \"{BASE}\"\n");
    let mut bytes: Vec<(&str, &[u8])> = vec![("actant.toml", settings.as_bytes())];
    bytes.extend(tables.iter().map(|(name, text)| (*name, text.as_bytes())));
    let (dataset, mut report): (_, Report) =
        read_tables(&bytes, &ReadOptions::default()).expect("memory can be read");
    let valid = validate(dataset, &mut report).unwrap_or_else(|_| panic!("{report:?}"));
    lower(valid).finish().into_graph().expect("a graph")
}

/// Gives the triples whose subject begins with one of these paths below the base.
fn triples(graph: &Graph, paths: &[&str]) -> BTreeSet<String> {
    let mut out = Vec::new();
    dump(graph, None, DumpFormat::NTriples, std::iter::empty(), &mut out).expect("written");
    let begin: Vec<String> = paths.iter().map(|path| format!("<{BASE}{path}")).collect();
    let lines = String::from_utf8(out).expect("UTF-8");
    lines
        .lines()
        .filter(|line| begin.iter().any(|begin| line.starts_with(begin)))
        .map(str::to_owned)
        .collect()
}

fn expand(compact: &str) -> String {
    let (prefix, name) = compact.split_once(':').expect("a prefix");
    let (_, iri) = PREFIXES.iter().find(|(known, _)| *known == prefix).expect("a known prefix");
    format!("{iri}{name}")
}

/// Writes lines such as `claim/k1 rdf:subject <actor/a>` as N-Triples.
fn written(lines: &str) -> BTreeSet<String> {
    let term = |word: &str| match word.strip_prefix('<') {
        Some(path) => format!("<{BASE}{path}"),
        None if word.starts_with('"') => match word.split_once("^^") {
            Some((text, datatype)) => format!("{text}^^<{}>", expand(datatype)),
            None => word.to_owned(),
        },
        None => format!("<{}>", expand(word)),
    };
    let line = |line: &str| {
        let mut words = line.trim().splitn(3, ' ').map(term);
        let mut next = || words.next().expect("three words");
        format!("{} {} {} .", next(), next(), next())
    };
    lines.lines().filter(|line| !line.trim().is_empty()).map(line).collect()
}

#[test]
fn a_claim_is_a_node_and_a_tie_stands_only_behind_what_is_asserted() {
    let graph = graph(&[(
        "relations.csv",
        "id,subject,relation,object,about,date,status,speaker,source,locator,quote,count,mood\n\
         k1,A,blames,B,attack,2025-11,,C,Dawn,para 3,the words,4,grim\n\
         k2,A,accuses,B,,,alleged,,,,,,\n",
    )]);
    let expected = written(
        r#"
        <claim/k1> rdf:type act:Claim
        <claim/k1> rdf:subject <actor/a>
        <claim/k1> rdf:predicate rel:blames
        <claim/k1> rdf:object <actor/b>
        <claim/k1> schema:about <event/attack>
        <claim/k1> dcterms:date "2025-11"^^edtf:EDTF
        <claim/k1> sem:hasEarliestBeginTimeStamp "2025-11-01"^^xsd:date
        <claim/k1> sem:hasLatestEndTimeStamp "2025-11-30"^^xsd:date
        <claim/k1> act:status act:asserted
        <claim/k1> prov:wasAttributedTo <actor/c>
        <claim/k1> dcterms:source <source/dawn>
        <claim/k1> bibo:locator "para 3"
        <claim/k1> oa:exact "the words"
        <claim/k1> act:count "4"^^xsd:integer
        <claim/k1> act:extra/mood "grim"
        <claim/k1> act:row "relations.csv:2"
        <claim/k2> rdf:type act:Claim
        <claim/k2> rdf:subject <actor/a>
        <claim/k2> rdf:predicate rel:accuses
        <claim/k2> rdf:object <actor/b>
        <claim/k2> act:status act:alleged
        <claim/k2> act:row "relations.csv:3"
        "#,
    );
    assert_eq!(triples(&graph, &["claim/"]), expected);
    let ties: BTreeSet<String> =
        triples(&graph, &["actor/a>"]).into_iter().filter(|line| line.contains("/relation/")).collect();
    assert_eq!(ties, written("<actor/a> rel:blames <actor/b>"));
}

#[test]
fn a_dated_membership_has_a_node_of_its_own() {
    let graph = graph(&[
        ("relation_types.csv", "id,label,broader\nfounder-of,founder of,member-of\n"),
        (
            "relations.csv",
            "id,subject,relation,object,date,status\n\
             k1,A,member-of,CSTO,2002/..,\n\
             k2,A,member of,csto,2002/..,\n\
             k3,B,founder-of,CSTO,2002,\n\
             k4,C,member-of,CSTO,,\n\
             k5,D,member-of,CSTO,2003,possible\n\
             k6,A,blames,CSTO,2003,\n",
        ),
    ]);
    let found = triples(&graph, &["membership/"]);
    let names: BTreeSet<&str> = found
        .iter()
        .filter_map(|line| line.strip_prefix('<')?.split_once('>'))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names.len(), 2, "{found:?}");
    // A membership is called by a hash of what it says, so the test gives it the name of its member.
    let called = |line: &str| {
        let name = line.split_once('>').map_or("", |(name, _)| &name[1..]);
        let member = |line: &&String| line.starts_with(&format!("<{name}>")) && line.contains("org#member>");
        let of = found.iter().find(member).and_then(|line| line.split("/actor/").nth(1)).unwrap_or_default();
        line.replace(name, &format!("{BASE}membership/{}", of.trim_end_matches("> .")))
    };
    let expected = written(
        r#"
        <membership/a> rdf:type org:Membership
        <membership/a> org:member <actor/a>
        <membership/a> org:organization <actor/csto>
        <membership/a> dcterms:date "2002/.."^^edtf:EDTF
        <membership/a> sem:hasEarliestBeginTimeStamp "2002-01-01"^^xsd:date
        <membership/a> prov:wasDerivedFrom <claim/k1>
        <membership/a> prov:wasDerivedFrom <claim/k2>
        <membership/b> rdf:type org:Membership
        <membership/b> org:member <actor/b>
        <membership/b> org:organization <actor/csto>
        <membership/b> dcterms:date "2002"^^edtf:EDTF
        <membership/b> sem:hasEarliestBeginTimeStamp "2002-01-01"^^xsd:date
        <membership/b> sem:hasLatestEndTimeStamp "2002-12-31"^^xsd:date
        <membership/b> prov:wasDerivedFrom <claim/k3>
        "#,
    );
    assert_eq!(found.iter().map(|line| called(line)).collect::<BTreeSet<String>>(), expected);
}

/// A literal is a cell or an address; two that say the same are one term, or they would never meet in a join.
#[test]
fn a_cell_that_reads_like_an_address_is_the_same_literal() {
    let graph = graph(&[
        ("actors.csv", "id,label,note\na,A,relations.csv:3\nb,B,https://example.org/\n"),
        (
            "relations.csv",
            "id,subject,relation,object,locator,note\n\
             k1,a,blames,b,actors.csv:2,relations.csv:2\n\
             k2,b,blames,a,actors.csv:3,actors.csv:2\n",
        ),
    ]);
    let mut asked = Vec::new();
    for text in ["actors.csv:2", "actors.csv:3", "relations.csv:2", "relations.csv:3", BASE] {
        let literal = Literal::new_simple_literal(text);
        let id = graph.find(literal.as_ref()).expect("undamaged").expect(text);
        let count = graph.count(None, None, Some(id), Graphs::Default).expect("undamaged");
        asked.push((text, count));
    }
    let expected =
        [("actors.csv:2", 3), ("actors.csv:3", 2), ("relations.csv:2", 2), ("relations.csv:3", 2), (BASE, 2)];
    assert_eq!(asked, expected);
}
