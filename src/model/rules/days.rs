//! The days of dates as far as they are certain: what two dates say of each other for sure.

use crate::model::{Dataset, DateId, EntityId};

/// Holds the first and the last day of every date of a data set. Where one is not known, or the date is marked as
/// uncertain (`?`), approximate (`~`) or both (`%`), the days reach as far as they can, so that no order follows.
pub(super) struct Days {
    first: Vec<i32>,
    last: Vec<i32>,
}

impl Days {
    /// Stands for a first day that is not known.
    pub(super) const NEVER_LATE: i32 = i32::MIN;
    /// Stands for a last day that is not known.
    pub(super) const NEVER_EARLY: i32 = i32::MAX;

    /// Looks at every date once.
    pub(super) fn of(dataset: &Dataset) -> Self {
        let certain = |text: &str| !text.contains(['?', '~', '%']);
        let days = dataset.dates.iter().map(|(_, date)| {
            let known = certain(dataset.texts.get(date.text));
            let first = date.earliest.filter(|_| known).map_or(Self::NEVER_LATE, |day| day.number());
            let last = date.latest.filter(|_| known).map_or(Self::NEVER_EARLY, |day| day.number());
            (first, last)
        });
        let (first, last) = days.unzip();
        Self { first, last }
    }

    /// Gives the first day of a date, in days since 1970.
    pub(super) fn first(&self, date: DateId) -> i32 {
        self.first.get(date.index()).copied().unwrap_or(Self::NEVER_LATE)
    }

    /// Gives the last day of a date, in days since 1970.
    pub(super) fn last(&self, date: DateId) -> i32 {
        self.last.get(date.index()).copied().unwrap_or(Self::NEVER_EARLY)
    }

    /// Tells whether one date is over for certain before another begins.
    pub(super) fn before(&self, left: DateId, right: DateId) -> bool {
        self.last(left) < self.first(right)
    }

    /// Tells whether two dates may have a day in common.
    pub(super) fn may_meet(&self, left: DateId, right: DateId) -> bool {
        !self.before(left, right) && !self.before(right, left)
    }
}

/// Gives a date as it is written.
pub(super) fn written(dataset: &Dataset, date: DateId) -> &str {
    date.some().map_or("", |date| dataset.texts.get(dataset.dates.get(date).text))
}

/// Gives the date of an entity as it is written.
pub(super) fn written_of(dataset: &Dataset, entity: EntityId) -> &str {
    written(dataset, dataset.entities.get(entity).date)
}

#[cfg(test)]
mod tests {
    use super::Days;
    use crate::model::{Dataset, DateId};

    #[test]
    fn only_certain_dates_have_an_order() {
        let mut dataset = Dataset::default();
        let mut date =
            |text: &str| -> DateId { dataset.dates.read(text, &mut dataset.texts).expect("a date") };
        let day = date("2025-11-26");
        let month = date("2025-11");
        let next = date("2025-12");
        let open = date("2025-12/..");
        let unsure = date("2025-12-03?");
        let about = date("2025~");
        let yearless = date("XXXX-12-03");
        let days = Days::of(&dataset);
        assert!(days.before(day, next) && days.before(month, open) && days.before(day, open));
        assert!(!days.before(day, month) && !days.before(month, day));
        for other in [unsure, about, yearless, DateId::NONE] {
            assert!(!days.before(day, other) && !days.before(other, day));
            assert!(days.may_meet(day, other));
        }
        assert!(!days.may_meet(day, next));
    }
}
