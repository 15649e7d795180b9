//! Versions are counted without gaps.

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::source::Spanned;
use countersign_model::version::Version;

use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0502", "version-gap"),
    summary: "Versions are counted without gaps: minors from 0, majors one by one.",
    explanation: r#"Every live version stays in the catalog, because there are still messages of it in queues and archives. A gap means that one was deleted, or that a number was mistyped: `1.3` after `1.1`, or a major that begins at `2.1`. A compatible change is checked against the version before it, and across a gap there is nothing to check against.

```yaml
events:
  order.created:
    versions:
      "1.0": { ... }
      "1.2": { ... }
```
```text
error[CS0502]: version 1.2 of `order.created` follows 1.0, so 1.1 is missing
```

The first major may be any, since old ones are retired as a whole.

**To mend it**, number the versions one after the other, or bring the missing one back.
"#,
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for event in &context.catalog.events {
        let key = &event.key.value;
        let mut before: Option<&Spanned<Version>> = None;
        for version in &event.versions {
            let this = &version.version;
            let (number, expected) = (this.value, next(before.map(|before| before.value), this.value));
            if number != expected {
                let message = match before {
                    Some(before) => {
                        format!(
                            "version {number} of `{key}` follows {}, so {expected} is missing",
                            before.value
                        )
                    }
                    None => format!("version {number} of `{key}` is its first, so {expected} is missing"),
                };
                let mut finding = RULE.id.at(this.span, message).label(format!("expected {expected}"));
                if let Some(before) = before {
                    finding = finding.also(before.span, "the version before it");
                }
                let help = format!("renumber it to `{expected}`, or bring {expected} back");
                found.push(finding.help(help).event(key));
            }
            before = Some(this);
        }
    }
}

/// The version that should stand where `this` does.
fn next(before: Option<Version>, this: Version) -> Version {
    match before {
        None => Version { minor: 0, ..this },
        Some(before) if before.major == this.major => {
            Version { minor: before.minor.saturating_add(1), ..this }
        }
        Some(before) => Version { major: before.major.saturating_add(1), minor: 0 },
    }
}
