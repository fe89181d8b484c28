//! How much time and memory a query may take: the same two options wherever a query is run.

use std::time::Duration;

use actant::workspace::Limits;

/// What says how much a query may take.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct LimitArguments {
    /// Stop a query that runs longer
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,
    /// Stop a query that gathers more in joins, groups, sorts and its answer
    #[arg(long, value_name = "MEGABYTES", value_parser = clap::value_parser!(u32).range(1..))]
    memory: Option<u32>,
}

impl LimitArguments {
    /// Gives the limits.
    pub fn limits(self) -> Limits {
        Limits { time: self.timeout, memory: self.memory.map(|megabytes| megabytes as usize * 1_000_000) }
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().filter(|seconds| *seconds > 0.0);
    seconds
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .ok_or_else(|| "write a number of seconds, such as 10 or 0.5".to_owned())
}
