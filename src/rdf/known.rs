//! The terms that a data set's own numbers stand for. They are made first and then only read, so that two threads may.

use crate::model::{DateId, Dates, Day, Entities, EntityId, ObjectId, Settings, TextId, Texts};
use crate::rdf::entities;
use crate::rdf::vocabulary::expand;
use crate::store::{Builder, Rows, TermId};

/// The texts of a data set, and the terms of its entities and dates.
pub(super) struct Known<'a> {
    pub(super) texts: &'a Texts,
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

impl<'a> Known<'a> {
    /// Makes the terms of all entities and dates.
    pub(super) fn new(
        settings: &Settings,
        texts: &'a Texts,
        entities: &Entities,
        dates: &Dates,
        builder: &mut Builder,
    ) -> Self {
        let entities = (entities.iter())
            .map(|(_, entity)| builder.iri(&entities::iri(settings, entity.kind, texts.get(entity.name))))
            .collect();
        let edtf = builder.iri(&expand("edtf:EDTF"));
        let date = builder.iri(&expand("xsd:date"));
        let dates = (dates.iter())
            .map(|(_, record)| {
                let mut day =
                    |day: Option<Day>| day.map_or(TermId::NONE, |day| builder.typed(&day.to_string(), date));
                let (earliest, latest) = (day(record.earliest), day(record.latest));
                DateTerms { written: builder.typed(texts.get(record.text), edtf), earliest, latest }
            })
            .collect();
        Self { texts, entities, dates }
    }

    /// Gives the text of a number.
    pub(super) fn text(&self, id: TextId) -> &'a str {
        self.texts.get(id)
    }

    /// Gives the IRI of an entity; none for an empty cell.
    pub(super) fn entity(&self, id: EntityId) -> TermId {
        if id.is_none() { TermId::NONE } else { self.entities[id.index()] }
    }

    /// Gives the term of what a claim, one of `rows`, says something of; none where it names nothing.
    pub(super) fn object(&self, object: ObjectId, rows: &Rows) -> TermId {
        match (object.entity(), object.claim()) {
            (Some(entity), _) => self.entity(entity),
            (_, Some(claim)) => rows.id(claim.index()),
            (None, None) => TermId::NONE,
        }
    }

    /// Gives the terms of a date; three times none for an empty cell.
    pub(super) fn date(&self, id: DateId) -> DateTerms {
        const NONE: DateTerms =
            DateTerms { written: TermId::NONE, earliest: TermId::NONE, latest: TermId::NONE };
        if id.is_none() { NONE } else { self.dates[id.index()] }
    }
}
