//! Every version has an example.

use countersign_model::diagnostic::{Diagnostic, RuleId};

use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::warning("CS0213", "no-example"),
    summary: "Every version of an event has an example of its payload.",
    explanation: r#"An example is the fastest page of documentation, the first test of every consumer, and the only part of a schema that shows what its author had in mind. It is validated, so it cannot go stale.

```yaml
versions:
  "1.0":
    payload:
      type: object
      properties: { order_id: { type: string } }
```
```text
warning[CS0213]: version 1.0 of `order.created` has no example
```

**To mend it**, add one with realistic values:

```yaml
    examples:
      - { order_id: ord_123 }
```
"#,
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for event in &context.catalog.events {
        for version in event.versions.iter().filter(|version| version.examples.is_empty()) {
            let (key, number) = (&event.key.value, version.version.value);
            found.push(
                RULE.id
                    .at(version.version.span, format!("version {number} of `{key}` has no example"))
                    .help("add `examples` with a payload as a publisher would send it")
                    .event(key),
            );
        }
    }
}
