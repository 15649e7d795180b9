//! What the catalog says in words, as paragraphs of doc comments.

use countersign_model::resolved::TypeId;
use countersign_model::shape::{Deprecation, Docs, Field, Origin, Sensitivity, Shape, Step, Type};

use super::package::Package;
use super::text::paragraphs;

/// The doc comment of a declared type.
pub(super) fn declared(package: &Package<'_>, name: &str, ty: &Type) -> Vec<String> {
    let mut out = vec![format!("{name} is {}.", what(package, ty))];
    out.extend(words(&ty.docs));
    out
}

/// The doc comment of a payload.
pub(super) fn payload(name: &str, key: &str, version: &str, summary: Option<&str>) -> Vec<String> {
    let mut out = vec![format!("{name} is the payload of {key}, version {version}.")];
    out.extend(summary.map(paragraphs).unwrap_or_default());
    out
}

fn what(package: &Package<'_>, ty: &Type) -> String {
    let kind = match &ty.shape {
        Shape::Any => "any value",
        Shape::Null => "null",
        Shape::Boolean => "a flag",
        Shape::Integer => "a whole number",
        Shape::Number => "a number",
        Shape::String => "a text",
        Shape::Enum(values) if values.open => "one of a list of texts, or a text that is not known yet",
        Shape::Enum(_) => "one of a list of texts",
        Shape::Record(_) => "an object",
        Shape::Map(_) => "an object whose members are all alike",
        Shape::List(_) => "a list",
        Shape::Tuple(_) => "an array with a type for each position; a nil item and all after it are left out",
        Shape::Union(union) => {
            let branches: Vec<String> =
                union.variants.iter().map(|variant| package.go_type(variant.ty).text).collect();
            return match branches.split_last() {
                Some((last, [])) => last.clone(),
                Some((last, others)) => format!("{} or {last}", others.join(", ")),
                None => "nothing".to_owned(),
            };
        }
        Shape::Nullable(_) => "a value or null",
    };
    let place = place(package, &ty.origin);
    if place.starts_with(' ') && kind.contains([';', ',']) {
        kind.to_owned()
    } else {
        format!("{kind}{place}")
    }
}

/// Where a type is declared, to follow what it is.
fn place(package: &Package<'_>, origin: &Origin) -> String {
    match origin {
        Origin::Shared { .. } => " shared by the catalog's events".to_owned(),
        Origin::Local { .. } | Origin::Payload { .. } => String::new(),
        Origin::Envelope { field } => format!(" of the envelope, {field}"),
        // What is inside a nullable type has the nullable type's name.
        Origin::Inline { parent, step: Step::NotNull } => {
            package.catalog.ty(*parent).map(|parent| place(package, &parent.origin)).unwrap_or_default()
        }
        Origin::Inline { parent, .. } => {
            let around = package.go_type(*parent).text;
            format!(", part of {}", around.trim_start_matches(['*', '[', ']']))
        }
    }
}

/// The comment of a struct's field: what the place of use says, else what the type says if it is
/// written in place.
pub(super) fn field(package: &Package<'_>, field: &Field) -> Vec<String> {
    let type_docs = package.catalog.ty(field.ty).map(|ty| &ty.docs);
    let fallback = type_docs.map(|docs| inline(package, field.ty, docs)).unwrap_or_default();
    let own = words(&field.docs);
    let mut out = if own.is_empty() { fallback } else { own };
    if let Some(default) = &field.default {
        out.push(format!("Default, where it is absent: {default}"));
    }
    out
}

/// What a type written in place says of itself; a declared type says it where it is declared.
pub(super) fn inline(package: &Package<'_>, id: TypeId, docs: &Docs) -> Vec<String> {
    if package.type_named(package.not_null(id)).is_some() { Vec::new() } else { words(docs) }
}

/// Title, description and annotations.
pub(super) fn words(docs: &Docs) -> Vec<String> {
    let mut out: Vec<String> =
        docs.title.iter().chain(&docs.description).flat_map(|text| paragraphs(text)).collect();
    out.extend(docs.sensitive.map(|sensitivity| {
        match sensitivity {
            Sensitivity::Personal => "Personal data: errors do not show it.",
            Sensitivity::Secret => "A secret: errors do not show it.",
        }
        .to_owned()
    }));
    out.extend(docs.deprecated.as_ref().map(deprecation));
    out
}

/// The paragraph by which Go's tools know that something should not be used.
pub(super) fn deprecation(deprecation: &Deprecation) -> String {
    let since = deprecation.since.as_ref().map(|day| format!("since {day}"));
    let sunset = deprecation.sunset.as_ref().map(|day| format!("may be gone from {day}"));
    let instead = deprecation.use_instead.as_ref().map(|other| format!("use {other} instead"));
    let parts: Vec<String> = [since, sunset, instead].into_iter().flatten().collect();
    if parts.is_empty() {
        "Deprecated: do not use it in new code.".to_owned()
    } else {
        format!("Deprecated: {}.", parts.join(", "))
    }
}
