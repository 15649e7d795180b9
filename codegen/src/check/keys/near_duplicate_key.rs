//! Keys so alike that one of them is probably a slip.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::Event;

use crate::check::{Context, Rule};

/// Words with fewer characters are not held to be alike: `in` and `on` are two things.
const MIN_WORD: usize = 5;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: RuleId::warning("CS0103", "near-duplicate-key"),
    summary: "No two routing keys are so alike that one of them is probably a slip.",
    explanation: r#"Two teams that each declare "the same" event end up with two: one publishes `order.item.added`, the other waits for `order.items.added`. Both keys are valid, both sides agree with themselves, and no message arrives.

Two keys are alike if one word of theirs, of five letters or more, differs by one letter (added, dropped, replaced, or swapped with its neighbour), or if they differ in nothing but `_`, `-` and a plural `s`. Digits tell words apart, and so does the word that names the service.

```yaml
events:
  order.item.added: { ... }
  order.items.added: { ... }
```
```text
warning[CS0103]: `order.items.added` looks like `order.item.added`
```

**To mend it**, keep one of the two, or give them names that say what makes them different.
"#,
    run: Some(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // Keys that differ by one letter have a text in common that lacks one letter of each, so each
    // key is filed under all such texts. A clash is looked at once, with the first key filed there.
    let mut filed: HashMap<String, usize> = HashMap::new();
    let events = &context.catalog.events;
    for (at, event) in events.iter().enumerate() {
        let key = event.key.value.as_str();
        let mut alike: Option<&Event> = None;
        for text in texts(key) {
            match filed.entry(text) {
                Entry::Vacant(place) => {
                    place.insert(at);
                }
                Entry::Occupied(place) => {
                    let other = events.get(*place.get()).filter(|other| !std::ptr::eq(*other, event));
                    alike = alike.or(other.filter(|other| are_alike(key, &other.key.value)));
                }
            }
        }
        if let Some(other) = alike {
            let message = format!("`{key}` looks like `{}`", other.key.value);
            found.push(
                RULE.id
                    .at(event.key.span, message)
                    .label("is this another event?")
                    .also(other.key.span, "the key it looks like")
                    .help("keep one of the two, or name what makes them different")
                    .event(key),
            );
        }
    }
}

/// The texts under which a key is filed: itself without `_`, `-` and plural `s`, and itself with
/// each letter of a long word left out.
fn texts(key: &str) -> Vec<String> {
    let mut texts = vec![folded(key)];
    let mut start = 0;
    for (at, word) in key.split('.').enumerate() {
        if at > 0 && word.len() >= MIN_WORD && word.is_ascii() {
            for (place, letter) in word.bytes().enumerate() {
                if !letter.is_ascii_digit() {
                    let cut = start + place;
                    texts.push(format!(
                        "-{}{}",
                        key.get(..cut).unwrap_or(""),
                        key.get(cut + 1..).unwrap_or("")
                    ));
                }
            }
        }
        start += word.len() + 1;
    }
    texts
}

fn folded(key: &str) -> String {
    let word = |word: &str| {
        let plain = word.replace(['_', '-'], "");
        match plain.strip_suffix('s') {
            Some(singular) if plain.len() >= MIN_WORD && !singular.ends_with('s') => singular.to_owned(),
            _ => plain,
        }
    };
    key.split('.').map(word).collect::<Vec<_>>().join(".")
}

fn are_alike(a: &str, b: &str) -> bool {
    if a.split('.').count() != b.split('.').count() || a.split('.').next() != b.split('.').next() {
        return false;
    }
    if folded(a) == folded(b) {
        return true;
    }
    let mut pairs = a.split('.').zip(b.split('.')).filter(|(a, b)| a != b);
    let (Some((a, b)), None) = (pairs.next(), pairs.next()) else { return false };
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
    a.len().min(b.len()) >= MIN_WORD && digits(a) == digits(b) && one_slip(a.as_bytes(), b.as_bytes())
}

/// Whether one letter more, less, other, or swapped with its neighbour makes one text the other.
fn one_slip(a: &[u8], b: &[u8]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    match (a, b) {
        ([_, a @ ..], rest) if a == rest => true,
        (rest, [_, b @ ..]) if rest == b => true,
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([a0, a1, a @ ..], [b0, b1, b @ ..]) => a0 == b1 && a1 == b0 && a == b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_alike_and_neighbours_are_not() {
        for (a, b) in [
            ("order.items.added", "order.item.added"),
            ("order.item.added", "order.item.addde"),
            ("order.shipment.sent", "order.shipmnt.sent"),
            ("customer.points_earned", "customer.points-earned"),
            ("customer.points_earned", "customer.pointsearned"),
        ] {
            assert!(are_alike(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("inventory.movement.in", "inventory.movement.out"),
            ("inventory.movement.in", "inventory.movement.on"),
            ("order.created", "order.cart.created"),
            ("auth.user.activated", "auth.user.deactivated"),
            ("order.created", "border.created"),
            ("order.action1.done", "order.action2.done"),
        ] {
            assert!(!are_alike(a, b), "{a} {b}");
        }
    }
}
