//! The way of a folder through the reader: settings, the vocabulary that ships, declared tables, links, claims.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ingest::blocks::{Block, Blocks};
use crate::ingest::choices::Choices;
use crate::ingest::claims::Worker;
use crate::ingest::codes::Codes;
use crate::ingest::folder::Folder;
use crate::ingest::header::{Header, Wanted, take_header};
use crate::ingest::hints::add_hints;
use crate::ingest::inventory::Inventory;
use crate::ingest::layout::Layout;
use crate::ingest::locate::locate_in;
use crate::ingest::merge::Merged;
use crate::ingest::names::Names;
use crate::ingest::near_miss::Suspect;
use crate::ingest::open::other_encoding;
use crate::ingest::places::{Place, Places};
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
    let mut places = open(folder, options, &mut dataset, &mut report)?;
    let (mut found, mut problems) = (dataset.clone(), Report::new());
    let mut inventory = read_once(&places, options, &mut found, &mut problems)?;
    // A table in another encoding is one error, not one for each of its words; and all that can be said of it else
    // is said of what it seems to hold.
    for problem in recognise(&mut places, &problems)? {
        report.push(problem);
    }
    if !places.choices.assumed.is_empty() {
        (found, problems) = (dataset, Report::new());
        inventory = read_once(&places, options, &mut found, &mut problems)?;
    }
    report.extend(problems);
    locate_in(&places, &inventory, &mut report)?;
    Ok((found, report))
}

/// Reads the settings of a folder and finds its tables.
///
/// # Errors
/// When the folder or a file in it cannot be read.
pub(super) fn open<'a>(
    folder: Folder<'a>,
    options: &ReadOptions,
    dataset: &mut Dataset,
    report: &mut Report,
) -> Result<Places<'a>, IngestError> {
    let mut choices = Choices::default();
    if let Some(bytes) = folder.read(settings::FILE)? {
        let path = folder.path(settings::FILE);
        dataset.settings = read_settings(&bytes, &path, &mut choices, report);
        dataset.inputs.push(Input { table: "", name: settings::FILE.to_owned(), path, rows: 0 });
    }
    choices.choose(options);
    Places::find(folder, choices, report)
}

/// Guesses the encoding of the tables in which there were bytes that are not UTF-8. Gives an error for each whose
/// encoding is known now.
fn recognise(places: &mut Places<'_>, problems: &Report) -> Result<Vec<Diagnostic>, IngestError> {
    let mut found = Vec::new();
    for place in places.iter() {
        let path = places.path(place);
        let bad = |problem: &&Diagnostic| {
            problem.code == Code::NOT_UTF8 && *problem.location.file == *path && problem.location.line > 0
        };
        let Some(first) = problems.diagnostics().iter().filter(bad).map(|problem| &problem.location).min()
        else {
            continue;
        };
        let Some(guess) = places.guess(place)? else { continue };
        let (encoding, sample) = (guess.encoding, guess.sample);
        let message =
            format!("the file is not UTF-8; it reads as {encoding}, in which this word is `{sample}`");
        let problem = other_encoding(first.clone(), encoding, message);
        found.push((place.file.clone(), encoding, problem));
    }
    let assume = |(file, encoding, problem)| {
        places.choices.assumed.insert(file, encoding);
        problem
    };
    Ok(found.into_iter().map(assume).collect())
}

/// Reads the tables of a folder once.
fn read_once(
    places: &Places<'_>,
    options: &ReadOptions,
    dataset: &mut Dataset,
    report: &mut Report,
) -> Result<Inventory, IngestError> {
    let inventory = Inventory::take(places, report)?;
    let mut names = Names::default();
    let (closed, mut suspects) = read_declared(places, &inventory, dataset, &mut names, report)?;
    if let Some(place) = &inventory.claims {
        suspects.extend(read_claims(places, place, closed, options, dataset, &names, report)?);
    }
    dataset.inputs.sort_by(|left, right| left.name.cmp(&right.name));
    if !suspects.is_empty() {
        names.extend(dataset);
        near_miss::check(suspects, dataset, &names).into_iter().for_each(|problem| report.push(problem));
    }
    add_hints(report, dataset);
    Ok(inventory)
}

