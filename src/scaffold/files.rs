//! What a new folder holds.

use crate::ingest::{Table, dictionary};
use crate::scaffold::{data_package, manual};

/// Holds one file of a new folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its name.
    pub name: &'static str,
    /// Its text.
    pub text: String,
}

/// Gives the files of a new folder called `name`; without the example, the tables have their headers only.
///
/// ```
/// let files = actant::scaffold::files("border", true);
/// let actors = files.iter().find(|file| file.name == "actors.csv").expect("a table of actors");
/// assert_eq!(actors.text, "id,label,type,aliases,part_of,country,wikidata,note\n");
/// ```
pub fn files(name: &str, bare: bool) -> Vec<NewFile> {
    let table = |table: &Table| NewFile {
        name: table.file,
        text: if bare { table.header() + "\n" } else { example(table.file).to_owned() },
    };
    let mut files: Vec<NewFile> = dictionary().iter().map(table).collect();
    files.push(NewFile { name: "actant.toml", text: include_str!("example/actant.toml").to_owned() });
    files.push(NewFile { name: "README.md", text: manual(bare) });
    files.push(NewFile { name: "datapackage.json", text: data_package(name) });
    files
}

fn example(file: &str) -> &'static str {
    match file {
        "actors.csv" => include_str!("example/actors.csv"),
        "events.csv" => include_str!("example/events.csv"),
        "places.csv" => include_str!("example/places.csv"),
        "sources.csv" => include_str!("example/sources.csv"),
        "relation_types.csv" => include_str!("example/relation_types.csv"),
        _ => include_str!("example/relations.csv"),
    }
}

#[cfg(test)]
mod tests {
    use super::{example, files};
    use crate::ingest::dictionary;

    #[test]
    fn the_example_has_the_columns_of_the_dictionary() {
        for table in dictionary() {
            assert_eq!(example(table.file).lines().next(), Some(table.header().as_str()), "{}", table.file);
        }
    }

    #[test]
    fn a_bare_folder_has_the_same_files() {
        let names = |bare: bool| files("x", bare).into_iter().map(|file| file.name).collect::<Vec<_>>();
        assert_eq!(names(true), names(false));
        assert!(
            files("x", true).iter().filter(|file| file.name.ends_with(".csv")).all(|file| file
                .text
                .lines()
                .count()
                == 1)
        );
    }
}
