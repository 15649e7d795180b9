//! Whole numbers in a range, and the code that all constrained whole numbers share.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use super::pass;
use super::report::{Checked, Report};
use super::rules::{IntegerRule, Invalid};

/// A whole number from `MIN` to `MAX`. `3`, `3.0` and `3e0` are the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Integer<const MIN: i64 = { i64::MIN }, const MAX: i64 = { i64::MAX }>(i64);

/// A type of whole numbers with rules. Only the types of this crate implement it.
pub trait IntegerType: Sized {
    /// The rules.
    fn rules() -> &'static [IntegerRule];

    /// Takes a number that satisfies the rules.
    fn assume(value: i64) -> Self;
}

/// Checks a number and makes it a value.
#[inline]
pub(crate) fn make<T: IntegerType>(value: i64) -> Result<T, Invalid> {
    match T::rules().iter().find(|rule| !rule.admits(value)) {
        None => Ok(T::assume(value)),
        Some(rule) => Err(rule.broken()),
    }
}

/// Reads a value, checking it in place.
pub(crate) fn read<'de, T: IntegerType, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    struct Integers<T>(PhantomData<T>);

    impl<T: IntegerType> Visitor<'_> for Integers<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a whole number")
        }

        #[inline]
        fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
            make(value).map_err(E::custom)
        }

        #[inline]
        fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
            let signed = i64::try_from(value);
            signed
                .map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
                .and_then(|value| self.visit_i64(value))
        }

        fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
            match pass::whole(value) {
                Some(whole) => self.visit_i64(whole),
                None => Err(E::invalid_value(Unexpected::Float(value), &self)),
            }
        }
    }

    deserializer.deserialize_i64(Integers(PhantomData))
}

/// Reports the rules that a number breaks.
pub(crate) fn inspect<T: IntegerType>(value: &RawValue, report: &mut Report) {
    report.integer(value, T::rules());
}

impl<const MIN: i64, const MAX: i64> IntegerType for Integer<MIN, MAX> {
    fn rules() -> &'static [IntegerRule] {
        const { &[IntegerRule::Minimum(MIN), IntegerRule::Maximum(MAX)] }
    }

    fn assume(value: i64) -> Self {
        Self(value)
    }
}

impl<const MIN: i64, const MAX: i64> Integer<MIN, MAX> {
    /// Checks that a number is in range.
    ///
    /// # Errors
    /// When it is not.
    pub fn new(value: i64) -> Result<Self, Invalid> {
        make(value)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl<const MIN: i64, const MAX: i64> fmt::Display for Integer<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl<const MIN: i64, const MAX: i64> TryFrom<i64> for Integer<MIN, MAX> {
    type Error = Invalid;

    fn try_from(value: i64) -> Result<Self, Invalid> {
        Self::new(value)
    }
}

impl<const MIN: i64, const MAX: i64> From<Integer<MIN, MAX>> for i64 {
    fn from(value: Integer<MIN, MAX>) -> Self {
        value.0
    }
}

impl<'de, const MIN: i64, const MAX: i64> Deserialize<'de> for Integer<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl<const MIN: i64, const MAX: i64> Checked for Integer<MIN, MAX> {
    fn inspect(value: &RawValue, report: &mut Report) {
        inspect::<Self>(value, report);
    }
}

/// Gives a tuple struct of one `i64` what a constrained whole number has.
macro_rules! integer_type {
    ($name:ident) => {
        impl $name {
            /// Checks a number against the rules of the type.
            ///
            /// # Errors
            /// When it breaks one.
            pub fn new(value: i64) -> ::core::result::Result<Self, $crate::runtime::Invalid> {
                $crate::runtime::integer::make(value)
            }

            /// The number.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::core::convert::TryFrom<i64> for $name {
            type Error = $crate::runtime::Invalid;

            fn try_from(value: i64) -> ::core::result::Result<Self, Self::Error> {
                Self::new(value)
            }
        }

        impl ::core::convert::From<$name> for i64 {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::integer::read(deserializer)
            }
        }

        impl $crate::runtime::Checked for $name {
            fn inspect(
                value: &::serde_json::value::RawValue,
                report: &mut $crate::runtime::Report,
            ) {
                $crate::runtime::integer::inspect::<Self>(value, report);
            }
        }
    };
}

pub(crate) use integer_type;
