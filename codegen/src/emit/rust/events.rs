//! The payloads: `types.rs` and `events/<service>.rs`.

use std::collections::BTreeMap;

use serde::Serialize;

use countersign_model::resolved::{Event, EventId, EventVersion, ServiceId};

use super::declare::{Declared, around};
use super::docs;
use super::ident::string;
use super::plan::{Home, Plan};
use super::registry::{publisher, version};
use super::{add_rust, render, source};
use crate::emit::Files;

/// What generated files can import, by path.
const IMPORTS: &[(&str, &[&str])] = &[
    ("std::borrow", &["Cow"]),
    ("std::collections", &["BTreeMap"]),
    ("serde", &["Deserialize", "Deserializer", "Serialize", "Serializer"]),
    ("serde::de", &["MapAccess"]),
    ("serde::ser", &["SerializeMap"]),
    ("serde_json::value", &["RawValue"]),
    (
        "crate::runtime",
        &[
            "Always",
            "Branch",
            "Checked",
            "ChoiceType",
            "Count",
            "DecodeError",
            "EncodeError",
            "Inspect",
            "Integer",
            "IntegerRule",
            "IntegerType",
            "Items",
            "Json",
            "Map",
            "Maybe",
            "Member",
            "Null",
            "Number",
            "NumberRule",
            "NumberType",
            "Pattern",
            "Payload",
            "Report",
            "Rest",
            "StringRule",
            "StringType",
            "Tagged",
            "Text",
            "TupleRules",
            "UnionType",
            "UniqueItems",
            "Unlisted",
            "Version",
            "VersionForm",
            "WordType",
            "decode",
            "formats",
            "pass",
            "records",
            "tuples",
        ],
    ),
    ("crate::runtime::choice", &["choice_type"]),
    ("crate::runtime::decimal", &["number_type"]),
    ("crate::runtime::integer", &["integer_type"]),
    ("crate::runtime::records", &["record_type"]),
    ("crate::runtime::text", &["string_type"]),
    ("crate::runtime::words", &["word_type"]),
    ("crate", &["keys", "registry"]),
    ("crate::registry", &["AnyPayload", "EventInfo"]),
];

#[derive(Serialize)]
pub(super) struct File {
    docs: Vec<String>,
    imports: Vec<String>,
}

/// A file of declarations. Shared types are imported where they are not declared.
pub(super) fn file(
    plan: &Plan<'_>,
    docs: Vec<String>,
    declared: Vec<Declared>,
    is_shared: bool,
) -> Vec<String> {
    let mentions: Vec<&str> = declared.iter().map(|item| item.mentions.as_str()).collect();
    let shared = plan.declared(Home::Shared);
    let shared = shared.iter().filter_map(|id| plan.name(*id)).filter(|_| !is_shared);
    let runtime = IMPORTS.iter().flat_map(|(path, names)| names.iter().map(|name| (*path, *name)));
    let imports =
        source::imports(&mentions.join(" "), runtime.chain(shared.map(|name| ("crate::types", name))));
    let head = render("file", File { docs, imports });
    [head].into_iter().chain(declared.into_iter().map(|item| item.text)).collect()
}

#[derive(Serialize)]
struct Modules {
    docs: Vec<String>,
    modules: Vec<Module>,
}

#[derive(Serialize)]
struct Module {
    name: String,
    exported: bool,
}

pub(super) fn emit(plan: &Plan<'_>, files: &mut Files) {
    let shared = plan.declared(Home::Shared).iter().map(|id| plan.declaration(*id)).collect();
    let text = file(plan, vec!["Types that several payloads share.".to_owned()], shared, true);
    add_rust(plan, files, "types", &text);

    let mut by_service: BTreeMap<ServiceId, Vec<EventId>> = BTreeMap::new();
    for (id, event) in plan.catalog.events() {
        if let Some(service) = event.publisher() {
            by_service.entry(service).or_default().push(id);
        }
    }
    for (service, events) in &by_service {
        let declared = events.iter().flat_map(|id| event_items(plan, *id)).collect();
        let name = plan.catalog.service(*service).map_or("", |service| service.name.value.as_str());
        let text =
            file(plan, vec![format!("Payloads of the events that {name} publishes.")], declared, false);
        add_rust(plan, files, &format!("events/{}", plan.module(*service)), &text);
    }
    let module = |service: &ServiceId| Module { name: plan.module(*service).to_owned(), exported: true };
    let modules = by_service.keys().map(module).collect();
    let docs = vec!["The payloads of all events, by the service that publishes them.".to_owned()];
    add_rust(plan, files, "events/mod", &[render("modules", Modules { docs, modules })]);
}

