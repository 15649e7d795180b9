//! Lists of strings: the code that enums share.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{self, Visitor};
use serde_json::value::RawValue;

use super::report::{Report, unknown_word};
use super::rules::Invalid;

/// A string that an open list does not contain. It is made by the list's own conversions, so a
/// value that is listed cannot hide in it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unlisted<T> {
    text: String,
    list: PhantomData<fn() -> T>,
}

impl<T> Unlisted<T> {
    pub(crate) const fn assume(text: String) -> Self {
        Self { text, list: PhantomData }
    }

    /// The string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<T> fmt::Debug for Unlisted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

/// An enum of strings. Only the types of this crate implement it.
pub trait WordType: Sized {
    /// The strings on the wire, in the order of the catalog.
    const WORDS: &'static [&'static str];
    /// Whether values that are not listed are admitted.
    const OPEN: bool;

    /// The value that is written so; for an open list, any string has one.
    fn from_word(text: Cow<'_, str>) -> Option<Self>;

    /// How the value is written.
    fn word(&self) -> &str;
}

/// Checks a string and makes it a value.
pub(crate) fn make<T: WordType>(text: Cow<'_, str>) -> Result<T, Invalid> {
    T::from_word(text).ok_or_else(|| unknown_word(T::WORDS))
}

/// Reads a value.
pub(crate) fn read<'de, T: WordType, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct Words<T>(PhantomData<T>);

    impl<T: WordType> Visitor<'_> for Words<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        #[inline]
        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            make(Cow::Borrowed(text)).map_err(E::custom)
        }

        fn visit_string<E: de::Error>(self, text: String) -> Result<T, E> {
            make(Cow::Owned(text)).map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Words(PhantomData))
}

/// Reports a string that is not listed.
pub(crate) fn inspect<T: WordType>(value: &RawValue, report: &mut Report) {
    if let Some(text) = report.string(value, &[])
        && !T::OPEN
        && !T::WORDS.contains(&text.as_str())
    {
        report.broken(unknown_word(T::WORDS), value);
    }
}

/// Gives an enum of strings the conversions it needs.
macro_rules! word_type {
    ($name:ident) => {
        impl $name {
            /// The string on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                $crate::runtime::WordType::word(self)
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::runtime::Invalid;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                $crate::runtime::words::make(text.into())
            }
        }

        impl ::core::convert::TryFrom<::std::string::String> for $name {
            type Error = $crate::runtime::Invalid;

            fn try_from(text: ::std::string::String) -> ::core::result::Result<Self, Self::Error> {
                $crate::runtime::words::make(text.into())
            }
        }

        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::runtime::Invalid;

            fn try_from(text: &str) -> ::core::result::Result<Self, Self::Error> {
                $crate::runtime::words::make(text.into())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::words::read(deserializer)
            }
        }

        impl $crate::runtime::Checked for $name {
            fn inspect(
                value: &::serde_json::value::RawValue,
                report: &mut $crate::runtime::Report,
            ) {
                $crate::runtime::words::inspect::<Self>(value, report);
            }
        }
    };
}

pub(crate) use word_type;
