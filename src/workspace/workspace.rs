//! A folder that is open for questions: its graph, fresh, from the cache or built on the way.

use std::path::Path;
use std::sync::OnceLock;

use crate::diagnostic::Report;
use crate::ingest::{self, SourceLines};
use crate::model::{Dataset, Valid};
use crate::query::{
    self, Answer, Catalogue, Explained, Options as QueryOptions, Query, QueryError, Scope, Term,
};
use crate::question::{self, Lexicon, Names};
use crate::rdf;
use crate::store::Graph;
use crate::workspace::cache::{self, Found};
use crate::workspace::steady::{Audience, Steady, read, steady};
use crate::workspace::{
    AskError, Asked, DataFolder, Derivation, Dispute, Disputed, Drawn, Expectation, LeftOut, NetworkOptions,
    Outcome, Summary, Timeline, WorkspaceError, ask, derived, dispute, expected, lexicon, network, queries,
    timeline,
};

/// Holds an open folder.
#[derive(Debug)]
pub struct Workspace {
    folder: DataFolder,
    graph: Graph,
    summary: Summary,
    freshness: Freshness,
    /// What everything is called, read when somebody first asks.
    names: OnceLock<Names>,
}

/// Says where the graph of an open folder came from.
#[derive(Debug)]
pub enum Freshness {
    /// The cache held the graph of exactly these inputs.
    Cached,
    /// The graph was built and published; the report holds what is not an error.
    Built(Report),
    /// The graph was built in memory, because the cache cannot be written.
    InMemory(Report, String),
    /// The cached graph was damaged and has been built again.
    Rebuilt(Report, String),
}

/// What checking gives: a data set that keeps every rule, or else the data set as it is.
pub type Checked = Result<Valid<Dataset>, Box<Dataset>>;

/// Reads a folder and checks every rule, without building anything.
///
/// # Errors
/// When the folder cannot be read. Bad data is not an error: it is in the report.
pub fn check(folder: impl Into<DataFolder>) -> Result<(Checked, Report), WorkspaceError> {
    read(&folder.into())
}

/// Reads the lines that the problems of a report on a folder are on, to show them.
pub fn source_lines(folder: impl Into<DataFolder>, report: &Report) -> SourceLines {
    let folder = folder.into();
    ingest::source_lines(folder.path(), folder.options(), report)
}

/// Reads what a folder expects of its answers.
///
/// # Errors
/// When the folder cannot be read. An expectation that cannot be used is in the report.
pub fn expectations(folder: impl Into<DataFolder>) -> Result<(Vec<Expectation>, Report), WorkspaceError> {
    Ok(ingest::expectations::expectations(folder.into().path())?)
}

impl Workspace {
    /// Opens a folder: the cached graph when it is fresh, else a new one.
    ///
    /// # Errors
    /// When the folder cannot be read or its data has errors.
    pub fn open(folder: impl Into<DataFolder>) -> Result<Self, WorkspaceError> {
        let folder = folder.into();
        let found = cache::find(&folder).map_err(|source| WorkspaceError::Io {
            intent: "read",
            path: folder.path().to_owned(),
            source,
        })?;
        match found {
            Found::Fresh(graph, summary) => Ok(Self::of_graph(folder, *graph, summary)),
            Found::Stale => Self::build(folder),
            Found::Damaged(error) => Self::reopen(folder, &error.to_string()),
        }
    }

    /// Opens a folder whose cached graph turned out to be damaged, on opening or when a query touched it.
    ///
    /// # Errors
    /// As [`Workspace::open`].
    pub fn reopen(folder: impl Into<DataFolder>, damage: &str) -> Result<Self, WorkspaceError> {
        let folder = folder.into();
        cache::forget(&folder);
        let mut workspace = Self::build(folder)?;
        if let Freshness::Built(report) = &mut workspace.freshness {
            workspace.freshness = Freshness::Rebuilt(std::mem::take(report), damage.to_owned());
        }
        Ok(workspace)
    }

    /// Builds the graph of a folder anew and publishes it into the cache.
    ///
    /// # Errors
    /// When the folder cannot be read or its data has errors.
    pub fn build(folder: impl Into<DataFolder>) -> Result<Self, WorkspaceError> {
        let folder = folder.into();
        let Steady { built, summary, report, fingerprint, moment, .. } = steady(&folder, Audience::Own)?;
        // Another process may clear the graph away as soon as it is published, to make room for one of its own.
        let published = cache::publish(&folder, &built, fingerprint, moment, &summary);
        let (graph, freshness) = match published.and_then(|path| Graph::open(&path)) {
            Ok(graph) => (graph, Freshness::Built(report)),
            Err(error) => (built.into_graph()?, Freshness::InMemory(report, error.to_string())),
        };
        Ok(Self { freshness, ..Self::of_graph(folder, graph, summary) })
    }

