//! The catalogs that every SDK is generated from and held against, each with its vectors.

use std::path::Path;

use countersign_codegen::compile::compile_read;
use countersign_codegen::read::read;
use countersign_model::resolved::Resolved;

use crate::generate;
use crate::oracle::Oracle;
use crate::vector::{self, Vector};

/// The day on which the catalogs are checked, so that no sunset passes by itself.
const TODAY: &str = "2026-01-31";

/// A catalog and its vectors.
#[derive(Debug)]
pub struct Suite {
    /// A short name.
    pub name: &'static str,
    /// The catalog.
    pub catalog: Resolved,
    /// The vectors, with the verdicts of the independent judge.
    pub vectors: Vec<Vector>,
}

/// The suites of the repository at `root`.
///
/// # Errors
/// When a catalog does not hold, or a hand-written vector and the independent judge disagree.
pub fn suites(root: &Path) -> Result<Vec<Suite>, String> {
    Ok(vec![
        suite(root, "erp", "schemas", None)?,
        suite(root, "hard-names", "tests/fixtures/hard-names", Some("tests/vectors/hard-names.json"))?,
    ])
}

fn suite(root: &Path, name: &'static str, dir: &str, written: Option<&str>) -> Result<Suite, String> {
    let (sources, unreadable) = read(&root.join(dir));
    let compilation = compile_read(&sources, unreadable, TODAY);
    let catalog =
        compilation.sound().ok_or_else(|| format!("`{dir}` does not hold: run `countersign check {dir}`"))?;
    let oracle = Oracle::new(&sources, catalog)?;
    let mut vectors = match written {
        Some(path) => vector::read(&root.join(path))?,
        None => Vec::new(),
    };
    let wrong = oracle.disagreements(&vectors);
    if !wrong.is_empty() {
        return Err(format!("hand-written vectors are wrong:\n{}", wrong.join("\n")));
    }
    vectors.extend(generate::vectors(catalog, &oracle));
    Ok(Suite { name, catalog: catalog.clone(), vectors })
}
