//! The sentence forms: what stands where in a question about claims. A form fits all of a question or none of it.

use crate::question::form::{
    BEING, Ends, Form, HAVING, Helping, OBJECTS, SUBJECTS, active, asked, be, before, by, claims, each,
    ending, helped, objects, one, whether,
};
use crate::question::lexicon::Lexicon;
use crate::question::phrase::{about, roles};
use crate::question::{End, Role};

/// The forms, in the order in which they are tried.
pub(super) const FORMS: [fn(&[String], &Lexicon) -> Form; 7] =
    [passive, open_subject, open_object, yes_or_no, passive_yes_or_no, stranded, fronted_passive];

/// Prepositions that may stand before the word that asks: `with whom does Russia negotiate`.
const FRONTED: [&str; 6] = ["with", "to", "in", "on", "from", "at"];
/// Prepositions that answer `where`.
const WHERE: [&str; 4] = ["in", "near", "from", "to"];

/// `who blamed whom for EVENT`, `who is blaming Pakistan`, `which states are members of the CSTO`.
fn open_subject(words: &[String], lexicon: &Lexicon) -> Form {
    asked(words, lexicon, &["who", "what"], |who, rest| {
        let found = match (active(rest, Helping::Plain, lexicon)?, rest) {
            (None, [having, rest @ ..]) if HAVING.contains(&having.as_str()) => {
                active(rest, Helping::Plain, lexicon)?
            }
            (None, [being, rest @ ..]) if BEING.contains(&being.as_str()) => {
                active(rest, Helping::Progressive, lexicon)?
            }
            (found, _) => found,
        };
        let Some((verb, rest)) = found else { return Ok(None) };
        each(objects(rest, lexicon), |whom, length| {
            let Some(about) = about(&rest[length..], lexicon)? else { return Ok(None) };
            Ok(Some(claims(verb, lexicon, Ends { who: who.clone(), whom, about }, End::Who)))
        })
    })
}

/// `whom did the Taliban blame for EVENT`, `with whom is Tajikistan negotiating`, `which attacks did Pakistan
/// condemn`.
fn open_object(words: &[String], lexicon: &Lexicon) -> Form {
    let (prepositions, words) = match words {
        [first, rest @ ..] if FRONTED.contains(&first.as_str()) => (vec![first.as_str()], rest),
        [first, ..] if first == "where" => (WHERE.to_vec(), words),
        words => (Vec::new(), words),
    };
    asked(words, lexicon, &["who", "whom", "what", "where"], |whom, rest| {
        let [helping, rest @ ..] = rest else { return Ok(None) };
        let Some(helping) = helped(helping) else { return Ok(None) };
        each(before(rest, lexicon, &SUBJECTS, |rest| lexicon.verb(rest).is_some()), |who, length| {
            let rest = &rest[length..];
            let found = match prepositions[..] {
                [] => active(rest, helping, lexicon)?,
                _ => ending(rest, &prepositions, lexicon)?.map(|verb| (verb, &rest[rest.len()..])),
            };
            let Some((verb, rest)) = found else { return Ok(None) };
            let Some(about) = about(rest, lexicon)? else { return Ok(None) };
            Ok(Some(claims(verb, lexicon, Ends { who, whom: whom.clone(), about }, End::Whom)))
        })
    })
}

/// `what is Tajikistan a member of`, `where is the mine located`: a form that begins with `is`, with the name in
/// between.
fn stranded(words: &[String], lexicon: &Lexicon) -> Form {
    asked(words, lexicon, &["who", "whom", "what", "where"], |whom, rest| {
        let [being, rest @ ..] = rest else { return Ok(None) };
        if !BEING.contains(&being.as_str()) {
            return Ok(None);
        }
        each(roles(rest, lexicon, &SUBJECTS), |who, length| {
            let mut form = vec![being.clone()];
            form.extend_from_slice(&rest[length..]);
            let verb = if words[0] == "where" {
                ending(&form, &WHERE, lexicon)?
            } else {
                let found = lexicon.verb(&form).filter(|(_, length)| *length == form.len() && *length > 1);
                one(found, &form, lexicon)?.map(|(verb, _)| verb)
            };
            Ok(verb.map(|verb| {
                claims(verb, lexicon, Ends { who, whom: whom.clone(), about: Role::Open }, End::Whom)
            }))
        })
    })
}

