//! The README of a new folder: what its tables and columns mean, written from the dictionary of the reader.

use std::fmt::Write;

use crate::ingest::{Column, Holds, Table, dictionary};

const OPENING: &str = "\
# Who did what to whom, who says so, and where it is written

A folder of tables for the program `actant`. Edit them in any spreadsheet and save them as CSV
(UTF-8). Every row of `relations.csv` is a claim that a source makes; the other tables say what its names mean.

```text
actant -d . check                   every problem, with file, line and column
actant -d . ask \"who blamed whom\"   an answer, with the row and the source behind every line
actant -d . questions               what can be asked
```

";

const EXAMPLE: &str =
    "The rows are an invented example. Delete them when you begin; keep the first line of every table.

";

const CELLS: &str = "\
## What goes into a cell

- **A name** is the id, the label or one of the aliases of a row, whatever its case and accents. In `relations.csv` the
  relation may be any that ships with the program (`blames`, `condemns`, `denies`, `negotiates-with`, `member-of` …).
- **A file that is here is closed**: a name that it does not hold is an error. Delete a file and its names are implied.
- **A date** is `2025-11-26`, `2025-11`, `2005/..` (since), `XXXX-11-26` (the year is not given) or
  `[2025-11-17..2025-11-23]` (one day of that week). `last week` is an error.
- **An empty cell** means that nothing is said. Columns that are not needed may be deleted; columns of your own are kept.

";

/// Writes the README of a new folder; without the example it says nothing of one.
pub fn manual(bare: bool) -> String {
    let mut manual = OPENING.to_owned();
    if !bare {
        manual.push_str(EXAMPLE);
    }
    manual.push_str(CELLS);
    manual.push_str("# The columns\n\nThose in **bold** must be there.\n\n");
    for table in dictionary() {
        write_table(table, &mut manual);
    }
    manual.push_str(
        "`actant.toml` holds the settings. `datapackage.json` says the same as this file to other programs, in the terms \
         of\n[Frictionless Data](https://datapackage.org/).\n",
    );
    manual
}

fn write_table(table: &Table, manual: &mut String) {
    // Writing to a string cannot fail.
    let _ = writeln!(
        manual,
        "## {}\n\n{}\n\n| column | holds | example |\n|---|---|---|",
        table.file, table.about
    );
    for column in table.columns {
        let mark = if column.required { "**" } else { "" };
        let example = column.example.replace('|', "\\|");
        let _ = writeln!(manual, "| {mark}{}{mark} | {} | `{example}` |", column.name, holds(column));
    }
    manual.push('\n');
}

/// Says what a column holds: what it means, and what a cell must look like where that does not say so.
fn holds(column: &Column) -> String {
    let form = match column.holds {
        Holds::Text | Holds::Id | Holds::Name(_) => return column.meaning.to_owned(),
        Holds::List('|') => "Several are parted by `\\|`.".to_owned(),
        Holds::List(separator) => format!("Several are parted by `{separator}`."),
        Holds::Date => "A date.".to_owned(),
        Holds::Count => "A whole number.".to_owned(),
        Holds::Number(least, most) => format!("A number from {least} to {most}."),
        Holds::Flag => "`yes` or `no`.".to_owned(),
        Holds::Word(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            format!("One of {}.", words.join(", "))
        }
        Holds::Address => "An address.".to_owned(),
    };
    format!("{} {form}", column.meaning)
}
