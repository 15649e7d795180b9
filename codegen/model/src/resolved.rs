//! The resolved catalog: all that rules and targets read.
//!
//! Everything refers to everything else by index. What a person wrote carries its span.

use crate::duration::Duration;
use crate::shape::{Deprecation, Type};
use crate::source::{FileId, Span, Spanned};
use crate::topic::TopicPattern;
use crate::value::Value;
use crate::version::Version;

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(crate) u32);

        impl $name {
            pub(crate) fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The position in the resolved catalog's list.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index!(
    /// Names a [`Service`].
    ServiceId
);
index!(
    /// Names an [`Event`].
    EventId
);
index!(
    /// Names a [`Type`].
    TypeId
);

/// A catalog in which every name has been looked up.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// The catalog's name.
    pub name: Spanned<String>,
    /// A name for people.
    pub title: Option<String>,
    /// What the system is.
    pub description: Option<String>,
    /// The exchanges.
    pub broker: Broker,
    /// The wrapper every message travels in.
    pub envelope: Envelope,
    /// The grammar of routing keys.
    pub keys: KeyForm,
    /// Delivery settings where a service says nothing else.
    pub delivery: Delivery,
    /// Services that consume everything, so that events need not list them.
    pub observers: Vec<Spanned<ServiceId>>,
    /// What the catalog says it contains.
    pub totals: Totals,
    /// Names of generated packages.
    pub targets: Targets,
    /// All services, sorted by name.
    pub services: Vec<Service>,
    /// All events, sorted by routing key.
    pub events: Vec<Event>,
    /// All payload types.
    pub types: Vec<Type>,
    /// The named definitions of shared types files as written, for JSON Schema tools.
    pub definitions: Vec<Definition>,
}

/// A named definition of a shared types file, as written.
#[derive(Debug, Clone)]
pub struct Definition {
    /// The file it stands in.
    pub file: FileId,
    /// Its name.
    pub name: Spanned<String>,
    /// The schema.
    pub schema: Value,
    /// Its type, if the schema is inside the profile.
    pub ty: Option<TypeId>,
}

/// The exchanges of the system.
#[derive(Debug, Clone)]
pub struct Broker {
    /// Where services publish unless they name an exchange of their own.
    pub exchange: Exchange,
    /// Where messages go that could not be handled.
    pub dead_letter_exchange: Option<Spanned<String>>,
}

/// An exchange.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// Its name.
    pub name: Spanned<String>,
    /// How it routes.
    pub kind: Spanned<ExchangeKind>,
}

/// How an exchange routes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExchangeKind {
    /// By topic pattern.
    Topic,
    /// To every bound queue.
    Fanout,
    /// By equal routing key.
    Direct,
}

impl ExchangeKind {
    /// AMQP's name of the type.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Fanout => "fanout",
            Self::Direct => "direct",
        }
    }
}

/// The wrapper every message travels in.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// The fields in wire order.
    pub fields: Vec<EnvelopeField>,
    /// Where the envelope is declared.
    pub span: Span,
}

impl Envelope {
    /// The field with a role.
    pub fn field(&self, role: Role) -> Option<&EnvelopeField> {
        self.fields.iter().find(|field| field.role == Some(role))
    }
}

/// A field of the envelope.
#[derive(Debug, Clone)]
pub struct EnvelopeField {
    /// The name on the wire.
    pub name: Spanned<String>,
    /// What it is for; `None` for a field of the system's own.
    pub role: Option<Role>,
    /// Whether every message has it.
    pub required: bool,
    /// How the value is written, for roles `version` and `publisher`.
    pub form: Option<Spanned<String>>,
    /// The type of its values, for fields that declare a schema.
    pub ty: Option<TypeId>,
    /// What the field means.
    pub description: Option<String>,
}

