//! The steps that put a generated SDK through its language's own tools: first the strict compiler
//! and the linters on the package, then the harness in `tests/targets/<target>/`, which puts the
//! vectors of every suite through it, and last sources that must not compile.

pub(super) mod go;
pub(super) mod rust;
pub(super) mod typescript;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use countersign_codegen::emit::{Target, emit};
use countersign_conformance::suite::{Suite, suites};
use countersign_conformance::{vector, verdict};

/// Where packages and vectors are put, below the repository's root.
const WORK: &str = "target/conformance";

/// A generated package with the vectors it is held against.
struct Case {
    suite: &'static Suite,
    /// The package's folder, absolute.
    package: PathBuf,
    /// The file of vectors, absolute.
    vectors: PathBuf,
}

impl Case {
    /// Holds what the harness printed against the vectors.
    fn compare(&self, output: &str) -> Result<(), String> {
        let comparison = verdict::compare(&self.suite.vectors, output)?;
        println!("{}: {}", self.suite.name, comparison.summary());
        if comparison.disagreements.is_empty() {
            return Ok(());
        }
        println!("{}", comparison.shown());
        Err(format!("{}: {} disagreements", self.suite.name, comparison.disagreements.len()))
    }
}

/// The suites, made once: every example's mutants are judged by the independent validator.
fn all_suites() -> Result<&'static [Suite], String> {
    static SUITES: OnceLock<Result<Vec<Suite>, String>> = OnceLock::new();
    let made = SUITES.get_or_init(|| suites(Path::new(".")));
    made.as_deref().map_err(Clone::clone)
}

/// Generates the package of each suite for a target, in a folder of its own that is emptied first
/// (`keep` names what a tool put there and may find again).
fn cases(target: Target, keep: &[&str]) -> Result<Vec<Case>, String> {
    let root = std::env::current_dir().map_err(|error| error.to_string())?;
    let failed = |path: &Path, error: &std::io::Error| format!("{}: {error}", path.display());
    let mut found = Vec::new();
    for suite in all_suites()? {
        let dir = root.join(WORK).join(suite.name);
        let package = dir.join(target.name());
        empty(&package, keep).map_err(|error| failed(&package, &error))?;
        for (path, text) in emit(target, &suite.catalog).iter() {
            let path = dir.join(path);
            let parent = path.parent().unwrap_or(&dir);
            fs::create_dir_all(parent).map_err(|error| failed(parent, &error))?;
            fs::write(&path, text).map_err(|error| failed(&path, &error))?;
        }
        let vectors = dir.join("vectors.json");
        vector::write(&vectors, &suite.vectors)?;
        found.push(Case { suite, package, vectors });
    }
    Ok(found)
}

fn empty(dir: &Path, keep: &[&str]) -> std::io::Result<()> {
    if !dir.exists() {
        return fs::create_dir_all(dir);
    }
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if keep.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// A path as an argument.
fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
