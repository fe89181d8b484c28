//! The endpoint as a whole: a graph, an address, connections.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime;
use tokio::sync::Semaphore;

use crate::server::Options;
use crate::server::connection::{answer, turn_away};
use crate::server::gate::Gate;
use crate::server::handle::Endpoint;
use crate::server::metrics::Metrics;
use crate::server::pool::Pool;
use crate::server::reload::{look_after, published};
use crate::workspace::{DataFolder, Watch};

/// How many connections may be open at once.
const CONNECTIONS: usize = 4096;
/// How many more are told that there are too many; what comes beyond is closed.
const TURNED_AWAY: usize = 512;
/// How many threads speak HTTP.
const THREADS: usize = 2;

/// Says why there is no endpoint.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be taken.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the operating system said.
        source: io::Error,
    },
    /// The folder makes no graph; why has been said on standard error.
    #[error("the folder makes no graph")]
    NoGraph,
    /// The operating system refused.
    #[error("cannot {intent}")]
    Io {
        /// What was attempted.
        intent: &'static str,
        /// What the operating system said.
        source: io::Error,
    },
}

/// Serves a folder until a signal ends it. `ready` is told the address, once it can be called.
///
/// # Errors
/// When the folder makes no graph, or the address cannot be taken.
pub fn serve(
    folder: &DataFolder,
    options: &Options,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let failed = |intent| move |source| ServeError::Io { intent, source };
    let scratch = tempfile::tempdir().map_err(failed("make a temporary folder"))?;
    raise_open_files();
    let mut builder = runtime::Builder::new_multi_thread();
    let runtime = builder.worker_threads(THREADS).enable_all().build().map_err(failed("start threads"))?;
    let outcome = runtime.block_on(async {
        let watch = Watch::new(folder);
        let started =
            published(options, scratch.path(), false).await.map_err(failed("start this program again"))?;
        let Some(started) = started else { return Err(ServeError::NoGraph) };
        let address = options.address;
        let listener =
            TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, source })?;
        let address = listener.local_addr().map_err(failed("find the address"))?;
        let metrics = Arc::new(Metrics::default());
        let pool = Arc::new(Pool::new(options, started, &metrics));
        let endpoint = Arc::new(Endpoint { gate: Gate::new(options), pool: Arc::clone(&pool), metrics });
        pool.warm().await;
        tokio::spawn(look_after(pool, watch, options.clone(), scratch.path().to_owned()));
        ready(address);
        tokio::spawn(accept(listener, endpoint));
        ended().await;
        Ok(())
    });
    runtime.shutdown_timeout(Duration::from_millis(500));
    outcome
}

async fn accept(listener: TcpListener, endpoint: Arc<Endpoint>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let doors = Arc::new(Semaphore::new(TURNED_AWAY));
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // There are no more open files; some will close.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        if let Ok(place) = Arc::clone(&places).try_acquire_owned() {
            let endpoint = Arc::clone(&endpoint);
            tokio::spawn(async move {
                answer(stream, endpoint).await;
                drop(place);
            });
            continue;
        }
        endpoint.metrics.refused_connections.fetch_add(1, Ordering::Relaxed);
        if let Ok(door) = Arc::clone(&doors).try_acquire_owned() {
            tokio::spawn(async move {
                turn_away(stream).await;
                drop(door);
            });
        }
    }
}

/// Waits until somebody ends the program.
async fn ended() {
    use tokio::signal::unix::{SignalKind, signal};

    let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
    let mut signals: Vec<_> = kinds.into_iter().filter_map(|kind| signal(kind).ok()).collect();
    std::future::poll_fn(|context| {
        let any = signals.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
        if any { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
}

/// Lets this process have as many open files as it may.
fn raise_open_files() {
    use rustix::process::{Resource, getrlimit, setrlimit};

    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // The connections that do not fit are turned away.
    let _ = setrlimit(Resource::Nofile, limit);
}
