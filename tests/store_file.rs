//! The graph file: the same bytes for the same input, no damage read as data, no reader disturbed by a writer.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use actant::store::sparql::{evaluate, parse};
use actant::store::{Builder, Built, FORMAT_VERSION, Graph, Graphs, RowNames, StoreError, TermId, Values};
use oxigraph::sparql::QueryResults;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::support::data::{Words, recipe};

/// Builds a graph that has a section of every kind, and a second version of it with one triple more.
fn build(more: bool) -> Built {
    let mut builder = Builder::new();
    let texts = (0..40).map(|row| format!("text-{row}")).collect();
    let rows = builder.rows("https://example.org/text/", RowNames::Texts(texts));
    let keys = builder
        .rows("https://example.org/key/", RowNames::Keys((0..40).map(|row| row << 58 | row).collect()));
    let predicates: Vec<TermId> = (0..6).map(|p| builder.iri(&format!("https://example.org/p{p}"))).collect();
    let values: Vec<TermId> = (0..40).map(|value| builder.string(&format!("value {value}"))).collect();
    let holes = (0..40).map(|row| if row % 5 == 0 { TermId::NONE } else { values[row / 2] });
    builder.column(&rows, predicates[0], Values::Each(holes.collect()));
    builder.column(&rows, predicates[1], Values::Same(predicates[5]));
    let numbered = |numbers: Vec<u32>, prefix: &str| Values::Numbered { prefix: prefix.to_owned(), numbers };
    builder.column(&rows, predicates[2], numbered((2..42).collect(), "a.csv:"));
    builder.column(&keys, predicates[2], numbered((0..40).map(|row| row * row).collect(), "b.csv:"));
    builder.column(&keys, predicates[3], Values::Each((0..40).rev().map(|row| rows.id(row)).collect()));
    builder.column(&keys, predicates[4], Values::Like(predicates[3]));
    let name = builder.iri("https://example.org/graph");
    for (at, value) in values.iter().enumerate() {
        let object = if at % 2 == 0 { *value } else { keys.id(at) };
        builder.quad(keys.id(at / 3), predicates[5], object, (at % 3 == 0).then_some(name));
    }
    if more {
        builder.quad(name, name, name, None);
    }
    builder.finish()
}

/// Reads everything there is, through every kind of look-up, as text.
fn read_all(graph: &Graph) -> Result<BTreeSet<String>, StoreError> {
    let mut all = BTreeSet::new();
    for graphs in [Graphs::Default, Graphs::AnyNamed] {
        for quad in graph.quads(None, None, None, graphs)? {
            let (subject, predicate, object, _) = quad;
            let known = [(None, Some(object)), (Some(subject), None), (Some(subject), Some(object))];
            let mut found = Vec::new();
            for (subject, object) in known {
                let quads: Vec<_> = graph.quads(subject, Some(predicate), object, graphs)?.collect();
                found.push((quads.contains(&quad), graph.count(subject, Some(predicate), object, graphs)?));
            }
            let mut terms = Vec::new();
            for id in [subject, predicate, object] {
                let term = graph.term(id)?;
                terms.push((term.to_string(), graph.find(term.as_ref())? == Some(id)));
            }
            all.insert(format!("{found:?} {terms:?}"));
        }
    }
    Ok(all)
}

/// Opens and reads a file that may be damaged: the right answer, or an error that says so.
fn read_damaged(path: &Path, expected: &BTreeSet<String>, what: &str) -> bool {
    let read = catch_unwind(AssertUnwindSafe(|| Graph::open(path).and_then(|graph| read_all(&graph))));
    match read.unwrap_or_else(|_| panic!("{what}: reading panicked")) {
        Ok(found) => {
            assert_eq!(&found, expected, "{what}: a wrong answer");
            false
        }
        Err(StoreError::Damaged { .. } | StoreError::Format { .. }) => true,
        Err(error) => panic!("{what}: {error}"),
    }
}

