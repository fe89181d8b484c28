//! Random data sets: tables, named graphs and dense rows with columns of every kind, and the quads they mean.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use actant::store::{Builder, Built, Graph, RowNames, TermId, Values};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use oxigraph::store::Store;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};

/// What data sets are made of; the fewer words there are, the more often two triples share one.
#[derive(Debug, Clone)]
pub struct Words {
    /// IRIs and blank nodes, which may be subjects.
    pub nodes: Vec<NamedOrBlankNode>,
    /// What else may be an object.
    pub literals: Vec<Literal>,
    pub predicates: Vec<NamedNode>,
    pub graphs: Vec<NamedOrBlankNode>,
}

/// A data set as a recipe. Every number is taken modulo what there is to choose from, so that any recipe is
/// valid and a failing one can be made smaller.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// Subject, predicate, object, and graph, of which 0 is the default one.
    quads: Vec<[u16; 4]>,
    /// Graphs that may stay empty.
    graphs: Vec<u16>,
    tables: Vec<TableRecipe>,
}

#[derive(Debug, Clone)]
struct TableRecipe {
    keys: bool,
    rows: usize,
    columns: Vec<(u16, ColumnRecipe)>,
}

#[derive(Debug, Clone)]
enum ColumnRecipe {
    Same(u16),
    Each(Vec<Option<u16>>),
    Like(u16),
    Numbered { start: u32, gaps: Vec<u8> },
}

/// Gives data sets of so many quads besides the cells of their dense rows.
pub fn recipe(quads: RangeInclusive<usize>) -> impl Strategy<Value = Recipe> {
    let column = prop_oneof![
        1 => any::<u16>().prop_map(ColumnRecipe::Same),
        4 => vec(option::weighted(0.8, any::<u16>()), 12).prop_map(ColumnRecipe::Each),
        1 => any::<u16>().prop_map(ColumnRecipe::Like),
        1 => (prop_oneof![Just(0_u32), 1..20_u32, 300..310_u32], vec(1..3_u8, 12))
            .prop_map(|(start, gaps)| ColumnRecipe::Numbered { start, gaps }),
        1 => (0..3_u32).prop_map(|start| ColumnRecipe::Numbered { start, gaps: vec![1; 12] }),
    ];
    let table = (any::<bool>(), 0..12_usize, vec((any::<u16>(), column), 0..6))
        .prop_map(|(keys, rows, columns)| TableRecipe { keys, rows, columns });
    let graph = prop_oneof![Just(0_u16), any::<u16>()];
    let quad = (any::<u16>(), any::<u16>(), any::<u16>(), graph).prop_map(|(s, p, o, g)| [s, p, o, g]);
    (vec(quad, quads), vec(any::<u16>(), 0..3), vec(table, 0..3)).prop_map(|(quads, graphs, tables)| Recipe {
        quads,
        graphs,
        tables,
    })
}

/// The same data in both shapes.
pub struct Both {
    pub built: Built,
    pub quads: BTreeSet<String>,
    pub oracle: Store,
}

impl Both {
    pub fn into_graph(self) -> (Graph, Store) {
        (self.built.into_graph().expect("a graph that was just built opens"), self.oracle)
    }
}

