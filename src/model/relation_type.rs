//! What a relation type says beyond its label: how it is spoken, what it implies, and its event codes.

use crate::model::{EntityId, TextId};

/// Sorts speech and action into the four classes of event data (Goldstein 1992; Schrodt's CAMEO manual).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quad {
    /// Words that bring together: negotiates, supports, praises.
    VerbalCooperation,
    /// Deeds that bring together: aids, guards, invests.
    MaterialCooperation,
    /// Words that set apart: blames, condemns, denies.
    VerbalConflict,
    /// Deeds that set apart: attacks, sanctions.
    MaterialConflict,
}

impl Quad {
    /// Every class.
    pub const ALL: [Self; 4] =
        [Self::VerbalCooperation, Self::MaterialCooperation, Self::VerbalConflict, Self::MaterialConflict];

    /// Gives the word that stands in the cell.
    pub fn word(self) -> &'static str {
        match self {
            Self::VerbalCooperation => "verbal-cooperation",
            Self::MaterialCooperation => "material-cooperation",
            Self::VerbalConflict => "verbal-conflict",
            Self::MaterialConflict => "material-conflict",
        }
    }

    /// Reads the word of a cell.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|quad| quad.word().eq_ignore_ascii_case(word))
    }
}

/// Holds what only a relation type has. The label and the note are those of its entity.
#[derive(Debug, Clone, Default)]
pub struct RelationType {
    /// The verb forms: base, third person, past, `-ing`.
    pub forms: Vec<TextId>,
    /// The label of the inverse reading: `blamed by`.
    pub inverse: TextId,
    /// The more general type.
    pub broader: EntityId,
    /// Whether A to B means B to A.
    pub symmetric: bool,
    /// Whether A to B and B to C mean A to C.
    pub transitive: bool,
    /// Kinds or actor types that may be the subject; empty allows anything.
    pub domain: Vec<TextId>,
    /// Kinds or actor types that may be the object; empty allows anything.
    pub range: Vec<TextId>,
    /// The CAMEO code, a string: `010` is not `10`.
    pub cameo: TextId,
    /// The PLOVER code.
    pub plover: TextId,
    /// The quad class; none for a structural relation such as `member-of`.
    pub quad: Option<Quad>,
    /// The Goldstein-like intensity from -10 to 10, as written.
    pub intensity: TextId,
    /// Whether it comes from the vocabulary inside the program and no file of the folder.
    pub shipped: bool,
}