#[test]
fn what_was_published_is_what_is_opened() {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let path = folder.path().join("graph");
    build(false).publish(&path).expect("the folder can be written to");
    let (memory, file) =
        (build(false).into_graph().expect("it opens"), Graph::open(&path).expect("it opens"));
    assert_eq!(read_all(&memory).expect("undamaged"), read_all(&file).expect("undamaged"));
    assert_eq!((memory.triples(), memory.terms()), (file.triples(), file.terms()));
    assert_eq!(memory.triples(), 32 + 40 + 40 + 40 + 40 + 40 + 40);
    assert_eq!(file.bytes() as u64, fs::metadata(&path).expect("it is there").len());
    assert_eq!(names(folder.path()), ["graph"], "nothing is left beside it");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let bytes = |built: Built, name: &str| {
        built.publish(&folder.path().join(name)).expect("the folder can be written to");
        fs::read(folder.path().join(name)).expect("it was published")
    };
    assert!(bytes(build(false), "a") == bytes(build(false), "b"));
    let mut runner = TestRunner::deterministic();
    for _ in 0..20 {
        let recipe = recipe(0..=60).new_tree(&mut runner).expect("a recipe").current();
        let make = || recipe.make(&Words::wide()).built;
        assert!(bytes(make(), "a") == bytes(make(), "b"));
    }
    // Large enough for two threads, whose order of work must not show.
    let large = || {
        let mut builder = Builder::new();
        let predicates: Vec<_> = (0..8).map(|p| builder.iri(&format!("urn:p{p}"))).collect();
        for at in 0..20_000_usize {
            let (subject, object) =
                (builder.iri(&format!("urn:{}", at * 7 % 5003)), builder.string(&at.to_string()));
            builder.quad(subject, predicates[at % 8], object, None);
        }
        builder.finish()
    };
    assert!(bytes(large(), "a") == bytes(large(), "b"));
}

#[test]
fn damage_is_an_error_and_never_an_answer() {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let path = folder.path().join("graph");
    build(false).publish(&path).expect("the folder can be written to");
    let whole = fs::read(&path).expect("it was published");
    let expected = Graph::open(&path).and_then(|graph| read_all(&graph)).expect("undamaged");
    let broken = folder.path().join("broken");
    for part in 0..50 {
        let length = whole.len() * part / 50;
        fs::write(&broken, &whole[..length]).expect("the folder can be written to");
        assert!(read_damaged(&broken, &expected, &format!("cut to {length} bytes")), "cut to {length}");
    }
    fs::write(&broken, [whole.as_slice(), b"\0"].concat()).expect("the folder can be written to");
    assert!(read_damaged(&broken, &expected, "one byte more"));
    let mut noticed = 0;
    // All of the header, then a byte here and there.
    let places: Vec<usize> = (0..48).chain((48..whole.len()).step_by(97)).collect();
    for &at in &places {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&broken, &bytes).expect("the folder can be written to");
        noticed += usize::from(read_damaged(&broken, &expected, &format!("byte {at}")));
    }
    // Between two sections lie up to seven bytes that nobody reads.
    assert!(noticed * 10 > places.len() * 9, "{noticed} of {} were noticed", places.len());
}

#[test]
fn a_table_of_contents_that_points_nowhere_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let path = folder.path().join("graph");
    build(false).publish(&path).expect("the folder can be written to");
    let whole = fs::read(&path).expect("it was published");
    let number = |at: usize| u64::from_le_bytes(whole[at..at + 8].try_into().expect("eight bytes")) as usize;
    let (offset, length) = (number(16), number(24));
    let contents = String::from_utf8(whole[offset..offset + length].to_vec()).expect("it is JSON");
    // Every number of the table of contents in turn, with a checksum that fits again.
    let digits: Vec<usize> = (contents.bytes().enumerate())
        .filter(|&(at, byte)| byte.is_ascii_digit() && !contents.as_bytes()[at - 1].is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    for at in digits {
        let end = contents[at..]
            .find(|letter: char| !letter.is_ascii_digit())
            .map_or(contents.len(), |end| at + end);
        let changed = format!("{}4000000000{}", &contents[..at], &contents[end..]);
        let mut bytes = whole[..offset].to_vec();
        bytes.extend(changed.bytes());
        bytes[24..32].copy_from_slice(&(changed.len() as u64).to_le_bytes());
        bytes[32..40].copy_from_slice(&xxhash_rust::xxh3::xxh3_64(changed.as_bytes()).to_le_bytes());
        let length = bytes.len() as u64;
        bytes[40..48].copy_from_slice(&length.to_le_bytes());
        fs::write(folder.path().join("broken"), &bytes).expect("the folder can be written to");
        let opened = catch_unwind(|| Graph::open(&folder.path().join("broken")).map(drop));
        assert!(opened.is_ok(), "opening panicked: {changed}");
    }
}

