//! Numbers that keep their exact text.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::value::RawValue;

use super::rules::Invalid;

/// A JSON number as it was written. Comparison is by value: `1.0` equals `1`.
#[derive(Clone, Serialize)]
#[serde(transparent)]
pub struct Number(Box<RawValue>);

/// A value as `0.digits * 10^exponent`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Exact {
    negative: bool,
    /// Without leading or trailing zeros; empty for zero.
    digits: String,
    exponent: i64,
}

impl Number {
    /// The number as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// The nearest floating-point number.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.as_str().parse().unwrap_or(f64::NAN)
    }

    /// The value, if it is a whole number that fits.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        self.exact().to_i64()
    }

    /// Whether this divided by `step` is a whole number, exactly.
    #[must_use]
    pub fn is_multiple_of(&self, step: &Self) -> bool {
        self.exact().is_multiple_of(&step.exact())
    }

    pub(crate) fn exact(&self) -> Exact {
        Exact::parse(self.as_str()).unwrap_or_default()
    }
}

impl Exact {
    /// Reads a number in JSON's grammar.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let negative = text.starts_with('-');
        let rest = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
            None => (rest, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (mantissa, ""),
        };
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let padded = whole.len() > 1 && whole.starts_with('0');
        if whole.is_empty() || padded || !is_digits(whole) || !is_digits(fraction) {
            return None;
        }
        let joined = format!("{whole}{fraction}");
        let unpadded = joined.trim_start_matches('0');
        let dropped = joined.len() - unpadded.len();
        let digits = unpadded.trim_end_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Self::default());
        }
        let point = i64::try_from(whole.len()).ok()? - i64::try_from(dropped).ok()?;
        Some(Self { negative, digits, exponent: exponent.checked_add(point)? })
    }

    /// The power of ten of the last digit.
    fn last_place(&self) -> i64 {
        self.exponent - i64::try_from(self.digits.len()).unwrap_or(i64::MAX)
    }

    pub(crate) fn to_i64(&self) -> Option<i64> {
        if self.digits.is_empty() {
            return Some(0);
        }
        let zeros = usize::try_from(self.last_place()).ok().filter(|zeros| *zeros < 20)?;
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}{}{}", self.digits, "0".repeat(zeros)).parse().ok()
    }

    fn is_multiple_of(&self, step: &Self) -> bool {
        let Ok(divisor) = step.digits.parse::<u128>() else {
            return false;
        };
        // The digits end in something other than zero, so a finer last place leaves a remainder.
        let shift = self.last_place() - step.last_place();
        if self.digits.is_empty() || shift < 0 {
            return self.digits.is_empty();
        }
        // A divisor below 10^37 has fewer than 128 factors of two or five: more zeros change nothing.
        let zeros = usize::try_from(shift).unwrap_or(128).min(128);
        let digits = self.digits.bytes().map(|byte| u128::from(byte - b'0'));
        let next = |rest: u128, digit: u128| {
            rest.checked_mul(10).and_then(|rest| (rest + digit).checked_rem(divisor)).unwrap_or(1)
        };
        digits.chain(std::iter::repeat_n(0, zeros)).fold(0, next) == 0
    }

    /// A text that is the same for equal values.
    pub(crate) fn canonical(&self) -> String {
        if let Some(whole) = self.to_i64() {
            return whole.to_string();
        }
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}{}e{}", self.digits, self.last_place())
    }

    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }
}

fn read_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // An exponent beyond this range cannot change how two numbers compare.
    let magnitude = digits.parse::<i64>().unwrap_or(i64::MAX / 4).min(i64::MAX / 4);
    Some(if text.starts_with('-') { -magnitude } else { magnitude })
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        self.sign().cmp(&other.sign()).then_with(|| {
            // Both begin with a digit other than zero, so the exponent decides before the digits do.
            let magnitude =
                self.exponent.cmp(&other.exponent).then_with(|| self.digits.cmp(&other.digits));
            if self.negative { magnitude.reverse() } else { magnitude }
        })
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.exact().cmp(&other.exact())
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.exact() == other.exact()
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.exact().hash(state);
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Number {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::kind("a number");
        Exact::parse(text).ok_or_else(invalid)?;
        RawValue::from_string(text.to_owned()).map(Self).map_err(|_| invalid())
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        // The text of a whole number is always JSON.
        value.to_string().parse().unwrap_or_else(|_| Self(RawValue::NULL.to_owned()))
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self::from(i64::from(value))
    }
}

/// Takes the shortest text that reads as the same floating-point number.
impl TryFrom<f64> for Number {
    type Error = Invalid;

    fn try_from(value: f64) -> Result<Self, Invalid> {
        value.to_string().parse()
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        if raw.get().starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            Ok(Self(raw))
        } else {
            Err(de::Error::custom(Invalid::kind("a number")))
        }
    }
}
