//! The envelope has a field for each role that the generated code needs.

use std::collections::HashMap;

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::{EnvelopeField, Role};

use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0214", "envelope-roles"),
    summary: "The envelope has one field for each of the roles `id`, `key`, `version`, `time` and `payload`, and none twice.",
    explanation: r"Generated code finds its way through a message by the roles of the envelope's fields: `key` and `version` choose the type, `payload` holds the data, `id` is what deduplication goes by, `time` says when it happened. Without one of them a message cannot be read; with two of one, there is no saying which is true. `correlation` and `publisher` are optional.

```yaml
envelope:
  fields:
    event: { role: key }
    version: { role: version }
    timestamp: { role: time }
    data: { role: payload }
```
```text
error[CS0214]: the envelope has no field with the role `id`
```

**To mend it**, give the field its role:

```yaml
    event_id: { role: id, schema: { type: string } }
```
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let envelope = &context.catalog.envelope;
    let mut first: HashMap<Role, &EnvelopeField> = HashMap::new();
    for field in &envelope.fields {
        let Some(role) = field.role else { continue };
        let other = *first.entry(role).or_insert(field);
        if !std::ptr::eq(other, field) {
            let word = role.as_str();
            let (a, b) = (&other.name.value, &field.name.value);
            found.push(
                RULE.id
                    .at(field.name.span, format!("`{a}` and `{b}` both have the role `{word}`"))
                    .label(format!("`{word}` again"))
                    .also(other.name.span, format!("`{word}` is here already"))
                    .help("a role belongs to one field; drop it from the other"),
            );
        }
    }
    for role in Role::ALL.into_iter().filter(|role| role.is_needed() && !first.contains_key(role)) {
        let word = role.as_str();
        let place = envelope.fields.first().map_or(envelope.span, |field| field.name.span);
        // Names that people use for the role.
        let usual: &[&str] = match role {
            Role::Id => &["id", "event_id", "message_id"],
            Role::Key => &["event", "key", "type", "event_type", "routing_key"],
            Role::Version => &["version", "event_version"],
            Role::Time => &["timestamp", "time", "occurred_at"],
            Role::Payload => &["data", "payload"],
            Role::Correlation | Role::Publisher => &[],
        };
        let field = envelope
            .fields
            .iter()
            .find(|field| field.role.is_none() && usual.contains(&field.name.value.as_str()));
        let message = format!("the envelope has no field with the role `{word}`");
        found.push(match field {
            Some(field) => RULE
                .id
                .at(field.name.span, message)
                .label("is it this one?")
                .help(format!("write `{}: {{ role: {word} }}`", field.name.value)),
            None => {
                let name = usual.first().copied().unwrap_or(word);
                RULE.id
                    .at(place, message)
                    .help(format!("add `{name}: {{ role: {word} }}` to `envelope.fields`"))
            }
        });
    }
}
