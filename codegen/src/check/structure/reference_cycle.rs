//! References that end.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::REFERENCE_CYCLE,
    summary: "No chain of references leads back to itself without a value in between.",
    explanation: r##"A type may contain itself: a category has child categories. But a type that *is* itself says nothing about any value, and a validator that follows it never ends.

```yaml
Category: { $ref: "#/Group" }
Group: { $ref: "#/Category" }
```
```text
error[CS0014]: this reference leads back to itself and never to a schema
```

**To mend it**, let the recursion pass through a property or the items of a list.
"##,
    run: None,
};