/// Reads what declares entities, the vocabulary that ships first. Gives the kinds that have a whole file of their own.
fn read_declared(
    places: &Places<'_>,
    inventory: &Inventory,
    dataset: &mut Dataset,
    names: &mut Names,
    report: &mut Report,
) -> Result<([bool; 5], Vec<Suspect>), IngestError> {
    let columns = &places.choices.columns;
    let mut all_links = Vec::new();
    let shipped = Blocks::new(Box::new(vocabulary::RELATION_TYPES.as_bytes()), Layout::default());
    let mut problems = Problems::new("the vocabulary that ships");
    let table = Source { kind: Kind::RelationType, file: None, columns };
    read_table(table, shipped, dataset, &mut all_links, &mut problems)
        .map_err(|source| places.folder.refused(RELATIONS.file, source))?;
    problems.finish(report);
    let mut closed = [false; 5];
    for (kind, place) in inventory.entities() {
        let (name, path) = (place.name(), places.path(place));
        let mut problems = Problems::new(path.as_str());
        let (blocks, bytes) = places.open(place, &mut problems)?;
        dataset.texts.reserve(usize::try_from(bytes / BYTES_OF_TEXT).unwrap_or(0).min(1 << 24));
        let table = Source { kind, file: Some(&name), columns };
        let Extent { rows, complete } = read_table(table, blocks, dataset, &mut all_links, &mut problems)
            .map_err(|source| places.folder.refused(&place.file, source))?;
        closed[kind as usize] = complete;
        problems.finish(report);
        dataset.inputs.push(Input { table: kind.table(), name, path, rows });
    }
    names.extend(dataset);
    aliases::check(dataset, names).into_iter().for_each(|problem| report.push(problem));
    let (problems, suspects) = links::resolve(&all_links, closed, dataset, names);
    problems.into_iter().for_each(|problem| report.push(problem));
    Ok((closed, suspects))
}

fn read_claims(
    places: &Places<'_>,
    place: &Place,
    mut closed: [bool; 5],
    options: &ReadOptions,
    dataset: &mut Dataset,
    names: &Names,
    report: &mut Report,
) -> Result<Vec<Suspect>, IngestError> {
    let (name, path) = (place.name(), places.path(place));
    let refused = |source| places.folder.refused(&place.file, source);
    let mut problems = Problems::new(path.as_str());
    let (mut blocks, bytes) = places.open(place, &mut problems)?;
    let mut first = blocks.next().map_err(refused)?;
    let header = if first.is_none() && tell_trouble(&blocks, &mut problems) {
        Header::default()
    } else {
        let wanted = Wanted { shape: &RELATIONS, columns: &places.choices.columns };
        take_header(first.as_mut(), wanted, &mut problems)
    };
    blocks.width = header.width;
    problems.finish(report);
    let table = RELATIONS.table();
    dataset.claims.file.clone_from(&name);
    if header.names.is_empty() {
        dataset.inputs.push(Input { table, name, path, rows: 0 });
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
    let rows = guess_rows(first.as_ref(), bytes);
    let columns = shared.text_columns();
    let merged = Merged::new(texts, dates, threads, columns, rows, Arc::from(path.as_str()));
    let (mut merged, blocks) = read_blocks(blocks, first, threads, &shared, merged).map_err(refused)?;
    if merged.overflow {
        return Err(IngestError::TooLarge { file: path });
    }
    tell_trouble(&blocks, &mut merged.problems);
    let (problems, suspects) = finish::finish(merged, &header, closed, dataset);
    dataset.claims.file.clone_from(&name);
    problems.finish(report);
    let rows = dataset.claims.len();
    dataset.inputs.push(Input { table, name, path, rows });
    Ok(if coded { Vec::new() } else { suspects })
}

/// Reports what ended a table before its end; tells whether there was anything.
pub(super) fn tell_trouble(blocks: &Blocks<'_>, problems: &mut Problems) -> bool {
    let Some((trouble, line)) = blocks.trouble() else { return false };
    problems.lost = true;
    problems.push(trouble.problem(&problems.file, line));
    true
}

/// Lets every thread take the next block, read it, and hand it on to be merged in its turn.
fn read_blocks<'a>(
    blocks: Blocks<'a>,
    first: Option<Block>,
    threads: usize,
    shared: &Shared<'_>,
    merged: Merged,
) -> io::Result<(Merged, Blocks<'a>)> {
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
        (blocks, ..) => Ok((merged.into_inner().unwrap_or_else(PoisonError::into_inner), blocks)),
    }
}

/// Guesses the number of rows of a file from its first block.
fn guess_rows(first: Option<&Block>, bytes: u64) -> usize {
    let Some(block) = first else { return 0 };
    let lines = memchr::memchr_iter(b'\n', &block.bytes).count() as u64 + 1;
    let guess = bytes.saturating_mul(lines) / (block.bytes.len() as u64).max(1);
    usize::try_from(guess + guess / 50).unwrap_or(0).min(1 << 28)
}
