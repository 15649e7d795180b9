//! Constraints that constrain.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::KEYWORD_WITHOUT_EFFECT,
    summary: "Every constraint says something about the declared type.",
    explanation: r"`maxLength` says nothing about a number, and JSON Schema lets it stand. The author believes in a limit that does not exist; a constraint without `type` lets every value of another type pass.

```yaml
quantity: { type: integer, maxLength: 3 }
```
```text
error[CS0209]: `maxLength` says nothing about a value of type `integer`
```

**To mend it**, write the keyword for the type (`maximum: 999`), or add or correct `type`.
",
    run: None,
};
