//! Keywords with values they can have.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::KEYWORD_VALUE,
    summary: "Every keyword has a value that it can have.",
    explanation: r"A keyword with a value of the wrong kind constrains nothing, or makes validators refuse the whole schema at run time.

```yaml
sku: { type: string, minLength: -1 }
```
```text
error[CS0203]: `minLength` must be a whole number from 0, this is `-1`
```

**To mend it**, write a value of the kind that the message names.
",
    run: None,
};
