//! `check --fix` as a program: what it shows is a patch, what is killed has done all or nothing, and what cannot be
//! written is said.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Instant;

const ACTANT: &str = env!("CARGO_BIN_EXE_actant");
const ACTORS: &str = "id,label,aliases\ntajikistan,Tajikistan,Dushanbe\npakistan,Pakistan,Islamabad\n";

fn folder(rows: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("actors.csv"), ACTORS).expect("written");
    fs::write(folder.path().join("relations.csv"), relations(rows, "Dushanbe", "26/11/2025"))
        .expect("written");
    folder
}

fn relations(rows: usize, subject: &str, date: &str) -> String {
    let mut table = "subject,relation,object,date,source\n".to_owned();
    for row in 0..rows {
        table.push_str(&format!("{subject},blames,pakistan,{date},s{row}\n"));
    }
    table
}

fn fix(folder: &Path, more: &[&str]) -> Output {
    Command::new(ACTANT)
        .current_dir(folder)
        .args(["-d", ".", "check", "--fix"])
        .args(more)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_dry_run_writes_nothing_and_says_whether_it_would() {
    let folder = folder(2);
    let before = fs::read(folder.path().join("relations.csv")).expect("read");
    let shown = fix(folder.path(), &["--dry-run"]);
    assert_eq!(shown.status.code(), Some(1), "{}", text(&shown.stderr));
    assert!(text(&shown.stderr).contains("would make 4 repairs in 1 file: 2 bad-date, 2 not-an-id"));
    assert_eq!(fs::read(folder.path().join("relations.csv")).expect("read"), before);
    let made = fix(folder.path(), &[]);
    assert_eq!(made.status.code(), Some(0), "{}{}", text(&made.stdout), text(&made.stderr));
    assert!(text(&made.stdout).starts_with(&text(&shown.stdout)), "what is made is what was shown");
    let again = fix(folder.path(), &["--dry-run"]);
    assert_eq!((again.status.code(), text(&again.stdout).as_str()), (Some(0), ""));
    assert_eq!(text(&again.stderr), "nothing to repair\n");
}

#[test]
fn what_is_shown_is_a_patch() {
    if Command::new("patch").arg("--version").output().is_err() {
        eprintln!("skipped: `patch` is not installed");
        return;
    }
    for table in [
        relations(40, "Dushanbe", "26/11/2025"),
        relations(3, "Dushanbe", "26/11/2025").replace('\n', "\r\n"),
        relations(3, "Dushanbe", "26/11/2025").replacen('\n', "\r\n", 2),
        relations(3, "Dushanbe", "26/11/2025").trim_end().to_owned(),
        format!("\u{feff}{}", relations(1, "\"Dushanbe\"", "\"Nov 26, 2025\"")),
    ] {
        let folder = folder(1);
        let file = folder.path().join("relations.csv");
        fs::write(&file, &table).expect("written");
        let shown = fix(folder.path(), &["--dry-run"]);
        fs::write(folder.path().join("change.patch"), &shown.stdout).expect("written");
        let patched = Command::new("patch")
            .args(["-p0", "--binary", "-i", "change.patch"])
            .current_dir(folder.path())
            .output()
            .expect("patch starts");
        assert!(patched.status.success(), "{}{}", text(&patched.stdout), text(&patched.stderr));
        let by_patch = fs::read(&file).expect("read");
        fs::write(&file, &table).expect("written");
        fix(folder.path(), &[]);
        assert_eq!(text(&by_patch), text(&fs::read(&file).expect("read")));
    }
}

#[test]
fn programs_get_their_format_alone_on_standard_output() {
    let folder = folder(1);
    let made = fix(folder.path(), &["--format", "json"]);
    let problems: serde_json::Value = serde_json::from_slice(&made.stdout).expect("JSON and nothing else");
    assert!(problems.is_array());
    assert!(text(&made.stderr).contains("+tajikistan,blames"), "{}", text(&made.stderr));
}

#[test]
fn what_is_killed_has_done_all_or_nothing() {
    const ROWS: usize = 300;
    let before = relations(ROWS, "Dushanbe", "26/11/2025");
    let after = relations(ROWS, "tajikistan", "2025-11-26");
    let folder = folder(0);
    let file = folder.path().join("relations.csv");
    let (mut old, mut new) = (0, 0);
    fs::write(&file, &before).expect("written");
    let start = Instant::now();
    assert!(fix(folder.path(), &[]).status.success());
    let whole = start.elapsed();
    for step in 0..25 {
        let wait = whole * step / 18;
        fs::write(&file, &before).expect("written");
        let mut child = Command::new(ACTANT)
            .current_dir(folder.path())
            .args(["-d", ".", "check", "--fix"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        sleep(wait);
        let _ = child.kill();
        child.wait().expect("it ends");
        let found = fs::read_to_string(&file).expect("the file is there");
        assert!(found == before || found == after, "a part of a file after {wait:?}");
        *(if found == before { &mut old } else { &mut new }) += 1;
        if new > 5 {
            break;
        }
    }
    assert!(old > 0 && new > 0, "killed too early or too late: {old} old, {new} new");
    // What a killed run left beside the file does not hinder the next.
    fs::write(&file, &before).expect("written");
    assert!(fix(folder.path(), &[]).status.success());
    assert_eq!(fs::read_to_string(&file).expect("read"), after);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_only_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder(1);
    let before = fs::read(folder.path().join("relations.csv")).expect("read");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("set");
    let output = if fs::write(folder.path().join("probe"), "").is_ok() {
        // The superuser may write anywhere; so somebody else tries.
        fs::remove_file(folder.path().join("probe")).expect("removed");
        let program = tempfile::Builder::new().permissions(fs::Permissions::from_mode(0o755)).tempdir();
        let program = program.expect("a folder");
        fs::copy(ACTANT, program.path().join("actant")).expect("copied");
        let output = Command::new("setpriv")
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .arg(program.path().join("actant"))
            .args(["-d", ".", "check", "--fix"])
            .current_dir(folder.path())
            .output();
        match output {
            Ok(output) if !text(&output.stderr).starts_with("setpriv") => output,
            _ => {
                eprintln!("skipped: the superuser may write anywhere, and `setpriv` is not here");
                return;
            }
        }
    } else {
        fix(folder.path(), &[])
    };
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("error: cannot write beside `./relations.csv`; it is as it was"), "{said}");
    assert!(said.contains("because: Permission denied"), "{said}");
    assert_eq!(fs::read(folder.path().join("relations.csv")).expect("read"), before);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("set");
}

/// Only what `--fix` would repair is offered: not what stands in a packed table, or in one that is not UTF-8.
#[test]
fn repairs_are_offered_only_where_they_are_made() {
    let offered = |name: &str, bytes: &[u8], more: &[&str]| {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("actors.csv"), ACTORS).expect("written");
        fs::write(folder.path().join(name), bytes).expect("written");
        let mut command = Command::new(ACTANT);
        command.current_dir(folder.path()).args(["-d", ".", "check"]).args(more).env("NO_COLOR", "1");
        let output = command.output().expect("the program starts");
        let (out, said) = (text(&output.stdout), text(&output.stderr));
        assert!(out.contains("26/11/2025"), "{name}: the problem itself is shown\n{out}{said}");
        (said.contains("one right repair"), said)
    };
    let rows = relations(60, "pakistan", "26/11/2025");
    let (is_offered, said) = offered("relations.csv", rows.as_bytes(), &[]);
    assert!(
        is_offered && said.contains("60 problems with one right repair each"),
        "all, not those shown: {said}"
    );

    let mut packed = Vec::new();
    let mut encoder = flate2::write::GzEncoder::new(&mut packed, flate2::Compression::default());
    encoder.write_all(rows.as_bytes()).and_then(|()| encoder.try_finish()).expect("packed");
    drop(encoder);
    let (is_offered, said) = offered("relations.csv.gz", &packed, &[]);
    assert!(!is_offered, "{said}");

    let wide: Vec<u8> = rows.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (is_offered, said) =
        offered("relations.csv", &[&[0xFF, 0xFE], wide.as_slice()].concat(), &["--encoding", "UTF-16LE"]);
    assert!(!is_offered, "{said}");
}
