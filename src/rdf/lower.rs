//! A valid data set into a builder: the entities, then the claims as columns, then their ties.

use std::collections::HashMap;
use std::thread;

use crate::model::{Dataset, DateId, EntityId, TextId, Valid};
use crate::rdf::known::{DateTerms, Known};
use crate::rdf::reading::Reading;
use crate::rdf::vocabulary::expand;
use crate::rdf::{claims, entities};
use crate::store::{Builder, TermId};

/// Lowers a data set to triples. It takes the data set over, so that no column lies in memory twice.
///
/// Cost: linear in cells; each distinct text, date and entity becomes a term once. What needs no new terms is worked
/// out on a second thread.
pub fn lower(dataset: Valid<Dataset>) -> Builder {
    let Dataset { settings, texts, dates, entities, mut claims, .. } = dataset.into_inner();
    let mut builder = Builder::new();
    builder.reserve(2 * entities.len() + 2 * dates.len());
    let known = Known::new(&settings, &texts, &entities, &dates, &mut builder);
    let mut terms = Terms::new(&known, builder);
    entities::describe(&settings, entities.len(), &mut terms);
    let rows = claims::rows(&settings, &mut claims, &mut terms);
    let reading = thread::scope(|scope| {
        let reading = scope.spawn(|| Reading::of(&entities, &dates, &claims, rows, &known));
        entities::lower(&entities, &mut terms);
        reading.join().expect("reading claims does not panic")
    });
    claims::lower(&settings, &entities, &dates, claims, reading, &mut terms);
    terms.builder
}

/// The builder, and the terms that were already made from the data set's own numbers. All plain literals come from here,
/// so that a text of the data set is never two of them.
pub(super) struct Terms<'a> {
    pub(super) builder: Builder,
    pub(super) known: &'a Known<'a>,
    /// Compact names that were met.
    compact: HashMap<&'static str, TermId>,
    strings: Vec<TermId>,
}

impl<'a> Terms<'a> {
    fn new(known: &'a Known<'a>, builder: Builder) -> Self {
        Self { builder, known, compact: HashMap::new(), strings: vec![TermId::NONE; known.texts.len()] }
    }

    /// Gives the term of a compact name such as `skos:prefLabel`.
    pub(super) fn iri(&mut self, compact: &'static str) -> TermId {
        let builder = &mut self.builder;
        *self.compact.entry(compact).or_insert_with(|| builder.iri(&expand(compact)))
    }

    /// Gives the text of a number.
    pub(super) fn text(&self, id: TextId) -> &'a str {
        self.known.text(id)
    }

    /// Gives the plain literal of a text; none for an empty cell.
    pub(super) fn string(&mut self, id: TextId) -> TermId {
        if id.is_none() {
            return TermId::NONE;
        }
        let known = self.strings[id.index()];
        if !known.is_none() {
            return known;
        }
        let term = self.builder.new_string(self.known.text(id));
        self.strings[id.index()] = term;
        term
    }

    /// Gives the plain literal of a text that is in no cell, or happens to be in one.
    pub(super) fn plain(&mut self, text: &str) -> TermId {
        match self.known.texts.find(text) {
            Some(id) => self.string(id),
            None => self.builder.string(text),
        }
    }

    /// Gives the IRI of an entity; none for an empty cell.
    pub(super) fn entity(&self, id: EntityId) -> TermId {
        self.known.entity(id)
    }

    /// Gives the terms of a date; three times none for an empty cell.
    pub(super) fn date(&self, id: DateId) -> DateTerms {
        self.known.date(id)
    }

    /// Adds a triple whose predicate is a compact name, unless its object is none.
    pub(super) fn add(&mut self, subject: TermId, predicate: &'static str, object: TermId) {
        if !object.is_none() {
            let predicate = self.iri(predicate);
            self.builder.quad(subject, predicate, object, None);
        }
    }
}
