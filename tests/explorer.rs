//! The pages of an endpoint in a browser that nobody here wrote: headless Chromium searches, clicks, filters, asks,
//! slips, downloads, and looks at every page at three widths.

mod support;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use support::independent::{NO_BROWSER, asked};
use support::served::{Served, encoded};
use support::shipped;

/// Runs a part of the walk.
fn browsed(served: &Served, part: &str, paths: &[String]) -> Option<Value> {
    let mut arguments = vec![format!("http://{}", served.address), part.to_owned()];
    arguments.extend_from_slice(paths);
    asked("explorer.py", arguments, NO_BROWSER)
}

fn is_quiet(found: &Value) {
    assert_eq!(found["console"], json!([]), "the console is free of errors");
    assert_eq!(found["requests"], json!([]), "nothing is asked of anybody else");
    assert_eq!(found["alert"], false, "no text runs");
    assert_eq!(found["wide"], json!([]), "no page is wider than its window");
}

/// Adds two claims of different days, so that there is a span to draw along.
fn dated(table: &Path) {
    let text = fs::read_to_string(table).expect("a table");
    let header = text.lines().next().expect("a header").to_owned();
    let row = |id: &str, date: &str| {
        let cell = |name: &str| match name {
            "id" => id.to_owned(),
            "subject" => "tajikistan".to_owned(),
            "relation" => "meets".to_owned(),
            "object" => "china".to_owned(),
            "date" => date.to_owned(),
            _ => String::new(),
        };
        header.split(',').map(cell).collect::<Vec<_>>().join(",")
    };
    let rows = [row("d1", "2025-11-20"), row("d2", "2025-12-01")].join("\n");
    fs::write(table, format!("{}\n{rows}\n", text.trim_end())).expect("a table");
}

fn count(value: &Value) -> usize {
    value.as_array().map_or(0, Vec::len)
}

#[test]
fn a_reader_finds_the_way_from_a_question_to_a_row() {
    let folder = shipped();
    dated(&folder.path().join("relations.csv"));
    let served = Served::start(folder.path(), &[]);
    let Some(found) = browsed(&served, "walk", &[]) else { return };
    is_quiet(&found);
    assert!(found["asked"]["url"].as_str().is_some_and(|url| url.contains("/ask?q=who")), "{found}");
    let says = found["asked"]["says"].to_string();
    assert!(says.contains("Pakistan") && says.contains("blames"), "{says}");
    assert_eq!(found["focus"], "search");
    // Islamabad is an alias in actors.csv.
    assert_eq!(found["search"][0], "Pakistan", "{}", found["search"]);
    assert_eq!(found["actor"]["title"], "Pakistan");
    assert!(found["actor"]["claims"].as_u64().is_some_and(|claims| claims >= 8), "{}", found["actor"]);
    let claim = &found["claim"];
    let id = claim["id"].as_str().expect("an id");
    assert!(claim["url"].as_str().is_some_and(|url| url.ends_with(&format!("/claim/{id}"))), "{claim}");
    assert!(claim["text"].as_str().is_some_and(|text| text.contains("relations.csv:")), "{claim}");
    assert!(claim["ways"].to_string().contains("@") && count(&claim["ways"]) == 3, "{claim}");
    assert_eq!(claim["copied"], true);
    // The page, the download and the answer to a program are one answer.
    let rows = served.get("/questions/who-blamed-whom?blamer=Pakistan").json();
    assert_eq!(found["query"]["lines"], count(&rows).to_string());
    let csv = served.get("/questions/who-blamed-whom?blamer=Pakistan&format=csv").text();
    assert_eq!(found["download"], csv);
    // As many claims as relations.csv has rows.
    let table = fs::read_to_string(folder.path().join("relations.csv")).expect("a table");
    let rows = table.lines().count() - 1;
    assert_eq!((&found["table"]["lines"], &found["table"]["rows"]), (&json!(rows.to_string()), &json!(rows)));
    assert_ne!(found["table"]["up"], found["table"]["down"]);
    // Lines 7 and 70 to 79.
    assert_eq!(count(&found["table"]["filtered"]), 11, "{}", found["table"]);
    let wrong = &found["wrong"];
    assert_eq!(
        (&wrong["line"], &wrong["column"], &wrong["role"]),
        (&json!("2"), &json!("6"), &json!("alert"))
    );
    assert_eq!(wrong["selected"], wrong["mark"], "{wrong}");
    assert_eq!(found["cell"]["count"], found["cell"]["claims"].to_string());
    let graph = &found["graph"];
    assert_eq!(graph["lines"], graph["listed"], "{graph}");
    assert!(graph["nodes"].as_u64().is_some_and(|nodes| nodes > 5), "{graph}");
    // Its own colours reach it, although the page takes no style that stands in a text.
    assert!(graph["stroke"].as_str().is_some_and(|stroke| stroke.starts_with("rgb")), "{graph}");
    assert_eq!(graph["sought"], json!(["edge-0"]));
    let first = graph["first"].as_str().expect("an address");
    assert!(graph["led"].as_str().is_some_and(|url| url.ends_with(first)), "{graph}");
    let slider = &found["slider"];
    assert_eq!(slider["sliders"], 2);
    assert!(slider["url"].as_str().is_some_and(|url| url.contains("since=2")), "{slider}");
    assert_ne!(slider["before"], slider["after"], "{slider}");
}

