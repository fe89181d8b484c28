//! The rules `bad-cameo`, `bad-plover` and `quad-mismatch`: event codes that are none, or that contradict the class.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::rules::{of_entity, push_rows};
use crate::model::{Dataset, Entity, Kind, Quad};
use crate::spelling::is_slip;

/// The event types of PLOVER (Open Event Data Alliance, 2018).
const PLOVER: [&str; 16] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

/// Warns of every event code of the folder's own relation types that is not one, or belongs to another class.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    let kind = Kind::RelationType;
    push_rows(dataset, kind, Code::BAD_CAMEO, |entity| cameo(dataset, entity), report);
    push_rows(dataset, kind, Code::BAD_PLOVER, |entity| plover(dataset, entity), report);
    push_rows(dataset, kind, Code::QUAD_MISMATCH, |entity| quad(dataset, entity), report);
}

/// Gives the root of a code of CAMEO (Schrodt 2012): 1 to 20.
fn root(code: &str) -> Option<u8> {
    let digits = (2..=4).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    code.get(..2).filter(|_| digits)?.parse().ok().filter(|root| (1..=20).contains(root))
}

fn cameo(dataset: &Dataset, entity: &Entity) -> Option<Diagnostic> {
    let code = dataset.texts.get(entity.relation.as_ref()?.cameo);
    if code.is_empty() || root(code).is_some() {
        return None;
    }
    let padded = format!("0{code}");
    let hint = if root(&padded).is_some() {
        format!("write `{padded}` if that is meant: a spreadsheet drops the zero in front of a number")
    } else {
        "write two to four digits, the first two from `01` to `20`, as in `112`".to_owned()
    };
    let message = format!("`{code}` is no code of CAMEO");
    Some(of_entity(dataset, entity, "cameo", Code::BAD_CAMEO, message).with_cell(code).with_hint(hint))
}

fn plover(dataset: &Dataset, entity: &Entity) -> Option<Diagnostic> {
    let code = dataset.texts.get(entity.relation.as_ref()?.plover);
    let word = code.split('.').next().unwrap_or_default();
    if code.is_empty() || PLOVER.contains(&word) {
        return None;
    }
    let upper = word.to_uppercase().replace("MOBILISE", "MOBILIZE");
    let near = PLOVER.iter().find(|known| **known == upper || is_slip(&upper, known));
    let hint = match near {
        Some(near) => format!("did you mean `{near}{}`?", &code[word.len()..]),
        None => "write one of the sixteen types, as in `ACCUSE` or `ACCUSE.allege`".to_owned(),
    };
    let message = format!("`{code}` is no code of PLOVER");
    Some(of_entity(dataset, entity, "plover", Code::BAD_PLOVER, message).with_cell(code).with_hint(hint))
}

fn quad(dataset: &Dataset, entity: &Entity) -> Option<Diagnostic> {
    let relation = entity.relation.as_ref()?;
    let (quad, code) = (relation.quad?, dataset.texts.get(relation.cameo));
    let wanted = match root(code)? {
        1..=5 => Quad::VerbalCooperation,
        6..=8 => Quad::MaterialCooperation,
        9..=13 => Quad::VerbalConflict,
        _ => Quad::MaterialConflict,
    };
    // CAMEO files denials of responsibility under verbal cooperation; few share that view.
    if quad == wanted || code.starts_with("016") && quad == Quad::VerbalConflict {
        return None;
    }
    let message = format!("`{}` is not the class of the CAMEO code `{code}`", quad.word());
    Some(
        of_entity(dataset, entity, "quad", Code::QUAD_MISMATCH, message)
            .with_cell(quad.word())
            .with_hint(format!("write `{}`, or correct the code", wanted.word())),
    )
}

#[cfg(test)]
mod tests {
    use super::root;

    #[test]
    fn codes_have_roots() {
        assert_eq!(
            (root("010"), root("10"), root("1041"), root("20")),
            (Some(1), Some(10), Some(10), Some(20))
        );
        for bad in ["", "1", "46", "00", "21", "112.0", "11234", "０１０"] {
            assert_eq!(root(bad), None, "{bad}");
        }
    }
}
