//! The measures: what networkx says of random graphs and of a folder of real events, and what was worked out by hand
//! from the shipped folder.

mod support;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use actant::graph::measure::{self, Sign, Ties};
use actant::workspace::{
    GroupBy, Likeness, MeasureOptions, Measured, Normalisation, PathOptions, RankBy, RankOptions, Scope,
    StanceNetwork, StanceOptions, Table, Term, Weight, Workspace, World,
};
use serde_json::{Value, json};

type Tie = (u32, u32, f64);

/// Asks networkx about graphs; nothing where it cannot be asked.
fn networkx(graphs: &[Value], big: bool) -> Option<Vec<Value>> {
    let required = std::env::var_os("ACTANT_REQUIRE_SUITES").is_some();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/independent/networks.py");
    let mut command = Command::new("python3");
    command.arg(script).args(big.then_some("big")).stdin(Stdio::piped()).stdout(Stdio::piped());
    let child = command.stderr(if required { Stdio::inherit() } else { Stdio::null() }).spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) if required => panic!("python3 is required but does not run: {error}"),
        Err(_) => {
            eprintln!("skipped: no python3 on this machine");
            return None;
        }
    };
    let lines: String = graphs.iter().map(|graph| format!("{graph}\n")).collect();
    let mut pipe = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || {
        // It ends early when a library is missing; that is found below.
        let _ = pipe.write_all(lines.as_bytes());
    });
    let output = child.wait_with_output().expect("python3 ends");
    writer.join().expect("written");
    if !output.status.success() {
        assert!(!required, "networkx, numpy and scipy are required");
        eprintln!("skipped: no networkx with numpy and scipy on this machine");
        return None;
    }
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    Some(text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect())
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("numbers").iter().map(|number| number.as_f64().expect("a number")).collect()
}

fn close(name: &str, ours: &[f64], theirs: &Value, tolerance: f64, graph: &Value) {
    let theirs = numbers(theirs);
    assert_eq!(ours.len(), theirs.len(), "{name}: {graph}");
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert!((ours - theirs).abs() <= tolerance, "{name}: {ours} is not {theirs}: {graph}");
    }
}

/// Tells whether two numberings make the same groups.
fn same_groups(ours: &[u32], theirs: &[f64]) -> bool {
    let mut pairs: Vec<_> = ours.iter().zip(theirs).map(|(ours, theirs)| (*ours, *theirs as u32)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut theirs: Vec<u32> = pairs.iter().map(|pair| pair.1).collect();
    theirs.sort_unstable();
    theirs.dedup();
    let mut ours: Vec<u32> = pairs.iter().map(|pair| pair.0).collect();
    ours.dedup();
    pairs.len() == theirs.len() && pairs.len() == ours.len() && ours.len() == theirs.len()
}

/// Makes graphs of all shapes: none, one node, few ties and many, parallel ones, ties to oneself, several parts.
fn random_graphs() -> Vec<(usize, Vec<Tie>)> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut below = move |end: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % end
    };
    let mut graphs = vec![(0, Vec::new()), (1, Vec::new()), (1, vec![(0, 0, 2.0)]), (3, Vec::new())];
    for nodes in [2, 3, 5, 8, 12, 20] {
        for ties in [nodes / 2, nodes, 2 * nodes, 4 * nodes] {
            for _ in 0..3 {
                let ties =
                    (0..ties).map(|_| (below(nodes) as u32, below(nodes) as u32, (1 + below(3)) as f64));
                graphs.push((nodes as usize, ties.collect()));
            }
        }
    }
    graphs
}

fn asked(nodes: usize, ties: &[Tie]) -> Value {
    let groups = measure::leiden(&Ties::new(nodes, ties), 1.0, 0);
    let listed: Vec<_> = ties.iter().map(|(from, to, weight)| json!([from, to, *weight as u32])).collect();
    json!({"nodes": nodes, "ties": listed, "groups": groups})
}

