//! Strings of bounded length, and the code that all constrained strings share.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use super::report::{Checked, Report};
use super::rules::{Invalid, StringRule};

/// A string of at least `MIN` and at most `MAX` code points.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Text<const MIN: usize = 0, const MAX: usize = { usize::MAX }>(String);

/// A string type with rules. Only the types of this crate implement it.
pub trait StringType: Sized {
    /// The rules.
    fn rules() -> &'static [StringRule];

    /// Takes a text that satisfies the rules.
    fn assume(text: String) -> Self;
}

/// Checks a text and makes it a value.
pub(crate) fn make<T: StringType>(text: String) -> Result<T, Invalid> {
    match T::rules().iter().find(|rule| !rule.admits(&text)) {
        None => Ok(T::assume(text)),
        Some(rule) => Err(rule.broken()),
    }
}

/// Reads a value, checking it in place.
pub(crate) fn read<'de, T: StringType, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    struct Texts<T>(PhantomData<T>);

    impl<T: StringType> Visitor<'_> for Texts<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        #[inline]
        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            self.visit_string(text.to_owned())
        }

        #[inline]
        fn visit_string<E: de::Error>(self, text: String) -> Result<T, E> {
            make(text).map_err(E::custom)
        }
    }

    deserializer.deserialize_string(Texts(PhantomData))
}

/// Reports the rules that a text breaks.
pub(crate) fn inspect<T: StringType>(value: &RawValue, report: &mut Report) {
    report.string(value, T::rules());
}

impl<const MIN: usize, const MAX: usize> StringType for Text<MIN, MAX> {
    fn rules() -> &'static [StringRule] {
        const { &[StringRule::MinLength(MIN), StringRule::MaxLength(MAX)] }
    }

    fn assume(text: String) -> Self {
        Self(text)
    }
}

impl<const MIN: usize, const MAX: usize> Text<MIN, MAX> {
    /// Checks the length of a text.
    ///
    /// # Errors
    /// When it is out of bounds.
    pub fn new(text: impl Into<String>) -> Result<Self, Invalid> {
        make(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, owned.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl<const MIN: usize, const MAX: usize> Deref for Text<MIN, MAX> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const MIN: usize, const MAX: usize> AsRef<str> for Text<MIN, MAX> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<const MIN: usize, const MAX: usize> fmt::Debug for Text<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<const MIN: usize, const MAX: usize> fmt::Display for Text<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<const MIN: usize, const MAX: usize> FromStr for Text<MIN, MAX> {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::new(text)
    }
}

impl<const MIN: usize, const MAX: usize> TryFrom<String> for Text<MIN, MAX> {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        Self::new(text)
    }
}

impl<const MIN: usize, const MAX: usize> TryFrom<&str> for Text<MIN, MAX> {
    type Error = Invalid;

    fn try_from(text: &str) -> Result<Self, Invalid> {
        Self::new(text)
    }
}

impl<const MIN: usize, const MAX: usize> From<Text<MIN, MAX>> for String {
    fn from(text: Text<MIN, MAX>) -> Self {
        text.0
    }
}

impl<'de, const MIN: usize, const MAX: usize> Deserialize<'de> for Text<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl<const MIN: usize, const MAX: usize> Checked for Text<MIN, MAX> {
    fn inspect(value: &RawValue, report: &mut Report) {
        inspect::<Self>(value, report);
    }
}

/// Gives a tuple struct of one `String` what a constrained string has.
macro_rules! string_type {
    ($name:ident) => {
        impl $name {
            /// Checks a text against the rules of the type.
            ///
            /// # Errors
            /// When it breaks one.
            pub fn new(
                text: impl ::core::convert::Into<::std::string::String>,
            ) -> ::core::result::Result<Self, $crate::runtime::Invalid> {
                $crate::runtime::text::make(text.into())
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, owned.
            #[must_use]
            pub fn into_string(self) -> ::std::string::String {
                self.0
            }
        }

        impl ::core::ops::Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::runtime::Invalid;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                Self::new(text)
            }
        }

        impl ::core::convert::TryFrom<::std::string::String> for $name {
            type Error = $crate::runtime::Invalid;

            fn try_from(text: ::std::string::String) -> ::core::result::Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::runtime::Invalid;

            fn try_from(text: &str) -> ::core::result::Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::text::read(deserializer)
            }
        }

        impl $crate::runtime::Checked for $name {
            fn inspect(
                value: &::serde_json::value::RawValue,
                report: &mut $crate::runtime::Report,
            ) {
                $crate::runtime::text::inspect::<Self>(value, report);
            }
        }
    };
}

pub(crate) use string_type;
