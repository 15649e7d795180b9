//! Fields that a consumer says it reads exist.

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::{Event, EventVersion, Reads, Service, Subscription};
use countersign_model::source::Spanned;
use countersign_model::suggest::did_you_mean;

use crate::check::support::fields::{Missing, follow};
use crate::check::support::nearest::Nearest;
use crate::check::support::text::list;
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0504", "reads-unknown-field"),
    summary: "Every field in `reads` exists in the majors that the consumer reads.",
    explanation: r"`reads` is how a consumer says which fields it depends on, so that a change to any other field is known not to hurt it. A name that is not in the payload protects nothing: the consumer will look for a field that never comes.

```yaml
consumes:
  - pattern: order.created
    reads:
      order.created: [order_id, items.skuu]
```
```text
error[CS0504]: `order.created` 1.0 has no `items.skuu`
```

A dot leads into a nested object, into the items of a list, and into the branches of a union (one that has the field is enough). For each major that the consumer reads, the newest version is asked: a field that a minor version added is there to be read, and absent from older messages.

`reads` also stands under a pattern that takes the event in; an entry for an event that never arrives is reported as well.

**To mend it**, correct the name, drop it, or restrict `versions` to the majors that have the field.
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut keys: Option<Nearest<'_>> = None;
    for service in &context.catalog.services {
        for (at, subscription) in service.consumes.iter().enumerate() {
            for reads in &subscription.reads {
                let event = reads.id.and_then(|id| context.catalog.event(id));
                let Some(event) = event else {
                    if context.is_partial() {
                        continue;
                    }
                    let known = keys.get_or_insert_with(|| {
                        Nearest::new(context.catalog.events.iter().map(|event| event.key.value.as_str()))
                    });
                    found.push(unknown_event(service, subscription, reads, known));
                    continue;
                };
                let taken = event.subscribers.iter().any(|subscriber| {
                    context.catalog.service(subscriber.service).is_some_and(|s| std::ptr::eq(s, service))
                        && subscriber.subscriptions.contains(&at)
                });
                if !taken {
                    found.push(not_taken_in(service, subscription, reads, event));
                    continue;
                }
                for field in &reads.fields {
                    found.extend(missing(context, service, subscription, event, field));
                }
            }
        }
    }
}

fn unknown_event(
    service: &Service,
    subscription: &Subscription,
    reads: &Reads,
    keys: &Nearest<'_>,
) -> Diagnostic {
    let help = keys.to(&reads.event.value).map_or_else(
        || "declare the event, or drop the entry".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    about(
        service,
        subscription,
        reads.event.span,
        format!("`reads` names `{}`, which is no event", reads.event.value),
    )
    .label("no event has this key")
    .help(help)
}

fn not_taken_in(service: &Service, subscription: &Subscription, reads: &Reads, event: &Event) -> Diagnostic {
    let (key, pattern) = (&event.key.value, &subscription.pattern);
    let message = format!("`reads` names `{key}`, which `{}` does not take in", pattern.value);
    about(service, subscription, reads.event.span, message)
        .label("never arrives through this pattern")
        .also(pattern.span, "the pattern")
        .help(format!("move the entry to a pattern that takes in `{key}`, or drop it"))
        .event(key)
}

fn about(
    service: &Service,
    subscription: &Subscription,
    span: countersign_model::source::Span,
    message: String,
) -> Diagnostic {
    RULE.id.at(span, message).service(&service.name.value).pattern(subscription.pattern.value.as_str())
}

/// A field that the newest version of a major lacks.
fn missing(
    context: &Context<'_>,
    service: &Service,
    subscription: &Subscription,
    event: &Event,
    field: &Spanned<String>,
) -> Option<Diagnostic> {
    let read = |major: u32| {
        subscription.majors.as_ref().is_none_or(|majors| majors.iter().any(|chosen| chosen.value == major))
    };
    let lacking: Vec<(&EventVersion, Missing<'_>)> = event
        .majors()
        .into_iter()
        .filter(|(major, _)| read(*major))
        .filter_map(|(_, at)| {
            let version = event.versions.get(at)?;
            let missing = follow(context.catalog, version.payload?, &field.value).err()?;
            Some((version, missing))
        })
        .collect();
    let (_, first) = lacking.first()?;
    let (key, path) = (&event.key.value, &field.value);
    let versions: Vec<String> =
        lacking.iter().map(|(version, _)| version.version.value.to_string()).collect();
    let help = did_you_mean(&first.word, first.known.iter().copied()).unwrap_or_else(|| {
        let place = if first.before.is_empty() { "the payload" } else { first.before.as_str() };
        match first.known.as_slice() {
            [] => format!("`{place}` has no fields of its own"),
            known => format!("{place} has {}", list(known.iter().copied())),
        }
    });
    let mut finding = about(
        service,
        subscription,
        field.span,
        format!("`{key}` {} has no `{path}`", versions.join(" and ")),
    )
    .label(format!("`{}` reads it", service.name.value))
    .help(help)
    .event(key);
    for (version, _) in &lacking {
        finding = finding.also(version.version.span, "not in this version");
    }
    Some(finding)
}
