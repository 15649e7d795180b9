//! Routing keys follow the catalog's form.

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::{Event, KeyForm, KeyWord, KeyWordKind};

use crate::check::support::keyspace::{align, shown, takes};
use crate::check::support::text::{count, word_span};
use crate::check::{Context, Rule};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::error("CS0101", "key-form"),
    summary: "Every routing key follows the catalog's `keys.form`.",
    explanation: r#"A routing key is read from left to right: by people, by topic patterns, by dashboards. A key with a word too many or too few slips through patterns that were written for the form: `order.*.*` never sees `order.created`, and no one is told.

```yaml
keys:
  form: "{service}.{entity}.{action}"
```
```yaml
events:
  order.created:        # two words where the form has three
```
```text
error[CS0101]: `order.created` has 2 words where `{service}.{entity}.{action}` has 3
```

**To mend it**, add the word (`order.order.created`), or allow keys without it: in `keys.form`, a word in brackets may be left out, as in `{service}[.{entity}].{action}`. A word without braces stands for itself: `erp.{service}.{action}`. Without `keys.form`, the form is `{service}.{entity}.{action}`.
"#,
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let form = &context.catalog.keys;
    for event in &context.catalog.events {
        let key = &event.key.value;
        // Empty words are reported as such.
        if key.split('.').all(|word| !word.is_empty()) && align(form, key).is_none() {
            let finding = misfit(context, form, event).event(key);
            found.push(match form.span {
                Some(span) => finding.also(span, "the form of keys"),
                None => finding,
            });
        }
    }
}

fn misfit(context: &Context<'_>, form: &KeyForm, event: &Event) -> Diagnostic {
    let key = &event.key.value;
    let words: Vec<&str> = key.split('.').collect();
    let needed: Vec<&KeyWord> = form.words.iter().filter(|word| !word.optional).collect();
    let wanted = if needed.len() == form.words.len() {
        needed.len().to_string()
    } else {
        format!("{} to {}", needed.len(), form.words.len())
    };
    let length = format!("`{key}` has {} where `{}` has {wanted}", count(words.len(), "word"), form.text);
    if words.len() < needed.len() {
        return missing(&needed, event, &words, &length);
    }
    if words.len() > form.words.len() {
        let surplus = words.get(form.words.len()..).unwrap_or_default().join(".");
        let span = word_span(context.sources, key, event.key.span, form.words.len());
        let kept = words.get(..form.words.len()).unwrap_or_default().join(".");
        return RULE
            .id
            .at(span, length)
            .label(format!("`{surplus}` is too much"))
            .help(format!("write `{kept}`, or put words together with `_`"));
    }
    // The number of words is right, so a word that stands for itself is another.
    let literal = form.words.iter().enumerate().find(|(at, word)| {
        matches!(word.kind, KeyWordKind::Literal(_)) && words.get(*at).is_none_or(|here| !takes(word, here))
    });
    let (at, expected) = literal.map_or((0, form.text.clone()), |(at, word)| (at, shown(word)));
    RULE.id
        .at(
            word_span(context.sources, key, event.key.span, at),
            format!("`{key}` is not of the form `{}`", form.text),
        )
        .label(format!("`{expected}` should stand here"))
        .help(format!("write a key of the form `{}`", form.text))
}

/// Keys that are too short usually begin and end right: the namespace is there and the action is,
/// and what stands between them is not.
fn missing(needed: &[&KeyWord], event: &Event, words: &[&str], message: &str) -> Diagnostic {
    let lacking = needed.len() - words.len();
    let names: Vec<String> = needed.iter().skip(1).take(lacking).map(|word| shown(word)).collect();
    let mut mended: Vec<String> = words.iter().take(1).map(|word| (*word).to_owned()).collect();
    mended.extend(needed.iter().skip(1).take(lacking).map(|word| match &word.kind {
        KeyWordKind::Name(name) => format!("<{name}>"),
        _ => shown(word),
    }));
    mended.extend(words.iter().skip(1).map(|word| (*word).to_owned()));
    let optional: Vec<String> = needed
        .iter()
        .enumerate()
        .map(|(at, word)| match at {
            0 => shown(word),
            at if at <= lacking => format!("[.{}]", shown(word)),
            _ => format!(".{}", shown(word)),
        })
        .collect();
    RULE.id.at(event.key.span, message).label(format!("`{}` is missing", names.join("."))).help(format!(
        "write `{}`, or let keys leave the word out: `form: \"{}\"`",
        mended.join("."),
        optional.concat()
    ))
}
