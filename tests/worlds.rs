//! Worlds, sources and clocks: worked out by hand on the shipped data and on a folder made for it, and from their
//! definition, in plain SPARQL over another engine, on random folders.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use actant::query::{Answer, Catalogue, Query, Table, Term};
use actant::workspace::{LeftOut, NetworkOptions, Reason, Scope, Workspace, World};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use proptest::prelude::{ProptestConfig, prop, proptest};

use support::folders::{claim, write};
use support::scoped::{folder, named};

const PREFIXES: &str = "\
PREFIX act: <https://w3id.org/actant/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rel: <https://w3id.org/actant/relation/>
PREFIX schema: <https://schema.org/>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
";

fn local(text: &str) -> String {
    text.trim_end_matches('>').rsplit(['/', '#']).next().unwrap_or_default().to_owned()
}

/// Gives the first column of an answer, as local names.
fn column(workspace: &Workspace, text: &str, scope: &Scope) -> BTreeSet<String> {
    let query = Query::new("test", format!("{PREFIXES}{text}")).expect("a query");
    match workspace.query(&query, &[], scope).expect("an answer") {
        Answer::Table(table) => {
            let cell = |row: &Vec<Option<Term>>| match row[0].as_ref()? {
                Term::Literal(literal) => Some(literal.value().to_owned()),
                other => Some(local(&other.to_string())),
            };
            table.rows.iter().filter_map(cell).collect()
        }
        other => panic!("a table was expected, not {other:?}"),
    }
}

/// Gives the claims that a scope takes in.
fn claims(workspace: &Workspace, scope: &Scope) -> BTreeSet<String> {
    column(workspace, "SELECT ?claim { ?claim a act:Claim }", scope)
}

fn left_out(workspace: &Workspace, scope: &Scope) -> Vec<(Vec<Reason>, usize)> {
    let query =
        Query::new("test", format!("{PREFIXES}SELECT ?claim {{ ?claim a act:Claim }}")).expect("a query");
    let answer = workspace.query(&query, &[], scope).expect("an answer");
    let left_out = workspace.left_out(&query, &[], scope, &answer).expect("counted");
    left_out.into_iter().map(|LeftOut { reasons, claims }| (reasons, claims)).collect()
}

fn numbered(ranges: &[(usize, usize)]) -> BTreeSet<String> {
    ranges.iter().flat_map(|(first, last)| *first..=*last).map(|number| format!("k{number:02}")).collect()
}

fn according_to(name: &str) -> Scope {
    World::AccordingTo(name.to_owned()).into()
}

fn as_of(day: &str) -> Scope {
    Scope { as_of: Some(day.to_owned()), ..World::All.into() }
}

fn known_by(day: &str) -> Scope {
    Scope { known_by: Some(day.to_owned()), ..World::All.into() }
}

