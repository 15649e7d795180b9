//! Examples fit their schema.

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::value::Value;

use crate::check::support::document::{self, Entry};
use crate::check::support::schemas::{Faults, visit};
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0212", "example-invalid"),
    summary: "Every example fits the schema it belongs to.",
    explanation: r#"People copy examples: into tests, into documentation, into the first message they send by hand. An example that its own schema refuses teaches them the wrong contract, and means that one of the two is not what its author meant.

```yaml
payload:
  type: object
  properties:
    items:
      type: array
      items: { type: object, properties: { sku: { type: string, minLength: 1 } } }
examples:
  - { items: [{ sku: "" }] }
```
```text
error[CS0212]: an example of `order.created` 1.0 does not fit its schema: `items[0].sku` is shorter than 1 character
```

The examples of a version are validated, and so are those that stand in a schema (`examples: [...]` of a type or a property). `format` is asserted.

**To mend it**, correct the example, or the schema if the example is right.
"#,
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut subjects = Subjects::default();
    let catalog = context.catalog;
    let faults = Faults::new(context.earlier);
    for definition in &catalog.definitions {
        if definition.ty.is_none() || faults.are_in(&definition.schema) {
            continue;
        }
        let what = format!("an example of the type `{}`", definition.name.value);
        subjects.inside(&definition.schema, None, &what, None);
    }
    for event in &catalog.events {
        for version in event.versions.iter().filter(|version| version.payload.is_some()) {
            let Some(payload) = version.schema.as_ref().filter(|schema| !faults.are_in(schema)) else {
                continue;
            };
            let (key, number) = (event.key.value.as_str(), version.version.value);
            if !version.examples.is_empty() {
                let values = version.examples.iter().collect();
                let what = format!("an example of `{key}` {number}");
                subjects.add(Entry { schema: payload, root: Some(payload), values }, what, Some(key));
            }
            let what = format!("an example in the schema of `{key}` {number}");
            subjects.inside(payload, Some(payload), &what, Some(key));
        }
    }
    let outcome = document::run(context, &subjects.entries);
    for misfit in outcome.misfits {
        let Some((what, key)) = subjects.owners.get(misfit.entry) else { continue };
        let message = format!("{what} does not fit its schema: {}", misfit.message);
        let mut finding = RULE.id.at(misfit.at, message).label(misfit.label);
        if let Some(keyword) = misfit.keyword {
            finding = finding.also(keyword, "the schema says so here");
        }
        finding = finding.help("correct the example, or the schema if the example is right");
        found.push(match key {
            Some(key) => finding.event(*key),
            None => finding,
        });
    }
    // Where a schema is at fault, that has been said.
    for (at, why) in outcome.refused.into_iter().filter(|_| faults.is_empty()) {
        let (Some(entry), Some((what, key))) = (subjects.entries.get(at), subjects.owners.get(at)) else {
            continue;
        };
        let message = format!("{what} cannot be checked: the schema is refused: {why}");
        let finding = RULE.id.at(entry.schema.span, message);
        found.push(match key {
            Some(key) => finding.event(*key),
            None => finding,
        });
    }
}

/// The examples to validate, each with what it is an example of and the event it belongs to.
#[derive(Default)]
struct Subjects<'a> {
    entries: Vec<Entry<'a>>,
    owners: Vec<(String, Option<&'a str>)>,
}

impl<'a> Subjects<'a> {
    fn add(&mut self, entry: Entry<'a>, what: String, key: Option<&'a str>) {
        self.entries.push(entry);
        self.owners.push((what, key));
    }

    /// Adds the examples that stand in a schema and in the schemas inside it.
    fn inside(&mut self, schema: &'a Value, root: Option<&'a Value>, what: &str, key: Option<&'a str>) {
        visit(schema, &mut |schema| {
            let values: Vec<&Value> =
                schema.get("examples").map(Value::items).unwrap_or_default().iter().collect();
            if !values.is_empty() {
                self.add(Entry { schema, root, values }, what.to_owned(), key);
            }
        });
    }
}
