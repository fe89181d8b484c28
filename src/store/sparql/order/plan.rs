//! The order of least estimated work for steps that are joined.

use spargebra::algebra::GraphPattern;

use crate::store::sparql::order::scope::Known;
use crate::store::sparql::order::step::Step;

/// Chains steps in the order of least estimated work: every start is tried, the rest follows greedily.
pub(super) fn chain(mut steps: Vec<Step>, known: &Known) -> Option<GraphPattern> {
    const STARTS: usize = 64;
    if steps.len() > 1 {
        // Among equals the smaller one comes first; the written order, which stays behind that, decides last.
        steps.sort_by(|left, right| left.count.total_cmp(&right.count));
        let mut starts: Vec<usize> = (0..steps.len()).collect();
        if steps.len() > STARTS {
            starts
                .sort_by(|&left, &right| steps[left].fan_out(known).total_cmp(&steps[right].fan_out(known)));
            starts.truncate(1);
        }
        let (_, order) = starts
            .into_iter()
            .map(|start| plan(&steps, start, known))
            .min_by(|left, right| left.0.total_cmp(&right.0))?;
        let mut slots: Vec<Option<Step>> = steps.into_iter().map(Some).collect();
        steps = order.into_iter().filter_map(|index| slots[index].take()).collect();
    }
    steps
        .into_iter()
        .map(|step| step.pattern)
        .reduce(|left, right| GraphPattern::Lateral { left: Box::new(left), right: Box::new(right) })
}

/// Gives the estimated work of a chain that begins at `start`, and its order.
fn plan(steps: &[Step], start: usize, known: &Known) -> (f64, Vec<usize>) {
    let mut known = known.clone();
    let mut left: Vec<usize> = (0..steps.len()).filter(|index| *index != start).collect();
    let mut order = vec![start];
    let mut results = steps[start].fan_out(&known);
    let mut work = results;
    known.extend(steps[start].variables.iter().cloned());
    while !left.is_empty() {
        let connected = left.iter().any(|&index| steps[index].touches(&known));
        let next = (left.iter().enumerate())
            .filter(|(_, index)| !connected || steps[**index].touches(&known))
            .map(|(at, &index)| (at, steps[index].fan_out(&known)))
            .min_by(|left, right| left.1.total_cmp(&right.1));
        let Some((at, fan_out)) = next else { break };
        let index = left.remove(at);
        order.push(index);
        known.extend(steps[index].variables.iter().cloned());
        // A look-up costs something even when it finds nothing.
        work += results * fan_out.max(0.1);
        results *= fan_out;
    }
    (work, order)
}

#[cfg(test)]
mod tests {
    use oxigraph::model::Variable;
    use spargebra::algebra::GraphPattern;
    use spargebra::term::NamedNodePattern;

    use crate::store::sparql::{order, parse};
    use crate::store::{Builder, Graph};

    /// A graph with 100 `many`, 10 `some`, 2 `few` and 40 `far` triples, and a chain of predicates between them.
    fn graph() -> Graph {
        let mut builder = Builder::new();
        for (predicate, count) in [("many", 100), ("some", 10), ("few", 2), ("far", 40)] {
            let predicate = builder.iri(&format!("urn:{predicate}"));
            for at in 0..count {
                let subject = builder.iri(&format!("urn:s{at}"));
                let object = builder.iri(&format!("urn:o{at}"));
                builder.quad(subject, predicate, object, None);
            }
        }
        builder.finish().into_graph().expect("a graph that was just built opens")
    }

    /// Gives the predicates of a query's patterns in the order in which they run.
    fn planned(patterns: &[&str]) -> Vec<String> {
        let text = format!("PREFIX : <urn:> SELECT * {{ {} }}", patterns.join(" . "));
        let query = parse(&text).expect("valid SPARQL");
        let ordered = order(&graph(), &query);
        let spargebra::Query::Select { pattern: GraphPattern::Project { inner, .. }, .. } = ordered else {
            panic!("SELECT projects")
        };
        let mut predicates = Vec::new();
        walk(&inner, &mut predicates);
        predicates
    }

    fn walk(pattern: &GraphPattern, predicates: &mut Vec<String>) {
        match pattern {
            GraphPattern::Lateral { left, right } => {
                walk(left, predicates);
                walk(right, predicates);
            }
            GraphPattern::Bgp { patterns } => {
                assert_eq!(patterns.len(), 1, "each step looks up one pattern");
                predicates.push(match &patterns[0].predicate {
                    NamedNodePattern::NamedNode(node) => node.as_str().trim_start_matches("urn:").to_owned(),
                    NamedNodePattern::Variable(variable) => Variable::to_string(variable),
                });
            }
            other => panic!("{other} is no chain"),
        }
    }

    #[test]
    fn the_written_order_makes_no_difference() {
        let mut patterns = ["?s :many ?m", "?s :some ?n", "?s :few ?f"];
        let best = ["few", "some", "many"];
        for _ in 0..3 {
            patterns.rotate_left(1);
            assert_eq!(planned(&patterns), best, "{patterns:?}");
            patterns.swap(0, 1);
            assert_eq!(planned(&patterns), best, "{patterns:?}");
            patterns.swap(0, 1);
        }
    }

    #[test]
    fn what_finds_nothing_comes_first() {
        assert_eq!(planned(&["?s :few ?f", "?s :many :nowhere"]), ["many", "few"]);
        assert_eq!(planned(&["?s :few ?f", "?s :many ?m", "?m :absent ?n"])[0], "absent");
        assert_eq!(planned(&["?s :some ?n", "?s :many :o7"]), ["many", "some"], "one result is next best");
    }

    #[test]
    fn what_shares_no_variable_comes_last() {
        for patterns in
            [["?a :far ?b", "?s :some ?n", "?s :many ?m"], ["?s :many ?m", "?a :far ?b", "?s :some ?n"]]
        {
            assert_eq!(planned(&patterns), ["some", "many", "far"]);
        }
    }

    #[test]
    fn more_patterns_than_starts_are_chained_all_the_same() {
        let patterns: Vec<String> = (0..80).map(|at| format!("?v{at} :many ?v{}", at + 1)).collect();
        let mut patterns: Vec<&str> = patterns.iter().map(String::as_str).collect();
        patterns.push("?v40 :few ?f");
        let planned = planned(&patterns);
        assert_eq!((planned.len(), planned[0].as_str()), (81, "few"));
    }
}
