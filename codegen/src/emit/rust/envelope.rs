//! `envelope.rs` and `outbox.rs`: the wrapper every message travels in, and what fills it.

use serde::Serialize;

use countersign_model::format::Format;
use countersign_model::regex::Node;
use countersign_model::resolved::{EnvelopeField, Role, TypeId};
use countersign_model::shape::{CheckKind, Docs, Field, Shape};

use super::declare::Declared;
use super::ident::string;
use super::plan::{Home, Plan};
use super::record::{self, FieldContext};
use super::rules::StringForm;
use super::{add_rust, docs, events, render, services, source};
use crate::emit::Files;
use crate::emit::names::Scope;

/// A field of the envelope.
#[derive(Debug, Clone, Serialize)]
struct Part {
    field: FieldContext,
    role: &'static str,
    required: bool,
    /// Whether the field may be null besides absent.
    maybe: bool,
    /// Its type when it is there.
    inner: String,
}

#[derive(Serialize)]
struct EnvelopeContext {
    /// All fields in wire order.
    parts: Vec<Part>,
    /// Those a person sees: all but key, version, publisher and payload.
    shown: Vec<Part>,
    /// Those a publisher is given with each message.
    context: Vec<Part>,
    id: Part,
    time: Part,
    key: Part,
    version: Part,
    payload: Part,
    publisher: Option<Part>,
    correlation: Option<Part>,
    version_form: String,
    has_minor: bool,
    /// How ids and times are made by default.
    default_id: String,
    default_time: String,
    /// The imports of `outbox.rs`.
    imports: Vec<String>,
}

pub(super) fn emit(plan: &Plan<'_>, files: &mut Files) {
    let mut scope = scope();
    let fields = &plan.catalog.envelope.fields;
    let parts: Vec<Part> = fields.iter().map(|field| part(plan, field, &mut scope)).collect();
    let with = |role: Role| parts.iter().find(|part| part.role == role.as_str()).cloned();
    let needed = [Role::Id, Role::Time, Role::Key, Role::Version, Role::Payload].map(with);
    // A catalog that checks without errors has all of these.
    let [Some(id), Some(time), Some(key), Some(version), Some(payload)] = needed else { return };
    let is_context = |part: &&Part| matches!(part.role, "" | "correlation");
    let (version_form, has_minor) = version_form(plan);
    let context = EnvelopeContext {
        shown: parts
            .iter()
            .filter(|part| matches!(part.role, "" | "id" | "time" | "correlation"))
            .cloned()
            .collect(),
        context: parts.iter().filter(is_context).cloned().collect(),
        publisher: with(Role::Publisher),
        correlation: with(Role::Correlation),
        default_id: default_id(plan),
        imports: source::imports(
            &format!(
                "Context EncodeError Message Outgoing Payload Transport fresh {} {}",
                id.inner, time.inner
            ),
            services::available(plan),
        ),
        default_time: made("fresh::now()", &time.inner),
        id,
        time,
        key,
        version,
        payload,
        version_form,
        has_minor,
        parts,
    };
    let mut declared: Vec<Declared> =
        plan.declared(Home::Envelope).iter().map(|id| plan.declaration(*id)).collect();
    let types: Vec<&str> =
        context.parts.iter().flat_map(|part| [part.field.ty.as_str(), &part.field.member]).collect();
    let mentions = format!(
        "AnyPayload Checked Cow DecodeError Deserialize Deserializer EncodeError EventInfo SerializeMap VersionForm decode pass records registry Json Member Payload RawValue Report Rest Count Serialize Serializer Version {}",
        types.join(" ")
    );
    declared.insert(0, Declared { text: render("envelope", &context), mentions });
    let text = events::file(plan, vec!["The envelope every message travels in.".to_owned()], declared, false);
    add_rust(plan, files, "envelope", &text);
    add_rust(plan, files, "outbox", &[render("outbox", &context)]);
}

