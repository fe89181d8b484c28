//! Tables for tests: single rows, and the story of an attack on a gold mine with some seventy claims.

use crate::query::{Literal, NamedNode, Table, Term};

/// The base IRI of the test data.
pub(crate) const BASE: &str = "https://example.org/khatlon/";

const COLUMNS: &str = "subject subject_label subject_type relation relation_label quad object object_label \
    object_type status source source_label about about_label date earliest latest claim row locator quote speaker";

/// Holds one row by column name.
#[derive(Debug, Clone)]
pub(crate) struct Row(Vec<(&'static str, Term)>);

/// Makes a row with the four things that every claim has.
pub(crate) fn row(claim: &str, subject: &str, relation: &str, object: &str) -> Row {
    Row(Vec::new())
        .iri("claim", &format!("claim/{claim}"))
        .iri("subject", subject)
        .iri("relation", &format!("https://w3id.org/actant/relation/{relation}"))
        .iri("object", object)
        .status("asserted")
}

impl Row {
    pub(crate) fn iri(mut self, column: &'static str, iri: &str) -> Self {
        let iri = if iri.contains("://") { iri.to_owned() } else { format!("{BASE}{iri}") };
        self.0.push((column, NamedNode::new(iri).expect("an IRI").into()));
        self
    }

    pub(crate) fn text(mut self, column: &'static str, text: &str) -> Self {
        if !text.is_empty() {
            self.0.push((column, Literal::new_simple_literal(text).into()));
        }
        self
    }

    pub(crate) fn source(self, source: &str) -> Self {
        self.iri("source", &format!("source/{source}"))
    }

    pub(crate) fn about(self, about: &str) -> Self {
        self.iri("about", about)
    }

    pub(crate) fn status(self, status: &str) -> Self {
        self.iri("status", &format!("https://w3id.org/actant/ns#{status}"))
    }

    pub(crate) fn days(self, earliest: &str, latest: &str) -> Self {
        self.text("earliest", earliest).text("latest", latest)
    }

    fn term(&self, column: &str) -> Option<Term> {
        self.0.iter().rev().find(|(name, _)| *name == column).map(|(_, term)| term.clone())
    }
}

/// Puts rows under the columns of the `edges` query.
pub(crate) fn table(rows: &[Row]) -> Table {
    let columns: Vec<String> = COLUMNS.split_whitespace().map(str::to_owned).collect();
    let rows = rows.iter().map(|row| columns.iter().map(|column| row.term(column)).collect()).collect();
    Table { columns, rows }
}

/// Gives the whole story.
pub(crate) fn story() -> Table {
    let entities = records(include_str!("testdata/entities.csv"));
    let relations = records(include_str!("testdata/relations.csv"));
    let claims = records(include_str!("testdata/claims.csv"));
    let entity = |id: &str| entities.iter().find(|entity| entity[0] == id);
    let rows: Vec<Row> = claims
        .iter()
        .zip(2..)
        .map(|(claim, line)| {
            let [id, subject, relation, object, about, date, status, source, locator, quote] = &claim[..]
            else {
                panic!("a claim of the test data has {} cells", claim.len());
            };
            let relation_type =
                relations.iter().find(|found| &found[0] == relation).expect("a relation type");
            let mut row = row(id, subject, relation, object)
                .text("relation_label", &relation_type[1])
                .status(status)
                .source(source)
                .text("source_label", if source == "s1" { "Border talks" } else { "Mine attack" })
                .text("date", date)
                .text("locator", locator)
                .text("quote", quote)
                .text("row", &format!("relations.csv:{line}"));
            if !relation_type[2].is_empty() {
                row = row.iri("quad", &format!("https://w3id.org/actant/ns#{}", camel(&relation_type[2])));
            }
            if let Some(found) = entity(subject) {
                row = row.text("subject_label", &found[1]).text("subject_type", &found[2]);
            }
            if let Some(found) = entity(object) {
                row = row.text("object_label", &found[1]).text("object_type", &found[2]);
            }
            if let Some(found) = entity(about) {
                row = row.about(about).text("about_label", &found[1]);
            }
            match date.as_str() {
                "2025-11" => row.days("2025-11-01", "2025-11-30"),
                "2005/.." => row.text("earliest", "2005-01-01"),
                "2005" => row.days("2005-01-01", "2005-12-31"),
                _ => row,
            }
        })
        .collect();
    table(&rows)
}

fn camel(word: &str) -> String {
    word.split('-').map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}

fn records(text: &str) -> Vec<Vec<String>> {
    csv::Reader::from_reader(text.as_bytes())
        .records()
        .map(|record| record.expect("test data").iter().map(str::to_owned).collect())
        .collect()
}
