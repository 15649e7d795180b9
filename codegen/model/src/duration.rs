//! Durations of delivery settings.

use std::fmt;

/// A length of time, exact to the millisecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    /// Milliseconds.
    pub millis: u64,
}

const UNITS: [(&str, u64); 5] = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

impl Duration {
    /// Reads an integer and one of the units `ms`, `s`, `m`, `h`, `d`: `250ms`, `24h`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.find(|c: char| !c.is_ascii_digit())?;
        let (count, unit) = text.split_at(digits);
        let (_, factor) = UNITS.iter().find(|(name, _)| *name == unit)?;
        Some(Self { millis: count.parse::<u64>().ok()?.checked_mul(*factor)? })
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (unit, factor) =
            UNITS.into_iter().find(|(_, factor)| self.millis.is_multiple_of(*factor)).unwrap_or(("ms", 1));
        write!(f, "{}{unit}", self.millis / factor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_back_as_written() {
        for text in ["250ms", "1s", "90s", "5m", "23h", "7d"] {
            assert_eq!(Duration::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Duration::parse("24h").unwrap().to_string(), "1d");
        for bad in [
            "",
            "s",
            "1",
            "1 s",
            "1.5s",
            "-1s",
            "1sec",
            "1S",
            "99999999999999999999d",
            "18446744073709551615d",
        ] {
            assert_eq!(Duration::parse(bad), None, "{bad}");
        }
    }
}
