//! The k-core: who is left when those with few ties are taken away, and then those who thereby have few.

use crate::graph::measure::Ties;

/// Gives the core number of each node: the greatest k for which it is in a part of the graph where every node has ties
/// with k others. Direction, weight and ties of a node with itself do not matter.
///
/// Source: Seidman, Network structure and minimum degree, Social Networks 5 (1983); worked out as Batagelj and
/// Zaveršnik, An O(m) algorithm for cores decomposition of networks (2003). Cost: linear in nodes and ties.
pub fn core_numbers(ties: &Ties) -> Vec<u32> {
    let ties = ties.undirected();
    let nodes = ties.nodes();
    let mut degrees: Vec<u32> = (0..nodes as u32).map(|node| ties.targets(node).len() as u32).collect();
    let most = degrees.iter().copied().max().unwrap_or(0) as usize;
    // Nodes sorted by degree; `begins` says where each degree begins and `places` where each node stands.
    let mut begins = vec![0_u32; most + 2];
    for degree in &degrees {
        begins[*degree as usize + 1] += 1;
    }
    for degree in 0..=most {
        begins[degree + 1] += begins[degree];
    }
    let mut order = vec![0_u32; nodes];
    let mut places = vec![0_u32; nodes];
    let mut next = begins.clone();
    for node in 0..nodes {
        let place = &mut next[degrees[node] as usize];
        order[*place as usize] = node as u32;
        places[node] = *place;
        *place += 1;
    }
    for at in 0..nodes {
        let node = order[at];
        for &other in ties.targets(node) {
            let other = other as usize;
            if degrees[other] > degrees[node as usize] {
                // The other becomes the first of its degree, and then the last of the degree below.
                let degree = degrees[other] as usize;
                let (place, first) = (places[other], begins[degree].max(at as u32 + 1));
                let swapped = order[first as usize];
                order.swap(place as usize, first as usize);
                places[other] = first;
                places[swapped as usize] = place;
                begins[degree] = first + 1;
                degrees[other] -= 1;
            }
        }
    }
    degrees
}
