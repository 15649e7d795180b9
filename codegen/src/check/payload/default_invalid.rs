//! Defaults fit the schema they stand in.

use countersign_model::diagnostic::{Diagnostic, RuleId};

use crate::check::support::document::{self, Entry};
use crate::check::support::schemas::{Faults, visit};
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0215", "default-invalid"),
    summary: "Every `default` fits the schema it stands in.",
    explanation: r#"`default` is the value that a reader may assume when a field is absent. Generated code does assume it; a default that the schema itself refuses would put a value into a type that cannot hold it.

```yaml
properties:
  currency: { type: string, pattern: "^[A-Z]{3}$", default: usd }
```
```text
error[CS0215]: the default does not fit its schema: it is `usd`, which its `pattern` does not match
```

A default never satisfies `required`, and JSON Schema tools do not check it, so nobody else will tell.

**To mend it**, correct the default or the constraint, or drop the default: absent is a value readers can handle too.
"#,
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut owners: Vec<Option<&str>> = Vec::new();
    let catalog = context.catalog;
    let faults = Faults::new(context.earlier);
    for definition in &catalog.definitions {
        if definition.ty.is_none() || faults.are_in(&definition.schema) {
            continue;
        }
        visit(&definition.schema, &mut |schema| {
            if let Some(default) = schema.get("default") {
                entries.push(Entry { schema, root: None, values: vec![default] });
                owners.push(None);
            }
        });
    }
    for event in &catalog.events {
        for version in event.versions.iter().filter(|version| version.payload.is_some()) {
            let Some(payload) = version.schema.as_ref().filter(|schema| !faults.are_in(schema)) else {
                continue;
            };
            visit(payload, &mut |schema| {
                if let Some(default) = schema.get("default") {
                    entries.push(Entry { schema, root: Some(payload), values: vec![default] });
                    owners.push(Some(&event.key.value));
                }
            });
        }
    }
    for misfit in document::run(context, &entries).misfits {
        let message = format!("the default does not fit its schema: {}", misfit.message);
        let mut finding =
            RULE.id.at(misfit.at, message).help("correct the default or the constraint, or drop the default");
        if let Some(keyword) = misfit.keyword {
            finding = finding.also(keyword, "the schema says so here");
        }
        found.push(match owners.get(misfit.entry).copied().flatten() {
            Some(key) => finding.event(key),
            None => finding,
        });
    }
}
