//! The way from a parsed query to its rows.

use crate::engine::Rows;
use crate::engine::batch::{Slot, only};
use crate::engine::plan::{Builder, Compiler, Explanation, Node, Scope, Wish};
use crate::engine::run::{Limits, Run, Stop};
use crate::store::sparql::{GraphPattern, Query};
use crate::store::{Graph, Part, Terms};

/// Says how a query is to be answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// How much time and memory it may take.
    pub limits: Limits,
    /// Whether to watch what each operator does.
    pub explain: bool,
}

/// Holds an answer, and what was done for it if that was asked for.
#[derive(Debug)]
pub struct Outcome<'a> {
    /// What was found.
    pub found: Found<'a>,
    /// The operators, from the last one on.
    pub explanation: Option<Explanation>,
}

/// What a query finds.
#[derive(Debug)]
pub enum Found<'a> {
    /// What SELECT gives.
    Rows(Rows<'a>),
    /// What ASK gives.
    Boolean(bool),
}

/// Answers a query over the default graph, or over a part of it as if the rest were not there.
///
/// # Errors
/// [`Stop::Unsupported`] when this engine does not answer the query; another [`Stop`] when a limit is reached or the
/// graph file is damaged.
///
/// ```
/// use actant::engine::{Found, Options, answer};
/// use actant::store::Builder;
/// use actant::store::sparql::parse;
///
/// let mut builder = Builder::new();
/// let [csto, part, tajikistan] =
///     ["csto", "part", "tajikistan"].map(|name| builder.iri(&format!("https://example.org/{name}")));
/// builder.quad(csto, part, tajikistan, None);
/// let graph = builder.finish().into_graph()?;
///
/// let query = parse("SELECT ?who { <https://example.org/csto> <https://example.org/part> ?who }")?;
/// let Found::Rows(rows) = answer(&graph, None, &query, Options::default())?.found else { panic!("SELECT gives rows") };
/// let who = rows.terms()?[0][0].as_ref().map(ToString::to_string);
/// assert_eq!(who.as_deref(), Some("<https://example.org/tajikistan>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn answer<'a>(
    graph: &'a Graph,
    part: Option<&Part<'_>>,
    query: &Query,
    options: Options,
) -> Result<Outcome<'a>, Stop> {
    let (pattern, asks) = match query {
        Query::Select { dataset: None, pattern, .. } => (pattern, false),
        Query::Ask { dataset: None, pattern, .. } => (pattern, true),
        _ => return Err(Stop::Unsupported),
    };
    let run = Run::new(Terms::new(graph), options.limits);
    let mut compiler = Compiler { terms: &run.terms, names: Vec::new() };
    let mut scope = Scope::default();
    let mut node = compiler.pattern(pattern, &mut scope)?;
    let mut columns = Vec::new();
    let mut schema: Vec<Slot> = Vec::new();
    if asks {
        node = Node::Slice { inner: Box::new(node), skip: 0, length: Some(1) };
    } else {
        for variable in projected(pattern).ok_or(Stop::Unsupported)? {
            schema.push(compiler.slot(&mut scope, variable.as_str())?);
            columns.push(variable.as_str().to_owned());
        }
    }
    let names = compiler.names;
    let builder = Builder { graph, part, terms: &run.terms, names: &names, watch: options.explain };
    let needed = schema.iter().fold(0, |slots, slot| slots | only(*slot));
    let built = builder.node(&node, Wish::new(needed, false))?;
    let mut built = builder.project(built, &schema);
    let mut batches = Vec::new();
    while let Some(batch) = built.operator.next(&run)? {
        run.keep(batch.bytes())?;
        if batch.len > 0 {
            batches.push(batch);
        }
    }
    let explanation = built.watched.as_ref().map(crate::engine::plan::Watched::explanation);
    drop(built);
    let found = if asks {
        Found::Boolean(!batches.is_empty())
    } else {
        Found::Rows(Rows::new(columns, batches, graph, run.terms.into_foreign()))
    };
    Ok(Outcome { found, explanation })
}

/// Gives the variables that a SELECT shows.
fn projected(pattern: &GraphPattern) -> Option<&[crate::store::sparql::Variable]> {
    match pattern {
        GraphPattern::Project { variables, .. } => Some(variables),
        GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => projected(inner),
        _ => None,
    }
}
