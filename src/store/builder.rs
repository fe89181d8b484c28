//! Gathers terms, quads and dense rows, then lays them out. Nothing can be asked of it before it is finished.

use std::collections::BTreeMap;
use std::path::Path;

use oxigraph::model::TermRef;

use crate::store::column::{ColumnRef, Values};
use crate::store::dictionary::DictionaryBuilder;
use crate::store::error::StoreError;
use crate::store::graph::{Content, Graph, PredicateRef, SetRef};
use crate::store::id::{Named, TermId};
use crate::store::jobs::{Done, Job, run};
use crate::store::numbered;
use crate::store::rows::{self, RowNames};
use crate::store::snapshot::{Layout, Sections};

/// Builds a graph: the default graph as dense rows and tables, every named graph as tables.
///
/// ```
/// use actant::store::{Builder, Graph, RowNames, Values};
///
/// let mut builder = Builder::new();
/// let rows = builder.rows("https://example.org/claim/", RowNames::Keys(vec![7, 9]));
/// let (subject, kabul) = (builder.iri("https://example.org/subject"), builder.iri("https://example.org/kabul"));
/// builder.column(&rows, subject, Values::Same(kabul));
/// assert_eq!(builder.finish().into_graph()?.triples(), 2);
/// # Ok::<(), actant::store::StoreError>(())
/// ```
#[derive(Debug, Default)]
pub struct Builder {
    dictionary: DictionaryBuilder,
    rows: Vec<(String, u32, RowNames)>,
    columns: Vec<Column>,
    named_columns: Vec<(TermId, Column)>,
    default: Tables,
    named: BTreeMap<TermId, Tables>,
    row_count: usize,
}

type Tables = BTreeMap<TermId, Vec<(u32, u32)>>;

/// A property of dense rows: which rows, which property, which values.
type Column = (usize, TermId, Values);

/// Names the rows of one dense table that is being built.
#[derive(Debug, Clone)]
pub struct Rows {
    index: usize,
    first: u32,
    len: usize,
}

impl Rows {
    /// Gives the id of row `index`.
    pub fn id(&self, index: usize) -> TermId {
        assert!(index < self.len, "a row is one of its table");
        TermId::row(self.first as usize + index)
    }

    /// Counts the rows.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Tells whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl Builder {
    /// Makes an empty builder.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes room for about this many terms beside [new strings](Self::new_string).
    pub fn reserve(&mut self, terms: usize) {
        self.dictionary.reserve(terms);
    }

    /// Gives the id of an IRI. The IRI of a dense row is named by [`Rows::id`] only, never here.
    pub fn iri(&mut self, iri: &str) -> TermId {
        self.dictionary.iri(iri)
    }

    /// Gives the id of a plain literal (`xsd:string`).
    pub fn string(&mut self, value: &str) -> TermId {
        self.dictionary.string(value)
    }

    /// Adds a plain literal that no other call has given or will give, which saves looking for it: the caller has its
    /// distinct texts by number. A literal that is there twice would be two terms; where tests run, that is noticed.
    pub fn new_string(&mut self, value: &str) -> TermId {
        self.dictionary.new_string(value)
    }

    /// Gives the id of a literal with a datatype other than `xsd:string`.
    pub fn typed(&mut self, value: &str, datatype: TermId) -> TermId {
        self.dictionary.typed(value, datatype)
    }

