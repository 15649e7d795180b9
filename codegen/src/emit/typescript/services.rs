//! The files of the services: what each may publish, and what it must handle.

use countersign_model::resolved::{Consumption, Event, EventId, Service, ServiceId};
use serde::Serialize;

use super::events::event_doc;
use super::file::{banner, import};
use super::layout::Expr;
use super::plan::{Home, Plan};
use super::text::WIDTH;
use super::{file, text};

/// What `service.ts.j2` shows.
#[derive(Serialize)]
pub(super) struct ServiceFile {
    banner: String,
    title: String,
    /// `Inventory`
    name: String,
    doc: String,
    imports: String,
    /// The first lines of the function that makes a recording publisher.
    record: String,
    consumes: Option<ConsumerView>,
    publishes: Vec<PublishedView>,
}

#[derive(Serialize)]
struct ConsumerView {
    /// Whether the service reads every event as it is, so that the registry will do.
    everything: bool,
    events: Vec<ConsumedView>,
    queue: String,
    bindings: String,
}

#[derive(Serialize)]
struct ConsumedView {
    key: String,
    ty: String,
    definition: String,
}

#[derive(Serialize)]
struct PublishedView {
    key: String,
    doc: String,
    method: String,
    definition: String,
}

/// The file of a service.
pub(super) fn service(plan: &Plan<'_>, id: ServiceId) -> Option<ServiceFile> {
    let service = plan.catalog.service(id)?;
    let consumption = plan.catalog.consumed_by(id);
    let own = plan.catalog.published_by(id);
    let consumes = consumer(plan, service, &consumption);
    let publishes: Vec<PublishedView> = own.iter().filter_map(|&id| publisher_method(plan, id)).collect();
    let everything = consumes.as_ref().is_some_and(|consumer| consumer.everything);
    let by_name = consumption.iter().filter(|_| !everything).map(|read| read.event).chain(own);
    let imports = imports(plan, by_name, consumes.as_ref(), !publishes.is_empty());
    let title = plan.title(id);
    let doc =
        service.description.as_ref().map_or_else(|| format!("{title}."), |text| format!("{title}: {text}"));
    let name = plan.service(id)?.pascal.clone();
    Some(ServiceFile {
        record: record_head(&name),
        banner: banner(plan),
        doc: text::line_comment(&doc),
        title: text::in_comment(&title),
        name,
        imports,
        consumes,
        publishes,
    })
}

fn record_head(name: &str) -> String {
    let (head, tail) = (format!("export function record{name}Publisher("), format!("): {name}Recording {{"));
    let parameter = "options: PublisherOptions = {}";
    let flat = format!("{head}{parameter}{tail}");
    if flat.chars().count() <= WIDTH { flat } else { format!("{head}\n  {parameter},\n{tail}") }
}

fn consumer(plan: &Plan<'_>, service: &Service, consumption: &[Consumption]) -> Option<ConsumerView> {
    if consumption.is_empty() {
        return None;
    }
    let events: Vec<ConsumedView> = consumption.iter().filter_map(|read| consumed(plan, read)).collect();
    let unrestricted = consumption
        .iter()
        .zip(&events)
        .all(|(read, view)| plan.event(read.event).is_some_and(|names| names.definition == view.definition));
    let bindings = service
        .consumes
        .iter()
        .map(|subscription| Expr::Text(text::string(subscription.pattern.value.as_str())));
    let queue = service.queue.as_ref().map_or(service.name.value.as_str(), |queue| queue.name.value.as_str());
    Some(ConsumerView {
        everything: unrestricted && events.len() == plan.catalog.events.len(),
        events,
        queue: text::string(queue),
        bindings: Expr::Array(bindings.collect()).print(4, 14, 1),
    })
}

fn consumed(plan: &Plan<'_>, read: &Consumption) -> Option<ConsumedView> {
    let event = plan.catalog.event(read.event)?;
    let name = &plan.event(read.event)?.definition;
    let (definition, ty) = if event.majors().len() == read.majors.len() {
        (name.clone(), format!("typeof {name}"))
    } else {
        let majors: Vec<String> = read.majors.iter().map(u32::to_string).collect();
        let union = majors.join(" | ");
        (
            format!("withMajors({name}, [{}])", majors.join(", ")),
            format!("WithMajors<typeof {name}, {union}>"),
        )
    };
    Some(ConsumedView { key: text::string(&event.key.value), ty, definition })
}

fn publisher_method(plan: &Plan<'_>, id: EventId) -> Option<PublishedView> {
    let event = plan.catalog.event(id)?;
    let names = plan.event(id)?;
    Some(PublishedView {
        key: text::string(&event.key.value),
        doc: event_doc(event).print(2),
        method: names.method.clone(),
        definition: names.definition.clone(),
    })
}

fn imports(
    plan: &Plan<'_>,
    events: impl Iterator<Item = EventId>,
    consumer: Option<&ConsumerView>,
    publishes: bool,
) -> String {
    let mut by_file: Vec<(String, Vec<&str>)> = Vec::new();
    let mut sorted: Vec<EventId> = events.collect();
    sorted.sort_unstable();
    sorted.dedup();
    for id in sorted {
        let from = plan.catalog.event(id).and_then(Event::publisher);
        let (Some(from), Some(names)) = (from, plan.event(id)) else { continue };
        let path = format!("../{}.js", file::path(plan, Home::Events(from)));
        match by_file.iter_mut().find(|(known, _)| *known == path) {
            Some((_, list)) => list.push(&names.definition),
            None => by_file.push((path, vec![&names.definition])),
        }
    }
    by_file.sort();
    let mut out: String = by_file.into_iter().map(|(path, names)| import(names, &path)).collect();
    if let Some(consumer) = consumer {
        out += &import(["knownKeys"], "../keys.js");
        if consumer.everything {
            out += &import(["registry", "type Registry"], "../registry.js");
            out += &import(
                ["type Consumer", "type Handler", "type Handlers", "consumer"],
                "../runtime/consumer.js",
            );
            out += &import(["type AnyMessage"], "../runtime/event.js");
        } else {
            out += &import(["type Consumer", "type Handlers", "consumer"], "../runtime/consumer.js");
        }
        if consumer.events.iter().any(|event| event.definition.starts_with("withMajors"))
            && !consumer.everything
        {
            out += &import(["withMajors", "type WithMajors"], "../runtime/event.js");
        }
    }
    if publishes {
        out += &import(
            ["type Publish", "type PublisherOptions", "type Transport", "publish"],
            "../runtime/publisher.js",
        );
        out += &import(["type Recorder", "recorder"], "../runtime/recorder.js");
    }
    out
}
