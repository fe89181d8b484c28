//! A valid data set into a builder: the entities, then the claims as columns, then their ties.

use std::collections::HashMap;

use crate::model::{Dataset, DateId, EntityId, TextId, Texts, Valid};
use crate::rdf::vocabulary::expand;
use crate::rdf::{claims, entities};
use crate::store::{Builder, TermId};

/// Lowers a data set to triples. It takes the data set over, so that no column lies in memory twice.
///
/// Cost: linear in cells; each distinct text, date and entity becomes a term once.
pub fn lower(dataset: Valid<Dataset>) -> Builder {
    let Dataset { settings, texts, dates, entities, claims, .. } = dataset.into_inner();
    let mut terms = Terms::new(&texts);
    terms.builder.reserve(texts.len() + 2 * entities.len() + 2 * dates.len());
    for (id, entity) in entities.iter() {
        let iri = entities::iri(&settings, entity.kind, texts.get(entity.name));
        let term = terms.builder.iri(&iri);
        debug_assert_eq!(id.index(), terms.entities.len(), "entities are lowered in order");
        terms.entities.push(term);
    }
    let edtf = terms.iri("edtf:EDTF");
    let date = terms.iri("xsd:date");
    for (_, record) in dates.iter() {
        let mut day = |day: Option<crate::model::Day>| {
            day.map_or(TermId::NONE, |day| terms.builder.typed(&day.to_string(), date))
        };
        let (earliest, latest) = (day(record.earliest), day(record.latest));
        let written = terms.builder.typed(texts.get(record.text), edtf);
        terms.dates.push(DateTerms { written, earliest, latest });
    }
    entities::describe(&settings, entities.len(), &mut terms);
    for (id, entity) in entities.iter() {
        entities::lower(id, entity, &mut terms);
    }
    claims::lower(&settings, &entities, &dates, claims, &mut terms);
    terms.builder
}

/// The builder, and the terms that were already made from the data set's own numbers.
pub(super) struct Terms<'a> {
    pub(super) builder: Builder,
    /// Compact names that were met, since each of them is met for every entity.
    compact: HashMap<&'static str, TermId>,
    pub(super) texts: &'a Texts,
    strings: Vec<TermId>,
    entities: Vec<TermId>,
    dates: Vec<DateTerms>,
}

/// The three terms of a date.
#[derive(Clone, Copy)]
pub(super) struct DateTerms {
    pub(super) written: TermId,
    pub(super) earliest: TermId,
    pub(super) latest: TermId,
}

impl<'a> Terms<'a> {
    fn new(texts: &'a Texts) -> Self {
        Self {
            builder: Builder::new(),
            compact: HashMap::new(),
            texts,
            strings: vec![TermId::NONE; texts.len()],
            entities: Vec::new(),
            dates: Vec::new(),
        }
    }

    /// Gives the term of a compact name such as `skos:prefLabel`.
    pub(super) fn iri(&mut self, compact: &'static str) -> TermId {
        let builder = &mut self.builder;
        *self.compact.entry(compact).or_insert_with(|| builder.iri(&expand(compact)))
    }

    /// Gives the text of a number.
    pub(super) fn text(&self, id: TextId) -> &'a str {
        self.texts.get(id)
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
        let term = self.builder.string(self.texts.get(id));
        self.strings[id.index()] = term;
        term
    }

    /// Gives the IRI of an entity; none for an empty cell.
    pub(super) fn entity(&self, id: EntityId) -> TermId {
        if id.is_none() { TermId::NONE } else { self.entities[id.index()] }
    }

    /// Gives the terms of a date; three times none for an empty cell.
    pub(super) fn date(&self, id: DateId) -> DateTerms {
        const NONE: DateTerms =
            DateTerms { written: TermId::NONE, earliest: TermId::NONE, latest: TermId::NONE };
        if id.is_none() { NONE } else { self.dates[id.index()] }
    }

    /// Adds a triple whose predicate is a compact name, unless its object is none.
    pub(super) fn add(&mut self, subject: TermId, predicate: &'static str, object: TermId) {
        if !object.is_none() {
            let predicate = self.iri(predicate);
            self.builder.quad(subject, predicate, object, None);
        }
    }
}
