//! The rules of the house, held against its own files: who may import whom, who owns which crate, how long a file
//! may be and how it opens. `ARCHITECTURE.md` says them; this only reads.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// No file of the library or the program is longer.
const LONGEST: usize = 400;

/// Files that are longer all the same. The list may only become shorter.
const TOO_LONG: [&str; 0] = [];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Gives every Rust file below a folder, by its path from the root, in order.
fn rust_files(folder: &str) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let path = path.strip_prefix(root()).expect("below the root");
                files.push(path.to_str().expect("UTF-8").to_owned());
            }
        }
    }
    files.sort();
    files
}

/// Holds one line of the table of floors.
#[derive(Debug)]
struct Floor {
    module: String,
    may_import: BTreeSet<String>,
    owns: BTreeSet<String>,
}

/// Gives what stands between backticks.
fn quoted(text: &str) -> BTreeSet<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Reads the table of floors.
fn floors() -> Vec<Floor> {
    let text = read("ARCHITECTURE.md");
    let table = text.split("| floor |").nth(1).expect("a table of floors");
    let lines = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [_, module, _, may_import, owns] = cells[..] else { panic!("five cells: {line}") };
            let module = quoted(module).into_iter().next().expect("a module");
            Floor { module, may_import: quoted(may_import), owns: quoted(owns) }
        })
        .collect()
}

/// Gives the floor that a file belongs to; `lib.rs` and `main.rs` belong to none.
fn floor_of(file: &str) -> Option<&str> {
    let mut parts = file.split('/').skip(1);
    let (first, second) = (parts.next()?, parts.next());
    second.map(|_| first)
}

/// Gives the code of a file with neither comments nor the unit tests at its end, each line with its number.
fn code(file: &str, text: &str) -> Vec<(usize, String)> {
    if is_for_tests(file) {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line == "#[cfg(test)]" && text.lines().nth(number + 1) == Some("mod tests {") {
            break;
        }
        if !line.trim_start().starts_with("//") {
            lines.push((number + 1, line.to_owned()));
        }
    }
    lines
}

/// Tells whether the module above declares a file for tests only.
fn is_for_tests(file: &str) -> bool {
    let path = Path::new(file);
    let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
    let Some(parent) = path.parent().map(|parent| root().join(parent).join("mod.rs")) else { return false };
    let Ok(parent) = fs::read_to_string(parent) else { return false };
    let lines: Vec<&str> = parent.lines().collect();
    lines.windows(2).any(|pair| pair[0] == "#[cfg(test)]" && pair[1].ends_with(&format!("mod {stem};")))
}

/// Gives the words that follow `prefix` in a line: the modules of a path, braces opened.
fn paths(line: &str, prefix: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices(prefix) {
        let before = line[..at].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == ':') {
            continue;
        }
        let rest = &line[at + prefix.len()..];
        let word = |text: &str| -> String {
            text.trim().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
        };
        match rest.strip_prefix('{') {
            None => found.push(word(rest)),
            Some(inside) => found.extend(top_level(inside).iter().map(|part| word(part))),
        }
    }
    found
}

