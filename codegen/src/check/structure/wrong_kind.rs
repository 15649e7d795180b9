//! Values of the kind that is wanted.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::WRONG_KIND,
    summary: "Every value is a text, a list or a mapping, as its place wants.",
    explanation: r"A single text where a list is wanted might mean a list of one, or a list that lost its brackets. The language does not guess.

```yaml
order.created:
  consumers: inventory
```
```text
error[CS0007]: `consumers` must be a list of services or `all`, this is `inventory`
```

**To mend it**, write the kind that is wanted: `consumers: [inventory]`.
",
    run: None,
};