/// Compares what is computed on a graph of any size.
fn compare(nodes: usize, list: &[Tie], graph: &Value, theirs: &Value) -> f64 {
    let ties = Ties::new(nodes, list);
    let graph = if nodes > 100 { &json!("a big graph") } else { graph };
    close("in", &measure::in_degree(&ties), &theirs["in"], 0.0, graph);
    close("out", &measure::out_degree(&ties), &theirs["out"], 0.0, graph);
    close("pagerank", &measure::pagerank(&ties), &theirs["pagerank"], 1e-8, graph);
    let core: Vec<f64> = measure::core_numbers(&ties).into_iter().map(f64::from).collect();
    close("core", &core, &theirs["core"], 0.0, graph);
    assert!(same_groups(&measure::weak_components(&ties), &numbers(&theirs["weak"])), "weak: {graph}");
    assert!(same_groups(&measure::strong_components(&ties), &numbers(&theirs["strong"])), "strong: {graph}");
    let cuts: Vec<f64> = measure::cut_points(&ties).iter().map(|cut| f64::from(cut.node)).collect();
    close("cuts", &cuts, &theirs["cuts"], 0.0, graph);
    let groups = measure::leiden(&ties, 1.0, 0);
    let quality = measure::modularity(&ties.undirected(), &groups, 1.0);
    close("modularity", &[quality], &json!([theirs["modularity"]]), 1e-9, graph);
    assert_eq!(theirs["together"], json!(true), "every community hangs together: {graph}");
    quality - theirs["louvain"].as_f64().expect("a number")
}

#[test]
fn networkx_says_the_same_of_random_graphs() {
    let graphs = random_graphs();
    let asked: Vec<Value> = graphs.iter().map(|(nodes, ties)| asked(*nodes, ties)).collect();
    let Some(answers) = networkx(&asked, false) else { return };
    assert_eq!(answers.len(), graphs.len());
    let (mut better, mut settled) = (0.0, 0);
    for (((nodes, list), graph), theirs) in graphs.iter().zip(&asked).zip(&answers) {
        let gain = compare(*nodes, list, graph, theirs);
        assert!(gain > -0.05, "communities are as good as those of Louvain: {gain} {graph}");
        better += gain;
        let ties = Ties::new(*nodes, list);
        let both = ties.undirected();
        close("betweenness", &measure::betweenness(&ties), &theirs["betweenness"], 1e-9, graph);
        close("undirected", &measure::betweenness(&both), &theirs["betweenness_undirected"], 1e-9, graph);
        close("closeness", &measure::closeness(&ties), &theirs["closeness"], 1e-9, graph);
        close("undirected", &measure::closeness(&both), &theirs["closeness_undirected"], 1e-9, graph);
        let hits = measure::hits(&ties);
        for (name, ours) in [
            ("eigenvector", measure::eigenvector(&ties)),
            ("eigenvector_undirected", measure::eigenvector(&both)),
            ("hubs", hits.as_ref().map(|hits| hits.hubs.clone())),
            ("authorities", hits.as_ref().map(|hits| hits.authorities.clone())),
        ] {
            // Where the greatest eigenvalue is not alone, the vector is not the only one, and there is nothing to compare.
            if theirs[name].is_array() {
                close(name, &ours.expect("scores"), &theirs[name], 1e-4, graph);
                settled += 1;
            }
        }
        let circles = measure::cycles(&ties, 4, 100_000);
        assert!(circles.complete);
        let mut found = circles.found;
        found.sort();
        assert_eq!(json!(found), theirs["cycles"], "{graph}");
        if *nodes > 1 {
            let ways = measure::ways(&both, 0, *nodes as u32 - 1, 5, 5);
            assert_eq!(json!(ways), theirs["ways"], "{graph}");
        }
        let side = |odd: bool| -> Vec<Tie> {
            list.iter().filter(|tie| (tie.2 as u32 % 2 == 1) == odd).copied().collect()
        };
        let (with, against) = (Ties::new(*nodes, &side(true)), Ties::new(*nodes, &side(false)));
        let balance = measure::balance(&with, &against, usize::MAX / 4);
        assert_eq!(json!(balance.triads), theirs["triads"], "{graph}");
        assert_eq!(json!(balance.between), theirs["between"], "{graph}");
        assert_eq!(balance.listed.len(), balance.triads.iter().sum::<usize>());
    }
    assert!(better > -0.1, "on the whole, communities are as good as those of Louvain: {better}");
    assert!(settled > 100, "most vectors are compared: {settled}");
}

