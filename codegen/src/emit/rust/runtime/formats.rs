//! Strings of the formats that the catalog asserts. Each keeps the text as it was written.

use serde::Serialize;

use super::rules::StringRule;
use super::text::{StringType, string_type};

/// A `format` with a written grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 3339 `date-time`.
    DateTime,
    /// RFC 3339 `full-date`.
    Date,
    /// RFC 3339 `full-time`.
    Time,
    /// RFC 3339 appendix A `duration`.
    Duration,
    /// RFC 9562 textual form.
    Uuid,
    /// An address `local@domain` in ASCII.
    Email,
    /// An absolute URI of RFC 3986.
    Uri,
    /// Four decimal octets.
    Ipv4,
    /// RFC 4291 section 2.2, no zone.
    Ipv6,
    /// RFC 1123 host name.
    Hostname,
    /// A decimal number in plain notation.
    Decimal,
}

impl Format {
    /// The name in JSON Schema.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DateTime => "date-time",
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Uuid => "uuid",
            Self::Email => "email",
            Self::Uri => "uri",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Hostname => "hostname",
            Self::Decimal => "decimal",
        }
    }

    /// Whether a text is of the format.
    #[must_use]
    pub fn admits(self, text: &str) -> bool {
        match self {
            Self::DateTime => is_date_time(text),
            Self::Date => is_date(text),
            Self::Time => is_time(text),
            Self::Duration => is_duration(text),
            Self::Uuid => is_uuid(text),
            Self::Email => is_email(text),
            Self::Uri => is_uri(text),
            Self::Ipv4 => text.parse::<std::net::Ipv4Addr>().is_ok(),
            Self::Ipv6 => text.parse::<std::net::Ipv6Addr>().is_ok(),
            Self::Hostname => text.len() <= 253 && is_host(text),
            Self::Decimal => is_decimal(text),
        }
    }
}

/// Declares a type of one format.
macro_rules! format_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl StringType for $name {
            fn rules() -> &'static [StringRule] {
                &[StringRule::Format(Format::$name)]
            }

            fn assume(text: String) -> Self {
                Self(text)
            }
        }

        string_type!($name);
    };
}

format_type!(
    /// A point in time: RFC 3339 `date-time`, such as `2026-01-15T10:30:00Z`. Order is that of the
    /// text, not of time.
    DateTime
);
format_type!(
    /// A day: RFC 3339 `full-date`, such as `2026-01-15`.
    Date
);
format_type!(
    /// A time of day with an offset: RFC 3339 `full-time`, such as `10:30:00Z`.
    Time
);
format_type!(
    /// A length of time: RFC 3339 appendix A, such as `P1DT12H`.
    Duration
);
format_type!(
    /// A UUID in the textual form of RFC 9562, in either case.
    Uuid
);
format_type!(
    /// An email address `local@domain` in ASCII.
    Email
);
format_type!(
    /// An absolute URI of RFC 3986.
    Uri
);
format_type!(
    /// An IPv4 address: four decimal octets.
    Ipv4
);
format_type!(
    /// An IPv6 address of RFC 4291 section 2.2, without a zone.
    Ipv6
);
format_type!(
    /// A host name of RFC 1123.
    Hostname
);
format_type!(
    /// A decimal number in plain notation, such as `-12.50`. It is never a float: read the text
    /// into the decimal type of your choice.
    Decimal
);

/// The number that so many digits at a place make.
fn digits(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    bytes.get(at..at + count)?.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'))
    })
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && has_date(text.as_bytes())
}

/// Whether a text begins with a day that exists.
fn has_date(bytes: &[u8]) -> bool {
    let (Some(year), Some(month), Some(day)) =
        (digits(bytes, 0, 4), digits(bytes, 5, 2), digits(bytes, 8, 2))
    else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-') && (1..=last).contains(&day)
}

fn is_date_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    has_date(bytes)
        && matches!(bytes.get(10), Some(b'T' | b't'))
        && bytes.get(11..).is_some_and(is_full_time)
}

fn is_time(text: &str) -> bool {
    is_full_time(text.as_bytes())
}

