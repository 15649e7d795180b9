//! The two signatures under an event: who it lists, and who subscribes.

use std::collections::{HashMap, HashSet};

use countersign_model::resolved::{Consumers, Event, Resolved, Service, ServiceId, Subscription};
use countersign_model::source::Span;

/// The services that consume everything.
pub(in crate::check) fn observers(catalog: &Resolved) -> HashSet<ServiceId> {
    catalog.observers.iter().map(|observer| observer.value).collect()
}

/// The services that subscribe to an event.
pub(in crate::check) fn subscribed(event: &Event) -> HashSet<ServiceId> {
    event.subscribers.iter().map(|subscriber| subscriber.service).collect()
}

/// The services that an event lists, each once, with the place of the entry.
pub(in crate::check) fn listed(catalog: &Resolved, event: &Event) -> Vec<(ServiceId, Span)> {
    match &event.consumers {
        Consumers::All(span) => {
            let publishes = |id: ServiceId| event.publishers.iter().any(|publisher| publisher.service == id);
            catalog.services().map(|(id, _)| id).filter(|id| !publishes(*id)).map(|id| (id, *span)).collect()
        }
        Consumers::Named { names, .. } => {
            let mut seen = HashSet::new();
            let known = names.iter().filter_map(|name| Some((name.id?, name.name.span)));
            known.filter(|(id, _)| seen.insert(*id)).collect()
        }
    }
}

/// Where an event lists its consumers.
pub(in crate::check) const fn list_span(event: &Event) -> Span {
    match &event.consumers {
        Consumers::All(span) | Consumers::Named { span, .. } => *span,
    }
}

/// A service that takes in an event which does not list it.
#[derive(Debug)]
pub(in crate::check) struct Unlisted<'a> {
    /// The event.
    pub(in crate::check) event: &'a Event,
    /// The service.
    pub(in crate::check) service: &'a Service,
    /// The binding that takes it in: a literal one if there is one.
    pub(in crate::check) subscription: &'a Subscription,
}

/// The services that take in an event which does not list them, through a literal binding
/// (`literal`) or through patterns only. An event for `all` lists everyone it can.
pub(in crate::check) fn unlisted(catalog: &Resolved, literal: bool) -> Vec<Unlisted<'_>> {
    let observers = observers(catalog);
    let mut found = Vec::new();
    for event in &catalog.events {
        let Consumers::Named { names, .. } = &event.consumers else { continue };
        let listed: HashSet<ServiceId> = names.iter().filter_map(|name| name.id).collect();
        for subscriber in &event.subscribers {
            if listed.contains(&subscriber.service) || observers.contains(&subscriber.service) {
                continue;
            }
            let Some(service) = catalog.service(subscriber.service) else { continue };
            let chosen = || subscriber.subscriptions.iter().filter_map(|&at| service.consumes.get(at));
            let exact = chosen().find(|subscription| subscription.pattern.value.is_literal());
            if let Some(subscription) = exact.or_else(|| chosen().next())
                && exact.is_some() == literal
            {
                found.push(Unlisted { event, service, subscription });
            }
        }
    }
    found
}

/// How many events each service subscribes to.
pub(in crate::check) fn intake(catalog: &Resolved) -> HashMap<ServiceId, usize> {
    let mut intake = HashMap::new();
    for subscriber in catalog.events.iter().flat_map(|event| &event.subscribers) {
        *intake.entry(subscriber.service).or_insert(0) += 1;
    }
    intake
}
