//! The rules `no-source`, `locator-without-source` and `quote-without-source`: a claim that no document reports.

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::model::Dataset;
use crate::model::rules::{of_claim, push_all, told};

const HINT: &str = "write the id of the document that reports it under `source`";

/// Warns of every claim without a source, or once when no claim has one.
pub(super) fn check(dataset: &Dataset, read: &Report, report: &mut Report) {
    let claims = &dataset.claims;
    let file = dataset.path("relations");
    // A source that is unknown was written; its row is not reported a second time.
    let codes = [Code::UNKNOWN_SOURCE, Code::AMBIGUOUS_ALIAS, Code::CELL_ERROR, Code::EMPTY_CELL];
    let unread =
        |problem: &Diagnostic| problem.code == Code::MISSING_COLUMN && *problem.location.file == *file;
    if read.diagnostics().iter().any(unread) {
        return;
    }
    let Some(written) = told(dataset, &codes, read) else { return };
    if !claims.is_empty() && written.is_empty() && claims.source.iter().all(|source| source.is_none()) {
        let message = "no claim has a source, so no answer can be cited";
        report.push(Diagnostic::new(Code::NO_SOURCE, Location::file(file.as_str()), message).with_hint(HINT));
        return;
    }
    let bare: Vec<usize> = (0..claims.len())
        .filter(|row| claims.source[*row].is_none() && !written.contains(&claims.line[*row]))
        .collect();
    // What is quoted needs its source most; each row is reported once.
    let code = |row: usize| match (claims.quote[row].is_none(), claims.locator[row].is_none()) {
        (false, _) => Code::QUOTE_WITHOUT_SOURCE,
        (true, false) => Code::LOCATOR_WITHOUT_SOURCE,
        (true, true) => Code::NO_SOURCE,
    };
    let problem = |row: usize| {
        let code = code(row);
        let (column, text, message) = if code == Code::QUOTE_WITHOUT_SOURCE {
            ("quote", claims.quote[row], "the quote stands in no source".to_owned())
        } else if code == Code::LOCATOR_WITHOUT_SOURCE {
            let locator = dataset.texts.get(claims.locator[row]);
            ("locator", claims.locator[row], format!("`{locator}` is a place in no source"))
        } else {
            return of_claim(dataset, row, "source", code, "the claim has no source".to_owned())
                .with_hint(HINT);
        };
        of_claim(dataset, row, column, code, message)
            .with_cell(dataset.texts.get(text))
            .with_hint("write the id of the document under `source`")
    };
    for wanted in [Code::LOCATOR_WITHOUT_SOURCE, Code::NO_SOURCE, Code::QUOTE_WITHOUT_SOURCE] {
        let rows = bare.iter().copied().filter(|row| code(*row) == wanted);
        push_all(wanted, &file, rows, problem, report);
    }
}
