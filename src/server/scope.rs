//! What an answer takes in, from the parameters of an address: the words of the command line, without the dashes.

use crate::server::problem::Problem;
use crate::server::task::Task;
use crate::workspace::{Query, Scope, World};

/// The parameters that narrow what counts, each with a few words.
pub(super) const KEYS: [(&str, &str); 7] = [
    ("world", "which claims count: accepted, all, uncontested, or according-to:NAME"),
    ("source", "only what is written in this source; may be given more than once"),
    ("min-sources", "only what at least so many independent sources say"),
    ("exclude-anonymous", "`yes` leaves out what anonymous speakers say"),
    ("as-of", "only what held on this day"),
    ("known-by", "only what had been published by this day"),
    ("derived", "`no` leaves out what only follows from claims"),
];
/// The parameters that say how an answer is shown and are none of a query.
const SHOWN: [&str; 3] = ["format", "download", "go"];

/// Reads the scope of a request, and gives the parameters that are those of the query; the query's own names come first.
pub(super) fn scope(task: &Task, query: &Query) -> Result<(Scope, Vec<(String, String)>), Problem> {
    let own = |name: &str| query.header().parameter(name).is_some();
    let is_scope = |name: &str| KEYS.iter().any(|(key, _)| *key == name) && !own(name);
    let given = task.parameters.iter().filter(|(_, value)| !value.trim().is_empty());
    let (narrows, rest): (Vec<_>, Vec<_>) = given.partition(|(name, _)| is_scope(name));
    let rest = rest.into_iter().filter(|(name, _)| own(name) || !SHOWN.contains(&name.as_str()));
    let rest = rest.map(|(name, value)| (name.clone(), value.trim().to_owned())).collect();
    Ok((read(narrows.into_iter())?, rest))
}

/// Reads the scope of a request that has no query with names of its own.
pub(super) fn scope_of(task: &Task) -> Result<Scope, Problem> {
    read(task.parameters.iter().filter(|(_, value)| !value.trim().is_empty()))
}

fn read<'a>(parameters: impl Iterator<Item = &'a (String, String)>) -> Result<Scope, Problem> {
    let mut scope = Scope::default();
    for (name, value) in parameters {
        let value = value.trim();
        match name.as_str() {
            "world" => scope.world = Some(World::parse(value).map_err(Problem::bad)?),
            "source" => scope.sources.push(value.to_owned()),
            "min-sources" => {
                let wrong =
                    || Problem::bad(format!("`min-sources` is a number, such as 2, and `{value}` is none"));
                scope.min_sources = value.parse().map_err(|_| wrong())?;
            }
            "exclude-anonymous" => scope.exclude_anonymous = yes(name, value)?,
            "derived" => scope.no_derived = !yes(name, value)?,
            "as-of" => scope.as_of = Some(value.to_owned()),
            "known-by" => scope.known_by = Some(value.to_owned()),
            _ => {}
        }
    }
    Ok(scope)
}

fn yes(name: &str, value: &str) -> Result<bool, Problem> {
    match value {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Problem::bad(format!("`{name}` is `yes` or `no`, not `{value}`"))),
    }
}
