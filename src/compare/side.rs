//! One of two graphs that are held against each other: its claims and its names as numbers of texts that both share.

use std::collections::HashMap;

use crate::model::{TextId, Texts};
use crate::rdf::vocabulary::{EXTRA, expand};
use crate::store::{Graph, Graphs, NamedNode, StoreError, Term, TermId};

/// The properties of a claim that are compared, each with the name of its column.
pub(super) const FIELDS: [(&str, &str); 12] = [
    ("subject", "rdf:subject"),
    ("relation", "rdf:predicate"),
    ("object", "rdf:object"),
    ("about", "schema:about"),
    ("date", "dcterms:date"),
    ("status", "act:status"),
    ("speaker", "prov:wasAttributedTo"),
    ("source", "dcterms:source"),
    ("locator", "bibo:locator"),
    ("quote", "oa:exact"),
    ("count", "act:count"),
    ("note", "skos:note"),
];

/// Holds the claims of one graph.
pub(super) struct Side<'g> {
    graph: &'g Graph,
    base: String,
    /// The claims in the order of their table.
    pub(super) claims: Vec<TermId>,
    /// What each claim is called, without the namespace.
    pub(super) ids: Vec<TextId>,
    /// The compared columns: those of [`FIELDS`], then those that nobody knows.
    pub(super) columns: Vec<Column>,
    /// The things that have a name, in the order of the graph.
    pub(super) things: Vec<Thing>,
}

/// Holds the values of one property of all claims.
pub(super) struct Column {
    pub(super) name: String,
    pub(super) values: Vec<TextId>,
}

/// Names one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Thing {
    /// Its IRI, without the namespace of the folder.
    pub(super) iri: TextId,
    /// What people call it.
    pub(super) label: TextId,
}

impl<'g> Side<'g> {
    /// Reads the claims and the names of a graph. Cost: linear in them; each distinct value becomes text once.
    pub(super) fn read(graph: &'g Graph, texts: &mut Texts) -> Result<Self, StoreError> {
        let mut side = Self {
            graph,
            base: base(graph)?,
            claims: Vec::new(),
            ids: Vec::new(),
            columns: Vec::new(),
            things: Vec::new(),
        };
        let mut reader = Reader { graph, base: &side.base.clone(), texts, known: HashMap::new() };
        let mut place = vec![u32::MAX; graph.rows()];
        if let (Some(a), Some(class)) = (find(graph, "rdf:type")?, find(graph, "act:Claim")?) {
            for (claim, ..) in graph.quads(None, Some(a), Some(class), Graphs::Default)? {
                if let Some(row) = claim.row_number() {
                    place[row] = side.claims.len() as u32;
                    side.claims.push(claim);
                }
            }
        }
        for claim in &side.claims {
            let id = reader.name(*claim)?;
            side.ids.push(id);
        }
        for (name, property) in FIELDS {
            let property = find(graph, property)?;
            side.columns.push(reader.column(name, property, &place, side.claims.len())?);
        }
        let mut extras = Vec::new();
        for predicate in graph.predicates() {
            if let Term::NamedNode(node) = graph.term(predicate)?
                && let Some(name) = node.as_str().strip_prefix(EXTRA)
            {
                extras.push((name.to_owned(), predicate));
            }
        }
        extras.sort();
        for (name, predicate) in extras {
            side.columns.push(reader.column(&name, Some(predicate), &place, side.claims.len())?);
        }
        let label = find(graph, "skos:prefLabel")?;
        for (thing, ..) in graph.quads(None, find(graph, "dcterms:identifier")?, None, Graphs::Default)? {
            let iri = reader.text(thing)?;
            let label = match graph.quads(Some(thing), label, None, Graphs::Default)?.next() {
                Some((_, _, label, _)) => reader.text(label)?,
                None => iri,
            };
            side.things.push(Thing { iri, label });
        }
        Ok(side)
    }

    /// Gives the row of a table that a claim stands in.
    pub(super) fn row(&self, claim: usize) -> Result<String, StoreError> {
        let Some(row) = find(self.graph, "act:row")? else { return Ok(String::new()) };
        match self.graph.quads(Some(self.claims[claim]), Some(row), None, Graphs::Default)?.next() {
            Some((_, _, row, _)) => Ok(text(self.graph.term(row)?, &self.base)),
            None => Ok(String::new()),
        }
    }

    /// Gives the column of a name.
    pub(super) fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// Turns the terms of one graph into shared texts, each once.
struct Reader<'a> {
    graph: &'a Graph,
    base: &'a str,
    texts: &'a mut Texts,
    known: HashMap<TermId, TextId>,
}

impl Reader<'_> {
    fn text(&mut self, term: TermId) -> Result<TextId, StoreError> {
        if let Some(known) = self.known.get(&term) {
            return Ok(*known);
        }
        let id = self.texts.intern(&text(self.graph.term(term)?, self.base));
        self.known.insert(term, id);
        Ok(id)
    }

    /// Gives what a claim is called, which nothing else is.
    fn name(&mut self, claim: TermId) -> Result<TextId, StoreError> {
        let iri = text(self.graph.term(claim)?, self.base);
        Ok(self.texts.intern(&iri))
    }

    fn column(
        &mut self,
        name: &str,
        property: Option<TermId>,
        place: &[u32],
        claims: usize,
    ) -> Result<Column, StoreError> {
        let mut values = vec![TextId::NONE; claims];
        if let Some(property) = property {
            for (claim, _, value, _) in self.graph.quads(None, Some(property), None, Graphs::Default)? {
                // Events have dates too, and memberships are rows too.
                let row = claim.row_number().map_or(u32::MAX, |row| place[row]);
                if row != u32::MAX {
                    values[row as usize] = self.text(value)?;
                }
            }
        }
        Ok(Column { name: name.to_owned(), values })
    }
}

/// Gives the namespace of a folder's own names.
fn base(graph: &Graph) -> Result<String, StoreError> {
    let Some(space) = find(graph, "void:uriSpace")? else { return Ok(String::new()) };
    match graph.quads(None, Some(space), None, Graphs::Default)?.next() {
        Some((_, _, base, _)) => Ok(text(graph.term(base)?, "")),
        None => Ok(String::new()),
    }
}

fn find(graph: &Graph, compact: &str) -> Result<Option<TermId>, StoreError> {
    graph.find(NamedNode::new_unchecked(expand(compact)).as_ref())
}

/// Writes a term without the namespace of the folder: two folders may live under two addresses and say the same.
fn text(term: Term, base: &str) -> String {
    match term {
        Term::NamedNode(node) => match node.as_str().strip_prefix(base) {
            Some(name) if !base.is_empty() => name.to_owned(),
            _ => node.into_string(),
        },
        Term::Literal(literal) => literal.destruct().0,
        Term::BlankNode(node) => node.to_string(),
    }
}
