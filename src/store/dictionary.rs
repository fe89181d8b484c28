//! Terms as bytes, each once. An IRI is its namespace's number and the rest; a typed literal names its datatype
//! by id; so equal terms have equal bytes and nothing is written out twice.

use std::collections::{HashMap, HashSet};

use oxigraph::model::vocab::xsd;
use oxigraph::model::{BlankNode, Literal, LiteralRef, NamedNode, Term, TermRef};
use serde::{Deserialize, Serialize};

use crate::store::error::StoreError;
use crate::store::id::TermId;
use crate::store::reader::Entry;
use crate::store::rows::RowNames;
use crate::store::snapshot::{Sections, Snapshot};
use crate::store::strings::{Strings, StringsBuilder, StringsRef};

const IRI: u8 = 0;
const BLANK: u8 = 1;
const STRING: u8 = 2;
const TAGGED: u8 = 3;
const TYPED: u8 = 4;

/// Says that an IRI is written out because the table of namespaces was full.
const NO_NAMESPACE: u8 = u8::MAX;

/// Gathers the terms of a graph that is being built.
#[derive(Debug, Default)]
pub(super) struct DictionaryBuilder {
    strings: StringsBuilder,
    namespaces: Vec<String>,
    namespace_index: HashMap<String, u8>,
    scratch: Vec<u8>,
}

impl DictionaryBuilder {
    pub(super) fn iri(&mut self, iri: &str) -> TermId {
        let (namespace, local) = iri.split_at(split(iri));
        let number = match self.namespace_index.get(namespace) {
            Some(number) => *number,
            None if self.namespaces.len() < NO_NAMESPACE as usize => {
                let number = self.namespaces.len() as u8;
                self.namespaces.push(namespace.to_owned());
                self.namespace_index.insert(namespace.to_owned(), number);
                number
            }
            None => NO_NAMESPACE,
        };
        self.scratch.clear();
        self.scratch.extend([IRI, number]);
        self.scratch.extend((if number == NO_NAMESPACE { iri } else { local }).bytes());
        self.add()
    }

    pub(super) fn blank(&mut self, id: &str) -> TermId {
        self.scratch.clear();
        self.scratch.push(BLANK);
        self.scratch.extend(id.bytes());
        self.add()
    }

    pub(super) fn string(&mut self, value: &str) -> TermId {
        self.write_string(value);
        self.add()
    }

    /// Adds a plain literal that is not there yet; see [`StringsBuilder::push`].
    pub(super) fn new_string(&mut self, value: &str) -> TermId {
        self.write_string(value);
        TermId::term(self.strings.push(&self.scratch))
    }

    /// Lets every literal be found that was added as a new one.
    pub(super) fn index(&mut self) {
        self.strings.index();
    }

    fn write_string(&mut self, value: &str) {
        self.scratch.clear();
        self.scratch.push(STRING);
        self.scratch.extend_from_slice(value.as_bytes());
    }

    pub(super) fn tagged(&mut self, value: &str, language: &str) -> TermId {
        self.scratch.clear();
        self.scratch.push(TAGGED);
        self.scratch.extend(language.bytes());
        self.scratch.push(0);
        self.scratch.extend_from_slice(value.as_bytes());
        self.add()
    }

    pub(super) fn typed(&mut self, value: &str, datatype: TermId) -> TermId {
        if self.is_iri(datatype, xsd::STRING.as_str()) {
            return self.string(value);
        }
        self.scratch.clear();
        self.scratch.push(TYPED);
        self.scratch.extend(datatype.0.to_le_bytes());
        self.scratch.extend_from_slice(value.as_bytes());
        self.add()
    }

    pub(super) fn term(&mut self, term: TermRef<'_>) -> TermId {
        match term {
            TermRef::NamedNode(node) => self.iri(node.as_str()),
            TermRef::BlankNode(node) => self.blank(node.as_str()),
            TermRef::Literal(literal) => {
                if let Some(language) = literal.language() {
                    self.tagged(literal.value(), language)
                } else if is_string(literal) {
                    self.string(literal.value())
                } else {
                    let datatype = self.iri(literal.datatype().as_str());
                    self.typed(literal.value(), datatype)
                }
            }
        }
    }

