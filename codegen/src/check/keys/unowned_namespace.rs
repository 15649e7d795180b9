//! The namespace of every key belongs to a service.

use countersign_model::diagnostic::{Diagnostic, RuleId};

use crate::check::support::keyspace::{namespace_at, owners};
use crate::check::support::nearest::Nearest;
use crate::check::support::text::{list, word_span};
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0104", "unowned-namespace"),
    summary: "The namespace of every routing key belongs to a service of the catalog.",
    explanation: r"The word of a key that stands for `{service}` says whose event it is: whom to ask, who may change it, and what a publisher's broker permissions are made of. An event in a namespace that nobody owns has no such person, and nobody can be allowed to publish it.

```yaml
events:
  ordr.item.added:      # no service owns `ordr`
```
```text
error[CS0104]: no service owns the namespace `ordr` of `ordr.item.added`
```

**To mend it**, correct the word, add the service that publishes the event, or give an existing service that `namespace` in its file. A service owns the namespace of its own name unless its file says otherwise; services outside the system (`external: true`) own none.
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if context.is_partial() {
        return;
    }
    let owners = owners(context.catalog);
    let names = Nearest::new(owners.keys().copied());
    for event in &context.catalog.events {
        let key = event.key.value.as_str();
        let Some(at) = namespace_at(&context.catalog.keys, key) else { continue };
        let Some(namespace) = key.split('.').nth(at).filter(|word| !word.is_empty()) else { continue };
        if owners.contains_key(namespace) {
            continue;
        }
        let help = names.to(namespace).map_or_else(
            || {
                let mut known: Vec<&str> = owners.keys().copied().collect();
                known.sort_unstable();
                format!("add a service with the namespace `{namespace}`; there are {}", list(known))
            },
            |near| format!("did you mean `{near}`?"),
        );
        found.push(
            RULE.id
                .at(
                    word_span(context.sources, key, event.key.span, at),
                    format!("no service owns the namespace `{namespace}` of `{key}`"),
                )
                .label("nobody's namespace")
                .help(help)
                .event(key),
        );
    }
}
