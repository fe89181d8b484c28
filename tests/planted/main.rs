//! Planted mistakes: clean folders made by chance, each spoilt in one way, must be reported at the very cell; clean
//! ones must be reported clean. `ACTANT_PLANTED_CASES` says how many cases of each kind are tried (and ten times as
//! many clean folders), `ACTANT_PLANTED_SEED` where chance begins.

mod clean;
mod mistakes;
mod more_mistakes;
mod random;
mod sheet;

use std::collections::BTreeMap;
use std::path::Path;

use actant::diagnostic::{Diagnostic, Report};
use actant::workspace::check;

use crate::mistakes::{Mistake, Planted};
use crate::random::Random;
use crate::sheet::Folder;

fn setting(name: &str, default: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|error| panic!("{name}: {error}")),
        Err(_) => default,
    }
}

fn cases() -> usize {
    setting("ACTANT_PLANTED_CASES", 1) as usize
}

/// Gives the chance of one case: the same for the same seed, whatever else is tried.
fn chance(of: usize, case: usize) -> Random {
    let seed = setting("ACTANT_PLANTED_SEED", 20_251_126);
    let mut random = Random::new(seed ^ ((of as u64) << 32) ^ case as u64);
    random.next();
    random
}

fn report(folder: &Folder, place: &Path) -> Report {
    for entry in std::fs::read_dir(place).expect("a folder") {
        std::fs::remove_file(entry.expect("a file").path()).expect("removed");
    }
    folder.write(place);
    check(place).expect("the folder can be read").1
}

fn shown(problem: &Diagnostic) -> String {
    format!("{}: {}[{}]: {}", problem.location, problem.severity, problem.code, problem.message)
}

fn show(folder: &Folder) -> String {
    folder
        .0
        .iter()
        .map(|(file, sheet)| format!("--- {file}\n{}", sheet.write().0.replace('\r', "\n")))
        .collect()
}

#[test]
fn clean_folders_are_clean() {
    let place = tempfile::tempdir().expect("a folder");
    let count = 10 * cases();
    for case in 0..count {
        let folder = clean::folder(&mut chance(0, case));
        let report = report(&folder, place.path());
        let found: Vec<String> = report.diagnostics().iter().map(shown).collect();
        assert!(report.is_empty(), "case {case}:\n{}\n{}", found.join("\n"), show(&folder));
    }
    println!("{count} clean folders, no false alarm; seed {}", setting("ACTANT_PLANTED_SEED", 20_251_126));
}

/// Plants one mistake; where chance made a folder that has no room for it, another folder is tried.
fn plant(number: usize, mistake: &Mistake, case: usize) -> (Folder, Planted) {
    for attempt in 0..200 {
        let mut random = chance(number + 1, case * 1_000 + attempt);
        let mut folder = clean::folder(&mut random);
        if let Some(planted) = (mistake.plant)(&mut folder, &mut random) {
            return (folder, planted);
        }
    }
    panic!("no folder has room for `{}`", mistake.code);
}

#[test]
fn every_planted_mistake_is_found_at_its_cell() {
    let place = tempfile::tempdir().expect("a folder");
    let mistakes: Vec<Mistake> = mistakes::all().into_iter().chain(more_mistakes::all()).collect();
    let (mut classes, mut wrong, mut of_class) = (0, Vec::new(), BTreeMap::new());
    for (number, mistake) in mistakes.iter().enumerate() {
        classes += 1;
        for case in 0..cases() {
            let (folder, planted) = plant(number, mistake, case);
            let (line, character) = folder.address(planted.file, planted.row, planted.column);
            let character = character + planted.offset;
            let file = place.path().join(planted.file).display().to_string();
            let report = report(&folder, place.path());
            let here = |problem: &&Diagnostic| {
                let found = problem.location.column.as_ref().map(|column| column.character);
                problem.code.name() == mistake.code
                    && *problem.location.file == *file
                    && problem.location.line == line
                    && found == Some(character)
            };
            let found = report.diagnostics().iter().find(here).is_some();
            // A slip that is no error may leave something else unused; nothing more may follow from it.
            let whole = !report.has_errors();
            let beside = |problem: &&Diagnostic| {
                let code = problem.code.name();
                let unused = whole && code.starts_with("unused-");
                code != mistake.code && !unused && !mistake.beside.contains(&code)
            };
            let alarms: Vec<String> = report.diagnostics().iter().filter(beside).map(shown).collect();
            if !found || !alarms.is_empty() {
                let all: Vec<String> = report.diagnostics().iter().map(shown).collect();
                let what = if found { alarms.join("; ") } else { "not found".to_owned() };
                of_class.entry(mistake.code).or_insert_with(Vec::new).push(format!("case {case}: {what}"));
                wrong.push(format!(
                    "`{}`, case {case}: {} at {}:{line}:{character}; {} false alarms\n{}\n{}",
                    mistake.code,
                    if found { "found" } else { "NOT found" },
                    planted.file,
                    alarms.len(),
                    all.join("\n"),
                    show(&folder)
                ));
            }
        }
    }
    for (code, cases) in &of_class {
        println!("`{code}`: {} wrong, such as {}", cases.len(), cases[0]);
    }
    if let Some(first) = wrong.first() {
        panic!("{} wrong of {}, the first:\n{first}", wrong.len(), classes * cases());
    }
    assert!(classes >= 30, "{classes} kinds of mistakes");
    println!(
        "{classes} kinds of mistakes, {} cases each, all found; seed {}",
        cases(),
        setting("ACTANT_PLANTED_SEED", 20_251_126)
    );
}
