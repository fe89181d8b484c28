//! Judges every claim of a graph by a scope, one test after the other, each over whole columns.

use std::collections::HashMap;

use crate::model::{self, Day};
use crate::query::{Scope, World};
use crate::store::{Graph, Graphs, Quads, StoreError, TermId};
use crate::workspace::lexicon::{find, text};
use crate::workspace::scope::resolve::{Resolver, days};
use crate::workspace::scope::sources::few_sources;
use crate::workspace::scope::{Judgement, Reason};
use crate::workspace::{Workspace, WorkspaceError};

/// Judges the claims of a folder. A scope without a world lets every status in.
///
/// Cost: linear in the claims, and for `min_sources` one sort of those that are left.
///
/// # Errors
/// When the scope names nothing, or the graph is damaged.
pub(in crate::workspace) fn judge(workspace: &Workspace, scope: &Scope) -> Result<Judgement, WorkspaceError> {
    let graph = workspace.graph();
    let columns = Columns { graph };
    let mut judgement = Judgement::new(graph, columns.of_class("act:Claim")?);
    let resolver = Resolver::new(graph);
    if let Some(world) = &scope.world {
        judge_world(&columns, world, &resolver, &mut judgement)?;
    }
    if !scope.sources.is_empty() {
        let mut kept = columns.none();
        for name in &scope.sources {
            for source in resolver.sources(name)? {
                columns.mark("dcterms:source", source, &mut kept)?;
            }
        }
        columns.leave_out(&kept, Reason::OtherSource, &mut judgement)?;
    }
    if scope.exclude_anonymous {
        for speaker in columns.of_class("act:UnnamedGroup")? {
            for (claim, ..) in columns.quads("prov:wasAttributedTo", Some(speaker))?.into_iter().flatten() {
                judgement.leave_out(claim, Reason::Anonymous);
            }
        }
    }
    if let Some(date) = &scope.as_of {
        judge_validity(&columns, days(date)?, &mut judgement)?;
    }
    if let Some(date) = &scope.known_by {
        judge_publication(&columns, days(date)?.1, &mut judgement)?;
    }
    if scope.min_sources > 0 {
        few_sources(&columns, scope.min_sources, &mut judgement)?;
    }
    Ok(judgement)
}

fn judge_world(
    columns: &Columns<'_>,
    world: &World,
    resolver: &Resolver<'_>,
    judgement: &mut Judgement,
) -> Result<(), WorkspaceError> {
    match world {
        World::All => {}
        World::Accepted | World::Uncontested => {
            for word in ["alleged", "possible", "predicted", "denied"] {
                let (Some(reason), Some(status)) =
                    (Reason::of_status(word), find(columns.graph, &format!("act:{word}"))?)
                else {
                    continue;
                };
                for (claim, ..) in columns.quads("act:status", Some(status))?.into_iter().flatten() {
                    judgement.leave_out(claim, reason);
                }
            }
        }
        World::AccordingTo(name) => {
            let voice = resolver.voice(name)?;
            let mut kept = columns.none();
            for source in voice.sources {
                columns.mark("dcterms:source", source, &mut kept)?;
            }
            // What a document passes on is the word of whoever it names.
            for (claim, ..) in columns.quads("prov:wasAttributedTo", None)?.into_iter().flatten() {
                columns.set(claim, false, &mut kept);
            }
            if let Some(speaker) = voice.speaker {
                columns.mark("prov:wasAttributedTo", speaker, &mut kept)?;
            }
            columns.leave_out(&kept, Reason::OtherVoice, judgement)?;
        }
    }
    if *world == World::Uncontested {
        for (word, reason) in [("act:denied", Reason::DeniedElsewhere), ("act:disputed", Reason::Disputed)] {
            let Some(word) = find(columns.graph, word)? else { continue };
            for (claim, ..) in columns.quads("act:contested", Some(word))?.into_iter().flatten() {
                judgement.leave_out(claim, reason);
            }
        }
    }
    Ok(())
}

