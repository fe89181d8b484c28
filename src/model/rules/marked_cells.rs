//! The rules `cell-error` and `garbled-text`: cells whose text came to harm before it was read. Every text is looked at once,
//! however many cells hold it; rows are only walked when there is one.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::model::rules::push_all;
use crate::model::{Dataset, Entity, EntityId, Extra, Kind, TextId};
use crate::spelling::ungarbled;

/// What spreadsheets write in place of the value of a formula.
const ERRORS: [&str; 11] = [
    "#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#ERROR!",
    "#FIELD!",
];

/// Tells whether a cell holds the error of a formula.
pub(crate) fn is_formula_error(cell: &str) -> bool {
    ERRORS.contains(&cell)
}

/// Makes the problem of a cell with the error of a formula.
pub(crate) fn formula_error(location: Location, cell: &str) -> Diagnostic {
    let message = format!("`{cell}` is what a spreadsheet writes when a formula fails, and no value");
    Diagnostic::new(Code::CELL_ERROR, location, message)
        .with_cell(cell)
        .with_hint("mend the formula in the spreadsheet or type the value; a text that begins with `=` or `-` is no formula when `'` stands before it")
}

/// Reports cells of text that hold the error of a formula, and names that were made of one.
pub(super) fn cell_errors(dataset: &Dataset, _: &Report, report: &mut Report) {
    let errors: BTreeMap<TextId, &str> =
        ERRORS.iter().filter_map(|error| Some((dataset.texts.find(error)?, *error))).collect();
    push(dataset, &errors, Code::CELL_ERROR, |location, error| formula_error(location, error), report);
}

/// Warns of every cell whose UTF-8 was read as Windows-1252 before.
pub(super) fn garbled_texts(dataset: &Dataset, _: &Report, report: &mut Report) {
    let garbled: BTreeMap<TextId, String> =
        dataset.texts.beyond_ascii().filter_map(|(id, text)| Some((id, ungarbled(text)?))).collect();
    let problem = |location: Location, meant: &String| {
        let message = "the text was read in the wrong encoding and saved so";
        Diagnostic::new(Code::GARBLED_TEXT, location, message).with_hint(format!("did you mean `{meant}`?"))
    };
    push(dataset, &garbled, Code::GARBLED_TEXT, problem, report);
}

/// Is one cell: its line, its column, and what is known of its text.
type Hit<'a, T> = (u32, Arc<str>, &'a T);

/// Reports every cell with one of some texts.
fn push<T>(
    dataset: &Dataset,
    texts: &BTreeMap<TextId, T>,
    code: Code,
    problem: impl Fn(Location, &T) -> Diagnostic,
    report: &mut Report,
) {
    if texts.is_empty() {
        return;
    }
    let mut files: BTreeMap<String, Vec<Hit<'_, T>>> = BTreeMap::new();
    let mut hit = |file: &str, line: u32, column: &str, text: TextId| {
        if let Some(found) = texts.get(&text) {
            files.entry(file.to_owned()).or_default().push((line, Arc::from(column), found));
        }
    };
    for (_, entity) in dataset.entities.iter().filter(|(_, entity)| entity.line > 0) {
        let file = dataset.declared_in(entity);
        for (column, text) in cells(dataset, entity) {
            hit(&file, entity.line, column, text);
        }
    }
    let claims = &dataset.claims;
    let file = dataset.path("relations");
    // The label of what no table declares is the cell that names it.
    let label = |entity: EntityId| match entity.some().map(|entity| dataset.entities.get(entity)) {
        Some(entity) if entity.line == 0 => entity.label,
        _ => TextId::NONE,
    };
    for row in 0..claims.len() {
        for (column, entity) in [
            ("subject", claims.subject[row]),
            ("relation", claims.relation[row]),
            ("object", claims.object[row].entity().unwrap_or(EntityId::NONE)),
            ("about", claims.about[row]),
            ("speaker", claims.speaker[row]),
            ("source", claims.source[row]),
        ] {
            hit(&file, claims.line[row], column, label(entity));
        }
        for (column, text) in [("locator", &claims.locator), ("quote", &claims.quote), ("note", &claims.note)]
        {
            hit(&file, claims.line[row], column, text[row]);
        }
        for extra in &claims.extras {
            hit(&file, claims.line[row], dataset.texts.get(extra.name), extra.cells[row]);
        }
    }
    for (file, hits) in &files {
        // The reader of workbooks knows which cells hold errors, and has said so.
        if code == Code::CELL_ERROR && Location::cell(file.as_str(), 1, 1, "").sheet_cell().is_some() {
            continue;
        }
        let problem = |(line, column, found): &Hit<'_, T>| {
            problem(Location::column(file.as_str(), *line, Arc::clone(column)), found)
        };
        push_all(code, file, hits.iter(), problem, report);
    }
}

/// Walks the cells of text of a row that declares an entity, with the words of their columns.
fn cells<'a>(dataset: &'a Dataset, entity: &'a Entity) -> impl Iterator<Item = (&'a str, TextId)> {
    let label = if entity.kind == Kind::Source { "title" } else { "label" };
    let own = (entity.label != entity.name).then_some((label, entity.label));
    let aliases = entity.aliases.iter().map(|alias| ("aliases", *alias));
    let extras = entity.extras.iter().map(|(extra, text)| (word(dataset, *extra), *text));
    [("id", entity.name), ("type", entity.class), ("note", entity.note)]
        .into_iter()
        .chain(own)
        .chain(aliases)
        .chain(extras)
}

fn word(dataset: &Dataset, extra: Extra) -> &str {
    match extra {
        Extra::Wikidata => "wikidata",
        Extra::Latitude => "lat",
        Extra::Longitude => "lon",
        Extra::Url => "url",
        Extra::Publisher => "publisher",
        Extra::Author => "author",
        Extra::Language => "language",
        Extra::Unknown(name) => dataset.texts.get(name),
    }
}
