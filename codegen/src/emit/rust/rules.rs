//! Checks as rules of the runtime.

use countersign_model::format::Format;
use countersign_model::number::Number;
use countersign_model::shape::{Check, CheckKind};

use super::ident::{grouped, pattern, string};

/// The name of a format's type and of its rule.
pub(super) const fn format_name(format: Format) -> &'static str {
    match format {
        Format::DateTime => "DateTime",
        Format::Date => "Date",
        Format::Time => "Time",
        Format::Duration => "Duration",
        Format::Uuid => "Uuid",
        Format::Email => "Email",
        Format::Uri => "Uri",
        Format::Ipv4 => "Ipv4",
        Format::Ipv6 => "Ipv6",
        Format::Hostname => "Hostname",
        Format::Decimal => "Decimal",
    }
}

/// The rules of a string type, and the patterns they refer to. Keywords for other kinds of value
/// say nothing about a string.
pub(super) fn of_string(checks: &[Check]) -> (Vec<String>, Vec<String>) {
    let mut patterns = Vec::new();
    let rules = checks
        .iter()
        .filter_map(|check| match &check.kind {
            CheckKind::MinLength(min) => Some(format!("StringRule::MinLength({})", grouped(min))),
            CheckKind::MaxLength(max) => Some(format!("StringRule::MaxLength({})", grouped(max))),
            CheckKind::Pattern(regex) => {
                patterns.push(pattern(&regex.canonical()));
                Some(format!("StringRule::Pattern(&PATTERN{})", suffix(patterns.len())))
            }
            CheckKind::Format(format) => {
                Some(format!("StringRule::Format(formats::Format::{})", format_name(*format)))
            }
            CheckKind::Minimum(_)
            | CheckKind::Maximum(_)
            | CheckKind::ExclusiveMinimum(_)
            | CheckKind::ExclusiveMaximum(_)
            | CheckKind::MultipleOf(_)
            | CheckKind::MinItems(_)
            | CheckKind::MaxItems(_)
            | CheckKind::UniqueItems
            | CheckKind::MinProperties(_)
            | CheckKind::MaxProperties(_)
            | CheckKind::OneOf(_) => None,
        })
        .collect();
    (rules, patterns)
}

/// What tells the patterns of one type apart.
pub(super) fn suffix(count: usize) -> String {
    if count > 1 { format!("_{count}") } else { String::new() }
}

/// How the values of a string type are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StringForm {
    /// Any string.
    Any,
    /// A string of bounded length.
    Text,
    /// A string of a format, without other rules.
    Format(Format),
    /// A type of its own.
    Declared,
}

impl StringForm {
    pub(super) fn of(checks: &[Check]) -> Self {
        checks.iter().fold(Self::Any, |form, check| match (&check.kind, form) {
            (CheckKind::MinLength(_) | CheckKind::MaxLength(_), Self::Any | Self::Text) => Self::Text,
            (CheckKind::Format(format), Self::Any) => Self::Format(*format),
            (
                CheckKind::MinLength(_)
                | CheckKind::MaxLength(_)
                | CheckKind::Pattern(_)
                | CheckKind::Format(_),
                Self::Any | Self::Text | Self::Format(_) | Self::Declared,
            ) => Self::Declared,
            (
                CheckKind::Minimum(_)
                | CheckKind::Maximum(_)
                | CheckKind::ExclusiveMinimum(_)
                | CheckKind::ExclusiveMaximum(_)
                | CheckKind::MultipleOf(_)
                | CheckKind::MinItems(_)
                | CheckKind::MaxItems(_)
                | CheckKind::UniqueItems
                | CheckKind::MinProperties(_)
                | CheckKind::MaxProperties(_)
                | CheckKind::OneOf(_),
                form,
            ) => form,
        })
    }
}

/// What a check says of whole numbers.
enum IntegerCheck {
    Least(i64),
    Most(i64),
    /// A rule that is no bound.
    Rule(String),
    /// Nothing: the keyword is for other kinds of value.
    Nothing,
}

fn integer_check(check: &Check) -> IntegerCheck {
    match &check.kind {
        CheckKind::Minimum(bound) => {
            IntegerCheck::Least(clamped(floor(bound) + i128::from(!bound.is_integer())))
        }
        CheckKind::ExclusiveMinimum(bound) => IntegerCheck::Least(clamped(floor(bound) + 1)),
        CheckKind::Maximum(bound) => IntegerCheck::Most(clamped(floor(bound))),
        CheckKind::ExclusiveMaximum(bound) => {
            IntegerCheck::Most(clamped(floor(bound) - i128::from(bound.is_integer())))
        }
        CheckKind::MultipleOf(step) => IntegerCheck::Rule(match step.to_i64() {
            Some(whole) => format!("IntegerRule::MultipleOf({})", grouped(whole)),
            None => format!("IntegerRule::MultipleOfDecimal({})", string(step.as_str())),
        }),
        CheckKind::OneOf(values) => {
            let numbers = values.iter().filter_map(|value| value.as_number()?.to_i64()).map(grouped);
            IntegerCheck::Rule(format!("IntegerRule::OneOf(&[{}])", numbers.collect::<Vec<_>>().join(", ")))
        }
        CheckKind::MinLength(_)
        | CheckKind::MaxLength(_)
        | CheckKind::Pattern(_)
        | CheckKind::Format(_)
        | CheckKind::MinItems(_)
        | CheckKind::MaxItems(_)
        | CheckKind::UniqueItems
        | CheckKind::MinProperties(_)
        | CheckKind::MaxProperties(_) => IntegerCheck::Nothing,
    }
}