/// Worked out by reading `data/relations.csv`: 99 claims, 31 of them not asserted, 19 of the asserted ones about the
/// attack for which three parties are blamed.
#[test]
fn the_worlds_of_the_shipped_data_are_as_worked_out_by_hand() {
    let folder = support::shipped();
    let workspace = Workspace::open(folder.path()).expect("the shipped data opens");
    let of = |scope: &Scope| claims(&workspace, scope);
    let all = numbered(&[(1, 99)]);
    let not_asserted = numbered(&[
        (6, 6),
        (22, 24),
        (27, 29),
        (36, 37),
        (43, 45),
        (48, 50),
        (60, 62),
        (65, 65),
        (70, 70),
        (74, 74),
        (77, 77),
        (81, 81),
        (84, 86),
        (91, 91),
        (96, 99),
    ]);
    let disputed = numbered(&[(51, 51), (55, 59), (63, 64), (67, 69), (71, 73), (75, 75), (92, 95)]);
    assert_eq!((not_asserted.len(), disputed.len()), (31, 19));
    assert_eq!(of(&World::All.into()), all);
    assert_eq!(of(&Scope::default()), all, "a query that says nothing of a world means all");
    let accepted = &all - &not_asserted;
    assert_eq!(of(&World::Accepted.into()), accepted);
    assert_eq!(of(&World::Uncontested.into()), &accepted - &disputed);
    assert_eq!(
        left_out(&workspace, &World::Uncontested.into()),
        [
            (vec![Reason::Alleged], 13),
            (vec![Reason::Possible], 12),
            (vec![Reason::Predicted], 6),
            (vec![Reason::Disputed], 19)
        ]
    );

    assert_eq!(of(&according_to("Islamabad")), numbered(&[(74, 74), (77, 77), (81, 81)]));
    assert_eq!(of(&according_to("Taliban")), numbered(&[(70, 70)]));
    assert_eq!(of(&according_to("Reuters")), BTreeSet::new(), "what it passes on is the word of its sources");
    assert_eq!(of(&according_to("Security sources")), numbered(&[(22, 24)]));
    let passed_on =
        numbered(&[(60, 62), (65, 65), (70, 70), (74, 74), (77, 78), (80, 81), (84, 86), (91, 91), (97, 99)]);
    assert_eq!(of(&according_to("Report on the mine attack")), &numbered(&[(51, 99)]) - &passed_on);
    assert_eq!(left_out(&workspace, &according_to("Reuters")), [(vec![Reason::OtherVoice], 99)]);

    let talks = Scope { sources: vec!["Report on the border talks".into()], ..World::All.into() };
    assert_eq!(of(&talks), numbered(&[(1, 50)]));
    let both = Scope { sources: vec!["border-talks-report".into(), "mine-attack-report".into()], ..talks };
    assert_eq!(of(&both), all);

    let anonymous =
        numbered(&[(22, 24), (27, 29), (44, 45), (65, 65), (78, 78), (80, 80), (84, 86), (91, 91)]);
    assert_eq!(of(&Scope { exclude_anonymous: true, ..World::All.into() }), &all - &anonymous);

    let guarded = numbered(&[(40, 42)]);
    assert_eq!(of(&as_of("2010-06-01")), guarded, "since 2005, and no other claim names a year");
    assert_eq!(of(&as_of("2005")), guarded);
    assert_eq!(of(&as_of("2004-12-31")), BTreeSet::new());
    assert_eq!(
        left_out(&workspace, &as_of("2004")),
        [(vec![Reason::Undated], 96), (vec![Reason::OtherTime], 3)]
    );

    assert_eq!(of(&known_by("2100")), BTreeSet::new(), "neither report says when it was published");
    assert_eq!(left_out(&workspace, &known_by("2100")), [(vec![Reason::Unpublished], 99)]);

    assert_eq!(of(&Scope { min_sources: 1, ..World::All.into() }), all);
    assert_eq!(of(&Scope { min_sources: 2, ..World::All.into() }), BTreeSet::new());
}

/// A folder in which each option has something to do.
fn small() -> (tempfile::TempDir, Workspace) {
    let folder = folder("");
    let workspace = Workspace::open(folder.path()).expect("the folder opens");
    (folder, workspace)
}

#[test]
fn what_contests_a_claim_is_worked_out_by_hand() {
    let (_folder, workspace) = small();
    let uncontested = Scope::from(World::Uncontested);
    // One party alone is blamed for the raid, so it is not disputed. That the meeting was none is said of b1 and b2,
    // which are the same written either way round; c2 is denied by name.
    assert_eq!(claims(&workspace, &uncontested), named("a1 a2 a3 c1 c3 d1 d2 e1 e2 e3 f1"));
    assert_eq!(
        left_out(&workspace, &uncontested),
        [(vec![Reason::Alleged], 1), (vec![Reason::Denied], 1), (vec![Reason::DeniedElsewhere], 3)]
    );
}

