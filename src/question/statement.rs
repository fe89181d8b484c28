//! A sentence that says something instead of asking: `Pakistan blamed Afghan-based militants`, `csto has member
//! Armenia`. It is read as the question whether it is so.

use crate::question::form::{Ends, Form, OBJECTS, SUBJECTS, be, by, each, objects, one, whether};
use crate::question::lexicon::Lexicon;
use crate::question::phrase::{about, roles};
use crate::question::{Selection, Shape};

/// The forms of a statement, in the order in which they are tried.
pub(super) const STATEMENTS: [fn(&[String], &Lexicon) -> Form; 2] = [active, passive];

/// `Pakistan blamed Afghan-based militants for EVENT`, `Pakistan blames`.
fn active(words: &[String], lexicon: &Lexicon) -> Form {
    each(roles(words, lexicon, &SUBJECTS), |who, length| {
        let rest = &words[length..];
        let Some((verb, length)) = one(lexicon.verb(rest), rest, lexicon)? else { return Ok(None) };
        let rest = &rest[length..];
        each(objects(rest, lexicon), |whom, length| {
            let Some(about) = about(&rest[length..], lexicon)? else { return Ok(None) };
            Ok(Some(whether(verb, lexicon, Ends { who: who.clone(), whom, about })))
        })
    })
}

/// `Pakistan was accused by critics in India`, `the CSTO has member Armenia`.
fn passive(words: &[String], lexicon: &Lexicon) -> Form {
    each(roles(words, lexicon, &OBJECTS), |whom, length| {
        let rest = &words[length..];
        let being = be(rest);
        by(&rest[being..], being > 0, lexicon, |verb, who, rest| {
            let Some(about) = about(rest, lexicon)? else { return Ok(None) };
            let shape = whether(verb, lexicon, Ends { who, whom: whom.clone(), about });
            Ok(Some(match shape {
                Shape::Claims(selection) => Shape::Claims(Selection { inverse: true, ..selection }),
                other => other,
            }))
        })
    })
}
