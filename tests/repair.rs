//! `check --fix`: what is repaired, what is never touched, and that every other byte stays.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use actant::diagnostic::{Code, RepairKind, Severity};
use actant::workspace::{Repairs, RowEnds, check, repair};
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::test_runner::Config;

const ACTORS: &str = "\
id,label,type,aliases
tajikistan,Tajikistan,state,Dushanbe|Tajik government
pakistan,Pakistan,state,Islamabad
taliban-government,Taliban government,government-body,Taliban
csto,Collective Security Treaty Organization,organisation,
cote-d-ivoire,Côte d’Ivoire,state,
kabul-a,Kabul authorities,government-body,Kabul
kabul-b,Kabul council,government-body,The council
";

const EVENTS: &str = "id,label,date\nmine-attack,Attack on the mine,2025-11-26\n";
const SOURCES: &str = "id,title\ns1,First dispatch\n";

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("written");
    }
    folder
}

fn with_relations(relations: &[u8]) -> tempfile::TempDir {
    folder(&[
        ("actors.csv", ACTORS.as_bytes()),
        ("events.csv", EVENTS.as_bytes()),
        ("sources.csv", SOURCES.as_bytes()),
        ("relations.csv", relations),
    ])
}

fn repairs(folder: &Path) -> Repairs {
    repair(folder, RowEnds::AsTheyAre).expect("the folder can be read")
}

/// Repairs a folder and gives the repaired file.
fn repaired(folder: &Path, name: &str) -> Vec<u8> {
    repairs(folder).write().expect("the folder can be written");
    fs::read(folder.join(name)).expect("the file is there")
}

fn errors(folder: &Path) -> usize {
    check(folder).expect("the folder can be read").1.count(Severity::Error)
}

