//! From SPARQL algebra to the planner's nodes: variables become numbers, terms ids, and joins flat lists.
//!
//! Whatever it does not know the exact meaning of, as Oxigraph's evaluator has it, is refused; then the whole
//! query goes there.

use std::collections::HashMap;

use crate::engine::batch::{MOST_SLOTS, Slot};
use crate::engine::expression::{Operand, Test};
use crate::engine::formula::Formula;
use crate::engine::operator::Source;
use crate::engine::plan::node::{Aggregate, Atom, Node, PathNode, Term};
use crate::engine::plan::rewrite::{extend, filters, has_minus, join, push};
use crate::engine::run::Stop;
use crate::store::sparql::{
    AggregateExpression, AggregateFunction, Expression, GraphPattern, GroundTerm, NamedNodePattern,
    OrderExpression, PropertyPathExpression, TermPattern, Variable,
};
use crate::store::{TermId, Terms};

/// Numbers the variables of a query and looks its terms up.
pub(in crate::engine) struct Compiler<'t, 'a> {
    pub(in crate::engine) terms: &'t Terms<'a>,
    /// The spelling of each number, for explanations.
    pub(in crate::engine) names: Vec<String>,
}

/// The variables that are seen at one place of a query, by their spelling.
#[derive(Debug, Default, Clone)]
pub(in crate::engine) struct Scope(HashMap<String, Slot>);

impl Compiler<'_, '_> {
    /// Gives the number of a variable in a scope.
    pub(in crate::engine) fn slot(&mut self, scope: &mut Scope, name: &str) -> Result<Slot, Stop> {
        if let Some(slot) = scope.0.get(name) {
            return Ok(*slot);
        }
        let slot = self.fresh(name)?;
        scope.0.insert(name.to_owned(), slot);
        Ok(slot)
    }

    fn fresh(&mut self, name: &str) -> Result<Slot, Stop> {
        if self.names.len() >= MOST_SLOTS {
            return Err(Stop::Unsupported);
        }
        self.names.push(name.to_owned());
        Ok(self.names.len() as Slot - 1)
    }

