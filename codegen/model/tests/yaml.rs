//! The tree of every file of the repository's catalogs, held against another YAML reader and
//! against the bytes of the file.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::path::{Path, PathBuf};

use countersign_model::source::SourceMap;
use countersign_model::yaml::{Kind, Node, parse};
use serde_yaml::Value;

fn yaml_files(dir: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            yaml_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            found.push(path);
        }
    }
}

/// Holds a node against what the other reader made of the same text. Its plain scalars are typed,
/// ours keep their text.
fn assert_same(node: Node<'_>, other: &Value, place: &str) {
    match (node.kind(), other) {
        (Kind::Mapping, Value::Mapping(members)) => {
            let entries: Vec<_> = node.entries().collect();
            assert_eq!(entries.len(), members.len(), "{place}");
            for (entry, (key, value)) in entries.iter().zip(members) {
                if let Value::String(key) = key {
                    assert_eq!(entry.key, key, "{place}");
                }
                assert_same(entry.value, value, &format!("{place}/{}", entry.key));
            }
        }
        (Kind::Sequence, Value::Sequence(items)) => {
            assert_eq!(node.items().count(), items.len(), "{place}");
            for (at, (item, other)) in node.items().zip(items).enumerate() {
                assert_same(item, other, &format!("{place}/{at}"));
            }
        }
        (Kind::Scalar { text, .. }, Value::String(other)) => assert_eq!(text, other, "{place}"),
        (Kind::Scalar { text, plain: true }, Value::Number(other)) => {
            assert_eq!(text.parse::<f64>().unwrap().to_bits(), other.as_f64().unwrap().to_bits(), "{place}");
        }
        (Kind::Scalar { text, plain: true }, Value::Bool(other)) => {
            assert_eq!(text, other.to_string(), "{place}");
        }
        (Kind::Scalar { text, plain: true }, Value::Null) => assert!(["", "null"].contains(&text), "{place}"),
        (ours, theirs) => panic!("{place}: {ours:?} against {theirs:?}"),
    }
}

/// Holds spans against the bytes: a plain scalar and a plain key are what their span covers.
fn assert_spans(node: Node<'_>, sources: &SourceMap, count: &mut usize) {
    if let Kind::Scalar { text, plain: true } = node.kind() {
        let written = sources.text(node.span());
        // A plain scalar over several lines is folded.
        if !written.contains('\n') {
            assert_eq!(written, text);
            *count += 1;
        }
    }
    for entry in node.entries() {
        let written = sources.text(entry.key_span);
        if !written.starts_with(['"', '\'']) {
            assert_eq!(written, entry.key);
            *count += 1;
        }
        assert_spans(entry.value, sources, count);
    }
    for item in node.items() {
        assert_spans(item, sources, count);
    }
}

#[test]
fn trees_agree_with_another_reader_and_spans_with_the_bytes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut paths = Vec::new();
    for dir in ["schemas", "tests/fixtures/hard-names", "tests/fixtures/erp-as-written"] {
        yaml_files(&root.join(dir), &mut paths);
    }
    assert!(paths.len() > 80, "{}", paths.len());
    let mut count = 0;
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let other: Value =
            serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut sources = SourceMap::new();
        let file = sources.add(path.to_string_lossy(), text);
        let mut diagnostics = Vec::new();
        let tree = parse(&sources, file, &mut diagnostics).unwrap();
        assert!(diagnostics.is_empty(), "{}", path.display());
        assert_same(tree.root().unwrap(), &other, &path.to_string_lossy());
        assert_spans(tree.root().unwrap(), &sources, &mut count);
    }
    assert!(count > 20_000, "{count}");
}
