//! Consumers that an event names are services.

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::Consumers;
use countersign_model::suggest;

use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0403", "unknown-service"),
    summary: "Every name in `consumers` is a service of the catalog.",
    explanation: r#"Only a service can sign: it has a queue, an owner, and a file that says what it reads. A name that is no service is a slip, a part of a service ("the POS cache"), or a system outside the catalog that nobody has written down.

```yaml
events:
  catalog.price.updated:
    consumers: [pricng, pos-cache]
```
```text
error[CS0403]: `catalog.price.updated` lists `pricng`, which is no service
```

**To mend it**, correct the name; name the service and not its part; or declare a consumer outside the system in a file of its own:

```yaml
service: notifications
external: true
consumes: [catalog.price.updated]
```
"#,
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if context.is_partial() {
        return;
    }
    let services = &context.catalog.services;
    for event in &context.catalog.events {
        let Consumers::Named { names, .. } = &event.consumers else { continue };
        for consumer in names.iter().filter(|consumer| consumer.id.is_none()) {
            let (key, name) = (&event.key.value, &consumer.name.value);
            let known = services.iter().map(|service| service.name.value.as_str());
            let near = suggest::nearest(name, known.clone()).or_else(|| {
                // `pos-cache` is a part of `pos`.
                known.clone().find(|service| {
                    name.strip_prefix(service).is_some_and(|rest| rest.starts_with(['-', '_', '.', ' ']))
                })
            });
            let help = near.map_or_else(
                || format!("add a file with `service: {name}`, or take the name out; `external: true` makes it a consumer outside the system"),
                |near| format!("did you mean `{near}`?"),
            );
            found.push(
                RULE.id
                    .at(consumer.name.span, format!("`{key}` lists `{name}`, which is no service"))
                    .label("no service of this name")
                    .help(help)
                    .event(key)
                    .service(name),
            );
        }
    }
}
