//! Many damaged folders: none of them makes the reader panic or hang, and every error has its place. The number of
//! folders is that of `ACTANT_MUTATIONS`, the seed that of `ACTANT_SEED`; both are printed.

#[path = "support/corpus.rs"]
mod corpus;

use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread;
use std::time::{Duration, Instant};

use actant::diagnostic::{Code, Diagnostic, Severity};
use actant::ingest::{Encoding, ReadOptions, read_tables};
use actant::model::validate;

use corpus::{Folder, Random, borrowed};

/// No damaged folder of a few kilobytes takes longer, even in a build that is not optimised on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// Errors about a whole row or a whole file, in which no column can be named.
const WITHOUT_COLUMN: [Code; 14] = [
    Code::AMBIGUOUS_FILE,
    Code::BAD_SETTING,
    Code::DAMAGED_FILE,
    Code::DUPLICATE_TABLE,
    Code::MISSING_COLUMN,
    Code::MISSING_FILE,
    Code::NOT_UTF8,
    Code::OTHER_ENCODING,
    Code::SHEET_NAME,
    Code::TOO_LARGE,
    Code::WRONG_FORMAT,
    // Rules about several rows, which `locate` completes from the folder; this one is in memory.
    Code::BROADER_CYCLE,
    Code::PART_OF_CYCLE,
    Code::REVERSED_DATES,
];

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Gives every folder that is damaged.
fn folders() -> Vec<(String, Folder)> {
    let native = corpus::native();
    let mut folders = vec![("native".to_owned(), native.clone())];
    folders.extend(corpus::foreign().into_iter().map(|(name, folder)| (name.to_owned(), folder)));
    let table = |name: &str| -> Vec<u8> {
        native.iter().find(|(known, _)| known == name).expect("a table").1.clone()
    };
    let wide = |text: &[u8]| -> Vec<u8> {
        let text = String::from_utf8(text.to_vec()).expect("clean tables are UTF-8");
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    let relations = table("relations.csv");
    folders.push(("packed".to_owned(), vec![("relations.csv.gz".to_owned(), corpus::gz(&relations))]));
    folders.push(("utf-16".to_owned(), vec![("relations.csv".to_owned(), wide(&relations))]));
    let semicolons = String::from_utf8(table("actors.csv")).expect("UTF-8").replace(',', ";");
    folders.push((
        "semicolons".to_owned(),
        vec![
            ("actors.csv".to_owned(), semicolons.into_bytes()),
            ("relations.tsv".to_owned(), b"subject\trelation\tobject\npak\tblames\tafg\n".to_vec()),
        ],
    ));
    #[cfg(feature = "xlsx")]
    folders.push((
        "workbook".to_owned(),
        vec![(
            "book.xlsx".to_owned(),
            corpus::workbook(&[("relations", &relations), ("actors", &table("actors.csv"))]),
        )],
    ));
    folders
}

/// Bytes that mean something to some reader.
const TELLING: [&[u8]; 26] = [
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\t",
    b"\r",
    b"\n",
    b"\r\n",
    b"\0",
    b"\xFF",
    b"\xC3",
    b"\xE2\x80",
    b"\xEF\xBB\xBF",
    b"\xEF\xBF\xBD",
    b"\xEF\xBF\xBE",
    b"\x1F\x8B",
    b"PK\x03\x04",
    b"\x07",
    b"|",
    b"'",
    b"=",
    b"[",
    b"\xF0\x9F\x98\x80",
    b"sep=;\n",
    b" ",
    b"9999999999",
];

/// Damages a file in one way.
fn damage(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    let end = (at + random.below(40)).min(bytes.len());
    match random.below(12) {
        0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
        1 if at < bytes.len() => bytes[at] = random.below(256) as u8,
        2..=4 => drop(bytes.splice(at..at, TELLING[random.below(TELLING.len())].iter().copied())),
        5 => drop(bytes.drain(at..end)),
        6 => bytes.truncate(at),
        7 => {
            let part = bytes[at..end].to_vec();
            let to = random.below(bytes.len() + 1);
            drop(bytes.splice(to..to, part));
        }
        8 => {
            let from = random.below(other.len() + 1);
            let part = other[from..(from + random.below(60)).min(other.len())].to_vec();
            drop(bytes.splice(at..end, part));
        }
        9 => {
            let part = bytes[at..end].repeat(random.below(200));
            drop(bytes.splice(at..at, part));
        }
        10 => {
            let telling = TELLING[random.below(TELLING.len())];
            if let Some(found) = bytes.windows(telling.len()).position(|window| window == telling) {
                drop(
                    bytes.splice(found..found + telling.len(), TELLING[random.below(TELLING.len())].to_vec()),
                );
            }
        }
        _ => {
            let length = [10, 1_000, 70_000, 1_200_000][random.below(200) / 66];
            drop(bytes.splice(at..at, vec![b"x\",\n"[random.below(4)]; length]));
        }
    }
}

/// Gives what is wrong with the place of an error.
fn misplaced(problem: &Diagnostic, folder: &Folder) -> Option<&'static str> {
    let location = &problem.location;
    let name = location.file.split('#').next().unwrap_or_default();
    if problem.code != Code::MISSING_FILE && !folder.iter().any(|(file, _)| file == name) {
        return Some("its file is none of the folder");
    }
    if problem.severity != Severity::Error || WITHOUT_COLUMN.contains(&problem.code) {
        return None;
    }
    match &location.column {
        _ if location.line == 0 => Some("it has no line"),
        None => Some("it has no column"),
        Some(column) if column.character == 0 => Some("its column has no character"),
        Some(column) if column.name.is_empty() => Some("its column has no name"),
        Some(_) => None,
    }
}

