//! JSON numbers that keep their exact text.

use std::cmp::Ordering;
use std::fmt;

/// A JSON number (RFC 8259, section 6), as written. Comparison is by value: `1.0` equals `1`.
#[derive(Debug, Clone)]
pub struct Number {
    text: String,
    negative: bool,
    /// Significant digits without leading or trailing zeros; empty for zero.
    digits: String,
    /// The value is `0.digits * 10^exponent`.
    exponent: i64,
}

impl Number {
    /// Reads a number in JSON's grammar; anything else is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let negative = text.starts_with('-');
        let rest = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = match rest.find(['e', 'E']) {
            Some(at) => (rest.get(..at)?, read_exponent(rest.get(at + 1..)?)?),
            None => (rest, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (mantissa, ""),
        };
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty()
            || !all_digits(whole)
            || !all_digits(fraction)
            || (whole.len() > 1 && whole.starts_with('0'))
        {
            return None;
        }
        let joined = format!("{whole}{fraction}");
        let unpadded = joined.trim_start_matches('0');
        let dropped = joined.len() - unpadded.len();
        let digits = unpadded.trim_end_matches('0').to_owned();
        let exponent = if digits.is_empty() {
            0
        } else {
            let point = i64::try_from(whole.len()).ok()? - i64::try_from(dropped).ok()?;
            exponent.checked_add(point)?
        };
        Some(Self { text: text.to_owned(), negative: negative && !digits.is_empty(), digits, exponent })
    }

    /// The number as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the value is a whole number, as JSON Schema means `integer`: `3.0` and `1e2` are.
    pub fn is_integer(&self) -> bool {
        i64::try_from(self.digits.len()).is_ok_and(|len| len <= self.exponent) || self.digits.is_empty()
    }

    /// Whether the value is zero.
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Whether the value is below zero.
    pub const fn is_negative(&self) -> bool {
        self.negative
    }

    /// The value as an `i128`, if it is a whole number that fits.
    pub fn to_i128(&self) -> Option<i128> {
        if self.digits.is_empty() {
            return Some(0);
        }
        if !self.is_integer() || self.exponent > 39 {
            return None;
        }
        let zeros = usize::try_from(self.exponent).ok()? - self.digits.len();
        let magnitude: i128 = format!("{}{}", self.digits, "0".repeat(zeros)).parse().ok()?;
        Some(if self.negative { -magnitude } else { magnitude })
    }

    /// The value as an `i64`, if it is a whole number that fits.
    pub fn to_i64(&self) -> Option<i64> {
        self.to_i128().and_then(|value| i64::try_from(value).ok())
    }

    /// The nearest `f64`.
    pub fn to_f64(&self) -> f64 {
        self.text.parse().unwrap_or(f64::NAN)
    }

    /// The digits after the decimal point that the value needs: 0 for `3.0`, 2 for `0.05`.
    pub fn scale(&self) -> u64 {
        let digits = i64::try_from(self.digits.len()).unwrap_or(i64::MAX);
        u64::try_from(digits.saturating_sub(self.exponent)).unwrap_or(0)
    }
}

fn read_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // An exponent beyond this range cannot change how two numbers compare.
    let magnitude = digits.parse::<i64>().unwrap_or(i64::MAX / 4).min(i64::MAX / 4);
    Some(if text.starts_with('-') { -magnitude } else { magnitude })
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |n: &Self| match (n.digits.is_empty(), n.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        sign(self).cmp(&sign(other)).then_with(|| {
            // Both begin with a non-zero digit, so the exponent decides before the digits do.
            let magnitude = self.exponent.cmp(&other.exponent).then_with(|| self.digits.cmp(&other.digits));
            if self.negative { magnitude.reverse() } else { magnitude }
        })
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn the_grammar_is_jsons() {
        for bad in ["", "-", "+1", "01", "1.", ".5", "1e", "0x1", "1_0", "Infinity", "1.e1", " 1"] {
            assert!(Number::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn comparison_is_exact() {
        assert_eq!(n("1.0"), n("1"));
        assert_eq!(n("100"), n("1e2"));
        assert_eq!(n("-0"), n("0.000"));
        assert!(n("9007199254740993") > n("9007199254740992"));
        assert!(n("-2") < n("-1.5"));
        assert!(n("0.05") < n("0.5"));
        assert!(n("12") > n("9"));
        assert!(n("1e999999999999999999999") > n("1e10"));
    }

    #[test]
    fn whole_numbers_are_integers_however_written() {
        assert!(
            n("3.0").is_integer() && n("1e2").is_integer() && n("0").is_integer() && n("-0.0").is_integer()
        );
        assert!(!n("3.5").is_integer() && !n("1e-1").is_integer());
        assert_eq!(n("120e1").to_i64(), Some(1200));
        assert_eq!(n("-9223372036854775808").to_i64(), Some(i64::MIN));
        assert_eq!(n("9223372036854775808").to_i64(), None);
        assert_eq!(n("1e400").to_i128(), None);
        assert_eq!(n("0.050").scale(), 2);
        assert_eq!(n("300").scale(), 0);
    }
}
