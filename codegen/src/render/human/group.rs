//! One-sided signatures that have one cause are shown once.

use std::collections::HashMap;

use countersign_model::diagnostic::Diagnostic;
use countersign_model::source::Span;

/// The rules whose findings are one per event and service.
const ONE_SIDED: [&str; 3] = ["CS0401", "CS0402", "CS0406"];
/// How many of the other events are named.
const NAMED: usize = 6;

/// A finding, and the events for which there are more like it.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    pub(super) first: &'a Diagnostic,
    more: Vec<&'a str>,
}

impl Shown<'_> {
    /// `...and 12 more events: ...`.
    pub(super) fn more(&self) -> Option<String> {
        let named = self.more.iter().take(NAMED).map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        match self.more.len() {
            0 => None,
            1 => Some(format!("...and 1 more event: {named}")),
            count if count <= NAMED => Some(format!("...and {count} more events: {named}")),
            count => Some(format!("...and {count} more events: {named}, ... (--verbose shows them all)")),
        }
    }
}

/// Puts findings of one of these rules together that concern the same service and share a place:
/// their main one, or the first of the others (the pattern that takes in many events).
pub(super) fn group<'a>(found: &[&'a Diagnostic], one_by_one: bool) -> Vec<Shown<'a>> {
    let mut shown: Vec<Shown<'a>> = Vec::new();
    let mut groups: HashMap<(&str, &str, Span), usize> = HashMap::new();
    for diagnostic in found {
        let keys = if one_by_one { Vec::new() } else { keys(diagnostic) };
        let known = keys.iter().find_map(|key| groups.get(key)).copied();
        let entry = known.and_then(|at| shown.get_mut(at));
        if let (Some(entry), Some(event)) = (entry, &diagnostic.event) {
            if entry.first.event.as_ref() != Some(event) && !entry.more.contains(&event.as_str()) {
                entry.more.push(event);
            }
        } else {
            groups.extend(keys.into_iter().map(|key| (key, shown.len())));
            shown.push(Shown { first: diagnostic, more: Vec::new() });
        }
    }
    shown
}

/// What a finding can share with others.
fn keys(diagnostic: &Diagnostic) -> Vec<(&str, &str, Span)> {
    let Some(service) = diagnostic.service.as_deref() else { return Vec::new() };
    if diagnostic.event.is_none() || !ONE_SIDED.contains(&diagnostic.rule.code) {
        return Vec::new();
    }
    let places = diagnostic.span().into_iter().chain(diagnostic.labels.first().map(|label| label.span));
    places.map(|span| (diagnostic.rule.code, service, span)).collect()
}
