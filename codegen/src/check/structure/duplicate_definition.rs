//! Each name once.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::DUPLICATE_DEFINITION,
    summary: "No service and no event is declared twice.",
    explanation: r"Files are free, so two of them can declare the same event. Each author sees a complete declaration; only one of them could hold.

```yaml
# events/order.yaml
events:
  order.created: { ... }
# events/checkout.yaml
events:
  order.created: { ... }
```
```text
error[CS0012]: the event `order.created` is declared twice
```

**To mend it**, merge the two declarations. A new payload of the same event is a new version, not a new declaration.
",
    run: None,
};
