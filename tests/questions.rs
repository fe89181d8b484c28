//! The answers of the catalogue over a small graph (`fixtures/khatlon.ttl`), each worked out by hand, from the
//! columns and from Oxigraph's own store.

mod support;

use actant::query::{Answer, Catalogue, NamedNode, Query, QueryError, Table, Term, World, ask};
use actant::store::Graph;
use actant::store::sparql::{Variable, bind, parse};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};

const BASE: &str = "https://example.org/khatlon/";

fn quads() -> Vec<Quad> {
    let parser = RdfParser::from_format(RdfFormat::Turtle);
    let quads = parser.for_slice(include_str!("fixtures/khatlon.ttl"));
    quads.collect::<Result<_, _>>().expect("the fixture is Turtle")
}

fn graph() -> Graph {
    support::columns(&quads())
}

/// Writes a term as the expectations do: the last part of an IRI, the value of a literal, `-` for nothing.
fn short(term: Option<&Term>) -> String {
    match term {
        None => "-".to_owned(),
        Some(Term::NamedNode(node)) => node.as_str().rsplit(['/', '#']).next().unwrap_or_default().to_owned(),
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        Some(other) => other.to_string(),
    }
}

fn table(answer: Answer) -> Table {
    match answer {
        Answer::Table(table) => table,
        other => panic!("a table was expected, not {other:?}"),
    }
}

/// Resolves values as the floor above does, but for labels: `actor/pakistan` is an IRI of the folder.
fn term(query: &Query, name: &str, value: &str) -> Term {
    let parameter = query.parameter(name).expect("the query has the parameter");
    parameter.term(value).expect("the value is of the kind").unwrap_or_else(|| {
        let namespace = if value.contains('/') { BASE } else { "https://w3id.org/actant/relation/" };
        NamedNode::new(format!("{namespace}{value}")).expect("an IRI").into()
    })
}

/// Answers `name key=value …`, in the world the query means unless `status=` is given or the world is `all`. A graph
/// alone knows no worlds: what its sources assert is asked for by the status of each claim.
fn answer(graph: &Graph, question: &str) -> Table {
    let catalogue = Catalogue::shipped();
    let (name, parameters, world) = split(question);
    let query = catalogue.find(name).expect("the query is in the catalogue");
    let mut terms: Vec<_> =
        parameters.iter().map(|(name, value)| ((*name).to_owned(), term(query, name, value))).collect();
    if !terms.iter().any(|(name, _)| name == "status") {
        let world = world.or(query.header().scope.world.clone()).unwrap_or(World::All);
        if world == World::Accepted && query.parameter("status").is_ok() {
            terms.push(("status".to_owned(), term(query, "status", "asserted")));
        }
    }
    table(ask(graph, query, &terms).expect("the question has an answer"))
}

fn split(question: &str) -> (&str, Vec<(&str, &str)>, Option<World>) {
    let mut words = question.split(' ');
    let name = words.next().unwrap_or_default();
    let mut world = None;
    let mut parameters = Vec::new();
    for word in words {
        match word.split_once('=') {
            Some(("world", word)) => world = World::parse(word).ok(),
            Some(parameter) => parameters.push(parameter),
            None => panic!("`{word}` is no parameter"),
        }
    }
    (name, parameters, world)
}

/// Compares some columns of an answer, written `a b | c d`, with the rows worked out by hand.
fn expect(question: &str, columns: &str, rows: &[&str]) {
    let table = answer(&graph(), question);
    let columns: Vec<_> = columns
        .split(' ')
        .map(|name| table.column(name).unwrap_or_else(|| panic!("no column {name}")))
        .collect();
    let found: Vec<_> = table
        .rows
        .iter()
        .map(|row| columns.iter().map(|&column| short(row[column].as_ref())).collect::<Vec<_>>().join(" | "))
        .collect();
    assert_eq!(found, rows, "{question}");
}

