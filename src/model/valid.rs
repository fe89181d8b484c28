//! The one door to a data set that keeps all rules.

use std::ops::Deref;

use crate::diagnostic::Report;
use crate::model::{Dataset, rules};

/// Proves that [`validate`] found no error in what it holds; nothing else can make one.
#[derive(Debug, Clone)]
pub struct Valid<T>(T);

impl<T> Valid<T> {
    /// Takes the value out, and with it the proof.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Valid<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Checks every rule and adds what it finds to `report`, which holds what the reader found. Then every problem gets
/// the severity that the folder's settings give to its code.
///
/// # Errors
/// Gives the data set back when the report holds an error, from here or from the reader.
pub fn validate(dataset: Dataset, report: &mut Report) -> Result<Valid<Dataset>, Box<Dataset>> {
    rules::check(&dataset, report);
    report.apply(&dataset.settings.check.levels);
    if report.has_errors() { Err(Box::new(dataset)) } else { Ok(Valid(dataset)) }
}
