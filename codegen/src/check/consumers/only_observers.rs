//! Events that only observers consume.

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::Consumers;

use crate::check::support::signatures::{list_span, observers};
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::note("CS0407", "only-observers"),
    summary: "An event has a consumer besides those that observe everything.",
    explanation: r"Nobody acts on this event: its `consumers` are empty, and no service but the observers takes it in. That can be right, for a record that is kept for the audit. It can also mean that the consumer which needs it was forgotten on both sides at once, which no other rule can see. So this is a note, and never fails a check.

```yaml
# catalog.yaml
observers: [audit]
# events
events:
  pricing.promotion.deactivated:
    consumers: []
```
```text
note[CS0407]: nobody but the observers consumes `pricing.promotion.deactivated`
```

**To act on it**, ask who should know when this happens, and list them; or leave it as it is.
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if context.is_partial() {
        return;
    }
    let observers = observers(context.catalog);
    for event in &context.catalog.events {
        let Consumers::Named { names, .. } = &event.consumers else { continue };
        // A name that is no service is reported as such.
        let listed = names.iter().any(|name| name.id.is_none_or(|id| !observers.contains(&id)));
        let read = event.subscribers.iter().any(|subscriber| !observers.contains(&subscriber.service));
        if listed || read {
            continue;
        }
        let key = &event.key.value;
        let message = if event.subscribers.is_empty() {
            format!("nobody consumes `{key}`")
        } else {
            format!("nobody but the observers consumes `{key}`")
        };
        found.push(
            RULE.id
                .at(event.key.span, message)
                .also(list_span(event), "no service that acts on it")
                .help("list the services that should know, or leave it if it is only for the record")
                .event(key),
        );
    }
}
