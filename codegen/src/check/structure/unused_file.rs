//! Files that take part.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::UNUSED_FILE,
    summary: "Every file declares something or is referred to.",
    explanation: r"A file that begins with neither `catalog:`, `service:` nor `events:` holds shared types. If no `$ref` names it, it takes no part in the catalog: it is a leftover, or its first key is misspelt and a whole service is missing.

```yaml
# services/pos.yaml
servise: pos
consumes: [order.created]
```
```text
warning[CS0016]: `services/pos.yaml` declares no service and no event, and no `$ref` names it
  help: did you mean `service:`?
```

**To mend it**, correct the first key, refer to the file's types, or move it out of the catalog's directory.
",
    run: None,
};
