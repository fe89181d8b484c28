//! Narrowing a network: which claims of it are shown, and how many are not.

use std::collections::{BTreeSet, HashMap, VecDeque};

use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use crate::graph::network::Builder;
use crate::graph::{ClaimRef, Day, Edge, Network};
use crate::query::NamedNode;

/// Says which claims of a network to keep. An empty list and `None` keep everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The relation types.
    pub relations: Vec<NamedNode>,
    /// The events: a claim is kept when it is about one of them, or when one of them is its subject or object.
    pub about: Vec<NamedNode>,
    /// The statuses: `asserted`, `alleged` …
    pub statuses: Vec<String>,
    /// The first day: what was surely over before it goes.
    pub since: Option<Day>,
    /// The last day: what surely began after it goes.
    pub until: Option<Day>,
    /// The node around which to stay.
    pub focus: Option<Focus>,
}

/// Names a node and how far around it to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Focus {
    /// The node in the middle.
    pub node: NamedNode,
    /// How many edges away an edge may end, against its direction too: 1 keeps the node's own edges, 2 adds
    /// those of its neighbours; 0 keeps nothing.
    pub hops: usize,
}

/// Holds what is left of a network, and what is not.
#[derive(Debug, Clone)]
pub struct Narrowed {
    /// What is left; its nodes and edges keep their order.
    pub network: Network,
    /// What is not.
    pub left_out: LeftOut,
}

/// Counts distinct claims that were left out, each under the first reason that applies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Other relation types.
    pub relation: usize,
    /// About other events.
    pub about: usize,
    /// Other statuses.
    pub status: usize,
    /// Outside the days asked for.
    pub date: usize,
    /// No day at all, while days were asked for: nobody can say that they belong.
    pub undated: usize,
    /// Too far from the node in the middle.
    pub distance: usize,
}

impl LeftOut {
    /// Counts them all.
    pub fn total(&self) -> usize {
        self.relation + self.about + self.status + self.date + self.undated + self.distance
    }
}

/// Gives a reason for which a claim is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    Relation,
    About,
    Status,
    Date,
    Undated,
    Distance,
}

/// Keeps the claims that a filter asks for, the edges that still have one, and the nodes that still have an edge.
///
/// Claims go first; the neighbourhood of the focus is then walked over what is left. A date that is open at one
/// end (`2005/..`) reaches on without end; one without any day (`XXXX-11-26`) counts as undated, and undated
/// claims stay only when no day is asked for.
pub fn narrow(network: &Network, filter: &Filter) -> Narrowed {
    let mut gone: Vec<(NamedNode, Reason)> = Vec::new();
    let mut kept = Builder::default();
    for edge in network.graph.edge_references() {
        let (subject, object) = (&network.graph[edge.source()], &network.graph[edge.target()]);
        let mut claims = Vec::new();
        for claim in &edge.weight().claims {
            match reason(filter, edge.weight(), claim, [&subject.id, &object.id]) {
                None => claims.push(claim.clone()),
                Some(reason) => gone.push((claim.claim.clone(), reason)),
            }
        }
        if !claims.is_empty() {
            let from = kept.node(subject.id.clone(), &subject.label, &subject.class);
            let to = kept.node(object.id.clone(), &object.label, &object.class);
            kept.edge(from, to, Edge { claims, ..edge.weight().clone() });
        }
    }
    let mut narrowed = kept.network;
    if let Some(focus) = &filter.focus {
        narrowed = around(&narrowed, focus, &mut gone);
    }
    let left_out = count(gone, &narrowed);
    Narrowed { network: narrowed, left_out }
}

