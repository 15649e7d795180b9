//! The catalogs of the repository load and resolve without a finding.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::path::Path;

use countersign_model::load::load;
use countersign_model::resolve::resolve;
use countersign_model::resolved::Resolved;
use countersign_model::shape::Shape;
use countersign_model::source::SourceMap;

fn read(dir: &Path, root: &Path, sources: &mut SourceMap) {
    let mut entries: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            read(&path, root, sources);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            sources.add(name, std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// Loads and resolves a catalog of the repository, and fails on any finding.
fn resolve_clean(catalog: &str) -> Resolved {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(catalog);
    let mut sources = SourceMap::new();
    read(&root, &root, &mut sources);
    let (catalog, mut diagnostics) = load(&sources);
    let (resolved, found) = resolve(&sources, catalog.unwrap());
    diagnostics.extend(found);
    let shown: Vec<String> = diagnostics
        .iter()
        .map(|d| {
            let place = d.span().map(|span| format!("{}:{}", sources.path(span.file), sources.range(span).0));
            format!("{} {} {}", d.rule.code, place.unwrap_or_default(), d.message)
        })
        .collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
    resolved
}

#[test]
fn hard_names_resolve() {
    let resolved = resolve_clean("tests/fixtures/hard-names");
    assert!(resolved.types.len() > 100);
}

#[test]
fn the_erp_catalog_resolves() {
    let resolved = resolve_clean("schemas");
    assert_eq!(resolved.events.len(), 114);
    assert_eq!(resolved.services.iter().filter(|service| !service.external).count(), 10);
    for event in &resolved.events {
        assert_eq!(event.publishers.len(), 1, "{}", event.key.value);
        for version in &event.versions {
            let payload = resolved.ty(version.payload.unwrap()).unwrap();
            assert!(matches!(payload.shape, Shape::Record(_)), "{}", event.key.value);
        }
    }
}
