fn main() {
    let a: Vec<String> = std::env::args().collect();
    let t = std::time::Instant::now();
    let f = std::path::Path::new(&a[1]);
    if a.get(2).map(|s| s == "open") == Some(true) {
        let w = actant::workspace::Workspace::open(f).unwrap();
        println!("{:?} {:?} {:?}", t.elapsed(), w.summary(), w.graph().triples());
        return;
    }
    let (c, r) = actant::workspace::check(f).unwrap();
    println!("check {:?} {} errors", t.elapsed(), r.diagnostics().len());
    for d in r.diagnostics().iter().take(8) {
        println!("{d:?}");
    }
    let c = c.unwrap();
    let b = actant::rdf::lower(c);
    println!("lower {:?}", t.elapsed());
    let b = b.finish();
    println!("finish {:?}", t.elapsed());
    b.publish(std::path::Path::new("/tmp/s/g.actant")).unwrap();
    println!("publish {:?}", t.elapsed());
    let g = actant::store::Graph::open(std::path::Path::new("/tmp/s/g.actant")).unwrap();
    println!(
        "open {:?} {} triples {} bytes {:.2} b/t",
        t.elapsed(),
        g.triples(),
        g.bytes(),
        g.bytes() as f64 / g.triples() as f64
    );
}
