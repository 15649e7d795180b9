//! Finding the catalog that a command is about.

use std::fmt;
use std::path::{Path, PathBuf};

/// The names of the file that makes a directory a catalog.
const NAMES: [&str; 2] = ["catalog.yaml", "catalog.yml"];
/// The folder that is looked into beside each directory.
const FOLDER: &str = "schemas";

/// A directory that holds a catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalog {
    /// The directory, as it can be opened from the current directory.
    pub dir: PathBuf,
}

/// No catalog where one was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFound {
    /// Where, in the order of looking.
    pub looked: Vec<PathBuf>,
    /// Whether the search went upward from the current directory.
    pub upward: bool,
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.looked.first().map(|path| path.display().to_string()).unwrap_or_default();
        if self.upward {
            write!(
                f,
                "no catalog.yaml in `{first}` or any directory above it (nor in a `{FOLDER}` folder there)"
            )
        } else if !Path::new(&first).exists() {
            write!(f, "`{first}` does not exist")
        } else {
            write!(f, "no catalog.yaml in `{first}` (nor in its `{FOLDER}` folder)")
        }
    }
}

impl std::error::Error for NotFound {}

/// The nearest catalog: `catalog.yaml` or `schemas/catalog.yaml` in `start` or the nearest
/// directory above it.
pub fn find_catalog(start: &Path) -> Result<Catalog, NotFound> {
    let mut looked = Vec::new();
    for dir in start.ancestors() {
        looked.push(dir.to_owned());
        if let Some(found) = holding(dir) {
            return Ok(found);
        }
    }
    Err(NotFound { looked, upward: true })
}

/// The catalog of a directory that a person named: the directory itself, its `schemas` folder, or
/// the directory of a `catalog.yaml` that was named itself. A directory whose catalog file has
/// another name is taken as it is.
pub fn find_catalog_in(path: &Path) -> Result<Catalog, NotFound> {
    let is_catalog_file = |path: &Path| {
        path.is_file() && path.file_name().is_some_and(|name| NAMES.iter().any(|known| name == *known))
    };
    if is_catalog_file(path) {
        let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty());
        return Ok(Catalog { dir: dir.unwrap_or(Path::new(".")).to_owned() });
    }
    if let Some(found) = holding(path) {
        return Ok(found);
    }
    if declares_catalog(path) {
        return Ok(Catalog { dir: path.to_owned() });
    }
    Err(NotFound { looked: vec![path.to_owned()], upward: false })
}

fn holding(dir: &Path) -> Option<Catalog> {
    [dir.to_owned(), dir.join(FOLDER)]
        .into_iter()
        .find(|dir| NAMES.iter().any(|name| dir.join(name).symlink_metadata().is_ok()))
        .map(|dir| Catalog { dir })
}

/// Whether a file of another name says `catalog:`.
fn declares_catalog(dir: &Path) -> bool {
    dir.is_dir()
        && super::read(dir)
            .0
            .iter()
            .any(|(_, file)| file.text().lines().any(|line| line.starts_with("catalog:")))
}