#[test]
fn sources_are_counted_as_documents_and_as_voices() {
    let (_folder, workspace) = small();
    let at_least = |least| claims(&workspace, &Scope { min_sources: least, ..World::All.into() });
    // The paper repeats the wire, and the daily is another document: two. The meeting stands in two. Two documents
    // pass on what the leak says, and that is one voice. That the west is a member stands in two documents, whenever
    // it was one, and e3 says so too; f1 has no source at all.
    assert_eq!(at_least(2), named("a1 a2 a3 b1 b2 e1 e2 e3"));
    assert_eq!(at_least(3), named(""));
    assert_eq!(at_least(1), named("a1 a2 a3 a4 b1 b2 b3 c1 c2 c3 d1 d2 e1 e2 e3"));
    // Of the wire and what repeats it there is one.
    let two = Scope { min_sources: 2, sources: vec!["wire".into(), "paper".into()], ..World::All.into() };
    assert_eq!(claims(&workspace, &two), named(""));
    assert_eq!(left_out(&workspace, &two), [(vec![Reason::OtherSource], 11), (vec![Reason::FewSources], 5)]);
}

#[test]
fn the_clocks_are_worked_out_by_hand() {
    let (_folder, workspace) = small();
    let held = |day| claims(&workspace, &as_of(day));
    assert_eq!(held("2025-11-27"), named("a1 a2 b1 b2 c2 d1 d2 e2"));
    assert_eq!(held("2025-11-19"), named("b1 c2 d1 d2 e2"));
    assert_eq!(held("2021"), named("c1 d1 d2 e1"));
    assert_eq!(held("2023-06"), named("c1 c2 d1 d2"));
    assert_eq!(held("1900-01-01"), named("c1"));
    let known = |day| claims(&workspace, &known_by(day));
    assert_eq!(known("2025-11-27"), named(""));
    assert_eq!(known("2025-11-28"), named("a1 b2 d2 e2"));
    assert_eq!(known("2025-11-29"), named("a1 a2 b2 d2 e2"));
    assert_eq!(known("2025-11-30"), named("a1 a2 a3 a4 b1 b2 d1 d2 e2"), "the month of the daily is over");
    assert_eq!(
        left_out(&workspace, &known_by("2025-11")),
        [(vec![Reason::Later], 4), (vec![Reason::Unpublished], 3)]
    );
    assert_eq!(known("2026"), named("a1 a2 a3 a4 b1 b2 b3 c1 c2 c3 d1 d2 e2"));
}

#[test]
fn a_voice_is_a_speaker_or_a_document_that_speaks_for_itself() {
    let (_folder, workspace) = small();
    let says = |name: &str| claims(&workspace, &according_to(name));
    assert_eq!(says("Agency"), named("a1 b2 e2"), "an actor who is a publisher too");
    assert_eq!(says("The wire"), named("a1 b2 e2"));
    assert_eq!(says("House"), named("a3 b1 b3 c1 c2 c3"), "two documents");
    assert_eq!(says("leak"), named("d1 d2"));
    let of = |name: &str| claims(&workspace, &Scope { sources: vec![name.into()], ..World::All.into() });
    assert_eq!(of("House"), named("a3 a4 b1 b3 c1 c2 c3 d1"));
    let wrong = workspace.ask("who blamed whom", according_to("The wyre")).expect_err("nobody is called so");
    assert_eq!(wrong.to_string(), "the parameter `--world`: nothing here is called `The wyre`");
    let wrong = workspace.ask("who blamed whom", as_of("last week")).expect_err("no day");
    assert_eq!(wrong.to_string(), "`last week` is not a day");
}

#[test]
fn ties_memberships_and_counts_follow_the_claims() {
    let (_folder, workspace) = small();
    let members = "SELECT ?date { ?m org:organization ?union ; dcterms:date ?date }";
    let members = format!("PREFIX org: <http://www.w3.org/ns/org#> {members}");
    let dates = |scope: &Scope| column(&workspace, &members, scope).len();
    assert_eq!((dates(&World::All.into()), dates(&as_of("2021")), dates(&as_of("1900"))), (2, 1, 0));
    let ties = |scope: &Scope| {
        column(&workspace, "SELECT ?who { ?who rel:supports|rel:aids|rel:meets ?whom }", scope)
    };
    assert_eq!(ties(&World::All.into()), named("east north south"));
    assert_eq!(ties(&World::Uncontested.into()), named("east"));
    assert_eq!(ties(&Scope { sources: vec!["wire".into()], ..World::All.into() }), named("south"));
    let alleged =
        Scope { sources: vec!["daily".into()], as_of: Some("2025-11-28".into()), ..World::All.into() };
    let blames = |scope: &Scope| column(&workspace, "SELECT ?who { ?who rel:blames ?whom }", scope);
    assert_eq!(blames(&alleged), named("north"), "a3");
    assert_eq!(blames(&according_to("envoy")), named(""), "what is alleged makes no tie");
    let counts = column(
        &workspace,
        "SELECT (COUNT(*) AS ?n) { ?claim rdf:predicate rel:blames }",
        &known_by("2025-11-28"),
    );
    assert_eq!(counts, named("1"));
}