    /// Gives the id of any term.
    pub fn term<'a>(&mut self, term: impl Into<TermRef<'a>>) -> TermId {
        self.dictionary.term(term.into())
    }

    /// Adds dense rows, whose IRIs are `namespace` and a name.
    pub fn rows(&mut self, namespace: &str, names: RowNames) -> Rows {
        let rows = Rows { index: self.rows.len(), first: self.row_count as u32, len: names.len() };
        self.row_count += rows.len;
        self.rows.push((namespace.to_owned(), rows.first, names));
        rows
    }

    /// Adds a property of dense rows in the default graph; each row has at most one value of a property.
    ///
    /// # Panics
    /// When there are fewer or more values than rows, the property was added before, or it is to be like one that
    /// was not.
    ///
    /// ```
    /// use actant::store::{Builder, RowNames, TermId, Values};
    ///
    /// let mut builder = Builder::new();
    /// let names = ["a", "b"].map(String::from).to_vec();
    /// let rows = builder.rows("https://example.org/claim/", RowNames::Texts(names));
    /// let (about, attack) = (builder.iri("https://schema.org/about"), builder.iri("https://example.org/attack"));
    /// builder.column(&rows, about, Values::Each(vec![attack, TermId::NONE]));
    /// let line = builder.iri("https://example.org/line");
    /// builder.column(&rows, line, Values::Numbered { prefix: "claims.csv:".to_owned(), numbers: vec![2, 3] });
    /// assert_eq!(builder.finish().into_graph()?.triples(), 3);
    /// # Ok::<(), actant::store::StoreError>(())
    /// ```
    pub fn column(&mut self, rows: &Rows, predicate: TermId, values: Values) {
        let known = |predicate: TermId| {
            self.columns.iter().any(|(table, known, _)| (*table, *known) == (rows.index, predicate))
        };
        assert!(!known(predicate), "a property is added once");
        if let Values::Like(other) = &values {
            assert!(known(*other), "a column is like one of the same rows");
        }
        self.check_values(rows, predicate, &values);
        self.columns.push((rows.index, predicate, values));
    }

    /// Adds a property of dense rows in a named graph, under the same conditions. Its values are neither numbered
    /// nor like another's, and no pair of the same property repeats one.
    ///
    /// # Panics
    /// When there are fewer or more values than rows, or they are of a kind that a named graph does not take.
    pub fn named_column(&mut self, rows: &Rows, predicate: TermId, values: Values, graph: TermId) {
        assert!(
            matches!(values, Values::Same(_) | Values::Each(_)),
            "a column of a named graph holds its own terms"
        );
        self.check_values(rows, predicate, &values);
        self.graph(graph);
        self.named_columns.push((graph, (rows.index, predicate, values)));
    }

    fn check_values(&self, rows: &Rows, predicate: TermId, values: &Values) {
        self.check_predicate(predicate);
        match values {
            Values::Each(values) => {
                assert_eq!(values.len(), rows.len, "a value for each row");
                values.iter().filter(|value| !value.is_none()).for_each(|value| self.check(*value));
            }
            Values::Numbered { numbers, .. } => assert_eq!(numbers.len(), rows.len, "a number for each row"),
            Values::Like(_) => {}
            Values::Same(value) => self.check(*value),
        }
    }

    /// Adds one triple to the default graph, or to a named one. Repeats are kept once, those of a column too.
    ///
    /// ```
    /// use actant::store::Builder;
    ///
    /// let mut builder = Builder::new();
    /// let [csto, part, tajikistan] =
    ///     ["csto", "part", "tajikistan"].map(|name| builder.iri(&format!("https://example.org/{name}")));
    /// builder.quad(csto, part, tajikistan, None);
    /// builder.quad(csto, part, tajikistan, None);
    /// assert_eq!(builder.finish().into_graph()?.triples(), 1);
    /// # Ok::<(), actant::store::StoreError>(())
    /// ```
    pub fn quad(&mut self, subject: TermId, predicate: TermId, object: TermId, graph: Option<TermId>) {
        self.check(subject);
        self.check_predicate(predicate);
        self.check(object);
        self.table(predicate, graph).push((subject.0, object.0));
    }

    /// Adds many triples of one predicate to the default graph.
    pub fn pairs(&mut self, predicate: TermId, pairs: impl IntoIterator<Item = (TermId, TermId)>) {
        self.pairs_in(predicate, pairs, None);
    }

    /// Adds many triples of one predicate to the default graph, or to a named one.
    pub fn pairs_in(
        &mut self,
        predicate: TermId,
        pairs: impl IntoIterator<Item = (TermId, TermId)>,
        graph: Option<TermId>,
    ) {
        self.check_predicate(predicate);
        self.table(predicate, graph).extend(pairs.into_iter().map(|(subject, object)| (subject.0, object.0)));
    }

    /// Adds a named graph that may stay empty.
    pub fn graph(&mut self, name: TermId) {
        self.named.entry(name).or_default();
    }

    fn table(&mut self, predicate: TermId, graph: Option<TermId>) -> &mut Vec<(u32, u32)> {
        let tables = match graph {
            None => &mut self.default,
            Some(graph) => self.named.entry(graph).or_default(),
        };
        tables.entry(predicate).or_default()
    }

    /// Makes sure, where tests run, that an id was given out by this builder.
    fn check(&self, id: TermId) {
        debug_assert!(
            match id.named() {
                Named::Term(term) => (term as usize) < self.dictionary.len(),
                Named::Row(row) => (row as usize) < self.row_count,
                Named::Number(_) | Named::Foreign(_) => false,
            },
            "{id:?} is not an id of this builder"
        );
    }

    fn check_predicate(&self, id: TermId) {
        self.check(id);
        debug_assert!(
            matches!(id.named(), Named::Row(_)) || self.dictionary.is_node(id),
            "a predicate is an IRI"
        );
    }

    /// Lays everything out, on two threads. Same input, same bytes.
    pub fn finish(self) -> Built {
        let Self { mut dictionary, rows, mut columns, named_columns, mut default, named, .. } = self;
        debug_assert!(
            rows.iter().all(|(namespace, _, names)| !dictionary.names_one(namespace, names)),
            "a row is named by its number only"
        );
        numbered::settle(columns.iter_mut().map(|(_, _, values)| values), &mut dictionary);
        for (predicate, pairs) in &mut default {
            drop_repeats(*predicate, pairs, &columns, &rows);
        }
        let mut jobs = Vec::new();
        let mut numbers = 0;
        let mut likes = Vec::new();
        for (index, (table, predicate, values)) in columns.into_iter().enumerate() {
            match values {
                Values::Like(other) => likes.push((index, table, predicate, other)),
                Values::Numbered { .. } => {
                    let first = numbers;
                    numbers += rows[table].2.len() as u32;
                    jobs.push(Job::Column { set: 0, table, predicate, first, values });
                }
                _ => jobs.push(Job::Column { set: 0, table, predicate, first: 0, values }),
            }
        }
        for (graph, (table, predicate, values)) in named_columns {
            let set = 1 + named.keys().position(|name| *name == graph).expect("the graph was added");
            jobs.push(Job::Column { set, table, predicate, first: 0, values });
        }
        let graphs =
            std::iter::once((None, default)).chain(named.into_iter().map(|(name, t)| (Some(name), t)));
        let mut sets = Vec::new();
        for (set, (name, tables)) in graphs.enumerate() {
            sets.push(SetRef { name: name.map(|name| name.0), predicates: Vec::new() });
            for (predicate, pairs) in tables {
                jobs.push(Job::Table { set, predicate, pairs });
            }
        }
        let mut sections = Sections::default();
        let mut predicates: BTreeMap<(usize, TermId), PredicateRef> = BTreeMap::new();
        let (built, terms, dictionary) = run(jobs, dictionary, &mut sections);
        for done in built {
            let (set, predicate) = match &done {
                Done::Column { set, predicate, .. } | Done::Table { set, predicate, .. } => {
                    (*set, *predicate)
                }
            };
            let entry = predicates.entry((set, predicate)).or_insert_with(|| PredicateRef::new(predicate.0));
            match done {
                Done::Column { table, built, .. } => {
                    entry.columns.push(ColumnRef { rows: table, values: built.place(&mut sections) });
                }
                Done::Table { built, .. } => entry.table = Some(built.place(&mut sections)),
            }
        }
        for (_, table, predicate, other) in likes {
            let like = predicates[&(0, other)].columns.iter().find(|column| column.rows == table);
            let like = like.expect("a column is like one of the same rows").clone();
            predicates
                .entry((0, predicate))
                .or_insert_with(|| PredicateRef::new(predicate.0))
                .columns
                .push(like);
        }
        for ((set, _), predicate) in predicates {
            sets[set].predicates.push(predicate);
        }
        let rows = (rows.into_iter())
            .map(|(namespace, first, names)| rows::place(namespace, first, names, &mut sections))
            .collect();
        let content = Content::new(dictionary, terms, rows, sets);
        Built(Layout::new(sections, &content))
    }
}

