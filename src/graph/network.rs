//! The network: nodes in the order in which the answer meets them, and edges that say one thing each.

use std::collections::{HashMap, HashSet};

use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::graph::lines::{Line, last_part, lines};
use crate::graph::{ClaimRef, Day, Edge, NetworkError, Node, NodeKind, Tone};
use crate::query::{NamedNode, Table};

/// Holds nodes and directed edges; each node has an edge, and each edge a claim.
///
/// Between two nodes there is at most one edge for a relation type and a status, so parallel edges always differ
/// in what they say.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// The nodes and edges, both in the order in which the answer first meets them.
    pub graph: DiGraph<Node, Edge>,
    /// Whether the edges have no direction, as likeness has none.
    pub undirected: bool,
}

impl Network {
    /// Walks the nodes in their order.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = (NodeIndex, &Node)> {
        self.graph.node_indices().map(|index| (index, &self.graph[index]))
    }

    /// Walks the edges in their order: from, to, and what is said.
    pub fn edges(&self) -> impl ExactSizeIterator<Item = (NodeIndex, NodeIndex, &Edge)> {
        self.graph.edge_references().map(|edge| (edge.source(), edge.target(), edge.weight()))
    }

    /// Gives a node by its number in their order.
    pub fn node(&self, number: usize) -> Option<&Node> {
        self.graph.node_weight(NodeIndex::new(number))
    }

    /// Gives an edge by its number in their order: from, to, and what is said.
    pub fn edge(&self, number: usize) -> Option<(NodeIndex, NodeIndex, &Edge)> {
        let index = EdgeIndex::new(number);
        let (from, to) = self.graph.edge_endpoints(index)?;
        Some((from, to, self.graph.edge_weight(index)?))
    }

    /// Counts the claims behind the edges at a node; an edge from a node to itself counts once.
    pub fn claims_at(&self, node: NodeIndex) -> usize {
        let away = self.graph.edges_directed(node, Direction::Outgoing);
        let towards =
            self.graph.edges_directed(node, Direction::Incoming).filter(|edge| edge.source() != node);
        away.chain(towards).map(|edge| edge.weight().claims.len()).sum()
    }

    /// Keeps the edges that `keep` says yes to, which may take claims away from them, and the nodes that still have an
    /// edge, in the order in which the edges meet them. Nothing that stays is copied. Cost: linear in nodes and edges.
    pub(super) fn keep(self, mut keep: impl FnMut([NodeIndex; 2], &mut Edge) -> bool) -> Self {
        let undirected = self.undirected;
        let (nodes, edges) = self.graph.into_nodes_edges();
        let mut nodes: Vec<Option<Node>> = nodes.into_iter().map(|node| Some(node.weight)).collect();
        let mut places: Vec<Option<NodeIndex>> = vec![None; nodes.len()];
        let mut graph = DiGraph::new();
        for edge in edges {
            let ends = [edge.source(), edge.target()];
            let mut weight = edge.weight;
            if !keep(ends, &mut weight) {
                continue;
            }
            for end in ends {
                if let Some(node) = nodes[end.index()].take() {
                    places[end.index()] = Some(graph.add_node(node));
                }
            }
            if let [Some(from), Some(to)] = ends.map(|end| places[end.index()]) {
                graph.add_edge(from, to, weight);
            }
        }
        Self { graph, undirected }
    }
}

/// Names an edge: from, to, relation type, status.
type EdgeKey = (NodeIndex, NodeIndex, NamedNode, String);

/// Names a claim of an edge: the claim, the event it is about, the source.
type ClaimKey = (EdgeIndex, NamedNode, Option<NamedNode>, Option<NamedNode>);

/// Folds the answer of the `edges` query into a network. Time and space grow with the number of rows.
///
/// A claim that fills several rows (because it is about two events, say) stands in its edge once for each event
/// and source.
///
/// # Errors
///
/// A column that is not there, a subject, relation, object or claim that is empty, and a literal where an IRI
/// belongs are errors that name the column.
pub fn network(table: &Table) -> Result<Network, NetworkError> {
    let lines = lines(table)?;
    let mut builder = Builder::default();
    for line in lines.iter() {
        let subject =
            builder.node(line.iri("subject")?, line.word("subject_label"), line.word("subject_type"));
        let object = builder.node(line.iri("object")?, line.word("object_label"), line.word("object_type"));
        let relation = line.iri("relation")?;
        let label = match line.word("relation_label") {
            "" => last_part(relation.as_str()).to_owned(),
            label => label.to_owned(),
        };
        let status = match line.word("status") {
            "" => "asserted".to_owned(),
            status => status.to_owned(),
        };
        let tone = Tone::parse(line.word("quad"));
        let claim = claim(line)?;
        let edge = Edge { relation, label, tone, status, strength: None, claims: vec![claim] };
        builder.edge(subject, object, edge);
    }
    Ok(builder.network)
}

fn claim(line: Line<'_>) -> Result<ClaimRef, NetworkError> {
    Ok(ClaimRef {
        claim: line.iri("claim")?,
        about: line.optional_iri("about")?,
        about_label: line.word("about_label").to_owned(),
        about_date: String::new(),
        about_days: [None; 2],
        date: line.word("date").to_owned(),
        earliest: Day::parse(line.word("earliest")),
        latest: Day::parse(line.word("latest")),
        source: line.optional_iri("source")?,
        source_label: line.word("source_label").to_owned(),
        locator: line.word("locator").to_owned(),
        quote: line.word("quote").to_owned(),
        speaker: line.word("speaker").to_owned(),
        row: line.word("row").to_owned(),
        private: false,
    })
}