#[test]
fn networkx_says_the_same_of_icews14() {
    let Some(folder) = support::shared("data/icews14") else { return };
    let text = std::fs::read_to_string(folder.join("relations.csv")).expect("read");
    let mut ids = std::collections::BTreeMap::new();
    let mut rows: Vec<(String, String)> = Vec::new();
    for record in csv::Reader::from_reader(text.as_bytes()).records() {
        let record = record.expect("a record");
        rows.push((record[0].to_owned(), record[2].to_owned()));
    }
    for name in rows.iter().flat_map(|(from, to)| [from, to]) {
        ids.insert(name.clone(), 0);
    }
    for (number, id) in ids.values_mut().enumerate() {
        *id = number as u32;
    }
    let list: Vec<Tie> = rows.iter().map(|(from, to)| (ids[from], ids[to], 1.0)).collect();
    assert!(
        list.len() > 90_000 && list.iter().any(|tie| tie.0 == tie.1),
        "parallel ties and ties to oneself"
    );
    let graph = asked(ids.len(), &list);
    let Some(answers) = networkx(std::slice::from_ref(&graph), true) else { return };
    let gain = compare(ids.len(), &list, &graph, &answers[0]);
    assert!(gain > -0.01, "communities are as good as those of Louvain: {gain}");
}

#[test]
fn a_chain_of_any_length_is_walked() {
    let chain: Vec<Tie> = (0..200_000).map(|node| (node, node + 1, 1.0)).collect();
    let ties = Ties::new(200_001, &chain);
    assert_eq!(measure::strong_components(&ties).iter().max(), Some(&200_000));
    assert_eq!(measure::weak_components(&ties).iter().max(), Some(&0));
    assert_eq!(measure::cut_points(&ties).len(), 199_999);
    assert_eq!(measure::core_numbers(&ties).iter().max(), Some(&1));
}

#[test]
fn communities_are_the_same_for_a_seed() {
    for (nodes, list) in random_graphs() {
        let ties = Ties::new(nodes, &list);
        let mut shuffled = list.clone();
        shuffled.reverse();
        let other = Ties::new(nodes, &shuffled);
        assert_eq!(measure::leiden(&ties, 1.0, 7), measure::leiden(&other, 1.0, 7));
    }
}

#[test]
fn a_triad_of_each_kind() {
    // 0 and 1 are friends, 2 is against both: balanced. 3 stands with 0 and 2, who are at odds: unbalanced.
    let with = Ties::new(4, &[(0, 1, 1.0), (3, 0, 2.0), (3, 2, 1.0), (1, 3, 1.0)]);
    let against = Ties::new(4, &[(2, 0, 1.0), (1, 2, 3.0), (3, 1, 1.0)]);
    let found = measure::balance(&with, &against, 10);
    // 1 and 3 cancel each other out, so that only two triads have signs between all.
    assert_eq!(found.pairs, [3, 2, 1]);
    assert_eq!(found.triads, [0, 1, 1, 0]);
    assert_eq!(found.between, [0, 0, 0, 1]);
    assert_eq!(found.listed[0].nodes, [0, 2, 3]);
    assert_eq!(found.listed[0].signs, [Sign::Negative, Sign::Positive, Sign::Positive]);
}

fn shipped() -> (tempfile::TempDir, Workspace) {
    let folder = support::shipped();
    let workspace = Workspace::open(folder.path()).expect("a workspace");
    (folder, workspace)
}

fn word(term: &Option<Term>) -> String {
    match term {
        Some(Term::NamedNode(node)) => node.as_str().rsplit(['/', '#']).next().unwrap_or_default().to_owned(),
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        _ => String::new(),
    }
}

fn lines(table: &Table, columns: &[&str]) -> Vec<String> {
    let places: Vec<usize> = columns.iter().map(|name| table.column(name).expect(name)).collect();
    let line = |row: &Vec<Option<Term>>| {
        places.iter().map(|place| word(&row[*place])).collect::<Vec<_>>().join(" | ")
    };
    table.rows.iter().map(line).collect()
}

fn path(measured: &Measured) -> Vec<String> {
    lines(&measured.table, &["way", "step", "mark", "claim"])
}

