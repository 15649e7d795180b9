//! Declarations to the resolved catalog: names looked up, patterns matched, schemas turned into
//! types.

mod inhabited;
mod keywords;
mod matrix;
mod nullable;
mod prune;
mod refs;
mod schema;
mod union;

use std::collections::{BTreeSet, HashMap};

use crate::catalog::{Catalog, ConsumersDecl, EnvelopeFieldDecl, EventDecl, ServiceDecl, TypeFile};
use crate::diagnostic::Diagnostic;
use crate::load::nearest_head;
use crate::resolved::{
    ConsumerRef, Consumers, Definition, Envelope, EnvelopeField, Event, EventId, EventVersion, Queue,
    QueueKind, Reads, Resolved, Role, Service, ServiceId, Subscription,
};
use crate::rules;
use crate::shape::{Shape, Type};
use crate::source::{FileId, SourceMap, Spanned};
use crate::suggest::did_you_mean;

pub use refs::join;

/// Resolves a catalog. What cannot be resolved is reported and left out; the rest is there, so
/// that rules can go on.
pub fn resolve(sources: &SourceMap, catalog: Catalog) -> (Resolved, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let Catalog { header, services, events, type_files } = catalog;
    let services = sorted(services, |service| &service.name, "the service", &mut diagnostics);
    let events = sorted(events, |event| &event.key, "the event", &mut diagnostics);

    let mut types = schema::Builder::new(sources, &type_files);
    let envelope = Envelope {
        span: header.envelope.span,
        fields: header.envelope.fields.iter().map(|field| resolve_field(field, &mut types)).collect(),
    };
    let service_ids: HashMap<String, ServiceId> = services
        .iter()
        .enumerate()
        .map(|(at, service)| (service.name.value.clone(), ServiceId::new(at)))
        .collect();
    let event_ids: HashMap<String, EventId> =
        events.iter().enumerate().map(|(at, event)| (event.key.value.clone(), EventId::new(at))).collect();
    let events: Vec<Event> = events
        .iter()
        .enumerate()
        .map(|(at, event)| resolve_event(event, EventId::new(at), &service_ids, &mut types))
        .collect();
    types.finish();
    diagnostics.extend(unused_files(sources, &type_files, &types.used));
    let (types, found, shared) = types.into_parts();
    diagnostics.extend(found);
    diagnostics.extend(payload_roots(&events, &types));

    let services: Vec<Service> =
        services.into_iter().map(|service| resolve_service(service, &event_ids)).collect();
    let observers = header
        .observers
        .into_iter()
        .filter_map(|name| {
            let id = service_ids.get(&name.value).copied();
            if id.is_none() {
                let help = did_you_mean(&name.value, service_ids.keys().map(String::as_str));
                let message = format!("`observers` names `{}`, which is no service", name.value);
                diagnostics.push(rules::BAD_VALUE.at(name.span, message).maybe_help(help));
            }
            id.map(|id| Spanned::new(id, name.span))
        })
        .collect();
    let mut resolved = Resolved {
        name: header.name,
        title: header.title,
        description: header.description,
        broker: header.broker,
        envelope,
        keys: header.keys,
        delivery: header.delivery,
        observers,
        totals: header.totals,
        targets: header.targets,
        services,
        events,
        types,
        definitions: definitions(&type_files, &shared),
    };
    matrix::fill(&mut resolved);
    prune::prune(&mut resolved);
    (resolved, diagnostics)
}

/// Sorts declarations by name and reports those whose name another has.
fn sorted<T>(
    mut declarations: Vec<T>,
    name: impl Fn(&T) -> &Spanned<String>,
    what: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<T> {
    declarations.sort_by(|a, b| (&name(a).value, name(a).span).cmp(&(&name(b).value, name(b).span)));
    let mut unique: Vec<T> = Vec::new();
    for declaration in declarations {
        let this = name(&declaration);
        match unique.last().map(&name).filter(|last| last.value == this.value) {
            Some(first) => diagnostics.push(
                rules::DUPLICATE_DEFINITION
                    .at(this.span, format!("{what} `{}` is declared twice", this.value))
                    .label("declared again here")
                    .also(first.span, "first declared here")
                    .help("remove one of the declarations, or merge them"),
            ),
            None => unique.push(declaration),
        }
    }
    unique
}

fn resolve_service(service: ServiceDecl, events: &HashMap<String, EventId>) -> Service {
    let consumes: Vec<Subscription> = service
        .consumes
        .into_iter()
        .map(|entry| Subscription {
            pattern: entry.pattern,
            majors: entry.majors,
            reads: entry
                .reads
                .into_iter()
                .map(|reads| Reads {
                    id: events.get(&reads.event.value).copied(),
                    event: reads.event,
                    fields: reads.fields,
                })
                .collect(),
        })
        .collect();
    let queue = service.queue.or_else(|| {
        let name = Spanned::new(format!("{}.events", service.name.value), service.name.span);
        (!consumes.is_empty()).then_some(Queue { name, kind: QueueKind::Quorum })
    });
    Service {
        namespace: service.namespace.unwrap_or_else(|| service.name.clone()),
        name: service.name,
        title: service.title,
        description: service.description,
        owner: service.owner,
        external: service.external,
        publishes: service.publishes,
        consumes,
        consumes_span: service.consumes_span,
        queue,
        exchange: service.exchange,
        delivery: service.delivery,
    }
}

fn resolve_field<'a>(field: &'a EnvelopeFieldDecl, types: &mut schema::Builder<'a>) -> EnvelopeField {
    let role = field.role.as_ref().map(|role| role.value);
    EnvelopeField {
        name: field.name.clone(),
        role,
        required: field.required.unwrap_or(role.is_some_and(|role| role != Role::Correlation)),
        form: field.form.clone(),
        ty: field.schema.as_ref().and_then(|schema| types.envelope(&field.name.value, schema)),
        description: field.description.clone(),
    }
}

