//! A network as a Mermaid flowchart, for Markdown pages that draw them. The only owner of Mermaid's escaping.

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use crate::graph::{Network, Node, NodeKind, Tone};
use crate::render::Names;
use crate::render::facts::edge_words;
use crate::render::palette::tone_colour;

/// Writes a flowchart: shape by what a node is, colour by what a relation does, dotted where it is not asserted.
/// Text shows as it is, but for line breaks and control characters, which show as spaces.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn mermaid(network: &Network, names: &Names, title: &str, out: &mut dyn Write) -> io::Result<()> {
    if !title.is_empty() {
        // YAML in front: a JSON string is a YAML one.
        writeln!(out, "---\ntitle: {}\n---", serde_json::to_string(&flat(title))?)?;
    }
    writeln!(out, "flowchart LR")?;
    for (index, node) in network.nodes() {
        let words = match node.kind {
            NodeKind::Claim => names.short(node.id.as_str()).into_owned(),
            _ => node.label.clone(),
        };
        let (open, close) = shape(node);
        writeln!(out, "  n{}{open}\"{}\"{close}", index.index(), Text(&words))?;
    }
    let mut styles: Vec<(Tone, Vec<usize>)> = Tone::ALL.into_iter().map(|tone| (tone, Vec::new())).collect();
    for (number, (from, to, edge)) in network.edges().enumerate() {
        let line = if edge.is_asserted() { "-->" } else { "-.->" };
        writeln!(out, "  n{} {line}|\"{}\"| n{}", from.index(), Text(&edge_words(edge, ' ')), to.index())?;
        if let Some((_, numbers)) = styles.iter_mut().find(|(tone, _)| *tone == edge.tone) {
            numbers.push(number);
        }
    }
    for (tone, numbers) in styles.into_iter().filter(|(_, numbers)| !numbers.is_empty()) {
        let [r, g, b] = tone_colour(tone);
        let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
        writeln!(out, "  linkStyle {} stroke:#{r:02X}{g:02X}{b:02X}", numbers.join(","))?;
    }
    Ok(())
}

fn shape(node: &Node) -> (&'static str, &'static str) {
    match (node.kind, node.class.as_str()) {
        (NodeKind::Actor, "state") => ("(", ")"),
        (NodeKind::Actor, "organisation" | "organization" | "armed-group") => ("{{", "}}"),
        (NodeKind::Actor, "person" | "population" | "unnamed-group") => ("([", "])"),
        (NodeKind::Event, _) => (">", "]"),
        (NodeKind::Place, _) => ("[/", "/]"),
        _ => ("[", "]"),
    }
}

fn flat(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// Shows a text inside quotes: whatever Mermaid, Markdown or HTML would read as a sign is written as its number.
struct Text<'text>(&'text str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.trim().is_empty() {
            return formatter.write_str("#160;"); // Mermaid takes no empty label.
        }
        for letter in self.0.chars() {
            match letter {
                ' ' | ',' => formatter.write_char(letter)?,
                _ if letter.is_control() => formatter.write_char(' ')?,
                _ if letter.is_ascii() && !letter.is_ascii_alphanumeric() => {
                    write!(formatter, "#{};", u32::from(letter))?;
                }
                _ => formatter.write_char(letter)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::network;
    use crate::graph::story::{BASE, row, table};
    use crate::render::{Names, mermaid};

    #[test]
    fn writes_signs_as_numbers() {
        let drawn = network(&table(&[
            row("k1", "actor/a", "blames", "actor/b")
                .text("subject_label", "A \"1\"; <b>#quot;")
                .text("subject_type", "state")
                .text("quad", "verbal-conflict")
                .status("alleged"),
            row("k2", "actor/b", "aids", "event/c").text("object_label", "end\nclass"),
        ]))
        .expect("a network");
        let mut out = Vec::new();
        mermaid(&drawn, &Names::new(BASE), "a: \"b\"", &mut out).expect("written");
        assert_eq!(
            String::from_utf8_lossy(&out),
            "---\ntitle: \"a: \\\"b\\\"\"\n---\nflowchart LR\n  n0(\"A #34;1#34;#59; #60;b#62;#35;quot#59;\")\n  \
             n1[\"b\"]\n  n2>\"end class\"]\n  n0 -.->|\"blames #40;alleged#41;\"| n1\n  n1 -->|\"aids\"| n2\n  \
             linkStyle 0 stroke:#D55E00\n  linkStyle 1 stroke:#8A8A8A\n"
        );
    }
}