#[test]
fn china_is_connected_to_the_csto_in_two_ways() {
    let (_folder, workspace) = shipped();
    let how =
        PathOptions { from: "China".to_owned(), to: "CSTO".to_owned(), directed: true, most: 3, longest: 6 };
    let found = workspace.paths(&MeasureOptions::default(), &how).expect("ways");
    // By hand: k13 is the only claim of China on an actor, and whoever Tajikistan acts on leads nowhere but k01 and k02.
    assert_eq!(
        path(&found),
        [
            "1 | 1 |  | k13",
            "1 | 2 |  | k02",
            "1 | 2 |  | k35",
            "2 | 1 |  | k13",
            "2 | 2 |  | k01",
            "2 | 3 |  | k03",
            "2 | 3 |  | k30",
        ]
    );
    assert!(found.what.contains("way 1: China – Tajikistan – CSTO"), "{}", found.what);
    let asked = workspace.ask("how is China connected to the CSTO", Scope::default()).expect("an answer");
    assert_eq!(lines(&asked.table, &["step", "claim"]), ["1 | k13", "2 | k35", "2 | k02"]);
    let none = PathOptions { to: "India".to_owned(), ..how.clone() };
    let none = workspace.paths(&MeasureOptions::default(), &none).expect("an answer");
    assert!(
        none.table.rows.is_empty() && none.what.starts_with("No way from China to India"),
        "{}",
        none.what
    );
}

#[test]
fn a_step_that_nobody_asserts_is_marked() {
    let (_folder, workspace) = shipped();
    let options = MeasureOptions {
        relations: vec!["aids".to_owned(), "cooperates-with".to_owned()],
        scope: Scope { world: Some(World::All), ..Scope::default() },
        ..MeasureOptions::default()
    };
    let how = PathOptions {
        from: "Tajikistan".to_owned(),
        to: "Tajik forces".to_owned(),
        directed: false,
        most: 1,
        longest: 6,
    };
    let found = workspace.paths(&options, &how).expect("a way");
    let mark = "only possible";
    assert_eq!(
        path(&found),
        [
            format!("1 | 1 | {mark} | k24"),
            format!("1 | 1 | {mark} | k28"),
            format!("1 | 2 | {mark} | k22"),
            format!("1 | 2 | {mark} | k23"),
        ]
    );
    let accepted = MeasureOptions { scope: Scope::default(), ..options };
    let found = workspace.paths(&accepted, &how).expect("an answer");
    assert!(found.table.rows.is_empty());
    assert_eq!(found.left_out.iter().map(|left_out| left_out.claims).sum::<usize>(), 4);
}

#[test]
fn ranks_say_what_hangs_on_one_source() {
    let (_folder, workspace) = shipped();
    let options = MeasureOptions { families: vec!["accuses".to_owned()], ..MeasureOptions::default() };
    let how = RankOptions { by: RankBy::InDegree, undirected: false };
    let found = workspace.rank(&options, how).expect("ranks");
    // By hand: k59, k69 and k72 blame, k76, k82 and k83 accuse; all of one report, two of them Pakistan.
    assert_eq!(
        lines(&found.table, &["rank", "who", "score", "rank_from", "rank_to", "claim"])[..2],
        ["1 | pakistan | 2 |  | out | k72 k76 k82 k83", "2 | afghan-based-militants | 1 |  | out | k72"]
    );
    let all = workspace.rank(&MeasureOptions::default(), how).expect("ranks");
    let all = lines(&all.table, &["rank", "who", "score", "rank_from", "rank_to"]);
    // By hand: k02, k03 and k30 to k35 are on the CSTO, all of the one report. k13 and k15 of that report are on Tajikistan,
    // k71 and k92 of the other; there Afghanistan is before it with k63, k76 and k88.
    assert_eq!(all[0], "1 | csto | 8 | 1 | out");
    let tajikistan = all.iter().find(|line| line.contains("| tajikistan |")).expect("Tajikistan");
    assert_eq!(tajikistan, "2 | tajikistan | 4 | 2 | 2");
}