/// What an envelope field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Identifies the message; what deduplication goes by.
    Id,
    /// The routing key.
    Key,
    /// The version of the payload.
    Version,
    /// When the event happened: an RFC 3339 date-time.
    Time,
    /// Ties together the messages of one request.
    Correlation,
    /// The service that published it.
    Publisher,
    /// The payload.
    Payload,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 7] =
        [Self::Id, Self::Key, Self::Version, Self::Time, Self::Correlation, Self::Publisher, Self::Payload];

    /// The word in the catalog.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Key => "key",
            Self::Version => "version",
            Self::Time => "time",
            Self::Correlation => "correlation",
            Self::Publisher => "publisher",
            Self::Payload => "payload",
        }
    }

    /// Whether an envelope without the role is incomplete.
    pub const fn is_needed(self) -> bool {
        !matches!(self, Self::Correlation | Self::Publisher)
    }
}

/// The grammar of routing keys: `{service}`, `{entity}`, `{action}` and literal words.
#[derive(Debug, Clone)]
pub struct KeyForm {
    /// The form as written, or the default `{service}.{entity}.{action}`.
    pub text: String,
    /// Where it was written, if it was.
    pub span: Option<Span>,
    /// The words; those in `[...]` are optional.
    pub words: Vec<KeyWord>,
}

/// One word of a [`KeyForm`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyWord {
    /// What stands there.
    pub kind: KeyWordKind,
    /// Whether a key may leave it out.
    pub optional: bool,
}

/// What stands in a word of a routing key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyWordKind {
    /// The publisher's namespace.
    Service,
    /// Any name, such as an entity or an action: `{entity}`.
    Name(String),
    /// This very word.
    Literal(String),
}

/// Delivery settings.
#[derive(Debug, Clone, Default)]
pub struct Delivery {
    /// Unacknowledged messages a consumer may hold.
    pub prefetch: Option<Spanned<u32>>,
    /// How long a message may wait in a queue.
    pub message_ttl: Option<Spanned<Duration>>,
    /// What happens to a message that could not be handled.
    pub retry: Option<Spanned<Retry>>,
    /// How long a consumer remembers the ids of messages it has handled.
    pub idempotency_window: Option<Spanned<Duration>>,
}

/// How often and when a message is tried again.
#[derive(Debug, Clone)]
pub struct Retry {
    /// Tries after the first.
    pub attempts: Spanned<u32>,
    /// How the wait grows.
    pub backoff: Backoff,
    /// The wait before the first retry.
    pub initial: Spanned<Duration>,
    /// What each wait is multiplied by, as written; for exponential backoff.
    pub factor: u32,
    /// The longest wait.
    pub max: Option<Spanned<Duration>>,
}

impl Retry {
    /// The wait before each retry, in order.
    pub fn delays(&self) -> Vec<Duration> {
        let mut delays = Vec::new();
        let mut next = self.initial.value.millis;
        for _ in 0..self.attempts.value {
            let capped = self.max.as_ref().map_or(next, |max| next.min(max.value.millis));
            delays.push(Duration { millis: capped });
            if self.backoff == Backoff::Exponential {
                next = next.saturating_mul(u64::from(self.factor));
            }
        }
        delays
    }
}

/// How the wait between retries grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backoff {
    /// It does not.
    Fixed,
    /// It is multiplied by a factor each time.
    Exponential,
}

/// What the catalog says it contains.
#[derive(Debug, Clone, Default)]
pub struct Totals {
    /// The number of events.
    pub events: Option<Spanned<u32>>,
    /// The number of services that are part of the system.
    pub services: Option<Spanned<u32>>,
    /// The number of events per publishing service, by name as written.
    pub by_service: Vec<(Spanned<String>, Spanned<u32>)>,
}

/// Names of generated packages, each with a default made from the catalog's name.
#[derive(Debug, Clone)]
pub struct Targets {
    /// The Rust crate: `erp-events`.
    pub rust_crate: String,
    /// The npm package: `@erp/events`.
    pub typescript_package: String,
    /// The Go module: `example.com/erp/events`.
    pub go_module: String,
}