/// The name of row `row` of a dense table, as its table spells it and as the whole IRI.
fn row_name(table: usize, keys: bool, row: usize) -> (String, u64, String) {
    let namespace = row_namespace(table);
    if keys {
        // Spread over all 64 bits, so that buckets and their shift are used.
        let key = (row as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        return (format!("{key:016x}"), key, format!("{namespace}{key:016x}"));
    }
    let name = ["", "a", "zażółć", "b/c", "d#e", "0"][row % 6];
    let name = if row < 6 { name.to_owned() } else { format!("{name}-{row}") };
    (name.clone(), 0, format!("{namespace}{name}"))
}

/// Gives the namespace of a dense table; the second lies inside the first.
pub fn row_namespace(table: usize) -> String {
    format!("https://example.org/row/{}", "t/".repeat(table))
}

enum Thing<'a> {
    Node(&'a NamedOrBlankNode),
    Row(usize, usize),
    Literal(&'a Literal),
}

impl Recipe {
    /// Makes the data set twice: as columns, and in the store that serves as oracle.
    pub fn make(&self, words: &Words) -> Both {
        let mut builder = Builder::new();
        let mut expected: Vec<Quad> = Vec::new();
        let tables: Vec<_> = (self.tables.iter().enumerate())
            .map(|(table, recipe)| {
                let names = (0..recipe.rows).map(|row| row_name(table, recipe.keys, row));
                let names = if recipe.keys {
                    RowNames::Keys(names.map(|name| name.1).collect())
                } else {
                    RowNames::Texts(names.map(|name| name.0).collect())
                };
                builder.rows(&row_namespace(table), names)
            })
            .collect();
        let rows: Vec<(usize, usize)> = (self.tables.iter().enumerate())
            .flat_map(|(table, recipe)| (0..recipe.rows).map(move |row| (table, row)))
            .collect();
        let thing = |choice: u16, literals: bool| {
            let literals = if literals { words.literals.as_slice() } else { &[] };
            let mut choice = choice as usize % (words.nodes.len() + rows.len() + literals.len());
            if choice < words.nodes.len() {
                return Thing::Node(&words.nodes[choice]);
            }
            choice -= words.nodes.len();
            match rows.get(choice) {
                Some(&(table, row)) => Thing::Row(table, row),
                None => Thing::Literal(&literals[choice - rows.len()]),
            }
        };
        let id = |builder: &mut Builder, thing: &Thing<'_>| match thing {
            Thing::Node(node) => builder.term(node.as_ref()),
            Thing::Row(table, row) => tables[*table].id(*row),
            Thing::Literal(literal) => builder.term(literal.as_ref()),
        };
        let row_term = |table: usize, row: usize| {
            NamedNode::new_unchecked(row_name(table, self.tables[table].keys, row).2)
        };
        let term = |thing: &Thing<'_>| match thing {
            Thing::Node(node) => Term::from((*node).clone()),
            Thing::Row(table, row) => row_term(*table, *row).into(),
            Thing::Literal(literal) => Term::from((*literal).clone()),
        };
        for quad in &self.quads {
            let (subject, object) = (thing(quad[0], false), thing(quad[2], true));
            let predicate = &words.predicates[quad[1] as usize % words.predicates.len()];
            let graph = match quad[3] as usize % (words.graphs.len() + 1) {
                0 => None,
                graph => Some(&words.graphs[graph - 1]),
            };
            let ids =
                (id(&mut builder, &subject), builder.iri(predicate.as_str()), id(&mut builder, &object));
            let graph_id = graph.map(|graph| builder.term(graph.as_ref()));
            builder.quad(ids.0, ids.1, ids.2, graph_id);
            let subject = match term(&subject) {
                Term::NamedNode(node) => NamedOrBlankNode::from(node),
                Term::BlankNode(node) => node.into(),
                Term::Literal(_) => unreachable!("a subject is a node"),
            };
            let graph = graph.map_or(GraphName::DefaultGraph, |graph| graph.clone().into());
            expected.push(Quad::new(subject, predicate.clone(), term(&object), graph));
        }
        for (table, recipe) in self.tables.iter().enumerate() {
            let mut known: Vec<(TermId, Vec<Option<Term>>)> = Vec::new();
            for (predicate, column) in &recipe.columns {
                let predicate = &words.predicates[*predicate as usize % words.predicates.len()];
                let predicate_id = builder.iri(predicate.as_str());
                if known.iter().any(|(known, _)| *known == predicate_id) {
                    continue;
                }
                let (values, terms) = match column {
                    ColumnRecipe::Same(choice) => {
                        let value = thing(*choice, true);
                        (Values::Same(id(&mut builder, &value)), vec![Some(term(&value)); recipe.rows])
                    }
                    ColumnRecipe::Each(choices) => {
                        let values: Vec<_> = (choices[..recipe.rows].iter())
                            .map(|choice| choice.map(|choice| thing(choice, true)))
                            .collect();
                        let ids = values.iter().map(|value| {
                            value.as_ref().map_or(TermId::NONE, |value| id(&mut builder, value))
                        });
                        let ids = Values::Each(ids.collect());
                        (ids, values.iter().map(|value| value.as_ref().map(&term)).collect())
                    }
                    ColumnRecipe::Like(choice) => {
                        if known.is_empty() {
                            continue;
                        }
                        let (like, terms) = &known[*choice as usize % known.len()];
                        (Values::Like(*like), terms.clone())
                    }
                    ColumnRecipe::Numbered { start, gaps } => {
                        let numbers: Vec<u32> = (gaps[..recipe.rows].iter())
                            .scan(*start, |next, gap| {
                                let number = *next;
                                *next += u32::from(*gap);
                                Some(number)
                            })
                            .collect();
                        let prefix = ["rows.csv:", "other.csv:", ""][predicate.as_str().len() % 3].to_owned();
                        let literal =
                            |number| Literal::new_simple_literal(format!("{prefix}{number}")).into();
                        let terms = numbers.iter().map(|number| Some(literal(number))).collect();
                        (Values::Numbered { prefix: prefix.clone(), numbers }, terms)
                    }
                };
                for (row, value) in terms.iter().enumerate() {
                    if let Some(value) = value {
                        let subject = row_term(table, row);
                        expected.push(Quad::new(
                            subject,
                            predicate.clone(),
                            value.clone(),
                            GraphName::DefaultGraph,
                        ));
                    }
                }
                builder.column(&tables[table], predicate_id, values);
                known.push((predicate_id, terms));
            }
        }
        let oracle = Store::new().expect("an empty store opens");
        for graph in &self.graphs {
            let graph = &words.graphs[*graph as usize % words.graphs.len()];
            let name = builder.term(graph.as_ref());
            builder.graph(name);
            oracle.insert_named_graph(graph.as_ref()).expect("memory takes a graph");
        }
        for quad in &expected {
            oracle.insert(quad).expect("memory takes a quad");
        }
        let quads = expected.iter().map(ToString::to_string).collect();
        Both { built: builder.finish(), quads, oracle }
    }
}