#[test]
fn what_is_typed_comes_before_what_a_query_says() {
    let (_folder, workspace) = small();
    let (catalogue, _) = workspace.catalogue();
    let blame = catalogue.find("who-blamed-whom").expect("it ships");
    let asked = |parameters: &[(&str, &str)], scope: Scope| -> BTreeSet<String> {
        let parameters: Vec<_> =
            parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let Ok(Answer::Table(table)) = workspace.query(blame, &parameters, scope) else { panic!("a table") };
        let claim = table.column("claim").expect("a column");
        table.rows.iter().filter_map(|row| row[claim].as_ref()).map(|term| local(&term.to_string())).collect()
    };
    assert_eq!(asked(&[], Scope::default()), named("a1 a2 a3"), "its own world is accepted");
    assert_eq!(asked(&[], World::All.into()), named("a1 a2 a3 a4"));
    assert_eq!(asked(&[("status", "alleged")], Scope::default()), named("a4"));
    assert_eq!(asked(&[], according_to("envoy")), named("a4"));
    assert_eq!(asked(&[], known_by("2025-11-28")), named("a1"));
    let known = Scope { known_by: Some("2025-11-30".into()), ..Scope::default() };
    assert_eq!(asked(&[], known), named("a1 a2 a3"), "a clock leaves the query its world");
    assert_eq!(asked(&[("source", "daily")], World::All.into()), named("a3 a4"));
}

/// `ask --sparql` prints a query that says in its header what narrows it.
#[test]
fn the_query_behind_an_answer_gives_it_in_any_scope() {
    let shipped = support::shipped();
    let talks = Workspace::open(shipped.path()).expect("the shipped data opens");
    let (_folder, small) = small();
    let report = Scope { sources: vec!["mine-attack-report".into()], ..Scope::default() };
    let guarded = Scope { exclude_anonymous: true, as_of: Some("2010".into()), ..World::All.into() };
    let cases = [
        (&talks, "who blamed whom", Scope::from(World::Uncontested), 0),
        (&talks, "who harbours whom", according_to("Pakistan"), 1),
        (&talks, "what rests on anonymous sources", report.clone(), 7),
        (&talks, "what rests on anonymous sources", World::Accepted.into(), 2),
        (&talks, "what rests on anonymous sources", Scope::default(), 15),
        (&talks, "what is disputed", Scope { exclude_anonymous: true, ..Scope::default() }, 1),
        (&talks, "what is disputed", World::Uncontested.into(), 0),
        (&talks, "who hinders whom", guarded, 2),
        (&small, "who blamed whom", known_by("2025-11-29"), 2),
        (&small, "who blamed whom", Scope { min_sources: 2, ..Scope::default() }, 3),
        (&small, "who meets whom", World::Uncontested.into(), 0),
        (&small, "who is a member of the union", as_of("2021"), 1),
    ];
    for (workspace, question, scope, lines) in cases {
        let asked = workspace.ask(question, &scope).unwrap_or_else(|error| panic!("{question}: {error}"));
        assert_eq!(asked.table.rows.len(), lines, "{question} {scope:?}");
        let query = Query::new("-", asked.sparql.as_str()).expect("a good header");
        let Ok(Answer::Table(table)) = workspace.query(&query, &[], Scope::default()) else {
            panic!("a table")
        };
        let first = |table: &Table| -> Vec<String> {
            table
                .rows
                .iter()
                .map(|row| row[0].as_ref().map(ToString::to_string).unwrap_or_default())
                .collect()
        };
        assert_eq!(first(&table), first(&asked.table), "{question} {scope:?}");
    }
}

