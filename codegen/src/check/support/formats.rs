//! The values of `format`, held against the model's one written grammar.

use std::sync::LazyLock;

use countersign_model::calendar::{is_date, is_time};
use countersign_model::format::Format;
use countersign_model::regex::Regex as Pattern;
use regex::Regex;

/// The grammars, in the order of [`Format::ALL`]; `None` for one that cannot be compiled, which a
/// test rules out.
static GRAMMARS: LazyLock<Vec<(Format, Option<Regex>)>> = LazyLock::new(|| {
    let compiled = |format: Format| {
        let pattern = Pattern::parse(format.grammar()).ok()?;
        Regex::new(&pattern.canonical()).ok()
    };
    Format::ALL.into_iter().map(|format| (format, compiled(format))).collect()
});

/// Whether a text is of a format.
pub(in crate::check) fn is(format: Format, text: &str) -> bool {
    let grammar = GRAMMARS.iter().find(|(known, _)| *known == format).and_then(|(_, regex)| regex.as_ref());
    let long =
        format.max_length().is_some_and(|max| u64::try_from(text.chars().count()).is_ok_and(|len| len > max));
    !long && grammar.is_some_and(|regex| regex.is_match(text)) && exists(format, text)
}

/// Whether the day and the second exist.
fn exists(format: Format, text: &str) -> bool {
    match format {
        Format::Date => is_date(text),
        Format::Time => is_time(text),
        Format::DateTime => text
            .split_at_checked(10)
            .is_some_and(|(date, time)| is_date(date) && time.get(1..).is_some_and(is_time)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grammar_compiles() {
        assert!(GRAMMARS.iter().all(|(_, regex)| regex.is_some()));
    }

    #[test]
    fn values_are_held_against_grammar_and_calendar() {
        assert!(
            is(Format::DateTime, "2026-02-28T10:00:00Z") && !is(Format::DateTime, "2026-02-29T10:00:00Z")
        );
        assert!(is(Format::Decimal, "-12.50") && !is(Format::Decimal, "1e3") && !is(Format::Decimal, "01"));
        assert!(is(Format::Email, "a.b@example.com") && !is(Format::Email, "a@b\n"));
        assert!(!is(Format::Hostname, &"a.".repeat(200)));
        assert!(is(Format::Uri, "https://example.com/a?b#c") && !is(Format::Uri, "example.com"));
    }
}
