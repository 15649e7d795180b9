//! Formats with a written grammar.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::UNKNOWN_FORMAT,
    summary: "Every `format` is one that is asserted.",
    explanation: r"Most JSON Schema tools treat `format` as a comment. Here a format is a grammar that every target enforces, so only formats with a written grammar are taken: `date-time`, `date`, `time`, `duration`, `uuid`, `email`, `uri`, `ipv4`, `ipv6`, `hostname`, `decimal`.

```yaml
created_at: { type: string, format: datetime }
```
```text
error[CS0208]: the profile has no format `datetime`
  help: did you mean `date-time`?
```

**To mend it**, use one of the list, or say it with `pattern`.
",
    run: None,
};