    /// Turns a pattern into a node.
    ///
    /// # Errors
    /// [`Stop::Unsupported`] when the pattern, or a part of it, is not for this engine.
    pub(in crate::engine) fn pattern(
        &mut self,
        pattern: &GraphPattern,
        scope: &mut Scope,
    ) -> Result<Node, Stop> {
        Ok(match pattern {
            GraphPattern::Bgp { patterns } => {
                let mut atoms = Vec::new();
                for triple in patterns {
                    let predicate = match &triple.predicate {
                        NamedNodePattern::NamedNode(node) => {
                            Term::Constant(self.terms.id(node.clone().into())?)
                        }
                        NamedNodePattern::Variable(variable) => {
                            Term::Slot(self.slot(scope, variable.as_str())?)
                        }
                    };
                    let (subject, object) =
                        (self.term(&triple.subject, scope)?, self.term(&triple.object, scope)?);
                    atoms.push(Atom::Triple([subject, predicate, object]));
                }
                Node::Join { atoms, filters: Vec::new() }
            }
            GraphPattern::Path { subject, path, object } => {
                let (subject, object) = (self.term(subject, scope)?, self.term(object, scope)?);
                let path = self.path(path)?;
                // Oxigraph counts the triples of an open one and not those of a closed one.
                if matches!(path, PathNode::Not(_) | PathNode::Sequence(..) | PathNode::Reverse(_)) {
                    return Err(Stop::Unsupported);
                }
                Node::Join { atoms: vec![Atom::Path { subject, path, object }], filters: Vec::new() }
            }
            GraphPattern::Join { left, right } => {
                let (left, right) = (self.pattern(left, scope)?, self.pattern(right, scope)?);
                join(left, right)
            }
            GraphPattern::LeftJoin { left, right, expression } => {
                let (left, right) = (self.pattern(left, scope)?, self.pattern(right, scope)?);
                let condition = match expression {
                    Some(expression) => Some(self.test(expression, scope)?),
                    None => None,
                };
                Node::Left { left: Box::new(left), right: Box::new(right), condition }
            }
            GraphPattern::Filter { expr, inner } => {
                let inner = self.pattern(inner, scope)?;
                self.filter(inner, expr, scope)?
            }
            GraphPattern::Union { left, right } => {
                let mut nodes = Vec::new();
                for side in [left, right] {
                    match self.pattern(side, scope)? {
                        Node::Union(more) => nodes.extend(more),
                        node => nodes.push(node),
                    }
                }
                Node::Union(nodes)
            }
            GraphPattern::Extend { inner, variable, expression } => {
                let inner = self.pattern(inner, scope)?;
                let source = self.source(expression, scope)?;
                Node::Extend { inner: Box::new(inner), slot: self.slot(scope, variable.as_str())?, source }
            }
            GraphPattern::Minus { left, right } => {
                let (left, right) = (self.pattern(left, scope)?, self.pattern(right, scope)?);
                if left.possible() & right.possible() == 0 {
                    left
                } else {
                    Node::Minus { left: Box::new(left), right: Box::new(right) }
                }
            }
            GraphPattern::Values { variables, bindings } => {
                let slots: Vec<Slot> = variables
                    .iter()
                    .map(|variable| self.slot(scope, variable.as_str()))
                    .collect::<Result<_, _>>()?;
                let cell = |cell: &Option<GroundTerm>| match cell {
                    None => Ok(TermId::NONE),
                    Some(GroundTerm::NamedNode(node)) => self.terms.id(node.clone().into()),
                    Some(GroundTerm::Literal(literal)) => self.terms.id(literal.clone().into()),
                };
                let rows = bindings.iter().map(|row| row.iter().map(cell).collect());
                let values = Node::Values { slots, rows: rows.collect::<Result<_, _>>()? };
                Node::Join { atoms: vec![Atom::Node(values)], filters: Vec::new() }
            }
            GraphPattern::OrderBy { inner, expression } => {
                let mut inner = self.pattern(inner, scope)?;
                let mut by = Vec::new();
                for key in expression {
                    let (expression, descending) = match key {
                        OrderExpression::Asc(expression) => (expression, false),
                        OrderExpression::Desc(expression) => (expression, true),
                    };
                    let slot = match expression {
                        Expression::Variable(variable) => self.slot(scope, variable.as_str())?,
                        expression => {
                            let source = self.source(expression, scope)?;
                            let slot = self.fresh(" key")?;
                            inner = extend(inner, slot, source);
                            slot
                        }
                    };
                    by.push((slot, descending));
                }
                Node::Order { inner: Box::new(inner), by }
            }
            // REDUCED leaves open how often a repeated row comes, so once will do.
            GraphPattern::Distinct { inner } | GraphPattern::Reduced { inner } => {
                Node::Distinct(Box::new(self.pattern(inner, scope)?))
            }
            GraphPattern::Slice { inner, start, length } => {
                let inner = Box::new(self.pattern(inner, scope)?);
                Node::Slice { inner, skip: *start, length: *length }
            }
            GraphPattern::Project { inner, variables } => {
                // A variable that is not handed out is another one than that of the same name outside.
                let mut inside = Scope::default();
                let mut slots = Vec::new();
                for variable in variables {
                    let slot = self.slot(scope, variable.as_str())?;
                    inside.0.insert(variable.as_str().to_owned(), slot);
                    slots.push(slot);
                }
                let inner = Box::new(self.pattern(inner, &mut inside)?);
                Node::Project { inner, slots }
            }
            GraphPattern::Group { inner, variables, aggregates } => {
                self.group(inner, variables, aggregates, scope)?
            }
            GraphPattern::Graph { .. } | GraphPattern::Lateral { .. } | GraphPattern::Service { .. } => {
                return Err(Stop::Unsupported);
            }
        })
    }

