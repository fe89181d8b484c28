//! A table as an array of JSON objects, one to a line, for programs: ids shortened, numbers as numbers.

use std::io::{self, Write};

use serde::ser::{SerializeMap, Serializer};

use crate::query::{Literal, Table, Term};
use crate::render::Names;
use crate::render::people::is_numeric_type;

/// Writes every column of a table; a cell that is not bound is `null`.
///
/// Integers that fit into 64 bits, finite decimals and doubles, and booleans are written as such, everything else
/// as text.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn json(table: &Table, names: &Names, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    let mut line = Vec::new();
    for (number, row) in table.rows.iter().enumerate() {
        line.clear();
        line.extend_from_slice(if number == 0 { b"\n  " } else { b",\n  " });
        let mut serializer = serde_json::Serializer::new(&mut line);
        let mut object = serializer.serialize_map(Some(table.columns.len()))?;
        for (index, column) in table.columns.iter().enumerate() {
            let value = row
                .get(index)
                .and_then(Option::as_ref)
                .map_or(serde_json::Value::Null, |term| value(term, names));
            object.serialize_entry(column, &value)?;
        }
        object.end()?;
        out.write_all(&line)?;
    }
    out.write_all(if table.rows.is_empty() { b"]\n" } else { b"\n]\n" })
}

fn value(term: &Term, names: &Names) -> serde_json::Value {
    let typed = match term {
        Term::Literal(literal) => typed(literal),
        _ => None,
    };
    typed.unwrap_or_else(|| serde_json::Value::String(names.text(term).into_owned()))
}

fn typed(literal: &Literal) -> Option<serde_json::Value> {
    let text = literal.value();
    if is_numeric_type(literal) {
        if let Ok(number) = text.parse::<i64>() {
            return Some(number.into());
        }
        if let Ok(number) = text.parse::<u64>() {
            return Some(number.into());
        }
        if text.contains(['.', 'e', 'E']) {
            return serde_json::Number::from_f64(text.parse().ok()?).map(serde_json::Value::Number);
        }
        return None;
    }
    if literal.datatype().as_str() == "http://www.w3.org/2001/XMLSchema#boolean" {
        return match text {
            "true" | "1" => Some(true.into()),
            "false" | "0" => Some(false.into()),
            _ => None,
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::query::{Literal, NamedNode, Table, Term};
    use crate::render::{Names, json};

    fn render(rows: Vec<Vec<Option<Term>>>) -> String {
        let table = Table { columns: ["z", "a"].map(str::to_owned).to_vec(), rows };
        let mut out = Vec::new();
        json(&table, &Names::new("https://example.org/"), &mut out).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn keeps_columns_in_order_and_types() {
        let decimal = NamedNode::new("http://www.w3.org/2001/XMLSchema#decimal").expect("an IRI");
        let integer = NamedNode::new("http://www.w3.org/2001/XMLSchema#integer").expect("an IRI");
        let node = NamedNode::new("https://example.org/actor/pakistan").expect("an IRI");
        let text = render(vec![
            vec![Some(node.into()), None],
            vec![Some(Literal::from(5).into()), Some(Literal::new_typed_literal("-3.5", decimal).into())],
            vec![Some(Literal::from(true).into()), Some(Literal::new_simple_literal("5\n\"x\"\u{1}").into())],
            vec![
                Some(Literal::new_typed_literal("99999999999999999999999", integer.clone()).into()),
                Some(Literal::new_typed_literal("many", integer).into()),
            ],
            vec![
                Some(Literal::from(f64::NAN).into()),
                Some(Literal::from(18_446_744_073_709_551_615_u64).into()),
            ],
        ]);
        assert_eq!(
            text,
            "[\n  {\"z\":\"pakistan\",\"a\":null},\n  {\"z\":5,\"a\":-3.5},\n  \
             {\"z\":true,\"a\":\"5\\n\\\"x\\\"\\u0001\"},\n  {\"z\":\"99999999999999999999999\",\"a\":\"many\"},\n  \
             {\"z\":\"NaN\",\"a\":18446744073709551615}\n]\n"
        );
        let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(read[2]["a"], "5\n\"x\"\u{1}");
    }

    #[test]
    fn no_rows_are_an_empty_array() {
        assert_eq!(render(Vec::new()), "[]\n");
    }
}
