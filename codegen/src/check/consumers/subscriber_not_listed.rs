//! A service that binds an event's key is among the event's consumers.

use countersign_model::diagnostic::{Diagnostic, RuleId};

use crate::check::support::signatures::{list_span, unlisted};
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0402", "subscriber-not-listed"),
    summary: "An event lists every service that binds its key.",
    explanation: r"A service binds a key, and the event does not know. When the event is to change, its owner asks the consumers it lists; this one is not asked, and breaks.

```yaml
# events
events:
  order.created:
    consumers: [reports]
# services/inventory.yaml
consumes: [order.created]
```
```text
error[CS0402]: `inventory` subscribes to `order.created`, which does not list it
```

There is one finding for each event and service. Where a service takes an event in through a wildcard pattern only, the finding is `CS0406`. Services in `observers` need not be listed.

**To mend it**, add the service to the event's `consumers`, or drop the binding.
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for unlisted in unlisted(context.catalog, true) {
        let (key, name) = (&unlisted.event.key.value, &unlisted.service.name.value);
        let pattern = &unlisted.subscription.pattern;
        let path = context.path(pattern.span);
        found.push(
            RULE.id
                .at(pattern.span, format!("`{name}` subscribes to `{key}`, which does not list it"))
                .label(format!("`{name}` consumes it"))
                .also(list_span(unlisted.event), format!("`{name}` is not listed"))
                .help(format!(
                    "add `{name}` to `consumers` of `{key}`, or drop the binding `{key}` in {path}"
                ))
                .event(key)
                .service(name)
                .pattern(pattern.value.as_str()),
        );
    }
}
