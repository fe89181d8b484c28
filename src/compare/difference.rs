//! What is different between two graphs, in claims and names.

use std::collections::HashMap;

use crate::compare::names::{Renamed, renamed};
use crate::compare::pairs::pairs;
use crate::compare::side::{Column, FIELDS, Side};
use crate::model::{TextId, Texts};
use crate::store::{Graph, StoreError, TermId};

/// Holds what is different between two graphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Claims that are only in the later one, in its order.
    pub added: Vec<ClaimLine>,
    /// Claims that are only in the earlier one, in its order.
    pub withdrawn: Vec<ClaimLine>,
    /// Claims of both whose source, locator or speaker is another, in the order of the later one.
    pub resourced: Vec<Change>,
    /// Claims of both that say something else, or say it in another way; a claim may be here and above.
    pub changed: Vec<Change>,
    /// Things that are called something else.
    pub renamed: Vec<Renamed>,
    /// How many claims are the same in both.
    pub unchanged: usize,
}

/// Holds one claim for showing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimLine {
    /// What it is called.
    pub id: String,
    /// The row of its table.
    pub row: String,
    /// The properties that it has, by the names of their columns.
    pub values: Vec<(String, Value)>,
}

/// Holds a claim that is in both graphs and not the same in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The claim as it is in the later graph.
    pub claim: ClaimLine,
    /// What is different, in the order of the columns.
    pub fields: Vec<FieldChange>,
}

/// Holds one property that is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The name of the column.
    pub name: String,
    /// What it was; nothing for an empty cell.
    pub before: Option<Value>,
    /// What it is.
    pub after: Option<Value>,
}

/// Holds a value: a text, or a thing with what people call it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Value {
    /// The text, or the IRI of the thing without the namespace of its folder.
    pub text: String,
    /// What people call the thing; empty for a text.
    pub label: String,
    /// Whether it is a thing, which has an IRI.
    pub is_thing: bool,
}

/// The columns in which things stand.
const THINGS: [&str; 7] = ["subject", "relation", "object", "about", "status", "speaker", "source"];
/// The columns that say who says so and where it is written.
const SOURCING: [&str; 3] = ["speaker", "source", "locator"];

impl Difference {
    /// Tells whether the two graphs hold the same claims under the same names.
    pub fn is_empty(&self) -> bool {
        let claims = self.added.len() + self.withdrawn.len() + self.resourced.len() + self.changed.len();
        claims + self.renamed.len() == 0
    }
}

impl ClaimLine {
    /// Gives the value of a column.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

/// Compares two graphs. Which claim is which of the other graph is said by its id, else by what it says: subject,
/// relation, object and what it is about, then as many as possible of source, locator, quote, date, status and
/// speaker. A thing that kept its label and changed its id is the same thing. Where a row stands makes no difference.
/// `counted` says which claims count in the earlier and in the later one: one that counts in one of them only is
/// withdrawn or added, whether or not the other holds it.
///
/// Cost: linear in the claims of both.
///
/// # Errors
/// When a graph file is damaged.
pub fn difference(
    before: &Graph,
    after: &Graph,
    counted: [&dyn Fn(TermId) -> bool; 2],
) -> Result<Difference, StoreError> {
    let mut texts = Texts::new();
    let mut old = Side::read(before, &mut texts)?;
    let new = Side::read(after, &mut texts)?;
    let (renamed, ids) = renamed(&old, &new, &texts);
    rename(&mut old, &ids);
    let pairs = pairs(&old, &new, &texts);
    let (old_labels, new_labels) = (labels(&old), labels(&new));
    let show_old = Shown { side: &old, labels: &old_labels, texts: &texts };
    let show_new = Shown { side: &new, labels: &new_labels, texts: &texts };
    let columns = columns(&old, &new);
    let mut difference = Difference { renamed, ..Difference::default() };
    let [was, is] = counted;
    let mut withdrawn = pairs.before;
    let mut added = pairs.after;
    withdrawn.retain(|claim| was(old.claims[*claim]));
    added.retain(|claim| is(new.claims[*claim]));
    for (earlier, later) in pairs.both {
        match (was(old.claims[earlier]), is(new.claims[later])) {
            (true, true) => {}
            (was, is) => {
                withdrawn.extend(was.then_some(earlier));
                added.extend(is.then_some(later));
                continue;
            }
        }
        let fields: Vec<FieldChange> = columns
            .iter()
            .filter(|(_, old_column, new_column)| {
                old.value(*old_column, earlier) != new.value(*new_column, later)
            })
            .map(|(name, old_column, new_column)| FieldChange {
                name: (*name).to_owned(),
                before: show_old.value(name, old.value(*old_column, earlier)),
                after: show_new.value(name, new.value(*new_column, later)),
            })
            .collect();
        if fields.is_empty() {
            difference.unchanged += 1;
            continue;
        }
        let claim = show_new.line(later)?;
        let (sourcing, rest): (Vec<_>, Vec<_>) =
            fields.into_iter().partition(|field| SOURCING.contains(&field.name.as_str()));
        if !sourcing.is_empty() {
            difference.resourced.push(Change { claim: claim.clone(), fields: sourcing });
        }
        if !rest.is_empty() {
            difference.changed.push(Change { claim, fields: rest });
        }
    }
    withdrawn.sort_unstable();
    added.sort_unstable();
    difference.withdrawn =
        withdrawn.into_iter().map(|claim| show_old.line(claim)).collect::<Result<_, _>>()?;
    difference.added = added.into_iter().map(|claim| show_new.line(claim)).collect::<Result<_, _>>()?;
    Ok(difference)
}

/// A column by its name, and its number on either side.
type ColumnPair<'a> = (&'a str, Option<usize>, Option<usize>);

