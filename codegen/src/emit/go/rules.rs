//! Checks as calls of the static files' rules.

use countersign_model::format::Format;
use countersign_model::shape::{Check, CheckKind, Shape, Type};

use super::text;

/// The rules of a type's checks, in their order.
pub(super) fn all(checks: &[Check]) -> String {
    let rules: Vec<String> = checks.iter().map(|check| rule(&check.kind)).collect();
    format!("rules{{{}}}", rules.join(", "))
}

fn rule(check: &CheckKind) -> String {
    let name = check.keyword();
    match check {
        CheckKind::Minimum(bound)
        | CheckKind::Maximum(bound)
        | CheckKind::ExclusiveMinimum(bound)
        | CheckKind::ExclusiveMaximum(bound)
        | CheckKind::MultipleOf(bound) => format!("{name}(\"{bound}\")"),
        CheckKind::MinLength(size)
        | CheckKind::MaxLength(size)
        | CheckKind::MinItems(size)
        | CheckKind::MaxItems(size)
        | CheckKind::MinProperties(size)
        | CheckKind::MaxProperties(size) => {
            // Nothing is longer than Go's `int` can count.
            format!("{name}({})", i64::try_from(*size).unwrap_or(i64::MAX))
        }
        CheckKind::Pattern(regex) => format!("{name}({})", text::string(&regex.canonical())),
        CheckKind::Format(format) => format_rule(*format).to_owned(),
        CheckKind::UniqueItems => format!("{name}()"),
        CheckKind::OneOf(values) => {
            let values: Vec<String> = values.iter().map(|value| text::string(&value.to_string())).collect();
            format!("oneOf({})", values.join(", "))
        }
    }
}

/// The variable that holds the rule of a format.
pub(super) const fn format_rule(format: Format) -> &'static str {
    match format {
        Format::DateTime => "isDateTime",
        Format::Date => "isDate",
        Format::Time => "isTime",
        Format::Duration => "isDuration",
        Format::Uuid => "isUUID",
        Format::Email => "isEmail",
        Format::Uri => "isURI",
        Format::Ipv4 => "isIPv4",
        Format::Ipv6 => "isIPv6",
        Format::Hostname => "isHostname",
        Format::Decimal => "isDecimal",
    }
}

/// The Go type of a string written in place.
pub(super) const fn format_type(format: Option<Format>) -> &'static str {
    match format {
        Some(Format::DateTime) => "DateTime",
        Some(Format::Date) => "Date",
        Some(Format::Decimal) => "Decimal",
        Some(
            Format::Time
            | Format::Duration
            | Format::Uuid
            | Format::Email
            | Format::Uri
            | Format::Ipv4
            | Format::Ipv6
            | Format::Hostname,
        )
        | None => "string",
    }
}

/// Whether a string written in place has a type of the static files that enforces all of its checks.
pub(super) fn are_of_static_type(ty: &Type) -> bool {
    let only_format = matches!(ty.checks.as_slice(), [Check { kind: CheckKind::Format(_), .. }]);
    matches!(ty.shape, Shape::String) && only_format && format_type(ty.format()) != "string"
}

/// The functions that check what a format's grammar cannot say.
pub(super) fn beyond_grammar(format: Format) -> Vec<String> {
    let mut checks = Vec::new();
    if format.needs_calendar() {
        checks.push(
            match format {
                Format::Date => "isRealDay",
                Format::Time => "isRealTime",
                _ => "isRealDateTime",
            }
            .to_owned(),
        );
    }
    checks.extend(format.max_length().map(|most| format!("atMost({most})")));
    checks
}