/// Every page of a kind, by what the pages lead to.
fn pages(served: &Served) -> Vec<String> {
    let first = [
        "/",
        "/actors",
        "/events",
        "/sources",
        "/matrix",
        "/timeline",
        "/graph",
        "/disputes",
        "/questions",
        "/sparql",
    ];
    let mut pages: Vec<String> = first.map(str::to_owned).to_vec();
    for (list, kind) in
        [("/actors", "/actor/"), ("/events", "/event/"), ("/sources", "/source/"), ("/timeline", "/claim/")]
    {
        let page = served.get_as(list, "text/html").text();
        let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        pages.extend(links.filter(|link| link.starts_with(kind)).take(2).map(str::to_owned));
    }
    pages.extend(
        ["/questions/edges", "/questions/who-blamed-whom", "/nowhere", "/ask?q=who%20blamed%20whom"]
            .map(str::to_owned),
    );
    pages
        .push(format!("/sparql?query={}", encoded("SELECT * { ?c rdf:subject ?s ; act:row ?row } LIMIT 30")));
    pages.push("/sparql?query=nonsense".to_owned());
    pages
}

#[test]
fn every_page_fits_a_phone_and_a_desk_in_light_and_dark() {
    let folder = shipped();
    let served = Served::start(folder.path(), &[]);
    let pages = pages(&served);
    assert!(pages.len() > 20, "{pages:?}");
    let Some(found) = browsed(&served, "visit", &pages) else { return };
    is_quiet(&found);
    assert!(pages.iter().all(|page| found["titles"][page].is_string()), "{}", found["titles"]);
}

#[test]
fn labels_that_are_markup_stay_text_in_a_browser() {
    let folder = tempfile::tempdir().expect("a folder");
    let evil = "<script>window.ran=1</script><img src=x onerror='window.ran=2'>";
    let rows = format!(
        "id,subject,relation,object,about,date,source,quote\n\
         k1,\"{evil}\",blames,\"'\"\" onload='window.ran=3' x\",\"</title>{evil}\",2025-01-01,\"javascript:window.ran=4\",\"</textarea></svg>{evil}\"\n\
         k2,\"{evil}\",accuses,\"{{{{7*7}}}}\",\"]]>{evil}\",2025-02-01,\"data:text/html,{evil}\",\"{evil}\"\n"
    );
    fs::write(folder.path().join("relations.csv"), rows).expect("a file");
    let served = Served::start(folder.path(), &[]);
    let mut pages = pages(&served);
    pages.extend(["/search", "/ask"].map(|path| format!("{path}?q={}", encoded(evil))));
    pages.push(format!("/sparql?query={}", encoded(evil)));
    pages.push(format!("/graph?actor={}", encoded(evil)));
    let Some(found) = browsed(&served, "visit", &pages) else { return };
    is_quiet(&found);
}
