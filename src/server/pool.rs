//! The workers: a few at once, those of the newest graph, each with one task at a time and a deadline for it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, Semaphore, SemaphorePermit};
use tokio::time::{sleep, timeout};

use crate::server::Options;
use crate::server::body::{Body, Room};
use crate::server::metrics::Metrics;
use crate::server::problem::Problem;
use crate::server::task::{Head, Task};
use crate::server::worker::{End, NoWorker, Worker};
use crate::workspace::Published;

/// How long a worker has, after its own time is over, to say so before it is killed.
const GRACE: Duration = Duration::from_millis(150);
/// How long before another look for a graph file.
const PAUSE: Duration = Duration::from_millis(50);
/// How many requests may wait for each worker.
const QUEUE: u64 = 64;
/// All short answers that are on their way, in bytes.
const ROOM: usize = 48 << 20;

/// Holds the workers and the graph that they answer from.
#[derive(Debug)]
pub(super) struct Pool {
    options: Options,
    metrics: Arc<Metrics>,
    state: Mutex<State>,
    places: Semaphore,
    /// Of the places, those that queries of anybody's own writing may take: one is kept for all else.
    free_places: Semaphore,
    room: Room,
    is_stale: AtomicBool,
    /// Asks for a new look at the folder.
    pub(super) look: Notify,
    /// The graph file is damaged.
    pub(super) is_damaged: AtomicBool,
}

#[derive(Debug)]
struct State {
    published: Arc<Published>,
    generation: u64,
    idle: Vec<Worker>,
}

/// An answer, and the version of the graph that it came from.
pub(super) type Answered = (Head, Body, Arc<str>);

/// Counts one thing for as long as it lasts.
struct Counted<'a>(&'a AtomicU64);

