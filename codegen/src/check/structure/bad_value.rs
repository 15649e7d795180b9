//! Values that are allowed.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::BAD_VALUE,
    summary: "Every text and number is one that its place allows.",
    explanation: r"Names, types of exchanges, dates and counts have a limited set of values. One outside it has no meaning that generated code could carry out.

```yaml
broker:
  exchange: { name: erp.events, type: topics }
```
```text
error[CS0009]: `topics` is no value of `type`
  help: did you mean `topic`?
```

**To mend it**, write one of the values that the message lists. Names are lower case: a letter, then letters, digits, `_` or `-`.
",
    run: None,
};