    /// Builds the graph of a folder and writes it to a file of the user's choice.
    ///
    /// # Errors
    /// When the folder cannot be read, its data has errors, or the file cannot be written.
    pub fn write(folder: impl Into<DataFolder>, output: &Path) -> Result<(Self, Report), WorkspaceError> {
        let (workspace, report, _) = Self::write_part(folder.into(), output, Audience::Own)?;
        Ok((workspace, report))
    }

    /// Builds the graph of a part of a folder and writes it to a file; says how many claims are not in it.
    pub(super) fn write_part(
        folder: DataFolder,
        output: &Path,
        audience: Audience,
    ) -> Result<(Self, Report, usize), WorkspaceError> {
        let Steady { built, summary, report, private, .. } = steady(&folder, audience)?;
        built.publish(output)?;
        let graph = Graph::open(output)?;
        let freshness = Freshness::Built(Report::new());
        Ok((Self { freshness, ..Self::of_graph(folder, graph, summary) }, report, private))
    }

    /// Takes a graph that came from elsewhere; the folder is what it stands for.
    pub(super) fn of_graph(folder: DataFolder, graph: Graph, summary: Summary) -> Self {
        Self { folder, graph, summary, freshness: Freshness::Cached, names: OnceLock::new() }
    }

    /// Gives the folder as it was named.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Gives the graph.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// Gives what the folder holds, in numbers.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Says where the graph came from.
    pub fn freshness(&self) -> &Freshness {
        &self.freshness
    }

