//! How long each floor takes on the way from tables to an open graph: `cargo bench --bench pipeline`.
//!
//! `ACTANT_BENCH_DIR=FOLDER` measures another folder than the 100,000 made-up rows.

mod support;

use actant::ingest::{self, ReadOptions};
use actant::model::{Dataset, Valid, validate};
use actant::rdf;
use actant::store::Graph;
use divan::Bencher;

fn main() {
    divan::main();
}

fn checked() -> Valid<Dataset> {
    let (dataset, mut report) =
        ingest::read(&support::folder(), &ReadOptions::default()).expect("the folder is there");
    validate(dataset, &mut report).expect("the folder has no errors")
}

#[divan::bench(sample_count = 10)]
fn read(bencher: Bencher<'_, '_>) {
    let folder = support::folder();
    bencher.bench(|| ingest::read(&folder, &ReadOptions::default()));
}

#[divan::bench(sample_count = 10)]
fn check(bencher: Bencher<'_, '_>) {
    let folder = support::folder();
    bencher
        .with_inputs(|| ingest::read(&folder, &ReadOptions::default()).expect("the folder is there"))
        .bench_values(|(dataset, mut report)| validate(dataset, &mut report).is_ok());
}

/// Is both in one go, as `actant check` does it: to be compared with `read`, at most 1.3 times as long.
#[divan::bench(sample_count = 10)]
fn read_and_check(bencher: Bencher<'_, '_>) {
    let folder = support::folder();
    bencher.bench(|| {
        let (dataset, mut report) =
            ingest::read(&folder, &ReadOptions::default()).expect("the folder is there");
        validate(dataset, &mut report).is_ok()
    });
}

#[divan::bench(sample_count = 10)]
fn lower(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(checked).bench_values(rdf::lower);
}

#[divan::bench(sample_count = 10)]
fn index(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(|| rdf::lower(checked())).bench_values(|builder| builder.finish());
}

#[divan::bench(sample_count = 10)]
fn publish(bencher: Bencher<'_, '_>) {
    let folder = support::folder().join("published");
    std::fs::create_dir_all(&folder).expect("a folder");
    let built = rdf::lower(checked()).finish();
    bencher.bench(|| built.publish(&folder.join("graph")));
}

#[divan::bench]
fn open(bencher: Bencher<'_, '_>) {
    let folder = support::folder().join("published");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("graph");
    rdf::lower(checked()).finish().publish(&path).expect("it is written");
    bencher.bench(|| Graph::open(&path).expect("it opens"));
}
