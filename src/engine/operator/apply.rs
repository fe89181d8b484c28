//! Runs a chain of operators for the rows of each batch and puts what comes out beside them: OPTIONAL and EXISTS
//! where a look-up for each row is less work than a table of everything.

use std::cell::RefCell;
use std::rc::Rc;

use crate::engine::batch::Batch;
use crate::engine::operator::semi_join::Keep;
use crate::engine::operator::{Input, Operator};
use crate::engine::run::{Run, Stop};
use crate::store::TermId;

/// Begins the chain: gives the batch that was laid into it, with the numbers of its rows as last column.
#[derive(Debug, Clone, Default)]
pub(in crate::engine) struct Feed(Rc<RefCell<Option<Batch>>>);

impl Operator for Feed {
    fn next(&mut self, _: &Run<'_>) -> Result<Option<Batch>, Stop> {
        Ok(self.0.borrow_mut().take())
    }
}

/// Runs a chain for each batch of its input.
pub(in crate::engine) struct Apply<'a> {
    pub(in crate::engine) input: Input<'a>,
    pub(in crate::engine) feed: Feed,
    pub(in crate::engine) chain: Input<'a>,
    /// The column of the chain that holds the number of the row.
    pub(in crate::engine) number: usize,
    pub(in crate::engine) kind: Kind,
    /// The columns of the input that are kept.
    pub(in crate::engine) keep: Vec<usize>,
}

/// What becomes of the rows that come out of the chain.
#[derive(Debug, Clone)]
pub(in crate::engine) enum Kind {
    /// They are joined to the input's rows, of which those without any are kept; these columns are new.
    Optional(Vec<usize>),
    /// They decide which rows of the input stay.
    Test(Keep),
}

impl Operator for Apply<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        run.go_on()?;
        let Some(mut batch) = self.input.next(run)? else { return Ok(None) };
        let mut fed = batch.clone();
        fed.columns.push((0..batch.len as u32).map(TermId::from_number).collect());
        *self.feed.0.borrow_mut() = Some(fed);
        let mut matched = vec![false; batch.len];
        let mut rows = Vec::new();
        let mut new: Vec<Vec<TermId>> = match &self.kind {
            Kind::Optional(columns) => vec![Vec::new(); columns.len()],
            Kind::Test(_) => Vec::new(),
        };
        while let Some(found) = self.chain.next(run)? {
            for number in &found.columns[self.number] {
                matched[number.number() as usize] = true;
            }
            if let Kind::Optional(columns) = &self.kind {
                run.keep(found.bytes())?;
                rows.extend(found.columns[self.number].iter().map(|number| number.number()));
                for (column, &from) in new.iter_mut().zip(columns) {
                    column.extend_from_slice(&found.columns[from]);
                }
            }
        }
        match &self.kind {
            Kind::Optional(_) => {
                for (row, _) in matched.iter().enumerate().filter(|(_, matched)| !**matched) {
                    rows.push(row as u32);
                    new.iter_mut().for_each(|column| column.push(TermId::NONE));
                }
            }
            Kind::Test(keep) => {
                let wanted = *keep == Keep::Partnered;
                rows = (0..batch.len as u32).filter(|&row| matched[row as usize] == wanted).collect();
            }
        }
        let mut columns = batch.gather(&rows, &self.keep, true);
        columns.extend(new);
        Ok(Some(Batch { len: rows.len(), columns }))
    }
}
