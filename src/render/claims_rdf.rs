//! What RDF says of claims beyond the dumped graph: RDF 1.2 reifiers, and nanopublications. Terms are written in their
//! N-Triples form by the store's own crate, and by nothing else here.

use std::io::{self, Write};

use crate::graph::Network;
use crate::query::{Literal, NamedNode, Solutions};
use crate::render::facts::claims;

/// Writes a line of Turtle 1.2 for each claim: the claim reifies its triple, which is thereby named and not asserted. The rows
/// are claims with their subject, relation and object.
///
/// # Errors
///
/// Whatever the writer fails with, and when the graph is damaged.
pub fn reifiers(statements: &Solutions<'_>, out: &mut dyn Write) -> io::Result<()> {
    const BETWEEN: [&str; 4] =
        [" <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( ", " ", " ", " )>> .\n"];
    statements.each(|cells| {
        for (cell, after) in cells.zip(BETWEEN) {
            if let Some(term) = cell? {
                write!(out, "{term}{after}")?;
            }
        }
        Ok(())
    })
}

/// Writes one nanopublication for each claim, as TriG: head, assertion, provenance and publication info in four named
/// graphs (nanopub.net/guidelines). The assertion holds the tie where the claim is asserted, and the statement node of
/// the claim in any case. No time of writing is given: the same data makes the same publications.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn nanopublications(
    network: &Network,
    base: &str,
    licence: Option<&NamedNode>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (prefix, iri) in [
        ("np", "http://www.nanopub.org/nschema#"),
        ("act", "https://w3id.org/actant/ns#"),
        ("bibo", "http://purl.org/ontology/bibo/"),
        ("dcterms", "http://purl.org/dc/terms/"),
        ("oa", "http://www.w3.org/ns/oa#"),
        ("prov", "http://www.w3.org/ns/prov#"),
        ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
        ("schema", "https://schema.org/"),
    ] {
        writeln!(out, "@prefix {prefix}: <{iri}> .")?;
    }
    for (ends, edge, claim) in claims(network) {
        let [from, to] = ends.map(|end| &network.graph[end].id);
        let part = |name: &str| NamedNode::new_unchecked(format!("{}#{name}", claim.claim.as_str()));
        let [this, head, assertion, provenance, info] =
            ["nanopub", "head", "assertion", "provenance", "pubinfo"].map(part);
        writeln!(out, "\n{head} {{")?;
        writeln!(out, "  {this} a np:Nanopublication ; np:hasAssertion {assertion} ;")?;
        writeln!(out, "    np:hasProvenance {provenance} ; np:hasPublicationInfo {info} .\n}}")?;
        writeln!(out, "{assertion} {{")?;
        if edge.is_asserted() {
            writeln!(out, "  {from} {} {to} .", edge.relation)?;
        }
        write!(
            out,
            "  {} rdf:subject {from} ; rdf:predicate {} ; rdf:object {to}",
            claim.claim, edge.relation
        )?;
        if let Some(about) = &claim.about {
            write!(out, " ; schema:about {about}")?;
        }
        text("dcterms:date", &claim.date, out)?;
        writeln!(out, " ;\n    act:status act:{} .\n}}", edge.status)?;
        writeln!(out, "{provenance} {{")?;
        write!(out, "  {assertion} prov:wasGeneratedBy {}", part("reading"))?;
        if let Some(source) = &claim.source {
            write!(out, " ; prov:wasDerivedFrom {source}")?;
        }
        text("bibo:locator", &claim.locator, out)?;
        text("oa:exact", &claim.quote, out)?;
        text("act:speaker", &claim.speaker, out)?;
        writeln!(out, " .\n}}")?;
        writeln!(out, "{info} {{")?;
        write!(out, "  {this} dcterms:isPartOf {}", NamedNode::new_unchecked(base))?;
        if let Some(licence) = licence {
            write!(out, " ; dcterms:license {licence}")?;
        }
        text("act:row", &claim.row, out)?;
        writeln!(out, " .\n}}")?;
    }
    Ok(())
}

fn text(property: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    write!(out, " ;\n    {property} {}", Literal::new_simple_literal(text))
}
