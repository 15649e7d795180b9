//! Vectors: a payload as JSON text, the version it claims to be of, and the verdict it must get.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// One vector.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Vector {
    /// The routing key of the event.
    pub key: String,
    /// The version, `MAJOR.MINOR`.
    pub version: String,
    /// The payload as JSON text, so that `3.0` and integers beyond 2^53 reach the decoder as
    /// written.
    pub data: String,
    /// Whether the payload is valid.
    pub valid: bool,
    /// What the vector is about.
    pub why: String,
}

/// Reads a file of vectors.
///
/// # Errors
/// When the file cannot be read or is not a list of vectors.
pub fn read(path: &Path) -> Result<Vec<Vector>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a file of vectors.
///
/// # Errors
/// When the file cannot be written.
pub fn write(path: &Path, vectors: &[Vector]) -> Result<(), String> {
    let text = serde_json::to_string(vectors).map_err(|error| error.to_string())?;
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