#[test]
fn a_picture_draws_what_counts_and_counts_the_rest() {
    let (_folder, workspace) = small();
    let options =
        |scope| NetworkOptions { relations: vec!["blames".into()], scope, ..NetworkOptions::default() };
    let drawn = workspace.network(&options(known_by("2025-11-28"))).expect("a network");
    let claims: usize = drawn.narrowed.network.edges().map(|(_, _, edge)| edge.claims.len()).sum();
    assert_eq!(claims, 1);
    assert_eq!(drawn.left_out, [LeftOut::new(Reason::Later, 3)], "those of other relations are not missed");
    let drawn = workspace.network(&options(Scope::default())).expect("a network");
    assert_eq!(drawn.left_out, [LeftOut::new(Reason::Alleged, 1)]);
}

fn rows(store: &Store, text: &str) -> Vec<Vec<String>> {
    let query = SparqlEvaluator::new().parse_query(&format!("{PREFIXES}{text}")).expect("SPARQL");
    let Ok(QueryResults::Solutions(solutions)) = query.on_store(store).execute() else { panic!("solutions") };
    let cell = |term: &Option<Term>| term.as_ref().map(ToString::to_string).unwrap_or_default();
    solutions.map(|row| row.expect("evaluated").values().iter().map(cell).collect()).collect()
}

fn first(store: &Store, text: &str) -> BTreeSet<String> {
    rows(store, text).into_iter().map(|row| local(&row[0])).collect()
}

/// What contests a claim, in SPARQL over the claims alone.
fn contested(store: &Store) -> BTreeSet<String> {
    let mut contested = first(
        store,
        "SELECT ?claim { ?relation skos:broader* rel:denies .
           ?denial rdf:predicate ?relation ; act:status act:asserted ; rdf:object ?claim . ?claim a act:Claim }",
    );
    for ends in ["rdf:subject ?s ; rdf:object ?o", "rdf:subject ?o ; rdf:object ?s"] {
        let either = if ends.contains("subject ?o") { "?denied a owl:SymmetricProperty ." } else { "" };
        contested.extend(first(
            store,
            &format!(
                "SELECT ?claim {{ ?claim rdf:subject ?s ; rdf:object ?o ; rdf:predicate ?relation .
                   ?relation skos:broader* ?denied . {either}
                   ?denial act:status act:denied ; rdf:predicate ?denied ; {ends} .
                   OPTIONAL {{ ?claim schema:about ?about }} OPTIONAL {{ ?denial schema:about ?other }}
                   FILTER(!BOUND(?about) || !BOUND(?other) || ?about = ?other) }}"
            ),
        ));
    }
    let disputes = Catalogue::shipped().find("disputes").expect("it ships").text().to_owned();
    let events: Vec<String> = rows(store, &disputes[disputes.find("SELECT").unwrap_or(0)..])
        .into_iter()
        .map(|row| row[0].clone())
        .collect();
    for event in events {
        contested.extend(first(
            store,
            &format!(
                "SELECT ?claim {{ {{ ?claim schema:about {event} }} UNION {{
                   ?claim rdf:subject|rdf:object {event} . {event} a sem:Event }} }}"
            ),
        ));
    }
    contested
}

