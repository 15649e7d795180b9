//! Keys of the language.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::UNKNOWN_KEY,
    summary: "Every key is one that the catalog language has at that place.",
    explanation: r"A key that nobody reads looks like a setting. `consume: [order.created]` would be a service that consumes nothing, and its file would look right.

```yaml
service: inventory
consume: [order.created]
```
```text
error[CS0006]: a service has no key `consume`
  help: did you mean `consumes`?
```

**To mend it**, correct the key. What is meant for people goes into `description` or into a comment.
",
    run: None,
};
