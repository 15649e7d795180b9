//! The rules of the catalog that a value can break.

use std::borrow::Cow;
use std::fmt;

use super::formats::Format;
use super::number::Number;
use super::pattern::Pattern;

/// A value does not satisfy the rules of its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// The rule that is broken, by the name of its JSON Schema keyword.
    pub keyword: &'static str,
    /// What the rule asks for: `must be at least 1`.
    pub expected: Cow<'static, str>,
}

impl Invalid {
    pub(crate) fn new(keyword: &'static str, expected: impl Into<Cow<'static, str>>) -> Self {
        Self { keyword, expected: expected.into() }
    }

    /// The value is not of the type at all.
    pub(crate) fn kind(expected: &'static str) -> Self {
        Self::new("type", format!("must be {expected}"))
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (`{}`)", self.expected, self.keyword)
    }
}

impl std::error::Error for Invalid {}

/// A rule for strings.
#[derive(Debug, Clone, Copy)]
pub enum StringRule {
    /// At least so many code points.
    MinLength(usize),
    /// At most so many code points.
    MaxLength(usize),
    /// The text contains a match.
    Pattern(&'static Pattern),
    /// The text is of the format.
    Format(Format),
}

impl StringRule {
    /// Whether a text satisfies the rule.
    #[inline]
    #[must_use]
    pub fn admits(self, text: &str) -> bool {
        match self {
            // Every code point takes one to four bytes, so counting is rarely needed.
            Self::MinLength(min) => {
                text.len() >= min && (text.len() >= 4 * min || text.chars().count() >= min)
            }
            Self::MaxLength(max) => text.len() <= max || text.chars().count() <= max,
            Self::Pattern(pattern) => pattern.is_match(text),
            Self::Format(format) => format.admits(text),
        }
    }

    /// What the rule says where a text breaks it.
    #[must_use]
    pub fn broken(self) -> Invalid {
        match self {
            Self::MinLength(min) => {
                Invalid::new("minLength", format!("must have at least {min} characters"))
            }
            Self::MaxLength(max) => {
                Invalid::new("maxLength", format!("must have at most {max} characters"))
            }
            Self::Pattern(pattern) => {
                Invalid::new("pattern", format!("must match `{}`", pattern.as_str()))
            }
            Self::Format(format) => {
                Invalid::new("format", format!("must be of the format {}", format.as_str()))
            }
        }
    }
}

/// A rule for whole numbers.
#[derive(Debug, Clone, Copy)]
pub enum IntegerRule {
    /// At least this.
    Minimum(i64),
    /// At most this.
    Maximum(i64),
    /// A multiple of this.
    MultipleOf(i64),
    /// A multiple of this decimal number.
    MultipleOfDecimal(&'static str),
    /// One of these.
    OneOf(&'static [i64]),
}

impl IntegerRule {
    /// Whether a number satisfies the rule.
    #[inline]
    #[must_use]
    pub fn admits(self, value: i64) -> bool {
        match self {
            Self::Minimum(min) => value >= min,
            Self::Maximum(max) => value <= max,
            Self::MultipleOf(step) => value.checked_rem(step).unwrap_or(0) == 0,
            Self::MultipleOfDecimal(step) => {
                NumberRule::MultipleOf(step).admits(&Number::from(value))
            }
            Self::OneOf(values) => values.contains(&value),
        }
    }

    /// What the rule says where a number breaks it.
    #[must_use]
    pub fn broken(self) -> Invalid {
        match self {
            Self::Minimum(min) => Invalid::new("minimum", format!("must be at least {min}")),
            Self::Maximum(max) => Invalid::new("maximum", format!("must be at most {max}")),
            Self::MultipleOf(step) => {
                Invalid::new("multipleOf", format!("must be a multiple of {step}"))
            }
            Self::MultipleOfDecimal(step) => {
                Invalid::new("multipleOf", format!("must be a multiple of {step}"))
            }
            Self::OneOf(values) => Invalid::new("enum", format!("must be one of {values:?}")),
        }
    }
}

/// A rule for numbers. Operands are JSON numbers, so that nothing is rounded.
#[derive(Debug, Clone, Copy)]
pub enum NumberRule {
    /// At least this.
    Minimum(&'static str),
    /// At most this.
    Maximum(&'static str),
    /// More than this.
    ExclusiveMinimum(&'static str),
    /// Less than this.
    ExclusiveMaximum(&'static str),
    /// A multiple of this.
    MultipleOf(&'static str),
    /// One of these.
    OneOf(&'static [&'static str]),
}

impl NumberRule {
    /// Whether a number satisfies the rule.
    #[must_use]
    pub fn admits(self, value: &Number) -> bool {
        let is = |operand: &str, test: fn(&Number, &Number) -> bool| {
            operand.parse::<Number>().is_ok_and(|operand| test(value, &operand))
        };
        match self {
            Self::Minimum(min) => is(min, |value, min| value >= min),
            Self::Maximum(max) => is(max, |value, max| value <= max),
            Self::ExclusiveMinimum(min) => is(min, |value, min| value > min),
            Self::ExclusiveMaximum(max) => is(max, |value, max| value < max),
            Self::MultipleOf(step) => is(step, Number::is_multiple_of),
            Self::OneOf(values) => values.iter().any(|one| is(one, |value, one| value == one)),
        }
    }

    /// What the rule says where a number breaks it.
    #[must_use]
    pub fn broken(self) -> Invalid {
        match self {
            Self::Minimum(min) => Invalid::new("minimum", format!("must be at least {min}")),
            Self::Maximum(max) => Invalid::new("maximum", format!("must be at most {max}")),
            Self::ExclusiveMinimum(min) => {
                Invalid::new("exclusiveMinimum", format!("must be more than {min}"))
            }
            Self::ExclusiveMaximum(max) => {
                Invalid::new("exclusiveMaximum", format!("must be less than {max}"))
            }
            Self::MultipleOf(step) => {
                Invalid::new("multipleOf", format!("must be a multiple of {step}"))
            }
            Self::OneOf(values) => {
                Invalid::new("enum", format!("must be one of {}", values.join(", ")))
            }
        }
    }
}
