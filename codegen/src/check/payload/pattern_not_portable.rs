//! Patterns that mean the same everywhere.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::PATTERN,
    summary: "Every `pattern` is in the subset that all engines read alike.",
    explanation: r#"The same pattern runs in Rust, Go, JavaScript and Python. Look-around and back-references do not exist in linear-time engines; `\s` and `\b` mean different characters in different ones. A value that one service sends and another refuses is the fault nobody finds.

```yaml
code: { type: string, pattern: "^(?!TEST)[A-Z]+$" }
```
```text
error[CS0207]: look-around is outside the portable subset: RE2 engines do not have it at `(?!TEST)[A-Z`
```

**To mend it**, list the characters (`[ \t]` for `\s`), say what may stand there instead of what may not, or leave the check to the code that handles the message. Patterns are unanchored: `^` and `$` make them cover the whole text.
"#,
    run: None,
};
