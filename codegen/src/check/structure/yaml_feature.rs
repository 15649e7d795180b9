//! YAML without its clever parts.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::YAML_FEATURE,
    summary: "Files use no anchors, aliases, tags or merge keys, and hold one document each.",
    explanation: r#"A contract should say what it says where it says it. An alias copies a payload from another place of the file, so that a change there changes events that no diff shows; a tag makes YAML readers disagree; a second document in a file is easily overlooked.

```yaml
order.created:
  payload: &order { type: object }
order.cancelled:
  payload: *order
```
```text
error[CS0004]: anchors are not part of the catalog language
```

**To mend it**, put what is shared into a file of types and refer to it: `$ref: "../types/order.yaml#/Order"`.
"#,
    run: None,
};