#[test]
fn who_blamed_whom() {
    let columns = "who relation whom about status speaker source locator quote claim row";
    let asserted = [
        "pakistan | blames | militants | mine-attack | asserted | - | s2 | para 3 | - | k01 | relations.csv:2",
        "tajikistan | holds-responsible | circle | border-attacks | asserted | - | s1 | - | - | k05 | relations.csv:6",
        "tajikistan | blames | criminals | mine-attack | asserted | - | s2 | para 1 | - | k03 | relations.csv:4",
        "taliban | blames | circle | mine-attack | asserted | - | s2 | para 2 | circle | k02 | relations.csv:3",
    ];
    expect("who-blamed-whom", columns, &asserted);
    expect(
        "who-blamed-whom world=all",
        "claim status speaker_label",
        &[
            "k01 | asserted | -",
            "k05 | asserted | -",
            "k03 | asserted | -",
            "k04 | alleged | Pakistan",
            "k02 | asserted | -",
        ],
    );
    expect("who-blamed-whom blamer=actor/pakistan", columns, &asserted[..1]);
    expect("who-blamed-whom blamed=actor/circle", "claim", &["k05", "k02"]);
    expect("who-blamed-whom about=event/border-attacks", columns, &asserted[1..2]);
    expect("who-blamed-whom about=event/shelter", "claim", &[]);
    expect("who-blamed-whom speaker=actor/pakistan world=all", "claim", &["k04"]);
    expect("who-blamed-whom status=alleged", "claim", &["k04"]);
    expect("who-blamed-whom status=alleged status=asserted source=source/s1", "claim", &["k05"]);
    expect("who-blamed-whom blamer=actor/pakistan blamer=actor/taliban", "claim", &["k01", "k02"]);
    expect("who-blamed-whom blamer=actor/nobody", "claim", &[]);
}

#[test]
fn who_condemned_what_and_who_accuses_whom() {
    expect(
        "who-condemned-what",
        "who relation what_label about quote claim",
        &["pakistan | condemns | Mine attack | mine-attack | cowardly attack | k12"],
    );
    expect(
        "accusations",
        "who relation_label whom about_label claim",
        &[
            "critics | accuses | pakistan | - | k07",
            "critics | accuses | pakistan | - | k08",
            "pakistan | blames | militants | Mine attack | k01",
            "pakistan | accuses | afghanistan | Shelter | k06",
            "tajikistan | holds responsible | circle | Border attacks | k05",
            "tajikistan | blames | criminals | Mine attack | k03",
            "taliban | blames | circle | Mine attack | k02",
        ],
    );
    expect(
        "accusations accused=actor/pakistan",
        "who source claim",
        &["critics | s1 | k07", "critics | s2 | k08"],
    );
    expect("accusations relation=accuses about=event/shelter", "claim", &["k06"]);
}

#[test]
fn who_denies_what() {
    expect(
        "denials",
        "who relation what status speaker claim",
        &[
            "afghanistan | harbours | militants | denied | taliban | k11",
            "taliban | denies | k04 | asserted | - | k10",
            "taliban | denies-involvement-in | mine-attack | asserted | - | k09",
        ],
    );
    expect("denials denier=actor/taliban about=event/mine-attack", "claim", &["k09"]);
    expect("denials status=denied", "claim", &["k11"]);
}

#[test]
fn members_and_negotiations() {
    expect(
        "members organisation=actor/csto",
        "member_label organisation_label locator",
        &["Russia | CSTO | para 6", "Tajikistan | CSTO | para 6"],
    );
    expect("members member=actor/pakistan", "claim", &[]);
    expect(
        "negotiations",
        "who with about claim",
        &["csto | tajikistan | border-talks | k16", "tajikistan | russia | border-talks | k15"],
    );
    expect("negotiations party=actor/russia", "claim", &["k15"]);
    expect("negotiations party=actor/tajikistan", "claim", &["k16", "k15"]);
    expect("negotiations with=actor/tajikistan", "claim", &["k16"]);
}

