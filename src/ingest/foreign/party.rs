//! Claims out of event records that may name only one party. Such a record still says that somebody took part in an
//! event: `X –participates-in→ the event`. A record that names nobody is no claim.

/// The relation of somebody to an event that names no other party.
const TAKES_PART: &str = "participates-in";

/// The cells of the party that acts and of the other, each a name and then a code that stands in for it; then the id of
/// the event.
#[derive(Debug, Clone, Copy)]
struct Parties<'a> {
    first: &'a str,
    second: &'a str,
    event: &'a str,
}

fn parties<'a>(cells: &[&'a str]) -> Parties<'a> {
    let cell = |place: usize| cells.get(place).copied().unwrap_or_default();
    let either = |place: usize| if cell(place).is_empty() { cell(place + 1) } else { cell(place) };
    Parties { first: either(0), second: either(2), event: cell(4) }
}

impl Parties<'_> {
    fn is_pair(&self) -> bool {
        !self.first.is_empty() && !self.second.is_empty()
    }

    fn is_nobody(&self) -> bool {
        self.first.is_empty() && self.second.is_empty()
    }
}

/// Writes who acts. From: name and code of the first party, name and code of the second.
pub(super) fn subject(cells: &[&str], out: &mut String) {
    let parties = parties(cells);
    out.push_str(if parties.first.is_empty() { parties.second } else { parties.first });
}

/// Writes on whom: the second party, or the event when there is only one. From: name and code of the second party, name
/// and code of the first, the id of the event.
pub(super) fn object(cells: &[&str], out: &mut String) {
    let parties = parties(cells);
    if parties.is_pair() {
        out.push_str(parties.first);
    } else if !parties.is_nobody() {
        write_event(parties.event, out);
    }
}

/// Writes the event when only one party is named. From: as [`subject`], and the id of the event; but the id first.
pub(super) fn about(cells: &[&str], out: &mut String) {
    let [event, rest @ ..] = cells else { return };
    let parties = parties(rest);
    if !parties.is_pair() && !parties.is_nobody() {
        write_event(event, out);
    }
}

/// Writes the relation when two parties are named, with `write`, or else that one takes part. From: as [`subject`],
/// and before it what `write` takes, `taken` cells.
pub(super) fn relation(
    cells: &[&str],
    taken: usize,
    out: &mut String,
    write: impl FnOnce(&[&str], &mut String),
) {
    let (own, rest) = cells.split_at(taken.min(cells.len()));
    if parties(rest).is_pair() { write(own, out) } else { out.push_str(TAKES_PART) }
}

fn write_event(event: &str, out: &mut String) {
    if event.bytes().all(|byte| byte.is_ascii_digit()) {
        out.push_str("event ");
    }
    out.push_str(event);
}

#[cfg(test)]
mod tests {
    use super::{about, object, relation, subject};

    fn made(write: impl FnOnce(&mut String)) -> String {
        let mut out = String::new();
        write(&mut out);
        out
    }

    #[test]
    fn one_party_takes_part_in_an_event_and_two_are_related() {
        let cells = |first: &'static str, second: &'static str| [first, "", second, ""];
        let both = cells("IRAN", "IRAQ");
        assert_eq!(made(|out| subject(&both, out)), "IRAN");
        assert_eq!(made(|out| object(&["IRAQ", "", "IRAN", "", "7"], out)), "IRAQ");
        assert_eq!(made(|out| about(&["7", "IRAN", "", "IRAQ", ""], out)), "");
        let code = |cells: &[&str]| made(|out| relation(cells, 1, out, |own, out| out.push_str(own[0])));
        assert_eq!(code(&["112", "IRAN", "", "IRAQ", ""]), "112");
        for (first, second) in [("IRAN", ""), ("", "IRAN")] {
            assert_eq!(made(|out| subject(&cells(first, second), out)), "IRAN");
            assert_eq!(made(|out| object(&[second, "", first, "", "7"], out)), "event 7");
            assert_eq!(made(|out| about(&["7", first, "", second, ""], out)), "event 7");
            assert_eq!(code(&["112", first, "", second, ""]), "participates-in");
        }
        assert_eq!(made(|out| subject(&["", "", "", ""], out)), "");
        assert_eq!(made(|out| object(&["", "", "", "", "7"], out)), "");
    }
}
