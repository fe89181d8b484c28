//! The way of a folder through the reader: settings, the vocabulary that ships, declared tables, links, claims.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::Report;
use crate::ingest::blocks::{Block, Blocks};
use crate::ingest::claims::Worker;
use crate::ingest::codes::Codes;
use crate::ingest::columns::ColumnNames;
use crate::ingest::folder::{Folder, Opened};
use crate::ingest::header::{Wanted, take_header};
use crate::ingest::hints::add_hints;
use crate::ingest::inventory::Inventory;
use crate::ingest::locate::locate_in;
use crate::ingest::merge::Merged;
use crate::ingest::names::Names;
use crate::ingest::near_miss::Suspect;
use crate::ingest::problems::Problems;
use crate::ingest::settings::{self, read_settings};
use crate::ingest::shape::RELATIONS;
use crate::ingest::shared::Shared;
use crate::ingest::tables::{Extent, Source, read_table};
use crate::ingest::{IngestError, ReadOptions, aliases, finish, links, near_miss};
use crate::model::{Dataset, Input, Kind, vocabulary};

/// How many bytes of a table go with each distinct text, as a guess.
const BYTES_OF_TEXT: u64 = 20;

/// Reads a folder of tables and gathers every problem of it, sorted by address.
///
/// Only `relations.csv` must be there. The data set is whole where the tables are good; a report with errors says
/// that it is not, and [`validate`](crate::model::validate) then refuses it.
///
/// Cost: `relations.csv` is read once, in blocks of a mebibyte, by [`ReadOptions::threads`] threads; memory grows
/// with what is kept and not with the file.
///
/// # Errors
/// When the folder is not there, a file in it cannot be read, or it holds more than the model can number.
pub fn read(folder: &Path, options: &ReadOptions) -> Result<(Dataset, Report), IngestError> {
    let folder = Folder::new(folder);
    folder.check()?;
    read_from(folder, options)
}

/// Reads tables in memory, each a file name with its bytes, exactly as a folder that holds them.
///
/// ```
/// use actant::ingest::{ReadOptions, read_tables};
///
/// let relations = b"subject,relation,object\nIslamabad,blames,militants\n";
/// let (dataset, report) = read_tables(&[("relations.csv", relations)], &ReadOptions::default())?;
/// assert_eq!(dataset.claims.len(), 1);
/// assert!(!report.has_errors());
/// # Ok::<(), actant::ingest::IngestError>(())
/// ```
///
/// # Errors
/// When they hold more than the model can number.
pub fn read_tables(
    tables: &[(&str, &[u8])],
    options: &ReadOptions,
) -> Result<(Dataset, Report), IngestError> {
    read_from(Folder::Memory(tables), options)
}

fn read_from(folder: Folder<'_>, options: &ReadOptions) -> Result<(Dataset, Report), IngestError> {
    let (mut dataset, mut report) = (Dataset::default(), Report::new());
    if let Some(bytes) = folder.read(settings::FILE)? {
        let path = folder.path(settings::FILE);
        dataset.settings = read_settings(&bytes, &path, &mut report).0;
        dataset.inputs.push(Input { table: "", name: settings::FILE.to_owned(), path, rows: 0 });
    }
    let columns = columns(folder, options)?;
    let inventory = Inventory::take(folder, &columns, &mut report)?;
    let plan = Plan { inventory: &inventory, columns: &columns };
    let mut names = Names::default();
    let (closed, mut suspects) = read_declared(folder, &plan, &mut dataset, &mut names, &mut report)?;
    if let Some(file) = &inventory.claims
        && let Some(opened) = folder.open(file)?
    {
        let claims = Claims { file, opened, columns: &columns, closed };
        suspects.extend(read_claims(folder, claims, options, &mut dataset, &names, &mut report)?);
    }
    dataset.inputs.sort_by(|left, right| left.name.cmp(&right.name));
    if !suspects.is_empty() {
        names.extend(&dataset);
        near_miss::check(suspects, &dataset, &names).into_iter().for_each(|problem| report.push(problem));
    }
    add_hints(&mut report, &dataset);
    locate_in(folder, options, &mut report)?;
    Ok((dataset, report))
}

/// Says what is read from which file.
struct Plan<'a> {
    inventory: &'a Inventory,
    columns: &'a ColumnNames,
}

/// Gives what is said of columns: by the caller, then by the folder itself.
pub(super) fn columns(folder: Folder<'_>, options: &ReadOptions) -> Result<ColumnNames, IngestError> {
    let mut columns = options.columns.clone();
    if let Some(bytes) = folder.read(settings::FILE)? {
        columns.extend(read_settings(&bytes, "", &mut Report::new()).1);
    }
    Ok(columns)
}

