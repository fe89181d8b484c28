//! What every `queries/*.rq` must keep: registered, described in full, portable SPARQL 1.1, and the same order of
//! rows every time. And the page that is written from them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use actant::query::{Catalogue, ParameterKind, Query, check, manual};
use actant::store::sparql;
use spargebra::algebra::{Expression, GraphPattern, OrderExpression};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a check over every query and tells all that fail it, not the first.
fn all(check: impl Fn(&Query) -> Result<(), String>) {
    let failures: Vec<_> = (Catalogue::shipped().iter())
        .filter_map(|query| check(query).err().map(|reason| format!("{}: {reason}", query.name())))
        .collect();
    assert!(failures.is_empty(), "{failures:#?}");
}

/// Gives the query without its comments; no shipped query has a `#` in a string or an IRI behind a space.
fn code(query: &Query) -> String {
    query.text().lines().filter(|line| !line.trim_start().starts_with('#')).collect::<Vec<_>>().join("\n")
}

struct Parsed {
    columns: Vec<String>,
    order: BTreeSet<String>,
    variables: BTreeSet<String>,
}

fn parsed(query: &Query) -> Parsed {
    let parsed = sparql::parse(query.text()).expect("the query is SPARQL");
    let sparql::Query::Select { mut pattern, .. } = parsed else { panic!("{} is no SELECT", query.name()) };
    if let GraphPattern::Distinct { inner } = pattern {
        pattern = *inner;
    }
    let GraphPattern::Project { inner, variables } = pattern else { panic!("{} projects", query.name()) };
    let mut order = BTreeSet::new();
    if let GraphPattern::OrderBy { expression, .. } = &*inner {
        for expression in expression {
            let (OrderExpression::Asc(expression) | OrderExpression::Desc(expression)) = expression;
            collect(expression, &mut order);
        }
    }
    let columns = variables.iter().map(|variable| variable.as_str().to_owned()).collect();
    let code = code(query);
    let names = code.split('?').skip(1).map(|rest| {
        rest.split(|character: char| !character.is_alphanumeric() && character != '_')
            .next()
            .unwrap_or_default()
    });
    Parsed { columns, order, variables: names.map(str::to_owned).collect() }
}

fn collect(expression: &Expression, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Variable(variable) | Expression::Bound(variable) => {
            variables.insert(variable.as_str().to_owned());
        }
        Expression::Not(inner) => collect(inner, variables),
        _ => {}
    }
}

#[test]
fn every_file_is_registered_under_its_name() {
    let entries = fs::read_dir(root().join("queries")).expect("the folder is there");
    let files: BTreeSet<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    let registered: BTreeSet<_> =
        Catalogue::shipped().iter().map(|query| format!("{}.rq", query.name())).collect();
    assert_eq!(files, registered);
}

#[test]
fn every_header_is_complete() {
    all(|query| {
        let header = query.header();
        if header.summary.is_empty() || header.summary.ends_with('.') {
            return Err("the summary is a phrase without a full stop".to_owned());
        }
        if !header.description.ends_with('.') {
            return Err("the description is made of sentences".to_owned());
        }
        if let Some(column) = header.columns.iter().find(|column| column.words.is_empty()) {
            return Err(format!("the column `{}` has no words", column.name));
        }
        if let Some(parameter) = header.parameters.iter().find(|parameter| parameter.words.is_empty()) {
            return Err(format!("the parameter `{}` has no words", parameter.name));
        }
        Ok(())
    });
}

#[test]
fn every_query_is_read_and_gives_the_columns_that_it_lists() {
    all(|query| {
        check(query).map_err(|error| error.to_string())?;
        let columns = parsed(query).columns;
        let listed: Vec<_> = query.header().columns.iter().map(|column| column.name.clone()).collect();
        if columns == listed { Ok(()) } else { Err(format!("projects {columns:?}, lists {listed:?}")) }
    });
}

/// A parameter is seen in the answer, so that `--param` explains the rows it leaves. Only what is compared and
/// never a value of a row is not: a day on the line of time, either side of a relation without direction.
#[test]
fn every_parameter_is_projected_or_only_compared() {
    all(|query| {
        let parsed = parsed(query);
        let code = code(query);
        let mut names = BTreeSet::new();
        for parameter in &query.header().parameters {
            let variable = &parameter.variable;
            let compared = code.contains(&format!("FILTER(!BOUND(?{variable}) ||"));
            if !parsed.columns.contains(variable) && !compared {
                return Err(format!("`?{variable}` is neither projected nor only compared"));
            }
            if !parsed.variables.contains(variable) {
                return Err(format!("`?{variable}` is not in the query"));
            }
            if !names.insert(&parameter.name) {
                return Err(format!("`{}` is there twice", parameter.name));
            }
        }
        Ok(())
    });
}

