//! Every binding takes in an event.

use std::collections::HashSet;

use countersign_model::diagnostic::{Diagnostic, RuleId};

use crate::check::support::topics::hints;
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0404", "pattern-matches-nothing"),
    summary: "Every pattern in `consumes` takes in an event of the catalog.",
    explanation: r"A broker binds a queue to any text and says nothing about a pattern that never matches. The service starts, its queue stays empty, and the silence looks like a quiet day.

The usual cause is `*`, which is **exactly one word**: `inventory.*` takes in `inventory.counted` and never `inventory.stock.updated`. `#` is any number of words, none included: `inventory.#` takes in both, and `#` alone takes in everything. Both are wildcards only as a whole word: `ord*.created` is a literal text.

```yaml
service: reports
consumes: [inventory.*]       # inventory's keys have three words
```
```text
error[CS0404]: `inventory.*` of `reports` matches no event
  help: `*` is exactly one word, so `inventory.*` takes in only keys of 2 words; did you mean `inventory.#`, which takes in 23 events?
```

**To mend it**, write the pattern that was meant, or drop the binding.
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
        .flat_map(|event| &event.subscribers)
        .flat_map(|subscriber| subscriber.subscriptions.iter().map(|at| (subscriber.service.index(), *at)))
        .collect();
    let mut dead = Vec::new();
    for (at, service) in catalog.services.iter().enumerate() {
        for (which, subscription) in service.consumes.iter().enumerate() {
            if !used.contains(&(at, which)) {
                dead.push((service, &subscription.pattern));
            }
        }
    }
    let patterns: Vec<_> = dead.iter().map(|(_, pattern)| &pattern.value).collect();
    for ((service, pattern), hint) in dead.iter().zip(hints(catalog, &patterns)) {
        let name = &service.name.value;
        found.push(
            RULE.id
                .at(pattern.span, format!("`{}` of `{name}` matches no event", pattern.value))
                .label("matches no event")
                .help(hint.unwrap_or_else(|| "declare the event, or drop the binding".to_owned()))
                .service(name)
                .pattern(pattern.value.as_str()),
        );
    }
}
