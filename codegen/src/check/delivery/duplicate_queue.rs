//! No two services share a queue.

use std::collections::HashMap;

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::Service;

use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0601", "duplicate-queue"),
    summary: "Every service has a queue of its own.",
    explanation: r"Two services that read one queue share its messages out between them: each message goes to one of the two, at random. Both bind what both need, each gets about half, and tests with a single service running pass.

```yaml
# services/inventory.yaml
queue: { name: erp.events }
# services/reports.yaml
queue: { name: erp.events }
```
```text
error[CS0601]: `inventory` and `reports` have the same queue `erp.events`
```

A service that names no queue has `{service}.events`. Several copies of one service do share its queue; that is what spreads the work.

**To mend it**, give each service its own `queue: { name: ... }`.
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<&str, &Service> = HashMap::new();
    for service in &context.catalog.services {
        let Some(queue) = &service.queue else { continue };
        let name = queue.name.value.as_str();
        let Some(other) = first.get(name) else {
            first.insert(name, service);
            continue;
        };
        // The queue belongs to the service that it is named after, if it is one of the two.
        let named_after = format!("{}.events", service.name.value) == name;
        let (owner, other) = if named_after { (service, *other) } else { (*other, service) };
        let (a, b) = (&owner.name.value, &other.name.value);
        let place =
            |service: &Service| service.queue.as_ref().map_or(service.name.span, |queue| queue.name.span);
        found.push(
            RULE.id
                .at(place(other), format!("`{a}` and `{b}` have the same queue `{name}`"))
                .label(format!("the queue of `{b}`"))
                .also(place(owner), format!("the queue of `{a}`"))
                .help(format!(
                    "write `queue: {{ name: {b}.events }}`: two services on one queue get half of the messages each"
                ))
                .service(b),
        );
    }
}