#[test]
fn what_is_said_about_an_event_and_of_an_actor() {
    expect(
        "about-event event=event/border-talks",
        "about_label subject relation object status",
        &[
            "Border talks | tajikistan | negotiates-with | russia | asserted",
            "Border talks | csto | negotiates-with | tajikistan | asserted",
            "Border talks | russia | aids | tajikistan | possible",
        ],
    );
    expect("about-event event=event/border-talks world=accepted", "claim", &["k15", "k16"]);
    expect(
        "actor-profile actor=actor/pakistan",
        "role subject relation object claim",
        &[
            "object | critics | accuses | pakistan | k07",
            "object | critics | accuses | pakistan | k08",
            "object | china | supports | pakistan | k21",
            "speaker | tajikistan | blames | taliban | k04",
            "subject | pakistan | blames | militants | k01",
            "subject | pakistan | accuses | afghanistan | k06",
            "subject | pakistan | condemns | mine-attack | k12",
        ],
    );
}

#[test]
fn what_happened_when() {
    expect(
        "timeline",
        "date earliest latest claim",
        &[
            "2005/.. | 2005-01-01 | - | k19",
            "2025-11 | 2025-11-01 | 2025-11-30 | k18",
            "2025-11-20 | 2025-11-20 | 2025-11-20 | k17",
            "XXXX-11-26 | - | - | k23",
        ],
    );
    expect("timeline since=2025-11-21", "claim", &["k19", "k18"]);
    expect("timeline until=2025-11-19", "claim", &["k19", "k18"]);
    expect("timeline since=2025-11-20 until=2025-11-20", "claim", &["k19", "k18", "k17"]);
    expect("timeline until=2004-12-31", "claim", &[]);
}

#[test]
fn what_stands_on_how_much() {
    expect("unsourced", "subject relation object claim", &["tajikistan | borders | afghanistan | k22"]);
    expect(
        "anonymous",
        "speaker subject relation object status claim",
        &["security-sources | russia | aids | tajikistan | possible | k20"],
    );
    expect(
        "possible",
        "subject relation object status speaker",
        &[
            "russia | aids | tajikistan | possible | security-sources",
            "china | supports | pakistan | predicted | chishti",
        ],
    );
    expect("possible status=predicted", "claim", &["k21"]);
    expect(
        "single-source relation=accuses",
        "subject object source claims first_claim",
        &["pakistan | afghanistan | s2 | 1 | k06"],
    );
    expect("single-source source=source/s1 relation=blames", "first_claim", &[]);
    expect("single-source source=source/s1 relation=member-of", "subject", &["russia", "tajikistan"]);
}

#[test]
fn who_was_killed_or_injured() {
    expect(
        "casualties",
        "event date place relation whom count claim",
        &[
            "border-attacks | - | border | kills | chinese | 5 | k25",
            "mine-attack | XXXX-11-26 | mine | injures | chinese | 1 | k24",
            "mine-attack | XXXX-11-26 | mine | kills | chinese | 3 | k23",
        ],
    );
    expect("casualties place=place/mine relation=kills", "count", &["3"]);
}

#[test]
fn which_events_are_disputed() {
    let columns = "event parties accusers accusations denials";
    expect("disputes", columns, &["mine-attack | 3 | 3 | 3 | 2", "shelter | 0 | 1 | 1 | 1"]);
    expect("disputes event=event/shelter", columns, &["shelter | 0 | 1 | 1 | 1"]);
    expect("disputes event=event/border-attacks", columns, &[]);
}

#[test]
fn the_claims_as_edges() {
    let table = answer(&graph(), "edges");
    assert_eq!(table.rows.len(), 21, "25 claims, of which 4 are not asserted");
    assert_eq!(answer(&graph(), "edges world=all").rows.len(), 25);
    expect(
        "edges subject=actor/tajikistan relation=blames",
        "subject_label subject_type relation_label quad object_label object_type source_label about_label row",
        &["Tajikistan | state | blames | VerbalConflict | Criminal groups | unnamed-group | Mine report | \
           Mine attack | relations.csv:4"],
    );
    expect("edges since=2025-01-01", "claim", &["k18", "k19", "k17"]);
    expect("edges speaker=actor/pakistan world=all", "claim", &["k04"]);
}

