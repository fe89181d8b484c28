//! Why something could not be rendered.

use std::io;

use thiserror::Error;

/// Says why an answer could not be written.
#[derive(Debug, Error)]
pub enum RenderError {
    /// The format has no way to say this kind of answer.
    #[error("{answer} cannot be written as {format}")]
    Shape {
        /// What the answer is: `a graph`.
        answer: &'static str,
        /// The name of the format: `SPARQL JSON`.
        format: &'static str,
    },
    /// The writer failed, or the format cannot carry a character.
    #[error(transparent)]
    Write(#[from] io::Error),
}
