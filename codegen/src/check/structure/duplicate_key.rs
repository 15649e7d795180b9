//! Each key once.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::DUPLICATE_KEY,
    summary: "No mapping has a key twice.",
    explanation: r"YAML readers that accept a key twice keep the last one without a word. The first one is still in the file, is still reviewed, and means nothing.

```yaml
order.created:
  consumers: [inventory]
  consumers: [reports]        # inventory is gone
```
```text
error[CS0005]: the key `consumers` stands here twice
```

**To mend it**, merge the two, or remove one.
",
    run: None,
};