#[test]
fn a_query_with_a_status_has_a_world_and_chooses_the_status_or_lets_it_be_chosen() {
    all(|query| {
        let is_fixed = query.text().contains("FILTER(?status = act:asserted)\n  OPTIONAL");
        let has_column = query.header().columns.iter().any(|column| column.name == "status");
        let parameter = query.header().parameter("status");
        let has_parameter = parameter.is_some_and(|parameter| {
            parameter.kind == ParameterKind::Status && parameter.variable == "status"
        });
        match (has_column, has_parameter || is_fixed, query.header().scope.world.is_some()) {
            (true, true, true) | (false, false, false) => Ok(()),
            other => Err(format!("column, parameter, world: {other:?}")),
        }
    });
}

#[test]
fn every_example_asks_this_query_with_parameters_that_it_has() {
    all(|query| {
        let start = format!("actant query {}", query.name());
        if query.header().examples.is_empty() {
            return Err("has no example".to_owned());
        }
        for example in &query.header().examples {
            let rest = example.strip_prefix(&start).ok_or_else(|| format!("`{example}` asks another"))?;
            for given in rest.split("--param ").skip(1) {
                let (name, value) = given.split_once('=').ok_or_else(|| format!("`{given}`"))?;
                let parameter = query.parameter(name).map_err(|error| error.to_string())?;
                parameter.term(value.trim().trim_matches('"')).map_err(|error| error.to_string())?;
            }
        }
        Ok(())
    });
}

/// The rows come in the same order every time: by the claim at last, or by all that makes a row the one it is.
#[test]
fn every_query_ends_in_a_total_order() {
    all(|query| {
        let parsed = parsed(query);
        let key: &[&str] = match query.name() {
            "actor-profile" => &["claim", "actor"],
            "actors" => &["actor", "country", "part_of"],
            "claims-by-month" => &["month", "status"],
            "disputes" => &["event"],
            "events" => &["event", "place", "part_of"],
            "never-cited" => &["actor", "country"],
            "reciprocal-accusations" => &["first", "second"],
            "relations" => &["relation", "status", "broader"],
            "shared-origins" => &["subject", "relation", "object", "status", "speaker"],
            "single-source" => &["subject", "relation", "object", "status"],
            "sources" => &["source"],
            "speakers" => &["speaker"],
            _ => &["claim"],
        };
        match key.iter().find(|variable| !parsed.order.contains(**variable)) {
            Some(variable) => Err(format!("`?{variable}` is not in ORDER BY")),
            None => Ok(()),
        }
    });
}

#[test]
fn every_query_is_portable() {
    all(|query| {
        let code = code(query);
        let words: BTreeSet<_> = code.split(|character: char| !character.is_alphanumeric()).collect();
        for word in ["GRAPH", "SERVICE", "LATERAL", "EXISTS", "TRIPLE", "VERSION", "ADJUST", "FROM", "BASE"] {
            if words.contains(word) {
                return Err(format!("uses {word}"));
            }
        }
        if ["<<", "{|", "~"].iter().any(|symbol| code.contains(symbol)) {
            return Err("uses syntax that SPARQL 1.1 does not have".to_owned());
        }
        let body = code.split("SELECT").skip(1).collect::<String>();
        for line in code.lines().filter_map(|line| line.strip_prefix("PREFIX ")) {
            let prefix = line.split(' ').next().unwrap_or_default();
            if !body.contains(prefix) {
                return Err(format!("declares `{prefix}` and does not use it"));
            }
        }
        Ok(())
    });
}

#[test]
fn the_page_is_what_the_headers_say() {
    let path = root().join("docs/questions.md");
    let page = manual(&Catalogue::shipped());
    if std::env::var_os("ACTANT_BLESS").is_some() {
        fs::write(&path, &page).expect("the page can be written");
    }
    let written = read(&path);
    assert!(written == page, "docs/questions.md is stale: run `ACTANT_BLESS=1 cargo test --test catalogue`");
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}
