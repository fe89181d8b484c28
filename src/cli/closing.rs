//! The lines above and below an answer: yes or no, how many, what it rests on, what it leaves out, and who disagrees.

use actant::workspace::{Basis, Dispute, LeftOut, Number, Verdict};

use crate::cli::terminal::counted;

/// Says yes, no or how many, where the question wanted that.
pub fn opening(basis: &Basis, is_empty: bool) -> Option<String> {
    match (basis.verdict, &basis.number) {
        (Some(Verdict::Yes), _) => Some(format!("Yes, by {} below.", counted(basis.claims, "claim"))),
        (Some(Verdict::Contested), _) => Some("Contested: the claims below do not agree.".to_owned()),
        (Some(Verdict::No), _) if basis.derived > 0 => {
            Some("No claim asserts it, but it follows from claims.".to_owned())
        }
        (Some(Verdict::No), _) if !is_empty => Some("No claim asserts it.".to_owned()),
        (Some(Verdict::No), _) => None,
        (None, number) => number.as_ref().map(counted_out),
    }
}

/// Says what an answer rests on, and who disagrees.
pub fn closing(basis: &Basis) -> Vec<String> {
    let mut lines = Vec::new();
    if basis.claims > 0 {
        let claims = counted(basis.claims, "claim");
        let rests = match basis.sources {
            0 => format!("{claims}, no source"),
            sources => format!("{claims} from {}", counted(sources, "source")),
        };
        lines.push(match basis.disputes.as_slice() {
            [] => format!("{rests}."),
            disputes => format!("{rests}. Disputed: {}.", shown(disputes)),
        });
    }
    match basis.derived {
        0 => {}
        1 => lines
            .push("1 line follows from claims and is stated by none: --no-derived leaves it out".to_owned()),
        several => lines.push(format!(
            "{several} lines follow from claims and are stated by none: --no-derived leaves them out"
        )),
    }
    lines.extend(LeftOut::lines(&basis.left_out));
    match basis.undated {
        0 => {}
        1 => lines.push("1 more has no day that could be compared with the time asked for.".to_owned()),
        several => {
            lines.push(format!("{several} more have no day that could be compared with the time asked for."));
        }
    }
    lines
}

/// Says how many lines are not shown, and how to see them.
pub fn unseen(more: usize) -> Option<String> {
    (more > 0).then(|| format!("{} not shown: --limit 0", counted(more, "more line")))
}

/// Says the number that a question wanted. What claims count themselves may overlap, so it is listed and not added up.
pub fn counted_out(number: &Number) -> String {
    match number.counts.as_slice() {
        [] => format!("{}.", number.different),
        [one] => format!("{one}, as the claim itself counts."),
        several => format!("{}: as the claims themselves count. They may overlap.", several.join(", ")),
    }
}

fn shown(disputes: &[Dispute]) -> String {
    const SHOWN: usize = 3;
    let mut words: Vec<String> = disputes.iter().take(SHOWN).map(dispute).collect();
    if disputes.len() > SHOWN {
        words.push(format!("and {} more events", disputes.len() - SHOWN));
    }
    words.join("; ")
}

fn dispute(dispute: &Dispute) -> String {
    let named = match dispute.counts.parties {
        1 => "1 party is named".to_owned(),
        parties => format!("{parties} parties are named"),
    };
    match dispute.counts.denials {
        0 => format!("{} ({named})", dispute.event),
        denials => format!("{} ({named}, {})", dispute.event, counted(denials, "denial")),
    }
}
