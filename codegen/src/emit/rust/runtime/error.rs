//! What can go wrong with a message.

use std::fmt;

use super::rules::Invalid;
use super::version::Version;

/// The longest value that an error message shows, in characters.
const SHOWN: usize = 80;

/// A rule of the catalog that a value breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where the value stands: a JSON Pointer such as `/items/0/quantity`; empty for the whole.
    pub pointer: String,
    /// The rule, by the name of its JSON Schema keyword.
    pub keyword: &'static str,
    /// What the rule asks for: `must be at least 1`.
    pub expected: String,
    /// The value as it was written, shortened; `<redacted>` where the catalog says it is sensitive.
    /// Empty where nothing is there.
    pub value: String,
}

impl Violation {
    pub(crate) fn new(pointer: String, invalid: Invalid, value: &str, hidden: bool) -> Self {
        let value = match (invalid.keyword, hidden) {
            ("required", _) => String::new(),
            (_, true) => "<redacted>".to_owned(),
            (_, false) => shortened(value),
        };
        Self { pointer, keyword: invalid.keyword, expected: invalid.expected.into_owned(), value }
    }
}

/// The text, or its beginning and an ellipsis.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some(_) => text.chars().take(SHOWN - 1).chain(['…']).collect(),
        None => text.to_owned(),
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() { "the value" } else { &self.pointer };
        write!(f, "{place} {} (`{}`)", self.expected, self.keyword)?;
        if self.value.is_empty() { Ok(()) } else { write!(f, ", is {}", self.value) }
    }
}

/// A message could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// It is not JSON.
    Syntax {
        /// What the parser says.
        message: String,
    },
    /// Its envelope breaks rules.
    Envelope {
        /// Every rule that is broken.
        violations: Vec<Violation>,
    },
    /// The envelope names another event than was asked for.
    WrongEvent {
        /// The routing key that was asked for.
        expected: String,
        /// The routing key in the envelope.
        found: String,
    },
    /// The catalog has no event with this routing key.
    UnknownEvent {
        /// The routing key.
        event: String,
    },
    /// The service did not sign to consume the event.
    NotConsumed {
        /// The routing key.
        event: String,
        /// The service.
        service: &'static str,
    },
    /// The version is not in the form that the catalog gives it, or its major is unknown.
    UnknownVersion {
        /// The routing key.
        event: String,
        /// The version as written.
        version: String,
        /// The versions that can be read.
        known: Vec<Version>,
    },
    /// The envelope names another publisher than the event's.
    WrongPublisher {
        /// The routing key.
        event: &'static str,
        /// The publisher of the event.
        expected: &'static str,
        /// The publisher in the envelope.
        found: String,
    },
    /// Its payload breaks rules.
    Payload {
        /// The routing key.
        event: &'static str,
        /// The version of the payload.
        version: Version,
        /// Every rule that is broken.
        violations: Vec<Violation>,
    },
}

impl DecodeError {
    /// The rules that are broken, if that is what is wrong.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        match self {
            Self::Envelope { violations } | Self::Payload { violations, .. } => violations,
            _ => &[],
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { message } => write!(f, "the message is not JSON: {message}"),
            Self::Envelope { violations } => {
                f.write_str("the envelope is invalid: ")?;
                list(f, violations)
            }
            Self::WrongEvent { expected, found } => {
                write!(f, "the message is of `{}`, not of `{expected}`", shortened(found))
            }
            Self::UnknownEvent { event } => write!(f, "there is no event `{}`", shortened(event)),
            Self::NotConsumed { event, service } => {
                write!(f, "service {service} does not consume `{event}`")
            }
            Self::UnknownVersion { event, version, known } => {
                write!(f, "version `{}` of `{event}` is unknown; known:", shortened(version))?;
                known.iter().try_for_each(|version| write!(f, " {version}"))
            }
            Self::WrongPublisher { event, expected, found } => {
                write!(f, "`{event}` is published by `{expected}`, not by `{}`", shortened(found))
            }
            Self::Payload { event, version, violations } => {
                write!(f, "the payload of `{event}` {version} is invalid: ")?;
                list(f, violations)
            }
        }
    }
}

fn list(f: &mut fmt::Formatter<'_>, violations: &[Violation]) -> fmt::Result {
    for (at, violation) in violations.iter().enumerate() {
        let separator = if at > 0 { "; " } else { "" };
        write!(f, "{separator}{violation}")?;
    }
    Ok(())
}

impl std::error::Error for DecodeError {}

/// A message cannot be written: a value breaks a rule that its type cannot rule out, such as a least
/// number of members, or there is no id for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodeError {
    message: String,
}

impl EncodeError {
    pub(crate) fn new(cause: impl fmt::Display) -> Self {
        Self { message: cause.to_string() }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the message cannot be written: {}", self.message)
    }
}

impl std::error::Error for EncodeError {}
