//! What the JSON Schema validator found, in words, at the places where a person wrote it.

use countersign_model::source::Span;
use countersign_model::value::Value;
use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::paths::{Location, LocationSegment};
use serde_json::Value as Json;

use super::super::Context;
use super::bundle::Bundler;
use super::document::Entry;
use super::text::{count, first_line, list};

/// The longest value that a message repeats.
const MAX_SHOWN: usize = 40;

/// A value that does not fit its schema.
#[derive(Debug)]
pub(in crate::check) struct Finding {
    /// Which entry of the document.
    pub(in crate::check) entry: usize,
    /// Which of the entry's values.
    pub(in crate::check) value: usize,
    /// The offending part of the value.
    pub(in crate::check) at: Span,
    /// What is wrong, as a sentence: "`sku` is missing".
    pub(in crate::check) message: String,
    /// The same without naming the part.
    pub(in crate::check) label: String,
    /// The keyword that says so.
    pub(in crate::check) keyword: Option<Span>,
}

/// Puts an error of the validator into words. One about several members is several findings.
pub(in crate::check) fn explain(
    context: &Context<'_>,
    entries: &[Entry<'_>],
    error: &ValidationError<'_>,
) -> Vec<Finding> {
    if let Some(inner) = inside_union(error) {
        return inner.into_iter().flat_map(|error| explain(context, entries, error)).collect();
    }
    let path: Vec<LocationSegment<'_>> = error.instance_path().into_iter().collect();
    let [LocationSegment::Property(entry), LocationSegment::Index(value), inside @ ..] = path.as_slice()
    else {
        return Vec::new();
    };
    let Some(entry) = entry.strip_prefix('s').and_then(|at| at.parse::<usize>().ok()) else {
        return Vec::new();
    };
    let written = entries.get(entry).and_then(|entry| entry.values.get(*value).copied());
    let Some(at) = written.and_then(|written| walk(written, inside)) else { return Vec::new() };
    let keyword = keyword_span(context, entries, error);
    let path = shown_path(inside);
    let finding = |span: Span, path: &str, label: String| {
        let message = if path.is_empty() { format!("it {label}") } else { format!("`{path}` {label}") };
        let at = first_line(context.sources, span);
        Finding { entry, value: *value, at, message, label, keyword }
    };
    let member = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match error.kind() {
        Kind::Required { property: Json::String(name) } => {
            vec![Finding {
                label: format!("`{name}` is missing"),
                ..finding(at.span, &member(name), "is missing".to_owned())
            }]
        }
        Kind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|name| {
                let members = at.members().iter();
                let span = members.clone().find(|m| m.name == *name).map_or(at.span, |m| m.name_span);
                finding(span, &member(name), "is not declared, and the object admits nothing else".to_owned())
            })
            .collect(),
        kind => vec![finding(at.span, &path, describe(kind, at, error))],
    }
}

/// The errors of the one branch of a union that a value was meant for: the one whose constants
/// agree with it. `None` if the error is no union's, or no single branch is meant.
fn inside_union<'e>(error: &'e ValidationError<'_>) -> Option<Vec<&'e ValidationError<'static>>> {
    let (Kind::OneOfNotValid { context } | Kind::AnyOf { context }) = error.kind() else { return None };
    let depth = error.instance_path().into_iter().count();
    let meant = |branch: &&Vec<ValidationError<'static>>| {
        !branch.iter().any(|error| {
            let here = error.instance_path().into_iter().count();
            let tag = matches!(error.kind(), Kind::Constant { .. }) && here == depth + 1;
            tag || matches!(error.kind(), Kind::Type { .. }) && here == depth
        })
    };
    let mut branches = context.iter().filter(meant);
    let only = branches.next()?;
    branches.next().is_none().then(|| only.iter().collect())
}

