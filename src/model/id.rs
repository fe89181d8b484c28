//! The ids of the model: small integers that are made in one place each and mean nothing elsewhere.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(transparent)]
        pub struct $name(u32);

        impl $name {
            /// Stands for an empty cell.
            pub const NONE: Self = Self(u32::MAX);

            /// Makes the id of the row `index` of its table.
            ///
            /// # Panics
            /// When `index` does not fit 31 bits; tables are capped far below that.
            pub fn new(index: usize) -> Self {
                assert!(index < (1 << 31), "a table holds fewer than 2^31 rows");
                Self(index as u32)
            }

            /// Gives the row of its table.
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// Tells whether the cell was empty.
            pub fn is_none(self) -> bool {
                self == Self::NONE
            }

            /// Gives the id, or nothing for an empty cell.
            pub fn some(self) -> Option<Self> {
                (!self.is_none()).then_some(self)
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::NONE
            }
        }
    };
}

id! {
    /// Names an actor, event, place, source or relation type: a row of [`Entities`](crate::model::Entities).
    EntityId
}
id! {
    /// Names a claim: a row of [`Claims`](crate::model::Claims).
    ClaimId
}
id! {
    /// Names a piece of text: a row of [`Texts`](crate::model::Texts).
    TextId
}
id! {
    /// Names a date as it was written: a row of [`Dates`](crate::model::Dates).
    DateId
}

/// Names what a claim is about to say something of: an entity or another claim, in 32 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct ObjectId(u32);

impl ObjectId {
    const CLAIM: u32 = 1 << 31;

    /// Stands for a cell that names nothing; a valid data set has none.
    pub const NONE: Self = Self(u32::MAX);

    /// Gives the entity, unless it is a claim.
    pub fn entity(self) -> Option<EntityId> {
        (self.0 & Self::CLAIM == 0).then(|| EntityId::new(self.0 as usize))
    }

    /// Gives the claim, unless it is an entity.
    pub fn claim(self) -> Option<ClaimId> {
        (self.0 & Self::CLAIM != 0 && self != Self::NONE)
            .then(|| ClaimId::new((self.0 & !Self::CLAIM) as usize))
    }
}

impl From<EntityId> for ObjectId {
    fn from(id: EntityId) -> Self {
        Self(id.0)
    }
}

impl From<ClaimId> for ObjectId {
    fn from(id: ClaimId) -> Self {
        Self(id.0 | Self::CLAIM)
    }
}