/// Independent sources, from the claims of a store.
fn few(store: &Store, least: usize) -> BTreeSet<String> {
    let found = rows(
        store,
        "SELECT ?claim ?s ?p ?o ?status ?root ?speaker ?symmetric {
           ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; act:status ?status .
           OPTIONAL { ?claim dcterms:source ?source . ?source prov:wasQuotedFrom* ?root
                      MINUS { ?root prov:wasQuotedFrom ?other } }
           OPTIONAL { ?claim prov:wasAttributedTo ?speaker }
           OPTIONAL { ?p a ?symmetric FILTER(?symmetric = owl:SymmetricProperty) } }",
    );
    let mut statements: BTreeMap<Vec<String>, Vec<&Vec<String>>> = BTreeMap::new();
    for row in &found {
        let mut ends = [row[1].clone(), row[3].clone()];
        if !row[7].is_empty() {
            ends.sort();
        }
        let [subject, object] = ends;
        statements.entry(vec![subject, row[2].clone(), object, row[4].clone()]).or_default().push(row);
    }
    let mut few = BTreeSet::new();
    for same in statements.values() {
        let sourced = || same.iter().filter(|row| !row[5].is_empty());
        let documents: BTreeSet<&String> = sourced().map(|row| &row[5]).collect();
        let voices: BTreeSet<&String> =
            sourced().map(|row| if row[6].is_empty() { &row[5] } else { &row[6] }).collect();
        if documents.len().min(voices.len()) < least {
            few.extend(same.iter().map(|row| local(&row[0])));
        }
    }
    few
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_scope_is_what_its_definition_says(
        claims_written in prop::collection::vec(claim(), 1..24),
        declared in prop::bool::ANY,
    ) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write(folder.path(), &claims_written, declared);
        let workspace = Workspace::open(folder.path()).expect("the folder opens");
        check(folder.path(), &workspace, declared);
    }
}

fn check(folder: &Path, workspace: &Workspace, declared: bool) {
    let store = support::exported(folder, &[]);
    let of = |scope: &Scope| claims(workspace, scope);
    let all = of(&World::All.into());
    assert_eq!(all, first(&store, "SELECT ?claim { ?claim a act:Claim }"));
    let accepted = of(&World::Accepted.into());
    assert_eq!(accepted, first(&store, "SELECT ?claim { ?claim act:status act:asserted }"));
    let uncontested = of(&World::Uncontested.into());
    assert_eq!(uncontested, &accepted - &contested(&store));
    assert!(uncontested.is_subset(&accepted) && accepted.is_subset(&all));

    let mut known = BTreeSet::new();
    for day in ["2025-11-19", "2025-11-20", "2025-12-30", "2025-12-31"] {
        for world in [World::All, World::Accepted, World::Uncontested] {
            let scope = Scope { world: Some(world.clone()), ..known_by(day) };
            assert!(of(&scope).is_subset(&of(&world.into())), "{day}");
        }
        let by_then = of(&known_by(day));
        let published = format!(
            "SELECT ?claim {{ ?claim dcterms:source ?source . ?source sem:hasLatestEndTimeStamp ?last
               FILTER(?last <= \"{day}\"^^xsd:date) }}"
        );
        assert_eq!(by_then, first(&store, &published), "{day}");
        assert!(known.is_subset(&by_then), "{day}: a later day takes nothing away");
        known = by_then;

        let held = format!(
            "SELECT ?claim {{ ?claim a act:Claim
               OPTIONAL {{ ?claim sem:hasEarliestBeginTimeStamp ?first }} OPTIONAL {{ ?claim sem:hasLatestEndTimeStamp ?last }}
               FILTER(BOUND(?first) || BOUND(?last))
               FILTER(!BOUND(?first) || ?first <= \"{day}\"^^xsd:date)
               FILTER(!BOUND(?last) || ?last >= \"{day}\"^^xsd:date) }}"
        );
        assert_eq!(of(&as_of(day)), first(&store, &held), "{day}");
    }
    let anonymous = first(&store, "SELECT ?claim { ?claim prov:wasAttributedTo/a act:UnnamedGroup }");
    assert_eq!(of(&Scope { exclude_anonymous: true, ..World::All.into() }), &all - &anonymous);
    for least in [1, 2, 3] {
        let scope = Scope { min_sources: least, ..World::All.into() };
        assert_eq!(of(&scope), &all - &few(&store, least), "{least}");
    }
    if declared {
        let own = "SELECT ?claim { { ?claim prov:wasAttributedTo ?speaker . ?speaker dcterms:identifier \"e\" } UNION
            { ?claim dcterms:source ?source . ?source dcterms:publisher \"e\"
              MINUS { ?claim prov:wasAttributedTo ?anybody } } }";
        assert_eq!(of(&according_to("e")), first(&store, own));
    }
}