    fn term(&mut self, term: &TermPattern, scope: &mut Scope) -> Result<Term, Stop> {
        Ok(match term {
            TermPattern::NamedNode(node) => Term::Constant(self.terms.id(node.clone().into())?),
            TermPattern::Literal(literal) => Term::Constant(self.terms.id(literal.clone().into())?),
            TermPattern::Variable(variable) => Term::Slot(self.slot(scope, variable.as_str())?),
            // A variable that nobody can name; the space keeps it apart from any name.
            TermPattern::BlankNode(node) => Term::Slot(self.slot(scope, &format!("_: {}", node.as_str()))?),
        })
    }

    fn path(&self, path: &PropertyPathExpression) -> Result<PathNode, Stop> {
        let inner = |path: &PropertyPathExpression| self.path(path).map(Box::new);
        Ok(match path {
            PropertyPathExpression::NamedNode(node) => {
                PathNode::Predicate(self.terms.id(node.clone().into())?)
            }
            PropertyPathExpression::Reverse(path) => PathNode::Reverse(inner(path)?),
            PropertyPathExpression::Sequence(left, right) => PathNode::Sequence(inner(left)?, inner(right)?),
            PropertyPathExpression::Alternative(left, right) => {
                PathNode::Alternative(inner(left)?, inner(right)?)
            }
            PropertyPathExpression::ZeroOrMore(path) => PathNode::ZeroOrMore(inner(path)?),
            PropertyPathExpression::OneOrMore(path) => PathNode::OneOrMore(inner(path)?),
            PropertyPathExpression::ZeroOrOne(path) => PathNode::ZeroOrOne(inner(path)?),
            PropertyPathExpression::NegatedPropertySet(nodes) => {
                let ids = nodes.iter().map(|node| self.terms.id(node.clone().into()));
                PathNode::Not(ids.collect::<Result<_, _>>()?)
            }
        })
    }

    fn test(&mut self, expression: &Expression, scope: &mut Scope) -> Result<Test, Stop> {
        let terms = self.terms;
        Test::new(expression, &mut |variable| self.slot(scope, variable.as_str()), terms)
    }

    fn source(&mut self, expression: &Expression, scope: &mut Scope) -> Result<Source, Stop> {
        Ok(match expression {
            Expression::Variable(variable) => {
                Source::Copy(Operand::Slot(self.slot(scope, variable.as_str())?))
            }
            Expression::NamedNode(node) => {
                Source::Copy(Operand::Constant(self.terms.id(node.clone().into())?))
            }
            Expression::Literal(literal) => {
                Source::Copy(Operand::Constant(self.terms.id(literal.clone().into())?))
            }
            Expression::If(test, then, otherwise) if is_plain(then) && is_plain(otherwise) => {
                let test = self.test(test, scope)?;
                Source::If(Box::new((test, self.source(then, scope)?, self.source(otherwise, scope)?)))
            }
            expression => {
                let formula =
                    Formula::new(expression, &mut |variable: &Variable| self.slot(scope, variable.as_str()))?;
                match expression {
                    Expression::Coalesce(list) => match self.operands(list, scope)? {
                        Some(operands) => Source::First(operands, formula),
                        None => Source::Formula(formula),
                    },
                    _ => Source::Formula(formula),
                }
            }
        })
    }

    /// Reads a list of variables and nodes.
    fn operands(&mut self, list: &[Expression], scope: &mut Scope) -> Result<Option<Vec<Operand>>, Stop> {
        let mut operands = Vec::new();
        for item in list {
            operands.push(match item {
                Expression::Variable(variable) => Operand::Slot(self.slot(scope, variable.as_str())?),
                Expression::NamedNode(node) => Operand::Constant(self.terms.id(node.clone().into())?),
                _ => return Ok(None),
            });
        }
        Ok(Some(operands))
    }

    /// Applies a filter part by part: what stands between its ANDs may go to different places.
    fn filter(&mut self, inner: Node, expression: &Expression, scope: &mut Scope) -> Result<Node, Stop> {
        match expression {
            Expression::And(left, right) => {
                let inner = self.filter(inner, left, scope)?;
                self.filter(inner, right, scope)
            }
            Expression::Exists(pattern) => self.exists(inner, pattern, true, scope),
            Expression::Not(negated) if matches!(**negated, Expression::Exists(_)) => {
                let Expression::Exists(pattern) = &**negated else { return Err(Stop::Unsupported) };
                self.exists(inner, pattern, false, scope)
            }
            expression => push(inner, self.test(expression, scope)?, self.terms),
        }
    }

