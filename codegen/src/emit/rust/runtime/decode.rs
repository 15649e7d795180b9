//! Reading JSON into a type, with every broken rule where that fails.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::error::{DecodeError, Violation};
use super::pass;
use super::report::{self, Checked};

/// Why a text could not be read.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It is not JSON.
    Syntax(String),
    /// It breaks rules.
    Violations(Vec<Violation>),
}

impl Failure {
    /// The error to give, from the one for broken rules.
    pub(crate) fn or(self, violations: impl FnOnce(Vec<Violation>) -> DecodeError) -> DecodeError {
        match self {
            Self::Syntax(message) => DecodeError::Syntax { message },
            Self::Violations(found) => violations(found),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Syntax(error.to_string())
    }
}

/// Reads a value.
///
/// The types check what they read, so serde's first pass is the last for nearly every message. The
/// second looks at the text itself: to find every broken rule, and to decide what serde's view of
/// the text cannot (numbers beyond 53 bits with an exponent, the same member twice: the last
/// counts).
pub(crate) fn decode<T: DeserializeOwned + Checked>(json: &[u8]) -> Result<T, Failure> {
    let (read, rounded) = pass::first(|| serde_json::from_slice(json));
    match read {
        Ok(value) if !rounded => Ok(value),
        Ok(_) | Err(_) => {
            let normal = normalise::<T>(json)?;
            Ok(read_checked(&normal)?)
        }
    }
}

/// The text as the type reads it, or every rule it breaks.
pub(crate) fn normalise<T: Checked>(json: &[u8]) -> Result<String, Failure> {
    let raw: &RawValue = serde_json::from_slice(json)?;
    report::inspect::<T>(raw).map_err(Failure::Violations)
}

/// Reads a text that [`normalise`] gave back.
pub(crate) fn read_checked<'a, T: Deserialize<'a>>(normal: &'a str) -> serde_json::Result<T> {
    pass::checked(|| serde_json::from_str(normal))
}
