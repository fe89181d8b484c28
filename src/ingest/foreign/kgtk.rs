//! The edge files of KGTK (Ilievski et al., ISWC 2020): `id,node1,label,node2` between tabs, where `label` is the
//! predicate. A literal is read as its text: `"Linda Hamilton"@en`, `^1992-03-30T00:00:00Z/11`.

use crate::ingest::foreign::{Plan, Rows, Sample, Signature};

/// The table of edges.
pub(super) const EDGES: Signature =
    Signature { what: "KGTK edges", rows: Rows::Claims, family: "KGTK", plan };

fn plan(sample: &Sample<'_>) -> Option<Plan> {
    if !sample.has(&["node1", "label", "node2"]) {
        return None;
    }
    let plan = Plan {
        coded: true,
        remark: "a literal is read as its text; an edge on an edge names the id of that edge as its subject",
        ..Plan::default()
    };
    Some(
        plan.with(sample, &[("id", "id"), ("relation", "label")])
            .derive(sample, "subject", &["node1"], value)
            .replacing()
            .derive(sample, "object", &["node2"], value)
            .replacing(),
    )
}

/// Writes a symbol as it is, and a literal as its text: a string without its quotes and language, a date without the
/// time that its precision (9 year, 10 month, 11 day) leaves open.
fn value(cells: &[&str], out: &mut String) {
    let [cell] = cells else { return };
    match cell.as_bytes() {
        [quote @ (b'"' | b'\''), ..] => {
            let inside = &cell[1..];
            let end = inside.rfind(char::from(*quote)).unwrap_or(inside.len());
            unescape(&inside[..end], out);
        }
        [b'^', ..] => out.push_str(date(&cell[1..])),
        _ => out.push_str(cell),
    }
}

fn date(text: &str) -> &str {
    let (moment, precision) = text.split_once('/').unwrap_or((text, "14"));
    let day = moment.split('T').next().unwrap_or(moment);
    let length = match precision {
        "9" => 4,
        "10" => 7,
        _ => day.len(),
    };
    day.get(..length).unwrap_or(day)
}

/// Takes the backslashes off what they protect: a pipe, quotes, backslashes.
fn unescape(text: &str, out: &mut String) {
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'r' | 't') => out.push(' '),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            letter => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn literals_are_read_as_their_text() {
        for (cell, wanted) in [
            ("Q42", "Q42"),
            ("\"Terminator 2\"", "Terminator 2"),
            ("'Linda Hamilton'@en", "Linda Hamilton"),
            (r"'a \'big\' \| day'@en", "a 'big' | day"),
            ("^1992-03-30T00:00:00Z/11", "1992-03-30"),
            ("^1992-03-00T00:00:00Z/10", "1992-03"),
            ("^1992-00-00T00:00:00Z/9", "1992"),
            ("108minute", "108minute"),
            ("\"", ""),
        ] {
            let mut out = String::new();
            value(&[cell], &mut out);
            assert_eq!(out, wanted, "{cell}");
        }
    }
}
