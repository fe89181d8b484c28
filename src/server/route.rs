//! Paths: what lies where. No path is ever one of the file system.

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

/// Names what a path leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Route {
    /// The SPARQL endpoint, and its page.
    Sparql,
    /// A question in plain words.
    Ask,
    /// What can be asked.
    Questions,
    /// One query of the catalogue.
    Question(String),
    /// The catalogue for programs that call it.
    OpenApi,
    /// What the data set is.
    Void,
    /// The first page.
    Home,
    /// Things by their names.
    Search,
    /// One thing: its kind and its id.
    Thing(Kind, String),
    /// Who stands to whom in a relation.
    Matrix,
    /// Every event in dispute.
    Disputes,
    /// What happened when.
    Timeline,
    /// The claims as a picture.
    Graph,
    /// Every source.
    Sources,
    /// Every actor.
    Actors,
    /// Every event.
    Events,
}

/// Names a kind of thing that has a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Kind {
    Actor,
    Event,
    Place,
    Source,
    Relation,
    Claim,
}

impl Kind {
    pub(super) const ALL: [Self; 6] =
        [Self::Actor, Self::Event, Self::Place, Self::Source, Self::Relation, Self::Claim];

    /// Gives the word that stands in an IRI and in a path.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Event => "event",
            Self::Place => "place",
            Self::Source => "source",
            Self::Relation => "relation",
            Self::Claim => "claim",
        }
    }

    /// Reads the word.
    pub(super) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Route {
    /// Finds what a path leads to; nothing when it leads nowhere.
    pub(super) fn find(path: &str) -> Option<Self> {
        let path = path.strip_prefix('/')?;
        let path = path.strip_suffix('/').filter(|rest| !rest.is_empty()).unwrap_or(path);
        let mut parts = path.split('/');
        let (first, second, rest) = (parts.next()?, parts.next(), parts.next());
        if rest.is_some() {
            return None;
        }
        let Some(second) = second else {
            return Some(match first {
                "" => Self::Home,
                "sparql" => Self::Sparql,
                "ask" => Self::Ask,
                "questions" => Self::Questions,
                "openapi.json" => Self::OpenApi,
                "search" => Self::Search,
                "matrix" => Self::Matrix,
                "disputes" => Self::Disputes,
                "timeline" => Self::Timeline,
                "graph" => Self::Graph,
                "sources" => Self::Sources,
                "actors" => Self::Actors,
                "events" => Self::Events,
                _ => return None,
            });
        };
        match (first, second) {
            (".well-known", "void") => Some(Self::Void),
            ("questions", name) => Some(Self::Question(decoded(name)?)),
            (kind, id) => Some(Self::Thing(Kind::parse(kind)?, decoded(id)?)),
        }
    }

    /// Tells whether whoever asks writes the query, so that it may take as long as it is let.
    pub(super) fn is_free(&self) -> bool {
        *self == Self::Sparql
    }

    /// Gives a word for what is counted.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Sparql => "sparql",
            Self::Ask => "ask",
            Self::Questions | Self::Question(_) => "questions",
            Self::OpenApi | Self::Void => "description",
            _ => "page",
        }
    }
}

/// Decodes percent signs; nothing when that gives no text, or an empty one.
fn decoded(part: &str) -> Option<String> {
    let text = percent_decode_str(part).decode_utf8().ok()?;
    (!text.is_empty() && !text.chars().any(char::is_control)).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{Kind, Route};

    #[test]
    fn a_path_leads_to_one_thing_or_nowhere() {
        let thing = |kind, id: &str| Some(Route::Thing(kind, id.to_owned()));
        for (path, route) in [
            ("/", Some(Route::Home)),
            ("/sparql/", Some(Route::Sparql)),
            ("/.well-known/void", Some(Route::Void)),
            ("/questions/who-blamed-whom", Some(Route::Question("who-blamed-whom".to_owned()))),
            ("/actor/caf%C3%A9%20%2F", thing(Kind::Actor, "café /")),
            ("/actor/..", thing(Kind::Actor, "..")),
            ("/actor/", None),
            ("/actor/a%00", None),
            ("/actor/%FF", None),
            ("/actor/a/b", None),
            ("/etc/passwd", None),
            ("//", None),
            ("", None),
            ("*", None),
        ] {
            assert_eq!(Route::find(path), route, "{path}");
        }
    }
}
