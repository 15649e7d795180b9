//! Values restricted to a list that is not one of strings alone.

use serde::{Deserialize, Deserializer, de};

use super::json::Json;
use super::report::not_one_of;
use super::rules::Invalid;

/// A type of listed JSON values. Only the types of this crate implement it.
pub trait ChoiceType: Sized {
    /// The values, as JSON.
    const VALUES: &'static [&'static str];

    /// Takes a value that is listed.
    fn assume(value: Json) -> Self;
}

/// Checks that a value is listed.
pub(crate) fn make<T: ChoiceType>(value: Json) -> Result<T, Invalid> {
    match not_one_of(value.as_ref(), T::VALUES) {
        None => Ok(T::assume(value)),
        Some(invalid) => Err(invalid),
    }
}

/// Reads a value and checks it.
pub(crate) fn read<'de, T: ChoiceType, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Json::deserialize(deserializer).and_then(|value| make(value).map_err(de::Error::custom))
}

/// Gives a tuple struct of one [`Json`] what a restricted value has.
macro_rules! choice_type {
    ($name:ident) => {
        impl $name {
            /// Checks that a value is one of those listed.
            ///
            /// # Errors
            /// When it is not.
            pub fn new(
                value: $crate::runtime::Json,
            ) -> ::core::result::Result<Self, $crate::runtime::Invalid> {
                $crate::runtime::choice::make(value)
            }

            /// The value.
            #[must_use]
            pub const fn get(&self) -> &$crate::runtime::Json {
                &self.0
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::runtime::Invalid;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                text.parse().and_then(Self::new)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::choice::read(deserializer)
            }
        }

        impl $crate::runtime::Checked for $name {
            fn inspect(
                value: &::serde_json::value::RawValue,
                report: &mut $crate::runtime::Report,
            ) {
                report.one_of(value, <Self as $crate::runtime::ChoiceType>::VALUES);
            }
        }
    };
}

pub(crate) use choice_type;
