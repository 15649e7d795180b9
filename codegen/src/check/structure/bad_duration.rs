//! Durations with a unit.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::BAD_DURATION,
    summary: "Every duration is a whole number with a unit.",
    explanation: r"A number without a unit is read as seconds by one person and as milliseconds by the broker.

```yaml
delivery:
  message_ttl: 86400
```
```text
error[CS0010]: `86400` is not a duration
```

**To mend it**, write a whole number and one of `ms`, `s`, `m`, `h`, `d`: `24h`. For one and a half seconds write `1500ms`.
",
    run: None,
};