/// Gives the columns of both sides.
fn columns<'a>(old: &'a Side<'_>, new: &'a Side<'_>) -> Vec<ColumnPair<'a>> {
    let place = |side: &Side<'_>, name: &str| side.columns.iter().position(|column| column.name == name);
    let mut names: Vec<&str> = new.columns.iter().map(|column| column.name.as_str()).collect();
    names.extend(
        old.columns.iter().map(|column| column.name.as_str()).filter(|name| place(new, name).is_none()),
    );
    names.into_iter().map(|name| (name, place(old, name), place(new, name))).collect()
}

/// Calls the things of a side what the other side calls them.
fn rename(side: &mut Side<'_>, ids: &HashMap<TextId, TextId>) {
    if ids.is_empty() {
        return;
    }
    let new = |id: TextId| ids.get(&id).copied().unwrap_or(id);
    for column in side.columns.iter_mut().take(FIELDS.len()) {
        column.values.iter_mut().for_each(|id| *id = new(*id));
    }
    side.things.iter_mut().for_each(|thing| thing.iri = new(thing.iri));
}

fn labels(side: &Side<'_>) -> HashMap<TextId, TextId> {
    side.things.iter().map(|thing| (thing.iri, thing.label)).collect()
}

impl Side<'_> {
    fn value(&self, column: Option<usize>, claim: usize) -> TextId {
        column.map_or(TextId::NONE, |column| self.columns[column].values[claim])
    }
}

/// Shows the claims of one side.
struct Shown<'a> {
    side: &'a Side<'a>,
    labels: &'a HashMap<TextId, TextId>,
    texts: &'a Texts,
}

impl Shown<'_> {
    fn line(&self, claim: usize) -> Result<ClaimLine, StoreError> {
        let value = |column: usize| {
            let Column { name, values } = &self.side.columns[column];
            Some((name.clone(), self.value(name, values[claim])?))
        };
        Ok(ClaimLine {
            id: self.texts.get(self.side.ids[claim]).to_owned(),
            row: self.side.row(claim)?,
            values: (0..self.side.columns.len()).filter_map(value).collect(),
        })
    }

    fn value(&self, column: &str, id: TextId) -> Option<Value> {
        let text = self.texts.get(id.some()?).to_owned();
        let is_thing = THINGS.contains(&column);
        let label = self.labels.get(&id).filter(|_| is_thing);
        let label = label.map(|label| self.texts.get(*label).to_owned()).unwrap_or_default();
        Some(Value { text, label, is_thing })
    }
}
