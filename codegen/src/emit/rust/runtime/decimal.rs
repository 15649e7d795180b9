//! The code that constrained numbers share.

use serde::{Deserialize, Deserializer, de};
use serde_json::value::RawValue;

use super::number::Number;
use super::report::{Checked, Report};
use super::rules::{Invalid, NumberRule};

/// A type of numbers with rules. Only the types of this crate implement it.
pub trait NumberType: Sized {
    /// The rules.
    fn rules() -> &'static [NumberRule];

    /// Takes a number that satisfies the rules.
    fn assume(value: Number) -> Self;
}

/// Checks a number and makes it a value.
pub(crate) fn make<T: NumberType>(value: Number) -> Result<T, Invalid> {
    match T::rules().iter().find(|rule| !rule.admits(&value)) {
        None => Ok(T::assume(value)),
        Some(rule) => Err(rule.broken()),
    }
}

/// Reads a value and checks it.
pub(crate) fn read<'de, T: NumberType, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Number::deserialize(deserializer).and_then(|value| make(value).map_err(de::Error::custom))
}

/// Reports the rules that a number breaks.
pub(crate) fn inspect<T: NumberType>(value: &RawValue, report: &mut Report) {
    report.number(value, T::rules());
}

impl Checked for Number {
    fn inspect(value: &RawValue, report: &mut Report) {
        report.number(value, &[]);
    }
}

/// Gives a tuple struct of one [`Number`] what a constrained number has.
macro_rules! number_type {
    ($name:ident) => {
        impl $name {
            /// Checks a number against the rules of the type.
            ///
            /// # Errors
            /// When it breaks one.
            pub fn new(
                value: $crate::runtime::Number,
            ) -> ::core::result::Result<Self, $crate::runtime::Invalid> {
                $crate::runtime::decimal::make(value)
            }

            /// The number.
            #[must_use]
            pub const fn get(&self) -> &$crate::runtime::Number {
                &self.0
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::runtime::Invalid;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                text.parse().and_then(Self::new)
            }
        }

        impl ::core::convert::TryFrom<$crate::runtime::Number> for $name {
            type Error = $crate::runtime::Invalid;

            fn try_from(
                value: $crate::runtime::Number,
            ) -> ::core::result::Result<Self, Self::Error> {
                Self::new(value)
            }
        }

        impl ::core::convert::From<$name> for $crate::runtime::Number {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::decimal::read(deserializer)
            }
        }

        impl $crate::runtime::Checked for $name {
            fn inspect(
                value: &::serde_json::value::RawValue,
                report: &mut $crate::runtime::Report,
            ) {
                $crate::runtime::decimal::inspect::<Self>(value, report);
            }
        }
    };
}

pub(crate) use number_type;
