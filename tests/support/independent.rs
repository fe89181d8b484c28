//! Second opinions: scripts of `tests/independent`, by programs that nobody here wrote.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// How the error of a script says that Python lacks what it needs.
pub const NO_LIBRARY: &[&str] = &["ModuleNotFoundError"];

/// How the error of a script says that there is no Chromium, or nothing to drive it with.
pub const NO_BROWSER: &[&str] = &["ModuleNotFoundError", "NoneType", "binary", "Unable to obtain driver"];

/// Runs a script and gives the JSON that it prints, or nothing after saying that it is skipped: where there is no
/// Python, or where its error has one of the words for what is `missing`. Any other failure fails the test, and with
/// `ACTANT_REQUIRE_SUITES=1` these do as well.
pub fn asked<A: AsRef<OsStr>>(
    script: &str,
    arguments: impl IntoIterator<Item = A>,
    missing: &[&str],
) -> Option<Value> {
    let required = std::env::var_os("ACTANT_REQUIRE_SUITES").is_some();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/independent").join(script);
    let output = match Command::new("python3").arg(path).args(arguments).output() {
        Ok(output) => output,
        Err(error) => {
            assert!(!required, "python3 is required but does not run: {error}");
            eprintln!("skipped: no python3 on this machine");
            return None;
        }
    };
    if output.status.success() {
        return Some(serde_json::from_slice(&output.stdout).expect("the script prints JSON"));
    }
    let error = String::from_utf8_lossy(&output.stderr);
    let is_missing = missing.iter().any(|word| error.contains(word));
    assert!(!required && is_missing, "{script} failed: {error}");
    eprintln!("skipped: python3 has not all that {script} needs");
    None
}
