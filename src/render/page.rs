//! What a page can bear: its width, and whether it may be coloured. Whoever owns the terminal decides.

/// Says how wide a page is and whether it may be coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The width in cells of a terminal; a wide letter takes two.
    pub width: usize,
    /// Whether escape sequences are wanted.
    pub colour: Colour,
}

/// Says whether escape sequences are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colour {
    /// Plain text.
    #[default]
    Plain,
    /// ANSI escape sequences.
    Ansi,
}

impl Page {
    /// Makes a page without colour.
    pub fn plain(width: usize) -> Self {
        Self { width, colour: Colour::Plain }
    }

    /// Puts a text into a style, if the page may be coloured.
    pub(super) fn paint(self, style: anstyle::Style, text: &str) -> String {
        match self.colour {
            Colour::Plain => text.to_owned(),
            Colour::Ansi => format!("{style}{text}{style:#}"),
        }
    }
}
