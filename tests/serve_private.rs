//! What an endpoint keeps to itself: rows that are marked private, and the token.

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use support::served::{Answered, Served, encoded};

/// What only private rows tell, in every column, by their own mark, their source's, or because they speak of one.
const SECRET: [&str; 9] =
    ["Mole", "hush", "k2", "k3", "k5", "leaked", "Hidden Valley", "the cable", "whispers-to"];

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a table");
    write(
        "relations.csv",
        "id,subject,relation,object,about,speaker,source,quote,Private\n\
         k1,Pakistan,blames,militants,Raid,,open,one,\n\
         k2,Mole,whispers-to,Pakistan,Hidden Valley,,open,hush hush,yes\n\
         k3,Pakistan,blames,Mole,Raid,,leaked,hush,no\n\
         k4,India,blames,militants,Raid,,open,four,no\n\
         k5,India,denies,k2,,Mole,open,hush not,\n\
         k6,India,denies,k1,,,open,six,\n",
    );
    write("sources.csv", "id,title,private\nopen,Dawn,\nleaked,the cable,x\n");
    folder
}

/// Every address that the pages of an endpoint lead to, and others that programs ask for, with what each gives a reader.
fn addresses(served: &Served) -> Vec<(String, Answered)> {
    let mut found: Vec<String> =
        ["/", "/sparql", "/questions", "/openapi.json", "/.well-known/void", "/metrics"]
            .map(str::to_owned)
            .to_vec();
    let everything = encoded("CONSTRUCT { ?s ?p ?o } { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }");
    let terms = encoded("SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }");
    found.push(format!("/sparql?query={everything}"));
    found.push(format!("/sparql?query={terms}"));
    found.extend(["/graph?format=csv", "/graph?format=svg", "/graph?format=dot"].map(str::to_owned));
    let mut pages = Vec::new();
    while let Some(path) = found.get(pages.len()).cloned() {
        let answered = served.get_as(&path, "text/html");
        let page = answered.text();
        pages.push((path, answered));
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let link = link.replace("&amp;", "&");
            if link.starts_with('/') && !found.contains(&link) && found.len() < 300 {
                found.push(link);
            }
        }
    }
    pages
}

#[test]
fn private_rows_are_not_served() {
    let folder = folder();
    // The whole graph lies in the cache already.
    let built = Command::new(env!("CARGO_BIN_EXE_actant")).arg("-d").arg(folder.path()).arg("build").status();
    assert!(built.expect("it runs").success());
    let served = Served::start(folder.path(), &[]);
    let ids = served.query("SELECT ?c { ?c a act:Claim } ORDER BY ?c").text();
    for (id, is_there) in
        [("k1", true), ("k2", false), ("k3", false), ("k4", true), ("k5", false), ("k6", true)]
    {
        assert_eq!(ids.contains(&format!("/{id}\"")), is_there, "{id}: {ids}");
    }
    // A shipped relation type and an event that another row names stay.
    assert!(served.query("ASK { rel:whispers-to ?p ?o }").text().contains("false"));
    assert!(served.query("ASK { rel:denies a act:RelationType }").text().contains("true"));
    let addresses = addresses(&served);
    assert!(addresses.len() > 100, "{} addresses", addresses.len());
    assert!(["/claim/k1", "/claim/k6"].iter().all(|claim| addresses.iter().any(|(path, _)| path == claim)));
    for (number, (path, answered)) in addresses.iter().enumerate() {
        // What programs get, of those that nothing leads to.
        let others = (number < 12).then(|| served.get(path));
        for answered in others.iter().chain([answered]) {
            let text = answered.text();
            // A table of all triples names inverse relations, which have no page.
            let is_there = [200, 400].contains(&answered.status) || path.starts_with("/relation/");
            assert!(is_there, "{path}: {} {text}", answered.status);
            for word in SECRET {
                let is_asked = path.contains(word) || path.contains(&encoded(word));
                assert!(is_asked || !text.contains(word), "{path} tells `{word}`");
            }
        }
    }
    for path in
        ["/claim/k2", "/claim/k3", "/claim/k5", "/actor/mole", "/source/leaked", "/event/hidden-valley"]
    {
        assert_eq!(served.get(path).status, 404, "{path}");
    }
    assert!(!served.get("/search?q=mole").text().contains("Mole"));
    assert_eq!(served.get("/questions/who-blamed-whom?blamer=Mole").status, 400);
}