#[test]
fn the_shipped_folder_falls_into_parts_and_hangs_on_few() {
    let (_folder, workspace) = shipped();
    let found = workspace.groups(&MeasureOptions::default(), GroupBy::Weak).expect("groups");
    let sizes = lines(&found.people, &["group", "size", "claims within"]);
    // By hand: k14, k19, k64 and k79 each tie two actors who are tied to nobody else.
    assert_eq!(sizes, ["1 | 19 | 24", "2 | 2 | 1", "3 | 2 | 1", "4 | 2 | 1", "5 | 2 | 1"]);
    let cores = workspace.groups(&MeasureOptions::default(), GroupBy::Core).expect("groups");
    let cores = lines(&cores.table, &["core", "size", "who"]);
    // By hand: two triangles meet in Tajikistan, one by k01, k02 and k03, the other by k38, k88 and k92.
    let mut inner: Vec<&str> = cores[..5].iter().map(String::as_str).collect();
    inner.sort_unstable();
    assert_eq!(
        inner,
        [
            "2 | 5 | afghanistan",
            "2 | 5 | csto",
            "2 | 5 | russia",
            "2 | 5 | tajikistan",
            "2 | 5 | taliban-government",
        ]
    );
    assert!(cores[5..].iter().all(|line| line.starts_with("1 | 22 | ")), "{cores:#?}");
    let balance = workspace.balance(&MeasureOptions::default()).expect("balance");
    let lines = lines(&balance.table, &["kind", "who", "says"]);
    let tajikistan = "cut-point | tajikistan | without it the others fall into 7 pieces: 7, 6, 1, 1, 1, 1, 1";
    assert_eq!(lines[0], tajikistan);
    let taliban = "cut-point | taliban-government | without it the others fall into 2 pieces: 17, 1";
    assert!(lines.iter().any(|line| line == taliban), "{lines:#?}");
    assert!(lines.iter().all(|line| line.starts_with("cut-point")), "nobody returns blame: {lines:#?}");
}

#[test]
fn congruence_and_conflict_are_those_of_the_manual() {
    let (_folder, workspace) = shipped();
    let stances = |network| {
        let how = StanceOptions { network, on_everything: false };
        workspace.stances(&MeasureOptions::default(), how).expect("a network")
    };
    let found = stances(StanceNetwork::TwoMode);
    // By hand: k17 supports, k75 demands, k67 and k73 condemn; no other accepted claim of an actor on an event has a side.
    assert_eq!(
        lines(&found.table, &["who", "on", "for", "against", "claim"]),
        [
            "emomali-rahmon | border-talks | 1 | 0 | k17",
            "pakistan | end-of-terrorism-from-afghan-soil | 1 | 0 | k75",
            "pakistan | khatlon-mine-attack | 0 | 1 | k73",
            "taliban-government | khatlon-mine-attack | 0 | 1 | k67",
        ]
    );
    // Pakistan takes two stances and the Taliban one of them: 1, by (2 + 1) / 2, by 2, by the root of 2.
    for (normalisation, weight) in [
        (Normalisation::No, "1"),
        (Normalisation::Average, "0.666667"),
        (Normalisation::Jaccard, "0.5"),
        (Normalisation::Cosine, "0.707107"),
    ] {
        let found = stances(StanceNetwork::OneMode(Likeness::Congruence, normalisation));
        let lines = lines(&found.table, &["who", "whom", "weight", "congruence", "conflict", "claim"]);
        assert_eq!(lines, [format!("pakistan | taliban-government | {weight} | 1 | 0 | k67 k73")]);
    }
    let conflict = stances(StanceNetwork::OneMode(Likeness::Conflict, Normalisation::No));
    assert!(conflict.table.rows.is_empty());
}

#[test]
fn every_number_has_its_claims() {
    let (_folder, workspace) = shipped();
    for weight in [Weight::Claims, Weight::Sources, Weight::One] {
        let options = MeasureOptions { why: true, weight, everything: true, ..MeasureOptions::default() };
        let how = RankOptions { by: RankBy::Degree, undirected: true };
        let found = workspace.rank(&options, how).expect("ranks");
        let counted: usize = lines(&found.table, &["claims"])
            .iter()
            .map(|count| count.parse::<usize>().expect("a count"))
            .sum();
        assert_eq!(found.why.expect("claims").rows.len(), counted);
        for line in lines(&found.table, &["claims", "claim"]) {
            let (count, claims) = line.split_once(" | ").expect("two cells");
            assert_eq!(count.parse(), Ok(claims.split(' ').count()));
        }
    }
}
