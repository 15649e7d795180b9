//! `services/<service>.rs`: what a service's contract allows it, and nothing else.

use serde::Serialize;

use countersign_model::resolved::{Consumption, EventId, Service, ServiceId};

use super::events::{majors_enum, modules};
use super::ident::{self, string};
use super::plan::{Home, Plan};
use super::source::{arm, fitted};
use super::{add_rust, docs, render, source};
use crate::emit::Files;
use crate::emit::names::{self, Scope};

/// The names of a service's types.
pub(super) struct Names {
    pub(super) publisher: String,
    pub(super) consumer: String,
}

impl Names {
    pub(super) fn of(plan: &Plan<'_>, service: ServiceId) -> Self {
        let words = plan
            .catalog
            .service(service)
            .map(|service| names::words(&service.name.value))
            .unwrap_or_default();
        let pascal = names::pascal(&words);
        Self {
            publisher: plan.unless_taken(&format!("{pascal}Publisher")),
            consumer: plan.unless_taken(&format!("{pascal}Consumer")),
        }
    }
}

#[derive(Serialize)]
struct ServiceContext {
    docs: Vec<String>,
    service: String,
    exchange: String,
    queue: Option<String>,
    /// The constant that lists the bindings.
    bindings: String,
    publisher: Option<PublisherContext>,
    consumer: Option<ConsumerContext>,
    majors: Vec<String>,
    imports: Vec<String>,
}

#[derive(Serialize)]
struct PublisherContext {
    name: String,
    /// The signatures of the methods that replace what makes ids and times.
    with_ids: String,
    with_clock: String,
    events: Vec<Publication>,
}

#[derive(Serialize)]
struct Publication {
    docs: Vec<String>,
    signature: String,
}

#[derive(Serialize)]
struct ConsumerContext {
    name: String,
    /// Whether it gets every event there is, through one handler.
    all: bool,
    events: Vec<Handler>,
    /// What tells the handlers apart, and the handler of each.
    subject: &'static str,
    arms: Vec<String>,
}

#[derive(Serialize)]
struct Handler {
    key: String,
    docs: Vec<String>,
    signature: String,
    /// The type of each major that is read.
    #[serde(skip)]
    majors: Vec<(u32, String)>,
    /// The constant of the key, the method and what it takes.
    #[serde(skip)]
    constant: String,
    #[serde(skip)]
    method: String,
    #[serde(skip)]
    payload: String,
}

impl Handler {
    /// The arms that call the handler, where the major is looked at besides the key or is not.
    fn arms(&self, with_majors: bool) -> Vec<String> {
        let Self { constant, method, payload, .. } = self;
        let call = |event: &str| format!("message.read(|event| consumer.{method}({event}))");
        if self.majors.len() == 1 {
            let pattern =
                if with_majors { format!("(keys::{constant}, _)") } else { format!("keys::{constant}") };
            return vec![arm(8, &pattern, &call("event"))];
        }
        let majors = self.majors.iter().map(|(major, _)| {
            arm(8, &format!("(keys::{constant}, {major})"), &call(&format!("event.map({payload}::V{major})")))
        });
        let known: Vec<String> = self.majors.iter().map(|(_, ty)| format!("{ty}::VERSION")).collect();
        let others = format!("Err(message.unread(&[{}]))", known.join(", "));
        majors.chain([arm(8, &format!("(keys::{constant}, _)"), &others)]).collect()
    }
}

pub(super) fn emit(plan: &Plan<'_>, files: &mut Files) {
    let mut listed = Vec::new();
    for (id, service) in plan.catalog.services() {
        let context = context(plan, id, service);
        if context.publisher.is_none() && context.consumer.is_none() {
            continue;
        }
        listed.push(plan.module(id).to_owned());
        let mut items = vec![render("service", &context)];
        items.extend(context.publisher.is_some().then(|| render("publisher", &context)));
        items.extend(context.majors.iter().cloned());
        items.extend(context.consumer.is_some().then(|| render("consumer", &context)));
        add_rust(plan, files, &format!("services/{}", plan.module(id)), &items);
    }
    let text = modules("What each service's contract allows it: its publisher and its consumer.", listed);
    add_rust(plan, files, "services/mod", &[text]);
}

