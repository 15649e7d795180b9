//! The files of declarations: shared types, and the events of each service.

use countersign_model::resolved::{Event, EventId, ServiceId};
use serde::Serialize;

use super::declare::declare;
use super::file::{banner, schema_imports};
use super::plan::{Home, Plan};
use super::schema::Schemas;
use super::text::{self, Doc, WIDTH};

/// What `types.ts.j2` shows.
#[derive(Serialize)]
pub(super) struct TypesFile {
    banner: String,
    imports: String,
    declarations: Vec<String>,
}

/// The file of shared types.
pub(super) fn types(plan: &Plan<'_>) -> TypesFile {
    let mut schemas = Schemas::new(plan, Home::Types);
    let ids = plan.declared_in(Home::Types);
    let declarations = ids.into_iter().map(|id| declare(&mut schemas, id)).collect();
    TypesFile {
        banner: banner(plan),
        imports: schema_imports(plan, &schemas.imports, &[], "."),
        declarations,
    }
}

/// What `events.ts.j2` shows.
#[derive(Serialize)]
pub(super) struct EventsFile {
    banner: String,
    doc: String,
    imports: String,
    events: Vec<EventView>,
}

#[derive(Serialize)]
struct EventView {
    doc: String,
    name: String,
    /// The first lines of the definition.
    head: String,
    key: String,
    summary: String,
    service: String,
    exchange: String,
    majors: Vec<MajorView>,
    latest: u32,
    upcasts: String,
    versions: Vec<VersionView>,
    declarations: Vec<String>,
    /// The name of the newest payload.
    newest: String,
}

#[derive(Serialize)]
struct MajorView {
    number: u32,
    payload: String,
    /// The steps from this major to the newest, applied to `message.data`.
    upcast: String,
    /// The name of the next major's payload, if there is one.
    next: Option<String>,
}

#[derive(Serialize)]
struct VersionView {
    number: String,
    payload: String,
}

/// The file of a service's events; `None` if it publishes nothing.
pub(super) fn events(plan: &Plan<'_>, service: ServiceId) -> Option<EventsFile> {
    let home = Home::Events(service);
    let mut schemas = Schemas::new(plan, home);
    let ids = plan.catalog.published_by(service);
    if ids.is_empty() {
        return None;
    }
    let declared = plan.declared_in(home);
    let mut events = Vec::new();
    for id in ids {
        let types = declared.iter().copied().filter(|&ty| plan.event_of(ty) == Some(id));
        let declarations = types.map(|ty| declare(&mut schemas, ty)).collect();
        events.extend(plan.catalog.event(id).and_then(|event| view(plan, id, event, declarations)));
    }
    let doc =
        text::line_comment(&format!("Events of {}, and the types of their payloads.", plan.title(service)));
    let imports = schema_imports(plan, &schemas.imports, &["defineEvent", "type MessageOf"], "..");
    Some(EventsFile { banner: banner(plan), doc, imports, events })
}

fn view(plan: &Plan<'_>, id: EventId, event: &Event, declarations: Vec<String>) -> Option<EventView> {
    let payload = |at: usize| {
        let ty = event.versions.get(at)?.payload?;
        plan.name(ty).map(str::to_owned)
    };
    let versions = event.versions.iter().enumerate().filter_map(|(at, version)| {
        Some(VersionView { number: text::string(&version.version.value.to_string()), payload: payload(at)? })
    });
    let live = event.majors();
    let majors: Vec<MajorView> = live
        .iter()
        .enumerate()
        .filter_map(|(at, &(number, newest))| {
            let steps = live.get(at..live.len().saturating_sub(1)).unwrap_or_default();
            let upcast = steps
                .iter()
                .fold("message.data".to_owned(), |data, (from, _)| format!("steps[{from}]({data})"));
            let next = live.get(at + 1).and_then(|&(_, next)| payload(next));
            Some(MajorView { number, payload: payload(newest)?, upcast, next })
        })
        .collect();
    let service = plan.catalog.service(event.publisher()?)?;
    let exchange = service.exchange.as_ref().unwrap_or(&plan.catalog.broker.exchange);
    let name = plan.event(id)?.definition.clone();
    let latest = majors.last()?.number;
    Some(EventView {
        head: head(&name, &text::string(&event.key.value), &majors, latest),
        doc: event_doc(event).print(0),
        name,
        key: text::string(&event.key.value),
        summary: text::string(&event.summary),
        service: text::string(&service.name.value),
        exchange: text::string(&exchange.name.value),
        latest,
        upcasts: plan.event(id)?.upcasts.clone(),
        newest: majors.last()?.payload.clone(),
        majors,
        versions: versions.collect(),
        declarations,
    })
}

/// `export const Name = defineEvent<Key, Payloads, Latest>({`, laid out. The types are said so that
/// declaration files name them instead of spelling them out.
fn head(name: &str, key: &str, majors: &[MajorView], latest: u32) -> String {
    let members: Vec<String> =
        majors.iter().map(|major| format!("{}: {}", major.number, major.payload)).collect();
    let payloads = format!("{{ {} }}", members.join("; "));
    let flat = format!("export const {name} = defineEvent<{key}, {payloads}, {latest}>({{");
    if flat.chars().count() <= WIDTH {
        return flat;
    }
    // One character too many makes the formatter break before the brace; types on lines of their own
    // keep it from that.
    let payloads = if payloads.chars().count() + 3 <= WIDTH && flat.chars().count() != WIDTH + 1 {
        payloads
    } else {
        let lines: String = members.iter().map(|member| format!("    {member};\n")).collect();
        format!("{{\n{lines}  }}")
    };
    format!("export const {name} = defineEvent<\n  {key},\n  {payloads},\n  {latest}\n>({{")
}

/// What is said of an event.
pub(super) fn event_doc(event: &Event) -> Doc {
    let doc = Doc::of(format!("`{}`: {}", event.key.value, event.summary));
    match &event.description {
        Some(description) => doc.and(description.clone()),
        None => doc,
    }
}
