//! The list of what was generated.

use std::collections::BTreeSet;
use std::path::{Component, Path};

/// The manifest's name in the output directory.
pub const MANIFEST: &str = ".countersign-manifest";

const HEADING: &str =
    "# The files that countersign generated here; it removes those it no longer generates.\n";

/// Reads a manifest. Lines that are not paths inside the directory (comments, the marks of a merge
/// conflict, anything that climbs out) are passed over.
pub(super) fn parse(text: &str) -> BTreeSet<String> {
    text.lines().filter(|line| !line.starts_with('#') && is_inside(line)).map(str::to_owned).collect()
}

/// Writes a manifest: one path a line, sorted, so that merges stay simple.
pub(super) fn render<'a>(paths: impl IntoIterator<Item = &'a String>) -> String {
    let mut text = HEADING.to_owned();
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text
}

/// Whether a path stays in the directory it is relative to, and is written the way we write it.
fn is_inside(path: &str) -> bool {
    let path_of_ours = path.contains('/') && !path.contains([' ', '\\']);
    path_of_ours && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_climb_out_are_passed_over() {
        let text = format!("{HEADING}go/a.go\n<<<<<<< HEAD\n../x/y\n/etc/passwd\n=======\nrust/b.rs\n");
        let parsed = parse(&text);
        assert_eq!(parsed.iter().collect::<Vec<_>>(), ["go/a.go", "rust/b.rs"]);
        assert_eq!(parse(&render(&parsed)), parsed);
    }
}
