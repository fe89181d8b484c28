//! What every table and every column of a folder means: the one text that the manual, a new folder's own README and its
//! data package are written from. It describes; nothing is read with it.

mod claims;
mod entities;

/// Describes one table.
#[derive(Debug)]
pub struct Table {
    /// The name of its file.
    pub file: &'static str,
    /// What one row of it is, in a sentence or two.
    pub about: &'static str,
    /// Its columns, in the order in which a new folder has them.
    pub columns: &'static [Column],
}

/// Describes one column.
#[derive(Debug)]
pub struct Column {
    /// The name in the header.
    pub name: &'static str,
    /// Whether the table cannot be read without it.
    pub required: bool,
    /// What its cells hold, as a sentence with Markdown.
    pub meaning: &'static str,
    /// A cell as it may be.
    pub example: &'static str,
    /// What a cell must look like.
    pub holds: Holds,
}

/// Says what a cell must look like. An empty cell is always allowed, but for an id.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Holds {
    /// Any text.
    Text,
    /// An id, of which there is one for each row.
    Id,
    /// The id, the label or an alias of a row of one of these tables, or the id of a claim.
    Name(&'static [&'static str]),
    /// Several texts, with this character between them.
    List(char),
    /// A date of the Extended Date/Time Format.
    Date,
    /// A whole number from 0.
    Count,
    /// A number from the first to the second.
    Number(f64, f64),
    /// `yes` or `no`.
    Flag,
    /// One of these words.
    Word(&'static [&'static str]),
    /// An address of the web.
    Address,
}

impl Table {
    /// Gives the name of the table: that of its file, without the ending.
    pub fn name(&self) -> &'static str {
        self.file.trim_end_matches(".csv")
    }

    /// Gives the first row of the file.
    pub fn header(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        names.join(",")
    }
}

/// Describes every table that a folder may hold, the table of claims first.
///
/// ```
/// use actant::ingest::dictionary;
/// assert_eq!(dictionary()[0].file, "relations.csv");
/// assert!(dictionary()[1].columns.iter().any(|column| column.name == "aliases"));
/// ```
pub fn dictionary() -> &'static [Table] {
    const TABLES: [Table; 6] = [
        claims::RELATIONS,
        entities::ACTORS,
        entities::EVENTS,
        entities::PLACES,
        entities::SOURCES,
        entities::RELATION_TYPES,
    ];
    &TABLES
}

/// Describes a column that may be missing.
const fn column(name: &'static str, holds: Holds, example: &'static str, meaning: &'static str) -> Column {
    Column { name, required: false, meaning, example, holds }
}

/// Describes a column that must be there.
const fn required(name: &'static str, holds: Holds, example: &'static str, meaning: &'static str) -> Column {
    Column { name, required: true, meaning, example, holds }
}

#[cfg(test)]
mod tests {
    use super::{Holds, dictionary};
    use crate::ingest::shape::shapes;
    use crate::model::{Quad, Status, check_date};

    #[test]
    fn the_dictionary_is_what_the_reader_knows() {
        for table in dictionary() {
            let shape = shapes().find(|shape| shape.file == table.file).expect("a table that is read");
            let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
            assert_eq!(names, shape.columns, "{}", table.file);
            let needed = table.columns.iter().filter(|column| column.required);
            let needed: Vec<&str> = needed.map(|column| column.name).collect();
            assert_eq!(needed, shape.required, "{}", table.file);
        }
        assert_eq!(dictionary().len(), 6);
    }

    #[test]
    fn every_example_is_what_it_is_an_example_of() {
        for column in dictionary().iter().flat_map(|table| table.columns) {
            let (name, example) = (column.name, column.example);
            assert!(!example.is_empty() && !column.meaning.is_empty(), "{name}");
            match column.holds {
                Holds::Date => assert_eq!(check_date(example), Ok(()), "{name}"),
                Holds::Count => assert!(example.parse::<u32>().is_ok(), "{name}"),
                Holds::Number(least, most) => {
                    let number: f64 = example.parse().expect("a number");
                    assert!((least..=most).contains(&number), "{name}");
                }
                Holds::Flag => assert!(matches!(example, "yes" | "no"), "{name}"),
                Holds::Word(words) => assert!(words.contains(&example), "{name}"),
                Holds::List(separator) => assert!(example.contains(separator), "{name}"),
                Holds::Address => assert!(example.starts_with("https://"), "{name}"),
                Holds::Name(tables) => assert!(!tables.is_empty(), "{name}"),
                Holds::Text | Holds::Id => {}
            }
        }
    }

    #[test]
    fn the_words_are_those_of_the_model() {
        let words = |table: usize, name: &str| {
            let column = dictionary()[table].columns.iter().find(|column| column.name == name);
            match column.expect("a column").holds {
                Holds::Word(words) => words,
                other => panic!("{name}: {other:?}"),
            }
        };
        assert_eq!(words(0, "status"), Status::ALL.map(Status::word));
        assert_eq!(words(5, "quad"), Quad::ALL.map(Quad::word));
    }
}