#[test]
fn actors_events_sources_relations() {
    expect(
        "actors type=state",
        "actor_label id row",
        &[
            "Afghanistan | afghanistan | actors.csv:6",
            "China | china | actors.csv:4",
            "Pakistan | pakistan | actors.csv:5",
            "Russia | russia | actors.csv:3",
            "Tajikistan | tajikistan | actors.csv:2",
        ],
    );
    expect(
        "actors country=actor/afghanistan",
        "actor_label country_label",
        &["Taliban government | Afghanistan"],
    );
    expect(
        "events",
        "event date earliest place",
        &[
            "border-talks | 2025-11 | 2025-11-01 | -",
            "border-attacks | - | - | border",
            "mine-attack | XXXX-11-26 | - | mine",
            "shelter | - | - | -",
        ],
    );
    expect("events type=attack", "event", &["border-attacks", "mine-attack"]);
    expect(
        "sources",
        "source_label issued claims",
        &["Border report | - | 11", "Mine report | 2025-12 | 13", "Unread report | - | 0"],
    );
    expect(
        "relations relation=blames",
        "relation_label broader_label quad status claims sources",
        &[
            "blames | accuses | VerbalConflict | alleged | 1 | 1",
            "blames | accuses | VerbalConflict | asserted | 3 | 1",
        ],
    );
    expect("relations relation=accuses", "status claims sources", &["asserted | 3 | 2"]);
}

/// Every question of the headers' kinds, for the tests below.
const QUESTIONS: [&str; 12] = [
    "who-blamed-whom about=event/mine-attack world=all",
    "accusations accused=actor/pakistan",
    "denials denier=actor/taliban",
    "negotiations party=actor/russia",
    "actor-profile actor=actor/tajikistan",
    "timeline since=2025-11-21",
    "edges about=event/mine-attack source=source/s2",
    "single-source source=source/s1",
    "casualties event=event/mine-attack",
    "disputes event=event/mine-attack",
    "relations status=asserted",
    "sources language=en",
];

#[test]
fn the_order_of_the_triples_changes_no_answer() {
    let forwards = graph();
    let backwards = support::columns(&quads().into_iter().rev().collect::<Vec<_>>());
    for query in Catalogue::shipped().iter() {
        let ask = |graph| ask(graph, query, &[]).expect("the query has an answer");
        assert_eq!(ask(&forwards), ask(&backwards), "{}", query.name());
    }
}

#[test]
fn oxigraph_s_own_store_gives_the_same_answers() {
    let graph = graph();
    let oracle = support::oracle(&quads());
    let catalogue = Catalogue::shipped();
    for question in catalogue.iter().map(Query::name).chain(QUESTIONS) {
        let (name, parameters, _) = split(question);
        let query = catalogue.find(name).expect("in the catalogue");
        let terms: Vec<_> =
            parameters.iter().map(|(name, value)| ((*name).to_owned(), term(query, name, value))).collect();
        let bound: Vec<_> = terms
            .iter()
            .map(|(name, term)| {
                let variable = &query.parameter(name).expect("known").variable;
                (Variable::new_unchecked(variable), vec![term.clone()])
            })
            .collect();
        let parsed = bind(parse(query.text()).expect("SPARQL"), &bound);
        let results = SparqlEvaluator::new().for_query(parsed).on_store(&oracle).execute();
        let QueryResults::Solutions(solutions) = results.expect("the oracle answers") else {
            panic!("{name} gives a table");
        };
        let expected: Vec<_> =
            solutions.map(|solution| solution.expect("a solution").values().to_vec()).collect();
        let found = table(ask(&graph, query, &terms).expect("the columns answer"));
        assert_eq!(found.rows, expected, "{question}");
    }
}

