//! CSV for spreadsheets (RFC 4180): ids shortened, labels beside them, and no cell that is run as a formula.
//!
//! This is not the W3C format, which keeps whole IRIs and must not be defused; `w3c` has that.

use std::io::{self, Write};

use crate::query::{Table, Term};
use crate::render::Names;
use crate::render::people::is_number;

/// Says what to do with text that a spreadsheet would run as a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Formulas {
    /// A `'` is put before text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return.
    #[default]
    Defused,
    /// Text stays as it is, for programs that read it back.
    Raw,
}

/// Writes every column of a table, with a heading line and CRLF line ends.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn csv(table: &Table, names: &Names, formulas: Formulas, out: &mut dyn Write) -> io::Result<()> {
    write_record(table.columns.iter().map(|column| field(column, formulas)), out)?;
    for row in &table.rows {
        write_record(row.iter().map(|cell| cell_text(cell.as_ref(), names, formulas)), out)?;
    }
    Ok(())
}

fn cell_text(cell: Option<&Term>, names: &Names, formulas: Formulas) -> String {
    match cell {
        None => String::new(),
        Some(term) if is_number(term) => names.text(term).into_owned(),
        Some(term) => field(&names.text(term), formulas),
    }
}

/// Defuses a text if that is asked for.
pub(super) fn field(text: &str, formulas: Formulas) -> String {
    match formulas {
        Formulas::Defused if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
        _ => text.to_owned(),
    }
}

/// Writes one record of RFC 4180: quotes where they are needed, CRLF at the end.
pub(super) fn write_record(
    fields: impl IntoIterator<Item = impl AsRef<str>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut record = String::new();
    for (number, field) in fields.into_iter().enumerate() {
        if number > 0 {
            record.push(',');
        }
        push_quoted(&mut record, field.as_ref());
    }
    if record.is_empty() {
        // A lone empty field would be a blank line, which readers skip.
        record.push_str("\"\"");
    }
    record.push_str("\r\n");
    out.write_all(record.as_bytes())
}

fn push_quoted(record: &mut String, field: &str) {
    if field.contains([',', '"', '\r', '\n']) || field.starts_with(' ') || field.ends_with(' ') {
        record.push('"');
        record.push_str(&field.replace('"', "\"\""));
        record.push('"');
    } else {
        record.push_str(field);
    }
}

#[cfg(test)]
mod tests {
    use crate::query::{Literal, NamedNode, Table, Term};
    use crate::render::{Formulas, Names};

    fn table() -> Table {
        let row = |id: &str, label: &str, count: Option<Term>| {
            let node = NamedNode::new(format!("https://example.org/actor/{id}")).expect("an IRI");
            vec![Some(node.into()), Some(Literal::new_simple_literal(label).into()), count]
        };
        Table {
            columns: ["who", "who_label", "count"].map(str::to_owned).to_vec(),
            rows: vec![
                row("a", "=HYPERLINK(\"x\")", Some(Literal::from(-3).into())),
                row("b", "one, \"two\"\r\nthree", None),
                row("c", "-3 men", Some(Literal::new_simple_literal("-3").into())),
                row("d", " فرح ", Some(Literal::from(5).into())),
            ],
        }
    }

    fn render(formulas: Formulas) -> String {
        let mut out = Vec::new();
        crate::render::csv(&table(), &Names::new("https://example.org/"), formulas, &mut out)
            .expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn defuses_text_but_not_numbers() {
        assert_eq!(
            render(Formulas::Defused),
            "who,who_label,count\r\na,\"'=HYPERLINK(\"\"x\"\")\",-3\r\nb,\"one, \"\"two\"\"\r\nthree\",\r\n\
             c,'-3 men,'-3\r\nd,\" فرح \",5\r\n"
        );
    }

    #[test]
    fn reads_back_as_it_was() {
        let text = render(Formulas::Raw);
        let records: Vec<Vec<String>> = csv::Reader::from_reader(text.as_bytes())
            .records()
            .map(|record| record.expect("a record").iter().map(str::to_owned).collect())
            .collect();
        assert_eq!(
            records,
            [
                ["a", "=HYPERLINK(\"x\")", "-3"],
                ["b", "one, \"two\"\r\nthree", ""],
                ["c", "-3 men", "-3"],
                ["d", " فرح ", "5"]
            ]
        );
    }

    #[test]
    fn a_lone_empty_cell_is_a_record() {
        let table = Table { columns: vec!["x".to_owned()], rows: vec![vec![None]] };
        let mut out = Vec::new();
        crate::render::csv(&table, &Names::new("https://example.org/"), Formulas::Raw, &mut out)
            .expect("written");
        assert_eq!(csv::Reader::from_reader(&out[..]).records().count(), 1);
    }
}
