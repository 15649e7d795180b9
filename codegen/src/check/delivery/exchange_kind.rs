//! Bindings mean on their exchange what they say.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::{Event, Exchange, ExchangeKind, Resolved, ServiceId};

use crate::check::support::text::count;
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0603", "exchange-kind"),
    summary: "Bindings suit the type of the exchange they bind to, and an exchange has one type.",
    explanation: r"Only a `topic` exchange looks at patterns. A `fanout` exchange copies every message to every bound queue, whatever the binding says: a service that binds one key gets them all. A `direct` exchange compares texts: `order.*` matches the key `order.*`, which no message has.

```yaml
# catalog.yaml
broker:
  exchange: { name: erp.events, type: direct }
# services/reports.yaml
consumes: [order.*]
```
```text
error[CS0603]: `order.*` of `reports` is a literal key on the direct exchange `erp.events`
```

An exchange that is declared in two places with two types is reported too: the broker refuses the second declaration.

**To mend it**, make the exchange `topic`. On a `fanout` exchange, bind `#` and list the service on every event; on a `direct` exchange, bind each key as it is.
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let catalog = context.catalog;
    conflicts(catalog, found);
    let mut published: HashMap<&str, usize> = HashMap::new();
    let mut taken: BTreeMap<(ServiceId, &str), (usize, usize, &Exchange)> = BTreeMap::new();
    let mut literal: BTreeMap<(ServiceId, usize), &Exchange> = BTreeMap::new();
    for event in &catalog.events {
        let exchange = exchange_of(catalog, event);
        let name = exchange.name.value.as_str();
        *published.entry(name).or_insert(0) += 1;
        for subscriber in &event.subscribers {
            let first = subscriber.subscriptions.first().copied().unwrap_or(0);
            taken.entry((subscriber.service, name)).or_insert((0, first, exchange)).0 += 1;
            if exchange.kind.value == ExchangeKind::Direct {
                for at in &subscriber.subscriptions {
                    literal.entry((subscriber.service, *at)).or_insert(exchange);
                }
            }
        }
    }
    for ((service, name), (events, first, exchange)) in taken {
        let all = published.get(name).copied().unwrap_or(0);
        if exchange.kind.value == ExchangeKind::Fanout && events < all {
            found.extend(everything(catalog, service, first, exchange, all - events));
        }
    }
    let mut seen = BTreeSet::new();
    for ((service, at), exchange) in literal {
        if seen.insert((service, at)) {
            found.extend(never(catalog, service, at, exchange));
        }
    }
}

/// Where an event is published.
fn exchange_of<'a>(catalog: &'a Resolved, event: &Event) -> &'a Exchange {
    let own = event.publisher().and_then(|id| catalog.service(id)?.exchange.as_ref());
    own.unwrap_or(&catalog.broker.exchange)
}

/// Exchanges that are declared with two types.
fn conflicts(catalog: &Resolved, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<&str, &Exchange> = HashMap::new();
    let own = catalog.services.iter().filter_map(|service| service.exchange.as_ref());
    for exchange in std::iter::once(&catalog.broker.exchange).chain(own) {
        let name = exchange.name.value.as_str();
        let other = *first.entry(name).or_insert(exchange);
        if other.kind.value != exchange.kind.value {
            let (a, b) = (exchange.kind.value.as_str(), other.kind.value.as_str());
            found.push(
                RULE.id
                    .at(exchange.kind.span, format!("the exchange `{name}` is {a} here and {b} elsewhere"))
                    .also(other.kind.span, format!("{b} here"))
                    .help("give both the same type, or the exchanges different names"),
            );
        }
    }
}

/// A queue on a fanout exchange that is not meant to get everything.
fn everything(
    catalog: &Resolved,
    service: ServiceId,
    first: usize,
    exchange: &Exchange,
    surplus: usize,
) -> Option<Diagnostic> {
    let service = catalog.service(service)?;
    let pattern = &service.consumes.get(first)?.pattern;
    let (name, on) = (&service.name.value, &exchange.name.value);
    let message = format!(
        "the fanout exchange `{on}` also sends `{name}` {} that it does not consume",
        count(surplus, "event")
    );
    let finding = RULE
        .id
        .at(pattern.span, message)
        .label("a fanout exchange does not look at this")
        .also(exchange.kind.span, "every queue gets every message")
        .help("make the exchange `topic`, or let the service consume `#`");
    Some(finding.service(name).pattern(pattern.value.as_str()))
}

/// A wildcard on a direct exchange.
fn never(catalog: &Resolved, service: ServiceId, at: usize, exchange: &Exchange) -> Option<Diagnostic> {
    let service = catalog.service(service)?;
    let pattern = &service.consumes.get(at)?.pattern;
    if pattern.value.is_literal() {
        return None;
    }
    let (name, on) = (&service.name.value, &exchange.name.value);
    let message = format!("`{}` of `{name}` is a literal key on the direct exchange `{on}`", pattern.value);
    let finding = RULE
        .id
        .at(pattern.span, message)
        .label("matches no message")
        .also(exchange.kind.span, "compares keys as texts")
        .help("make the exchange `topic`, or bind each key as it is");
    Some(finding.service(name).pattern(pattern.value.as_str()))
}
