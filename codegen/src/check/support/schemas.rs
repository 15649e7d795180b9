//! Where in a schema other schemas stand.

use countersign_model::diagnostic::{Diagnostic, Severity};
use countersign_model::source::Span;
use countersign_model::value::Value;

/// Keywords whose value is a schema.
pub(in crate::check) const ONE: [&str; 2] = ["items", "additionalProperties"];
/// Keywords whose value is a list of schemas.
pub(in crate::check) const LIST: [&str; 4] = ["prefixItems", "oneOf", "anyOf", "allOf"];
/// Keywords whose value has schemas by name.
pub(in crate::check) const NAMED: [&str; 2] = ["properties", "$defs"];

/// Visits a schema and every schema inside it.
pub(in crate::check) fn visit<'a>(schema: &'a Value, each: &mut dyn FnMut(&'a Value)) {
    each(schema);
    for member in schema.members() {
        let name = member.name.as_str();
        if ONE.contains(&name) {
            visit(&member.value, each);
        } else if LIST.contains(&name) {
            for inner in member.value.items() {
                visit(inner, each);
            }
        } else if NAMED.contains(&name) {
            for inner in member.value.members() {
                visit(&inner.value, each);
            }
        }
    }
}

/// The errors that were found in schemas before. What else is wrong with such a schema, or with
/// the values for it, is left until they are mended.
#[derive(Debug)]
pub(in crate::check) struct Faults {
    places: Vec<Span>,
}

impl Faults {
    pub(in crate::check) fn new(earlier: &[Diagnostic]) -> Self {
        let errors = earlier.iter().filter(|found| found.rule.severity == Severity::Error);
        let mut places: Vec<Span> = errors.filter_map(Diagnostic::span).collect();
        places.sort_unstable();
        Self { places }
    }

    /// Whether there is none at all.
    pub(in crate::check) const fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether there is one inside a schema.
    pub(in crate::check) fn are_in(&self, schema: &Value) -> bool {
        let span = schema.span;
        let at = self.places.partition_point(|place| (place.file, place.start) < (span.file, span.start));
        self.places.get(at).is_some_and(|place| place.file == span.file && place.start < span.end)
    }
}
