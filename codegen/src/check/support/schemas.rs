//! Where in a schema other schemas stand.

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
