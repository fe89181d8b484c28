//! The dossier as text; `tests/dossier.rs` opens it in a browser.

use crate::graph::network;
use crate::graph::story::{BASE, row, story, table};
use crate::render::Names;
use crate::render::html::{Dossier, dossier};

fn written(network: &crate::graph::Network, title: &str) -> String {
    let mut out = Vec::new();
    let about = Dossier { title: title.to_owned(), ..Dossier::default() };
    dossier(network, &Names::new(BASE), &about, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn every_claim_is_in_the_page_with_its_source() {
    let story = network(&story()).expect("a network");
    let page = written(&story, "The story");
    assert_eq!(page.matches("<tr id=\"c").count(), 74);
    assert_eq!(page.matches("data-edges=").count(), story.edges().len());
    assert_eq!(page, written(&story, "The story"));
    // Nothing is fetched: the only addresses are names of vocabularies.
    for fetched in ["src=", "<link", "@import", "url(http", "fetch("] {
        assert!(!page.contains(fetched), "{fetched}");
    }
}

#[test]
fn texts_are_inert() {
    let evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&";
    let drawn = network(&table(&[row("k1", "actor/a", "blames", "actor/b")
        .text("subject_label", evil)
        .text("relation_label", evil)
        .text("quad", "verbal-conflict")
        .text("quote", evil)
        .text("locator", evil)
        .text("date", evil)
        .text("speaker", evil)
        .text("row", evil)
        .source("s")
        .text("source_label", evil)
        .status("x")]))
    .expect("a network");
    let page = written(&drawn, evil);
    assert_eq!(page.matches("<script").count(), 1, "the page's own");
    assert!(!page.contains("<img"));
}

#[test]
fn an_empty_network_is_a_page() {
    let page = written(&crate::graph::Network::default(), "");
    assert!(page.contains("0 claims") && page.contains("<title>Network</title>"));
}
