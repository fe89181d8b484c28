//! The answer to a question in plain words.

use maud::{Markup, html};

use crate::server::answer::Folder;
use crate::server::page::claims::claims;
use crate::server::page::frame::{forms, frame};
use crate::server::page::table::table;
use crate::server::task::Task;
use crate::workspace::{Asked, Basis, LeftOut, Verdict};

/// Shows the answer.
pub(in crate::server) fn asked(folder: &Folder, task: &Task, question: &str, asked: &Asked) -> Markup {
    let is_about_claims = asked.basis.is_some() && asked.table.column("claim").is_some();
    frame(
        folder,
        task,
        question,
        "/",
        &html! {
            h1 { (question) }
            p.quiet { "Read as: " (asked.reading) }
            @if let Some(basis) = &asked.basis { (above(basis, asked.table.rows.is_empty())) }
            @if is_about_claims { (claims(folder, &asked.table)) } @else { (table(folder, &asked.table, question)) }
            @if let Some(basis) = &asked.basis { (below(basis)) }
            (forms("/ask", task, &[("csv", "CSV"), ("json", "JSON"), ("markdown", "Markdown"), ("sparql", "SPARQL")]))
            details { summary { "The query behind this answer" } pre { code { (asked.sparql) } } }
            (another(question))
        },
    )
}

/// Offers to ask something else.
pub(super) fn another(question: &str) -> Markup {
    html! {
        form.ask action="/ask" {
            label for="question" { "Ask in plain words" }
            div.line {
                input #question name="q" value=(question) required placeholder="who blamed whom" autocomplete="off";
                button { "Ask" }
            }
        }
    }
}

fn above(basis: &Basis, is_empty: bool) -> Markup {
    let words = match (basis.verdict, &basis.number) {
        (Some(Verdict::Yes), _) => "Yes, by what is below.".to_owned(),
        (Some(Verdict::Contested), _) => "Contested: the claims below do not agree.".to_owned(),
        (Some(Verdict::No), _) if basis.derived > 0 => {
            "No claim asserts it, but it follows from claims.".to_owned()
        }
        (Some(Verdict::No), _) => "No claim asserts it.".to_owned(),
        (None, Some(number)) if number.counts.is_empty() => format!("{}.", number.different),
        (None, Some(number)) => format!("{}: as the claims themselves count.", number.counts.join(", ")),
        (None, None) if is_empty => "No claim says so.".to_owned(),
        (None, None) => return html! {},
    };
    html! { p.verdict { (words) } }
}

fn below(basis: &Basis) -> Markup {
    let counted =
        |count: usize, word: &str| if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") };
    html! {
        ul.basis {
            @if basis.claims > 0 { li { (counted(basis.claims, "claim")) " from " (counted(basis.sources, "source")) "." } }
            @for dispute in &basis.disputes {
                li { "Disputed: " a href={ "/search?q=" (crate::server::page::link::encoded(&dispute.event)) } { (dispute.event) } }
            }
            @if basis.derived > 0 { li { (counted(basis.derived, "line")) " stated by no claim: what follows from claims." } }
            @if basis.undated > 0 { li { (basis.undated) " more without a day to compare." } }
            @for line in LeftOut::lines(&basis.left_out) { li { (without_dashes(&line)) } }
        }
    }
}

/// Turns the options of the command line into what stands in an address.
pub(super) fn without_dashes(line: &str) -> String {
    line.replace("--world ", "world=").replace("--", "")
}
