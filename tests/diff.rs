//! `actant diff`: what changed between two states of a folder, held against small folders that differ in known ways.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use actant::compare::{AnswerChange, Change, ClaimLine, Difference, DisputeLine};
use actant::workspace::{Changes, DataFolder, RevisionError, Scope, Workspace, WorkspaceError};
use proptest::prelude::{ProptestConfig, prop, prop_assert, prop_assert_eq, proptest};

/// Makes a folder of tables.
fn folder(tables: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), tables);
    folder
}

fn write(folder: &Path, tables: &[(&str, &str)]) {
    for (name, text) in tables {
        fs::write(folder.join(name), text).expect("written");
    }
}

fn name(folder: &Path) -> &str {
    folder.to_str().expect("UTF-8")
}

/// Compares two states in which everything counts.
fn diff(folder: &DataFolder, before: &str, after: Option<&str>) -> Result<Changes, WorkspaceError> {
    actant::workspace::diff(folder, before, after, &Scope::default())
}

fn changes(before: &[(&str, &str)], after: &[(&str, &str)]) -> Changes {
    let (before, after) = (folder(before), folder(after));
    diff(&DataFolder::from(after.path()), name(before.path()), None).expect("both can be read")
}

fn difference(before: &str, after: &str) -> Difference {
    changes(&[("relations.csv", before)], &[("relations.csv", after)]).difference
}

fn short(iri: &str) -> &str {
    iri.rsplit(['/', '#']).next().unwrap_or_default()
}

/// Writes claims as `subject relation object`, with their row.
fn lines(claims: &[ClaimLine]) -> Vec<String> {
    let value = |claim: &ClaimLine, name| {
        claim.value(name).map(|value| short(&value.text).to_owned()).unwrap_or_default()
    };
    let line = |claim: &ClaimLine| {
        let words = ["subject", "relation", "object"].map(|name| value(claim, name));
        format!("{} {}", words.join(" "), claim.row)
    };
    claims.iter().map(line).collect()
}

/// Writes changes as `id: field before → after`.
fn fields(changes: &[Change]) -> Vec<String> {
    let text = |value: &Option<actant::compare::Value>| {
        value.as_ref().map(|value| short(&value.text).to_owned()).unwrap_or_default()
    };
    let line = |change: &Change| {
        let fields: Vec<String> = (change.fields.iter())
            .map(|field| format!("{} {}→{}", field.name, text(&field.before), text(&field.after)))
            .collect();
        format!("{}: {}", short(&change.claim.id), fields.join(", "))
    };
    changes.iter().map(line).collect()
}

const HEADER: &str = "id,subject,relation,object,about,date,status,speaker,source,locator,quote,count,note\n";

#[test]
fn claims_with_ids_of_their_own_are_matched_by_them() {
    let before = format!(
        "{HEADER}k1,a,blames,b,e1,2025-11-26,,,s1,para 1,,,\nk2,a,condemns,e1,e1,,,,s1,para 2,,,\n\
         k3,c,accuses,d,,,,,s1,,,,\nk4,d,meets,a,,,,,s1,,,,\n"
    );
    let after = format!(
        "{HEADER}k9,d,meets,a,,,,,s1,,,,\nk3,c,blames,d,,2025,alleged,x,s1,,\"a quote\",3,why\n\
         k2,a,condemns,e1,e1,,,,s2,para 9,,,\nk1,a,blames,b,e1,2025-11-26,,,s1,para 1,,,\n"
    );
    let found = difference(&before, &after);
    assert_eq!(lines(&found.added), ["d meets a relations.csv:2"], "an id that a person gave is one claim");
    assert_eq!(lines(&found.withdrawn), ["d meets a relations.csv:5"]);
    assert_eq!(fields(&found.resourced), ["k3: speaker →x", "k2: source s1→s2, locator para 2→para 9"]);
    assert_eq!(
        fields(&found.changed),
        [
            "k3: relation accuses→blames, date →2025, status asserted→alleged, quote →a quote, count →3, note →why"
        ]
    );
    assert_eq!(found.unchanged, 1);
}

