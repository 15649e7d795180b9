//! Generated files, in memory.

use std::collections::BTreeMap;

/// Generated files by path, in path order. Paths are relative, with `/` between their parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    files: BTreeMap<String, String>,
}

impl Files {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file; the text ends in exactly one line feed.
    pub fn add(&mut self, path: impl Into<String>, text: impl AsRef<str>) {
        let text = text.as_ref().trim_end();
        self.files.insert(path.into(), format!("{text}\n"));
    }

    /// All files, in path order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The same files, with a folder before each path.
    #[must_use]
    pub fn below(self, folder: &str) -> Self {
        Self {
            files: self.files.into_iter().map(|(path, text)| (format!("{folder}/{path}"), text)).collect(),
        }
    }

    /// Adds the files of another set.
    pub fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
    }
}
