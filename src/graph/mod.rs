//! An answer becomes a network: actors as nodes, ties and claims as edges. The only owner of petgraph.
