//! A table in GitHub's Markdown, for reports: labels for ids, and no cell that can leave its place.

use std::io::{self, Write};

use crate::query::Table;
use crate::render::Names;
use crate::render::people::people;

/// Writes a table for people in GitHub's Markdown; numbers are aligned right. A table without columns writes
/// nothing.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn markdown(table: &Table, names: &Names, out: &mut dyn Write) -> io::Result<()> {
    let shown = people(table, names);
    if shown.columns.is_empty() {
        return Ok(());
    }
    let headings: Vec<String> = shown.columns.iter().map(|column| escaped(&column.heading)).collect();
    writeln!(out, "| {} |", headings.join(" | "))?;
    let rules: Vec<&str> =
        shown.columns.iter().map(|column| if column.numeric { "---:" } else { "---" }).collect();
    writeln!(out, "| {} |", rules.join(" | "))?;
    for row in &shown.rows {
        let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

/// Escapes what Markdown or HTML would read: a line break becomes `<br>`, other control characters go.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\n' | '\r' => safe.push_str("<br>"),
            '\t' => safe.push(' '),
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '~' | '$' | '#' => {
                safe.push('\\');
                safe.push(character);
            }
            '@' => safe.push_str("&#64;"),
            _ if character.is_control() => safe.push('\u{fffd}'),
            _ => safe.push(character),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use crate::query::{Literal, Table, Term};
    use crate::render::{Names, markdown};

    fn render(cells: &[&str]) -> String {
        let rows = cells.iter().map(|text| vec![Some(Literal::new_simple_literal(*text).into())]).collect();
        let mut out = Vec::new();
        let table = Table { columns: vec!["quote".to_owned()], rows };
        markdown(&table, &Names::new("https://example.org/"), &mut out).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn no_cell_leaves_its_place() {
        let cells =
            ["a|b", "one\r\ntwo", "<script>&lt;", "`x` *y* _z_ \\", "[t](u) ![i](j) @who", "\u{1b}[1m"];
        assert_eq!(
            render(&cells),
            "| quote |\n| --- |\n| a\\|b |\n| one<br>two |\n| &lt;script&gt;&amp;lt; |\n\
             | \\`x\\` \\*y\\* \\_z\\_ \\\\ |\n| \\[t\\](u) !\\[i\\](j) &#64;who |\n| \u{fffd}\\[1m |\n"
        );
    }

    #[test]
    fn reads_back_as_many_cells_as_were_written() {
        // GitHub's rule: a pipe ends a cell unless a backslash stands before it.
        let cells = ["|", "\\|", "\\\\|", "||", "a\n|b"];
        for (line, cell) in render(&cells).lines().skip(2).zip(cells) {
            let mut bars = 0;
            let mut escaped = false;
            for character in line.chars() {
                if character == '|' && !escaped {
                    bars += 1;
                }
                escaped = character == '\\' && !escaped;
            }
            assert_eq!(bars, 2, "{cell}: {line}");
        }
    }

    #[test]
    fn numbers_stand_on_the_right() {
        let rows = vec![vec![Some(Term::from(Literal::from(5)))]];
        let table = Table { columns: vec!["killed".to_owned()], rows };
        let mut out = Vec::new();
        markdown(&table, &Names::new("https://example.org/"), &mut out).expect("written");
        assert_eq!(String::from_utf8_lossy(&out), "| killed |\n| ---: |\n| 5 |\n");
    }
}