#[test]
fn claims_without_ids_are_matched_by_what_they_say() {
    let header = "subject,relation,object,about,status,source,locator\n";
    let before = format!(
        "{header}a,blames,b,e,,s1,para 1\na,blames,b,e,,s2,para 1\na,blames,b,e,,s3,para 7\na,blames,c,e,,s1,para 1\n"
    );
    // The first row changes its status, the second its locator, the third its source; the fourth says something else.
    let after = format!(
        "{header}a,blames,b,e,,s9,para 7\na,blames,b,e,alleged,s1,para 1\na,blames,b,e,,s2,para 2\na,blames,d,e,,s1,para 1\n"
    );
    let found = difference(&before, &after);
    assert_eq!(lines(&found.added), ["a blames d relations.csv:5"]);
    assert_eq!(lines(&found.withdrawn), ["a blames c relations.csv:5"]);
    let without_id = |lines: Vec<String>| -> Vec<String> {
        lines.iter().map(|line| line.split_once(": ").expect("an id").1.to_owned()).collect()
    };
    assert_eq!(without_id(fields(&found.resourced)), ["source s3→s9", "locator para 1→para 2"]);
    assert_eq!(without_id(fields(&found.changed)), ["status asserted→alleged"]);
}

#[test]
fn a_folder_that_gets_ids_is_the_same_folder() {
    let before = "subject,relation,object,source\na,blames,b,s1\na,blames,b,s1\nc,meets,d,\n";
    let after = "id,subject,relation,object,source\nk3,c,meets,d,\nk1,a,blames,b,s1\nk2,a,blames,b,s1\n";
    for (before, after) in [(before, after), (after, before)] {
        let found = difference(before, after);
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(found.unchanged, 3);
    }
}