    fn exists(
        &mut self,
        left: Node,
        pattern: &GraphPattern,
        wanted: bool,
        scope: &mut Scope,
    ) -> Result<Node, Stop> {
        // Its variables are those of the row that asks, so a variable that has no value there is open here; but a
        // value from a group beside the one that asks must not reach it, which only this group's rows ensure.
        // Nor is MINUS taken: Oxigraph lets both its sides see the row, so that they always share something.
        if has_minus(pattern) {
            return Err(Stop::Unsupported);
        }
        let right = self.pattern(pattern, scope)?;
        let flat = matches!(&right, Node::Join { atoms, .. }
            if atoms.iter().all(Atom::is_plain));
        let seen = right.possible() | filters(&right);
        if !flat || seen & left.possible() & !left.certain() != 0 {
            return Err(Stop::Unsupported);
        }
        Ok(Node::Exists { left: Box::new(left), right: Box::new(right), wanted })
    }

    fn group(
        &mut self,
        inner: &GraphPattern,
        variables: &[Variable],
        aggregates: &[(Variable, AggregateExpression)],
        scope: &mut Scope,
    ) -> Result<Node, Stop> {
        // What is grouped is seen outside through the keys only.
        let mut inside = Scope::default();
        let mut keys = Vec::new();
        for variable in variables {
            let slot = self.slot(scope, variable.as_str())?;
            inside.0.insert(variable.as_str().to_owned(), slot);
            if !keys.contains(&slot) {
                keys.push(slot);
            }
        }
        let mut inner = self.pattern(inner, &mut inside)?;
        let mut compiled = Vec::new();
        for (variable, aggregate) in aggregates {
            let made = self.slot(scope, variable.as_str())?;
            let aggregate = match aggregate {
                AggregateExpression::CountSolutions { distinct: false } => Aggregate::Rows,
                AggregateExpression::CountSolutions { distinct: true } => return Err(Stop::Unsupported),
                AggregateExpression::FunctionCall { name, expr, distinct } => {
                    let of = match expr {
                        Expression::Variable(variable) => self.slot(&mut inside, variable.as_str())?,
                        // Whether an error counts is the evaluator's business.
                        _ if matches!(name, AggregateFunction::Count) => return Err(Stop::Unsupported),
                        expression => {
                            let source = self.source(expression, &mut inside)?;
                            let slot = self.fresh(" of")?;
                            inner = Node::Extend { inner: Box::new(inner), slot, source };
                            slot
                        }
                    };
                    let distinct = *distinct;
                    match name {
                        AggregateFunction::Count if distinct => Aggregate::CountDistinct(of),
                        AggregateFunction::Count => Aggregate::Count(of),
                        AggregateFunction::Sample => Aggregate::Sample(of),
                        AggregateFunction::Min => Aggregate::Least(of),
                        AggregateFunction::Max => Aggregate::Greatest(of),
                        AggregateFunction::Sum => Aggregate::Sum { of, distinct },
                        AggregateFunction::GroupConcat { separator } => {
                            let separator = separator.clone().unwrap_or_else(|| " ".to_owned());
                            Aggregate::Concat { of, distinct, separator }
                        }
                        AggregateFunction::Avg | AggregateFunction::Custom(_) => {
                            return Err(Stop::Unsupported);
                        }
                    }
                }
            };
            compiled.push((made, aggregate));
        }
        Ok(Node::Group { inner: Box::new(inner), keys, aggregates: compiled })
    }
}

/// Tells whether an expression is a node or a plain string, or a choice of such: terms that are written in one way only.
fn is_plain(expression: &Expression) -> bool {
    match expression {
        Expression::NamedNode(_) => true,
        Expression::Literal(literal) => {
            literal.datatype().as_str() == "http://www.w3.org/2001/XMLSchema#string"
        }
        Expression::If(_, then, otherwise) => is_plain(then) && is_plain(otherwise),
        _ => false,
    }
}
