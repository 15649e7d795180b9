//! A pattern takes in no event that does not list the service.

use countersign_model::diagnostic::{Diagnostic, RuleId};

use crate::check::support::signatures::{list_span, unlisted};
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0406", "wide-pattern"),
    summary: "A wildcard pattern takes in no event that does not list the service.",
    explanation: r"A wildcard is convenient today and takes in tomorrow's events as well. Each event that it lets into the queue is a message the service must handle or throw away, and one whose owner does not know that it is read.

```yaml
# services/reports.yaml
consumes: [order.#]
# events
events:
  order.payment.failed:
    consumers: [notifications]      # not reports
```
```text
error[CS0406]: `order.#` of `reports` takes in `order.payment.failed`, which does not list `reports`
```

There is one finding for each event and service; a key that the service binds as it is, is `CS0402`.

**To mend it**, add the service to the event's `consumers`, or narrow the pattern (`order.*` is keys of two words, `order.payment.*` is one family, a key without wildcards is one event). A service that is meant to see everything belongs in `observers` of the catalog file.
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for unlisted in unlisted(context.catalog, false) {
        let (key, name) = (&unlisted.event.key.value, &unlisted.service.name.value);
        let pattern = &unlisted.subscription.pattern;
        let path = context.path(pattern.span);
        found.push(
            RULE.id
                .at(
                    pattern.span,
                    format!("`{}` of `{name}` takes in `{key}`, which does not list `{name}`", pattern.value),
                )
                .label(format!("takes in `{key}`"))
                .also(list_span(unlisted.event), format!("`{name}` is not listed"))
                .help(format!(
                    "add `{name}` to `consumers` of `{key}`, or narrow the binding `{}` in {path}",
                    pattern.value
                ))
                .event(key)
                .service(name)
                .pattern(pattern.value.as_str()),
        );
    }
}