fn context(plan: &Plan<'_>, id: ServiceId, service: &Service) -> ServiceContext {
    let Names { publisher, consumer } = Names::of(plan, id);
    let title = service.title.as_deref().unwrap_or(&service.name.value);
    let mut docs = docs::paragraph(&format!("{title}: what it publishes and what it consumes."));
    if let Some(description) = &service.description {
        docs.push(String::new());
        docs.extend(docs::paragraph(description));
    }
    let published = plan.catalog.published_by(id);
    let consumed: Vec<Consumption> =
        plan.catalog.consumed_by(id).into_iter().filter(|consumed| !consumed.majors.is_empty()).collect();
    let all = service.consumes.iter().any(|subscription| subscription.pattern.value.as_str() == "#");
    let mut methods = Scope::reserving(["dispatch"]);
    let mut majors = Vec::new();
    let handlers: Vec<Handler> = if all {
        Vec::new()
    } else {
        let handlers = consumed
            .iter()
            .filter_map(|consumed| handler(plan, service, consumed, &mut methods, &mut majors));
        handlers.collect()
    };
    let mut methods = Scope::reserving(["new", "with_ids", "with_clock"]);
    let publications: Vec<Publication> =
        published.iter().filter_map(|event| publication(plan, *event, &mut methods)).collect();
    let with_majors = handlers.iter().any(|handler| handler.majors.len() > 1);
    let mentions = mentioned(plan, &published, if all { &[] } else { &consumed });
    let (id_type, time_type) = super::envelope::made_types(plan);
    let exchange = service.exchange.as_ref().unwrap_or(&plan.catalog.broker.exchange);
    ServiceContext {
        docs,
        service: string(&service.name.value),
        exchange: string(&exchange.name.value),
        queue: service.queue.as_ref().map(|queue| string(&queue.name.value)),
        bindings: fitted(
            0,
            "pub const BINDINGS: &[&str] = &[",
            &service.consumes.iter().map(|s| string(s.pattern.value.as_str())).collect::<Vec<_>>(),
            ",",
            "];",
        ),
        imports: imports(plan, &published, &handlers, all && !consumed.is_empty(), &mentions),
        publisher: (!publications.is_empty()).then(|| PublisherContext {
            with_ids: replacing("with_ids", "ids", &id_type),
            with_clock: replacing("with_clock", "clock", &time_type),
            name: publisher,
            events: publications,
        }),
        consumer: (!consumed.is_empty()).then(|| ConsumerContext {
            name: consumer,
            all,
            subject: if with_majors { "(message.key(), message.major())" } else { "message.key()" },
            arms: handlers.iter().flat_map(|handler| handler.arms(with_majors)).collect(),
            events: handlers,
        }),
        majors,
    }
}

/// The signature of a method that replaces what makes ids or times.
fn replacing(method: &str, parameter: &str, ty: &str) -> String {
    let parameters =
        ["mut self".to_owned(), format!("{parameter}: impl Fn() -> {ty} + Send + Sync + 'static")];
    fitted(4, &format!("pub fn {method}("), &parameters, ",", ") -> Self {")
}

/// What files besides the payloads' can import.
pub(super) fn available<'a>(plan: &'a Plan<'_>) -> impl Iterator<Item = (&'a str, &'a str)> {
    let declared = |home| plan.declared(home).iter().filter_map(|id| plan.name(*id));
    [
        ("crate", "keys"),
        ("crate", "registry"),
        ("crate::envelope", "Context"),
        ("crate::envelope", "Envelope"),
        ("crate::envelope", "Incoming"),
        ("crate::envelope", "Outgoing"),
        ("crate::outbox", "Outbox"),
        ("crate::registry", "AnyPayload"),
        ("crate::runtime", "DecodeError"),
        ("crate::runtime", "EncodeError"),
        ("crate::runtime", "Message"),
        ("crate::runtime", "Payload"),
        ("crate::runtime", "Text"),
        ("crate::runtime", "Transport"),
        ("crate::runtime", "Version"),
        ("crate::runtime", "formats"),
        ("crate::runtime", "fresh"),
    ]
    .into_iter()
    .chain(declared(Home::Envelope).map(|name| ("crate::envelope", name)))
    .chain(declared(Home::Shared).map(|name| ("crate::types", name)))
}

