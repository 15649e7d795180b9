//! The static files of the package.

/// The static files, by name.
pub(super) const FILES: [(&str, &str); 17] = [
    ("calendar.go", include_str!("runtime/calendar.go")),
    ("container.go", include_str!("runtime/container.go")),
    ("dispatch.go", include_str!("runtime/dispatch.go")),
    ("errors.go", include_str!("runtime/errors.go")),
    ("event.go", include_str!("runtime/event.go")),
    ("json.go", include_str!("runtime/json.go")),
    ("number.go", include_str!("runtime/number.go")),
    ("object.go", include_str!("runtime/object.go")),
    ("optional.go", include_str!("runtime/optional.go")),
    ("publish.go", include_str!("runtime/publish.go")),
    ("recording.go", include_str!("runtime/recording.go")),
    ("rule.go", include_str!("runtime/rule.go")),
    ("scalar.go", include_str!("runtime/scalar.go")),
    ("tuple.go", include_str!("runtime/tuple.go")),
    ("union.go", include_str!("runtime/union.go")),
    ("value.go", include_str!("runtime/value.go")),
    ("violation.go", include_str!("runtime/violation.go")),
];

/// The package clause that static files begin with.
pub(super) const CLAUSE: &str = "package events\n";

/// Names that generated files declare besides those of the catalog.
const GENERATED: [&str; 8] =
    ["Envelope", "Metadata", "catalog", "messageVersions", "newEnvelope", "newID", "publisherName", "init"];

/// Every name of the package's scope that types, events and services may not take.
pub(super) fn declared() -> impl Iterator<Item = &'static str> {
    let texts = FILES.iter().map(|(_, text)| *text);
    texts.flat_map(str::lines).filter_map(declared_in).chain(GENERATED)
}

/// The name that a line of a static file declares in the package's scope.
fn declared_in(line: &'static str) -> Option<&'static str> {
    let rest = ["type ", "func ", "var ", "const "].iter().find_map(|keyword| line.strip_prefix(keyword))?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    rest.get(..end).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_static_files_are_found() {
        let names: Vec<&str> = declared().collect();
        for name in ["Violation", "Ptr", "DecodeMessage", "minLength", "Key", "union"] {
            assert!(names.contains(&name), "{name}");
        }
    }

    #[test]
    fn static_files_begin_with_the_clause() {
        for (name, text) in &FILES {
            assert!(text.starts_with(CLAUSE), "{name}");
        }
    }
}