/// A deployable that publishes or consumes.
#[derive(Debug, Clone)]
pub struct Service {
    /// Its name.
    pub name: Spanned<String>,
    /// A name for people.
    pub title: Option<String>,
    /// What it does.
    pub description: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The first word of the keys it publishes.
    pub namespace: Spanned<String>,
    /// Whether it is outside the system: it signs what it consumes, but is not counted.
    pub external: bool,
    /// Patterns of the keys it publishes.
    pub publishes: Vec<Spanned<TopicPattern>>,
    /// What it subscribes to.
    pub consumes: Vec<Subscription>,
    /// Where the key `consumes` stands, if it is there.
    pub consumes_span: Option<Span>,
    /// Its queue; `None` if it consumes nothing.
    pub queue: Option<Queue>,
    /// Where it publishes, if not to the broker's exchange.
    pub exchange: Option<Exchange>,
    /// Its own delivery settings, where it has any.
    pub delivery: Delivery,
}

/// One entry of a service's `consumes`.
#[derive(Debug, Clone)]
pub struct Subscription {
    /// The binding.
    pub pattern: Spanned<TopicPattern>,
    /// The majors this service reads; `None` for every live one.
    pub majors: Option<Vec<Spanned<u32>>>,
    /// The fields it uses, per routing key.
    pub reads: Vec<Reads>,
}

/// The fields of one event that a service uses.
#[derive(Debug, Clone)]
pub struct Reads {
    /// The routing key as written.
    pub event: Spanned<String>,
    /// The event, if there is one with this key.
    pub id: Option<EventId>,
    /// Names of fields; a dot leads into a nested object or the items of a list.
    pub fields: Vec<Spanned<String>>,
}

/// A queue.
#[derive(Debug, Clone)]
pub struct Queue {
    /// Its name.
    pub name: Spanned<String>,
    /// How it stores messages.
    pub kind: QueueKind,
}

/// How a queue stores messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueueKind {
    /// Replicated; survives the loss of a node.
    Quorum,
    /// On one node.
    Classic,
}

/// A fact that happened, named by its routing key.
#[derive(Debug, Clone)]
pub struct Event {
    /// The routing key.
    pub key: Spanned<String>,
    /// What happened, in one sentence.
    pub summary: String,
    /// More about it.
    pub description: Option<String>,
    /// The event's side of the contract.
    pub consumers: Consumers,
    /// The services whose `publishes` cover the key; exactly one where the contract holds.
    pub publishers: Vec<Publisher>,
    /// The services whose `consumes` match the key, observers included.
    pub subscribers: Vec<Subscriber>,
    /// The live versions, oldest first.
    pub versions: Vec<EventVersion>,
}

impl Event {
    /// The service that publishes the event, if exactly one does.
    pub fn publisher(&self) -> Option<ServiceId> {
        match self.publishers.as_slice() {
            [only] => Some(only.service),
            _ => None,
        }
    }

    /// The live majors, each with its newest version's index, oldest first.
    pub fn majors(&self) -> Vec<(u32, usize)> {
        let mut majors: Vec<(u32, usize)> = Vec::new();
        for (at, version) in self.versions.iter().enumerate() {
            let major = version.version.value.major;
            match majors.last_mut() {
                Some(last) if last.0 == major => last.1 = at,
                _ => majors.push((major, at)),
            }
        }
        majors
    }
}

/// The consumers that an event names.
#[derive(Debug, Clone)]
pub enum Consumers {
    /// `all`: every service but the publisher.
    All(Span),
    /// These, and the observers.
    Named {
        /// The names.
        names: Vec<ConsumerRef>,
        /// Where the list stands; the event's key if it has none.
        span: Span,
    },
}

/// A consumer that an event names.
#[derive(Debug, Clone)]
pub struct ConsumerRef {
    /// The name as written.
    pub name: Spanned<String>,
    /// The service, if there is one of this name.
    pub id: Option<ServiceId>,
}

