//! `keys.rs` and `registry.rs`: all events, and decoding by key and version.

use serde::Serialize;

use countersign_model::resolved::{Event, EventId, Role};
use countersign_model::version::Version;

use super::docs;
use super::ident::string;
use super::plan::Plan;
use super::source::{fitted, import};
use super::{add_rust, render};
use crate::emit::Files;

#[derive(Serialize)]
struct EventContext {
    key: String,
    constant: String,
    docs: Vec<String>,
    service: String,
    publisher: String,
    summary: String,
    /// The payloads' types, which also name their variants.
    versions: Vec<String>,
    /// The lists of keys and payloads, where the formatter breaks them.
    payloads: String,
}

#[derive(Serialize)]
struct Events {
    events: Vec<EventContext>,
    /// The import of all payloads.
    import: String,
}

pub(super) fn emit(plan: &Plan<'_>, files: &mut Files) {
    let events: Vec<EventContext> =
        plan.catalog.events().map(|(id, event)| describe(plan, id, event)).collect();
    let payloads: Vec<&str> =
        events.iter().flat_map(|event| event.versions.iter().map(String::as_str)).collect();
    let context = Events { import: import("crate::events", &payloads), events };
    add_rust(plan, files, "keys", &[render("keys", &context)]);
    add_rust(plan, files, "registry", &[render("registry", &context), render("any_payload", &context)]);
}

fn describe(plan: &Plan<'_>, id: EventId, event: &Event) -> EventContext {
    let service = event.publisher().and_then(|id| plan.catalog.service(id));
    let versions: Vec<String> =
        (0..event.versions.len()).filter_map(|at| plan.payload(id, at).map(str::to_owned)).collect();
    let payloads: Vec<String> = versions.iter().map(|ty| format!("payload::<{ty}>()")).collect();
    EventContext {
        key: string(&event.key.value),
        constant: plan.key(id).to_owned(),
        docs: docs::paragraph(&event.summary),
        service: string(service.map_or("", |service| &service.name.value)),
        publisher: string(&publisher(plan, event)),
        summary: string(&event.summary),
        payloads: fitted(8, "payloads: &[", &payloads, ",", "],"),
        versions,
    }
}

/// A version as an expression.
pub(super) fn version(version: Version) -> String {
    format!("Version::new({}, {})", version.major, version.minor)
}

/// The publisher of an event as the envelope names it.
pub(super) fn publisher(plan: &Plan<'_>, event: &Event) -> String {
    let service =
        event.publisher().and_then(|id| plan.catalog.service(id)).map_or("", |service| &service.name.value);
    let field = plan.catalog.envelope.field(Role::Publisher);
    let form = field.and_then(|field| field.form.as_ref()).map_or("{service}", |form| form.value.as_str());
    form.replace("{service}", service)
}
