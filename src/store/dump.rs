//! A whole graph as text that any RDF tool reads.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::{self, Write};

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::{GraphNameRef, NamedNode, NamedOrBlankNode, QuadRef, Term, TermRef};

use crate::store::error::StoreError;
use crate::store::graph::Graph;
use crate::store::id::TermId;
use crate::store::part::Part;
use crate::store::pieces::Pieces;
use crate::store::quads::Graphs;

/// Names a format for a whole graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DumpFormat {
    /// RDF 1.1 Turtle, the default graph only, grouped by subject.
    Turtle,
    /// RDF 1.1 N-Triples, the default graph only.
    NTriples,
    /// RDF 1.1 N-Quads, every graph.
    NQuads,
    /// RDF 1.1 TriG, every graph, grouped by subject.
    TriG,
    /// JSON-LD 1.1, every graph, grouped by subject.
    JsonLd,
    /// RDF 1.1 XML, the default graph only, grouped by subject.
    RdfXml,
}

impl DumpFormat {
    /// Tells whether the format groups the triples of a subject.
    fn groups(self) -> bool {
        !matches!(self, Self::NTriples | Self::NQuads)
    }

    /// Tells whether the format has named graphs.
    fn names_graphs(self) -> bool {
        matches!(self, Self::NQuads | Self::TriG | Self::JsonLd)
    }
}

/// Says why a dump stopped.
#[derive(Debug, thiserror::Error)]
pub enum DumpError {
    /// The graph file is damaged.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The writer refused.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes every triple of a graph, or of a part of it, in an order that the graph alone decides.
///
/// Cost: linear in triples; formats that group by subject sort their ids first, 20 bytes each.
///
/// # Errors
/// Whatever the writer fails with, a character or a name that XML cannot carry, or when the graph file is damaged.
pub fn dump(
    graph: &Graph,
    part: Option<&Part<'_>>,
    format: DumpFormat,
    prefixes: impl IntoIterator<Item = (String, String)>,
    out: &mut dyn Write,
) -> Result<(), DumpError> {
    let mut serializer = RdfSerializer::from_format(match format {
        DumpFormat::Turtle => RdfFormat::Turtle,
        DumpFormat::NTriples => RdfFormat::NTriples,
        DumpFormat::NQuads => RdfFormat::NQuads,
        DumpFormat::TriG => RdfFormat::TriG,
        DumpFormat::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        DumpFormat::RdfXml => RdfFormat::RdfXml,
    });
    for (prefix, namespace) in prefixes {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    let mut pieces = Pieces::new(out);
    let mut writer = serializer.for_writer(&mut pieces);
    let mut terms =
        Terms { graph, subject: None, predicates: HashMap::new(), objects: vec![None; OBJECTS], name: None };
    let mut write = |(subject, predicate, object, name): Ids| -> Result<(), DumpError> {
        if let Some(part) = part
            && !part.shows(subject, predicate, object, name)?
        {
            return Ok(());
        }
        let quad = terms.quad(subject, predicate, object, name)?;
        if format == DumpFormat::RdfXml {
            carry(quad)?;
        }
        Ok(writer.serialize_quad(quad)?)
    };
    let mut graphs = vec![graph.quads(None, None, None, Graphs::Default)?];
    if format.names_graphs() {
        graphs.push(graph.quads(None, None, None, Graphs::AnyNamed)?);
    }
    for quads in graphs {
        if format.groups() {
            let mut sorted: Vec<_> = quads.map(|(s, p, o, name)| (name, s, p, o)).collect();
            sorted.sort_unstable();
            sorted.into_iter().try_for_each(|(name, s, p, o)| write((s, p, o, name)))?;
        } else {
            quads.into_iter().try_for_each(&mut write)?;
        }
    }
    writer.finish()?;
    Ok(pieces.flush()?)
}

type Ids = (TermId, TermId, TermId, Option<TermId>);

/// How many objects are kept: each in the one place that its id gives it, which another may take.
const OBJECTS: usize = 1 << 13;

/// Reads terms, and keeps what the next quad is likely to want again.
struct Terms<'g> {
    graph: &'g Graph,
    subject: Option<(TermId, NamedOrBlankNode)>,
    predicates: HashMap<TermId, NamedNode>,
    objects: Vec<Option<(TermId, Term)>>,
    name: Option<(TermId, NamedOrBlankNode)>,
}

impl Terms<'_> {
    fn quad(
        &mut self,
        subject: TermId,
        predicate: TermId,
        object: TermId,
        name: Option<TermId>,
    ) -> Result<QuadRef<'_>, StoreError> {
        let graph = self.graph;
        let graph_name = match name {
            None => GraphNameRef::DefaultGraph,
            Some(name) => kept(&mut self.name, name, || node(graph, name))?.as_ref().into(),
        };
        let subject = kept(&mut self.subject, subject, || node(graph, subject))?;
        let predicate = match self.predicates.entry(predicate) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(match node(graph, predicate)? {
                NamedOrBlankNode::NamedNode(predicate) => predicate,
                // The builder takes only IRIs for predicates.
                NamedOrBlankNode::BlankNode(node) => NamedNode::new_unchecked(node.as_str()),
            }),
        };
        let place = object.0 as usize % OBJECTS;
        let object = kept(&mut self.objects[place], object, || graph.term(object))?;
        Ok(QuadRef::new(subject, &*predicate, object, graph_name))
    }
}

/// Gives what is kept in a place, if it is that of this id, or else what is read and then kept there.
fn kept<T>(
    place: &mut Option<(TermId, T)>,
    id: TermId,
    read: impl FnOnce() -> Result<T, StoreError>,
) -> Result<&T, StoreError> {
    if place.as_ref().is_some_and(|(known, _)| *known != id) {
        *place = None;
    }
    match place {
        Some((_, value)) => Ok(value),
        free => Ok(&free.insert((id, read()?)).1),
    }
}

/// Refuses what XML has no way to write: the writer would emit it, and no reader would take it.
pub(super) fn carry(quad: QuadRef<'_>) -> io::Result<()> {
    let refuse = |what: String| Err(io::Error::new(io::ErrorKind::InvalidData, what));
    if let TermRef::Literal(literal) = quad.object
        && let Some(character) = literal.value().chars().find(is_refused_by_xml)
    {
        let (subject, predicate, code) = (&quad.subject, &quad.predicate, u32::from(character));
        return refuse(format!(
            "{predicate} of {subject} holds the character U+{code:04X}, which XML cannot carry"
        ));
    }
    let local =
        quad.predicate.as_str().rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_').next();
    if !local.is_some_and(|local| local.chars().any(|letter| letter.is_alphabetic() || letter == '_')) {
        return refuse(format!("{} cannot be the name of an element of XML", quad.predicate));
    }
    Ok(())
}

/// Tells whether XML 1.0 has no way to carry a character (§ 2.2 of its recommendation).
pub(super) fn is_refused_by_xml(character: &char) -> bool {
    (*character < ' ' && !matches!(character, '\t' | '\n' | '\r'))
        || matches!(character, '\u{fffe}' | '\u{ffff}')
}

fn node(graph: &Graph, id: TermId) -> Result<NamedOrBlankNode, StoreError> {
    match graph.term(id)? {
        Term::NamedNode(node) => Ok(node.into()),
        Term::BlankNode(node) => Ok(node.into()),
        Term::Literal(literal) => {
            Err(StoreError::Damaged { reason: format!("the literal {literal} stands where a node must") })
        }
    }
}
