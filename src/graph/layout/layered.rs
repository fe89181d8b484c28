//! Layers from left to right (Sugiyama, Tagawa and Toda, IEEE SMC 11(2), 1981): circles are broken, each node stands
//! right of those that point at it, and neighbours are drawn level by their barycentres.

use crate::graph::layout::{Point, Sketch};

/// What stays free between two layers.
const GAP: f64 = 70.0;
/// How often the layers are swept.
const SWEEPS: usize = 12;

/// Lays nodes out in layers. An edge that would close a circle points back. Cost: `n + m`, and a sort of each layer
/// for each sweep.
pub fn layered(sketch: &Sketch) -> Vec<Point> {
    let count = sketch.sizes.len();
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (from, to, _) in sketch.edges.iter().filter(|(from, to, _)| from != to) {
        out[*from].push(*to);
    }
    let order = forward(&out);
    let mut rank = vec![0_usize; count];
    let mut position = vec![0_usize; count];
    order.iter().enumerate().for_each(|(at, node)| position[*node] = at);
    for &node in &order {
        for &next in out[node].iter().filter(|next| position[**next] > position[node]) {
            rank[next] = rank[next].max(rank[node] + 1);
        }
    }
    let mut layers: Vec<Vec<usize>> = vec![Vec::new(); rank.iter().max().map_or(0, |last| last + 1)];
    order.iter().for_each(|&node| layers[rank[node]].push(node));
    let mut near: Vec<Vec<usize>> = out.clone();
    for (from, targets) in out.iter().enumerate() {
        targets.iter().for_each(|&to| near[to].push(from));
    }
    let mut level: Vec<f64> = vec![0.0; count];
    for layer in &layers {
        stack(layer, sketch, &mut level);
    }
    for sweep in 0..SWEEPS {
        let down = sweep % 2 == 0;
        let numbers: Vec<usize> =
            if down { (0..layers.len()).collect() } else { (0..layers.len()).rev().collect() };
        for number in numbers {
            let wish = |node: usize| -> f64 {
                let other: Vec<f64> = near[node]
                    .iter()
                    .filter(|other| if down { rank[**other] < number } else { rank[**other] > number })
                    .map(|other| level[*other])
                    .collect();
                if other.is_empty() { level[node] } else { other.iter().sum::<f64>() / other.len() as f64 }
            };
            let mut wished: Vec<(f64, usize)> =
                layers[number].iter().map(|&node| (wish(node), node)).collect();
            wished.sort_by(|one, other| one.0.total_cmp(&other.0));
            place(&wished, sketch, &mut level);
            layers[number] = wished.into_iter().map(|(_, node)| node).collect();
        }
    }
    let mut left = 0.0;
    let mut places = vec![Point::default(); count];
    for layer in &layers {
        let half = layer.iter().map(|&node| sketch.sizes[node].x).fold(0.0, f64::max);
        left += half;
        layer.iter().for_each(|&node| places[node] = Point::new(left, level[node]));
        left += half + GAP;
    }
    places
}

/// Gives an order in which most edges point forward: the reverse of a depth-first walk's ends, begun where nothing
/// points at.
fn forward(out: &[Vec<usize>]) -> Vec<usize> {
    let mut incoming = vec![0_usize; out.len()];
    out.iter().flatten().for_each(|&to| incoming[to] += 1);
    let mut starts: Vec<usize> = (0..out.len()).collect();
    starts.sort_by_key(|&node| (incoming[node], node));
    let (mut seen, mut ended) = (vec![false; out.len()], Vec::with_capacity(out.len()));
    for start in starts {
        let mut stack = vec![(start, 0)];
        while let Some((node, next)) = stack.pop() {
            if next == 0 {
                if seen[node] {
                    continue;
                }
                seen[node] = true;
            }
            match out[node].get(next) {
                Some(&to) => {
                    stack.push((node, next + 1));
                    if !seen[to] {
                        stack.push((to, 0));
                    }
                }
                None => ended.push(node),
            }
        }
    }
    ended.reverse();
    ended
}

/// Puts the nodes of a layer under each other, around the middle.
fn stack(layer: &[usize], sketch: &Sketch, level: &mut [f64]) {
    let height: f64 = layer.iter().map(|&node| 2.0 * sketch.sizes[node].y).sum();
    let mut top = -height / 2.0;
    for &node in layer {
        level[node] = top + sketch.sizes[node].y;
        top += 2.0 * sketch.sizes[node].y;
    }
}

/// Gives each node of a layer, in this order, a level as near to its wish as those before it leave room, and then moves
/// the layer so that as many are too high as too low.
fn place(wished: &[(f64, usize)], sketch: &Sketch, level: &mut [f64]) {
    let mut bottom = f64::MIN;
    let mut off = Vec::with_capacity(wished.len());
    for (wish, node) in wished {
        let half = sketch.sizes[*node].y;
        let at = wish.max(bottom + half);
        level[*node] = at;
        bottom = at + half;
        off.push(at - wish);
    }
    let mean = off.iter().sum::<f64>() / off.len().max(1) as f64;
    wished.iter().for_each(|(_, node)| level[*node] -= mean);
}