/// The types of ids and times, as publishers make them.
pub(super) fn made_types(plan: &Plan<'_>) -> (String, String) {
    let of = |role| {
        let field = plan.catalog.envelope.field(role);
        field.map_or_else(String::new, |field| part(plan, field, &mut Scope::default()).inner)
    };
    (of(Role::Id), of(Role::Time))
}

/// The field of the envelope that holds the payload.
pub(super) fn payload_field(plan: &Plan<'_>) -> String {
    let mut scope = scope();
    let names = plan
        .catalog
        .envelope
        .fields
        .iter()
        .map(|field| (field.role, part(plan, field, &mut scope).field.name));
    names.filter(|(role, _)| *role == Some(Role::Payload)).map(|(_, name)| name).next().unwrap_or_default()
}

/// The names of the envelope's fields: apart from those of parameters.
fn scope() -> Scope {
    Scope::reserving(["context", "payload"])
}

/// The arguments of an example's context: the simplest texts, if texts are all it takes.
pub(super) fn example_context(plan: &Plan<'_>) -> Option<String> {
    let fields = &plan.catalog.envelope.fields;
    let required =
        fields.iter().filter(|field| field.required && matches!(field.role, None | Some(Role::Correlation)));
    let text = |field: &EnvelopeField| match field.ty.and_then(|id| plan.catalog.ty(id)) {
        None => (field.role.is_some()).then(|| "\"x\".to_owned()".to_owned()),
        Some(ty) => match (&ty.shape, StringForm::of(&ty.checks)) {
            (Shape::String, StringForm::Any) => Some("\"x\".to_owned()".to_owned()),
            (Shape::String, StringForm::Text) => Some("\"example\".parse()?".to_owned()),
            _ => None,
        },
    };
    required.map(text).collect::<Option<Vec<_>>>().map(|texts| texts.join(", "))
}

fn part(plan: &Plan<'_>, field: &EnvelopeField, scope: &mut Scope) -> Part {
    let role = field.role.map_or("", Role::as_str);
    let written = Docs { description: field.description.clone(), ..Docs::default() };
    let context = match field.ty {
        Some(ty)
            if !matches!(field.role, Some(Role::Key | Role::Version | Role::Publisher | Role::Payload)) =>
        {
            let declared = Field {
                name: field.name.value.clone(),
                ty,
                required: field.required,
                default: None,
                docs: written,
                span: field.name.span,
            };
            record::context(plan, &declared, false, scope)
        }
        Some(_) | None => untyped(field, &written, scope),
    };
    let maybe = context.ty.starts_with("Maybe<");
    let optional = !field.required;
    let inner = context.ty.clone();
    let stripped =
        inner.strip_prefix(if maybe { "Maybe<" } else { "Option<" }).and_then(|rest| rest.strip_suffix('>'));
    let inner = stripped.filter(|_| optional).map_or(inner.clone(), str::to_owned);
    Part { field: context, role, required: field.required, maybe, inner }
}

/// A field that declares no schema: its type follows from what it is for.
fn untyped(field: &EnvelopeField, written: &Docs, scope: &mut Scope) -> FieldContext {
    let (plain, says) = match field.role {
        Some(Role::Id) => ("String", "Identifies the message; what deduplication goes by."),
        Some(Role::Time) => ("formats::DateTime", "When the event happened."),
        Some(Role::Correlation) => ("String", "Ties together the messages of one request."),
        Some(Role::Key) => ("String", "The routing key."),
        Some(Role::Version) => ("String", "The version of the payload."),
        Some(Role::Publisher) => ("String", "The service that published it."),
        Some(Role::Payload) => ("Json", "The payload."),
        None => ("Json", "A field of the system's own."),
    };
    let name = super::ident::field_name(scope, &field.name.value);
    let rename = (name.trim_start_matches("r#") != field.name.value)
        .then(|| format!("rename = {}", string(&field.name.value)));
    let how = (!field.required).then(|| {
        "default, skip_serializing_if = \"Option::is_none\", deserialize_with = \"crate::runtime::maybe::present\"".to_owned()
    });
    FieldContext {
        docs: docs::lines(written, says),
        wire: string(&field.name.value),
        ty: if field.required { plain.to_owned() } else { format!("Option<{plain}>") },
        serde: record::attribute(&rename.into_iter().chain(how).collect::<Vec<_>>()),
        member: format!(
            "Member::{}::<{plain}>({})",
            if field.required { "required" } else { "optional" },
            string(&field.name.value)
        ),
        optional: !field.required,
        is_there: (!field.required).then_some("is_some"),
        default: None,
        name,
    }
}

