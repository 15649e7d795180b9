//! What comes with the code: `go.mod`, the package's documentation, the README.

use countersign_model::resolved::Event;
use serde::Serialize;

use crate::emit::Files;
use crate::emit::templates::Templates;

use super::header;
use super::package::Package;
use super::text::{comment, paragraphs};

#[derive(Serialize)]
struct Guide<'a> {
    header: String,
    catalog: &'a str,
    title: &'a str,
    description: String,
    module: &'a str,
    package: &'a str,
    events: usize,
    services: Vec<ServiceRow<'a>>,
    example: Option<Example>,
}

#[derive(Serialize)]
struct ServiceRow<'a> {
    name: &'a str,
    go_name: &'a str,
    published: usize,
    consumed: usize,
}

/// An event with an example payload, for the README.
#[derive(Serialize)]
struct Example {
    service: String,
    event: String,
    payload: String,
    json: String,
    consumer: String,
}

/// Adds `go.mod`, `doc.go` and `README.md`.
pub(super) fn add(package: &Package<'_>, templates: &Templates, files: &mut Files) {
    let catalog = package.catalog;
    let title = catalog.title.as_deref().unwrap_or(&catalog.name.value);
    let about = catalog.description.as_deref().map(paragraphs).unwrap_or_default();
    let guide = Guide {
        header: header(package),
        catalog: &catalog.name.value,
        title,
        description: comment(&about, 0),
        module: &catalog.targets.go_module,
        package: &package.name,
        events: catalog.events.len(),
        services: catalog
            .services()
            .map(|(id, service)| ServiceRow {
                name: &service.name.value,
                go_name: package.service(id),
                published: catalog.published_by(id).len(),
                consumed: catalog.consumed_by(id).len(),
            })
            .collect(),
        example: example(package),
    };
    files.add("go.mod", templates.render("go.mod", &guide));
    files.add("README.md", templates.render("readme", &guide));
    files.add("doc.go", templates.render("doc", &guide));
}

/// The first event that has an example and a consumer.
fn example(package: &Package<'_>) -> Option<Example> {
    let mut events = package.catalog.events();
    events.find_map(|(id, event)| {
        let names = package.event(id)?;
        let publisher = package.service(event.publisher()?).to_owned();
        let consumer = event.subscribers.first()?;
        let (at, json) = newest_example(event)?;
        Some(Example {
            service: publisher,
            event: names.name.clone(),
            payload: names.payloads.get(at)?.name.clone(),
            json,
            consumer: package.service(consumer.service).to_owned(),
        })
    })
}

fn newest_example(event: &Event) -> Option<(usize, String)> {
    let (_, at) = event.majors().pop()?;
    Some((at, event.versions.get(at)?.examples.first()?.to_string()))
}
