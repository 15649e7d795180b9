//! The hand-written vectors and the independent validator agree, and so do the sources' examples.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;

use countersign_codegen::compile::compile;
use countersign_codegen::read::read;
use countersign_conformance::oracle::Oracle;
use countersign_conformance::{generate, vector};
use countersign_model::resolved::Resolved;
use serde_json::Value;

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn catalog(dir: &str) -> (Resolved, Oracle) {
    let (sources, found) = read(&root().join(dir));
    assert!(found.is_empty(), "{found:?}");
    let compilation = compile(&sources, "2026-01-01");
    let catalog = compilation.sound().unwrap().clone();
    let oracle = Oracle::new(&sources, &catalog).unwrap();
    (catalog, oracle)
}

#[test]
fn hand_written_vectors_are_right() {
    let (_, oracle) = catalog("tests/fixtures/hard-names");
    let vectors = vector::read(&root().join("tests/vectors/hard-names.json")).unwrap();
    let found = oracle.disagreements(&vectors);
    assert!(found.is_empty(), "{} of {}\n{}", found.len(), vectors.len(), found.join("\n"));
}

#[test]
fn mutants_are_of_both_kinds() {
    let (catalog, oracle) = catalog("schemas");
    let vectors = generate::vectors(&catalog, &oracle);
    let invalid = vectors.iter().filter(|vector| !vector.valid).count();
    println!("{} vectors, {invalid} invalid", vectors.len());
    assert!(vectors.len() > 20_000 && invalid > 10_000, "{} {invalid}", vectors.len());
    let wrong: Vec<_> = vectors.iter().filter(|v| v.why == "example" && !v.valid).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn the_sources_own_examples_are_valid() {
    let (_, oracle) = catalog("schemas");
    let text = std::fs::read_to_string(root().join("tests/fixtures/source-examples/examples.json")).unwrap();
    let examples: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert!(examples.len() >= 15);
    for example in examples {
        let text = |name: &str| example.get(name).and_then(Value::as_str).unwrap();
        let verdict = oracle.judge(text("event"), text("version"), example.get("data").unwrap());
        assert_eq!(verdict, Some(true), "{example}");
    }
}
