//! Who stands where in one dispute: a line for each party that is named and each thing that is denied or left open, with
//! who stands behind it, since when, and on how many independent sources.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use crate::query::{Literal, NamedNode, Scope, Table, Term};
use crate::question::Name;
use crate::store::{StoreError, TermId};
use crate::workspace::ask::local;
use crate::workspace::complete::Reader;
use crate::workspace::dispute::counts::{count, named};
use crate::workspace::dispute::record::{Part, Record};
use crate::workspace::dispute::{Dispute, Stance};
use crate::workspace::lexicon::find;
use crate::workspace::scope::{LeftOut, distinct, independent, origins};
use crate::workspace::{Workspace, WorkspaceError};

/// Holds what the record says of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disputed {
    /// The event, and who stands where in numbers; nobody need disagree.
    pub dispute: Dispute,
    /// The positions, with [`Disputed::COLUMNS`].
    pub table: Table,
    /// The claims behind the positions.
    pub claims: Vec<Term>,
    /// How many claims with a part in it do not count, and why.
    pub left_out: Vec<LeftOut>,
}

impl Disputed {
    /// The columns of the positions. What stands for several things has them separated by a semicolon and a space.
    pub const COLUMNS: [&str; 9] =
        ["by", "by_label", "position", "party", "party_label", "since", "sources", "claims", "rows"];
}

/// Finds who stands where on an event.
pub(in crate::workspace) fn positions(
    workspace: &Workspace,
    event: &Name,
    scope: &Scope,
) -> Result<Disputed, WorkspaceError> {
    let record = Record::new(workspace, scope)?;
    let Some(id) = record.graph.find(NamedNode::new_unchecked(&event.iri).as_ref())? else {
        return Err(
            StoreError::Damaged { reason: format!("`{}` has a name and is not there", event.id) }.into()
        );
    };
    let (mut parts, mut left_out) = (Vec::new(), Vec::new());
    for part in record.all_of_event(id)? {
        let reasons = record.reasons(part.claim)?;
        match reasons.is_empty() {
            true => parts.push(part),
            false => left_out.push(reasons),
        }
    }
    let mut groups: BTreeMap<(Stance, Option<TermId>), Vec<TermId>> = BTreeMap::new();
    for Part { stance, claim, .. } in &parts {
        groups.entry((*stance, record.object(*claim)?)).or_default().push(*claim);
    }
    let writer = Writer::new(&record)?;
    let mut rows = Vec::new();
    for ((stance, party), claims) in groups {
        let (independent, row) = writer.row(stance, party, claims)?;
        rows.push((stance, independent, row));
    }
    // What most independent sources say comes first; else the order is that of the names, whatever that of the folder.
    rows.sort_by_cached_key(|(stance, independent, row)| {
        let cells: Vec<_> = row.iter().map(|cell| cell.as_ref().map(ToString::to_string)).collect();
        (*stance, Reverse(*independent), cells)
    });
    let claims = parts.iter().map(|part| record.graph.term(part.claim)).collect::<Result<_, _>>()?;
    Ok(Disputed {
        dispute: named(&record, id, count(&record, &parts)?)?,
        table: Table {
            columns: Disputed::COLUMNS.map(str::to_owned).to_vec(),
            rows: rows.into_iter().map(|(.., row)| row).collect(),
        },
        claims,
        left_out: LeftOut::count(left_out),
    })
}

/// Writes the line of a position.
struct Writer<'r, 'w> {
    record: &'r Record<'w>,
    origins: HashMap<TermId, TermId>,
    source: Option<TermId>,
    speaker: Option<TermId>,
    earliest: Option<TermId>,
    reader: Reader<'w>,
}

impl<'r, 'w> Writer<'r, 'w> {
    fn new(record: &'r Record<'w>) -> Result<Self, StoreError> {
        let graph = record.graph;
        Ok(Self {
            record,
            origins: origins(graph)?,
            source: find(graph, "dcterms:source")?,
            speaker: find(graph, "prov:wasAttributedTo")?,
            earliest: find(graph, "sem:hasEarliestBeginTimeStamp")?,
            reader: Reader::new(graph)?,
        })
    }

    fn row(
        &self,
        stance: Stance,
        party: Option<TermId>,
        claims: Vec<TermId>,
    ) -> Result<(usize, Vec<Option<Term>>), StoreError> {
        let record = self.record;
        let (mut by, mut documents, mut voices) = (Vec::new(), Vec::new(), Vec::new());
        let mut since: Vec<(Option<String>, String)> = Vec::new();
        for claim in &claims {
            by.extend(record.subject(*claim)?);
            if let Some(source) = record.value(*claim, self.source)? {
                let document = self.origins.get(&source).copied().unwrap_or(source);
                documents.push(document);
                voices.push(record.value(*claim, self.speaker)?.unwrap_or(document));
            }
            if let Some(date) = record.text(*claim, "dcterms:date")? {
                let first = record.value(*claim, self.earliest)?;
                let first = first.map(|day| record.graph.term(day)).transpose()?.map(|day| local(&day));
                since.push((first, date));
            }
        }
        // A date without a day cannot be compared; it is said when there is no other.
        since.sort_by_key(|(first, date)| (first.is_none(), first.clone(), date.clone()));
        let independent = independent(documents, voices);
        let mut by = self.names(distinct(by))?;
        by.sort_by(|left, right| left.1.cmp(&right.1));
        let mut rows = Vec::new();
        for claim in claims {
            let row = record.text(claim, "act:row")?.unwrap_or_default();
            let line = row.rsplit(':').next().and_then(|line| line.parse().ok()).unwrap_or(0_usize);
            rows.push((line, row, local(&record.graph.term(claim)?)));
        }
        rows.sort();
        let text = |text: String| (!text.is_empty()).then(|| Literal::new_simple_literal(text).into());
        let joined = |parts: Vec<String>| text(parts.join("; "));
        let party_label = party.map(|party| self.label(party)).transpose()?;
        let row = vec![
            joined(by.iter().map(|(id, _)| id.clone()).collect()),
            joined(by.into_iter().map(|(_, label)| label).collect()),
            text(stance.word().to_owned()),
            party.map(|party| record.graph.term(party)).transpose()?,
            party_label.and_then(text),
            since.into_iter().next().and_then(|(_, date)| text(date)),
            Some(Literal::from(independent as u64).into()),
            joined(rows.iter().map(|(.., claim)| claim.clone()).collect()),
            joined(rows.into_iter().map(|(_, row, _)| row).collect()),
        ];
        Ok((independent, row))
    }

    fn names(&self, ids: Vec<TermId>) -> Result<Vec<(String, String)>, StoreError> {
        ids.into_iter().map(|id| Ok((local(&self.record.graph.term(id)?), self.label(id)?))).collect()
    }

    /// Gives what something is called; a claim is called by what it says.
    fn label(&self, id: TermId) -> Result<String, StoreError> {
        if let Some(label) = self.record.text(id, "skos:prefLabel")? {
            return Ok(label);
        }
        let term = self.record.graph.term(id)?;
        Ok(self.reader.sentence(&term)?.unwrap_or_else(|| local(&term)))
    }
}
