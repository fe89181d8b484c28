//! The sheets of a workbook as tables. The only owner of `calamine` and `zip`, which the feature `xlsx` brings.
//!
//! A sheet holds the table that it is called after; a workbook that is called after a table may hold it in a sheet of
//! any name, when there is no other.

use std::io::{self, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{Reader, SheetType, Xlsx, XlsxError};
use zip::ZipArchive;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::ingest::IngestError;
use crate::ingest::choices::Choices;
use crate::ingest::folder::{Folder, Input};
use crate::ingest::places::{Form, Place, named};
use crate::ingest::problems::Problems;
use crate::ingest::sheet::write_sheet;
use crate::ingest::trouble::Trouble;

/// The most text that one sheet becomes, all of which is in memory at once.
const MOST: u64 = 2 << 30;

/// An open workbook.
pub(super) type Workbook<'a> = Xlsx<io::BufReader<Input<'a>>>;

/// Finds the sheets of a workbook with anything in them, each a table that may be called after one of its own; `stem` is the
/// name of the workbook without its ending.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn tables(
    folder: Folder<'_>,
    file: &str,
    stem: &str,
    choices: &Choices,
    report: &mut Report,
) -> Result<Vec<Place>, IngestError> {
    let path = folder.path(file);
    let sheets = attempt(folder, file, choices, sheets)?;
    let sheets = match sheets {
        Ok(sheets) => sheets,
        Err(trouble) => {
            report.push(trouble.problem(&Arc::from(path), 0));
            return Ok(Vec::new());
        }
    };
    let mut places: Vec<Place> = sheets
        .iter()
        .map(|sheet| Place { file: file.to_owned(), form: Form::Sheet(sheet.clone()), shape: named(sheet) })
        .collect();
    let Some(shape) = named(stem).filter(|shape| places.iter().all(|place| place.shape != Some(*shape)))
    else {
        return Ok(places);
    };
    let mut others: Vec<&mut Place> = places.iter_mut().filter(|place| place.shape.is_none()).collect();
    match others.as_mut_slice() {
        [] => {}
        [only] => only.shape = Some(shape),
        [..] => {
            let others = sheets.iter().filter(|sheet| named(sheet).is_none());
            let names: Vec<String> = others.map(|sheet| format!("`{sheet}`")).collect();
            let message = format!("none of the sheets {} is called `{}`", names.join(", "), shape.table());
            report.push(
                Diagnostic::new(Code::SHEET_NAME, Location::file(path.as_str()), message)
                    .with_hint(format!("call the sheet that holds the table `{}`", shape.table())),
            );
        }
    }
    Ok(places)
}

/// Reads a sheet as a table with commas, each row of the sheet one row of the table. What is wrong with it goes into the
/// problems of the table.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn read(
    folder: Folder<'_>,
    file: &str,
    sheet: &str,
    choices: &Choices,
    problems: &mut Problems,
) -> Result<Vec<u8>, IngestError> {
    let found = attempt(folder, file, choices, |workbook| {
        let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| damaged(&error))?;
        Ok(write_sheet(&mut cells, choices.limits.file.min(MOST)))
    })?;
    Ok(match found {
        Ok(sheet) => {
            sheet.report(problems);
            sheet.bytes
        }
        Err(trouble) => {
            problems.lost = true;
            problems.push(trouble.problem(&problems.file, 1));
            Vec::new()
        }
    })
}

/// Gives the names of the sheets with anything in them, in the order of the workbook.
fn sheets(workbook: &mut Workbook<'_>) -> Result<Vec<String>, Trouble> {
    let all = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let all: Vec<String> = all.map(|sheet| sheet.name.clone()).collect();
    let mut filled = Vec::new();
    for sheet in all {
        let mut cells = workbook.worksheet_cells_reader(&sheet).map_err(|error| damaged(&error))?;
        while let Some(cell) = cells.next_cell().map_err(|error| damaged(&error))? {
            if *cell.get_value() != calamine::DataRef::Empty {
                filled.push(sheet);
                break;
            }
        }
    }
    Ok(filled)
}

/// Opens a workbook and does something with it. Whatever is wrong with what the file holds is the inner error.
fn attempt<T>(
    folder: Folder<'_>,
    file: &str,
    choices: &Choices,
    work: impl FnOnce(&mut Workbook<'_>) -> Result<T, Trouble>,
) -> Result<Result<T, Trouble>, IngestError> {
    let refused = |source| folder.refused(file, source);
    let opened = folder.open(file)?.ok_or_else(|| refused(io::Error::from(io::ErrorKind::NotFound)))?;
    let mut input = io::BufReader::new(opened.input);
    if let Err(trouble) = check(&mut input, choices.limits.unpacked(opened.bytes)).map_err(refused)? {
        return Ok(Err(trouble));
    }
    // The parsers of the workbook are not ours. Should one of them fail on a damaged file in a way that it does not
    // foresee, the rest of the folder is still to be read.
    let done =
        catch_unwind(AssertUnwindSafe(|| work(&mut Xlsx::new(input).map_err(|error| damaged(&error))?)));
    Ok(done.unwrap_or_else(|_| Err(Trouble::Damaged("it is no workbook that can be read".to_owned()))))
}

/// Unpacks everything in a workbook once, so that it is bounded and no check sum is wrong.
fn check(input: &mut io::BufReader<Input<'_>>, most: u64) -> io::Result<Result<(), Trouble>> {
    let mut start = [0; 8];
    let length = input.read(&mut start)?;
    input.seek(SeekFrom::Start(0))?;
    match &start[..length] {
        [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            return Ok(Err(Trouble::Format(
                "a workbook of the old kind, or one with a password",
                "save it as `.xlsx` without a password",
            )));
        }
        [b'P', b'K', ..] => {}
        _ => {
            return Ok(Err(Trouble::Format(
                "no workbook",
                "give a table of text a name that ends in `.csv`",
            )));
        }
    }
    let damaged = |error: zip::result::ZipError| match error {
        zip::result::ZipError::Io(source) if source.raw_os_error().is_some() => Err(source),
        error => Ok(Trouble::Damaged(format!("{error}"))),
    };
    let mut archive = match ZipArchive::new(&mut *input) {
        Ok(archive) => archive,
        Err(error) => return damaged(error).map(Err),
    };
    let mut left = most;
    for number in 0..archive.len() {
        let entry = match archive.by_index(number) {
            Ok(entry) => entry,
            Err(error) => return damaged(error).map(Err),
        };
        match io::copy(&mut entry.take(left + 1), &mut io::sink()) {
            Ok(bytes) if bytes > left => {
                return Ok(Err(Trouble::TooLarge { most, has: 0, setting: "expansion" }));
            }
            Ok(bytes) => left -= bytes,
            Err(source) if source.raw_os_error().is_some() => return Err(source),
            Err(error) => {
                return Ok(Err(Trouble::Damaged(format!("the workbook cannot be unpacked ({error})"))));
            }
        }
    }
    drop(archive);
    input.seek(SeekFrom::Start(0))?;
    Ok(Ok(()))
}

/// Says what a parser of the workbook says.
pub(super) fn damaged(error: &XlsxError) -> Trouble {
    Trouble::Damaged(format!("the workbook cannot be read ({error})"))
}
