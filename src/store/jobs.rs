//! The work of laying a graph out, in pieces that two threads share.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::store::column::{ColumnBuilt, Values};
use crate::store::dictionary::{DictionaryBuilder, DictionaryRef};
use crate::store::id::TermId;
use crate::store::snapshot::Sections;
use crate::store::table::TableBuilt;

/// One thing to lay out: a column, or a table.
pub(super) enum Job {
    Column { set: usize, table: usize, predicate: TermId, first: u32, values: Values },
    Table { set: usize, predicate: TermId, pairs: Vec<(u32, u32)> },
}

/// What became of a job.
pub(super) enum Done {
    Column { set: usize, table: usize, predicate: TermId, built: ColumnBuilt },
    Table { set: usize, predicate: TermId, built: TableBuilt },
}

impl Job {
    fn size(&self) -> usize {
        match self {
            Self::Column { values: Values::Each(values), .. } => values.len(),
            Self::Column { .. } => 0,
            // A table is sorted twice, which costs several times what counting does.
            Self::Table { pairs, .. } => 8 * pairs.len(),
        }
    }

    fn run(self) -> Done {
        match self {
            Self::Table { set, predicate, pairs } => {
                Done::Table { set, predicate, built: TableBuilt::new(pairs) }
            }
            Self::Column { set, table, predicate, first, values } => {
                let built = match values {
                    Values::Same(value) => ColumnBuilt::Same(value.0),
                    Values::Each(values) => ColumnBuilt::each(values),
                    Values::Numbered { prefix, numbers } => ColumnBuilt::numbered(prefix, first, numbers),
                    Values::Like(_) => unreachable!("columns like another are not jobs"),
                };
                Done::Column { set, table, predicate, built }
            }
        }
    }
}

/// Runs the jobs, the dictionary among them, on two threads where that pays; the order of the results is that
/// of the jobs, whichever thread did them.
pub(super) fn run(
    jobs: Vec<Job>,
    dictionary: DictionaryBuilder,
    sections: &mut Sections,
) -> (Vec<Done>, usize, DictionaryRef) {
    const WORTH_A_THREAD: usize = 50_000;
    let terms = dictionary.len();
    let small = jobs.iter().map(Job::size).sum::<usize>() + terms < WORTH_A_THREAD;
    if small {
        let placed = dictionary.place(sections);
        return (jobs.into_iter().map(Job::run).collect(), terms, placed);
    }
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(jobs[index].size()));
    let slots: Vec<Mutex<(Option<Job>, Option<Done>)>> =
        jobs.into_iter().map(|job| Mutex::new((Some(job), None))).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(&index) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut slot = slots[index].lock().expect("no job panics");
            let job = slot.0.take().expect("each job is taken once");
            slot.1 = Some(job.run());
        }
    };
    let placed = std::thread::scope(|scope| {
        let other = scope.spawn(work);
        let placed = dictionary.place(sections);
        work();
        other.join().expect("no job panics");
        placed
    });
    let built = slots
        .into_iter()
        .map(|slot| slot.into_inner().expect("no job panics").1.expect("every job was done"))
        .collect();
    (built, terms, placed)
}
