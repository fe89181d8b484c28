//! The page of one claim: what it says, where that is written, what speaks for and against it, and how to cite it.

use maud::{Markup, html};

use crate::server::answer::Folder;
use crate::server::page::claims::{Line, claim as shown};
use crate::server::page::frame::{forms, frame};
use crate::server::page::link;
use crate::server::page::table::status;
use crate::server::route::Kind;
use crate::server::task::Task;
use crate::workspace::Why;

/// Shows a claim with those that speak of it.
pub(super) fn claim(folder: &Folder, task: &Task, id: &str, why: &Why) -> Markup {
    let lines: Vec<Line<'_>> = why.table.rows.iter().map(|row| Line::new(&why.table, row)).collect();
    let is_this = |line: &&Line<'_>| line.text(folder, "claim").as_deref() == Some(id);
    let this = lines.iter().find(is_this).or(lines.first());
    let others: Vec<&Line<'_>> = lines.iter().filter(|line| !is_this(line)).collect();
    let text = |name: &str| this.and_then(|line| line.text(folder, name)).unwrap_or_default();
    let address = format!("{}{}", task.origin, link::page_of(Kind::Claim, id));
    let citation = Citation {
        says: text("says"),
        title: text("source_label"),
        url: text("url"),
        locator: text("locator"),
        quote: text("quote"),
        speaker: text("speaker_label"),
        id: id.to_owned(),
        address,
    };
    frame(
        folder,
        task,
        &format!("Claim {id}"),
        "",
        &html! {
            p.kind { "Claim " (id) }
            @if let Some(line) = this {
                h1 { (if citation.says.is_empty() { id } else { &citation.says }) }
                p { (status(&text("status"))) " " @if let Some(date) = line.text(folder, "date") { time { (date) } } }
                @if !citation.quote.is_empty() { blockquote { p { (citation.quote) } } }
                dl.facts {
                    @for (word, names) in [("who", ["who"]), ("relation", ["relation"]), ("whom", ["whom"]), ("about", ["about"]), ("speaker", ["speaker"]), ("source", ["source"])] {
                        @if let Some(value) = line.show(folder, &names) { div { dt { (word) } dd { (value) } } }
                    }
                    @for name in ["locator", "count", "note", "row"] {
                        @if let Some(value) = line.text(folder, name) { div { dt { (name) } dd { (value) } } }
                    }
                    @if !citation.url.is_empty() { div { dt { "address" } dd { (link::web(&citation.url, &citation.url)) } } }
                }
                (citation.show())
            }
            @if !others.is_empty() {
                h2 { "Claims that speak of it, or of which it speaks" }
                ol.claims { @for line in others { (shown(folder, line)) } }
            }
            (forms(&link::page_of(Kind::Claim, id), task, &[("csv", "CSV"), ("json", "JSON"), ("turtle", "Turtle"), ("sparql", "SPARQL")]))
        },
    )
}

/// What a text needs to cite a claim.
struct Citation {
    says: String,
    title: String,
    url: String,
    locator: String,
    quote: String,
    speaker: String,
    id: String,
    address: String,
}

impl Citation {
    fn show(&self) -> Markup {
        let forms = [
            ("Plain", "plain", self.plain()),
            ("Markdown", "markdown", self.markdown()),
            ("BibTeX", "bibtex", self.bibtex()),
        ];
        html! {
            section.citation {
                h2 { "Cite it" }
                @for (word, id, text) in forms {
                    div.copy {
                        label for={ "cite-" (id) } { (word) }
                        textarea id={ "cite-" (id) } readonly rows=(text.lines().count().max(2)) { (text) }
                    }
                }
            }
        }
    }

    fn plain(&self) -> String {
        let mut text = self.says.clone();
        if !self.quote.is_empty() {
            text.push_str(&format!(": “{}”", self.quote));
        }
        if !self.speaker.is_empty() {
            text.push_str(&format!(" (said by {})", self.speaker));
        }
        let place: Vec<&str> = [&self.title, &self.locator, &self.url]
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        if !place.is_empty() {
            text.push_str(&format!(". {}", place.join(", ")));
        }
        format!("{text}. Claim {}.", self.id)
    }

    fn markdown(&self) -> String {
        let escaped = |text: &str| -> String {
            text.chars()
                .flat_map(|letter| {
                    let escape = "\\`*_[]<>#|".contains(letter);
                    escape.then_some('\\').into_iter().chain([letter])
                })
                .collect()
        };
        let source = match (self.title.as_str(), self.url.as_str()) {
            ("", "") => String::new(),
            (title, "") => format!(" — {}", escaped(title)),
            (title, url) => format!(
                " — [{}]({})",
                escaped(if title.is_empty() { url } else { title }),
                url.replace([' ', ')', '('], "")
            ),
        };
        let locator =
            if self.locator.is_empty() { String::new() } else { format!(", {}", escaped(&self.locator)) };
        let quote =
            if self.quote.is_empty() { String::new() } else { format!("> {}\n\n", escaped(&self.quote)) };
        format!(
            "{quote}{}{source}{locator} ([claim {}]({}))",
            escaped(&self.says),
            escaped(&self.id),
            self.address
        )
    }

    fn bibtex(&self) -> String {
        let plain =
            |text: &str| -> String { text.chars().filter(|letter| !"{}\\%".contains(*letter)).collect() };
        let key: String =
            self.id.chars().filter(|letter| letter.is_alphanumeric() || *letter == '-').collect();
        let mut fields = vec![format!(
            "  title = {{{}}}",
            plain(if self.title.is_empty() { &self.says } else { &self.title })
        )];
        if !self.url.is_empty() {
            fields.push(format!("  url = {{{}}}", plain(&self.url)));
        }
        fields.push(format!(
            "  note = {{{}{}{}}}",
            plain(&self.says),
            if self.locator.is_empty() { "" } else { "; " },
            plain(&self.locator)
        ));
        format!("@misc{{{key},\n{}\n}}", fields.join(",\n"))
    }
}