/// What a cell of a column becomes. What is the same on both sides must not be touched.
const CELLS: [(&str, &str, &str, &str); 62] = [
    // What a table declares is written by its id.
    ("subject", "Dushanbe", "tajikistan", "not-an-id"),
    ("subject", "TAJIKISTAN", "tajikistan", "not-an-id"),
    ("subject", "Tajik Government", "tajikistan", "not-an-id"),
    ("object", "Collective Security Treaty Organization", "csto", "not-an-id"),
    ("speaker", "Islamabad", "pakistan", "not-an-id"),
    ("about", "attack on the mine", "mine-attack", "not-an-id"),
    ("source", "First Dispatch", "s1", "not-an-id"),
    ("subject", "tajikistan", "tajikistan", ""),
    // Relation types that ship are declared by no table here.
    ("relation", "condemned", "condemned", ""),
    // A name that two share, a slip of the pen, an abbreviation, another script: people decide.
    ("subject", "Kabul", "kabul-a", "not-an-id"),
    ("subject", "Pakstan", "Pakstan", ""),
    ("subject", "C.S.T.O.", "C.S.T.O.", ""),
    ("subject", "Таджикистан", "Таджикистан", ""),
    ("subject", "Burundi", "Burundi", ""),
    // What only looks like a name is that name.
    ("subject", "T\u{430}jikistan", "tajikistan", "unknown-actor"),
    ("subject", "\u{420}akistan", "pakistan", "unknown-actor"),
    ("object", "Tali\u{200b}ban", "taliban-government", "unknown-actor"),
    ("object", "Taliban\u{a0}government", "taliban-government", "not-an-id"),
    ("object", "Côte d'Ivoire", "cote-d-ivoire", "unknown-actor"),
    ("object", "P\u{430}kistn", "P\u{430}kistn", ""),
    // White space around a cell.
    ("subject", " pakistan", "pakistan", "stray-space"),
    ("subject", "pakistan\u{a0}\t", "pakistan", "stray-space"),
    ("subject", "\u{feff}pakistan\u{200b}", "pakistan", "stray-space"),
    ("note", "  a note\n", "a note", "stray-space"),
    ("note", "prix : 5\u{a0}€", "prix : 5\u{a0}€", ""),
    ("note", "می\u{200c}خواهم", "می\u{200c}خواهم", ""),
    ("note", "two  spaces", "two  spaces", ""),
    ("mine", " own column ", "own column", "stray-space"),
    // The form of letters.
    ("note", "cafe\u{301}", "caf\u{e9}", "unicode-form"),
    ("quote", "Emomali\u{304}", "Emomal\u{12b}", "unicode-form"),
    ("note", "ﬁle", "ﬁle", ""),
    // Dates that can be read in one way.
    ("date", "26/11/2025", "2025-11-26", "bad-date"),
    ("date", "11/26/2025", "2025-11-26", "bad-date"),
    ("date", "26.11.2025", "2025-11-26", "bad-date"),
    ("date", "Nov 26, 2025", "2025-11-26", "bad-date"),
    ("date", "26 November 2025", "2025-11-26", "bad-date"),
    ("date", "26th Nov. 2025", "2025-11-26", "bad-date"),
    ("date", "2025/11/26", "2025-11-26", "bad-date"),
    ("date", "2025-1-5", "2025-01-05", "bad-date"),
    ("date", "20251126", "2025-11-26", "bad-date"),
    ("date", "November 2025", "2025-11", "bad-date"),
    ("date", "since 2005", "2005/..", "bad-date"),
    ("date", "2025-11-26 00:00:00", "2025-11-26", "bad-date"),
    ("date", "05/05/2025", "2025-05-05", "bad-date"),
    // And those that cannot, or would lose something.
    ("date", "03/04/2025", "03/04/2025", ""),
    ("date", "26/11/25", "26/11/25", ""),
    ("date", "26/11/2025?", "26/11/2025?", ""),
    ("date", "2025-11-26 14:30", "2025-11-26 14:30", ""),
    ("date", "2010/11", "2010/11", ""),
    ("date", "last week", "last week", ""),
    ("date", "45987", "45987", ""),
    ("date", "2025-11-26", "2025-11-26", ""),
    ("date", "XXXX-11-26", "XXXX-11-26", ""),
    // The words of a status.
    ("status", "Alleged", "alleged", "letter-case"),
    ("status", "Alleged ", "alleged", "stray-space"),
    ("status", "alleg\u{435}d", "alleged", "bad-status"),
    ("status", "aleged", "aleged", ""),
    ("status", "", "", ""),
    // What is no name and no date.
    ("count", "1,344", "1,344", ""),
    ("count", "5", "5", ""),
    ("locator", "para 3", "para 3", ""),
    ("quote", "“so they say”", "“so they say”", ""),
];

const COLUMNS: [&str; 12] = [
    "id", "subject", "relation", "object", "about", "date", "status", "speaker", "source", "locator",
    "quote", "note",
];

/// Writes a row that is right but for one cell.
fn row(column: &str, written: &str) -> String {
    let quoted = format!("\"{}\"", written.replace('"', "\"\""));
    let cell = |name: &&str| match *name {
        name if name == column => quoted.clone(),
        "id" => "k1".to_owned(),
        "subject" => "tajikistan".to_owned(),
        "relation" => "blames".to_owned(),
        "object" => "pakistan".to_owned(),
        _ => String::new(),
    };
    let more = |name: &str| if name == column { quoted.clone() } else { String::new() };
    let cells: Vec<String> = COLUMNS.iter().map(cell).chain([more("count"), more("mine")]).collect();
    format!("{},count,mine\n{}\n", COLUMNS.join(","), cells.join(","))
}

