//! Tables as somebody has them in a spreadsheet: cells by row and column, and where each lies in the file that is
//! written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::random::Random;

/// Says where each cell begins, by row and column: physical line and character.
pub type Places = BTreeMap<(usize, usize), (u32, u32)>;

/// Holds one table.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    pub header: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
    /// Cells that are written just so, whatever that breaks.
    pub raw: BTreeMap<(usize, usize), String>,
    /// Cells that are written in quotes although they need none.
    pub quoted: BTreeSet<(usize, usize)>,
    /// What ends a line.
    pub line_end: &'static str,
}

impl Sheet {
    /// Makes an empty table whose columns stand in any order.
    pub fn new(header: &[&'static str], random: &mut Random) -> Self {
        let mut header = header.to_vec();
        if random.once_in(3) {
            random.shuffle(&mut header);
        }
        let line_end = *random.choose(&["\n", "\n", "\r\n", "\r"]);
        Self { header, line_end, ..Self::default() }
    }

    /// Gives the place of a column.
    pub fn column(&self, name: &str) -> usize {
        let place = self.header.iter().position(|known| *known == name);
        place.unwrap_or_else(|| panic!("there is no column {name}"))
    }

    /// Gives a cell.
    pub fn get(&self, row: usize, column: &str) -> &str {
        &self.rows[row][self.column(column)]
    }

    /// Writes into a cell.
    pub fn set(&mut self, row: usize, column: &str, text: impl Into<String>) {
        let column = self.column(column);
        self.rows[row][column] = text.into();
        self.raw.remove(&(row, column));
    }

    /// Adds a row and gives its place.
    pub fn push(&mut self, cells: &[(&str, &str)]) -> usize {
        let mut row = vec![String::new(); self.header.len()];
        for (column, text) in cells {
            row[self.column(column)] = (*text).to_owned();
        }
        self.rows.push(row);
        self.rows.len() - 1
    }

    /// Adds a row like another and gives its place.
    pub fn copy(&mut self, row: usize) -> usize {
        self.rows.push(self.rows[row].clone());
        self.rows.len() - 1
    }

    /// Finds the rows for which something holds.
    pub fn find(&self, is: impl Fn(&dyn Fn(&str) -> String) -> bool) -> Vec<usize> {
        (0..self.rows.len()).filter(|row| is(&|column: &str| self.get(*row, column).to_owned())).collect()
    }

    /// Writes the table, and gives where each cell begins: physical line and character.
    pub fn write(&self) -> (String, Places) {
        let mut text = self.header.join(",");
        text.push_str(self.line_end);
        let mut places = BTreeMap::new();
        for (row, cells) in self.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                if column > 0 {
                    text.push(',');
                }
                places.insert((row, column), place(&text));
                match self.raw.get(&(row, column)) {
                    Some(raw) => text.push_str(raw),
                    None => text.push_str(&csv(cell, self.quoted.contains(&(row, column)))),
                }
            }
            places.insert((row, cells.len()), place(&text));
            text.push_str(self.line_end);
        }
        (text, places)
    }
}

fn csv(cell: &str, quoted: bool) -> String {
    if quoted || cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// Gives the address of what follows a text.
fn place(text: &str) -> (u32, u32) {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let line = unix.matches('\n').count() + 1;
    let character = unix.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line as u32, character as u32)
}

/// Holds the tables of a folder by the names of their files.
#[derive(Debug, Clone, Default)]
pub struct Folder(pub BTreeMap<&'static str, Sheet>);

impl Folder {
    /// Gives a table, which must be there.
    pub fn sheet(&mut self, file: &'static str) -> &mut Sheet {
        self.0.get_mut(file).unwrap_or_else(|| panic!("there is no {file}"))
    }

    /// Tells whether there is a table.
    pub fn has(&self, file: &str) -> bool {
        self.0.contains_key(file)
    }

    /// Writes all tables into a folder.
    pub fn write(&self, folder: &Path) {
        for (file, sheet) in &self.0 {
            fs::write(folder.join(file), sheet.write().0).expect("the folder can be written");
        }
    }

    /// Gives the address of a cell.
    pub fn address(&self, file: &str, row: usize, column: usize) -> (u32, u32) {
        self.0[file].write().1[&(row, column)]
    }
}
