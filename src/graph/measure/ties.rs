//! A graph as arrays: for each node the nodes that its ties lead to, and what the ties weigh. It is never changed.

/// Holds directed weighted ties among the nodes `0..nodes`, at most one from a node to another.
///
/// Compressed sparse rows: the ties of a node lie side by side, ascending by where they lead to.
///
/// ```
/// use actant::graph::measure::Ties;
///
/// let ties = Ties::new(3, &[(0, 1, 1.0), (1, 2, 1.0), (0, 1, 2.0)]);
/// assert_eq!(ties.of(0), (&[1][..], &[3.0][..]));
/// assert_eq!((ties.nodes(), ties.len()), (3, 2));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Ties {
    offsets: Vec<u32>,
    targets: Vec<u32>,
    weights: Vec<f64>,
}

impl Ties {
    /// Makes a graph of ties: from, to, weight. Parallel ties become one, and their weights are added up.
    ///
    /// Cost: two counting sorts, linear in nodes and ties.
    ///
    /// # Panics
    /// When a tie names a node that is not one of `0..nodes`.
    pub fn new(nodes: usize, ties: &[(u32, u32, f64)]) -> Self {
        let by_target = sorted(nodes, ties, |tie| tie.1);
        let by_source = sorted(nodes, &by_target, |tie| tie.0);
        let mut graph = Self {
            offsets: Vec::with_capacity(nodes + 1),
            targets: Vec::with_capacity(ties.len()),
            weights: Vec::with_capacity(ties.len()),
        };
        graph.offsets.push(0);
        let mut rest = by_source.as_slice();
        for node in 0..nodes as u32 {
            let begin = graph.targets.len();
            while let Some(((from, to, weight), others)) = rest.split_first().filter(|(tie, _)| tie.0 == node)
            {
                debug_assert_eq!(*from, node);
                match graph.targets.last() {
                    Some(last) if graph.targets.len() > begin && last == to => {
                        *graph.weights.last_mut().expect("a weight for each target") += weight;
                    }
                    _ => {
                        graph.targets.push(*to);
                        graph.weights.push(*weight);
                    }
                }
                rest = others;
            }
            graph.offsets.push(graph.targets.len() as u32);
        }
        graph
    }

    /// Counts the nodes.
    pub fn nodes(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Counts the ties.
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// Tells whether there is no tie.
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// Gives where the ties of a node lead to, ascending, and what they weigh.
    #[inline]
    pub fn of(&self, node: u32) -> (&[u32], &[f64]) {
        let range = self.offsets[node as usize] as usize..self.offsets[node as usize + 1] as usize;
        (&self.targets[range.clone()], &self.weights[range])
    }

    /// Gives where the ties of a node lead to, ascending.
    #[inline]
    pub fn targets(&self, node: u32) -> &[u32] {
        self.of(node).0
    }

    /// Walks all ties: from, to, weight.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32, f64)> {
        (0..self.nodes() as u32).flat_map(|from| {
            let (targets, weights) = self.of(from);
            targets.iter().zip(weights).map(move |(to, weight)| (from, *to, *weight))
        })
    }

    /// Gives the same ties the other way round.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let ties: Vec<_> = self.iter().map(|(from, to, weight)| (to, from, weight)).collect();
        Self::new(self.nodes(), &ties)
    }

    /// Gives the ties without direction: each leads both ways, and weighs what both directions weigh together. A tie
    /// from a node to itself is left out.
    #[must_use]
    pub fn undirected(&self) -> Self {
        let ties: Vec<_> = (self.iter().filter(|(from, to, _)| from != to))
            .flat_map(|(from, to, weight)| [(from, to, weight), (to, from, weight)])
            .collect();
        Self::new(self.nodes(), &ties)
    }

    /// Gives the same ties, each with the weight 1.
    #[must_use]
    pub fn unweighted(&self) -> Self {
        Self { weights: vec![1.0; self.weights.len()], ..self.clone() }
    }
}

/// Sorts ties by one end, keeping the order of those that are equal.
fn sorted(
    nodes: usize,
    ties: &[(u32, u32, f64)],
    key: impl Fn(&(u32, u32, f64)) -> u32,
) -> Vec<(u32, u32, f64)> {
    let mut places = vec![0_u32; nodes + 1];
    for tie in ties {
        places[key(tie) as usize + 1] += 1;
    }
    for node in 0..nodes {
        places[node + 1] += places[node];
    }
    let mut sorted = vec![(0, 0, 0.0); ties.len()];
    for tie in ties {
        let place = &mut places[key(tie) as usize];
        sorted[*place as usize] = *tie;
        *place += 1;
    }
    sorted
}
