//! There is a place for messages that cannot be handled.

use countersign_model::diagnostic::{Diagnostic, RuleId};

use crate::check::support::dues;
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0602", "dead-letter-undeclared"),
    summary: "A catalog with queues declares a dead-letter exchange.",
    explanation: r"A message that still fails after its last retry, expires, or is rejected goes to the dead-letter exchange, where somebody can look at it and send it again. Without one, the broker drops it, and nothing but a counter says that it was ever there.

```yaml
broker:
  exchange: { name: erp.events, type: topic }
delivery:
  retry: { attempts: 3, initial: 1s }
```
```text
error[CS0602]: no dead-letter exchange is declared, so what fails after 3 retries is lost
```

**To mend it**, name one:

```yaml
broker:
  exchange: { name: erp.events, type: topic }
  dead_letter_exchange: erp.dlq
```
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let catalog = context.catalog;
    if catalog.broker.dead_letter_exchange.is_some() {
        return;
    }
    let all = dues::all(catalog, |delivery| delivery.retry.is_some());
    let retry = all.iter().find_map(|dues| dues.retry);
    if retry.is_none() && catalog.services.iter().all(|service| service.queue.is_none()) {
        return;
    }
    let lost = retry.map_or_else(
        || "what cannot be handled is lost".to_owned(),
        |retry| {
            let attempts = usize::try_from(retry.value.attempts.value).unwrap_or(usize::MAX);
            match attempts {
                1 => "what fails after 1 retry is lost".to_owned(),
                attempts => format!("what fails after {attempts} retries is lost"),
            }
        },
    );
    let exchange = &catalog.broker.exchange.name;
    let mut finding = RULE
        .id
        .at(exchange.span, format!("no dead-letter exchange is declared, so {lost}"))
        .label("declared here, without `dead_letter_exchange` beside it");
    if let Some(retry) = retry {
        finding = finding.also(retry.value.attempts.span, "after this many retries");
    }
    let base = exchange.value.split('.').next().unwrap_or(&exchange.value);
    found.push(finding.help(format!("add `dead_letter_exchange: {base}.dlq` under `broker`")));
}
