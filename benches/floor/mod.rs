//! The questions of `questions.rq.txt` by hand: loops over arrays that were filled beforehand. Nothing that answers
//! whatever it is asked can be faster, so this says how much being able to costs.

use std::cmp::Reverse;

use actant::store::{Graph, NamedNode, TermId, TermReader, TermRef};

/// The columns that the questions look at, as arrays of the numbers of ids.
pub struct Floor {
    predicate: Vec<u32>,
    object: Vec<u32>,
    subject: Vec<u32>,
    about: Vec<u32>,
    source: Vec<u32>,
    date: Vec<u32>,
    /// The number of the label of each term, and of the title of a source.
    label: Vec<u32>,
    blames: u32,
    blaming: Vec<usize>,
    /// The claims about the one event.
    of_event: Vec<usize>,
    actor: u32,
    member_of: Vec<Vec<u32>>,
}

const NONE: u32 = u32::MAX;

impl Floor {
    /// Fills the arrays; the event and the actor are those of the questions.
    pub fn new(graph: &Graph, (event, actor): &(TermId, TermId)) -> Self {
        let id =
            |iri: &str| graph.find(NamedNode::new_unchecked(iri).as_ref()).expect("undamaged").expect(iri);
        let column = |iri: &str| {
            let mut cells = vec![NONE; graph.rows()];
            graph.links(id(iri)).expect("undamaged").pairs(|claim, value| {
                if let Some(row) = claim.row_number() {
                    cells[row] = value.number();
                }
            });
            cells
        };
        let rdf = |name: &str| column(&format!("http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}"));
        let mut label = vec![NONE; graph.terms()];
        for predicate in ["http://www.w3.org/2004/02/skos/core#prefLabel", "http://purl.org/dc/terms/title"] {
            graph.links(id(predicate)).expect("undamaged").pairs(|of, text| {
                label[of.number() as usize] = text.number();
            });
        }
        let mut member_of = vec![Vec::new(); graph.terms()];
        graph.links(id("https://w3id.org/actant/relation/member-of")).expect("undamaged").pairs(|who, of| {
            member_of[who.number() as usize].push(of.number());
        });
        let (predicate, about) = (rdf("predicate"), column("https://schema.org/about"));
        let blames = id("https://w3id.org/actant/relation/blames").number();
        Self {
            blaming: (0..predicate.len()).filter(|row| predicate[*row] == blames).collect(),
            of_event: (0..about.len()).filter(|row| about[*row] == event.number()).collect(),
            object: rdf("object"),
            subject: rdf("subject"),
            source: column("http://purl.org/dc/terms/source"),
            date: column("http://purl.org/dc/terms/date"),
            predicate,
            about,
            label,
            blames,
            actor: actor.number(),
            member_of,
        }
    }

    /// Answers a question: the number of its rows, or what it counts.
    pub fn answer(&self, name: &str, graph: &Graph) -> usize {
        match name {
            "q1" => self.rows(self.blaming.iter().copied(), graph),
            "q2" => {
                let blaming = self.of_event.iter().copied().filter(|row| self.predicate[*row] == self.blames);
                self.rows(blaming, graph)
            }
            "q3" => self.most_blamed(graph),
            "q4" | "q4g" => self.disputed(),
            _ => self.memberships(),
        }
    }

    /// Touches the texts of five columns.
    fn rows(&self, claims: impl Iterator<Item = usize>, graph: &Graph) -> usize {
        let mut reader = TermReader::new(graph, &[]).expect("undamaged");
        let (mut rows, mut sum) = (0, 0);
        for claim in claims {
            rows += 1;
            let labelled = [&self.subject, &self.object, &self.about, &self.source];
            let labels = labelled.map(|column| self.label[column[claim] as usize]);
            for text in labels.into_iter().chain([self.date[claim]]) {
                if let Some(TermRef::Literal(literal)) =
                    reader.read(TermId::from_number(text)).expect("undamaged")
                {
                    sum += literal.value().len() + literal.value().bytes().next().map_or(0, usize::from);
                }
            }
        }
        divan::black_box(sum);
        rows
    }

    fn most_blamed(&self, graph: &Graph) -> usize {
        let mut counts = vec![0_u32; self.label.len()];
        for &claim in &self.blaming {
            counts[self.object[claim] as usize] += 1;
        }
        let mut blamed: Vec<(Reverse<u32>, u32)> = (counts.iter().zip(0..))
            .filter(|(count, _)| **count > 0)
            .map(|(count, id)| (Reverse(*count), id))
            .collect();
        let last = blamed.len().min(20) - 1;
        let (_, (least, _), _) = blamed.select_nth_unstable(last);
        let least = *least;
        blamed.retain(|(count, _)| *count <= least);
        let text = |id: u32| {
            graph.term(TermId::from_number(self.label[id as usize])).expect("undamaged").to_string()
        };
        let mut named: Vec<_> = blamed.into_iter().map(|(count, id)| (count, text(id))).collect();
        named.sort();
        named.truncate(20);
        divan::black_box(named).len()
    }

    fn disputed(&self) -> usize {
        let mut first = vec![NONE; self.label.len()];
        let mut differs = vec![false; self.label.len()];
        let mut disputed = 0;
        for &claim in &self.blaming {
            let (event, object) = (self.about[claim] as usize, self.object[claim]);
            if first[event] == NONE {
                first[event] = object;
            } else if first[event] != object && !differs[event] {
                differs[event] = true;
                disputed += 1;
            }
        }
        disputed
    }

    fn memberships(&self) -> usize {
        let mut seen = vec![false; self.label.len()];
        let mut reached: Vec<u32> = Vec::new();
        let mut at = self.actor;
        let mut next = 0;
        loop {
            for &of in &self.member_of[at as usize] {
                if !std::mem::replace(&mut seen[of as usize], true) {
                    reached.push(of);
                }
            }
            let Some(&other) = reached.get(next) else { return reached.len() };
            (at, next) = (other, next + 1);
        }
    }
}
