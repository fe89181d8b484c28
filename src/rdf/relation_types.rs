//! What a relation type says beyond its label, as triples.

use crate::model::{Quad, RelationType};
use crate::rdf::lower::Terms;
use crate::store::TermId;

/// Lowers what only a relation type has.
pub(super) fn lower(subject: TermId, relation: &RelationType, terms: &mut Terms<'_>) {
    for form in &relation.forms {
        let form = terms.string(*form);
        terms.add(subject, "skos:altLabel", form);
    }
    let inverse = terms.string(relation.inverse);
    terms.add(subject, "act:inverseLabel", inverse);
    let broader = terms.entity(relation.broader);
    terms.add(subject, "skos:broader", broader);
    for (holds, class) in
        [(relation.symmetric, "owl:SymmetricProperty"), (relation.transitive, "owl:TransitiveProperty")]
    {
        if holds {
            let class = terms.iri(class);
            terms.add(subject, "rdf:type", class);
        }
    }
    for (code, datatype) in [(relation.cameo, "act:CAMEO"), (relation.plover, "act:PLOVER")] {
        if !code.is_none() {
            let datatype = terms.iri(datatype);
            let code = terms.builder.typed(terms.text(code), datatype);
            terms.add(subject, "skos:notation", code);
        }
    }
    if let Some(quad) = relation.quad {
        let class = terms.iri(match quad {
            Quad::VerbalCooperation => "act:VerbalCooperation",
            Quad::MaterialCooperation => "act:MaterialCooperation",
            Quad::VerbalConflict => "act:VerbalConflict",
            Quad::MaterialConflict => "act:MaterialConflict",
        });
        terms.add(subject, "act:quadClass", class);
    }
    if !relation.intensity.is_none() {
        let decimal = terms.iri("xsd:decimal");
        let intensity = terms.builder.typed(terms.text(relation.intensity), decimal);
        terms.add(subject, "act:intensity", intensity);
    }
}
