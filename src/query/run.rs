//! The way from a query and its parameters to an answer. All that touches the store's SPARQL door is here.

use std::thread;
use std::time::Instant;

use crate::engine::{self, Found, Stop};
use crate::query::guard::guard;
use crate::query::syntax::explain;
use crate::query::{Answer, Evaluator, Explained, Options, Query, QueryError, Table, Term, Triple};
use crate::store::sparql::{self, QueryEvaluationError, QueryResults, Variable};
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
    let parsed = match query.base() {
        None => sparql::parse(query.text()),
        Some(base) => sparql::parse_against(base, query.text()),
    };
    let parsed = parsed.map_err(|error| explain(query.text(), error))?;
    Ok(match query.graphs() {
        None => parsed,
        Some(graphs) => sparql::over(parsed, graphs.default.clone(), graphs.named.clone()),
    })
}

fn evaluate(
    graph: &Graph,
    part: Option<&Part<'_>>,
    query: &Query,
    parameters: &[(Variable, Vec<Term>)],
    options: Options,
) -> Result<(Answer, Explained), QueryError> {
    let started = Instant::now();
    let query = sparql::bind(parse(query)?, parameters);
    let by_columns = match options.evaluator {
        Evaluator::Rows => None,
        Evaluator::Either | Evaluator::Columns => by_columns(graph, part, &query, options)?,
    };
    let (answer, operators) = match by_columns {
        Some(answered) => answered,
        None if options.evaluator == Evaluator::Columns => {
            return Err(QueryError::Refused {
                reason: "the engine over columns does not answer this query".to_owned(),
                hint: "let either evaluator answer it",
            });
        }
        None => (by_rows(graph, part, &query)?, None),
    };
    Ok((answer, Explained { time: started.elapsed(), operators }))
}

type Answered = (Answer, Option<engine::Explanation>);

/// Lets the engine over columns answer, if it does.
fn by_columns(
    graph: &Graph,
    part: Option<&Part<'_>>,
    query: &sparql::Query,
    options: Options,
) -> Result<Option<Answered>, QueryError> {
    let asked = engine::Options { limits: options.limits, explain: options.explain };
    let outcome = match engine::answer(graph, part, query, asked) {
        Ok(outcome) => outcome,
        Err(Stop::Unsupported) => return Ok(None),
        Err(Stop::Expression(source)) => return Err(source.into()),
        Err(Stop::Store(source)) => return Err(QueryEvaluationError::Dataset(Box::new(source)).into()),
        Err(stop @ (Stop::Time { .. } | Stop::Memory { .. })) => {
            return Err(QueryError::Limit { reason: stop.to_string() });
        }
    };
    let answer = match outcome.found {
        Found::Boolean(answer) => Answer::Boolean(answer),
        Found::Rows(rows) => {
            let terms = rows.terms().map_err(|source| QueryEvaluationError::Dataset(Box::new(source)))?;
            Answer::Table(Table { columns: rows.columns, rows: terms })
        }
    };
    Ok(Some((answer, outcome.explanation)))
}

/// Lets Oxigraph's evaluator answer.
fn by_rows(graph: &Graph, part: Option<&Part<'_>>, query: &sparql::Query) -> Result<Answer, QueryError> {
    let results = match part {
        None => sparql::evaluate(graph, query)?,
        Some(part) => sparql::evaluate_part(graph, part, query)?,
    };
    match results {
        QueryResults::Boolean(answer) => Ok(Answer::Boolean(answer)),
        QueryResults::Solutions(solutions) => {
            let columns = solutions.variables().iter().map(|variable| variable.as_str().to_owned()).collect();
            let rows = solutions
                .map(|solution| solution.map(|solution| solution.values().to_vec()))
                .collect::<Result<_, _>>()?;
            Ok(Answer::Table(Table { columns, rows }))
        }
        QueryResults::Graph(triples) => {
            let triples = triples.collect::<Result<Vec<Triple>, _>>()?;
            let mut triples: Vec<_> =
                triples.into_iter().map(|triple| (triple.to_string(), triple)).collect();
            triples.sort_by(|left, right| left.0.cmp(&right.0));
            triples.dedup_by(|left, right| left.0 == right.0);
            Ok(Answer::Graph(triples.into_iter().map(|(_, triple)| triple).collect()))
        }
    }
}
