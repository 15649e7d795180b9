//! Required properties that are declared.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::REQUIRED_UNDECLARED,
    summary: "Every name in `required` is declared in `properties`.",
    explanation: r"JSON Schema allows to require a property that is not described. It is nearly always a slip, and its cost is high: publishers emit only declared fields, so a message could never satisfy the schema.

```yaml
type: object
required: [variant_id, skuu]
properties:
  variant_id: { type: string }
  sku: { type: string }
```
```text
error[CS0205]: `skuu` is required but not declared in `properties`
  help: did you mean `sku`?
```

**To mend it**, correct the name, or declare the property.
",
    run: None,
};
