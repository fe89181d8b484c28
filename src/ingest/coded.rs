//! Relations that files of other programs name by a code, with or without words: what is kept of the code when no relation
//! type has it, and the note on codes that were read as wider ones.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::batch::Role;
use crate::ingest::foreign::cameo;
use crate::ingest::merge::Slot;
use crate::model::{Dataset, EntityId, ObjectId};

/// Holds a cell that names a relation by a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CodedCell<'a> {
    /// The code.
    pub code: &'a str,
    /// The words beside it; empty when there are none.
    pub words: &'a str,
    /// Whether the file is one of another program, where a code that nobody knows is no error.
    pub foreign: bool,
}

impl<'a> CodedCell<'a> {
    /// Reads a cell; nothing when it is no code. In the cells of other programs a tab stands between code and words.
    pub(super) fn read(cell: &'a str) -> Option<Self> {
        match cell.split_once('\t') {
            Some((code, words)) => Some(Self { code, words, foreign: true }),
            None if cameo::is_code(cell) => Some(Self { code: cell, words: "", foreign: false }),
            None => None,
        }
    }

    /// Gives what a relation type is called that has this code and no other name.
    pub(super) fn name(&self) -> &'a str {
        if self.words.is_empty() { self.code } else { self.words }
    }
}

/// Gives the relation types that a file implies their codes, and says whether they have no direction.
pub(super) fn describe(
    slots: &[Slot],
    meanings: &[Option<ObjectId>],
    symmetric: bool,
    dataset: &mut Dataset,
) {
    for (slot, meaning) in slots.iter().zip(meanings).filter(|(slot, _)| slot.role == Role::Relation) {
        let Some(entity) = meaning.and_then(ObjectId::entity) else { continue };
        let code = (!slot.code.is_empty()).then(|| dataset.texts.intern(&slot.code));
        let Some(relation) = &mut dataset.entities.get_mut(entity).relation else { continue };
        relation.symmetric |= symmetric;
        match code {
            Some(code) if cameo::is_code(&slot.code) => {
                relation.cameo = code;
                relation.quad = cameo::quad(&slot.code);
            }
            Some(code) => relation.plover = code,
            None => {}
        }
    }
}

/// Says which codes were read as wider ones.
pub(super) fn note(
    wider: &BTreeSet<(String, EntityId)>,
    dataset: &Dataset,
    file: &Arc<str>,
) -> Option<Diagnostic> {
    let mut by_type: BTreeMap<EntityId, Vec<String>> = BTreeMap::new();
    for (code, id) in wider {
        by_type.entry(*id).or_default().push(format!("`{code}`"));
    }
    let shown = |(id, codes): (&EntityId, &Vec<String>)| {
        let entity = dataset.entities.get(*id);
        format!("{} as `{}`", codes.join(", "), dataset.texts.get(entity.name))
    };
    let all: Vec<String> = by_type.iter().map(shown).collect();
    let message =
        format!("no relation type has these codes, so each is read as the wider one: {}", all.join("; "));
    (!all.is_empty()).then(|| {
        Diagnostic::new(Code::READ_AS, Location::file(Arc::clone(file)), message)
            .with_hint("to keep one apart, give it a row in relation_types.csv with its code under `cameo`")
    })
}

#[cfg(test)]
mod tests {
    use super::CodedCell;

    #[test]
    fn codes_are_told_from_names() {
        let cell = CodedCell::read("112\tAccuse").expect("a code with words");
        assert_eq!((cell.code, cell.name(), cell.foreign), ("112", "Accuse", true));
        let cell = CodedCell::read("010").expect("a code");
        assert_eq!((cell.name(), cell.foreign), ("010", false));
        assert_eq!(CodedCell::read("blames"), None);
        assert_eq!(CodedCell::read("9999"), None);
    }
}
