//! Retries and the time a message may live work together.

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::{Backoff, Retry};
use countersign_model::source::Spanned;

use crate::check::support::dues::{self, Dues, longest, total};
use crate::check::support::text::count;
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0604", "retry-ttl"),
    summary: "All retries of a message fit into the time it may live, and the retry settings do what they say.",
    explanation: r"A message that waits for its next try is still a message in a queue, and its time runs. If the waits together are longer than `message_ttl`, the last tries never happen: the message expires and is dead-lettered while everyone believes that it is being tried again.

```yaml
delivery:
  message_ttl: 5s
  retry: { attempts: 3, backoff: exponential, initial: 1s, factor: 2 }    # waits 1s, 2s, 4s
```
```text
error[CS0604]: 3 retries wait 7s in all, and a message lives only 5s
```

Settings that contradict themselves are reported too: exponential backoff with a factor of 1 (which is fixed) or 0, a `max` below `initial`, and a retry with 0 attempts in the catalog file. In a service's file, `attempts: 0` turns the catalog's retry off.

**To mend it**, give the message more time, retry less often, or put a limit on the waits with `max`.
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for dues in
        dues::all(context.catalog, |delivery| delivery.retry.is_some() || delivery.message_ttl.is_some())
    {
        let Some(retry) = dues.retry else { continue };
        let own = dues.service.is_none_or(|service| service.delivery.retry.is_some());
        let mut new: Vec<Diagnostic> = if own { contradictions(&dues, retry) } else { Vec::new() };
        new.extend(too_long(&dues, retry));
        found.extend(new.into_iter().map(|finding| match dues.service {
            Some(service) => finding.service(&service.name.value),
            None => finding,
        }));
    }
}

fn too_long(dues: &Dues<'_>, retry: &Spanned<Retry>) -> Option<Diagnostic> {
    let ttl = dues.message_ttl?;
    let (total, longest) = (total(&retry.value), longest(&retry.value));
    if total <= ttl.value {
        return None;
    }
    let attempts = usize::try_from(retry.value.attempts.value).unwrap_or(usize::MAX);
    let whose = dues.whose();
    let (retries, wait) = if attempts == 1 { ("retry", "waits") } else { ("retries", "wait") };
    let message =
        format!("{attempts} {retries}{whose} {wait} {total} in all, and a message lives only {}", ttl.value);
    let label = if longest > ttl.value {
        format!("one wait alone is {longest}")
    } else {
        format!("waits {total} in all")
    };
    Some(
        RULE.id.at(retry.span, message).label(label).also(ttl.span, "how long a message lives").help(
            format!("write `message_ttl` longer than {total}, fewer `attempts`, or a `max` for the waits"),
        ),
    )
}

fn contradictions(dues: &Dues<'_>, retry: &Spanned<Retry>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let whose = dues.whose();
    let settings = &retry.value;
    if settings.attempts.value == 0 {
        if dues.service.is_none() {
            let message = "a retry with 0 attempts retries nothing";
            found.push(
                RULE.id
                    .at(settings.attempts.span, message)
                    .help("remove `retry`, or write how many attempts"),
            );
        }
        return found;
    }
    if settings.backoff == Backoff::Exponential && settings.factor < 2 && settings.attempts.value > 1 {
        let message =
            format!("exponential backoff{whose} with a factor of {} does not grow", settings.factor);
        let help = "write `factor: 2` or more, or `backoff: fixed`";
        found.push(RULE.id.at(retry.span, message).help(help));
    }
    if let Some(max) = settings.max.as_ref().filter(|max| max.value < settings.initial.value) {
        let (initial, limit) = (settings.initial.value, max.value);
        found.push(
            RULE.id
                .at(
                    max.span,
                    format!("the longest wait{whose}, {limit}, is shorter than the first, {initial}"),
                )
                .also(settings.initial.span, "the first wait")
                .help("write a `max` that is longer than `initial`"),
        );
    }
    if settings.initial.value.millis == 0 {
        let times = count(usize::try_from(settings.attempts.value).unwrap_or(usize::MAX), "time");
        let message = format!("retries{whose} do not wait: a failing message comes back {times} at once");
        found.push(
            RULE.id
                .at(settings.initial.span, message)
                .help("write how long to wait, for example `initial: 1s`"),
        );
    }
    found
}
