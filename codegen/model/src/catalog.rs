//! A catalog as written: every file read into declarations, no name looked up yet.

use crate::resolved::{Broker, Delivery, Exchange, KeyForm, Queue, Role, Targets, Totals};
use crate::shape::Deprecation;
use crate::source::{FileId, Span, Spanned};
use crate::topic::TopicPattern;
use crate::value::Value;
use crate::version::Version;

/// The declarations of all files of a catalog.
#[derive(Debug, Clone)]
pub struct Catalog {
    /// The catalog file.
    pub header: Header,
    /// The services, in file order.
    pub services: Vec<ServiceDecl>,
    /// The events, in file order.
    pub events: Vec<EventDecl>,
    /// The files of shared types.
    pub type_files: Vec<TypeFile>,
}

/// What the catalog file declares.
#[derive(Debug, Clone)]
pub struct Header {
    /// The catalog's name.
    pub name: Spanned<String>,
    /// A name for people.
    pub title: Option<String>,
    /// What the system is.
    pub description: Option<String>,
    /// The exchanges.
    pub broker: Broker,
    /// The envelope.
    pub envelope: EnvelopeDecl,
    /// The grammar of routing keys.
    pub keys: KeyForm,
    /// Default delivery settings.
    pub delivery: Delivery,
    /// Names of services that consume everything.
    pub observers: Vec<Spanned<String>>,
    /// Declared counts.
    pub totals: Totals,
    /// Names of generated packages.
    pub targets: Targets,
}

/// The envelope as written.
#[derive(Debug, Clone)]
pub struct EnvelopeDecl {
    /// The fields in wire order.
    pub fields: Vec<EnvelopeFieldDecl>,
    /// Where it is declared.
    pub span: Span,
}

/// A field of the envelope as written.
#[derive(Debug, Clone)]
pub struct EnvelopeFieldDecl {
    /// The name on the wire.
    pub name: Spanned<String>,
    /// What it is for.
    pub role: Option<Spanned<Role>>,
    /// Whether every message has it, if that was said.
    pub required: Option<bool>,
    /// How the value is written.
    pub form: Option<Spanned<String>>,
    /// The schema of its values.
    pub schema: Option<Value>,
    /// What the field means.
    pub description: Option<String>,
}

/// A service as written.
#[derive(Debug, Clone)]
pub struct ServiceDecl {
    /// Its name.
    pub name: Spanned<String>,
    /// A name for people.
    pub title: Option<String>,
    /// What it does.
    pub description: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The first word of its keys, if not its name.
    pub namespace: Option<Spanned<String>>,
    /// Whether it is outside the system.
    pub external: bool,
    /// Patterns of the keys it publishes.
    pub publishes: Vec<Spanned<TopicPattern>>,
    /// What it subscribes to.
    pub consumes: Vec<SubscriptionDecl>,
    /// Where the key `consumes` stands, if it is there.
    pub consumes_span: Option<Span>,
    /// Its queue, if it declares one.
    pub queue: Option<Queue>,
    /// Its exchange, if it has one of its own.
    pub exchange: Option<Exchange>,
    /// Its own delivery settings.
    pub delivery: Delivery,
}

/// An entry of `consumes` as written.
#[derive(Debug, Clone)]
pub struct SubscriptionDecl {
    /// The binding.
    pub pattern: Spanned<TopicPattern>,
    /// The majors it reads.
    pub majors: Option<Vec<Spanned<u32>>>,
    /// The fields it uses, per routing key.
    pub reads: Vec<ReadsDecl>,
}

/// The fields of one event that a service uses, as written.
#[derive(Debug, Clone)]
pub struct ReadsDecl {
    /// The routing key.
    pub event: Spanned<String>,
    /// The fields.
    pub fields: Vec<Spanned<String>>,
}

/// An event as written.
#[derive(Debug, Clone)]
pub struct EventDecl {
    /// The routing key.
    pub key: Spanned<String>,
    /// What happened.
    pub summary: String,
    /// More about it.
    pub description: Option<String>,
    /// The consumers it names.
    pub consumers: ConsumersDecl,
    /// Its versions.
    pub versions: Vec<VersionDecl>,
}

/// The consumers that an event names, as written.
#[derive(Debug, Clone)]
pub enum ConsumersDecl {
    /// `all`
    All(Span),
    /// A list of names, and where it stands.
    Named(Vec<Spanned<String>>, Span),
}

/// A version as written.
#[derive(Debug, Clone)]
pub struct VersionDecl {
    /// The version.
    pub version: Spanned<Version>,
    /// Why it exists.
    pub summary: Option<String>,
    /// That it should not be published any more.
    pub deprecated: Option<Deprecation>,
    /// The payload's schema; `None` where it is missing, which has been reported.
    pub payload: Option<Value>,
    /// Example payloads.
    pub examples: Vec<Value>,
}

/// A file of shared types.
#[derive(Debug, Clone)]
pub struct TypeFile {
    /// The file.
    pub file: FileId,
    /// The definitions by name, in the order written.
    pub definitions: Vec<TypeDecl>,
}

/// A named definition of a shared types file.
#[derive(Debug, Clone)]
pub struct TypeDecl {
    /// The name.
    pub name: Spanned<String>,
    /// The schema.
    pub schema: Value,
}
