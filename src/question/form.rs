//! What the sentence forms are made of: helping verbs, verbs, and the ways to go on from a name.

use crate::question::lexicon::Lexicon;
use crate::question::phrase::{Reads, about, roles, which};
use crate::question::{End, NameError, NotRead, Role, Selection, Shape, Wanted, siding};

/// What a form makes of a question: its shape, nothing when it does not fit, or what it could not understand.
pub(super) type Form = Result<Option<Shape>, NotRead>;

/// What may be the subject of a claim.
pub(super) const SUBJECTS: [&str; 3] = ["actor", "event", "place"];
/// What may be the object of a claim.
pub(super) const OBJECTS: [&str; 4] = ["actor", "event", "place", "claim"];
pub(super) const HAVING: [&str; 3] = ["has", "have", "had"];
pub(super) const BEING: [&str; 4] = ["is", "are", "was", "were"];
const DOING: [&str; 3] = ["did", "does", "do"];

/// Tells how a helping verb changes the verb after it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Helping {
    /// `blamed`, `did … blame`, `has … blamed`: anything but the `-ing` form.
    Plain,
    /// `is … blaming`.
    Progressive,
}

/// The two ends of a claim, and what it is about.
pub(super) struct Ends {
    pub(super) who: Role,
    pub(super) whom: Role,
    pub(super) about: Role,
}

/// Asks for the claims of a verb; `asked` is the end that the question asks for.
pub(super) fn claims(verb: usize, lexicon: &Lexicon, ends: Ends, asked: End) -> Shape {
    Shape::Claims(selection(verb, lexicon, ends, asked))
}

/// Asks whether there are claims of a verb.
pub(super) fn whether(verb: usize, lexicon: &Lexicon, ends: Ends) -> Shape {
    Shape::Claims(Selection { wanted: Wanted::YesOrNo, ..selection(verb, lexicon, ends, End::Who) })
}

fn selection(verb: usize, lexicon: &Lexicon, ends: Ends, asked: End) -> Selection {
    let Ends { mut who, mut whom, about } = ends;
    if lexicon.verbs[verb].id == siding::ID && !lexicon.verbs[verb].covers.is_empty() {
        for role in [&mut who, &mut whom] {
            if *role == Role::Open {
                *role = Role::any_actor();
            }
        }
    }
    let relations = lexicon.family(verb);
    let undirected = |iri: &&String| lexicon.verbs.iter().any(|verb| verb.symmetric && verb.iri == **iri);
    let symmetric = relations.iter().filter(undirected).cloned().collect();
    let narrower = relations.len() - lexicon.verbs[verb].covers.len().max(1);
    let verb = lexicon.verbs[verb].label.clone();
    Selection { verb, relations, narrower, symmetric, who, whom, about, asked, ..Selection::default() }
}

/// Goes on from each way to read a name until one fits; the first thing that was not understood is what to say
/// if none does.
pub(super) fn each(ways: Vec<Reads>, go_on: impl Fn(Role, usize) -> Form) -> Form {
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
pub(super) fn asked(
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
pub(super) fn be(words: &[String]) -> usize {
    match words {
        [having, been, ..] if HAVING.contains(&having.as_str()) && been == "been" => 2,
        [being, ..] if BEING.contains(&being.as_str()) => 1,
        _ => 0,
    }
}

pub(super) fn helped(word: &str) -> Option<Helping> {
    if DOING.contains(&word) || HAVING.contains(&word) {
        Some(Helping::Plain)
    } else {
        BEING.contains(&word).then_some(Helping::Progressive)
    }
}

/// Reads the one verb that `words` begins with, in a form that fits the helping verb.
pub(super) fn active<'a>(
    words: &'a [String],
    helping: Helping,
    lexicon: &Lexicon,
) -> Result<Option<(usize, &'a [String])>, NotRead> {
    let Some((verb, length)) = one(lexicon.verb(words), words, lexicon)? else { return Ok(None) };
    let progressive = words[0].ends_with("ing");
    Ok((progressive == (helping == Helping::Progressive)).then_some((verb, &words[length..])))
}

/// Reads `blamed by Pakistan`, or `blamed` alone, and goes on with the verb, who does it, and what follows.
pub(super) fn by(
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
    let Some((verb, length)) = one(lexicon.participle(words), words, lexicon)?.filter(|_| being) else {
        return Ok(None);
    };
    let rest = &words[length..];
    // `blamed for the attack by Pakistan`: who does it may come last.
    if let Some(by) = rest.iter().rposition(|word| word == "by").filter(|by| *by > 0) {
        let (about, agent) = (&rest[..by], &rest[by + 1..]);
        let found = each(roles(agent, lexicon, &SUBJECTS), |who, length| match length == agent.len() {
            true => go_on(verb, who, about),
            false => Ok(None),
        });
        if let Ok(Some(shape)) = found {
            return Ok(Some(shape));
        }
    }
    go_on(verb, Role::Open, rest)
}

/// Reads an object, which may be missing altogether: `who condemned`.
pub(super) fn objects(words: &[String], lexicon: &Lexicon) -> Vec<Reads> {
    if words.is_empty() || matches!(about(words, lexicon), Ok(Some(_))) {
        return vec![Ok((Role::Open, 0))];
    }
    roles(words, lexicon, &OBJECTS)
}

/// Reads what stands between a helping verb and its verb. A name that is not known ends where the verb begins, so that
/// `did Atlantis blame Pakistan` lacks `Atlantis` and no more.
pub(super) fn before(
    words: &[String],
    lexicon: &Lexicon,
    kinds: &[&str],
    is_verb: impl Fn(&[String]) -> bool,
) -> Vec<Reads> {
    let ways = roles(words, lexicon, kinds);
    match (ways.as_slice(), (1..words.len()).find(|at| is_verb(&words[*at..]))) {
        ([Err(NameError::Unknown { .. })], Some(end)) => vec![Err(NameError::unknown(&words[..end]))],
        _ => ways,
    }
}

/// Finds the verb form that is all of `words` and one of the prepositions more.
pub(super) fn ending(
    words: &[String],
    prepositions: &[&str],
    lexicon: &Lexicon,
) -> Result<Option<usize>, NotRead> {
    let found = prepositions.iter().find_map(|preposition| lexicon.ending_in(words, preposition));
    Ok(one(found.map(|found| (found, words.len())), words, lexicon)?.map(|(verb, _)| verb))
}

/// Takes the one verb that was found.
pub(super) fn one(
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
