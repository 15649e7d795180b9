//! Every event has a publisher.

use std::collections::HashMap;

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::{Event, Service};
use countersign_model::source::Spanned;
use countersign_model::topic::{PatternTrie, TopicPattern};

use crate::check::support::keyspace::{namespace, owners};
use crate::check::support::topics::{one_word_each, widened};
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0301", "no-publisher"),
    summary: "Every event is published by a service.",
    explanation: r"An event that no service's `publishes` covers is a promise nobody made. Its consumers have handlers that will never run, and the generated publishers have no method for it.

```yaml
# events
events:
  order.payment.failed: { ... }
# services/order.yaml
publishes: [order.*]          # `*` is exactly one word: this is order.created, not order.payment.failed
```
```text
error[CS0301]: no service publishes `order.payment.failed`
```

**To mend it**, add the key, or a pattern that covers it (`order.payment.*`, `order.#`), to the `publishes` of the service that owns its namespace; or remove the event.
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let orphans: Vec<&Event> =
        context.catalog.events.iter().filter(|event| event.publishers.is_empty()).collect();
    if orphans.is_empty() || context.is_partial() {
        return;
    }
    let owners = owners(context.catalog);
    let patterns = patterns(context);
    let near = near_misses(&patterns);
    for event in orphans {
        let key = &event.key.value;
        let mut finding = RULE
            .id
            .at(event.key.span, format!("no service publishes `{key}`"))
            .label("published by nobody")
            .event(key);
        let owner = namespace(&context.catalog.keys, key)
            .and_then(|namespace| owners.get(namespace)?.first().copied())
            .and_then(|id| context.catalog.service(id));
        if let Some(owner) = owner {
            let path = context.path(owner.name.span);
            finding = finding
                .service(&owner.name.value)
                .help(format!("add `{key}` to `publishes` of `{}` in {path}", owner.name.value));
        }
        if let Some((service, pattern)) = near.matches(key).first().and_then(|at| patterns.get(at).copied()) {
            let why = one_word_each(&pattern.value);
            let wide = widened(&pattern.value).map(|wide| format!("; write `{wide}`, or add `{key}`"));
            finding = finding
                .service(&service.name.value)
                .also(pattern.span, format!("`{}` does not take it in", pattern.value))
                .help(format!("{why}{}", wide.unwrap_or_default()));
        }
        found.push(finding);
    }
}

/// Which service's which pattern.
type Place = (usize, usize);
type Pattern = Spanned<TopicPattern>;

/// The patterns by their places.
fn patterns<'a>(context: &Context<'a>) -> HashMap<Place, (&'a Service, &'a Pattern)> {
    let services = context.catalog.services.iter().enumerate();
    let all = services.flat_map(|(at, service)| {
        service.publishes.iter().enumerate().map(move |(which, pattern)| ((at, which), (service, pattern)))
    });
    all.collect()
}

/// What the patterns would take in if each `*` at an end were `#`.
fn near_misses(patterns: &HashMap<Place, (&Service, &Pattern)>) -> PatternTrie<Place> {
    let mut trie = PatternTrie::new();
    for (place, (_, pattern)) in patterns {
        if let Some(wide) = widened(&pattern.value) {
            trie.insert(&wide, *place);
        }
    }
    trie
}
