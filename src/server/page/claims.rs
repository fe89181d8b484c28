//! Claims as sentences, each with its citation under it.

use maud::{Markup, html};

use crate::server::answer::Folder;
use crate::server::page::link;
use crate::server::page::table::status;
use crate::workspace::{Table, Term};

/// How many claims a list shows.
const SHOWN: usize = 500;

/// One row of a table of claims, whatever its columns are called.
pub(super) struct Line<'t> {
    table: &'t Table,
    row: &'t [Option<Term>],
}

impl<'t> Line<'t> {
    pub(super) fn new(table: &'t Table, row: &'t [Option<Term>]) -> Self {
        Self { table, row }
    }

    /// Gives the first of these columns that is there and filled.
    pub(super) fn get(&self, names: &[&str]) -> Option<&'t Term> {
        names.iter().find_map(|name| self.row[self.table.column(name)?].as_ref())
    }

    /// Gives the text of a column.
    pub(super) fn text(&self, folder: &Folder, name: &str) -> Option<String> {
        let text = self.get(&[name]).map(|term| folder.names.text(term).into_owned());
        text.filter(|text| !text.is_empty())
    }

    /// Shows a column with its label.
    pub(super) fn show(&self, folder: &Folder, names: &[&str]) -> Option<Markup> {
        let name = names.iter().find(|name| self.get(&[**name]).is_some())?;
        let label = format!("{name}_label");
        Some(link::term(folder, self.get(&[*name])?, self.get(&[label.as_str()])))
    }
}

/// Shows the claims of a table as a list.
pub(super) fn claims(folder: &Folder, table: &Table) -> Markup {
    html! {
        ol.claims { @for row in table.rows.iter().take(SHOWN) { (claim(folder, &Line::new(table, row))) } }
        @if table.rows.len() > SHOWN {
            p.quiet { "The first " (SHOWN) " of " (table.rows.len()) " claims; CSV and JSON have all of them." }
        }
    }
}

/// Shows one claim: who, what, whom; for what; and where it is written.
pub(super) fn claim(folder: &Folder, line: &Line<'_>) -> Markup {
    let relation = line.show(folder, &["relation"]);
    let put = line.text(folder, "status").unwrap_or_default();
    let row = line.text(folder, "row");
    let follows = line.text(folder, "rule");
    let is_end =
        [["subject", "who"], ["object", "whom"]].iter().any(|names| line.get(names) == line.get(&["about"]));
    let about = if is_end { None } else { line.show(folder, &["about"]) };
    html! {
        li.claim {
            p.says {
                (line.show(folder, &["subject", "who", "member"]).unwrap_or_default()) " "
                span.relation { (relation.unwrap_or_default()) } " "
                (line.show(folder, &["object", "whom", "what", "organisation"]).unwrap_or_default())
                @if let Some(about) = about { span.about { " over " (about) } }
                @if !put.is_empty() && put != "asserted" { " " (status(&put)) }
            }
            p.cite {
                @if let Some(date) = line.text(folder, "date") { time { (date) } " · " }
                @if let Some(speaker) = line.show(folder, &["speaker"]) { "said by " (speaker) " · " }
                @if let Some(source) = line.show(folder, &["source"]) { (source) } @else if follows.is_none() { "no source" }
                @if let Some(locator) = line.text(folder, "locator") { ", " (locator) }
                @if let Some(rule) = follows { "follows by " (rule) }
                @if let (Some(claim), Some(row)) = (line.get(&["claim"]), row) {
                    " · " (link::term(folder, claim, None)) " " span.quiet { (row) }
                }
            }
            @if let Some(quote) = line.text(folder, "quote") { blockquote { p { (quote) } } }
        }
    }
}
