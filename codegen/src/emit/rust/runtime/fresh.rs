//! Default ids and times of messages.

use std::hash::{BuildHasher, RandomState};
use std::time::{SystemTime, UNIX_EPOCH};

/// Sixteen bytes in the order of time: 48 bits of milliseconds, then the operating system's
/// randomness by way of the hasher's keys.
fn bytes() -> [u8; 16] {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let state = RandomState::new();
    let millis = elapsed.as_millis() << 80;
    let random = (u128::from(state.hash_one(elapsed.subsec_nanos())) << 64)
        | u128::from(state.hash_one("id"));
    (millis | (random & ((1 << 80) - 1))).to_be_bytes()
}

/// An id of lower-case letters and digits, at most 32 of them; ids made later sort later.
pub(crate) fn token(length: usize) -> String {
    let text = format!("{:032x}", u128::from_be_bytes(bytes()));
    // The end is what differs most.
    text.chars().skip(32 - length.min(32)).collect()
}

/// A UUID of version 7.
pub(crate) fn uuid() -> String {
    let mut bytes = bytes();
    bytes[6] = (bytes[6] & 0x0f) | 0x70;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut text = format!("{:032x}", u128::from_be_bytes(bytes));
    for at in [20, 16, 12, 8] {
        text.insert(at, '-');
    }
    text
}

/// The present time as an RFC 3339 `date-time` in UTC, to the millisecond.
pub(crate) fn now() -> String {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let (days, seconds) = (elapsed.as_secs() / 86_400, elapsed.as_secs() % 86_400);
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{:03}Z",
        elapsed.subsec_millis()
    )
}

/// The date so many days after 1970-01-01 (Howard Hinnant's `civil_from_days`).
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}
