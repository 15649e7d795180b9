//! Consumers read a major that is published.

use std::collections::{HashMap, HashSet};

use countersign_model::diagnostic::{Diagnostic, RuleId};

use crate::check::support::text::list;
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0503", "unread-major"),
    summary: "A consumer reads at least one live major of each event it takes in, and names no major that is not live.",
    explanation: r#"A consumer that says `versions: [1]` has code for major 1 only. If the event is published as 2.0 by now, every message that arrives is one the consumer cannot read; it goes to the dead-letter queue, one by one.

The other way round, a major in `versions` that no event behind the pattern has is a plan or a leftover, and reads as if the service were further than it is.

```yaml
# events
events:
  order.created:
    versions:
      "2.0": { ... }
# services/inventory.yaml
consumes:
  - pattern: order.created
    versions: [1]
```
```text
error[CS0503]: `inventory` reads major 1 of `order.created`, which has only major 2
```

**To mend it**, teach the consumer the live major and say so in `versions`, or leave `versions` out, which means every live one.
"#,
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut live: HashMap<(usize, usize), HashSet<u32>> = HashMap::new();
    let mut reported: HashSet<(usize, usize)> = HashSet::new();
    for event in &context.catalog.events {
        let majors = event.majors();
        for subscriber in &event.subscribers {
            let Some(service) = context.catalog.service(subscriber.service) else { continue };
            let mut named = Vec::new();
            let mut all = false;
            for &at in &subscriber.subscriptions {
                let Some(subscription) = service.consumes.get(at) else { continue };
                let Some(chosen) = &subscription.majors else {
                    all = true;
                    continue;
                };
                let behind = live.entry((subscriber.service.index(), at)).or_default();
                behind.extend(majors.iter().map(|(major, _)| *major));
                named.extend(chosen.iter().map(|major| (at, subscription, major)));
            }
            let reads =
                all || named.iter().any(|(_, _, major)| majors.iter().any(|(live, _)| *live == major.value));
            if reads || majors.is_empty() {
                continue;
            }
            let first = subscriber.subscriptions.first().and_then(|at| service.consumes.get(*at));
            let Some(first) = named.first().map(|(_, subscription, _)| *subscription).or(first) else {
                continue;
            };
            let (key, name) = (&event.key.value, &service.name.value);
            let place = named.first().map_or(first.pattern.span, |(_, _, major)| major.span);
            let read = if named.is_empty() {
                "no major".to_owned()
            } else {
                majors_in_words(named.iter().map(|(_, _, major)| major.value))
            };
            let published = majors_in_words(majors.iter().map(|(major, _)| *major));
            let newest = event.versions.last().map_or(event.key.span, |version| version.version.span);
            found.push(
                RULE.id
                    .at(place, format!("`{name}` reads {read} of `{key}`, which has only {published}"))
                    .label("is not published")
                    .also(newest, "the newest version")
                    .help(format!(
                        "read {published} and say so here, or leave `versions` out for every live one"
                    ))
                    .event(key)
                    .service(name)
                    .pattern(first.pattern.value.as_str()),
            );
            reported.extend(named.iter().map(|(at, _, _)| (subscriber.service.index(), *at)));
        }
    }
    for ((service, at), behind) in sorted(live) {
        let Some(service_at) = context.catalog.services.get(service) else { continue };
        let Some(subscription) = service_at.consumes.get(at).filter(|_| !reported.contains(&(service, at)))
        else {
            continue;
        };
        for major in subscription.majors.iter().flatten().filter(|major| !behind.contains(&major.value)) {
            let (name, pattern) = (&service_at.name.value, &subscription.pattern.value);
            let mut live: Vec<u32> = behind.iter().copied().collect();
            live.sort_unstable();
            found.push(
                RULE.id
                    .at(
                        major.span,
                        format!("`{name}` reads major {} of `{pattern}`, which is not live", major.value),
                    )
                    .label("no event has it")
                    .also(subscription.pattern.span, format!("behind this are {}", majors_in_words(live)))
                    .help(format!("drop {} from `versions`, or add the version", major.value))
                    .service(name)
                    .pattern(pattern.as_str()),
            );
        }
    }
}

fn sorted(map: HashMap<(usize, usize), HashSet<u32>>) -> Vec<((usize, usize), HashSet<u32>)> {
    let mut list: Vec<_> = map.into_iter().collect();
    list.sort_by_key(|(place, _)| *place);
    list
}

/// "major 1", "majors `1` and `2`".
fn majors_in_words(majors: impl IntoIterator<Item = u32>) -> String {
    let mut majors: Vec<u32> = majors.into_iter().collect();
    majors.dedup();
    match majors.as_slice() {
        [only] => format!("major {only}"),
        several => {
            let names: Vec<String> = several.iter().map(u32::to_string).collect();
            format!("majors {}", list(names.iter().map(String::as_str)))
        }
    }
}
