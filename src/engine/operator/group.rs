//! Gathers rows into groups and works out an aggregate of each.

use std::collections::HashMap;

use crate::engine::batch::{BATCH, Batch};
use crate::engine::compare::{Comparer, text};
use crate::engine::keys::Keys;
use crate::engine::operator::{Input, Operator};
use crate::engine::pairs::Pairs;
use crate::engine::run::{Run, Stop};
use crate::engine::value::add;
use crate::store::sparql::Value;
use crate::store::{Literal, TermId, TermReader};

/// Gives one row for each group: its keys, then its aggregates. Without keys there is one group, even of nothing.
pub(in crate::engine) struct Group<'a> {
    input: Input<'a>,
    keys: Vec<usize>,
    accumulators: Vec<Accumulator>,
    groups: Option<(Keys, usize)>,
    counts: Counts,
}

/// The terms of numbers that were counted to.
#[derive(Debug, Default)]
struct Counts {
    /// Those of small numbers, by number; no value where it was not asked for yet.
    small: Vec<TermId>,
    large: HashMap<u64, TermId>,
}

/// Works out one aggregate for all groups at once; a value that an aggregate cannot take leaves it without one.
pub(in crate::engine) enum Accumulator {
    /// COUNT(*).
    Rows(Vec<u64>),
    /// COUNT of a column.
    Count(usize, Vec<u64>),
    /// COUNT(DISTINCT) of a column.
    CountDistinct(usize, Pairs, Vec<u64>),
    /// COUNT(DISTINCT) of a column where 2 stands for more as well: the first value of each group, and the counts.
    CountToTwo(usize, Vec<TermId>, Vec<u64>),
    /// The first value of a column.
    Sample(usize, Vec<TermId>),
    /// MIN, or MAX, of a column.
    Extreme { column: usize, greatest: bool, best: Vec<Best> },
    /// SUM of a column, of each value once if there are keys.
    Sum { column: usize, distinct: Option<Keys>, sums: Vec<Option<Value>> },
    /// GROUP_CONCAT of a column, of each value once if there are keys.
    Concat { column: usize, distinct: Option<Keys>, separator: String, texts: Vec<Option<Text>> },
}

/// The least or greatest value so far.
#[derive(Debug, Clone, Default)]
pub(in crate::engine) enum Best {
    #[default]
    Nothing,
    Is(TermId),
    Failed,
}

/// Texts strung together so far.
#[derive(Debug, Clone, Default)]
pub(in crate::engine) struct Text {
    text: String,
    /// The language that all of them share, if they do; nothing before the first one.
    language: Option<Option<String>>,
}

impl<'a> Group<'a> {
    pub(in crate::engine) fn new(input: Input<'a>, keys: Vec<usize>, accumulators: Vec<Accumulator>) -> Self {
        Self { input, keys, accumulators, groups: None, counts: Counts::default() }
    }

    fn gather(&mut self, run: &Run<'_>) -> Result<Keys, Stop> {
        let mut keys = Keys::new(self.keys.len());
        if self.keys.is_empty() {
            keys.add(&[]);
            self.accumulators.iter_mut().for_each(|accumulator| accumulator.grow(1));
        }
        let mut comparer = Comparer::new(run)?;
        let mut groups = Vec::new();
        while let Some(batch) = self.input.next(run)? {
            let before = keys.len();
            groups.clear();
            keys.add_all(&batch, &self.keys, &mut groups);
            run.keep((keys.len() - before) * (keys.row_bytes() + 16 * self.accumulators.len()))?;
            for accumulator in &mut self.accumulators {
                accumulator.grow(keys.len());
                accumulator.add(run, &batch, &groups, &mut comparer)?;
            }
        }
        for accumulator in &mut self.accumulators {
            if let Accumulator::CountDistinct(_, pairs, counts) = accumulator {
                *counts = std::mem::take(pairs).count();
                counts.resize(keys.len(), 0);
            }
        }
        Ok(keys)
    }
}

