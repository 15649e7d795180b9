//! The payloads: `types.rs` and `events/<service>.rs`.

use std::collections::BTreeMap;

use serde::Serialize;

use countersign_model::resolved::{Event, EventId, ServiceId};

use super::declare::Declared;
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
    ("serde_json::value", &["RawValue"]),
    (
        "crate::runtime",
        &[
            "Always",
            "Branch",
            "Checked",
            "ChoiceType",
            "Count",
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
            "WordType",
            "formats",
            "records",
            "tuples",
        ],
    ),
    ("crate::runtime::choice", &["choice_type"]),
    ("crate::runtime::decimal", &["number_type"]),
    ("crate::runtime::integer", &["integer_type"]),
    ("crate::runtime::text", &["string_type"]),
    ("crate::runtime::words", &["word_type"]),
    ("crate", &["keys"]),
];

#[derive(Serialize)]
pub(super) struct File {
    docs: Vec<String>,
    imports: Vec<String>,
    items: Vec<String>,
}

/// A file of declarations. Shared types are imported where they are not declared.
pub(super) fn file(plan: &Plan<'_>, docs: Vec<String>, declared: Vec<Declared>, is_shared: bool) -> String {
    let mentions: Vec<&str> = declared.iter().map(|item| item.mentions.as_str()).collect();
    let shared = plan.declared(Home::Shared);
    let shared = shared.iter().filter_map(|id| plan.name(*id)).filter(|_| !is_shared);
    let runtime = IMPORTS.iter().flat_map(|(path, names)| names.iter().map(|name| (*path, *name)));
    let imports =
        source::imports(&mentions.join(" "), runtime.chain(shared.map(|name| ("crate::types", name))));
    render("file", File { docs, imports, items: declared.into_iter().map(|item| item.text).collect() })
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
    add_rust(plan, files, "events/mod", &render("modules", Modules { docs, modules }));
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
        let version_of = event.versions.iter().find(|version| version.payload == Some(ty));
        if let (Some(version_of), Some(name)) = (version_of, plan.name(ty)) {
            declared.text = described(&declared.text, event, version_of.version.value.to_string());
            let context = PayloadContext {
                name: name.to_owned(),
                key: plan.key(id).to_owned(),
                version: version(version_of.version.value),
                publisher: string(&publisher(plan, event)),
            };
            declared.text.push_str(&render("payload", context));
            declared.mentions.push_str(" Payload Version keys");
        }
        items.push(declared);
    }
    if let Some(name) = plan.majors_name(id) {
        let majors: Vec<u32> = event.majors().into_iter().map(|(major, _)| major).collect();
        let text = majors_enum(plan, id, name, &majors, true);
        items.push(Declared { text, mentions: "Payload".to_owned() });
    }
    items
}

/// The declaration of a payload, with what the event says before what the schema says.
fn described(text: &str, event: &Event, version: String) -> String {
    let mut lines = docs::paragraph(&event.summary);
    if let Some(description) = &event.description {
        lines.push(String::new());
        lines.extend(docs::paragraph(description));
    }
    lines.push(String::new());
    lines.push(format!("`{}` {version}", event.key.value));
    lines.push(String::new());
    let head: String = lines.iter().map(|line| format!("/// {line}\n")).collect();
    let found = event.versions.iter().find(|found| found.version.value.to_string() == version);
    let deprecated = found.and_then(|found| found.deprecated.as_ref());
    let note = deprecated
        .map(|deprecated| format!("/// {}\n///\n", docs::deprecation(deprecated)))
        .unwrap_or_default();
    let generic = format!("/// The payload of `{}`.\n", event.key.value);
    format!("{head}{note}{}", text.replacen(&generic, "", 1).trim_start())
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
    /// The calls that make the newest of it, in the order to be applied.
    steps: Vec<String>,
}

/// The enum over several majors of an event.
pub(super) fn majors_enum(plan: &Plan<'_>, id: EventId, name: &str, majors: &[u32], publish: bool) -> String {
    let Some(event) = plan.catalog.event(id) else { return String::new() };
    let types: Vec<(u32, String)> = majors
        .iter()
        .filter_map(|&major| plan.newest(id, major).map(|ty| (major, plan.expression(ty))))
        .collect();
    let step_after = |at: usize| {
        let (from, to) = (types.get(at)?, types.get(at + 1)?);
        Some((format!("v{}_to_v{}", from.0, to.0), to.1.clone()))
    };
    let contexts = types.iter().enumerate().map(|(at, (major, ty))| MajorContext {
        major: *major,
        ty: ty.clone(),
        step: step_after(at),
        steps: (at..types.len()).filter_map(step_after).map(|(name, _)| name).collect(),
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