/// Damages a folder and reads it. Gives how long that took, what was read, and how many errors were found.
fn read_damaged(case: u64, seed: u64, folders: &[(String, Folder)]) -> (Duration, String, usize) {
    let mut random = Random::new(seed.wrapping_mul(1_000_003).wrapping_add(case));
    let (name, clean) = &folders[random.below(folders.len())];
    let mut folder = clean.clone();
    for _ in 0..=random.below(6) {
        let file = random.below(folder.len());
        let other = &folders[random.below(folders.len())].1;
        let other = &other[random.below(other.len())].1;
        damage(&mut folder[file].1, other, &mut random);
    }
    let encodings =
        [None, None, None, Some("windows-1252"), Some("utf-16le"), Some("shift_jis"), Some("cp437")];
    let encoding = encodings[random.below(encodings.len())];
    let options = ReadOptions {
        threads: NonZeroUsize::MIN.saturating_add(random.below(2)),
        encoding: encoding.map(|name| Encoding::find(name).expect("an encoding")),
        replace_control: random.below(4) == 0,
        ..ReadOptions::default()
    };
    let what = format!("case {case} of seed {seed}, {name}, {encoding:?}");
    let start = Instant::now();
    let read = catch_unwind(AssertUnwindSafe(|| {
        let (dataset, mut report) = read_tables(&borrowed(&folder), &options)?;
        let problems: Vec<Diagnostic> = report.diagnostics().to_vec();
        let whole = !report.has_errors();
        let valid = validate(dataset, &mut report).is_ok();
        assert!(!valid || whole, "errors of reading forbid the use of the data");
        Ok::<_, actant::ingest::IngestError>(problems)
    }));
    let problems = match read {
        Ok(Ok(problems)) => problems,
        Ok(Err(error)) => panic!("{what}: memory cannot be read: {error}"),
        Err(_) => panic!("{what}: panicked"),
    };
    let took = start.elapsed();
    assert!(took < PATIENCE, "{what} took {took:?}");
    for problem in &problems {
        if let Some(reason) = misplaced(problem, &folder) {
            panic!("{what}: {reason}: {problem:?}");
        }
    }
    (took, what, problems.iter().filter(|problem| problem.severity == Severity::Error).count())
}

#[test]
fn damaged_folders_are_read_without_panic_and_every_error_has_its_place() {
    let (count, seed) = (number("ACTANT_MUTATIONS", 2_000), number("ACTANT_SEED", 20_251_126));
    println!("{count} damaged folders, seed {seed}");
    let folders = folders();
    let begun = Instant::now();
    // Every other folder on a thread of its own.
    let read = thread::scope(|scope| {
        let folders = &folders;
        let half = |first: u64| {
            let cases = (first..count).step_by(2);
            scope.spawn(move || cases.map(|case| read_damaged(case, seed, folders)).collect::<Vec<_>>())
        };
        let halves = [half(0), half(1)];
        halves.map(|half| half.join().unwrap_or_else(|panic| resume_unwind(panic))).concat()
    });
    let found: usize = read.iter().map(|(.., found)| found).sum();
    let slowest = read.iter().map(|(took, what, _)| (took, what)).max();
    println!("{found} errors, 0 panics, slowest {slowest:?}, all {:?}", begun.elapsed());
    assert!(found as u64 > count / 2, "damage is found");
}
