//! Keywords of JSON Schema.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::UNKNOWN_KEYWORD,
    summary: "Every keyword of a payload schema is one of JSON Schema 2020-12.",
    explanation: r"JSON Schema ignores what it does not know. `requried: [sku]` is a valid schema that requires nothing, and no validator will ever complain. Here it is an error, because no constraint is dropped silently.

```yaml
payload:
  type: object
  requried: [sku]
```
```text
error[CS0201]: JSON Schema has no keyword `requried`
  help: did you mean `required`?
```

**To mend it**, correct the keyword. Annotations of the catalog language begin with `x-`.
",
    run: None,
};
