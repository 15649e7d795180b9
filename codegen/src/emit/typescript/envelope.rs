//! `envelope.ts`: the wrapper, how it is opened, and how a publisher fills it in.

use countersign_model::format::Format;
use countersign_model::regex::{Node, Regex};
use countersign_model::resolved::{EnvelopeField, Role};
use countersign_model::shape::{CheckKind, Type};
use serde::Serialize;

use super::declare::declare;
use super::file::{banner, schema_imports};
use super::layout::{Expr, Member};
use super::plan::{Home, Plan};
use super::schema::Schemas;
use super::text::{self, Doc};

/// What `envelope.ts.j2` shows.
#[derive(Serialize)]
pub(super) struct EnvelopeFile {
    banner: String,
    imports: String,
    declarations: Vec<String>,
    schema: String,
    /// The type of what a publisher is told besides the payload.
    message_fields: String,
    /// An access to the field of each role: `.event_id`, and what to use in its place.
    id: Access,
    key: Access,
    version: Access,
    publisher: Option<Access>,
    payload: Access,
    /// The members of a sealed envelope besides those taken over from the caller.
    sealed: Vec<String>,
    version_form: String,
    publisher_form: String,
    default_id: String,
}

/// How a field is read from a value of the schema's type.
#[derive(Serialize)]
struct Access {
    /// `.event`, or `["schema-version"]`.
    path: String,
    /// The name as a literal.
    name: String,
    optional: bool,
}

/// The file of the envelope.
pub(super) fn envelope(plan: &Plan<'_>) -> EnvelopeFile {
    let mut schemas = Schemas::new(plan, Home::Envelope);
    let fields = &plan.catalog.envelope.fields;
    let declarations =
        plan.declared_in(Home::Envelope).into_iter().map(|id| declare(&mut schemas, id)).collect();
    let members = fields.iter().map(|field| member(&mut schemas, field)).collect();
    let schema = Expr::call("z.object", vec![Expr::Members(members)]).print(0, 0, 0);
    let access = |role| {
        let field = plan.catalog.envelope.field(role);
        field.map(|field| Access {
            path: text::access(&field.name.value),
            name: text::string(&field.name.value),
            optional: !field.required,
        })
    };
    let missing = || Access { path: String::new(), name: text::string(""), optional: true };
    EnvelopeFile {
        banner: banner(plan),
        imports: schema_imports(plan, &schemas.imports, &["type EventDefinition", "type VersionNumber"], "."),
        declarations,
        schema,
        message_fields: message_fields(fields),
        id: access(Role::Id).unwrap_or_else(missing),
        key: access(Role::Key).unwrap_or_else(missing),
        version: access(Role::Version).unwrap_or_else(missing),
        publisher: access(Role::Publisher),
        payload: access(Role::Payload).unwrap_or_else(missing),
        sealed: fields.iter().filter_map(sealed).collect(),
        version_form: version_form(form(plan, Role::Version)),
        publisher_form: template(
            form(plan, Role::Publisher).unwrap_or("{service}"),
            "{service}",
            "${service}",
        ),
        default_id: default_id(plan),
    }
}

fn form<'a>(plan: &Plan<'a>, role: Role) -> Option<&'a str> {
    Some(plan.catalog.envelope.field(role)?.form.as_ref()?.value.as_str())
}

fn member(schemas: &mut Schemas<'_>, field: &EnvelopeField) -> Member {
    let schema = match (field.ty, field.role) {
        (Some(ty), _) => schemas.usage(ty),
        (None, Some(Role::Time)) => {
            schemas.imports.checks.insert("format");
            Expr::call("z.string", Vec::new()).then("check", vec![Expr::text("format(\"date-time\")")])
        }
        (None, Some(Role::Id | Role::Key | Role::Version | Role::Correlation | Role::Publisher)) => {
            Expr::call("z.string", Vec::new())
        }
        // Read by the schema of its event.
        (None, Some(Role::Payload)) => Expr::text("z.unknown()"),
        (None, None) => {
            schemas.imports.schemas.insert("json");
            Expr::text("json()")
        }
    };
    let schema = if field.required { schema } else { Expr::call("z.exactOptional", vec![schema]) };
    let doc = match (&field.description, field.role) {
        (Some(description), _) => Doc::of(description.clone()),
        (None, Some(role)) => Doc::of(role_doc(role)),
        (None, None) => Doc::default(),
    };
    Member::plain(text::property(&field.name.value), schema).documented(&doc)
}

