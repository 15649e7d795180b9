//! Who publishes and who consumes what: every pattern against every key, through one trie a side.

use crate::resolved::{Publisher, Resolved, ServiceId, Subscriber};
use crate::topic::PatternTrie;

/// Fills in the publishers and subscribers of every event.
pub(super) fn fill(catalog: &mut Resolved) {
    let mut publishes: PatternTrie<(ServiceId, usize)> = PatternTrie::new();
    let mut consumes: PatternTrie<(ServiceId, usize)> = PatternTrie::new();
    for (id, service) in catalog.services() {
        for (at, pattern) in service.publishes.iter().enumerate() {
            publishes.insert(&pattern.value, (id, at));
        }
        for (at, subscription) in service.consumes.iter().enumerate() {
            consumes.insert(&subscription.pattern.value, (id, at));
        }
    }
    for event in &mut catalog.events {
        for (service, pattern) in publishes.matches(&event.key.value) {
            if event.publishers.last().is_none_or(|last| last.service != service) {
                event.publishers.push(Publisher { service, pattern });
            }
        }
        for (service, subscription) in consumes.matches(&event.key.value) {
            match event.subscribers.last_mut().filter(|last| last.service == service) {
                Some(last) => last.subscriptions.push(subscription),
                None => event.subscribers.push(Subscriber { service, subscriptions: vec![subscription] }),
            }
        }
    }
}
