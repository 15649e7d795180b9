//! Nobody reads what should be gone.

use std::collections::HashSet;

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::{Event, EventVersion, ServiceId};
use countersign_model::shape::Deprecation;

use crate::check::support::signatures::observers;
use crate::check::support::text::list;
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0505", "sunset-passed"),
    summary: "No service reads a version whose sunset has passed, and no sunset lies before its deprecation.",
    explanation: r#"`deprecated` is an announcement with a date: from `sunset` on, the version may be gone. On that day either the version leaves the catalog or someone has to say that it stays. A version that outlives its sunset while services still read it is a promise about to be broken without notice.

```yaml
versions:
  "1.0":
    deprecated: { since: 2026-01-15, sunset: 2026-06-30, use: "2.0" }
```
```text
error[CS0505]: the sunset of `order.created` 1.0 was 2026-06-30, and `inventory` and `reports` still read it
```

A service reads a version if its `versions` name the major, or name none. Observers do not count: they record whatever comes.

**To mend it**, let the services read the newer major only (`versions: [2]`) and remove the version, or agree on a later `sunset`.
"#,
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let observers = observers(context.catalog);
    for event in &context.catalog.events {
        for version in &event.versions {
            if let Some(deprecation) = &version.deprecated {
                found.extend(backwards(event, version, deprecation));
                found.extend(overdue(context, &observers, event, version, deprecation));
            }
        }
    }
}

/// A sunset before the deprecation. Dates in RFC 3339 compare as texts.
fn backwards(event: &Event, version: &EventVersion, deprecation: &Deprecation) -> Option<Diagnostic> {
    let (since, sunset) = (deprecation.since.as_ref()?, deprecation.sunset.as_ref()?);
    let (key, number) = (&event.key.value, version.version.value);
    (sunset < since).then(|| {
        RULE.id
            .at(
                deprecation.span.unwrap_or(version.version.span),
                format!("the sunset of `{key}` {number}, {sunset}, is before its deprecation on {since}"),
            )
            .help("give a `sunset` after `since`")
            .event(key)
    })
}

fn overdue(
    context: &Context<'_>,
    observers: &HashSet<ServiceId>,
    event: &Event,
    version: &EventVersion,
    deprecation: &Deprecation,
) -> Option<Diagnostic> {
    let sunset = deprecation.sunset.as_deref().filter(|sunset| *sunset <= context.today)?;
    let number = version.version.value;
    let readers: Vec<_> = event
        .subscribers
        .iter()
        .filter(|subscriber| !observers.contains(&subscriber.service))
        .filter(|subscriber| context.catalog.majors_read(event, subscriber).contains(&number.major))
        .filter_map(|subscriber| {
            let service = context.catalog.service(subscriber.service)?;
            let subscription = service.consumes.get(*subscriber.subscriptions.first()?)?;
            Some((service, subscription))
        })
        .collect();
    if readers.is_empty() {
        return None;
    }
    let key = &event.key.value;
    let names = list(readers.iter().map(|(service, _)| service.name.value.as_str()));
    let read = if readers.len() == 1 { "reads" } else { "read" };
    let newer = event.majors().last().map(|(major, _)| *major).filter(|newest| *newest > number.major);
    let mut help = newer.map_or_else(
        || format!("remove version {number}, or agree on a later `sunset`"),
        |major| {
            format!("let them read `versions: [{major}]` and remove {number}, or agree on a later `sunset`")
        },
    );
    if let Some(instead) = &deprecation.use_instead {
        help.push_str(&format!("; it names `{instead}` in its place"));
    }
    let mut finding = RULE
        .id
        .at(
            deprecation.span.unwrap_or(version.version.span),
            format!("the sunset of `{key}` {number} was {sunset}, and {names} still {read} it"),
        )
        .label("the sunset has passed")
        .help(help)
        .event(key);
    if let [(service, _)] = readers.as_slice() {
        finding = finding.service(&service.name.value);
    }
    for (service, subscription) in &readers {
        finding = finding.also(subscription.pattern.span, format!("`{}` reads it", service.name.value));
    }
    Some(finding)
}
