//! No binding of a queue is covered by another.

use std::collections::HashSet;

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::{Service, Subscription};
use countersign_model::topic::{PatternTrie, PatternWord, TopicPattern};

use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::warning("CS0405", "shadowed-pattern"),
    summary: "No pattern of a service takes in only what another of its patterns takes in anyway.",
    explanation: r"A message reaches a queue once, however many of its bindings match. A binding that another one covers changes nothing today; it misleads tomorrow, when somebody removes it to stop the messages and they keep coming.

```yaml
service: reports
consumes:
  - order.#
  - order.payment.*           # part of order.#
```
```text
warning[CS0405]: `order.payment.*` of `reports` adds nothing to `order.#`
```

A pattern that names majors (`versions`) which the wider one does not is not covered. `reads` of the covered entry move to the wider one: they are by routing key and may stand there.

**To mend it**, drop the narrower pattern, or the wider one if the narrow ones are all that is needed.
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for service in &context.catalog.services {
        let mut trie = PatternTrie::new();
        for (at, subscription) in service.consumes.iter().enumerate() {
            trie.insert(&subscription.pattern.value, at);
        }
        let mut dropped = HashSet::new();
        for (at, narrow) in service.consumes.iter().enumerate() {
            // A pattern that covers this one matches every key that this one does, so also this.
            let sample = sample(&narrow.pattern.value);
            let wide = trie.matches(&sample).into_iter().find_map(|other| {
                let wide = service.consumes.get(other)?;
                let covers = other != at && !dropped.contains(&other) && covers(wide, narrow);
                covers.then_some(wide)
            });
            if let Some(wide) = wide {
                dropped.insert(at);
                found.push(finding(service, narrow, wide));
            }
        }
    }
}

/// A key that a pattern matches and that has no word in common with other keys where it can.
fn sample(pattern: &TopicPattern) -> String {
    let words = pattern.words().into_iter().map(|word| match word {
        PatternWord::Literal(text) => text,
        PatternWord::One | PatternWord::Many => "\u{1}",
    });
    words.collect::<Vec<_>>().join(".")
}

fn covers(wide: &Subscription, narrow: &Subscription) -> bool {
    let majors = match (&wide.majors, &narrow.majors) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(wide), Some(narrow)) => {
            narrow.iter().all(|major| wide.iter().any(|other| other.value == major.value))
        }
    };
    majors && wide.pattern.value.covers(&narrow.pattern.value)
}

fn finding(service: &Service, narrow: &Subscription, wide: &Subscription) -> Diagnostic {
    let name = &service.name.value;
    let (pattern, by) = (&narrow.pattern.value, &wide.pattern.value);
    let help = if narrow.reads.is_empty() {
        format!("drop `{pattern}`")
    } else {
        format!("drop `{pattern}` and put its `reads` under `{by}`")
    };
    let message = if pattern == by {
        format!("`{name}` has the pattern `{pattern}` twice")
    } else {
        format!("`{pattern}` of `{name}` adds nothing to `{by}`")
    };
    RULE.id
        .at(narrow.pattern.span, message)
        .label("already taken in")
        .also(wide.pattern.span, "by this pattern")
        .help(help)
        .service(name)
        .pattern(pattern.as_str())
}
