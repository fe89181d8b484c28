//! The endpoint: SPARQL 1.1 Protocol, the catalogue as REST, and pages for people, over HTTP on one address.
//!
//! Two kinds of process. The one that listens speaks HTTP and evaluates nothing; queries run in workers, each the same
//! program with a limit to its memory and a deadline, which is killed when it does not keep them. Nothing is written,
//! nothing outside is asked, and no file is opened but those of the data folder. Prints nothing.

mod answer;
mod asset;
mod body;
mod connection;
mod frame;
mod gate;
mod handle;
mod media;
mod metrics;
mod options;
mod page;
mod pool;
mod problem;
mod reload;
mod request;
mod route;
mod scope;
mod serve;
mod task;
mod work;
mod worker;

pub use options::Options;
pub use reload::build;
pub use serve::{ServeError, serve};
pub use work::work;