#[test]
fn a_narrowed_answer_is_a_part_of_the_open_one() {
    let graph = graph();
    for question in QUESTIONS.into_iter().filter(|question| !question.starts_with("disputes")) {
        let (name, ..) = split(question);
        let open = answer(&graph, &format!("{name} world=all"));
        let narrowed = answer(&graph, &format!("{question} world=all"));
        assert!(!narrowed.rows.is_empty(), "{question}");
        for row in &narrowed.rows {
            assert!(open.rows.contains(row), "{question}: {row:?}");
        }
    }
}

#[test]
fn a_vocabulary_without_the_relation_type_still_answers() {
    let quads: Vec<_> =
        quads().into_iter().filter(|quad| !quad.subject.to_string().contains("/relation/")).collect();
    let graph = support::columns(&quads);
    let catalogue = Catalogue::shipped();
    for (name, rows) in [("who-blamed-whom", 4), ("members", 2), ("casualties", 3)] {
        let query = catalogue.find(name).expect("in the catalogue");
        assert_eq!(table(ask(&graph, query, &[]).expect("an answer")).rows.len(), rows, "{name}");
    }
}

#[test]
fn ask_construct_and_describe_have_answers() {
    let graph = graph();
    let ask_text = |text: &str| ask(&graph, &Query::new("-", text).expect("no header"), &[]);
    let yes = ask_text("PREFIX rel: <https://w3id.org/actant/relation/> ASK { ?a rel:blames ?b }");
    assert_eq!(yes.expect("an answer"), Answer::Boolean(true));
    let constructed = ask_text("CONSTRUCT { <x:a> <x:b> ?o } WHERE { ?s ?p ?o } ");
    let Answer::Graph(triples) = constructed.expect("an answer") else { panic!("a graph") };
    let texts: Vec<_> = triples.iter().map(ToString::to_string).collect();
    assert!(!texts.is_empty() && texts.is_sorted_by(|left, right| left < right), "sorted, without repeats");
    let described = ask_text("DESCRIBE <https://example.org/khatlon/claim/k22>").expect("an answer");
    assert!(matches!(described, Answer::Graph(triples) if triples.len() == 6));
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let graph = graph();
    let ask_text = |text: &str| ask(&graph, &Query::new("-", text).expect("no header"), &[]).unwrap_err();
    match ask_text("SELECT ?who\nWHERE { ?who a ?type") {
        QueryError::Syntax { line: 2, column: 7, text, .. } => assert_eq!(text, "WHERE { ?who a ?type"),
        other => panic!("{other:?}"),
    }
    let error = ask_text("SELECT * { ?a rel:blames ?b }");
    assert!(error.hint().is_some_and(|hint| hint.contains("PREFIX rel:")), "{error}");
    assert!(matches!(ask_text("SELECT * { SERVICE <http://x/> { } }"), QueryError::Refused { .. }));
    assert!(matches!(ask_text(&"{".repeat(3000)), QueryError::Refused { .. }));

    let catalogue = Catalogue::shipped();
    let query = catalogue.find("who-blamed-whom").expect("in the catalogue");
    let pakistan: Term = NamedNode::new(format!("{BASE}actor/pakistan")).expect("an IRI").into();
    let error = ask(&graph, query, &[("blame".to_owned(), pakistan.clone())]).unwrap_err();
    assert_eq!(error.to_string(), "the query `who-blamed-whom` has no parameter `blame`");
    assert_eq!(error.hint().as_deref(), Some("did you mean `blamer`?"));
    let timeline = catalogue.find("timeline").expect("in the catalogue");
    let error = ask(&graph, timeline, &[("since".to_owned(), pakistan)]).unwrap_err();
    assert!(matches!(error, QueryError::BadParameter { .. }), "{error}");
}
