//! Every pattern in `publishes` covers an event.

use std::collections::HashSet;

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::topic::PatternTrie;

use crate::check::support::topics::hints;
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0304", "publishes-nothing"),
    summary: "Every pattern in `publishes` covers an event of the catalog.",
    explanation: r"A pattern in `publishes` that no event matches is half a contract: either the events were never declared, so nobody can consume them, or the pattern does not say what it was meant to say. `*` is exactly one word and `#` is any number, so `inventory.*` covers `inventory.counted` but not `inventory.stock.updated`.

```yaml
service: inventory
publishes: [inventory.*]      # all its keys have three words
```
```text
error[CS0304]: `inventory` publishes `inventory.*`, which no event matches
```

**To mend it**, write the pattern that was meant (`inventory.#`, `inventory.stock.*`), declare the event, or remove the entry.
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if context.is_partial() {
        return;
    }
    let catalog = context.catalog;
    let used: HashSet<(usize, usize)> = catalog
        .events
        .iter()
        .flat_map(|event| {
            event.publishers.iter().map(|publisher| (publisher.service.index(), publisher.pattern))
        })
        .collect();
    // The model keeps one pattern for each publisher of an event; others may match it too.
    let mut others = PatternTrie::new();
    let mut idle = Vec::new();
    for (at, service) in catalog.services.iter().enumerate() {
        for (which, pattern) in service.publishes.iter().enumerate() {
            if !used.contains(&(at, which)) {
                others.insert(&pattern.value, idle.len());
                idle.push((service, pattern));
            }
        }
    }
    if idle.is_empty() {
        return;
    }
    let alive: HashSet<usize> =
        catalog.events.iter().flat_map(|event| others.matches(&event.key.value)).collect();
    let dead: Vec<_> =
        idle.into_iter().enumerate().filter(|(at, _)| !alive.contains(at)).map(|(_, entry)| entry).collect();
    let patterns: Vec<_> = dead.iter().map(|(_, pattern)| &pattern.value).collect();
    for ((service, pattern), hint) in dead.iter().zip(hints(catalog, &patterns)) {
        let name = &service.name.value;
        found.push(
            RULE.id
                .at(pattern.span, format!("`{name}` publishes `{}`, which no event matches", pattern.value))
                .label("matches no event")
                .help(hint.unwrap_or_else(|| "declare the event, or remove the entry".to_owned()))
                .service(name)
                .pattern(pattern.value.as_str()),
        );
    }
}
