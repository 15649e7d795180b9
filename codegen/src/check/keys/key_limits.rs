//! Routing keys and bindings that a broker takes and a person can read.

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::topic::MAX_KEY_BYTES;

use crate::check::support::text::word_span;
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0102", "key-limits"),
    summary: "Words of routing keys are made of `a-z`, `0-9`, `_` and `-`, and a key has at most 255 bytes.",
    explanation: r"A broker takes almost any text as a routing key, and that is the trap. `Order.created` and `order.created` are two keys, an empty word is a word, a blank at the end is invisible in every log, and a key that holds `*` cannot be bound without binding others too. A key or a binding of more than 255 bytes is no AMQP short string; brokers have been seen to accept a definitions file with one and drop it without a word.

```yaml
events:
  Order.item added:
```
```text
error[CS0102]: the word `item added` of `Order.item added` has the character ` `
```

**To mend it**, write each word in lower case, with `_` or `-` inside a word and a single dot between words: `order.item_added`.
",
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for event in &context.catalog.events {
        let (key, span) = (&event.key.value, event.key.span);
        for (at, word) in key.split('.').enumerate() {
            if let Some((message, help)) = trouble(key, word) {
                let place = word_span(context.sources, key, span, at);
                found.push(RULE.id.at(place, message).help(help).event(key));
            }
        }
        if key.len() > MAX_KEY_BYTES {
            let message =
                format!("a routing key has at most {MAX_KEY_BYTES} bytes, this one has {}", key.len());
            found.push(RULE.id.at(span, message).help("shorten its words").event(key));
        }
    }
    for service in &context.catalog.services {
        for subscription in &service.consumes {
            let pattern = &subscription.pattern;
            let len = pattern.value.as_str().len();
            if len > MAX_KEY_BYTES {
                let message = format!("a binding has at most {MAX_KEY_BYTES} bytes, this one has {len}");
                let finding = RULE.id.at(pattern.span, message).help("shorten it with `*` or `#`");
                found.push(finding.service(&service.name.value).pattern(pattern.value.as_str()));
            }
        }
    }
}

/// What is wrong with a word, and what to write instead.
fn trouble(key: &str, word: &str) -> Option<(String, String)> {
    if word.is_empty() {
        let words: Vec<&str> = key.split('.').filter(|word| !word.is_empty()).collect();
        let help =
            format!("write `{}`: a broker takes the nothing between two dots for a word", words.join("."));
        return Some((format!("`{key}` has an empty word"), help));
    }
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    let bad = word.chars().find(|c| !allowed(*c))?;
    let help = match bad {
        '*' | '#' => {
            format!(
                "`{bad}` is a wildcard of bindings, so no binding could name this key alone; leave it out"
            )
        }
        bad if bad.is_whitespace() => "write `_` or `-` between the parts of a word".to_owned(),
        bad if bad.is_uppercase() => {
            format!("write `{}`: brokers tell upper from lower case, and people forget", word.to_lowercase())
        }
        _ => "use `a` to `z`, `0` to `9`, `_` and `-` only".to_owned(),
    };
    Some((format!("the word `{word}` of `{key}` has the character `{}`", bad.escape_debug()), help))
}
