//! A consumer that an event lists subscribes to it.

use std::collections::HashMap;

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::{Event, Service, ServiceId, Subscription};
use countersign_model::source::Span;
use countersign_model::topic::PatternTrie;

use crate::check::support::signatures::{listed, observers, subscribed};
use crate::check::support::topics::{one_word_each, widened};
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0401", "consumer-does-not-subscribe"),
    summary: "A service that an event lists in `consumers` subscribes to the event.",
    explanation: r"The event's page says that inventory consumes it; inventory's queue has no binding that lets it in. Whoever changes the event believes that inventory will notice, and inventory never hears of it. No log shows the message that was not delivered.

```yaml
# events
events:
  order.cancelled:
    consumers: [inventory]
# services/inventory.yaml
consumes: [order.created]     # not order.cancelled
```
```text
error[CS0401]: `order.cancelled` lists `inventory`, which does not subscribe to it
```

There is one finding for each event and service. Services in `observers` are not asked here: see `countersign explain CS0408`. `consumers: all` lists every service but the publisher.

**To mend it**, bind the event in the service's `consumes`, or take the service out of the event's `consumers`. Mind that `*` is exactly one word: `order.*` takes in `order.created`, and `order.#` takes in `order.payment.failed` too.
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let observers = observers(context.catalog);
    let mut missing: Vec<(&Event, ServiceId, Span)> = Vec::new();
    for event in &context.catalog.events {
        let subscribed = subscribed(event);
        for (service, span) in listed(context.catalog, event) {
            if !subscribed.contains(&service) && !observers.contains(&service) {
                missing.push((event, service, span));
            }
        }
    }
    if missing.is_empty() {
        return;
    }
    let near = NearMisses::new(context);
    for (event, id, span) in missing {
        let Some(service) = context.catalog.service(id) else { continue };
        let (key, name) = (&event.key.value, &service.name.value);
        let path = context.path(service.name.span);
        let finding = RULE
            .id
            .at(span, format!("`{key}` lists `{name}`, which does not subscribe to it"))
            .label(format!("`{key}` says that `{name}` consumes it"))
            .event(key)
            .service(name);
        let drop = format!("drop `{name}` from `consumers` of `{key}`");
        found.push(match near.of(key, id) {
            Some(subscription) => {
                let pattern = &subscription.pattern;
                let wide = widened(&pattern.value).map_or_else(String::new, |wide| format!("`{wide}` or "));
                finding
                    .also(pattern.span, "does not take it in")
                    .help(format!(
                        "{}; write {wide}`{key}` in {path}, or {drop}",
                        one_word_each(&pattern.value)
                    ))
                    .pattern(pattern.value.as_str())
            }
            None => {
                let (place, words) = consumes(service);
                finding.also(place, words).help(format!("add `{key}` to `consumes` in {path}, or {drop}"))
            }
        });
    }
}

/// Where a service says what it consumes: the key of its list, else its name.
fn consumes(service: &Service) -> (Span, String) {
    let name = &service.name;
    match service.consumes_span {
        Some(span) if !service.consumes.is_empty() => {
            (span, format!("`consumes` of `{}` does not take it in", name.value))
        }
        _ => (name.span, format!("`{}` consumes nothing", name.value)),
    }
}

/// Patterns that would take an event in if their `*` were `#`.
struct NearMisses<'a> {
    trie: PatternTrie<(ServiceId, usize)>,
    subscriptions: HashMap<(ServiceId, usize), &'a Subscription>,
}

impl<'a> NearMisses<'a> {
    fn new(context: &Context<'a>) -> Self {
        let mut found = Self { trie: PatternTrie::new(), subscriptions: HashMap::new() };
        for (id, service) in context.catalog.services() {
            for (at, subscription) in service.consumes.iter().enumerate() {
                if let Some(wide) = widened(&subscription.pattern.value) {
                    found.trie.insert(&wide, (id, at));
                    found.subscriptions.insert((id, at), subscription);
                }
            }
        }
        found
    }

    /// The pattern of a service that nearly takes in a key.
    fn of(&self, key: &str, service: ServiceId) -> Option<&'a Subscription> {
        let near = self.trie.matches(key);
        near.iter().find(|(id, _)| *id == service).and_then(|place| self.subscriptions.get(place).copied())
    }
}
