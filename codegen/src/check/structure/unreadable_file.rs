//! Files that can be read.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::UNREADABLE,
    summary: "Every file of the catalog can be read and is UTF-8 text of reasonable size.",
    explanation: r"What cannot be read cannot be checked, and a catalog that is checked in part would pass for whole. So a file or directory that cannot be opened, is not UTF-8, is larger than 16 MiB, or is a symbolic link that leads in a circle is an error, and the rest is read all the same.

```yaml
# services/pos.yaml, saved as Latin-1
title: Caja r\xE1pida
```
```text
error[CS0001]: `services/pos.yaml` is not UTF-8: byte 0xE1 at line 2, column 12 (byte offset 25)
```

**To mend it**, save the file as UTF-8, correct its permissions, or move what is not part of the catalog out of its directory.
",
    run: None,
};
