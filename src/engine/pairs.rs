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
    pairs: Vec<(u32, TermId)>,
    /// How many pairs there were when repeated ones were last taken out.
    compact: usize,
}

impl Pairs {
    /// Makes room for about so many pairs.
    pub(super) fn with_room(rows: f64) -> Self {
        // An estimate may be far off; beyond this, growing costs less than room that is never used.
        Self { pairs: Vec::with_capacity((rows as usize).min(1 << 18)), compact: 0 }
    }

    /// Adds the pairs of some rows; no value is no pair.
    pub(super) fn add(&mut self, run: &Run<'_>, groups: &[u32], ids: &[TermId]) -> Result<(), Stop> {
        let before = self.pairs.len();
        let pairs = groups.iter().copied().zip(ids.iter().copied());
        self.pairs.extend(pairs.filter(|(_, id)| !id.is_none()));
        run.keep((self.pairs.len() - before) * size_of::<(u32, TermId)>())?;
        if self.pairs.len() > MANY.max(2 * self.compact) {
            let mut kept = Vec::new();
            self.each_once(|group, id| kept.push((group, id)));
            *self = Self { compact: kept.len(), pairs: kept };
        }
        Ok(())
    }

    /// Counts the ids of each group, up to the last group that has any.
    pub(super) fn count(&self) -> Vec<u64> {
        let mut counts = Vec::new();
        self.each_once(|group, _| {
            let group = group as usize;
            if counts.len() <= group {
                counts.resize(group + 1, 0);
            }
            counts[group] += 1;
        });
        counts
    }

    /// Visits each pair once, in the order of groups.
    ///
    /// Cost: two passes, one to put the pairs into the order of groups by counting and one to mark each id with the
    /// group that had it last.
    fn each_once(&self, mut visit: impl FnMut(u32, TermId)) {
        let groups = self.pairs.iter().map(|pair| pair.0).max().map_or(0, |last| last as usize + 1);
        let mut next = vec![0_u32; groups + 1];
        for &(group, _) in &self.pairs {
            next[group as usize + 1] += 1;
        }
        for group in 0..groups {
            next[group + 1] += next[group];
        }
        let mut sorted = vec![TermId::NONE; self.pairs.len()];
        for &(group, id) in &self.pairs {
            let place = &mut next[group as usize];
            sorted[*place as usize] = id;
            *place += 1;
        }
        let mut last = ById::default();
        let mut start = 0;
        for (group, &end) in (0..).zip(&next[..groups]) {
            for &id in &sorted[start..end as usize] {
                let seen = last.of(id);
                if *seen != group + 1 {
                    *seen = group + 1;
                    visit(group, id);
                }
            }
            start = end as usize;
        }
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
        assert!(pairs.pairs.len() <= MANY + 1000);
        assert_eq!(pairs.count(), [10, 0, 10, 0, 10]);
        assert_eq!(pairs.count(), [10, 0, 10, 0, 10]);
    }
}