/// `who was blamed by Pakistan for EVENT`, `who was blamed`, `what has member Tajikistan`.
fn passive(words: &[String], lexicon: &Lexicon) -> Form {
    asked(words, lexicon, &["who", "what"], |whom, rest| {
        let being = be(rest);
        by(&rest[being..], being > 0, lexicon, |verb, who, rest| {
            let Some(about) = about(rest, lexicon)? else { return Ok(None) };
            Ok(Some(claims(verb, lexicon, Ends { who, whom: whom.clone(), about }, End::Whom)))
        })
    })
}

/// `by whom was Pakistan accused for EVENT`, `by which states was it condemned`.
fn fronted_passive(words: &[String], lexicon: &Lexicon) -> Form {
    let [by, words @ ..] = words else { return Ok(None) };
    if by != "by" {
        return Ok(None);
    }
    asked(words, lexicon, &["who", "whom", "what"], |who, rest| {
        let being = be(rest);
        if being == 0 {
            return Ok(None);
        }
        each(roles(&rest[being..], lexicon, &OBJECTS), |whom, length| {
            let rest = &rest[being + length..];
            let Some((verb, length)) = one(lexicon.participle(rest), rest, lexicon)? else { return Ok(None) };
            let Some(about) = about(&rest[length..], lexicon)? else { return Ok(None) };
            Ok(Some(claims(verb, lexicon, Ends { who: who.clone(), whom, about }, End::Who)))
        })
    })
}

/// `did Pakistan condemn the attack`, `is Tajikistan a member of the CSTO`, `has anyone blamed Pakistan`.
fn yes_or_no(words: &[String], lexicon: &Lexicon) -> Form {
    let [first, rest @ ..] = words else { return Ok(None) };
    let Some(helping) = helped(first) else { return Ok(None) };
    each(before(rest, lexicon, &SUBJECTS, |rest| lexicon.verb(rest).is_some()), |who, length| {
        let rest = &rest[length..];
        let mut whole = vec![first.clone()];
        whole.extend_from_slice(rest);
        let (verb, rest) = match active(rest, helping, lexicon)? {
            Some(found) => found,
            None => match one(lexicon.verb(&whole), &whole, lexicon)? {
                Some((verb, length)) if length > 1 => (verb, &rest[length - 1..]),
                _ => return Ok(None),
            },
        };
        each(objects(rest, lexicon), |whom, length| {
            let Some(about) = about(&rest[length..], lexicon)? else { return Ok(None) };
            Ok(Some(whether(verb, lexicon, Ends { who: who.clone(), whom, about })))
        })
    })
}

/// `was Pakistan accused by critics in India`, `was anyone blamed for EVENT`.
fn passive_yes_or_no(words: &[String], lexicon: &Lexicon) -> Form {
    let [first, rest @ ..] = words else { return Ok(None) };
    if !BEING.contains(&first.as_str()) && !HAVING.contains(&first.as_str()) {
        return Ok(None);
    }
    each(before(rest, lexicon, &OBJECTS, |rest| lexicon.participle(rest).is_some()), |whom, length| {
        let rest = match &rest[length..] {
            [been, rest @ ..] if been == "been" && HAVING.contains(&first.as_str()) => rest,
            rest if BEING.contains(&first.as_str()) => rest,
            _ => return Ok(None),
        };
        by(rest, true, lexicon, |verb, who, rest| {
            let Some(about) = about(rest, lexicon)? else { return Ok(None) };
            Ok(Some(whether(verb, lexicon, Ends { who, whom: whom.clone(), about })))
        })
    })
}
