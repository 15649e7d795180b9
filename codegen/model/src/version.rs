//! Versions of a payload.

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
    /// Reads `MAJOR.MINOR`: decimal digits without leading zeros, the major at least 1.
    pub fn parse(text: &str) -> Option<Self> {
        let (major, minor) = text.split_once('.')?;
        let version = Self { major: number(major)?, minor: number(minor)? };
        (version.major >= 1).then_some(version)
    }
}

fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let leading_zero = text.len() > 1 && text.starts_with('0');
    if digits && !leading_zero { text.parse().ok() } else { None }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_major_dot_minor_is_a_version() {
        assert_eq!(Version::parse("1.10"), Some(Version { major: 1, minor: 10 }));
        for bad in
            ["1", "1.", ".1", "v1.0", "0.1", "01.0", "1.00", "1.0.0", "+1.0", "1.0 ", "99999999999.0", ""]
        {
            assert_eq!(Version::parse(bad), None, "{bad}");
        }
    }
}