/// The imports of a service's file.
fn imports(
    plan: &Plan<'_>,
    published: &[EventId],
    handlers: &[Handler],
    all: bool,
    types: &[String],
) -> Vec<String> {
    let mut words = types.to_vec();
    let mut add = |names: &str| words.extend(names.split(' ').map(str::to_owned));
    if !published.is_empty() {
        let (id, time) = super::envelope::made_types(plan);
        add("Context Outbox EncodeError Transport");
        add(&format!("{id} {time}"));
    }
    if all {
        add("Envelope DecodeError AnyPayload registry");
    }
    if !handlers.is_empty() {
        add("Envelope Incoming DecodeError keys");
    }
    if handlers.iter().any(|handler| handler.majors.len() > 1) {
        add("Payload");
    }
    let events = types.iter().map(|name| ("crate::events", name.as_str()));
    source::imports(&words.join(" "), available(plan).chain(events))
}

/// The payload types, enums and traits that a service's file imports, in order and each once.
fn mentioned(plan: &Plan<'_>, published: &[EventId], consumed: &[Consumption]) -> Vec<String> {
    let mut types: Vec<String> = Vec::new();
    for &event in published {
        match plan.majors_trait(event) {
            Some(name) => types.push(name.to_owned()),
            None => types.extend(newest_of(plan, event).map(|(_, ty)| ty)),
        }
    }
    for consumed in consumed {
        if consumed.majors.len() > 1 && reads_all(plan, consumed) {
            types.extend(plan.majors_name(consumed.event).map(str::to_owned));
        }
        let newest = |major: &u32| plan.newest(consumed.event, *major).map(str::to_owned);
        types.extend(consumed.majors.iter().filter_map(newest));
    }
    types.sort_unstable();
    types.dedup();
    types
}

/// The newest major of an event, with its type.
fn newest_of(plan: &Plan<'_>, event: EventId) -> Option<(u32, String)> {
    let (major, _) = plan.catalog.event(event)?.majors().into_iter().next_back()?;
    Some((major, plan.newest(event, major)?.to_owned()))
}

/// Whether a consumer reads every live major.
fn reads_all(plan: &Plan<'_>, consumed: &Consumption) -> bool {
    plan.catalog.event(consumed.event).is_some_and(|event| event.majors().len() == consumed.majors.len())
}

fn publication(plan: &Plan<'_>, id: EventId, methods: &mut Scope) -> Option<Publication> {
    let event = plan.catalog.event(id)?;
    let payload = match plan.majors_trait(id) {
        Some(name) => format!("impl {name}"),
        None => newest_of(plan, id)?.1,
    };
    let mut docs = vec![format!("Publishes `{}`:", event.key.value)];
    docs.extend(docs::paragraph(&event.summary));
    let before = format!("pub fn {}(", ident::field_name(methods, &event.key.value));
    let parameters = ["&self".to_owned(), "context: &Context".to_owned(), format!("payload: &{payload}")];
    let signature = fitted(4, &before, &parameters, ",", ") -> Result<T::Output<'_>, EncodeError> {");
    Some(Publication { docs, signature })
}

fn handler(
    plan: &Plan<'_>,
    service: &Service,
    consumed: &Consumption,
    methods: &mut Scope,
    enums: &mut Vec<String>,
) -> Option<Handler> {
    let event = plan.catalog.event(consumed.event)?;
    let types: Vec<(u32, String)> = consumed
        .majors
        .iter()
        .filter_map(|&major| Some((major, plan.newest(consumed.event, major)?.to_owned())))
        .collect();
    let payload = match types.as_slice() {
        [(_, only)] => only.clone(),
        [..] if reads_all(plan, consumed) => plan.majors_name(consumed.event)?.to_owned(),
        [..] => {
            // Some of the majors, but several: an enum of the service's own.
            let words = [
                names::event_words(plan.catalog, consumed.event),
                vec!["for".to_owned()],
                names::words(&service.name.value),
            ];
            let name = names::pascal(&words.concat());
            enums.push(majors_enum(plan, consumed.event, &name, &consumed.majors, false));
            name
        }
    };
    let method = ident::field_name(methods, &format!("on {}", event.key.value));
    let parameters = ["&self".to_owned(), format!("event: Envelope<{payload}>")];
    Some(Handler {
        key: event.key.value.clone(),
        docs: docs::paragraph(&event.summary),
        signature: fitted(4, &format!("fn {method}("), &parameters, ",", ") -> Self::Output<'_>;"),
        majors: types,
        constant: plan.key(consumed.event).to_owned(),
        method,
        payload,
    })
}
