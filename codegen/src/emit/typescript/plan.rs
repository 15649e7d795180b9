//! What is declared where and under which name.

use std::collections::HashMap;

use countersign_model::resolved::{EventId, Resolved, ServiceId, TypeId};
use countersign_model::shape::{Origin, Shape, Type};

use crate::emit::names::{self, Scope};

use super::graph;

/// Names that generated code must leave alone: what the language has everywhere, and what the
/// package exports besides the catalog's own.
const RESERVED: &[&str] = &[
    "Array",
    "BigInt",
    "Boolean",
    "Consumer",
    "ContractViolation",
    "Date",
    "Envelope",
    "Error",
    "EventDefinition",
    "EventKey",
    "Exclude",
    "Function",
    "Handler",
    "Handlers",
    "Infinity",
    "Issue",
    "JSON",
    "JsonValue",
    "MalformedMessage",
    "Map",
    "Math",
    "MessageError",
    "MessageFields",
    "MessageOf",
    "NaN",
    "Named",
    "Number",
    "Object",
    "Open",
    "OutgoingMessage",
    "Partial",
    "PayloadOf",
    "Pick",
    "Promise",
    "Proxy",
    "Publish",
    "PublisherOptions",
    "Record",
    "Recorder",
    "Reflect",
    "RegExp",
    "RoutingKey",
    "Set",
    "String",
    "Symbol",
    "Transport",
    "Uint8Array",
    "UnexpectedEvent",
    "UnknownEvent",
    "UnknownVersion",
    "WeakMap",
    "WeakSet",
    "WrongPublisher",
];

/// A file of declarations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Home {
    /// `src/types.ts`: shared types.
    Types,
    /// `src/envelope.ts`
    Envelope,
    /// `src/events/<service>.ts`: a service's events and the types of their payloads.
    Events(ServiceId),
}

/// The names of an event.
pub(super) struct EventNames {
    /// The definition and the type of its messages: `CatalogVariantCreated`.
    pub(super) definition: String,
    /// The constant of the routing key: `catalogVariantCreated`.
    pub(super) constant: String,
    /// The publisher's method: `variantCreated`.
    pub(super) method: String,
    /// The steps between its majors: `CatalogVariantCreatedUpcasts`.
    pub(super) upcasts: String,
}

/// The names of a service.
pub(super) struct ServiceNames {
    /// The file, without its ending.
    pub(super) file: String,
    /// The words of the others: `Inventory`.
    pub(super) pascal: String,
}

/// What is declared where and under which name.
pub(super) struct Plan<'a> {
    /// The catalog.
    pub(super) catalog: &'a Resolved,
    /// Types in the order of declaration.
    pub(super) sorted: Vec<TypeId>,
    /// The union of all messages: `ErpEvent`.
    pub(super) any_event: String,
    recursive: Vec<bool>,
    position: Vec<usize>,
    names: HashMap<TypeId, String>,
    defaults: HashMap<TypeId, String>,
    events: Vec<EventNames>,
    services: Vec<ServiceNames>,
}

impl<'a> Plan<'a> {
    /// Names everything that a catalog declares.
    pub(super) fn new(catalog: &'a Resolved) -> Self {
        let order = graph::order(catalog);
        let mut position = vec![0; catalog.types.len()];
        for (at, id) in order.sorted.iter().enumerate() {
            if let Some(slot) = position.get_mut(id.index()) {
                *slot = at;
            }
        }
        let mut scope = Scope::reserving(RESERVED.iter().copied());
        let services = service_names(catalog, &mut scope);
        let any_event =
            scope.claim(&format!("{}Event", names::pascal(&names::words(&catalog.name.value))), "Any");
        let events = event_names(catalog, &mut scope);
        let names: HashMap<TypeId, String> = catalog
            .types()
            .filter(|(_, ty)| is_named(ty))
            .map(|(id, _)| (id, scope.claim(&names::pascal(&names::type_words(catalog, id)), "Type")))
            .collect();
        let with_defaults = order.sorted.iter().filter(|&&id| catalog.ty(id).is_some_and(has_defaults));
        let defaults = with_defaults
            .filter_map(|id| Some((*id, scope.claim(&format!("{}Defaults", names.get(id)?), "Type"))))
            .collect();
        let (sorted, recursive) = (order.sorted, order.recursive);
        Self { catalog, sorted, any_event, recursive, position, names, defaults, events, services }
    }

