//! Nesting that can be followed.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::TOO_DEEP,
    summary: "Nothing is nested more deeply than can be read.",
    explanation: r"Deep nesting exhausts the memory of whatever reads it: this tool, the generated code, and the broker's consumers. No payload that people work with comes near the limit.

```yaml
payload: { properties: { a: { properties: { b: { properties: { ... } } } } } }
```
```text
error[CS0015]: this is nested more than 64 levels deep
```

**To mend it**, give inner objects names in a types file and refer to them.
",
    run: None,
};