/// Leaves out what cannot have held between two days. A date that is open at one end reaches on without end.
fn judge_validity(
    columns: &Columns<'_>,
    (first, last): (Day, Day),
    judgement: &mut Judgement,
) -> Result<(), StoreError> {
    let mut dated = columns.none();
    let bounds: [(&str, &dyn Fn(Day) -> bool); 2] = [
        ("sem:hasEarliestBeginTimeStamp", &|earliest| earliest <= last),
        ("sem:hasLatestEndTimeStamp", &|latest| latest >= first),
    ];
    let mut outside = Vec::new();
    for (property, holds) in bounds {
        let mut known: HashMap<TermId, bool> = HashMap::new();
        for (claim, _, date, _) in columns.quads(property, None)?.into_iter().flatten() {
            if claim.row_number().is_none() {
                continue; // An event has a date too.
            }
            columns.set(claim, true, &mut dated);
            let holds = match known.get(&date) {
                Some(holds) => *holds,
                None => *known.entry(date).or_insert(columns.day(date)?.is_none_or(holds)),
            };
            if !holds {
                outside.push(claim);
            }
        }
    }
    columns.leave_out(&dated, Reason::Undated, judgement)?;
    outside.into_iter().for_each(|claim| judgement.leave_out(claim, Reason::OtherTime));
    Ok(())
}

/// Leaves out what no document had surely published by a day.
fn judge_publication(columns: &Columns<'_>, day: Day, judgement: &mut Judgement) -> Result<(), StoreError> {
    let (mut known, mut dated) = (columns.none(), columns.none());
    for source in columns.of_class("act:Source")? {
        let mut days = columns.values(source, "dcterms:issued")?;
        let Some(issued) = days.pop() else { continue };
        columns.mark("dcterms:source", source, &mut dated)?;
        let (_, latest) = model::days(&text(columns.graph.term(issued)?)).unwrap_or_default();
        if latest.is_some_and(|latest| latest <= day) {
            columns.mark("dcterms:source", source, &mut known)?;
        }
    }
    columns.leave_out(&dated, Reason::Unpublished, judgement)?;
    // What has no date is out already, and nobody can say that it came later.
    known.iter_mut().zip(dated).for_each(|(known, dated)| *known |= !dated);
    columns.leave_out(&known, Reason::Later, judgement)
}

/// Reads the columns of the claims of a graph.
pub(super) struct Columns<'g> {
    pub(super) graph: &'g Graph,
}

impl<'g> Columns<'g> {
    /// Gives a mark for each row, none of them set.
    pub(super) fn none(&self) -> Vec<bool> {
        vec![false; self.graph.rows()]
    }

    pub(super) fn set(&self, claim: TermId, value: bool, marks: &mut [bool]) {
        if let Some(mark) = claim.row_number().and_then(|row| marks.get_mut(row)) {
            *mark = value;
        }
    }

    /// Marks the claims that have a value.
    fn mark(&self, property: &str, value: TermId, marks: &mut [bool]) -> Result<(), StoreError> {
        for (claim, ..) in self.quads(property, Some(value))?.into_iter().flatten() {
            self.set(claim, true, marks);
        }
        Ok(())
    }

    /// Leaves out every claim that is not marked.
    fn leave_out(&self, kept: &[bool], reason: Reason, judgement: &mut Judgement) -> Result<(), StoreError> {
        for claim in self.of_class("act:Claim")? {
            if !claim.row_number().is_some_and(|row| kept[row]) {
                judgement.leave_out(claim, reason);
            }
        }
        Ok(())
    }

    /// Walks the things of a class.
    pub(super) fn of_class(&self, class: &str) -> Result<impl Iterator<Item = TermId> + use<'g>, StoreError> {
        let quads = match find(self.graph, class)? {
            Some(class) => self.quads("rdf:type", Some(class))?,
            None => None,
        };
        Ok(quads.into_iter().flatten().map(|(subject, ..)| subject))
    }

    /// Walks the pairs of a property, all of them or those of one value; nothing where no term is called so.
    pub(super) fn quads(
        &self,
        property: &str,
        value: Option<TermId>,
    ) -> Result<Option<Quads<'g>>, StoreError> {
        match find(self.graph, property)? {
            Some(property) => Ok(Some(self.graph.quads(None, Some(property), value, Graphs::Default)?)),
            None => Ok(None),
        }
    }

    pub(super) fn values(&self, subject: TermId, property: &str) -> Result<Vec<TermId>, StoreError> {
        let Some(property) = find(self.graph, property)? else { return Ok(Vec::new()) };
        let quads = self.graph.quads(Some(subject), Some(property), None, Graphs::Default)?;
        Ok(quads.map(|(_, _, object, _)| object).collect())
    }

    fn day(&self, date: TermId) -> Result<Option<Day>, StoreError> {
        Ok(model::days(&text(self.graph.term(date)?)).ok().and_then(|(first, _)| first))
    }
}
