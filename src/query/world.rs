//! Which claims count for an answer. A query names the world it means; a caller may choose another.

use std::fmt;

/// The parameter that every query with a world has.
pub const STATUS: &str = "status";

/// What stands before the name in the world of one voice.
const ACCORDING_TO: &str = "according-to";

/// Says which claims an answer takes in. `docs/worlds.md` defines each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum World {
    /// Only what the sources assert.
    Accepted,
    /// Whatever is claimed, with its status beside it.
    All,
    /// What the sources assert and no other claim speaks against.
    Uncontested,
    /// What one actor or source says, whatever its status: the name as it was typed.
    AccordingTo(String),
}

impl World {
    /// Reads `accepted`, `all`, `uncontested`, or `according-to:NAME`; a space may stand for the colon.
    ///
    /// ```
    /// use actant::query::World;
    ///
    /// assert_eq!(World::parse("according-to:Reuters"), Ok(World::AccordingTo("Reuters".into())));
    /// assert!(World::parse("mine").is_err());
    /// ```
    ///
    /// # Errors
    /// A sentence on what to write instead.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        match text {
            "accepted" => return Ok(Self::Accepted),
            "all" => return Ok(Self::All),
            "uncontested" => return Ok(Self::Uncontested),
            _ => {}
        }
        let name = text.strip_prefix(ACCORDING_TO).filter(|rest| !rest.starts_with(char::is_alphanumeric));
        match name.map(|rest| rest.trim_start_matches([':', '=']).trim()) {
            Some("") => Err(
                "say according to whom: `according-to:Reuters`, in quotation marks when the name has spaces"
                    .to_owned(),
            ),
            Some(name) => Ok(Self::AccordingTo(name.to_owned())),
            None => Err(format!(
                "a world is `accepted`, `all`, `uncontested` or `according-to:NAME`, not `{text}`"
            )),
        }
    }
}

impl fmt::Display for World {
    /// Writes the world as it is typed.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Accepted => formatter.write_str("accepted"),
            Self::All => formatter.write_str("all"),
            Self::Uncontested => formatter.write_str("uncontested"),
            Self::AccordingTo(name) => write!(formatter, "{ACCORDING_TO}:{name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::World;

    #[test]
    fn a_world_is_written_as_it_is_read() {
        let named = World::AccordingTo("Taliban government".to_owned());
        for world in [World::Accepted, World::All, World::Uncontested, named.clone()] {
            assert_eq!(World::parse(&world.to_string()), Ok(world));
        }
        for spelling in ["according-to Taliban government", " according-to=Taliban government "] {
            assert_eq!(World::parse(spelling), Ok(named.clone()), "{spelling}");
        }
        for text in ["according-to", "according-to:", "according-tothe", "", "ALL", "accepted,all"] {
            assert!(World::parse(text).is_err(), "{text}");
        }
    }
}
