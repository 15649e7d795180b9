//! Observers take in everything.

use countersign_model::diagnostic::{Diagnostic, RuleId};

use crate::check::support::signatures::intake;
use crate::check::support::text::list;
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0408", "observer-incomplete"),
    summary: "A service in `observers` takes in every event.",
    explanation: r#"`observers` of the catalog file is a promise made once for all events: this service consumes everything, so no event has to list it. If its bindings let only a part in, events go unrecorded, and no event's page shows the gap.

```yaml
# catalog.yaml
observers: [audit]
# services/audit.yaml
consumes: ["*"]               # exactly one word: no key at all
```
```text
error[CS0408]: the observer `audit` takes in 0 of 114 events
```

**To mend it**, bind `#` in the service's file, or take the service out of `observers` and list it on the events that it reads.
"#,
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let intake = intake(context.catalog);
    let all = context.catalog.events.len();
    for observer in &context.catalog.observers {
        let taken = intake.get(&observer.value).copied().unwrap_or(0);
        let Some(service) = context.catalog.service(observer.value).filter(|_| taken < all) else { continue };
        let name = &service.name.value;
        let missed =
            context.catalog.events.iter().filter(|event| {
                event.subscribers.iter().all(|subscriber| subscriber.service != observer.value)
            });
        let missed = list(missed.map(|event| event.key.value.as_str()));
        let (place, words) = match service.consumes.first() {
            Some(first) => (first.pattern.span, format!("lets in {taken} of {all}")),
            None => (service.name.span, format!("`{name}` consumes nothing")),
        };
        let path = context.path(service.name.span);
        found.push(
            RULE.id
                .at(observer.span, format!("the observer `{name}` takes in {taken} of {all} events"))
                .label(format!("misses {missed}"))
                .also(place, words)
                .help(format!("bind `#` in {path}, or take `{name}` out of `observers`"))
                .service(name),
        );
    }
}
