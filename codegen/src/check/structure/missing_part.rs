//! Nothing that is needed is missing.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::MISSING_PART,
    summary: "Every part that the language requires is there.",
    explanation: r"Some parts have no sensible default. An event without `consumers` could mean that nobody consumes it or that nobody thought about it; the difference is the contract.

```yaml
order.created:
  summary: An order was placed.
  versions: { ... }
```
```text
error[CS0008]: the event `order.created` has no `consumers`
```

**To mend it**, add the part. If nobody consumes the event, say so: `consumers: []`.
",
    run: None,
};
