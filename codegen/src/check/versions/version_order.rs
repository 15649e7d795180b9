//! Versions are written oldest first.

use countersign_model::diagnostic::{Diagnostic, RuleId};

use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0501", "version-order"),
    summary: "The versions of an event are written oldest first.",
    explanation: r#"The versions of an event are its history, and a history is read from the top. In a file where `1.10` stands above `1.2`, the next author copies the wrong payload, and a review of the difference shows a change that is none.

```yaml
events:
  order.created:
    versions:
      "2.0": { ... }
      "1.0": { ... }
```
```text
error[CS0501]: version 1.0 of `order.created` is written after 2.0
```

**To mend it**, sort the versions: the oldest first, and the newest at the end. Versions compare by number, so `1.10` comes after `1.9`.
"#,
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for event in &context.catalog.events {
        let mut written: Vec<_> = event.versions.iter().map(|version| &version.version).collect();
        written.sort_by_key(|version| version.span.start);
        let late =
            written.iter().zip(written.iter().skip(1)).find(|(before, after)| before.value > after.value);
        if let Some((before, after)) = late {
            let key = &event.key.value;
            found.push(
                RULE.id
                    .at(
                        after.span,
                        format!("version {} of `{key}` is written after {}", after.value, before.value),
                    )
                    .label("an older version")
                    .also(before.span, "a newer version stands above it")
                    .help("write the oldest version first")
                    .event(key),
            );
        }
    }
}
