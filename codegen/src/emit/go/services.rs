//! Files of services: what each may publish and has to handle.

use countersign_model::resolved::{Consumption, EventId, Service, ServiceId};
use serde::Serialize;

use crate::emit::Files;
use crate::emit::templates::Templates;

use super::package::{Package, service_file};
use super::text::{self, comment, paragraphs};
use super::{add_file, names};

#[derive(Serialize)]
struct ServiceContext<'a> {
    /// `Inventory`
    name: &'a str,
    /// `inventoryPublisher`
    sender: String,
    /// The name in the catalog.
    wire_name: &'a str,
    /// What it does, as a comment.
    about: String,
    quoted: String,
    exchange: String,
    published: Vec<Published>,
    consumed: Vec<Consumed>,
}

#[derive(Serialize)]
struct Published {
    comment: String,
    event: String,
    wire_key: String,
}

#[derive(Serialize)]
struct Consumed {
    comment: String,
    event: String,
    wire_key: String,
    key: String,
    /// The type that the handler gets.
    payload: String,
    /// The majors that the service reads, where the type does not say it.
    majors: Vec<u32>,
}

/// Adds a file for each service that publishes or consumes.
pub(super) fn add(package: &Package<'_>, templates: &Templates, files: &mut Files) {
    for (id, service) in package.catalog.services() {
        let context = context(package, id, service);
        if context.published.is_empty() && context.consumed.is_empty() {
            continue;
        }
        let file = format!("{}.go", service_file(context.name));
        add_file(package, templates, files, &file, &["context"], &[templates.render("service", &context)]);
    }
}

fn context<'a>(package: &'a Package<'_>, id: ServiceId, service: &'a Service) -> ServiceContext<'a> {
    let name = package.service(id);
    let exchange = service.exchange.as_ref().unwrap_or(&package.catalog.broker.exchange);
    let about = service.description.as_deref().map(paragraphs).unwrap_or_default();
    ServiceContext {
        name,
        sender: format!("{}Publisher", names::unexported(name)),
        wire_name: &service.name.value,
        about: if about.is_empty() { String::new() } else { format!("//\n{}", comment(&about, 0)) },
        quoted: text::quoted(&service.name.value),
        exchange: text::quoted(&exchange.name.value),
        published: package
            .catalog
            .published_by(id)
            .into_iter()
            .filter_map(|id| published(package, id))
            .collect(),
        consumed: package
            .catalog
            .consumed_by(id)
            .into_iter()
            .filter_map(|one| consumed(package, &one))
            .collect(),
    }
}

fn published(package: &Package<'_>, id: EventId) -> Option<Published> {
    let (event, names) = (package.catalog.event(id)?, package.event(id)?);
    let opening = format!("Publish{} publishes {}.", names.name, event.key.value);
    let words: Vec<String> = [vec![opening], paragraphs(&event.summary)].concat();
    Some(Published {
        comment: comment(&words, 1),
        event: names.name.clone(),
        wire_key: event.key.value.clone(),
    })
}

fn consumed(package: &Package<'_>, consumption: &Consumption) -> Option<Consumed> {
    let (event, names) = (package.catalog.event(consumption.event)?, package.event(consumption.event)?);
    let live = event.majors();
    let read = &consumption.majors;
    let all = live.len() == read.len();
    let only = match read.as_slice() {
        &[major] if !all => {
            live.iter().find(|&&(live, _)| live == major).and_then(|&(_, at)| names.payloads.get(at))
        }
        _ => None,
    };
    let opening = format!("Handle{} handles {}.", names.name, event.key.value);
    let words: Vec<String> = [vec![opening], paragraphs(&event.summary)].concat();
    Some(Consumed {
        comment: comment(&words, 1),
        event: names.name.clone(),
        wire_key: event.key.value.clone(),
        key: names.key.clone(),
        payload: only.map_or_else(|| names.name.clone(), |payload| payload.name.clone()),
        majors: if all { Vec::new() } else { read.clone() },
    })
}
