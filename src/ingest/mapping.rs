//! What each column of a table means: what the user says of it comes first, then the kind of file it is, then its own
//! name, then its other names. A column that may mean two things is a question, never a guess.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::columns::ColumnNames;
use crate::ingest::foreign::{Derived, Plan, Signature};
use crate::ingest::header::{Header, Wanted};
use crate::ingest::problems::Problems;
use crate::ingest::read_as::{join, line};
use crate::ingest::shape::Shape;
use crate::ingest::translation::Translation;
use crate::model::PRIVATE;
use crate::spelling::{fold, is_near};

/// The columns of claims and entities that are told by their names in files of other programs, whose other columns may
/// be called anything. None of them can be wrong but a date, which says so.
const HARMLESS: [&str; 10] =
    ["about", "aliases", "date", "locator", "note", "quote", "source", "speaker", "type", "wikidata"];

/// The columns that are too important for two candidates to be left as they are.
const ASKED: [&str; 7] = ["about", "date", "id", "object", "relation", "source", "subject"];

/// The columns of one table while their meanings are found.
pub(super) struct Mapping<'a> {
    pub(super) shape: &'static Shape,
    said: &'a ColumnNames,
    /// What stands for an empty cell, as the folder says.
    pub(super) missing: &'a [String],
    pub(super) names: &'a [Arc<str>],
    folded: Vec<String>,
    /// The address of each cell of the header.
    at: &'a dyn Fn(usize) -> Location,
    pub(super) line: u32,
    pub(super) meanings: Vec<Option<&'static str>>,
    pub(super) derived: Vec<Derived>,
    /// Meanings whose trouble is reported, so that they are not reported as missing.
    silenced: Vec<&'static str>,
    /// Columns that a question names.
    asked: Vec<usize>,
    /// Meanings that were found by something else than the name of the column itself.
    pub(super) told: Vec<&'static str>,
}

/// Marks a column that another one stands for.
const USED: &str = "";

impl<'a> Mapping<'a> {
    /// Starts with no column known. `line` is that of the header.
    pub(super) fn new(
        wanted: Wanted<'a>,
        names: &'a [Arc<str>],
        at: &'a dyn Fn(usize) -> Location,
        line: u32,
    ) -> Self {
        Self {
            shape: wanted.shape,
            said: wanted.columns,
            missing: wanted.missing,
            names,
            folded: names.iter().map(|name| fold(name)).collect(),
            at,
            line,
            meanings: vec![None; names.len()],
            derived: Vec::new(),
            silenced: Vec::new(),
            asked: Vec::new(),
            told: Vec::new(),
        }
    }