/// The named definitions of all types files, with the types of those in use.
fn definitions(files: &[TypeFile], types: &schema::SharedTypes) -> Vec<Definition> {
    let all = files
        .iter()
        .flat_map(|file| file.definitions.iter().enumerate().map(move |(at, decl)| (file.file, at, decl)));
    all.map(|(file, at, decl)| Definition {
        file,
        name: decl.name.clone(),
        schema: decl.schema.clone(),
        ty: types.get(&(file, at)).copied().flatten(),
    })
    .collect()
}

/// Files that declare nothing and that nothing refers to.
fn unused_files(sources: &SourceMap, files: &[TypeFile], used: &BTreeSet<FileId>) -> Vec<Diagnostic> {
    let unused = files.iter().filter(|file| !used.contains(&file.file));
    unused
        .filter_map(|file| {
            let first = file.definitions.first()?;
            let path = sources.path(file.file);
            let help = nearest_head(&first.name.value).map_or_else(
                || "refer to its types with `$ref`, or move it out of the catalog's directory".to_owned(),
                |head| format!("did you mean `{head}:`?"),
            );
            let message = format!("`{path}` declares no service and no event, and no `$ref` names it");
            Some(rules::UNUSED_FILE.at(first.name.span, message).help(help))
        })
        .collect()
}

/// Payloads that are no objects.
fn payload_roots(events: &[Event], types: &[Type]) -> Vec<Diagnostic> {
    let versions = events.iter().flat_map(|event| event.versions.iter().map(move |version| (event, version)));
    versions
        .filter_map(|(event, version)| {
            let shape = &types.get(version.payload?.index())?.shape;
            let place = version.schema.as_ref()?.span;
            let is_object = matches!(shape, Shape::Record(_) | Shape::Map(_) | Shape::Union(_));
            // A shape of `Any` may be one that could not be made, which has been reported.
            let untyped = matches!(shape, Shape::Any)
                && version
                    .schema
                    .as_ref()?
                    .members()
                    .iter()
                    .all(|m| m.name != "oneOf" && m.name != "anyOf" && m.name != "type");
            (!is_object && (untyped || !matches!(shape, Shape::Any))).then(|| {
                let key = &event.key.value;
                rules::PAYLOAD_ROOT
                    .at(place, format!("the payload of `{key}` {} is not an object", version.version.value))
                    .help("write `type: object`: a payload that is a bare value cannot grow")
                    .event(key)
            })
        })
        .collect()
}

fn resolve_event<'a>(
    event: &'a EventDecl,
    id: EventId,
    services: &HashMap<String, ServiceId>,
    types: &mut schema::Builder<'a>,
) -> Event {
    let consumers = match &event.consumers {
        ConsumersDecl::All(span) => Consumers::All(*span),
        ConsumersDecl::Named(names, span) => Consumers::Named {
            names: names
                .iter()
                .map(|name| ConsumerRef { id: services.get(&name.value).copied(), name: name.clone() })
                .collect(),
            span: *span,
        },
    };
    let mut order: Vec<usize> = (0..event.versions.len()).collect();
    order.sort_by_key(|&at| event.versions.get(at).map(|version| version.version.value));
    let versions = order
        .iter()
        .filter_map(|&at| event.versions.get(at))
        .enumerate()
        .map(|(at, version)| EventVersion {
            version: version.version.clone(),
            summary: version.summary.clone(),
            deprecated: version.deprecated.clone(),
            payload: version.payload.as_ref().and_then(|schema| types.payload(id, at, schema)),
            schema: version.payload.clone(),
            examples: version.examples.clone(),
        })
        .collect();
    Event {
        key: event.key.clone(),
        summary: event.summary.clone(),
        description: event.description.clone(),
        consumers,
        publishers: Vec::new(),
        subscribers: Vec::new(),
        versions,
    }
}