/// Drops the pairs that a column of the same predicate holds already.
fn drop_repeats(
    predicate: TermId,
    pairs: &mut Vec<(u32, u32)>,
    columns: &[(usize, TermId, Values)],
    rows: &[(String, u32, RowNames)],
) {
    let values = |table: usize, predicate: TermId| {
        let column = columns.iter().find(|column| (column.0, column.1) == (table, predicate));
        column.map(|(_, _, values)| values)
    };
    for (table, (_, first, names)) in rows.iter().enumerate() {
        let mut column = values(table, predicate);
        while let Some(Values::Like(other)) = column {
            column = values(table, *other);
        }
        let holds = |row: u32, value: u32| match column {
            Some(Values::Same(same)) => same.0 == value,
            Some(Values::Each(values)) => values[row as usize].0 == value,
            // A numbered literal has no id before its graph is finished, so no pair can name it.
            _ => false,
        };
        if column.is_some() {
            let rows = TermId::ROWS + first..TermId::ROWS + first + names.len() as u32;
            pairs.retain(|(subject, object)| {
                !(rows.contains(subject) && holds(subject - rows.start, *object))
            });
        }
    }
}

/// Holds a graph that is laid out and goes either to a file or into memory.
pub struct Built(Layout);

impl Built {
    /// Writes the graph to `path` by writing beside and renaming; a reader sees the old graph or the new one.
    ///
    /// # Errors
    /// When the operating system refuses; the old file is then untouched.
    pub fn publish(&self, path: &Path) -> Result<(), StoreError> {
        self.0.publish(path)
    }

    /// Opens the graph in memory without a file.
    ///
    /// # Errors
    /// None in practice; the same door is used as for a file.
    pub fn into_graph(self) -> Result<Graph, StoreError> {
        Graph::from_memory(self.0.in_memory())
    }
}
