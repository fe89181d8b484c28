//! What README.md says beside its transcripts: the columns, the graph, the files that it quotes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use actant::diagnostic::Code;
use actant::ingest::dictionary;
use actant::query::{Answer, Catalogue, Query};
use actant::workspace::{Workspace, check};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Gives the code blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(opens) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if opens == language {
                blocks.push(format!("{}\n", block.join("\n")));
            }
        }
    }
    blocks
}

#[test]
fn the_columns_are_those_that_are_read() {
    let readme = read("README.md");
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = BTreeSet::new();
    for line in readme.lines().filter(|line| line.starts_with("| `") && line.contains(".csv`")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let columns = cells[1].replace("**", "").replace(", ", ",");
        fs::write(folder.path().join(cells[0].trim_matches('`')), format!("{columns}\n")).expect("written");
        files.insert(cells[0].trim_matches('`').to_owned());
        // Without its bold columns a table is refused.
        assert!(cells[1].contains("**"), "{line}");
    }
    assert_eq!(files.len(), 6, "{files:?}");
    let (_, report) = check(folder.path()).expect("the folder can be read");
    let columns = [Code::UNKNOWN_COLUMN, Code::MISSING_COLUMN, Code::DUPLICATE_COLUMN];
    let wrong: Vec<_> = report.diagnostics().iter().filter(|found| columns.contains(&found.code)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn the_columns_are_those_of_the_dictionary() {
    let readme = read("README.md");
    let lines: Vec<&str> =
        readme.lines().filter(|line| line.starts_with("| `") && line.contains(".csv`")).collect();
    let described: Vec<String> = (dictionary().iter())
        .map(|table| {
            let columns = table.columns.iter().map(|column| match column.required {
                true => format!("**{}**", column.name),
                false => column.name.to_owned(),
            });
            format!("| `{}` | {} |", table.file, columns.collect::<Vec<_>>().join(", "))
        })
        .collect();
    assert_eq!(lines, described);
}

#[test]
fn the_graph_is_as_it_is_drawn() {
    let turtle = blocks(&read("README.md"), "turtle");
    let [turtle] = &turtle[..] else { panic!("one example of the graph") };
    let workspace = Workspace::open(&root().join("data")).expect("the shipped data opens");
    let mut query = format!("BASE <{}>\n", workspace.summary().base);
    for (prefix, iri) in actant::rdf::vocabulary::PREFIXES {
        query.push_str(&format!("PREFIX {prefix}: <{iri}>\n"));
    }
    query.push_str(&format!("ASK {{\n{turtle}}}"));
    let query = Query::new("readme", query).expect("the example is a pattern too");
    let answer = workspace.query(&query, &[], None).expect("an answer");
    assert!(matches!(answer, Answer::Boolean(true)), "the shipped data does not hold what README.md shows");
}

#[test]
fn what_it_quotes_is_what_is_run() {
    let readme = read("README.md");
    assert!(blocks(&readme, "text").contains(&read("tests/cmd/three-columns/relations.csv")));
    assert_eq!(blocks(&readme, "sparql"), [read("tests/cmd/blames.rq")]);
}

#[test]
fn it_counts_the_queries_that_ship() {
    let count = format!(" {} queries", Catalogue::shipped().iter().count());
    for file in ["README.md", "CHANGELOG.md"] {
        assert!(read(file).contains(&count), "{file} says how many queries ship:{count}");
    }
}

#[test]
fn its_links_lead_somewhere() {
    for file in ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"] {
        let text = read(file);
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let page = target.split('#').next().unwrap_or_default();
            assert!(target.contains("://") || root().join(page).exists(), "{file}: {target}");
        }
    }
}

#[test]
fn answers_are_written_with_the_prefixes_of_the_graph() {
    let known = actant::rdf::vocabulary::PREFIXES;
    for (prefix, iri) in actant::render::Names::new("https://example.org/").prefixes() {
        if !iri.starts_with("https://example.org/") {
            assert!(known.contains(&(prefix, iri.as_str())), "`{prefix}` is not {iri} in the graph");
        }
    }
}
