//! Actors, events, places, sources and relation types as triples, and the data set's word on itself.

use crate::model::{Entity, EntityId, Extra, Kind, Settings, TextId};
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
    let space = terms.builder.string(&settings.base);
    terms.add(dataset, "void:uriSpace", space);
    let integer = terms.iri("xsd:integer");
    let count = terms.builder.typed(&count.to_string(), integer);
    terms.add(dataset, "void:entities", count);
    if !settings.title.is_empty() {
        let title = terms.builder.string(&settings.title);
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

/// Lowers one entity. Relation types of the shipped vocabulary are lowered even when no claim uses them, so that
/// a question about them has the right empty answer.
pub(super) fn lower(id: EntityId, entity: &Entity, terms: &mut Terms<'_>) {
    let subject = terms.entity(id);
    for class in classes(entity, terms.text(entity.class)) {
        let class = terms.iri(class);
        terms.add(subject, "rdf:type", class);
    }
    let identifier = terms.string(entity.name);
    terms.add(subject, "dcterms:identifier", identifier);
    let label = terms.string(entity.label);
    terms.add(subject, "skos:prefLabel", label);
    for alias in &entity.aliases {
        let alias = terms.string(*alias);
        terms.add(subject, "skos:altLabel", alias);
    }
    let class = terms.string(entity.class);
    terms.add(subject, "act:type", class);
    let part_of = terms.entity(entity.part_of);
    let whole = if entity.kind == Kind::Source { "prov:wasQuotedFrom" } else { "dcterms:isPartOf" };
    terms.add(subject, whole, part_of);
    let country = terms.entity(entity.country);
    terms.add(subject, "act:country", country);
    let place = terms.entity(entity.place);
    terms.add(subject, "sem:hasPlace", place);
    let note = terms.string(entity.note);
    terms.add(subject, "skos:note", note);
    let date = terms.date(entity.date);
    if entity.kind == Kind::Source {
        terms.add(subject, "dcterms:title", label);
        terms.add(subject, "dcterms:issued", date.written);
    } else {
        terms.add(subject, "dcterms:date", date.written);
    }
    terms.add(subject, "sem:hasEarliestBeginTimeStamp", date.earliest);
    terms.add(subject, "sem:hasLatestEndTimeStamp", date.latest);
    let shipped = entity.relation.as_ref().is_some_and(|relation| relation.shipped);
    if entity.line > 0 && !shipped {
        let row = format!("{}:{}", terms.text(entity.file), entity.line);
        let row = terms.builder.string(&row);
        terms.add(subject, "act:row", row);
    }
    for (extra, text) in &entity.extras {
        lower_extra(subject, *extra, *text, terms);
    }
    if let Some(relation) = &entity.relation {
        relation_types::lower(subject, relation, terms);
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
