//! Declared counts are the real ones.

use std::collections::HashMap;

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::ServiceId;
use countersign_model::source::Spanned;
use countersign_model::suggest::did_you_mean;

use crate::check::support::text::count;
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0701", "totals-differ"),
    summary: "The counts under `totals` are those of the catalog.",
    explanation: r"`totals` is optional. It is for systems whose documents say how many events there are: a count that is checked cannot be wrong in one place and right in another, and an event that gets lost in a merge is noticed.

```yaml
totals:
  events: 114
  services: 10
  by_service: { auth: 16 }
```
```text
error[CS0701]: `totals` says that `auth` publishes 16 events, and it publishes 18
```

`events` counts all events. `services` counts the services that are part of the system, not those with `external: true`. `by_service` counts the events that a service publishes.

**To mend it**, correct the number, or find the event that is missing or too many.
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if context.is_partial() {
        return;
    }
    let catalog = context.catalog;
    let totals = &catalog.totals;
    let mut differ = |declared: &Spanned<u32>, real: usize, noun: &str| {
        if usize::try_from(declared.value).ok() != Some(real) {
            let said = count(usize::try_from(declared.value).unwrap_or(usize::MAX), noun);
            let there = if real == 1 { "there is" } else { "there are" };
            let message = format!("`totals` says {said}, and {there} {real}");
            found.push(
                RULE.id
                    .at(declared.span, message)
                    .label(format!("counted: {real}"))
                    .help(format!("write {real}, or find the {noun} that makes the difference")),
            );
        }
    };
    if let Some(events) = &totals.events {
        differ(events, catalog.events.len(), "event");
    }
    if let Some(services) = &totals.services {
        let own = catalog.services.iter().filter(|service| !service.external).count();
        differ(services, own, "service");
    }
    let ids: HashMap<&str, ServiceId> =
        catalog.services().map(|(id, service)| (service.name.value.as_str(), id)).collect();
    let mut published: HashMap<ServiceId, usize> = HashMap::new();
    for publisher in catalog.events.iter().flat_map(|event| &event.publishers) {
        *published.entry(publisher.service).or_insert(0) += 1;
    }
    for (name, declared) in &totals.by_service {
        let Some(id) = ids.get(name.value.as_str()) else {
            let help = did_you_mean(&name.value, ids.keys().copied());
            let message = format!("`totals` counts `{}`, which is no service", name.value);
            found.push(
                RULE.id.at(name.span, message).help(help.unwrap_or_else(|| "drop the entry".to_owned())),
            );
            continue;
        };
        let real = published.get(id).copied().unwrap_or(0);
        if usize::try_from(declared.value).ok() != Some(real) {
            let said = count(usize::try_from(declared.value).unwrap_or(usize::MAX), "event");
            let message =
                format!("`totals` says that `{}` publishes {said}, and it publishes {real}", name.value);
            let service = catalog.service(*id).map_or(name.span, |service| service.name.span);
            found.push(
                RULE.id
                    .at(declared.span, message)
                    .label(format!("counted: {real}"))
                    .also(service, "the service")
                    .help(format!("write {real}, or find the event that makes the difference"))
                    .service(&name.value),
            );
        }
    }
}