#[test]
fn private_rows_stay_out_of_the_next_graph_too() {
    let folder = folder();
    let served = Served::start(folder.path(), &[]);
    let table = folder.path().join("relations.csv");
    let more = "k7,China,blames,militants,Raid,,open,seven,\nk8,China,blames,Mole,Raid,,open,hush,yes\n";
    let text = fs::read_to_string(&table).expect("a table") + more;
    fs::write(&table, text).expect("a table");
    let begun = std::time::Instant::now();
    loop {
        let ids = served.query("SELECT ?c { ?c a act:Claim }").text();
        assert!(!ids.contains("k8") && !ids.contains("k2"), "{ids}");
        if ids.contains("k7") {
            break;
        }
        assert!(begun.elapsed().as_secs() < 60, "the new graph is never seen");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

#[test]
fn the_owner_may_serve_them() {
    let folder = folder();
    let served = Served::start(folder.path(), &["--private"]);
    let ids = served.query("SELECT ?c { ?c a act:Claim }").text();
    assert!(["k2", "k3", "k5"].iter().all(|id| ids.contains(&format!("/{id}\""))), "{ids}");
}

/// Starts what must not start; gives what it said.
fn refused(path: &Path, options: &[&str], token: Option<&str>) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    command.arg("-d").arg(path).args(["serve", "--port", "0"]).args(options);
    if let Some(token) = token {
        command.env("ACTANT_TOKEN", token);
    }
    let mut child = command.stderr(Stdio::piped()).spawn().expect("it starts");
    let mut lines = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut said = String::new();
    // One that serves after all says its address and would go on.
    while lines.read_line(&mut said).expect("text") > 0 {
        if said.contains("http://") {
            child.kill().expect("it ends");
        }
    }
    assert!(!child.wait().expect("an end").success(), "{said}");
    said
}

#[test]
fn a_file_with_private_rows_is_not_served_to_others() {
    let folder = folder();
    let file = folder.path().join("all.graph");
    let mut build = Command::new(env!("CARGO_BIN_EXE_actant"));
    let built = build.arg("-d").arg(folder.path()).args(["build", "--output"]).arg(&file).output();
    assert!(built.expect("it runs").status.success());
    let said = refused(&file, &[], None);
    assert!(said.contains("all.graph` holds rows that are marked private"), "{said}");
    assert!(said.contains("--private"), "{said}");
    let served = Served::start(&file, &["--private"]);
    assert!(served.query("ASK { ?c oa:exact 'hush hush' }").text().contains("true"));
}

#[test]
fn a_token_need_not_stand_on_the_command_line() {
    let folder = folder();
    let file = folder.path().join("token");
    fs::write(&file, "s3cret-word\n").expect("a file");
    let served = Served::start(folder.path(), &["--token-file", file.to_str().expect("a path")]);
    let asked = |token: &str| {
        let bearer = format!("Bearer {token}");
        served.send("GET", "/questions", &[("authorization", &bearer)], b"").status
    };
    assert_eq!((asked("s3cret-word"), asked("s3cret"), served.get("/questions").status), (200, 401, 401));
    // Nobody who lists the processes sees it, neither of the one that listens nor of its workers.
    if let Ok(mut listed) = fs::File::open(format!("/proc/{}/cmdline", served.pid())) {
        let mut text = Vec::new();
        listed.read_to_end(&mut text).expect("a command line");
        assert!(!String::from_utf8_lossy(&text).contains("s3cret"));
    }
    fs::write(&file, "\n").expect("a file");
    let said = refused(folder.path(), &["--token-file", file.to_str().expect("a path")], None);
    assert!(said.contains("the token in `") && said.contains("is none"), "{said}");
    let said = refused(folder.path(), &["--token-file", "no-such-file"], None);
    assert!(said.contains("cannot read the token in `no-such-file`"), "{said}");
    let said = refused(folder.path(), &[], Some(""));
    assert!(said.contains("the token in ACTANT_TOKEN is none"), "{said}");
}