impl Words {
    /// Every kind of term, and more namespaces than the dictionary numbers.
    pub fn wide() -> Self {
        let node = NamedNode::new_unchecked;
        let xsd = |name: &str| node(format!("http://www.w3.org/2001/XMLSchema#{name}"));
        let mut nodes: Vec<NamedOrBlankNode> = [
            "urn:x",
            "a:",
            "https://example.org/",
            "https://example.org/plain",
            "https://example.org/żółć#ł",
            "https://example.org/row/nobody",
            "https://example.org/row/000000000000000g",
            "https://example.org/row/9E3779B97F4A7C15",
            "https://example.org/row/t/t/",
            "https://example.org/p1",
        ]
        .into_iter()
        .map(|iri| node(iri.to_owned()).into())
        .collect();
        nodes.extend((0..300).map(|space| node(format!("https://n{space}.example/{}", space % 3)).into()));
        for name in ["b", "żółw", "0123456789abcdef0123456789abcdef"] {
            nodes.push(oxigraph::model::BlankNode::new_unchecked(name).into());
        }
        let mut literals: Vec<Literal> =
            ["", "a", "żółć \u{1F600}", "rows.csv:3", "rows.csv:03", "3", "line\nend\0"]
                .into_iter()
                .map(Literal::new_simple_literal)
                .collect();
        // The oracle rewrites `01` as `1`, so every number is written the canonical way here.
        for (value, datatype) in [("", "date"), ("2025-11-27", "date"), ("1", "integer"), ("x", "integer")] {
            literals.push(Literal::new_typed_literal(value, xsd(datatype)));
        }
        literals.push(Literal::new_typed_literal("a", node("https://example.org/datatype".to_owned())));
        literals.push(Literal::new_typed_literal("a", node("urn:datatype".to_owned())));
        for (value, language) in [("a", "en"), ("a", "en-GB"), ("", "pl"), ("\u{e9}", "fr")] {
            literals.push(Literal::new_language_tagged_literal(value, language).expect("a language"));
        }
        let predicates =
            ["https://example.org/p1", "https://example.org/p22", "https://example.org/p333", "urn:p"]
                .map(|iri| node(iri.to_owned()));
        let mut graphs: Vec<NamedOrBlankNode> =
            ["https://example.org/g1", "https://example.org/plain", "urn:g"]
                .into_iter()
                .map(|iri| node(iri.to_owned()).into())
                .collect();
        graphs.push(oxigraph::model::BlankNode::new_unchecked("g").into());
        Self { nodes, literals, predicates: predicates.to_vec(), graphs }
    }

    /// Few words, no two literals of one value, so that joins find something and sums have one answer.
    pub fn narrow() -> Self {
        let node = |name: &str| NamedNode::new_unchecked(format!("urn:{name}"));
        let integer = |value: i64| Literal::from(value);
        let mut nodes: Vec<NamedOrBlankNode> =
            ["a", "b", "c", "d", "p"].map(|name| node(name).into()).to_vec();
        nodes.push(oxigraph::model::BlankNode::new_unchecked("x").into());
        Self {
            nodes,
            literals: vec![integer(1), integer(2), integer(7), Literal::new_simple_literal("one")],
            predicates: ["p", "q", "r"].map(node).to_vec(),
            graphs: vec![node("g").into(), node("a").into()],
        }
    }

    /// Few words of many kinds. No two literals are one value, and as text they have the order of their values, so
    /// that every ORDER BY over them has one outcome.
    pub fn typed() -> Self {
        let xsd = |name: &str| NamedNode::new_unchecked(format!("http://www.w3.org/2001/XMLSchema#{name}"));
        let tagged = |value: &str, language: &str| {
            Literal::new_language_tagged_literal(value, language).expect("a language")
        };
        let mut words = Self::narrow();
        words.literals.extend([
            Literal::new_typed_literal("1.5", xsd("decimal")),
            Literal::new_typed_literal("2025-11-27", xsd("date")),
            Literal::new_typed_literal("2025-01-01", xsd("date")),
            Literal::new_typed_literal("2025-01-01T00:00:00Z", xsd("dateTime")),
            Literal::from(true),
            Literal::new_typed_literal("a", NamedNode::new_unchecked("urn:datatype")),
            tagged("one", "en"),
            tagged("zwei", "de"),
            Literal::new_simple_literal(""),
        ]);
        words
    }
}
