//! Versions are MAJOR.MINOR.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::BAD_VERSION,
    summary: "Every version is `MAJOR.MINOR`, and a consumer lists majors.",
    explanation: r#"A version is two counters: a major for changes that break readers, a minor for additions. A third number, a `v`, or a zero in front would make two texts for one version. A consumer lists majors only, because every minor of a major can be read by the same code.

```yaml
versions:
  "1.0.0":
    payload: { ... }
```
```text
error[CS0011]: `1.0.0` is not a version
```

**To mend it**, write `"1.0"` (the major begins at 1), and `versions: [1]` in a service.
"#,
    run: None,
};
