//! The rule `long-quote`: a quote that is a passage.

use crate::diagnostic::{Code, Report};
use crate::model::Dataset;
use crate::model::rules::{of_claim, push_all};

/// Warns of every quote with more characters than the folder allows.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    let claims = &dataset.claims;
    let most = dataset.settings.check.quote_length;
    let quote = |row: usize| dataset.texts.get(claims.quote[row]);
    // A text never has more characters than bytes.
    let long = |row: &usize| {
        !claims.quote[*row].is_none() && quote(*row).len() > most && quote(*row).chars().count() > most
    };
    let problem = |row: usize| {
        let characters = quote(row).chars().count();
        let message = format!("the quote has {characters} characters, more than {most}");
        of_claim(dataset, row, "quote", Code::LONG_QUOTE, message)
            .with_cell(quote(row))
            .with_hint("quote the few words that matter; the limit is `quote-length` in actant.toml")
    };
    let hits = (0..claims.len()).filter(long);
    push_all(Code::LONG_QUOTE, &dataset.path("relations"), hits, problem, report);
}
