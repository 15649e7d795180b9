//! Payloads are objects.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::PAYLOAD_ROOT,
    summary: "The payload of every version is an object.",
    explanation: r"A payload that is a list or a bare value cannot grow: there is no place to add a field, so the first addition is a breaking change.

```yaml
payload: { type: array, items: { type: string } }
```
```text
error[CS0211]: the payload of `order.created` 1.0 is not an object
```

**To mend it**, put the value into a property: `properties: { items: { type: array, ... } }`.
",
    run: None,
};
