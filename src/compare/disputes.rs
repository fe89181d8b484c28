//! Which events are disputed that were not, and the other way round.

/// Holds what one graph says of a disputed event.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct DisputeLine {
    /// The id of the event.
    pub event: String,
    /// What people call it.
    pub label: String,
    /// How many different parties are blamed for it.
    pub parties: usize,
    /// How many claims accuse or blame.
    pub accusations: usize,
    /// How many claims deny.
    pub denials: usize,
}

/// Holds how the disputes of two graphs differ, each list in the order of the events' ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DisputeChanges {
    /// Disputed only in the later one.
    pub opened: Vec<DisputeLine>,
    /// Disputed only in the earlier one: fewer parties are named there, or a denial was withdrawn.
    pub settled: Vec<DisputeLine>,
    /// Disputed in both, with other numbers.
    pub changed: Vec<(DisputeLine, DisputeLine)>,
}

impl DisputeChanges {
    /// Tells whether the same events are disputed in the same way.
    pub fn is_empty(&self) -> bool {
        self.opened.is_empty() && self.settled.is_empty() && self.changed.is_empty()
    }
}

/// Compares the disputes of two graphs by the ids of the events. Cost: one sort of each.
pub fn dispute_changes(mut before: Vec<DisputeLine>, mut after: Vec<DisputeLine>) -> DisputeChanges {
    before.sort();
    after.sort();
    let mut changes = DisputeChanges::default();
    let mut before = before.into_iter().peekable();
    for later in after {
        while let Some(settled) = before.next_if(|earlier| earlier.event < later.event) {
            changes.settled.push(settled);
        }
        let numbers = |line: &DisputeLine| (line.parties, line.accusations, line.denials);
        match before.next_if(|earlier| earlier.event == later.event) {
            None => changes.opened.push(later),
            Some(earlier) if numbers(&earlier) != numbers(&later) => changes.changed.push((earlier, later)),
            Some(_) => {}
        }
    }
    changes.settled.extend(before);
    changes
}

#[cfg(test)]
mod tests {
    use super::{DisputeLine, dispute_changes};

    fn line(event: &str, parties: usize) -> DisputeLine {
        DisputeLine { event: event.into(), parties, ..DisputeLine::default() }
    }

    #[test]
    fn disputes_open_settle_and_change() {
        let before = vec![line("d", 2), line("a", 2), line("b", 2), line("c", 2)];
        let after = vec![line("e", 2), line("b", 3), line("c", 2), line("aa", 2)];
        let changes = dispute_changes(before, after);
        let events =
            |lines: &[DisputeLine]| -> Vec<String> { lines.iter().map(|line| line.event.clone()).collect() };
        assert_eq!(events(&changes.opened), ["aa", "e"]);
        assert_eq!(events(&changes.settled), ["a", "d"]);
        assert_eq!(changes.changed, [(line("b", 2), line("b", 3))]);
        assert!(dispute_changes(vec![line("a", 2)], vec![line("a", 2)]).is_empty());
    }
}
