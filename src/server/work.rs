//! The worker's side: a process that maps a graph and answers tasks until nobody is left to ask.

use std::io::{self, BufReader, Write};
use std::sync::mpsc;
use std::thread;

use crate::server::answer::{Folder, answer};
use crate::server::frame;
use crate::server::task::{Greeting, Ready, Task};
use crate::workspace::{DataFolder, Published};

/// The stack of the thread that a query runs on is no memory of the answer.
#[cfg(target_os = "linux")]
const STACK: u64 = 256 << 20;

/// Answers tasks that come over standard input, on standard output, one after another. `abandoned` is called when the
/// other side has closed the pipe, even in the middle of a task; it ends the process.
///
/// # Errors
/// When a pipe fails.
pub fn work(folder: &DataFolder, abandoned: fn()) -> io::Result<()> {
    let (mut input, mut out) = (BufReader::new(io::stdin()), io::stdout().lock());
    let Some(greeting) = frame::read::<Greeting>(&mut input)? else { return Ok(()) };
    let workspace = match greeting.published.open(folder) {
        Ok(workspace) => workspace,
        Err(error) if Published::is_gone(&error) => return frame::write(&Ready::Gone, &mut out),
        Err(error) => return frame::write(&Ready::Failed(error.to_string()), &mut out),
    };
    limit(greeting.memory);
    let (sender, tasks) = mpsc::channel::<Task>();
    // What reads sees the end of the pipe while a task is being answered.
    thread::Builder::new().name("tasks".to_owned()).spawn(move || {
        while let Ok(Some(task)) = frame::read::<Task>(&mut input) {
            if sender.send(task).is_err() {
                break;
            }
        }
        abandoned();
    })?;
    let folder = Folder::new(workspace, greeting.published.version);
    frame::write(&Ready::Open, &mut out)?;
    for task in tasks {
        let reply = answer(&folder, &task);
        out.write_all(&frame::bytes(&reply.head())?)?;
        out.write_all(&reply.body)?;
        out.flush()?;
    }
    Ok(())
}

/// Bounds what this process may take, and lets others go first.
#[cfg(target_os = "linux")]
fn limit(memory: u64) {
    use rustix::process::{Resource, Rlimit, nice, setrlimit};

    let most = Some(memory.saturating_add(STACK));
    // A system that refuses has limits of its own; the deadline holds all the same.
    let _ = setrlimit(Resource::Data, Rlimit { current: most, maximum: most });
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    let _ = nice(5);
}

/// Bounds nothing: this system does not count private memory alone.
#[cfg(not(target_os = "linux"))]
fn limit(_: u64) {}
