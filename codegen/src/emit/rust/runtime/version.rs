//! Versions of payloads, and how the envelope writes them.

use std::fmt;

/// `MAJOR.MINOR` of an event's payload. A minor version adds compatibly; a major version may break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// Counts breaking changes, from 1.
    pub major: u32,
    /// Counts compatible additions since the major version, from 0.
    pub minor: u32,
}

impl Version {
    /// A version.
    #[must_use]
    pub const fn new(major: u32, minor: u32) -> Self {
        Self { major, minor }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// Reads `MAJOR.MINOR`.
impl std::str::FromStr for Version {
    type Err = super::rules::Invalid;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let form = VersionForm { before: "", between: Some("."), after: "" };
        form.read(text).ok_or_else(|| super::rules::Invalid::new("format", "must be MAJOR.MINOR"))
    }
}

/// How the envelope writes a version.
#[derive(Debug, Clone, Copy)]
pub struct VersionForm {
    /// What stands before the major.
    pub before: &'static str,
    /// What stands between the major and the minor; `None` where only the major is written.
    pub between: Option<&'static str>,
    /// What stands at the end.
    pub after: &'static str,
}

impl VersionForm {
    /// Writes a version.
    #[must_use]
    pub fn write(self, version: Version) -> String {
        let Self { before, between, after } = self;
        match between {
            Some(between) => format!("{before}{}{between}{}{after}", version.major, version.minor),
            None => format!("{before}{}{after}", version.major),
        }
    }

    /// Reads a version; the minor is 0 where only the major is written.
    #[must_use]
    pub fn read(self, text: &str) -> Option<Version> {
        let text = text.strip_prefix(self.before)?.strip_suffix(self.after)?;
        let (major, minor) = match self.between {
            Some(between) => text.split_once(between)?,
            None => (text, "0"),
        };
        let version = Version { major: number(major)?, minor: number(minor)? };
        (version.major > 0).then_some(version)
    }
}

/// Decimal digits without leading zeros.
fn number(text: &str) -> Option<u32> {
    let padded = text.len() > 1 && text.starts_with('0');
    if padded || !text.bytes().all(|byte| byte.is_ascii_digit()) { None } else { text.parse().ok() }
}
