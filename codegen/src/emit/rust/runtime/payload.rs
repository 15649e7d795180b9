//! What every payload has.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::decode;
use super::error::{DecodeError, EncodeError};
use super::report::Checked;
use super::version::Version;

/// A version of an event's payload. Only the types of this crate implement it.
pub trait Payload:
    Checked + Clone + fmt::Debug + DeserializeOwned + PartialEq + Serialize + 'static
{
    /// The routing key of the event.
    const KEY: &'static str;
    /// The version.
    const VERSION: Version;
    /// The publisher as the envelope names it.
    const PUBLISHER: &'static str;

    /// Reads a payload, without its envelope.
    ///
    /// # Errors
    /// When the text is not JSON, or with every rule that the payload breaks.
    fn decode(json: &[u8]) -> Result<Self, DecodeError> {
        decode::decode(json).map_err(|failure| {
            failure.or(|violations| DecodeError::Payload {
                event: Self::KEY,
                version: Self::VERSION,
                violations,
            })
        })
    }

    /// Writes the payload, without an envelope.
    ///
    /// # Errors
    /// When the payload breaks a rule that its type cannot rule out.
    fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        serde_json::to_vec(self).map_err(EncodeError::new)
    }
}

/// A payload of a type that is not known at compile time.
pub(crate) trait DynPayload {
    fn key(&self) -> &'static str;
    fn version(&self) -> Version;
    fn encode(&self) -> Result<Vec<u8>, EncodeError>;
}

impl<P: Payload> DynPayload for P {
    fn key(&self) -> &'static str {
        P::KEY
    }

    fn version(&self) -> Version {
        P::VERSION
    }

    fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        Payload::encode(self)
    }
}
