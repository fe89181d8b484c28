//! What people type for a parameter becomes a typed term: a name becomes an IRI, a day a date.

use crate::query::{ParameterKind, Query, QueryError, Term};
use crate::question::{NameError, Names};
use crate::store::NamedNode;
use crate::workspace::WorkspaceError;

/// Says why a parameter has no value.
#[derive(Debug, thiserror::Error)]
pub enum ParameterError {
    /// The query does not take it.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// It names nothing, or too much.
    #[error("the parameter `{parameter}`: {reason}")]
    Name {
        /// The parameter.
        parameter: String,
        /// Why.
        reason: NameError,
    },
}

impl ParameterError {
    /// Gives what to type instead, as one sentence.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Query(error) => error.hint(),
            Self::Name { reason: NameError::Unknown { nearest, .. }, .. } if !nearest.is_empty() => {
                Some(format!("did you mean `{}`?", nearest.join("`, `")))
            }
            Self::Name { reason: NameError::Ambiguous { .. }, .. } => Some("use one of these ids".to_owned()),
            Self::Name { .. } => None,
        }
    }
}

/// Turns parameters as typed, `name` and `value`, into terms for `query`.
pub(super) fn terms<'n>(
    query: &Query,
    typed: &[(String, String)],
    names: impl Fn() -> Result<&'n Names, WorkspaceError>,
) -> Result<Vec<(String, Term)>, WorkspaceError> {
    let mut terms = Vec::new();
    for (name, value) in typed {
        let parameter = query.parameter(name).map_err(ParameterError::from)?;
        if let Some(term) = parameter.term(value).map_err(ParameterError::from)? {
            terms.push((name.clone(), term));
            continue;
        }
        let found = names()?
            .find(value, kinds(parameter.kind))
            .map_err(|reason| ParameterError::Name { parameter: name.clone(), reason })?;
        terms.push((name.clone(), NamedNode::new_unchecked(&found.iri).into()));
    }
    Ok(terms)
}

fn kinds(kind: ParameterKind) -> &'static [&'static str] {
    match kind {
        ParameterKind::Actor => &["actor"],
        ParameterKind::Event => &["event"],
        ParameterKind::Place => &["place"],
        ParameterKind::Source => &["source"],
        ParameterKind::Relation => &["relation"],
        ParameterKind::Entity => &["actor", "event", "place"],
        ParameterKind::Date | ParameterKind::Text | ParameterKind::Status => &[],
    }
}
