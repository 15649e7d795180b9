//! Paths as a person would type them.

use std::path::{Component, Path, PathBuf};

/// Turns paths below a catalog's directory into paths that can be opened from the current
/// directory.
#[derive(Debug, Clone, Default)]
pub struct Paths {
    base: PathBuf,
}

impl Paths {
    /// `dir` is the catalog's directory, `current` the current one. A relative `dir` stays as it
    /// was typed; an absolute one is shortened if it lies below `current`.
    pub fn new(dir: &Path, current: &Path) -> Self {
        let base = dir.strip_prefix(current).unwrap_or(dir);
        Self { base: base.components().filter(|part| *part != Component::CurDir).collect() }
    }

    /// The catalog's directory.
    pub fn base(&self) -> String {
        if self.base.as_os_str().is_empty() { ".".to_owned() } else { slashed(&self.base) }
    }

    /// The path of something below the catalog's directory.
    pub fn show(&self, path: &str) -> String {
        if path == "." { self.base() } else { slashed(&self.base.join(path)) }
    }
}

/// A path with `/` between its parts.
fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_current_directory() {
        let show = |dir: &str| Paths::new(Path::new(dir), Path::new("/home/ada/erp")).show("events/a.yaml");
        assert_eq!(show("/home/ada/erp/schemas"), "schemas/events/a.yaml");
        assert_eq!(show("./schemas"), "schemas/events/a.yaml");
        assert_eq!(show("../erp/schemas"), "../erp/schemas/events/a.yaml");
        assert_eq!(show("."), "events/a.yaml");
        assert_eq!(show("/elsewhere"), "/elsewhere/events/a.yaml");
        assert_eq!(Paths::new(Path::new("/home/ada/erp"), Path::new("/home/ada/erp")).show("."), ".");
    }
}
