//! The envelope: the wrapper of every message, and what a publisher fills in by itself.

use countersign_model::resolved::{EnvelopeField, Role};
use countersign_model::shape::{Origin, Shape};
use serde::Serialize;

use crate::emit::Files;
use crate::emit::names::Scope;
use crate::emit::templates::Templates;

use super::expr::Place;
use super::package::Package;
use super::text::{self, Row, columns, comment, paragraphs};
use super::{add_file, ids, names};

/// A field of the envelope in Go.
struct Member<'a> {
    field: &'a EnvelopeField,
    name: String,
    go: String,
    /// What is told about it as a member of messages.
    visit: String,
    /// The expression that a publisher fills it in with; `None` where the caller has to.
    filled: Option<String>,
}

#[derive(Serialize)]
struct EnvelopeContext {
    fields: String,
    metadata: String,
    /// What a message tells about its members.
    visits: Vec<String>,
    /// The variables that hold rules of fields.
    variables: Vec<String>,
    /// How versions are written.
    version_form: String,
    /// Assignments of the fields that a publisher fills in, and of those of the metadata.
    assignments: Vec<(String, String)>,
    key: String,
    version: String,
    publisher: String,
    /// The expression of a service's name in the publisher's field.
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
    let version = field_of(Role::Version).and_then(|member| member.field.form.as_ref());
    let form = field_of(Role::Publisher).and_then(|member| member.field.form.as_ref());
    let context = EnvelopeContext {
        fields: columns(&members.iter().map(row).collect::<Vec<Row>>()),
        metadata: columns(&members.iter().filter(given).map(row).collect::<Vec<Row>>()),
        visits: visits(package, &members),
        variables: package
            .catalog
            .envelope
            .fields
            .iter()
            .filter_map(|field| Some((field.ty?, package.catalog.ty(field.ty?)?)))
            .filter(|(id, _)| package.type_named(*id).is_none())
            .flat_map(|(id, ty)| package.rule_variables(id, ty))
            .collect(),
        version_form: text::quoted(version.map_or("{major}.{minor}", |form| &form.value)),
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
    // What the field is made of, and the expression of that, where a publisher fills it in.
    let automatic = match field.role {
        Some(Role::Id) if is_text => Some(("string", "id")),
        Some(Role::Key) => Some(("Key", "payload.EventKey()")),
        Some(Role::Version) => Some(("Version", "payload.EventVersion()")),
        Some(Role::Time) if is_text => Some(("DateTime", "DateTimeOf(at)")),
        Some(Role::Publisher) if is_text => Some(("string", "publisherName(service)")),
        Some(Role::Id | Role::Time | Role::Publisher | Role::Correlation | Role::Payload) | None => None,
    };
    let wire = text::string(&field.name.value);
    let place = format!("v.envelope.{name}");
    let Some((made_of, expression)) = automatic else {
        let (go, visit) = given(package, field, &wire, &place);
        return Member { field, name, go, visit, filled: None };
    };
    let typed = field.ty.filter(|_| !matches!(field.role, Some(Role::Key | Role::Version)));
    let go = typed.map_or_else(|| made_of.to_owned(), |ty| package.go_type(ty).text);
    let value = match (typed, made_of) {
        (Some(ty), _) => package.value(ty, Place::field(&place)),
        (None, "Version") => format!("versionText(&{place}, messageVersions)"),
        (None, "Key") => format!("text((*string)(&{place}), nil)"),
        (None, "DateTime") => format!("{place}.value()"),
        (None, _) => format!("text(&{place}, nil)"),
    };
    let visit = if field.required {
        format!("m.required({wire}, {value})")
    } else {
        format!("m.optional({wire}, optionalZero(&{place}, {value}))")
    };
    let filled = if made_of == go { expression.to_owned() } else { format!("{go}({expression})") };
    Member { field, name, go, visit, filled: Some(filled) }
}

/// The Go type of a field that the caller of a publisher fills in, and what is told about it.
fn given(package: &Package<'_>, field: &EnvelopeField, wire: &str, place: &str) -> (String, String) {
    if let Some(ty) = field.ty {
        let visit = package.visit(wire, ty, place, field.required, false);
        return (package.member_type(ty, field.required), visit);
    }
    let is_text = field.role == Some(Role::Correlation);
    match (is_text, field.required) {
        (true, true) => ("string".to_owned(), format!("m.required({wire}, text(&{place}, nil))")),
        (true, false) => {
            let maker = "func(v *string) value { return text(v, nil) }";
            ("*string".to_owned(), format!("m.optional({wire}, pointer(&{place}, {maker}))"))
        }
        (false, true) => ("any".to_owned(), format!("m.required({wire}, anything(&{place}, nil))")),
        (false, false) => {
            let maker = "func(v *any) value { return anything(v, nil) }";
            let member = format!("optionalNullable(&{place}, {maker}, nil)");
            ("OptionalNullable[any]".to_owned(), format!("m.optional({wire}, {member})"))
        }
    }
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

/// What a message tells about its members: the fields in wire order, the payload among them.
fn visits(package: &Package<'_>, members: &[Member<'_>]) -> Vec<String> {
    let mut rest = members.iter();
    let visit = |field: &EnvelopeField| {
        if field.role == Some(Role::Payload) {
            let wire = text::string(&field.name.value);
            Some(format!("m.required({wire}, payloadValue{{message: v}})"))
        } else {
            rest.next().map(|member| member.visit.clone())
        }
    };
    package.catalog.envelope.fields.iter().filter_map(visit).collect()
}

/// The Go expression of a form such as `{service}-service`.
fn publisher_name(form: &str) -> String {
    let (before, after) = form.split_once("{service}").unwrap_or((form, ""));
    let quote = |text: &str| (!text.is_empty()).then(|| text::quoted(text));
    let parts: Vec<String> =
        [quote(before), Some("service".to_owned()), quote(after)].into_iter().flatten().collect();
    parts.join(" + ")
}
