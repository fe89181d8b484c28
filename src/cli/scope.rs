//! What every verb that reads takes in: the world, the sources, the two clocks. One set of options for all of them.

use actant::workspace::{Scope, World};

/// The options that narrow what counts.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "What counts")]
pub struct ScopeArguments {
    /// Which claims count: accepted, all, uncontested, or according-to:NAME for what one actor or source says
    #[arg(long, value_name = "WORLD", value_parser = World::parse)]
    world: Option<World>,
    /// Only what is written in this source, by id, title or publisher; may be given more than once
    #[arg(long, value_name = "SOURCE")]
    source: Vec<String>,
    /// Only what at least so many independent sources say; copies of one origin are one
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    min_sources: usize,
    /// Leave out what anonymous speakers say
    #[arg(long)]
    exclude_anonymous: bool,
    /// Only what held on this day, by the dates of the claims, as 2025-11-26
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Only what had been published by this day, by the dates of the sources
    #[arg(long, value_name = "DATE")]
    known_by: Option<String>,
    /// Leave out what no claim says and only follows from others
    #[arg(long)]
    no_derived: bool,
}

impl ScopeArguments {
    /// Gives the scope that was asked for.
    pub fn scope(&self) -> Scope {
        Scope {
            world: self.world.clone(),
            sources: self.source.clone(),
            min_sources: self.min_sources,
            exclude_anonymous: self.exclude_anonymous,
            as_of: self.as_of.clone(),
            known_by: self.known_by.clone(),
            no_derived: self.no_derived,
        }
    }
}
