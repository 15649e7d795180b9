//! The one place that reads: a directory on disk to a [`SourceMap`].

mod find;
mod text;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use countersign_model::diagnostic::Diagnostic;
use countersign_model::rules::UNREADABLE;
use countersign_model::source::SourceMap;

pub use find::{Catalog, NotFound, find_catalog, find_catalog_in};

use crate::write::MANIFEST;

/// How deep directories may nest.
const MAX_DEPTH: usize = 64;
/// How many directory entries are looked at: symbolic links can make a small tree endless.
const MAX_ENTRIES: usize = 200_000;
/// How many bytes are read in all.
const MAX_TOTAL_BYTES: usize = 1 << 30;

/// Reads every `*.yaml` and `*.yml` file below a directory, in the order of their paths.
///
/// Hidden files and directories, `target`, `node_modules` and directories of generated files are
/// left out. Symbolic links are followed; one that leads back to a directory it lies in is
/// reported. Whatever cannot be read is reported too, and the rest is read all the same.
pub fn read(dir: &Path) -> (SourceMap, Vec<Diagnostic>) {
    let mut walk = Walk::default();
    walk.directory(dir, "", &mut Vec::new());
    let mut sources = SourceMap::new();
    let mut left = MAX_TOTAL_BYTES;
    for (path, file) in walk.found {
        match text::read(&file, &path, left) {
            Ok(text) => {
                left = left.saturating_sub(text.len());
                sources.add(path, text);
            }
            Err(diagnostic) => walk.diagnostics.push(*diagnostic),
        }
    }
    (sources, walk.diagnostics)
}

/// A walk through directories.
#[derive(Debug, Default)]
struct Walk {
    /// Where each file lies, by its path relative to the catalog's directory.
    found: BTreeMap<String, PathBuf>,
    diagnostics: Vec<Diagnostic>,
    entries: usize,
}

impl Walk {
    /// Walks one directory. `inside` holds the real paths of the directories it lies in.
    fn directory(&mut self, dir: &Path, relative: &str, inside: &mut Vec<PathBuf>) {
        let shown = if relative.is_empty() { "." } else { relative };
        let real = match fs::canonicalize(dir) {
            Ok(real) => real,
            Err(error) => return self.cannot(shown, format!("`{shown}` cannot be opened: {error}")),
        };
        if inside.contains(&real) {
            let message = format!("`{shown}` is a symbolic link that leads back to a directory it lies in");
            self.diagnostics.push(
                UNREADABLE
                    .at_path(shown, message)
                    .help("remove the link, or let it point to a directory elsewhere"),
            );
            return;
        }
        if inside.len() >= MAX_DEPTH {
            return self.cannot(shown, format!("`{shown}` lies more than {MAX_DEPTH} directories deep"));
        }
        let entries = match fs::read_dir(dir) {
            Ok(entries) => entries,
            Err(error) => {
                return self.cannot(shown, format!("the directory `{shown}` cannot be read: {error}"));
            }
        };
        inside.push(real);
        for entry in entries {
            match entry {
                Ok(entry) => {
                    self.entry(&entry.path(), &entry.file_name().to_string_lossy(), relative, inside);
                }
                Err(error) => self.cannot(shown, format!("the directory `{shown}` cannot be read: {error}")),
            }
        }
        inside.pop();
    }

    /// Takes one entry of a directory.
    fn entry(&mut self, path: &Path, name: &str, relative: &str, inside: &mut Vec<PathBuf>) {
        self.entries += 1;
        if self.entries == MAX_ENTRIES {
            self.cannot(relative, format!("the catalog's directory has more than {MAX_ENTRIES} entries"));
        }
        if self.entries >= MAX_ENTRIES || name.starts_with('.') {
            return;
        }
        let shown = if relative.is_empty() { name.to_owned() } else { format!("{relative}/{name}") };
        let is_yaml = has_yaml_extension(name);
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                let skipped = matches!(name, "target" | "node_modules") || path.join(MANIFEST).is_file();
                if !skipped {
                    self.directory(path, &shown, inside);
                }
            }
            Ok(metadata) if metadata.is_file() => {
                if is_yaml {
                    self.found.insert(shown, path.to_owned());
                }
            }
            Ok(_) if is_yaml => self.cannot(&shown, format!("`{shown}` is not a regular file")),
            // A link to nowhere, or to itself: of interest only if it might have been a part of
            // the catalog.
            Err(error) if is_yaml || path.extension().is_none() => {
                self.cannot(&shown, format!("`{shown}` cannot be opened: {error}"));
            }
            Ok(_) | Err(_) => {}
        }
    }

    fn cannot(&mut self, path: &str, message: String) {
        self.diagnostics.push(UNREADABLE.at_path(path, message));
    }
}

/// Whether a file is named like a part of a catalog.
fn has_yaml_extension(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}