    pub(super) fn reserve(&mut self, terms: usize) {
        self.strings.reserve(terms);
    }

    fn is_iri(&self, id: TermId, iri: &str) -> bool {
        let (namespace, local) = iri.split_at(split(iri));
        match self.strings.get(id.0 as usize) {
            [IRI, NO_NAMESPACE, whole @ ..] => whole == iri.as_bytes(),
            [IRI, number, rest @ ..] => {
                rest == local.as_bytes() && self.namespaces[*number as usize] == namespace
            }
            _ => false,
        }
    }

    fn add(&mut self) -> TermId {
        TermId::term(self.strings.intern(&self.scratch))
    }

    pub(super) fn len(&self) -> usize {
        self.strings.len()
    }

    /// Tells whether a term is an IRI.
    pub(super) fn is_node(&self, id: TermId) -> bool {
        self.strings.get(id.0 as usize).first() == Some(&IRI)
    }

    /// Tells whether an IRI of the dictionary is that of a dense row, which it must not be.
    pub(super) fn names_one(&self, namespace: &str, names: &RowNames) -> bool {
        let names: HashSet<String> = (0..names.len()).map(|row| names.text(row)).collect();
        (0..self.len()).any(|row| {
            let iri = match self.strings.get(row) {
                [IRI, NO_NAMESPACE, whole @ ..] => String::from_utf8_lossy(whole).into_owned(),
                [IRI, number, rest @ ..] => {
                    self.namespaces[*number as usize].clone() + &String::from_utf8_lossy(rest)
                }
                _ => return false,
            };
            iri.strip_prefix(namespace).is_some_and(|name| names.contains(name))
        })
    }

    /// Walks the values of the plain literals.
    pub(super) fn plain_strings(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len()).filter_map(|row| self.strings.get(row).strip_prefix(&[STRING]))
    }

    pub(super) fn place(self, sections: &mut Sections) -> DictionaryRef {
        DictionaryRef { strings: self.strings.place(sections), namespaces: self.namespaces }
    }
}

/// Tells whether a literal is a plain string, which RDF 1.1 writes without a datatype.
pub(super) fn is_string(literal: LiteralRef<'_>) -> bool {
    literal.datatype() == xsd::STRING
}

/// Tells whether an entry is a literal.
pub(super) fn is_literal(strings: &Strings<'_>, row: u32) -> bool {
    !matches!(strings.get(row as usize).first(), Some(&(IRI | BLANK)))
}

fn join(namespace: &str, rest: &str) -> String {
    let mut iri = String::with_capacity(namespace.len() + rest.len());
    iri.push_str(namespace);
    iri.push_str(rest);
    iri
}

/// Gives the end of the namespace of an IRI: after the last `#` or `/`.
fn split(iri: &str) -> usize {
    iri.rfind(['#', '/']).map_or(0, |at| at + 1)
}

/// Names the dictionary of a snapshot.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct DictionaryRef {
    strings: StringsRef,
    namespaces: Vec<String>,
}

impl DictionaryRef {
    /// Gives the term of an id.
    pub(super) fn get(&self, snapshot: &Snapshot, row: u32) -> Result<Term, StoreError> {
        self.read(&self.strings.open(snapshot)?, row)
    }

