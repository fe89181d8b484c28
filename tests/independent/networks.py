"""Reads graphs, one JSON object a line (`nodes`, `ties` as [from, to, weight], `groups`), and prints what networkx says.

Ties may be parallel and may lead from a node to itself. One JSON object a line comes back. It knows nothing of the program
whose numbers it checks. Usage: python3 networks.py [big] < graphs, where `big` leaves out what takes long.
"""

import itertools
import json
import sys

import networkx as nx
import numpy as np


def labels(groups, nodes):
    number = {node: min(group) for group in groups for node in group}
    return [number[node] for node in range(nodes)]


def dominant(matrix):
    """The eigenvector of the greatest eigenvalue; nothing where it is not the only one of its size or belongs to a cycle."""
    values, vectors = np.linalg.eig(matrix)
    order = np.argsort(-values.real)
    if values[order[0]].real < 1e-9 or len(order) > 1 and values[order[0]].real - values[order[1]].real < 1e-4:
        return None
    vector = np.abs(vectors[:, order[0]].real)
    return (vector / np.linalg.norm(vector)).tolist()


def measures(graph, big):
    nodes = graph["nodes"]
    directed = nx.DiGraph()
    directed.add_nodes_from(range(nodes))
    both = nx.Graph()
    both.add_nodes_from(range(nodes))
    for one, other, weight in graph["ties"]:
        for network in [directed, both] if one != other else [directed]:
            before = network.get_edge_data(one, other, {"weight": 0})["weight"]
            network.add_edge(one, other, weight=before + weight)
    listed = lambda scores: [scores[node] for node in range(nodes)]
    found = {
        "in": listed(dict(directed.in_degree(weight="weight"))),
        "out": listed(dict(directed.out_degree(weight="weight"))),
        "pagerank": listed(nx.pagerank(directed, tol=1e-12, max_iter=1000)) if nodes else [],
        "weak": labels(nx.weakly_connected_components(directed), nodes),
        "strong": labels(nx.strongly_connected_components(directed), nodes),
        "core": listed(nx.core_number(both)),
        "cuts": sorted(nx.articulation_points(both)),
        "modularity": nx.community.modularity(both, groups(graph), weight="weight") if both.size() else 0,
        "together": all(nx.is_connected(both.subgraph(group)) for group in groups(graph)),
        "louvain": max(
            (nx.community.modularity(both, nx.community.louvain_communities(both, seed=seed), weight="weight") if both.size() else 0)
            for seed in range(1 if big else 5)
        ),
    }
    if big:
        return found
    found |= {
        "betweenness": listed(nx.betweenness_centrality(directed)),
        "betweenness_undirected": listed(nx.betweenness_centrality(both)),
        "closeness": listed(nx.closeness_centrality(directed)),
        "closeness_undirected": listed(nx.closeness_centrality(both)),
        "cycles": sorted(cycle for cycle in map(turned, nx.simple_cycles(directed, 4)) if len(cycle) > 1),
        "ways": ways(both, nodes),
    }
    if nodes:
        matrix = nx.to_numpy_array(directed, range(nodes))
        found["eigenvector"] = dominant(matrix.T)
        found["eigenvector_undirected"] = dominant(nx.to_numpy_array(both, range(nodes)))
        for name, square in [("hubs", matrix @ matrix.T), ("authorities", matrix.T @ matrix)]:
            vector = dominant(square)
            found[name] = vector and [value / sum(vector) for value in vector]
    found["triads"], found["between"] = triads(graph)
    return found


def groups(graph):
    members = {}
    for node, group in enumerate(graph["groups"]):
        members.setdefault(group, set()).add(node)
    return list(members.values())


def turned(cycle):
    first = cycle.index(min(cycle))
    return cycle[first:] + cycle[:first]


def ways(both, nodes):
    """All ways of at most 5 steps from the first node to the last, the shorter first and then by nodes; five of them."""
    if nodes < 2:
        return []
    found = nx.all_simple_paths(both, 0, nodes - 1, 5)
    return sorted(found, key=lambda way: (len(way), way))[:5]


def triads(graph):
    """Ties whose weight is even are taken to be negative, by every three nodes there are."""
    nodes = graph["nodes"]
    sums, counts, between = {}, [0, 0, 0, 0], [0] * nodes
    for one, other, weight in graph["ties"]:
        if one != other:
            pair = (min(one, other), max(one, other))
            sums[pair] = sums.get(pair, 0) + (weight if weight % 2 else -weight)
    for three in itertools.combinations(range(nodes), 3):
        signs = [sums.get(pair, 0) for pair in itertools.combinations(three, 2)]
        if all(signs):
            negative = [sign < 0 for sign in signs]
            counts[sum(negative)] += 1
            if sum(negative) == 1:
                between[three[2 - negative.index(True)]] += 1
    return counts, between


for line in sys.stdin:
    print(json.dumps(measures(json.loads(line), "big" in sys.argv)))
