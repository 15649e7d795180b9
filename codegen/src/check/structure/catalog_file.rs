//! One catalog file.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::CATALOG_FILE,
    summary: "A catalog has exactly one file that begins with `catalog:`.",
    explanation: r"The catalog file says what holds for all events: the exchange, the envelope, the form of keys. Without one there is nothing to check events against; with two, nobody knows which holds.

```yaml
# a.yaml
catalog: erp
# b.yaml
catalog: shop
```
```text
error[CS0002]: a second file declares a catalog
```

**To mend it**, keep one file with `catalog: NAME` at the top of the directory, and move another system's files to a directory of their own.
",
    run: None,
};