#[test]
fn neither_the_place_of_a_row_nor_the_address_of_a_folder_is_a_change() {
    let rows = "subject,relation,object,source\na,blames,b,s1\nc,meets,d,s2\n";
    let turned = "subject,relation,object,source\nc,meets,d,s2\na,blames,b,s1\n";
    let base = |base: &str| format!("base = \"https://example.org/{base}/\"\n");
    let (one, two) = (base("one"), base("two"));
    let found = changes(
        &[("relations.csv", rows), ("actant.toml", &one)],
        &[("relations.csv", turned), ("actant.toml", &two)],
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_column_that_nobody_knows_is_compared_too() {
    let found = difference(
        "id,subject,relation,object,coder\nk1,a,blames,b,xx\nk2,a,blames,c,xx\n",
        "id,subject,relation,object,coder\nk1,a,blames,b,yy\nk2,a,blames,c,xx\n",
    );
    assert_eq!(fields(&found.changed), ["k1: coder xx→yy"]);
}

#[test]
fn a_thing_with_another_id_or_another_label_is_the_same_thing() {
    let claims = |actor: &str| format!("subject,relation,object,source\n{actor},blames,militants,s1\n");
    let actors = |rows: &str| format!("id,label\n{rows}\nmilitants,Militants\n");
    let (before, after) = (claims("pak"), claims("pakistan"));
    let (old, new) =
        (actors("pak,Pakistan\ntwin,Same\nx,Same too"), actors("pakistan,Pakistan\nother,Same\nx,Renamed"));
    let found = changes(
        &[("relations.csv", &before), ("actors.csv", &old)],
        &[("relations.csv", &after), ("actors.csv", &new)],
    );
    let difference = found.difference;
    assert_eq!(difference.unchanged, 1, "{difference:?}");
    let renamed: Vec<(&str, &str, &str, &str)> = (difference.renamed.iter())
        .map(|thing| (&*thing.ids.0, &*thing.ids.1, &*thing.labels.0, &*thing.labels.1))
        .collect();
    assert_eq!(
        renamed,
        [
            ("pak", "pakistan", "Pakistan", "Pakistan"),
            ("twin", "other", "Same", "Same"),
            ("x", "x", "Same too", "Renamed"),
        ]
    );
    // An event of the same name is no actor, and so nothing was renamed.
    let events = "id,label\npakistan,Pakistan\n";
    let found = changes(
        &[("relations.csv", &before), ("actors.csv", &old)],
        &[("relations.csv", "subject,relation,object\nmilitants,attacks,pakistan\n"), ("events.csv", events)],
    );
    assert!(
        found.difference.renamed.iter().all(|thing| thing.ids.0 != "pak"),
        "{:?}",
        found.difference.renamed
    );
}

#[test]
fn disputes_open_and_settle_with_their_claims() {
    let events = ("events.csv", "id,label\ne1,First\ne2,Second\ne3,Third\n");
    let header = "id,subject,relation,object,about\n";
    let before = format!(
        "{header}k1,a,blames,b,e1\nk2,c,blames,d,e1\nk3,a,blames,b,e2\nk4,a,blames,b,e3\nk5,b,denies-involvement-in,e3,e3\n"
    );
    let after = format!(
        "{header}k1,a,blames,b,e1\nk3,a,blames,b,e2\nk6,c,blames,d,e2\nk4,a,blames,b,e3\nk5,b,denies-involvement-in,e3,e3\n\
         k7,d,denies-involvement-in,e3,e3\n"
    );
    let found = changes(&[("relations.csv", &before), events], &[("relations.csv", &after), events]);
    let events = |lines: &[DisputeLine]| -> Vec<(String, usize, usize)> {
        lines.iter().map(|line| (line.label.clone(), line.parties, line.denials)).collect()
    };
    assert_eq!(events(&found.disputes.opened), [("Second".to_owned(), 2, 0)]);
    assert_eq!(events(&found.disputes.settled), [("First".to_owned(), 2, 0)]);
    let [(was, is)] = &found.disputes.changed[..] else { panic!("{:?}", found.disputes) };
    assert_eq!((was.label.as_str(), was.denials, is.denials), ("Third", 1, 2));
}

#[test]
fn answers_that_changed_are_told_with_the_rows_that_came_and_went() {
    let claims = |rows: &str| format!("id,subject,relation,object,source\n{rows}");
    let before = claims("k1,a,blames,b,s1\nk2,c,member of,d,s1\n");
    let after = claims("k1,a,blames,b,s1\nk3,a,blames,b,s2\nk4,x,blames,b,s2\nk2,c,member of,d,s1\n");
    let tests = "[[test]]\nname = \"blame\"\nask = \"who blamed whom\"\ncolumns = [\"who\"]\nrows = [\"a\"]\n\
        [[test]]\nname = \"number\"\nquery = \"who-blamed-whom\"\ncount = 1\n\
        [[test]]\nname = \"members\"\nquery = \"members\"\ncolumns = [\"member\"]\nrows = [\"nobody\"]\n\
        [[test]]\nname = \"yes or no\"\nask = \"did x blame b\"\nanswer = \"yes\"\n\
        [[test]]\nname = \"still refused\"\nask = \"who admires whom\"\nrefused = true\n";
    let found = changes(&[("relations.csv", &before)], &[("relations.csv", &after), ("tests.toml", tests)]);
    let answers = found.answers.expect("the later folder expects something");
    let line = |change: &AnswerChange| {
        let ((was, is), (before, after)) = (change.met, &change.answers);
        format!("{}: {was} {is}, {before} → {after}", change.name)
    };
    let told: Vec<String> = answers.iter().map(line).collect();
    assert_eq!(
        told,
        [
            "blame: true false, 1 row → 2 rows",
            "number: true false, 1 row → 3 rows",
            "yes or no: false true, refused → yes",
        ],
        "what is not met on either side and what is refused on both did not change"
    );
    assert_eq!(answers[0].came.len(), 1);
    assert_eq!((&answers[0].came[0].cells[..], answers[0].gone.len()), (&["x".to_owned()][..], 0));
    assert_eq!(answers[0].came[0].claims, [("k4".to_owned(), "relations.csv:4".to_owned())]);
}

#[test]
fn snapshots_are_states_too() {
    let before = folder(&[("relations.csv", "subject,relation,object\na,blames,b\n")]);
    let after = folder(&[("relations.csv", "subject,relation,object\na,blames,c\n")]);
    let files = [before.path().join("one.graph"), after.path().join("two.graph")];
    for (folder, file) in [&before, &after].into_iter().zip(&files) {
        Workspace::write(folder.path(), file).expect("a snapshot");
    }
    let anywhere = DataFolder::from(Path::new("nowhere"));
    let found = diff(&anywhere, name(&files[0]), Some(name(&files[1]))).expect("both can be read");
    assert_eq!(lines(&found.difference.added), ["a blames c relations.csv:2"]);
    assert_eq!(lines(&found.difference.withdrawn), ["a blames b relations.csv:2"]);
    assert!(found.answers.is_none(), "nobody knows what to expect of a snapshot");
    let mixed = diff(&anywhere, name(&files[0]), Some(name(before.path()))).expect("both can be read");
    assert!(mixed.is_empty(), "{mixed:?}");
    let length = fs::metadata(&files[0]).expect("there").len() as usize;
    let mut bytes = fs::read(&files[0]).expect("read");
    bytes[length / 2..length / 2 + 64].fill(0xA5);
    fs::write(&files[0], bytes).expect("written");
    let damaged = diff(&anywhere, name(&files[0]), Some(name(&files[1]))).expect_err("the file is damaged");
    assert!(damaged.damage().is_some(), "{damaged}");
}

/// Runs git in a folder with an author that it needs; nothing when there is no git.
fn git(folder: &Path, arguments: &[&str]) -> Option<()> {
    let identity = ["-c", "user.name=Analyst", "-c", "user.email=analyst@example.org"];
    let output = Command::new("git").arg("-C").arg(folder).args(identity).args(arguments).output();
    let Ok(output) = output else {
        assert!(std::env::var_os("ACTANT_REQUIRE_SUITES").is_none(), "git is required");
        eprintln!("skipped: there is no git on this machine");
        return None;
    };
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    Some(())
}

#[test]
fn a_revision_is_read_without_touching_the_folder() {
    let place = tempfile::tempdir().expect("a folder");
    let tables = place.path().join("facts and figures");
    fs::create_dir_all(tables.join("queries")).expect("made");
    write(&tables, &[("relations.csv", "subject,relation,object\na,blames,b\n"), ("notes.md", "x")]);
    let Some(()) = git(place.path(), &["init", "--quiet"]) else { return };
    git(place.path(), &["add", "--all"]);
    git(place.path(), &["commit", "--quiet", "--message", "one"]);
    write(&tables, &[("relations.csv", "subject,relation,object\na,blames,b\na,blames,c\n")]);
    git(place.path(), &["commit", "--quiet", "--all", "--message", "two"]);
    write(&tables, &[("relations.csv", "subject,relation,object\na,blames,c\na,blames,d\n")]);
    let folder = DataFolder::from(&tables);
    let lines_of = |found: &Changes| (lines(&found.difference.added), lines(&found.difference.withdrawn));
    let row = |line: &str| vec![line.to_owned()];
    let since = diff(&folder, "HEAD", None).expect("the revision can be read");
    assert_eq!(lines_of(&since), (row("a blames d relations.csv:3"), row("a blames b relations.csv:2")));
    let between = diff(&folder, "HEAD~1", Some("HEAD")).expect("both can be read");
    assert_eq!(lines_of(&between), (row("a blames c relations.csv:3"), Vec::new()));
    assert_eq!(between.states, ("HEAD~1".to_owned(), "HEAD".to_owned()));

    // One table of the folder has revisions like the folder.
    let table = DataFolder::from(&tables.join("relations.csv"));
    let of_table = diff(&table, "HEAD", None).expect("the revision can be read");
    assert_eq!(lines_of(&of_table), lines_of(&since));

    let refused = |folder: &DataFolder, name: &str| match diff(folder, name, None) {
        Err(WorkspaceError::Revision(error)) => error,
        other => panic!("{other:?}"),
    };
    assert!(matches!(refused(&folder, "no-such-branch"), RevisionError::Unknown { .. }));
    assert!(matches!(refused(&folder, "--all"), RevisionError::Unknown { .. }));
    let elsewhere = tempfile::tempdir().expect("a folder");
    let elsewhere = DataFolder::from(elsewhere.path());
    assert!(matches!(refused(&elsewhere, "HEAD"), RevisionError::NoRepository { .. }));
    let nowhere = DataFolder::from(Path::new("no/such/folder"));
    assert!(matches!(refused(&nowhere, "HEAD"), RevisionError::NoFolder { .. }));

    let fresh = place.path().join("fresh");
    fs::create_dir(&fresh).expect("made");
    write(&fresh, &[("relations.csv", "subject,relation,object\na,blames,c\n")]);
    assert!(matches!(refused(&DataFolder::from(&fresh), "HEAD"), RevisionError::Absent { .. }));

    write(&tables, &[("relations.csv", "subject,relation,object\na,blames\n")]);
    git(place.path(), &["commit", "--quiet", "--all", "--message", "broken"]);
    write(&tables, &[("relations.csv", "subject,relation,object\na,blames,c\n")]);
    let error = refused(&folder, "HEAD");
    let hint = error.hint().expect("a hint");
    assert!(matches!(error, RevisionError::Invalid { errors: 1, .. }), "{error}");
    assert!(hint.contains("relations.csv:2"), "{hint}");
    assert_eq!(fs::read_dir(&tables).expect("listed").count(), 4, "queries, two files, the cache");
}

/// What an analyst does to the shipped folder in a week, a commit for each step; what each step is told as, by hand.
#[test]
fn a_week_of_commits_is_told_as_what_was_done() {
    let place = tempfile::tempdir().expect("a folder");
    let tables = place.path().join("project/tables");
    fs::create_dir_all(&tables).expect("made");
    support::copy(support::shipped().path(), &tables);
    write(place.path(), &[("readme.md", "x")]);
    let Some(()) = git(place.path(), &["init", "--quiet"]) else { return };
    let commit = |message: &str| {
        git(place.path(), &["add", "--all"]);
        git(place.path(), &["commit", "--quiet", "--message", message]);
    };
    let edit = |file: &str, change: &dyn Fn(Vec<String>) -> Vec<String>| {
        let text = fs::read_to_string(tables.join(file)).expect("a table");
        let lines = change(text.lines().map(str::to_owned).collect());
        write(&tables, &[(file, &(lines.join("\n") + "\n"))]);
    };
    git(place.path(), &["add", "readme.md"]);
    git(place.path(), &["commit", "--quiet", "--message", "before the tables"]);
    commit("the tables");
    edit("relations.csv", &|lines| {
        let change = |line: String| match line.split(',').next() {
            Some("k06") => line.replace(",possible,", ",asserted,"),
            Some("k73") => line.replace("mine-attack-report,para 3", "border-talks-report,para 9"),
            _ => line,
        };
        let kept = lines.into_iter().filter(|line| !line.starts_with("k13,"));
        let new = ",china,condemns,khatlon-mine-attack,khatlon-mine-attack,,,,mine-attack-report,para 7,,,";
        kept.map(change).chain([new.to_owned()]).collect()
    });
    commit("new claims");
    let folder = DataFolder::from(&tables);
    let found = diff(&folder, "HEAD~1", None).expect("both can be read");
    let told = |claims: &[ClaimLine]| claims.iter().map(|claim| claim.row.clone()).collect::<Vec<_>>();
    assert_eq!(told(&found.difference.added), ["relations.csv:100"]);
    assert_eq!(told(&found.difference.withdrawn), ["relations.csv:14"]);
    assert_eq!(found.difference.resourced.len(), 1);
    assert_eq!(found.difference.changed.len(), 1);
    assert_eq!(found.difference.unchanged, 96, "99, but for what was withdrawn, re-sourced, and changed");

    // Another id, another order of rows and other line ends are no other answers to what is expected.
    edit("actors.csv", &|lines| {
        lines.iter().map(|line| line.replace("csto,CSTO", "alliance,CSTO")).collect()
    });
    edit("relations.csv", &|mut lines| {
        lines[1..].reverse();
        lines.iter().map(|line| line.replace(",csto,", ",alliance,") + "\r").collect()
    });
    let found = diff(&folder, "HEAD", None).expect("both can be read");
    let renamed: Vec<_> = found.difference.renamed.iter().map(|one| (&*one.ids.0, &*one.ids.1)).collect();
    assert_eq!(renamed, [("csto", "alliance")]);
    assert_eq!(found.difference.unchanged, 99);
    assert_eq!(found.answers, Some(Vec::new()), "only places and an id are others");
    commit("tidied");

    let first = diff(&folder, "HEAD~3", None).expect_err("there were no tables");
    assert!(first.to_string().contains("had no tables in"), "{first}");
    assert!(first.hint().expect("a hint").contains("another name"), "{first}");
    let clone = place.path().join("clone");
    let origin = format!("file://{}", place.path().display());
    git(place.path(), &["clone", "--quiet", "--depth", "1", &origin, clone.to_str().expect("UTF-8")]);
    let clone = DataFolder::from(&clone.join("project/tables"));
    assert!(diff(&clone, "HEAD", None).expect("it has one revision").is_empty());
    let shallow = diff(&clone, "HEAD~1", None).expect_err("it has no other");
    assert!(shallow.hint().expect("a hint").contains("git fetch --unshallow"), "{shallow}");
}

/// One row: subject, relation, object, source, locator, and whether it has an id of its own.
type Claim = (u8, u8, u8, u8, u8, bool);

fn table(claims: &[Claim], reversed: bool) -> String {
    let mut rows: Vec<String> = Vec::new();
    for (number, (subject, relation, object, source, locator, own)) in claims.iter().enumerate() {
        let relation = ["blames", "meets"][*relation as usize % 2];
        let id = if *own { format!("k{number}") } else { String::new() };
        rows.push(format!("{id},a{subject},{relation},b{object},s{source},para {locator}\n"));
    }
    if reversed {
        rows.reverse();
    }
    format!("id,subject,relation,object,source,locator\n{}", rows.concat())
}

/// Counts what each side has, whatever it is called.
fn counts(difference: &Difference) -> (usize, usize, usize) {
    let mut changed: BTreeMap<&str, ()> = BTreeMap::new();
    for change in difference.resourced.iter().chain(&difference.changed) {
        changed.insert(&change.claim.id, ());
    }
    (difference.added.len(), difference.withdrawn.len(), changed.len() + difference.unchanged)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_claim_is_in_exactly_one_place(
        before in prop::collection::vec((0..3_u8, 0..2_u8, 0..3_u8, 0..3_u8, 0..3_u8, prop::bool::ANY), 1..12),
        after in prop::collection::vec((0..3_u8, 0..2_u8, 0..3_u8, 0..3_u8, 0..3_u8, prop::bool::ANY), 1..12),
    ) {
        let (earlier, later) = (table(&before, false), table(&after, false));
        let there = difference(&earlier, &later);
        let (added, withdrawn, both) = counts(&there);
        prop_assert_eq!((added + both, withdrawn + both), (after.len(), before.len()));
        let back = difference(&later, &earlier);
        let (gone, came, same) = counts(&back);
        prop_assert_eq!((gone, came, same), (withdrawn, added, both), "the way back is the way there");
        let turned = difference(&table(&before, true), &later);
        prop_assert_eq!(counts(&turned), counts(&there), "the order of rows says nothing");
        prop_assert!(difference(&earlier, &table(&before, true)).is_empty());
    }
}
