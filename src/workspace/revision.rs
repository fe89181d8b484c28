//! The tables of a folder as they were: at a revision of the git repository that it lies in, read by the program `git`
//! into memory. Nothing is checked out and nothing is written.

use std::io;
use std::path::Path;
use std::process::{Command, Output};

use crate::diagnostic::{Report, Severity};
use crate::ingest;
use crate::model::validate;
use crate::rdf;
use crate::workspace::{DataFolder, Summary, Workspace, WorkspaceError};

/// Says why a revision of a folder cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RevisionError {
    /// There is no such program.
    #[error("`{name}` is no folder and no file, and the program `git`, which knows revisions, cannot be run")]
    NoGit {
        /// What was typed.
        name: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// The folder is not there, so it has no revisions.
    #[error(
        "`{name}` is no folder and no file, and there is no folder `{folder}` whose revision it could be"
    )]
    NoFolder {
        /// What was typed.
        name: String,
        /// The folder.
        folder: String,
    },
    /// The folder does not lie in a repository.
    #[error("`{name}` is no folder and no file, and `{folder}` does not lie in a git repository")]
    NoRepository {
        /// What was typed.
        name: String,
        /// The folder.
        folder: String,
    },
    /// The repository has no such revision.
    #[error("`{name}` is no folder, no file, and no revision of the repository of `{folder}`")]
    Unknown {
        /// What was typed.
        name: String,
        /// The folder.
        folder: String,
        /// Whether the repository is a shallow clone, which has only its last revisions.
        is_shallow: bool,
    },
    /// The folder was not there.
    #[error("at `{name}` the repository had no tables in `{folder}`")]
    Absent {
        /// The revision.
        name: String,
        /// The folder.
        folder: String,
    },
    /// `git` failed.
    #[error("`git` cannot read `{file}` at `{name}`: {reason}")]
    Git {
        /// The revision.
        name: String,
        /// The file.
        file: String,
        /// What `git` said.
        reason: String,
    },
    /// The tables had errors then.
    #[error("the data at `{name}` has {}", if *errors == 1 { "an error".to_owned() } else { format!("{errors} errors") })]
    Invalid {
        /// The revision.
        name: String,
        /// How many.
        errors: usize,
        /// The first of them.
        first: String,
    },
}

impl RevisionError {
    /// Gives what to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NoGit { .. } => Some("install git, or name two folders or two snapshots".to_owned()),
            Self::NoFolder { .. } => Some("name the folder of tables: actant -d DIR diff HEAD~1".to_owned()),
            Self::Unknown { is_shallow: true, .. } => Some(
                "this is a shallow clone, which lacks older revisions; to fetch them: git fetch --unshallow"
                    .to_owned(),
            ),
            Self::NoRepository { .. } | Self::Unknown { .. } => Some(
                "name a folder, a snapshot written by `actant build --output FILE`, or a revision".to_owned(),
            ),
            Self::Invalid { first, .. } => Some(format!("the first is {first}")),
            Self::Absent { .. } => Some(
                "it may have had another name then; name a later revision, or check the older one out into a folder"
                    .to_owned(),
            ),
            Self::Git { .. } => None,
        }
    }
}

/// Opens a folder as it was at a revision.
///
/// # Errors
/// When there is no such revision, or its tables cannot be used.
pub(super) fn open(folder: &DataFolder, name: &str) -> Result<Workspace, WorkspaceError> {
    let files = files(folder, name)?;
    let tables: Vec<(&str, &[u8])> =
        files.iter().map(|(file, bytes)| (file.as_str(), bytes.as_slice())).collect();
    let (dataset, mut report) = ingest::read_tables(&tables, folder.options())?;
    let Ok(dataset) = validate(dataset, &mut report) else {
        report.sort();
        return Err(invalid(name, &report).into());
    };
    let summary = Summary::of(&dataset);
    let graph = rdf::lower(dataset).finish().into_graph()?;
    Ok(Workspace::of_graph(folder.clone(), graph, summary))
}

fn invalid(name: &str, report: &Report) -> RevisionError {
    let mut errors = report.diagnostics().iter().filter(|problem| problem.severity == Severity::Error);
    let first = errors.next().map(|problem| format!("{}: {}", problem.location, problem.message));
    RevisionError::Invalid {
        name: name.to_owned(),
        errors: report.count(Severity::Error),
        first: first.unwrap_or_default(),
    }
}

/// Reads the files that lie directly in the folder, or the one table.
fn files(folder: &DataFolder, name: &str) -> Result<Vec<(String, Vec<u8>)>, RevisionError> {
    let (at, shown) = (folder.folder(), folder.path().display().to_string());
    if !folder.path().exists() {
        return Err(RevisionError::NoFolder { name: name.to_owned(), folder: shown });
    }
    let run = |arguments: &[&str]| {
        git(at, arguments).map_err(|source| RevisionError::NoGit { name: name.to_owned(), source })
    };
    if !run(&["rev-parse", "--is-inside-work-tree"])?.status.success() {
        return Err(RevisionError::NoRepository { name: name.to_owned(), folder: shown });
    }
    let commit = format!("{name}^{{commit}}");
    let found = run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    if !found.status.success() {
        let is_shallow = run(&["rev-parse", "--is-shallow-repository"])?.stdout.starts_with(b"true");
        return Err(RevisionError::Unknown { name: name.to_owned(), folder: shown, is_shallow });
    }
    let commit = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    let failed = |file: &str, output: &Output| RevisionError::Git {
        name: name.to_owned(),
        file: file.to_owned(),
        reason: String::from_utf8_lossy(&output.stderr).trim().replace('\n', "; "),
    };
    let listed = run(&["ls-tree", "-z", &commit])?;
    if !listed.status.success() {
        return Err(failed(&shown, &listed));
    }
    let only = folder.is_table().then(|| folder.path().file_name()).flatten();
    let mut files = Vec::new();
    for entry in listed.stdout.split(|byte| *byte == 0) {
        let entry = String::from_utf8_lossy(entry);
        // MODE TYPE HASH, a tab, and the name.
        let Some((what, file)) = entry.split_once('\t') else { continue };
        let is_file = what.starts_with("100");
        if !is_file || file.starts_with('.') || only.is_some_and(|only| *only != *file) {
            continue;
        }
        // With the filters that a checkout applies: line ends, large file storage.
        let content = run(&["cat-file", "--filters", &format!("{commit}:./{file}")])?;
        if !content.status.success() {
            return Err(failed(file, &content));
        }
        files.push((file.to_owned(), content.stdout));
    }
    match files.is_empty() {
        true => Err(RevisionError::Absent { name: name.to_owned(), folder: shown }),
        false => Ok(files),
    }
}

/// Runs `git` in a folder. In a hook of git, variables point it elsewhere: they are not for this folder.
fn git(folder: &Path, arguments: &[&str]) -> io::Result<Output> {
    let mut command = Command::new("git");
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    command.arg("-C").arg(folder).args(arguments).output()
}