#[test]
fn another_version_is_refused() {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let path = folder.path().join("graph");
    build(false).publish(&path).expect("the folder can be written to");
    let mut bytes = fs::read(&path).expect("it was published");
    for version in [0, FORMAT_VERSION + 1, u32::MAX] {
        bytes[8..12].copy_from_slice(&version.to_le_bytes());
        fs::write(&path, &bytes).expect("the folder can be written to");
        match Graph::open(&path) {
            Err(error @ StoreError::Format { expected, .. }) => {
                assert_eq!(expected, FORMAT_VERSION);
                assert!(error.to_string().contains(&format!("version {version}")), "{error}");
            }
            other => panic!("{other:?}"),
        }
    }
    for text in ["", "actant", "subject,relation,object\n"] {
        fs::write(&path, text.repeat(if text.len() > 6 { 9 } else { 1 }))
            .expect("the folder can be written to");
        assert!(matches!(Graph::open(&path), Err(StoreError::Format { .. })), "{text:?} is no graph");
    }
}

#[test]
fn a_killed_writer_leaves_the_old_graph() {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let path = folder.path().join("graph");
    build(false).publish(&path).expect("the folder can be written to");
    let expected = Graph::open(&path).and_then(|graph| read_all(&graph)).expect("undamaged");
    let bytes = fs::read(&path).expect("it was published");
    // What a writer leaves that was killed before it renamed: half of a file beside, one with our own number too.
    for process in [1, std::process::id()] {
        let beside = folder.path().join(format!(".graph.{process}.tmp"));
        fs::write(beside, &bytes[..bytes.len() / 2]).expect("the folder can be written to");
    }
    assert_eq!(Graph::open(&path).and_then(|graph| read_all(&graph)).expect("undamaged"), expected);
    build(true).publish(&path).expect("what was left behind is in nobody's way");
    assert_eq!(Graph::open(&path).expect("it opens").triples(), 273);
}

#[test]
fn readers_keep_the_graph_they_opened() {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let path = folder.path().join("graph");
    build(false).publish(&path).expect("the folder can be written to");
    // Nothing is read before the file is replaced, so that every page comes from the old one afterwards.
    let old = Graph::open(&path).expect("it opens");
    let query =
        parse("SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }").expect("a query");
    let count = |graph: &Graph| match evaluate(graph, &query).expect("it runs") {
        QueryResults::Solutions(mut solutions) => {
            let solution = solutions.next().expect("one row").expect("undamaged");
            solution.get("n").map(ToString::to_string).unwrap_or_default()
        }
        _ => unreachable!("SELECT gives solutions"),
    };
    build(true).publish(&path).expect("the folder can be written to");
    let new = Graph::open(&path).expect("it opens");
    fs::remove_file(&path).expect("it was there");
    assert!(count(&old).starts_with("\"272\"") && count(&new).starts_with("\"273\""));
    assert_eq!(
        read_all(&old).expect("undamaged"),
        read_all(&build(false).into_graph().expect("it opens")).expect("it is")
    );
}

#[test]
fn many_publish_at_once_and_none_is_half_seen() {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let path = folder.path().join("graph");
    build(false).publish(&path).expect("the folder can be written to");
    std::thread::scope(|scope| {
        for more in [false, true] {
            let path = &path;
            scope.spawn(move || {
                for _ in 0..10 {
                    build(more).publish(path).expect("the folder can be written to");
                }
            });
        }
        for _ in 0..100 {
            let graph = Graph::open(&path).expect("there is a graph at any time");
            let all = read_all(&graph).expect("it is whole");
            assert!([272, 273].contains(&graph.triples()) && all.len() > 200);
        }
    });
    assert_eq!(names(folder.path()), ["graph"], "nothing is left beside it");
}

#[test]
fn what_cannot_be_written_or_read_is_named() {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let file = folder.path().join("file");
    fs::write(&file, "not a folder").expect("the folder can be written to");
    // Permissions mean nothing to a superuser, so what stands in the way here does so for everybody.
    let inside = folder.path().join("folder");
    fs::create_dir(&inside).expect("the folder can be written to");
    let places = [folder.path().join("absent/graph"), file.join("graph"), inside];
    for path in places {
        let error = build(false).publish(&path).expect_err("there is no such place");
        assert!(error.to_string().contains(&path.display().to_string()), "{error}");
        assert!(std::error::Error::source(&error).is_some(), "{error} has a cause");
        let error = Graph::open(&path).expect_err("there is no graph");
        assert!(error.to_string().contains(&path.display().to_string()), "{error}");
    }
    assert_eq!(names(folder.path()), ["file", "folder"], "nothing is left beside it");
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("it can be read");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