/// A service whose `publishes` covers an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Publisher {
    /// The service.
    pub service: ServiceId,
    /// Which of its `publishes`.
    pub pattern: usize,
}

/// A service whose `consumes` matches an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscriber {
    /// The service.
    pub service: ServiceId,
    /// Which of its `consumes`, in order; never empty.
    pub subscriptions: Vec<usize>,
}

/// One version of an event.
#[derive(Debug, Clone)]
pub struct EventVersion {
    /// The version.
    pub version: Spanned<Version>,
    /// Why it exists.
    pub summary: Option<String>,
    /// That it should not be published any more.
    pub deprecated: Option<Deprecation>,
    /// The payload's schema as written; `None` where it is missing.
    pub schema: Option<Value>,
    /// The payload's type, if the schema is inside the profile. A catalog without errors has one
    /// for every version.
    pub payload: Option<TypeId>,
    /// Example payloads.
    pub examples: Vec<Value>,
}

/// An event that a service consumes, with the majors it reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consumption {
    /// The event.
    pub event: EventId,
    /// The majors, oldest first; each is live.
    pub majors: Vec<u32>,
}

impl Resolved {
    /// All services with their ids.
    pub fn services(&self) -> impl Iterator<Item = (ServiceId, &Service)> {
        (0u32..).map(ServiceId).zip(&self.services)
    }

    /// All events with their ids.
    pub fn events(&self) -> impl Iterator<Item = (EventId, &Event)> {
        (0u32..).map(EventId).zip(&self.events)
    }

    /// All types with their ids.
    pub fn types(&self) -> impl Iterator<Item = (TypeId, &Type)> {
        (0u32..).map(TypeId).zip(&self.types)
    }

    /// The service of an id of this catalog.
    pub fn service(&self, id: ServiceId) -> Option<&Service> {
        self.services.get(id.index())
    }

    /// The event of an id of this catalog.
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.get(id.index())
    }

    /// The type of an id of this catalog.
    pub fn ty(&self, id: TypeId) -> Option<&Type> {
        self.types.get(id.index())
    }

    /// The service of a name.
    pub fn service_named(&self, name: &str) -> Option<ServiceId> {
        self.services().find(|(_, service)| service.name.value == name).map(|(id, _)| id)
    }

    /// The event of a routing key.
    pub fn event_with_key(&self, key: &str) -> Option<EventId> {
        self.events.binary_search_by(|event| event.key.value.as_str().cmp(key)).ok().map(EventId::new)
    }

    /// Whether a service is declared to consume everything.
    pub fn is_observer(&self, service: ServiceId) -> bool {
        self.observers.iter().any(|observer| observer.value == service)
    }

    /// The events that a service publishes, in key order.
    pub fn published_by(&self, service: ServiceId) -> Vec<EventId> {
        self.events().filter(|(_, event)| event.publisher() == Some(service)).map(|(id, _)| id).collect()
    }

    /// The events that a service subscribes to, in key order, with the majors it reads.
    pub fn consumed_by(&self, service: ServiceId) -> Vec<Consumption> {
        self.events()
            .filter_map(|(id, event)| {
                let subscriber = event.subscribers.iter().find(|s| s.service == service)?;
                Some(Consumption { event: id, majors: self.majors_read(event, subscriber) })
            })
            .collect()
    }

    /// The live majors of an event that a subscriber reads, oldest first.
    pub fn majors_read(&self, event: &Event, subscriber: &Subscriber) -> Vec<u32> {
        let subscriptions = self.service(subscriber.service).map_or(&[][..], |s| &s.consumes);
        let chosen: Vec<&Subscription> =
            subscriber.subscriptions.iter().filter_map(|&at| subscriptions.get(at)).collect();
        let reads = |major: u32| {
            chosen.iter().any(|subscription| {
                subscription.majors.as_ref().is_none_or(|majors| majors.iter().any(|m| m.value == major))
            })
        };
        event.majors().into_iter().map(|(major, _)| major).filter(|&major| reads(major)).collect()
    }
}
