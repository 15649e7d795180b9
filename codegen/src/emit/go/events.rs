//! Files of events: payloads, the event's own name, and its entry in the catalog.

use std::collections::{BTreeMap, HashMap};

use countersign_model::resolved::{Event, EventId, EventVersion, TypeId};
use countersign_model::shape::Origin;
use serde::Serialize;

use crate::emit::Files;
use crate::emit::templates::Templates;

use super::package::{EventNames, Package, PayloadNames};
use super::text::{self, Row, columns, comment, paragraphs};
use super::{add_file, docs};

/// The types written in one version's payload, by event and version.
type Inner = HashMap<(EventId, usize), Vec<TypeId>>;

#[derive(Serialize)]
struct EventContext<'a> {
    comment: String,
    name: &'a str,
    entry: &'a str,
    key: &'a str,
    service: String,
    summary: String,
    /// The payloads of all versions, oldest first.
    payloads: Vec<&'a str>,
    /// The newest payload of each major, oldest first.
    majors: Vec<Major<'a>>,
    upcast: &'a str,
    wire_key: &'a str,
}

#[derive(Serialize)]
struct Registry<'a> {
    entries: Vec<&'a str>,
}

#[derive(Serialize)]
struct Major<'a> {
    number: u32,
    payload: &'a str,
}

/// Adds a file for each entity, `keys.go` and `registry.go`.
pub(super) fn add(
    package: &Package<'_>,
    templates: &Templates,
    shared: &HashMap<Option<&str>, Vec<TypeId>>,
    files: &mut Files,
) {
    let inner = inner_types(package);
    let mut by_file: BTreeMap<&str, (bool, Vec<String>)> = BTreeMap::new();
    for (id, event) in package.catalog.events() {
        let Some(names) = package.event(id) else { continue };
        let (needs_fmt, declarations) = by_file.entry(&names.file).or_default();
        declarations.extend(event_declarations(package, templates, &inner, id, event, names));
        *needs_fmt |= event.majors().len() > 1;
    }
    for (name, (needs_fmt, mut declarations)) in by_file {
        let only_here = shared.get(&Some(name)).map(Vec::as_slice).unwrap_or_default();
        declarations.extend(only_here.iter().filter_map(|&id| package.declaration(templates, id)));
        let imports: &[&str] = if needs_fmt { &["fmt"] } else { &[] };
        add_file(package, templates, files, &format!("{name}.go"), imports, &declarations);
    }
    add_file(package, templates, files, "keys.go", &[], &[keys(package)]);
    let entries: Vec<&str> = package
        .catalog
        .events()
        .filter_map(|(id, _)| package.event(id))
        .map(|names| names.entry.as_str())
        .collect();
    let registry = templates.render("registry", Registry { entries });
    add_file(package, templates, files, "registry.go", &[], &[registry]);
}

fn keys(package: &Package<'_>) -> String {
    let mut rows: Vec<Row> = Vec::new();
    for (id, event) in package.catalog.events() {
        let Some(names) = package.event(id) else { continue };
        rows.push(Row {
            comment: comment(&paragraphs(&event.summary), 1),
            cells: vec![names.key.clone(), "Key".to_owned(), format!("= {}", text::quoted(&event.key.value))],
        });
    }
    format!("// The routing keys of all events.\nconst (\n{})", columns(&rows))
}

/// The declared types that stand in payloads, but are no payloads themselves.
fn inner_types(package: &Package<'_>) -> Inner {
    let mut inner: Inner = HashMap::new();
    for (id, _) in package.catalog.types() {
        if let Some(Origin::Payload { event, version } | Origin::Local { event, version, .. }) =
            package.root(id).map(|root| &root.origin)
        {
            inner.entry((*event, *version)).or_default().push(id);
        }
    }
    inner
}

fn event_declarations(
    package: &Package<'_>,
    templates: &Templates,
    inner: &Inner,
    id: EventId,
    event: &Event,
    names: &EventNames,
) -> Vec<String> {
    let mut out = vec![event_declaration(package, templates, event, names)];
    for (at, (version, payload)) in event.versions.iter().zip(&names.payloads).enumerate().rev() {
        out.extend(payload_declaration(package, templates, event, version, names, payload));
        let types = inner.get(&(id, at)).map(Vec::as_slice).unwrap_or_default();
        let own = version.payload.filter(|_| !payload.wraps);
        out.extend(
            types.iter().filter(|&&ty| Some(ty) != own).filter_map(|&ty| package.declaration(templates, ty)),
        );
    }
    out
}

fn event_declaration(
    package: &Package<'_>,
    templates: &Templates,
    event: &Event,
    names: &EventNames,
) -> String {
    let name = &names.name;
    let majors: Vec<Major<'_>> = event
        .majors()
        .into_iter()
        .filter_map(|(number, at)| {
            names.payloads.get(at).map(|payload| Major { number, payload: &payload.name })
        })
        .collect();
    let opening = if majors.len() == 1 {
        format!("{name} is the payload of {}, in its only live major version.", event.key.value)
    } else {
        let all: Vec<&str> = majors.iter().map(|major| major.payload).collect();
        format!(
            "{name} is the payload of {}, in any of its live major versions: {}.",
            event.key.value,
            all.join(", ")
        )
    };
    let mut words = vec![opening];
    words.extend(paragraphs(&event.summary));
    words.extend(event.description.iter().flat_map(|text| paragraphs(text)));
    let publisher = event.publisher().and_then(|id| package.catalog.service(id));
    templates.render(
        "event",
        EventContext {
            comment: comment(&words, 0),
            name,
            entry: &names.entry,
            key: &names.key,
            service: text::quoted(publisher.map_or("", |service| &service.name.value)),
            summary: text::quoted(&paragraphs(&event.summary).join(" ")),
            payloads: names.payloads.iter().map(|payload| payload.name.as_str()).collect(),
            majors,
            upcast: &names.upcast,
            wire_key: &event.key.value,
        },
    )
}

#[derive(Serialize)]
struct PayloadContext<'a> {
    declaration: String,
    name: &'a str,
    key: &'a str,
    wire_key: &'a str,
    version: String,
    major: u32,
    minor: u32,
}

fn payload_declaration(
    package: &Package<'_>,
    templates: &Templates,
    event: &Event,
    version: &EventVersion,
    names: &EventNames,
    payload: &PayloadNames,
) -> Option<String> {
    let id = version.payload?;
    let ty = package.catalog.ty(id)?;
    let number = version.version.value;
    let mut words =
        docs::payload(&payload.name, &event.key.value, &number.to_string(), version.summary.as_deref());
    words.extend(if payload.wraps { Vec::new() } else { docs::words(&ty.docs) });
    words.extend(version.deprecated.as_ref().map(docs::deprecation));
    let declaration = if payload.wraps {
        package.wrapper(templates, id, &payload.name, &words)
    } else {
        package.declaration_with(templates, id, package.type_named(id)?, &words)
    };
    Some(templates.render(
        "payload",
        PayloadContext {
            declaration: declaration.trim_end().to_owned(),
            name: &payload.name,
            key: &names.key,
            wire_key: &event.key.value,
            version: number.to_string(),
            major: number.major,
            minor: number.minor,
        },
    ))
}
