//! No event has two publishers.

use countersign_model::diagnostic::{Diagnostic, RuleId};

use crate::check::support::text::list;
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0302", "several-publishers"),
    summary: "No event is published by more than one service.",
    explanation: r"An event with two publishers has two truths. Nothing says which of them a consumer heard last, both have to release a new version at once, and neither can be asked when a message is wrong.

```yaml
# services/order.yaml
publishes: [order.#]
# services/pos.yaml
publishes: [pos.#, order.created]
```
```text
error[CS0302]: `order.created` is published by `order` and `pos`
```

**To mend it**, leave the event to one service. If the other has something of its own to say, it says it in an event of its own namespace (`pos.transaction.completed`).
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for event in context.catalog.events.iter().filter(|event| event.publishers.len() > 1) {
        let key = &event.key.value;
        let publishers: Vec<_> = event
            .publishers
            .iter()
            .filter_map(|publisher| {
                let service = context.catalog.service(publisher.service)?;
                Some((service, service.publishes.get(publisher.pattern)?))
            })
            .collect();
        let names = publishers.iter().map(|(service, _)| service.name.value.as_str());
        let mut finding = RULE
            .id
            .at(event.key.span, format!("`{key}` is published by {}", list(names)))
            .label("one event, several publishers")
            .help("leave it to one service and narrow `publishes` of the others")
            .event(key);
        for (service, pattern) in &publishers {
            finding = finding.also(pattern.span, format!("`{}` publishes it here", service.name.value));
        }
        found.push(finding);
    }
}
