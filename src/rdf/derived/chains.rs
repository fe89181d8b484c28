//! Chains of links of a transitive relation, in the order of their length.
//!
//! A chain holds as long as all of its links do, so each carries the days that they have in common, and ends where
//! there are none. Of two chains between the same ends only those count that hold longer than any found before.

use std::collections::HashMap;

use crate::model::{ClaimId, Day, ObjectId};

/// The days on which something holds: the first and the last, each open when there is none.
pub(super) type Days = (Option<Day>, Option<Day>);

/// One link: a claim, maybe read from its other end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) from: ObjectId,
    pub(super) to: ObjectId,
    pub(super) claim: ClaimId,
    pub(super) turned: bool,
    pub(super) days: Days,
}

/// A chain of two or more links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chain {
    pub(super) from: ObjectId,
    pub(super) to: ObjectId,
    /// The links, by their place in the list that was searched, in order.
    pub(super) links: Vec<usize>,
}

/// Holds the chains of a relation.
#[derive(Debug, Default)]
pub(super) struct Chains {
    pub(super) found: Vec<Chain>,
    /// Whether there are longer ones that were not looked for.
    pub(super) cut: bool,
}

/// Finds chains, the shorter first, and stops before the length that would make them more than `most`. The order of
/// the links decides between chains that are equally good, and no other order does. A chain never comes back to
/// where it began.
///
/// Cost: in time one step for each chain and each link behind it; in memory some 40 bytes for each link and chain.
pub(super) fn chains(links: &[Link], most: usize) -> Chains {
    let mut away: HashMap<ObjectId, Vec<usize>> = HashMap::new();
    for (index, link) in links.iter().enumerate() {
        away.entry(link.from).or_default().push(index);
    }
    if !links.iter().any(|link| away.contains_key(&link.to)) {
        return Chains::default();
    }
    let mut walks = Walks::default();
    for (index, link) in links.iter().enumerate() {
        walks.take(link.from, index, None, links, link.days);
    }
    let single = walks.ends.len();
    let mut begin = 0;
    let mut cut = false;
    while begin < walks.ends.len() {
        let end = walks.ends.len();
        for walk in begin..end {
            let End { from, link, days, .. } = walks.ends[walk];
            for &next in away.get(&links[link].to).into_iter().flatten() {
                if let Some(days) = common(days, links[next].days) {
                    walks.take(from, next, Some(walk), links, days);
                }
            }
            if walks.ends.len() - single > most {
                break;
            }
        }
        if walks.ends.len() - single > most {
            walks.ends.truncate(end);
            cut = true;
            break;
        }
        begin = end;
    }
    let found = (single..walks.ends.len()).map(|walk| walks.chain(walk, links)).collect();
    Chains { found, cut }
}

/// Where a walk ends: its last link, and the walk before that.
#[derive(Debug, Clone, Copy)]
struct End {
    from: ObjectId,
    link: usize,
    before: Option<usize>,
    days: Days,
}

#[derive(Debug, Default)]
struct Walks {
    ends: Vec<End>,
    known: HashMap<(ObjectId, ObjectId), Vec<Days>>,
}

impl Walks {
    /// Takes a walk up, unless it comes back to its beginning or holds no longer than one between the same ends.
    fn take(&mut self, from: ObjectId, link: usize, before: Option<usize>, links: &[Link], days: Days) {
        let to = links[link].to;
        if from == to {
            return;
        }
        let known = self.known.entry((from, to)).or_default();
        if !known.iter().any(|known| covers(*known, days)) {
            known.push(days);
            self.ends.push(End { from, link, before, days });
        }
    }

    fn chain(&self, walk: usize, links: &[Link]) -> Chain {
        let ends = std::iter::successors(Some(walk), |walk| self.ends[*walk].before);
        let mut chain: Vec<usize> = ends.map(|walk| self.ends[walk].link).collect();
        chain.reverse();
        Chain { from: self.ends[walk].from, to: links[self.ends[walk].link].to, links: chain }
    }
}

/// Gives the days that two have in common; nothing when one is over before the other begins.
fn common(left: Days, right: Days) -> Option<Days> {
    let first = left.0.max(right.0);
    let last = match (left.1, right.1) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (open, None) | (None, open) => open,
    };
    match (first, last) {
        (Some(first), Some(last)) if first > last => None,
        days => Some(days),
    }
}