impl Operator for Group<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Stop> {
        let (keys, given) = match self.groups.take() {
            Some(groups) => groups,
            None => (self.gather(run)?, 0),
        };
        run.go_on()?;
        let end = keys.len().min(given + BATCH);
        if given == end {
            return Ok(None);
        }
        let mut columns = vec![Vec::with_capacity(end - given); self.keys.len()];
        for group in given..end {
            for (column, id) in columns.iter_mut().zip(keys.get(group)) {
                column.push(*id);
            }
        }
        let mut reader = TermReader::new(run.terms.graph(), &[])?;
        for accumulator in &self.accumulators {
            let finished =
                (given..end).map(|group| accumulator.finish(run, &mut self.counts, &mut reader, group));
            columns.push(finished.collect::<Result<_, Stop>>()?);
        }
        self.groups = Some((keys, end));
        Ok(Some(Batch { len: end - given, columns }))
    }
}

impl Counts {
    /// Gives the term of a number.
    fn id(&mut self, run: &Run<'_>, count: u64) -> Result<TermId, Stop> {
        const SMALL: u64 = 1 << 10;
        let known = if count < SMALL {
            self.small.resize(SMALL as usize, TermId::NONE);
            &mut self.small[count as usize]
        } else {
            self.large.entry(count).or_insert(TermId::NONE)
        };
        if known.is_none() {
            *known = run.terms.id(Literal::from(count).into())?;
        }
        Ok(*known)
    }
}

impl Accumulator {
    fn grow(&mut self, groups: usize) {
        match self {
            Self::Rows(counts) | Self::Count(_, counts) => counts.resize(groups, 0),
            Self::CountDistinct(..) => {}
            Self::CountToTwo(_, firsts, counts) => {
                firsts.resize(groups, TermId::NONE);
                counts.resize(groups, 0);
            }
            Self::Sample(_, samples) => samples.resize(groups, TermId::NONE),
            Self::Extreme { best, .. } => best.resize(groups, Best::Nothing),
            Self::Sum { sums, .. } => sums.resize(groups, Some(Value::IntegerLiteral(0.into()))),
            Self::Concat { texts, .. } => texts.resize(groups, Some(Text::default())),
        }
    }

