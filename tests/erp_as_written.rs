//! What the checker finds in the ERP's source as written. The snapshots are reviewed: they are the
//! contradictions that `docs/decisions/0002` decides.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use countersign_codegen::compile::{Compilation, compile_read};
use countersign_codegen::read::read;
use countersign_codegen::render::Paths;
use countersign_codegen::render::human::{self, Options};
use countersign_model::source::SourceMap;

fn compiled(dir: &str) -> (SourceMap, Compilation) {
    let (sources, unreadable) = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(dir));
    let compilation = compile_read(&sources, unreadable, "2026-01-31");
    (sources, compilation)
}

#[test]
fn every_contradiction_is_named_once() {
    let (_, compilation) = compiled("tests/fixtures/erp-as-written");
    let mut by_rule: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut pairs = BTreeSet::new();
    for found in &compilation.diagnostics {
        let parts: Vec<&str> = [&found.event, &found.service, &found.pattern]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let subject = if parts.is_empty() { found.message.clone() } else { parts.join("  ") };
        by_rule.entry(found.rule.code).or_default().push(subject);
        if let (Some(event), Some(service)) = (&found.event, &found.service) {
            assert!(pairs.insert((event.clone(), service.clone())), "{event} {service} is named twice");
        }
    }
    let mut out = String::new();
    for (code, mut subjects) in by_rule {
        subjects.sort();
        writeln!(out, "{code} ({})", subjects.len()).unwrap();
        for subject in subjects {
            writeln!(out, "  {subject}").unwrap();
        }
    }
    insta::assert_snapshot!("pairs", out);
}

#[test]
fn the_contradictions_read_well() {
    let (sources, compilation) = compiled("tests/fixtures/erp-as-written");
    let options = Options { width: 120, styled: false, verbose: false };
    insta::assert_snapshot!("printed", human::findings(&sources, &Paths::default(), &compilation, options));
}

#[test]
fn the_reconciled_catalog_holds_without_a_warning() {
    let (sources, compilation) = compiled("schemas");
    let options = Options { width: 120, styled: false, verbose: false };
    let printed = human::findings(&sources, &Paths::default(), &compilation, options);
    assert!(compilation.sound().is_some() && printed.trim().is_empty(), "{printed}");
}
