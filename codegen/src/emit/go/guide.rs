//! What comes with the code: `go.mod`, the package's documentation, the README.

use countersign_model::resolved::{Event, Subscriber};
use serde::Serialize;

use crate::emit::Files;
use crate::emit::templates::Templates;

use super::package::Package;
use super::text::{comment, paragraphs};
use super::{envelope, header, text};

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
    /// A payload as a Go string.
    json: String,
    consumer: String,
    /// The members of a sample of the metadata.
    about: String,
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

/// The event with the shortest example, among those that have one live major and a consumer; one
/// that does not consume everything, if there is any.
fn example(package: &Package<'_>) -> Option<Example> {
    let catalog = package.catalog;
    let mut shortest: Option<((bool, usize), Example)> = None;
    for (id, event) in catalog.events() {
        let candidate = (|| {
            let names = package.event(id)?;
            let by_interest = |one: &&Subscriber| catalog.is_observer(one.service);
            let consumer = event.subscribers.iter().min_by_key(by_interest)?.service;
            let json = newest_example(event)?;
            let rank = (catalog.is_observer(consumer), json.len());
            let example = Example {
                service: package.service(event.publisher()?).to_owned(),
                event: names.name.clone(),
                json: text::string(&json),
                consumer: package.service(consumer).to_owned(),
                about: envelope::sample(package),
            };
            Some((rank, example))
        })();
        let is_better =
            |(rank, _): &((bool, usize), Example)| shortest.as_ref().is_none_or(|(best, _)| rank < best);
        if candidate.as_ref().is_some_and(is_better) {
            shortest = candidate;
        }
    }
    shortest.map(|(_, example)| example)
}

fn newest_example(event: &Event) -> Option<String> {
    let majors = event.majors();
    let &[(_, at)] = majors.as_slice() else { return None };
    Some(event.versions.get(at)?.examples.first()?.to_string())
}
