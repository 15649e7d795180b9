//! The envelope: the wrapper of every message, and what a publisher fills in by itself.

use countersign_model::resolved::{EnvelopeField, Role};
use countersign_model::shape::{Origin, Shape};
use serde::Serialize;

use crate::emit::Files;
use crate::emit::names::Scope;
use crate::emit::templates::Templates;

use super::expr::call;
use super::package::Package;
use super::text::{self, Row, columns, comment, paragraphs};
use super::{add_file, ids, names};

/// A field of the envelope in Go.
struct Member<'a> {
    field: &'a EnvelopeField,
    name: String,
    go: String,
    part: String,
    /// The expression that a publisher fills it in with; `None` where the caller has to.
    filled: Option<String>,
}

#[derive(Serialize)]
struct EnvelopeContext {
    fields: String,
    metadata: String,
    codec: String,
    /// Assignments of the fields that a publisher fills in, and of those of the metadata.
    assignments: Vec<(String, String)>,
    key: String,
    version: String,
    publisher: String,
    /// What stands before and after a service's name in the publisher's field.
    publisher_name: String,
    id: String,
}

/// Adds `envelope.go`.
pub(super) fn add(package: &Package<'_>, templates: &Templates, files: &mut Files) {
    let members = members(package);
    let field_of = |role: Role| members.iter().find(|member| member.field.role == Some(role));
    let accessor = |role: Role, convert: &str| {
        field_of(role).map(|member| {
            let value = format!("e.{}", member.name);
            if member.go == convert { value } else { format!("{convert}({value})") }
        })
    };
    let given = |member: &&Member<'_>| member.filled.is_none();
    let form = field_of(Role::Publisher).and_then(|member| member.field.form.as_ref());
    let context = EnvelopeContext {
        fields: columns(&members.iter().map(row).collect::<Vec<Row>>()),
        metadata: columns(&members.iter().filter(given).map(row).collect::<Vec<Row>>()),
        codec: codec(package, &members),
        assignments: members
            .iter()
            .map(|member| {
                let given = || format!("about.{}", member.name);
                (member.name.clone(), member.filled.clone().unwrap_or_else(given))
            })
            .collect(),
        key: accessor(Role::Key, "Key").unwrap_or_else(|| "\"\"".to_owned()),
        version: accessor(Role::Version, "Version").unwrap_or_else(|| "Version{}".to_owned()),
        publisher: accessor(Role::Publisher, "string").unwrap_or_else(|| "\"\"".to_owned()),
        publisher_name: publisher_name(form.map_or("{service}", |form| &form.value)),
        id: ids::default(package.catalog).unwrap_or_default(),
    };
    let mut declarations = vec![templates.render("envelope", &context)];
    declarations.extend(
        package
            .catalog
            .types()
            .filter(|&(id, _)| {
                package.root(id).is_some_and(|root| matches!(root.origin, Origin::Envelope { .. }))
            })
            .filter_map(|(id, _)| package.declaration(templates, id)),
    );
    add_file(package, templates, files, "envelope.go", &["time"], &declarations);
}

/// Members of a composite literal of the metadata: sample texts for what is required.
pub(super) fn sample(package: &Package<'_>) -> String {
    let members = members(package);
    let required = members.iter().filter(|member| member.filled.is_none() && member.field.required);
    let samples: Vec<String> = required
        .filter_map(|member| {
            let ty = member.field.ty.and_then(|id| Some((id, package.catalog.ty(id)?)));
            let value = match ty {
                Some((id, ty)) if matches!(ty.shape, Shape::Enum(_)) => {
                    format!("{}.{}", package.name, package.type_named(id)?.constants.first()?)
                }
                Some((_, ty)) if matches!(ty.shape, Shape::String) => text::quoted(&member.field.name.value),
                Some(_) | None => return None,
            };
            Some(format!("{}: {value}", member.name))
        })
        .collect();
    samples.join(", ")
}

fn members<'a>(package: &'a Package<'_>) -> Vec<Member<'a>> {
    let mut scope = Scope::default();
    let mut members = Vec::new();
    for field in &package.catalog.envelope.fields {
        if field.role != Some(Role::Payload) {
            let name = scope.claim(&names::exported_text(&field.name.value), "X");
            members.push(member(package, field, name));
        }
    }
    members
}

