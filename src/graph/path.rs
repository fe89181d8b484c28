//! The shortest way from one node to another, over whatever gives neighbours; no graph need be made for it.

use std::collections::HashMap;
use std::hash::Hash;

/// Finds a shortest way of at most `longest` steps, both ends included; none when there is no such way.
///
/// Where several ways are as short, `choose` picks the next node at each step from those that lead on: it must not
/// depend on the order in which they come. Breadth first from the far end. Cost: the neighbours of every node that is
/// nearer to `to` than `from` is.
///
/// # Errors
/// Whatever `neighbours` and `choose` fail with.
///
/// ```
/// let edges = [(1, 2), (2, 4), (1, 3), (3, 4), (4, 5)];
/// let neighbours = |node: i32| {
///     let both = edges.iter().flat_map(|&(from, to)| [(from, to), (to, from)]);
///     Ok::<Vec<i32>, ()>(both.filter(|(from, _)| *from == node).map(|(_, to)| to).collect())
/// };
/// let smallest = |nodes: Vec<i32>| Ok(nodes.into_iter().min().expect("never empty"));
/// assert_eq!(actant::graph::shortest(1, 5, 9, neighbours, smallest)?, Some(vec![1, 2, 4, 5]));
/// assert_eq!(actant::graph::shortest(1, 5, 2, neighbours, smallest)?, None);
/// # Ok::<(), ()>(())
/// ```
pub fn shortest<N: Copy + Eq + Hash, E>(
    from: N,
    to: N,
    longest: usize,
    mut neighbours: impl FnMut(N) -> Result<Vec<N>, E>,
    mut choose: impl FnMut(Vec<N>) -> Result<N, E>,
) -> Result<Option<Vec<N>>, E> {
    let mut distances = HashMap::from([(to, 0)]);
    let mut layer = vec![to];
    let mut distance = 0;
    while !distances.contains_key(&from) {
        if distance == longest || layer.is_empty() {
            return Ok(None);
        }
        distance += 1;
        let mut next = Vec::new();
        for node in layer {
            for neighbour in neighbours(node)? {
                distances.entry(neighbour).or_insert_with(|| {
                    next.push(neighbour);
                    distance
                });
            }
        }
        layer = next;
    }
    let mut way = vec![from];
    let mut node = from;
    while distance > 0 {
        distance -= 1;
        let mut nearer = neighbours(node)?;
        nearer.retain(|neighbour| distances.get(neighbour) == Some(&distance));
        node = choose(nearer)?;
        way.push(node);
    }
    Ok(Some(way))
}