#[test]
fn every_cell_becomes_what_it_can_only_have_meant() {
    let mut wrong = Vec::new();
    for (column, written, meant, word) in CELLS {
        let folder = with_relations(row(column, written).as_bytes());
        let found = repairs(folder.path());
        let words: Vec<&str> = found.counts().into_keys().collect();
        let after = repaired(folder.path(), "relations.csv");
        let after = String::from_utf8(after).expect("UTF-8");
        let as_meant = after == row(column, meant) && (word.is_empty() == words.is_empty());
        let explained = |word: &&str| Code::find(word).is_some() || RepairKind::find(word).is_some();
        assert!(words.iter().all(explained), "`explain` knows {words:?}");
        if !as_meant || !(word.is_empty() || words.contains(&word)) {
            wrong.push(format!("{column} {written:?}: {words:?}, expected {meant:?} ({word})\n{after}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_name_that_two_share_is_left_alone() {
    let actors = "id,label,aliases\na,One,Kabul\nb,Two,kabul\nc,Three,\n";
    let relations = "subject,relation,object\nKabul,blames,c\n";
    let folder = folder(&[("actors.csv", actors.as_bytes()), ("relations.csv", relations.as_bytes())]);
    assert!(repairs(folder.path()).is_empty());
}

#[test]
fn a_kind_that_no_table_declares_keeps_its_names() {
    // Labels stay; only what nobody types on purpose is written like its twin.
    let relations = "subject,relation,object\nTajikistan,blames,the militants\nT\u{430}jikistan,blames,the militants\n\
                     Таджикистан,blames,СТО\nCTO,blames,the militants\n";
    let folder = folder(&[("relations.csv", relations.as_bytes())]);
    let found = repairs(folder.path());
    assert_eq!(found.counts(), BTreeMap::from([("near-miss", 1)]));
    let after = String::from_utf8(repaired(folder.path(), "relations.csv")).expect("UTF-8");
    assert_eq!(after, relations.replace("T\u{430}jikistan", "Tajikistan"));
}

#[test]
fn every_use_of_a_look_alike_is_repaired() {
    let mut relations = "subject,relation,object\n".to_owned();
    for number in 0..1_500 {
        relations
            .push_str(&format!("T\u{430}jikistan,blames,actor {number}\nTajikistan,meets,actor {number}\n"));
    }
    let folder = folder(&[("relations.csv", relations.as_bytes())]);
    let after = String::from_utf8(repaired(folder.path(), "relations.csv")).expect("UTF-8");
    assert_eq!(after, relations.replace("T\u{430}jikistan", "Tajikistan"));
}

#[test]
fn tables_of_entities_are_repaired_too() {
    let actors = "id,label,type,aliases,part_of,country\n\
                  pakistan,\u{a0}Pakistan,state,Islamabad,,\n\
                  ,Border\u{a0}Guard,government-body,,,Islamabad\n\
                  ,Twin,,,,\n,twin,,,,\n";
    let events = "id,label,date,place\nraid,Raid,\"Nov 26, 2025\",the ford\n";
    let places = "id,label\nford,The ford\n";
    let types = "id,label,forms,quad,broader\nshells,shells,\"shell, shells\",Material-Conflict,\n\
                 hits,hits,,,Shells\n";
    let relations =
        "subject,relation,object,about\npakistan,shelled,Border Guard,RAID\npakistan,Hits,raid,raid\n";
    let folder = folder(&[
        ("actors.csv", actors.as_bytes()),
        ("events.csv", events.as_bytes()),
        ("places.csv", places.as_bytes()),
        ("relation_types.csv", types.as_bytes()),
        ("relations.csv", relations.as_bytes()),
    ]);
    repairs(folder.path()).write().expect("written");
    let text = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a table");
    assert_eq!(
        text("actors.csv"),
        "id,label,type,aliases,part_of,country\n\
         pakistan,Pakistan,state,Islamabad,,\n\
         border-guard,Border Guard,government-body,,,pakistan\n\
         ,Twin,,,,\n,twin,,,,\n",
        "two rows that would get the same id get none"
    );
    assert_eq!(text("events.csv"), "id,label,date,place\nraid,Raid,\"2025-11-26\",ford\n");
    assert_eq!(
        text("relation_types.csv"),
        "id,label,forms,quad,broader\nshells,shells,\"shell, shells\",material-conflict,\nhits,hits,,,shells\n"
    );
    assert_eq!(
        text("relations.csv"),
        "subject,relation,object,about\npakistan,shelled,border-guard,raid\npakistan,hits,raid,raid\n"
    );
}

#[test]
fn an_id_never_becomes_that_of_another_row() {
    let actors = "id,label\nfirst-row,One\nfirst\u{200b}-row,Two\n a ,Three\na\u{ad},Four\n";
    let relations = "subject,relation,object\nfirst-row,blames,first\u{200b}-row\n";
    let folder = folder(&[("actors.csv", actors.as_bytes()), ("relations.csv", relations.as_bytes())]);
    let before = errors(folder.path());
    let after = String::from_utf8(repaired(folder.path(), "actors.csv")).expect("UTF-8");
    assert_eq!(after, actors.replace(" a ", "a"));
    assert!(errors(folder.path()) <= before);
}

#[test]
fn the_id_of_a_claim_is_repeated_exactly() {
    let relations = "id,subject,relation,object\nk\u{a0}e\u{301} ,tajikistan,blames,pakistan\n\
                     k2,pakistan,denies,k\u{a0}e\u{301}\n";
    let folder = with_relations(relations.as_bytes());
    assert_eq!(errors(folder.path()), 0);
    let after = String::from_utf8(repaired(folder.path(), "relations.csv")).expect("UTF-8");
    assert_eq!(after, relations.replace("e\u{301} ,", "e\u{301},"));
    assert_eq!(errors(folder.path()), 0);
}

#[test]
fn a_claim_without_an_id_gets_the_one_that_it_has_anyway() {
    let relations = "id,subject,relation,object,date\nk1,tajikistan,blames,pakistan,\n,pakistan,denies,k1,\n\
                     ,pakistan,blames,nobody,\n,tajikistan,meets,csto,26/11/2025\n";
    let folder = with_relations(relations.as_bytes());
    let after = String::from_utf8(repaired(folder.path(), "relations.csv")).expect("UTF-8");
    let ids: Vec<&str> = after.lines().skip(1).map(|line| line.split(',').next().expect("a cell")).collect();
    assert_eq!(ids[0], "k1");
    assert!(ids[1].len() == 16 && ids[1].chars().all(|digit| digit.is_ascii_hexdigit()), "{after}");
    assert_eq!(ids[2], "", "a claim that is not right yet will say something else");
    assert_eq!(ids[3].len(), 16);
    // The id is that of the graph: a folder that never had an id column derives the same.
    let same = "subject,relation,object,date\ntajikistan,meets,csto,2025-11-26\n";
    let derived = with_relations(same.as_bytes());
    let (dataset, _) = check(derived.path()).expect("read");
    let dataset = dataset.expect("no errors");
    match &dataset.claims.ids {
        actant::model::ClaimIds::Derived(keys) => assert_eq!(format!("{:016x}", keys[0]), ids[3]),
        actant::model::ClaimIds::Named(_) => panic!("nobody named them"),
    }
    // Without the column nothing is added.
    assert!(repairs(derived.path()).is_empty());
}

#[test]
fn line_ends_are_mended_where_they_are_mixed() {
    for (before, after) in [
        (
            "subject,relation,object\r\na,blames,b\nc,blames,d\r\n",
            "subject,relation,object\na,blames,b\nc,blames,d\n",
        ),
        ("subject,relation,object\ra,blames,b\r\n", "subject,relation,object\na,blames,b\n"),
        // A line end inside a cell is a part of the cell, as spreadsheets write it.
        (
            "subject,relation,object,note\r\na,blames,b,\"x\ny\"\r\n",
            "subject,relation,object,note\r\na,blames,b,\"x\ny\"\r\n",
        ),
        ("subject,relation,object\r\na,blames,b\r\n", "subject,relation,object\r\na,blames,b\r\n"),
        ("subject,relation,object\ra,blames,b", "subject,relation,object\ra,blames,b"),
    ] {
        let folder = folder(&[("relations.csv", before.as_bytes())]);
        assert_eq!(String::from_utf8_lossy(&repaired(folder.path(), "relations.csv")), after);
    }
    let folder = folder(&[("relations.csv", b"subject,relation,object\r\na,blames,\"b\r\nc\"\r\n")]);
    repair(folder.path(), RowEnds::Lf).expect("read").write().expect("written");
    let after = fs::read_to_string(folder.path().join("relations.csv")).expect("a table");
    assert_eq!(after, "subject,relation,object\na,blames,\"b\r\nc\"\n");
}

#[test]
fn rows_that_cannot_be_told_into_cells_are_left_alone() {
    for relations in [
        "subject,relation,object,note\nDushanbe,blames,pakistan, x ,one too many\n",
        "subject,relation,object,note\nDushanbe,blames,pakistan\n",
        "subject,relation,object,note\nDushanbe,blames,pakistan,5\" gun \n",
        "subject,relation,object,note\nDushanbe,blames,pakistan,\"never closed \nDushanbe, blames ,csto,\r\n",
    ] {
        let folder = with_relations(relations.as_bytes());
        let after = String::from_utf8(repaired(folder.path(), "relations.csv")).expect("UTF-8");
        let kept = relations.lines().nth(1).expect("a row");
        assert!(after.contains(kept), "{relations:?}\n{after:?}");
    }
}

#[test]
fn a_table_in_another_encoding_is_not_repaired_and_it_is_said() {
    let folder = folder(&[("relations.csv", b"subject,relation,object,note\na ,blames,b,caf\xE9\n")]);
    let found = repairs(folder.path());
    assert!(found.is_empty());
    let [(file, reason)] = &found.skipped[..] else { panic!("{:?}", found.skipped) };
    assert!(file.ends_with("relations.csv") && reason.contains("UTF-8"), "{file}: {reason}");
}

#[test]
fn a_file_that_changed_meanwhile_is_left_alone() {
    let folder = with_relations(b"subject,relation,object\nDushanbe,blames,pakistan\n");
    let found = repairs(folder.path());
    let newer = "subject,relation,object\nIslamabad,blames,tajikistan\n";
    fs::write(folder.path().join("relations.csv"), newer).expect("written");
    let error = found.write().expect_err("the file has changed");
    assert!(error.to_string().contains("has been changed meanwhile"), "{error}");
    assert_eq!(fs::read_to_string(folder.path().join("relations.csv")).expect("a table"), newer);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 4, "nothing lies beside it");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = with_relations(b"subject,relation,object\ntajikistan,blames,pakistan\n");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let target = elsewhere.path().join("claims.csv");
    fs::write(&target, "subject,relation,object\nDushanbe,blames,pakistan\n").expect("written");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("set");
    let link = folder.path().join("relations.csv");
    fs::remove_file(&link).expect("removed");
    symlink(&target, &link).expect("a link");
    repairs(folder.path()).write().expect("written");
    assert!(link.symlink_metadata().expect("there").is_symlink());
    assert_eq!(
        fs::read_to_string(&target).expect("read"),
        "subject,relation,object\ntajikistan,blames,pakistan\n"
    );
    assert_eq!(fs::metadata(&target).expect("there").permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_dir(elsewhere.path()).expect("a folder").count(), 1, "nothing lies beside it");
}

/// A cell as it is written and as it is meant.
fn cell(column: &'static str) -> impl Strategy<Value = (String, String)> {
    let known: Vec<(String, String)> = CELLS
        .iter()
        .filter(|(of, written, ..)| *of == column && !written.contains('\n'))
        .map(|(_, written, meant, _)| ((*written).to_owned(), (*meant).to_owned()))
        .collect();
    proptest::sample::select(known)
}

/// How a file is written.
#[derive(Debug, Clone)]
struct Style {
    mark: bool,
    ends: Vec<&'static str>,
    last: bool,
}

fn style(rows: usize) -> impl Strategy<Value = Style> {
    let end = || prop_oneof![Just("\n"), Just("\r\n"), Just("\r")];
    let ends = prop_oneof![
        end().prop_map(move |end| vec![end; rows + 1]),
        proptest::collection::vec(end(), rows + 1)
    ];
    (any::<bool>(), ends, any::<bool>()).prop_map(|(mark, ends, last)| Style { mark, ends, last })
}

/// Writes rows of cells, each with whether it is in quotes.
fn write(header: &str, rows: &[Vec<(String, bool)>], style: &Style) -> Vec<u8> {
    let mut lines = vec![header.to_owned()];
    for row in rows {
        let cells = row.iter().map(|(text, quoted)| match text {
            text if *quoted || text.contains([',', '"', '\n', '\r']) => {
                format!("\"{}\"", text.replace('"', "\"\""))
            }
            text => text.clone(),
        });
        lines.push(cells.collect::<Vec<_>>().join(","));
    }
    let mut file = if style.mark { "\u{feff}".to_owned() } else { String::new() };
    let count = lines.len();
    for (number, (line, end)) in lines.into_iter().zip(&style.ends).enumerate() {
        file.push_str(&line);
        if number + 1 < count || style.last {
            file.push_str(end);
        }
    }
    file.into_bytes()
}

fn written_row() -> impl Strategy<Value = Vec<((String, String), bool)>> {
    let free = "[ -~äé\u{301}“”]{0,12}".prop_map(|text| {
        let meant = actant::spelling::compose(text.trim()).into_owned();
        (text, meant)
    });
    (
        (cell("subject"), cell("object"), cell("date"), cell("status"), cell("source"), cell("note"), free),
        proptest::collection::vec(any::<bool>(), 8),
    )
        .prop_map(|((subject, object, date, status, source, note, free), quoted)| {
            let relation = ("blames".to_owned(), "blames".to_owned());
            [subject, relation, object, date, status, source, note, free].into_iter().zip(quoted).collect()
        })
}

proptest! {
    #![proptest_config(Config { cases: 96, ..Config::default() })]

    /// The oracle writes the same file twice: with the cells as they are, and with the cells as they are meant.
    #[test]
    fn nothing_but_the_cells_that_change_changes(
        (rows, style) in (1_usize..6).prop_flat_map(|count| {
            (proptest::collection::vec(written_row(), count), style(count))
        })
    ) {
        let header = "subject,relation,object,date,status,source,note,my own";
        let side = |meant: bool| -> Vec<Vec<(String, bool)>> {
            rows.iter()
                .map(|row| {
                    row.iter()
                        .map(|((written, right), quoted)| {
                            // What needs quotes as it is written keeps them.
                            let quoted = *quoted || written.contains([',', '"']);
                            (if meant { right.clone() } else { written.clone() }, quoted)
                        })
                        .collect()
                })
                .collect()
        };
        let folder = with_relations(&write(header, &side(false), &style));
        let mut ends: Vec<&str> = style.ends.clone();
        if !style.last {
            ends.pop();
        }
        let mixed = ends.iter().any(|end| *end != ends[0]);
        let expected = Style { ends: if mixed { vec!["\n"; style.ends.len()] } else { style.ends.clone() }, ..style };
        let expected = write(header, &side(true), &expected);
        let before = errors(folder.path());
        let after = repaired(folder.path(), "relations.csv");
        assert_eq!(String::from_utf8_lossy(&after), String::from_utf8_lossy(&expected));
        // What was repaired is not found again, and nothing is found that was not there.
        let again = repairs(folder.path());
        assert!(again.is_empty(), "{:?}", again.counts());
        assert!(errors(folder.path()) <= before);
    }

    /// Whatever is in the files, repairing ends, is done once, and makes nothing worse.
    #[test]
    fn any_bytes_are_repaired_once_and_never_made_worse(
        places in proptest::collection::vec((0_usize..4, any::<proptest::sample::Index>(), any::<u8>()), 1..12),
        snippets in proptest::collection::vec(
            (0_usize..4, any::<proptest::sample::Index>(), proptest::sample::select(vec![
                "\"", "\r", "\n", "\r\n", ",", " ", "\u{a0}", "\u{200b}", "\u{feff}", "\u{430}", "e\u{301}", "|", "'",
                "\"\"", ",,,,,,\n", "Dushanbe", "26/11/2025", "Alleged", "\u{ad}", "–",
            ])),
            0..12,
        ),
    ) {
        let mut files = [
            ("actors.csv", ACTORS.as_bytes().to_vec()),
            ("events.csv", EVENTS.as_bytes().to_vec()),
            ("sources.csv", SOURCES.as_bytes().to_vec()),
            (
                "relations.csv",
                b"id,subject,relation,object,about,date,status,source,note\n\
                  k1,Dushanbe,blames,\"Taliban\",mine-attack,26/11/2025,Alleged,s1,\"a, note \"\n\
                  ,Islamabad,denies,k1,,,,First dispatch, x\n".to_vec(),
            ),
        ];
        for (file, at, text) in snippets {
            let bytes = &mut files[file].1;
            let at = at.index(bytes.len());
            bytes.splice(at..at, text.bytes());
        }
        for (file, at, byte) in places {
            let bytes = &mut files[file].1;
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let parts: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        let folder = folder(&parts);
        let before = errors(folder.path());
        repairs(folder.path()).write().expect("the folder can be written");
        let again = repairs(folder.path());
        assert!(again.is_empty(), "{:?}", again.files);
        assert!(errors(folder.path()) <= before);
    }
}

#[test]
fn an_id_that_may_not_be_written_is_not_written() {
    let actors = "id,label,aliases\npakis\0tan,Pakistan,Islamabad\nafg,Afghanistan,\n";
    let relations = "subject,relation,object\nIslamabad,blames,afg\n";
    let folder = folder(&[("actors.csv", actors.as_bytes()), ("relations.csv", relations.as_bytes())]);
    assert!(repairs(folder.path()).is_empty());
}

#[test]
fn a_clean_file_keeps_every_byte() {
    for (name, separator) in [("csv", ","), ("csv", ";"), ("tsv", "\t")] {
        for end in ["\n", "\r\n", "\r"] {
            let table = |text: &str| text.replace(',', separator).replace('\n', end);
            let actors = table("id,label,aliases\npakistan,\"Pakistan\",Islamabad\nafg,Afghanistan,\n");
            let relations = table(
                "id,subject,relation,object,date,note\nk1,pakistan,blames,afg,2025-11-26,\"two  words\"\n",
            );
            let (one, two) = (format!("actors.{name}"), format!("relations.{name}"));
            let folder = folder(&[(&*one, actors.as_bytes()), (&*two, relations.as_bytes())]);
            let found = repairs(folder.path());
            assert!(
                found.is_empty() && found.skipped.is_empty(),
                "{name} {separator:?} {end:?}: {:?}",
                found.counts()
            );
        }
    }
}

#[test]
fn tables_with_semicolons_and_tabs_are_repaired_as_they_are_written() {
    for (name, separator, inside) in [("relations.csv", ';', "a; b"), ("relations.tsv", '\t', "a\tb")] {
        let sheet = |subject: &str, date: &str, note: &str| {
            let row = format!("{subject},blames,pakistan,{date},\"{inside}\",{note}");
            let text = format!("\u{feff}subject,relation,object,date,quote,note\r\n{row}\r\n");
            text.replace(',', &separator.to_string()).into_bytes()
        };
        let before = sheet("Dushanbe", "26/11/2025", " said so ");
        let after = sheet("tajikistan", "2025-11-26", "said so");
        let folder = folder(&[("actors.csv", ACTORS.as_bytes()), (name, &before)]);
        let repaired = repaired(folder.path(), name);
        assert_eq!(String::from_utf8_lossy(&repaired), String::from_utf8_lossy(&after));
        assert_eq!(errors(folder.path()), 0);
    }
    // What stands in a cell now and needs quotes gets them, and only for the separator of the file.
    let actors = "id;label;aliases\n\"a;b\";Two letters;AB\nc;One, alone;C\n";
    let relations = "subject;relation;object\nAB;blames;C\n";
    let folder = folder(&[("actors.csv", actors.as_bytes()), ("relations.csv", relations.as_bytes())]);
    let after = String::from_utf8(repaired(folder.path(), "relations.csv")).expect("UTF-8");
    assert_eq!(after, "subject;relation;object\n\"a;b\";blames;c\n");
}

#[test]
fn what_is_not_repaired_is_told_with_what_to_do_instead() {
    let table = "subject;relation;object;date\nTürkei;blames;b;26/11/2025\n";
    let western: Vec<u8> =
        table.chars().map(|letter| u8::try_from(u32::from(letter)).expect("Latin 1")).collect();
    let folder = folder(&[("relations.csv", &western)]);
    let found = repairs(folder.path());
    let [(file, reason)] = found.skipped.as_slice() else { panic!("one file: {:?}", found.skipped) };
    assert!(file.ends_with("relations.csv") && found.is_empty());
    assert!(reason.contains("not UTF-8") && reason.contains("iconv"), "{reason}");
}