    /// The name of a type that is declared on its own.
    pub(super) fn name(&self, id: TypeId) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }

    /// The name of the defaults of a record's fields, if it has any.
    pub(super) fn defaults(&self, id: TypeId) -> Option<&str> {
        self.defaults.get(&id).map(String::as_str)
    }

    /// The names of an event.
    pub(super) fn event(&self, id: EventId) -> Option<&EventNames> {
        self.events.get(id.index())
    }

    /// The names of a service.
    pub(super) fn service(&self, id: ServiceId) -> Option<&ServiceNames> {
        self.services.get(id.index())
    }

    /// The service as people call it.
    pub(super) fn title(&self, id: ServiceId) -> String {
        self.catalog.service(id).map_or_else(String::new, |service| {
            service.title.clone().unwrap_or_else(|| service.name.value.clone())
        })
    }

    /// Whether a type refers to itself, directly or through others.
    pub(super) fn is_recursive(&self, id: TypeId) -> bool {
        self.recursive.get(id.index()) == Some(&true)
    }

    /// Whether one type is declared before another.
    pub(super) fn precedes(&self, id: TypeId, other: TypeId) -> bool {
        self.position.get(id.index()) < self.position.get(other.index())
    }

    /// The file in which a type is declared; `None` for types of events that nobody publishes.
    pub(super) fn home(&self, id: TypeId) -> Option<Home> {
        match &self.catalog.ty(id)?.origin {
            Origin::Shared { .. } => Some(Home::Types),
            Origin::Local { event, .. } | Origin::Payload { event, .. } => {
                self.catalog.event(*event)?.publisher().map(Home::Events)
            }
            Origin::Envelope { .. } => Some(Home::Envelope),
            Origin::Inline { parent, .. } => self.home(*parent),
        }
    }

    /// The event whose payload a type is part of.
    pub(super) fn event_of(&self, id: TypeId) -> Option<EventId> {
        match &self.catalog.ty(id)?.origin {
            Origin::Local { event, .. } | Origin::Payload { event, .. } => Some(*event),
            Origin::Inline { parent, .. } => self.event_of(*parent),
            Origin::Shared { .. } | Origin::Envelope { .. } => None,
        }
    }

    /// The named types of a file, in order of declaration.
    pub(super) fn declared_in(&self, home: Home) -> Vec<TypeId> {
        let here = |id: &TypeId| self.names.contains_key(id) && self.home(*id) == Some(home);
        self.sorted.iter().copied().filter(here).collect()
    }
}

/// Whether a type is declared on its own: what the catalog names, and what reads badly in place.
fn is_named(ty: &Type) -> bool {
    match (&ty.origin, &ty.shape) {
        (Origin::Shared { .. } | Origin::Local { .. } | Origin::Payload { .. }, _)
        | (_, Shape::Record(_) | Shape::Union(_)) => true,
        (_, Shape::Enum(list)) => list.open || list.values.len() > 1,
        (
            Origin::Inline { .. } | Origin::Envelope { .. },
            Shape::Any
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer
            | Shape::Number
            | Shape::String
            | Shape::Map(_)
            | Shape::List(_)
            | Shape::Tuple(_)
            | Shape::Nullable(_),
        ) => false,
    }
}

fn has_defaults(ty: &Type) -> bool {
    matches!(&ty.shape, Shape::Record(record) if record.fields.iter().any(|field| field.default.is_some()))
}

fn event_names(catalog: &Resolved, scope: &mut Scope) -> Vec<EventNames> {
    let mut constants = Scope::default();
    let mut methods: HashMap<Option<ServiceId>, Scope> = HashMap::new();
    let name = |(id, event): (EventId, &countersign_model::resolved::Event)| {
        let words = names::event_words(catalog, id);
        let namespace = event
            .publisher()
            .and_then(|id| catalog.service(id))
            .map(|service| names::words(&service.namespace.value));
        // A publisher's methods need not repeat what it is the publisher of.
        let short = namespace
            .and_then(|namespace| words.strip_prefix(namespace.as_slice()))
            .filter(|rest| !rest.is_empty());
        let definition = scope.claim(&names::pascal(&words), "Event");
        EventNames {
            upcasts: scope.claim(&format!("{definition}Upcasts"), "Event"),
            definition,
            constant: constants.claim(&names::camel(&words), "event"),
            method: methods
                .entry(event.publisher())
                .or_default()
                .claim(&names::camel(short.unwrap_or(&words)), "event"),
        }
    };
    catalog.events().map(name).collect()
}

/// Names the services. The names made of them are claimed too, so that no type takes one.
fn service_names(catalog: &Resolved, scope: &mut Scope) -> Vec<ServiceNames> {
    let mut files = Scope::default();
    let mut stems = Scope::default();
    let name = |(_, service): (ServiceId, &countersign_model::resolved::Service)| {
        let words = names::words(&service.name.value);
        let pascal = stems.claim(&names::pascal(&words), "Service");
        for name in ["Consumed", "Handlers", "Published", "Publisher", "Recording"] {
            scope.claim(&format!("{pascal}{name}"), "Service");
        }
        ServiceNames { file: files.claim(&names::kebab(&words), "service"), pascal }
    };
    catalog.services().map(name).collect()
}