    /// Finds what every column means and reports what is wrong, and what a reader should know.
    pub(super) fn read(
        mut self,
        recognised: Option<(&'static Signature, Plan)>,
        problems: &mut Problems,
    ) -> Header {
        self.said(problems);
        let (signature, plan) = match recognised {
            Some((signature, plan)) => (Some(signature), plan),
            None => (None, Plan { open: true, ..Plan::default() }),
        };
        self.planned(&plan);
        if plan.open {
            self.own(&plan, signature.is_some(), problems);
            self.others(&plan, signature.is_some(), problems);
        }
        self.stand_ins();
        self.missing(problems);
        let extras: Vec<usize> =
            (0..self.names.len()).filter(|column| self.meanings[*column].is_none()).collect();
        match signature {
            None => self.unknown(&extras, problems),
            Some(_) if plan.silent => extras.iter().for_each(|column| self.meanings[*column] = Some(USED)),
            Some(_) => {}
        }
        if !self.told.is_empty() && !plan.silent {
            problems.push(self.note(signature, &plan, extras.len(), &problems.file));
        }
        self.header(plan, signature.is_some())
    }

    fn header(self, plan: Plan, foreign: bool) -> Header {
        let width = self.names.len();
        let mut names = self.names.to_vec();
        let mut meanings = self.meanings;
        for derived in &self.derived {
            let first = derived.from.iter().find_map(|column| self.names.get(*column));
            names.push(first.cloned().unwrap_or_else(|| Arc::from(derived.meaning)));
            meanings.push(Some(derived.meaning));
        }
        let translation = Translation::new(self.derived, &plan, self.missing, &meanings);
        Header { names, meanings, width, translation, plan: foreign.then_some(plan), ..Header::default() }
    }

    fn is_free(&self, meaning: &str) -> bool {
        !self.meanings.contains(&Some(meaning))
            && !self.silenced.contains(&meaning)
            && !self.derived.iter().any(|derived| derived.meaning == meaning)
    }

    fn set(&mut self, column: usize, meaning: &'static str) {
        self.meanings[column] = Some(meaning);
    }

    /// Takes what the user says.
    fn said(&mut self, problems: &mut Problems) {
        let said: Vec<_> = self.said.of(self.shape.table()).collect();
        for name in said {
            if !self.is_free(name.meaning) {
                continue;
            }
            let exact = self.names.iter().position(|column| **column == *name.column);
            let folded = fold(&name.column);
            match exact.or_else(|| self.folded.iter().position(|column| *column == folded)) {
                Some(column) if self.meanings[column].is_none() => {
                    self.set(column, name.meaning);
                    self.told.push(name.meaning);
                }
                Some(column) => {
                    let other = self.meanings[column].unwrap_or_default();
                    let message = format!(
                        "`{}` cannot be the `{}` as well as the `{other}`",
                        name.column, name.meaning
                    );
                    self.silenced.push(name.meaning);
                    problems.push(
                        Diagnostic::new(Code::AMBIGUOUS_COLUMN, (self.at)(column), message)
                            .with_hint(format!("take back {} or the other", name.said)),
                    );
                }
                None => {
                    let message =
                        format!("there is no column `{}`, though {} names it", name.column, name.said);
                    let near = self.names.iter().find(|column| is_near(&folded, &fold(column)));
                    let hint = match near {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("the columns are {}", join(self.names.iter(), ", ")),
                    };
                    self.silenced.push(name.meaning);
                    let location = Location::line(Arc::clone(&problems.file), self.line);
                    problems.push(Diagnostic::new(Code::MISSING_COLUMN, location, message).with_hint(hint));
                }
            }
        }
    }

    /// Takes what the kind of file says.
    fn planned(&mut self, plan: &Plan) {
        for (column, meaning) in &plan.columns {
            if self.is_free(meaning) && self.meanings[*column].is_none() {
                self.set(*column, meaning);
                self.told.push(meaning);
            }
        }
        for derived in &plan.derived {
            if self.is_free(derived.meaning) {
                self.told.push(derived.meaning);
                self.derived.push(derived.clone());
            }
        }
        for derived in &self.derived {
            if let Some(first) = derived.from.first().filter(|_| derived.replaces)
                && let Some(meaning @ None) = self.meanings.get_mut(*first)
            {
                *meaning = Some(USED);
            }
        }
    }

    /// Takes columns by their own names and by the words that always mean the same.
    fn own(&mut self, plan: &Plan, foreign: bool, problems: &mut Problems) {
        let mut first: Vec<Option<usize>> = vec![None; self.shape.columns.len()];
        for column in 0..self.names.len() {
            let Some(own) = self.own_meaning(column, plan, foreign) else {
                self.twins(column, problems);
                continue;
            };
            let meaning = self.shape.columns[own];
            if let Some(earlier) = first[own] {
                self.duplicate(earlier, column, problems);
            } else if self.is_free(meaning) {
                first[own] = Some(column);
                self.set(column, meaning);
            }
        }
    }

    fn own_meaning(&self, column: usize, plan: &Plan, foreign: bool) -> Option<usize> {
        if self.meanings[column].is_some() || plan.kept.contains(&column) {
            return None;
        }
        let folded = &self.folded[column];
        let place = |meaning: &str| self.shape.columns.iter().position(|word| *word == meaning);
        let own = self.shape.columns.iter().position(|word| fold(word) == *folded);
        let same = self.shape.same.iter().find(|(word, _)| word == folded);
        let same =
            same.filter(|(_, meaning)| *meaning != "id" || !self.folded.iter().any(|name| name == "id"));
        let found = own.or_else(|| place(same?.1))?;
        (!foreign || HARMLESS.contains(&self.shape.columns[found])).then_some(found)
    }

    /// Reports a column that nobody knows and whose name an earlier one has.
    fn twins(&mut self, column: usize, problems: &mut Problems) {
        let same = |earlier: &usize| {
            self.meanings[*earlier].is_none() && self.folded[*earlier] == self.folded[column]
        };
        if self.meanings[column].is_none()
            && let Some(earlier) = (0..column).find(same)
        {
            self.duplicate(earlier, column, problems);
        }
    }

    fn duplicate(&mut self, earlier: usize, column: usize, problems: &mut Problems) {
        let (first, second) = (&self.names[earlier], &self.names[column]);
        let message = if first == second {
            format!("two columns are called `{first}`")
        } else {
            format!("the columns `{first}` and `{second}` mean the same")
        };
        problems.push(
            Diagnostic::new(Code::DUPLICATE_COLUMN, (self.at)(column), message)
                .with_hint("keep one of the two, or give one another name")
                .with_related((self.at)(earlier), "the first of the two"),
        );
        // It is reported; it need not be said once more that nobody knows it.
        self.meanings[column] = Some(USED);
    }

    /// Takes columns by their other names; what must be there also by names that mean something else elsewhere.
    fn others(&mut self, plan: &Plan, foreign: bool, problems: &mut Problems) {
        for meaning in self.shape.columns {
            if !self.is_free(meaning) || (foreign && !HARMLESS.contains(meaning)) {
                continue;
            }
            let mut found = self.called(meaning, self.shape.synonyms, plan);
            if found.is_empty() && self.shape.required.contains(meaning) {
                found = self.called(meaning, self.shape.stand_ins, plan);
            }
            match found[..] {
                [] => {}
                [only] => {
                    self.set(only, meaning);
                    self.told.push(meaning);
                }
                [first, ..] if ASKED.contains(meaning) => self.ask(meaning, first, &found, problems),
                _ => {}
            }
        }
    }

    fn called(&self, meaning: &str, words: &[(&str, &str)], plan: &Plan) -> Vec<usize> {
        let means = |column: &usize| {
            let word = |(word, means): &(&str, &str)| *means == meaning && *word == self.folded[*column];
            let free = match self.meanings[*column] {
                None => !plan.kept.contains(column),
                // `source` beside `target` is no document.
                Some(taken) => taken == "source" && meaning == "subject" && self.has("target"),
            };
            free && words.iter().any(word)
        };
        (0..self.names.len()).filter(means).collect()
    }

    fn has(&self, folded: &str) -> bool {
        self.folded.iter().any(|name| name == folded)
    }

    fn ask(&mut self, meaning: &'static str, first: usize, found: &[usize], problems: &mut Problems) {
        let names = found.iter().map(|column| &self.names[*column]);
        let message = format!("which column is the `{meaning}`: {}?", join(names.clone(), " or "));
        let lines: Vec<String> =
            names.map(|name| format!("`--map {}`", line(self.shape, meaning, name))).collect();
        self.silenced.push(meaning);
        self.asked.extend(found);
        problems.push(
            Diagnostic::new(Code::AMBIGUOUS_COLUMN, (self.at)(first), message).with_hint(format!(
                "type {}, or write it under `[columns]` in actant.toml",
                lines.join(" or ")
            )),
        );
    }

    /// Takes the label of an entity for its id when there is no other.
    fn stand_ins(&mut self) {
        if self.shape.required != ["id"] || !self.is_free("id") {
            return;
        }
        if let Some(label) = self.meanings.iter().position(|meaning| *meaning == Some("label")) {
            let cell =
                |cells: &[&str], out: &mut String| out.push_str(cells.first().copied().unwrap_or_default());
            self.derived.push(Derived {
                meaning: "id",
                from: vec![label],
                cell,
                replaces: false,
                constant: None,
            });
            self.told.push("id");
        }
    }

    fn missing(&self, problems: &mut Problems) {
        let header = self.shape.required.join(",");
        if self.names.is_empty() {
            let location = Location::line(Arc::clone(&problems.file), self.line);
            problems.push(
                Diagnostic::new(Code::MISSING_COLUMN, location, "the file is empty")
                    .with_hint(format!("write the names of the columns on its first line: `{header}`")),
            );
            return;
        }
        let nothing_is_known = self.meanings.iter().all(Option::is_none);
        for required in self.shape.required.iter().filter(|required| self.is_free(required)) {
            let location = Location::line(Arc::clone(&problems.file), self.line);
            let message = format!("the column `{required}` is missing");
            let mut problem = Diagnostic::new(Code::MISSING_COLUMN, location, message);
            let mut open = (0..self.names.len()).filter(|column| self.meanings[*column].is_none());
            if let Some(near) = open.clone().find(|column| is_near(&self.folded[*column], required)) {
                problem = problem.with_hint(format!("rename the column `{}`", self.names[near]));
            } else if let [only] = self.names
                && let Some(separator) = [';', '\t', '|'].into_iter().find(|letter| only.contains(*letter))
            {
                let separator = if separator == '\t' { "tabs".to_owned() } else { format!("`{separator}`") };
                problem = problem
                    .with_hint(format!("the cells are separated by {separator}; save the file with commas"));
            } else if let Some(other) = open.next() {
                let line = line(self.shape, required, &self.names[other]);
                let map = format!("say which column it is, as in `--map {line}`");
                problem = problem.with_hint(if nothing_is_known {
                    format!("write `{header}` on the first line if the file has no header, or {map}")
                } else {
                    map
                });
            }
            problems.push(problem);
        }
    }

    fn unknown(&self, extras: &[usize], problems: &mut Problems) {
        // Claims and sources that are marked `private` stay out of what is handed on; elsewhere the word means nothing.
        let may_be_private = ["subject", "publisher"].iter().any(|word| self.shape.columns.contains(word));
        let private = |column: usize| may_be_private && self.folded[column] == PRIVATE;
        let unknown = |column: &&usize| !self.asked.contains(*column) && !private(**column);
        for column in extras.iter().filter(unknown) {
            let message = format!("nobody knows the column `{}`; it is kept", self.names[*column]);
            let mut note = Diagnostic::new(Code::UNKNOWN_COLUMN, (self.at)(*column), message);
            let near = self.shape.columns.iter().find(|word| is_near(&self.folded[*column], &fold(word)));
            if let Some(near) = near {
                note = note.with_hint(format!("did you mean `{near}`?"));
            }
            problems.push(note);
        }
    }
}
