//! Unions that can be told apart.

use countersign_model::rules;

use crate::check::Rule;

/// The rule; checked while the catalog is read.
pub(crate) const RULE: Rule = Rule {
    id: rules::UNION_UNTAGGED,
    summary: "The branches of a `oneOf` are told apart by a required property with a `const`.",
    explanation: r#"Which branch a message belongs to must be visible in the message. If it takes trying all branches, two of them may fit, an error can only say "none of these", and typed languages have no name for the case.

```yaml
payment:
  oneOf:
    - { type: object, required: [card], properties: { card: { type: string } } }
    - { type: object, required: [iban], properties: { iban: { type: string } } }
```
```text
error[CS0210]: no required `const` property tells the branches of this union apart
```

**To mend it**, give each branch a required property with a text of its own:

```yaml
    - { type: object, required: [method, card], properties: { method: { const: card }, card: { type: string } } }
```
"#,
    run: None,
};