/// A file that lists modules.
pub(super) fn modules(docs: &str, names: Vec<String>) -> String {
    let modules = names.into_iter().map(|name| Module { name, exported: false }).collect();
    render("modules", Modules { docs: vec![docs.to_owned()], modules })
}

#[derive(Serialize)]
struct PayloadContext {
    name: String,
    key: String,
    version: String,
    publisher: String,
}

/// The declarations of one event.
fn event_items(plan: &Plan<'_>, id: EventId) -> Vec<Declared> {
    let Some(event) = plan.catalog.event(id) else { return Vec::new() };
    let mut items = Vec::new();
    for &ty in plan.declared(Home::Events(id)) {
        let mut declared = plan.declaration(ty);
        if let Some(at) = event.versions.iter().position(|version| version.payload == Some(ty)) {
            as_payload(plan, id, event, at, &mut declared);
        }
        items.push(declared);
    }
    for (at, version) in event.versions.iter().enumerate() {
        let (Some(ty), Some(name)) = (version.payload, plan.payload(id, at)) else { continue };
        if plan.name(ty) != Some(name) {
            let mut declared = around(name, plan.expression(ty));
            as_payload(plan, id, event, at, &mut declared);
            items.push(declared);
        }
    }
    if let Some(name) = plan.majors_name(id) {
        let majors: Vec<u32> = event.majors().into_iter().map(|(major, _)| major).collect();
        let text = majors_enum(plan, id, name, &majors, true);
        items.push(Declared { text, mentions: "Payload".to_owned() });
    }
    items
}

/// Makes a declared type the payload of a version.
fn as_payload(plan: &Plan<'_>, id: EventId, event: &Event, at: usize, declared: &mut Declared) {
    let (Some(name), Some(found)) = (plan.payload(id, at), event.versions.get(at)) else { return };
    declared.text = described(&declared.text, event, found);
    let context = PayloadContext {
        name: name.to_owned(),
        key: plan.key(id).to_owned(),
        version: version(found.version.value),
        publisher: string(&publisher(plan, event)),
    };
    declared.text.push_str(&render("payload", context));
    declared.mentions.push_str(" Payload Version keys");
}

/// The declaration of a payload, with what the event says before what the schema says.
fn described(text: &str, event: &Event, version: &EventVersion) -> String {
    let mut lines = docs::paragraph(&event.summary);
    let more = [event.description.as_ref(), version.summary.as_ref()].into_iter().flatten();
    for paragraph in more {
        lines.push(String::new());
        lines.extend(docs::paragraph(paragraph));
    }
    lines.extend([String::new(), format!("`{}` {}", event.key.value, version.version.value)]);
    if let Some(deprecated) = &version.deprecated {
        lines.extend([String::new(), docs::deprecation(deprecated)]);
    }
    let own = text.trim_start().strip_prefix(&format!("/// The payload of `{}`.\n", event.key.value));
    let separator = if own.is_some_and(|own| !own.starts_with("///")) { "" } else { "///\n" };
    let head: String = lines.iter().map(|line| format!("/// {line}\n")).collect();
    format!("{head}{separator}{}", own.unwrap_or(text.trim_start()))
}

#[derive(Serialize)]
struct MajorsContext {
    name: String,
    key: String,
    majors: Vec<MajorContext>,
    newest: String,
    publish: Option<String>,
}

#[derive(Serialize)]
struct MajorContext {
    major: u32,
    ty: String,
    /// The step to the next major: the parameter's name and what it makes.
    step: Option<(String, String)>,
    /// The expression that makes the newest of `payload`.
    newest: String,
}

/// The enum over several majors of an event.
pub(super) fn majors_enum(plan: &Plan<'_>, id: EventId, name: &str, majors: &[u32], publish: bool) -> String {
    let Some(event) = plan.catalog.event(id) else { return String::new() };
    let types: Vec<(u32, String)> =
        majors.iter().filter_map(|&major| plan.newest(id, major).map(|ty| (major, ty.to_owned()))).collect();
    let step_after = |at: usize| {
        let (from, to) = (types.get(at)?, types.get(at + 1)?);
        Some((format!("v{}_to_v{}", from.0, to.0), to.1.clone()))
    };
    let contexts = types.iter().enumerate().map(|(at, (major, ty))| MajorContext {
        major: *major,
        ty: ty.clone(),
        step: step_after(at),
        newest: (at..types.len())
            .filter_map(step_after)
            .fold("payload".to_owned(), |inner, (step, _)| format!("{step}({inner})")),
    });
    let context = MajorsContext {
        name: name.to_owned(),
        key: event.key.value.clone(),
        majors: contexts.collect(),
        newest: types.last().map(|(_, ty)| ty.clone()).unwrap_or_default(),
        publish: publish.then(|| plan.majors_trait(id).unwrap_or_default().to_owned()),
    };
    render("majors", context)
}