    fn add(
        &mut self,
        run: &Run<'_>,
        batch: &Batch,
        groups: &[u32],
        comparer: &mut Comparer<'_>,
    ) -> Result<(), Stop> {
        match self {
            Self::Rows(counts) => groups.iter().for_each(|group| counts[*group as usize] += 1),
            Self::Count(column, counts) => {
                for (group, id) in groups.iter().zip(&batch.columns[*column]) {
                    counts[*group as usize] += u64::from(!id.is_none());
                }
            }
            Self::CountDistinct(column, pairs, _) => pairs.add(run, groups, &batch.columns[*column])?,
            Self::CountToTwo(column, firsts, counts) => {
                for (group, id) in groups.iter().zip(&batch.columns[*column]) {
                    let (first, count) = (&mut firsts[*group as usize], &mut counts[*group as usize]);
                    if *count == 0 && !id.is_none() {
                        (*first, *count) = (*id, 1);
                    } else if !id.is_none() && first != id {
                        *count = 2;
                    }
                }
            }
            Self::Sample(column, samples) => {
                for (group, id) in groups.iter().zip(&batch.columns[*column]) {
                    let sample = &mut samples[*group as usize];
                    if sample.is_none() {
                        *sample = *id;
                    }
                }
            }
            Self::Extreme { column, greatest, best } => {
                for (group, id) in groups.iter().zip(&batch.columns[*column]) {
                    let best = &mut best[*group as usize];
                    *best = match best {
                        _ if id.is_none() => Best::Failed,
                        Best::Failed => Best::Failed,
                        Best::Nothing => Best::Is(*id),
                        Best::Is(known) if known == id => continue,
                        Best::Is(known) => {
                            let ordering = comparer.compare(run, *id, *known)?;
                            let better = if *greatest { ordering.is_gt() } else { ordering.is_lt() };
                            Best::Is(if better { *id } else { *known })
                        }
                    };
                }
            }
            Self::Sum { column, distinct, sums } => {
                for (group, id) in groups.iter().zip(&batch.columns[*column]) {
                    let sum = &mut sums[*group as usize];
                    let Some(known) = sum else { continue };
                    if id.is_none() {
                        *sum = None;
                        continue;
                    }
                    let value = Value::from(run.terms.term(*id)?);
                    if is_new(run, distinct, *group, &value)? {
                        *sum = add(known, &value);
                    }
                }
            }
            Self::Concat { column, distinct, separator, texts } => {
                for (group, id) in groups.iter().zip(&batch.columns[*column]) {
                    let text = &mut texts[*group as usize];
                    if id.is_none() {
                        *text = None;
                    }
                    let Some(known) = text else { continue };
                    let value = Value::from(run.terms.term(*id)?);
                    if is_new(run, distinct, *group, &value)? {
                        let before = known.text.len();
                        if known.push(separator, value) {
                            run.keep(known.text.len() - before)?;
                        } else {
                            *text = None;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Gives the value of a group.
    fn finish(
        &self,
        run: &Run<'_>,
        numbers: &mut Counts,
        reader: &mut TermReader<'_>,
        group: usize,
    ) -> Result<TermId, Stop> {
        // What an aggregate of values gives is written the way its type writes it: nodes and plain strings have
        // only one.
        let written = |value: Value| run.terms.id(value.into());
        let mut as_value = |id: TermId| {
            let plain = !id.is_foreign() && reader.read(id)?.and_then(text).is_some();
            if plain { Ok(id) } else { written(Value::from(run.terms.term(id)?)) }
        };
        Ok(match self {
            Self::Rows(counts)
            | Self::Count(_, counts)
            | Self::CountDistinct(_, _, counts)
            | Self::CountToTwo(_, _, counts) => numbers.id(run, counts[group])?,
            Self::Sample(_, samples) if samples[group].is_none() => TermId::NONE,
            Self::Sample(_, samples) => as_value(samples[group])?,
            Self::Extreme { best, .. } => match best[group] {
                Best::Is(id) => as_value(id)?,
                Best::Nothing | Best::Failed => TermId::NONE,
            },
            Self::Sum { sums, .. } => match &sums[group] {
                Some(sum) => written(sum.clone())?,
                None => TermId::NONE,
            },
            Self::Concat { texts, .. } => match &texts[group] {
                Some(Text { text, language: Some(Some(language)) }) => {
                    written(Value::LangStringLiteral { value: text.clone(), language: language.clone() })?
                }
                Some(Text { text, .. }) => written(Value::StringLiteral(text.clone()))?,
                None => TermId::NONE,
            },
        })
    }
}

/// Tells whether a group has not had a value before; without keys every value counts as new.
fn is_new(run: &Run<'_>, distinct: &mut Option<Keys>, group: u32, value: &Value) -> Result<bool, Stop> {
    let Some(seen) = distinct else { return Ok(true) };
    let id = run.terms.id(value.clone().into())?;
    let new = seen.add(&[TermId::from_number(group), id]).1;
    if new {
        run.keep(seen.row_bytes())?;
    }
    Ok(new)
}

impl Text {
    /// Adds a text behind a separator, unless the value is none.
    fn push(&mut self, separator: &str, value: Value) -> bool {
        let (value, language) = match value {
            Value::StringLiteral(value) => (value, None),
            Value::LangStringLiteral { value, language } => (value, Some(language)),
            _ => return false,
        };
        match &self.language {
            Some(known) => {
                if *known != language {
                    self.language = Some(None);
                }
                self.text.push_str(separator);
            }
            None => self.language = Some(language),
        }
        self.text.push_str(&value);
        true
    }
}
