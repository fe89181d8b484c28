//! Which ids each group has, each counted once: pairs are gathered as they come and put in order of groups at the end,
//! which costs less than looking each of them up at once.

use crate::engine::by_id::ById;
use crate::engine::run::{Run, Stop};
use crate::store::TermId;

/// Beyond so many pairs, repeated ones are taken out before more are gathered; tests have few pairs.
const MANY: usize = if cfg!(debug_assertions) { 64 } else { 1 << 20 };

/// Gathers pairs of group and id.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    groups: Vec<u32>,
    ids: Vec<TermId>,
    /// How many pairs there were when repeated ones were last taken out.
    compact: usize,
}

impl Pairs {
    /// Adds the pairs of some rows; no value is no pair.
    pub(super) fn add(&mut self, run: &Run<'_>, groups: &[u32], ids: &[TermId]) -> Result<(), Stop> {
        let before = self.ids.len();
        for (group, id) in groups.iter().zip(ids) {
            if !id.is_none() {
                self.groups.push(*group);
                self.ids.push(*id);
            }
        }
        run.keep((self.ids.len() - before) * size_of::<(u32, TermId)>())?;
        if self.ids.len() > MANY.max(2 * self.compact) {
            self.count();
        }
        Ok(())
    }

    /// Takes out repeated pairs and counts the ids of each group, up to the last group that has any.
    ///
    /// Cost: two passes, one to put the pairs into the order of groups by counting and one to mark each id with the
    /// group that had it last.
    pub(super) fn count(&mut self) -> Vec<u64> {
        let groups = self.groups.iter().max().map_or(0, |last| *last as usize + 1);
        let mut next = vec![0_usize; groups + 1];
        for &group in &self.groups {
            next[group as usize + 1] += 1;
        }
        for group in 0..groups {
            next[group + 1] += next[group];
        }
        let mut sorted = vec![TermId::NONE; self.ids.len()];
        for (&group, &id) in self.groups.iter().zip(&self.ids) {
            let place = &mut next[group as usize];
            sorted[*place] = id;
            *place += 1;
        }
        self.groups.clear();
        self.ids.clear();
        let mut last = ById::default();
        let mut counts = vec![0; groups];
        let mut start = 0;
        for (group, &end) in next[..groups].iter().enumerate() {
            for &id in &sorted[start..end] {
                let seen = last.of(id);
                if *seen != group as u32 + 1 {
                    *seen = group as u32 + 1;
                    counts[group] += 1;
                    self.groups.push(group as u32);
                    self.ids.push(id);
                }
            }
            start = end;
        }
        self.compact = self.ids.len();
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::{MANY, Pairs};
    use crate::engine::run::{Limits, Run};
    use crate::store::{Builder, TermId, Terms};

    #[test]
    fn each_pair_counts_once() {
        let graph = Builder::new().finish().into_graph().expect("a graph");
        let run = Run::new(Terms::new(&graph), Limits::default());
        let mut pairs = Pairs::default();
        assert!(pairs.count().is_empty());
        // More than are kept before repeated ones go: group `i % 3` gets the ids that are `i % 10` and no value.
        for start in (0..3 * MANY as u32).step_by(1000) {
            let rows = start..start + 1000;
            let groups: Vec<u32> = rows.clone().map(|row| row % 3 * 2).collect();
            let ids: Vec<TermId> = rows
                .map(|row| if row % 7 == 0 { TermId::NONE } else { TermId::from_number(row % 10) })
                .collect();
            pairs.add(&run, &groups, &ids).expect("no limit");
        }
        assert!(pairs.ids.len() <= MANY + 1000);
        assert_eq!(pairs.count(), [10, 0, 10, 0, 10]);
        assert_eq!(pairs.count(), [10, 0, 10, 0, 10]);
    }
}