/// Tells whether one span holds whenever another does.
fn covers(wide: Days, narrow: Days) -> bool {
    wide.0 <= narrow.0
        && match (wide.1, narrow.1) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(wide), Some(narrow)) => wide >= narrow,
        }
}

#[cfg(test)]
mod tests {
    use super::{Chain, Days, Link, chains};
    use crate::model::{ClaimId, EntityId, ObjectId};

    fn node(number: usize) -> ObjectId {
        EntityId::new(number).into()
    }

    fn links(pairs: &[(usize, usize, Days)]) -> Vec<Link> {
        let link = |(claim, (from, to, days)): (usize, &(usize, usize, Days))| Link {
            from: node(*from),
            to: node(*to),
            claim: ClaimId::new(claim),
            turned: false,
            days: *days,
        };
        pairs.iter().enumerate().map(link).collect()
    }

    fn days(text: &str) -> Days {
        crate::model::days(text).expect("a date")
    }

    fn found(pairs: &[(usize, usize, Days)], most: usize) -> (Vec<(usize, usize, Vec<usize>)>, bool) {
        let chains = chains(&links(pairs), most);
        let end = |object: ObjectId| object.entity().expect("an entity").index();
        let chain = |Chain { from, to, links }: &Chain| (end(*from), end(*to), links.clone());
        (chains.found.iter().map(chain).collect(), chains.cut)
    }

    const ALWAYS: Days = (None, None);

    #[test]
    fn a_chain_is_found_once_by_the_shortest_way() {
        let pairs = [(1, 2, ALWAYS), (2, 3, ALWAYS), (3, 4, ALWAYS), (1, 3, ALWAYS), (2, 3, ALWAYS)];
        let expected = vec![(2, 4, vec![1, 2]), (1, 4, vec![3, 2])];
        assert_eq!(found(&pairs, 10), (expected, false), "1 to 3 is a link of its own");
    }

    #[test]
    fn a_circle_ends_where_it_began() {
        let pairs = [(1, 2, ALWAYS), (2, 3, ALWAYS), (3, 1, ALWAYS), (4, 4, ALWAYS)];
        let expected = vec![(1, 3, vec![0, 1]), (2, 1, vec![1, 2]), (3, 2, vec![2, 0])];
        assert_eq!(found(&pairs, 10), (expected, false));
    }

    #[test]
    fn links_that_never_held_together_make_no_chain() {
        let pairs = [(1, 2, days("2000/2005")), (2, 3, days("2010/2015")), (2, 4, days("2005/.."))];
        assert_eq!(found(&pairs, 10), (vec![(1, 4, vec![0, 2])], false));
        // The long way round held when the short way did not.
        let pairs = [
            (1, 2, days("2000/2005")),
            (2, 3, days("2003/2015")),
            (3, 5, days("2006/2007")),
            (2, 4, days("2001/2002")),
            (4, 3, ALWAYS),
        ];
        let expected = vec![
            (1, 3, vec![0, 1]),
            (1, 4, vec![0, 3]),
            (2, 5, vec![1, 2]),
            (2, 3, vec![3, 4]),
            (4, 5, vec![4, 2]),
            (1, 3, vec![0, 3, 4]),
        ];
        assert_eq!(
            found(&pairs, 10),
            (expected, false),
            "1 to 5 never held: 2003 to 2005, then 2006 to 2007"
        );
    }

    #[test]
    fn a_date_without_a_year_bounds_nothing() {
        let pairs = [(1, 2, days("XXXX-11-26")), (2, 3, days("2010"))];
        assert_eq!(found(&pairs, 10), (vec![(1, 3, vec![0, 1])], false));
    }

    #[test]
    fn what_would_be_too_much_stops_before_that_length() {
        let line: Vec<_> = (0..10).map(|at| (at, at + 1, ALWAYS)).collect();
        let (all, cut) = found(&line, 1_000);
        assert_eq!((all.len(), cut), (45, false), "9 of two links, 8 of three, and so on");
        let (some, cut) = found(&line, 20);
        assert_eq!((some.len(), cut), (17, true), "those of two and of three links");
        assert!(some.iter().all(|(_, _, links)| links.len() <= 3));
    }
}
