//! Whose word a claim is: `according to Reuters`, `what does the report say`.

use crate::question::lexicon::Lexicon;
use crate::question::words::words;
use crate::question::{Name, NameError};

/// What may speak: an actor to whom a source attributes a claim, or the source itself.
const KINDS: [&str; 2] = ["actor", "source"];
/// The type of actors who are not named.
pub(super) const ANONYMOUS: &str = "unnamed-group";
/// What they are called in a question.
const UNNAMED: [&str; 4] = ["anonymous", "unnamed", "anonymous sources", "unnamed sources"];

/// Says whose claims count. Each of those that it names is enough.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voice {
    /// What it is called.
    pub label: String,
    /// The IRI of the actor to whom the sources attribute the claims.
    pub speaker: Option<String>,
    /// Whether any actor without a name may be that speaker.
    pub anonymous: bool,
    /// The IRI of the source of that name.
    pub source: Option<String>,
    /// The IRIs of the sources that it published or wrote.
    pub published: Vec<String>,
    /// Whether what such a source attributes to somebody else counts, too: it is written there, and it is the word of
    /// another.
    pub passed_on: bool,
}

impl Voice {
    /// Gives the IRIs of the sources whose claims count.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.source.iter().chain(&self.published).map(String::as_str)
    }

    /// Says how it was read.
    pub(super) fn words(&self) -> String {
        match self.published.len() {
            0 => self.label.clone(),
            1 => format!("{} (and the source that it published)", self.label),
            several => format!("{} (and the {several} sources that it published)", self.label),
        }
    }
}

/// Reads whose word it is at the beginning of `words`, in every way that may go on, the longest first; when nothing
/// of the kind stands there, says what was not understood.
pub(super) fn voices(words: &[String], lexicon: &Lexicon) -> Result<Vec<(Voice, usize)>, NameError> {
    let mut ways = Vec::new();
    for length in (1..=words.len()).rev() {
        ways.extend(voice(&words[..length], lexicon)?.map(|voice| (voice, length)));
    }
    if ways.is_empty() && !words.is_empty() {
        return Err(NameError::unknown(words));
    }
    Ok(ways)
}

/// Reads all of `words` as one who speaks.
pub(super) fn voice(words: &[String], lexicon: &Lexicon) -> Result<Option<Voice>, NameError> {
    let phrase = words.join(" ");
    if UNNAMED.contains(&phrase.as_str()) {
        let label = "anonymous sources".to_owned();
        return Ok(Some(Voice { label, anonymous: true, ..Voice::default() }));
    }
    let one = |kind| lexicon.names.look_up(&phrase, &[kind]);
    let (speaker, source) = (one(KINDS[0])?, one(KINDS[1])?);
    let published: Vec<&Name> = published(&phrase, lexicon).filter(|name| Some(*name) != source).collect();
    let label = match (speaker.or(source), published.first()) {
        (Some(name), _) => name.label.clone(),
        (None, Some(name)) => name.makers.join(", "),
        (None, None) => return Ok(None),
    };
    Ok(Some(Voice {
        label,
        speaker: speaker.map(|name| name.iri.clone()),
        anonymous: false,
        source: source.map(|name| name.iri.clone()),
        published: published.into_iter().map(|name| name.iri.clone()).collect(),
        passed_on: false,
    }))
}

/// Finds the sources that somebody published or wrote, by any of the names that this somebody has here.
fn published<'a>(phrase: &str, lexicon: &'a Lexicon) -> impl Iterator<Item = &'a Name> + use<'a> {
    let known = lexicon.names.look_up(phrase, &["actor"]).ok().flatten();
    let mut called = vec![phrase.to_owned()];
    called.extend(known.into_iter().flat_map(Name::spellings).map(|name| words(name).join(" ")));
    let is_maker = move |maker: &String| called.contains(&words(maker).join(" "));
    lexicon.names.iter().filter(move |name| name.makers.iter().any(&is_maker))
}
