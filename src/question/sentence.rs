//! The sentence forms: what stands where in a question about claims. A form fits all of a question or none of it.

use crate::question::lexicon::Lexicon;
use crate::question::phrase::{Reads, about, roles, which};
use crate::question::{NotRead, Role, Shape};

/// What a form makes of a question: its shape, nothing when it does not fit, or what it could not understand.
type Form = Result<Option<Shape>, NotRead>;

/// The forms, in the order in which they are tried.
pub(super) const FORMS: [fn(&[String], &Lexicon) -> Form; 6] =
    [passive, open_subject, open_object, yes_or_no, passive_yes_or_no, stranded];

/// What may be the subject of a claim.
const SUBJECTS: [&str; 3] = ["actor", "event", "place"];
/// What may be the object of a claim.
const OBJECTS: [&str; 4] = ["actor", "event", "place", "claim"];
const DOING: [&str; 3] = ["did", "does", "do"];
const HAVING: [&str; 3] = ["has", "have", "had"];
const BEING: [&str; 4] = ["is", "are", "was", "were"];
/// Prepositions that may stand before the word that asks: `with whom does Russia negotiate`.
const FRONTED: [&str; 6] = ["with", "to", "in", "on", "from", "at"];
/// Prepositions that answer `where`.
const WHERE: [&str; 4] = ["in", "near", "from", "to"];

/// Tells how a helping verb changes the verb after it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Helping {
    /// `blamed`, `did … blame`, `has … blamed`: anything but the `-ing` form.
    Plain,
    /// `is … blaming`.
    Progressive,
}

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
            Ok(Some(claims(verb, lexicon, who.clone(), whom, about, false)))
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
        each(roles(rest, lexicon, &SUBJECTS), |who, length| {
            let rest = &rest[length..];
            let found = match prepositions[..] {
                [] => active(rest, helping, lexicon)?,
                _ => ending(rest, &prepositions, lexicon)?.map(|verb| (verb, &rest[rest.len()..])),
            };
            let Some((verb, rest)) = found else { return Ok(None) };
            let Some(about) = about(rest, lexicon)? else { return Ok(None) };
            Ok(Some(claims(verb, lexicon, who, whom.clone(), about, false)))
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
            Ok(verb.map(|verb| claims(verb, lexicon, who, whom.clone(), Role::Open, false)))
        })
    })
}

/// `who was blamed by Pakistan for EVENT`, `who was blamed`, `what has member Tajikistan`.
fn passive(words: &[String], lexicon: &Lexicon) -> Form {
    asked(words, lexicon, &["who", "what"], |whom, rest| {
        let being = be(rest);
        by(&rest[being..], being > 0, lexicon, |verb, who, rest| {
            let Some(about) = about(rest, lexicon)? else { return Ok(None) };
            Ok(Some(claims(verb, lexicon, who, whom.clone(), about, false)))
        })
    })
}

/// `did Pakistan condemn the attack`, `is Tajikistan a member of the CSTO`, `has anyone blamed Pakistan`.
fn yes_or_no(words: &[String], lexicon: &Lexicon) -> Form {
    let [first, rest @ ..] = words else { return Ok(None) };
    let Some(helping) = helped(first) else { return Ok(None) };
    each(roles(rest, lexicon, &SUBJECTS), |who, length| {
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
            Ok(Some(claims(verb, lexicon, who.clone(), whom, about, true)))
        })
    })
}

/// `was Pakistan accused by critics in India`, `was anyone blamed for EVENT`.
fn passive_yes_or_no(words: &[String], lexicon: &Lexicon) -> Form {
    let [first, rest @ ..] = words else { return Ok(None) };
    if !BEING.contains(&first.as_str()) && !HAVING.contains(&first.as_str()) {
        return Ok(None);
    }
    each(roles(rest, lexicon, &OBJECTS), |whom, length| {
        let rest = match &rest[length..] {
            [been, rest @ ..] if been == "been" && HAVING.contains(&first.as_str()) => rest,
            rest if BEING.contains(&first.as_str()) => rest,
            _ => return Ok(None),
        };
        by(rest, true, lexicon, |verb, who, rest| {
            let Some(about) = about(rest, lexicon)? else { return Ok(None) };
            Ok(Some(claims(verb, lexicon, who, whom.clone(), about, true)))
        })
    })
}

/// Goes on from each way to read a name until one fits; the first thing that was not understood is what to say
/// if none does.
fn each(ways: Vec<Reads>, go_on: impl Fn(Role, usize) -> Form) -> Form {
    let mut unknown = None;
    for way in ways {
        match way.map_err(NotRead::from).and_then(|(role, length)| go_on(role, length)) {
            Ok(Some(shape)) => return Ok(Some(shape)),
            Ok(None) => {}
            Err(error) => unknown = unknown.or(Some(error)),
        }
    }
    unknown.map_or(Ok(None), Err)
}

