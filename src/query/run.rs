//! The way from a query and its parameters to an answer: by the engine over columns, or by Oxigraph's evaluator.

use std::thread;
use std::time::Instant;

use crate::engine::{self, Stop};
use crate::query::by_rows::by_rows;
use crate::query::construct;
use crate::query::guard::guard;
use crate::query::syntax::explain;
use crate::query::{Answer, Evaluator, Explained, Found, Options, Query, QueryError, Solutions, Term};
use crate::store::sparql::{self, QueryEvaluationError, Variable};
use crate::store::{Graph, Part};

/// Deeply nested queries need it: the parser and the evaluator descend with the text.
const STACK: usize = 256 << 20;

/// Answers a query over a graph, with its parameters bound as terms. A name that is given more than once may be
/// any of its terms; a name that is not given restricts nothing.
///
/// # Errors
/// When the query is refused or is not SPARQL, a parameter is unknown or of another kind, or the graph is damaged.
pub fn ask(graph: &Graph, query: &Query, parameters: &[(String, Term)]) -> Result<Answer, QueryError> {
    ask_part(graph, None, query, parameters)
}

/// Answers a query over a part of a graph, as if the rest were not there; no part is the whole.
///
/// # Errors
/// As [`ask`].
pub fn ask_part(
    graph: &Graph,
    part: Option<&Part<'_>>,
    query: &Query,
    parameters: &[(String, Term)],
) -> Result<Answer, QueryError> {
    ask_with(graph, part, query, parameters, Options::default()).map(|(answer, _)| answer)
}

/// Answers a query as [`ask_part`] does, in the way that the options say, and says how it was done.
///
/// # Errors
/// As [`ask`]; and when a limit is reached, or the evaluator that was asked for does not answer the query.
pub fn ask_with(
    graph: &Graph,
    part: Option<&Part<'_>>,
    query: &Query,
    parameters: &[(String, Term)],
    options: Options,
) -> Result<(Answer, Explained), QueryError> {
    let (found, explained) = find(graph, part, query, parameters, options)?;
    Ok((found.into_answer()?, explained))
}

/// Answers a query as [`ask_with`] does and makes no term that nobody looks at: the rows refer to the graph.
///
/// # Errors
/// As [`ask_with`].
///
/// ```
/// use actant::query::{Found, Options, Query, find};
/// use actant::store::Builder;
///
/// let mut builder = Builder::new();
/// let [csto, part, tajikistan] =
///     ["csto", "part", "tajikistan"].map(|name| builder.iri(&format!("https://example.org/{name}")));
/// builder.quad(csto, part, tajikistan, None);
/// let graph = builder.finish().into_graph()?;
///
/// let query = Query::new("parts", "SELECT ?part { ?whole <https://example.org/part> ?part }")?;
/// let (found, _) = find(&graph, None, &query, &[], Options::default())?;
/// let Found::Solutions(rows) = found else { panic!("SELECT gives rows") };
/// rows.column(0, |term| {
///     assert_eq!(term.map(|term| term.to_string()).as_deref(), Some("<https://example.org/tajikistan>"));
/// })?;
/// assert_eq!(rows.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn find<'g>(
    graph: &'g Graph,
    part: Option<&Part<'_>>,
    query: &Query,
    parameters: &[(String, Term)],
    options: Options,
) -> Result<(Found<'g>, Explained), QueryError> {
    guard(query.text())?;
    let parameters = variables(query, parameters)?;
    thread::scope(|scope| {
        let answer = thread::Builder::new()
            .name("query".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, || evaluate(graph, part, query, &parameters, options))
            .map_err(|source| QueryError::Thread { source })?;
        answer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Parses a query and gives nothing but the errors of its text.
///
/// # Errors
/// When the query is refused or is not SPARQL.
pub fn check(query: &Query) -> Result<(), QueryError> {
    guard(query.text())?;
    thread::scope(|scope| {
        let parsed = thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, || parse(query).map(drop))
            .map_err(|source| QueryError::Thread { source })?;
        parsed.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn variables(query: &Query, parameters: &[(String, Term)]) -> Result<Vec<(Variable, Vec<Term>)>, QueryError> {
    let mut variables: Vec<(Variable, Vec<Term>)> = Vec::new();
    for (name, term) in parameters {
        let parameter = query.parameter(name)?;
        parameter.check(term)?;
        let variable = Variable::new_unchecked(&parameter.variable);
        match variables.iter_mut().find(|(known, _)| *known == variable) {
            Some((_, terms)) => terms.push(term.clone()),
            None => variables.push((variable, vec![term.clone()])),
        }
    }
    Ok(variables)
}

fn parse(query: &Query) -> Result<sparql::Query, QueryError> {
    let parsed = sparql::parse_with_prefixes(query.text(), query.prefixes(), query.base());
    let parsed = parsed.map_err(|error| explain(query, error))?;
    Ok(match query.graphs() {
        None => parsed,
        Some(graphs) => sparql::over(parsed, graphs.default.clone(), graphs.named.clone()),
    })
}

fn evaluate<'g>(
    graph: &'g Graph,
    part: Option<&Part<'_>>,
    query: &Query,
    parameters: &[(Variable, Vec<Term>)],
    options: Options,
) -> Result<(Found<'g>, Explained), QueryError> {
    let started = Instant::now();
    let query = sparql::bind(parse(query)?, parameters);
    let by_columns = match options.evaluator {
        Evaluator::Rows => None,
        Evaluator::Either | Evaluator::Columns => by_columns(graph, part, &query, options)?,
    };
    let (found, operators) = match by_columns {
        Some(answered) => answered,
        None if options.evaluator == Evaluator::Columns => {
            return Err(QueryError::Refused {
                reason: "the engine over columns does not answer this query".to_owned(),
                hint: "let either evaluator answer it",
            });
        }
        None => (by_rows(graph, part, &query, options.limits)?, None),
    };
    Ok((found, Explained { time: started.elapsed(), operators }))
}

type FoundBy<'g> = (Found<'g>, Option<engine::Explanation>);

/// Lets the engine over columns answer, if it does.
fn by_columns<'g>(
    graph: &'g Graph,
    part: Option<&Part<'_>>,
    query: &sparql::Query,
    options: Options,
) -> Result<Option<FoundBy<'g>>, QueryError> {
    let asked = engine::Options { limits: options.limits, explain: options.explain };
    let constructed = construct::select(query);
    let query = constructed.as_ref().map_or(query, |(select, _)| select);
    let outcome = match engine::answer(graph, part, query, asked) {
        Ok(outcome) => outcome,
        Err(Stop::Unsupported) => return Ok(None),
        Err(Stop::Expression(source)) => return Err(source.into()),
        Err(Stop::Store(source)) => return Err(QueryEvaluationError::Dataset(Box::new(source)).into()),
        Err(stop @ (Stop::Time { .. } | Stop::Memory { .. })) => {
            return Err(QueryError::Limit { stop });
        }
    };
    let found = match outcome.found {
        engine::Found::Boolean(answer) => Found::Boolean(answer),
        engine::Found::Rows(rows) => match (Solutions::by_id(rows), &constructed) {
            (rows, Some((_, template))) => {
                Found::Graph(construct::in_order(construct::fill(template, &rows)?))
            }
            (rows, None) => Found::Solutions(rows),
        },
    };
    Ok(Some((found, outcome.explanation)))
}
