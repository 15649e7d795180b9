//! Absent, null and there: members that may be each, and the plain types.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::value::RawValue;

use super::json::Json;
use super::report::{Checked, Report};

/// A member that may be absent and may also be `null`, which are two things: in a partial update,
/// say, absent is "leave it" and null is "unset it".
///
/// A member that may only be absent is an `Option`, which refuses `null`; one that may only be
/// `null` is an `Option` that must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Maybe<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// Whether the member is not there.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is there, `null` or not.
    pub const fn is_there(&self) -> bool {
        !self.is_absent()
    }

    /// Whether the member is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value, if there is one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, owned, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: Serialize> Serialize for Maybe<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|value| value.map_or(Self::Null, Self::Value))
    }
}

/// Reads a member that may be absent but not null: serde's `Option` would take null for absent.
pub(crate) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// `null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(into = "()")]
pub struct Null;

impl From<Null> for () {
    fn from(_: Null) {}
}

impl<'de> Deserialize<'de> for Null {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <()>::deserialize(deserializer).map(|()| Self)
    }
}

impl Checked for Null {
    fn inspect(value: &RawValue, report: &mut Report) {
        report.literal(value, "null", &["null"]);
    }
}

impl Checked for bool {
    fn inspect(value: &RawValue, report: &mut Report) {
        report.literal(value, "true or false", &["true", "false"]);
    }
}

/// `true` or `false`, always the one that the type says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Always<const VALUE: bool>;

impl<const VALUE: bool> Always<VALUE> {
    /// The value.
    #[must_use]
    pub const fn get(self) -> bool {
        VALUE
    }
}

impl<const VALUE: bool> Serialize for Always<VALUE> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(VALUE)
    }
}

impl<'de, const VALUE: bool> Deserialize<'de> for Always<VALUE> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = bool::deserialize(deserializer)?;
        if value == VALUE {
            Ok(Self)
        } else {
            Err(de::Error::custom(format_args!("must be {VALUE}")))
        }
    }
}

impl<const VALUE: bool> Checked for Always<VALUE> {
    fn inspect(value: &RawValue, report: &mut Report) {
        report.one_of(value, &[if VALUE { "true" } else { "false" }]);
    }
}

impl Checked for String {
    fn inspect(value: &RawValue, report: &mut Report) {
        report.string(value, &[]);
    }
}

impl Checked for Json {
    fn inspect(value: &RawValue, report: &mut Report) {
        report.any(value);
    }
}

impl<T: Checked> Checked for Option<T> {
    fn inspect(value: &RawValue, report: &mut Report) {
        report.nullable(value, T::inspect);
    }
}

impl<T: Checked> Checked for Box<T> {
    fn inspect(value: &RawValue, report: &mut Report) {
        T::inspect(value, report);
    }
}
