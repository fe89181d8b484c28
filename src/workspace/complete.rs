//! What a table of claims does not say by itself: when, where only the event has a date, and what a claim says that
//! is itself the subject or the object of another.

use std::collections::HashMap;

use crate::query::{Literal, Table, Term};
use crate::store::{Graph, Graphs, StoreError, TermId};
use crate::workspace::ask::local;
use crate::workspace::lexicon::find;

/// Adds the column `when`: the claim's own date, else that of the event it is about, marked `event`, else
/// `undated`. Fills the labels of claims that stand where an actor may.
pub(super) fn complete(graph: &Graph, table: &mut Table) -> Result<(), StoreError> {
    let date = table.column("date");
    let abouts = ["about", "who", "whom"].map(|name| table.column(name));
    let labels = ["who", "whom", "about"]
        .map(|name| Some((table.column(name)?, table.column(&format!("{name}_label"))?)));
    let reader = Reader::new(graph)?;
    let mut dates: HashMap<Term, Option<String>> = HashMap::new();
    let mut sentences: HashMap<Term, Option<String>> = HashMap::new();
    for row in &mut table.rows {
        for (column, label) in labels.into_iter().flatten() {
            if let (Some(term), None) = (&row[column], &row[label])
                && is_of(term, "claim")
            {
                let sentence = match sentences.get(term) {
                    Some(known) => known.clone(),
                    None => sentences.entry(term.clone()).or_insert(reader.sentence(term)?).clone(),
                };
                row[label] = sentence.map(|text| Literal::new_simple_literal(text).into());
            }
        }
        let mut when = date.and_then(|date| row[date].clone());
        for term in abouts.into_iter().flatten().filter_map(|column| row[column].clone()) {
            if when.is_none() && is_of(&term, "event") {
                let known = match dates.get(&term) {
                    Some(known) => known.clone(),
                    None => dates.entry(term.clone()).or_insert(reader.date(&term)?).clone(),
                };
                when = known.map(|date| Literal::new_simple_literal(format!("event {date}")).into());
            }
        }
        row.push(Some(when.unwrap_or_else(|| Literal::new_simple_literal("undated").into())));
    }
    table.columns.push("when".to_owned());
    Ok(())
}

fn is_of(term: &Term, kind: &str) -> bool {
    let Term::NamedNode(node) = term else { return false };
    let folder = node.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.rsplit('/').next() == Some(kind)
}

/// Reads what single things say of themselves.
pub(super) struct Reader<'graph> {
    graph: &'graph Graph,
    date: Option<TermId>,
    label: Option<TermId>,
    ends: [Option<TermId>; 3],
}

impl<'graph> Reader<'graph> {
    pub(super) fn new(graph: &'graph Graph) -> Result<Self, StoreError> {
        let find = |compact| find(graph, compact);
        Ok(Self {
            graph,
            date: find("dcterms:date")?,
            label: find("skos:prefLabel")?,
            ends: [find("rdf:subject")?, find("rdf:predicate")?, find("rdf:object")?],
        })
    }

    fn value(&self, subject: &Term, predicate: Option<TermId>) -> Result<Option<Term>, StoreError> {
        let (Some(subject), Some(predicate)) = (self.graph.find(subject.as_ref())?, predicate) else {
            return Ok(None);
        };
        match self.graph.quads(Some(subject), Some(predicate), None, Graphs::Default)?.next() {
            Some((_, _, object, _)) => Ok(Some(self.graph.term(object)?)),
            None => Ok(None),
        }
    }

    fn date(&self, event: &Term) -> Result<Option<String>, StoreError> {
        Ok(self.value(event, self.date)?.map(|term| local(&term)))
    }

    /// Says what a claim says: `Pakistan – blames → Afghan-based militants`. A claim inside it stays an id.
    pub(super) fn sentence(&self, claim: &Term) -> Result<Option<String>, StoreError> {
        let mut words = Vec::new();
        for end in self.ends {
            let Some(term) = self.value(claim, end)? else { return Ok(None) };
            words.push(local(&self.value(&term, self.label)?.unwrap_or(term)));
        }
        Ok(Some(format!("{} – {} → {}", words[0], words[1], words[2])))
    }
}
