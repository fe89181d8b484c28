//! What an answer takes in, in the words of a person: the world, the sources, the clocks. The names in it are those
//! that were typed; the floor that knows the folder finds out what they stand for.

use crate::query::World;

/// Narrows what an answer takes in. The default narrows nothing that the query itself does not.
///
/// ```
/// use actant::query::{Scope, World};
///
/// let scope = Scope { as_of: Some("2025-11-26".into()), ..Scope::from(World::Uncontested) };
/// assert_eq!(scope.header(), "#+ world: uncontested\n#+ as-of: 2025-11-26\n");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// Which claims count; nothing leaves it to the query, or to `accepted` where it has no say.
    pub world: Option<World>,
    /// The documents that count, by id, title or publisher; none keeps all.
    pub sources: Vec<String>,
    /// How many independent sources must stand behind a claim; 0 and 1 differ, for a claim may name no source.
    pub min_sources: usize,
    /// Whether claims of anonymous speakers are left out.
    pub exclude_anonymous: bool,
    /// What held on this day, by the date of the claim.
    pub as_of: Option<String>,
    /// What had been published by this day, by the date of the source.
    pub known_by: Option<String>,
    /// Whether what only follows from other claims is left out.
    pub no_derived: bool,
}

impl From<World> for Scope {
    fn from(world: World) -> Self {
        Self { world: Some(world), ..Self::default() }
    }
}

impl From<Option<World>> for Scope {
    fn from(world: Option<World>) -> Self {
        Self { world, ..Self::default() }
    }
}

impl From<&Scope> for Scope {
    fn from(scope: &Scope) -> Self {
        scope.clone()
    }
}

impl Scope {
    /// The words that a header may hold beside `world`, in the order of the alphabet.
    pub(super) const KEYS: [&str; 6] =
        ["as-of", "derived", "exclude-anonymous", "known-by", "min-sources", "source"];

    /// Fills in what this scope leaves open from another: what a query says of itself.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        Self {
            world: self.world.clone().or_else(|| other.world.clone()),
            sources: if self.sources.is_empty() { other.sources.clone() } else { self.sources.clone() },
            min_sources: self.min_sources.max(other.min_sources),
            exclude_anonymous: self.exclude_anonymous || other.exclude_anonymous,
            as_of: self.as_of.clone().or_else(|| other.as_of.clone()),
            known_by: self.known_by.clone().or_else(|| other.known_by.clone()),
            no_derived: self.no_derived || other.no_derived,
        }
    }

    /// Tells whether anything but the world is narrowed.
    pub fn is_narrowed(&self) -> bool {
        !self.sources.is_empty()
            || self.min_sources > 0
            || self.exclude_anonymous
            || self.as_of.is_some()
            || self.known_by.is_some()
    }

    /// Writes the scope as lines of a query's header; a scope that narrows nothing has none.
    pub fn header(&self) -> String {
        let mut lines = String::new();
        let mut line = |key: &str, value: &str| lines.push_str(&format!("#+ {key}: {value}\n"));
        if let Some(world) = &self.world {
            line("world", &world.to_string());
        }
        for source in &self.sources {
            line("source", source);
        }
        if self.min_sources > 0 {
            line("min-sources", &self.min_sources.to_string());
        }
        for (key, holds, value) in
            [("exclude-anonymous", self.exclude_anonymous, "yes"), ("derived", self.no_derived, "no")]
        {
            if holds {
                line(key, value);
            }
        }
        for (key, day) in [("as-of", &self.as_of), ("known-by", &self.known_by)] {
            if let Some(day) = day {
                line(key, day);
            }
        }
        lines
    }

    /// Writes the scope into the header of a query, behind what stands there: the last word on a world counts.
    pub fn write_into(&self, text: &str) -> String {
        let own: usize =
            text.split_inclusive('\n').take_while(|line| line.starts_with("#+")).map(str::len).sum();
        format!("{}{}{}", &text[..own], self.header(), &text[own..])
    }

    /// Reads one line of a header, its key one of [`Scope::KEYS`] or `world`.
    ///
    /// # Errors
    /// A sentence on what to write instead.
    pub(super) fn read(&mut self, key: &str, value: &str) -> Result<(), String> {
        let yes = |value: &str| match value {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(format!("`{key}` is `yes` or `no`, not `{value}`")),
        };
        match key {
            "world" => self.world = Some(World::parse(value)?),
            "source" => self.sources.push(value.to_owned()),
            "min-sources" => {
                self.min_sources = value
                    .parse()
                    .map_err(|_| format!("`min-sources` is a number, such as 2, and `{value}` is none"))?;
            }
            "exclude-anonymous" => self.exclude_anonymous = yes(value)?,
            "derived" => self.no_derived = !yes(value)?,
            "as-of" => self.as_of = Some(value.to_owned()),
            "known-by" => self.known_by = Some(value.to_owned()),
            _ => return Err(format!("`{key}` narrows nothing")),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;
    use crate::query::World;

    #[test]
    fn a_scope_is_read_from_the_lines_that_it_writes() {
        let scope = Scope {
            world: Some(World::AccordingTo("Taliban government".into())),
            sources: vec!["Report on the mine attack".into(), "s2".into()],
            min_sources: 2,
            exclude_anonymous: true,
            as_of: Some("2025-11".into()),
            known_by: Some("2025-11-26".into()),
            no_derived: true,
        };
        let mut read = Scope::default();
        for line in scope.header().lines() {
            let (key, value) = line.strip_prefix("#+ ").and_then(|line| line.split_once(": ")).unwrap();
            assert!(key == "world" || Scope::KEYS.contains(&key), "{key}");
            read.read(key, value).unwrap();
        }
        assert_eq!(read, scope);
        assert_eq!(Scope::default().header(), "");
        let written = Scope::from(World::All).write_into("#+ world: accepted\n# x\nASK {}\n");
        assert_eq!(written, "#+ world: accepted\n#+ world: all\n# x\nASK {}\n");
    }

    #[test]
    fn what_is_typed_comes_before_what_a_query_says() {
        let typed = Scope { sources: vec!["a".into()], ..Scope::from(World::All) };
        let own = Scope { sources: vec!["b".into()], min_sources: 2, ..Scope::from(World::Accepted) };
        let both = typed.or(&own);
        assert_eq!((both.world, both.sources, both.min_sources), (Some(World::All), vec!["a".into()], 2));
    }
}
