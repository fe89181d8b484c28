//! Every kind of problem: a folder of broken tables in `cases/` with the lines that reading it must give, and a long
//! text with an example. `ACTANT_BLESS=1` writes the lines anew; read what changed.

use std::fs;
use std::path::{Path, PathBuf};

use actant::diagnostic::{Code, RepairKind, Report, manual};
use actant::ingest::expectations::expectations;
use actant::ingest::{ReadOptions, locate, read};
use actant::model::validate;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(folder).expect("the cases are there");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("a case").path()).collect();
    cases.sort();
    cases
}

fn check(folder: &Path) -> Report {
    let (dataset, mut report) = read(folder, &ReadOptions::default()).expect("the case can be read");
    let valid = validate(dataset, &mut report).is_ok();
    assert_eq!(valid, !report.has_errors());
    locate(folder, &ReadOptions::default(), &mut report).expect("the case can be read again");
    report.extend(expectations(folder).expect("the expectations can be read").1);
    report
}

fn short(folder: &Path, report: &Report) -> String {
    let prefix = format!("{}/", folder.display());
    let mut lines = String::new();
    for problem in report.diagnostics() {
        let (location, code, message) = (&problem.location, problem.code, &problem.message);
        lines.push_str(&format!("{location}: {}[{code}]: {message}\n", problem.severity));
        if let Some(hint) = &problem.hint {
            lines.push_str(&format!("  hint: {hint}\n"));
        }
    }
    lines.replace(&prefix, "")
}

#[test]
fn every_case_gives_its_lines() {
    let mut wrong = Vec::new();
    for folder in cases() {
        let found = short(&folder, &check(&folder));
        let file = folder.join("expected.txt");
        if std::env::var_os("ACTANT_BLESS").is_some() {
            fs::write(&file, &found).expect("the lines can be written");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if found != expected {
            wrong.push(format!("{}\n--- expected\n{expected}--- found\n{found}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case_that_shows_it() {
    let cases = cases();
    for code in Code::ALL {
        let folder = cases.iter().find(|folder| folder.ends_with(code.name()));
        let folder = folder.unwrap_or_else(|| panic!("`{code}` has no folder in tests/cases"));
        let report = check(folder);
        assert!(report.diagnostics().iter().any(|problem| problem.code == *code), "{code}");
    }
}

#[test]
fn every_code_has_an_explanation_with_an_example() {
    for code in Code::ALL {
        let text = code.explanation();
        assert!(text.starts_with(&format!("# {code}\n")), "{code}: the heading is the code");
        assert!(text.matches("```").count() >= 2, "{code}: there is an example");
        assert!(text.lines().count() >= 10, "{code}: there is more than a title");
    }
}

#[test]
fn every_explanation_begins_with_what_is_wrong() {
    assert!(Code::ALL.len() >= 40, "{} codes", Code::ALL.len());
    assert!(Code::ALL.is_sorted(), "the codes are in the order of the alphabet");
    for code in Code::ALL {
        let summary = code.summary();
        assert!((20..=180).contains(&summary.chars().count()), "{code}: {summary}");
    }
}

#[test]
fn the_list_of_problems_is_kept() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/problems.md");
    if std::env::var_os("ACTANT_BLESS").is_some() {
        fs::write(&path, manual()).expect("the page can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == manual(),
        "docs/problems.md is stale: run `ACTANT_BLESS=1 cargo test --test diagnostics`"
    );
}

#[test]
fn every_cell_has_a_character() {
    for folder in cases() {
        for problem in check(&folder).diagnostics() {
            let column = problem.location.column.as_ref();
            assert!(column.is_none_or(|column| column.character > 0), "{}: {problem:?}", folder.display());
        }
    }
}

#[test]
fn every_kind_of_repair_is_explained_and_is_no_code() {
    assert!(RepairKind::ALL.is_sorted_by_key(|kind| kind.name), "they are in the order of the alphabet");
    for kind in RepairKind::ALL {
        assert!(Code::find(kind.name).is_none(), "{}", kind.name);
        assert!(kind.explanation.starts_with(&format!("# {}\n", kind.name)), "{}", kind.name);
        assert_eq!(kind.explanation.matches("```csv").count(), 2, "{}: before and after", kind.name);
        assert!((20..=250).contains(&kind.summary().chars().count()), "{}", kind.summary());
    }
}
