//! A question in plain words, answered as `actant ask` does.

use serde_json::{Value, json};

use crate::server::answer::{Folder, format, html};
use crate::server::media::{HTML, JSON, QUERY, choose};
use crate::server::page;
use crate::server::problem::Problem;
use crate::server::scope::scope_of;
use crate::server::task::{Reply, Task};
use crate::workspace::{Basis, LeftOut, Verdict};

/// Answers a question.
pub(super) fn ask(folder: &Folder, task: &Task) -> Result<Reply, Problem> {
    let Some(question) = task.parameter("q") else {
        return Err(Problem::bad("there is no question").with_hint("write it behind `?q=`"));
    };
    let asked = folder.workspace.ask(question, scope_of(task)?)?;
    let wanted = match task.parameter("format") {
        Some("sparql") => return Ok(Reply::new(QUERY, asked.sparql)),
        Some("json") => JSON,
        Some(_) => "",
        None => choose(&task.accept, &[JSON, HTML]).unwrap_or_default(),
    };
    match wanted {
        JSON => {
            let mut body = Vec::new();
            for (key, value) in [
                ("question", json!(question)),
                ("read_as", json!(asked.reading)),
                ("basis", asked.basis.as_ref().map_or(Value::Null, basis)),
                ("sparql", json!(asked.sparql)),
            ] {
                body.extend(if body.is_empty() { b"{" } else { b"\n" });
                body.extend(format!("\"{key}\": {value},").bytes());
            }
            // The columns of a claim keep their order.
            body.extend(b"\n\"claims\": ");
            crate::render::json(&asked.table, &folder.names, &mut body)?;
            body.extend(b"}\n");
            Ok(Reply::new(JSON, body))
        }
        HTML => Ok(html(&page::asked(folder, task, question, &asked))),
        _ => match format::table(task, &asked.table, &folder.names, "answer")? {
            Some(reply) => Ok(reply),
            None => Ok(html(&page::asked(folder, task, question, &asked))),
        },
    }
}

fn basis(basis: &Basis) -> Value {
    json!({
        "claims": basis.claims,
        "sources": basis.sources,
        "derived": basis.derived,
        "undated": basis.undated,
        "verdict": basis.verdict.map(|verdict| match verdict {
            Verdict::Yes => "yes",
            Verdict::No => "no",
            Verdict::Contested => "contested",
        }),
        "number": basis.number.as_ref().map(|number| json!({
            "different": number.different, "counts": number.counts,
        })),
        "left_out": LeftOut::lines(&basis.left_out),
        "disputed": basis.disputes.iter().map(|dispute| &dispute.event).collect::<Vec<_>>(),
    })
}
