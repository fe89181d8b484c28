//! Actors, events, places, sources and relation types as triples, and the data set's word on itself.

use crate::model::{Entities, Entity, Extra, Kind, Settings, TextId};
use crate::rdf::iri::{encode, folder};
use crate::rdf::lower::Terms;
use crate::rdf::relation_types;
use crate::rdf::vocabulary::{EXTRA, RELATION};
use crate::store::TermId;

/// Gives the IRI of an entity by its kind and id.
pub(super) fn iri(settings: &Settings, kind: Kind, name: &str) -> String {
    match kind {
        Kind::RelationType => format!("{RELATION}{}", encode(name)),
        kind => format!("{}{}{}", settings.base, folder(kind), encode(name)),
    }
}

/// Says what the data set is called, under which licence it is, and how many actors, events, places, sources and
/// relation types it describes.
pub(super) fn describe(settings: &Settings, count: usize, terms: &mut Terms<'_>) {
    let dataset = terms.builder.iri(&settings.base);
    let class = terms.iri("void:Dataset");
    terms.add(dataset, "rdf:type", class);
    let space = terms.plain(&settings.base);
    terms.add(dataset, "void:uriSpace", space);
    let integer = terms.iri("xsd:integer");
    let count = terms.builder.typed(&count.to_string(), integer);
    terms.add(dataset, "void:entities", count);
    if !settings.title.is_empty() {
        let title = terms.plain(&settings.title);
        terms.add(dataset, "dcterms:title", title);
    }
    if !settings.licence.is_empty() {
        let licence = if settings.licence.contains("://") {
            terms.builder.iri(&settings.licence)
        } else {
            terms.builder.iri(&format!("https://spdx.org/licenses/{}", encode(&settings.licence)))
        };
        terms.add(dataset, "dcterms:license", licence);
    }
}

/// Lowers all entities, property by property. Relation types of the shipped vocabulary are lowered even when no claim
/// uses them, so that a question about them has the right empty answer.
pub(super) fn lower(entities: &Entities, terms: &mut Terms<'_>) {
    for (id, entity) in entities.iter() {
        for class in classes(entity, terms.text(entity.class)) {
            let class = terms.iri(class);
            terms.add(terms.entity(id), "rdf:type", class);
        }
    }
    each(entities, "dcterms:identifier", terms, |entity, terms| terms.string(entity.name));
    each(entities, "skos:prefLabel", terms, |entity, terms| terms.string(entity.label));
    for (id, entity) in entities.iter() {
        for alias in &entity.aliases {
            let alias = terms.string(*alias);
            terms.add(terms.entity(id), "skos:altLabel", alias);
        }
    }
    each(entities, "act:type", terms, |entity, terms| terms.string(entity.class));
    let of = |sources: bool| {
        move |entity: &Entity, value| {
            if (entity.kind == Kind::Source) == sources { value } else { TermId::NONE }
        }
    };
    let (of_sources, of_others) = (of(true), of(false));
    each(entities, "prov:wasQuotedFrom", terms, |entity, terms| {
        of_sources(entity, terms.entity(entity.part_of))
    });
    each(entities, "dcterms:isPartOf", terms, |entity, terms| {
        of_others(entity, terms.entity(entity.part_of))
    });
    each(entities, "act:country", terms, |entity, terms| terms.entity(entity.country));
    each(entities, "sem:hasPlace", terms, |entity, terms| terms.entity(entity.place));
    each(entities, "skos:note", terms, |entity, terms| terms.string(entity.note));
    each(entities, "dcterms:title", terms, |entity, terms| {
        let label = terms.string(entity.label);
        of_sources(entity, label)
    });
    each(entities, "dcterms:issued", terms, |entity, terms| {
        of_sources(entity, terms.date(entity.date).written)
    });
    each(entities, "dcterms:date", terms, |entity, terms| of_others(entity, terms.date(entity.date).written));
    each(entities, "sem:hasEarliestBeginTimeStamp", terms, |entity, terms| terms.date(entity.date).earliest);
    each(entities, "sem:hasLatestEndTimeStamp", terms, |entity, terms| terms.date(entity.date).latest);
    each(entities, "act:row", terms, |entity, terms| {
        let shipped = entity.relation.as_ref().is_some_and(|relation| relation.shipped);
        if entity.line == 0 || shipped {
            return TermId::NONE;
        }
        let row = format!("{}:{}", terms.text(entity.file), entity.line);
        terms.plain(&row)
    });
    for (id, entity) in entities.iter() {
        let subject = terms.entity(id);
        for (extra, text) in &entity.extras {
            lower_extra(subject, *extra, *text, terms);
        }
        if let Some(relation) = &entity.relation {
            relation_types::lower(subject, relation, terms);
        }
    }
}

/// Adds a property of the entities that have it.
fn each(
    entities: &Entities,
    predicate: &'static str,
    terms: &mut Terms<'_>,
    value: impl Fn(&Entity, &mut Terms<'_>) -> TermId,
) {
    let pairs: Vec<(TermId, TermId)> = (entities.iter())
        .map(|(id, entity)| (terms.entity(id), value(entity, terms)))
        .filter(|(_, value)| !value.is_none())
        .collect();
    if !pairs.is_empty() {
        let predicate = terms.iri(predicate);
        terms.builder.pairs(predicate, pairs);
    }
}

fn lower_extra(subject: TermId, extra: Extra, text: TextId, terms: &mut Terms<'_>) {
    let (predicate, object) = match extra {
        Extra::Wikidata => {
            let item =
                terms.builder.iri(&format!("http://www.wikidata.org/entity/{}", encode(terms.text(text))));
            ("skos:exactMatch", item)
        }
        Extra::Latitude => ("geo:lat", terms.string(text)),
        Extra::Longitude => ("geo:long", terms.string(text)),
        Extra::Url => ("schema:url", terms.string(text)),
        Extra::Publisher => ("dcterms:publisher", terms.string(text)),
        Extra::Author => ("dcterms:creator", terms.string(text)),
        Extra::Language => ("dcterms:language", terms.string(text)),
        Extra::Unknown(name) => {
            let predicate = terms.builder.iri(&format!("{EXTRA}{}", encode(terms.text(name))));
            let object = terms.string(text);
            if !object.is_none() {
                terms.builder.quad(subject, predicate, object, None);
            }
            return;
        }
    };
    terms.add(subject, predicate, object);
}

/// Gives the classes of an entity: one that all of its kind share, and those that its type stands for.
fn classes(entity: &Entity, class: &str) -> &'static [&'static str] {
    match entity.kind {
        Kind::Event => &["sem:Event"],
        Kind::Place => &["sem:Place"],
        Kind::Source => &["act:Source", "bibo:Document"],
        Kind::RelationType => &["rdf:Property", "skos:Concept", "act:RelationType"],
        Kind::Actor => match class.to_ascii_lowercase().replace('_', "-").as_str() {
            "state" => &["act:Actor", "act:State", "org:Organization"],
            "organisation" | "organization" => &["act:Actor", "act:Organisation", "org:Organization"],
            "government-body" => &["act:Actor", "act:GovernmentBody", "org:Organization"],
            "armed-group" => &["act:Actor", "act:ArmedGroup", "org:Organization"],
            "person" => &["act:Actor", "act:Person", "foaf:Person"],
            "population" => &["act:Actor", "act:Population", "foaf:Group"],
            "medium" => &["act:Actor", "act:Medium", "org:Organization"],
            "unnamed-group" => &["act:Actor", "act:UnnamedGroup", "foaf:Group"],
            _ => &["act:Actor"],
        },
    }
}