/// Remembers where nodes and edges are while a network grows.
#[derive(Default)]
pub(super) struct Builder {
    pub(super) network: Network,
    nodes: HashMap<NamedNode, NodeIndex>,
    edges: HashMap<EdgeKey, EdgeIndex>,
    claims: HashSet<ClaimKey>,
}

impl Builder {
    /// Gives the node of an IRI; a label or a type that was not known before is filled in.
    pub(super) fn node(&mut self, id: NamedNode, label: &str, class: &str) -> NodeIndex {
        let graph = &mut self.network.graph;
        let index = *self.nodes.entry(id).or_insert_with_key(|id| {
            let kind = NodeKind::of(id);
            graph.add_node(Node { id: id.clone(), label: String::new(), kind, class: String::new() })
        });
        let node = &mut graph[index];
        let fallback = last_part(node.id.as_str());
        if node.label.is_empty() || (node.label == fallback && !label.is_empty()) {
            node.label = if label.is_empty() { fallback } else { label }.to_owned();
        }
        if node.class.is_empty() {
            node.class = class.to_owned();
        }
        index
    }

    /// Adds an edge, or its claims to the edge that says the same.
    pub(super) fn edge(&mut self, subject: NodeIndex, object: NodeIndex, mut edge: Edge) {
        let claims = std::mem::take(&mut edge.claims);
        let graph = &mut self.network.graph;
        let key = (subject, object, edge.relation.clone(), edge.status.clone());
        let index = *self.edges.entry(key).or_insert_with(|| graph.add_edge(subject, object, edge));
        for claim in claims {
            let key = (index, claim.claim.clone(), claim.about.clone(), claim.source.clone());
            if self.claims.insert(key) {
                graph[index].claims.push(claim);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::story::{row, story, table};
    use crate::graph::{NetworkError, NodeKind, Tone, network};
    use crate::query::{Literal, Term};

    #[test]
    fn folds_claims_that_say_the_same_into_one_edge() {
        let network = network(&table(&[
            row("k1", "actor/pakistan", "blames", "actor/militants").source("s1"),
            row("k2", "actor/pakistan", "blames", "actor/militants").source("s2"),
            row("k3", "actor/pakistan", "blames", "actor/militants").source("s1"),
            row("k4", "actor/pakistan", "blames", "actor/militants").source("s1").status("alleged"),
            row("k5", "actor/militants", "blames", "actor/pakistan"),
        ]))
        .expect("a network");
        let graph = &network.graph;
        assert_eq!((graph.node_count(), graph.edge_count()), (2, 3));
        let facts: Vec<_> = graph
            .edge_weights()
            .map(|edge| (edge.claims.len(), edge.sources(), edge.weight(), edge.is_asserted()))
            .collect();
        assert_eq!(facts, [(3, 2, 2, true), (1, 1, 1, false), (1, 0, 1, true)]);
    }

    #[test]
    fn counts_a_claim_in_two_rows_once_for_each_event() {
        let one = row("k1", "actor/a", "blames", "actor/b").source("s1").about("event/x");
        let other = row("k1", "actor/a", "blames", "actor/b").source("s1").about("event/y");
        let network = network(&table(&[one.clone(), other, one])).expect("a network");
        let edge = network.graph.edge_weights().next().expect("an edge");
        assert_eq!((edge.claims.len(), edge.sources()), (2, 1));
    }

    #[test]
    fn reads_the_story() {
        let network = network(&story()).expect("a network");
        let graph = &network.graph;
        // Counted by hand in `testdata/claims.csv`: 74 claims; `borders` and `invests-in` and one `accuses` repeat.
        let claims: usize = graph.edge_weights().map(|edge| edge.claims.len()).sum();
        assert_eq!((claims, graph.edge_count()), (74, 71));
        let agreed: Vec<_> = graph
            .edge_weights()
            .filter(|edge| edge.sources() > 1)
            .map(|edge| (edge.label.as_str(), edge.tone))
            .collect();
        assert_eq!(agreed, [("borders", Tone::Structural), ("invests in", Tone::MaterialCooperation)]);
        assert_eq!(graph.node_weights().filter(|node| node.kind == NodeKind::Claim).count(), 3);
        let first = graph.node_weights().next().expect("a node");
        assert_eq!((first.label.as_str(), first.class.as_str()), ("Tajikistan", "state"));
        assert!(graph.node_indices().all(|index| graph.neighbors_undirected(index).next().is_some()));
    }

    #[test]
    fn names_a_missing_column() {
        let mut table = story();
        table.columns[4] = "label".to_owned();
        assert_eq!(
            network(&table).expect_err("an error").to_string(),
            "the answer has no column `relation_label`, which a network needs"
        );
    }

    #[test]
    fn refuses_a_cell_that_names_nothing() {
        let mut broken = table(&[row("k1", "actor/a", "blames", "actor/b")]);
        broken.rows[0][0] = None;
        let error = network(&broken).expect_err("an error");
        assert_eq!(error, NetworkError::EmptyCell { column: "subject", row: 1 });
        broken.rows[0][0] = Some(Term::from(Literal::new_simple_literal("Pakistan")));
        let error = network(&broken).expect_err("an error").to_string();
        assert_eq!(error, "row 1 of the answer has `\"Pakistan\"` in column `subject`, where an IRI belongs");
    }
}
