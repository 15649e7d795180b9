//! Keywords that every target enforces.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::OUTSIDE_PROFILE,
    summary: "Payload schemas stay inside the profile that every target enforces alike.",
    explanation: r#"A constraint is worth writing if it holds everywhere. Some keywords of JSON Schema cannot be turned into types of four languages with the same verdict on the same bytes, so the catalog refuses them instead of enforcing them here and dropping them there.

```yaml
payload:
  type: object
  patternProperties:
    "^x-": { type: string }
```
```text
error[CS0202]: `patternProperties` is outside the profile: no target can type members by the shape of their names
```

**To mend it**, follow the help: a map is `additionalProperties` with the schema of its values, alternatives are a `oneOf` of objects told apart by a `const`, and a type that may be absent is a property that is not required.
"#,
    run: None,
};
