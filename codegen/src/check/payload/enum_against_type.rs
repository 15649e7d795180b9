//! Listed values of the declared type.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::ENUM_AGAINST_TYPE,
    summary: "Every value of `enum` and `const` is of the declared type.",
    explanation: r#"A listed value that the type excludes can never be sent. Often the type is what is wrong, or YAML read a text as something else: a bare `1` is a number and `null` is no text.

```yaml
priority: { type: string, enum: [low, high, 1] }
```
```text
error[CS0206]: `1` in `enum` is not of type `string`
```

**To mend it**, quote the value (`"1"`), or correct the type.
"#,
    run: None,
};