/// Reads the words that ask, and what type they ask for, and goes on with what follows. `what attacks` may ask
/// for attacks or for whatever attacks: what follows decides.
fn asked(
    words: &[String],
    lexicon: &Lexicon,
    asking: &[&str],
    go_on: impl Fn(Role, &[String]) -> Form,
) -> Form {
    if let Some((kind, length)) = which(words, lexicon)
        && let Some(shape) = go_on(kind, &words[length..])?
    {
        return Ok(Some(shape));
    }
    match words {
        [first, rest @ ..] if asking.contains(&first.as_str()) => go_on(Role::Open, rest),
        _ => Ok(None),
    }
}

/// Counts the words of `is`, `were`, `has been` at the beginning.
fn be(words: &[String]) -> usize {
    match words {
        [having, been, ..] if HAVING.contains(&having.as_str()) && been == "been" => 2,
        [being, ..] if BEING.contains(&being.as_str()) => 1,
        _ => 0,
    }
}

fn helped(word: &str) -> Option<Helping> {
    if DOING.contains(&word) || HAVING.contains(&word) {
        Some(Helping::Plain)
    } else {
        BEING.contains(&word).then_some(Helping::Progressive)
    }
}

/// Reads the one verb that `words` begins with, in a form that fits the helping verb.
fn active<'a>(
    words: &'a [String],
    helping: Helping,
    lexicon: &Lexicon,
) -> Result<Option<(usize, &'a [String])>, NotRead> {
    let Some((verb, length)) = one(lexicon.verb(words), words, lexicon)? else { return Ok(None) };
    let progressive = words[0].ends_with("ing");
    Ok((progressive == (helping == Helping::Progressive)).then_some((verb, &words[length..])))
}

/// Reads `blamed by Pakistan`, or `blamed` alone, and goes on with the verb, who does it, and what follows.
fn by(
    words: &[String],
    being: bool,
    lexicon: &Lexicon,
    go_on: impl Fn(usize, Role, &[String]) -> Form,
) -> Form {
    // `is blamed by` needs its `is`; `has member` and `receives deployment from` have a verb of their own.
    if let Some((verb, length)) = one(lexicon.inverse(words), words, lexicon)?
        && being != words[0].ends_with('s')
    {
        let rest = &words[length..];
        return each(roles(rest, lexicon, &SUBJECTS), |who, length| go_on(verb, who, &rest[length..]));
    }
    match one(lexicon.participle(words), words, lexicon)? {
        Some((verb, length)) if being => go_on(verb, Role::Open, &words[length..]),
        _ => Ok(None),
    }
}

/// Reads an object, which may be missing altogether: `who condemned`.
fn objects(words: &[String], lexicon: &Lexicon) -> Vec<Reads> {
    if words.is_empty() || matches!(about(words, lexicon), Ok(Some(_))) {
        return vec![Ok((Role::Open, 0))];
    }
    roles(words, lexicon, &OBJECTS)
}

/// Finds the verb form that is all of `words` and one of the prepositions more.
fn ending(words: &[String], prepositions: &[&str], lexicon: &Lexicon) -> Result<Option<usize>, NotRead> {
    let found = prepositions.iter().find_map(|preposition| lexicon.ending_in(words, preposition));
    Ok(one(found.map(|found| (found, words.len())), words, lexicon)?.map(|(verb, _)| verb))
}

/// Takes the one verb that was found.
fn one(
    found: Option<(&[usize], usize)>,
    words: &[String],
    lexicon: &Lexicon,
) -> Result<Option<(usize, usize)>, NotRead> {
    match found {
        None => Ok(None),
        Some(([one], length)) => Ok(Some((*one, length))),
        Some((several, length)) => Err(NotRead::Verb {
            verb: words[..length].join(" "),
            relations: several.iter().map(|&index| lexicon.verbs[index].id.clone()).collect(),
        }),
    }
}

fn claims(verb: usize, lexicon: &Lexicon, who: Role, whom: Role, about: Role, yes_or_no: bool) -> Shape {
    let relations = lexicon.family(verb);
    let undirected = |iri: &&String| lexicon.verbs.iter().any(|verb| verb.symmetric && verb.iri == **iri);
    let symmetric = relations.iter().filter(undirected).cloned().collect();
    let verb = lexicon.verbs[verb].label.clone();
    Shape::Claims { verb, relations, symmetric, who, whom, about, yes_or_no }
}