/// What is wrong with a value, after its name: "is shorter than 3 characters".
fn describe(kind: &Kind, value: &Value, error: &ValidationError<'_>) -> String {
    let number = |limit: u64, noun: &str| count(usize::try_from(limit).unwrap_or(usize::MAX), noun);
    match kind {
        Kind::Type { kind } => format!("is {}, not {}", value.kind_name(), types(kind)),
        Kind::Enum { options } => {
            let known: Vec<String> = options.as_array().into_iter().flatten().map(bare).collect();
            format!("is {}, none of {}", shown(value), list(known.iter().map(String::as_str)))
        }
        Kind::Constant { expected_value } => format!("is {}, not `{}`", shown(value), bare(expected_value)),
        Kind::Minimum { limit } => format!("is {}, less than {limit}", shown(value)),
        Kind::Maximum { limit } => format!("is {}, more than {limit}", shown(value)),
        Kind::ExclusiveMinimum { limit } => format!("is {}, not more than {limit}", shown(value)),
        Kind::ExclusiveMaximum { limit } => format!("is {}, not less than {limit}", shown(value)),
        Kind::MultipleOf { multiple_of } => format!("is {}, no multiple of {multiple_of}", shown(value)),
        Kind::MinLength { limit } => format!("is shorter than {}", number(*limit, "character")),
        Kind::MaxLength { limit } => format!("is longer than {}", number(*limit, "character")),
        Kind::Pattern { .. } => format!("is {}, which its `pattern` does not match", shown(value)),
        Kind::Format { format } => format!("is {}, no `{format}`", shown(value)),
        Kind::MinItems { limit } => format!("has fewer than {}", number(*limit, "item")),
        Kind::MaxItems { limit } => format!("has more than {}", number(*limit, "item")),
        Kind::MinProperties { limit } => format!("has fewer than {}", number(*limit, "member")),
        Kind::MaxProperties { limit } => format!("has more than {}", number(*limit, "member")),
        Kind::UniqueItems => "has two equal items".to_owned(),
        Kind::OneOfNotValid { .. } | Kind::AnyOf { .. } => "fits none of the branches".to_owned(),
        Kind::OneOfMultipleValid { .. } => "fits more than one of the branches".to_owned(),
        Kind::FalseSchema => "must not be there".to_owned(),
        _ => format!("does not fit: {error}"),
    }
}

/// A value as a message repeats it.
fn shown(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if text.chars().count() > MAX_SHOWN || text.contains('`') {
        return value.kind_name().to_owned();
    }
    if text.is_empty() { "empty".to_owned() } else { format!("`{text}`") }
}

fn bare(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn types(kind: &TypeKind) -> String {
    let name = |ty: jsonschema::JsonType| match ty {
        jsonschema::JsonType::Array => "an array",
        jsonschema::JsonType::Boolean => "a boolean",
        jsonschema::JsonType::Integer => "an integer",
        jsonschema::JsonType::Null => "null",
        jsonschema::JsonType::Number => "a number",
        jsonschema::JsonType::Object => "an object",
        jsonschema::JsonType::String => "a string",
    };
    match kind {
        TypeKind::Single(only) => name(*only).to_owned(),
        TypeKind::Multiple(several) => several.iter().map(name).collect::<Vec<_>>().join(" or "),
    }
}

/// A path as a person writes it: `items[0].sku`.
fn shown_path(path: &[LocationSegment<'_>]) -> String {
    let mut out = String::new();
    for segment in path {
        match segment {
            LocationSegment::Index(at) => out.extend(["[", &at.to_string(), "]"]),
            LocationSegment::Property(name) => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(name);
            }
        }
    }
    out
}

/// The value at a path.
fn walk<'v>(value: &'v Value, path: &[LocationSegment<'_>]) -> Option<&'v Value> {
    path.iter().try_fold(value, |at, segment| match segment {
        LocationSegment::Property(name) => at.get(name),
        LocationSegment::Index(index) => at.items().get(*index),
    })
}

/// The place of the keyword that an error is about. The validator knows it as a place in the one
/// document; `$defs/shared.N` there is a shared definition.
fn keyword_span(context: &Context<'_>, entries: &[Entry<'_>], error: &ValidationError<'_>) -> Option<Span> {
    let path = segments(error.schema_path());
    let [before @ .., last] = path.as_slice() else { return None };
    let words: Vec<&str> = before.iter().map(String::as_str).collect();
    let (root, inside): (&Value, &[&str]) = match words.as_slice() {
        ["$defs", name, inside @ ..] => {
            let definition = context.catalog.definitions.get(Bundler::shared_index(name)?)?;
            (&definition.schema, inside)
        }
        ["properties", entry, "items", inside @ ..] => {
            let entry = entries.get(entry.strip_prefix('s')?.parse::<usize>().ok()?)?;
            let root = entry.root.filter(|_| inside.first() == Some(&"$defs"));
            (root.unwrap_or(entry.schema), inside)
        }
        _ => return None,
    };
    let schema = inside.iter().try_fold(root, |at, name| {
        at.get(name).or_else(|| name.parse::<usize>().ok().and_then(|index| at.items().get(index)))
    })?;
    if let Kind::Required { property: Json::String(name) } = error.kind() {
        let listed = schema.get("required").map(Value::items).unwrap_or_default().iter();
        return listed.clone().find(|item| item.as_str() == Some(name)).map(|item| item.span);
    }
    let member = schema.members().iter().find(|member| member.name == *last)?;
    Some(first_line(context.sources, member.name_span.to(member.value.span)))
}

fn segments(location: &Location) -> Vec<String> {
    location.into_iter().map(|segment| segment.to_string()).collect()
}