/// Cuts the inside of braces at its own commas.
fn top_level(text: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for letter in text.chars() {
        match letter {
            '}' if depth == 0 => break,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {
                depth += i32::from(letter == '{') - i32::from(letter == '}');
                parts.last_mut().expect("one part").push(letter);
            }
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

#[test]
fn every_floor_imports_only_what_it_may() {
    let floors: BTreeMap<String, Floor> =
        floors().into_iter().map(|floor| (floor.module.clone(), floor)).collect();
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        let Some(module) = floor_of(&file) else { continue };
        let floor = &floors[module];
        let text = read(&file);
        // A statement may go over several lines; so the code is read as one.
        let code: Vec<String> = code(&file, &text).into_iter().map(|(_, line)| line).collect();
        let code = code.join(" ");
        let from = if module == "cli" { ["actant::", "crate::"] } else { ["crate::", "actant::"] };
        for imported in paths(&code, from[0]) {
            if imported != *module && !floor.may_import.contains(&imported) {
                wrong.push(format!("{file}: `{module}` may not import `{imported}`"));
            }
        }
        for imported in paths(&code, from[1]) {
            if imported != *module {
                wrong.push(format!("{file}: `{}{imported}` is no path for `{module}`", from[1]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_of_floors_is_the_tree() {
    let floors = floors();
    let stated: BTreeSet<&str> = floors.iter().map(|floor| floor.module.as_str()).collect();
    let files = rust_files("src");
    let there: BTreeSet<&str> = files.iter().filter_map(|file| floor_of(file)).collect();
    assert_eq!(stated, there, "the table of floors, and the folders in src/");
    assert!(read("ARCHITECTURE.md").lines().count() <= 150, "ARCHITECTURE.md is longer than 150 lines");
    // Floors are listed from the ground up, so that what may be imported stands above.
    for (index, floor) in floors.iter().enumerate() {
        for imported in &floor.may_import {
            assert!(
                floors[..index].iter().any(|lower| lower.module == *imported),
                "`{imported}` does not lie below `{}`",
                floor.module
            );
        }
    }
}

#[test]
fn every_crate_has_the_owner_that_the_table_names() {
    let floors = floors();
    let architecture = read("ARCHITECTURE.md");
    let shared = architecture.lines().find(|line| line.starts_with("Crates of no one floor:"));
    let shared = quoted(shared.expect("a list of shared crates"));
    let manifest = read("Cargo.toml");
    let section = manifest.split("[dependencies]\n").nth(1).expect("dependencies");
    let section = section.split("\n[").next().expect("a section");
    let crates: Vec<&str> = section
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| Some(line.split_once('=')?.0.trim()))
        .collect();
    assert!(crates.is_sorted(), "dependencies are in the order of the alphabet");
    let stated: BTreeSet<&str> =
        floors.iter().flat_map(|floor| &floor.owns).chain(&shared).map(String::as_str).collect();
    assert_eq!(crates.iter().copied().collect::<BTreeSet<_>>(), stated, "Cargo.toml, and ARCHITECTURE.md");

    let mut wrong = Vec::new();
    let mut used: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for file in rust_files("src") {
        let text = read(&file);
        let lines = code(&file, &text);
        let module = floor_of(&file).unwrap_or("lib").to_owned();
        for name in &crates {
            let path = format!("{}::", name.replace('-', "_"));
            // A module of the same name hides the crate.
            let hidden = lines.iter().any(|(_, line)| line.ends_with(&format!("mod {name};")));
            if !hidden && lines.iter().any(|(_, line)| !paths(line, &path).is_empty()) {
                used.entry(name).or_default().insert(module.clone());
            }
        }
    }
    for name in &crates {
        let Some(users) = used.get(name) else {
            wrong.push(format!("nobody uses `{name}`"));
            continue;
        };
        match floors.iter().find(|floor| floor.owns.contains(*name)) {
            Some(owner) if users.iter().any(|user| *user != owner.module) => {
                wrong.push(format!("`{name}` belongs to `{}`, and is used by {users:?}", owner.module));
            }
            None if users.len() == 1 => wrong.push(format!("`{name}` is used by {users:?} alone")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    for file in rust_files("src").into_iter().chain(rust_files("tests")) {
        let text = read(&file);
        let opens = text.starts_with("//! ") || text.starts_with("#![doc = include_str!(");
        assert!(opens, "{file} does not open with `//!`");
    }
}

#[test]
fn no_file_is_too_long() {
    let long = |file: &str| read(file).lines().count() > LONGEST;
    for file in rust_files("src") {
        if long(&file) {
            assert!(TOO_LONG.contains(&file.as_str()), "{file} has more than {LONGEST} lines");
        }
    }
    for file in TOO_LONG {
        let done = !root().join(file).exists() || !long(file);
        assert!(!done, "{file} is no longer too long: take it off the list");
    }
}

#[test]
fn only_the_top_floor_prints_and_ends() {
    const REFUSED: [&str; 10] = [
        ".unwrap()",
        "panic!(",
        "todo!(",
        "unimplemented!(",
        "println!(",
        "print!(",
        "dbg!(",
        "process::exit",
        "process::abort",
        "env::var",
    ];
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        if matches!(floor_of(&file), Some("cli")) || file == "src/main.rs" {
            continue;
        }
        for (number, line) in code(&file, &read(&file)) {
            wrong.extend(
                REFUSED
                    .iter()
                    .filter(|word| line.contains(*word))
                    .map(|word| format!("{file}:{number}: `{word}` is not for this floor")),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_import_names_what_it_takes() {
    for file in rust_files("src").into_iter().chain(rust_files("tests")) {
        for (number, line) in read(&file).lines().enumerate() {
            let line = line.trim_start();
            let imports = line.starts_with("use ") || line.starts_with("pub use ");
            assert!(!imports || !line.contains('*'), "{file}:{}: an import of everything", number + 1);
        }
    }
}

#[test]
fn unsafe_stands_only_where_the_map_is_opened() {
    for file in rust_files("src") {
        let blocks = code(&file, &read(&file)).iter().filter(|(_, line)| line.contains("unsafe {")).count();
        assert!(
            blocks == 0 || file == "src/store/snapshot.rs" && blocks == 1,
            "{file}: {blocks} unsafe blocks"
        );
    }
}