fn reason(filter: &Filter, edge: &Edge, claim: &ClaimRef, ends: [&NamedNode; 2]) -> Option<Reason> {
    let asked = |event: &NamedNode| filter.about.contains(event);
    if !filter.relations.is_empty() && !filter.relations.contains(&edge.relation) {
        return Some(Reason::Relation);
    }
    if !filter.about.is_empty() && !claim.about.as_ref().is_some_and(asked) && !ends.into_iter().any(asked) {
        return Some(Reason::About);
    }
    if !filter.statuses.is_empty() && !filter.statuses.contains(&edge.status) {
        return Some(Reason::Status);
    }
    if filter.since.is_none() && filter.until.is_none() {
        return None;
    }
    if claim.earliest.is_none() && claim.latest.is_none() {
        return Some(Reason::Undated);
    }
    let over = matches!((filter.since, claim.latest), (Some(since), Some(latest)) if latest < since);
    let later = matches!((filter.until, claim.earliest), (Some(until), Some(earliest)) if earliest > until);
    (over || later).then_some(Reason::Date)
}

/// Keeps the edges of which one end is nearer than the number of hops.
fn around(network: &Network, focus: &Focus, gone: &mut Vec<(NamedNode, Reason)>) -> Network {
    let graph = &network.graph;
    let distances = graph
        .node_indices()
        .find(|&index| graph[index].id == focus.node)
        .map(|middle| distances(network, middle))
        .unwrap_or_default();
    let near = |index| distances.get(&index).is_some_and(|&distance| distance < focus.hops);
    let mut kept = Builder::default();
    for edge in graph.edge_references() {
        if near(edge.source()) || near(edge.target()) {
            let [from, to] = [edge.source(), edge.target()].map(|index| {
                let node = &graph[index];
                kept.node(node.id.clone(), &node.label, &node.class)
            });
            kept.edge(from, to, edge.weight().clone());
        } else {
            let claims = &edge.weight().claims;
            gone.extend(claims.iter().map(|claim| (claim.claim.clone(), Reason::Distance)));
        }
    }
    kept.network
}

/// Walks outwards from one node, breadth first, along and against the edges.
fn distances(network: &Network, middle: NodeIndex) -> HashMap<NodeIndex, usize> {
    let mut distances = HashMap::from([(middle, 0)]);
    let mut queue = VecDeque::from([(middle, 0)]);
    while let Some((node, distance)) = queue.pop_front() {
        for next in network.graph.neighbors_undirected(node) {
            distances.entry(next).or_insert_with(|| {
                queue.push_back((next, distance + 1));
                distance + 1
            });
        }
    }
    distances
}

/// Counts each claim once, and none of those that are still there in another row.
fn count(mut gone: Vec<(NamedNode, Reason)>, left: &Network) -> LeftOut {
    let here: BTreeSet<&NamedNode> =
        left.graph.edge_weights().flat_map(|edge| &edge.claims).map(|claim| &claim.claim).collect();
    gone.sort();
    gone.dedup_by(|later, first| later.0 == first.0);
    let mut left_out = LeftOut::default();
    for (_, reason) in gone.iter().filter(|(claim, _)| !here.contains(claim)) {
        *match reason {
            Reason::Relation => &mut left_out.relation,
            Reason::About => &mut left_out.about,
            Reason::Status => &mut left_out.status,
            Reason::Date => &mut left_out.date,
            Reason::Undated => &mut left_out.undated,
            Reason::Distance => &mut left_out.distance,
        } += 1;
    }
    left_out
}

#[cfg(test)]
mod tests {
    use crate::graph::story::{BASE, row, story, table};
    use crate::graph::{Day, Filter, Focus, LeftOut, Network, narrow, network};
    use crate::query::NamedNode;

    fn id(path: &str) -> NamedNode {
        NamedNode::new(format!("{BASE}{path}")).expect("an IRI")
    }

    fn relation(name: &str) -> NamedNode {
        NamedNode::new(format!("https://w3id.org/actant/relation/{name}")).expect("an IRI")
    }

    fn lines(network: &Network) -> Vec<String> {
        let graph = &network.graph;
        graph
            .edge_indices()
            .map(|edge| {
                let (from, to) = graph.edge_endpoints(edge).expect("an edge");
                format!("{} {} {}", graph[from].label, graph[edge].label, graph[to].label)
            })
            .collect()
    }

    #[test]
    fn keeps_everything_unless_asked() {
        let story = network(&story()).expect("a network");
        let narrowed = narrow(&story, &Filter::default());
        assert_eq!(narrowed.left_out, LeftOut::default());
        assert_eq!(lines(&narrowed.network), lines(&story));
    }