const fn role_doc(role: Role) -> &'static str {
    match role {
        Role::Id => "Identifies the message; what deduplication goes by.",
        Role::Key => "The routing key.",
        Role::Version => "The version of the payload.",
        Role::Time => "When the event happened.",
        Role::Correlation => "Ties together the messages of one request.",
        Role::Publisher => "The service that published it.",
        Role::Payload => "The payload.",
    }
}

/// What the caller says (its own fields, correlation) and what it may say (id, time).
fn message_fields(fields: &[EnvelopeField]) -> String {
    let pick = |may: bool| {
        let names = fields.iter().filter(|field| match field.role {
            None | Some(Role::Correlation) => !may,
            Some(Role::Id | Role::Time) => may,
            Some(Role::Key | Role::Version | Role::Publisher | Role::Payload) => false,
        });
        names.map(|field| text::string(&field.name.value)).collect::<Vec<_>>().join(" | ")
    };
    let may = format!("Partial<Pick<Envelope, {}>>", pick(true));
    let says = pick(false);
    if says.is_empty() { may } else { format!("Pick<Envelope, {says}> &\n  {may}") }
}

/// The member of a sealed envelope that a publisher fills in.
fn sealed(field: &EnvelopeField) -> Option<String> {
    let (name, access) = (text::property(&field.name.value), text::access(&field.name.value));
    let value = match field.role? {
        Role::Id => format!("fields{access} ?? newId()"),
        Role::Key => "event.key".to_owned(),
        Role::Version => {
            let form = field.form.as_ref().map_or("{major}.{minor}", |form| form.value.as_str());
            let major = template(form, "{major}", "${major}");
            major.replace("{minor}", "${minor}")
        }
        Role::Time => format!("fields{access} ?? now().toISOString()"),
        Role::Publisher => "publisherName(event.service)".to_owned(),
        Role::Payload => "payload".to_owned(),
        Role::Correlation => return None,
    };
    Some(format!("{name}: {value}"))
}

/// A form as a template literal.
fn template(form: &str, placeholder: &str, replacement: &str) -> String {
    let escaped = form.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${");
    format!("`{}`", escaped.replacen(placeholder, replacement, 1))
}

/// A regular expression for a version as the envelope has it: the major is its first group.
fn version_form(form: Option<&str>) -> String {
    let form = form.unwrap_or("{major}.{minor}").replace('.', "\\.");
    let numbers = form.replace("{major}", "([1-9][0-9]*)").replace("{minor}", "(?:0|[1-9][0-9]*)");
    format!("/^{numbers}$/u")
}

/// An expression for a new id. Ids with a schema often have a prefix, which the pattern tells.
fn default_id(plan: &Plan<'_>) -> String {
    let ty = plan.catalog.envelope.field(Role::Id).and_then(|field| plan.catalog.ty(field.ty?));
    let is_uuid = ty.is_none_or(|ty| ty.format() == Some(Format::Uuid) || patterns(ty).next().is_none());
    if is_uuid {
        return "crypto.randomUUID()".to_owned();
    }
    let prefix = ty.and_then(|ty| patterns(ty).next()).map(literal_prefix).unwrap_or_default();
    let uuid = "crypto.randomUUID().replaceAll(\"-\", \"\")";
    if prefix.is_empty() { uuid.to_owned() } else { format!("{} + {uuid}", text::string(&prefix)) }
}

fn patterns(ty: &Type) -> impl Iterator<Item = &Regex> {
    ty.checks.iter().filter_map(|check| match &check.kind {
        CheckKind::Pattern(pattern) => Some(pattern),
        _ => None,
    })
}

/// The characters with which every match at the start of a text begins.
fn literal_prefix(pattern: &Regex) -> String {
    let Node::Concat(nodes) = pattern.root() else { return String::new() };
    let single = |node: &Node| match node {
        Node::Class(ranges) => match ranges.as_slice() {
            [(from, to)] if from == to => Some(*from),
            _ => None,
        },
        Node::Start | Node::End | Node::Concat(_) | Node::Alternate(_) | Node::Repeat { .. } => None,
    };
    match nodes.split_first() {
        Some((Node::Start, rest)) => rest.iter().map_while(single).collect(),
        _ => String::new(),
    }
}
