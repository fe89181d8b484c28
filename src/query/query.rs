//! A query: its name, its text, and what the text says of itself.

use crate::query::world::STATUS;
use crate::query::{Header, Parameter, QueryError, Term, World};
use crate::spelling::nearest;

/// Holds a query as somebody wrote it. It is not parsed before it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    name: String,
    text: String,
    header: Header,
    prefixes: Vec<(String, String)>,
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
        Ok(Self { name, text, header, prefixes: Vec::new() })
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

    /// Gives the parameters that restrict the query to a world: none when its answer has no status, or when the
    /// world is all.
    ///
    /// ```
    /// use actant::query::{Catalogue, World};
    ///
    /// let catalogue = Catalogue::shipped();
    /// let query = catalogue.find("who-blamed-whom")?;
    /// assert_eq!(query.header().scope.world, Some(World::Accepted));
    /// assert_eq!(query.in_world(&World::Accepted).len(), 1);
    /// assert!(query.in_world(&World::All).is_empty());
    /// # Ok::<_, actant::query::QueryError>(())
    /// ```
    pub fn in_world(&self, world: &World) -> Vec<(String, Term)> {
        let statuses = if self.has_status() { world.statuses() } else { Vec::new() };
        statuses.into_iter().map(|status| (STATUS.to_owned(), status)).collect()
    }

    /// Tells whether the parameter `status` is all that a world needs.
    pub fn has_status(&self) -> bool {
        self.header.scope.world.is_some() && self.header.parameter(STATUS).is_some()
    }
}