impl<'a> Counted<'a> {
    fn new(counter: &'a AtomicU64) -> Self {
        counter.fetch_add(1, Ordering::Relaxed);
        Self(counter)
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Pool {
    pub(super) fn new(options: &Options, published: Published, metrics: &Arc<Metrics>) -> Self {
        let workers = options.workers.max(1);
        Self {
            options: options.clone(),
            metrics: Arc::clone(metrics),
            state: Mutex::new(State { published: Arc::new(published), generation: 0, idle: Vec::new() }),
            places: Semaphore::new(workers + 1),
            free_places: Semaphore::new(workers),
            room: Room::new(ROOM),
            is_stale: AtomicBool::new(false),
            look: Notify::new(),
            is_damaged: AtomicBool::new(false),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the graph that new tasks are answered from.
    pub(super) fn published(&self) -> Arc<Published> {
        Arc::clone(&self.state().published)
    }

    /// Tells whether the tables have changed into something that makes no graph.
    pub(super) fn is_stale(&self) -> bool {
        self.is_stale.load(Ordering::Relaxed)
    }

    pub(super) fn set_stale(&self, is_stale: bool) {
        self.is_stale.store(is_stale, Ordering::Relaxed);
    }

    /// Answers from another graph from now on. Workers that have a task end it on the graph that they have.
    pub(super) fn publish(&self, published: Published) {
        let mut state = self.state();
        state.published = Arc::new(published);
        state.generation += 1;
        state.idle.clear();
        self.metrics.graphs.fetch_add(1, Ordering::Relaxed);
    }

    /// Starts the workers that nobody has needed yet.
    pub(super) async fn warm(&self) {
        for _ in 0..self.options.workers {
            let Ok(_place) = self.places.try_acquire() else { return };
            let (published, generation) = {
                let state = self.state();
                if state.idle.len() >= self.options.workers {
                    return;
                }
                (Arc::clone(&state.published), state.generation)
            };
            match Worker::start(&self.options, &published, generation).await {
                Ok(worker) => self.put(worker),
                Err(_) => return,
            }
            self.metrics.started_workers.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Has a task answered, within the deadline, waiting included.
    pub(super) async fn ask(&self, task: &mut Task) -> Result<Answered, Problem> {
        let started = Instant::now();
        let deadline = self.options.deadline;
        // Who has waited longer would be given a worker and no time.
        let _places = self.wait(task.route.is_free(), deadline.mul_f64(0.75)).await?;
        let _running = Counted::new(&self.metrics.running);
        let left = |since: Instant| deadline.saturating_sub(since.elapsed());
        let mut worker = match timeout(left(started) + GRACE, self.take()).await {
            Ok(worker) => worker?,
            Err(_) => return Err(Problem::busy()),
        };
        task.time = left(started);
        task.memory = self.options.memory;
        task.is_stale = self.is_stale();
        match timeout(task.time + GRACE, worker.ask(task, &self.room)).await {
            Ok(Ok((head, body))) => {
                let version = Arc::clone(&worker.version);
                // Who has come near a limit may not have room for the next task.
                if head.status >= 500 {
                    worker.kill();
                } else {
                    self.put(worker);
                }
                if let Some(damage) = &head.damage {
                    self.report_damage(damage);
                }
                Ok((head, body, version))
            }
            Ok(Err(_)) => Err(match worker.end().await {
                End::Memory => {
                    self.metrics.full_workers.fetch_add(1, Ordering::Relaxed);
                    Problem::too_much()
                }
                End::Crash => {
                    self.metrics.lost_workers.fetch_add(1, Ordering::Relaxed);
                    Problem::new(503, "no answer", "the worker did not survive this request")
                        .with_hint("write the query in another way, or ask for less")
                }
            }),
            Err(_) => {
                worker.kill();
                self.metrics.late_workers.fetch_add(1, Ordering::Relaxed);
                Err(Problem::late(deadline.as_millis()))
            }
        }
    }

    /// Waits for a place, and for one of those of free queries, if it is one.
    async fn wait(
        &self,
        is_free: bool,
        patience: Duration,
    ) -> Result<(Option<SemaphorePermit<'_>>, SemaphorePermit<'_>), Problem> {
        let most = QUEUE * (self.options.workers as u64 + 1);
        if self.metrics.waiting.load(Ordering::Relaxed) >= most {
            return Err(Problem::busy());
        }
        let _waiting = Counted::new(&self.metrics.waiting);
        let places = async {
            let free = if is_free { Some(self.free_places.acquire().await) } else { None };
            (free, self.places.acquire().await)
        };
        match timeout(patience, places).await {
            Ok((None, Ok(place))) => Ok((None, place)),
            Ok((Some(Ok(free)), Ok(place))) => Ok((Some(free), place)),
            _ => Err(Problem::busy()),
        }
    }

    /// Takes an idle worker of the newest graph, or starts one. Where its file has gone, a newer one is on its way, and is
    /// waited for.
    async fn take(&self) -> Result<Worker, Problem> {
        loop {
            let (published, generation) = {
                let mut state = self.state();
                if let Some(worker) = state.idle.pop() {
                    return Ok(worker);
                }
                (Arc::clone(&state.published), state.generation)
            };
            self.metrics.started_workers.fetch_add(1, Ordering::Relaxed);
            match Worker::start(&self.options, &published, generation).await {
                Ok(worker) => return Ok(worker),
                Err(NoWorker::Gone) if self.is_stale() => return Err(Problem::busy()),
                Err(NoWorker::Gone) => {
                    self.look.notify_one();
                    sleep(PAUSE).await;
                }
                Err(NoWorker::Failed(reason)) => {
                    return Err(Problem::new(
                        503,
                        "no worker",
                        format!("no worker can be started: {reason}"),
                    ));
                }
            }
        }
    }

    /// Keeps a worker for the next task, unless a newer graph was published meanwhile.
    fn put(&self, worker: Worker) {
        let mut state = self.state();
        if worker.generation == state.generation {
            state.idle.push(worker);
        }
    }

    fn report_damage(&self, _damage: &str) {
        self.is_damaged.store(true, Ordering::Relaxed);
        self.look.notify_one();
    }
}
