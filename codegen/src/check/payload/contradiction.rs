//! Constraints that something can satisfy.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::CONTRADICTION,
    summary: "Every schema has a value that satisfies it.",
    explanation: r"A schema that no value satisfies looks strict and is a wall: every message of the event is refused by every consumer, from the first day.

```yaml
quantity: { type: integer, minimum: 10, maximum: 1 }
```
```text
error[CS0204]: no value can satisfy this: `minimum` is 10, and `maximum` is 1
```

A record that requires itself without end is the same: no finite message can have it.

**To mend it**, change one of the two constraints, or make the recursive property optional.
",
    run: None,
};