fn member<'a>(package: &Package<'_>, field: &'a EnvelopeField, name: String) -> Member<'a> {
    let is_text =
        field.ty.and_then(|ty| package.catalog.ty(ty)).is_none_or(|ty| matches!(ty.shape, Shape::String));
    let typed = field.ty.map(|ty| (package.go_type(ty).text, package.codec(ty)));
    let or = |go: &str, codec: &str| typed.clone().unwrap_or_else(|| (go.to_owned(), codec.to_owned()));
    let ((go, codec), filled) = match field.role {
        Some(Role::Id) if is_text => (or("string", "text[string]()"), Some("id")),
        Some(Role::Key) => (("Key".to_owned(), "text[Key]()".to_owned()), Some("payload.EventKey()")),
        Some(Role::Version) => {
            let form = field.form.as_ref().map_or("{major}.{minor}", |form| &form.value);
            let codec = format!("versionText({})", text::quoted(form));
            (("Version".to_owned(), codec), Some("payload.EventVersion()"))
        }
        Some(Role::Time) if is_text => (or("DateTime", "text[DateTime](isDateTime)"), Some("DateTimeOf(at)")),
        Some(Role::Publisher) if is_text => (or("string", "text[string]()"), Some("publisherName(service)")),
        Some(Role::Correlation) => (or("string", "text[string]()"), None),
        Some(Role::Id | Role::Time | Role::Publisher | Role::Payload) | None => {
            (or("any", "anything()"), None)
        }
    };
    let wire = field.name.value.as_str();
    let place = format!("envelope.{name}");
    if let Some(expression) = filled {
        let function = if field.required { "required" } else { "optionalZero" };
        let made_of = match field.role {
            Some(Role::Id | Role::Publisher) => "string",
            Some(Role::Time) => "DateTime",
            _ => go.as_str(),
        };
        let filled = if made_of == go { expression.to_owned() } else { format!("{go}({expression})") };
        let part = format!(
            "{function}({}, {}, {codec})",
            text::string(wire),
            text::accessor("message", &place, &go, 1)
        );
        return Member { field, name, go, part, filled: Some(filled) };
    }
    if let Some(ty) = field.ty {
        let part = package.part("message", wire, &place, ty, field.required, false);
        return Member { field, name, go: package.member_type(ty, field.required), part, filled: None };
    }
    let (function, go) = match (field.required, go.as_str()) {
        (true, _) => ("required", go),
        (false, "any") => ("optionalNullable", "OptionalNullable[any]".to_owned()),
        (false, _) => ("optional", format!("*{go}")),
    };
    let part =
        format!("{function}({}, {}, {codec})", text::string(wire), text::accessor("message", &place, &go, 1));
    Member { field, name, go, part, filled: None }
}

fn row(member: &Member<'_>) -> Row {
    let said = member.field.description.as_deref().map(paragraphs).unwrap_or_default();
    let words =
        if said.is_empty() { vec![format!("{} {}", member.name, meaning(member.field))] } else { said };
    Row { comment: comment(&words, 1), cells: vec![member.name.clone(), member.go.clone()] }
}

fn meaning(field: &EnvelopeField) -> String {
    match field.role {
        Some(Role::Id) => "identifies the message.".to_owned(),
        Some(Role::Key) => "is the routing key of the event.".to_owned(),
        Some(Role::Version) => "is the version of the payload.".to_owned(),
        Some(Role::Time) => "is when the event happened.".to_owned(),
        Some(Role::Correlation) => "ties together the messages of one request.".to_owned(),
        Some(Role::Publisher) => "says which service published the message.".to_owned(),
        Some(Role::Payload) => "is the payload.".to_owned(),
        None => format!("is {} on the wire.", field.name.value),
    }
}

/// The codec of messages: the fields in wire order, the payload among them.
fn codec(package: &Package<'_>, members: &[Member<'_>]) -> String {
    let mut rest = members.iter();
    let parts: Vec<String> = package
        .catalog
        .envelope
        .fields
        .iter()
        .filter_map(|field| {
            if field.role == Some(Role::Payload) {
                Some(format!("part[message](payloadPart{{{}}})", text::string(&field.name.value)))
            } else {
                rest.next().map(|member| member.part.clone())
            }
        })
        .collect();
    call("object", &parts)
}

/// The Go expression of a form such as `{service}-service`.
fn publisher_name(form: &str) -> String {
    let (before, after) = form.split_once("{service}").unwrap_or((form, ""));
    let quote = |text: &str| (!text.is_empty()).then(|| text::quoted(text));
    let parts: Vec<String> =
        [quote(before), Some("service".to_owned()), quote(after)].into_iter().flatten().collect();
    parts.join(" + ")
}
