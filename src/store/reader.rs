//! Reads terms as they lie in the graph file: what the file holds is borrowed and not copied.

use oxigraph::model::{BlankNodeRef, LiteralRef, NamedNode, NamedNodeRef, Term, TermRef};

use crate::store::dictionary::DictionaryRef;
use crate::store::error::StoreError;
use crate::store::graph::Graph;
use crate::store::id::{Named, TermId};
use crate::store::strings::Strings;

/// Reads one term after the other; each is borrowed until the next one is read.
///
/// ```
/// use actant::store::{Builder, Literal, TermReader, Terms};
///
/// let mut builder = Builder::new();
/// let [csto, part] = ["csto", "part"].map(|name| builder.iri(&format!("https://example.org/{name}")));
/// let graph = builder.finish().into_graph()?;
/// let mut reader = TermReader::new(&graph, &[])?;
/// assert_eq!(reader.read(part)?.map(|term| term.to_string()).as_deref(), Some("<https://example.org/part>"));
/// # Ok::<(), actant::store::StoreError>(())
/// ```
#[derive(Debug, Clone)]
pub struct TermReader<'a> {
    graph: &'a Graph,
    strings: Strings<'a>,
    /// The terms that only the query knows.
    foreign: &'a [Term],
    /// A text that does not lie in the file as a whole is put together here.
    text: String,
    /// The datatypes that were met, by their id.
    datatypes: Vec<(u32, NamedNode)>,
}

/// What the bytes of an entry of the dictionary say.
pub(super) enum Entry<'a> {
    Iri { namespace: &'a str, rest: &'a str },
    Blank(&'a str),
    String(&'a str),
    Tagged { value: &'a str, language: &'a str },
    Typed { value: &'a str, datatype: u32 },
}

impl<'a> TermReader<'a> {
    /// Reads the terms of a graph and those that a query made besides.
    ///
    /// # Errors
    /// When the graph file is damaged.
    pub fn new(graph: &'a Graph, foreign: &'a [Term]) -> Result<Self, StoreError> {
        let strings = graph.dictionary().open(&graph.snapshot)?;
        Ok(Self { graph, strings, foreign, text: String::new(), datatypes: Vec::new() })
    }

    /// Reads a term; [`TermId::NONE`] is none.
    ///
    /// # Errors
    /// When the graph file is damaged.
    #[inline]
    pub fn read(&mut self, id: TermId) -> Result<Option<TermRef<'_>>, StoreError> {
        match id.named() {
            Named::Term(row) => self.entry(row).map(Some),
            _ if id.is_none() => Ok(None),
            Named::Foreign(index) => Ok(self.foreign.get(index as usize).map(Term::as_ref)),
            Named::Row(row) => {
                self.text.clear();
                self.graph.write_row(row, &mut self.text)?;
                Ok(Some(NamedNodeRef::new_unchecked(&self.text).into()))
            }
            Named::Number(number) => {
                self.text.clear();
                self.graph.write_number(number, &mut self.text)?;
                Ok(Some(LiteralRef::new_simple_literal(&self.text).into()))
            }
        }
    }

    #[inline]
    fn entry(&mut self, row: u32) -> Result<TermRef<'_>, StoreError> {
        let dictionary: &'a DictionaryRef = self.graph.dictionary();
        Ok(match dictionary.entry(&self.strings, row)? {
            Entry::String(value) => LiteralRef::new_simple_literal(value).into(),
            Entry::Iri { namespace, rest } => {
                self.text.clear();
                self.text.push_str(namespace);
                self.text.push_str(rest);
                NamedNodeRef::new_unchecked(&self.text).into()
            }
            Entry::Blank(name) => BlankNodeRef::new_unchecked(name).into(),
            Entry::Tagged { value, language } => {
                LiteralRef::new_language_tagged_literal_unchecked(value, language).into()
            }
            Entry::Typed { value, datatype } => {
                let known = self.datatypes.iter().position(|(id, _)| *id == datatype);
                let at = match known {
                    Some(at) => at,
                    None => {
                        let iri = dictionary.datatype(&self.strings, datatype)?;
                        self.datatypes.push((datatype, iri));
                        self.datatypes.len() - 1
                    }
                };
                LiteralRef::new_typed_literal(value, self.datatypes[at].1.as_ref()).into()
            }
        })
    }
}