/// How a version is written, and whether its minor is.
fn version_form(plan: &Plan<'_>) -> (String, bool) {
    let field = plan.catalog.envelope.field(Role::Version);
    let form =
        field.and_then(|field| field.form.as_ref()).map_or("{major}.{minor}", |form| form.value.as_str());
    let (before, rest) = form.split_once("{major}").unwrap_or(("", ""));
    let (between, after) = match rest.split_once("{minor}") {
        Some((between, after)) => (Some(between), after),
        None => (None, rest),
    };
    let shown = between.map_or_else(|| "None".to_owned(), |between| format!("Some({})", string(between)));
    let form =
        format!("VersionForm {{ before: {}, between: {shown}, after: {} }}", string(before), string(after));
    (form, between.is_some())
}

/// The expression for a text, made a value of a type.
fn made(text: &str, ty: &str) -> String {
    if ty == "String" {
        format!("Ok({text})")
    } else {
        format!("{}::new({text}).map_err(EncodeError::new)", ty.replacen('<', "::<", 1))
    }
}

/// How ids are made by default: so that they satisfy what the schema asks for, where that is easily
/// told; else publishing says so until it is given another source.
fn default_id(plan: &Plan<'_>) -> String {
    let field = plan.catalog.envelope.field(Role::Id);
    let Some(ty) = field.and_then(|field| field.ty) else { return made("fresh::token(32)", "String") };
    made(&id_text(plan, ty), &plan.expression(ty))
}

fn id_text(plan: &Plan<'_>, id: TypeId) -> String {
    let Some(ty) = plan.catalog.ty(id).filter(|ty| matches!(ty.shape, Shape::String)) else {
        return "fresh::token(32)".to_owned();
    };
    if ty.format() == Some(Format::Uuid) {
        return "fresh::uuid()".to_owned();
    }
    let longest = ty.checks.iter().find_map(|check| match check.kind {
        CheckKind::MaxLength(max) => usize::try_from(max).ok(),
        _ => None,
    });
    let pattern = ty.checks.iter().find_map(|check| match &check.kind {
        CheckKind::Pattern(regex) => Some(regex.root()),
        _ => None,
    });
    let (prefix, most) = pattern.map_or((String::new(), None), prefix_of);
    let room = longest.map(|longest| longest.saturating_sub(prefix.chars().count()));
    let length = [Some(32), room, most].into_iter().flatten().min().unwrap_or(32);
    if prefix.is_empty() {
        return format!("fresh::token({length})");
    }
    format!("format!(\"{{}}{{}}\", {}, fresh::token({length}))", string(&prefix))
}

/// The text that every match begins with, and how many characters may follow it at most.
fn prefix_of(root: &Node) -> (String, Option<usize>) {
    let nodes = match root {
        Node::Concat(nodes) => nodes.as_slice(),
        Node::Class(_) | Node::Start | Node::End | Node::Alternate(_) | Node::Repeat { .. } => &[],
    };
    let mut prefix = String::new();
    for node in nodes.iter().skip_while(|node| matches!(node, Node::Start)) {
        match node {
            Node::Class(ranges) => match ranges.as_slice() {
                [(from, to)] if from == to => prefix.push(*from),
                _ => break,
            },
            Node::Repeat { max, .. } => return (prefix, max.and_then(|max| usize::try_from(max).ok())),
            Node::Start | Node::End | Node::Concat(_) | Node::Alternate(_) => break,
        }
    }
    (prefix, None)
}
