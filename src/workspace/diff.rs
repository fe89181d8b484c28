//! Two states of a folder held against each other: folders, snapshots, revisions.

use std::path::Path;

use crate::compare::{
    AnswerChange, Changes, DisputeLine, Renamed, answer_change, difference, dispute_changes, outcome,
};
use crate::query::{Answer, Catalogue, Scope, Table, Term};
use crate::question::NameError;
use crate::store::{Graph, StoreError};
use crate::workspace::ask::local;
use crate::workspace::expected::{asked, found, resolver};
use crate::workspace::parameters::ParameterError;
use crate::workspace::scope::{Judgement, judge};
use crate::workspace::{DataFolder, Expectation, Summary, Workspace, WorkspaceError, expectations, revision};

/// Names one state of a folder.
#[derive(Debug, Clone)]
enum State {
    Folder(DataFolder),
    Snapshot(DataFolder),
    Revision(DataFolder, String),
}

/// Compares two states. Each name is a folder, a file that `build --output` wrote, or a revision of the repository
/// that `folder` lies in; without a later one, that is `folder` itself. Claims and disputes are those of a scope in
/// either state. The questions are those that the later folder expects answers to, else the earlier one; each has a
/// scope of its own.
///
/// # Errors
/// When a state cannot be read, or its data has errors, or the scope names what neither state knows.
pub fn diff(
    folder: &DataFolder,
    before: &str,
    after: Option<&str>,
    scope: &Scope,
) -> Result<Changes, WorkspaceError> {
    let earlier = State::new(before, folder);
    let later = after.map_or_else(|| State::Folder(folder.clone()), |after| State::new(after, folder));
    let shown = |state: &State, name: Option<&str>| match state {
        State::Folder(folder) => folder.path().display().to_string(),
        State::Snapshot(_) | State::Revision(..) => name.unwrap_or_default().to_owned(),
    };
    let states = (shown(&earlier, Some(before)), shown(&later, after));
    let questions = later.folder().or(earlier.folder());
    let compare = |open: &dyn Fn(&State) -> Result<Workspace, WorkspaceError>| {
        let (before, after) = (open(&earlier)?, open(&later)?);
        let (was, is) = judgements((&before, &after), scope)?;
        let [was_in, is_in] = [&was, &is].map(|judgement| {
            move |claim| judgement.as_ref().is_some_and(|judgement| judgement.takes_in(claim))
        });
        let difference = difference(before.graph(), after.graph(), [&was_in, &is_in])?;
        let answers =
            questions.map(|folder| answers(folder, &before, &after, &difference.renamed)).transpose()?;
        Ok(Changes {
            states: states.clone(),
            difference,
            disputes: dispute_changes(
                was.map_or(Ok(Vec::new()), |_| disputes(&before, scope))?,
                is.map_or(Ok(Vec::new()), |_| disputes(&after, scope))?,
            ),
            answers,
        })
    };
    // A cached graph that turns out to be damaged is built again, once.
    compare(&State::open).or_else(|error: WorkspaceError| match error.damage() {
        Some(damage) => compare(&|state| state.reopen(&damage)),
        None => Err(error),
    })
}

impl State {
    fn new(name: &str, folder: &DataFolder) -> Self {
        let path = Path::new(name);
        let named = DataFolder::new(path, folder.options().clone());
        match path.is_file() {
            // One table is a folder of its own.
            true if matches!(Graph::open(path), Err(StoreError::Format { .. })) => Self::Folder(named),
            true => Self::Snapshot(named),
            false if path.is_dir() => Self::Folder(named),
            false => Self::Revision(folder.clone(), name.to_owned()),
        }
    }

    /// Gives the folder whose expectations are about this state.
    fn folder(&self) -> Option<&DataFolder> {
        match self {
            Self::Folder(folder) | Self::Revision(folder, _) => Some(folder),
            Self::Snapshot(_) => None,
        }
    }

    fn open(&self) -> Result<Workspace, WorkspaceError> {
        match self {
            Self::Folder(folder) => Workspace::open(folder),
            Self::Snapshot(file) => {
                let graph = Graph::open(file.path())?;
                let summary = Summary::of_graph(&graph)?;
                Ok(Workspace::of_graph(file.clone(), graph, summary))
            }
            Self::Revision(folder, name) => revision::open(folder, name),
        }
    }

    fn reopen(&self, damage: &str) -> Result<Workspace, WorkspaceError> {
        match self {
            Self::Folder(folder) => Workspace::reopen(folder, damage),
            _ => self.open(),
        }
    }
}

/// Judges the claims of both states. Of a state that does not know a name of the scope, nothing counts.
fn judgements(
    states: (&Workspace, &Workspace),
    scope: &Scope,
) -> Result<(Option<Judgement>, Option<Judgement>), WorkspaceError> {
    let unknown = |error: &WorkspaceError| {
        matches!(
            error,
            WorkspaceError::Parameter(ParameterError::Name { reason: NameError::Unknown { .. }, .. })
        )
    };
    match (judge(states.0, scope), judge(states.1, scope)) {
        (Err(error), Ok(is)) if unknown(&error) => Ok((None, Some(is))),
        (Ok(was), Err(error)) if unknown(&error) => Ok((Some(was), None)),
        (was, is) => {
            let is = is?;
            Ok((Some(was?), Some(is)))
        }
    }
}

fn disputes(workspace: &Workspace, scope: &Scope) -> Result<Vec<DisputeLine>, WorkspaceError> {
    let catalogue = Catalogue::shipped();
    let Answer::Table(found) = workspace.query(catalogue.find("disputes")?, &[], scope)? else {
        return Ok(Vec::new());
    };
    Ok(found.rows.iter().map(|row| dispute(&found, row)).collect())
}

fn dispute(table: &Table, row: &[Option<Term>]) -> DisputeLine {
    let text = |name: &str| {
        let cell = table.column(name).and_then(|column| row[column].as_ref());
        cell.map(local).unwrap_or_default()
    };
    let number = |name: &str| text(name).parse().unwrap_or(0);
    DisputeLine {
        event: text("event"),
        label: text("event_label"),
        parties: number("parties"),
        accusations: number("accusations"),
        denials: number("denials"),
    }
}

/// Asks both states what a folder expects, each question in the words and the queries of that folder.
fn answers(
    folder: &DataFolder,
    before: &Workspace,
    after: &Workspace,
    renamed: &[Renamed],
) -> Result<Vec<AnswerChange>, WorkspaceError> {
    let (expectations, _) = expectations(folder)?;
    let mut catalogue = Catalogue::shipped();
    // What cannot be read is left out here as everywhere; the questions that name it say so.
    let _ = catalogue.add_folder(&folder.folder().join("queries"));
    let (was, is) = (resolver(before), resolver(after));
    let change = |expectation: &Expectation| {
        let sides = (found(before, &catalogue, expectation)?, found(after, &catalogue, expectation)?);
        let outcomes = (
            outcome(expectation, asked(&expectation.asks), &sides.0, &was),
            outcome(expectation, asked(&expectation.asks), &sides.1, &is),
        );
        Ok(answer_change(expectation, (&outcomes.0, &outcomes.1), (&sides.0, &sides.1), renamed))
    };
    let changes: Result<Vec<Option<AnswerChange>>, WorkspaceError> =
        expectations.iter().map(change).collect();
    Ok(changes?.into_iter().flatten().collect())
}
