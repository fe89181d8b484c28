//! The order of least estimated work for things that are joined: dynamic programming over all orders up to twelve
//! of them (Selinger et al., SIGMOD 1979), the cheapest next one beyond.
//!
//! A chain grows by one look-up at a time, or by a whole star that is worked out for itself and joined by hash:
//! that is what keeps two claims about one event from becoming all pairs of claims.

use crate::engine::batch::{Slot, Slots, only};

/// How many things are put into order by trying all orders.
const MOST: usize = 12;

/// What the cost model counts: handling one row is 1.
const LOOK_UP: f64 = 1.5;
const BUILD: f64 = 4.0;
const PROBE: f64 = 2.0;

/// What is known of one thing to join.
#[derive(Debug, Clone)]
pub(super) struct Estimate {
    pub(super) slots: Slots,
    /// The ends of a triple that are variables, and how many distinct terms they have.
    pub(super) ends: Vec<(Slot, f64)>,
    /// How many rows it has by itself.
    pub(super) rows: f64,
    /// Whether it can be looked up for one row; else it is gathered once.
    pub(super) look_up: bool,
    /// Whether it can be worked out with none of its variables known.
    pub(super) open: bool,
}

/// One step of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Move {
    /// Looks one thing up, or begins with it.
    Next(usize),
    /// Works a star out for itself, in this order, and joins it.
    Star(Vec<usize>),
}

/// The cheapest way that is known to have joined some of the things.
#[derive(Debug, Clone, Copy)]
struct State {
    cost: f64,
    rows: f64,
    before: usize,
    step: Step,
}

/// A move, by number.
#[derive(Debug, Clone, Copy)]
enum Step {
    Next(usize),
    Star(usize),
}

/// No way is known.
const NONE: State = State { cost: f64::INFINITY, rows: 0.0, before: 0, step: Step::Next(0) };

/// Orders things to join, for rows that already have values for `known`; gives the moves and for each the number of
/// rows that it is expected to lead to.
pub(super) fn order(estimates: &[Estimate], known: Slots, rows: f64) -> Option<Vec<(Move, f64)>> {
    let all: Vec<usize> = (0..estimates.len()).collect();
    if estimates.len() > MOST {
        return greedy(estimates, &all, known, rows).map(|(_, moves)| moves);
    }
    let stars = stars(estimates);
    best(estimates, &all, known, rows, &stars).map(|(_, moves)| moves)
}

struct Star {
    members: Vec<usize>,
    mask: usize,
    slots: Slots,
    cost: f64,
    rows: f64,
}

/// Finds the groups of things that share their first end, each with its own best order.
fn stars(estimates: &[Estimate]) -> Vec<Star> {
    let mut stars = Vec::new();
    let mut seen: Slots = 0;
    for estimate in estimates {
        let Some(&(center, _)) = estimate.ends.first() else { continue };
        if seen & only(center) != 0 {
            continue;
        }
        seen |= only(center);
        let members: Vec<usize> = (0..estimates.len())
            .filter(|&at| {
                estimates[at].look_up && estimates[at].ends.first().is_some_and(|end| end.0 == center)
            })
            .collect();
        if members.len() < 2 || members.len() == estimates.len() {
            continue;
        }
        let Some((cost, moves)) = best(estimates, &members, 0, 1.0, &[]) else { continue };
        stars.push(Star {
            mask: members.iter().fold(0, |mask, member| mask | 1 << member),
            slots: members.iter().fold(0, |slots, &member| slots | estimates[member].slots),
            cost,
            rows: moves.last().map_or(1.0, |last| last.1),
            members: (moves.into_iter())
                .filter_map(|(step, _)| if let Move::Next(at) = step { Some(at) } else { None })
                .collect(),
        });
    }
    stars
}

type Plan = (f64, Vec<(Move, f64)>);

fn best(estimates: &[Estimate], members: &[usize], known: Slots, rows: f64, stars: &[Star]) -> Option<Plan> {
    let full = members.iter().fold(0_usize, |mask, member| mask | 1 << member);
    // What costs more than a plan that is known is no part of the best one.
    let most = greedy(estimates, members, known, rows).map_or(f64::INFINITY, |(cost, _)| cost * (1.0 + 1e-9));
    let mut states = vec![NONE; full + 1];
    states[0] = State { cost: 0.0, rows, ..NONE };
    let mut bounds: Vec<Slots> = vec![known; full + 1];
    for mask in 0..full {
        if mask & !full != 0 {
            continue;
        }
        if mask != 0 {
            bounds[mask] = bounds[mask & (mask - 1)] | estimates[mask.trailing_zeros() as usize].slots;
        }
        let (State { cost, rows, .. }, bound) = (states[mask], bounds[mask]);
        if cost > most || cost.is_infinite() {
            continue;
        }
        let mut offer = |added: usize, cost: f64, rows: f64, step: Step| {
            let state = &mut states[mask | added];
            if cost < state.cost {
                *state = State { cost, rows, before: mask, step };
            }
        };
        for &member in members.iter().filter(|&&member| mask & 1 << member == 0) {
            if let Some((more, rows)) = estimates[member].after(bound, rows, mask == 0 && known == 0) {
                offer(1 << member, cost + more, rows, Step::Next(member));
            }
        }
        if mask == 0 {
            continue;
        }
        for (at, star) in stars.iter().enumerate() {
            if mask & star.mask != 0 || star.slots & bound == 0 {
                continue;
            }
            let shared = (star.members.iter())
                .flat_map(|&member| &estimates[member].ends)
                .filter(|(slot, _)| bound & only(*slot) != 0)
                .fold(1.0_f64, |most, (_, distinct)| most.max(*distinct));
            let out = rows * star.rows / shared.min(star.rows).max(1.0);
            let more = star.cost + star.rows * BUILD + rows * PROBE + out;
            offer(star.mask, cost + more, out, Step::Star(at));
        }
    }
    let mut moves = Vec::new();
    let mut mask = full;
    let cost = states[full].cost;
    while mask != 0 {
        let state = states[mask];
        if state.cost.is_infinite() {
            return None;
        }
        let step = match state.step {
            Step::Next(member) => Move::Next(member),
            Step::Star(at) => Move::Star(stars[at].members.clone()),
        };
        moves.push((step, state.rows));
        mask = state.before;
    }
    moves.reverse();
    Some((cost, moves))
}

