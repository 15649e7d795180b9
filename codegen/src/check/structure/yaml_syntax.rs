//! Text that is YAML.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::YAML_SYNTAX,
    summary: "Every file is well-formed YAML.",
    explanation: r"A file that is not YAML is left out of the check as a whole, so whatever it declares seems to be missing elsewhere. Mend this first.

```yaml
events:
  order.created:
    summary: Created: by a customer     # a second `: ` on the line
```
```text
error[CS0003]: this is not YAML: mapping values are not allowed in this context
```

**To mend it**, quote texts that hold `: `, ` #`, or that begin with one of the characters ``@ ` % & * ! | > { } [ ]``, and indent with blanks only.
",
    run: None,
};
