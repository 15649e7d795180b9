//! Nobody reads what should be gone.

use std::collections::HashSet;

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::{Event, EventVersion, Service, ServiceId};
use countersign_model::shape::Deprecation;
use countersign_model::source::Spanned;

use crate::check::support::fields::follow;
use crate::check::support::signatures::observers;
use crate::check::support::text::list;
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0505", "sunset-passed"),
    summary: "No service reads a version or a field whose sunset has passed, and no sunset lies before its deprecation.",
    explanation: r#"`deprecated` is an announcement with a date: from `sunset` on, the version may be gone. On that day either the version leaves the catalog or someone has to say that it stays. A version that outlives its sunset while services still read it is a promise about to be broken without notice.

```yaml
versions:
  "1.0":
    deprecated: { since: 2026-01-15, sunset: 2026-06-30, use: "2.0" }
```
```text
error[CS0505]: the sunset of `order.created` 1.0 was 2026-06-30, and `inventory` still reads it
```

A service reads a version if its `versions` name the major, or name none. It reads a field with `x-deprecated` if its `reads` name the field. Observers do not count: they record whatever comes.

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
    for service in &context.catalog.services {
        for subscription in &service.consumes {
            for reads in &subscription.reads {
                let event = reads.id.and_then(|id| context.catalog.event(id));
                let fields =
                    event.into_iter().flat_map(|event| reads.fields.iter().map(move |field| (event, field)));
                found.extend(
                    fields.filter_map(|(event, field)| overdue_field(context, service, event, field)),
                );
            }
        }
    }
}

/// A field past its sunset that a service says it reads. The newest version that has it decides.
fn overdue_field(
    context: &Context<'_>,
    service: &Service,
    event: &Event,
    path: &Spanned<String>,
) -> Option<Diagnostic> {
    let roots = event.versions.iter().rev().filter_map(|version| version.payload);
    let field = roots.flat_map(|root| follow(context.catalog, root, &path.value)).next().flatten()?;
    let deprecation = field.docs.deprecated.as_ref()?;
    let sunset = deprecation.sunset.as_deref().filter(|sunset| *sunset <= context.today)?;
    let (key, name) = (&event.key.value, &service.name.value);
    let message =
        format!("the sunset of `{}` in `{key}` was {sunset}, and `{name}` still reads it", path.value);
    let instead = deprecation.use_instead.as_ref();
    Some(
        RULE.id
            .at(path.span, message)
            .label(format!("`{name}` reads it"))
            .also(deprecation.span.unwrap_or(field.span), "the sunset has passed")
            .help(instead.map_or_else(
                || "drop it from `reads`, or agree on a later `sunset`".to_owned(),
                |instead| format!("read `{instead}` in its place, or agree on a later `sunset`"),
            ))
            .event(key)
            .service(name),
    )
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
    let (read, them) = if readers.len() == 1 { ("reads", "it") } else { ("read", "them") };
    let newer = event.majors().last().map(|(major, _)| *major).filter(|newest| *newest > number.major);
    let mut help = newer.map_or_else(
        || format!("remove version {number}, or agree on a later `sunset`"),
        |major| {
            format!("let {them} read `versions: [{major}]` and remove {number}, or agree on a later `sunset`")
        },
    );
    if let Some(instead) = &deprecation.use_instead {
        help.extend(["; `", instead, "` is to be used in its place"]);
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
