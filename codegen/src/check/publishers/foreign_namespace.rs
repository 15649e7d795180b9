//! Services publish in their own namespace.

use std::collections::BTreeMap;

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::{Event, ServiceId};

use crate::check::support::keyspace::{namespace, owners};
use crate::check::support::text::count;
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0303", "foreign-namespace"),
    summary: "A service publishes keys of its own namespace only.",
    explanation: r"The first word of a key is a statement: `catalog.product.updated` comes from the catalog. Consumers trust it, broker permissions are made from it, and whoever owns the namespace believes to know everything that is said in it. A service that publishes in another's namespace speaks in the other's name.

```yaml
# services/pricing.yaml
service: pricing
publishes: [catalog.price.updated]
```
```text
error[CS0303]: `pricing` publishes `catalog.price.updated`, in the namespace of `catalog`
```

**To mend it**, rename the event into the publisher's namespace (`pricing.price.updated`), or let the owner publish it. A service whose keys begin with another word than its name says so with `namespace` in its file.
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let owners = owners(context.catalog);
    // One finding for each pattern and each namespace that it reaches into.
    let mut trespasses: BTreeMap<(ServiceId, usize, &str), Vec<&Event>> = BTreeMap::new();
    for event in &context.catalog.events {
        let Some(namespace) = namespace(&context.catalog.keys, &event.key.value) else { continue };
        let Some(owners) = owners.get(namespace) else { continue };
        for publisher in &event.publishers {
            if !owners.contains(&publisher.service) {
                let place = (publisher.service, publisher.pattern, namespace);
                trespasses.entry(place).or_default().push(event);
            }
        }
    }
    for ((service, pattern, namespace), events) in trespasses {
        let Some(service) = context.catalog.service(service) else { continue };
        let Some(pattern) = service.publishes.get(pattern) else { continue };
        let owner = owners.get(namespace).and_then(|ids| context.catalog.service(*ids.first()?));
        let (Some(owner), [first, rest @ ..]) = (owner, events.as_slice()) else { continue };
        let (name, key) = (&service.name.value, &first.key.value);
        let more = if rest.is_empty() {
            String::new()
        } else {
            format!(" and {}", count(rest.len(), "other event"))
        };
        let mut finding = RULE
            .id
            .at(
                pattern.span,
                format!("`{name}` publishes `{key}`{more}, in the namespace of `{}`", owner.name.value),
            )
            .label(format!("takes in keys that begin with `{namespace}`"))
            .also(first.key.span, "this event")
            .also(owner.namespace.span, format!("`{}` owns the namespace `{namespace}`", owner.name.value))
            .help(format!(
                "publish under `{}`, or leave the event to `{}`",
                service.namespace.value, owner.name.value
            ))
            .service(name)
            .pattern(pattern.value.as_str());
        if rest.is_empty() {
            finding = finding.event(key);
        }
        found.push(finding);
    }
}
