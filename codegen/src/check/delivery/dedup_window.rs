//! Consumers remember messages for as long as they may come back.

use countersign_model::diagnostic::{Diagnostic, RuleId};

use crate::check::support::dues::{self, total};
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::warning("CS0605", "dedup-window"),
    summary: "The idempotency window is at least as long as all retries of a message may take.",
    explanation: r"A consumer that has handled a message and crashes before it says so gets the message again. It knows what it has handled by the message's id, for as long as `idempotency_window` says. If a retry can come later than that, the id is forgotten by then, and the work is done twice: two reservations, two refunds.

```yaml
delivery:
  retry: { attempts: 5, backoff: exponential, initial: 1m, factor: 2 }    # waits 31m in all
  idempotency_window: 10m
```
```text
warning[CS0605]: ids are remembered for 10m, and retries may take 31m
```

**To mend it**, remember longer, or retry within the window. Allow for the time a message waits in the queue before it is first handled: a day is a good window for most systems.
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let matters = |delivery: &countersign_model::resolved::Delivery| {
        delivery.retry.is_some() || delivery.idempotency_window.is_some()
    };
    for dues in dues::all(context.catalog, matters) {
        let (Some(retry), Some(window)) = (dues.retry, dues.idempotency_window) else { continue };
        let total = total(&retry.value);
        if total <= window.value {
            continue;
        }
        let message =
            format!("ids are remembered for {}, and retries{} may take {total}", window.value, dues.whose());
        let finding = RULE
            .id
            .at(window.span, message)
            .label("forgotten after this")
            .also(retry.span, format!("waits {total} in all"))
            .help(format!("write an `idempotency_window` longer than {total}"));
        found.push(match dues.service {
            Some(service) => finding.service(&service.name.value),
            None => finding,
        });
    }
}