    #[test]
    fn narrows_to_who_blamed_whom() {
        let story = network(&story()).expect("a network");
        let filter = Filter { relations: vec![relation("blames")], ..Filter::default() };
        let narrowed = narrow(&story, &filter);
        assert_eq!(
            lines(&narrowed.network),
            [
                "Tajikistan blames criminal groups in the neighbouring country",
                "Taliban government blames a circle",
                "Pakistan blames Afghan-based militants",
            ]
        );
        assert_eq!(narrowed.network.graph.node_count(), 6);
        assert_eq!(narrowed.left_out, LeftOut { relation: 71, ..LeftOut::default() });
    }

    #[test]
    fn an_event_is_asked_for_as_matter_and_as_object() {
        let story = network(&story()).expect("a network");
        let filter = Filter {
            relations: vec![relation("blames"), relation("condemns")],
            about: vec![id("event/mine-attack")],
            ..Filter::default()
        };
        let narrowed = narrow(&story, &filter);
        assert_eq!(narrowed.network.graph.edge_count(), 6);
        assert_eq!(narrowed.left_out.about, 0);
        let filter = Filter { about: vec![id("event/washington-shooting")], ..filter };
        let narrowed = narrow(&story, &filter);
        assert_eq!((narrowed.network.graph.edge_count(), narrowed.left_out.about), (0, 6));
    }

    #[test]
    fn days_leave_out_the_undated_and_count_them() {
        let dated = network(&table(&[
            row("before", "actor/a", "blames", "actor/b").days("2025-01-01", "2025-01-31"),
            row("within", "actor/a", "blames", "actor/c").days("2025-02-01", "2025-02-28"),
            row("across", "actor/a", "blames", "actor/d").days("2025-01-31", "2025-02-01"),
            row("open", "actor/a", "blames", "actor/e").text("earliest", "2005-01-01"),
            row("undated", "actor/a", "blames", "actor/f"),
            row("after", "actor/a", "blames", "actor/g").days("2025-03-01", "2025-03-01"),
        ]))
        .expect("a network");
        let filter =
            Filter { since: Day::parse("2025-02-01"), until: Day::parse("2025-02-28"), ..Filter::default() };
        let narrowed = narrow(&dated, &filter);
        assert_eq!(lines(&narrowed.network), ["a blames c", "a blames d", "a blames e"]);
        assert_eq!(narrowed.left_out, LeftOut { date: 2, undated: 1, ..LeftOut::default() });
        assert_eq!(narrowed.left_out.total(), 3);
    }

    #[test]
    fn hops_walk_both_ways_over_what_is_left() {
        let chain = network(&table(&[
            row("k1", "actor/a", "blames", "actor/b"),
            row("k2", "actor/c", "blames", "actor/b"),
            row("k3", "actor/c", "blames", "actor/d"),
            row("k4", "actor/a", "leads", "actor/d"),
        ]))
        .expect("a network");
        let at = |hops| Filter {
            relations: vec![relation("blames")],
            focus: Some(Focus { node: id("actor/a"), hops }),
            ..Filter::default()
        };
        let edges = |hops| lines(&narrow(&chain, &at(hops)).network);
        assert_eq!(edges(0), Vec::<String>::new());
        assert_eq!(edges(1), ["a blames b"]);
        assert_eq!(edges(2), ["a blames b", "c blames b"]);
        assert_eq!(edges(3).len(), 3);
        let left_out = narrow(&chain, &at(1)).left_out;
        assert_eq!(left_out, LeftOut { relation: 1, distance: 2, ..LeftOut::default() });
    }

    #[test]
    fn statuses_are_words() {
        let story = network(&story()).expect("a network");
        let filter = Filter { statuses: vec!["predicted".to_owned()], ..Filter::default() };
        let narrowed = narrow(&story, &filter);
        assert_eq!(
            lines(&narrowed.network),
            [
                "Collective Security Treaty Organization intervenes in Tajikistan",
                "Tajikistan depends on Collective Security Treaty Organization",
                "Russia aids Tajikistan",
                "Pakistan cooperates with China",
            ]
        );
    }
}
