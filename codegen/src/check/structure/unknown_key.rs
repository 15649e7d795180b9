//! Keys of the language.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::UNKNOWN_KEY,
    summary: "Every key is one that the catalog language has at that place.",
    explanation: r##"A key that nobody reads looks like a setting. `consumer: [inventory]` would declare an event without consumers, and the file would look right.

```yaml
order.created:
  summary: An order was placed.
  consumer: [inventory]
```
```text
error[CS0006]: the event `order.created` has no key `consumer`
  help: did you mean `consumers`?
```

**To mend it**, correct the key. What is meant for people goes into `description` or into a comment.
"##,
    run: None,
};
