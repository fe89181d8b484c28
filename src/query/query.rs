//! A query: its name, its text, and what the text says of itself.

use crate::query::{Header, NamedNode, Parameter, QueryError};
use crate::spelling::nearest;

/// Holds a query as somebody wrote it. It is not parsed before it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    name: String,
    text: String,
    header: Header,
    base: Option<String>,
    graphs: Option<Graphs>,
    prefixes: Vec<(String, String)>,
}

/// Names the graphs that a query is over when whoever sends it says so: the default graph is the union of `default`,
/// and `named` are those that GRAPH finds (SPARQL 1.1 Protocol, 2.1.4).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Graphs {
    pub(super) default: Vec<NamedNode>,
    pub(super) named: Vec<NamedNode>,
}

impl Query {
    /// Takes a text as a query; `name` is what errors call it.
    ///
    /// # Errors
    /// When a line that begins with `#+` cannot be read.
    ///
    /// ```
    /// use actant::query::Query;
    ///
    /// let query = Query::new("states", "#+ summary: Who is here\nSELECT ?who { ?who a ?type }")?;
    /// assert_eq!(query.header().summary, "Who is here");
    /// # Ok::<_, actant::query::QueryError>(())
    /// ```
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Result<Self, QueryError> {
        let (name, text) = (name.into(), text.into());
        let header = Header::parse(&name, &text)?;
        Ok(Self { name, text, header, base: None, graphs: None, prefixes: Vec::new() })
    }

    /// Reads the relative IRIs of the text against `base`, unless the text has a BASE of its own.
    #[must_use]
    pub fn against(self, base: impl Into<String>) -> Self {
        Self { base: Some(base.into()), ..self }
    }

    /// Puts the query over these graphs, whatever its FROM says; two empty lists leave it as it is.
    ///
    /// # Errors
    /// When a name is no absolute IRI.
    pub fn over(self, default: &[String], named: &[String]) -> Result<Self, QueryError> {
        if default.is_empty() && named.is_empty() {
            return Ok(self);
        }
        let read = |names: &[String]| -> Result<Vec<NamedNode>, QueryError> {
            let node = |name: &String| {
                NamedNode::new(name).map_err(|_| QueryError::Refused {
                    reason: format!("`{name}` is no absolute IRI, and a graph is named by one"),
                    hint: "leave the graph out: the default graph holds what the tables say",
                })
            };
            names.iter().map(node).collect()
        };
        let graphs = Graphs { default: read(default)?, named: read(named)? };
        Ok(Self { graphs: Some(graphs), ..self })
    }

    pub(super) fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    pub(super) fn graphs(&self) -> Option<&Graphs> {
        self.graphs.as_ref()
    }

    /// Lets the text write prefixes, each with its namespace, that it does not declare. What it declares itself
    /// comes first.
    #[must_use]
    pub fn with_prefixes(self, prefixes: Vec<(String, String)>) -> Self {
        Self { prefixes, ..self }
    }

    /// Gives the prefixes that the text need not declare.
    pub(super) fn prefixes(&self) -> &[(String, String)] {
        &self.prefixes
    }

    /// Gives the name: that of the file without `.rq`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Gives the text, header and all.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Gives what the text says of itself.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Finds a parameter by its name.
    ///
    /// # Errors
    /// When the query has none of this name; the error knows the nearest.
    pub fn parameter(&self, name: &str) -> Result<&Parameter, QueryError> {
        self.header.parameter(name).ok_or_else(|| {
            let known: Vec<_> = self.header.parameters.iter().map(|known| known.name.clone()).collect();
            QueryError::UnknownParameter {
                query: self.name.clone(),
                name: name.to_owned(),
                nearest: nearest(name, known.iter().map(String::as_str)).map(str::to_owned),
                known,
            }
        })
    }
}