fn is_full_time(bytes: &[u8]) -> bool {
    let (Some(hour), Some(minute), Some(second)) =
        (digits(bytes, 0, 2), digits(bytes, 3, 2), digits(bytes, 6, 2))
    else {
        return false;
    };
    let mut rest = bytes.get(8..).unwrap_or_default();
    if let Some(fraction) = rest.strip_prefix(b".") {
        let count = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 {
            return false;
        }
        rest = fraction.get(count..).unwrap_or_default();
    }
    let Some(offset) = offset(rest) else {
        return false;
    };
    // A leap second is inserted before midnight in UTC.
    let utc = (hour * 60 + minute + 1440 - offset) % 1440;
    let second_exists = second < 60 || (second == 60 && utc == 23 * 60 + 59);
    bytes.get(2) == Some(&b':')
        && bytes.get(5) == Some(&b':')
        && hour < 24
        && minute < 60
        && second_exists
}

/// The minutes that an offset is ahead of UTC, as a part of a day.
fn offset(bytes: &[u8]) -> Option<u32> {
    match bytes {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), _, _, b':', _, _] => {
            let (hour, minute) = (digits(bytes, 1, 2)?, digits(bytes, 4, 2)?);
            if hour > 23 || minute > 59 {
                return None;
            }
            let minutes = hour * 60 + minute;
            Some(if *sign == b'+' { minutes } else { 1440 - minutes })
        }
        _ => None,
    }
}

fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    match rest.split_once('T') {
        Some((date, time)) => (date.is_empty() || is_units(date, "YMD")) && is_units(time, "HMS"),
        None => is_units(rest, "YMD") || is_units(rest, "W"),
    }
}

/// Whether a text is one or more numbers with units that follow each other without a gap.
fn is_units(text: &str, units: &str) -> bool {
    let mut rest = text;
    let mut next: Option<&str> = None;
    while !rest.is_empty() {
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let Some(unit) = number.chars().next().filter(|_| number.len() < rest.len()) else {
            return false;
        };
        let follows = match next {
            None => units.find(unit),
            Some(after) => after.starts_with(unit).then_some(units.len() - after.len()),
        };
        let Some(at) = follows else {
            return false;
        };
        next = units.get(at + 1..);
        rest = number.get(1..).unwrap_or_default();
    }
    next.is_some()
}

fn is_uuid(text: &str) -> bool {
    let is_part = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == 36 && text.bytes().enumerate().all(is_part)
}

fn is_email(text: &str) -> bool {
    let is_atom = |atom: &str| {
        !atom.is_empty()
            && atom
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&byte))
    };
    let parts = text.split_once('@');
    text.len() <= 254
        && parts.is_some_and(|(local, domain)| local.split('.').all(is_atom) && is_host(domain))
}

fn is_host(text: &str) -> bool {
    text.split('.').all(|label| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}

fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte));
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (hierarchy, query) = rest.split_once('?').unwrap_or((rest, ""));
    let is_hierarchy = match hierarchy.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            is_authority(authority) && is_made_of(path, b":@/")
        }
        None => is_made_of(hierarchy, b":@/"),
    };
    is_scheme && is_hierarchy && is_made_of(query, b":@/?") && is_made_of(fragment, b":@/?")
}

fn is_authority(text: &str) -> bool {
    let (user, host) = text.split_once('@').unwrap_or(("", text));
    let (is_name, port) = if let Some(literal) = host.strip_prefix('[') {
        let (address, port) = literal.split_once(']').unwrap_or(("", ""));
        let is_address =
            address.bytes().all(|byte| byte.is_ascii_hexdigit() || b":.".contains(&byte));
        (!address.is_empty() && is_address, port)
    } else {
        let (name, port) = host.split_at(host.find(':').unwrap_or(host.len()));
        (is_made_of(name, b""), port)
    };
    let is_port = match port.strip_prefix(':') {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_digit()),
        None => port.is_empty(),
    };
    is_made_of(user, b":") && is_name && is_port
}

/// Whether a text has only unreserved characters, sub-delimiters, escapes and these.
fn is_made_of(text: &str, more: &[u8]) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let is_plain = byte.is_ascii_alphanumeric()
            || b"._~!$&'()*+,;=-".contains(&byte)
            || more.contains(&byte);
        let mut is_hex = || bytes.next().is_some_and(|byte| byte.is_ascii_hexdigit());
        let is_escape = byte == b'%' && is_hex() && is_hex();
        if !is_plain && !is_escape {
            return false;
        }
    }
    true
}

fn is_decimal(text: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let padded = whole.len() > 1 && whole.starts_with('0');
    is_digits(whole) && !padded && is_digits(fraction)
}