    /// Opens the entries for many look-ups.
    pub(super) fn open<'a>(&self, snapshot: &'a Snapshot) -> Result<Strings<'a>, StoreError> {
        self.strings.open(snapshot)
    }

    /// Gives the term of an id, from opened entries.
    pub(super) fn read(&self, strings: &Strings<'_>, row: u32) -> Result<Term, StoreError> {
        Ok(match self.entry(strings, row)? {
            Entry::Iri { namespace, rest } => {
                Term::NamedNode(NamedNode::new_unchecked(join(namespace, rest)))
            }
            Entry::Blank(name) => Term::BlankNode(BlankNode::new_unchecked(name)),
            Entry::String(value) => Term::Literal(Literal::new_simple_literal(value)),
            Entry::Tagged { value, language } => {
                Term::Literal(Literal::new_language_tagged_literal_unchecked(value, language))
            }
            Entry::Typed { value, datatype } => {
                Term::Literal(Literal::new_typed_literal(value, self.datatype(strings, datatype)?))
            }
        })
    }

    /// Reads an entry where it lies.
    #[inline]
    pub(super) fn entry<'a>(&'a self, strings: &Strings<'a>, row: u32) -> Result<Entry<'a>, StoreError> {
        let damaged = || StoreError::Damaged { reason: "a term is not text".to_owned() };
        let text = |bytes: &'a [u8]| std::str::from_utf8(bytes).map_err(|_| damaged());
        Ok(match strings.get(row as usize) {
            [STRING, value @ ..] => Entry::String(text(value)?),
            [IRI, NO_NAMESPACE, rest @ ..] => Entry::Iri { namespace: "", rest: text(rest)? },
            [IRI, number, rest @ ..] => {
                let namespace = self.namespaces.get(*number as usize).ok_or_else(damaged)?;
                Entry::Iri { namespace, rest: text(rest)? }
            }
            [BLANK, name @ ..] => Entry::Blank(text(name)?),
            [TAGGED, rest @ ..] => {
                let end = rest.iter().position(|&byte| byte == 0).ok_or_else(damaged)?;
                Entry::Tagged { value: text(&rest[end + 1..])?, language: text(&rest[..end])? }
            }
            [TYPED, a, b, c, d, value @ ..] => {
                Entry::Typed { value: text(value)?, datatype: u32::from_le_bytes([*a, *b, *c, *d]) }
            }
            _ => return Err(damaged()),
        })
    }

    /// Gives the IRI of a datatype.
    pub(super) fn datatype(&self, strings: &Strings<'_>, row: u32) -> Result<NamedNode, StoreError> {
        match self.entry(strings, row)? {
            Entry::Iri { namespace, rest } => Ok(NamedNode::new_unchecked(join(namespace, rest))),
            _ => Err(StoreError::Damaged { reason: "a datatype is not an IRI".to_owned() }),
        }
    }

    /// Finds the id of a term. Cost: expected constant.
    pub(super) fn find(&self, snapshot: &Snapshot, term: TermRef<'_>) -> Result<Option<u32>, StoreError> {
        let mut bytes = Vec::with_capacity(64);
        match term {
            TermRef::NamedNode(node) => {
                let iri = node.as_str();
                let (namespace, local) = iri.split_at(split(iri));
                match self.namespaces.iter().position(|known| known == namespace) {
                    Some(number) => {
                        bytes.extend([IRI, number as u8]);
                        bytes.extend(local.bytes());
                    }
                    None => {
                        bytes.extend([IRI, NO_NAMESPACE]);
                        bytes.extend(iri.bytes());
                    }
                }
            }
            TermRef::BlankNode(node) => {
                bytes.push(BLANK);
                bytes.extend(node.as_str().bytes());
            }
            TermRef::Literal(literal) => {
                if let Some(language) = literal.language() {
                    bytes.push(TAGGED);
                    bytes.extend(language.bytes());
                    bytes.push(0);
                } else if is_string(literal) {
                    bytes.push(STRING);
                } else {
                    let Some(datatype) = self.find(snapshot, literal.datatype().into())? else {
                        return Ok(None);
                    };
                    bytes.push(TYPED);
                    bytes.extend(datatype.to_le_bytes());
                }
                bytes.extend(literal.value().bytes());
            }
        }
        Ok(self.strings.find(snapshot, &bytes)?.map(|row| row as u32))
    }
}
