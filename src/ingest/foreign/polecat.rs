//! The event data of POLECAT (Halterman et al., Harvard Dataverse), coded in PLOVER: a type such as `ACCUSE` and, where
//! there is one, a mode such as `disapprove`. `None` is an empty cell.

use crate::ingest::foreign::{Plan, Rows, Sample, Signature, party};

/// Events.
pub(super) const EVENTS: Signature =
    Signature { what: "POLECAT events", rows: Rows::Claims, family: "POLECAT", plan };

fn plan(sample: &Sample<'_>) -> Option<Plan> {
    let columns = ["event id", "event date", "event type", "event mode", "actor name", "recipient name"];
    if !sample.has(&columns) {
        return None;
    }
    let plan = Plan {
        missing: &["None", "NA"],
        coded: true,
        remark: "codes are PLOVER's; a record with one party says that it took part in the event",
        ..Plan::default()
    };
    let (actor, recipient) = (["actor name", "actor name raw"], ["recipient name", "recipient name raw"]);
    let ([actor, raw_actor], [recipient, raw_recipient]) = (actor, recipient);
    let pair = [actor, raw_actor, recipient, raw_recipient];
    let turned = [recipient, raw_recipient, actor, raw_actor, "event id"];
    let about = ["event id", actor, raw_actor, recipient, raw_recipient];
    let codes = ["event type", "event mode", actor, raw_actor, recipient, raw_recipient];
    Some(
        plan.with(sample, &[("date", "event date"), ("source", "source")])
            .derive(sample, "subject", &pair, party::subject)
            .replacing()
            .derive(sample, "relation", &codes, relation)
            .derive(sample, "object", &turned, party::object)
            .replacing()
            .derive(sample, "about", &about, party::about),
    )
}

/// Writes the code, `ACCUSE.disapprove`, and after a tab the word, `accuse`.
fn relation(cells: &[&str], out: &mut String) {
    party::relation(cells, 2, out, |own, out| {
        let [kind, mode] = own else { return };
        if kind.is_empty() {
            return;
        }
        out.push_str(kind);
        if !mode.is_empty() {
            out.push('.');
            out.push_str(mode);
        }
        out.push('\t');
        out.push_str(&kind.to_lowercase());
    });
}
