//! The words that every format for people shares: claims as sentences, values, disputes and answers in short.

use crate::compare::{AnswerChange, ClaimLine, DisputeLine, Renamed, Value};
use crate::render::Names;

/// So many lines of one kind are shown; the rest is counted.
pub(super) const SHOWN: usize = 50;

/// Puts values and claims into words.
pub(super) struct Words(Names);

impl Words {
    pub(super) fn new() -> Self {
        // Values come without the namespace of their folder, so that none has to be taken off.
        Self(Names::new(""))
    }

    /// Gives what people read: a label, or else an id without its address.
    pub(super) fn value(&self, value: Option<&Value>) -> String {
        match value {
            None => "(empty)".to_owned(),
            Some(value) if !value.label.is_empty() => value.label.clone(),
            Some(value) if value.is_thing => self.0.short(&value.text).into_owned(),
            Some(value) => value.text.clone(),
        }
    }

    pub(super) fn id(&self, iri: &str) -> String {
        self.0.short(iri).into_owned()
    }

    /// Says what a claim says: `Pakistan – blames → Afghan-based militants, about Attack (alleged)`.
    pub(super) fn sentence(&self, claim: &ClaimLine) -> String {
        let end = |name: &str| self.value(claim.value(name));
        let mut words = format!("{} – {} → {}", end("subject"), end("relation"), end("object"));
        // What is done to an event, or by it, is about that event.
        let ends = [claim.value("subject"), claim.value("object")];
        if let Some(about) = claim.value("about").filter(|about| !ends.contains(&Some(*about))) {
            words.push_str(&format!(", about {}", self.value(Some(about))));
        }
        let status = end("status");
        if claim.value("status").is_some() && status != "asserted" {
            words.push_str(&format!(" ({status})"));
        }
        words
    }

    /// Says where a claim is written: the source and the place in it.
    pub(super) fn place(&self, claim: &ClaimLine) -> String {
        let parts = ["source", "locator"].into_iter().filter_map(|name| claim.value(name));
        parts.map(|value| self.value(Some(value))).collect::<Vec<_>>().join(", ")
    }

    /// Names a claim and its row.
    pub(super) fn address(&self, claim: &ClaimLine) -> String {
        format!("{}, {}", self.id(&claim.id), claim.row)
    }
}

/// Says what a thing was called and is called.
pub(super) fn renamed(renamed: &Renamed) -> String {
    let Renamed { kind, ids, labels } = renamed;
    match ids.0 == ids.1 {
        true => format!("{kind} {}: {} → {}", ids.0, labels.0, labels.1),
        false => format!("{kind} {}: id {} → {}", labels.1, ids.0, ids.1),
    }
}

/// Says what makes an event disputed.
pub(super) fn dispute(line: &DisputeLine) -> String {
    let name = if line.label.is_empty() { &line.event } else { &line.label };
    format!("{name} ({})", numbers(line))
}

pub(super) fn numbers(line: &DisputeLine) -> String {
    let many =
        |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    format!(
        "{}, {}, {}",
        many(line.parties, "party named", "parties named"),
        many(line.accusations, "accusation", "accusations"),
        many(line.denials, "denial", "denials")
    )
}

/// Says in short how an answer changed.
pub(super) fn answer(change: &AnswerChange) -> String {
    let word = |met: bool| if met { "met" } else { "not met" };
    let met = match change.met {
        (before, after) if before == after => format!("still {}", word(after)),
        (before, after) => format!("{} → {}", word(before), word(after)),
    };
    match change.answers.0 == change.answers.1 {
        true => met,
        false => format!("{met}; {} → {}", change.answers.0, change.answers.1),
    }
}
