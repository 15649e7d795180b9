//! `keys.rs` and `registry.rs`: all events, and decoding by key and version.

use serde::Serialize;

use countersign_model::resolved::{Event, EventId, Role};
use countersign_model::version::Version;

use super::docs;
use super::ident::string;
use super::plan::Plan;
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
    versions: Vec<VersionContext>,
}

#[derive(Serialize)]
struct VersionContext {
    version: String,
    /// The payload's type, which also names its variant.
    ty: String,
}

#[derive(Serialize)]
struct Events {
    events: Vec<EventContext>,
}

pub(super) fn emit(plan: &Plan<'_>, files: &mut Files) {
    let events = plan.catalog.events().map(|(id, event)| describe(plan, id, event));
    let context = Events { events: events.collect() };
    add_rust(plan, files, "keys", &render("keys", &context));
    add_rust(plan, files, "registry", &render("registry", &context));
}

fn describe(plan: &Plan<'_>, id: EventId, event: &Event) -> EventContext {
    let service = event.publisher().and_then(|id| plan.catalog.service(id));
    let versions = event.versions.iter().enumerate().filter_map(|(at, found)| {
        let ty = plan.payload(id, at)?.to_owned();
        Some(VersionContext { version: version(found.version.value), ty })
    });
    EventContext {
        key: string(&event.key.value),
        constant: plan.key(id).to_owned(),
        docs: docs::paragraph(&event.summary),
        service: string(service.map_or("", |service| &service.name.value)),
        publisher: string(&publisher(plan, event)),
        summary: string(&event.summary),
        versions: versions.collect(),
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