/// Takes the cheapest next one each time.
fn greedy(estimates: &[Estimate], members: &[usize], known: Slots, rows: f64) -> Option<Plan> {
    let (mut bound, mut rows, mut cost) = (known, rows, 0.0);
    let mut left = members.to_vec();
    let mut moves = Vec::new();
    while !left.is_empty() {
        let begins = moves.is_empty() && known == 0;
        let (at, more, out) = (left.iter().enumerate())
            .filter_map(|(at, &member)| {
                let (cost, rows) = estimates[member].after(bound, rows, begins)?;
                Some((at, cost, rows))
            })
            .min_by(|left, right| (left.1 + left.2).total_cmp(&(right.1 + right.2)))?;
        let member = left.remove(at);
        (rows, cost) = (out, cost + more);
        bound |= estimates[member].slots;
        moves.push((Move::Next(member), rows));
    }
    Some((cost, moves))
}

impl Estimate {
    /// Gives what it costs to go on with this for so many rows, and how many rows come out.
    fn after(&self, bound: Slots, rows: f64, begins: bool) -> Option<(f64, f64)> {
        let touches = self.slots & bound != 0;
        if !touches && !self.open && self.slots != 0 {
            return None;
        }
        if begins {
            return Some((self.rows, self.rows));
        }
        if !self.look_up {
            let fan_out = if touches { self.rows.min(1.0) } else { self.rows };
            return Some((self.rows * BUILD + rows * PROBE + rows * fan_out, rows * fan_out));
        }
        let mut fan_out = self.rows;
        for (at, (slot, distinct)) in self.ends.iter().enumerate() {
            let repeated = self.ends[..at].iter().any(|(other, _)| other == slot);
            if bound & only(*slot) != 0 && !repeated {
                fan_out /= distinct.max(1.0);
            }
        }
        Some((rows * LOOK_UP + rows * fan_out, rows * fan_out))
    }
}

#[cfg(test)]
mod tests {
    use super::{Estimate, Move, order};
    use crate::engine::batch::{Slot, only};

    fn triple(subject: (Slot, f64), object: Option<(Slot, f64)>, rows: f64) -> Estimate {
        let ends: Vec<(Slot, f64)> = [subject].into_iter().chain(object).collect();
        let slots = ends.iter().fold(0, |slots, end| slots | only(end.0));
        Estimate { slots, ends, rows, look_up: true, open: true }
    }

    fn moves(estimates: &[Estimate]) -> Vec<Move> {
        let moves = order(estimates, 0, 1.0).expect("there is an order");
        moves.into_iter().map(|(step, _)| step).collect()
    }

    #[test]
    fn the_fewest_rows_come_first_however_they_are_written() {
        let many = triple((0, 1e6), Some((1, 1e4)), 1e6);
        let few = triple((0, 100.0), None, 100.0);
        let label = triple((1, 1e4), Some((2, 1e4)), 1e4);
        assert_eq!(
            moves(&[many.clone(), few.clone(), label.clone()]),
            [Move::Next(1), Move::Next(0), Move::Next(2)]
        );
        assert_eq!(moves(&[label, few, many]), [Move::Next(1), Move::Next(2), Move::Next(0)]);
    }

    #[test]
    fn two_stars_on_one_event_are_joined_and_not_walked() {
        let star = |claim: Slot, object: Slot| {
            [
                triple((claim, 1e6), None, 1.4e5),
                triple((claim, 1e6), Some((0, 2e4)), 1e6),
                triple((claim, 1e6), Some((object, 1e4)), 1e6),
            ]
        };
        let estimates: Vec<Estimate> = star(1, 2).into_iter().chain(star(3, 4)).collect();
        let moves = moves(&estimates);
        assert_eq!(moves.len(), 4, "{moves:?}");
        assert!(matches!(&moves[3], Move::Star(members) if members.len() == 3), "{moves:?}");
    }

    #[test]
    fn more_things_than_are_tried_in_all_orders_have_an_order() {
        let estimates: Vec<Estimate> =
            (0..30).map(|at| triple((at, 100.0), Some((at + 1, 100.0)), 200.0 + f64::from(at))).collect();
        let moves = moves(&estimates);
        assert_eq!(moves.len(), 30);
        assert_eq!(moves[0], Move::Next(0));
    }
}