/// Reads what declares entities, the vocabulary that ships first. Gives the kinds that have a whole file of their own.
fn read_declared(
    folder: Folder<'_>,
    plan: &Plan<'_>,
    dataset: &mut Dataset,
    names: &mut Names,
    report: &mut Report,
) -> Result<([bool; 5], Vec<Suspect>), IngestError> {
    let mut all_links = Vec::new();
    let shipped = Blocks::new(Box::new(vocabulary::RELATION_TYPES.as_bytes()));
    let mut problems = Problems::new("the vocabulary that ships");
    let table = Source { kind: Kind::RelationType, file: None, columns: plan.columns };
    read_table(table, shipped, dataset, &mut all_links, &mut problems)
        .map_err(|source| folder.refused(RELATIONS.file, source))?;
    problems.finish(report);
    let mut closed = [false; 5];
    for (kind, file) in plan.inventory.entities() {
        let Some(opened) = folder.open(file)? else { continue };
        let path = folder.path(file);
        let mut problems = Problems::new(path.as_str());
        dataset.texts.reserve(usize::try_from(opened.bytes / BYTES_OF_TEXT).unwrap_or(0).min(1 << 24));
        let blocks = Blocks::new(opened.input);
        let table = Source { kind, file: Some(file), columns: plan.columns };
        let Extent { rows, complete } = read_table(table, blocks, dataset, &mut all_links, &mut problems)
            .map_err(|source| folder.refused(file, source))?;
        closed[kind as usize] = complete;
        problems.finish(report);
        dataset.inputs.push(Input { table: kind.table(), name: file.to_owned(), path, rows });
    }
    names.extend(dataset);
    aliases::check(dataset, names).into_iter().for_each(|problem| report.push(problem));
    let (problems, suspects) = links::resolve(&all_links, closed, dataset, names);
    problems.into_iter().for_each(|problem| report.push(problem));
    Ok((closed, suspects))
}

/// Holds the file of the claims and what is known before its first row.
struct Claims<'a> {
    file: &'a str,
    opened: Opened<'a>,
    columns: &'a ColumnNames,
    closed: [bool; 5],
}

fn read_claims(
    folder: Folder<'_>,
    claims: Claims<'_>,
    options: &ReadOptions,
    dataset: &mut Dataset,
    names: &Names,
    report: &mut Report,
) -> Result<Vec<Suspect>, IngestError> {
    let Claims { file, opened, columns, mut closed } = claims;
    let path = folder.path(file);
    let refused = |source| folder.refused(file, source);
    let mut problems = Problems::new(path.as_str());
    let mut blocks = Blocks::new(opened.input);
    let mut first = blocks.next().map_err(refused)?;
    let header = take_header(first.as_mut(), Wanted { shape: &RELATIONS, columns }, &mut problems);
    blocks.width = header.width;
    problems.finish(report);
    let table = RELATIONS.table();
    dataset.claims.file = file.to_owned();
    if header.names.is_empty() {
        dataset.inputs.push(Input { table, name: file.to_owned(), path, rows: 0 });
        return Ok(Vec::new());
    }
    let coded = header.plan.as_ref().is_some_and(|plan| plan.coded);
    // What a file of another program says of relations is not the folder's to declare.
    closed[Kind::RelationType as usize] &= header.plan.is_none();
    let codes = Codes::new(dataset);
    let shared = Shared::new(&header, names, &codes, closed, Arc::from(path.as_str()));
    let texts = std::mem::take(&mut dataset.texts);
    let dates = std::mem::take(&mut dataset.dates);
    let threads = options.threads.get();
    let rows = guess_rows(first.as_ref(), opened.bytes);
    let columns = shared.text_columns();
    let merged = Merged::new(texts, dates, threads, columns, rows, Arc::from(path.as_str()));
    let merged = read_blocks(blocks, first, threads, &shared, merged).map_err(refused)?;
    if merged.overflow {
        return Err(IngestError::TooLarge { file: path });
    }
    let (problems, suspects) = finish::finish(merged, &header, closed, dataset);
    dataset.claims.file = file.to_owned();
    problems.finish(report);
    let rows = dataset.claims.len();
    dataset.inputs.push(Input { table, name: file.to_owned(), path, rows });
    Ok(if coded { Vec::new() } else { suspects })
}

/// Lets every thread take the next block, read it, and hand it on to be merged in its turn.
fn read_blocks(
    blocks: Blocks<'_>,
    first: Option<Block>,
    threads: usize,
    shared: &Shared<'_>,
    merged: Merged,
) -> io::Result<Merged> {
    let threads = if first.as_ref().is_some_and(Block::is_small) { 1 } else { threads };
    let queue = Mutex::new((blocks, first, None));
    let merged = Mutex::new(merged);
    let work = |thread: usize| {
        let mut worker = Worker::new(shared, thread);
        let mut done = None;
        loop {
            let block = {
                let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
                let (blocks, first, failed) = &mut *queue;
                if let Some(block) = done.take() {
                    blocks.give_back(block);
                }
                match first.take().map_or_else(|| blocks.next(), |block| Ok(Some(block))) {
                    Ok(block) => block,
                    Err(error) => {
                        *failed = Some(error);
                        None
                    }
                }
            };
            let Some(block) = block else { break };
            let batch = worker.read(&block);
            worker.spare = merged.lock().unwrap_or_else(PoisonError::into_inner).add(batch);
            done = Some(block);
        }
    };
    std::thread::scope(|scope| {
        for thread in 1..threads {
            let work = &work;
            scope.spawn(move || work(thread));
        }
        work(0);
    });
    match queue.into_inner().unwrap_or_else(PoisonError::into_inner) {
        (_, _, Some(error)) => Err(error),
        _ => Ok(merged.into_inner().unwrap_or_else(PoisonError::into_inner)),
    }
}

/// Guesses the number of rows of a file from its first block.
fn guess_rows(first: Option<&Block>, bytes: u64) -> usize {
    let Some(block) = first else { return 0 };
    let lines = memchr::memchr_iter(b'\n', &block.bytes).count() as u64 + 1;
    let guess = bytes.saturating_mul(lines) / (block.bytes.len() as u64).max(1);
    usize::try_from(guess + guess / 50).unwrap_or(0).min(1 << 28)
}