/// The rules of a type of whole numbers.
pub(super) fn of_integer(checks: &[Check]) -> Vec<String> {
    let rule = |check| match integer_check(check) {
        IntegerCheck::Least(min) => Some(format!("IntegerRule::Minimum({})", grouped(min))),
        IntegerCheck::Most(max) => Some(format!("IntegerRule::Maximum({})", grouped(max))),
        IntegerCheck::Rule(rule) => Some(rule),
        IntegerCheck::Nothing => None,
    };
    checks.iter().filter_map(rule).collect()
}

/// The range of whole numbers that checks admit; `None` where they say more than a range.
pub(super) fn integer_range(checks: &[Check]) -> Option<(i64, i64)> {
    checks.iter().try_fold((i64::MIN, i64::MAX), |(least, most), check| match integer_check(check) {
        IntegerCheck::Least(min) => Some((least.max(min), most)),
        IntegerCheck::Most(max) => Some((least, most.min(max))),
        IntegerCheck::Rule(_) => None,
        IntegerCheck::Nothing => Some((least, most)),
    })
}

/// The greatest whole number that is not above.
fn floor(number: &Number) -> i128 {
    if let Some(whole) = number.to_i128() {
        return whole;
    }
    let huge = if number.is_negative() { i128::from(i64::MIN) - 1 } else { i128::from(i64::MAX) + 1 };
    if number.is_integer() {
        return huge;
    }
    let plain = number.as_str().split_once('.').filter(|(_, fraction)| !fraction.contains(['e', 'E']));
    match plain.and_then(|(whole, _)| whole.parse::<i128>().ok()) {
        Some(whole) => whole - i128::from(number.is_negative()),
        // With an exponent and a fraction, few digits stand before the point.
        #[allow(clippy::cast_possible_truncation)]
        None => number.to_f64().floor() as i128,
    }
}

fn clamped(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}

/// The rules of a type of numbers.
pub(super) fn of_number(checks: &[Check]) -> Vec<String> {
    let with = |rule: &str, number: &Number| Some(format!("NumberRule::{rule}({})", string(number.as_str())));
    let rule = |check: &Check| match &check.kind {
        CheckKind::Minimum(bound) => with("Minimum", bound),
        CheckKind::Maximum(bound) => with("Maximum", bound),
        CheckKind::ExclusiveMinimum(bound) => with("ExclusiveMinimum", bound),
        CheckKind::ExclusiveMaximum(bound) => with("ExclusiveMaximum", bound),
        CheckKind::MultipleOf(step) => with("MultipleOf", step),
        CheckKind::OneOf(values) => {
            let numbers =
                values.iter().filter_map(|value| value.as_number()).map(|number| string(number.as_str()));
            Some(format!("NumberRule::OneOf(&[{}])", numbers.collect::<Vec<_>>().join(", ")))
        }
        CheckKind::MinLength(_)
        | CheckKind::MaxLength(_)
        | CheckKind::Pattern(_)
        | CheckKind::Format(_)
        | CheckKind::MinItems(_)
        | CheckKind::MaxItems(_)
        | CheckKind::UniqueItems
        | CheckKind::MinProperties(_)
        | CheckKind::MaxProperties(_) => None,
    };
    checks.iter().filter_map(rule).collect()
}

/// How large a value may be: the length of a string, the items of a list or the members of an
/// object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Size {
    pub(super) min: u64,
    pub(super) max: Option<u64>,
    /// Whether items must differ.
    pub(super) unique: bool,
}

impl Size {
    pub(super) fn of(checks: &[Check]) -> Self {
        let mut size = Self::default();
        for check in checks {
            match check.kind {
                CheckKind::MinLength(min) | CheckKind::MinItems(min) | CheckKind::MinProperties(min) => {
                    size.min = size.min.max(min);
                }
                CheckKind::MaxLength(max) | CheckKind::MaxItems(max) | CheckKind::MaxProperties(max) => {
                    size.max = Some(size.max.map_or(max, |known| known.min(max)));
                }
                CheckKind::UniqueItems => size.unique = true,
                CheckKind::Minimum(_)
                | CheckKind::Maximum(_)
                | CheckKind::ExclusiveMinimum(_)
                | CheckKind::ExclusiveMaximum(_)
                | CheckKind::MultipleOf(_)
                | CheckKind::Pattern(_)
                | CheckKind::Format(_)
                | CheckKind::OneOf(_) => {}
            }
        }
        size
    }

    /// Whether any number will do.
    pub(super) fn is_any(self) -> bool {
        self.min == 0 && self.max.is_none()
    }

    /// The bounds as arguments of a generic type, defaults left out.
    pub(super) fn arguments(self) -> Vec<String> {
        match (self.min, self.max) {
            (0, None) => Vec::new(),
            (min, None) => vec![grouped(min)],
            (min, Some(max)) => vec![grouped(min), grouped(max)],
        }
    }

    /// The bounds as a `Count`; `less` members are read elsewhere.
    pub(super) fn count(self, less: u64) -> String {
        if self.is_any() {
            return "Count::ANY".to_owned();
        }
        let max = self.max.map_or_else(|| "usize::MAX".to_owned(), |max| grouped(max.saturating_sub(less)));
        format!("Count {{ min: {}, max: {max} }}", grouped(self.min.saturating_sub(less)))
    }
}
