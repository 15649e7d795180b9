//! The repository's root.

use std::path::Path;

/// Makes the repository's root the current directory, so that every path here is relative to it.
pub(crate) fn enter() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    std::env::set_current_dir(root).map_err(|error| format!("{}: {error}", root.display()))
}

/// Reads a file of the repository.
pub(crate) fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}
