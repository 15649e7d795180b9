//! References that lead somewhere.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::UNRESOLVED_REF,
    summary: "Every `$ref` leads to a definition of the catalog.",
    explanation: r#"A reference that leads nowhere leaves a field without a type, so nothing can be enforced. References are files of this catalog only: a catalog reads nothing from the network, and means the same tomorrow.

```yaml
properties:
  variant_id: { $ref: "../types/ids.yaml#/VarientId" }
```
```text
error[CS0013]: `types/ids.yaml` has no `VarientId`
  help: did you mean `VariantId`?
```

**To mend it**, write the path relative to the file it stands in, then `#/Name`; or `#/$defs/Name` for a definition of the same payload.
"#,
    run: None,
};
