//! What the processes of an endpoint ask of the system, as `strace` sees it: no connection to anybody, and no file but
//! those of the data folder, the program, its own temporary folder, and what every program opens to start.

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use support::served::{Served, encoded};
use support::shipped;

/// Ends the traced program, which would go on when only `strace` ends.
struct Traced(String);

impl Drop for Traced {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-TERM", &self.0]).status();
    }
}

/// Tells whether `strace` is here and may trace.
fn can_trace(folder: &Path) -> bool {
    let required = std::env::var_os("ACTANT_REQUIRE_SUITES").is_some();
    let Ok(said) = Command::new("strace").arg("-o").arg(folder.join("try")).arg("true").output() else {
        assert!(!required, "strace is required but not there");
        eprintln!("skipped: no strace on this machine");
        return false;
    };
    if !said.status.success() {
        // A container may forbid it, whatever is installed.
        eprintln!("skipped: strace may not trace: {}", String::from_utf8_lossy(&said.stderr));
    }
    said.status.success()
}

#[test]
fn nobody_is_called_and_nothing_else_is_opened() {
    let folder = shipped();
    let scratch = tempfile::tempdir().expect("a folder");
    if !can_trace(scratch.path()) {
        return;
    }
    let (log, own) = (scratch.path().join("log"), scratch.path().join("own"));
    fs::create_dir(&own).expect("a folder");
    let mut command = Command::new("strace");
    command
        .args(["-f", "-s", "4096", "-e", "trace=open,openat,openat2,creat,connect,bind,execve", "-o"])
        .arg(&log);
    command.arg(env!("CARGO_BIN_EXE_actant")).arg("-d").arg(folder.path()).args(["serve", "--port", "0"]);
    // What runs the tests may have told the loader to look elsewhere first.
    command.env("TMPDIR", &own).env_remove("LD_LIBRARY_PATH");
    let mut served = Served::spawn(command);
    let first = fs::read_to_string(&log).expect("a log");
    let traced = Traced(first.split_whitespace().next().expect("a process").to_owned());

    let passwd = "file:///etc/passwd";
    for path in [
        "/",
        "/graph",
        "/actors",
        "/questions/who-blamed-whom",
        "/ask?q=who%20blamed%20whom",
        "/../../etc/passwd",
    ] {
        served.get_as(path, "text/html");
    }
    for (query, status) in [
        ("SELECT * { ?s ?p ?o }".to_owned(), 200),
        (format!("SELECT * FROM <{passwd}> {{ ?s ?p ?o }}"), 200),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }".to_owned(), 400),
        (format!("LOAD <{passwd}>"), 400),
    ] {
        assert_eq!(served.query(&query).status, status, "{query}");
    }
    served.get(&format!("/sparql?query=ASK%7B%7D&default-graph-uri={}", encoded(passwd)));
    // A table that changes is read by a process of its own.
    let table = folder.path().join("relations.csv");
    let version = served.get("/healthz").header("x-actant-version").map(str::to_owned);
    let text = fs::read_to_string(&table).expect("a table");
    let last = text.trim_end().rsplit('\n').next().expect("a row");
    let row = last.replacen(last.split(',').next().expect("an id"), "k999", 1);
    fs::write(&table, format!("{}\n{row}\n", text.trim_end())).expect("a table");
    let begun = std::time::Instant::now();
    while served.get("/healthz").header("x-actant-version").map(str::to_owned) == version {
        assert!(begun.elapsed().as_secs() < 120, "the new graph is never seen");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    drop(traced);
    served.wait();

    let program = fs::canonicalize(env!("CARGO_BIN_EXE_actant")).expect("a path");
    let folders = [folder.path(), &own].map(|path| fs::canonicalize(path).expect("a path"));
    // What the loader, the C library and the standard library look at in every program.
    let system =
        ["/etc/ld.so.", "/lib", "/usr/lib", "/proc/", "/sys/", "/dev/null", "/dev/urandom", "/etc/localtime"];
    let (mut opened, mut bound, mut started, mut wrong) = (0, 0, 0, Vec::new());
    for line in fs::read_to_string(&log).expect("a log").lines() {
        let quoted = line.split('"').nth(1).unwrap_or_default();
        let path = Path::new(quoted);
        if line.contains("connect(") {
            wrong.push(line.to_owned());
        } else if line.contains("bind(") {
            bound += 1;
        } else if line.contains("execve(") {
            started += 1;
            if quoted != env!("CARGO_BIN_EXE_actant") && path != program {
                wrong.push(line.to_owned());
            }
        } else if line.contains("open") || line.contains("creat(") {
            opened += 1;
            let is_own = path == program
                || folders.iter().any(|folder| path.starts_with(folder))
                || path.starts_with(folder.path())
                || path.starts_with(&own);
            let is_written = line.contains("O_CREAT") || line.contains("O_WRONLY") || line.contains("O_RDWR");
            let is_system = !is_written && system.iter().any(|begin| quoted.starts_with(begin));
            if !is_own && !is_system && !quoted.starts_with("/dev/null") && line.contains('"') {
                wrong.push(line.to_owned());
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // It did see something: a builder twice, workers, the tables, one door.
    assert!(opened > 20 && started >= 5 && bound == 1, "{opened} opened, {started} started, {bound} bound");
}