    /// Gives the names of everything in the graph, which are read once.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn names(&self) -> Result<&Names, WorkspaceError> {
        if let Some(names) = self.names.get() {
            return Ok(names);
        }
        let names = lexicon::names(&self.graph)?;
        Ok(self.names.get_or_init(|| names))
    }

    /// Reads the names and verbs of everything in the graph.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn lexicon(&self) -> Result<Lexicon, WorkspaceError> {
        Ok(lexicon::lexicon(&self.graph)?)
    }

    /// Gives the prefixes that a query of a person need not declare, each with its namespace: those of the
    /// vocabulary, and `actor`, `claim`, `event`, `place` and `source` under the folder's base IRI.
    pub fn prefixes(&self) -> Vec<(String, String)> {
        rdf::prefixes(&self.summary.base)
    }

    /// Gives the queries that have a name here: those of the program, and the folder's own in `queries/`. What
    /// cannot be read is left out and given back.
    pub fn catalogue(&self) -> (Catalogue, Vec<QueryError>) {
        let mut catalogue = Catalogue::shipped();
        let errors = catalogue.add_folder(&self.folder.folder().join("queries"));
        (catalogue, errors)
    }

    /// Answers a plain question.
    ///
    /// # Errors
    /// When the question cannot be read in exactly one way, or the graph is damaged.
    pub fn ask(&self, question: &str, scope: impl Into<Scope>) -> Result<Asked, AskError> {
        self.ask_first(question, scope, None)
    }

    /// Answers a plain question with the first lines only; what it rests on is told of all of them.
    ///
    /// # Errors
    /// As [`Workspace::ask`].
    pub fn ask_first(
        &self,
        question: &str,
        scope: impl Into<Scope>,
        limit: Option<usize>,
    ) -> Result<Asked, AskError> {
        ask::ask(self, question, &scope.into(), limit)
    }

    /// Finds the events about which the sources do not agree, those with most parties first.
    ///
    /// # Errors
    /// When the scope names nothing, or the graph is damaged.
    pub fn disputes(&self, scope: impl Into<Scope>) -> Result<Vec<Dispute>, WorkspaceError> {
        dispute::disputes(self, &scope.into())
    }

    /// Finds who stands where on an event, whether or not anybody disagrees. The event is named by its id, its label, an
    /// alias, or words that describe no other.
    ///
    /// # Errors
    /// When no event, or more than one, is called so, the scope names nothing, or the graph is damaged.
    pub fn dispute(&self, event: &str, scope: impl Into<Scope>) -> Result<Disputed, WorkspaceError> {
        let names = self.names()?;
        dispute::positions(self, names.event(event)?, &scope.into())
    }

    /// Gives the dated claims in the order of time: those about an actor, an event or a place, named by its id, its
    /// label, an alias, or words that describe no other event; or all. At most `limit` of them become lines.
    ///
    /// # Errors
    /// When nothing, or more than one thing, is called so, the scope names nothing, or the graph is damaged.
    pub fn timeline(
        &self,
        of: Option<&str>,
        scope: impl Into<Scope>,
        limit: Option<usize>,
    ) -> Result<Timeline, WorkspaceError> {
        let Some(of) = of else { return timeline::timeline(self, None, &scope.into(), limit) };
        let names = self.names()?;
        timeline::timeline(self, Some(names.topic(of)?), &scope.into(), limit)
    }

    /// Gives questions that this folder has answers to.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn examples(&self) -> Result<Vec<String>, WorkspaceError> {
        Ok(question::examples(&self.described()?))
    }

    /// Gives one question of each form that can be read, with names of this folder.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn forms(&self) -> Result<Vec<String>, WorkspaceError> {
        Ok(question::forms(&self.described()?))
    }

    fn described(&self) -> Result<Lexicon, WorkspaceError> {
        let mut lexicon = self.lexicon()?;
        lexicon::describe(&self.graph, &mut lexicon)?;
        Ok(lexicon)
    }

    /// Runs a query. Parameters come as typed, name and value; a scope narrows what the query itself takes in.
    ///
    /// # Errors
    /// When the query is refused or is not SPARQL, a parameter or the scope names nothing, or the graph is damaged.
    pub fn query(
        &self,
        query: &Query,
        parameters: &[(String, String)],
        scope: impl Into<Scope>,
    ) -> Result<Answer, WorkspaceError> {
        Ok(self.query_with(query, parameters, scope, QueryOptions::default())?.0)
    }

    /// Runs a query as [`Workspace::query`] does, in the way that the options say, and says how it was done.
    ///
    /// # Errors
    /// As [`Workspace::query`]; and when a limit is reached.
    pub fn query_with(
        &self,
        query: &Query,
        parameters: &[(String, String)],
        scope: impl Into<Scope>,
        options: QueryOptions,
    ) -> Result<(Answer, Explained), WorkspaceError> {
        queries::query(self, query, parameters, &scope.into(), options)
    }

    /// Runs a query as [`Workspace::query_with`] does and makes no term that nobody looks at: the rows refer to this
    /// workspace.
    ///
    /// # Errors
    /// As [`Workspace::query_with`].
    pub fn find(
        &self,
        query: &Query,
        parameters: &[(String, String)],
        scope: impl Into<Scope>,
        options: QueryOptions,
    ) -> Result<(query::Found<'_>, Explained), WorkspaceError> {
        queries::find(self, query, parameters, &scope.into(), options)
    }

    /// Counts the claims that a query would show in the world of all claims and does not show in a scope: those of
    /// its column `claim`, or all claims of the folder where it has none.
    ///
    /// # Errors
    /// As [`Workspace::query`].
    pub fn left_out(
        &self,
        query: &Query,
        parameters: &[(String, String)],
        scope: impl Into<Scope>,
        answer: &Answer,
    ) -> Result<Vec<LeftOut>, WorkspaceError> {
        queries::left_out(self, query, parameters, &scope.into(), answer)
    }

    /// Counts the ways in which ties follow from claims, and names the relation types of which only the shorter chains
    /// were followed, because there are so many.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn derived(&self) -> Result<(usize, Vec<Term>), WorkspaceError> {
        Ok(derived::derived(&self.graph)?)
    }

    /// Gives every way in which a tie follows from claims, by which rules and from which claims in their order; none
    /// when it does not. Whether a claim states it besides is another question.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn derivations(
        &self,
        subject: &Term,
        relation: &Term,
        object: &Term,
    ) -> Result<Vec<Derivation>, WorkspaceError> {
        Ok(derived::derivations(&self.graph, subject, relation, object)?)
    }

    /// Asks what the expectations ask, and compares.
    ///
    /// # Errors
    /// When the graph is damaged. Whatever else keeps a question from being answered is in its outcome.
    pub fn test(&self, expectations: &[Expectation]) -> Result<Vec<Outcome>, WorkspaceError> {
        expected::test(self, expectations)
    }

    /// Gives the network of claims, narrowed.
    ///
    /// # Errors
    /// When an option names nothing, or the graph is damaged.
    pub fn network(&self, options: &NetworkOptions) -> Result<Drawn, WorkspaceError> {
        network::network(self, options)
    }
}
