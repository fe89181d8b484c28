//! The endpoint as those meet it who mean it no good: pages of other sites, paths out of the folder, texts that break
//! parsers, queries that never end. With `ACTANT_FULL=1` the sizes are the largest.

mod support;

use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use support::served::{Served, encoded};
use support::shipped;

fn is_full() -> bool {
    std::env::var_os("ACTANT_FULL").is_some_and(|value| value != "0")
}

/// Gives how many bytes a process has in memory.
fn resident(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0 kB");
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) * 1024
}

#[test]
fn nobody_comes_in_by_another_name_or_from_another_page() {
    let folder = shipped();
    let served = Served::start(folder.path(), &["--allow-origin", "https://good.example"]);
    let own = format!("http://{}", served.address);
    let here = served.address.to_string();
    let ask = format!("/sparql?query={}", encoded("ASK {}"));
    let mut wrong = Vec::new();
    let mut count = 0;
    for (host, host_good) in [
        (here.as_str(), true),
        ("localhost", true),
        ("evil.example", false),
        ("127.0.0.1.evil.example", false),
        ("localhost.evil.example:80", false),
    ] {
        for (headers, page_good) in [
            (&[][..], true),
            (&[("origin", own.as_str())][..], host == here),
            (&[("origin", "https://good.example")][..], true),
            (&[("origin", "https://evil.example")][..], false),
            (&[("origin", "null")][..], false),
            (&[("sec-fetch-site", "same-origin")][..], true),
            (&[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")][..], false),
            (
                &[
                    ("sec-fetch-site", "cross-site"),
                    ("sec-fetch-mode", "navigate"),
                    ("sec-fetch-dest", "document"),
                ][..],
                true,
            ),
        ] {
            for (method, media, body) in [("GET", "", ""), ("POST", "application/sparql-query", "ASK {}")] {
                count += 1;
                let link = headers.contains(&("sec-fetch-mode", "navigate")) && method == "POST";
                let mut all = vec![("host", host)];
                all.extend(headers);
                if !media.is_empty() {
                    all.push(("content-type", media));
                }
                let path = if method == "GET" { ask.as_str() } else { "/sparql" };
                let answered = served.send(method, path, &all, body.as_bytes());
                let expected = match (host_good, page_good && !link) {
                    (false, _) => 421,
                    (true, false) => 403,
                    (true, true) => 200,
                };
                if answered.status != expected {
                    wrong.push(format!("{host} {headers:?} {method}: {} for {expected}", answered.status));
                }
                let open = answered.header("access-control-allow-origin");
                let may = expected == 200 && headers.contains(&("origin", "https://good.example"));
                if open.is_some() != may {
                    wrong.push(format!("{host} {headers:?} {method}: {open:?}"));
                }
                for (name, value) in [("x-content-type-options", "nosniff"), ("x-frame-options", "DENY")] {
                    assert_eq!(answered.header(name), Some(value));
                }
                assert!(
                    answered
                        .header("content-security-policy")
                        .is_some_and(|policy| policy.starts_with("default-src 'self'"))
                );
            }
        }
    }
    assert!(count >= 40 && wrong.is_empty(), "{count}:\n{}", wrong.join("\n"));
    for method in ["PUT", "DELETE", "PATCH", "TRACE", "LINK"] {
        assert_eq!(served.send(method, "/sparql", &[], b"").status, 405, "{method}");
    }
    let without = served.raw(b"GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n");
    assert_eq!(without.status, 421);
}

#[test]
fn who_does_not_know_the_token_gets_nothing() {
    let folder = shipped();
    let served = Served::start(folder.path(), &["--token", "secret"]);
    for (header, status) in [
        ("Bearer secret", 200),
        ("Basic YW55Ym9keTpzZWNyZXQ=", 200),
        ("Bearer secre", 401),
        ("Bearer secret2", 401),
        ("Basic YW55Ym9keTp3cm9uZw==", 401),
        ("Basic !!!", 401),
        ("", 401),
    ] {
        let answered = served.send("GET", "/questions", &[("authorization", header)], b"");
        assert_eq!(answered.status, status, "{header}");
        assert!(status == 200 || answered.header("www-authenticate").is_some());
    }
    assert_eq!(served.get("/healthz").status, 200);
    assert_eq!(served.get("/metrics").status, 401);
}

#[test]
fn no_path_leads_out_of_the_program() {
    let folder = shipped();
    fs::write(folder.path().join("secret.txt"), "the-secret-words").expect("a file");
    let mut served = Served::start(folder.path(), &[]);
    let ups =
        ["..", "%2e%2e", ".%2e", "..%00", "%252e%252e", "..;", "....", "%c0%ae%c0%ae", "%u002e", "..\\"];
    let slashes = ["/", "%2f", "%5c", "\\", "//", "/./", "%252f", "%c0%af"];
    let goals = [
        "etc/passwd",
        "secret.txt",
        "relations.csv",
        "proc/self/environ",
        "actant.toml",
        ".actant/index.json",
    ];
    let mut tried = 0;
    for (number, up) in ups.iter().enumerate() {
        for (other, slash) in slashes.iter().enumerate() {
            for (third, goal) in goals.iter().enumerate() {
                // Each string begins below another address.
                let roots = ["/", "/assets/", "/actor/", "/questions/", "/.well-known/"];
                let root = roots[(number + other + third) % roots.len()];
                let path = format!("{root}{}{goal}", format!("{up}{slash}").repeat(1 + (number + third) % 6));
                let answered = served.get(&path);
                let text = String::from_utf8_lossy(&answered.body).into_owned();
                assert!((400..500).contains(&answered.status), "{path}: {}", answered.status);
                for leak in ["root:", "the-secret-words", "subject,relation", "PATH=", "fingerprint"] {
                    assert!(!text.contains(leak), "{path}: {text}");
                }
                tried += 1;
            }
        }
    }
    for path in
        ["/secret.txt", "/data/relations.csv", "/assets/", "/assets/style.css/..", "/actor/relations.csv"]
    {
        assert!((400..500).contains(&served.get(path).status), "{path}");
    }
    assert!(tried >= 480 && served.is_alive(), "{tried}");
}

/// Texts that break parsers, each made as long as is wanted.
fn shapes(length: usize) -> Vec<(&'static str, String)> {
    let n = |part: &str| length / part.len();
    let all = |part: &str| part.repeat(n(part));
    vec![
        ("groups", format!("SELECT * {}{}", "{".repeat(length / 2), "}".repeat(length / 2))),
        (
            "parentheses",
            format!("SELECT * {{ FILTER {}1{} }}", "(".repeat(length / 2), ")".repeat(length / 2)),
        ),
        ("not", format!("SELECT * {{ FILTER({}true) }}", all("!"))),
        ("minus", format!("SELECT * {{ FILTER({}1 > 0) }}", all("-"))),
        (
            "bind",
            format!(
                "SELECT * {{ {} }}",
                (0..n("BIND(1 AS ?12345) ")).map(|i| format!("BIND(1 AS ?v{i}) ")).collect::<String>()
            ),
        ),
        (
            "optional",
            format!(
                "SELECT * {{ {}{} }}",
                all("OPTIONAL { ?a ?b ?c "),
                "}".repeat(n("OPTIONAL { ?a ?b ?c "))
            ),
        ),
        ("flat optional", format!("SELECT * {{ {} }}", all("OPTIONAL { ?a ?b ?c } "))),
        ("path alternatives", format!("SELECT * {{ ?a <x:a>{} ?b }}", all("|<x:a>"))),
        ("path sequence", format!("SELECT * {{ ?a <x:a>{} ?b }}", all("/<x:a>"))),
        (
            "path stars",
            format!("SELECT * {{ ?a {}<x:a>{} ?b }}", "(".repeat(length / 4), ")*".repeat(length / 4)),
        ),
        ("sub-selects", format!("SELECT * {}{}", all("{ SELECT * "), "}".repeat(n("{ SELECT * ")))),
        (
            "exists",
            format!(
                "SELECT * {{ {}{} }}",
                all("FILTER EXISTS { ?a ?b ?c "),
                "}".repeat(n("FILTER EXISTS { ?a ?b ?c "))
            ),
        ),
        ("sum", format!("SELECT (1{} AS ?x) {{}}", all("+1"))),
        ("and", format!("SELECT * {{ FILTER(true{}) }}", all(" && true"))),
        ("union", format!("SELECT * {{ {{}}{} }}", all(" UNION {}"))),
        ("list", format!("SELECT * {{ ?a ?b ({}) }}", all("1 "))),
        ("blank nodes", format!("SELECT * {{ {}{} }}", all("[ ?p "), "]".repeat(n("[ ?p ")))),
        ("in", format!("SELECT * {{ FILTER(1 IN (1{})) }}", all(",1"))),
        ("values", format!("SELECT * {{ VALUES ?a {{ {} }} }}", all("1 "))),
        ("letters", all("a")),
        ("zero bytes", all("\0")),
        ("quotes", format!("SELECT * {{ ?a ?b \"{}", all("\\\""))),
    ]
}

#[test]
fn no_text_ends_the_process_that_listens() {
    let folder = shipped();
    let mut served = Served::start(folder.path(), &["--timeout", "2"]);
    let pid = served.pid();
    let sizes: &[usize] =
        if is_full() { &[300, 2_000, 16_000, 40_000, 65_000, 1 << 20] } else { &[1_500, 30_000, 1 << 20] };
    for size in sizes {
        for (name, text) in shapes(*size) {
            let answered = served.query(&text);
            let status = answered.status;
            assert!(
                [200, 400, 413, 503, 504].contains(&status),
                "{name} {size}: {status} {}",
                answered.text()
            );
            assert!(*size < 65_536 || status != 200, "{name} {size}");
        }
    }
    assert!(served.is_alive() && served.pid() == pid);
    assert!(resident(pid) < 200 << 20, "{} bytes", resident(pid));
    assert_eq!(served.query("ASK {}").status, 200);
}

/// Queries that would run for ever, or fill any memory.
fn endless() -> Vec<String> {
    let values = |name: &str| {
        format!("VALUES ?{name} {{ {} }} ", (0..300).map(|i| format!("{i} ")).collect::<String>())
    };
    let product: String = ["a", "b", "c", "d", "e"].map(values).concat();
    let cross = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l";
    let doubled: String = (1..29).map(|i| format!("BIND(CONCAT(?s{0}, ?s{0}) AS ?s{i}) ", i - 1)).collect();
    let many: String = (0..800).map(|i| format!("?a{i} ?b{i} ?c{i} . ")).collect();
    let mut all = vec![
        format!("SELECT (COUNT(*) AS ?n) {{ {product} }}"),
        format!("SELECT * {{ {product} }}"),
        format!("SELECT * {{ {product} }} ORDER BY DESC(?a + ?b * ?c)"),
        format!("SELECT * {{ {cross} }} ORDER BY ?c ?f ?i"),
        format!("SELECT (SUM(STRLEN(STR(?c))) AS ?n) {{ {cross} }}"),
        format!("SELECT (STRLEN(?s28) AS ?n) {{ BIND(\"0123456789abcdef\" AS ?s0) {doubled} {product} }}"),
        format!("SELECT (GROUP_CONCAT(?c; separator=\",\") AS ?n) {{ {cross} }}"),
        format!("SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f), STR(?i))) AS ?n) {{ {cross} }} GROUP BY ?a"),
        format!("SELECT DISTINCT ?a ?d ?g ?j {{ {cross} }}"),
        format!(
            "SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {cross} BIND(CONCAT(STR(?a), STR(?f), STR(?i), STR(?l)) AS ?x) }}"
        ),
        format!("SELECT * {{ {many} }}"),
        format!("SELECT (COUNT(*) AS ?n) {{ ?x (!<x:a>|!<x:b>)* ?y . ?z (!<x:a>)* ?w . ?v (!<x:c>)* ?u }}"),
        format!("SELECT (COUNT(*) AS ?n) {{ {{ {cross} }} MINUS {{ ?a ?q ?c . ?f ?r ?s . ?l ?t ?u }} }}"),
        format!(
            "SELECT (COUNT(*) AS ?n) {{ {cross} FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), \"(a+)+(b+)+$\")) }}"
        ),
        format!(
            "SELECT (COUNT(*) AS ?n) {{ {cross} FILTER NOT EXISTS {{ ?a ?x ?l . ?d ?y ?i FILTER(?x != ?y) }} }}"
        ),
        format!("CONSTRUCT {{ ?a ?e ?i }} WHERE {{ {cross} }}"),
        format!(
            "SELECT (MAX(?x) AS ?n) {{ {cross} BIND(RAND() + STRLEN(SHA512(CONCAT(STR(?c), STR(?l)))) AS ?x) }}"
        ),
        format!("SELECT ?c ?f (COUNT(*) AS ?n) {{ {cross} }} GROUP BY ?a ?b ?c ?d ?e ?f ?g ORDER BY ?n"),
        format!("ASK {{ {cross} FILTER(CONCAT(STR(?c), STR(?f), STR(?i), STR(?l)) = \"no such thing\") }}"),
        format!(
            "SELECT (COUNT(*) AS ?n) {{ {cross} OPTIONAL {{ ?l ?m ?o . ?o2 ?m2 ?l }} FILTER(!BOUND(?m) || ?m > ?e) }}"
        ),
    ];
    if !is_full() {
        all = all.into_iter().step_by(3).collect();
    }
    all
}

#[test]
fn no_query_outlives_its_deadline_and_none_is_half_an_answer() {
    let folder = shipped();
    let mut served = Served::start(folder.path(), &["--timeout", "2", "--memory", "256"]);
    let pid = served.pid();
    for query in endless() {
        let started = Instant::now();
        let answered = served.query(&query);
        let took = started.elapsed();
        let shown = &query[..query.len().min(120)];
        assert!([503, 504].contains(&answered.status), "{}: {shown}", answered.status);
        assert_eq!(answered.header("content-type"), Some("application/problem+json"), "{shown}");
        // Without the deadline none of them would end; how soon after it they do is measured elsewhere.
        assert!(took < Duration::from_secs(30), "{took:?}: {shown}");
        assert!(answered.json()["detail"].is_string());
    }
    assert!(served.is_alive() && served.pid() == pid);
    assert!(resident(pid) < 200 << 20, "{} bytes", resident(pid));
    assert_eq!(served.query("ASK {}").status, 200);
}

#[test]
fn many_at_once_are_answered_or_told_to_come_again() {
    let folder = shipped();
    let served = Served::start(folder.path(), &["--timeout", "2"]);
    // Sockets that never say what they want.
    let half: Vec<TcpStream> = (0..if is_full() { 300 } else { 50 })
        .map(|_| {
            let mut stream = TcpStream::connect(served.address).expect("a connection");
            stream.write_all(b"GET /sparql HTTP/1.1\r\nhost: ").expect("sent");
            stream
        })
        .collect();
    let expected = served.get("/questions/who-blamed-whom?format=csv").body;
    let cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";
    let clients = if is_full() { 1_000 } else { 60 };
    thread::scope(|scope| {
        for number in 0..clients {
            let (served, expected) = (&served, &expected);
            scope.spawn(move || {
                if number % 10 == 0 {
                    let status = served.query(cross).status;
                    assert!([503, 504].contains(&status), "{status}");
                    return;
                }
                for _ in 0..3 {
                    let answered = served.get("/questions/who-blamed-whom?format=csv");
                    match answered.status {
                        200 => assert_eq!(&answered.body, expected),
                        status => {
                            assert_eq!((status, answered.header("retry-after")), (503, Some("1")));
                        }
                    }
                }
            });
        }
        assert_eq!(served.get("/healthz").status, 200);
    });
    drop(half);
}

#[test]
fn labels_that_are_markup_are_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let evil = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    let rows = format!(
        "id,subject,relation,object,source,quote\nk1,\"{evil}\",blames,\"\"\"' onload='x\",\"javascript:alert(3)\",\"</textarea>{evil}\"\n"
    );
    fs::write(folder.path().join("relations.csv"), rows).expect("a file");
    let served = Served::start(folder.path(), &[]);
    let home = served.get_as("/questions/edges", "text/html").text();
    assert!(home.contains("&lt;script&gt;"), "{home}");
    let mut pages: Vec<String> =
        ["/", "/actors", "/matrix", "/graph", "/timeline", "/sources", "/claim/k1", "/questions/edges"]
            .map(str::to_owned)
            .to_vec();
    pages.extend(
        home.split("href=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
            .filter(|path| path.starts_with("/actor/") || path.starts_with("/source/")),
    );
    pages.push(format!("/search?q={}", encoded(evil)));
    pages.push(format!("/ask?q={}", encoded(evil)));
    pages.push(format!("/sparql?query={}", encoded(evil)));
    assert!(pages.len() > 11, "{pages:?}");
    for path in pages {
        let answered = served.get_as(&path, "text/html");
        let text = answered.text();
        assert!(answered.status == 200 || answered.status == 400, "{path}: {}", answered.status);
        for run in ["<script>", "<img src=x", "href=\"javascript:", "onload='x'", "</textarea><script"] {
            assert!(!text.contains(run), "{path} holds {run}");
        }
    }
}

#[test]
fn every_answer_is_from_one_version_while_the_tables_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = |rows: usize| {
        let mut text = "subject,relation,object\n".to_owned();
        for row in 0..rows {
            text.push_str(&format!("Actor {row},blames,Party {rows}\n"));
        }
        fs::write(folder.path().join(".new"), text).expect("a file");
        fs::rename(folder.path().join(".new"), folder.path().join("relations.csv")).expect("renamed");
    };
    table(1);
    let served = Served::start(folder.path(), &[]);
    let rebuilds = if is_full() { 100 } else { 6 };
    let done = std::sync::atomic::AtomicBool::new(false);
    let seen = thread::scope(|scope| {
        let readers: Vec<_> = (0..if is_full() { 50 } else { 4 })
            .map(|_| {
                scope.spawn(|| {
                    let mut seen = std::collections::BTreeMap::new();
                    while !done.load(std::sync::atomic::Ordering::Relaxed) {
                        let answered = served.query(
                            "SELECT ?o (COUNT(*) AS ?n) { ?c rdf:object/skos:prefLabel ?o } GROUP BY ?o",
                        );
                        if answered.status == 503 {
                            continue;
                        }
                        let rows = answered.json()["results"]["bindings"].clone();
                        let rows = rows.as_array().unwrap_or_else(|| panic!("{}", answered.text()));
                        assert_eq!(rows.len(), 1, "two versions in one answer: {rows:?}");
                        let (party, count) = (&rows[0]["o"]["value"], &rows[0]["n"]["value"]);
                        assert_eq!(
                            party.as_str(),
                            Some(format!("Party {}", count.as_str().expect("a number")).as_str())
                        );
                        let version = answered.header("x-actant-version").expect("a version").to_owned();
                        let known = seen.entry(version).or_insert_with(|| party.clone());
                        assert_eq!(known, party, "one version, two answers");
                    }
                    seen.len()
                })
            })
            .collect();
        for rows in 2..2 + rebuilds {
            table(rows);
            let party = format!("\"Party {rows}\"");
            let begun = Instant::now();
            while !served.query("SELECT ?o { ?c rdf:object/skos:prefLabel ?o }").text().contains(&party) {
                assert!(begun.elapsed() < Duration::from_secs(60), "{party} is never seen");
                thread::sleep(Duration::from_millis(50));
            }
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        readers.into_iter().map(|reader| reader.join().expect("a reader")).max()
    });
    assert!(seen.is_some_and(|seen| seen > 1), "{seen:?} versions were seen");
}

#[test]
fn a_graph_file_that_has_gone_is_waited_for() {
    let folder = shipped();
    let served = Served::start(folder.path(), &["--timeout", "2"]);
    // Workers that come to no end are killed, and the next ones open the file anew.
    let endless = endless().remove(0);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| assert!([503, 504].contains(&served.query(&endless).status)));
        }
    });
    fs::remove_dir_all(folder.path().join(".actant")).expect("a cache");
    let answered = served.query("SELECT (COUNT(*) AS ?n) { ?claim a act:Claim }");
    assert_eq!(answered.status, 200, "{}", answered.text());
    assert_eq!(answered.json()["results"]["bindings"][0]["n"]["value"], "99");
}
